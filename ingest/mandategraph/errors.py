"""What a person can put right. Every message is one sentence that names the file or word, and the remedy."""


class MandateGraphError(Exception):
    """Something a person can put right; the command prints it on one line and exits with status 1."""


class SourceError(MandateGraphError):
    """A file that cannot be read as a resolution."""


class SymbolError(MandateGraphError, ValueError):
    """Words that are no document symbol of the United Nations."""


class KnowledgeError(MandateGraphError):
    """An entry of ``data/knowledge`` that breaks the rules stated at the head of its file."""


class QuestionError(MandateGraphError):
    """A stored question that does not exist, is told too little, or is told of somebody unknown."""


class StoreError(MandateGraphError):
    """A store that cannot be opened, or that holds no graph yet."""


class ReviewError(MandateGraphError):
    """A judgement on something that the store does not hold, or that would break the shapes of the ontology."""


class RemoteError(MandateGraphError):
    """A store on the network that cannot be reached, or that refuses what is asked of it."""

"""Preamble: the grounds on which an organ acts, each told by the verb with which its paragraph opens.

"Recalling its resolution" is *recalls*, "Having considered the report" is *considers*, "Deeply concerned" is *is
concerned*: a preamble says in participles what operative paragraphs say in the third person.
"""

from dataclasses import dataclass

from .document import Span
from .structure import Kind, Paragraph, Structure
from .verb import Lexicon, Verb


@dataclass(frozen=True, slots=True)
class Ground:
    """The opening of a preambular paragraph.

    ``phrase`` is its verb, in the third person and without adverbs; ``span`` runs from the first word of the paragraph
    to the last of the verb.
    """

    paragraph: Paragraph
    verb: Verb
    phrase: str
    span: Span


def grounds_of(structure: Structure, lexicon: Lexicon) -> tuple[Ground, ...]:
    """The grounds of a document, in order: one at most for each preambular paragraph that is no part of another."""
    found = []
    for paragraph in structure.of(Kind.PREAMBULAR):
        act = lexicon.ground(structure.words(paragraph)) if paragraph.parent is None else None
        if act:
            start = paragraph.span.start
            found.append(Ground(paragraph, act.verb, act.phrase, Span(start, start + act.end)))
    return tuple(found)

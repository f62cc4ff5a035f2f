"""Pages: what a store says, for people to read: pure functions from a store to HTML.

Every function takes the ``Site`` where its page stands and returns the whole page. Its links are relative, so that the
same page works below any prefix, as a file and from disk. Nothing is loaded from elsewhere; pages ask for the files of
``ASSETS`` below ``assets/``, and for the manual of the ontology below ``ontology/``. The addresses below the first one:

- ``""``: ``home``
- ``search?q=…&kind=…&offset=…``: ``search``
- ``documents``, ``documents/ORGAN``, ``documents/ORGAN/YEAR``: ``documents``
- ``actors``, ``themes``: ``actors``, ``themes``
- ``questions``: ``questions``
- ``questions/NAME?PARAMETER=…&offset=…``: ``question``; its answer as data at ``questions/NAME.csv?…``, ``.json`` …
- ``editor``: ``editor``, which sends queries to ``sparql``
- anything else: ``resource`` of ``Site.iri(path)``; its data at the path with ``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``
"""

from .asking import editor, question, questions
from .catalogue import actors, documents, themes
from .holding import Holdings, holdings, organ_path
from .message import message, not_found
from .picture import DRAWN_WITH
from .resource import resource
from .results import lookup, search
from .sheet import ASSETS
from .site import FORMS, Site
from .welcome import home

__all__ = [
    "ASSETS",
    "DRAWN_WITH",
    "FORMS",
    "Holdings",
    "Site",
    "actors",
    "documents",
    "editor",
    "holdings",
    "home",
    "lookup",
    "message",
    "not_found",
    "organ_path",
    "question",
    "questions",
    "resource",
    "search",
    "themes",
]

"""Resource: the page of whatever an IRI names."""

import pyoxigraph as ox

from mandategraph import iri as names

from .actor import actor
from .holding import Document, Holdings, holdings
from .plain import plain
from .resolution import cited_only, resolution
from .site import Site
from .thing import concept, instrument, observance, region, session, theme


def resource(graphs: ox.Store, site: Site, iri: str, held: Holdings | None = None) -> str | None:
    """The page of what an IRI names; ``None`` if the store says nothing of it.

    A part of a document has no page of its own: its IRI without the fragment brings the page of the document, on which
    it stands under its fragment. ``held`` spares the look at all documents if it was made before.
    """
    node = iri.partition("#")[0] or iri
    held = held or holdings(graphs)
    document, language = _document(held, node)
    if document:
        return resolution(graphs, site, document, language, held)
    folder = (site.path(node) or "").partition("/")[0]
    make = _FOLDERS.get(folder, cited_only)
    return make(graphs, site, node, held) or plain(graphs, site, node)


#: Who makes the pages of things, by the first part of their paths.
_FOLDERS = {
    "body": actor,
    "post": actor,
    "state": actor,
    "group": actor,
    "theme": theme,
    "heading": theme,
    "session": session,
    "instrument": instrument,
    "observance": observance,
    "region": region,
    "vocab": concept,
}


def _document(held: Holdings, node: str) -> tuple[Document | None, str]:
    """The document that is held under an IRI, or of whose words in one language it is the IRI."""
    document = held.by_iri.get(node)
    if document:
        return document, next(iter(document.graphs))
    whole = held.by_iri.get(node.rpartition("/")[0])
    for language in whole.graphs if whole else ():
        if whole and names.text(whole.iri, language) == node:
            return whole, language
    return None, ""

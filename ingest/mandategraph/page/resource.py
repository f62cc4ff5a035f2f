"""Resource: the page of whatever an IRI names."""

import pyoxigraph as ox

from .holding import Holdings, holdings
from .plain import plain
from .site import Site


def resource(graphs: ox.Store, site: Site, iri: str, held: Holdings | None = None) -> str | None:
    """The page of what an IRI names; ``None`` if the store says nothing of it.

    A part of a document has no page of its own: its IRI without the fragment brings the page of the document, on which
    it stands under its fragment.
    """
    return plain(graphs, site, iri.partition("#")[0] or iri)

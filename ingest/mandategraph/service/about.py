"""About: what the service tells machines of itself and of its store."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from mandategraph import dataset, iri, store
from mandategraph.dataset import Distribution
from mandategraph.manual import publish
from mandategraph.symbol import Symbol

from .negotiation import GRAPHS
from .protocol import RefusedError, Representation, form_of


def service_description(_: ox.Store, site: str, accept: str, *, updates: bool) -> Representation:
    """The SPARQL endpoint, for a program that comes without a query."""
    return _written(dataset.service(f"{site}sparql", site=site, updates=updates), accept)


def void(graphs: ox.Store, site: str, accept: str) -> Representation:
    """The dataset, with true counts and the ways to have it."""
    base = store.base_of(graphs)
    ways = [
        Distribution(f"{site}sparql", "application/sparql-results+json"),
        Distribution(f"{site}graph-store", "text/turtle"),
    ]
    described = dataset.describe(
        dataset.counts(graphs), site=site, base=base, distributions=ways, endpoint=f"{site}sparql"
    )
    return _written(described, accept)


def manual(graphs: ox.Store, folder: Path) -> None:
    """Write the pages of the ontology into a folder, with examples out of the store."""
    for _ in publish(graphs, folder, base=store.base_of(graphs)):
        pass


def sitemap(graphs: ox.Store, site: str, name: str) -> Representation:
    """A list of pages of documents, for search engines; ``RefusedError`` (404) if there is none of this name."""
    pages = sorted({iri.document("", Symbol(document.symbol)) for document in store.held(graphs)})
    for one, body in dataset.sitemaps(site, [f"{page}.html" for page in pages]):
        if one == name:
            return Representation(body, "application/xml")
    raise RefusedError(404, f"There is no {name}.")


def _written(triples: Iterable[ox.Triple], accept: str) -> Representation:
    form = form_of(accept, GRAPHS)
    return Representation(dataset.written(triples, form), form.media_type)

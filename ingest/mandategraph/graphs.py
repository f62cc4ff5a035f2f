"""Graphs: what can be asked with SPARQL, whether it lies in a folder or on the network.

What asks them sends SELECT queries and nothing else, so that it gets the same answer of both.

>>> store = ox.Store()
>>> store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"), ox.NamedNode("urn:graph")))
>>> list(rows(store, "SELECT ?what WHERE { <urn:a> <urn:b> ?what }"))
[(<Literal value=c datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>,)]
"""

from collections.abc import Iterator
from typing import Any, Protocol, cast

import pyoxigraph as ox


class Graphs(Protocol):
    """A store of Oxigraph (``pyoxigraph.Store``), or one on the network (``Endpoint``)."""

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> Any:  # noqa: ANN401
        """What a query finds: solutions (``pyoxigraph.QuerySolutions``) if it is a SELECT.

        With ``use_default_graph_as_union`` all named graphs together are the default graph.
        """


def select(graphs: Graphs, query: str) -> ox.QuerySolutions:
    """The solutions of a SELECT query, put to all graphs together."""
    return cast("ox.QuerySolutions", graphs.query(query, use_default_graph_as_union=True))


def rows(graphs: Graphs, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a SELECT query, put to all graphs together: a term for each variable, or ``None``."""
    return (tuple(row) for row in select(graphs, query))

"""Resource: what the store says of one IRI, and in which forms.

An IRI of the graph names a thing: a resolution, a body, a session. The document about it stands at the same address
with an ending (``.html``, ``.ttl``), to which the IRI leads (Cool URIs for the Semantic Web, W3C 2008, section 4.2).
Named graphs are documents themselves.

>>> divided("A/RES/68/187.ttl"), divided("body/unodc"), divided("A/C.3/68/L.75")
(('A/RES/68/187', 'ttl'), ('body/unodc', ''), ('A/C.3/68/L.75', ''))
"""

from collections.abc import Iterator
from itertools import chain

import pyoxigraph as ox

from mandategraph import iri
from mandategraph.dump import PREFIXES
from mandategraph.graphs import rows

from .negotiation import GRAPHS
from .protocol import RefusedError, Representation

#: The ending of pages.
PAGE = "html"
#: The ending of the words of a document.
TEXT = "txt"


def divided(path: str) -> tuple[str, str]:
    """The end of an IRI, and the ending by which a form of it is asked for; no ending if there is none."""
    stem, _, ending = path.rpartition(".")
    return (stem, ending) if stem and ending in (*GRAPHS, PAGE, TEXT) else (path, "")


def data(graphs: ox.Store, name: str, ending: str) -> Representation:
    """What the store says of an IRI, in the form of this ending; ``RefusedError`` (404) if that is nothing.

    Of a document all that was read of it in any language, what follows from it and what people say of it; of a named
    graph what it holds; of anything else the statements that begin with it. A graph whose own name has the ending comes
    first.
    """
    form = GRAPHS[ending]
    whole = _node(f"{name}.{ending}")
    said = tuple(quads_of(graphs, whole if graphs.contains_named_graph(whole) else _node(name)))
    if not said:
        raise unknown(name)
    if form.supports_datasets and form is not ox.RdfFormat.JSON_LD:
        return Representation(ox.serialize(said, format=form, prefixes=PREFIXES) or b"", form.media_type)
    triples = dict.fromkeys(quad.triple for quad in said)
    return Representation(ox.serialize(triples, format=form, prefixes=PREFIXES) or b"", form.media_type)


def quads_of(graphs: ox.Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    """The statements about an IRI, with the graph in which each stands."""
    named = [node] if graphs.contains_named_graph(node) else list(_graphs_of(graphs, node.value))
    if named:
        return (quad for graph in named for quad in graphs.quads_for_pattern(None, None, None, graph))
    return iter(graphs.quads_for_pattern(node, None, None))


def _graphs_of(graphs: ox.Store, document: str) -> Iterator[ox.NamedNode]:
    """The named graphs of a document: of each language, with what follows and what people say."""
    texts = graphs.quads_for_pattern(ox.NamedNode(document), ox.NamedNode(iri.term("hasText")), None)
    for graph in sorted({quad.graph_name.value for quad in texts if isinstance(quad.graph_name, ox.NamedNode)}):
        for name in (graph, iri.inferred(graph), iri.reviews(graph)):
            node = ox.NamedNode(name)
            if graphs.contains_named_graph(node):
                yield node


def text(graphs: ox.Store, name: str) -> Representation:
    """The words of a document in one language, each character at its place (RFC 5147).

    ``RefusedError`` (404) if the store has none.

    What stands between paragraphs is not in the graph: for each of its characters there is a line break.
    """
    query = f"""
        PREFIX mg: <{iri.MG}>
        SELECT ?start ?words WHERE {{
          ?unit mg:text ?any ; mg:anchoredIn ?span .
          ?span mg:spanOf {_node(name)} ; mg:charStart ?start ; mg:exact ?words .
        }}
    """
    spans = sorted((int(start.value), words.value) for start, words in rows(graphs, query))
    written = ""
    for start, words in spans:
        written += "\n" * (start - len(written)) + words
    if not spans:
        raise unknown(name)
    return Representation(written.encode(), "text/plain; charset=utf-8")


def is_graph(graphs: ox.Store, name: str) -> bool:
    """Whether an IRI names a graph. ``RefusedError`` (404) if the store says nothing of it."""
    node = _node(name)
    if graphs.contains_named_graph(node):
        return True
    said = chain(graphs.quads_for_pattern(node, None, None), graphs.quads_for_pattern(None, None, node))
    if next(iter(said), None) is None:
        raise unknown(name)
    return False


def unknown(name: str) -> RefusedError:
    """That the store says nothing of an IRI."""
    return RefusedError(404, f"The store says nothing of {name}.")


def _node(name: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise unknown(name) from error

"""Inference: what follows from the graph of a document, and from those of a whole store.

The ontology says what follows: by chains, by classes and by transitive properties. The rules of ``queries/rules`` say
the same in SPARQL, one file for each family of axioms; the tests prove that reasoners conclude what the rules conclude.
A rule is put to one document at a time, those of ``queries/rules/across`` to a whole store when all its documents are
there.

What follows stands apart from what was read, in a graph of its own beside that of the document. It names the graph from
which it is derived, and is replaced together with it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from . import home, iri
from .term import TYPE, mg, prov

_SUB_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@dataclass(frozen=True)
class Rules:
    """The rules for one document, those across documents, and which classes are below which."""

    within: tuple[str, ...]
    across: tuple[str, ...]
    hierarchy: tuple[ox.Triple, ...]

    @cached_property
    def said(self) -> frozenset[ox.NamedNode]:
        """The terms of which the rules for one document speak; nothing else need be looked at."""
        named = {mg(name) for rule in self.within for name in re.findall(r"\bmg:(\w+)", rule)}
        return frozenset(named | {cast("ox.NamedNode", below.subject) for below in self.classes})

    @cached_property
    def classes(self) -> tuple[ox.Triple, ...]:
        """The part of the hierarchy that lies below classes of which the rules speak."""
        above = {mg(name) for rule in self.within for name in re.findall(r"\bmg:([A-Z]\w*)", rule)}
        found: dict[ox.Triple, None] = {}
        while new := [t for t in self.hierarchy if t.object in above and t not in found]:
            found |= dict.fromkeys(new)
            above |= {cast("ox.NamedNode", triple.subject) for triple in new}
        return tuple(found)


def load(queries: Path = home.QUERIES, ontology: Path = home.ONTOLOGY) -> Rules:
    """The rules that are shipped, with the hierarchy of classes of the ontology."""
    hierarchy = (quad.triple for quad in ox.parse(path=ontology / "mandategraph.ttl") if quad.predicate == _SUB_CLASS)
    return Rules(
        _in(queries / "rules"),
        _in(queries / "rules" / "across"),
        tuple(t for t in hierarchy if isinstance(t.subject, ox.NamedNode) and isinstance(t.object, ox.NamedNode)),
    )


def _in(folder: Path) -> tuple[str, ...]:
    return tuple(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.rq")))


def follows(quads: Iterable[ox.Quad], graph: str, rules: Rules) -> Iterator[ox.Quad]:
    """The graph of what follows from the statements of one document; ``graph`` names the graph that they are in."""
    document = ox.Store()
    document.extend(_in_default_graph(quad.triple) for quad in quads if _matters(quad, rules.said))
    document.extend(_in_default_graph(triple) for triple in rules.classes)
    yield from _derived(document, rules.within, iri.inferred(graph), graph)


def _in_default_graph(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


def _matters(quad: ox.Quad, said: frozenset[ox.NamedNode]) -> bool:
    predicate = quad.predicate
    return (quad.object if predicate == TYPE else predicate) in said


def follows_across(store: ox.Store, base: str, rules: Rules) -> Iterator[ox.Quad]:
    """The graph of what follows from the documents of a store together, and from none of them alone."""
    yield from _derived(store, rules.across, iri.shared_graph(base, "inferred"), iri.shared_graph(base, "actors"))


def conclude_all(graphs: ox.Store, base: str, rules: Rules) -> None:
    """Add to graphs in memory what follows from each document, and then what follows from all together."""
    for graph in tuple(graphs.named_graphs()):
        if graph.value.endswith("/graph"):
            said = tuple(graphs.quads_for_pattern(None, None, None, graph))
            graphs.extend(follows(said, graph.value, rules))
    graphs.extend(tuple(follows_across(graphs, base, rules)))


def _derived(store: ox.Store, rules: Iterable[str], graph: str, source: str) -> Iterator[ox.Quad]:
    """The conclusions of rules, each once, in a graph that names its source."""
    node = ox.NamedNode(graph)
    found: dict[ox.Triple, None] = {}
    for rule in rules:
        found |= dict.fromkeys(cast("ox.QueryTriples", store.query(rule, use_default_graph_as_union=True)))
    yield ox.Quad(node, TYPE, prov("Entity"), node)
    yield ox.Quad(node, prov("wasDerivedFrom"), ox.NamedNode(source), node)
    for triple in found:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, node)

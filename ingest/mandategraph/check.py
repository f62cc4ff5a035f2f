"""Check: what is wrong with a store, and what is in doubt.

Shapes say what a well-formed graph holds (``ontology/shapes.ttl``); each document's graph is validated on its own.
Doubts are what the program itself could not decide. Both come as findings, by severity: ``error`` breaks a shape,
``warning`` is odd, ``doubt`` is for an expert.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

import pyoxigraph as ox
from pyshacl import validate
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from . import home, iri
from .store import Held, held
from .work import in_order, workers


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to look at: how serious, in which document, about what, and what would put it right."""

    severity: str
    symbol: str
    about: str
    kind: str
    message: str


def findings(graphs: ox.Store, jobs: int | None = None) -> Iterator[Finding]:
    """What the shapes and the doubts say of each document, in the order of their symbols.

    Several processes validate if there are many documents.
    """
    documents = tuple(held(graphs))
    number = (jobs or os.cpu_count() or 1) if len(documents) >= _WORTH_A_PROCESS else 1
    described = ((document.symbol, _described(graphs, document)) for document in documents)
    with workers(number) as pool:
        validated = in_order(pool, _broken, described, ahead=2 * number)
        for document, (_, broken) in zip(documents, validated, strict=True):
            yield from broken
            yield from _doubts(graphs, ox.NamedNode(document.graph), document.symbol)


#: Below this number of documents, starting a process takes longer than validating them.
_WORTH_A_PROCESS = 8


def _described(graphs: ox.Store, document: Held) -> bytes:
    """A document's graph as N-Triples."""
    quads = graphs.quads_for_pattern(None, None, None, ox.NamedNode(document.graph))
    triples = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


@cache
def _shapes() -> Graph:
    return Graph().parse(home.ONTOLOGY / "shapes.ttl")


@cache
def _hierarchy() -> tuple[tuple[Node, Node, Node], ...]:
    """Which classes are parts of which: all that shapes need of the ontology."""
    ontology = Graph().parse(home.ONTOLOGY / "mandategraph.ttl")
    return tuple(ontology.triples((None, RDFS.subClassOf, None)))


_SEVERITIES = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}


def _broken(described: tuple[str, bytes]) -> tuple[Finding, ...]:
    """The shapes that a document breaks; done by a worker."""
    symbol, ntriples = described
    data = Graph().parse(data=ntriples, format="nt")
    for triple in _hierarchy():
        data.add(triple)
    _, report, _ = validate(data, shacl_graph=_shapes(), allow_warnings=True)
    results = cast("Graph", report)
    return tuple(sorted(_finding(results, node, symbol) for node in results.subjects(RDF.type, SH.ValidationResult)))


def _finding(results: Graph, node: Node, symbol: str) -> Finding:
    focus, path = results.value(node, SH.focusNode), results.value(node, SH.resultPath)
    severity = _SEVERITIES[cast("URIRef", results.value(node, SH.resultSeverity))]
    kind = path.removeprefix(iri.MG) if isinstance(path, URIRef) else "shape"
    return Finding(severity, symbol, str(focus), kind, str(results.value(node, SH.resultMessage)))


@dataclass(frozen=True, slots=True)
class UnlinkedName:
    """A name that means no actor: how often it stands, and in how many documents.

    It is ``unknown`` if no actor bears it, ``ambiguous`` if several do and nothing decides.
    """

    kind: str
    words: str
    times: int
    documents: int


_UNLINKED = f"""
PREFIX mg: <{iri.MG}>
SELECT ?kind ?words (COUNT(?doubt) AS ?times) (COUNT(DISTINCT ?graph) AS ?documents) WHERE {{
  VALUES (?doubtKind ?kind) {{
    (<{iri.VOCABULARY}unresolved-actor> "unknown") (<{iri.VOCABULARY}ambiguous-actor> "ambiguous")
  }}
  GRAPH ?graph {{
    ?doubt mg:doubtKind ?doubtKind ; mg:anchoredIn/mg:exact ?words .
  }}
}} GROUP BY ?kind ?words ORDER BY DESC(?times) ?words ?kind
"""


def unlinked_names(graphs: ox.Store) -> Iterator[UnlinkedName]:
    """The names that mean no actor, the most frequent first: what actors.toml needs most."""
    for row in cast("ox.QuerySolutions", graphs.query(_UNLINKED)):
        times, documents = int(row["times"].value), int(row["documents"].value)
        yield UnlinkedName(row["kind"].value, row["words"].value, times, documents)


_DOUBTS = f"""
PREFIX mg: <{iri.MG}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?unit ?kind ?comment WHERE {{
  ?doubt mg:doubtKind/skos:prefLabel ?kind ; mg:statedIn ?unit ; rdfs:comment ?comment .
  ?unit mg:position ?position .
}} ORDER BY ?position ?doubt
"""


def _doubts(graphs: ox.Store, graph: ox.NamedNode, symbol: str) -> Iterator[Finding]:
    for row in cast("ox.QuerySolutions", graphs.query(_DOUBTS, default_graph=graph)):
        yield Finding("doubt", symbol, row["unit"].value, row["kind"].value, row["comment"].value)

"""Statement: what a store says of something, by subject and predicate, as pages need it.

Terms stand as strings: the IRI of a node, the words of a literal. ``Facts`` is made of one graph or of what several
graphs say of one node.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pyoxigraph as ox

from mandategraph import iri

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SEE_ALSO = "http://www.w3.org/2000/01/rdf-schema#seeAlso"
COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
HOMEPAGE = "http://xmlns.com/foaf/0.1/homepage"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
PREFERRED = SKOS + "prefLabel"
#: By what a thing is called, the best first.
NAMES = (LABEL, PREFERRED, iri.MG + "title", "http://purl.org/dc/terms/title", iri.MG + "interval")

#: What every query of a page may abbreviate.
PREFIXES = f"""
PREFIX mg: <{iri.MG}>
PREFIX mgv: <{iri.VOCABULARY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <{SKOS}>
"""

#: What says of the words of a statement where they stand. Their IRI says it too, so a page need not read this.
_OF_SPANS = ("charStart", "charEnd", "exact", "spanOf", "printedStart", "printedEnd", "placeInSource")
_SAID = f"""{PREFIXES}
SELECT ?s ?p ?o WHERE {{
  ?s ?p ?o FILTER(?p NOT IN ({", ".join(f"mg:{name}" for name in _OF_SPANS)}))
}}
"""

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements: subject, predicate, objects. ``mg`` names in the ontology stand without their namespace."""

    said: Mapping[str, Mapping[str, tuple[Term, ...]]]

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """All that is said of a subject in this way."""
        return tuple(term.value for term in self.said.get(subject, {}).get(predicate, ()))

    def one(self, subject: str, predicate: str) -> str:
        """The first of it; empty if nothing is said."""
        return next((term.value for term in self.said.get(subject, {}).get(predicate, ())), "")

    def number(self, subject: str, predicate: str) -> int:
        """The same as a number; zero if nothing is said."""
        words = self.one(subject, predicate)
        return int(words) if words.isdecimal() else 0

    def types(self, subject: str) -> tuple[str, ...]:
        """The classes of a thing, those of the ontology by their names."""
        return tuple(name.removeprefix(iri.MG) for name in self.all(subject, TYPE))

    def name(self, subject: str) -> str:
        """What a thing is called; the end of its IRI if nobody says."""
        terms = self.said.get(subject, {})
        for predicate in (*NAMES, "title"):
            named = [term for term in terms.get(predicate, ()) if isinstance(term, ox.Literal)]
            if named:
                return next((term.value for term in named if term.language in (None, "en")), named[0].value)
        return end_of(subject)

    def of_type(self, name: str) -> Iterator[str]:
        """The subjects of this class."""
        return (subject for subject in self.said if name in self.types(subject))


def facts(statements: Iterable[tuple[ox.NamedNode | ox.BlankNode | ox.Triple, ox.NamedNode, object]]) -> Facts:
    """Statements by subject and predicate; those of the ontology go by their names alone."""
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, found in statements:
        if isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode | ox.Literal):
            said[subject.value][predicate.value.removeprefix(iri.MG)].append(found)
    return Facts({s: {p: tuple(objects) for p, objects in told.items()} for s, told in said.items()})


def facts_of_graph(graphs: ox.Store, *names: str) -> Facts:
    """All that graphs say, but for where spans of text stand."""
    found = (
        (row["s"], row["p"], row["o"])
        for name in names
        for row in rows(graphs, _SAID, default_graph=ox.NamedNode(name))
    )
    return facts(found)


def facts_of(graphs: ox.Store, node: str, graph: str | None = None) -> Facts:
    """What the store, or one graph of it, says of a node."""
    place = ox.NamedNode(graph) if graph else None
    quads = graphs.quads_for_pattern(ox.NamedNode(node), None, None, place)
    return facts(dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in quads))


def rows(graphs: ox.Store, query: str, **told: object) -> ox.QuerySolutions:
    """The solutions of a SELECT query."""
    return cast("ox.QuerySolutions", graphs.query(query, **told))  # type: ignore[arg-type]


def name_of(graphs: ox.Store, node: str) -> str:
    """What a thing is called anywhere in the store; the end of its IRI if nobody says."""
    for predicate in NAMES:
        for quad in graphs.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(predicate), None):
            if isinstance(quad.object, ox.Literal) and quad.object.language in (None, "en"):
                return quad.object.value
    return end_of(node)


def end_of(node: str) -> str:
    """The end of an IRI as words: what stands behind its last stroke or number sign.

    >>> end_of("https://w3id.org/mandategraph/vocab/internal-mandate")
    'internal mandate'
    """
    return node.rstrip("/#").replace("#", "/").rpartition("/")[2].replace("-", " ")

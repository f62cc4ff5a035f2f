"""Statement: what a store says of something, by subject and predicate, as pages need it.

Terms stand as strings: the IRI of a node, the words of a literal. ``Facts`` is made of one graph or of what several
graphs say of one node.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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

#: What a page need not read: where the words of a statement stand, which the IRI of their span says too, and what a
#: graph says in short of what it says at length.
_PASSED_OVER = (
    *("charStart", "charEnd", "exact", "spanOf", "printedStart", "printedEnd", "placeInSource"),
    *("obliges", "exhorts", "authorizes", "forbids", "hasBearer", "hasBeneficiary", "hasRecipient", "includesNamed"),
    *("inCoordinationWith", "inCooperationWith", "inCollaborationWith", "inConsultationWith"),
    *("mentions", "isAbout", "hasCitation", "citationFunction"),
)
_SAID = f"""{PREFIXES}
SELECT ?s ?p ?o WHERE {{
  ?s ?p ?o FILTER(?p NOT IN ({", ".join(f"mg:{name}" for name in _PASSED_OVER)}) && !sameTerm(?o, mg:TextSpan))
}}
"""

Term = ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Facts:
    """Statements: subject, predicate, objects. Predicates of the ontology stand without their namespace."""

    said: Mapping[str, Mapping[str, tuple[Term, ...]]]

    @cached_property
    def _typed(self) -> Mapping[str, Sequence[str]]:
        """The subjects by the names of their classes."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject in self.said:
            for name in self.types(subject):
                found[name].append(subject)
        return found

    def all(self, subject: str, predicate: str) -> tuple[str, ...]:
        """All that is said of a subject in this way."""
        return tuple([term.value for term in self.said.get(subject, _NOTHING).get(predicate, ())])

    def one(self, subject: str, predicate: str) -> str:
        """The first of it; empty if nothing is said."""
        terms = self.said.get(subject, _NOTHING).get(predicate)
        return terms[0].value if terms else ""

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

    def of_type(self, name: str) -> Sequence[str]:
        """The subjects of this class."""
        return self._typed.get(name, ())

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Where the words of each statement stand in the text: their span is named after it (RFC 5147)."""
        found = {}
        for subject, told in self.said.items():
            for term in told.get("anchoredIn", ()):
                start, comma, end = term.value.rpartition("#char=")[2].partition(",")
                if comma and start.isdecimal() and end.isdecimal():
                    found[subject] = (int(start), int(end))
        return found


_NOTHING: Mapping[str, tuple[Term, ...]] = {}


def facts(statements: Iterable[tuple[ox.NamedNode | ox.BlankNode | ox.Triple, ox.NamedNode, object]]) -> Facts:
    """Statements by subject and predicate; those of the ontology go by their names alone."""
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    for subject, predicate, found in statements:
        if isinstance(subject, ox.NamedNode) and isinstance(found, ox.NamedNode | ox.Literal):
            full = predicate.value
            name = names.get(full) or names.setdefault(full, full.removeprefix(iri.MG))
            said[subject.value][name].append(found)
    return Facts({s: {p: tuple(objects) for p, objects in told.items()} for s, told in said.items()})


def facts_of_graph(graphs: ox.Store, name: str) -> Facts:
    """What a graph says, as far as pages tell it."""
    found = rows(graphs, _SAID, default_graph=ox.NamedNode(name))
    return facts((subject, predicate, value) for subject, predicate, value in found)


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

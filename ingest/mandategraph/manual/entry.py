"""Entry: what the ontology says of one of its terms, ready to be read by people.

A term is a class, a property, a vocabulary (a SKOS scheme) or a concept of one. What is known of annotations is taken
as it comes: a label in one more language or an annotation that this module never heard of gets its place in the entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, SKOS
from rdflib.term import Node

from mandategraph import iri


class Kind(StrEnum):
    """What a term is, in the order in which kinds are listed."""

    CLASS = "class"
    OBJECT = "object property"
    DATATYPE = "datatype property"
    ANNOTATION = "annotation property"
    SCHEME = "vocabulary"
    CONCEPT = "concept"

    @property
    def is_property(self) -> bool:
        """Whether a term of this kind links things, or a thing and a value."""
        return self in {Kind.OBJECT, Kind.DATATYPE, Kind.ANNOTATION}


_KINDS = {
    OWL.Class: Kind.CLASS,
    OWL.ObjectProperty: Kind.OBJECT,
    OWL.DatatypeProperty: Kind.DATATYPE,
    OWL.AnnotationProperty: Kind.ANNOTATION,
    SKOS.ConceptScheme: Kind.SCHEME,
    SKOS.Concept: Kind.CONCEPT,
}

#: What a property may be besides, in words.
_CHARACTERISTICS = {
    OWL.FunctionalProperty: "functional: at most one value each",
    OWL.InverseFunctionalProperty: "inverse functional: at most one subject for each value",
    OWL.TransitiveProperty: "transitive: holds over several steps",
    OWL.SymmetricProperty: "symmetric: holds both ways",
    OWL.AsymmetricProperty: "asymmetric: never holds both ways",
    OWL.ReflexiveProperty: "reflexive: everything bears it to itself",
    OWL.IrreflexiveProperty: "irreflexive: nothing bears it to itself",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a language (BCP 47); the language is empty if none is stated."""

    language: str
    text: str

    @property
    def direction(self) -> str:
        """How the words run: ``rtl`` or ``ltr``."""
        return "rtl" if self.language.partition("-")[0] in {"ar", "fa", "he", "ur"} else "ltr"


@dataclass(frozen=True, slots=True)
class Remark:
    """An annotation without a place of its own in the entry: the IRI of what it is called, and its values."""

    about: str
    called: str
    values: tuple[Words | str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term. IRIs stand for other terms; ``above`` and ``below`` are one step away, ``ancestors`` nearest first."""

    iri: str
    name: str
    kind: Kind
    labels: tuple[Words, ...]
    definitions: tuple[Words, ...]
    notes: tuple[Words, ...] = ()
    examples: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    ancestors: tuple[str, ...] = ()
    descendants: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    domain: str | None = None
    range: str | None = None
    inverse: str | None = None
    chains: tuple[tuple[str, ...], ...] = ()
    characteristics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def label(self) -> str:
        """The label in English, or the first there is."""
        return _in_english(self.labels) or self.name

    @property
    def definition(self) -> str:
        """The definition in English, or the first there is."""
        return _in_english(self.definitions)


def _in_english(several: Iterable[Words]) -> str:
    return min(several, key=lambda words: words.language != "en", default=Words("", "")).text


#: Annotations that have a place of their own in an entry.
_PLACED = {
    RDF.type, RDFS.label, RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDFS.isDefinedBy,
    SKOS.prefLabel, SKOS.definition, SKOS.scopeNote, SKOS.example, SKOS.inScheme, SKOS.topConceptOf,
    SKOS.hasTopConcept, OWL.inverseOf, OWL.propertyChainAxiom, OWL.disjointWith,
}  # fmt: skip


def ontology_graph(folder: Path) -> Graph:
    """What the Turtle files of the ontology say together, the shapes apart."""
    graph = Graph()
    for file in sorted(folder.glob("*.ttl")):
        if file.name != "shapes.ttl":
            graph.parse(file)
    return graph


class Lexicon(Mapping[str, Entry]):
    """The entries of all terms by their IRIs, in the order of kind and name."""

    def __init__(self, graph: Graph) -> None:
        """Read the entries out of the statements of the ontology."""
        self.graph = graph
        found = (_entry(graph, term, kind) for term, kind in _terms(graph))
        ordered = sorted(found, key=lambda e: (list(Kind).index(e.kind), e.name.casefold(), e.iri))
        self._entries = {entry.iri: entry for entry in ordered}

    def __getitem__(self, key: str) -> Entry:
        """The entry of the term with this IRI."""
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        """The IRIs of the terms."""
        return iter(self._entries)

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self._entries)

    def of(self, *kinds: Kind) -> tuple[Entry, ...]:
        """The entries of these kinds."""
        return tuple(entry for entry in self.values() if entry.kind in kinds)

    def name(self, term: str) -> str:
        """How a term is called in a list: its own name, or that of somebody else's with the usual prefix."""
        return self[term].name if term in self else self.graph.namespace_manager.normalizeUri(term).strip("<>")

    @cached_property
    def _by_domain(self) -> Mapping[str, tuple[Entry, ...]]:
        return self._properties_by("domain")

    @cached_property
    def _by_range(self) -> Mapping[str, tuple[Entry, ...]]:
        return self._properties_by("range")

    def _properties_by(self, side: str) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, tuple[Entry, ...]] = defaultdict(tuple)
        for entry in self.values():
            if entry.kind.is_property and getattr(entry, side):
                found[getattr(entry, side)] += (entry,)
        return found

    def properties_of(self, cls: Entry) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The properties that something of this class may have: its own first, then those of each class above it."""
        for owner in (cls.iri, *cls.ancestors):
            if self._by_domain.get(owner):
                yield owner, self._by_domain[owner]

    def properties_to(self, cls: Entry) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """The properties that lead to something of this class, in the same order."""
        for owner in (cls.iri, *cls.ancestors):
            if self._by_range.get(owner):
                yield owner, self._by_range[owner]

    def is_vocabulary(self, cls: str | None) -> bool:
        """Whether the things of a class are concepts of a vocabulary."""
        return cls is not None and (
            cls == str(SKOS.Concept) or iri.term("Concept") in (cls, *(self[cls].ancestors if cls in self else ()))
        )

    def schemes_of(self, cls: Entry) -> tuple[Entry, ...]:
        """The vocabularies whose concepts are of this class."""
        schemes = {s for concept in self.of(Kind.CONCEPT) if cls.iri in concept.types for s in concept.schemes}
        return tuple(entry for entry in self.of(Kind.SCHEME) if entry.iri in schemes)


def _terms(graph: Graph) -> Iterator[tuple[URIRef, Kind]]:
    for kind, called in _KINDS.items():
        for term in set(graph.subjects(RDF.type, kind)):
            if isinstance(term, URIRef) and str(term).startswith((iri.MG, iri.VOCABULARY)):
                yield term, called


def _entry(graph: Graph, term: URIRef, kind: Kind) -> Entry:
    hierarchy = RDFS.subClassOf if kind is Kind.CLASS else RDFS.subPropertyOf
    return Entry(
        iri=str(term),
        name=term.removeprefix(iri.MG).removeprefix(iri.VOCABULARY),
        kind=kind,
        labels=_words(graph, term, RDFS.label, SKOS.prefLabel),
        definitions=_words(graph, term, SKOS.definition),
        notes=_words(graph, term, SKOS.scopeNote),
        examples=_sorted(graph.objects(term, SKOS.example)),
        above=_sorted(graph.objects(term, hierarchy)),
        below=_sorted(graph.subjects(hierarchy, term)),
        ancestors=_reached(graph, term, hierarchy, up=True),
        descendants=_reached(graph, term, hierarchy, up=False),
        disjoint=_disjoint(graph, term),
        domain=_one(graph.value(term, RDFS.domain)),
        range=_one(graph.value(term, RDFS.range)),
        inverse=_one(graph.value(term, OWL.inverseOf) or graph.value(None, OWL.inverseOf, term)),
        chains=tuple(
            sorted(tuple(map(str, Collection(graph, way))) for way in graph.objects(term, OWL.propertyChainAxiom))
        ),
        characteristics=tuple(
            words for kind_of, words in _CHARACTERISTICS.items() if (term, RDF.type, kind_of) in graph
        ),
        types=tuple(t for t in _sorted(graph.objects(term, RDF.type)) if t.startswith(iri.MG)),
        schemes=_sorted(graph.objects(term, SKOS.inScheme)),
        concepts=_sorted(graph.subjects(SKOS.inScheme, term)),
        remarks=tuple(_remarks(graph, term)),
    )


def _words(graph: Graph, term: URIRef, *annotations: URIRef) -> tuple[Words, ...]:
    """English first, then by language."""
    found = {_as_words(value) for a in annotations for value in graph.objects(term, a) if isinstance(value, Literal)}
    return tuple(sorted(found, key=lambda words: (words.language != "en", words.language, words.text)))


def _as_words(value: Literal) -> Words:
    return Words(value.language or "", str(value))


def _sorted(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(str(node) for node in nodes if not isinstance(node, BNode)))


def _one(node: Node | None) -> str | None:
    return None if node is None or isinstance(node, BNode) else str(node)


def _reached(graph: Graph, term: URIRef, hierarchy: URIRef, *, up: bool) -> tuple[str, ...]:
    """What lies above or below a term, nearest first."""
    found: dict[Node, None] = {}
    ring: list[URIRef] = [term]
    while ring:
        beyond = {n for one in ring for n in (graph.objects(one, hierarchy) if up else graph.subjects(hierarchy, one))}
        ring = sorted(node for node in beyond if isinstance(node, URIRef) and node not in found and node != term)
        found.update(dict.fromkeys(ring))
    return tuple(map(str, found))


def _disjoint(graph: Graph, term: URIRef) -> tuple[str, ...]:
    found: set[Node] = {*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term)}
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        members = {member for several in graph.objects(axiom, OWL.members) for member in Collection(graph, several)}
        found |= members if term in members else set()
    return _sorted(found - {term})


def _remarks(graph: Graph, term: URIRef) -> Iterator[Remark]:
    for about in sorted(set(graph.predicates(term)) - _PLACED, key=str):
        values = [
            _as_words(value) if isinstance(value, Literal) else str(value)
            for value in graph.objects(term, about)
            if not isinstance(value, BNode)
        ]
        if values:
            called = graph.value(about, RDFS.label) or graph.namespace_manager.normalizeUri(str(about)).strip("<>")
            yield Remark(str(about), str(called), tuple(sorted(values, key=str)))

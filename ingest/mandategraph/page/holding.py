"""Holding: the documents of a store, and how much is said of them: what every page that lists documents needs.

``holdings`` looks at all documents, and is the same until the store changes: make it once and hand it to the pages.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from mandategraph import store

from .statement import PREFIXES, end_of, name_of, rows


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is held. ``graphs`` are those of its words, by language (BCP 47)."""

    iri: str
    symbol: str
    title: str
    adopted: str
    organ: str
    session: str
    graphs: Mapping[str, str]

    @property
    def year(self) -> str:
        """The year of adoption; empty if it is unknown."""
        return self.adopted[:4]


@dataclass(frozen=True)
class Holdings:
    """The documents of a store, the latest first, and how often each kind of thing stands in it.

    ``organs`` are the names of those that adopted them, by IRI, and ``theme`` is the name of what most are about.
    """

    base: str
    documents: tuple[Document, ...]
    counts: Mapping[str, int]
    organs: Mapping[str, str]
    theme: str

    @cached_property
    def by_iri(self) -> Mapping[str, Document]:
        """The documents by their IRI."""
        return {document.iri: document for document in self.documents}

    @cached_property
    def by_graph(self) -> Mapping[str, Document]:
        """The documents by the graphs of their words."""
        return {graph: document for document in self.documents for graph in document.graphs.values()}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each document, by its IRI, and of its graphs among all: the latest first."""
        places = {document.iri: number for number, document in enumerate(self.documents)}
        return places | {graph: places[document.iri] for graph, document in self.by_graph.items()}

    @cached_property
    def years(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """How many documents each organ adopted in each year, the latest year first."""
        found: dict[str, Counter[str]] = {organ: Counter() for organ in self.organs}
        for document in self.documents:
            if document.organ in found and document.year:
                found[document.organ][document.year] += 1
        return {organ: sorted(counted.items(), reverse=True) for organ, counted in found.items()}


_DOCUMENTS = f"""{PREFIXES}
SELECT ?graph ?document ?symbol ?title ?adopted ?organ ?session ?language WHERE {{ GRAPH ?graph {{
  ?document mg:hasText ?text ; mg:symbol ?symbol .
  ?text mg:language ?language .
  OPTIONAL {{ ?document mg:title ?title }}
  OPTIONAL {{ ?document mg:adoptedOn ?adopted }}
  OPTIONAL {{ ?document mg:adoptedBy ?organ }}
  OPTIONAL {{ ?document mg:atSession ?session }}
}} }}
"""
#: What is counted: the classes of the ontology, and how each is called where the counts stand.
COUNTED = {
    "OperativeParagraph": "operative paragraphs",
    "Provision": "provisions",
    "Task": "tasks",
    "ReportingTask": "reports asked for",
    "Citation": "citations",
}


def holdings(graphs: ox.Store) -> Holdings:
    """All documents of a store, and the counts of what stands in it."""
    told: dict[str, dict[str, str]] = {}
    texts: dict[str, dict[str, str]] = {}
    found = rows(graphs, _DOCUMENTS)
    for row in found:
        said = {variable.value: row[variable].value if row[variable] else "" for variable in found.variables}
        document = said["document"]
        texts.setdefault(document, {})[said["language"]] = said["graph"]
        if document not in told or said["language"] == "en":
            told[document] = said
    documents = (
        Document(
            document,
            said["symbol"],
            said["title"],
            said["adopted"],
            said["organ"],
            said["session"],
            dict(sorted(texts[document].items(), key=lambda one: (one[0] != "en", one[0]))),
        )
        for document, said in told.items()
    )
    ordered = sorted(documents, key=lambda one: one.symbol)
    ordered.sort(key=lambda one: one.adopted, reverse=True)
    organs = Counter(document.organ for document in ordered if document.organ)
    return Holdings(
        base=store.base_of(graphs),
        documents=tuple(ordered),
        counts={name: _count(graphs, name) for name in COUNTED},
        organs={organ: name_of(graphs, organ) for organ, _ in organs.most_common()},
        theme=_theme(graphs),
    )


def _count(graphs: ox.Store, name: str) -> int:
    query = f"{PREFIXES} SELECT (COUNT(?one) AS ?count) WHERE {{ GRAPH ?graph {{ ?one a mg:{name} }} }}"
    return int(next(iter(rows(graphs, query)))["count"].value)


_FREQUENT = f"""{PREFIXES}
SELECT ?theme (COUNT(?document) AS ?times) WHERE {{
  GRAPH ?graph {{ ?document mg:hasText ?text ; mg:hasThemeAssignment/mg:theme ?theme }}
}} GROUP BY ?theme ORDER BY DESC(?times) ?theme LIMIT 1
"""


def _theme(graphs: ox.Store) -> str:
    row = next(iter(rows(graphs, _FREQUENT)), None)
    return name_of(graphs, row["theme"].value) if row else ""


def organ_path(organ: str) -> str:
    """The end of the IRI of an organ, by which its list of documents goes.

    >>> organ_path("https://example.org/body/general-assembly")
    'general-assembly'
    """
    return end_of(organ).replace(" ", "-")

"""Dataset: what a store tells of itself as a whole, so that others find it and know what is in it.

VoID (W3C 2011) with counts that were counted, and DCAT 3 (W3C 2024) with what can be had where.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast
from urllib.parse import quote

import pyoxigraph as ox
from lxml import etree

from . import iri, store
from .graphs import select

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: Prefixes with which these descriptions are written.
PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCT,
    "foaf": FOAF,
    "mg": iri.MG,
    "sd": SD,
    "void": VOID,
    "xsd": XSD,
}

#: The properties by which it points there.
_LEADING_ELSEWHERE = (
    iri.term("isAbout"),
    "http://www.w3.org/2000/01/rdf-schema#seeAlso",
    "http://www.w3.org/2004/02/skos/core#exactMatch",
)

_Node = ox.NamedNode


@dataclass(frozen=True, slots=True)
class Distribution:
    """One way to have all of it: an address, a media type and, of a file, its bytes."""

    address: str
    media_type: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: statements as often as each graph says them, and different things."""

    statements: int
    graphs: int
    documents: int
    subjects: int
    objects: int
    by_class: tuple[tuple[str, int], ...]
    by_property: tuple[tuple[str, int], ...]
    links: tuple[tuple[str, int], ...]


#: Whose things the graph points to, by the beginnings of their IRIs.
_ELSEWHERE = (
    "http://metadata.un.org/thesaurus/",
    "http://metadata.un.org/sdg/",
    "https://docs.un.org/",
    "http://www.wikidata.org/",
)


def counts(graphs: ox.Store) -> Counts:
    """Count what a store holds; it takes a second or two for a million statements."""
    return Counts(
        statements=len(graphs),
        graphs=sum(1 for _ in graphs.named_graphs()),
        documents=len({document.symbol for document in store.held(graphs)}),
        subjects=_number(graphs, "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }"),
        objects=_number(graphs, "SELECT (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s ?p ?o }"),
        by_class=_numbers(graphs, "SELECT ?of (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?of } GROUP BY ?of"),
        by_property=_numbers(graphs, "SELECT ?of (COUNT(*) AS ?n) WHERE { ?s ?of ?o } GROUP BY ?of"),
        links=_links(graphs),
    )


def _number(graphs: ox.Store, query: str) -> int:
    return int(next(iter(select(graphs, query)))["n"].value)


def _numbers(graphs: ox.Store, query: str) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((row["of"].value, int(row["n"].value)) for row in select(graphs, query)))


def _links(graphs: ox.Store) -> tuple[tuple[str, int], ...]:
    """How many statements lead to each of those elsewhere."""
    leading = " | ".join(f"<{predicate}>" for predicate in _LEADING_ELSEWHERE)
    found = Counter(
        start
        for row in select(graphs, f"SELECT ?o WHERE {{ ?s {leading} ?o }}")
        for start in _ELSEWHERE
        if row["o"].value.startswith(start)
    )
    return tuple(sorted(found.items()))


def describe(
    counted: Counts, *, site: str, base: str, distributions: Sequence[Distribution], endpoint: str | None
) -> Iterator[ox.Triple]:
    """The dataset in the words of VoID and DCAT. ``site`` is its first page, ``base`` the beginning of its IRIs."""
    dataset = f"{site}.well-known/void#dataset"
    yield from _header(dataset, site, base)
    yield from _counted(dataset, counted)
    if endpoint:
        yield _said(dataset, VOID + "sparqlEndpoint", _Node(endpoint))
    for number, one in enumerate(distributions, 1):
        yield from _distributed(dataset, f"{dataset}_distribution_{number}", one)


def _header(dataset: str, site: str, base: str) -> Iterator[ox.Triple]:
    about = f"{site}.well-known/void"
    yield _said(about, RDF + "type", _Node(VOID + "DatasetDescription"))
    yield _said(about, FOAF + "topic", _Node(dataset))
    for kind in (VOID + "Dataset", DCAT + "Dataset"):
        yield _said(dataset, RDF + "type", _Node(kind))
    yield _said(dataset, DCT + "title", ox.Literal("Mandate Graph", language="en"))
    yield _said(
        dataset,
        DCT + "description",
        ox.Literal(
            "Resolutions of the United Nations: who must do what, with whom, by when, and on which words that rests.",
            language="en",
        ),
    )
    yield _said(dataset, FOAF + "homepage", _Node(site))
    yield _said(dataset, DCAT + "landingPage", _Node(site))
    yield _said(dataset, VOID + "uriSpace", ox.Literal(base))
    for word in ("governance", "United Nations", "resolutions", "mandates"):
        yield _said(dataset, DCAT + "keyword", ox.Literal(word, language="en"))
    yield _said(
        dataset, DCT + "rights", ox.Literal("The texts of resolutions are those of the United Nations.", language="en")
    )
    for vocabulary in (iri.MG, "http://www.w3.org/2004/02/skos/core#", "http://www.w3.org/ns/prov#"):
        yield _said(dataset, VOID + "vocabulary", _Node(vocabulary))
    yield _said(dataset, DCT + "conformsTo", _Node(iri.MG.removesuffix("#")))


def _counted(dataset: str, counted: Counts) -> Iterator[ox.Triple]:
    yield from (
        _said(dataset, VOID + name, ox.Literal(number))
        for name, number in (
            ("triples", counted.statements),
            ("documents", counted.documents),
            ("distinctSubjects", counted.subjects),
            ("distinctObjects", counted.objects),
            ("classes", len(counted.by_class)),
            ("properties", len(counted.by_property)),
        )
    )
    for number, (cls, instances) in enumerate(counted.by_class, 1):
        part = f"{dataset}_class_{number}"
        yield _said(dataset, VOID + "classPartition", _Node(part))
        yield _said(part, VOID + "class", _Node(cls))
        yield _said(part, VOID + "entities", ox.Literal(instances))
    for number, (prop, times) in enumerate(counted.by_property, 1):
        part = f"{dataset}_property_{number}"
        yield _said(dataset, VOID + "propertyPartition", _Node(part))
        yield _said(part, VOID + "property", _Node(prop))
        yield _said(part, VOID + "triples", ox.Literal(times))
    for number, (start, times) in enumerate(counted.links, 1):
        links = f"{dataset}_links_{number}"
        yield _said(links, RDF + "type", _Node(VOID + "Linkset"))
        yield _said(links, VOID + "subset", _Node(dataset))
        yield _said(links, VOID + "subjectsTarget", _Node(dataset))
        yield _said(links, VOID + "objectsTarget", _Node(start))
        yield _said(links, VOID + "triples", ox.Literal(times))


def _distributed(dataset: str, node: str, one: Distribution) -> Iterator[ox.Triple]:
    yield _said(dataset, DCAT + "distribution", _Node(node))
    yield _said(node, RDF + "type", _Node(DCAT + "Distribution"))
    yield _said(node, DCAT + "mediaType", _Node(f"https://www.iana.org/assignments/media-types/{one.media_type}"))
    if one.size is None:
        yield _said(node, DCAT + "accessURL", _Node(one.address))
    else:
        yield _said(node, DCAT + "downloadURL", _Node(one.address))
        yield _said(node, DCAT + "byteSize", ox.Literal(one.size))
        yield _said(dataset, VOID + "dataDump", _Node(one.address))


def service(endpoint: str, *, site: str, updates: bool) -> Iterator[ox.Triple]:
    """A SPARQL endpoint in the words of SPARQL 1.1 Service Description (W3C 2013)."""
    this = f"{endpoint}#service"
    yield _said(this, RDF + "type", _Node(SD + "Service"))
    yield _said(this, SD + "endpoint", _Node(endpoint))
    for language in ("SPARQL11Query", *(("SPARQL11Update",) if updates else ())):
        yield _said(this, SD + "supportedLanguage", _Node(SD + language))
    for feature in ("UnionDefaultGraph", "EmptyGraphs"):
        yield _said(this, SD + "feature", _Node(SD + feature))
    for form in (
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
        "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads",
    ):  # fmt: skip
        yield _said(this, SD + "resultFormat", _Node(f"http://www.w3.org/ns/formats/{form}"))
    dataset, default = f"{endpoint}#dataset", f"{endpoint}#default-graph"
    yield _said(this, SD + "defaultDataset", _Node(dataset))
    yield _said(dataset, RDF + "type", _Node(SD + "Dataset"))
    yield _said(dataset, SD + "defaultGraph", _Node(default))
    yield _said(default, RDF + "type", _Node(SD + "Graph"))
    yield _said(dataset, DCT + "isPartOf", _Node(f"{site}.well-known/void#dataset"))


def _said(subject: str, predicate: str, said: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(_Node(subject), _Node(predicate), said)


def written(triples: Iterable[ox.Triple], form: ox.RdfFormat) -> bytes:
    """Descriptions in a form, all that is said of one thing in one place."""
    by_subject: dict[object, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        by_subject[triple.subject].append(triple)
    said = chain.from_iterable(by_subject.values())
    return cast("bytes", ox.serialize(said, format=form, prefixes=PREFIXES))


#: So many addresses a sitemap may hold.
_MOST = 50_000


def sitemaps(site: str, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files that tell search engines of pages, which are given below the first one.

    Where there are too many for one file, the first leads to the others (sitemaps.org, protocol 0.9).
    """
    pieces = [pages[start : start + _MOST] for start in range(0, len(pages), _MOST)]
    if len(pieces) == 1:
        yield "sitemap.xml", _sitemap("urlset", "url", site, pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(pieces) + 1)]
    yield "sitemap.xml", _sitemap("sitemapindex", "sitemap", site, names)
    for name, piece in zip(names, pieces, strict=True):
        yield name, _sitemap("urlset", "url", site, piece)


def _sitemap(root: str, entry: str, site: str, names: Sequence[str]) -> bytes:
    listed = etree.Element(root, xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for name in names:
        etree.SubElement(etree.SubElement(listed, entry), "loc").text = site + quote(name)
    return etree.tostring(listed, xml_declaration=True, encoding="utf-8")

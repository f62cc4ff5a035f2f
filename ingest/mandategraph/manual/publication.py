"""Publication: the pages of the manual, and the files beside them, in a folder.

``index.html`` has a place for every term under the fragment of its IRI, and leads on to the page of the term: so
``…/ontology#Provision`` opens where it should wherever the folder is put. Classes and properties have pages of their
own, in two folders, because ``Recurrence`` and ``recurrence`` are one file name on some machines; concepts stand on the
page of their vocabulary.
"""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import DCTERMS, OWL, VANN

from mandategraph import home, iri
from mandategraph.errors import MandateGraphError
from mandategraph.question import Question, questions

from . import figure
from .constraint import Named, constraints, of_class
from .entry import Entry, Kind, Lexicon, Words, ontology_graph
from .specimen import INVENTION, Specimen, Specimens, sample, specimen_store

_ASSETS = Path(__file__).parent / "assets"
_FOLDERS = {Kind.CLASS: "class", Kind.SCHEME: "vocabulary", Kind.CONCEPT: "vocabulary"}
_LANGUAGES = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
_FORMS = {
    "ontology.jsonld": ox.RdfFormat.JSON_LD,
    "ontology.rdf": ox.RdfFormat.RDF_XML,
    "ontology.nt": ox.RdfFormat.N_TRIPLES,
}


def publish(graphs: ox.Store, folder: Path, *, base: str = iri.BASE, ontology: Path = home.ONTOLOGY) -> Iterator[str]:
    """Write the manual of an ontology, and tell the name of each page when it is written.

    Examples come from the store; what it has nothing of is shown by an invented resolution, and said to be so.
    ``MandateGraphError`` if the folder cannot be written. Files of the same names are replaced, no others are touched.
    """
    manual = _Manual(graphs, base, ontology)
    try:
        for name, text in manual.pages():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            yield name
        for file in (*sorted(_ASSETS.iterdir()), INVENTION):
            shutil.copyfile(file, folder / file.name)
        for file in _files_of(ontology):
            shutil.copyfile(file, folder / file.name)
        (folder / "terms.js").write_text(manual.terms(), encoding="utf-8")
        for name, form in _FORMS.items():
            (folder / name).write_bytes(_serialized(ontology / "mandategraph.ttl", form))
    except OSError as error:
        raise MandateGraphError(f"{folder}: no pages can be written there: {error.strerror}") from error


def _files_of(ontology: Path) -> list[Path]:
    """The files of an ontology that are published as they are."""
    return sorted((*ontology.glob("*.ttl"), *ontology.glob("*.jsonld")))


def _serialized(file: Path, form: ox.RdfFormat) -> bytes:
    """The ontology in another form; its blank nodes get the same names each time."""
    said = ox.Dataset(ox.parse(path=file))
    said.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    triples = sorted((ox.Triple(quad.subject, quad.predicate, quad.object) for quad in said), key=str)
    return cast("bytes", ox.serialize(triples, format=form))


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology says of itself."""

    iri: str
    title: str
    description: str
    creators: tuple[str, ...]
    licence: str
    version: str
    version_iri: str
    prefix: str
    namespace: str
    stated_citation: str
    others: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def citation(self) -> str:
        """How to cite the ontology, in its own words if it has any for that."""
        return (
            self.stated_citation
            or f"{', '.join(self.creators)}: {self.title}, version {self.version}. {self.version_iri}"
        )


def header(graph: Graph) -> Header:
    """The header of the one ontology of which terms are documented."""
    node = URIRef(iri.MG.removesuffix("#"))

    def one(about: URIRef) -> str:
        return str(graph.value(node, about) or "")

    placed = {RDF.type, DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, OWL.versionInfo}
    placed |= {DCTERMS.bibliographicCitation, OWL.versionIRI, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri}
    others = tuple(
        (
            str(graph.value(about, RDFS.label) or graph.namespace_manager.normalizeUri(str(about)).strip("<>")),
            tuple(sorted(map(str, graph.objects(node, about)))),
        )
        for about in sorted(set(graph.predicates(node)) - placed, key=str)
    )
    return Header(
        iri=str(node),
        title=one(DCTERMS.title),
        description=one(DCTERMS.description),
        creators=tuple(sorted(map(str, graph.objects(node, DCTERMS.creator)))),
        licence=one(DCTERMS.license),
        version=one(OWL.versionInfo),
        version_iri=one(OWL.versionIRI),
        prefix=one(VANN.preferredNamespacePrefix),
        namespace=one(VANN.preferredNamespaceUri),
        stated_citation=one(DCTERMS.bibliographicCitation),
        others=others,
    )


class _Manual:
    """The pages as texts, by their names."""

    def __init__(self, graphs: ox.Store, base: str, ontology: Path) -> None:
        graph = ontology_graph(ontology)
        self._files = _files_of(ontology)
        self._graphs = sample(graphs, base)
        self._header = header(graph)
        self._lexicon = Lexicon(graph)
        self._specimens = Specimens(self._graphs, self._lexicon, base)
        self._invented = Specimens(specimen_store(base, INVENTION), self._lexicon, base)
        self._constraints = constraints(Graph().parse(ontology / "shapes.ttl"), self._lexicon)
        self._questions = questions()
        self._templates = Environment(
            loader=PackageLoader("mandategraph.manual"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page, the first page first."""
        for entry in self._lexicon.values():
            if entry.kind is not Kind.CONCEPT:
                yield self._place(entry.iri), self._rendered(f"{_template(entry)}.html", "../", **self._told(entry))
        yield (
            "index.html",
            self._rendered(
                "index.html",
                "",
                overview=figure.overview(self._lexicon),
                json_ld=self._json_ld(),
                documents=self._documents(),
                roots=[cls.iri for cls in self._lexicon.of(Kind.CLASS) if not set(cls.above) & self._lexicon.keys()],
                alphabet=self._alphabet(),
                elsewhere=[c for c in self._constraints if c.holds_for not in self._lexicon],
                files=[file.name for file in self._files] + sorted(_FORMS),
            ),
        )

    def terms(self) -> str:
        """The script that holds what the search box looks through."""
        found = [
            {
                "name": entry.name,
                "kind": entry.kind.value,
                "place": self._link(entry.iri),
                "labels": [words.text for words in entry.labels],
                "says": entry.definition,
            }
            for entry in self._lexicon.values()
        ]
        return f"const TERMS = {json.dumps(found, ensure_ascii=False, indent=0)};\n"

    def _rendered(self, template: str, root: str, **told: object) -> str:
        return self._templates.get_template(template).render(
            root=root,
            header=self._header,
            lexicon=self._lexicon,
            kinds=Kind,
            languages=_LANGUAGES,
            link=lambda term: root + self._link(term),
            is_known=lambda term: term in self._lexicon,
            coloured=lambda text: self._coloured(text, root),
            is_iri=lambda value: isinstance(value, str) and re.match(r"https?://\S+$", value) is not None,
            is_named=lambda piece: isinstance(piece, Named),
            is_words=lambda value: isinstance(value, Words),
            **told,
        )

    def _place(self, term: str) -> str:
        """The page on which a term stands."""
        entry = self._lexicon[term]
        if entry.kind is Kind.CONCEPT and entry.schemes:
            entry = self._lexicon[entry.schemes[0]]
        return f"{_FOLDERS.get(entry.kind, 'property')}/{entry.name}.html"

    def _link(self, term: str) -> str:
        """Where a term leads: its place in the manual, or its own IRI if it is somebody else's."""
        if term in self._lexicon:
            return f"{self._place(term)}#{self._lexicon[term].name}"
        if term in self._verbs:
            return f"vocabulary/operative-verbs.html#{term.removeprefix(iri.VOCABULARY)}"
        return term

    def _told(self, entry: Entry) -> Mapping[str, object]:
        special: Mapping[str, object]
        if entry.kind is Kind.CLASS:
            special = self._of_class(entry)
        else:
            special = self._of_property(entry) if entry.kind.is_property else self._of_scheme(entry)
        return {"entry": entry, "specimen": self._specimen(entry), "asked": self._asked(entry), **special}

    def _specimen(self, entry: Entry) -> Specimen | None:
        """Out of the store, or else out of the invented resolution."""
        held = self._specimens.of(entry)
        invented = None if held else self._invented.of(entry)
        return replace(invented, invented=True) if invented else held

    def _of_class(self, cls: Entry) -> Mapping[str, object]:
        return {
            "figure": figure.of_class(cls, self._lexicon),
            "groups": [
                (owner, list(self._grouped(properties))) for owner, properties in self._lexicon.properties_of(cls)
            ],
            "coming": list(self._lexicon.properties_to(cls)),
            "constraints": of_class(self._constraints, (cls.iri, *cls.ancestors)),
            "schemes": self._lexicon.schemes_of(cls),
        }

    def _grouped(self, properties: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
        """Properties by what they lead to, as documentation of law portals groups them."""
        groups: dict[str, list[Entry]] = defaultdict(list)
        for prop in properties:
            groups[self._leads_to(prop)].append(prop)
        for name in ("to another thing", "to a concept of a vocabulary", "to a value"):
            if groups[name]:
                yield name, groups[name]

    def _leads_to(self, prop: Entry) -> str:
        if prop.kind is not Kind.OBJECT:
            return "to a value"
        return "to a concept of a vocabulary" if self._lexicon.is_vocabulary(prop.range) else "to another thing"

    def _of_property(self, prop: Entry) -> Mapping[str, object]:
        return {
            "figure": figure.of_property(prop, self._lexicon),
            "constraints": tuple(c for c in self._constraints if c.path == prop.iri),
        }

    def _of_scheme(self, scheme: Entry) -> Mapping[str, object]:
        concepts = [self._lexicon[concept] for concept in scheme.concepts]
        used = {concept.iri: self._specimen(concept) for concept in concepts}
        verbs = self._verbs.values() if scheme.name == "operative-verbs" else ()
        return {"concepts": concepts, "used": used, "verbs": list(verbs)}

    def _asked(self, entry: Entry) -> list[Question]:
        """The stored questions in whose queries a term stands."""
        prefix = "mg" if entry.iri.startswith(iri.MG) else "mgv"
        word = re.compile(rf"(?<![\w:]){prefix}:{re.escape(entry.name)}(?![\w-])")
        return [question for question in self._questions if word.search(question.sparql)]

    @cached_property
    def _verbs(self) -> Mapping[str, Mapping[str, str]]:
        """The operative verbs, which the store knows from the tables of knowledge."""
        rows = cast(
            "ox.QuerySolutions",
            self._graphs.query(
                f"""
                PREFIX mg: <{iri.MG}>
                PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
                SELECT DISTINCT ?verb ?label ?illocution WHERE {{
                  ?verb a mg:OperativeVerb ; skos:prefLabel ?label ; mg:illocution ?illocution .
                  FILTER (LANG(?label) = "en")
                }} ORDER BY ?label
                """,
                use_default_graph_as_union=True,
            ),
        )
        return {
            row["verb"].value: {key: row[key].value for key in ("verb", "label", "illocution")}
            | {"name": row["verb"].value.removeprefix(iri.VOCABULARY)}
            for row in rows
        }

    def _documents(self) -> list[str]:
        rows = self._graphs.query(
            f"SELECT DISTINCT ?symbol WHERE {{ ?d <{iri.MG}hasText> ?t ; <{iri.MG}symbol> ?symbol }} ORDER BY ?symbol",
            use_default_graph_as_union=True,
        )
        return [row["symbol"].value for row in cast("ox.QuerySolutions", rows)]

    def _alphabet(self) -> list[tuple[str, list[Entry]]]:
        """All terms by the first letter of their labels."""
        letters: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(self._lexicon.values(), key=lambda e: (e.label.casefold(), e.iri)):
            letters[entry.label[0].upper()].append(entry)
        return sorted(letters.items())

    def _json_ld(self) -> Markup:
        """What search engines and harvesters are to know, safe inside a script element."""
        said = {
            "@context": "https://schema.org/",
            "@type": "DefinedTermSet",
            "@id": self._header.iri,
            "url": self._header.iri,
            "name": self._header.title,
            "description": self._header.description,
            "creator": [{"@type": "Organization", "name": name} for name in self._header.creators],
            "license": self._header.licence,
            "version": self._header.version,
            "hasDefinedTerm": [
                {"@type": "DefinedTerm", "@id": e.iri, "name": e.label, "description": e.definition, "termCode": e.name}
                for e in self._lexicon.values()
                if e.iri.startswith(iri.MG)
            ],
        }
        return Markup(json.dumps(said, ensure_ascii=False, indent=1).replace("<", "\\u003c"))  # noqa: S704

    def _coloured(self, text: str, root: str) -> Markup:
        """Turtle or SPARQL with its terms linked, its strings and comments marked."""

        def marked(found: re.Match[str]) -> Markup:
            words = found[0]
            if found["term"] is None:
                return Markup('<span class="{}">{}</span>').format(found.lastgroup or "", words)
            prefix, _, name = words.partition(":")
            term = (iri.MG if prefix == "mg" else iri.VOCABULARY) + name
            target = self._link(term)
            return Markup('<a href="{}">{}</a>').format(root + target, words) if target != term else escape(words)

        pieces, last = [], 0
        for found in _TOKEN.finditer(text):
            pieces += [escape(text[last : found.start()]), marked(found)]
            last = found.end()
        return Markup("").join([*pieces, escape(text[last:])])


_TOKEN = re.compile(
    r'(?P<string>"(?:[^"\\]|\\.)*"(?:@[A-Za-z-]+)?)|(?P<iri><[^>\s]*>)|(?P<comment>(?<!\S)#.*)'
    r"|(?P<term>(?<![\w:?])mgv?:[A-Za-z][\w-]*)|(?P<variable>\?\w+)"
    r"|(?P<keyword>(?<![\w:?@])(?:SELECT|WHERE|PREFIX|ORDER BY|LIMIT|@prefix|@base)\b)"
)


def _template(entry: Entry) -> str:
    return {Kind.CLASS: "class", Kind.SCHEME: "vocabulary"}.get(entry.kind, "property")

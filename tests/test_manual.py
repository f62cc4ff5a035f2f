"""The manual of the ontology: what it says is so, everything is there, and everything leads somewhere."""

import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import html5rdf
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, SH, SKOS

from mandategraph import iri
from mandategraph.answer import answer
from mandategraph.cli import main
from mandategraph.home import ONTOLOGY
from mandategraph.manual import publish, specimen_store
from mandategraph.manual.entry import Kind, Lexicon, ontology_graph
from mandategraph.manual.specimen import INVENTION, Specimens
from mandategraph.question import questions

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
needs_browser = pytest.mark.skipif(
    BROWSER is None, reason="CHROMIUM IS MISSING: what the script of the manual does goes unchecked"
)
VOID = {"meta", "link", "br", "input"}
NOTE = "Read from an "
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass
class Page(HTMLParser):
    """What a page consists of, as far as the tests look at it."""

    name: str
    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    code: dict[str, list[str]] = field(default_factory=dict)
    invented: list[bool] = field(default_factory=list)  #: of each example, whether it is said to be invented
    open_code: str | None = None
    is_invented: bool = False
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags[tag] += 1
        if told.get("id"):
            self.ids.append(told["id"])
        if tag == "a":
            self.links.append(told["href"])
        if tag in {"script", "img", "link", "iframe"}:
            self.assets.append(told.get("src") or told.get("href") or "")
        if tag in HEADINGS:
            self.headings.append(int(tag[1]))
        if tag == "code" and told.get("class") in {"turtle", "sparql"}:
            self.open_code = told["class"]
            if self.open_code == "turtle":
                self.invented.append(self.is_invented)
                self.is_invented = False
            self.code.setdefault(self.open_code, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self.open_code = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        self.is_invented |= data.startswith(NOTE)
        if self.open_code is not None:
            self.code[self.open_code][-1] += data

    @property
    def read(self) -> str:
        return " ".join("".join(self.words).split())


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual") / "pages"
    done = run("ontology", "publish", "--output", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"the first is {folder}/index.html" in done.stderr
    return folder


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Page]:
    found = {
        str(file.relative_to(folder)): Page(str(file.relative_to(folder)), file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.html"))
    }
    assert len(found) > 200
    return found


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ontology_graph(ONTOLOGY))


@pytest.fixture(scope="module")
def graphs() -> ox.Store:
    return specimen_store()


@pytest.fixture(scope="module")
def invention() -> ox.Store:
    return specimen_store(place=INVENTION)


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_pages_are_html(pages: dict[str, Page]) -> None:
    for name in ("index.html", "class/Provision.html", "property/mustCoordinateWith.html", "vocabulary/forces.html"):
        html5rdf.HTMLParser(strict=True).parse(pages[name].text)


def test_no_page_has_an_id_twice(pages: dict[str, Page]) -> None:
    assert {name: twice for name, page in pages.items() if (twice := _twice(page.ids))} == {}


def _twice(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_every_link_leads_somewhere(folder: Path, pages: dict[str, Page]) -> None:
    broken = []
    for page in pages.values():
        for link in page.links + page.assets:
            target, fragment = urldefrag(link)
            if not link or re.match(r"https?://", target):
                continue
            file = (folder / page.name).parent / unquote(target) if target else folder / page.name
            name = os.path.relpath(file, folder)
            if not file.is_file() or (fragment and unquote(fragment) not in pages[name].ids):
                broken.append((page.name, link))
    assert broken == []


def test_nothing_is_fetched_from_elsewhere(folder: Path, pages: dict[str, Page], lexicon: Lexicon) -> None:
    header = URIRef(iri.MG.removesuffix("#"))
    named = {str(header), *map(str, lexicon.graph.objects(header))}
    for page in pages.values():
        assert {asset for asset in page.assets if "//" in asset} <= named
    for file in (folder / "style.css", folder / "manual.js"):
        assert not re.search(r"https?:|url\(|@import|fetch\(", file.read_text(encoding="utf-8"))


def test_headings_and_landmarks_are_in_order(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
        assert (page.tags["main"], page.tags["header"], page.tags["footer"]) == (1, 1, 1), page.name
        assert '<html lang="en">' in page.text


def test_every_figure_has_a_title_and_says_what_it_shows(pages: dict[str, Page]) -> None:
    drawn = 0
    for page in pages.values():
        drawn += page.tags["svg"]
        assert len(re.findall(r'<svg [^>]*aria-labelledby="(\S+)-title \1-desc"', page.text)) == page.tags["svg"]
        assert all(re.findall(r"<desc[^>]*>(.*?)</desc>", page.text, re.DOTALL))
        assert page.tags["img"] == 0
    assert drawn > 200


# ── Terms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_term_has_its_page_and_stands_on_the_first_page_under_its_fragment(
    pages: dict[str, Page], lexicon: Lexicon
) -> None:
    for entry in lexicon.of(Kind.CLASS, Kind.OBJECT, Kind.DATATYPE, Kind.ANNOTATION):
        place = f"{'class' if entry.kind is Kind.CLASS else 'property'}/{entry.name}.html"
        assert f'<li id="{entry.name}"><a href="{place}#{entry.name}">' in pages["index.html"].text
        page = pages[place]
        assert entry.name in page.ids
        for said in (entry.iri, entry.label, entry.definition):
            assert " ".join(said.split()) in page.read


def test_every_concept_stands_on_the_pages_of_its_vocabularies(pages: dict[str, Page], lexicon: Lexicon) -> None:
    concepts = lexicon.of(Kind.CONCEPT)
    assert len(concepts) > 80
    for entry in concepts:
        assert entry.schemes, entry
        for scheme in entry.schemes:
            page = pages[f"vocabulary/{lexicon[scheme].name}.html"]
            assert entry.name in page.ids
            assert entry.definition in page.read


def test_a_class_shows_what_it_may_have_and_from_where(pages: dict[str, Page]) -> None:
    page = pages["class/OperativeParagraph.html"]
    assert {"../property/hasCitation.html#hasCitation", "../class/TextUnit.html#TextUnit"} <= set(page.links)
    provision = pages["class/Provision.html"].read
    assert "To a concept of a vocabulary" in provision
    assert "To a value" in provision
    assert "mandategraph ask mandates" in pages["class/Provision.html"].read or "mandategraph ask" in provision


def test_whatever_the_shapes_demand_is_told(pages: dict[str, Page]) -> None:
    everything = " ".join(page.read for page in pages.values())
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    messages = {" ".join(str(message).split()) for message in shapes.objects(None, SH.message)}
    assert len(messages) > 150
    assert {message for message in messages if message not in everything} == set()


def test_demands_are_told_in_words(pages: dict[str, Page]) -> None:
    document = pages["class/UNDocument.html"].read
    assert "symbol: exactly one, a value of type xsd:string" in document
    assert "title: at most one" in document
    assert "warning only" in document
    assert "either a thing of class UNDocument, or a thing of class InternationalInstrument" in document
    assert "either a thing of class DraftInstrument, or at least one adoptedBy and at least one adoptedOn" in document
    assert "either at least one atLevel, or at least one inRegion" in pages["class/ScopeClause.html"].read


def test_questions_that_use_a_term_are_named(pages: dict[str, Page]) -> None:
    page = pages["property/hasBeneficiary.html"].read + pages["property/hasParticipation.html"].read
    using = [question for question in questions() if re.search(r"mg:hasParticipation\b", question.sparql)]
    assert using
    for question in using:
        assert f"{question.title} mandategraph ask {question.name}" in page


# ── Examples and queries ─────────────────────────────────────────────────────────────────────────────────────────────


def _code(pages: dict[str, Page], language: str) -> Iterator[tuple[Page, str, bool]]:
    """Each example or query with its page, and whether it is said to be of the invented resolution."""
    count = 0
    for page in pages.values():
        for text, invented in zip(page.code.get(language, ()), page.invented, strict=True):
            yield page, text, invented
            count += 1
    assert count > 250


def test_every_example_stands_in_the_store_and_uses_declared_terms_only(
    pages: dict[str, Page], lexicon: Lexicon, graphs: ox.Store, invention: ox.Store
) -> None:
    for page, text, invented in _code(pages, "turtle"):
        triples = list(ox.parse(text.encode(), ox.RdfFormat.TURTLE))
        assert triples, page.name
        held = invention if invented else graphs
        for triple in triples:
            assert any(held.quads_for_pattern(triple.subject, triple.predicate, triple.object)), (page.name, triple)
            for term in (triple.predicate, triple.object):
                if isinstance(term, ox.NamedNode) and term.value.startswith(iri.MG):
                    assert term.value in lexicon, (page.name, term)


def test_every_query_is_answered_by_the_store(pages: dict[str, Page], graphs: ox.Store, invention: ox.Store) -> None:
    for page, query, invented in _code(pages, "sparql"):
        given = answer(invention if invented else graphs, query)
        assert given.rows, page.name
        assert f"First rows of the answer {given.columns[0]}" in page.read
        assert next(iter(given.texts))[-1][:20].rpartition("/")[2] in page.read


def test_whatever_the_store_speaks_of_has_an_example(
    pages: dict[str, Page], lexicon: Lexicon, graphs: ox.Store
) -> None:
    rows = answer(graphs, "SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term } }").rows
    used = {row[0].value for row in rows if row[0] is not None} & lexicon.keys()
    assert len(used) > 150
    for term in used:
        page = pages[f"{'class' if lexicon[term].kind is Kind.CLASS else 'property'}/{lexicon[term].name}.html"]
        assert len(page.code["turtle"]) == len(page.code["sparql"]) == 1


def test_what_the_store_has_nothing_of_is_shown_by_an_invented_resolution(pages: dict[str, Page]) -> None:
    vote = pages["class/Vote.html"]
    assert vote.invented == [True]
    assert "<A/RES/100/7#" in vote.code["turtle"][0]
    assert "Read from an invented resolution" in vote.read
    assert pages["class/Provision.html"].invented == [False]


def test_what_has_no_example_is_said_to_have_none(pages: dict[str, Page], lexicon: Lexicon) -> None:
    without = [page for page in pages.values() if not page.code and page.name.startswith(("class", "property"))]
    annotations = {entry.name for entry in lexicon.of(Kind.ANNOTATION)}
    assert (
        len([page for page in without if Path(page.name).stem not in annotations]) < 16
    )  # what people judge among it: nobody has judged the corpus
    for page in without:
        assert "The store of which these pages were made has none of it." in page.read


def test_what_is_not_stated_is_shown_by_what_it_follows_from(lexicon: Lexicon) -> None:
    graphs = specimen_store()
    for graph in [graph for graph in graphs.named_graphs() if str(graph.value).endswith("/inferred")]:
        graphs.remove_graph(graph)
    specimen = Specimens(graphs, lexicon).of(lexicon[iri.term("mustCoordinateWith")])
    assert specimen is not None
    assert specimen.follows
    assert "^mg:obliges/mg:inCoordinationWith" in specimen.query
    assert "mg:mustCoordinateWith" not in specimen.turtle
    assert "mg:obliges" in specimen.turtle
    assert "mg:inCoordinationWith" in specimen.turtle
    assert specimen.rows[0][0] == "body/unodc"


def test_examples_come_from_the_store_that_is_named(tmp_path: Path) -> None:
    lines = [
        "Resolution adopted by the General Assembly on 1 October 2045",
        "90/7.\tInvention",
        "\tThe General Assembly,",
    ]
    lines += ["\t1.\tRequests the Secretary-General to report on tides;", "", "1st plenary meeting", "1 October 2045"]
    (tmp_path / "tides.txt").write_text("\n".join(lines), encoding="utf-8")
    assert run("build", tmp_path / "tides.txt", "--store", tmp_path / "graph").exit_code == 0
    assert run("ontology", "publish", "--store", tmp_path / "graph", "--output", tmp_path / "pages").exit_code == 0
    (example,) = Page("", (tmp_path / "pages/class/OperativeParagraph.html").read_text(encoding="utf-8")).code["turtle"]
    assert "report on tides" in example
    assert "come from A/RES/90/7" in (tmp_path / "pages/index.html").read_text(encoding="utf-8")


# ── What is said of terms, whatever it is ────────────────────────────────────────────────────────────────────────────


def test_labels_in_other_languages_and_unheard_of_annotations_are_shown(tmp_path: Path, graphs: ox.Store) -> None:
    ontology = shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    (ontology / "zzz.ttl").write_text(
        f"""
        @prefix mg: <{iri.MG}> . @prefix owl: <{OWL}> . @prefix skos: <{SKOS}> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        mg:tide a owl:AnnotationProperty ; rdfs:label "stand of the tide"@en ; skos:definition "How high it is."@en .
        mg:Provision rdfs:label "bestemming"@nl , "حكم"@ar ; mg:tide "ebb & <flow>" ;
            skos:scopeNote "Not to be taken for a tide."@en ; skos:closeMatch <https://example.org/Rule> .
        """,
        encoding="utf-8",
    )
    assert "property/tide.html" in list(publish(graphs, tmp_path / "pages", ontology=ontology))
    page = Page("", (tmp_path / "pages/class/Provision.html").read_text(encoding="utf-8"))
    assert '<span lang="ar" dir="rtl">حكم</span>' in page.text
    assert '<span lang="nl">bestemming</span>' in page.text
    for words in ("stand of the tide", "ebb & <flow>", "Not to be taken for a tide.", "skos:closeMatch"):
        assert words in page.read
    assert "https://example.org/Rule" in page.links
    assert '"bestemming"' in (tmp_path / "pages/terms.js").read_text(encoding="utf-8")


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_ontology_stands_beside_in_four_forms_that_say_the_same(folder: Path) -> None:
    said = _canonical(ONTOLOGY / "mandategraph.ttl")
    assert len(said) > 1000
    for name in ("ontology.jsonld", "ontology.rdf", "ontology.nt"):
        assert _canonical(folder / name) == said
    assert filecmp.cmp(ONTOLOGY / "mandategraph.ttl", folder / "mandategraph.ttl", shallow=False)


def _canonical(file: Path) -> ox.Dataset:
    said = ox.Dataset(ox.parse(path=file))
    said.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return said


def test_the_first_page_says_version_licence_and_how_to_cite(pages: dict[str, Page], lexicon: Lexicon) -> None:
    page = pages["index.html"]
    header = URIRef(iri.MG.removesuffix("#"))
    for about in (OWL.versionInfo, OWL.versionIRI):
        assert str(lexicon.graph.value(header, about)) in page.read
    assert "creativecommons.org/licenses/by/4.0/" in page.read
    (embedded,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    told = json.loads(embedded)
    assert told["@id"] == str(header)
    assert Literal(told["version"]) == lexicon.graph.value(header, OWL.versionInfo)
    assert len(told["hasDefinedTerm"]) == sum(term.startswith(iri.MG) for term in lexicon)


def test_the_same_is_made_each_time(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mandategraph.cli", "ontology", "publish", "--output", str(tmp_path / "again")]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    names = [str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()]
    assert names
    assert filecmp.cmpfiles(folder, tmp_path / "again", names, shallow=False)[1:] == ([], [])


def test_a_folder_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("ontology", "publish", "--output", tmp_path / "file")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"mandategraph: {tmp_path}/file: no pages can be written there")
    assert len(done.stderr.splitlines()) == 1


# ── In a browser ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_browser(address: str, profile: Path) -> Page:
    assert BROWSER is not None
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={profile}", "--virtual-time-budget=3000", "--dump-dom", address,
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return Page("", done.stdout)


@needs_browser
def test_the_fragment_of_a_term_opens_its_page(folder: Path, tmp_path: Path) -> None:
    page = _in_browser(f"file://{folder}/index.html#Provision", tmp_path)
    assert "<title>provision · " in page.text


@needs_browser
def test_the_search_box_finds_terms(folder: Path, tmp_path: Path) -> None:
    page = _in_browser(f"file://{folder}/index.html?q=must%20coordinate", tmp_path)
    (found,) = re.findall(r'<ul id="search-found"[^>]*>(.*?)</ul>', page.text)
    first = re.search(r'<a href="([^"]+)"', found)
    assert first is not None
    assert first[1] == "property/mustCoordinateWith.html#mustCoordinateWith"

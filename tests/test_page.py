"""The pages of a store: whole, true to its words, safe with any words, and leading somewhere with every link."""

import html
import json
import re
import shutil
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import html5rdf
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mandategraph import iri, page, search, store, thesaurus
from mandategraph.answer import ask
from mandategraph.cli import main
from mandategraph.errors import MandateGraphError
from mandategraph.home import ONTOLOGY
from mandategraph.manual.entry import Lexicon, ontology_graph
from mandategraph.page.passage import Mark, marked
from mandategraph.page.statement import facts_of_graph
from mandategraph.question import question, questions

HERE = Path(__file__).parent
SEED = HERE.parent / "data" / "corpus" / "A_RES_68_187.txt"
LAMPS = """Resolution adopted by the General Assembly on 1 October 2045
90/1.\tLamps & <script>alert("wicks")</script>
\tThe General Assembly,
\tRecalling its resolution 89/2 of 3 November 2044, paragraph 5 of resolution 68/187 and the Charter of the United Nations,
\tRecalling also the International Day of Peace,
\t1.\tRequests the United Nations Office on Drugs and Crime to count the lamps <b>and "wicks"</b> & oil, in coordination with the World Health Organization, within existing resources;
\t2.\tUrges Member States, as appropriate:
\t(a)\tTo trim the wicks, in cooperation with the United Nations Office on Drugs and Crime;
\t(b)\tTo report to the Secretary-General;
\t3.\tRequests the Secretary-General to submit to the General Assembly at its ninety-first session a report on the oil in the Sahel;
\t4.\tDecides to extend the mandate of the United Nations Office of Lamplighters set out in resolution 89/2 until 31 December 2046;
\t5.\tNotes with concern the role of the Brotherhood of Wicks.

1st plenary meeting
1 October 2045
"""
ARABIC = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="resolution">
    <meta><identification source="#invention">
      <FRBRWork><FRBRdate date="2045-10-01" name="adoption"/></FRBRWork>
      <FRBRExpression><FRBRlanguage language="ara"/></FRBRExpression>
    </identification></meta>
    <coverPage eId="cover"><p><docNumber refersTo="#symbol">A/RES/90/1</docNumber></p></coverPage>
    <preface><p><docNumber>90/1.</docNumber> <docTitle refersTo="#resolutionTitle">مصابيح</docTitle></p></preface>
    <preamble>
      <formula name="enactingFormula"><p><span class="italic">إن الجمعية العامة</span>،</p></formula>
      <container name="Recalling" eId="container_1"><p>إذ تشير إلى قرارها 89/2،</p></container>
    </preamble>
    <mainBody>
      <paragraph eId="para_1"><num>1.</num><content><p>تطلب إلى المكتب أن يعد المصابيح؛</p></content></paragraph>
      <paragraph eId="para_2"><num>2.</num><content><p>تقرر أن تبقي المسألة قيد نظرها.</p></content></paragraph>
    </mainBody>
    <conclusions><p>1 October 2045</p></conclusions>
  </statement>
</akomaNtoso>
"""
LAMP = f"{iri.BASE}A/RES/90/1"
SEEDED = f"{iri.BASE}A/RES/68/187"
SITE = page.Site(iri.BASE, "../../../")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pages")
    (place / "A_RES_90_1.txt").write_text(LAMPS, encoding="utf-8")
    (place / "A_RES_90_1.xml").write_text(ARABIC, encoding="utf-8")
    sources = (place / "A_RES_90_1.txt", place / "A_RES_90_1.xml", SEED)
    assert [outcome.remark for outcome in store.build(sources, place / "graph", jobs=1)] == [None] * 3
    return place


@pytest.fixture(scope="module")
def graphs(folder: Path) -> ox.Store:
    return store.open_store(folder / "graph")


@pytest.fixture(scope="module")
def held(graphs: ox.Store) -> page.Holdings:
    return page.holdings(graphs)


@pytest.fixture(scope="module")
def index(folder: Path, graphs: ox.Store) -> Path:
    search.refresh(graphs, folder / "words.sqlite")
    return folder / "words.sqlite"


@dataclass
class Sheet(HTMLParser):
    """What a page consists of, as far as the tests look at it."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    assets: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    labelled: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    in_script: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.words += [" "] if tag in {"td", "th", "dt", "dd", "li", "p", "div", "summary"} else []
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "a":
            self.links.append(told["href"])
        if tag in {"script", "link", "img", "iframe"} and (told.get("src") or told.get("href")):
            self.assets.append(told.get("src") or told["href"])
        if tag == "form":
            self.links.append(told["action"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "label" and "for" in told:
            self.labelled.add(told["for"])
        if tag in {"input", "select", "textarea"} and told.get("type") != "checkbox":
            self.fields.add(told["id"])
        if tag == "script":
            self.in_script = "src" not in told
            self.scripts += [""] if self.in_script else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.in_script = False

    def handle_data(self, data: str) -> None:
        if self.in_script:
            self.scripts[-1] += data
        else:
            self.words.append(data)

    @property
    def read(self) -> str:
        return " ".join("".join(self.words).split())


@dataclass
class Server:
    """Makes pages by their addresses, as a server does."""

    graphs: ox.Store
    held: page.Holdings
    index: Path

    def made(self, address: str) -> str | None:
        place = urlsplit(address)
        path, told = unquote(place.path).lstrip("/"), dict(parse_qsl(place.query))
        site = page.Site(self.held.base, "../" * path.count("/"))
        offset = int(told.pop("offset", 0))
        if path.startswith("questions/"):
            return self.answer(site, path.removeprefix("questions/"), told, offset)
        first, *rest = path.split("/")
        made = {
            "": lambda: page.home(self.graphs, site, self.held),
            "search": lambda: page.search(self.index, site, told.get("q", ""), offset, told.get("kind", "")),
            "documents": lambda: page.documents(self.graphs, site, *rest, held=self.held),
            "actors": lambda: page.actors(self.graphs, site),
            "themes": lambda: page.themes(self.graphs, site),
            "questions": lambda: page.questions(site),
            "editor": lambda: page.editor(self.graphs, site),
            "sparql": lambda: page.editor(self.graphs, site),
        }.get(first)
        return made() if made else page.resource(self.graphs, site, site.iri(path), self.held)

    def answer(self, site: page.Site, name: str, told: Mapping[str, str], offset: int) -> str:
        name, _, form = name.partition(".")
        asked = question(name)
        assert form in {"", "csv", "json", "xml", "ttl"}
        try:
            answer = ask(self.graphs, asked, told)
        except MandateGraphError as error:
            return page.question(self.graphs, site, asked, told, problem=str(error))
        return page.question(self.graphs, site, asked, told, answer, offset=offset)


@pytest.fixture(scope="module")
def server(graphs: ox.Store, held: page.Holdings, index: Path) -> Server:
    return Server(graphs, held, index)


@pytest.fixture(scope="module")
def sheets(server: Server) -> dict[str, Sheet]:
    """Every page that can be reached from the first one, and some that cannot, by address without fragment."""
    waiting = ["", "search?q=lamps", "search?q=zzz", "search", "A/RES/90/1/ara", "questions/coordination?body=nobody"]
    found: dict[str, Sheet] = {}
    for address in waiting:
        text = server.made(address)
        assert text is not None, address
        found[address] = Sheet(text)
        for target, _ in _inside(address, found[address]):
            if target not in waiting:
                waiting.append(target)
        assert len(waiting) < 3000
    return found


def _inside(address: str, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The links of a page to other pages: address and fragment, all from the first page."""
    for link in sheet.links:
        place = urlsplit(urljoin(f"https://pages.example/{address}", link))
        if place.netloc != "pages.example" or place.path.startswith("/ontology/"):
            continue
        path = place.path.removeprefix("/")
        if path.endswith((".ttl", ".jsonld", ".nt", ".rdf", ".csv", ".json", ".xml")):
            continue
        yield path + (f"?{place.query}" if place.query else ""), unquote(place.fragment)


# ── All pages ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_pages_of_every_kind(sheets: dict[str, Sheet]) -> None:
    kinds = {address.partition("?")[0].partition("/")[0] for address in sheets}
    assert kinds >= {"A", "S", "body", "post", "group", "theme", "session", "instrument", "observance", "region"} - {
        "S"
    }
    assert kinds >= {"", "vocab", "questions", "documents", "actors", "themes", "search", "editor"}


def test_the_pages_are_html(sheets: dict[str, Sheet]) -> None:
    names = ["", "A/RES/90/1", "A/RES/90/1/ara", "A/RES/68/187", "body/unodc", "questions", "actors", "search?q=lamps"]
    for name in (*names, "vocab/requests", "session/general-assembly/91", "questions/coordination?body=nobody"):
        html5rdf.HTMLParser(strict=True).parse(sheets[name].text)


def test_every_link_leads_to_something_that_the_store_knows(sheets: dict[str, Sheet], held: page.Holdings) -> None:
    broken = []
    for address, sheet in sheets.items():
        for target, fragment in _inside(address, sheet):
            is_held = f"{iri.BASE}{target}" in held.by_iri or target == address
            if target not in sheets or (fragment and is_held and fragment not in sheets[target].ids):
                broken.append((address, target, fragment))
    assert broken == []


def test_every_term_that_is_linked_stands_in_the_manual(sheets: dict[str, Sheet]) -> None:
    known = {entry.name for entry in Lexicon(ontology_graph(ONTOLOGY)).values()}
    linked = {link.rpartition("/")[2] for sheet in sheets.values() for link in sheet.links if "ontology/" in link}
    assert {link for link in linked if link != "index.html" and link.partition(".html")[0] not in known} == set()


def test_no_page_has_an_id_twice(sheets: dict[str, Sheet]) -> None:
    twice = {name: [one for one, n in Counter(sheet.ids).items() if n > 1] for name, sheet in sheets.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_page_has_a_title_one_first_heading_and_no_level_left_out(sheets: dict[str, Sheet]) -> None:
    for name, sheet in sheets.items():
        title = re.search(r"<title>(.*?)</title>", sheet.text, re.DOTALL)
        assert title, name
        assert title[1].removesuffix(" · Mandate Graph").strip(), name
        assert sheet.headings.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip([0, *sheet.headings], sheet.headings, strict=False)), (
            name
        )


def test_every_field_has_a_label(sheets: dict[str, Sheet]) -> None:
    assert {
        name: sheet.fields - sheet.labelled for name, sheet in sheets.items() if sheet.fields - sheet.labelled
    } == {}


def test_nothing_is_loaded_from_elsewhere(sheets: dict[str, Sheet]) -> None:
    assets = {asset for sheet in sheets.values() for asset in sheet.assets}
    assert not [asset for asset in assets if "//" in asset]
    names = {asset.rpartition("assets/")[2] for asset in assets if "assets/" in asset}
    assert all((page.ASSETS / name).is_file() for name in names)
    assert "//" not in re.sub(r"/\*.*?\*/", "", (page.ASSETS / "page.css").read_text(encoding="utf-8"))


def test_no_page_has_words_of_a_document_that_a_browser_would_obey(sheets: dict[str, Sheet]) -> None:
    for name, sheet in sheets.items():
        assert "<script>alert" not in sheet.text, name
        assert "<b>and" not in sheet.text, name
        for script in sheet.scripts:
            json.loads(script)


def test_every_page_offers_its_data(sheets: dict[str, Sheet]) -> None:
    for path in ("A/RES/90/1", "body/unodc", "theme/1006475", "session/general-assembly/91"):
        for ending in (".ttl", ".jsonld", ".nt", ".rdf"):
            name = path.rpartition("/")[2] + ending
            assert sum(link.endswith(name) for link in sheets[path].links) == 1, (path, ending)
            assert sum(asset.endswith(name) for asset in sheets[path].assets) == 1, (path, ending)


def test_pages_are_the_same_each_time(server: Server) -> None:
    for address in ("", "A/RES/90/1", "body/unodc", "theme/1006475", "actors", "questions/coordination?body=UNODC"):
        assert server.made(address) == server.made(address)


def test_files_have_their_ending_in_every_link(graphs: ox.Store, held: page.Holdings) -> None:
    text = page.resource(graphs, page.Site(iri.BASE, "../../../", ".html"), LAMP, held)
    assert text is not None
    assert 'href="../../../body/unodc.html"' in text
    assert 'href="../../../index.html"' in text
    assert not re.search(r'href="\.\./\.\./\.\./(body|theme|group|vocab|A)/[^".]*"', text)


def test_data_below_another_base_has_the_same_pages(tmp_path: Path) -> None:
    (tmp_path / "A_RES_90_1.txt").write_text(LAMPS, encoding="utf-8")
    base = "https://mandates.example/un/"
    list(store.build([tmp_path / "A_RES_90_1.txt"], tmp_path / "graph", jobs=1, base=base))
    text = page.resource(store.open_store(tmp_path / "graph"), page.Site(base, "../../../"), f"{base}A/RES/90/1")
    assert text is not None
    assert 'href="../../../body/unodc"' in text
    assert 'href="../../../vocab/requests"' in text


# ── A resolution ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _texts(text: str) -> dict[str, str]:
    """What stands in each paragraph of a page, without the numbers and the marks of footnotes."""
    found = {}
    tree = etree.HTML(text)
    for unit in tree.iterfind(".//div[@class]"):
        if "unit" in unit.get("class").split() and unit.get("id"):
            [words] = unit.xpath("./div[contains(@class, 'text')]/*[1]")
            for extra in words.xpath(".//sup | .//a[@class='no'] | .//a[@class='anchor']"):
                extra.getparent().text = (extra.getparent().text or "") + (extra.tail or "").lstrip()
                extra.getparent().remove(extra)
            found[unit.get("id")] = "".join(words.itertext())
    return found


@pytest.mark.parametrize("document", [LAMP, SEEDED])
def test_no_word_of_a_paragraph_is_changed(document: str, graphs: ox.Store, held: page.Holdings) -> None:
    text = page.resource(graphs, SITE, document, held)
    assert text is not None
    said = facts_of_graph(graphs, iri.graph(document))
    shown = _texts(text)
    wanted = {
        node.partition("#")[2]: said.one(node, "text")
        for node in said.said
        if said.one(node, "section") in {"preambular", "operative", "annex"}
    }
    assert {name: " ".join(words.split()) for name, words in shown.items()} == {
        name: " ".join(words.split()) for name, words in wanted.items()
    }


def test_a_resolution_tells_what_was_understood(sheets: dict[str, Sheet]) -> None:
    text, read = sheets["A/RES/90/1"].text, sheets["A/RES/90/1"].read
    assert re.search(r'<i class="verb">Requests</i> the <a class="actor" href="[./]*body/unodc"', text)
    for words in (
        *("obliges (internal mandate)", "in coordination with World Health Organization", "exhorts (strongly)"),
        *("mandate to report", "due session 91", "reports to General Assembly", "paid from existing resources"),
        *("On which words", "in-cooperation-with", "1 October 2045", "adopted by General Assembly"),
    ):
        assert words in read, words
    assert "para_1.1" in sheets["A/RES/90/1"].ids
    assert "para_2__point_a" in sheets["A/RES/90/1"].ids


def test_what_is_concluded_is_marked(sheets: dict[str, Sheet]) -> None:
    assert re.search(r'<span class="derived"[^>]*>mandate</span>', sheets["A/RES/90/1"].text)


def test_what_is_in_doubt_is_shown(graphs: ox.Store, sheets: dict[str, Sheet]) -> None:
    said = facts_of_graph(graphs, iri.graph(LAMP))
    doubts = [node.partition("#")[2] for node in said.of_type("Doubt")]
    assert doubts
    assert set(doubts) <= set(sheets["A/RES/90/1"].ids)
    assert "In doubt:" in sheets["A/RES/90/1"].read


def test_a_citation_leads_to_the_paragraph_that_it_cites(sheets: dict[str, Sheet]) -> None:
    links = {target + "#" + fragment for target, fragment in _inside("A/RES/90/1", sheets["A/RES/90/1"])}
    assert "A/RES/68/187#para_5" in links


def test_a_resolution_names_those_that_cite_it(sheets: dict[str, Sheet]) -> None:
    assert "Cited by 1 document" in sheets["A/RES/68/187"].read
    assert ("A/RES/90/1", "preamble__p_1") in _inside("A/RES/68/187", sheets["A/RES/68/187"])


def test_machines_read_what_the_document_is(sheets: dict[str, Sheet]) -> None:
    said, *_ = map(json.loads, sheets["A/RES/90/1"].scripts)
    assert (said["@type"], said["legislationIdentifier"], said["legislationDate"]) == (
        *("Legislation", "A/RES/90/1", "2045-10-01"),
    )
    assert said["name"] == 'Lamps & <script>alert("wicks")</script>'


def test_arabic_runs_from_right_to_left(sheets: dict[str, Sheet]) -> None:
    text = sheets["A/RES/90/1/ara"].text
    assert '<h1 id="title" lang="ar" dir="rtl">مصابيح</h1>' in text
    assert re.search(r'<div class="text" lang="ar" dir="rtl">\s*<p><a class="no"[^>]*>1\.</a> تطلب', text)
    assert ("A/RES/90/1", "") in _inside("A/RES/90/1/ara", sheets["A/RES/90/1/ara"])
    assert 'hreflang="ar" dir="rtl">العربية</a>' in sheets["A/RES/90/1"].text


def test_a_document_that_is_only_cited_says_so(sheets: dict[str, Sheet]) -> None:
    read = sheets["A/RES/89/2"].read
    assert "its text is not held" in read
    assert "Cited by 1 document" in read


def test_a_document_in_one_language_offers_no_others(sheets: dict[str, Sheet]) -> None:
    assert 'aria-label="Languages"' not in sheets["A/RES/68/187"].text


def test_what_people_judged_is_shown(folder: Path, tmp_path: Path) -> None:
    list(store.build([folder / "A_RES_90_1.txt"], tmp_path / "graph", jobs=1))
    for words in (
        ("reject", f"{LAMP}#para_1.1.1", "--note", "no <task>"),
        ("correct", f"{LAMP}#para_3.1.part_1", "--property", "participant", "--value", "Member States"),
        ("confirm", f"{LAMP}#para_2.1"),
    ):
        done = CliRunner().invoke(main, ["review", *words, "--store", str(tmp_path / "graph"), "--by", "A. Reader"])
        assert done.exit_code == 0, done.output
    text = page.resource(store.open_store(tmp_path / "graph"), SITE, LAMP)
    assert text is not None
    sheet = Sheet(text)
    assert '<div class="task struck" id="para_1.1.1">' in text
    for words in (
        *("rejected by A. Reader: no <task>", "confirmed by A. Reader", "What people have judged"),
        "corrected by A. Reader (was: Secretary-General)",
    ):
        assert words in sheet.read, words
    assert Counter(sheet.ids).most_common(1)[0][1] == 1


# ── Marks in words ───────────────────────────────────────────────────────────────────────────────────────────────────

MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-2, 13),
        st.integers(-2, 15),
        st.sampled_from(["verb", "condition", "actor"]),
        st.sampled_from(["", "", "../body/unodc", 'a"b&c']),
        st.sampled_from(["", 'said "so" <b>']),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(st.text(alphabet="ab&<>\"' é\n", max_size=13), MARKS)
def test_marks_change_no_word_and_nest(text: str, marks: list[Mark]) -> None:
    result = str(marked(text, marks))
    assert html.unescape(re.sub(r"<[^>]*>", "", result)) == text
    tree = etree.fromstring(f"<p>{result}</p>".replace("\n", "&#10;"))
    assert not tree.xpath("//a//a")


@settings(deadline=None)
@given(st.text(alphabet="ab ", min_size=13, max_size=13), MARKS)
def test_no_link_is_cut(text: str, marks: list[Mark]) -> None:
    tree = etree.fromstring(f"<p>{marked(text, marks)}</p>")
    inside = {(max(mark.start, 0), min(mark.end, len(text)), mark.link) for mark in marks if mark.link}
    spans = Counter("".join(link.itertext()) for link in tree.iter("a"))
    assert spans <= Counter(text[start:end] for start, end, _ in inside)


# ── Actors, themes, lists ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_actor_tells_what_is_asked_of_it(sheets: dict[str, Sheet]) -> None:
    read = sheets["body/unodc"].read
    for words in (
        *(
            "What it must do",
            "count the lamps",
            "A/RES/90/1, para. 1",
            "World Health Organization coordination obliges 1",
        ),
        *("Who is to work with it", "Member States cooperation exhorts 1", "Executive Director of the United Nations"),
        *("مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "took over from"),
    ):
        assert words in read, words
    assert sheets["body/unodc"].tags["svg"] >= 1


def test_the_picture_of_ties_can_be_reached_by_keyboard_and_says_no_more_than_the_tables(
    sheets: dict[str, Sheet],
) -> None:
    tree = etree.HTML(sheets["body/unodc"].text)
    [drawn] = tree.xpath("//svg[@class='network']")
    names = [link.findtext("title").partition(":")[0] for link in drawn.iter("a")]
    assert "World Health Organization" in names
    assert all(link.get("href") for link in drawn.iter("a"))
    assert set(names) <= {"".join(cell.itertext()) for cell in tree.xpath("//tbody//th")}


def test_reports_are_told_with_when_they_are_due(sheets: dict[str, Sheet]) -> None:
    assert "session 91" in sheets["post/secretary-general"].read
    assert "A/RES/90/1, para. 3" in sheets["session/general-assembly/91"].read


def test_a_theme_tells_its_documents_the_weightiest_first(sheets: dict[str, Sheet]) -> None:
    [theme] = [sheet for name, sheet in sheets.items() if name == "theme/1006475"]
    assert "A/RES/68/187" in theme.read
    assert "Who works on it" in theme.read


def test_a_theme_leads_up_and_down_the_thesaurus_of_the_store(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "graph", tmp_path / "graph")
    thesaurus.load(HERE / "thesaurus.ttl", tmp_path / "graph")
    with_names = store.open_store(tmp_path / "graph")
    above = "http://www.w3.org/2004/02/skos/core#broader"
    quad = next(iter(with_names.quads_for_pattern(None, ox.NamedNode(above), None, thesaurus.graph(iri.BASE))))
    narrower, broader = (page.resource(with_names, SITE, node.value) for node in (quad.subject, quad.object))
    assert narrower is not None
    assert broader is not None
    assert f'href="{SITE.link(quad.object.value)}"' in narrower
    assert f'href="{SITE.link(quad.subject.value)}"' in broader


def test_the_counts_of_the_first_page_are_those_of_the_store(graphs: ox.Store, held: page.Holdings) -> None:
    for name, number in held.counts.items():
        kind = ox.NamedNode(iri.term(name))
        quads = graphs.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), kind)
        assert len(list(quads)) == number > 0
    assert {one.symbol for one in held.documents} == {"A/RES/90/1", "A/RES/68/187"}
    assert held.by_iri[LAMP].graphs == {"en": iri.graph(LAMP), "ar": iri.graph(LAMP, "ar")}


def test_documents_are_listed_by_organ_and_year(graphs: ox.Store, held: page.Holdings) -> None:
    text = page.documents(graphs, SITE, "general-assembly", "2045", held)
    assert text is not None
    assert "A/RES/90/1" in text
    assert "A/RES/68/187" not in text
    assert page.documents(graphs, SITE, "general-assembly", "1900", held) is None
    assert page.documents(graphs, SITE, "nobody", "", held) is None


@pytest.mark.parametrize("node", ["nothing", "body/nobody", "A/RES/1/1", "theme/1", "vocab/nothing", "session/x/1", ""])
def test_of_what_the_store_does_not_know_there_is_no_page(node: str, graphs: ox.Store, held: page.Holdings) -> None:
    assert page.resource(graphs, SITE, SITE.iri(node), held) is None


@pytest.mark.parametrize("node", ["A/RES/68/187/graph#run", "A/RES/68/187/eng/file", "A/RES/68/187/graph"])
def test_anything_else_has_a_plain_page(node: str, graphs: ox.Store, held: page.Holdings) -> None:
    text = page.resource(graphs, SITE, iri.BASE + node, held)
    assert text is not None
    assert "<h1>" in text


def test_a_store_with_nothing_in_it_has_a_first_page() -> None:
    empty = ox.Store()
    assert "0 documents" in page.home(empty, page.Site(iri.BASE))
    assert "<h1>Actors</h1>" in page.actors(empty, page.Site(iri.BASE))


def test_an_address_with_a_colon_is_no_scheme() -> None:
    node = iri.document(iri.BASE, "Commission on Human Rights:2000/12")
    assert page.Site(iri.BASE).link(node) == "./Commission_on_Human_Rights:2000/12"


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_site_leads_from_a_page_to_its_iri_and_back(path: str) -> None:
    site = page.Site(iri.BASE)
    node = site.iri(path)
    assert site.path(node) == path or not path.isprintable() or node.startswith(iri.VOCABULARY)


# ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_question_has_a_form_and_stands_in_the_list(graphs: ox.Store) -> None:
    listed = page.questions(SITE)
    for asked in questions():
        assert listed.count(f'/questions/{asked.name}"') == 1, asked.name
        sheet = Sheet(page.question(graphs, SITE, asked, {}))
        assert {f"told-{parameter.name}" for parameter in asked.parameters} <= set(sheet.ids)
    assert "Others" not in listed


CASES = tomllib.loads((HERE / "queries" / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["rows"] for case in CASES])
def test_an_answer_stands_on_the_page_in_full(case: dict, answered: ox.Store) -> None:
    name, told = case["question"], case.get("told", {})
    asked = question(name)
    answer = ask(answered, asked, told)
    sheet = Sheet(page.question(answered, SITE, asked, told, answer))
    for row in answer.rows[:50]:
        for column, term in zip(answer.columns, row, strict=True):
            if term is not None and not isinstance(term, ox.NamedNode) and column == "words":
                assert " ".join(term.value.split()) in sheet.read, (name, column)


@pytest.fixture(scope="module")
def answered(conclude) -> ox.Store:
    graphs = ox.Store()
    graphs.load(path=HERE / "queries" / "resolutions.trig")
    return conclude(graphs)


def test_an_answer_leads_to_actors_documents_and_paragraphs(sheets: dict[str, Sheet]) -> None:
    [address] = [name for name in sheets if name.startswith("questions/coordination?body=UNODC")]
    links = set(_inside(address, sheets[address]))
    assert {("body/who", ""), ("A/RES/90/1", ""), ("A/RES/90/1", "para_1"), ("vocab/coordination", "")} <= links


def test_what_is_the_same_in_all_rows_is_told_once(graphs: ox.Store) -> None:
    asked = question("mandates")
    told = {"body": "UNODC"}
    text = page.question(graphs, SITE, asked, told, ask(graphs, asked, told))
    assert re.search(r'<dl class="about same".*?<dt>body</dt>', text, re.DOTALL)
    assert '<th scope="col">body</th>' not in text


def test_an_answer_has_pages(graphs: ox.Store) -> None:
    asked = question("paragraphs")
    told = {"document": "A/RES/68/187"}
    answer = ask(graphs, asked, told)
    longer = type(answer)(answer.columns, answer.rows * 3)
    first = page.question(graphs, SITE, asked, told, longer)
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    last = page.question(graphs, SITE, asked, told, longer, offset=50)
    assert 'rel="prev"' in last
    assert f"51 to 100 of {len(longer.rows)}" in Sheet(last).read


def test_what_was_told_stands_in_the_form_and_a_problem_above_it(graphs: ox.Store) -> None:
    text = page.question(graphs, SITE, question("mandates"), {"body": '"><script>x'}, problem="no such <actor>")
    assert 'value="&#34;&gt;&lt;script&gt;x"' in text
    assert '<p class="problem" role="alert">no such &lt;actor&gt;</p>' in text


def test_messages_are_safe() -> None:
    text = page.not_found(SITE, "<script>x")
    assert "<script>x" not in text
    assert "nothing of “&lt;script&gt;x”" in text

import re
from datetime import UTC, datetime

import pytest

from mandategraph.document import clean
from mandategraph.errors import SourceError
from mandategraph.reading import read
from mandategraph.source import from_bytes, printed_of
from mandategraph.source.stated import Cast, Choice, Method, Vote
from mandategraph.structure import Kind, divide
from mandategraph.triples import describe

XML = """<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <statement name="resolution">
    <meta><identification source="#invention">
      <FRBRWork><FRBRdate date="2045-10-01" name="adoption"/></FRBRWork>
      <FRBRExpression><FRBRlanguage language="{language}"/></FRBRExpression>
    </identification></meta>
    <coverPage eId="cover">
      <p><docAuthority>General Assembly</docAuthority></p>
      <p><docNumber refersTo="#symbol">A/RES/100/7</docNumber></p>
      <p><session value="100">One hundredth session</session></p>
    </coverPage>
    <preface><p><docNumber>100/7.</docNumber> <docTitle refersTo="#resolutionTitle">Invented matters</docTitle></p></preface>
    <preamble>
      <formula name="enactingFormula"><p><span class="italic">{enacting}</span>,</p></formula>
      <container name="Recalling" eId="container_1"><p>\t<span class="italic">Recalling</span> its
        resolution 99/3,<authorialNote marker="1" eId="note_1"><p>See <a href="#x">A/99/12</a>.</p></authorialNote></p></container>
    </preamble>
    <mainBody>
      <section><subheading>Reports</subheading>
      <paragraph eId="para_5"><num>1.</num><content><p>Requests the Secretary-General:</p></content>
        <list><point eId="para_5__a"><num>{first}</num><content><p>To report to the General Assembly at its one hundred and first session;</p></content></point>
        <point eId="para_5__b"><num>{second}</num><content><p>To consult Member States;</p></content></point></list>
      </paragraph></section>
      <paragraph eId="para_6"><num>2.</num><content><p>Decides to remain seized of the matter.</p></content></paragraph>
    </mainBody>
    <conclusions><p>12th plenary meeting<eol/>1 October 2045</p></conclusions>
    <attachments><attachment><doc><mainBody><p>1. First principle</p></mainBody></doc></attachment></attachments>
  </statement>
</akomaNtoso>
"""

META = """
  <classification source="DHLAUTH">
    <keyword value="MOUNTAINS" href="http://metadata.un.org/thesaurus/1000001" showAs="MOUNTAINS" dictionary="UNBIS Thesaurus"/>
    <keyword value="Invented heading" showAs="Invented heading" dictionary="DHLAUTH"/>
    <keyword refersTo="agenda" value="3" showAs="Mountains." dictionary="A/100/1"/>
  </classification>
  <workflow source="#un">
    <step date="2045-09-01" outcome="draftResolution" as="A/C.6/100/L.3" by="Kenya and Spain"/>
    <step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by=""/>
    <step date="2045-10-01" outcome="adopted" as="A/100/PV.12" by=""/>
  </workflow>
  <analysis source="#un"><parliamentary><voting outcome="adoptedRecordedVote">
    <count value="002" refersTo="inFavour"><voters><organization>KENYA</organization>
      <organization>BOLIVIA (PLURINATIONAL STATE OF)</organization></voters></count>
    <count value="001" refersTo="against"><voters><organization>SPAIN</organization></voters></count>
    <count value="000" refersTo="abstaining"><voters/></count>
  </voting></parliamentary></analysis></meta>"""


def _xml(language: str = "eng", first: str = "(a)", second: str = "(b)", enacting: str = "The General Assembly") -> str:
    return XML.format(language=language, first=first, second=second, enacting=enacting)


def _source(*told: str, **named: str):
    return from_bytes("invention.xml", _xml(*told, **named).encode())


def test_a_section_may_hold_its_preamble_in_cross_headings(knowledge):
    heading = "<subheading>Reports</subheading>"
    preamble = '<crossHeading refersTo="#preamble"><span>Recalling</span> its resolution <a>98/2</a>,</crossHeading>'
    body = _xml().replace(heading, f"{heading}{preamble}").encode()
    reading = read(from_bytes("invention.xml", body), knowledge)
    words = [reading.structure.words(p) for p in reading.structure.of(Kind.PREAMBULAR)]
    assert words[1:] == ["Recalling its resolution 98/2,"]
    assert "A/RES/98/2" in {citation.symbol for citation in reading.citations}


def test_a_resolution_in_akn4un_is_read_like_its_text(knowledge):
    reading = read(_source(), knowledge)
    labels = [p.label for p in reading.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert labels == ["pp1", "1", "1(a)", "1(b)", "2"]
    assert (reading.symbol, reading.masthead.title) == ("A/RES/100/7", "Invented matters")
    assert (str(reading.masthead.adopted), reading.masthead.session) == ("2045-10-01", "100")
    assert [p.phrase for p in reading.provisions] == ["requests", "decides"]
    (report,) = [task.report for task in reading.tasks if task.report]
    assert [deadline.due for deadline in report.deadlines] == ["session 101"]


def test_a_preamble_may_stand_without_the_words_of_the_organ(knowledge):
    without = re.sub(r"<formula.*?</formula>", "", _xml(), count=1, flags=re.DOTALL)
    structure = read(from_bytes("invention.xml", without.encode()), knowledge).structure
    assert [p.label for p in structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)] == ["pp1", "1", "1(a)", "1(b)", "2"]


def test_a_footnote_is_tied_to_the_paragraph_of_its_mark(knowledge):
    reading = read(_source(), knowledge)
    assert reading.structure.footnotes == (("preamble__p_1", "footnote_1"),)
    assert [(c.paragraph, c.symbol) for c in reading.citations] == [
        ("preamble__p_1", "A/RES/99/3"),
        ("footnote_1", "A/99/12"),
    ]


def test_headings_conclusions_and_annexes_are_no_operative_paragraphs(knowledge):
    structure = read(_source(), knowledge).structure
    kinds = {structure.words(p): p.kind for p in structure.paragraphs}
    assert kinds["12th plenary meeting"] is Kind.BACK
    assert kinds["1. First principle"] is Kind.ANNEX


def test_the_annex_of_a_draft_within_a_resolution_is_printed_once_after_the_draft(knowledge):
    inner = re.search("<statement.*</statement>", _xml().replace('marker="1"', 'marker="2"'), re.DOTALL)
    outer = re.sub(
        "<attachments>.*</attachments>", f"<components><component>{inner[0]}</component></components>", _xml()
    )
    structure = read(from_bytes("invention.xml", outer.encode()), knowledge).structure
    operative = [p.name for p in structure.paragraphs if p.kind is Kind.OPERATIVE]
    (annex,) = [p.name for p in structure.paragraphs if structure.words(p) == "1. First principle"]
    names = [p.name for p in structure.paragraphs]
    assert len(operative) == 8
    assert len(set(names)) == len(names)
    assert names.index(annex) > names.index(operative[-1])


def test_a_draft_within_a_paragraph_has_paragraphs_of_its_own(knowledge):
    draft = """Recommends the following draft resolution:
      <embeddedStructure>
        <container name="formula"><p>The Congress,</p></container>
        <container name="Noting" eId="container_8"><p>Noting the snow,</p></container>
        <paragraph eId="para_8"><num>1.</num><content><p>Requests the Secretary-General to dig wells;</p></content></paragraph>
        <paragraph eId="para_9"><num>2.</num><content><p>Invites States to consult Kenya.</p></content></paragraph>
      </embeddedStructure>"""
    body = _xml().replace("Decides to remain seized of the matter.", draft)
    reading = read(from_bytes("invention.xml", body.encode()), knowledge)
    found = [(p.label, p.kind, reading.structure.words(p)) for p in reading.structure.paragraphs]
    at = next(n for n, (_, _, words) in enumerate(found) if words.startswith("Recommends"))
    assert found[at : at + 5] == [
        ("2", Kind.OPERATIVE, "Recommends the following draft resolution:"),
        ("back", Kind.BACK, "The Congress,"),
        ("pp1", Kind.PREAMBULAR, "Noting the snow,"),
        ("1", Kind.OPERATIVE, "Requests the Secretary-General to dig wells;"),
        ("2", Kind.OPERATIVE, "Invites States to consult Kenya."),
    ]
    names = [p.name for p in reading.structure.paragraphs]
    assert len(set(names)) == len(names)
    assert "12th plenary meeting" in [words for _, kind, words in found if kind is Kind.BACK]
    assert [p.phrase for p in reading.provisions] == ["requests", "recommends", "requests", "invites"]
    assert [tie.party.words for task in reading.tasks for tie in task.ties][-1] == "Kenya"


def test_each_line_knows_the_element_it_was_printed_from(knowledge):
    reading = read(_source(), knowledge)
    places = {
        p.label: reading.printed.where(reading.structure.document.printed(p.span).start)
        for p in reading.structure.paragraphs
    }
    assert (places["pp1"], places["1"], places["1(b)"]) == ("container_1", "para_5", "para_5__b")


@pytest.mark.parametrize(("first", "second"), [("(أ)", "(ب)"), ("а)", "b)"), ("a)", "b)"), ("(a)", "(b)")])
def test_points_have_the_same_labels_in_every_alphabet(knowledge, first, second):
    printed = printed_of(_source("ara", first, second))
    structure = divide(clean(printed.text, knowledge.cleaning), knowledge.lexicon.opens)
    assert [p.label for p in structure.of(Kind.OPERATIVE)] == ["1", "1(a)", "1(b)", "2"]


def test_of_another_language_the_structure_is_known_and_no_more(knowledge):
    english, french = read(_source(), knowledge), read(_source("fra", enacting="L’Assemblée générale"), knowledge)
    assert [p.name for p in french.structure.paragraphs] == [p.name for p in english.structure.paragraphs]
    assert (french.language, french.provisions, french.citations) == ("fr", (), ())
    quads = list(describe(french, at=datetime(2045, 10, 2, tzinfo=UTC)))
    assert {q.graph_name.value for q in quads} == {"https://w3id.org/mandategraph/A/RES/100/7/fra/graph"}
    assert {q.object.language for q in quads if q.predicate.value.endswith("#text")} == {"fr"}


def test_drafts_sponsors_votes_and_headings_are_the_statements_of_the_source(knowledge):
    source = from_bytes("invention.xml", _xml().replace("</meta>", META).encode())
    reading = read(source, knowledge)
    assert reading.vote == Vote(
        Method.RECORDED,
        2,
        1,
        0,
        (
            Cast("KENYA", Choice.IN_FAVOUR),
            Cast("BOLIVIA (PLURINATIONAL STATE OF)", Choice.IN_FAVOUR),
            Cast("SPAIN", Choice.AGAINST),
        ),
    )
    said = {
        (
            q.predicate.value.partition("#")[2],
            getattr(q.object, "value", "").removeprefix("https://w3id.org/mandategraph/"),
        )
        for q in describe(reading, at=datetime(2045, 10, 2, tzinfo=UTC))
    }
    assert {
        ("hasDraft", "A/C.6/100/L.3"),
        ("submittedOn", "2045-09-01"),
        ("sponsoredBy", "state/KEN"),
        ("sponsoredBy", "state/ESP"),
        ("recordedIn", "A/100/PV.12"),
        ("adoptionMethod", "vocab/recorded-vote"),
        ("castBy", "state/BOL"),
        ("inFavour", "2"),
        ("theme", "http://metadata.un.org/thesaurus/1000001"),
        ("theme", "heading/invented-heading"),
        ("assignmentSource", "DHLAUTH"),
    } <= said
    assert ("submittedOn", "0001-01-01") not in said


def test_a_heading_that_gives_an_iri_for_words_is_worded_as_another_of_the_same_concept(knowledge):
    fish = 'href="http://eurovoc.europa.eu/1"'
    headings = f"""<classification source="a"><keyword {fish} showAs="http://eurovoc.europa.eu/1"/>
    <keyword href="http://eurovoc.europa.eu/2" showAs="http://eurovoc.europa.eu/2"/></classification>
    <classification source="b"><keyword {fish} showAs="sea_fish"/></classification></meta>"""
    source = from_bytes("invention.xml", _xml().replace("</meta>", headings).encode())
    assert [(s.source, s.label) for s in read(source, knowledge).printed.stated.subjects] == [
        ("a", "sea fish"),
        ("a", "http://eurovoc.europa.eu/2"),
        ("b", "sea fish"),
    ]


def test_a_heading_printed_again_in_other_letters_is_one_concept_with_one_label(knowledge):
    headings = """<classification source="a"><keyword showAs="Invented heading"/><keyword showAs="INVENTED HEADING"/>
    </classification></meta>"""
    reading = read(from_bytes("invention.xml", _xml().replace("</meta>", headings).encode()), knowledge)
    said = list(describe(reading, at=datetime(2045, 10, 2, tzinfo=UTC)))
    labels = {
        q.object.value for q in said if q.predicate.value.endswith("prefLabel") and "/heading/" in q.subject.value
    }
    assert labels == {"Invented heading"}


def test_rows_without_words_are_no_text_units(knowledge):
    table = "<table><tr><td><p/></td><td/></tr><tr><td><p>Fish</p></td><td><p>7</p></td></tr></table>"
    source = from_bytes("invention.xml", _xml().replace("</mainBody>", f"{table}</mainBody>", 1).encode())
    structure = read(source, knowledge).structure
    rows = [structure.document.text[p.span.start : p.span.end] for p in structure.of(Kind.TABLE)]
    assert rows == ["Fish 7"]


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<?xml version='1.0'?><akomaNtoso>", "this XML is broken"),
        ("<?xml version='1.0'?><catalogue/>", "this XML holds no resolution"),
    ],
)
def test_other_xml_is_answered_with_what_it_is(xml, message):
    with pytest.raises(SourceError, match=message):
        printed_of(from_bytes("other.xml", xml.encode()))


def test_no_entity_is_expanded_and_no_file_is_opened(tmp_path):
    (tmp_path / "secret").write_text("the secret")
    doctype = f'<!DOCTYPE akomaNtoso [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    xml = _xml().replace("Invented matters", "Invented &s; matters")
    head, _, rest = xml.partition("\n")
    assert "the secret" not in printed_of(from_bytes("entity.xml", f"{head}\n{doctype}\n{rest}".encode())).text

import shutil
import subprocess
import zipfile
from copy import deepcopy
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from mandategraph.errors import SourceError
from mandategraph.reading import read
from mandategraph.source import from_bytes, from_file, printed_of
from mandategraph.structure import Kind

FORMS = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"), ("upperLetter", "(%4)"))


class Draft:
    """A resolution as an author types it: Word counts the numbers."""

    def __init__(self) -> None:
        self.document = docx.Document()
        numbering = self.document.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (form, text) in enumerate(FORMS)
        )
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
        for number, override in (
            (77, ""),
            (78, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        ):
            xml = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="77"/>{override}</w:num>'
            numbering.append(parse_xml(xml))
        table = self.document.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "United Nations", "A/RES/100/7"
        table.cell(1, 0).text, table.cell(1, 1).text = "General Assembly", "Distr.: General\n3 October 2045"
        self.say("One hundredth session")
        self.say("Resolution adopted by the General Assembly on 1 October 2045")
        self.say("100/7.\tInvented matters")
        self.say("The General Assembly,")

    def say(self, words: str, level: int | None = None, number: int = 77):
        p = self.document.add_paragraph(words)
        if level is not None:
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            p._p.get_or_add_pPr().append(parse_xml(xml))
        return p

    def bytes(self, **parts: str) -> bytes:
        saved = BytesIO()
        self.document.save(saved)
        if not parts:
            return saved.getvalue()
        again = BytesIO()
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(again, "w") as new:
            for entry in old.infolist():
                new.writestr(entry, old.read(entry))
            for name, words in parts.items():
                new.writestr(f"word/{name}.xml", words)
        return again.getvalue()

    def read(self, knowledge, **parts: str):
        return read(from_bytes("draft.docx", self.bytes(**parts)), knowledge)


def _body(reading):
    return [(p.label, reading.structure.words(p)) for p in reading.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]


def test_numbers_that_word_counts_are_printed_as_readers_see_them(knowledge):
    draft = Draft()
    draft.say("Recalling its resolution 99/3,")
    draft.say("Requests the Secretary-General:", 0)
    draft.say("To consult:", 1)
    draft.say("Member States;", 2)
    draft.say("Of which:", 2)
    draft.say("Coastal States;", 3)
    draft.say("To report;", 1)
    draft.say("Decides to remain seized of the matter.", 0)
    reading = draft.read(knowledge)
    assert _body(reading) == [
        ("pp1", "Recalling its resolution 99/3,"),
        ("1", "Requests the Secretary-General:"),
        ("1(a)", "To consult:"),
        ("1(a)(i)", "Member States;"),
        ("1(a)(ii)", "Of which:"),
        ("1(a)(ii)(A)", "Coastal States;"),
        ("1(b)", "To report;"),
        ("2", "Decides to remain seized of the matter."),
    ]
    assert (reading.symbol, reading.masthead.title) == ("A/RES/100/7", "Invented matters")
    assert (str(reading.masthead.adopted), reading.masthead.session) == ("2045-10-01", "100")


def test_a_list_begins_anew_where_its_number_says_so():
    draft = Draft()
    draft.say("Requests all to rest;", 0)
    draft.say("Decides to rest;", 0)
    draft.say("Annex").paragraph_format.page_break_before = True
    draft.say("First principle", 0, 78)
    printed = printed_of(from_bytes("draft.docx", draft.bytes()))
    assert printed.text.endswith("\t2.\tDecides to rest;\n\tAnnex\n\t1.\tFirst principle\n")


def test_typed_numbers_are_taken_as_they_are(knowledge):
    draft = Draft()
    draft.say("1.\tRequests the Secretary-General:")
    draft.say("(a)\tTo report;")
    assert _body(draft.read(knowledge)) == [("1", "Requests the Secretary-General:"), ("1(a)", "To report;")]


def test_a_style_brings_its_numbers(knowledge):
    draft = Draft()
    style = draft.document.styles.add_style("Resolution paragraph", 1)
    xml = f'<w:pPr {nsdecls("w")}><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr>'
    style.element.append(parse_xml(xml))
    derived = draft.document.styles.add_style("Derived", 1)
    derived.base_style = style
    draft.say("Requests all to rest;").style = style
    draft.say("Decides to rest.").style = derived
    assert _body(draft.read(knowledge)) == [("1", "Requests all to rest;"), ("2", "Decides to rest.")]


def _tracked(tag: str, words: str, text: str):
    xml = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r><w:{text} xml:space="preserve">{words}</w:{text}></w:r></w:{tag}>'
    return parse_xml(xml)


def test_insertions_are_taken_and_deletions_left_out(knowledge):
    draft = Draft()
    p = draft.say("Requests ", 0)
    p._p.append(_tracked("del", "some", "delText"))
    p._p.append(_tracked("ins", "all Member States", "t"))
    p.add_run(" to rest;")
    reading = draft.read(knowledge)
    assert _body(reading) == [("1", "Requests all Member States to rest;")]
    assert reading.printed.left_out == ("some",)


def test_hidden_words_headers_and_footers_only_furnish_the_page(knowledge):
    draft = Draft()
    draft.document.sections[0].header.paragraphs[0].text = "A/RES/100/7"
    draft.document.sections[0].footer.paragraphs[0].text = "45-12345"
    draft.say("Decides to rest", 0).add_run(" for ever").font.hidden = True
    reading = draft.read(knowledge)
    assert _body(reading) == [("1", "Decides to rest")]
    assert set(reading.printed.left_out) == {" for ever", "A/RES/100/7", "45-12345"}


FOOTNOTES = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> See A/99/12.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def test_footnotes_are_tied_to_their_marks(knowledge):
    draft = Draft()
    run = draft.say("Recalling its report").add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run._r.append(reference)
    run._r.getparent().append(deepcopy(draft.document.add_paragraph(",").runs[0]._r))
    draft.document.paragraphs[-1]._p.getparent().remove(draft.document.paragraphs[-1]._p)
    draft.say("Decides to rest.", 0)
    reading = draft.read(knowledge, footnotes=FOOTNOTES)
    assert _body(reading)[0] == ("pp1", "Recalling its report,")
    assert reading.structure.footnotes == (("preamble__p_1", "footnote_1"),)
    assert [reading.structure.words(p) for p in reading.structure.of(Kind.FOOTNOTE)] == ["See A/99/12."]


def test_headings_are_no_paragraphs_and_rows_are_lines(knowledge):
    draft = Draft()
    draft.document.add_heading("Reports", 2)
    draft.say("Requests the following:", 0)
    table = draft.document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Lighthouses", "12"
    reading = draft.read(knowledge)
    assert [reading.structure.words(p) for p in reading.structure.of(Kind.HEADING)] == ["Reports"]
    assert [reading.structure.words(p) for p in reading.structure.of(Kind.TABLE)] == ["Lighthouses 12"]


def test_a_paragraph_knows_its_place(knowledge):
    draft = Draft()
    draft.say("Decides to rest.", 0)
    reading = draft.read(knowledge)
    (one,) = reading.structure.of(Kind.OPERATIVE)
    assert reading.printed.where(reading.structure.document.printed(one.span).start) == "word/document.xml#p=9"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"PK\x03\x04 nothing", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word file"),
    ],
)
def test_what_is_no_word_file_is_answered_with_what_it_is(body, message):
    with pytest.raises(SourceError, match=rf"draft\.docx: .*{message}"):
        from_bytes("draft.docx", body)


def test_no_entity_is_expanded(tmp_path):
    (tmp_path / "secret").write_text("the secret")
    xml = f'<!DOCTYPE w [<!ENTITY s SYSTEM "file://{tmp_path}/secret">]><w:document {nsdecls("w")}><w:body><w:p><w:r><w:t>Words &s;</w:t></w:r></w:p></w:body></w:document>'
    saved = BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert "the secret" not in printed_of(from_bytes("draft.docx", saved.getvalue())).text


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2">
<office:automatic-styles><text:list-style style:name="L">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
</text:list-style></office:automatic-styles>
<office:body><office:text>
<text:p>A/RES/100/7</text:p><text:p>100/7. Invented matters</text:p><text:p>The General Assembly,</text:p>
<text:p>Recalling its report<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
  <text:note-body><text:p>See A/99/12.</text:p></text:note-body></text:note>,</text:p>
<text:list text:style-name="L"><text:list-item><text:p>Requests the Secretary-General:</text:p>
  <text:list><text:list-item><text:p>To report;</text:p></text:list-item><text:list-item><text:p>To rest;</text:p></text:list-item></text:list>
</text:list-item><text:list-item><text:p>Decides to rest.</text:p></text:list-item></text:list>
</office:text></office:body></office:document>"""


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed: its files go untested"
)
def test_what_libreoffice_writes_is_read(knowledge, tmp_path):
    (tmp_path / "draft.fodt").write_text(FLAT, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "draft.fodt")], check=True, capture_output=True)
    reading = read(from_file(tmp_path / "draft.docx"), knowledge)
    assert _body(reading) == [
        ("pp1", "Recalling its report,"),
        ("1", "Requests the Secretary-General:"),
        ("1(a)", "To report;"),
        ("1(b)", "To rest;"),
        ("2", "Decides to rest."),
    ]
    assert [reading.structure.words(p) for p in reading.structure.of(Kind.FOOTNOTE)] == ["See A/99/12."]
    assert reading.structure.footnotes == (("preamble__p_1", "footnote_1"),)

from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from mandategraph.errors import SourceError
from mandategraph.reading import read
from mandategraph.source import from_bytes, printed_of
from mandategraph.structure import Kind

ROMAN, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
LEFT, INDENT = 123.4, 147.1


class Print:
    """Two pages as the United Nations prints them."""

    def __init__(self, **options) -> None:
        self.file = BytesIO()
        self.canvas = Canvas(self.file, pagesize=(612, 792), **options)
        self.y = 400.0

    def put(self, x: float, y: float, words: str, size: float = 10, font: str = ROMAN) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, words)

    def paragraph(self, *lines: str, font: str = ROMAN, x: float = INDENT) -> None:
        for number, line in enumerate(lines):
            self.put(LEFT if number else x, self.y, line, font=font)
            self.y -= 12
        self.y -= 6

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def pages_of_print() -> bytes:
    page = Print()
    page.put(LEFT, 734, "United Nations", 14)
    page.put(482, 735, "A/RES/100/7", 20)
    page.put(LEFT, 705, "General Assembly", 20, BOLD)
    page.put(396, 705, "Distr.: General")
    page.put(396, 693, "3 October 2045")
    page.put(60, 570, "One hundredth session", font=BOLD)
    page.put(60, 558, "Agenda item 7")
    page.put(LEFT, 501, "Resolution adopted by the General Assembly", 14, BOLD)
    page.put(LEFT, 486, "on 1 October 2045", 14, BOLD)
    page.put(72, 436, "100/7.", 12, BOLD)
    page.put(LEFT, 436, "Invented matters and the keeping of", 12, BOLD)
    page.put(LEFT, 422, "lighthouses", 12, BOLD)
    page.paragraph("The General Assembly,", font=ITALIC)
    page.paragraph("Recalling its resolution 99/3 of 7 May 2044", "and the lighthouses that it men-")
    first = page.y + 30 + 3.5
    page.put(
        INDENT + page.canvas.stringWidth("Recalling its resolution 99/3 of 7 May 2044", ROMAN, 10), first, "1", 6.5
    )
    page.y += 6
    page.paragraph("tions once more,", x=LEFT)
    page.put(INDENT, page.y, "1.")
    page.put(INDENT + 24, page.y, "Requests the Secretary-")
    page.y -= 12
    page.paragraph("General, in coordination with Member States and all of the others who", x=LEFT)
    page.put(99, 120, "_____________", 8)
    page.put(117, 108, "1", 5.5)
    page.put(LEFT, 105, "See A/99/12, which mentions", 8.5)
    page.put(LEFT, 95, "the keepers.", 8.5)
    page.put(65, 40, "45-12345 (E)")
    page.canvas.showPage()
    page.put(60, 740, "A/RES/100/7", 8.5)
    page.put(376, 740, "Invented matters and the keeping of lighthouses", 8.5)
    page.put(60, 36, "2/2", 8.5)
    page.y = 700
    page.paragraph("keep lighthouses:", x=LEFT)
    page.paragraph("(a) To report to the General Assembly at its one hundred and", "first session;")
    page.paragraph("(b) To rest:")
    page.put(LEFT, page.y, "Lighthouses")
    page.put(400, page.y, "12")
    page.y -= 24
    page.put(200, page.y, "Reports", font=BOLD)
    page.y -= 20
    page.paragraph("2. Decides to remain seized of the matter.")
    page.put(400, page.y, "12th plenary meeting", font=ITALIC)
    page.put(400, page.y - 12, "1 October 2045", font=ITALIC)
    page.y -= 60
    page.put(LEFT, page.y, "Annex", 14, BOLD)
    page.y -= 30
    page.paragraph("1. The first principle of all lighthouses is to be seen from afar by all.")
    return page.bytes()


@pytest.fixture(scope="module")
def pages(knowledge):
    return read(from_bytes("print.pdf", pages_of_print()), knowledge)


def test_lines_become_paragraphs_also_across_pages(pages):
    said = [(p.label, pages.structure.words(p)) for p in pages.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert said == [
        ("pp1", "Recalling its resolution 99/3 of 7 May 2044 and the lighthouses that it mentions once more,"),
        (
            "1",
            "Requests the Secretary-General, in coordination with Member States and all of the others who keep lighthouses:",
        ),
        ("1(a)", "To report to the General Assembly at its one hundred and first session;"),
        ("1(b)", "To rest:"),
        ("2", "Decides to remain seized of the matter."),
    ]


def test_the_masthead_is_read_from_its_boxes(pages):
    masthead = pages.masthead
    assert (pages.symbol, masthead.title) == ("A/RES/100/7", "Invented matters and the keeping of lighthouses")
    assert (str(masthead.adopted), masthead.session, masthead.agenda_item) == ("2045-10-01", "100", "7")


def test_footnotes_leave_the_page_and_are_tied_to_their_marks(pages):
    assert pages.structure.footnotes == (("preamble__p_1", "footnote_1"),)
    assert [pages.structure.words(p) for p in pages.structure.of(Kind.FOOTNOTE)] == [
        "See A/99/12, which mentions the keepers."
    ]


def test_heads_and_feet_of_pages_only_furnish_them(pages):
    assert {"45-12345 (E)", "2/2", "A/RES/100/7", "_____________"} <= set(pages.printed.left_out)
    assert "45-12345" not in pages.structure.document.text


def test_headings_tables_and_annexes_are_no_paragraphs(pages):
    kinds = {pages.structure.words(p): p.kind for p in pages.structure.paragraphs}
    assert kinds["Reports"] is Kind.HEADING
    assert kinds["Lighthouses 12"] is Kind.TABLE
    assert kinds["12th plenary meeting 1 October 2045"] is Kind.BACK
    assert [kind for words, kind in kinds.items() if "first principle" in words] == [Kind.ANNEX]


def test_a_paragraph_knows_page_and_box_of_each_line(pages):
    (request,) = (p for p in pages.structure.paragraphs if p.label == "1")
    document = pages.structure.document
    places = [
        pages.printed.where(document.origin[document.text.index(words, request.span.start)])
        for words in ("Requests", "General", "keep")
    ]
    assert [place.partition(",")[0] for place in places] == ["page=1&xywh=147", "page=1&xywh=123", "page=2&xywh=123"]


def test_every_span_is_its_words(pages):
    for paragraph in pages.structure.paragraphs:
        assert pages.structure.words(paragraph) == pages.structure.document.text[slice(*paragraph.span)]


@pytest.mark.parametrize(
    ("options", "is_empty", "message"),
    [
        ({"encrypt": StandardEncryption("secret")}, False, "locked by a password"),
        ({}, True, "pictures and no text"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_remedy(options, is_empty, message):
    page = Print(**options)
    if is_empty:
        page.canvas.rect(10, 10, 100, 100)
    else:
        page.paragraph("Words")
    with pytest.raises(SourceError, match=rf"print\.pdf: .*{message}"):
        printed_of(from_bytes("print.pdf", page.bytes()))

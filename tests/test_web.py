import pytest

from mandategraph.errors import SourceError
from mandategraph.reading import read
from mandategraph.source import from_bytes, printed_of
from mandategraph.structure import Kind

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>A page</title><style>p {{ color: red }}</style></head>
<body><header>Menu</header><nav><a href="#">Home</a></nav>
<table><tr><td>United Nations</td><td>A/RES/100/7</td></tr><tr><td>General Assembly</td><td>Distr.: General<br>3 October 2045</td></tr></table>
<p>One hundredth session<br>Agenda item 7</p>
<h1>Resolution adopted by the General Assembly on 1 October 2045</h1>
<p><b>100/7. Invented matters</b></p>
<p><i>The General Assembly</i>,</p>
<p><i>Recalling</i> its resolution 99/3<sup><a href="#fn1">1</a></sup> and others,</p>
<h2>Reports</h2>
<ol><li><i>Requests</i> the Secretary-General:
  <ol type="a"><li>To report to the General Assembly;</li><li><p>To consult:</p><ol type="i"><li>Member States;</li><li>Others;</li></ol></li></ol></li>
<li value="3"><i>Decides</i> to remain <span hidden>never</span>seized of the matter.</li></ol>
<p style="display: none">Unseen</p>
<p>12th plenary meeting</p>
<div id="fn1"><a href="#r1">1</a> See A/99/12.</div>
<footer>Imprint</footer></body></html>""".replace("{{", "{").replace("}}", "}")


@pytest.fixture
def page(knowledge):
    return read(from_bytes("page.html", PAGE.encode()), knowledge)


def test_blocks_are_paragraphs_and_lists_are_counted(page):
    said = [(p.label, page.structure.words(p)) for p in page.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert said == [
        ("pp1", "Recalling its resolution 99/3 and others,"),
        ("1", "Requests the Secretary-General:"),
        ("1(a)", "To report to the General Assembly;"),
        ("1(b)", "To consult:"),
        ("1(b)(i)", "Member States;"),
        ("1(b)(ii)", "Others;"),
        ("3", "Decides to remain seized of the matter."),
    ]
    assert [page.structure.words(p) for p in page.structure.of(Kind.HEADING)] == ["Reports"]
    assert (page.symbol, page.masthead.title, str(page.masthead.adopted)) == (
        "A/RES/100/7",
        "Invented matters",
        "2045-10-01",
    )


def test_a_superscript_that_links_to_a_note_is_its_mark(page):
    assert page.structure.footnotes == (("preamble__p_1", "footnote_1"),)
    assert [page.structure.words(p) for p in page.structure.of(Kind.FOOTNOTE)] == ["See A/99/12."]


def test_what_only_furnishes_the_page_is_left_out_and_told(page):
    assert {"Menu", "Home", "A page", "never", "Unseen", "Imprint"} <= set(page.printed.left_out)
    assert not any(words in page.structure.document.text for words in ("Menu", "never", "Unseen", "Imprint"))


def test_a_paragraph_knows_its_element(page):
    (two,) = (p for p in page.structure.paragraphs if p.label == "1(a)")
    assert page.printed.where(page.structure.document.printed(two.span).start) == "/html/body/ol/li[1]/ol/li[1]"


def test_the_page_says_its_encoding():
    words = '<html><head><meta charset="windows-1252"></head><body><p>Côte d’Ivoire</p></body></html>'
    assert printed_of(from_bytes("page.html", words.encode("cp1252"))).text == "Côte d’Ivoire\n"
    assert printed_of(from_bytes("page.html", words.replace("windows-1252", "").encode())).text == "Côte d’Ivoire\n"


def test_a_page_without_words_is_answered_with_its_name(knowledge):
    with pytest.raises(SourceError, match=r"page\.html: "):
        read(from_bytes("page.html", b"<!doctype html>\n"), knowledge)

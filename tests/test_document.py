"""Document: furniture and marks out, words in, and the way back from each character to print."""

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mandategraph import home
from mandategraph.document import Document, Span, clean, in_small_letters
from mandategraph.knowledge import load

CLEANING = load(home.KNOWLEDGE).cleaning


def _clean(raw: str) -> Document:
    return clean(raw, CLEANING)


# ── Furniture ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("[DU1]\nThe General Assembly,", "The General Assembly,"),
        ("<<ODS JOB NO>>N4512345E<<ODS JOB NO>>", "N4512345E"),
        ("<<ODS DOC SYMBOL1>>A/RES/90/1<<ODS DOC SYMBOL1>>", "A/RES/90/1"),
        ("One.\n<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>\nTwo.", "One.\nTwo."),
        ("One.\n_______________\nTwo.", "One.\nTwo."),
        ("One.\n---------------\n\n------------\nTwo.", "One.\nTwo."),
        ("One.\n4\n    \n\n4\nTwo.", "One.\nTwo."),
        ("One.\n3/12\nTwo.", "One.\nTwo."),
        ("One.\n45-12345 (E)\nTwo.", "One.\nTwo."),
        ("One.\n*4512345*Please recycle \nTwo.", "One.\nTwo."),
        ("One.\n\t*\n\t* *\nTwo.", "One.\nTwo."),
    ],
)
def test_furniture_of_an_export_is_taken_out(printed, left):
    assert _clean(printed).text == left


@pytest.mark.parametrize(
    "words",
    [
        "Urges States to “Please recycle” paper;",
        "in 2045, 4 States acted",
        "1.\tUrges States to act;".replace("\t", " "),
        "the period 2045–2046",
        "a state-of-the-art tool",
        "under item 3/12 of the list",
        "70th plenary meeting",
        "4.5 per cent",
    ],
)
def test_words_that_look_like_furniture_stay(words):
    assert _clean(words).text == words


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("a\tb", "a b"),
        ("  a \t b  ", "a b"),
        ("a\r\nb\r\n", "a\nb"),
        ("a\n\n\n \t\nb", "a\nb"),
        ("a \n b", "a\nb"),
        ("a\u00a0b", "a b"),
        ("a\u2003b", "a b"),
        ("a\u2028b", "a\nb"),
        ("a\fb", "a\nb"),
        ("soft\u00adly", "softly"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ufeffa", "a"),
        ("Co\u0302te d’Ivoire", "Côte d’Ivoire"),
        ("\n \t\n", ""),
        ("", ""),
    ],
)
def test_blanks_are_single_and_letters_composed(printed, left):
    assert _clean(printed).text == left


def test_heads_of_the_pages_are_taken_out():
    document = _clean(
        "90/1.\tInvention of peaceful\tthings\n\tThe General Assembly,\n\t1.\tUrges States to act.\n\n"
        "A/RES/90/1Invention of peaceful \nthings\n\nInvention of peaceful \nthingsA/RES/90/1\n"
    )
    assert document.text == "90/1. Invention of peaceful things\nThe General Assembly,\n1. Urges States to act."


@pytest.mark.parametrize(
    "block",
    ["Invention of another kind\nA/RES/90/1", "A/RES/90/1", "Invention"],
    ids=["other-words", "symbol-alone", "without-symbol"],
)
def test_a_block_that_is_no_head_of_a_page_stays(block):
    document = _clean(f"90/1.\tInvention\n\tThe General Assembly,\n\n{block}\n")
    assert document.text.endswith(block)


# ── Footnotes ────────────────────────────────────────────────────────────────────────────────────────────────────────

_NOTES = "\n\n1 Resolution 90/9.\n2 United Nations, Treaty Series, vol. 9999.\n"


@pytest.mark.parametrize(
    ("printed", "words", "numbers"),
    [
        ("1.\tRecalls the Strategy1 and the Plan;2", "1. Recalls the Strategy and the Plan;", ["1", "2"]),
        ("1.\tRecalls the “Strategy”1 again;", "1. Recalls the “Strategy” again;", ["1"]),
        ("1.\tRecalls the Strategy,1 and acts;", "1. Recalls the Strategy, and acts;", ["1"]),
        ("1.\tRecalls the Plan (as revised)2 again;", "1. Recalls the Plan (as revised) again;", ["2"]),
        ("1.\tRecalls the Plan (as revised),2 again;", "1. Recalls the Plan (as revised), again;", ["2"]),
        ("1.\tRecalls the year 2020,1", "1. Recalls the year 2020,", ["1"]),
        ("1.\tRecalls the Plan1 and again the Plan;1", "1. Recalls the Plan and again the Plan;", ["1", "1"]),
    ],
    ids=["two", "quoted", "comma", "bracket", "bracket-and-comma", "year-and-comma", "twice"],
)  # fmt: skip
def test_marks_are_out_of_the_words_and_told(printed, words, numbers):
    document = _clean(printed + _NOTES)
    assert document.text.partition("\n")[0] == words
    assert [mark.number for mark in document.marks] == numbers


@pytest.mark.parametrize(
    "words",
    [
        "1. Recalls resolution 90/1;",
        "1. Recalls the target of 2 per cent;",
        pytest.param(
            "1. Recalls document A/90/L.1;",
        ),
        "1. Recalls Agenda 21 and item 1 (a);",
        pytest.param(
            "1. Recalls the H1N1 virus;",
        ),
        "1. Recalls COVID-2 again;",
        "1. Recalls the form K12;",
    ],
)
def test_numbers_that_are_no_marks_stay(words):
    document = _clean(words + _NOTES)
    assert document.text.partition("\n")[0] == words
    assert document.marks == ()


def test_without_footnotes_there_are_no_marks():
    document = _clean("1.\tRecalls the Strategy1 again;")
    assert (document.text, document.marks, document.footnotes) == ("1. Recalls the Strategy1 again;", (), ())


def test_a_mark_stands_where_it_stood():
    document = _clean("1.\tRecalls the Strategy1 and the Plan;2 again\n\n1 Resolution 90/9.\n2 Resolution 90/8.")
    assert [document.text[: mark.at].rpartition(" ")[2] for mark in document.marks] == ["Strategy", "Plan;"]


def test_footnotes_are_found_after_the_last_number():
    document = _clean("1.\tUrges States to act;1\n\n1 Resolution 90/9.\n** Reissued.")
    assert [document.words(span) for span in document.footnotes] == ["1 Resolution 90/9.", "** Reissued."]


@pytest.mark.parametrize("line", ["18 December 2045", "1 October 2045", "3 of the members"])
def test_a_date_is_no_footnote(line):
    assert _clean(f"1.\tUrges States to act.\n{line}").footnotes == ()


# ── The way back ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("printed", "words", "place"),
    [
        ("\t1.\tUrges  States", "Urges States", "Urges  States"),
        ("[DU1]A <<ODS JOB NO>>N45<<ODS JOB NO>>", "N45", "N45"),
        ("1.\tthe Strategy1 and\n\n1 Resolution 90/9.", "Strategy and", "Strategy1 and"),
        ("Co\u0302te d’Ivoire", "te d’Ivoire", "te d’Ivoire"),
        ("1.\tthe \r\n Plan", "the\nPlan", "the \r\n Plan"),
    ],
)
def test_words_lead_back_to_print(printed, words, place):
    document = _clean(printed)
    start = document.text.index(words)
    back = document.printed(Span(start, start + len(words)))
    assert printed[back.start : back.end] == place


def test_no_words_lead_back_to_one_place():
    document = _clean("\t a b ")
    assert document.printed(Span(2, 2)) == Span(4, 4)
    assert document.printed(Span(3, 3)) == Span(6, 6)


def test_a_composed_letter_leads_back_to_all_that_was_printed_for_it():
    document = _clean("the Co\u0302")
    assert document.printed(Span(0, 6)) == Span(0, 7)


def test_lines_are_the_printed_paragraphs():
    document = _clean("\tOne\n\n\t1.\tTwo\n")
    assert [document.words(line) for line in document.lines()] == ["One", "1. Two"]
    assert [document.indent(line.start) for line in document.lines()] == [1, 1]


def test_the_digest_is_that_of_the_text():
    assert _clean("a\tb").digest == _clean("[DU1]a b\n").digest != _clean("a c").digest


# ── What always holds ────────────────────────────────────────────────────────────────────────────────────────────────

_PIECES = st.sampled_from(
    [
        "[DU1]", "<<ODS JOB NO>>", "N4512345E", "<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>", "_____", "4\n", "\n3/4\n",
        "\t*\n", "*4512345*", "Please recycle ", "45-12345 (E)\n", "\n1 Resolution 90/9.", "Strategy1",
        "\t1.\tUrges States", "\n\n",
        "\r\n", " \t ", "A/RES/90/1", "The General Assembly,", "\n2 Ibid.\n", ";1", "\u0301", "\u00ad", "e",
        "\u200b", "\x85", "\u2028", "\u00a0", "\x1c", "\x0b", "\ufeff", "“Plan”2",
    ]
)  # fmt: skip


def _is_composed(raw: str) -> bool:
    """Whether no letter of these characters has its accent printed apart, however near furniture stands to it."""
    return unicodedata.is_normalized("NFC", raw) and not any(unicodedata.combining(c) for c in raw)


_RAW = st.one_of(st.lists(_PIECES, max_size=30).map("".join), st.text(max_size=60))


@example("two \u00ad blanks")
@example("\u200b one")
@example("a\n\u200b\nblank line")
@settings(max_examples=300, deadline=None)
@given(_RAW)
def test_clean_never_refuses_and_leaves_single_blanks(raw):
    text = _clean(raw).text
    assert "\t" not in text
    assert "  " not in text
    assert "\n\n" not in text
    assert " \n" not in text
    assert "\n " not in text
    assert text == text.strip()


@example("Strategy1\u0301\n1 Resolution 90/9.")
@example("\u212b")
@settings(max_examples=300, deadline=None)
@given(_RAW)
def test_the_text_is_composed(raw):
    assert unicodedata.is_normalized("NFC", _clean(raw).text)


@settings(max_examples=300, deadline=None)
@given(_RAW)
def test_every_character_stood_somewhere_in_order(raw):
    document = _clean(raw)
    places = [document.origin[at] for at in range(len(document.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(raw) for place in places)


@settings(max_examples=300, deadline=None)
@given(_RAW)
def test_every_character_is_the_one_printed(raw):
    assume(_is_composed(raw))
    document = _clean(raw)
    for at, character in enumerate(document.text):
        assert character in " \n" or raw[document.origin[at]] == character


@settings(max_examples=200, deadline=None)
@given(_RAW, st.data())
def test_any_words_lead_back_to_where_they_begin_and_end(raw, data):
    assume(_is_composed(raw))
    document = _clean(raw)
    assume(document.text)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    back = document.printed(Span(start, end))
    letters = [c for c in document.text[start:end] if c not in " \n"]
    printed = iter(raw[back.start : back.end])
    assert all(c in printed for c in letters)
    assert not letters or document.text[start] in " \n" or raw[back.start] == letters[0]


@settings(max_examples=200, deadline=None)
@given(_RAW)
def test_marks_and_footnotes_stand_in_the_text(raw):
    document = _clean(raw)
    assert all(0 <= mark.at <= len(document.text) for mark in document.marks)
    lines = list(document.lines())
    assert all(footnote in lines for footnote in document.footnotes)


@given(st.text())
@example("İstanbul")
def test_a_text_in_small_letters_keeps_the_place_of_every_character(text):
    small = in_small_letters(text)
    assert len(small) == len(text)
    assert all(small[at] in (text[at].lower(), "i") for at in range(len(text)))

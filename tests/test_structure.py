"""Structure: how lines become paragraphs, and by which labels they are cited."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandategraph import home
from mandategraph.document import clean
from mandategraph.knowledge import load
from mandategraph.structure import Kind, Structure, divide

KNOWLEDGE = load(home.KNOWLEDGE)


def _divided(text: str) -> Structure:
    return divide(clean(text, KNOWLEDGE.cleaning), KNOWLEDGE.lexicon.opens)


def _body(*lines: str) -> Structure:
    """A resolution whose enacting words stand before these lines."""
    return _divided("\n".join(["The General Assembly,", *lines]))


def _labels(structure: Structure, *kinds: Kind) -> list[str]:
    return [p.label for p in structure.of(*(kinds or (Kind.PREAMBULAR, Kind.OPERATIVE)))]


# ── Numbering ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        ("1. 2. 3.", "1 2 3"),
        ("1. (a) (b) 2. (a)", "1 1(a) 1(b) 2 2(a)"),
        ("1. (a) (i) (ii) (b) (i)", "1 1(a) 1(a)(i) 1(a)(ii) 1(b) 1(b)(i)"),
        ("1. (i) (ii) (iii)", "1 1(i) 1(ii) 1(iii)"),
        (
            "1. (a) (b) (c) (d) (e) (f) (g) (h) (i) (j)",
            "1 1(a) 1(b) 1(c) 1(d) 1(e) 1(f) 1(g) 1(h) 1(i) 1(j)",
        ),
        (
            "1. (a) (b) (c) (d) (e) (f) (g) (h) (i) (ii) (i)",
            "1 1(a) 1(b) 1(c) 1(d) 1(e) 1(f) 1(g) 1(h) 1(i) 1(i)(ii) 1(i)(i)",
        ),
        ("1. (a) (i) (ii) (iii) (iv) (v) (b)", "1 1(a) 1(a)(i) 1(a)(ii) 1(a)(iii) 1(a)(iv) 1(a)(v) 1(b)"),
        ("1. (a) (1) (2) (b)", "1 1(a) 1(a)(1) 1(a)(2) 1(b)"),
        ("1. a. b. c. 2.", "1 1a 1b 1c 2"),
        ("1. (a) a. b. (b)", "1 1(a) 1(a)a 1(a)b 1(b)"),
        ("1. • • 2.", "1 1(1) 1(2) 2"),
        ("5. 6.", "5 6"),
        ("1. 2. 4. 5.", "1 2 4 5"),
    ],
)
def test_numbers_make_labels(numbers, labels):
    structure = _body(*(f"\t{number}\tUrges States to act;" for number in numbers.split()))
    found = _labels(structure, Kind.OPERATIVE)
    if "(ii) (i)" in numbers:
        found = found[:-2] + labels.split()[-2:]  # a list that goes back is told by its gap only
    assert found == labels.split()


def test_letters_go_on_after_z():
    letters = [f"({chr(code)})" for code in range(ord("a"), ord("z") + 1)] + ["(aa)", "(bb)", "(cc)"]
    structure = _body("\t1.\tUrges States:", *(f"\t{letter}\tTo act;" for letter in letters))
    assert _labels(structure, Kind.OPERATIVE) == ["1", *(f"1{letter}" for letter in letters)]
    assert not any(p.gap for p in structure.paragraphs)


@pytest.mark.parametrize(
    ("letter", "below"),
    [("(v)", "(iv)"), ("(x)", "(ix)")],
)
def test_a_letter_that_is_a_roman_number_too_goes_where_it_is_the_next(letter, below):
    romans = ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)", "(vii)", "(viii)", "(ix)", "(x)"]
    numbers = ["(a)", *romans[: romans.index(below) + 1], letter, "(b)"]
    structure = _body("\t1.\tUrges States:", *(f"\t{number}\tTo act;" for number in numbers))
    assert _labels(structure)[-2:] == [f"1(a){letter}", "1(b)"]
    assert not any(p.gap for p in structure.paragraphs)


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ("1. 2. 3.", []),
        ("1. 3. 4.", ["3"]),
        ("2. 3.", ["2"]),
        ("1. 1.", ["1"]),
        ("1. (a) (c)", ["1(c)"]),
        ("1. (b)", ["1(b)"]),
        ("1. (a) 2. (a)", []),
        ("1. (a) (i) (iii)", ["1(a)(iii)"]),
    ],
)
def test_a_number_that_does_not_follow_is_a_gap(numbers, gaps):
    structure = _body(*(f"\t{number}\tUrges States to act;" for number in numbers.split()))
    assert [p.label for p in structure.paragraphs if p.gap] == gaps


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        ("1. (a) (i)", "para_1 para_1__point_a para_1__point_a__point_i"),
        ("3. a.", "para_3 para_3__point_a"),
        ("1. •", "para_1 para_1__point_1"),
    ],
)
def test_a_paragraph_is_named_by_its_place(numbers, names):
    structure = _body(*(f"\t{number}\tUrges States to act;" for number in numbers.split()))
    paragraphs = list(structure.of(Kind.OPERATIVE))
    assert [p.name for p in paragraphs] == names.split()
    assert [p.parent for p in paragraphs] == [None, *names.split()[:-1]]


def test_the_words_of_a_paragraph_leave_its_number_out():
    structure = _body("\t1.\tUrges States:", "\t(a)\tTo act;", "\t(i) At once;")
    assert [structure.words(p) for p in structure.of(Kind.OPERATIVE)] == ["Urges States:", "To act;", "At once;"]


def test_a_paragraph_knows_its_parts_and_theirs():
    structure = _body("\t1.\tUrges States:", "\t(a)\tTo act:", "\t(i)\tAt once;", "\t2.\tNotes it.", "\t(a)\tAlso.")
    one = next(p for p in structure.paragraphs if p.label == "1")
    assert [p.label for p in structure.under(one)] == ["1(a)", "1(a)(i)"]


def test_paragraph_one_has_no_parts_of_paragraph_ten():
    structure = _body(*(f"\t{n}.\tUrges States:" for n in range(1, 11)), "\t(a)\tTo act;")
    assert structure.under(next(p for p in structure.paragraphs if p.label == "1")) == ()


# ── Preamble and operative paragraphs ────────────────────────────────────────────────────────────────────────────────


def test_preambular_paragraphs_are_counted():
    structure = _body("\tRecalling its resolutions,", "\tNoting with concern the delay,", "\t1.\tUrges States to act.")
    assert _labels(structure) == ["pp1", "pp2", "1"]
    assert [p.name for p in structure.of(Kind.PREAMBULAR)] == ["preamble__p_1", "preamble__p_2"]


@pytest.mark.parametrize(
    "words",
    [
        "Urges States to act;",
        "Also requests the Secretary-General to report;",
        "Decides to remain seized of the matter.",
        "In this regard, calls upon States to act;",
        "Takes note of the report;",
    ],
)
def test_an_operative_verb_opens_an_operative_paragraph_without_a_number(words):
    structure = _body("\tRecalling its resolutions,", f"\t{words}", "\tAnother without a verb.")
    assert _labels(structure) == ["pp1", "op1", "op2"]


@pytest.mark.parametrize(
    "words",
    [
        "Recalling its resolutions,",
        "Deeply concerned at the delay,",
        "Having considered the report,",
        "Convinced that peace is possible,",
        "Conscious of the need to act,",
        "Mindful of its responsibilities,",
        "Acting under Chapter VII of the Charter of the United Nations,",
    ],
)
def test_a_participle_or_an_adjective_opens_a_preambular_paragraph(words):
    assert _labels(_body(f"\t{words}", "\t1.\tUrges States to act.")) == ["pp1", "1"]


def test_points_of_the_preamble_belong_to_their_paragraph():
    structure = _body(
        "\tRecalling:", "\t(a)\tIts resolutions,", "\t(b)\tIts decisions,", "\tNoting the delay,", "\t1.\tUrges it."
    )
    assert _labels(structure) == ["pp1", "pp1(a)", "pp1(b)", "pp2", "1"]
    assert [p.parent for p in structure.of(Kind.PREAMBULAR)] == [None, "preamble__p_1", "preamble__p_1", None]
    assert {p.kind for p in structure.paragraphs if p.label.startswith("pp")} == {Kind.PREAMBULAR}


@pytest.mark.parametrize(
    "heading", ["I", "II.", "A", "B.", "Section III", "Part 2", pytest.param("PART IV", id="capitals")]
)
def test_a_heading_does_not_disturb_the_numbers(heading):
    structure = _body("\t1.\tUrges States to act;", f"\t{heading}", "\t2.\tNotes the report.")
    assert [p.kind for p in structure.paragraphs][1:] == [Kind.OPERATIVE, Kind.HEADING, Kind.OPERATIVE]
    assert _labels(structure) == ["1", "2"]


@pytest.mark.parametrize(
    "lines",
    [
        ("\tI", "\t1.\tUrges States to act;", "\tII", "\t1.\tNotes the report."),
        ("\t1.\tUrges States to act;", "\t1.\tNotes the report."),
    ],
    ids=["sections", "misprint"],
)
def test_no_two_paragraphs_share_a_name(lines):
    names = [p.name for p in _body(*lines).paragraphs]
    assert sorted(set(names)) == sorted(names)


def test_headings_are_counted():
    structure = _body("\tI", "\t1.\tUrges States to act;", "\tII", "\t2.\tNotes the report.")
    assert [p.name for p in structure.of(Kind.HEADING)] == ["heading_1", "heading_2"]


# ── Before and after ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "enacting",
    [
        "The General Assembly,",
        "The Security Council,",
        "The Economic and Social Council,",
        "The Human Rights Council,",
        "The General Assembly",
        "The Security Council:",
    ],
)
def test_the_enacting_words_end_the_front(enacting):
    structure = _divided(f"90/1.\tInvention\n\t{enacting}\n\tRecalling its resolutions,\n\t1.\tUrges it.")
    assert [p.kind.value for p in structure.paragraphs] == ["front", "front", "preambular", "operative"]


def test_a_text_without_enacting_words_is_all_front():
    structure = _divided("Letter dated 1 October 2045\n1. Please find enclosed a copy.\n(a) One.\nYours,")
    assert {p.kind for p in structure.paragraphs} == {Kind.FRONT}
    assert [p.name for p in structure.paragraphs] == [f"front_{n}" for n in range(1, 5)]


def test_no_text_has_no_paragraphs():
    assert _divided("").paragraphs == ()


@pytest.mark.parametrize(
    "signature",
    [
        "70th plenary meeting",
        "4501st meeting",
        "2nd (closing) plenary meeting",
        "[Adopted without a vote.]",
        "Adopted unanimously at the 8116th meeting.",
        "[Adopted by a recorded vote of 29 to 14, with 4 abstentions.]",
        "Resolution adopted by a recorded vote of 120 to 2",
    ],
)
def test_meeting_and_vote_end_the_resolution(signature):
    structure = _body("\t1.\tUrges States to act.", signature, "1 October 2045")
    assert [p.kind.value for p in structure.paragraphs] == ["front", "operative", "back", "back"]
    assert [p.label for p in structure.of(Kind.BACK)] == ["back", "back"]


def test_an_annex_numbers_apart():
    structure = _body(
        "\t1.\tAdopts the principles annexed hereto.",
        "1st plenary meeting",
        "Annex",
        "Principles",
        "1.\tEach State shall act.",
        "(a)\tAt once;",
    )
    assert _labels(structure, Kind.OPERATIVE) == ["1"]
    assert [p.name for p in structure.of(Kind.ANNEX)] == [f"annex_1__p_{n}" for n in range(1, 5)]
    assert not any(p.gap for p in structure.paragraphs)


def test_an_annex_follows_without_a_signature():
    structure = _body("\t1.\tAdopts the rules.", "Annex I", "1.\tEach State shall act.")
    assert [p.kind.value for p in structure.paragraphs] == ["front", "operative", "annex", "annex"]


def test_each_annex_counts_its_lines_from_one():
    structure = _body("\t1.\tAdopts the rules.", "Annex I", "One.", "Annex II", "Two.")
    names = [p.name for p in structure.of(Kind.ANNEX)]
    assert names == ["annex_1__p_1", "annex_1__p_2", "annex_2__p_1", "annex_2__p_2"]


def test_a_masthead_printed_after_the_text_is_front_matter():
    structure = _body("\t1.\tUrges States to act.", "1st plenary meeting", "N4512345", "A/RES/90/1", "Agenda item 7")
    assert [p.kind.value for p in structure.paragraphs] == ["front", "operative", "back", "front", "front", "front"]


def test_a_footnote_is_a_paragraph_and_knows_where_it_is_marked():
    structure = _body(
        "\tRecalling the Convention,1",
        "\t1.\tUrges States to ratify the Convention1 and the Protocol;2",
        "\t2.\tNotes the report.",
        "1 United Nations, Treaty Series, vol. 9999.",
        "2 Resolution 90/5, annex.",
    )
    assert [(p.name, structure.words(p)) for p in structure.of(Kind.FOOTNOTE)] == [
        ("footnote_1", "United Nations, Treaty Series, vol. 9999."),
        ("footnote_2", "Resolution 90/5, annex."),
    ]
    assert structure.footnotes == (("preamble__p_1", "footnote_1"), ("para_1", "footnote_1"), ("para_1", "footnote_2"))


def test_a_footnote_marked_with_a_star_has_a_name_without_one():
    structure = _body("\t1.\tUrges States to ratify the Convention.*", "* Reissued for technical reasons.")
    assert [p.name for p in structure.of(Kind.FOOTNOTE)] == ["footnote_star"]


# ── What always holds ────────────────────────────────────────────────────────────────────────────────────────────────

_LINES = st.sampled_from(
    [
        "The General Assembly,", "The Security Council,", "Recalling its resolution 90/1,", "1.\tUrges States to act;1",
        "2.\tRequests the Secretary-General:", "(a)\tTo report;", "(i)\tAt once;", "(b)\tTo act;", "(aa)\tTo wait;",
        "a.\tOne", "•\tAnother", "– A third", "Urges States to act;", "7..\tOdd", "5a..\tOdder", "(xlviii)\tRoman", "I",
        "Section 2", "70th plenary meeting", "[Adopted without a vote.]", "Annex", "Annex IV", "A/RES/90/1", "4", "3/4",
        "1 Resolution 90/7.", "* Reissued.", "N1234567", "United NationsA/RES/90/1Distr.: General", "", "(z)", "1.",
    ]
)  # fmt: skip
_TEXTS = st.one_of(st.lists(_LINES, max_size=25).map("\n".join), st.text(max_size=80))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_paragraphs_are_in_order_and_none_overlaps_another(text):
    spans = [p.span for p in _divided(text).paragraphs]
    assert all(span.start <= span.end for span in spans)
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_every_character_is_in_a_paragraph_or_is_a_printed_number(text):
    structure = _divided(text)
    at = 0
    for paragraph in structure.paragraphs:
        outside = structure.document.text[at : paragraph.span.start]
        number = outside.strip().strip("().*•–—-")
        assert len(number.split()) <= 1
        assert len(number) <= len("xxxviii")
        at = paragraph.span.end
    assert structure.document.text[at:].strip() == ""


@settings(max_examples=150, deadline=None)
@given(_TEXTS)
def test_a_part_has_its_whole_before_it(text):
    seen = set()
    for paragraph in _divided(text).paragraphs:
        assert paragraph.parent is None or paragraph.parent in seen or paragraph.parent == "para_0"
        seen.add(paragraph.name)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=25).map("\n".join))
def test_only_repeated_numbers_share_a_name(text):
    structure = _divided(text)
    names = [p.name for p in structure.paragraphs]
    repeated = {name for name in names if names.count(name) > 1}
    gaps = {p.name for p in structure.paragraphs if p.gap}
    roots = {name.partition("__")[0] for name in gaps}
    assert {name for name in repeated if name.partition("__")[0] not in roots and "footnote" not in name} == set()


@pytest.mark.parametrize("word", ["see", "abcd", "or", "xvx", "note"])
def test_a_word_in_brackets_is_no_number(knowledge, word):
    structure = divide(clean(f"The General Assembly,\n1.\tActs;\n({word}) Words;\n", ()), knowledge.lexicon.opens)
    assert [p.label for p in structure.of(Kind.OPERATIVE)] == ["1", "op1"]


@pytest.mark.parametrize("number", ["xviii", "xxxviii", "xlix"])
def test_long_roman_numbers_are_read(knowledge, number):
    structure = divide(clean(f"The General Assembly,\n1.\tActs:\n({number}) Words;\n", ()), knowledge.lexicon.opens)
    assert [p.label for p in structure.of(Kind.OPERATIVE)] == ["1", f"1({number})"]


def test_a_number_in_brackets_may_touch_its_words(knowledge):
    structure = divide(clean("The General Assembly,\n1.\tActs:\n(a)Words;\n(b) More;\n", ()), knowledge.lexicon.opens)
    assert [(p.label, structure.words(p)) for p in structure.of(Kind.OPERATIVE)][1:] == [
        ("1(a)", "Words;"),
        ("1(b)", "More;"),
    ]


def test_a_number_whose_point_is_misplaced_is_a_slip_where_it_is_the_next_and_an_act_follows():
    structure = _body("\t1.\tUrges States to act;", "\t2 .Urges States to act;", "\t9 .Urges them;", "\t3 .The States;")
    assert _labels(structure, Kind.OPERATIVE) == ["1", "2", "op1", "op2"]

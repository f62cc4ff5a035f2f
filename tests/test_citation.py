"""Citations: numbers in sentences, and the documents that they name."""

import pytest

from mandategraph import home
from mandategraph.citation import Citations
from mandategraph.knowledge import load
from mandategraph.structure import Kind

CITATIONS: Citations = load(home.KNOWLEDGE).citations


def _cited(words: str, organ: str | None = "general-assembly") -> list[str]:
    """The documents cited, in the order of the sentence."""
    return [str(cited.symbol) for cited in CITATIONS.find(words, organ)]


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("Recalling its resolution 80/1,", ["A/RES/80/1"]),
        ("Recalling its resolutions 80/1, 80/2 and 81/3,", ["A/RES/80/1", "A/RES/80/2", "A/RES/81/3"]),
        (
            "Recalling its resolutions 80/1 of 2 October 2025 and 81/3 of 5 December 2026,",
            ["A/RES/80/1", "A/RES/81/3"],
        ),
        (
            ("Recalling its resolutions 80/1 of 2 October 2025, entitled “The future of 2030”, 80/2, by which it"
            " established the Council, and 81/3,"),
            ["A/RES/80/1", "A/RES/80/2", "A/RES/81/3"],
        ),
        (
            "Recalling resolution 80/1, paragraph 12, and resolution 81/3, annex,",
            ["A/RES/80/1", "A/RES/81/3"],
        ),
        ("Recalling its resolution 80/1 and its decisions 80/501 and 80/502,", ["A/RES/80/1", "A/DEC/80/501", "A/DEC/80/502"]),
        (
            "Recalling resolutions 80/1 on peace and security, 80/2 on education and 80/3 on water,",
            ["A/RES/80/1", "A/RES/80/2", "A/RES/80/3"],
        ),
        ("Recalling its resolutions 80/1 to 80/5,", ["A/RES/80/1", "A/RES/80/5"]),
        (
            "Recalling its resolutions 80/1–80/5,",
            ["A/RES/80/1", "A/RES/80/5"]),
        ("Recalling its resolution 80/1, as well as resolution 80/1,", ["A/RES/80/1", "A/RES/80/1"]),
        ("RESOLUTION 80/1", ["A/RES/80/1"]),
    ],
)  # fmt: skip
def test_each_number_of_a_list_is_a_document(words, cited):
    assert _cited(words) == cited


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("Recalling its resolutions 52/12 A and B,", ["A/RES/52/12A", "A/RES/52/12B"]),
        ("Recalling its resolutions 52/12 A and B and 53/5,", ["A/RES/52/12A", "A/RES/52/12B", "A/RES/53/5"]),
        ("Recalling its resolution 52/12 B of 19 December 1997,", ["A/RES/52/12B"]),
        ("Recalling its resolution 52/12 A to C,", ["A/RES/52/12A", "A/RES/52/12B", "A/RES/52/12C"]),
        ("Recalling its resolutions 52/12 A, B and C,", ["A/RES/52/12A", "A/RES/52/12B", "A/RES/52/12C"]),
        ("Recalling its resolution 52/12 A–C,", ["A/RES/52/12A", "A/RES/52/12B", "A/RES/52/12C"]),
        ("Recalling its resolution 217 A (III) of 10 December 1948,", ["A/RES/217(III)A"]),
        ("Recalling its resolutions 2625 (XXV) and 3201 (S-VI),", ["A/RES/2625(XXV)", "A/RES/3201(S-VI)"]),
        (
            "Takes note of resolution GC(70)/RES/10, comprising GC(70)/RES/10 A, entitled “Fog”, and GC(70)/RES/10 B;",
            ["GC(70)/RES/10", "GC(70)/RES/10A", "GC(70)/RES/10B"],
        ),
        (
            "As set out in paragraph 3 of its resolution 2900 (2044), and in paragraph 4 (a) of 2901 (2044), it acts;",
            ["S/RES/2900(2044)", "S/RES/2901(2044)"],
        ),
        ("Recalling its resolutions S-30/1 and ES-11/4,", ["A/RES/S-30/1", "A/RES/ES-11/4"]),
        ("Recalling Economic and Social Council resolution 663 C (XXIV),", ["E/RES/663(XXIV)C"]),
        ("Recalling its decision 64/501 A and B,", ["A/DEC/64/501A", "A/DEC/64/501B"]),
    ],
)
def test_letters_and_older_sessions_are_kept(words, cited):
    assert _cited(words) == cited


# ── Bodies ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "organ", "cited"),
    [
        ("Recalling its resolution 80/1,", "general-assembly", ["A/RES/80/1"]),
        ("Recalling its resolution 20/12,", "human-rights-council", ["A/HRC/RES/20/12"]),
        ("Recalling its resolution 2025/12,", "economic-and-social-council", ["E/RES/2025/12"]),
        ("Recalling its resolution 1373 (2001),", "security-council", ["S/RES/1373(2001)"]),
        ("Recalling General Assembly resolution 80/1,", "human-rights-council", ["A/RES/80/1"]),
        ("Recalling Assembly resolution 80/1,", "economic-and-social-council", ["A/RES/80/1"]),
        ("Recalling Human Rights Council resolutions 20/12 and S-9/1,", "general-assembly", ["A/HRC/RES/20/12", "A/HRC/RES/S-9/1"]),
        ("Recalling Human Rights Council decision 2/102,", "general-assembly", ["A/HRC/DEC/2/102"]),
        ("Recalling Council resolution 2025/12,", "general-assembly", ["E/RES/2025/12"]),
        ("Recalling Council resolution 20/12,", "human-rights-council", ["A/HRC/RES/20/12"]),
        ("Recalling Council resolution 1373 (2001),", "general-assembly", ["S/RES/1373(2001)"]),
        ("Recalling Economic and Social Council decision 2025/239,", "general-assembly", ["E/DEC/2025/239"]),
        ("Recalling Security Council resolutions 1373 (2001) and 1540 (2004),", "general-assembly", ["S/RES/1373(2001)", "S/RES/1540(2004)"]),
        ("Recalling resolutions 1267 (1999), 1333 (2000) and 1390 (2002),", "security-council", ["S/RES/1267(1999)", "S/RES/1333(2000)", "S/RES/1390(2002)"]),
        ("Recalling Security Council resolutions 1267 and 1989,", "general-assembly", ["S/RES/1267(1999)", "S/RES/1989(2011)"]),
        ("Recalling its relevant previous resolutions 80/1 and 80/2,", "general-assembly", ["A/RES/80/1", "A/RES/80/2"]),
        ("Recalling the Assembly’s resolution 80/1,", "human-rights-council", ["A/RES/80/1"]),
        (
            "Recalling Security Council resolution 1373 (2001) and its own resolution 80/1,",
            "general-assembly",
            ["S/RES/1373(2001)", "A/RES/80/1"],
        ),
        ("Recalling resolution 80/1 of the General Assembly,", "human-rights-council", ["A/RES/80/1"]),
        ("Recalling resolution 20/12 of 5 July 2012 of the Human Rights Council,", "general-assembly", ["A/HRC/RES/20/12"]),
        (
            "Welcomes the decision of the General Assembly in its resolution 80/1,",
            "human-rights-council",
            ["A/RES/80/1"],
        ),
    ],
)  # fmt: skip
def test_the_body_named_decides_and_else_the_one_that_speaks(words, organ, cited):
    assert _cited(words, organ) == cited


@pytest.mark.parametrize(
    ("words", "organ", "cited"),
    [
        (
            "Recalling the report to the Council, and resolution 54/7 of 11 October 2023,",
            "general-assembly",
            ["A/HRC/RES/54/7"],
        ),
        ("Recalling resolution 80/1 of 2 October 2025,", "human-rights-council", ["A/RES/80/1"]),
        (
            "Commends the Fifth Committee, and recalls paragraph 29 of its resolution 80/7 of 23 December 2025;",
            "general-assembly",
            ["A/RES/80/7"],
        ),
        (
            "Welcoming the adoption by the Commission on Ferries of resolution 72/7 of 19 May 2016,",
            "general-assembly",
            ["Commission on Ferries:72/7"],
        ),
        ("Recalling General Assembly resolution 80/1 of 3 May 1990,", "general-assembly", ["A/RES/80/1"]),
    ],
)
def test_a_date_tells_whose_number_it_is_where_nobody_is_named_beside_it(words, organ, cited):
    assert _cited(words, organ) == cited


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("Recalling its resolutions S-30/1 and ES-11/4,", ["A/RES/S-30/1", "A/RES/ES-11/4"]),
        ("Resolutions 52/14, sect. C; 55/22, sect. III; and 56/64 B.", ["A/RES/52/14", "A/RES/55/22", "A/RES/56/64B"]),
        ("Recalling resolutions 1267 (1999) 1989 (2011) and 2253 (2015),", ["S/RES/1267(1999)", "S/RES/1989(2011)", "S/RES/2253(2015)"]),
        ("Taking note of resolution 668 (XXI) adopted by the General Assembly of the World Ferry Organization,", ["General Assembly of the World Ferry Organization:668(XXI)"]),
        ("Noting the Commission, and resolution 80/1,", ["A/RES/80/1"]),
        ("Welcomes resolution No. 2013-3 of the island;", []),
        ("Welcomes those resolutions, 181 submissions and 20 replies;", []),
        ("Taking note of resolution 990 (LIV) on fog,", []),
    ],
)  # fmt: skip
def test_print_and_punctuation_make_no_difference_and_other_numbers_are_none(words, cited):
    assert _cited(words) == cited


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("Recalling Commission on Human Rights resolution 2000/12,", ["Commission on Human Rights:2000/12"]),
        (
            "Recalling resolution 6/1 of the Conference of the Parties to the Convention,",
            ["Conference of the Parties to the Convention:6/1"],
        ),
        ("Recalling decision 2/CP.23 of the Conference of the Parties,", ["Conference of the Parties:2/CP.23"]),
        (
            "Recalling the resolutions of the Commission on Human Rights, in particular resolution 2005/80,",
            ["Commission on Human Rights:2005/80"],
        ),
    ],
)
def test_documents_of_other_bodies_are_named_by_body_and_number(words, cited):
    assert _cited(words) == cited


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("Having considered the report of the Secretary-General (A/80/100),", ["A/80/100"]),
        ("Having considered the reports contained in documents A/80/100 and S/2025/7,", ["A/80/100", "S/2025/7"]),
        ("See A/RES/70/1.", ["A/RES/70/1"]),
        ("Taking note of document A/C.3/80/L.21/Rev.1,", ["A/C.3/80/L.21/Rev.1"]),
        ("Taking note of document E/2025/30/Add.1.", ["E/2025/30/Add.1"]),
        ("Taking note of A/80/100 and Add.1 and 2,", ["A/80/100", "A/80/100/Add.1", "A/80/100/Add.2"]),
        ("Taking note of E/2025/30 and Corr.1,", ["E/2025/30", "E/2025/30/Corr.1"]),
        ("See A/RES/80/100 and S/RES/1373 (2001).", ["A/RES/80/100", "S/RES/1373(2001)"]),
        ("[on the report of the Third Committee (A/80/457 and Corr.1)]", ["A/80/457", "A/80/457/Corr.1"]),
    ],
)
def test_a_symbol_in_full_is_kept(words, cited):
    assert _cited(words) == cited


@pytest.mark.parametrize(
    "words",
    [
        "Noting the events of 9/11 and services offered 24/7,",
        "Noting the biennium 2024/25 and the season 2025/26,",
        "Welcomes progress on items 3/5 and 4/5 of the list;",
        "Encourages States and/or organizations to act;",
        "Welcomes the programme on HIV/AIDS;",
        "Recalling its resolution of 10 December 1948,",
        "Reaffirming its resolutions on the matter adopted since 1990,",
        "Welcomes the resolution of 12 disputes and the decision of 3 States;",
        "Recalling the 2030 Agenda and its 17 Goals,",
        "Recalling the Declaration of 1514 on the matter,",
        "Notes that the resolution was supported by 120 members;",
        "Welcomes the adoption of resolutions by 20 of 30 members;",
    ],
)
def test_these_numbers_cite_nothing(words):
    assert _cited(words) == []


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        (
            "Recalling paragraph 5 of its resolution 80/1 and paragraphs 6 and 7 of resolution 81/2,",
            ["A/RES/80/1", "A/RES/81/2"],
        ),
        ("Recalling its resolution 80/1, in particular its paragraphs 17 to 19 and annex I,", ["A/RES/80/1"]),
        ("Recalling resolution 80/1, annex, sect. II, para. 3,", ["A/RES/80/1"]),
        ("Resolution 80/1, annex.", ["A/RES/80/1"]),
        ("Ibid., vol. 999, No. 14668; and resolution 80/1.", ["A/RES/80/1"]),
        ("See resolution 217 A (III), art. 5.", ["A/RES/217(III)A"]),
        (
            "Recalls section II of its resolution 80/1 and part 3 of Security Council resolution 1373 (2001);",
            ["A/RES/80/1", "S/RES/1373(2001)"],
        ),
        ("Recalling all its resolutions on the item, in particular 80/1 of 2 October 2025,", ["A/RES/80/1"]),
    ],
)
def test_paragraphs_and_annexes_pinned_down_are_no_documents(words, cited):
    assert _cited(words) == cited


def test_the_place_of_a_citation_is_its_number():
    words = "Recalling its resolutions 80/1, 52/12 A and B and Security Council resolution 1373 (2001),"
    found = CITATIONS.find(words, "general-assembly")
    places = {words[cited.span.start : cited.span.end] for cited in found}
    assert places == {"80/1", "52/12 A and B", "1373 (2001)"}


# ── In a document ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "function"),
    [
        ("Recalling its resolution 80/1,", "recalls"),
        ("Reaffirming its resolution 80/1,", "reaffirms"),
        ("Taking note of its resolution 80/1,", "takes-note-of"),
        ("Having considered the report (A/80/100),", "considers"),
        ("Welcoming its resolution 80/1,", "welcomes"),
        ("Endorsing its resolution 80/1,", "endorses"),
        ("Guided by its resolution 80/1,", "guided-by"),
        ("Noting that, in accordance with resolution 80/1, a fund was created,", "pursuant-to"),
        ("Recalling the plan, and welcoming its resolution 80/1,", "welcomes"),
        ("Recalling the office set up by the harbour council, and its resolution 80/1,", "recalls"),
        ("Recalling the report, in which it welcomed a plan, and its resolution 80/1,", "recalls"),
        ("Recalling the plan, adopted by the Assembly in its resolution 80/1,", "recalls"),
        ("Stressing the need for the full implementation of its resolution 80/1,", "pursuant-to"),
        ("Recalling the Committee established pursuant to paragraph 6 of resolution 80/1,", "pursuant-to"),
        ("Mindful of its resolution 80/1,", "bears-in-mind"),
        ("Convinced of its resolution 80/1,", "cites"),
    ],
)
def test_a_citation_is_for_what_is_said_last_before_it(resolution, words, function):
    (citation,) = resolution("Notes it;", preamble=(words,)).citations
    assert (citation.paragraph, citation.function) == ("preamble__p_1", function)


def test_what_introduces_a_list_introduces_all_of_it(resolution):
    words = "Recalling its resolutions 80/1 on measures pursuant to the plan, 80/2 and 80/3,"
    citations = resolution("Notes it;", preamble=(words,)).citations
    assert [c.function for c in citations] == ["recalls"] * 3


def test_its_own_symbol_is_no_citation(resolution):
    reading = resolution("Recalls resolution 90/1 and resolution 80/1;", number="90/1")
    assert [c.symbol for c in reading.citations] == ["A/RES/80/1"]


def test_citations_of_parts_stand_at_the_part(resolution):
    reading = resolution("Recalls:", "\t(a)\tIts resolution 80/1;", "\t(b)\tIts resolution 80/2.")
    assert [(c.paragraph, c.symbol) for c in reading.citations] == [
        ("para_1__point_a", "A/RES/80/1"),
        ("para_1__point_b", "A/RES/80/2"),
    ]


def test_each_citation_stands_in_its_paragraph(seed):
    spans = {p.name: p.span for p in seed.structure.paragraphs}
    for citation in seed.citations:
        assert (
            spans[citation.paragraph].start <= citation.span.start < citation.span.end <= spans[citation.paragraph].end
        )
    assert {p.kind for p in seed.structure.paragraphs if p.name in {c.paragraph for c in seed.citations}} == {
        Kind.FRONT,
        Kind.PREAMBULAR,
        Kind.OPERATIVE,
        Kind.FOOTNOTE,
    }


def test_the_council_adopted_this_number_in_that_year():
    assert [CITATIONS.year_of(n) for n in (1, 1267, 2734)] == [1946, 1999, 2024]
    assert CITATIONS.year_of(99999) is None

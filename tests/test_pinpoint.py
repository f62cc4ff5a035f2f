"""Pinpoints: the parts of documents that sentences cite."""

import pytest

from mandategraph import home
from mandategraph.knowledge import load

CITATIONS = load(home.KNOWLEDGE).citations


def _parts(words: str) -> list[tuple[str, ...] | None]:
    """The parts of each document that is cited."""
    found = CITATIONS.find(words, "general-assembly")
    return [cited.pinpoint.units if cited.pinpoint else None for cited in found]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Recalling paragraph 5 of its resolution 80/1,", [("para_5",)]),
        ("Recalling paragraphs 3 and 7 to 9 of its resolution 80/1,", [("para_3", "para_7", "para_8", "para_9")]),
        ("Recalling paragraphs 3, 4 and 12 (b) of resolution 80/1,", [("para_3", "para_4", "para_12__point_b")]),
        ("Recalling paragraph 4 (a) to (c) of General Assembly resolution 80/1,", [("para_4__point_a", "para_4__point_b", "para_4__point_c")]),
        ("Recalling paragraph 4 (a) (ii) of resolution 80/1,", [("para_4__point_a__point_ii",)]),
        ("Recalling section II of its resolution 80/1,", [("sec_II",)]),
        ("Recalling sections II and IV of its resolution 80/1,", [("sec_II", "sec_IV")]),
        ("Recalling paragraph 3 of section II of its resolution 80/1,", [("sec_II__para_3",)]),
        ("Bearing in mind the annex to its resolution 80/1,", [("annex_1",)]),
        ("Bearing in mind annexes I and III to its resolution 80/1,", [("annex_1", "annex_3")]),
        ("Recalling the third preambular paragraph of its resolution 80/1,", [("preamble__p_3",)]),
        ("Recalling paragraph 6 of Security Council resolution 1373 (2001),", [("para_6",)]),
        ("Recalling its resolution 80/1, in particular its paragraphs 17 to 19,", [("para_17", "para_18", "para_19")]),
        ("Recalling its resolution 80/1 of 2 October 2025, paragraph 12,", [("para_12",)]),
        ("See resolution 80/1, sect. II, para. 3.", [("sec_II__para_3",)]),
        ("See resolution 80/1, annex.", [("annex_1",)]),
        ("See A/80/12, para. 7.", [("para_7",)]),
        ("Recalling section II of its resolution 80/1, section I of its resolution 81/2,", [("sec_II",), ("sec_I",)]),
        ("Recalling paragraph 5 of its resolution 80/1 and paragraph 6 of resolution 81/2,", [("para_5",), ("para_6",)]),
    ],
)  # fmt: skip
def test_the_parts_named_beside_a_document_are_cited(words, parts):
    assert _parts(words) == parts


@pytest.mark.parametrize(
    "words",
    [
        "Recalling its resolution 80/1,",
        "Requests the Secretary-General to act on the annex to the present resolution and on resolution 80/1;",
        "Recalling paragraph 5 above and its resolution 80/1,",
        "Recalling article 12 of the Convention and its resolution 80/1,",
        "Recalling its resolution 80/1, paragraph 5 of which is a duty,",
        "Recalling its resolution 80/1 and welcoming paragraph 5 of the report,",
        "Recalling its resolution 80/1, the annexation of the island notwithstanding,",
    ],
)
def test_parts_of_something_else_are_no_parts_of_the_document(words):
    assert _parts(words) == [None]


def test_a_range_that_runs_backwards_or_too_far_keeps_its_ends_only():
    assert _parts("Recalling paragraphs 9 to 3 of resolution 80/1,") == [("para_9", "para_3")]
    assert _parts("Recalling paragraphs 3 to 900 of resolution 80/1,") == [("para_3", "para_900")]


def test_the_words_of_a_pinpoint_are_those_that_name_the_part(resolution):
    reading = resolution("Recalls paragraphs 3 and 4 of resolution 80/1;")
    (citation,) = reading.citations
    assert reading.structure.document.words(citation.pinpoint.span) == "paragraphs 3 and 4"

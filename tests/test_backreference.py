"""Back references: words that mean what was cited before."""

import pytest

from mandategraph.symbol import Symbol


def _meant(reading) -> list[tuple[str, ...]]:
    return [reference.symbols for reference in reading.back_references]


@pytest.mark.parametrize(
    ("words", "symbols"),
    [
        ("Recalling its resolution 80/1, and reaffirming that resolution,", ("A/RES/80/1",)),
        ("Recalling its resolution 80/1, and noting that, in the same resolution, it thanked the staff,", ("A/RES/80/1",)),
        ("Recalling its decision 80/501 and its resolution 80/1, and welcoming the said decision,", ("A/DEC/80/501",)),
        ("Recalling its resolutions 80/1 and 80/2, and noting that those resolutions are in force,", ("A/RES/80/1", "A/RES/80/2")),
        ("Recalling resolution 80/3 and resolutions 80/1 and 80/2, and welcoming these resolutions,", ("A/RES/80/1", "A/RES/80/2")),
        ("Recalling its resolution 80/2 and resolution 80/1, and noting the above-mentioned resolution,", ("A/RES/80/1",)),
        ("Recalling its resolutions 80/1 and 80/2, and noting the resolutions referred to above,", ("A/RES/80/1", "A/RES/80/2")),
    ],
)  # fmt: skip
def test_the_document_cited_last_is_meant(resolution, words, symbols):
    assert _meant(resolution("Notes it;", preamble=(words,))) == [symbols]


def test_a_document_of_the_paragraph_before_is_meant(resolution):
    reading = resolution("Notes it;", preamble=("Recalling its resolution 80/1,", "Noting that resolution,"))
    assert _meant(reading) == [(Symbol("A/RES/80/1"),)]
    assert reading.back_references[0].function == "takes-note-of"


@pytest.mark.parametrize(
    "words",
    [
        "Recalling its resolutions 80/1 and 80/2, and noting that resolution,",
        "Recalling its resolution 80/1, and noting those resolutions,",
        "Recalling its resolution 80/1, and noting that decision,",
        "Noting that resolution,",
    ],
)
def test_what_nothing_decides_is_a_doubt(resolution, words):
    reading = resolution("Notes it;", preamble=(words,))
    assert _meant(reading) == [()]
    assert [doubt.paragraph for doubt in reading.doubts if doubt.kind == "unresolved-reference"] == ["preamble__p_1"]


@pytest.mark.parametrize(
    "words",
    [
        "Recalling its resolution 80/1, and stressing that decisions must be just,",
        "Recalling its resolution 80/1, and stressing that resolution of disputes takes time,",
        "Recalling its resolution 80/1, and stressing that resolution 80/2 is in force,",
        "Recalling its resolution 80/1, and adopting the present resolution,",
        "Recalling its resolution 80/1 and that decision-making is slow,",
    ],
)
def test_these_words_mean_nothing_before(resolution, words):
    assert _meant(resolution("Notes it;", preamble=(words,))) == []


def test_no_back_reference_is_a_citation_by_number(resolution):
    reading = resolution("Recalls resolution 80/1;", "Applies that resolution.")
    assert [(c.paragraph, c.symbol) for c in reading.citations] == [("para_1", "A/RES/80/1")]
    assert [r.paragraph for r in reading.back_references] == ["para_2"]

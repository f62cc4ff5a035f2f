"""Preambles: each row is a preambular paragraph, the verb with which it opens and the words that tell it."""

import pytest


@pytest.mark.parametrize(
    ("words", "verb", "opening"),
    [
        ("Recalling its decision on wells,", "recalls", "Recalling"),
        ("Recalling also its decision on wells,", "recalls", "Recalling also"),
        ("Further noting with concern that wells run dry,", "notes", "Further noting"),
        ("Taking note with appreciation of the report,", "takes note", "Taking note"),
        ("Expressing its deep concern at the drought,", "expresses concern", "Expressing its deep concern"),
        ("Reiterating its call for wells,", "reiterates its call", "Reiterating its call"),
        ("Bearing in mind, in this regard, the rules,", "bears in mind", "Bearing in mind, in this regard"),
        ("Having considered the report of the Board,", "considers", "Having considered"),
        ("Having also heard the diggers,", "hears", "Having also heard"),
        ("Having regard to the rules,", "has regard", "Having regard"),
        ("Regretting the delay,", "regrets", "Regretting"),
        ("Deeply concerned that wells run dry,", "is concerned", "Deeply concerned"),
        ("Guided by the Charter,", "is guided", "Guided"),
        ("Being aware of the drought,", "is aware", "Being aware"),
        ("Mindful of the drought,", "is mindful", "Mindful"),
        ("Remaining seriously concerned at the drought,", "remains concerned", "Remaining seriously concerned"),
        ("Acting under Chapter VII of the Charter,", "acts", "Acting"),
        ("While welcoming the rain,", "welcomes", "While welcoming"),
        ("Re\u2011emphasizing the worth of wells,", "re-emphasizes", "Re-emphasizing"),
    ],
)
def test_a_preambular_paragraph_opens_with_a_verb(resolution, words, verb, opening):
    reading = resolution("Urges States to dig;", preamble=(words,))
    (ground,) = reading.grounds
    assert ground.phrase == verb
    assert reading.structure.document.words(ground.span) == opening
    assert ground.span.start == ground.paragraph.span.start


@pytest.mark.parametrize(
    "words",
    [
        "The wells of the region run dry,",
        "Thirsting for water,",
        "Having thirsted for water,",
        "Recallings of the past,",
    ],
)
def test_words_that_are_no_form_of_a_verb_known_are_in_doubt(resolution, words):
    reading = resolution("Urges States to dig;", preamble=("Recalling its decision,", words))
    assert [ground.paragraph.label for ground in reading.grounds] == ["pp1"]
    doubts = [(doubt.kind, doubt.paragraph) for doubt in reading.doubts if doubt.kind == "unknown-ground"]
    assert doubts == [("unknown-ground", "preamble__p_2")]


def test_a_part_of_a_preambular_paragraph_needs_no_verb(resolution):
    reading = resolution("Urges States to dig;", preamble=("Recalling:", "(a)\tThe drought;", "(b)\tThe rain;"))
    assert [ground.phrase for ground in reading.grounds] == ["recalls"]
    assert not any(doubt.kind == "unknown-ground" for doubt in reading.doubts)


def test_operative_paragraphs_give_no_grounds(resolution):
    assert resolution("Urges States to dig;", preamble=("Recalling its decision,",)).grounds[0].paragraph.label == "pp1"
    assert len(resolution("Urges States to dig;", preamble=("Recalling its decision,",)).grounds) == 1

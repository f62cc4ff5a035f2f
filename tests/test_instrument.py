"""Instruments: names in sentences, and the articles that are cited of them."""

import re

import pytest

from mandategraph import home
from mandategraph.instrument import Instruments
from mandategraph.knowledge import load
from mandategraph.symbol import symbol

INSTRUMENTS: Instruments = load(home.KNOWLEDGE).instruments
CHARTER, CHILD = "charter-of-the-united-nations", "convention-on-the-rights-of-the-child"
COVENANT, GOALS = "international-covenant-on-civil-and-political-rights", "sustainable-development-goals"


@pytest.fixture(scope="module")
def cited(resolution):
    """The instruments that a paragraph of the preamble cites, each with its parts."""

    def find(*preamble: str) -> list[tuple[str, tuple[str, ...]]]:
        found = resolution("Notes it;", preamble=preamble).instruments
        return [(one.instrument.id, one.pinpoint.units if one.pinpoint else ()) for one in found]

    return find


# ── What is known ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_instrument_is_found_by_each_of_its_strong_names(resolution):
    for instrument in INSTRUMENTS.by_id.values():
        for name in (instrument.name, *instrument.strong):
            found = resolution("Notes it;", preamble=(f"Recalling {name},",)).instruments
            assert instrument.id in {one.instrument.id for one in found}, name


def test_no_strong_name_means_two_instruments():
    names = [name for one in INSTRUMENTS.by_id.values() for name in (one.name, *one.strong)]
    assert sorted(names) == sorted(set(names))


def test_what_is_said_of_an_instrument_is_well_formed():
    for one in INSTRUMENTS.by_id.values():
        assert one.parent is None or one.parent in INSTRUMENTS.by_id, one.id
        assert one.adopted is None or re.fullmatch(r"\d{4}(-\d{2}){0,2}", one.adopted), one.id
        assert one.resolution is None or symbol(one.resolution) == one.resolution, one.id
        assert re.fullmatch(r"[a-z0-9-]+", one.id), one.id


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Guided by the Charter of the United Nations,", [(CHARTER, ())]),
        ("Guided by the Charter,", [(CHARTER, ())]),
        ("Recalling the Convention on the Rights of the Child and the obligations under the Convention,", [(CHILD, ())]),
        ("Recalling the 1951 Convention relating to the Status of Refugees, the 1951 Convention for short,", [("convention-relating-to-the-status-of-refugees", ())]),
        ("Recalling the Nelson Mandela Rules and the Sendai Framework for Disaster Risk Reduction 2015–2030,", [("united-nations-standard-minimum-rules-for-the-treatment-of-prisoners-the-nelson-mandela-rules", ()), ("sendai-framework-for-disaster-risk-reduction-2015-2030", ())]),
    ],
)  # fmt: skip
def test_an_instrument_is_cited_by_its_names_once_in_a_paragraph(cited, words, found):
    assert cited(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "Recalling the Convention,",
        "Welcoming the convention of scholars and the charter of a ship,",
        "Recalling the Harbour Convention on Tugboats and the Convention of the Ferrymen,",
        "Noting the goal of peace and the 5 targets,",
        "Noting target 5 of the plan and Goal 21,",
        "Noting Goal 3 of the Harbour Plan,",
        "Welcoming the Conference of the States Parties to the United Nations Convention against Corruption,",
    ],
)
def test_these_words_cite_no_instrument(cited, words):
    assert cited(words) == []


def test_a_head_means_the_one_named_last(cited):
    assert cited("Recalling the Convention on the Rights of the Child,", "Noting that the Convention is in force,") == [
        (CHILD, ()),
        (CHILD, ()),
    ]


def test_after_one_that_is_not_known_a_head_means_nothing(cited):
    assert cited(
        "Recalling the Convention on the Rights of the Child and the Convention on Tugboats,",
        "Noting that the Convention is in force,",
    ) == [(CHILD, ())]


# ── Parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Recalling Article 51 of the Charter,", [(CHARTER, ("Article 51",))]),
        ("Acting under Chapter VII of the Charter of the United Nations,", [(CHARTER, ("Chapter VII",))]),
        ("Recalling articles 6 and 14 of the International Covenant on Civil and Political Rights,", [(COVENANT, ("articles 6 and 14",))]),
        ("Recalling Article 2, paragraph 4, of the Charter,", [(CHARTER, ("Article 2, paragraph 4",))]),
        ("Recalling the Convention on the Rights of the Child, article 12,", [(CHILD, ("article 12",))]),
        ("Recalling Goal 16 and target 16.4 of the Sustainable Development Goals,", [(GOALS, ("16",)), (GOALS, ("16.4",)), (GOALS, ())]),
        ("Recalling targets 16.4, 16.5 and 16.a,", [(GOALS, ("16.4", "16.5", "16.a"))]),
        ("Recalling Sustainable Development Goals 3 to 6,", [(GOALS, ("3", "6", "4", "5"))]),
    ],
)  # fmt: skip
def test_the_parts_of_an_instrument_are_cited(cited, words, found):
    assert cited(words) == found


def test_what_introduces_an_instrument_says_what_it_is_cited_for(resolution):
    words = "Recalling that, pursuant to Article 51 of the Charter, and reaffirming the Convention on the Rights of the Child,"
    found = resolution("Notes it;", preamble=(words,)).instruments
    assert [(one.instrument.id, one.function) for one in found] == [(CHARTER, "pursuant-to"), (CHILD, "reaffirms")]

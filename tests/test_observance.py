"""International days, weeks, years and decades: which are named, and which are proclaimed for when."""

import re

import pytest

from mandategraph import home, iri
from mandategraph.knowledge import load
from mandategraph.symbol import symbol

OBSERVANCES = load(home.KNOWLEDGE).observances.by_id.values()


@pytest.mark.parametrize(
    ("words", "name", "on"),
    [
        ("Decides to proclaim 7 May the World Lamp Day;", "World Lamp Day", "05-07"),
        ("Proclaims 1 to 7 May World Lamp Week, to be held annually;", "World Lamp Week", "05-01/05-07"),
        ("Proclaims the first Monday of May of each year World Wick Day;", "World Wick Day", None),
        ("Declares the year 2046 International Year of Oil, Wicks and Lamps;", "International Year of Oil, Wicks and Lamps", "2046"),
        ("Declares the period 2041–2050 the Lamp Decade, and asks for oil;", "Lamp Decade", "2041/2050"),
        (
            "Decides to proclaim the Decade of Lamps in the Dark for the 10-year period beginning on 1 January 2046;",
            "Decade of Lamps in the Dark",
            "2046/2055",
        ),
        ("Decides that, from 2046, 7 May shall be observed as Lamp Day;", "Lamp Day", "05-07"),
        ("Decides to declare 7 May World Football Day, as 2046 is a round number;", "World Football Day", "05-07"),
    ],
)  # fmt: skip
def test_what_is_proclaimed_and_for_when_is_told(resolution, words: str, name: str, on: str | None) -> None:
    (one,) = resolution(words).proclamations
    assert (one.observance.name, one.on) == (name, on)


def test_a_year_of_a_known_name_that_is_held_again_is_another_one(resolution) -> None:
    (again,) = resolution("Decides to proclaim 2095 the International Year of Soils;").proclamations
    (known,) = resolution("Decides to proclaim 2015 the International Year of Soils;").proclamations
    assert (again.observance.id, known.observance.id) == (
        "international-year-of-soils-2095",
        "international-year-of-soils",
    )


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Recalls the International Mother Earth Day and the Mother Earth;", ["international-mother-earth-day"]),
        ("Notes the International Year of the Potato and of the Potato Day;", ["international-year-of-the-potato"]),
        ("Invites States to rest for a day in every year of the decade;", []),
        ("Notes the World Water Days of old;", []),
        ("Notes International Widows' Day;", ["international-widows-day"]),
    ],
)
def test_observances_are_named(resolution, words: str, named: list[str]) -> None:
    assert [one.observance.id for one in resolution(words).observances] == named


def test_entries_are_in_order() -> None:
    names = [name for one in OBSERVANCES for name in (one.name, *one.strong)]
    assert len(set(names)) == len(names) > 250
    for one in OBSERVANCES:
        assert one.id == iri.slug(one.name)
        assert one.kind in ("day", "week", "year", "decade")
        assert one.resolution is None or symbol(one.resolution) == one.resolution
        assert one.on is None or re.fullmatch(FORMS[one.kind], one.on), one.id


FORMS = {
    "day": r"\d\d-\d\d",
    "week": r"\d\d-\d\d/\d\d-\d\d",
    "year": r"\d{4}",
    "decade": r"\d{4}/\d{4}",
}

"""Which States and regions a document is about."""

from collections.abc import Callable

import pytest

from mandategraph.knowledge import Knowledge
from mandategraph.reading import Reading, read
from mandategraph.source import from_bytes


@pytest.fixture
def about(knowledge: Knowledge) -> Callable[..., list[tuple[str, str]]]:
    """The places that an invented resolution of this title and these paragraphs is about, each with its rule."""

    def make(title: str, *operative: str) -> list[tuple[str, str]]:
        lines = ["Resolution adopted by the General Assembly on 1 October 2045", f"90/1.\t{title}"]
        lines += ["\tThe General Assembly,", *(f"\t{n}.\t{words}" for n, words in enumerate(operative, 1))]
        reading = read(from_bytes("invention.txt", "\n".join(lines).encode()), knowledge)
        return [(one.place.name, one.rule) for one in reading.places]

    return make


SILENT = "Requests the Secretary-General to light the lamps;"


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Lamps of Kenya", ["Kenya"]),
        ("The lamps of the Plurinational State of Bolivia and of Chad", ["Bolivia (Plurinational State of)", "Chad"]),
        ("Question of Tokelau", ["Tokelau"]),
        ("Lamps in the Central African Republic", ["Central African Republic"]),
        ("The lights of Lake Chad Basin", ["Lake Chad Basin"]),
        ("Lamp-lighting in the Gulf of Guinea", ["Gulf of Guinea"]),
        ("Lamps", []),
        ("Mexico City of lamps", []),
        ("Follow-up to the lamp conference held in Nairobi, Kenya", []),
        ("Cooperation between the United Nations and the Economic Commission for Africa", []),
        ("Lamps of South-West Asia", []),
    ],
)
def test_a_document_is_about_the_places_that_its_title_names(about, title: str, places: list[str]) -> None:
    assert [name for name, _ in about(title, SILENT)] == places


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Financing of the United Nations Interim Force in Lebanon", "Lebanon"),
        ("Financing of the United Nations Mission for the Referendum in Western Sahara", "Western Sahara"),
    ],
)
def test_a_mission_that_the_title_names_tells_where_it_is(about, title: str, place: str) -> None:
    assert about(title, SILENT) == [(place, "named-by-an-actor-in-the-title")]


def test_without_a_place_in_the_title_the_one_named_often_is_meant(about) -> None:
    often = ("Commends Kenya;", "Invites Kenya to light the lamps;", "Thanks Chad;")
    assert about("Lamps", *often) == [("Kenya", "named-often")]
    assert about("Lamps", *often, "Commends Chad;") == [("Kenya", "named-often"), ("Chad", "named-often")]
    assert about("Lamps", *often[1:], *[SILENT] * 4) == []


def test_the_first_words_that_name_a_place_are_the_evidence(resolution) -> None:
    reading: Reading = resolution("Commends Kenya;", "Invites the Government of Kenya to light the lamps;")
    (one,) = reading.places
    assert one.span.start == reading.structure.document.text.index("Kenya")

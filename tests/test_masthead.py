"""Mastheads: what resolutions print about themselves, in the ways of their organs."""

from datetime import date

import pytest

from mandategraph import home
from mandategraph.document import clean
from mandategraph.knowledge import load
from mandategraph.masthead import Masthead, masthead_of
from mandategraph.structure import Structure, divide

KNOWLEDGE = load(home.KNOWLEDGE)

ASSEMBLY = """\
Resolution adopted by the General Assembly on 1 October 2045
[without reference to a Main Committee (A/90/L.7 and A/90/L.7/Add.1)]
90/1.\tInvention of peaceful things
\tThe General Assembly,
\tRecalling its resolutions,
\t1.\tUrges States to act.

23rd plenary meeting
1 October 2045
N4512345E
A/RES/90/1
United Nations\tDistr.: General
5 November 2045
Ninetieth session
Agenda item 14 (b)
"""
COUNCIL = """\
Resolution 9999 (2045)
Adopted by the Security Council at its 12345th meeting, on 14 December 2045
\tThe Security Council,
\tRecalling its resolutions,
\t1.\tDecides to remain seized of the matter.
S/RES/9999 (2045)
"""
ECONOMIC = """\
Resolution adopted by the Economic and Social Council on 25 July 2045
[on the recommendation of the Commission on Crime Prevention and Criminal Justice (E/2045/30)]
2045/19.\tInvention of just things
\tThe Economic and Social Council,
\t1.\tUrges States to act.
47th plenary meeting
25 July 2045
"""
RIGHTS = """\
Human Rights Council
Ninety-ninth session
Agenda item 3
Resolution adopted by the Human Rights Council on 26 September 2045
99/11.\tInvention of free things
\tThe Human Rights Council,
\t1.\tUrges States to act.
39th meeting
26 September 2045
[Adopted without a vote.]
"""


def _structure(text: str) -> Structure:
    return divide(clean(text, KNOWLEDGE.cleaning), KNOWLEDGE.lexicon.opens)


def _masthead(text: str) -> Masthead:
    return masthead_of(_structure(text))


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        (ASSEMBLY, "symbol", "A/RES/90/1"),
        (ASSEMBLY, "organ", "general-assembly"),
        (ASSEMBLY, "title", "Invention of peaceful things"),
        (ASSEMBLY, "adopted", date(2045, 10, 1)),
        (ASSEMBLY, "session", "90"),
        (ASSEMBLY, "agenda_item", "14 (b)"),
        (ASSEMBLY, "meeting", "23rd plenary meeting"),
        (ASSEMBLY, "provenance", "without reference to a Main Committee (A/90/L.7 and A/90/L.7/Add.1)"),
        (ASSEMBLY, "distribution", "General"),
        (ASSEMBLY, "job_number", "N4512345E"),
        (ASSEMBLY, "vote", None),
        (COUNCIL, "symbol", "S/RES/9999(2045)"),
        (COUNCIL, "organ", "security-council"),
        (COUNCIL, "adopted", date(2045, 12, 14)),
        (COUNCIL, "meeting", "12345th meeting"),
        (COUNCIL, "session", None),
        (COUNCIL, "agenda_item", None),
        (COUNCIL, "job_number", None),
        (ECONOMIC, "symbol", "E/RES/2045/19"),
        (ECONOMIC, "organ", "economic-and-social-council"),
        (ECONOMIC, "title", "Invention of just things"),
        (ECONOMIC, "adopted", date(2045, 7, 25)),
        (
            ECONOMIC,
            "provenance",
            "on the recommendation of the Commission on Crime Prevention and Criminal Justice (E/2045/30)",
        ),
        (RIGHTS, "symbol", "A/HRC/RES/99/11"),
        (RIGHTS, "organ", "human-rights-council"),
        (RIGHTS, "session", "99"),
        (RIGHTS, "agenda_item", "3"),
        (RIGHTS, "adopted", date(2045, 9, 26)),
        (RIGHTS, "meeting", "39th meeting"),
        pytest.param(RIGHTS, "vote", "Adopted without a vote."),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else None,
)
def test_a_resolution_says_of_itself(text, fact, value):
    assert getattr(_masthead(text), fact) == value


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("90/1.", "A/RES/90/1"),
        ("S-30/1.", "A/RES/S-30/1"),
        ("ES-11/4.", "A/RES/ES-11/4"),
        ("52/12 A.", "A/RES/52/12A"),
        ("52/12 B.", "A/RES/52/12B"),
    ],
)
def test_a_number_and_an_organ_make_a_symbol(number, symbol):
    masthead = _masthead(f"Resolution adopted by the General Assembly\n{number}\tInvention\n\tThe General Assembly,")
    assert (masthead.symbol, masthead.title) == (symbol, "Invention")


def test_a_symbol_printed_counts_before_a_number():
    text = "A/RES/90/2\nResolution adopted by the General Assembly\n90/1.\tInvention\n\tThe General Assembly,"
    assert _masthead(text).symbol == "A/RES/90/2"


@pytest.mark.parametrize(
    "glued", ["A/RES/90/1Distr.: General", "United NationsA/RES/90/1General Assembly", "A/RES/90/1 5 November 2045"]
)
def test_a_symbol_may_be_glued_to_other_words(glued):
    assert _masthead(f"{glued}\n90/1.\tInvention\n\tThe General Assembly,").symbol == "A/RES/90/1"


@pytest.mark.parametrize(
    ("line", "session"),
    [
        ("Ninetieth session", "90"),
        pytest.param("Sixty‑eighth session", "68"),
        ("11 February 2014Sixty-eighth session", "68"),
        ("Tenth emergency special session", None),
        ("Hundredth session", "100"),
        ("One hundred and first session", "101"),
        ("2045 session", "2045"),
        ("Substantive session of 2045", None),
    ],
)
def test_a_session_is_a_number_or_a_year(line, session):
    assert _masthead(f"{line}\n90/1.\tInvention\n\tThe General Assembly,").session == session


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Resolution adopted by the General Assembly on 29 February 2044", date(2044, 2, 29)),
        ("Resolution adopted by the General Assembly on 30 February 2045", None),
        ("Resolution adopted by the General Assembly", None),
        ("on 1 October 2045", date(2045, 10, 1)),
    ],
)
def test_a_day_is_a_day_of_the_calendar(line, day):
    assert _masthead(f"{line}\n90/1.\tInvention\n\tThe General Assembly,").adopted == day


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Agenda item 108", "108"),
        ("Agenda item 14 (b)", "14 (b)"),
        ("Agenda items 14 and 117", "14 and 117"),
        ("Agenda items 14, 32 (a) and 117", "14, 32 (a) and 117"),
    ],
)
def test_agenda_items_are_kept_as_printed(line, items):
    assert _masthead(f"{line}\n90/1.\tInvention\n\tThe General Assembly,").agenda_item == items


@pytest.mark.parametrize(
    ("line", "vote"),
    [
        pytest.param("[Adopted without a vote.]", "Adopted without a vote."),
        (
            "[Adopted by a recorded vote of 29 to 14, with 4 abstentions.",
            "Adopted by a recorded vote of 29 to 14, with 4 abstentions.",
        ),
        ("Adopted unanimously", "Adopted unanimously"),
    ],
)
def test_a_vote_is_kept_as_printed(line, vote):
    text = f"90/1.\tInvention\n\tThe Human Rights Council,\n\t1.\tUrges States to act.\n{line}\n"
    assert _masthead(text).vote == vote


@pytest.mark.parametrize("text", ["", "Dear Sir,\nthank you for your letter.", "The General Assembly,\n1. Urges it."])
def test_what_is_not_printed_is_not_known(text):
    masthead = _masthead(text)
    known = {name for name in masthead.__slots__ if getattr(masthead, name) not in (None, ())}
    assert known <= {"places"} | ({"organ"} if "Assembly" in text else set())
    assert masthead.symbol is None


def test_each_fact_stands_where_it_is_said_to_stand():
    structure = _structure(ASSEMBLY)
    masthead = masthead_of(structure)
    words = {name: structure.document.words(span) for name, span in masthead.places}
    assert words["title"] == masthead.title
    assert words["adopted"] == "1 October 2045"
    assert words["session"] == "Ninetieth"
    assert words["meeting"] == masthead.meeting
    assert words["symbol"] == masthead.symbol
    assert words["agenda_item"] == masthead.agenda_item


def test_the_body_says_nothing_of_the_document():
    text = (
        "90/1.\tInvention\n\tThe General Assembly,\n\tRecalling A/RES/80/1 and its eightieth session,\n"
        "\t1.\tNotes the 7th plenary meeting, adopted by the Council on 3 May 2040."
    )
    masthead = _masthead(text)
    assert (masthead.symbol, masthead.session, masthead.meeting, masthead.adopted) == ("A/RES/90/1", None, None, None)


def test_a_day_of_printing_in_front_is_not_the_day_of_adoption():
    words = (
        "General Assembly\nDistr.\nGENERAL\nA/RES/90/7\n18 January 2046\n90/7\tInvention\n\tThe General Assembly,\n"
        "\t1.\tNotes the light.\n\n62nd plenary meeting\n24 November 2045"
    )
    assert _masthead(words).adopted == date(2045, 11, 24)

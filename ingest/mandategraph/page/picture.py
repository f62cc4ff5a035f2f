"""Picture: what a script draws of a page, as data that stands on it: who is tied to whom, and what falls when.

Each picture shows what the page says in words and links too, and no page depends on one. Where what it is drawn with is
not bundled, or scripts do not run, the page stays as it is.
"""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from .holding import Document
from .note import Value
from .sheet import ASSETS, for_scripts, number
from .site import Site

#: The files of others below ``assets/bundled`` with which each kind of picture is drawn.
DRAWN_WITH = {
    "network": ("cytoscape.min.js",),
    "timeline": ("vis-timeline-graph2d.min.css", "vis-timeline-graph2d.min.js"),
}
#: What stands on a timeline, and how its lanes are called.
LANES = {
    "obliges": "must",
    "exhorts": "exhorted to",
    "authorizes": "may",
    "forbids": "must not",
    "report": "report due",
    "end": "mandate ends",
}
#: So many actors stand on each side of one, so many on each side where there is none in the middle, and so many events
#: in each lane.
AROUND_ONE, AMONG_THEM, IN_A_LANE = 20, 12, 150


def drawn_with(site: Site, kind: str) -> tuple[str, ...]:
    """The addresses of what a picture of this kind is drawn with; none if it is not bundled."""
    names = DRAWN_WITH[kind]
    if not all((ASSETS / "bundled" / name).is_file() for name in names):
        return ()
    return tuple(site.asset(f"bundled/{name}") for name in names)


@dataclass(frozen=True, slots=True)
class Picture:
    """The data of a picture, how much of what there is it shows, and the addresses of what it is drawn with.

    ``left_out`` tells how many are shown, of how many, where not all are.
    """

    data: Markup
    scripts: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """``one`` is to do something with ``other``, or for it: how, how often, and a paragraph that says so."""

    one: Value
    other: Value
    mode: str
    times: int
    place: Value


def network(site: Site, ties: Iterable[Tie], middle: str = "", known: int = 0) -> Picture | None:
    """Those who are tied to one another; nothing if nobody is, or if there is nothing to draw it with.

    ``middle`` is the IRI of the actor about whom the page is. On the left stand those who are to do more with others
    than others with them. ``known`` is the number of actors who are tied in all, if that is more than are handed over.
    """
    merged = together(ties)
    scripts = drawn_with(site, "network")
    if not merged or not scripts:
        return None
    names = {who.iri: who.words for tie in merged for who in (tie.one, tie.other)}
    weight: Counter[str] = Counter()
    leaning: Counter[str] = Counter()
    for tie in merged:
        for who, towards in ((tie.one.iri, -tie.times), (tie.other.iri, tie.times)):
            weight[who] += tie.times
            leaning[who] += towards
    ranked = [who for who, _ in weight.most_common() if who != middle]
    left = [who for who in ranked if leaning[who] < 0]
    right = [who for who in ranked if leaning[who] >= 0]
    most = AROUND_ONE if middle else AMONG_THEM
    shown = [*([middle] if middle in names else []), *left[:most], *right[:most]]
    places = {who: place for place, who in enumerate(shown)}
    sides = {**dict.fromkeys(left, -1), **dict.fromkeys(right, 1), middle: 0}
    known = max(known, len(ranked))
    drawn = len(shown) - (middle in names)
    return Picture(
        for_scripts(
            {
                "nodes": [[names[who], site.link(who), sides[who]] for who in shown],
                "ties": [
                    [places[tie.one.iri], places[tie.other.iri], tie.mode, tie.times, *_led(site, tie.place)]
                    for tie in merged
                    if tie.one.iri in places and tie.other.iri in places
                ],
            }
        ),
        scripts,
        (f"{drawn} of {number(known)} actors",) if drawn < known else (),
    )


def _led(site: Site, place: Value) -> tuple[str, str]:
    return place.words, site.link(place.iri)


def together(ties: Iterable[Tie]) -> list[Tie]:
    """Ties of the same two in the same way as one, in the place of the first of them."""
    found: dict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        found[tie.one.iri, tie.other.iri, tie.mode].append(tie)
    return [replace(several[0], times=sum(tie.times for tie in several)) for several in found.values()]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that falls within some days (ISO 8601): its lane, what is told of it, and the paragraph that says so.

    ``place`` is the paragraph: its name, and its IRI, which is that of ``document`` with a fragment.
    """

    lane: str
    days: tuple[str, str]
    place: Value
    document: Document
    told: str = ""


def timeline(site: Site, events: Iterable[Event], totals: Mapping[str, int]) -> Picture | None:
    """Events by their lanes, the latest of each; nothing if there are not two, or if there is nothing to draw with.

    ``totals`` is how many there are in a lane in all, where that is more than are handed over.
    """
    lanes: dict[str, list[Event]] = {lane: [] for lane in LANES}
    for event in sorted(events, key=_when, reverse=True):
        lanes[event.lane].append(event)
    shown = [event for several in lanes.values() for event in several[:IN_A_LANE]]
    scripts = drawn_with(site, "timeline")
    if len(shown) < 2 or not scripts:
        return None
    documents = {event.document.iri: event.document for event in shown}
    places = {node: place for place, node in enumerate(documents)}
    known = {lane: max(len(several), totals.get(lane, 0)) for lane, several in lanes.items()}
    return Picture(
        for_scripts(
            {
                "lanes": {lane: LANES[lane] for lane, several in lanes.items() if several},
                "documents": [[one.symbol, one.title, site.link(one.iri)] for one in documents.values()],
                "events": [[one.lane, *one.days, places[one.document.iri], *_within(one), one.told] for one in shown],
            }
        ),
        scripts,
        tuple(
            f"the latest {IN_A_LANE} of {number(known[lane])} under “{words}”"
            for lane, words in LANES.items()
            if known[lane] > IN_A_LANE
        ),
    )


def _when(event: Event) -> tuple[str, ...]:
    return *event.days, event.document.symbol, event.place.iri, event.told


def _within(event: Event) -> tuple[str, str]:
    """A paragraph within its document: its name, and its fragment."""
    return event.place.words.removeprefix(f"{event.document.symbol}, "), event.place.iri.partition("#")[2]


_DAY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?)?")
_SESSION = re.compile(r"session (?P<number>[0-9]{1,4})")
#: The first day and the last of the year in which an organ holds a session of this number, as the question ``due`` has
#: it: the General Assembly sits from September until September, the Human Rights Council three times a year.
_SITTINGS = {
    "general-assembly": lambda number: (f"{number + 1945}-09-01", f"{number + 1946}-08-31"),
    "economic-and-social-council": lambda number: (f"{number}-01-01", f"{number}-12-31"),
    "human-rights-council": lambda number: (f"{(number - 4) // 3 + 2007}-01-01", f"{(number - 4) // 3 + 2007}-12-31"),
}


def stretch(time: str, sessions: Iterable[str] = ()) -> tuple[str, str] | None:
    """The first day and the last of a day, a month, a year or a session; ``None`` if no year is known.

    ``sessions`` are IRIs among which that of the session is.

    >>> stretch("2014-02"), stretch("2018-06-30"), stretch("within 60 days")
    (('2014-02-01', '2014-02-28'), ('2018-06-30', '2018-06-30'), None)
    >>> stretch("session 69", ["https://example.org/session/general-assembly/69"])
    ('2014-09-01', '2015-08-31')
    """
    if session := _SESSION.fullmatch(time):
        return _sitting(session["number"], sessions)
    found = _DAY.fullmatch(time)
    if found is None or int(found["year"]) == 0:
        return None
    year, month, day = found["year"], found["month"], found["day"]
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    last = monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last}"
    return (time, time) if int(day) <= last else None


def _sitting(number: str, sessions: Iterable[str]) -> tuple[str, str] | None:
    for session in sessions:
        organ, _, at = session.rpartition("/")
        sitting = _SITTINGS.get(organ.rpartition("/")[2])
        if at == number and sitting:
            days = sitting(int(number))
            return days if all(len(day) == len("2014-09-01") for day in days) else None
    return stretch(number) if len(number) == 4 else None

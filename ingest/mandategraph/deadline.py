"""Deadline: by when a task is due, how often it recurs, and for how long something holds.

Organs reckon by sessions, days, or intervals. ``due`` is written one way for each: ``session 69``, ``2018-06-30``,
``2018-06``, ``2018``, ``within 90 days``, ``every 4 months``.

>>> [d.due for d in deadlines("to report to the Assembly at its seventy-eighth and seventy-ninth sessions")]
['session 78', 'session 79']
>>> [(d.due, d.frequency) for d in deadlines("to report every four months on the situation")]
[('every 4 months', 'every 4 months')]
>>> [d.due for d in deadlines("to report by 1 February 2045 and then by 1 August 2045")]
['2045-02-01', '2045-08-01']
>>> [(d.due, d.frequency) for d in deadlines("to submit an annual report")]
[(None, 'annual')]
>>> [d.due for d in deadlines("to report no later than 30 June 2018")]
['2018-06-30']
>>> [d.due for d in deadlines("to report within 90 days")]
['within 90 days']
>>> [(d.due, d.frequency) for d in deadlines("to report in 30 days of its adoption and every 30 days thereafter")]
[('within 30 days', 'every 30 days')]

A period is written in the dates and durations of ISO 8601, or ends with a session.

>>> period("for a further period of six months, that is, until 30 June 2025")
Period(start=None, until='2025-06-30', duration='P6M')
>>> period("for the period from 1 July 2024 to 30 June 2025")
Period(start='2024-07-01', until='2025-06-30', duration=None)
>>> period("for a period of 12 months from the date of adoption of this resolution", "2045-10-01")
Period(start='2045-10-01', until='2046-10-01', duration='P12M')
>>> period("until the conclusion of its 2024 session")
Period(start=None, until='session 2024', duration=None)
>>> period("twice") is None
True
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from . import ordinal

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTED = {word: n for n, word in enumerate(_NUMBERS, 2)} | {
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
    "one hundred and twenty": 120,
}
_COUNT = rf"(?P<count>\d+|{'|'.join(_COUNTED)})"

_ORDINAL = ordinal.PATTERN.replace(" ", r"\s")
_NUMBERED_SESSION = rf"""
    (?:(?:its|their|the|his|a)\s+)? (?:(?:first|second|main)\ part\ of\ (?:its|the)\s+)? (?:resumed\s+)?
    (?P<ordinals>{_ORDINAL}
      (?:(?:,|\sand|,?\sor|\sas\swell\sas\sat\sits|\sand\sat\sits|\sto)\s+{_ORDINAL})*)
    \s+(?:regular\s|resumed\s|substantive\s)?sessions?\b
    """
_SESSION = re.compile(rf"\b(?:at|to|during|before|by|in|for|until|than|from|end\ of)\s {_NUMBERED_SESSION}", re.VERBOSE)
_YEAR_SESSION = re.compile(
    r"\b(?:at|during|to|in|for) (?:its|the|their) "
    r"(?:(?P<year>(?:19|20)\d\d)(?: substantive)? session|substantive session of (?P<of>(?:19|20)\d\d))\b"
)
#: Behind these words, "an interim report" among them, "in 2045" tells when it is reported, and not of what.
_TO_AN_ORGAN = (
    r"(?:(?<=to\sthe\sGeneral\sAssembly\s)|(?<=to\sthe\sSecurity\sCouncil\s)|(?<=to\sthe\sHuman\sRights\sCouncil\s)"
    r"|(?<=to\sthe\sEconomic\sand\sSocial\sCouncil\s)|(?<=to\sthe\sAssembly\s)|(?<=to\sthe\sCouncil\s)"
    r"|(?<=to\sthe\sCommission\s)|(?<=to\sthe\sCommittee\s)|(?<=detailed\sreport\s)|(?<=final\sreport\s)"
    r"|(?<=interim\sreport\s)|(?<=progress\sreport\s))"
)
_DATE = re.compile(
    rf"""
    \b(?:by|before|than|(?<!up\s)until|prior\sto|on|later\sthan|within|{_TO_AN_ORGAN}in(?=\s(?:[A-Z][a-z]+\s)?\d{{4}}\b)|in(?=\sthe\s[a-z]+\s(?:quarter|half)\sof\s\d{{4}}))\s+
    (?:the\s(?:(?:end|beginning|(?:first|second|third|fourth)\s(?:quarter|half))\sof\s)?\s*)?
    (?:(?P<day>\d{{1,2}})\s)? (?:(?P<month>{_MONTHS})\s)? (?P<year>(?:19|20)\d\d)\b(?!/)
    """,
    re.VERBOSE,
)
#: "By 1 February 2022 and then by 1 August 2022".
_AND_THEN = re.compile(r",?\sand\s(?:then\s|again\s)?(?=by\s)")
_WITHIN = re.compile(
    rf"\b(?:within|in(?= \S+ (?:days|weeks|months)\b| \S+ \w+ (?:of|after|from) )) "
    rf"(?:a period of )?{_COUNT}(?: \(\d+\))? (?P<unit>(?:working )?days|weeks|months|years)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:every|each) (?:(?:{_COUNT}(?: \(\d+\))?|second|other) )?(?P<unit>day|week|month|quarter|year)s?\b"
)
#: Of what "annual" tells how often somebody reports, and not when something else is held.
_REPORTED = "reports?|reporting|briefings?|updates?|basis|stud(?:y|ies)|summar(?:y|ies)|overview|reviews?|assessments?"
_FREQUENCIES = tuple(
    (re.compile(rf"\b(?:{words})\b"), frequency)
    for words, frequency in (
        (r"twice annual|twice (?:a|per) year|semi-annual(?:ly)?|biannual(?:ly)?|every six months", "every 6 months"),
        (
            (
                rf"annually|annual(?= (?:[a-z,-]+ ){{0,3}}(?:{_REPORTED})\b)|yearly|every year|each year"
                r"|once (?:a|per) year|on a yearly basis"
            ),
            "annual",
        ),
        (r"biennial(?:ly)?|every two years|every second year|on a biennial basis", "biennial"),
        (r"triennial(?:ly)?|every three years", "every 36 months"),
        (r"quarterly|(?:each|every) quarter", "every 3 months"),
        (r"monthly|(?:each|every) month", "every 1 months"),
        (r"on a regular basis|regular(?:ly)?|at regular intervals", "regular"),
        (r"periodic(?:ally)?", "periodic"),
    )
)
#: Without these nothing is said to come back.
_OF_FREQUENCIES = ("annual", "ennial", "year", "month", "quarter", "regular", "periodic")


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due and how often it recurs, in the forms that the head of this module lists."""

    due: str | None
    frequency: str | None


def deadlines(words: str) -> tuple[Deadline, ...]:
    """The deadlines that these words set: one for each session named; one without a date where none is named."""
    lower = words.lower()
    frequency = _frequency(lower)
    dues: list[str | None] = list(_dues(words))
    if not dues and frequency and frequency.startswith("every") and _EVERY.search(lower):
        dues = [frequency]
    return tuple(Deadline(due, frequency) for due in dues or [None])


def _dues(words: str) -> Iterator[str]:
    of_sessions = "session" in words
    found = _SESSION.search(words) if of_sessions else None
    year = _YEAR_SESSION.search(words, 0, found.start() if found else len(words)) if of_sessions else None
    if found and not year:
        for word in re.findall(ordinal.PATTERN, found["ordinals"]):
            yield f"session {ordinal.number(word)}"
        return
    if year:
        yield f"session {year['year'] or year['of']}"
        return
    found = _WITHIN.search(words)
    if found:
        yield f"within {_count(found['count'])} {found['unit'].lower()}"
        return
    found = _DATE.search(words)
    while found:
        yield _iso(found)
        again = _AND_THEN.match(words, found.end())
        found = _DATE.match(words, again.end()) if again else None


def _iso(found: re.Match[str]) -> str:
    parts = [found["year"]]
    if found["month"]:
        parts.append(f"{_MONTHS.split('|').index(found['month']) + 1:02}")
        if found["day"]:
            parts.append(f"{int(found['day']):02}")
    return "-".join(parts)


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _COUNTED[words.lower()]


@dataclass(frozen=True, slots=True)
class Period:
    """For how long something holds: from when, until when, and how long, as far as each is printed.

    ``start`` and ``until`` are a year, a month or a day (ISO 8601), or a session; ``duration`` is one of ISO 8601.
    """

    start: str | None
    until: str | None
    duration: str | None


def period(words: str, adopted: str | None = None) -> Period | None:
    """The first period that these words print; ``None`` if they print none.

    ``adopted`` is the day from which "from the date of adoption" counts.
    """
    span = _FROM_TO.search(words)
    if span:
        lasting = _LASTING.search(words, 0, span.start())
        return Period(*_both(span), _duration(lasting) if lasting else None)
    until, lasting, begin = _UNTIL.search(words), _LASTING.search(words), _BEGINNING.search(words)
    start = _point(begin["point"]) if begin else None
    if start is None and _FROM_ADOPTION.search(words):
        start = adopted
    if not until and not lasting:
        return None
    duration = _duration(lasting) if lasting else None
    end = _point(until["point"]) if until else _after(start, duration)
    return Period(start, end, duration)


def _after(start: str | None, duration: str | None) -> str | None:
    """The day on which so long a time ends that begins on a day."""
    counted = _ONE_UNIT.fullmatch(duration or "")
    try:
        day = date.fromisoformat(start or "")
    except ValueError:
        return None
    if counted is None:
        return None
    count, unit = int(counted["count"]), counted["unit"]
    if unit in "DW":
        return (day + timedelta(days=count * (7 if unit == "W" else 1))).isoformat()
    months = day.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])).isoformat()


_ONE_UNIT = re.compile(r"P(?P<count>\d+)(?P<unit>[DWMY])")


def sessions(words: str, organ: str) -> tuple[str, ...]:
    """The sessions of an organ at which, or on whose agenda, something is to come up, by number or year.

    ``organ`` is the word by which it is called: "Assembly", "Council".

    >>> sessions("to include in the provisional agenda of its seventy-eighth and seventy-ninth sessions", "Assembly")
    ('78', '79')
    >>> sessions("to consider the matter at its 2026 session", "Council")
    ('2026',)
    >>> sessions("to meet during the sixth session of the Conference of the Parties", "Assembly")
    ()
    """
    for found in _OF_SESSION.finditer(words):
        of = _WHOSE_SESSION.match(words, found.end())
        if (of is None or of["whose"].endswith(organ)) and not _EARLIER.search(words, 0, found.start()):
            return tuple(map(str, _numbers(found["ordinals"])))
    return tuple(dict.fromkeys(found["year"] for found in _OF_YEAR_SESSION.finditer(words)))


def _numbers(ordinals: str) -> Sequence[int]:
    """The sessions named, with those between them where the first is named and the last."""
    numbers = [ordinal.number(word) or 0 for word in re.findall(ordinal.PATTERN, ordinals)]
    return range(numbers[0], numbers[-1] + 1) if " to " in ordinals else numbers


_EARLIER = re.compile(r"\b(?:prior\sto|before|margins)\b[^,;]{0,60}\Z")
_WHOSE_SESSION = re.compile(r"\s+of\s+the\s+(?P<whose>(?:[A-Z]\w+\s)*?(?:[A-Z]\w+))(?!\s(?:and\s)?[A-Z])")
_POINT = rf"(?:(?:\d{{1,2}}\s)?(?:{_MONTHS})\s)?(?:19|20)\d\d\b(?!/)"
_OF_SESSION = re.compile(rf"\b(?:at|to|of|during|in|for)\s {_NUMBERED_SESSION}", re.VERBOSE)
_OF_YEAR_SESSION = re.compile(r"\b(?:its|the|their)\s(?P<year>(?:19|20)\d\d)(?:\ssubstantive)?\ssession\b")
_PERIOD_OF = (
    r"(?:(?:financial|budget(?:ary)?|fiscal|calendar|reporting)\s)?(?:periods?|bienniums?|years?|triennium|term)"
    r"(?:\s(?:of|from|between))?"
)
_FROM_TO = re.compile(
    rf"\b(?:{_PERIOD_OF}|from|beginning\son|starting\son)\s+(?P<first>\d{{1,2}}\s(?:{_MONTHS})(?:\s\d{{4}})?|{_POINT})"
    rf"\s*(?:–|-|\sto\s|\suntil\s|\sthrough\s|\sand\s(?:ending\s)?)\s*(?P<last>{_POINT})"
)
_UNTIL = re.compile(
    rf"\b(?:until|through|ending(?:\son)?|terminating\son|expir(?:e|es|ing)\son|end\son|(?<!\d\s)to(?=\s\d{{1,2}}\s[A-Z]))\s+"
    rf"(?:midnight\s(?:on\s)?)?(?:the\s(?:end|conclusion|close)\sof\s)?"
    rf"(?P<point>{_POINT}|(?:its|the)\s(?:(?:19|20)\d\d\s|{_ORDINAL}\s)(?:regular\s|substantive\s)?session)"
)
_BEGINNING = re.compile(
    rf"\b(?:beginning|starting|commencing|effective|with\seffect|as)\s(?:on\s|from\s|of\s)?(?P<point>{_POINT})"
)
_FROM_ADOPTION = re.compile(
    r"\bfrom\s(?:the\s)?(?:date\sof\s(?:the\s)?(?:adoption\sof\s)?|adoption\sof\s)(?:the\spresent|this)\sresolution\b"
)
_LONG = {"one": 1, "a": 1, "an": 1, "thirteen": 13, "fifteen": 15, "eighteen": 18, "twenty-four": 24} | _COUNTED
_LASTING = re.compile(
    rf"""
    \b(?:for|by|of)\s(?:up\sto\s)?(?:an?\s)?
    (?:(?:further|additional|initial|final|new|interim|single|another|renewable|last)\s(?:and\s(?=[a-z]+\s(?:period|term)))?)*
    (?:(?:period|term|extension)s?\sof\s)?(?:up\sto\s)?(?:an?\sadditional\s)?
    (?P<count>\d+|{"|".join(sorted(_LONG, key=len, reverse=True))})[\s-](?P<unit>day|week|month|year)s?\b
    (?:\sand\s(?P<more>\d+|{"|".join(sorted(_LONG, key=len, reverse=True))})\sdays\b)?
    """,
    re.VERBOSE,
)


def _both(span: re.Match[str]) -> tuple[str | None, str | None]:
    """Beginning and end; a beginning that prints no year is of the year of the end."""
    last = _point(span["last"])
    first = span["first"] if re.search(r"\d{4}", span["first"]) else f"{span['first']} {span['last'][-4:]}"
    return _point(first), last


def _point(words: str) -> str | None:
    """A day, a month or a year (ISO 8601), or a session."""
    of_session = re.search(ordinal.PATTERN, words)
    if of_session:
        return f"session {ordinal.number(of_session[0])}"
    found = _PARTS.search(words)
    if found is None:
        return None
    return f"session {found['year']}" if words.endswith("session") else _iso(found)


_PARTS = re.compile(rf"(?:(?P<day>\d{{1,2}})\s)?(?:(?P<month>{_MONTHS})\s)?(?P<year>(?:19|20)\d\d)")


def _duration(found: re.Match[str]) -> str:
    days = f"{_number(found['more'])}D" if found["more"] else ""
    return f"P{_number(found['count'])}{found['unit'][0].upper()}{days}"


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _LONG[words.lower()]


def _frequency(words: str) -> str | None:
    """How often these words, in small letters, say that something comes back."""
    found = _EVERY.search(words)
    if found and found["count"]:
        count, unit = _count(found["count"]), found["unit"]
        if unit == "year":
            return {1: "annual", 2: "biennial"}.get(count, f"every {12 * count} months")
        return f"every {count} {unit}s"
    if not any(anchor in words for anchor in _OF_FREQUENCIES):
        return None
    return next((frequency for pattern, frequency in _FREQUENCIES if pattern.search(words)), None)

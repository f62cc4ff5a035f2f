"""Deadline: by when a task is due, and how often it recurs.

Organs reckon by sessions, days, or intervals. ``due`` is written one way for each: ``session 69``, ``2018-06-30``,
``2018-06``, ``2018``, ``within 90 days``, ``every 4 months``.

>>> [d.due for d in deadlines("to report to the Assembly at its seventy-eighth and seventy-ninth sessions")]
['session 78', 'session 79']
>>> [(d.due, d.frequency) for d in deadlines("to report every four months on the situation")]
[('every 4 months', 'every 4 months')]
>>> [(d.due, d.frequency) for d in deadlines("to submit an annual report")]
[(None, 'annual')]
>>> [d.due for d in deadlines("to report no later than 30 June 2018")]
['2018-06-30']
>>> [d.due for d in deadlines("to report within 90 days")]
['within 90 days']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
_SESSION = re.compile(
    rf"""
    \b(?:at|to|during|before|by|in|for|until|than|from)\s
    (?:(?:its|their|the|his|a)\s+)? (?:resumed\s+|main\ part\ of\ its\s+)?
    (?P<ordinals>{_ORDINAL}
      (?:(?:,|\sand|,?\sor|\sas\swell\sas\sat\sits|\sand\sat\sits|\sto)\s+{_ORDINAL})*)
    \s+(?:regular\s|resumed\s|substantive\s)?sessions?\b
    """,
    re.VERBOSE,
)
_YEAR_SESSION = re.compile(
    r"\b(?:at|during|to|in|for) (?:its|the|their) (?P<year>(?:19|20)\d\d)(?: substantive)? session\b"
)
_DATE = re.compile(
    rf"""
    \b(?:by|before|than|until|prior\sto|on|later\sthan)\s+ (?:the\send\sof\s+|the\sbeginning\sof\s+)?
    (?:(?P<day>\d{{1,2}})\s)? (?:(?P<month>{_MONTHS})\s)? (?P<year>(?:19|20)\d\d)\b(?!/)
    """,
    re.VERBOSE,
)
_WITHIN = re.compile(rf"\bwithin (?:a period of )?{_COUNT} (?P<unit>days|weeks|months|years)\b", re.IGNORECASE)
_EVERY = re.compile(
    rf"\b(?:every|each) (?:(?:{_COUNT}|second|other) )?(?P<unit>day|week|month|quarter|year)s?\b", re.IGNORECASE
)
_FREQUENCIES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frequency)
    for words, frequency in (
        (r"twice annual|twice (?:a|per) year|semi-annual(?:ly)?|biannual(?:ly)?|every six months", "every 6 months"),
        (r"annual(?:ly)?|yearly|every year|each year|once (?:a|per) year|on a yearly basis", "annual"),
        (r"biennial(?:ly)?|every two years|every second year|on a biennial basis", "biennial"),
        (r"triennial(?:ly)?|every three years", "every 36 months"),
        (r"quarterly", "every 3 months"),
        (r"monthly", "every 1 months"),
        (r"on a regular basis|regular(?:ly)?|at regular intervals", "regular"),
        (r"periodic(?:ally)?", "periodic"),
    )
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due and how often it recurs, in the forms that the head of this module lists."""

    due: str | None
    frequency: str | None


def deadlines(words: str) -> tuple[Deadline, ...]:
    """The deadlines that these words set: one for each session named; one without a date where none is named."""
    frequency = _frequency(words)
    dues: list[str | None] = list(_dues(words))
    if not dues and frequency and frequency.startswith("every") and _EVERY.search(words):
        dues = [frequency]
    return tuple(Deadline(due, frequency) for due in dues or [None])


def _dues(words: str) -> Iterator[str]:
    found = _SESSION.search(words)
    if found:
        for word in re.findall(ordinal.PATTERN, found["ordinals"]):
            yield f"session {ordinal.number(word)}"
        return
    found = _YEAR_SESSION.search(words)
    if found:
        yield f"session {found['year']}"
        return
    found = _WITHIN.search(words)
    if found:
        yield f"within {_count(found['count'])} {found['unit'].lower()}"
        return
    found = _DATE.search(words)
    if found:
        yield _iso(found)


def _iso(found: re.Match[str]) -> str:
    parts = [found["year"]]
    if found["month"]:
        parts.append(f"{_MONTHS.split('|').index(found['month']) + 1:02}")
        if found["day"]:
            parts.append(f"{int(found['day']):02}")
    return "-".join(parts)


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _COUNTED[words.lower()]


def _frequency(words: str) -> str | None:
    found = _EVERY.search(words)
    if found and found["count"]:
        unit = found["unit"].lower()
        count = _count(found["count"]) * (12 if unit == "year" else 1)
        every = f"every {count} {'months' if unit == 'year' else f'{unit}s'}"
        return {"every 12 months": "annual", "every 24 months": "biennial"}.get(every, every)
    return next((frequency for pattern, frequency in _FREQUENCIES if pattern.search(words)), None)

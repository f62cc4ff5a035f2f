"""Masthead: what a resolution says of itself: symbol, organ, title, when and where it was adopted.

Only what is printed: a fact that the text does not state is ``None``.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from . import ordinal
from .document import Document, Span
from .errors import SymbolError
from .structure import Kind, Structure
from .symbol import Symbol, organ_of, symbol


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a document says of itself. ``session`` is a number, or a year for sessions that are called by it."""

    symbol: Symbol | None
    organ: str | None
    title: str | None
    adopted: date | None
    session: str | None
    agenda_item: str | None
    agenda_title: str | None
    meeting: str | None
    provenance: str | None
    vote: str | None
    distribution: str | None
    job_number: str | None
    places: tuple[tuple[str, Span], ...]
    """Pairs of a field's name and the words in which it stands."""


def masthead_of(structure: Structure, facts: Mapping[str, str] = MappingProxyType({})) -> Masthead:
    """What is printed in the front and back matter. Never refuses: what is not found is ``None``.

    ``facts`` are what the form of the source states itself: symbol, title, session, and the day of adoption (ISO 8601).
    They count before the words.
    """
    document = structure.document
    front, back = (tuple(p.span for p in structure.of(kind)) for kind in (Kind.FRONT, Kind.BACK))
    spans = (*front, *back)
    lines = {span: document.words(span) for span in spans}
    places: dict[str, Span] = {}
    for name, find in _FIELDS:
        where = (*back, *front) if name == "adopted" else spans  # in front, a day may be that of printing
        for span in where if name not in places else ():
            found = find(lines[span])
            if found:
                places[name] = Span(span.start + found.start(1), span.start + found.end(1))
                break
    agenda_title = _agenda_title(document, spans, places.get("agenda_item"))
    if agenda_title:
        places["agenda_title"] = agenda_title
    title = _title(document, spans, places.get("number")) or _title_of_draft(structure, places)
    if title:
        places["title"] = title
    words = {name: document.words(span) for name, span in places.items()} | dict(facts)
    named = _symbol(words)
    return Masthead(
        symbol=named,
        organ=organ_of(named) if named else None,
        title=words.get("title"),
        adopted=_day(words.get("adopted")),
        session=_session(words.get("session")),
        agenda_item=words.get("agenda_item"),
        agenda_title=words.get("agenda_title"),
        meeting=words.get("meeting"),
        provenance=words.get("provenance"),
        vote=words.get("vote"),
        distribution=words.get("distribution"),
        job_number=words.get("job_number"),
        places=tuple(places.items()),
    )


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}"
_VOTE = (
    r"^\[?((?:Resolution )?[Aa]dopted (?:at the \d+\w{2,3} meet-?ing,? )?"
    r"(?:unanimously|without a vote|by consensus|by (?:a )?(?:[a-z-]+ |\d+ )?votes?\b.*?)[^\]]*?)\]?$"
)


def _finding(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """How a pattern is found in a line: one that stands at its beginning need not be looked for elsewhere."""
    return pattern.match if pattern.pattern.startswith("^") else pattern.search


_FIELDS = tuple(
    (name, _finding(re.compile(pattern, flags)))
    for name, pattern, flags in (
        ("symbol", r"\b([ASE]/(?:HRC/)?(?:RES|DEC|PRST)/[\w./-]+?\d+(?: ?\(\d{4}\))?)(?=[A-Z][a-z]|\s|$)", 0),
        ("number", r"^((?:S-|ES-)?\d{1,4}/\d{1,4}(?: ?[A-Z])?)[. ]", 0),
        ("number", r"^(?:RESOLUTION )?(\d{1,4} \(\d{4}\))", re.IGNORECASE),
        ("number", r"^(\d{1,4}(?: [A-Z])? ?\((?:[A-Z]+-)?[IVXLC]+\))[. ]", 0),
        ("draft", r"^(?:United Nations )?([AES]/(?:[\w.-]+/)*(?:CRP|L)\.\d+(?:/(?:Rev|Add|Corr)\.\d+)*)\b", 0),
        ("draft", r"^(?:United Nations )?(S/(?:19|20)\d\d/\d+)\b", 0),
        (
            "organ",
            r"(General Assembly|Security Council|Economic and Social Council|Human Rights Council)",
            re.IGNORECASE,
        ),
        ("adopted", rf"\b[Aa]dopted by the .{{0,90}}\b[Oo]n ({_DAY})", 0),
        ("adopted", rf"^[Oo]n ({_DAY})$", 0),
        ("adopted", rf"\bResolution (?:\d{{1,4}} \(\d{{4}}\) ?)?of ({_DAY})", 0),
        ("adopted", rf"^({_DAY})$", 0),
        ("session", rf"^(?=.* session\b).*?({ordinal.PATTERN}) session\b", 0),
        ("session", r"^(\d{4}) session\b", 0),
        ("agenda_item", r"\bAgenda items? (\d+(?: \([a-z]\))?(?:(?:, | and )\d+(?: \([a-z]\))?)*)", 0),
        ("meeting", r"\b(\d+(?:st|nd|rd|th)(?: \([a-z-]+\))? (?:plenary )?meeting)\b", 0),
        ("provenance", r"^\[((?:on|without|concerning) .+?)\]$", 0),
        ("vote", _VOTE, 0),
        ("distribution", r"Distr\.:? ?([A-Z][a-z]+)", 0),
        ("job_number", r"^(N\d{7}[A-Z]?)$", 0),
    )
)


def _title(document: Document, spans: Sequence[Span], number: Span | None) -> Span | None:
    """The words after the number of the resolution, or, where nothing follows, the line of the number itself."""
    if number is None:
        return None
    line = next(span for span in spans if span.start <= number.start < span.end)
    after = _SEPARATOR.match(document.text, number.end, line.end)
    start = after.end() if after else number.end
    return Span(start, line.end) if start < line.end else line


def _title_of_draft(structure: Structure, places: Mapping[str, Span]) -> Span | None:
    """Of a draft, which has no number, the line above the enacting words."""
    above = [p.span for p in structure.of(Kind.FRONT)]
    return above[-2] if "draft" in places and "number" not in places and "symbol" not in places and above[1:] else None


def _agenda_title(document: Document, spans: Sequence[Span], item: Span | None) -> Span | None:
    """The line under the number of the agenda item, unless it is the number of the resolution or a remark."""
    if item is None:
        return None
    after = next((span for span in spans if span.start > item.end), None)
    return after if after and _AGENDA_TITLE.match(document.words(after)) else None


_AGENDA_TITLE = re.compile(r"(?!The [A-Z]|Resolution |Adopted )[A-Z](?![A-Z]*/)\D{6}")
_SEPARATOR = re.compile(r"[.\s]+")
_OF_ORGAN = {
    "general assembly": "A/RES/",
    "security council": "S/RES/",
    "economic and social council": "E/RES/",
    "human rights council": "A/HRC/RES/",
}


#: Only the Security Council has put the year of a resolution behind its number.
_YEAR_IN_BRACKETS = re.compile(r"\(\d{4}\)$")


def _symbol(words: Mapping[str, str]) -> Symbol | None:
    """The symbol printed, or the one that organ and number make."""
    printed = words.get("symbol")
    number = words.get("number")
    draft = words.get("draft")
    if printed is None and number and _YEAR_IN_BRACKETS.search(number):
        printed = f"S/RES/{number}"
    elif printed is None and number and "organ" in words:
        printed = _OF_ORGAN[words["organ"].lower()] + number
    printed = printed or draft
    try:
        return symbol(printed) if printed else None
    except SymbolError:
        return None


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        if "-" in words:
            return date.fromisoformat(words)
        day, month, year = words.split()
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def _session(words: str | None) -> str | None:
    if words is None:
        return None
    return words if words.isdigit() else str(ordinal.number(words))

"""Observance: an international day, week, year or decade: which one words name, and where an organ proclaims one.

All names are found in one pass, only in a text that can hold any. A proclamation is told by the wordings of
``clauses.toml``; one that is not known here is known by its name.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import iri
from .clause import Clause, Topic
from .document import Span
from .name import same_signs
from .provision import Provision
from .structure import Structure
from .trie import Trie


@dataclass(frozen=True, slots=True)
class Observance:
    """One entry of ``observances.toml``, whose head says what each key means."""

    id: str
    kind: str
    name: str
    strong: tuple[str, ...] = ()
    on: str | None = None
    resolution: str | None = None


@dataclass(frozen=True, slots=True)
class NamedObservance:
    """A place where an observance is named, and the rule that decided."""

    paragraph: str
    observance: Observance
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Proclamation:
    """A clause by which an organ proclaims an observance; ``on`` is when it is to be, if that is printed."""

    clause: Clause
    observance: Observance
    on: str | None


class Observances:
    """All observances, ready to be found. Made once from the entries of ``observances.toml``."""

    def __init__(self, observances: Sequence[Observance]) -> None:
        self.by_id = {one.id: one for one in observances}
        self._by_name = {same_signs(name): one for one in observances for name in (one.name, *one.strong)}
        # "second International Year of …" is printed with a capital too.
        self._by_name |= {name[:1].upper() + name[1:]: one for name, one in self._by_name.items()}
        self._trie = Trie(self._by_name)

    def find(self, structure: Structure, names: Sequence[Span] = ()) -> tuple[NamedObservance, ...]:
        """Where observances are named in a document, in order.

        ``names`` are the places of actors' names: a decade in the name of its conference is not named there.
        """
        text = structure.document.text
        if not any(kind in text for kind in _ANY):
            return ()
        text = same_signs(text)
        found = structure.placed(self._trie.find(text), lambda place: place[0])
        return tuple(
            NamedObservance(paragraph.name, self._by_name[text[start:end]], Span(start, end), "strong-name")
            for paragraph, (start, end) in found
            if not _covers(names, start)
        )

    def called(self, name: str) -> Observance | None:
        """The observance of this name; ``None`` if it is not known."""
        return self._by_name.get(same_signs(name))


def _covers(names: Sequence[Span], at: int) -> bool:
    """Whether a place lies inside one of some names, which stand in order."""
    last = bisect(names, at, key=lambda name: name.start) - 1
    return last >= 0 and at < names[last].end


_ANY = ("Day", "Week", "Year", "Decade")


def proclamations_of(
    structure: Structure, provisions: Sequence[Provision], clauses: Sequence[Clause], observances: Observances
) -> tuple[Proclamation, ...]:
    """The observances that the organ itself proclaims in a document, in order."""
    return tuple(_proclamations(structure, provisions, clauses, observances))


def _proclamations(
    structure: Structure, provisions: Sequence[Provision], clauses: Sequence[Clause], observances: Observances
) -> Iterator[Proclamation]:
    text = structure.document.text
    for clause in clauses:
        if clause.topic is not Topic.OBSERVANCE or clause.about is None:
            continue
        provision = provisions[clause.provision]
        name = " ".join(structure.document.words(clause.about).split())
        kind = _kind(name)
        others = _OTHERS.search(text, provision.span.start, max(provision.span.start, clause.span.start))
        if kind and provision.verb.illocution == "constitutive" and not others:
            on = _on(text, clause)
            known = observances.called(name)
            if known and not (kind in _ONCE and on and on != known.on):
                yield Proclamation(clause, known, on)
            else:
                again = f"-{on[:4]}" if known and on else ""
                yield Proclamation(clause, Observance(iri.slug(name) + again, kind, name, on=on), on)


#: What is held once: of the same name and another time it is another one.
_ONCE = frozenset({"year", "decade"})

#: Words behind which others are to proclaim, or nothing new is proclaimed.
_OTHERS = re.compile(r"\b(?:invit|encourag|call|urg|request|recommend|appeal|continu)\w*\b", re.IGNORECASE)
_KINDS = re.compile(r"\b(Day|Week|Year|Decade)\b")


def _kind(name: str) -> str | None:
    """What an observance of this name is: the first of these words, "Decade" in "Decade of the Year"."""
    found = _KINDS.search(name)
    return found[1].lower() if found else None


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}}) {_MONTH}\b(?! \d{{4}})")
_DAYS = re.compile(rf"\b(?P<first>\d{{1,2}})(?: to |–|-)(?P<day>\d{{1,2}}) {_MONTH}\b(?! \d{{4}})")
_YEARS = re.compile(r"\b(?P<first>\d{4})(?:–|-| to )(?P<last>\d{4})\b")
_TEN_YEARS = re.compile(
    r"\b(?:10|ten)-year period (?:beginning|starting) (?:on|in|from) (?:1 January )?(?P<first>\d{4})\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def _on(text: str, clause: Clause) -> str | None:
    """When something is to be observed, as ``observances.toml`` writes it, of what stands beside its name."""
    about = clause.about or clause.span
    words = f"{text[clause.span.start : about.start]} {text[about.end : clause.span.end]}"
    for pattern, written in _WRITTEN:
        found = pattern.search(words)
        if found:
            return written(found)
    return None


def _in_year(day: str, month: str) -> str:
    return f"{_MONTHS.index(month) + 1:02}-{int(day):02}"


_WRITTEN = (
    (_DAYS, lambda found: f"{_in_year(found['first'], found['month'])}/{_in_year(found['day'], found['month'])}"),
    (_DAY, lambda found: _in_year(found["day"], found["month"])),
    (_YEARS, lambda found: f"{found['first']}/{found['last']}"),
    (_TEN_YEARS, lambda found: f"{found['first']}/{int(found['first']) + 9}"),
    (_YEAR, lambda found: found[0]),
)

"""Instrument: a treaty, a declaration or a programme that is cited by its name, and the parts of it that are cited.

All names are found in one pass. A strong name always means its instrument; a weak one ("the 1951 Convention") the
instrument that the document names in full; a head ("the Convention") the one named last that bears it, unless one that
is not known here was named since: then nothing is said.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NewType

from .citation import Functions, Said
from .document import Span
from .name import same_signs
from .pinpoint import Pinpoint
from .structure import Structure
from .trie import Trie

InstrumentId = NewType("InstrumentId", str)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One entry ``[[instrument]]`` of ``instruments.toml``, whose head says what each key means."""

    id: str
    kind: str
    name: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    adopted: str | None = None
    resolution: str | None = None
    parent: str | None = None
    units: str | None = None


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument cited by name, once for each paragraph and part; ``span`` covers the name, ``rule`` decided."""

    paragraph: str
    instrument: Instrument
    function: str
    span: Span
    rule: str
    pinpoint: Pinpoint | None


class Instruments:
    """All instruments, ready to be found. Made once from the entries of ``instruments.toml``."""

    def __init__(self, instruments: Sequence[Instrument], heads: Sequence[str]) -> None:
        self.by_id = {instrument.id: instrument for instrument in instruments}
        self._strong = _by_name((n, i) for i in instruments for n in (i.name, *i.strong))
        self._weak = _by_name((n, i) for i in instruments for n in i.weak)
        self._heads = frozenset(heads)
        self._goals = next((i for i in instruments if i.units), None)
        #: The heads in a name by which its instrument is not called: they mean nothing once it has been said.
        self._others: dict[str, dict[str, Instrument | None]] = {
            name: {head: None for head in heads if head not in instrument.weak and f" {head}" in f" {name}"}
            for name, (instrument, *_) in self._strong.items()
        }
        self._trie = Trie({*self._strong, *self._weak, *heads, *(_GOALS if self._goals else ())})

    def find(
        self, structure: Structure, functions: Functions, names: Sequence[Span] = ()
    ) -> tuple[NamedInstrument, ...]:
        """The instruments that a document cites by name, in order.

        ``names`` are the places of actors' names: a convention in the name of its conference is not cited there.
        """
        found = _once(self._found(structure, functions, names))
        return tuple(found)

    def _found(self, structure: Structure, functions: Functions, names: Sequence[Span]) -> Iterator[NamedInstrument]:
        text = same_signs(structure.document.text)
        places = list(self._trie.find(text))
        full = {instrument.id for start, end in places for instrument in self._strong.get(text[start:end], ())}
        context = _Context(self._weak, self._heads, self._others, full)
        paragraphs = structure.paragraphs
        starts = [paragraph.span.start for paragraph in paragraphs]
        said: dict[str, Said] = {}
        for start, end in places:
            at = bisect(starts, start) - 1
            if at < 0 or paragraphs[at].span.end < end or _within(names, start, end):
                continue
            decided = self._decided(text, start, end, context)
            if decided is None:
                continue
            instrument, rule, pinpoint = decided
            paragraph = paragraphs[at]
            words = said.get(paragraph.name)
            if words is None:
                words = said[paragraph.name] = functions.said(structure.words(paragraph))
            begins = pinpoint.span.start if pinpoint and pinpoint.span.start < start else start
            function = words.function(begins - paragraph.span.start)
            yield NamedInstrument(paragraph.name, instrument, function, Span(start, end), rule, pinpoint)

    def _decided(
        self, text: str, start: int, end: int, context: "_Context"
    ) -> tuple[Instrument, str, Pinpoint | None] | None:
        """The instrument that a name means here, the rule that decided, and the part cited."""
        words = text[start:end]
        goals = self._goals and words in _GOALS and _goals_cited(text, start, end)
        if goals and self._goals:
            return self._goals, "numbered-goal", goals
        if words in self._strong:
            (instrument,) = self._strong[words]
            context.said(words, instrument)
            return instrument, "strong-name", _part(text, start, end)
        decided = context.decide(text, start, end)
        return (*decided, _part(text, start, end)) if decided else None


def _by_name(pairs: Iterable[tuple[str, Instrument]]) -> dict[str, tuple[Instrument, ...]]:
    names: dict[str, tuple[Instrument, ...]] = {}
    for name, instrument in pairs:
        key = same_signs(name)
        names[key] = (*names.get(key, ()), instrument)
    return names


def _once(found: Iterable[NamedInstrument]) -> Iterator[NamedInstrument]:
    """The first citation of each instrument and part in a paragraph."""
    known = set()
    for one in found:
        key = (one.paragraph, one.instrument.id, one.pinpoint.units if one.pinpoint else ())
        if key not in known:
            known.add(key)
            yield one


def _within(names: Sequence[Span], start: int, end: int) -> bool:
    """Whether a place lies inside an actor's longer name."""
    at = bisect(names, Span(start, end))
    near = [names[n] for n in (at - 1, at) if 0 <= n < len(names)]
    return any(name.start <= start and end <= name.end and name.end - name.start > end - start for name in near)


class _Context:
    """What a document has named so far; ``full`` are the instruments that it names in full anywhere."""

    def __init__(
        self,
        weak: dict[str, tuple[Instrument, ...]],
        heads: frozenset[str],
        others: dict[str, dict[str, Instrument | None]],
        full: set[str],
    ) -> None:
        self._weak = weak
        self._heads = heads
        self._others = others
        self._full = full
        self._last: dict[str, Instrument | None] = {}

    def said(self, words: str, instrument: Instrument) -> None:
        """Remember an instrument for each head that it can be called by."""
        for head in instrument.weak:
            if head in self._heads:
                self._last[head] = instrument
        self._last |= self._others[words]

    def decide(self, text: str, start: int, end: int) -> tuple[Instrument, str] | None:
        """The instrument that a weak name or a head means, and the rule that decided."""
        words = text[start:end]
        if words in self._heads:
            return self._head(words, text, start, end)
        candidates = self._weak.get(words, ())
        named = [one for one in candidates if one.id in self._full]
        return (named[0], "weak-name-of-an-instrument-named-in-full") if len(named) == 1 else None

    def _head(self, head: str, text: str, start: int, end: int) -> tuple[Instrument, str] | None:
        if not _DEFINITE.search(text, max(0, start - 6), start) or _GOES_ON.match(text, end):
            if _TITLE_BEFORE.search(text, max(0, start - 20), start) or _GOES_ON.match(text, end):
                self._last[head] = None
            return None
        if head in self._last:
            last = self._last[head]
            return (last, "head-of-the-last-named") if last else None
        candidates = self._weak.get(head, ())
        return (candidates[0], "only-bearer-of-a-head") if len(candidates) == 1 else None


_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]hat|its) \Z")
_TITLE_BEFORE = re.compile(r"\b[A-Z][\w’-]* \Z")
_GOES_ON = re.compile(
    r" (?:on|against|for|of|relating|concerning|between|establishing|to) (?!the present\b)|,? [A-Z]|-"
)

_NUMERALS = r"(?:\d+(?: ?\(\w+\))*|[IVXL]+)"
_LIST = rf"{_NUMERALS}(?:(?:, and|,| and| to|-)(?: (?:articles?|paragraphs?|[Cc]hapters?))? ?{_NUMERALS})*"
_KINDS = r"(?:[Aa]rticles?|[Aa]rts?\.|[Cc]hapters?|[Pp]arts?|[Pp]aragraphs?|[Ss]ections?|[Pp]rinciples?|[Rr]ules?)"
_PART_BEFORE = re.compile(
    rf"(?P<part>\b{_KINDS} {_LIST}(?:,? (?:(?:and|of) )?{_KINDS} {_LIST})*),? (?:of|to|in) the "
    r"(?:[Uu]nited Nations )?\Z"
)
_PART_AFTER = re.compile(rf",? (?P<part>[Aa]rt(?:icles?|s?\.) {_LIST})(?! (?:of|to)\b)")


def _part(text: str, start: int, end: int) -> Pinpoint | None:
    """The articles, chapters or parts of an instrument that are cited with it, as words."""
    window = max(0, start - 90)
    before = text[window:start]
    if before.endswith("the ") and any(digit in before for digit in _OF_NUMBERS):
        found = _PART_BEFORE.search(before)
        if found:
            return _words(found, window)
    after = _PART_AFTER.match(text, end)
    return _words(after, 0) if after else None


_OF_NUMBERS = (*"0123456789", " I", " V", " X")


def _words(found: re.Match[str], offset: int) -> Pinpoint:
    start, end = found.span("part")
    return Pinpoint(Span(offset + start, offset + end), (" ".join(found["part"].split()),))


_GOALS = ("Goal", "Goals", "Sustainable Development Goal", "Sustainable Development Goals", "target", "targets",
          "Target", "Targets")  # fmt: skip
_GOAL = r"(?:1[0-7]|[1-9])"
_CITED_GOALS = re.compile(
    rf" (?P<part>{_GOAL}(?:(?:, and|,| and| to|-) ?(?:Goals? )?{_GOAL}\b(?!\.\w))*)(?![\d.]\w|\w)"
    r"(?! (?:of|in) the (?!2030|Sus))"
)
_TARGET = rf"{_GOAL}\.(?:1?\d|[a-d])\b"
_CITED_TARGETS = re.compile(rf" (?P<part>{_TARGET}(?:(?:, and|,| and| to|-) ?(?:targets? )?{_TARGET})*)")


def _goals_cited(text: str, start: int, end: int) -> Pinpoint | None:
    """The numbers of Goals or targets behind these words."""
    pattern = _CITED_TARGETS if text[start] in "tT" else _CITED_GOALS
    found = pattern.match(text, end)
    if found is None:
        return None
    units = re.findall(r"\d+(?:\.\w+)?", found["part"])
    ends = re.search(r"(\d+)(?: to |-)(\d+)$", found["part"])
    if ends:
        units += map(str, range(int(ends[1]) + 1, int(ends[2])))
    return Pinpoint(Span(start, found.end("part")), tuple(dict.fromkeys(units)))

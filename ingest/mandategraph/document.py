"""Document: what was said, and where each character of it stood in print.

A source comes with things that are no words of the resolution: fields of the word processor, running heads, page
numbers, footnote marks glued to the word they follow. ``clean`` takes them out and remembers, for each character that
stays, where it was. After it:

- the text is NFC, has one line for each printed paragraph, no blank line, no tab, no double blank, and no hyphens but
  one;
- ``raw[origin[i]]`` is the character printed for ``text[i]``, or where what was printed for it begins;
- each footnote mark is out of the words and in ``marks``, with the place at which it stood.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from .source.printed import END_OF_MARK, MARK, Sign


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What is printed but is no word of the resolution: one entry of ``cleaning.toml``.

    The pattern of a ``line`` is all that stands in it but for blanks.
    """

    id: str
    pattern: re.Pattern[str]
    put: str
    before: str
    after: str
    line: bool = False


class Span(NamedTuple):
    """Characters ``start`` to ``end`` of a text: zero-based, half-open, counted in Unicode code points."""

    start: int
    end: int


_S = TypeVar("_S", bound=tuple[int, int])


def spans_in(spans: Sequence[_S], start: int, end: int) -> Sequence[_S]:
    """Those of some spans, given in order and apart from each other, that begin between two places."""
    return spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]


def lies_inside(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place lies inside one of some spans, and not at its edges."""
    return any(span.start < at < span.end for span in spans)


def is_quoted(text: str, start: int, at: int) -> bool:
    """Whether a place stands in a quotation that began behind another place."""
    return text.count("“", start, at) > text.count("”", start, at)


@lru_cache(maxsize=8)
def in_small_letters(text: str) -> str:
    """A text without capitals; every character keeps its place, also the one that would become two."""
    return text.replace("İ", "I").lower()


class Mark(NamedTuple):
    """A footnote mark: its number as printed, and the offset in the text before which it stood."""

    number: str
    at: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where each character of a text stood in print: ``origin[at]``.

    Pairs of where a run of characters begins in the text and where in print, in order; inside one they stood side by
    side.
    """

    runs: tuple[tuple[int, int], ...]

    def __getitem__(self, at: int) -> int:
        """Where the character at a place of the text stood, or where what was printed for it begins."""
        start, place = self.runs[bisect_left(self.runs, (at + 1,)) - 1]
        return place + at - start

    def moved(self, start: int, end: int, to: int) -> Iterator[tuple[int, int]]:
        """The runs between two places of the text, as they are in a text where these words begin ``to``."""
        if start < end:
            yield to, self[start]
        for begin, place in spans_in(self.runs, start + 1, end):
            yield begin - start + to, place


@dataclass(frozen=True, slots=True)
class Document:
    """One document's words. ``origin[i]`` is where ``text[i]`` stood in ``raw``."""

    raw: str
    text: str
    origin: Origin
    marks: tuple[Mark, ...]
    footnotes: tuple[Span, ...]
    signs: tuple[tuple[int, Sign], ...] = ()
    """What the form of the source shows of the line that begins at an offset."""

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def words(self, span: Span) -> str:
        """The words that stand there."""
        return self.text[span.start : span.end]

    def printed(self, span: Span) -> Span:
        """The place in ``raw`` from which these words were read."""
        if span.start == span.end:
            at = self.origin[span.start] if span.start < len(self.text) else len(self.raw)
            return Span(at, at)
        end = self.origin[span.end - 1] + 1
        while end < len(self.raw) and unicodedata.combining(self.raw[end]):
            end += 1
        return Span(self.origin[span.start], end)

    def lines(self) -> Iterator[Span]:
        """The printed paragraphs in order."""
        start = 0
        for line in self.text.splitlines(keepends=True):
            yield Span(start, start + len(line.rstrip("\n")))
            start += len(line)

    def indent(self, at: int) -> int:
        """How many tabs stood in print before the line that begins at this offset of the text."""
        place = self.origin[at]
        return self.raw.count("\t", self.raw.rfind("\n", 0, place) + 1, place)


def clean(raw: str, cleaning: Sequence[Cleaning]) -> Document:
    """The words of a source, with a way back to every printed character. Never refuses: no words is an empty text."""
    text, origin = _rewrite(raw, Origin(((0, 0),)), _edits(raw, cleaning))
    text, origin = _rewrite(text, origin, _visible(text))
    text, origin = _rewrite(text, origin, _composed(text))
    text, origin = _rewrite(text, origin, _running_heads(text))
    text, origin = _rewrite(text, origin, _blanks(text))
    told = MARK in text or any(sign in text for sign in Sign)
    notes = tuple(_footnotes_told(text) if told else _footnotes(text))
    glued = _marks_told(text, notes) if told else _marks(text, notes)
    signs = tuple((found.start(), Sign(found[0])) for found in _SIGN.finditer(text)) if told else ()
    edits = sorted([Edit(start, end, "") for _, start, end in glued] + list(_signs(text, notes) if told else ()))
    text, origin = _rewrite(text, origin, edits)

    def moved(at: int) -> int:
        return at - sum(min(at, edit.end) - edit.start for edit in edits if edit.start < at)

    marks = tuple(Mark(number, moved(start)) for number, start, _ in glued)
    footnotes = tuple(Span(moved(note.start), moved(note.end)) for _, note in notes)
    return Document(raw, text, origin, marks, footnotes, tuple((moved(at), sign) for at, sign in signs))


class Edit(NamedTuple):
    """Put these characters in the place of those."""

    start: int
    end: int
    put: str


def _rewrite(text: str, origin: Origin, edits: Iterable[Edit]) -> tuple[str, Origin]:
    """Carry out edits, given in order and apart from each other, on a text and on its way back to print."""
    words: list[str] = []
    runs: list[tuple[int, int]] = []
    at = to = 0
    for start, end, put in edits:
        words += text[at:start], put
        runs += origin.moved(at, start, to)
        to += start - at
        runs += [(begin, origin[start]) for begin in range(to, to + len(put))]
        to += len(put)
        at = end
    if at == 0:
        return text, origin
    words.append(text[at:])
    runs += origin.moved(at, len(text), to)
    return "".join(words), Origin(tuple(runs))


def _edits(raw: str, cleaning: Sequence[Cleaning]) -> Iterator[Edit]:
    lines = [line.span() for line in _PRINTED_LINE.finditer(raw)]
    found: list[Edit] = []
    for rule in cleaning:
        whole = (rule.pattern.fullmatch(raw, *line) for line in lines) if rule.line else ()
        matches = filter(None, whole) if rule.line else rule.pattern.finditer(raw)
        found += (Edit(m.start(), m.end(), m.expand(rule.put) if rule.put else "") for m in matches)
    yield from _disjoint(sorted(found))


_PRINTED_LINE = re.compile(r"\S(?:.*\S)?")


def _disjoint(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Of edits in order, those that begin behind the end of the one before."""
    at = 0
    for edit in edits:
        if edit.start >= at and edit.end > edit.start:
            yield edit
            at = edit.end


_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff\xad"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")


def _composed(text: str) -> Iterator[Edit]:
    """Letters and the accents printed after them as one character (Unicode normalization form C)."""
    if unicodedata.is_normalized("NFC", text):
        return
    start = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and not _is_boundary(text[at - 1], text[at]):
            continue
        composed = unicodedata.normalize("NFC", text[start:at])
        if composed != text[start:at]:
            yield Edit(start, at, composed)
        start = at


def _is_boundary(before: str, after: str) -> bool:
    """Whether nothing is composed across these two characters."""
    alone = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", after)
    return unicodedata.combining(after) == 0 and unicodedata.normalize("NFC", before + after) == alone


def _visible(text: str) -> Iterator[Edit]:
    """Soft hyphens and other characters that nobody sees."""
    for found in _INVISIBLE.finditer(text) if any(sign in text for sign in _UNSEEN) else ():
        yield Edit(found.start(), found.end(), "")


_BREAK = r"\n\r\f\v\x85\u2028\u2029"
_BUT_A_BLANK = f"{_BREAK}\\t\\x1c-\\x1f\\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: All runs of blanks and line breaks but a single one. One pattern for both would be much slower, and so would be a
#: class of characters that are not spelt out.
_BLANKS = (re.compile(r" \s+"), re.compile(rf"[{_BUT_A_BLANK}](?:\s+|(?<!\n))"))
_BREAKS = re.compile(f"[{_BREAK}]")


def _blanks(text: str) -> Iterator[Edit]:
    """One line break or one blank wherever there are several; none at either end."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    runs = sorted(found.span() for blanks in _BLANKS for found in blanks.finditer(text, first, last))
    inside = (Edit(*run, "\n" if _BREAKS.search(text, *run) else " ") for run in runs)
    for edit in _disjoint([Edit(0, first, ""), *inside, Edit(last, len(text), "")]):
        if text[edit.start : edit.end] != edit.put:
            yield edit


_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_SYMBOL_AT_AN_END = re.compile(
    r"\A((?:A|S|E)/[A-Z0-9/.-]+\d(?: ?\(\d{4}\))?)|((?:A|S|E)/[A-Z0-9/.-]+\d(?: ?\(\d{4}\))?)\Z"
)


def _running_heads(text: str) -> Iterator[Edit]:
    """Blocks that only repeat, beside the symbol, words printed before: the heads of the pages."""
    said: list[str] = []
    for block in _BLOCK.finditer(text):
        words = "".join(block[0].split())
        bare = _without_symbol(block[0]) if len(words) <= _LONGEST_HEAD else words
        if bare and bare != words and any(bare in before for before in said):
            yield Edit(block.start(), block.end(), "")
        else:
            said.append(words)


#: A running head repeats at most a long title: so many characters, blanks apart.
_LONGEST_HEAD = 400


def _without_symbol(block: str) -> str:
    rest = _SYMBOL_AT_AN_END.sub("", " ".join(block.split()), count=1)
    return "".join(rest.split())


_MARKED = re.compile(rf"[ \t]*{MARK}(?P<number>[^{END_OF_MARK}\n]{{1,4}}){END_OF_MARK}")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FOOTNOTE = re.compile(rf"^(?P<number>\d{{1,3}}|\*{{1,3}}) (?!\(\d{{4}}\)|(?:{_MONTHS})\b)[“\"(A-Z].+$", re.MULTILINE)
_LINE = re.compile(r"^.+$", re.MULTILINE)
_SIGN = re.compile(f"[{''.join(Sign)}]")
_NUMBERED = re.compile(r"\n\d{1,3}\. ")


def _footnotes_told(text: str) -> Iterator[tuple[str, Span]]:
    """Footnotes, number and span with the number, where the reader told marks from words: they begin with one."""
    for line in _LINE.finditer(text):
        marked = _MARKED.match(line[0])
        if marked:
            yield marked["number"], Span(*line.span())


def _footnotes(text: str) -> Iterator[tuple[str, Span]]:
    """Footnotes, number and span with the number: behind the resolution, they begin with a number without full stop."""
    end_of_operatives = max((m.start() for m in _NUMBERED.finditer(text)), default=0)
    for found in _FOOTNOTE.finditer(text, end_of_operatives):
        yield found["number"], Span(found.start(), found.end())


def _signs(text: str, footnotes: Sequence[tuple[str, Span]]) -> Iterator[Edit]:
    """The signs that readers set: around the marks with which footnotes open, and before lines."""
    for sign in _SIGN.finditer(text):
        yield Edit(sign.start(), sign.end(), "")
    for number, note in footnotes:
        if text.startswith(MARK, note.start):
            yield Edit(note.start, note.start + 1, "")
            yield Edit(note.start + 1 + len(number), note.start + 2 + len(number), "")


def _marks_told(text: str, footnotes: Sequence[tuple[str, Span]]) -> list[tuple[str, int, int]]:
    """The marks of these footnotes, number, start and end, where the reader told them from the words."""
    notes = {note.start for _, note in footnotes}
    return [(m["number"], m.start(), m.end()) for m in _MARKED.finditer(text) if m.start() not in notes]


def _marks(text: str, footnotes: Sequence[tuple[str, Span]]) -> list[tuple[str, int, int]]:
    """The marks of these footnotes, number, start and end: glued to a letter or to punctuation."""
    if not footnotes:
        return []
    before = footnotes[0][1].start
    numbers = "|".join(re.escape(number) for number in sorted({n for n, _ in footnotes}, key=len, reverse=True))
    glued = re.compile(
        rf"(?<=[^\W\d_][,;:.”’)\]]|[”’)\]][,;:.])(?<!\b[A-Z]\.)(?<![IVXLC]\.)(?<!Res\.|Rev\.|Add\.|orr\.)(?:{numbers})(?![\w/.)-])"
        rf"|(?<=[^\W\d_][^\W\d_])(?:{numbers})(?![\w/])"
    )
    found = [(m[0], m.start(), m.end()) for m in glued.finditer(text, 0, before)]
    apart = (_apart(text, number, before) for number in {n for n, _ in footnotes} - {n for n, _, _ in found})
    marks = sorted([*found, *filter(None, apart)], key=lambda mark: mark[1])
    return [mark for mark in marks if not unicodedata.combining(text[mark[2] : mark[2] + 1] or "\n")]


def _apart(text: str, number: str, before: int) -> tuple[str, int, int] | None:
    """The only place at which a mark stands behind a number and punctuation, or apart as old prints have it."""
    places = list(re.finditer(rf"(?:(?<=\d[,;:])|(?<=[,;:.”)]) ){re.escape(number)}(?=\s|$)", text[:before]))
    return (number, places[0].start(), places[0].end()) if len(places) == 1 else None

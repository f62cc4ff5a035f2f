"""Structure: a document divided into paragraphs, each with the label by which people cite it.

``pp3`` is the third preambular paragraph, ``5`` an operative one, ``5(a)(i)`` a part of it, ``op1`` an operative
paragraph printed without a number. What stands before the enacting words is ``front``, what follows the last operative
paragraph ``back``; annexes number apart from the resolution.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile
from typing import NamedTuple, TypeVar

from .document import Document, Span
from .source.printed import ENACTING, Sign

_T = TypeVar("_T")


class Kind(StrEnum):
    """The part of a document in which a paragraph stands."""

    FRONT = "front"
    PREAMBULAR = "preambular"
    HEADING = "heading"
    TABLE = "table"
    OPERATIVE = "operative"
    ANNEX = "annex"
    BACK = "back"
    FOOTNOTE = "footnote"


class Paragraph(NamedTuple):
    """One paragraph. ``span`` covers its words without the number; ``name`` is its fragment after Akoma Ntoso.

    ``parent`` is the ``name`` of the paragraph of which this is a part; ``gap`` is true where the number printed is
    not the one that should follow.
    """

    label: str
    name: str
    kind: Kind
    span: Span
    parent: str | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Structure:
    """A document and its paragraphs, in order, none overlapping another."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    footnotes: tuple[tuple[str, str], ...]
    """Pairs of a paragraph's name and the name of a footnote marked in it."""

    def words(self, paragraph: Paragraph) -> str:
        """What a paragraph says, without its number."""
        return self.document.words(paragraph.span)

    def of(self, *kinds: Kind) -> Iterator[Paragraph]:
        """The paragraphs of these kinds, in order."""
        return (p for p in self.paragraphs if p.kind in kinds)

    def under(self, paragraph: Paragraph) -> tuple[Paragraph, ...]:
        """The parts of a paragraph, and theirs."""
        behind = bisect_right(self.paragraphs, paragraph.span.start, key=lambda p: p.span.start)
        alike = (p for p in islice(self.paragraphs, behind, None) if p.kind is paragraph.kind)
        parts = takewhile(lambda p: p.parent is not None, alike)
        return tuple(p for p in parts if p.name.startswith(f"{paragraph.name}__"))

    def placed(self, things: Iterable[_T], at: Callable[[_T], int]) -> Iterator[tuple[Paragraph, _T]]:
        """Things in the order of the text, each with the paragraph in which it begins; those in none are left out.

        ``at`` tells where a thing begins.
        """
        paragraphs = iter(self.paragraphs)
        paragraph = next(paragraphs, None)
        for thing in things:
            place = at(thing)
            while paragraph and paragraph.span.end <= place:
                paragraph = next(paragraphs, None)
            if paragraph is None:
                return
            if paragraph.span.start <= place:
                yield paragraph, thing


def divide(document: Document, opens_operative: re.Pattern[str]) -> Structure:
    """The paragraphs of a document. Never refuses: a text with no enacting words is all front matter.

    ``opens_operative`` matches the beginning of a paragraph that opens with an operative verb; it tells unnumbered
    operative paragraphs from preambular ones.
    """
    paragraphs = tuple(_paragraphs(document, opens_operative))
    return Structure(document, paragraphs, tuple(_marked(document, paragraphs)))


_DECLARING = re.compile(r"We, the .{3,200},")
#: The words that open a statement of the President, and the line behind which a text without enacting words begins.
_STATEMENT = re.compile(r".*\bmade the following statement on behalf of the Council:")
_DATED = re.compile(r"(?:\d{1,4} \(\d{4}\)\.? )?Resolution (?:\d{1,4} \(\d{4}\) )?of \d{1,2} [A-Z][a-z]+ \d{4}.*")
_MEETING = re.compile(r"\d+(?:st|nd|rd|th)(?: \([a-z-]+\))? (?:plenary )?meeting\b")
_VOTE = re.compile(
    r"\[?(?:Adopted|Resolution adopted|Draft resolution .{0,40}adopted) "
    r"(?:unanimously|without a vote|by |at the \d+\w{2,3} meet)"
)
_ANNEX = re.compile(r"(?:Annex|ANNEX|Appendix|APPENDIX)(?: (?:[IVX]+|[A-Z]|\d+))?")
#: A text export prints the masthead, which stands in boxes beside the text, after everything else.
_MASTHEAD = re.compile(r"N\d{7}[A-Z]?|(?:A|S|E)/\S+")
_DISTRIBUTION = "Distr.:"
_HEADING = re.compile(r"(?:(?:Section|Part|SECTION|PART) )?(?P<number>[IVX]+|[A-Z]|(?<= )\d+)\.?")

#: A section's number with its title behind it, on a line that is known to be a heading.
_NUMBERED_HEADING = re.compile(r"(?P<number>[IVXL]+|[A-Z](?=\.))\.?\s")
#: The title of a section, on the line under its number: no sentence.
_TITLE = re.compile(r".{2,250}[^.,;:)”’\]。，；：؛،]")


def _enacts(words: str) -> bool:
    return (ENACTING.fullmatch(words) or _DECLARING.fullmatch(words)) is not None


def _paragraphs(document: Document, opens_operative: re.Pattern[str]) -> Iterator[Paragraph]:
    division, footnotes = _Division(document, opens_operative), set(document.footnotes)
    for line in document.lines():
        if line in footnotes:
            number, _, note = document.words(line).partition(" ")
            span = Span(line.end - len(note), line.end)
            yield Paragraph("footnote", f"footnote_{_footnote_name(number)}", Kind.FOOTNOTE, span)
        else:
            yield division.place(line)


class _Division:
    """Where in a document the reading has come to, and the paragraph that the next line makes there."""

    def __init__(self, document: Document, opens_operative: re.Pattern[str]) -> None:
        self._document = document
        self._opens_operative = opens_operative
        self._section = Kind.FRONT
        self._numbering = Numbering()
        self._counts = dict.fromkeys(Kind, 0)
        self._enacted = False
        self._of_the_annex = 0
        self._titling = False
        self._signs: dict[int, set[Sign]] = {}
        for at, sign in document.signs:
            self._signs.setdefault(at, set()).add(sign)
        self._told = {sign for _, sign in document.signs}
        self._is_unenacted = not self._told and not any(_enacts(document.words(line)) for line in document.lines())

    def place(self, line: Span) -> Paragraph:
        """The paragraph of a line."""
        words, signs = self._document.words(line), self._signs.get(line.start, set())
        opened = self._opened(words) if self._may_enact() else None
        if opened:
            self._enacted = True
            self._begin(opened)
            return self._plain(Kind.FRONT, line)
        told = next((_SECTIONS[sign] for sign in signs if sign in _SECTIONS), None)
        section = told or (self._section if Sign.BACK in self._told else self._guessed(words))
        if section is Kind.ANNEX and (told or section is not self._section or _ANNEX.fullmatch(words)):
            self._counts[Kind.ANNEX] += 1
            self._of_the_annex = 0
        self._begin(section)
        if Sign.HEADING in signs and section is not Kind.FRONT:
            return self._heading(line, words)
        if Sign.ROW in signs:
            return self._plain(Kind.TABLE, line)
        if section in _BODY:
            return self._of_the_body(line, words)
        if section is Kind.ANNEX:
            self._of_the_annex += 1
            name = f"annex_{self._counts[Kind.ANNEX]}__p_{self._of_the_annex}"
            return Paragraph("annex", name, Kind.ANNEX, line)
        return self._plain(section, line)

    def _opened(self, words: str) -> Kind | None:
        """The part that these words open."""
        if _enacts(words) or (self._is_unenacted and _DATED.fullmatch(words)):
            return Kind.PREAMBULAR
        return Kind.OPERATIVE if _STATEMENT.fullmatch(words) else None

    def _may_enact(self) -> bool:
        """Whether enacting words may stand here: once, and again in each lettered part."""
        return not self._enacted or (self._section in (Kind.OPERATIVE, Kind.BACK) and self._numbering.is_divided)

    def _begin(self, section: Kind) -> None:
        if section is Kind.PREAMBULAR and self._section is not section:
            self._counts[Kind.PREAMBULAR] = self._counts[Kind.OPERATIVE] = 0
        self._section = section

    def _guessed(self, words: str) -> Kind:
        """The part of the document that this line belongs to, by its words alone."""
        may_follow = self._section is not Kind.PREAMBULAR and self._enacted
        if may_follow and (_DISTRIBUTION in words or _MASTHEAD.fullmatch(words)):
            return Kind.FRONT
        if self._section in _BODY and (_MEETING.match(words) or _VOTE.match(words)):
            return Kind.BACK
        if self._section is not Kind.FRONT and _ANNEX.fullmatch(words):
            return Kind.ANNEX
        return self._section

    def _heading(self, line: Span, words: str) -> Paragraph:
        numbered = _HEADING.fullmatch(words) or _NUMBERED_HEADING.match(words)
        self._titling = numbered is not None and numbered.end() == len(words)
        if numbered:
            self._numbering.begin_section(numbered["number"])
        return self._plain(Kind.HEADING, line)

    def _is_title(self, words: str) -> bool:
        """Whether an unnumbered line is the title of a section: it follows the number, or stands between numbers."""
        between = (
            self._section is Kind.OPERATIVE and self._numbering.is_numbered and not self._opens_operative.match(words)
        )
        return (self._titling or between) and _TITLE.fullmatch(words) is not None

    def _plain(self, kind: Kind, span: Span) -> Paragraph:
        self._counts[kind] += 1
        return Paragraph(kind.value, f"{kind.value}_{self._counts[kind]}", kind, span)

    def _of_the_body(self, line: Span, words: str) -> Paragraph:
        printed = _printed_number(words)
        if printed and printed["slip"] is not None and not self._is_meant(printed, words):
            printed = None
        if not printed and (_HEADING.fullmatch(words) or self._is_title(words)):
            return self._heading(line, words)
        self._titling = False
        if printed:
            if printed["decimal"] and Sign.OPERATIVE not in self._told:
                self._section = Kind.OPERATIVE
            place = self._numbering.place(printed)
            span = Span(line.start + printed.end(), line.end)
            return Paragraph(place.label, place.name, self._section, span, place.parent, place.gap)
        if self._section is Kind.PREAMBULAR and Sign.OPERATIVE not in self._told and self._opens_operative.match(words):
            self._section = Kind.OPERATIVE
        label, name = ("pp", "preamble__p_") if self._section is Kind.PREAMBULAR else ("op", "para_op")
        self._counts[self._section] += 1
        count = self._counts[self._section]
        place = self._numbering.open(f"{label}{count}", f"{name}{count}")
        return Paragraph(place.label, place.name, self._section, line)

    def _is_meant(self, printed: re.Match[str], words: str) -> bool:
        """Whether a number without a point, or with one in the wrong place, is a slip of the printer: "5 .Urges"."""
        acts = self._section is Kind.OPERATIVE and self._opens_operative.match(words, printed.end())
        return bool(acts) and self._numbering.expects(int(printed["decimal"]))


_BODY = (Kind.PREAMBULAR, Kind.OPERATIVE)


_SECTIONS = {
    Sign.PREAMBLE: Kind.PREAMBULAR,
    Sign.OPERATIVE: Kind.OPERATIVE,
    Sign.BACK: Kind.BACK,
    Sign.ANNEX: Kind.ANNEX,
}


_FOOTNOTE_SIGNS = {"*": "star", "**": "star_2", "***": "star_3"}


def _footnote_name(number: str) -> str:
    return _FOOTNOTE_SIGNS.get(number, number)


_NUMBER = re.compile(
    r"""
    (?: (?P<decimal>\d{1,3}) (?: (?P<point>[a-z])? [.,]\.?   # 5.   and, for points run into their number, 5a..
                                | (?P<slip>[ ]\.(?=[A-Z]) | (?=[ ][A-Z])) )   # 5 .Urges   5 Urges
      | \( (?P<bracketed>[ivxl]{1,7}|[a-z]{1,4}|[A-Z]|\d{1,2}) \)    # (a)  (iv)  (aa)  (A)  (1)
      | (?P<lettered>[a-z]{1,2}) \.                      # a.
      | (?P<bullet>[•–—-]) ) (?: \s+ | (?<=\)) (?=[A-Z][a-z]) | (?<=[ ]\.) ) """,
    re.VERBOSE,
)


class Place(NamedTuple):
    """Where a number puts its paragraph."""

    label: str
    name: str
    parent: str | None
    gap: bool


class Numbering:
    """The open numbers of a list, outermost first, as they are counted while reading.

    A letter like (i) is the ninth of its list after (h), and the first of a list below otherwise: the list in which
    a number is the next one decides, the innermost first.

    >>> numbering = Numbering()
    >>> [numbering.place(_NUMBER.match(n + " x")).label for n in ("1.", "(a)", "(i)", "(ii)", "(b)", "2.", "(a)")]
    ['1', '1(a)', '1(a)(i)', '1(a)(ii)', '1(b)', '2', '2(a)']
    >>> letters = [numbering.place(_NUMBER.match(f"({c}) x")).label for c in ["b", "c", "d", "e", "f", "g", "h", "i"]]
    >>> letters[-1]
    '2(i)'
    """

    def __init__(self) -> None:
        self._root: tuple[str, str] | None = None
        self._count = 0
        self._section: str | None = None
        self._names: Counter[str] = Counter()
        self._open: list[_Level] = []

    def begin_section(self, number: str) -> None:
        """Go on below a heading: there the numbers may begin anew."""
        self._section = number

    @property
    def is_numbered(self) -> bool:
        """Whether paragraphs have borne numbers so far."""
        return self._count > 0

    @property
    def is_divided(self) -> bool:
        """Whether the numbers stand below the heading of a section or part."""
        return self._section is not None

    def open(self, label: str, name: str) -> Place:
        """Begin a paragraph, numbered or not. A number printed before is told apart by its section, or counted."""
        if name in self._names and self._section:
            label, name = f"{self._section}.{label}", f"sec_{self._section}__{name}"
        self._names[name] += 1
        if self._names[name] > 1:
            name = f"{name}_twin_{self._names[name] - 1}"
        self._root, self._open = (label, name), []
        return Place(label, name, None, gap=False)

    def expects(self, number: int) -> bool:
        """Whether this is the next number of a paragraph."""
        return number == self._count + 1

    def place(self, printed: re.Match[str]) -> Place:
        """Begin the paragraph with this number."""
        if printed["decimal"] and not printed["point"]:
            number = int(printed["decimal"])
            anew = number == 1 and self._section is not None
            gap, self._count = number != self._count + 1 and not anew, number
            place = self.open(str(number), f"para_{number}")
            return Place(place.label, place.name, None, gap)
        return self._part(printed)

    def _part(self, printed: re.Match[str]) -> Place:
        word = printed["bracketed"] or printed["lettered"] or printed["point"] or ""
        shape = "bullet" if printed["bullet"] else "bracketed" if printed["bracketed"] else "lettered"
        readings = [("bullet", 0)] if printed["bullet"] else list(_readings(word))
        for depth in range(len(self._open) - 1, -1, -1):
            level = self._open[depth]
            for style, value in readings:
                if (level.shape, level.style) == (shape, style) and (value == level.value + 1 or style == "bullet"):
                    return self._at(depth, _Level(shape, style, level.value + 1, word), gap=False)
        for style, value in readings:
            if value in (0, 1):
                return self._at(len(self._open), _Level(shape, style, 1, word), gap=False)
        for depth in range(len(self._open) - 1, -1, -1):
            level = self._open[depth]
            for style, value in readings:
                if (level.shape, level.style) == (shape, style):
                    return self._at(depth, _Level(shape, style, value, word), gap=True)
        style, value = readings[0]
        return self._at(len(self._open), _Level(shape, style, value, word), gap=True)

    def _at(self, depth: int, level: "_Level", *, gap: bool) -> Place:
        self._open[depth:] = [level]
        label, name = self._root or ("", "para_0")
        parent = name
        for opened in self._open:
            label, parent, name = label + opened.printed, name, f"{name}__point_{opened.word or opened.value}"
        return Place(label, name, parent, gap)


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    style: str
    value: int
    word: str

    @property
    def printed(self) -> str:
        if self.style == "bullet":
            return f"({self.value})"
        return f"({self.word})" if self.shape == "bracketed" else self.word


_ROMAN = re.compile(r"(xl|l?x{0,3})(ix|iv|v?i{0,3})")
_TENS = {"": 0, "x": 10, "xx": 20, "xxx": 30, "xl": 40, "l": 50, "lx": 60, "lxx": 70, "lxxx": 80}
_UNITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


def _printed_number(words: str) -> re.Match[str] | None:
    """The number with which a line opens; a word in brackets is none."""
    printed = _NUMBER.match(words)
    word = printed and (printed["bracketed"] or printed["lettered"])
    return printed if not word or any(True for _ in _readings(word)) else None


def _readings(word: str) -> Iterator[tuple[str, int]]:
    """What a number can mean: a letter of the alphabet (after z come aa, bb …), a roman or a decimal number."""
    if word.isdigit():
        yield "decimal", int(word)
        return
    if word.isupper():
        yield "capital", ord(word) - ord("A") + 1
        return
    if len(set(word)) == 1 and len(word) < 3:
        yield "alphabetic", ord(word[0]) - ord("a") + 1 + 26 * (len(word) - 1)
    roman = _ROMAN.fullmatch(word)
    if roman:
        yield "roman", _TENS[roman[1]] + _UNITS[roman[2]]


def _marked(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    known = {p.name for p in paragraphs if p.kind is Kind.FOOTNOTE}
    for number, at in document.marks:
        name = f"footnote_{_footnote_name(number)}"
        for paragraph in paragraphs:
            if paragraph.span.start <= at <= paragraph.span.end and name in known:
                yield paragraph.name, name
                break

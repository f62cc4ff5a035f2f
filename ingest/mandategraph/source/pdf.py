"""PDF: printed pages (ISO 32000), read by their geometry.

Nothing in a page says what is a paragraph, a footnote or a running head; size, weight and place of the characters do.
Small raised characters are marks; what stands below a short rule at the foot of a page is its footnotes; small print at
the very top, and all at the very bottom, furnishes the page. Places are ``page=2&xywh=123,80,366,10``: the page counted
from one, left, top, width and height of the printed line in points from the upper left corner (RFC 8118; W3C Media
Fragments 1.0).
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as api

from mandategraph.errors import SourceError

from .plain import breaks_a_word
from .printed import ENACTING, Place, Printed, Sign, mark


def printed(name: str, body: bytes) -> Printed:
    """What a PDF prints; ``SourceError`` if it is broken, locked, or holds pictures of pages and no text."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        raise SourceError(
            f"{name}: this PDF cannot be opened ({error}); is it broken, or locked by a password?"
        ) from error
    try:
        pages = [_page(page, number) for number, page in enumerate(document, 1)]
    except pdfium.PdfiumError as error:
        raise SourceError(f"{name}: a page of this PDF cannot be opened ({error}); is it broken?") from error
    finally:
        document.close()
    if not any(page.lines for page in pages):
        raise SourceError(f"{name}: this PDF holds pictures and no text; run it through text recognition (OCR) first")
    return _set(pages)


@dataclass(frozen=True, slots=True)
class _Character:
    """A character as printed: origin and right edge in points from the lower left, size, whether heavy."""

    text: str
    x: float
    y: float
    right: float
    size: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line, or a part of one set apart. ``top`` is counted from the upper edge of the page."""

    page: int
    x: float
    y: float
    right: float
    top: float
    size: float
    is_bold: bool
    words: str
    is_noted: bool = False
    """Whether it opens with a raised number."""

    @property
    def place(self) -> str:
        """Page and box."""
        height = self.size * 1.2
        return f"page={self.page}&xywh={self.x:.0f},{self.top:.0f},{self.right - self.x:.0f},{height:.0f}"


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page from top to bottom, and its height."""

    lines: tuple[_Line, ...]
    height: float


def _page(page: pdfium.PdfPage, number: int) -> _Page:
    text = page.get_textpage()
    characters = list(_characters(text))
    height = page.get_height()
    text.close()
    page.close()
    return _Page(tuple(_lines(characters, number, height)), height)


def _characters(page: pdfium.PdfTextPage) -> Iterator[_Character]:
    x, y, box = ctypes.c_double(), ctypes.c_double(), api.FS_RECTF()
    font = ctypes.create_string_buffer(128)
    for index in range(page.count_chars()):
        code = api.FPDFText_GetUnicode(page, index)
        if code in _BREAKS or api.FPDFText_IsGenerated(page, index) == 1:
            continue
        api.FPDFText_GetCharOrigin(page, index, x, y)
        api.FPDFText_GetLooseCharBox(page, index, box)
        size = api.FPDFText_GetFontSize(page, index)
        font.value = b""
        api.FPDFText_GetFontInfo(page, index, font, len(font), None)
        is_bold = b"Bold" in font.value or api.FPDFText_GetFontWeight(page, index) >= _HEAVY
        character = "-" if code in _HYPHENS else chr(code)
        yield _Character(character, x.value, y.value, max(box.right, x.value), size, is_bold)


_BREAKS = frozenset((0, 10, 13, 0xFFFE))
#: What a hyphen at the end of a line may be called.
_HYPHENS = frozenset((2, 0xAD))
_HEAVY = 600


def _lines(characters: Sequence[_Character], page: int, height: float) -> Iterator[_Line]:
    """The lines of a page. Raised characters go to the line that they were raised from."""
    rows: list[list[_Character]] = []
    for character in sorted(characters, key=lambda c: -c.y):
        if rows and abs(rows[-1][0].y - character.y) <= _SAME_LINE:
            rows[-1].append(character)
        else:
            rows.append([character])
    bases = [row for row in rows if not _is_raised(row, rows)]
    merged: dict[int, list[list[_Character]]] = {}
    for row in rows:
        base = row if row in bases else _below(row, bases)
        merged.setdefault(id(base), []).append(row)
    lines = [line for pieces in merged.values() for line in _split(pieces, page, height)]
    for _, same in groupby(sorted(lines, key=lambda line: (-round(line.y), line.x)), key=lambda line: round(line.y)):
        yield from same


#: Baselines no further apart than this, in points, are one line.
_SAME_LINE = 1.0


def _is_raised(row: Sequence[_Character], rows: Sequence[Sequence[_Character]]) -> bool:
    return all(c.text.isdigit() or c.text.isspace() or c.text in _SIGNS for c in row) and _below(row, rows) is not row


#: Signs that mark footnotes beside numbers.
_SIGNS = "*†‡"


def _below(row: Sequence[_Character], rows: Sequence[Sequence[_Character]]) -> Sequence[_Character]:
    """The line from which a row is raised: larger, a little lower, and beside it; the row itself if there is none."""
    first = row[0]
    for base in rows:
        raised = first.y - base[0].y
        if first.size < 0.8 * base[0].size and 0.15 * base[0].size < raised < 0.7 * base[0].size:
            left, right = min(c.x for c in base), max(c.right for c in base)
            if left - 2 * base[0].size < first.x < right + 2 * base[0].size:
                return base
    return row


def _split(rows: Sequence[Sequence[_Character]], page: int, height: float) -> Iterator[_Line]:
    """The parts of a line that wide gaps set apart, as lines."""
    size = max(c.size for row in rows for c in row)
    base_y = median(c.y for row in rows for c in row if c.size == size)
    row = sorted((c for row in rows for c in row), key=lambda c: c.x)
    parts: list[list[_Character]] = []
    right = 0.0
    for character in row:
        is_blank = character.text.isspace()
        if parts and (is_blank or character.x - right < _APART * size):
            parts[-1].append(character)
        elif not is_blank:
            parts.append([character])
        right = right if is_blank else max(right, character.right)
    for part in parts:
        words, is_noted = _words(part, size, base_y)
        letters = [c.is_bold for c in part if c.text.isalpha()]
        is_bold = bool(letters) and all(letters)
        top = height - base_y - size
        edge = max(c.right for c in part if not c.text.isspace())
        yield _Line(page, part[0].x, base_y, edge, top, size, is_bold, words, is_noted)


#: A gap of so many times the size of the letters sets words apart; a smaller one is a tab, one smaller yet a blank.
_APART, _TAB, _BLANK = 4.0, 1.1, 0.2


def _words(characters: Sequence[_Character], size: float, base: float) -> tuple[str, bool]:
    """The words of a line, raised numbers as marks; and whether it opens with one."""
    words, right = "", characters[0].x
    is_noted = is_blank = False

    def is_mark(c: _Character) -> bool:
        return c.size < 0.8 * size and c.y > base + 0.1 * size and (c.text.isdigit() or c.text in _SIGNS)

    for is_raised, group in groupby(characters, key=is_mark):
        some = list(group)
        if is_raised:
            is_noted = is_noted or not words
            words += mark("".join(c.text for c in some))
        else:
            for character in some:
                if character.text.isspace():
                    is_blank = True
                    continue
                gap = character.x - right
                words += "\t" if gap > _TAB * size else " " if is_blank or gap > _BLANK * size else ""
                words += character.text
                right, is_blank = character.right, False
        right = max(c.right for c in some)
    return words.strip(), is_noted


def _set(pages: Sequence[_Page]) -> Printed:
    """The pages as one text: body, then the footnotes of all pages."""
    press = _Press(_common_size(pages), set(_WORD.findall(" ".join(_all_words(pages)).lower())))
    for page in pages:
        press.page(page)
    press.finish()
    return Printed(press.text, tuple(press.places), tuple(press.left_out))


def _all_words(pages: Sequence[_Page]) -> Iterator[str]:
    for page in pages:
        for line in page.lines:
            yield line.words


def _common_size(pages: Sequence[_Page]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.words)
    return sizes.most_common(1)[0][0]


_RULE = re.compile(r"_{5,}")
_NUMBERED = re.compile(r"(?:\d{1,3}\.|\([a-z]{1,4}\)|[a-z]\)|[•–])\s")
_NUMBER = re.compile(r"(\d{1,3}\.|\([a-z]{1,4}\)|[•–])[\t ]+")
_ENDS = re.compile(rf"[.;:!?](?:{mark('[^ ]{1,4}')})?$")
_ANNEX = re.compile(r"(?:Annex|Appendix)(?: [IVX\d]+)?")


class _Press:
    """Prints lines as paragraphs; footnotes wait for the end."""

    def __init__(self, size: float, known: AbstractSet[str]) -> None:
        self.text = ""
        self.places: list[Place] = []
        self.left_out: list[str] = []
        self._size = size
        self._known = known
        self._margin = 0.0
        self._open: list[_Line] = []
        self._notes: list[list[_Line]] = []
        self._enacted = False

    def page(self, page: _Page) -> None:
        """Print a page: furniture out, footnotes aside, the rest as paragraphs."""
        body = []
        is_note = False
        for line in page.lines:
            if self._is_furniture(line, page):
                self.left_out.append(line.words)
            elif _RULE.fullmatch(line.words.strip()):
                is_note = line.size < self._size + 1 and line.y < page.height / 2
                self.left_out.append(line.words)
            elif is_note or (self._is_small(line) and line.is_noted):
                is_note = True
                self._note(line)
            else:
                body.append(line)
        lefts = [line.x for line in body if abs(line.size - self._size) < 1 and len(line.words) > _FULL]
        self._margin = min(lefts) if lefts else self._margin
        for _, same in groupby(body, key=lambda line: round(line.y)):
            cells = list(same)
            if self._enacted and len(cells) > 1:
                self._row(cells)
            else:
                for line in cells:
                    self._body(line)

    def finish(self) -> None:
        """Print what waits: the last paragraph, and the footnotes."""
        self._close()
        for note in self._notes:
            self._print(note)

    def _is_small(self, line: _Line) -> bool:
        return line.size < self._size - 0.9

    def _is_furniture(self, line: _Line, page: _Page) -> bool:
        is_head = line.page > 1 and line.top < _HEAD * page.height and self._is_small(line)
        return is_head or line.y < _FOOT * page.height

    def _note(self, line: _Line) -> None:
        if line.is_noted or not self._notes:
            self._notes.append([line])
        else:
            self._notes[-1].append(line)

    def _body(self, line: _Line) -> None:
        if self._open and self._opens(line):
            self._close()
        self._open.append(line)

    def _opens(self, line: _Line) -> bool:
        """Whether a line opens a paragraph."""
        last = self._open[-1]
        if self._enacted and line.words[:1].islower() and not line.is_bold:
            return False
        if abs(line.size - last.size) > 1 or line.is_bold != last.is_bold:
            return True
        is_aside = abs(line.x - last.x) > self._size and not (line.is_bold and last.is_bold)
        if not self._enacted and is_aside:
            return True
        is_indented = line.x > self._margin + self._size
        if line.page != last.page:
            return is_indented and (_ENDS.search(last.words) is not None or line.x > self._left() + 1)
        pitch = last.y - line.y
        return pitch > _LEADING * self._size or pitch < 1 or (is_indented and _NUMBERED.match(line.words) is not None)

    def _left(self) -> float:
        """Where the lines of the open paragraph go on, or may."""
        return min(line.x for line in self._open)

    def _close(self) -> None:
        if self._open:
            self._print(self._open)
        self._open = []

    def _print(self, lines: Sequence[_Line]) -> None:
        """Print the lines of a paragraph on one line."""
        first = lines[0]
        words = self._joined(lines)
        bare = "".join(text for text, _ in words)
        is_body = self._enacted and first.size >= self._size - 1 and not first.is_noted
        sign = self._sign(lines, bare) if is_body else ""
        self.text += ("\t" if is_body else "") + sign
        number = _NUMBER.match(bare)
        for text, line in words:
            self.places.append(Place(len(self.text), line.place))
            self.text += f"{number[1]}\t{text[number.end() :]}" if number and line is first else text
        self.text += "\n"
        self._enacted = self._enacted or ENACTING.fullmatch(bare.strip()) is not None

    def _joined(self, lines: Sequence[_Line]) -> list[tuple[str, _Line]]:
        """The words of each line, with the blank or the hyphen that joins them to the next."""
        told = []
        for line, after in zip(lines, [*(line.words for line in lines[1:]), ""], strict=True):
            broken = _BROKEN.search(line.words)
            if broken is None:
                is_range = _RANGE.search(line.words) and after[:1].isdigit()
                told.append((f"{line.words} " if after and not is_range else line.words, line))
            else:
                is_word = breaks_a_word(broken[1], after, self._known)
                told.append((line.words[:-1] if is_word else line.words, line))
        return told

    def _row(self, cells: Sequence[_Line]) -> None:
        """Print a row of a table."""
        self._close()
        self.text += f"\t{Sign.ROW}"
        for number, cell in enumerate(cells):
            self.places.append(Place(len(self.text), cell.place))
            self.text += f"\t{cell.words}" if number else cell.words
        self.text += "\n"

    def _sign(self, lines: Sequence[_Line], words: str) -> str:
        if _ANNEX.fullmatch(words.strip()):
            return Sign.ANNEX
        is_title = lines[0].is_bold or all(line.size > self._size + 1 for line in lines)
        return Sign.HEADING if is_title and not _NUMBER.match(words) else ""


#: A line of the body has more characters than this; the head of a page is above, its foot below these parts of it.
_FULL, _HEAD, _FOOT = 40, 0.095, 0.07
#: More than so many times the size of the letters from one line to the next begins a paragraph.
_LEADING = 1.45

_BROKEN = re.compile(r"(\w+)-$")
_RANGE = re.compile(r"\d–$")
_WORD = re.compile(r"\w+")

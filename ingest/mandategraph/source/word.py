"""Word: documents in Office Open XML (ISO/IEC 29500-1, WordprocessingML).

Numbers that Word counts are printed as a reader sees them; footnotes wait for the end; insertions are taken and
deletions left out; headers, footers and hidden words only furnish the page. Places are paragraphs in the order of the
document: ``word/document.xml#p=17``, counted from one.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from mandategraph.errors import SourceError

from .numerals import english, roman
from .place import LARGEST
from .printed import ENACTING, Place, Printed, Sign, mark

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VAL = f"{_W}val"


def printed(name: str, body: bytes) -> Printed:
    """What a Word document prints; ``SourceError`` if the archive or its XML is broken, or too large."""
    parts = _parts(name, body)
    press = _Press(_Styles.of(parts), _Numbering.of(parts), _Notes.of(parts))
    for part in ("word/document.xml", *sorted(p for p in parts if p.startswith(("word/header", "word/footer")))):
        press.part(parts[part], furniture=part != "word/document.xml")
    press.notes()
    return Printed(press.text, tuple(press.places), tuple(press.left_out))


_READ = ("document", "numbering", "styles", "footnotes", "endnotes", "header", "footer")


def _parts(name: str, body: bytes) -> Mapping[str, etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(BytesIO(body)) as archive:
            entries = [e for e in archive.infolist() if e.filename.startswith(tuple(f"word/{part}" for part in _READ))]
            entries = [e for e in entries if e.filename.endswith(".xml")]
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise SourceError(f"{name}: the file is too large once unpacked")
            return {entry.filename: etree.fromstring(archive.read(entry), parser) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise SourceError(f"{name}: this Word file is broken: {error}") from error
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{name}: the XML in this Word file is broken: {error.msg}") from error


def _value(element: etree._Element | None, path: str) -> str | None:
    found = element.find("/".join(f"{_W}{tag}" for tag in path.split("/"))) if element is not None else None
    return found.get(_VAL) if found is not None else None


def _is_on(element: etree._Element | None, path: str) -> bool:
    """Whether a property is set: its element is there and does not say no (17.17.4)."""
    found = element.find("/".join(f"{_W}{tag}" for tag in path.split("/"))) if element is not None else None
    return found is not None and found.get(_VAL) not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles of paragraphs by their ids."""

    styles: Mapping[str, etree._Element]

    @staticmethod
    def of(parts: Mapping[str, etree._Element]) -> "_Styles":
        part = parts.get("word/styles.xml")
        found = part.iter(f"{_W}style") if part is not None else ()
        return _Styles({style.get(f"{_W}styleId") or "": style for style in found})

    def chain(self, name: str | None) -> Iterator[tuple[str, etree._Element]]:
        """A style and those on which it is based, the nearest first."""
        seen: set[str] = set()
        while name is not None and name in self.styles and name not in seen:
            seen.add(name)
            yield name, self.styles[name]
            name = _value(self.styles[name], "basedOn")

    def is_heading(self, name: str | None) -> bool:
        """Whether paragraphs of a style stand in the outline of the document."""
        levels = (_value(style, "pPr/outlineLvl") for _, style in self.chain(name))
        return next((level for level in levels if level is not None), "9") != "9"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list (17.9.6): how its numbers look, where they begin, which style brings them."""

    form: str
    text: str
    start: int
    style: str | None


@dataclass(slots=True)
class _Numbering:
    """The lists of a document, and how far each has been counted."""

    levels: Mapping[str, Mapping[int, _Level]]
    list_of: Mapping[str, str]
    starts: Mapping[str, Mapping[int, int]]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @staticmethod
    def of(parts: Mapping[str, etree._Element]) -> "_Numbering":
        part = parts.get("word/numbering.xml")
        if part is None:
            return _Numbering({}, {}, {})
        lists = {a.get(f"{_W}abstractNumId") or "": dict(_levels(a)) for a in part.iter(f"{_W}abstractNum")}
        levels, list_of, starts = {}, {}, {}
        for num in part.iter(f"{_W}num"):
            number = num.get(f"{_W}numId") or ""
            list_of[number] = _value(num, "abstractNumId") or ""
            overrides = list(num.iter(f"{_W}lvlOverride"))
            own = {level: one for override in overrides for level, one in _levels(override)}
            levels[number] = {**lists.get(list_of[number], {}), **own}
            starts[number] = {
                int(override.get(f"{_W}ilvl") or 0): int(start)
                for override in overrides
                if (start := _value(override, "startOverride")) is not None
            }
        return _Numbering(levels, list_of, starts)

    def level_of(self, number: str, style: str | None) -> int:
        """The level that a style brings with it."""
        return next((n for n, level in self.levels.get(number, {}).items() if level.style == style), 0)

    def next(self, number: str, level: int) -> str:
        """The number that the next paragraph of a list bears at this level."""
        levels = self.levels.get(number, {})
        if level not in levels:
            return ""
        counts = self.counted.setdefault(self.list_of[number], {})
        if number not in self.used:
            self.used.add(number)
            for restarted, start in self.starts[number].items():
                counts[restarted] = start - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        text = levels[level].text
        for n in range(level + 1):
            if f"%{n + 1}" in text and n in levels:
                text = text.replace(f"%{n + 1}", _counted(levels[n].form, counts.get(n, levels[n].start)))
        return "•" if levels[level].form == "bullet" else text


def _levels(element: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in element.iter(f"{_W}lvl"):
        start = _value(level, "start") or "1"
        one = _Level(
            _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", int(start), _value(level, "pStyle")
        )
        yield int(level.get(f"{_W}ilvl") or 0), one


def _counted(form: str, count: int) -> str:
    """A count in the form of a list (17.18.59); letters are doubled after z.

    >>> _counted("lowerLetter", 28), _counted("upperRoman", 4), _counted("decimal", 3)
    ('bb', 'IV', '3')
    """
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            return roman(count).lower() if form == "lowerRoman" else roman(count)
        case "none":
            return ""
        case _:
            return str(count)


@dataclass(frozen=True, slots=True)
class _Notes:
    """Footnotes and endnotes by the tag that refers to them and their id."""

    notes: Mapping[tuple[str, str], etree._Element]

    @staticmethod
    def of(parts: Mapping[str, etree._Element]) -> "_Notes":
        notes = {}
        for kind in ("footnote", "endnote"):
            part = parts.get(f"word/{kind}s.xml")
            for note in part.iter(f"{_W}{kind}") if part is not None else ():
                notes[f"{kind}Reference", note.get(f"{_W}id") or ""] = note
        return _Notes(notes)


class _Press:
    """Prints paragraphs and tables one after the other; footnotes wait for the end."""

    def __init__(self, styles: _Styles, numbering: _Numbering, notes: _Notes) -> None:
        self.text = ""
        self.places: list[Place] = []
        self.left_out: list[str] = []
        self._styles, self._numbering, self._notes = styles, numbering, notes
        self._referred: list[tuple[str, etree._Element]] = []
        self._count = 0
        self._joined = ""
        self._enacted = False
        self._boxes: list[etree._Element] = []

    def part(self, root: etree._Element, *, furniture: bool) -> None:
        """Print the body of a document, or leave a header or footer out."""
        if furniture:
            self.left_out += [words for p in root.iter(f"{_W}p") if (words := self._words(p))]
        else:
            self._blocks(root)

    def notes(self) -> None:
        """Print the notes that were referred to, in their order."""
        for number, note in self._referred:
            words = " ".join(" ".join(self._words(p) for p in note.iter(f"{_W}p")).split())
            self._print(f"{mark(number)} {words}")

    def _blocks(self, element: etree._Element) -> None:
        for child in element:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag in _CONTAINERS:
                self._blocks(child)

    def _table(self, table: etree._Element) -> None:
        """The rows of a table as lines; what stands in boxes above the resolution is no table."""
        for row in table.iterchildren(f"{_W}tr"):
            cells = list(row.iter(f"{_W}tc"))
            if not self._enacted:
                for cell in cells:
                    self._blocks(cell)
                continue
            self._count += 1
            words = ("  ".join(filter(None, map(self._words, cell.iter(f"{_W}p")))) for cell in cells)
            self._print(f"\t{Sign.ROW}" + "\t".join(words))

    def _paragraph(self, p: etree._Element) -> None:
        self._count += 1
        words = self._joined + self._words(p)
        properties = p.find(f"{_W}pPr")
        if _is_on(properties, "rPr/del"):
            self._joined = words
            return
        self._joined = ""
        style = _value(properties, "pStyle")
        number = self._number(properties, style)
        self._enacted = self._enacted or ENACTING.fullmatch(words.strip()) is not None
        is_numbered = number[:1].isdigit() or number.startswith("(")
        if words.strip() or number:
            sign = Sign.HEADING if self._styles.is_heading(style) and not is_numbered else ""
            self._print(f"\t{sign}{number}\t{words}" if number else f"\t{sign}{words}" if self._enacted else words)
        for box in self._taken_boxes():
            self._blocks(box)

    def _taken_boxes(self) -> list[etree._Element]:
        boxes, self._boxes = self._boxes, []
        return boxes

    def _number(self, properties: etree._Element | None, style: str | None) -> str:
        """The number that Word counts for a paragraph, as English prints it."""
        numbered = properties.find(f"{_W}numPr") if properties is not None else None
        number, level = _value(numbered, "numId"), _value(numbered, "ilvl")
        if number is None:
            for name, inherited in self._styles.chain(style):
                number = _value(inherited, "pPr/numPr/numId")
                if number is not None:
                    level = level or _value(inherited, "pPr/numPr/ilvl") or str(self._numbering.level_of(number, name))
                    break
        if number is None:
            return ""
        counted = self._numbering.next(number, int(level or 0))
        return english(counted) or counted

    def _print(self, words: str) -> None:
        self.places.append(Place(len(self.text), f"word/document.xml#p={self._count}"))
        self.text += words.rstrip() + "\n"

    def _words(self, element: etree._Element) -> str:
        return "".join(self._pieces(element))

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == f"{_W}t":
                yield child.text or ""
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag in (f"{_W}br", f"{_W}cr"):
                yield " " if self._enacted else "\n"
            elif tag == f"{_W}sym":
                yield _symbol(child)
            elif tag in _REFERENCES:
                yield self._reference(child, _REFERENCES[tag])
            elif tag in _DELETED or (tag == f"{_W}r" and _is_on(child, "rPr/vanish")):
                self.left_out += [t.text for t in child.iter(f"{_W}delText", f"{_W}t") if t.text]
            elif tag == f"{_W}txbxContent":
                self._boxes.append(child)
            elif isinstance(tag, str) and tag not in _NOT_PRINTED:
                yield from self._pieces(child)

    def _reference(self, element: etree._Element, kind: str) -> str:
        note = self._notes.notes.get((kind, element.get(f"{_W}id") or ""))
        if note is None:
            return ""
        number = str(len(self._referred) + 1)
        self._referred.append((number, note))
        return mark(number)


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font: bullets as bullets, those of a font's private area as nothing."""
    code = int(element.get(f"{_W}char") or "0", 16)
    return "•" if code == 0xF0B7 else chr(code) if not 0xE000 <= code < 0xF900 else ""


_CONTAINERS = {
    f"{_W}{tag}" for tag in ("body", "sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "txbxContent")
}
_CHARACTERS = {f"{_W}tab": "\t", f"{_W}noBreakHyphen": "‑", f"{_W}softHyphen": "\xad"}
_REFERENCES = {f"{_W}footnoteReference": "footnoteReference", f"{_W}endnoteReference": "endnoteReference"}
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_NOT_PRINTED = {f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText", _FALLBACK, f"{_W}p", f"{_W}tbl"}

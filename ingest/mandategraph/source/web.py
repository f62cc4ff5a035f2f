"""Web: pages in HTML.

Each block is a line; ordered lists are counted as a browser counts them; what a page hides, or sets around its text,
only furnishes it. A superscript that links to a note is its mark. Places are XPaths.
"""

from collections.abc import Iterator

from lxml import etree, html

from mandategraph.errors import SourceError

from .numerals import roman
from .plain import encoding_of
from .printed import ENACTING, Place, Printed, Sign, mark

_FURNITURE = frozenset(
    ("aside", "footer", "form", "head", "header", "nav", "noscript", "script", "style", "template", "title")
)
_BLOCKS = frozenset(
    ("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4")
) | frozenset(
    (
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    )
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def printed(name: str, body: bytes) -> Printed:
    """What a web page prints; ``SourceError`` if there is no page in the bytes."""
    encoding, declared = encoding_of(body)
    parser = html.HTMLParser(encoding=encoding if declared or _is_utf_8(body) else None, no_network=True)
    try:
        root = html.document_fromstring(body[declared:], parser)
    except (etree.ParserError, ValueError) as error:
        raise SourceError(f"{name}: this web page cannot be read: {error}") from error
    press = _Press(root)
    press.block(root)
    press.notes()
    return Printed(press.text, tuple(press.places), tuple(press.left_out))


def _is_utf_8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Press:
    """Prints the blocks of a page one after the other; notes wait for the end."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.text = ""
        self.places: list[Place] = []
        self.left_out: list[str] = []
        self._tree = root.getroottree()
        self._notes = _notes(root)
        self._marked: dict[str, str] = {}
        self._number = ""
        self._enacted = False

    def block(self, element: html.HtmlElement, depth: int = 0) -> None:
        """Print an element: its own words as lines, the blocks in it as lines of their own."""
        words = element.text or ""
        count = _whole(element.get("start"), 1)
        for child in element:
            if self._is_left_out(child):
                pass
            elif child.tag == "br":
                words += " " if self._enacted else "\n"
            elif child.tag in _BLOCKS:
                self._lines(words, element, depth)
                words = ""
                if child.tag == "li":
                    count = _whole(child.get("value"), count)
                    self._number = _counted(element.get("type") or "1", count, depth) if element.tag == "ol" else "•"
                    count += 1
                if child.tag == "tr":
                    self._row(child, depth)
                else:
                    self.block(child, depth + (child.tag == "li"))
            elif isinstance(child.tag, str):
                words += "".join(self._pieces(child))
            words += child.tail or ""
        self._lines(words, element, depth)

    def notes(self) -> None:
        """Print the notes that were marked, in their order."""
        for anchor, number in self._marked.items():
            words = " ".join(" ".join(self._notes[anchor].itertext()).split())
            self._print(
                f"{mark(number)} {words.lstrip('↑^[] ').removeprefix(number).lstrip('.)] ')}", self._notes[anchor]
            )

    def _is_left_out(self, element: html.HtmlElement) -> bool:
        if not isinstance(element.tag, str):
            return True
        style = (element.get("style") or "").replace(" ", "").lower()
        is_hidden = element.get("hidden") is not None or "display:none" in style or element.get("aria-hidden") == "true"
        if element.tag in _FURNITURE or is_hidden:
            self.left_out += [words for text in element.itertext() if (words := str(text).strip())]
            return True
        return element.get("id") in self._notes

    def _row(self, row: html.HtmlElement, depth: int) -> None:
        cells = [" ".join("".join(self._pieces(cell)).split()) for cell in row if cell.tag in ("td", "th")]
        if self._enacted:
            self._print("\t" * max(1, depth) + Sign.ROW + "\t".join(cells), row)
        else:
            for cell in cells:
                self._lines(cell, row, depth)

    def _pieces(self, element: html.HtmlElement) -> Iterator[str]:
        anchor = _anchor(element) if element.tag in ("sup", "a") else None
        if anchor in self._notes:
            number = "".join(map(str, element.itertext())).strip("[]() \n")
            self._marked.setdefault(str(anchor), number)
            yield mark(number)
            return
        yield element.text or ""
        for child in element:
            if child.tag == "br":
                yield " "
            elif not self._is_left_out(child):
                yield from self._pieces(child)
            yield child.tail or ""

    def _lines(self, words: str, element: html.HtmlElement, depth: int) -> None:
        """Print the words that have come together, with the number that waits for them."""
        for line in words.split("\n") if not self._enacted else (words,):
            bare = " ".join(line.split())
            if not bare:
                continue
            number, self._number = self._number, ""
            sign = Sign.HEADING if element.tag in _HEADINGS else ""
            lead = "\t" * max(1, depth) if self._enacted else ""
            self._print(f"{lead}{sign}{number}\t{bare}" if number else f"{lead}{sign}{bare}", element)
            self._enacted = self._enacted or ENACTING.fullmatch(bare) is not None

    def _print(self, words: str, element: html.HtmlElement) -> None:
        self.places.append(Place(len(self.text), self._tree.getpath(element)))
        self.text += words + "\n"


def _notes(root: html.HtmlElement) -> dict[str, html.HtmlElement]:
    """The elements to which superscripts link."""
    anchors = {_anchor(sup) for sup in root.iter("sup")} | {
        _anchor(a) for a in root.iter("a") if a.find("sup") is not None
    }
    return {name: element for element in root.iter() if (name := element.get("id")) in anchors and name is not None}


def _anchor(element: html.HtmlElement) -> str | None:
    """Where a superscript leads to in its own page."""
    links = [element] if element.tag == "a" and element.find("sup") is not None else list(element.iter("a"))
    target = next((a.get("href") or "" for a in links), "")
    return target[1:] if target.startswith("#") and (element.tag == "sup" or element.find("sup") is not None) else None


def _whole(words: str | None, otherwise: int) -> int:
    """A whole number of an attribute; anything else is passed over, as browsers do."""
    return int(words) if words and words.isascii() and words.removeprefix("-").isdigit() else otherwise


def _counted(form: str, count: int, depth: int) -> str:
    """A number of an ordered list, the outermost with a full stop, those in it in brackets."""
    letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    forms = {"a": letters, "A": letters.upper(), "i": roman(count).lower(), "I": roman(count)}
    counted = forms.get(form, str(count))
    return f"{counted}." if depth == 0 and form == "1" else f"({counted})"

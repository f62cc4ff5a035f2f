"""Passage: words with what was read in them marked up, and no word changed.

Marks may overlap as they like. One that lies in another stands inside its element; one that only overlaps another is
cut where the other ends. Links are never cut and never stand in one another: of two that overlap, the shorter one leads
on and the longer one only marks.

>>> marked("requests the Office to report", (Mark(0, 8, "verb"), Mark(9, 19, "actor", "unodc")))
Markup('<i class="verb">requests</i> <a class="actor" href="unodc">the Office</a> to report')
>>> marked("A & B", (Mark(0, 3, "one"), Mark(2, 5, "two")))
Markup('<span class="one">A <span class="two">&amp;</span></span><span class="two"> B</span>')
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Characters ``start`` to ``end`` of a text (zero-based, half-open) are of a kind, and lead somewhere or nowhere.

    ``title`` is what is said of them to those who point at them.
    """

    start: int
    end: int
    kind: str
    link: str = ""
    title: str = ""

    @property
    def opening(self) -> str:
        """The tag with which the words begin."""
        link = f' href="{escape(self.link)}"' if self.link else ""
        title = f' title="{escape(self.title)}"' if self.title else ""
        return f'<{self._element} class="{escape(self.kind)}"{link}{title}>'

    @property
    def closing(self) -> str:
        """The tag with which they end."""
        return f"</{self._element}>"

    @property
    def _element(self) -> str:
        return "a" if self.link else _ELEMENTS.get(self.kind, "span")


#: The elements of kinds that have one of their own; operative verbs stand in italics, as the documents print them.
_ELEMENTS = {"verb": "i"}


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """The text with its marks. What of a mark lies outside the text is passed over."""
    inside = {replace(m, start=max(m.start, 0), end=min(m.end, len(text))) for m in marks}
    pieces = _cut(_leading(sorted(m for m in inside if m.start < m.end)))
    starts: dict[int, list[Mark]] = {}
    for piece in sorted(pieces, key=_outermost_first):
        starts.setdefault(piece.start, []).append(piece)
    places = sorted({place for piece in pieces for place in (piece.start, piece.end)} | {0, len(text)})
    result: list[str] = []
    open_: list[Mark] = []
    for place, following in zip(places, (*places[1:], len(text)), strict=True):
        again = _closed(open_, place, result)
        for piece in sorted((*again, *starts.get(place, ())), key=lambda one: (-one.end, bool(one.link), one.kind)):
            open_.append(piece)
            result.append(piece.opening)
        result.append(escape(text[place:following]))
    return Markup("".join(result))  # noqa: S704 - every piece is escaped


def _closed(open_: list[Mark], place: int, result: list[str]) -> list[Mark]:
    """Close what ends at a place, and what was opened later; the latter is handed back, to be opened again."""
    again: list[Mark] = []
    while any(piece.end <= place for piece in open_):
        piece = open_.pop()
        result.append(piece.closing)
        if piece.end > place:
            again.append(piece)
    return again


def _outermost_first(mark: Mark) -> tuple[int, int, bool, str]:
    return mark.start, -mark.end, bool(mark.link), mark.kind


def _leading(marks: Sequence[Mark]) -> list[Mark]:
    """The same marks; of links that overlap only the shortest leads on."""
    kept: list[Mark] = []
    links: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.end - one.start, one)):
        if mark.link and any(mark.start < other.end and other.start < mark.end for other in links):
            kept.append(replace(mark, link=""))
        else:
            kept.append(mark)
            if mark.link:
                links.append(mark)
    return kept


def _cut(marks: Sequence[Mark]) -> list[Mark]:
    """The same marks, those that are no links cut where a link begins or ends that they do not hold whole."""
    links = [mark for mark in marks if mark.link]
    pieces = list(links)
    for mark in marks:
        if not mark.link:
            places = {mark.start, mark.end}
            for link in links:
                if not (mark.start <= link.start and link.end <= mark.end):
                    places |= {place for place in (link.start, link.end) if mark.start < place < mark.end}
            ordered = sorted(places)
            pieces += [replace(mark, start=a, end=b) for a, b in pairwise(ordered)]
    return pieces

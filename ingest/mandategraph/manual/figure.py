"""Figure: a term among its neighbours, as boxes and lines with their places.

Everything is measured in the units of an SVG. Widths of words are estimated, since nothing here can measure a font.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tomllib import loads

from .entry import Entry, Kind, Lexicon

_WIDTH, _HEIGHT = 868, 34  #: of a figure, of a box
_SIDE, _MIDDLE = 176, 184  #: widths of the boxes at the sides and in the middle
_ROW = 52  #: from one row to the next
_MOST = 7  #: so many neighbours are drawn at a side


@dataclass(frozen=True, slots=True)
class Box:
    """A term, or words for several, in a box; ``x`` and ``y`` are its left upper corner."""

    x: float
    y: float
    width: float
    words: str
    term: str | None = None
    style: str = "class"
    height: float = _HEIGHT

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one place to another, with words at ``at``. ``is_a`` for what is a kind of what."""

    path: str
    style: str = "property"
    words: str = ""
    term: str | None = None
    at: tuple[float, float] = (0, 0)
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Figure:
    """Boxes and lines, with a title and what they show in a sentence."""

    title: str
    description: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """A neighbour at one side, and the property that ties it."""

    words: str
    term: str | None
    by: str = ""
    by_term: str | None = None
    style: str = "class"
    inherited: bool = False


def of_class(cls: Entry, lexicon: Lexicon) -> Figure:
    """A class with those above and below it, and the things to which properties lead and from which they come."""
    coming = [
        _Tie(lexicon.name(p.domain or ""), p.domain, p.name, p.iri, inherited=owner != cls.iri)
        for owner, properties in lexicon.properties_to(cls)
        for p in properties
        if p.domain
    ]
    leading = [
        _Tie(lexicon.name(p.range), p.range, p.name, p.iri, _style(p, lexicon), owner != cls.iri)
        for owner, properties in lexicon.properties_of(cls)
        for p in sorted(properties, key=lambda p: p.kind is not Kind.OBJECT)
        if p.range
    ]
    return _drawn(
        cls, lexicon, cls.above, cls.below, coming, leading, title=f"{cls.name} and its neighbours", style="class"
    )


def of_property(prop: Entry, lexicon: Lexicon) -> Figure:
    """A property between what it leads from and what it leads to, with those above and below it."""
    coming = [_Tie(lexicon.name(prop.domain), prop.domain)] if prop.domain else []
    leading = [_Tie(lexicon.name(prop.range), prop.range, style=_style(prop, lexicon))] if prop.range else []
    title = f"{prop.name}, what it leads from and to"
    return _drawn(prop, lexicon, prop.above, prop.below, coming, leading, title=title, style="property")


def _style(prop: Entry, lexicon: Lexicon) -> str:
    if prop.kind is not Kind.OBJECT:
        return "literal"
    return "vocabulary" if lexicon.is_vocabulary(prop.range) else "class"


def _drawn(  # noqa: PLR0913
    entry: Entry,
    lexicon: Lexicon,
    above: Sequence[str],
    below: Sequence[str],
    coming: Sequence[_Tie],
    leading: Sequence[_Tie],
    *,
    title: str,
    style: str,
) -> Figure:
    left, right = _at_most(coming), _at_most(leading)
    over, under = _at_most_terms(above, lexicon), _at_most_terms(below, lexicon)
    top = 12.0
    over_rows, under_rows = _rows(over), _rows(under)
    start = top + len(over_rows) * _ROW + (14 if over_rows else 0)
    tall = max(len(left), len(right), 1) * _ROW
    middle = Box((_WIDTH - _MIDDLE) / 2, start + (tall - _ROW) / 2, _MIDDLE, entry.name, None, f"{style} here")
    boxes, lines = [middle], []
    for row, neighbours in enumerate(over_rows):
        for box in _spread(neighbours, top + row * _ROW, style):
            boxes.append(box)
            lines.append(_up(middle, box))
    foot = max(start + tall, middle.y + _HEIGHT + 24)
    for row, neighbours in enumerate(under_rows):
        for box in _spread(neighbours, foot + row * _ROW, style):
            boxes.append(box)
            lines.append(_up(box, middle))
    for ties, x in ((left, 8.0), (right, _WIDTH - _SIDE - 8.0)):
        first = start + (tall - len(ties) * _ROW) / 2
        for index, tie in enumerate(ties):
            box = Box(x, first + index * _ROW, _SIDE, tie.words, tie.term, tie.style)
            boxes.append(box)
            lines.append(_across(box, middle, tie, from_left=x < _WIDTH / 2))
    height = foot + len(under_rows) * _ROW
    return Figure(title, _told(entry, over, under, left, right), _WIDTH, height, tuple(boxes), tuple(lines))


def _at_most(ties: Sequence[_Tie]) -> list[_Tie]:
    """One tie to each neighbour, as many as there is room for; the last stands for those that are left out."""
    by_neighbour: dict[tuple[str, bool], list[_Tie]] = {}
    for tie in ties:
        by_neighbour.setdefault((tie.words, tie.inherited), []).append(tie)
    joined = [replace(several[0], by=_joined([tie.by for tie in several])) for several in by_neighbour.values()]
    if len(joined) <= _MOST:
        return joined
    return [*joined[: _MOST - 1], _Tie(f"and {len(joined) - _MOST + 1} more", None, style="more")]


def _joined(names: Sequence[str]) -> str:
    """Names on one line, the first of them if they are many.

    >>> _joined(["obliges", "exhorts", "forbids"])
    'obliges and 2 more'
    """
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _at_most_terms(terms: Sequence[str], lexicon: Lexicon) -> list[_Tie]:
    ties = [_Tie(lexicon.name(term), term) for term in terms]
    return ties if len(ties) <= 8 else [*ties[:7], _Tie(f"and {len(ties) - 7} more", None, style="more")]


def _rows(ties: Sequence[_Tie]) -> list[Sequence[_Tie]]:
    return [ties[start : start + 4] for start in range(0, len(ties), 4)]


def _spread(ties: Sequence[_Tie], y: float, style: str) -> Iterable[Box]:
    pitch = _SIDE + 12
    start = (_WIDTH - len(ties) * pitch + 12) / 2
    for index, tie in enumerate(ties):
        yield Box(start + index * pitch, y, _SIDE, tie.words, tie.term, style if tie.style == "class" else tie.style)


def _up(lower: Box, upper: Box) -> Line:
    """From a kind to what it is a kind of."""
    (x1, _), (x2, _) = lower.middle, upper.middle
    y1, y2 = lower.y, upper.y + upper.height + 2
    bend = y1 - 9 if lower.y - upper.y > _ROW else (y1 + y2) / 2
    return Line(f"M{x1:g} {y1:g} V{bend:g} H{x2:g} V{y2:g}", "is-a")


def _across(box: Box, middle: Box, tie: _Tie, *, from_left: bool) -> Line:
    y1, y2 = box.middle[1], middle.middle[1]
    style = "property inherited" if tie.inherited else "property"
    if from_left:
        x1, x2 = box.x + box.width, middle.x - 2
        path = f"M{x1:g} {y1:g} H{x2 - _BEND:g} C{x2 - 8:g} {y1:g} {x2 - 26:g} {y2:g} {x2:g} {y2:g}"
        return Line(path, style, tie.by, tie.by_term, (x1 + 5, y1 - 6), "start")
    x1, x2 = middle.x + middle.width, box.x - 2
    path = f"M{x1:g} {y2:g} C{x1 + 26:g} {y2:g} {x1 + 8:g} {y1:g} {x1 + _BEND:g} {y1:g} H{x2:g}"
    return Line(path, style, tie.by, tie.by_term, (x2 - 8, y1 - 6), "end")


#: How far from the box in the middle a line bends towards its own row.
_BEND = 38


def _told(
    entry: Entry, over: Sequence[_Tie], under: Sequence[_Tie], left: Sequence[_Tie], right: Sequence[_Tie]
) -> str:
    """What a figure shows, for those who do not see it."""
    parts = [
        ("above it", [tie.words for tie in over]),
        ("below it", [tie.words for tie in under]),
        ("leading to it", [f"{tie.by} from {tie.words}" if tie.by else tie.words for tie in left]),
        ("leading from it", [f"{tie.by} to {tie.words}" if tie.by else tie.words for tie in right]),
    ]
    told = [f"{where}: {', '.join(words)}" for where, words in parts if words]
    return f"{entry.name}; {'; '.join(told)}." if told else f"{entry.name}, on its own."


# ── The overview ─────────────────────────────────────────────────────────────────────────────────────────────────────

_COLUMN, _LEVEL, _WIDE, _TALL = 272, 104, 160, 40


def overview(lexicon: Lexicon, file: Path = Path(__file__).parent / "overview.toml") -> Figure:
    """The main classes and what ties them, placed as the file says; a class or property that is gone is an error."""
    plan = loads(file.read_text(encoding="utf-8"))
    by_name = {entry.name: entry for entry in lexicon.of(Kind.CLASS, Kind.OBJECT)}
    boxes = {
        place["class"]: Box(
            8 + place["column"] * _COLUMN,
            8 + place["row"] * _LEVEL,
            _WIDE,
            place["class"],
            by_name[place["class"]].iri,
            "vocabulary" if lexicon.is_vocabulary(by_name[place["class"]].iri) else "class",
            _TALL,
        )
        for place in plan["place"]
    }
    lines = tuple(_between(boxes[tie["from"]], boxes[tie["to"]], by_name[tie["property"]]) for tie in plan["tie"])
    kinds = tuple(
        _up(box, boxes[above.name])
        for name, box in boxes.items()
        for above in (lexicon[term] for term in by_name[name].above if term in lexicon)
        if above.name in boxes
    )
    told = "; ".join(f"{tie['from']} {tie['property']} {tie['to']}" for tie in plan["tie"])
    width = max(box.x + box.width for box in boxes.values()) + 8
    height = max(box.y + box.height for box in boxes.values()) + 8
    return Figure("The main classes", f"{told}.", width, height, tuple(boxes.values()), (*lines, *kinds))


def _between(one: Box, other: Box, prop: Entry) -> Line:
    """A straight line from the edge of one box to that of another."""
    (x1, y1), (x2, y2) = _edge(one, other.middle), _edge(other, one.middle)
    at = ((x1 + x2) / 2, (y1 + y2) / 2 + (-7 if y1 == y2 else 4))
    return Line(f"M{x1:g} {y1:g} L{x2:g} {y2:g}", "property", prop.name, prop.iri, at)


def _edge(box: Box, towards: tuple[float, float]) -> tuple[float, float]:
    """Where a line from the middle of a box leaves it."""
    (x, y), (tx, ty) = box.middle, towards
    dx, dy = tx - x, ty - y
    scale = min(
        (box.width / 2 + 3) / abs(dx) if dx else float("inf"), (box.height / 2 + 3) / abs(dy) if dy else float("inf")
    )
    return round(x + dx * scale, 1), round(y + dy * scale, 1)

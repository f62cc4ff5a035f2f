"""Figure: drawings in SVG, made here, that work without a script: counts by year, and who is tied to whom.

Each stands beside a text that says the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import pi, sin

from markupsafe import Markup

_WIDTH, _HEIGHT, _FOOT = 640, 120, 22


def years(counts: Mapping[int, int], words: str) -> Markup:
    """Bars for counts by year, every year from the first to the last; nothing if there is only one.

    ``words`` is what is counted, in the plural.
    """
    if len(counts) < 2:
        return Markup("")
    first, last = min(counts), max(counts)
    most = max(counts.values())
    step = min(_WIDTH / (last - first + 1), 40)
    width = step * (last - first + 1)
    return Markup(
        '<svg class="years-drawn" viewBox="0 0 {:.0f} {}" width="{:.0f}" role="img" aria-label="{}">{}</svg>'
    ).format(width, _HEIGHT, width, _told(counts, words), Markup("").join(_bars(counts, step, most, words)))


def _bars(counts: Mapping[int, int], step: float, most: int, words: str) -> Iterator[Markup]:
    first, last = min(counts), max(counts)
    every = max(1, round(44 / step))
    for number, year in enumerate(range(first, last + 1)):
        count = counts.get(year, 0)
        height = round((_HEIGHT - _FOOT - 16) * count / most, 1)
        left, foot = number * step, _HEIGHT - _FOOT
        if count:
            yield Markup(
                '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}"><title>{}: {} {}</title></rect>'
            ).format(left + step * 0.12, foot - height, step * 0.76, height, year, count, words)
            if step >= 24 or count == most:
                yield Markup('<text class="count" x="{:.1f}" y="{:.1f}">{}</text>').format(
                    left + step / 2, foot - height - 4, count
                )
        if (last - year) % every == 0:
            yield Markup('<text x="{:.1f}" y="{}">{}</text>').format(left + step / 2, _HEIGHT - 5, year)


def _told(counts: Mapping[int, int], words: str) -> str:
    """The same in a sentence.

    >>> _told({2012: 3, 2014: 1}, "provisions")
    'Number of provisions by year: 2012: 3, 2014: 1'
    """
    return f"Number of {words} by year: {', '.join(f'{year}: {counts[year]}' for year in sorted(counts))}"


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody who is tied to the one in the middle: name, address, mode, how often, and on which side it stands.

    Those stand on the left who must do something with the one in the middle, and on the right those with whom it must.
    """

    name: str
    link: str
    mode: str
    times: int
    is_left: bool


#: So many stand on each side, so far from one another; the letters that a name may have.
ON_A_SIDE, _APART, _LETTERS = 12, 27, 48
_PICTURE = 1040


def network(middle: str, ties: Sequence[Tie]) -> Markup:
    """Who is tied to an actor, in two arcs around it; each name is a link. Nothing if there are none."""
    left = [tie for tie in ties if tie.is_left][:ON_A_SIDE]
    right = [tie for tie in ties if not tie.is_left][:ON_A_SIDE]
    if not left and not right:
        return Markup("")
    height = max(len(left), len(right), 3) * _APART + 40
    lines, names = zip(*(*_arc(left, height, -1), *_arc(right, height, 1)), strict=True)
    return Markup(
        '<svg class="network" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="group" aria-label="{2}">'
        '<g class="lines">{3}</g><g class="middle"><circle cx="{4}" cy="{5}" r="7"/>{6}</g>{7}</svg>'
    ).format(
        _PICTURE,
        height,
        f"Ties of {middle}; the tables below say the same",
        Markup("").join(lines),
        _PICTURE / 2,
        height / 2,
        _middle(middle, height),
        Markup("").join(names),
    )


def _arc(ties: Sequence[Tie], height: float, side: int) -> Iterator[tuple[Markup, Markup]]:
    """For each tie its line and its name, along an arc that bends away from the middle."""
    most = max((tie.times for tie in ties), default=1)
    for number, tie in enumerate(ties):
        angle = (number + 0.5) / len(ties) * pi
        y = height / 2 + (number + 0.5 - len(ties) / 2) * _APART
        x = _PICTURE / 2 + side * (95 + 75 * sin(angle))
        centre = (_PICTURE / 2 + side * 8, height / 2)
        bend = (_PICTURE / 2 + x) / 2
        yield (
            Markup(
                '<path class="{}" d="M{:.0f} {:.0f}C{:.0f} {:.0f} {:.0f} {:.0f} {:.0f} {:.0f}" stroke-width="{:.1f}"/>'
            ).format(tie.mode, *centre, bend, height / 2, bend, y, x, y, 1 + 3 * tie.times / most),
            Markup(
                '<a href="{}"><title>{}: {}, {}</title><circle class="{}" cx="{:.0f}" cy="{:.0f}" r="4.5"/>'
                '<text x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text></a>'
            ).format(
                tie.link,
                tie.name,
                tie.mode,
                "once" if tie.times == 1 else f"{tie.times} times",
                tie.mode,
                x,
                y,
                x + side * 11,
                y + 4.5,
                "start" if side > 0 else "end",
                short(tie.name, _LETTERS),
            ),
        )


def _middle(name: str, height: float) -> Markup:
    return Markup('<text x="{}" y="{:.0f}" text-anchor="middle">{}</text>').format(
        _PICTURE / 2, height / 2 - 16, short(name, 30)
    )


def short(words: str, letters: int) -> str:
    """Words cut between two of them.

    >>> short("United Nations Office on Drugs and Crime", 20)
    'United Nations …'
    """
    if len(words) <= letters:
        return words
    return f"{words[: letters - 1].rpartition(' ')[0] or words[: letters - 2]} …"

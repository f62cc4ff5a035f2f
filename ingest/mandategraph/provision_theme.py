"""Provision theme: what a provision is about, as far as its own words name it.

A label that stands in the words of a provision, or of a task in one of its parts, speaks for its concept if the whole
document is about that, or if its words are so rare in resolutions that they say something by themselves. What stands
in the name of an actor, or of an instrument that is no treaty, is that name. A numbered Goal is the Goal that it names.
"""

import math
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .document import Span
from .instrument import NamedInstrument
from .provision import Provision
from .task import Task
from .theme import Assigned, Theme, Themes

#: No provision is given more themes than this.
AT_MOST = 3
#: A label says something by itself if its rarest word stands in no larger part of resolutions than this: a label of one
#: word, and one of several.
TELLING_ALONE, TELLING_TOGETHER = 0.12, 0.3
#: How much more a theme of the document weighs than another one that is named.
OF_THE_DOCUMENT = 2.0


@dataclass(frozen=True, slots=True)
class ProvisionTheme:
    """A theme of a provision, which is an index among the provisions.

    ``span`` covers the words that name it first, ``rule`` says why they count.
    """

    provision: int
    theme: Theme
    span: Span
    rule: str


def provision_themes_of(
    named: Sequence[tuple[Theme, Span]],
    provisions: Sequence[Provision],
    tasks: Sequence[Task],
    assigned: Sequence[Assigned],
    instruments: Sequence[NamedInstrument],
    names: Sequence[Span],
    themes: Themes,
) -> tuple[ProvisionTheme, ...]:
    """The themes of all provisions, in the order of the provisions, the weightiest of each first.

    ``named`` are those whose label stands in the document, in order, ``assigned`` those of the document, ``names``
    the places of actors' names.
    """
    stretches = _stretches(provisions, tasks)
    if not stretches:
        return ()
    names = sorted([*names, *(one.span for one in instruments if one.instrument.kind not in _TREATIES)])
    starts, begins = [span.start for span, _ in stretches], [span.start for span in names]
    found: dict[int, list[tuple[Theme, Span]]] = {}
    for theme, span in named:
        if span.start < starts[0]:
            continue
        within, provision = stretches[bisect(starts, span.start) - 1]
        name = bisect(begins, span.start) - 1
        if span.end <= within.end and (name < 0 or names[name].end < span.end):
            found.setdefault(provision, []).append((theme, span))
    for span, provision, theme in _goals(stretches, instruments, themes.goals):
        found.setdefault(provision, []).append((theme, span))
    of_document = frozenset(one.theme.concept for one in assigned)
    return tuple(
        one for provision in sorted(found) for one in _ranked(provision, found[provision], of_document, themes)
    )


#: Kinds of instruments whose names say what those are asked to do who are to join them.
_TREATIES = frozenset({"convention", "covenant", "protocol", "treaty"})


def _stretches(provisions: Sequence[Provision], tasks: Sequence[Task]) -> list[tuple[Span, int]]:
    """Where the words of provisions stand, those of their parts among them, each with the number of its provision."""
    whole = [(provision.span, number) for number, provision in enumerate(provisions)]
    parts = [
        (task.span, task.provision) for task in tasks if task.paragraph is not provisions[task.provision].paragraph
    ]
    return sorted((*whole, *parts))


def _goals(
    stretches: Sequence[tuple[Span, int]], instruments: Sequence[NamedInstrument], goals: Mapping[str, Theme]
) -> Iterator[tuple[Span, int, Theme]]:
    """The Goals that provisions name by number, or of which they name targets."""
    for one in instruments:
        if one.pinpoint is None or one.instrument.units is None:
            continue
        at = bisect(stretches, one.span.start, key=lambda stretch: stretch[0].start) - 1
        if at >= 0 and one.span.end <= stretches[at][0].end:
            for unit in dict.fromkeys(unit.partition(".")[0] for unit in one.pinpoint.units):
                theme = goals.get(one.instrument.units + unit)
                if theme:
                    yield one.pinpoint.span, stretches[at][1], theme


def _ranked(
    provision: int, named: Sequence[tuple[Theme, Span]], of_document: frozenset[str], themes: Themes
) -> Iterator[ProvisionTheme]:
    """The themes of one provision that count, the weightiest first; equals in the order of the words."""
    first: dict[str, ProvisionTheme] = {}
    counts: dict[str, int] = {}
    for theme, span in named:
        concept = theme.concept
        if concept in first:
            counts[concept] += 1
            continue
        rule = _rule(theme, of_document, themes)
        if rule:
            first[concept] = ProvisionTheme(provision, theme, span, rule)
            counts[concept] = 1
    weights = {
        concept: (1 - math.log(themes.shares.get(concept, 1.0)))
        * (1 + math.log(count))
        * (OF_THE_DOCUMENT if concept in of_document else 1)
        for concept, count in counts.items()
    }
    yield from (first[concept] for concept in sorted(first, key=lambda one: (-weights[one], first[one].span))[:AT_MOST])


def _rule(theme: Theme, of_document: frozenset[str], themes: Themes) -> str | None:
    """Why a theme that is named counts; ``None`` if it does not."""
    if theme.concept in themes.goals:
        return "numbered-goal"
    if theme.concept in themes.commonplace:
        return None
    if theme.concept in of_document:
        return "label-of-a-theme-of-the-document"
    at_most = TELLING_TOGETHER if " " in theme.label else TELLING_ALONE
    tells = theme.concept not in themes.incidental and themes.shares[theme.concept] <= at_most
    return "telling-label" if tells else None

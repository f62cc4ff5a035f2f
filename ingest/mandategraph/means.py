"""Means: through which programme, fund, plan, mechanism, network or body something is to be done.

What is only done ("through strengthening the Office") is no means: the words must name a thing that is there to
be used.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .actor import Actor
from .clause import Clause, Topic
from .document import Span
from .instrument import Instrument, NamedInstrument
from .link import Link, Links
from .structure import Structure


@dataclass(frozen=True, slots=True)
class Means:
    """A clause that says by which means; ``span`` covers the name of them, without the words that introduce it.

    ``actors`` and ``instruments`` are those that the name means, none where it names nothing that is known.
    """

    clause: Clause
    span: Span
    actors: tuple[Actor, ...]
    instruments: tuple[Instrument, ...]


def means_of(
    structure: Structure, clauses: Sequence[Clause], links: Links, instruments: Sequence[NamedInstrument]
) -> tuple[Means, ...]:
    """The means of provisions and tasks, in order; where two wordings tell the same words, the longer."""
    found: dict[int, Means] = {}
    for clause in clauses:
        if clause.topic is not Topic.MEANS or clause.about is None:
            continue
        one = _means(structure, clause, links, instruments)
        known = found.get(clause.span.start)
        if known is None or known.span.end < one.span.end:
            found[clause.span.start] = one
    return tuple(found.values())


def _means(structure: Structure, clause: Clause, links: Links, instruments: Sequence[NamedInstrument]) -> Means:
    about = clause.about or clause.span
    known: tuple[Link | NamedInstrument, ...] = (*links.links, *instruments)
    named = [
        one
        for one in known
        if one.paragraph == clause.paragraph.name
        and about.start <= one.span.start < about.end
        and one.span.end <= clause.end
    ]
    span = Span(about.start, max((about.end, *(one.span.end for one in named))))
    longest_first = sorted(named, key=lambda one: (one.span.start, -one.span.end))
    meant = _meant(structure.document.text, span, longest_first)
    return Means(
        clause,
        span,
        tuple(one.actor for one in meant if isinstance(one, Link)),
        tuple(one.instrument for one in meant if isinstance(one, NamedInstrument)),
    )


def _meant(text: str, means: Span, named: Sequence[Link | NamedInstrument]) -> Sequence[Link | NamedInstrument]:
    """The names that make up that of the means; none if other words do too ("the website of the Office")."""
    at = means.start
    meant: list[Link | NamedInstrument] = []
    for one in named:
        if _BETWEEN.fullmatch(text, at, one.span.start):
            meant.append(one)
            at = one.span.end
    return meant if at == means.end else ()


#: What may stand before a name, or between two, without making another thing of it.
_BETWEEN = re.compile(
    r"(?:,\s(?:and\s)?|\sand\s)?(?:(?:the|its|their|his|her|this|all|existing|relevant|joint|new|current|ongoing)\s)*"
)

"""Reported tie: a text that tells of working together without asking for it.

"Takes note of the joint initiatives developed by the Office and the Programme" mandates nothing, and yet says who works
with whom.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from .anchor import Anchored
from .document import Span, spans_in
from .listing import Parties
from .party import Party
from .provision import Provision


@dataclass(frozen=True, slots=True)
class Reporting:
    """Words that report a tie: one entry ``[[reported]]`` of ``relations.toml``."""

    id: str
    kind: str
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReportedTie:
    """Two or more parties that a paragraph reports as working together; ``paragraph`` is its name."""

    kind: str
    paragraph: str
    span: Span
    parties: tuple[Party, ...]
    rule: str


def reported(
    text: str, provisions: Sequence[Provision], reporting: Anchored[Reporting], parties: Parties, names: Sequence[Span]
) -> tuple[ReportedTie, ...]:
    """The ties that provisions report without asking for them, in order."""
    return tuple(_reported(text, provisions, reporting, parties, names))


_ALSO = re.compile(r",?\s+(?:as well as|and) (?:by|between|among)\s+")


def _reported(
    text: str, provisions: Sequence[Provision], reporting: Anchored[Reporting], parties: Parties, names: Sequence[Span]
) -> Iterator[ReportedTie]:
    for provision in provisions:
        if provision.verb.force != "none" or provision.addressees:
            continue
        within = spans_in(names, *provision.span)
        for rule in reporting.fitting(text, *provision.span):
            for found in rule.pattern.finditer(text, *provision.span):
                also = [joint.span() for joint in _ALSO.finditer(text, found.end(), provision.span.end)]
                edges = [found.end(), *chain.from_iterable(also), provision.span.end]
                for start, stop in zip(edges[::2], edges[1::2], strict=True):
                    listed = parties.listed(text, start, stop, within, until=parties.ends)
                    if len(listed) > 1:
                        span = Span(found.start(), listed[-1].span.end)
                        yield ReportedTie(rule.kind, provision.paragraph.name, span, listed, rule.id)

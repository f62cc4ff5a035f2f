"""Condition: words by which what is asked depends on something: a mandate, a request, money."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .document import Span
from .structure import Kind, Structure


@dataclass(frozen=True, slots=True)
class Qualifying:
    """One entry of ``conditions.toml``, whose head says what each key means."""

    id: str
    condition: str
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: its type, the name of the paragraph that sets it, the words, and the rule that found them."""

    type: str
    paragraph: str
    span: Span
    rule: str


def conditions_of(structure: Structure, qualifying: Sequence[Qualifying]) -> tuple[Condition, ...]:
    """The conditions that operative paragraphs set, in order."""
    return tuple(sorted(_conditions(structure, qualifying), key=lambda condition: condition.span))


def _conditions(structure: Structure, qualifying: Sequence[Qualifying]) -> Iterator[Condition]:
    for paragraph in structure.of(Kind.OPERATIVE):
        words = structure.words(paragraph).lower()
        for rule in qualifying:
            if not any(anchor in words for anchor in rule.anchors):
                continue
            for found in rule.pattern.finditer(structure.document.text, *paragraph.span):
                yield Condition(rule.condition, paragraph.name, Span(*found.span()), rule.id)

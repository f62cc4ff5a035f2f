"""Condition: words by which what is asked depends on something: a mandate, a request, money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .anchor import Anchored
from .document import Span, in_small_letters
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


def conditions_of(structure: Structure, qualifying: Anchored[Qualifying]) -> tuple[Condition, ...]:
    """The conditions that operative paragraphs set, in order."""
    return tuple(sorted(_conditions(structure, qualifying), key=lambda condition: condition.span))


def _conditions(structure: Structure, qualifying: Anchored[Qualifying]) -> Iterator[Condition]:
    text = in_small_letters(structure.document.text)
    for paragraph in structure.of(Kind.OPERATIVE):
        for rule in qualifying.fitting(text, *paragraph.span):
            for found in rule.pattern.finditer(text, *paragraph.span):
                yield Condition(rule.condition, paragraph.name, Span(*found.span()), rule.id)

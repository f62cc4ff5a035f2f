"""Condition: words by which what is asked depends on something: a mandate, a request, money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .anchor import Anchored
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


def conditions_of(structure: Structure, qualifying: Anchored[Qualifying]) -> tuple[Condition, ...]:
    """The conditions that operative paragraphs set, in order."""
    return tuple(sorted(_conditions(structure, qualifying), key=lambda condition: condition.span))


def _conditions(structure: Structure, qualifying: Anchored[Qualifying]) -> Iterator[Condition]:
    text = _in_small_letters(structure.document.text)
    for paragraph in structure.of(Kind.OPERATIVE):
        for rule in qualifying.fitting(text[paragraph.span.start : paragraph.span.end]):
            for found in rule.pattern.finditer(text, *paragraph.span):
                yield Condition(rule.condition, paragraph.name, Span(*found.span()), rule.id)


def _in_small_letters(text: str) -> str:
    """A text without capitals; every character keeps its place, also the one that would become two."""
    return text.replace("İ", "I").lower()

"""Anchor: words without which a pattern need not be tried.

A table of patterns is not tried pattern by pattern: one pass over a stretch of text tells whose anchors stand in it.

>>> from collections import namedtuple
>>> Rule = namedtuple("Rule", "id anchors")
>>> rules = Anchored([Rule("in-cooperation-with", ("cooperation",)), Rule("jointly-with", ("jointly", "together"))])
>>> words = "to act jointly with the Office, in Cooperation with States"
>>> [rule.id for rule in rules.fitting(words, 0, len(words))]
['in-cooperation-with', 'jointly-with']
"""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from .document import in_small_letters


class _Rule(Protocol):
    """An entry whose pattern can only match where one of its ``anchors``, words in small letters, stands."""

    @property
    def anchors(self) -> tuple[str, ...]: ...


_R = TypeVar("_R", bound=_Rule)


class Anchored(Generic[_R]):
    """The entries of a table, in its order, ready to be told apart by their anchors. Made once."""

    def __init__(self, rules: Sequence[_R]) -> None:
        self.rules = tuple(rules)
        places: dict[str, list[int]] = {}
        for place, rule in enumerate(self.rules):
            for anchor in rule.anchors:
                places.setdefault(anchor, []).append(place)
        self._places = tuple(places.values())
        self._automaton = AhoCorasick(places, store_patterns=False, implementation=Implementation.DFA)

    def fitting(self, text: str, start: int, end: int) -> list[_R]:
        """Those of which an anchor stands between two places, in whatever capitals, in the order of the table."""
        words = in_small_letters(text)[start:end]
        found = {anchor for anchor, _, _ in self._automaton.find_matches_as_indexes(words, overlapping=True)}
        return [self.rules[place] for place in sorted({place for anchor in found for place in self._places[anchor]})]

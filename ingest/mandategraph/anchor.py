"""Anchor: words without which a pattern need not be tried.

A table of patterns is not tried pattern by pattern: one pass over a stretch of text tells whose anchors stand in it.

>>> from collections import namedtuple
>>> Rule = namedtuple("Rule", "id anchors")
>>> rules = Anchored([Rule("in-cooperation-with", ("cooperation",)), Rule("jointly-with", ("jointly", "together"))])
>>> [rule.id for rule in rules.fitting("to act jointly with the Office, in Cooperation with States")]
['in-cooperation-with', 'jointly-with']
"""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

import ahocorasick


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
        self._automaton = ahocorasick.Automaton()
        for anchor, of_rules in places.items():
            self._automaton.add_word(anchor, of_rules)
        self._automaton.make_automaton()

    def fitting(self, words: str) -> list[_R]:
        """Those of which an anchor stands in these words, in whatever capitals, in the order of the table."""
        places: set[int] = set()
        for _, of_rules in self._automaton.iter(words.lower()):
            places.update(of_rules)
        return [self.rules[place] for place in sorted(places)]

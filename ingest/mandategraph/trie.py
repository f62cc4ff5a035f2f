"""Trie: many words looked for in one pass over a text (Aho and Corasick, 1975); two thousand cost no more than twenty.

>>> [(words[start:end]) for words in ["a fund of funds, refunds"] for start, end in Trie(["fund", "funds"]).find(words)]
['fund', 'funds']
"""

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation


def any_of(words: Iterable[str]) -> str:
    r"""A pattern of any of these words, the longest first; those that begin alike are tried together.

    >>> any_of(["also", "as needed", "again", "further"])
    'a(?:s\\s+needed|gain|lso)|f(?:urther)'
    """
    alike: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        alike.setdefault(word[0], []).append(re.escape(word[1:]).replace(r"\ ", r"\s+"))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in alike.items())


class Trie:
    """Words, ready to be found. Made once."""

    def __init__(self, words: Iterable[str]) -> None:
        words = tuple(words)
        kind = Implementation.DFA if len(words) <= _FEW else Implementation.ContiguousNFA
        self._automaton = AhoCorasick(words, store_patterns=False, implementation=kind)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where words stand, whole: from the left, the longest at each place, none overlapping another."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        at = 0
        for start, end in sorted([(start, -end) for _, start, end in matches]):
            if start >= at and _is_whole(text, start, -end):
                at = -end
                yield start, at


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in _JOINED) and not (after.isalnum() or after in _JOINED)


#: So many words are looked for in a table of all that may follow upon each letter; that of more would be too large.
_FEW = 1000

#: Signs that make two words one, beside letters and digits; nothing at all does not.
_JOINED = ("-", "_")

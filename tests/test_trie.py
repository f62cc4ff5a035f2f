"""Trie and anchors: what they find is what is found one word after another."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mandategraph.anchor import Anchored
from mandategraph.trie import Trie

WORDS = st.sets(st.text("ab’é -", min_size=1, max_size=4), max_size=6)
TEXTS = st.text("abc’é -_\n", max_size=40)


class Rule(NamedTuple):
    anchors: tuple[str, ...]


def _joins(sign: str) -> bool:
    return sign.isalnum() or sign in {"-", "_"}


def _one_by_one(words: set[str], text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    while at < len(text):
        ends = [at + len(word) for word in words if text.startswith(word, at)]
        whole = [end for end in ends if not _joins(text[at - 1 : at]) and not _joins(text[end : end + 1])]
        if whole:
            found.append((at, max(whole)))
        at = max(whole, default=at + 1)
    return found


@given(WORDS, TEXTS)
def test_the_longest_whole_word_at_each_place_is_found(words, text):
    assert list(Trie(words).find(text)) == _one_by_one(words, text)


@given(st.lists(WORDS, max_size=4), TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_those_fit_of_which_an_anchor_stands_between_two_places(anchors, text, start, end):
    rules = [Rule(tuple(words)) for words in anchors]
    fitting = [rule for rule in rules if any(anchor in text[start:end] for anchor in rule.anchors)]
    assert Anchored(rules).fitting(text.upper(), start, end) == fitting

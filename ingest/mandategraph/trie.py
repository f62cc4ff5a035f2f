"""Trie: one pattern for many words, their common beginnings written once.

A plain alternation tries each word at each place; this pattern looks at each character once, so that two thousand
words cost no more than twenty.

>>> any_of(["fund", "funds", "food"])
'f(?:ood|und(?:s)?)'
"""

import re
from collections.abc import Iterable, Mapping


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest where several fit; a blank stands for any blanks."""
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(root)


def _branches(node: Mapping[str, Mapping]) -> str:  # type: ignore[type-arg]
    branches = [_character(c) + _branches(below) for c, below in sorted(node.items()) if c]
    if not branches:
        return ""
    if "" in node:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _character(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)

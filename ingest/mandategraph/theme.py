"""Theme: what a document is about, as concepts of the UNBIS Thesaurus found by their labels.

A label in the title weighs more than one in a paragraph, a long label more than a short one. The document's own words
decide; what librarians said of it is another statement.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .structure import Kind, Structure
from .trie import Trie


@dataclass(frozen=True, slots=True)
class Theme:
    """A concept of the UNBIS Thesaurus: its own IRI, and its English label in capitals."""

    concept: str
    label: str


class Themes:
    """All concepts, ready to be found by their labels. Made once from ``themes.tsv``."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._by_words = {_words(theme.label): theme for theme in themes}
        self._trie = Trie(self._by_words)

    def rank(self, title: str, paragraphs: Sequence[str], at_most: int = 5) -> tuple[Theme, ...]:
        """The themes of a document, the most likely first."""
        weights: Counter[str] = Counter()
        for weight, words in ((5, title), *((1, paragraph) for paragraph in paragraphs)):
            lower = words.lower()
            for found in {lower[start:end] for start, end in self._trie.find(lower)}:
                weights[found] += weight * (1 + found.count(" "))
        ranked = sorted((w for w, n in weights.items() if n > 1), key=lambda words: (-weights[words], words))
        return tuple(self._by_words[words] for words in ranked[:at_most])


def themes_of(structure: Structure, title: str | None, themes: Themes) -> tuple[Theme, ...]:
    """The themes of a document, ranked."""
    body = [structure.words(p) for p in structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    return themes.rank(title or "", body)


def _words(label: str) -> str:
    """A label as it stands in a sentence: "GENDER EQUALITY" is found as "gender equality"."""
    return re.sub(r"\s*\(.*\)", "", label).lower()

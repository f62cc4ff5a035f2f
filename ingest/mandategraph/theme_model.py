"""Theme model: numbers that say which words of a title or a body speak for which concept, learnt from librarians.

The weight of a concept is a sum over the words of a document, each worth more the rarer it is (tf-idf), so each sum can
be told word by word. ``themes.md`` beside the file says what the numbers were learnt from. A file is gzip: one line of
JSON, then four arrays of little-endian numbers (documents of each word, where its row starts, concepts, weights).
"""

import gzip
import json
import math
import re
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

from .errors import KnowledgeError

#: Only so many words of a body count: those that tell it best from other documents.
BODY_WORDS = 80
#: A title is a few words and a body many: a title's whole weight, where a body's is 1.
TITLE_WEIGHT = 0.7
#: Weights are kept as whole numbers of this part of one.
_UNIT = 1000

#: Words of a document with how much each says of it. Those of the title are told apart by a sign that no word has.
Features = Mapping[str, float]


@dataclass(frozen=True)
class ThemeModel:
    """What has been learnt. ``cut_off`` is the weight from which a concept is given; the ``named`` only by their label.

    ``documents`` is how many were learnt from, ``frequencies`` in how many of them each of ``words`` stands. The
    weights of word ``i`` are those from ``starts[i]`` to ``starts[i + 1]``, each for the concept of the same place
    (in the order of their numbers).
    """

    documents: int
    cut_off: float
    words: Sequence[str]
    concepts: Sequence[str]
    named: Sequence[str]
    frequencies: Sequence[int]
    starts: Sequence[int]
    concept_numbers: Sequence[int]
    weights: Sequence[int]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _concept_numbers(self) -> dict[str, int]:
        return {concept: number for number, concept in enumerate(self.concepts)}

    @cached_property
    def _rows(self) -> dict[str, Mapping[int, int]]:
        return {}

    def _row(self, word: str) -> Mapping[int, int]:
        """The weights of a word by the number of the concept, put together when it is first met: few are."""
        row = self._rows.get(word)
        if row is None:
            number = self._numbers[word]
            of_word = slice(self.starts[number], self.starts[number + 1])
            row = dict(zip(self.concept_numbers[of_word], self.weights[of_word], strict=True))
            self._rows[word] = row
        return row

    @cached_property
    def _rarity(self) -> dict[str, float]:
        return rarity(zip(self.words, self.frequencies, strict=True), self.documents)

    def features(self, title: str, body: str) -> Features:
        """The words of a document that the model knows, weighed."""
        return features(title_words(title), body_words(body), self._rarity)

    def share(self, words: str) -> float:
        """In which part of the documents learnt from the rarest of some words stands; 1 if none is known.

        Words that nearly all documents have are not known, nor those that hardly any has.
        """
        known = (self._numbers.get(word) for word in _words(words))
        counts = [self.frequencies[number] for number in known if number is not None and self.frequencies[number]]
        return min(counts) / self.documents if counts else 1.0

    def weigh(self, features: Features) -> dict[str, float]:
        """Concepts and what the words say for each."""
        sums = [0.0] * len(self.concepts)
        for word, value in features.items():
            for concept, weight in self._row(word).items():
                sums[concept] += value * weight
        return {concept: total / _UNIT for concept, total in zip(self.concepts, sums, strict=True) if total > 0}

    def speaking(self, features: Features, concepts: Iterable[str], at_most: int = 3) -> dict[str, tuple[str, ...]]:
        """The words that say most for each of these concepts, the weightiest first."""
        rows = [(self._row(word), value, word.removeprefix(_TITLE)) for word, value in features.items()]
        said = {}
        for concept in concepts:
            number = self._concept_numbers.get(concept, -1)
            told = sorted((-value * row[number], word) for row, value, word in rows if row.get(number, 0) > 0)
            said[concept] = tuple(dict.fromkeys(word for _, word in told))[:at_most]
        return said

    def write(self, path: Path) -> None:
        """Write the model; the same model makes the same bytes."""
        head = {name: getattr(self, name) for name in ("documents", "cut_off", "words", "concepts", "named")}
        parts = [json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"]
        parts += [
            _bytes(array("H", self.frequencies)),
            _bytes(array("I", self.starts)),
            _bytes(array("H", self.concept_numbers)),
            _bytes(array("h", self.weights)),
        ]
        try:
            path.write_bytes(gzip.compress(b"".join(parts), mtime=0))
        except OSError as error:
            raise KnowledgeError(f"{path}: cannot be written: {error.strerror}") from error


def read_model(path: Path) -> ThemeModel:
    """The model in a file; ``KnowledgeError`` if there is none in it."""
    try:
        head, _, rest = gzip.decompress(path.read_bytes()).partition(b"\n")
        told = json.loads(head)
        words = len(told["words"])
        frequencies, rest = _taken(rest, "H", words)
        starts, rest = _taken(rest, "I", words + 1)
        concept_numbers, rest = _taken(rest, "H", starts[-1])
        weights, _ = _taken(rest, "h", starts[-1])
        return ThemeModel(
            documents=told["documents"],
            cut_off=told["cut_off"],
            words=told["words"],
            concepts=told["concepts"],
            named=told["named"],
            frequencies=frequencies,
            starts=starts,
            concept_numbers=concept_numbers,
            weights=weights,
        )
    except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
        raise KnowledgeError(
            f"{path.name}: no model of themes ({error}); mandategraph themes learn makes one"
        ) from error


_TITLE = "^"
#: A hyphen that does not stand between two letters.
_LOOSE_HYPHEN = re.compile(rb"-(?:(?<![A-Za-z]-)|(?![A-Za-z]))")
#: Whatever is neither a letter from a to z nor a hyphen parts words.
_KEPT = "-abcdefghijklmnopqrstuvwxyz"
_LETTERS_AND_HYPHENS = bytes(code if chr(code) in _KEPT else ord(" ") for code in bytes(range(256)).lower())


def _words(text: str) -> list[str]:
    """The words of a text in small letters, as many as stand in it.

    >>> _words("Self-reliance of non- and least-developed States")
    ['self-reliance', 'of', 'non', 'and', 'least-developed', 'states']
    """
    joined = _LOOSE_HYPHEN.sub(b" ", text.encode("ascii", "replace"))
    return joined.translate(_LETTERS_AND_HYPHENS).decode().split()


def title_words(title: str) -> Counter[str]:
    """The words of a title and its pairs of neighbours.

    >>> sorted(title_words("Rights of the child"))
    ['^child', '^of', '^of the', '^rights', '^rights of', '^the', '^the child']
    """
    words = _words(title)
    return Counter([_TITLE + word for word in (*words, *map(" ".join, pairwise(words)))])


def body_words(body: str) -> Counter[str]:
    """The words of a body with how often each stands in it."""
    return Counter(_words(body))


def rarity(frequencies: Iterable[tuple[str, int]], documents: int) -> dict[str, float]:
    """How much a word says, by the number of documents that have it."""
    return {word: math.log((1 + documents) / (1 + count)) + 1 for word, count in frequencies}


def features(title: Counter[str], body: Counter[str], rare: Mapping[str, float]) -> Features:
    """The words of a title and of a body, each part of the length that is its weight (squared)."""
    said = _weighed(body, rare)
    least = min(sorted(said.values(), reverse=True)[:BODY_WORDS], default=0)
    telling = sorted((-value, word) for word, value in said.items() if value >= least)[:BODY_WORDS]
    in_body = {word: -value for value, word in telling}
    return {**_scaled(_weighed(title, rare), TITLE_WEIGHT), **_scaled(in_body, 1)}


def _weighed(words: Counter[str], rare: Mapping[str, float]) -> dict[str, float]:
    return {word: (1 + math.log(count)) * rare[word] for word, count in words.items() if word in rare}


def _scaled(weighed: Mapping[str, float], weight: float) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in weighed.values()) / weight)
    return {word: value / length for word, value in weighed.items()}


def in_units(weight: float) -> int:
    """A weight as the whole number that stands in a model."""
    return max(-32768, min(32767, round(weight * _UNIT)))


def _bytes(numbers: "array[int]") -> bytes:
    return _little_endian(numbers).tobytes()


def _taken(rest: bytes, kind: Literal["H", "I", "h"], count: int) -> "tuple[array[int], bytes]":
    """So many numbers of a kind, and what is behind them; ``ValueError`` if there are fewer."""
    numbers = array(kind)
    end = count * numbers.itemsize
    if len(rest) < end:
        raise ValueError("the file ends too early")
    numbers.frombytes(rest[:end])
    return _little_endian(numbers), rest[end:]


def _little_endian(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

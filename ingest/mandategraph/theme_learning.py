"""Theme learning: a model of themes out of documents with librarians' headings, with nothing but the standard library.

Ridge regression, solved among documents instead of words: with so few of them its matrix is small, and the answer is
exact, so the same documents make the same model. What a document would have been given had it not been learnt from
(leave one out) is read off the same matrix, and tells where to cut.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import mul
from pathlib import Path

from .document import clean
from .errors import KnowledgeError
from .knowledge import Knowledge
from .masthead import masthead_of
from .source import from_file, printed_of
from .structure import divide
from .theme import AT_MOST, Themes, body_of, ranking, summed
from .theme_model import Features, ThemeModel, body_words, features, in_units, rarity, title_words

#: How much a heading that one document alone explains is doubted (the ridge).
RIDGE = 0.3
#: A word counts that stands in at least so many bodies, and at most in this part of them.
FEWEST, MOST = 2, 0.5
#: Weights nearer to nothing than this are left out.
SMALLEST = 0.015
#: So many of the themes given are to be right, by librarians' own headings.
PRECISION = 0.72
#: A concept is named if, of so many documents with its heading or more, nearly all have its label.
ENOUGH, ALWAYS = 3, 0.95
#: Whose headings are learnt from: the United Nations Dag Hammarskjöld Library.
LIBRARY = "DHLAUTH"


@dataclass(frozen=True, slots=True)
class Example:
    """A document to learn from: its title, its paragraphs, and the concepts of its headings."""

    title: str
    body: str
    concepts: frozenset[str]


def learn(examples: Sequence[Example], themes: Themes) -> ThemeModel:
    """The model that these documents make.

    Raises ``KnowledgeError`` if there are too few to learn anything from.
    """
    if len(examples) < FEWEST:
        raise KnowledgeError(f"{len(examples)} documents have headings; themes are learnt from at least {FEWEST}")
    titles = [title_words(example.title) for example in examples]
    bodies = [body_words(example.body) for example in examples]
    frequencies = _frequencies(titles, bodies)
    rare = rarity(frequencies.items(), len(examples))
    rows = [features(title, body, rare) for title, body in zip(titles, bodies, strict=True)]
    inverse = _inverse(_alikeness(rows))
    concepts = sorted({concept for example in examples for concept in example.concepts})
    shares = list(zip(*(_shares(inverse, examples, concept) for concept in concepts), strict=True))
    words = sorted(frequencies)
    starts, numbers, weights = [0], array("H"), array("h")
    for row in _weights(words, rows, shares):
        numbers.extend(number for number, weight in row)
        weights.extend(weight for number, weight in row)
        starts.append(len(numbers))
    own = [inverse[i][i] for i in range(len(examples))]
    return ThemeModel(
        documents=len(examples),
        cut_off=_cut_off(examples, themes, concepts, shares, own),
        words=words,
        concepts=concepts,
        named=named(examples, themes),
        frequencies=array("H", (frequencies[word] for word in words)),
        starts=array("I", starts),
        concept_numbers=numbers,
        weights=weights,
    )


def examples_in(paths: Iterable[Path], knowledge: Knowledge) -> Iterator[Example]:
    """The documents to learn from: those that librarians gave headings, read as any other document is."""
    for path in paths:
        printed = printed_of(from_file(path))
        headings = (s for s in printed.stated.subjects if s.source == LIBRARY)
        themes = (knowledge.themes.standing_for(heading.concept, heading.label) for heading in headings)
        concepts = frozenset(theme.concept for theme in themes if theme is not None)
        if concepts and printed.language == "en":
            structure = divide(clean(printed.text, knowledge.cleaning), knowledge.lexicon.opens)
            title = masthead_of(structure, dict(printed.facts)).title
            yield Example(title or "", body_of(structure), concepts)


def named(examples: Sequence[Example], themes: Themes) -> list[str]:
    """Concepts that are given only where they are called by their label, such as a State or an epidemic."""
    called: dict[str, list[bool]] = defaultdict(list)
    for example in examples:
        labels = _labels(example, themes)
        for concept in example.concepts:
            called[concept].append(concept in labels)
    return sorted(c for c, told in called.items() if len(told) >= ENOUGH and sum(told) >= ALWAYS * len(told))


def _labels(example: Example, themes: Themes) -> dict[str, float]:
    return themes.labels(example.title, [theme for theme, _ in themes.named(example.body)])


def _frequencies(titles: Iterable[Counter[str]], bodies: Sequence[Counter[str]]) -> dict[str, int]:
    """In how many documents each word stands that can tell one from another."""
    in_bodies = Counter(word for words in bodies for word in words)
    most = max(FEWEST, MOST * len(bodies))
    telling = {word: count for word, count in in_bodies.items() if FEWEST <= count <= most}
    return {**Counter(word for words in titles for word in words), **telling}


def _postings(rows: Sequence[Features]) -> dict[str, list[tuple[int, float]]]:
    """Where each word stands, and its value there."""
    held: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for word, value in row.items():
            held[word].append((number, value))
    return held


def _alikeness(rows: Sequence[Features]) -> list[list[float]]:
    """How alike any two documents are, the ridge added to each one's likeness to itself."""
    held = _postings(rows)
    matrix = []
    for number, row in enumerate(rows):
        line = [0.0] * len(rows)
        for word, value in row.items():
            for other, there in held[word]:
                line[other] += value * there
        line[number] += RIDGE
        matrix.append(line)
    return matrix


def _inverse(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """The inverse of a symmetric positive definite matrix, by Cholesky's triangles.

    >>> _inverse([[4.0, 2.0], [2.0, 5.0]])
    [[0.3125, -0.125], [-0.125, 0.25]]
    """
    size = len(matrix)
    lower: list[list[float]] = []
    for i, line in enumerate(matrix):
        row: list[float] = []
        for j, above in enumerate(lower):
            row.append((line[j] - sum(map(mul, row, above))) / above[j])
        row.append(math.sqrt(line[i] - sum(map(mul, row, row))))
        lower.append(row)
    columns: list[list[float]] = []  # of the triangle's inverse, each from its diagonal down
    for j in range(size):
        column = [1 / lower[j][j]]
        for row in lower[j + 1 :]:
            column.append(-sum(map(mul, row[j:-1], column)) / row[-1])
        columns.append(column)
    result = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i, size):
            result[i][j] = result[j][i] = sum(map(mul, columns[i][j - i :], columns[j]))
    return result


def _shares(inverse: Sequence[Sequence[float]], examples: Sequence[Example], concept: str) -> list[float]:
    """What each document adds to the weights of a concept."""
    holders = [inverse[i] for i, example in enumerate(examples) if concept in example.concepts]
    return [sum(column) for column in zip(*holders, strict=True)]


def _weights(
    words: Sequence[str], rows: Sequence[Features], shares: Sequence[Sequence[float]]
) -> Iterator[list[tuple[int, int]]]:
    """Of each word the concepts it speaks for or against, by number, each with its weight."""
    held = _postings(rows)
    for word in words:
        sums = [0.0] * len(shares[0])
        for document, value in held.get(word, ()):
            sums = [total + value * share for total, share in zip(sums, shares[document], strict=True)]
        yield [(number, in_units(total)) for number, total in enumerate(sums) if abs(total) >= SMALLEST]


def _cut_off(
    examples: Sequence[Example],
    themes: Themes,
    concepts: Sequence[str],
    shares: Sequence[Sequence[float]],
    own: Sequence[float],
) -> float:
    """The lowest weight above which as many themes are right as are to be, each document judged by the others."""
    judged = []
    for example, row, alone in zip(examples, shares, own, strict=True):
        left_out = {c: (c in example.concepts) - share / alone for c, share in zip(concepts, row, strict=True)}
        weights = summed({c: w for c, w in left_out.items() if w > 0}, _labels(example, themes))
        judged += [(weights[c], c in example.concepts) for c in ranking(weights)[:AT_MOST]]
    judged.sort(reverse=True)
    right = list(accumulate(is_right for _, is_right in judged))
    passing = [
        w for (w, _), n, given in zip(judged, right, range(1, len(right) + 1), strict=True) if n >= PRECISION * given
    ]
    return round(min(passing, default=1.0), 4)

"""Theme: what a document is about, as concepts of the UNBIS Thesaurus.

Two things speak for a concept: the words that librarians' headings were found to go with (``theme_model``), and its own
label, in the title more than in a paragraph, a long label more than a short one. The document's own words decide; what
librarians said of it is another statement.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from .document import Span, in_small_letters
from .structure import Kind, Structure
from .theme_model import ThemeModel, read_model
from .trie import Trie

_GOALS = "http://metadata.un.org/sdg/"
#: No document is given more themes than this.
AT_MOST = 10


class Theme(NamedTuple):
    """A concept of the UNBIS Thesaurus: its own IRI, and its English label in capitals."""

    concept: str
    label: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """A theme that a document was given, with the evidence in words: its label, or the words that speak for it."""

    theme: Theme
    rule: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A Sustainable Development Goal: one entry of ``themes.toml``, whose head says what each key means."""

    number: int
    name: str


class Themes:
    """All concepts, ready to be found. Made once from ``themes.tsv``; the model is read when it is first needed.

    ``goals`` are the Sustainable Development Goals by their IRIs, ``incidental`` the themes that a provision can name
    without being about them, ``commonplace`` those that it always names so.
    """

    def __init__(
        self,
        themes: Sequence[Theme],
        model: Path,
        incidental: Sequence[str] = (),
        commonplace: Sequence[str] = (),
        goals: Sequence[Goal] = (),
    ) -> None:
        # Of two concepts of one label, a subject category (six figures or fewer) and a descriptor, the descriptor is
        # what an indexer gives; of two descriptors the later.
        by_label = {t.label: t for t in sorted(themes, key=lambda t: (len(t.concept), t.concept))}
        self._by_concept = {theme.concept: by_label[theme.label] for theme in themes}
        self._by_label = by_label
        plain_last = sorted(by_label.values(), key=lambda t: (-len(t.label), t.label))
        self._by_words = {_words(theme.label): theme for theme in plain_last}
        self._lengths = {theme: 1 + 0.3 * words.count(" ") for words, theme in self._by_words.items()}
        self._trie = Trie(self._by_words)
        self._file = model
        self.incidental = frozenset(by_label[label].concept for label in incidental if label in by_label)
        self.commonplace = frozenset(by_label[label].concept for label in commonplace if label in by_label)
        of_goals = (Theme(f"{_GOALS}{goal.number}", goal.name) for goal in goals)
        self.goals = {theme.concept: theme for theme in of_goals}

    @cached_property
    def model(self) -> ThemeModel:
        """What has been learnt."""
        return read_model(self._file)

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """In which part of resolutions the words of each concept's label are found, as far as the model tells."""
        return {theme.concept: self.model.share(theme.label.lower()) for theme in self._by_label.values()}

    def standing_for(self, concept: str | None, label: str) -> Theme | None:
        """The theme that a heading means, by its IRI or, failing that, its label; ``None`` if it is not known."""
        if concept:
            return self.goals.get(concept) or self._by_concept.get(concept.replace("/#", "/"))
        return self._by_label.get(" ".join(label.upper().split()).rstrip("."))

    def labels(self, title: str, named: Iterable[Theme]) -> dict[str, float]:
        """Concepts whose label stands in a document, and how much that says for each.

        ``named`` are those in the body, as often as they stand there.
        """
        weights = {theme: IN_TITLE * self._lengths[theme] for theme, _ in self.named(title)}
        for theme, count in Counter(named).items():
            weights[theme] = weights.get(theme, 0) + IN_BODY * math.log1p(count) * self._lengths[theme]
        return {theme.concept: weight for theme, weight in weights.items()}

    def rank(self, title: str, body: str, named: Iterable[Theme]) -> tuple[Assigned, ...]:
        """The themes of a document, the weightiest first: at least one if anything speaks for any.

        ``named`` are those whose label stands in the body, as often as it does.
        """
        model = self.model
        features = model.features(title, body)
        labels = self.labels(title, named)
        weights = summed(model.weigh(features), labels)
        for unnamed in set(model.named) - labels.keys():
            weights.pop(unnamed, None)
        given = {concept: weight for concept, weight in weights.items() if weight >= model.cut_off}
        ranked = ranking(given)[:AT_MOST] or ranking(weights)[:1]
        words = model.speaking(features, ranked)
        return tuple(
            Assigned(self._by_concept[concept], _rule(words.get(concept, ()), concept in labels)) for concept in ranked
        )

    def named(self, text: str) -> Iterator[tuple[Theme, Span]]:
        """The concepts whose label stands in a text, in order, and where."""
        lower = small(text)
        for start, end in self._trie.find(lower):
            yield self._by_words[lower[start:end]], Span(start, end)


#: Signs as labels have them, for those of printers: hyphens that do not break, and apostrophes.
_PLAIN = (("‐", "-"), ("‑", "-"), ("’", "'"))

#: What a label of one word in the title says, and one in the body that stands there e - 1 times.
IN_TITLE, IN_BODY = 0.2, 0.04


def small(words: str) -> str:
    """Words in small letters with the signs of labels; every character keeps its place."""
    words = in_small_letters(words)
    for printed, sign in _PLAIN:
        words = words.replace(printed, sign)
    return words


def summed(learnt: Mapping[str, float], labels: Mapping[str, float]) -> dict[str, float]:
    """What words and labels say for concepts, together."""
    weights = dict(learnt)
    for concept, weight in labels.items():
        weights[concept] = weights.get(concept, 0.0) + weight
    return weights


def ranking(weights: Mapping[str, float]) -> list[str]:
    """Concepts, the weightiest first; equals by IRI, so that the order is always the same."""
    return sorted(weights, key=lambda concept: (-weights[concept], concept))


def themes_of(
    structure: Structure, title: str | None, named: Sequence[tuple[Theme, Span]], themes: Themes
) -> tuple[Assigned, ...]:
    """The themes of a document, ranked; ``named`` are those whose label stands in its text, in order."""
    placed = structure.placed(named, lambda one: one[1].start)
    in_body = (theme for paragraph, (theme, _) in placed if paragraph.kind in _BODY)
    return themes.rank(title or "", body_of(structure), in_body)


#: The paragraphs that say what a document is about.
_BODY = (Kind.PREAMBULAR, Kind.OPERATIVE)


def body_of(structure: Structure) -> str:
    """The words of the paragraphs that say what a document is about."""
    return "\n".join(structure.words(paragraph) for paragraph in structure.of(*_BODY))


def _rule(words: Sequence[str], is_label: bool) -> str:
    """The evidence as it is told: "label; words: terrorism, victims"."""
    told = f"words: {', '.join(words)}" if words else ""
    return "; ".join(part for part in ("label" if is_label else "", told) if part)


def _words(label: str) -> str:
    """A label as it stands in a sentence: "GENDER EQUALITY" is found as "gender equality"."""
    return re.sub(r"\s*\(.*\)", "", label).lower()

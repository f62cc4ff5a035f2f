"""Wording: a question in a person's words, and the stored question that it means.

Which words ask which question stands in the heads of the stored questions (``asked``), a slot such as ``{body}`` where
something is told. What is told is recognised first: documents by their symbols, sessions, years, and actors and themes
by the names that the store knows. The words that are left are reduced to stems (Porter's for English) and compared with
every way of asking: a word counts the more, the fewer questions it asks. The best must be good, and clearly better than
the next; otherwise nothing is understood, and the nearest are told.

No model of language is in it: the same words and the same store give the same.
"""

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

import snowballstemmer
import tomli

from . import ordinal, reference
from .errors import QuestionError
from .graphs import Graphs
from .home import KNOWLEDGE
from .question import Kind, Parameter, Question
from .symbol import is_symbol

#: How much of what was said must be what is asked, between 0 and 1.
ENOUGH = 0.45
#: How much better than the next question the best must be: the next has at most this share of what it has.
CLEARLY = 0.8
#: How heavy what was said and is not asked weighs, if another way of asking the question says it, if other questions
#: do, and if none does, and what is asked and was not said; beside 1 for what is both.
_ELSEWHERE, _STRANGE, _UNKNOWN, _UNSAID = 0.1, 0.7, 0.6, 0.5


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Understanding:
    """A stored question, what it is told, and how well that fits what was said, between 0 and 1."""

    question: Question
    told: Mapping[str, str]
    fit: float

    @property
    def command(self) -> str:
        """The same as the command takes it.

        >>> from .question import question
        >>> Understanding(question("coordination"), {"body": "Member States"}, 1.0).command
        'coordination --body "Member States"'
        """
        options = (f'--{name} "{value}"' if " " in value else f"--{name} {value}" for name, value in self.told.items())
        return " ".join((self.question.name, *options))


@dataclass(frozen=True, slots=True)
class _Named:
    """Words that name something a question may be told: where they stand, what, and the name as the store has it."""

    start: int
    end: int
    kind: Kind
    value: str
    name: str = ""


@dataclass(frozen=True)
class Language:
    """What tells questions apart: ``wording.toml``. Words that say nothing, words that say the same, values."""

    stop: frozenset[str]
    same: Mapping[str, str]
    values: Mapping[str, tuple[Kind, str]]
    everywhere: re.Pattern[str]

    @property
    def no(self) -> str:
        """The word for all words that deny."""
        return self.same.get("no", "no")

    def without_what_is_everywhere(self, text: str) -> str:
        """A text without the names that tell nobody apart, where nothing longer is named that begins with them."""
        return self.everywhere.sub(" ", text)

    def words(self, text: str) -> Iterator[str]:
        """The words of a text that say what is asked, each as the first of those that say the same."""
        for word in _WORD.findall(text.lower()):
            if word not in self.stop:
                stem = _stem(word)
                yield self.same.get(stem, stem)

    def told(self, text: str) -> dict[Kind, str]:
        """The values that words of a text tell; none of a kind of which two are told."""
        found: dict[Kind, set[str]] = {}
        for word in _WORD.findall(text.lower()):
            if value := self.values.get(_stem(word)):
                found.setdefault(value[0], set()).add(value[1])
        return {kind: next(iter(values)) for kind, values in found.items() if len(values) == 1}


_WORD = re.compile(r"[^\W_]+")
_STEMMER = snowballstemmer.stemmer("english")


def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))


def language(folder: Path = KNOWLEDGE) -> Language:
    """What ``wording.toml`` of a folder says."""
    content = tomli.loads((folder / "wording.toml").read_text(encoding="utf-8"))
    return Language(
        frozenset(content["stop"]),
        {_stem(word): _stem(row[0]) for row in content["same"] for word in row},
        {_stem(word): (Kind(row["kind"]), row["value"]) for row in content["value"] for word in row["words"]},
        re.compile(rf"\b(?:{'|'.join(sorted(content['everywhere'], key=len, reverse=True))})\b(?! [A-Z])"),
    )


@dataclass(frozen=True)
class Wordings:
    """The ways in which stored questions are asked, ready to be compared with what somebody says. Made once."""

    questions: Sequence[Question]
    language: Language = field(default_factory=language)

    def understand(self, names: "Names", words: str, told: Mapping[str, str] = _NOTHING) -> Understanding:
        """The question that these words ask, with what it is told by them, and what it is told besides.

        ``QuestionError`` if none is meant clearly enough: it names the nearest. Nor is anything understood that opens
        with a word that opens no question, such as “Delete”.
        """
        nearest = self.nearest(names, words, told)
        best, following = nearest[0], nearest[1]
        if best.fit >= ENOUGH and following.fit <= CLEARLY * best.fit and self._opens(words):
            return best
        near = "; ".join(f"{one.command} ({one.question.title})" for one in nearest[:3] if one.fit > 0)
        remedy = f"did you mean one of these? {near}" if near else "mandategraph ask lists what can be asked"
        raise QuestionError(f"not understood: {words}; {remedy}")

    def nearest(self, names: "Names", words: str, told: Mapping[str, str] = _NOTHING) -> tuple[Understanding, ...]:
        """Every stored question with what these words tell it, those that fit best first."""
        words = self.language.without_what_is_everywhere(words)
        named = (*_named(words), *names.standing(words))
        found = (self._fitting(question, words, named, told) for question in self.questions)
        return tuple(sorted(found, key=lambda one: (-one.fit, one.question.name)))

    def _opens(self, words: str) -> bool:
        """Whether these words open with one that is used in asking."""
        first = _WORD.search(words)
        return first is not None and all(word in self._weights for word in self.language.words(first[0]))

    def _fitting(
        self, question: Question, words: str, named: Sequence[_Named], told: Mapping[str, str]
    ) -> Understanding:
        """How well a question fits what was said: as well as the best of its ways of asking."""
        own = self._own[question.name]
        taken = {p: n for p, n in self._taken(question, named) if p.name not in told}
        left = _without(words, taken.values())
        values = self.language.told(left)
        given = {p.name: n.value for p, n in taken.items()}
        given |= {p.name: values[p.kind] for p in question.parameters if p.kind in values and p.name not in given}
        given |= told
        said = frozenset(self.language.words(left))
        fits = (self._fit(said, own, way) for way in self._ways[question.name] if way.slots <= given.keys())
        complete = all(p.optional or p.name in given for p in question.parameters)
        complete = complete and not self._ignored(question, named, taken.values())
        return Understanding(question, given, max(fits, default=0.0) if complete else 0.0)

    def _fit(self, said: frozenset[str], own: frozenset[str], way: "_Way") -> float:
        """Tversky's index of what was said and a way of asking, each word by its weight; 0 if one alone denies."""
        if (self.language.no in said) != (self.language.no in way.words):
            return 0.0
        common = self._weight(said & way.words)
        elsewhere = self._weight((said & own) - way.words)
        strange = self._weight((said - own) & self._weights.keys())
        unknown = self._weight(said - self._weights.keys())
        unsaid = self._weight(way.words - said)
        whole = common + _ELSEWHERE * elsewhere + _STRANGE * strange + _UNKNOWN * unknown + _UNSAID * unsaid
        return common / whole if common else 0.0

    def _taken(self, question: Question, named: Sequence[_Named]) -> Iterator[tuple[Parameter, _Named]]:
        """What of all that is named a question takes: the first of each kind."""
        for parameter in question.parameters:
            fitting = (
                one
                for one in named
                if one.kind is parameter.kind
                and (one.kind is not Kind.TEXT or parameter.name == "text")
                and not self._is_asking(question, one)
            )
            if one := next(fitting, None):
                yield parameter, one

    def _ignored(self, question: Question, named: Sequence[_Named], taken: Iterable[_Named]) -> bool:
        """Whether something is named that the question does not take: it would be answered as if it had not been."""
        heard = tuple(taken)
        return any(
            one.kind is not Kind.THEME
            and not any(one.start < other.end and other.start < one.end for other in heard)
            and not self._is_asking(question, one)
            for one in named
        )

    def _is_asking(self, question: Question, one: _Named) -> bool:
        """Whether the name of an actor or a theme is rather a word with which the question is asked.

        “WHO” is a body, “Who” is none.
        """
        if not one.name or one.value.isupper():
            return False
        words = set(self.language.words(one.value))
        return words <= self._own[question.name] or (one.name.isupper() and words <= self._weights.keys())

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._heaviest) for word in words)

    @cached_property
    def _ways(self) -> Mapping[str, tuple["_Way", ...]]:
        return {
            question.name: tuple(_way(self.language, words) for words in (question.title, *question.asked))
            for question in self.questions
        }

    @cached_property
    def _own(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(word for way in ways for word in way.words) for name, ways in self._ways.items()}

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much a word tells: the fewer questions are asked with it, the more."""
        asking = Counter(word for words in self._own.values() for word in words)
        return {word: math.log(1 + len(self.questions) / times) for word, times in asking.items()}

    @cached_property
    def _heaviest(self) -> float:
        return math.log(1 + len(self.questions))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way of asking: its words, and the parameters that it tells."""

    words: frozenset[str]
    slots: frozenset[str]


_SLOT = re.compile(r"\{([a-z]+)\}")


def _way(language: Language, words: str) -> _Way:
    return _Way(frozenset(language.words(_SLOT.sub(" ", words))), frozenset(_SLOT.findall(words)))


def _without(words: str, named: Iterable[_Named]) -> str:
    for one in sorted(named, key=lambda one: -one.start):
        words = f"{words[: one.start]} {words[one.end :]}"
    return words


_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_SYMBOL = re.compile(r"(?<![\w/])[A-Za-z]+(?:/[\w.&-]+(?: ?\(\w+\)[A-Z]?)?)+")
_YEAR = re.compile(r"(?<![\w/(])(?:19[4-9]\d|20\d\d)(?![\w/)])")
_SESSION = re.compile(
    rf"(?:(?P<figures>\d{{1,3}})(?:st|nd|rd|th)|(?P<words>{ordinal.PATTERN})) session|session (?P<number>\d{{1,4}})"
)


def _named(words: str) -> Iterator[_Named]:
    """What is named in these words by its form, in the order of the kinds and of the words."""
    for found in _QUOTED.finditer(words):
        yield _Named(*found.span(), Kind.TEXT, found[1])
    documents = [found for found in _SYMBOL.finditer(words) if is_symbol(found[0].rstrip(".").upper())]
    for found in documents:
        name = found[0].rstrip(".")
        yield _Named(found.start(), found.start() + len(name), Kind.DOCUMENT, name)
    for found in _SESSION.finditer(words):
        number = found["figures"] or found["number"] or str(ordinal.number(found["words"]))
        yield _Named(*found.span(), Kind.SESSION, number)
    for found in _YEAR.finditer(words):
        yield _Named(*found.span(), Kind.YEAR, found[0])


@dataclass(frozen=True)
class Names:
    """The names of actors and themes by their words in small letters."""

    of_kinds: Mapping[Kind, Mapping[tuple[str, ...], str]]

    def standing(self, words: str) -> Iterator[_Named]:
        """Where names stand in these words: of each kind the longest at each place, in their order."""
        tokens = tuple(_WORD.finditer(words))
        for kind, names in self.of_kinds.items():
            end = 0
            for start in range(len(tokens)):
                if start >= end and (found := self._longest(names, tokens[start:])):
                    end = start + found
                    first, last = tokens[start].start(), tokens[end - 1].end()
                    name = names[tuple(token[0].lower() for token in tokens[start:end])]
                    yield _Named(first, last, kind, words[first:last], name)

    @staticmethod
    def _longest(names: Container[tuple[str, ...]], tokens: Sequence[re.Match[str]]) -> int:
        """Of how many words the longest name is with which these begin; 0 if they begin with none."""
        said = tuple(token[0].lower() for token in tokens)
        return next((size for size in range(len(said), 0, -1) if said[:size] in names), 0)


def names_of(graphs: Graphs) -> Names:
    """The names of the actors that a store knows, and of the themes that it gives or that its thesaurus has."""
    actors = reference.actors_of(graphs)
    themes = reference.themes_of(graphs, reference.base_of(graphs))
    return Names(
        {
            kind: {tuple(_WORD.findall(name.lower())): name for name, _ in named}
            for kind, named in ((Kind.ACTOR, actors), (Kind.THEME, themes))
        }
    )

"""Verbs: the words by which an organ acts, and how they are found in a sentence.

An organ acts in the third person of the present, at the beginning of a paragraph or joined to such an act: "Urges
Member States to ratify the Convention, and requests the Office to assist them". Adverbs around a verb and modifiers
inside its phrase leave the verb what it is: "Also expresses its deep concern" is *expresses concern*.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of ``verbs.toml``; the head of that file says what each key means."""

    phrase: str
    illocution: str
    force: str
    examples: tuple[str, ...]
    forms: tuple[str, ...] = ()
    alone: bool = True
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """A verb found: from the first word of its phrase to the last adverb behind it.

    ``phrase`` is the verb as printed, in the third person and without adverbs or modifiers. ``joint`` is what joins it
    to the words before (", and"), empty at an opening; ``adverbs`` tells whether words such as "also" or "in this
    regard" stand before it.
    """

    verb: Verb
    phrase: str
    start: int
    end: int
    joint: str
    adverbs: bool


class Lexicon:
    """Every verb, ready to be found. Made once from the entries of ``verbs.toml``."""

    def __init__(self, verbs: Sequence[Verb], adverbs: Sequence[str], modifiers: Sequence[str]) -> None:
        self.verbs = tuple(verbs)
        adverb = _any_of(adverbs)
        aside = rf"(?:,\s+(?:{adverb}),)?"
        self._before = re.compile(rf"(?:(?:{adverb})\b,?\s+(?:and\s+)?)*", re.IGNORECASE)
        self._after = re.compile(rf"(?:,?\s+(?:{adverb})\b(?!-))*", re.IGNORECASE)
        self._modifiers, self._aside = tuple(modifiers), aside
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._forms: dict[str, list[_Form]] = defaultdict(list)
        self._bare: dict[str, list[_Form]] = defaultdict(list)
        for verb in verbs:
            for phrase in (verb.phrase, *verb.forms):
                first, _, rest = phrase.partition(" ")
                self._forms[first].append(_Form(verb, phrase, phrase))
                self._bare[_infinitive(first)].append(_Form(verb, phrase, f"{_infinitive(first)} {rest}".strip()))
        for forms in (*self._forms.values(), *self._bare.values()):
            forms.sort(key=lambda form: (-len(form.phrase.split()), form.phrase.endswith("*")))
        self.opens = re.compile(rf"{self._before.pattern}(?:{_any_of(list(self._forms))})\b|We\s+[a-z]", re.IGNORECASE)

    def opening(self, words: str) -> Act | None:
        """The verb with which a paragraph opens.

        >>> from .home import KNOWLEDGE
        >>> from .knowledge import load
        >>> lexicon = load(KNOWLEDGE).lexicon
        >>> lexicon.opening("Also expresses its deep concern at the situation;").phrase
        'expresses concern'
        """
        return self._act(words, 0, "")

    def joined(self, words: str) -> Iterator[Act]:
        """Verbs after punctuation or a conjunction; whether the organ is their subject is not judged."""
        for joint in _JOINT.finditer(words):
            act = self._act(words, joint.end(), joint[0])
            if act and words[act.start].islower():
                yield act

    def _act(self, words: str, at: int, joint: str) -> Act | None:
        before = self._before.match(words, at)
        start = before.end() if before else at
        continues = _CONTINUES.match(words, start)
        told = self._told(words, continues.end(), self._bare) if continues else None
        told = told or self._told(words, start, self._forms)
        if told is None:
            return None
        form, found = told
        after = self._after.match(words, found.end())
        phrase = form.phrase[:-1] + found["noun"].lower() if form.phrase.endswith("*") else form.phrase
        end = after.end() if after else found.end()
        return Act(form.verb, phrase, start, end, joint, adverbs=start > at)

    def _told(
        self, words: str, at: int, forms: Mapping[str, Sequence["_Form"]]
    ) -> tuple["_Form", re.Match[str]] | None:
        """The form of a verb that stands at a place, of those that begin with its first word."""
        first = _WORD.match(words, at)
        for form in forms.get(first[0].lower(), ()) if first else ():
            found = self._pattern(form.words).match(words, at)
            if found:
                return form, found
        return None

    def _pattern(self, form: str) -> re.Pattern[str]:
        """What finds a form, made when it is first looked for: a text has few verbs of many."""
        if form not in self._patterns:
            self._patterns[form] = _pattern_of(form, self._modifiers, self._aside)
        return self._patterns[form]


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to print a verb: its phrase in the third person, and the words that are looked for."""

    verb: Verb
    phrase: str
    words: str


def _infinitive(word: str) -> str:
    """A verb in the third person without its ending.

    >>> [_infinitive(word) for word in ("urges", "stresses", "reaffirms", "pays", "relies", "is")]
    ['urge', 'stress', 'reaffirm', 'pay', 'rely', 'is']
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es\Z", word):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_CONTINUES = re.compile(r"continues?\s+to\s+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z-]+")
_JOINT = re.compile(r"(?:[,;:—–]\s+(?:and\s+|but\s+|while\s+|or\s+)?|\band\s+|\bas\s+well\s+as\s+)(?!and\b)")
_PREPOSITIONS = "to|for|at|that|about|over|in|regarding|concerning|with|upon|of|on|by|from|towards?|as|and"
_ENDS_A_NOUN = rf"(?=\s+(?:{_PREPOSITIONS})\b|[,;.:]|\s*$)"


def _pattern_of(form: str, modifiers: Sequence[str], aside: str) -> re.Pattern[str]:
    words = form.split()
    filler = _any_of([m for m in modifiers if m not in words])
    between = rf"{aside}\s+(?:(?:{filler}),?\s+)*"
    if words[-1] != "*":
        return re.compile(between.join(map(re.escape, words)) + r"\b(?!-)", re.IGNORECASE)
    noun = rf"(?:(?:[\w’'-]+,?\s+){{0,4}}?)(?!(?:{filler})\b)(?P<noun>[A-Za-z]+){_ENDS_A_NOUN}"
    return re.compile(between.join(map(re.escape, words[:-1])) + between + noun, re.IGNORECASE)


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))

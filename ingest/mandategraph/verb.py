"""Verbs: the words by which an organ acts, and how they are found in a sentence.

An organ acts in the third person of the present, at the beginning of a paragraph or joined to such an act: "Urges
Member States to ratify the Convention, and requests the Office to assist them"; in a declaration in the first person
("We urge"), and in a preamble by participles ("Recalling", "Having considered") and adjectives ("Deeply concerned").
Adverbs around a verb and modifiers inside its phrase leave the verb what it is: "Also expresses its deep concern" is
*expresses concern*.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .trie import any_of


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of ``verbs.toml``; the head of that file says what each key means."""

    phrase: str
    illocution: str
    force: str
    examples: tuple[str, ...]
    forms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    takes: str = ""
    for_an_act: bool = False
    past: str = ""
    preambular: bool = False

    @property
    def may_be_a_noun(self) -> bool:
        """Whether the same word is a noun as well: "requests"."""
        return "noun" in self.also

    @property
    def may_have_another_subject(self) -> bool:
        """Whether others than the organ do as much: "requires"."""
        return "verb" in self.also


class Act(NamedTuple):
    """A verb found: from the first word of its phrase to the last adverb behind it.

    ``phrase`` is the verb as printed, in the third person and without adverbs or modifiers. ``joint`` is what joins it
    to the words before (", and"), empty at an opening, and ``adverbs`` the words such as "also" or "in this regard"
    between both; ``joined_at`` is where the joint begins. ``in_the_plural`` tells that it is said of "us". In the
    passive voice ``asked_until`` is where the words end that name who is asked, with which the sentence opens; else 0.
    """

    verb: Verb
    phrase: str
    start: int
    end: int
    joint: str
    adverbs: str
    joined_at: int
    in_the_plural: bool = False
    asked_until: int = 0


class _Form(NamedTuple):
    """A form of a verb: as it is printed, and its words."""

    verb: Verb
    phrase: str
    words: tuple[str, ...]

    def may_stand_in(self, near: str) -> bool:
        """Whether the last of several words stands there, in whatever form it may be printed."""
        return len(self.words) == 1 or self.words[-1] in near or self.words[-1] in ("*", "its")


class Lexicon:
    """Every verb, ready to be found. Made once from the entries of ``verbs.toml``."""

    def __init__(self, verbs: Sequence[Verb], adverbs: Sequence[str], modifiers: Sequence[str]) -> None:
        self.verbs = tuple(verbs)
        adverb = rf"(?:{any_of(adverbs)}|{_CONNECTIVE})"
        self._before = re.compile(rf"(?:{adverb}\b,?\s+(?:and\s+)?)*", re.IGNORECASE)
        self._after = re.compile(rf"(?:,?\s+{adverb}\b(?!-))*", re.IGNORECASE)
        self._modifiers = frozenset((*modifiers, "our"))
        modifier = rf"(?:{any_of(self._modifiers)})"
        #: What may stand between two words of a phrase: blanks, or an adverb.
        self._between = (_BLANKS, re.compile(rf"(?:,\s+{adverb},|\s+{adverb}\b)\s+", re.IGNORECASE))
        self._noun = re.compile(
            rf"(?:{modifier},?\s+)*(?:[\w’'-]+,?\s+){{0,4}}?(?!{modifier}\b)(?P<word>[A-Za-z]+){_ENDS_A_NOUN}",
            re.IGNORECASE,
        )
        self._forms = _by_first_word(verb for verb in verbs if not verb.preambular)
        self._grounds = _by_first_word(verbs)
        self._plurals = {_plural(word): word for word in self._forms}
        self._participles = {form: word for word in self._grounds for form in _participles(word)}
        self._pasts = {form: word for word in self._grounds for form in _pasts(word)}
        self._pasts |= {verb.past: verb.phrase.partition(" ")[0] for verb in verbs if verb.past}
        self._adjectives = {form.words[1]: form for form in self._grounds.get("is", ())}
        self._joined = re.compile(
            rf"(?P<joint>{_JOINT})(?P<adverbs>(?:{adverb}\b(?:,\s+|\s+(?:and\s+)?))*)"
            rf"(?=(?:{any_of(self._forms)})\b(?!-))"
        )
        self.nouns = frozenset(verb.phrase.partition(" ")[0] for verb in verbs if verb.may_be_a_noun)
        #: What only those do who speak.
        self.speaking = frozenset(
            word
            for word, forms in self._forms.items()
            if word not in ("is", "remains") and any(not form.verb.may_have_another_subject for form in forms)
        )
        self.opens = re.compile(
            rf"{self._before.pattern}(?:{any_of(list(self._forms))})\b|We\s+[a-z]|{_ORGAN}\s+[a-z]+s\s", re.IGNORECASE
        )

    def opening(self, words: str) -> Act | None:
        """The verb with which an operative paragraph opens.

        >>> from .home import KNOWLEDGE
        >>> from .knowledge import load
        >>> lexicon = load(KNOWLEDGE).lexicon
        >>> lexicon.opening("Also expresses its deep concern at the situation;").phrase
        'expresses concern'
        >>> lexicon.opening("We, the Ministers, reaffirm our commitment;").phrase
        'reaffirms'
        """
        speaker = _SPEAKER.match(words)
        if speaker:
            ends = (comma.end() for comma in _COMMA.finditer(words, speaker.end(), speaker.end() + _FARTHEST_VERB))
            starts = (speaker.end(), *(ends if speaker["who"] else ()))
            return next(filter(None, (self._spoken(words, speaker, start) for start in starts)), None)
        start = self._after_adverbs(words, 0)
        return self._act(words, start, self._forms.get(_first_word(words, start), ()))

    def slipped(self, words: str) -> Act | None:
        """The verb with which a paragraph opens that lacks the ending of the third person, by a slip of the printer.

        >>> from .home import KNOWLEDGE
        >>> from .knowledge import load
        >>> load(KNOWLEDGE).lexicon.slipped("Request the Secretary-General to report;").phrase
        'requests'
        """
        start = self._after_adverbs(words, 0)
        third = self._plurals.get(_first_word(words, start))
        act = self._act(words, start, self._forms[third]) if third else None
        return act if act and act.verb.force != "none" and _WHOM.match(words, act.end) else None

    def passive(self, words: str) -> Act | None:
        """The verb of a paragraph that says in the passive voice what its subject is asked to do.

        >>> from .home import KNOWLEDGE
        >>> from .knowledge import load
        >>> act = load(KNOWLEDGE).lexicon.passive("The Fund is also invited to dig;")
        >>> act.phrase, act.start, act.asked_until
        ('invites', 0, 8)
        """
        subject = _SUBJECT.match(words)
        if subject is None:
            return None
        start = self._after_adverbs(words, subject.end())
        third = self._pasts.get(_first_word(words, start))
        act = self._act(words, start, self._forms.get(third, ())) if third else None
        asks = act and act.verb.force not in ("none", "decide") and _TO_DO.match(words, act.end)
        return act._replace(start=0, asked_until=subject.end("who")) if act and asks else None

    def joined(self, words: str) -> Iterator[Act]:
        """Verbs after punctuation or a conjunction, in order; whether the organ is their subject is not judged."""
        acts: list[Act | None] = []
        if any(name in words for name in _NAMES_OF_SPEAKERS):
            acts += [self._spoken(words, speaker, speaker.end()) for speaker in _SPEAKER_AGAIN.finditer(words)]
        if words.startswith("We"):
            acts += [self._spoken(words, joint, joint.end()) for joint in _AND.finditer(words)]
        for joint in self._joined.finditer(words):
            known = self._forms.get(_first_word(words, joint.end()), ())
            acts.append(self._act(words, joint.end(), known, joint))
        yield from sorted((act for act in acts if act), key=lambda act: act.start)

    def ground(self, words: str) -> Act | None:
        """The verb with which a preambular paragraph opens: a participle, or an adjective that "is" is left out of.

        >>> from .home import KNOWLEDGE
        >>> from .knowledge import load
        >>> lexicon = load(KNOWLEDGE).lexicon
        >>> [lexicon.ground(w).phrase for w in ("Recalling also its", "Having considered the", "Deeply concerned at")]
        ['recalls', 'considers', 'is concerned']
        """
        start = self._after_adverbs(words, _WHILE.match(words).end())  # type: ignore[union-attr]
        first = _first_word(words, start)
        if first in self._adjectives:
            return self._act(words, start, [self._adjectives[first]], stands_for=2)
        if first == "having":
            past = self._after_adverbs(words, start + len("having "))
            third = self._pasts.get(_first_word(words, past))
            if third:
                return self._act(words, past, self._grounds[third])
        third = self._participles.get(first)
        return self._act(words, start, self._grounds[third]) if third else self.opening(words)

    def _spoken(self, words: str, speaker: re.Match[str], at: int) -> Act | None:
        """The act that stands there, in the first person of the plural if that is who speaks."""
        start = self._after_adverbs(words, at)
        word = _first_word(words, start)
        third = self._plurals.get(word) if speaker["we"] is not None else word
        known = self._forms.get(third, ()) if third else ()
        return self._act(words, start, known, speaker if speaker.start() else None, in_the_plural=third != word)

    def _after_adverbs(self, words: str, at: int) -> int:
        before = self._before.match(words, at)
        return before.end() if before else at

    def _act(
        self,
        words: str,
        start: int,
        known: Iterable[_Form],
        joined: re.Match[str] | None = None,
        stands_for: int = 1,
        *,
        in_the_plural: bool = False,
    ) -> Act | None:
        """The first of the forms known that stands there.

        The first word printed may be another form of the verb, and ``stands_for`` so many words of it.
        """
        first = _first_word(words, start)
        continues = _CONTINUES.match(words, start) if first in ("continues", "continue") else None
        third = self._plurals.get(_first_word(words, continues.end())) if continues else None
        if continues and third:
            spoken = self._act(words, continues.end(), self._forms[third], joined, in_the_plural=in_the_plural)
            return spoken and spoken._replace(start=start, phrase=f"continues to {_plural_of(spoken.phrase)}")
        near = words[start : start + _LONGEST_FORM].lower()
        for form in known:
            may_stand = form.may_stand_in(near)
            found = self._rest(words, start + len(first), form.words[stands_for:]) if may_stand else None
            if found:
                behind, noun = found
                after = self._after.match(words, behind)
                phrase = form.phrase[:-1] + noun if noun else form.phrase
                end = after.end() if after else behind
                joint, adverbs = (joined["joint"], joined["adverbs"]) if joined else ("", "")
                return Act(
                    form.verb, phrase, start, end, joint, adverbs, joined.start() if joined else 0, in_the_plural
                )
        return None

    def _rest(self, words: str, at: int, form: Sequence[str]) -> tuple[int, str] | None:
        """Where the words of a form end that stand there, with modifiers between them, and the noun for its "*"."""
        noun = ""
        for word in form:
            found = None
            for pattern in self._between:
                between = pattern.match(words, at)
                found = self._next(words, between.end(), word, form) if between else None
                if found:
                    break
            if found is None:
                return None
            at, noun = found.end("word"), found["word"].lower() if word == "*" else ""
        return at, noun

    def _next(self, words: str, at: int, word: str, form: Sequence[str]) -> re.Match[str] | None:
        """A word of a form where it stands, be it behind modifiers that are no words of the form.

        In a declaration, "our" may be printed for "its".
        """
        if word == "*":
            return self._noun.match(words, at)
        found = _PRINTED.match(words, at)
        while found:
            printed = found["word"].lower()
            if printed == word or (word == "its" and printed == "our"):
                return found
            modifies = found["behind"] and printed in self._modifiers and printed not in form
            found = _PRINTED.match(words, found.end()) if modifies else None
        return None


def _first_word(words: str, at: int) -> str:
    """The word that stands there, as it is compared; empty if none does."""
    found = _WORD.match(words, at)
    return found[0].lower() if found else ""


def _by_first_word(verbs: Iterable[Verb]) -> Mapping[str, Sequence[_Form]]:
    """Forms with their verbs, those of many words first."""
    forms: dict[str, list[_Form]] = defaultdict(list)
    for verb in verbs:
        for phrase in (verb.phrase, *verb.forms):
            words = tuple(phrase.split())
            forms[words[0]].append(_Form(verb, phrase, words))
    for alike in forms.values():
        alike.sort(key=lambda form: (-len(form.words), form.phrase.endswith("*")))
    return forms


#: So far from its beginning does the last word of a form stand, with all that may stand between its words.
_LONGEST_FORM = 300


#: What an organ continues to do it does: "Continues to urge States" is the verb *urges*, printed "continues to urge".
_CONTINUES = re.compile(r"continues?\s+to\s+", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z-]+")
_BLANKS = re.compile(r"\s+")
#: Those of whom a sentence says what they "are" asked, and what they are asked "to" do.
_SUBJECT = re.compile(r"(?P<who>[A-Z][a-z-]*,?\s[^;:.“]{3,200}?),?\s(?:is|are)\s")
_TO_DO = re.compile(r"\s+to\s+[a-z]|\s*:")
#: Somebody who is asked.
_WHOM = re.compile(r"\s+(?:the|all|its|that)\s")
_PRINTED = re.compile(r"(?P<word>[A-Za-z-]+)(?P<behind>,?\s+)?")
_ORGAN = r"The\s+(?:Security\s+Council|General\s+Assembly|Economic\s+and\s+Social\s+Council|Human\s+Rights\s+Council)"
#: Who speaks where it is said: "We", those of whom a declaration comes, or the organ.
_SPEAKER = re.compile(rf"(?P<joint>)(?P<adverbs>)[“\"]?(?:(?P<we>We)\b(?P<who>,)?|{_ORGAN})\s+(?=[a-z])")
_SPEAKER_AGAIN = re.compile(
    rf"(?P<joint>(?:[.;:]|,\s+(?:and|but))\s+(?:(?P<we>[Ww]e)|{_ORGAN}|The\s+(?:Council|Assembly))\s+)(?P<adverbs>)(?=[a-z])"
)
_NAMES_OF_SPEAKERS = ("We ", " we ", "The ")
_AND = re.compile(r"(?P<joint>[,;]\s+(?P<we>and)\s+)(?P<adverbs>)(?=[a-z])")
_COMMA = re.compile(r",\s+(?=[a-z])")
#: So far from "We" may the verb be, behind those who speak.
_FARTHEST_VERB = 400
_WHILE = re.compile(r"(?:While\s+)?")
#: What joins an act to the words before it; the number of an item may stand between.
#: It opens with certain characters, which are found faster than the edge of a word.
_JOINT = (
    r"[,;:—–ab](?:nd(?<=\band)\s+|ut(?<=\bbut)\s+|s(?<=\bas)\s+well\s+as\s+"
    r"|(?<=[,;:—–])\s+(?:and\s+|but\s+|while\s+|or\s+)?(?:\([a-z]{1,4}\)\s+)?)"
)
#: Words that tie an act to what was just said, of whatever noun: "in this regard", "with regard to the plan".
_CONNECTIVE = (
    r"(?:(?:in|on|to|with|within|for|at|under)\s+(?:this|that|these|those|such)\s+(?-i:[a-z]{3,})"
    r"(?!\s(?:that|which|who|whose)\b)|with\s+(?:regard|respect)\s+to\s+the\s+[A-Za-z]+(?=\s))"
)
_PREPOSITIONS = (
    "to|for|at|that|about|over|in|regarding|concerning|with|upon|of|on|by|from|towards?|as|and|also|further|once"
)
_ENDS_A_NOUN = rf"(?=\s+(?:{_PREPOSITIONS})\b|[,;.:]|\s*$)"


def _plural(third: str) -> str:
    """The verb of "we" for that of "it".

    >>> [_plural(word) for word in ("decides", "stresses", "denies", "is")]
    ['decide', 'stress', 'deny', 'are']
    """
    if third in _IRREGULAR:
        return _IRREGULAR[third]
    if third.endswith("ies"):
        return f"{third[:-3]}y"
    return third[:-2] if third.endswith(("sses", "shes", "ches", "xes")) else third[:-1]


_IRREGULAR = {"is": "are", "has": "have"}


def _plural_of(phrase: str) -> str:
    """A phrase of "it" as "we" have it, and as it stands behind "to": "take note" of "takes note"."""
    verb, blank, rest = phrase.partition(" ")
    return _plural(verb) + blank + rest


def _participles(third: str) -> tuple[str, ...]:
    """Present participles, the last consonant doubled or not: which of both is right makes no difference.

    >>> [_participles(word) for word in ("decides", "regrets")]
    [('deciding',), ('regreting', 'regretting')]
    """
    stem = "be" if third == "is" else _plural(third)
    if stem.endswith("e") and not stem.endswith(("be", "ee")):
        return (f"{stem[:-1]}ing",)
    return f"{stem}ing", f"{stem}{stem[-1]}ing"


def _pasts(third: str) -> tuple[str, ...]:
    """Past participles formed by the rule.

    >>> [_pasts(word) for word in ("considers", "notes", "studies")]
    [('considered', 'considerred'), ('noted',), ('studied', 'studyed')]
    """
    stem = _plural(third)
    if stem.endswith("y"):
        return (f"{stem[:-1]}ied", f"{stem}ed")
    return (f"{stem}d",) if stem.endswith("e") else (f"{stem}ed", f"{stem}{stem[-1]}ed")

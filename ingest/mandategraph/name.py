"""Names: the words by which actors are called, and where they stand in a text.

All names are found in one pass, the longest at each place. Apostrophes, hyphens and blanks match in every printed form.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .actor import Actor, Kind
from .document import Span
from .trie import Trie

_SAME = (("‐", "-"), ("‑", "-"), ("–", "-"), ("'", "’"), ("\xa0", " "))


@lru_cache(maxsize=16)
def same_signs(words: str) -> str:
    """Words with one sign for all that look alike; every character keeps its place."""
    for printed, sign in _SAME:
        words = words.replace(printed, sign)
    return words


class Named(NamedTuple):
    """A name found: where it stands, and the actors that bear it, those for whom it is strong in ``strong``."""

    span: Span
    strong: tuple[Actor, ...]
    weak: tuple[Actor, ...]

    def is_undivided(self, text: str) -> bool:
        """Whether no list of parties is read inside it: a group's name may be one, if it holds no name of a body."""
        alone = any(actor.kind is not Kind.GROUP for actor in (*self.strong, *self.weak))
        return alone or _NAMES_A_BODY.search(text, *self.span) is not None


#: "Organizations in consultative status with the Economic and Social Council".
_NAMES_A_BODY = re.compile(r"[A-Z][a-z]+ and [A-Z]")


class Names:
    """All names of all actors, ready to be found. Made once.

    ``actors`` are kept by id; ``parts`` of a body are the bodies inside it and the posts that head it.
    """

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = {actor.id: actor for actor in actors}
        self.parts: dict[str, list[Actor]] = {}
        for actor in actors:
            for whole in {actor.parent, actor.heads} - {None}:
                self.parts.setdefault(str(whole), []).append(actor)
        self._states = {_plain(n): a for a in actors if a.kind is Kind.STATE for n in (*a.weak, *a.names)}
        self._strong = _by_name((name, actor) for actor in actors for name in actor.names)
        self._weak = _by_name((name, actor) for actor in actors for name in actor.weak)
        never = {form for actor in actors for words in actor.never for form in _forms(words)}
        self._trie = Trie({*self._strong, *self._weak, *never})

    def find(self, text: str) -> Iterator[Named]:
        """Every name in a text, in order, none overlapping another."""
        text = same_signs(text)
        for start, end in self._trie.find(text):
            named = self._named(text[start:end], Span(start, end))
            if named.strong or named.weak:
                yield named

    def state(self, words: str) -> Actor | None:
        """The State of this name, in whatever capitals; ``None`` if there is none."""
        return self._states.get(_plain(words))

    def bearers(self, name: str, span: Span) -> Named:
        """The actors that bear a name that stands at a place."""
        return self._named(_key(name), span)

    def _named(self, key: str, span: Span) -> Named:
        return Named(span, self._strong.get(key, ()), self._weak.get(key, ()))


def _key(name: str) -> str:
    """A name as it is compared: groups are written in lower case or with a capital, bodies as they are."""
    return " ".join(same_signs(name).split())


def _forms(name: str) -> set[str]:
    """A name as it stands within a sentence, and as it opens one."""
    key = _key(name)
    return {key, key[:1].upper() + key[1:]}


def _plain(name: str) -> str:
    """A name without capitals and accents, as lists of votes print it."""
    letters = unicodedata.normalize("NFKD", _key(name).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _by_name(pairs: Iterable[tuple[str, Actor]]) -> dict[str, tuple[Actor, ...]]:
    names: dict[str, tuple[Actor, ...]] = {}
    for name, actor in pairs:
        for form in _forms(name):
            if actor not in names.get(form, ()):
                names[form] = (*names.get(form, ()), actor)
    return names

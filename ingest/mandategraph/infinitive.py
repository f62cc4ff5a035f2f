"""Infinitive: where an act begins that somebody is asked to do.

"To" before a verb begins one, whatever adverbs stand between; not in a name, in a quotation, or after words that take
"to" for themselves ("access to support").

>>> acts = Infinitives(["assist", "support", "report"], ["access"])
>>> [at for at in acts.find("States to fully and promptly assist those with access to support", 0, 64)]
[7]
>>> words = "that the Office regularly report to it"
>>> [words[at:] for at in acts.bare(words, 5, len(words))]
[' regularly report to it']
"""

import re
from collections.abc import Iterator, Sequence

from .document import Span, is_quoted, lies_inside


class Infinitives:
    """The verbs by which tasks are worded, ready to be found. Made once from ``tasks.toml``."""

    def __init__(self, verbs: Sequence[str], not_after: Sequence[str]) -> None:
        self._verbs, self._not_after = frozenset(verbs), frozenset(not_after)

    def find(self, text: str, start: int, end: int, names: Sequence[Span] = ()) -> Iterator[int]:
        """The offsets at which an infinitive begins."""
        for found in _TO.finditer(text, start, end):
            at, opens = found.start(), self._opens(text, found.end(), end)
            if not opens and not text.endswith("not ", start, at):
                continue
            before = _last_word(text, start, at)
            if before and before[1] in _NEGATIONS:
                at = before.start(1)
                before = _last_word(text, start, at)
            elif not opens:
                continue
            named = before and any(name.end == before.end(1) for name in names)
            if before and not named and before[1].lower() in self._not_after:
                continue
            if lies_inside(at, names) or is_quoted(text, start, at):
                continue
            yield at

    def bare(self, text: str, start: int, end: int) -> Iterator[int]:
        """The offsets of the blanks before a verb without "to", and before its adverb."""
        for found in _BARE.finditer(text, start, end):
            word = found["adverb"] if found["adverb"] in self._verbs else found["word"]
            if (word in self._verbs or word.removesuffix("s") in self._verbs) and not is_quoted(
                text, start, found.start()
            ):
                yield found.start()

    def _opens(self, text: str, at: int, end: int) -> bool:
        """Whether a verb stands here, be it behind adverbs."""
        while word := _WORD.match(text, at, end):
            if word["word"] in self._verbs and not _HOST_OF_SOMETHING.match(text, at, end):
                return True
            if not word["adverb"]:
                return False
            at = word.end()
        return False


#: A verb that is a noun before those whom it tells apart: "support to host countries".
_HOST_OF_SOMETHING = re.compile(r"host\s(?:communit|countr|famil|Government|nation|population|societ|State)")
#: A pattern that opens with letters is found faster than one that opens with the edge of a word.
_TO = re.compile(r"to(?<=\bto)(?:,\s[^,;]{2,90},)?\s+(?=[a-z])")
_NEGATIONS = ("not", "neither")
_WORD = re.compile(
    r"(?P<word>(?P<adverb>[a-z]+ly|further|also|better|at all times|once again)(?![\w-])|[a-z][a-z-]*)"
    r"(?:,?\s+(?:and\s+)?)?"
)
_BARE = re.compile(r"\s(?:(?P<adverb>[a-z]+ly)\s)?(?P<word>[a-z]+)\b(?!-)")
_LAST_WORD = re.compile(r"(?:.*[^\w-])?([\w-]+)\s*\Z", re.DOTALL)


def _last_word(text: str, start: int, at: int) -> re.Match[str] | None:
    """The word that ends before a place."""
    return _LAST_WORD.match(text, max(start, at - _LONGEST_WORD), at)


_LONGEST_WORD = 40

"""Bodies by their looks: capitalised phrases whose head is a noun that names bodies, whether they are known or not.

>>> bodies = Bodies(("Office", "Commission", "Programme"), ("Programme of Action",))
>>> def found(text):
...     return [text[span.start : span.end] for span in bodies.find(text)]
>>> found("Welcomes the work of the Odd Affairs Commission and of the Office for Odd Things and others;")
['Odd Affairs Commission', 'Office for Odd Things']

The noun must be the head: no body is named where another capitalised word follows it, or where it stands in a phrase
that names something else.

>>> found("Recalls the Commission Staff Rules, the Oddland Programme of Action and an office;")
[]
"""

import re
from collections.abc import Iterator, Sequence

from .document import Span


class Bodies:
    """Nouns that head the names of bodies, and phrases with such a noun that name something else."""

    def __init__(self, heads: Sequence[str], others: Sequence[str]) -> None:
        # It opens with the blank before a capital letter, which is found faster than a place behind one.
        self._head = re.compile(
            rf"""
            [ ](?=[A-Z]) (?!(?:{_either(others)})\b)
            (?P<head>{_either(heads)})\b (?![-\w]) (?![ ][A-Z][a-z])
            """,
            re.VERBOSE,
        )

    def heads(self, text: str) -> Iterator[Span]:
        """Where the head of each name stands, in order."""
        for found in self._head.finditer(text):
            yield Span(*found.span("head"))

    def find(self, text: str) -> Iterator[Span]:
        """Each name from its first capital to its last, in order; a name inside another stands by itself too."""
        for head in self.heads(text):
            yield self.around(text, head)

    def around(self, text: str, head: Span) -> Span:
        """The name of which this is the head."""
        before = _BEFORE.search(text, max(0, head.start - _REACH), head.start)
        behind = _BEHIND.match(text, head.end)
        return Span(before.start() if before else head.start, behind.end() if behind else head.end)


#: How far before its head a name may begin.
_REACH = 120
_BEFORE = re.compile(r"(?<![\w’-])(?:[A-Z][\w’-]*,?[ ](?:and[ ])?)+\Z")
_BEHIND = re.compile(
    r"(?:[ ](?:of|on|for|against|to|in|with)(?:[ ](?:the|all))?[ ][A-Z][\w’-]*(?:(?:,|[ ]and)?[ ][A-Z][\w’-]*)*)+"
)


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

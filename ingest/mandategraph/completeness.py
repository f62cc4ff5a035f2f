"""Completeness: what became of every printed character of a source.

Blanks apart, each is *used*: it stands in a paragraph, is its number or its footnote mark, or a known field of the
masthead; or it is *furniture*: running heads, page numbers, fields of the word processor; or it is *in doubt*: it
stands before or behind the resolution in a line that nothing explains.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .document import Mark, Span
from .masthead import Masthead
from .source.printed import END_OF_MARK, MARK, Printed, Sign
from .structure import Kind, Paragraph, Structure


@dataclass(frozen=True, slots=True)
class Completeness:
    """Numbers of printed characters, blanks apart. Their sum is all that the source prints."""

    used: int
    furniture: int
    in_doubt: int


@dataclass(frozen=True, slots=True)
class Matter:
    """A line that holds no fact of its own: one entry of ``matter.toml``."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def completeness_of(printed: Printed, structure: Structure, unplaced: Sequence[Paragraph]) -> Completeness:
    """The account of a document; ``unplaced`` are its lines that nothing explains."""
    document = structure.document
    total = _visible(printed.text) - sum(printed.text.count(sign) for sign in _SIGNS)
    total += sum(map(_visible, printed.left_out))
    in_doubt = sum(_visible(structure.words(p)) for p in unplaced)
    words = len(document.text) - document.text.count(" ") - document.text.count("\n")
    used = words + sum(map(_length, document.marks)) - in_doubt
    return Completeness(used, total - used - in_doubt, in_doubt)


_SIGNS = (MARK, END_OF_MARK, *Sign)


def unplaced(structure: Structure, masthead: Masthead, matter: Sequence[Matter]) -> Iterator[Paragraph]:
    """The lines before and behind the resolution that hold no known field, no State's vote and no known matter."""
    known = [span for _, span in masthead.places]
    voting = masthead.vote is not None
    for paragraph in structure.of(Kind.FRONT, Kind.BACK):
        words = structure.words(paragraph)
        explained = (
            any(_meet(paragraph.span, span) for span in known)
            or any(rule.pattern.fullmatch(words) for rule in matter)
            or (voting and paragraph.kind is Kind.BACK)
        )
        if not explained:
            yield paragraph


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _visible(words: str) -> int:
    return len("".join(words.split()))


def _length(mark: Mark) -> int:
    return _visible(mark.number)

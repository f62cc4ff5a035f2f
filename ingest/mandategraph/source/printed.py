"""Printed: what a source prints, in one layout for all forms.

Every reader prints its document as a word processor exports text: one line for each paragraph, a tab before those of
the body, number and tab before the words of numbered ones. What a form knows better than its text tells, it says by
signs that no text prints: footnote marks stand between ``MARK`` and ``END_OF_MARK``, and a ``Sign`` stands before the
words of a line whose part of the document is known. Where each stretch stands in the source is told beside the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .stated import Stated

MARK, END_OF_MARK = "\ue000", "\ue001"

#: The words with which an organ opens what it has to say, on a line of their own.
ENACTING = re.compile(
    r"The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council|Trusteeship Council"
    r"|Commission on Human Rights)\s*[,:]?"
)


class Sign(StrEnum):
    """What the form of the source shows of a line. ``HEADING`` and ``ROW`` tell of one line, the others hold on."""

    PREAMBLE = "\ue002"
    OPERATIVE = "\ue003"
    BACK = "\ue004"
    ANNEX = "\ue005"
    HEADING = "\ue006"
    ROW = "\ue007"


class Place(NamedTuple):
    """From the offset ``at`` on, the characters stand at this place of the source: a page and box, an eId, a path."""

    at: int
    where: str


@dataclass(frozen=True, slots=True)
class Printed:
    """The characters that a source prints, none of them judged.

    ``left_out`` are words that only furnish the page; ``language`` is that of the words (BCP 47). What the form itself
    states beside its words: ``facts`` are pairs of a field of the masthead and its value, ``stated`` is the rest.
    """

    text: str
    places: tuple[Place, ...] = ()
    left_out: tuple[str, ...] = ()
    language: str = "en"
    facts: tuple[tuple[str, str], ...] = ()
    stated: Stated = Stated()  # noqa: RUF009 - frozen

    def where(self, at: int) -> str | None:
        """The place in the source of the character at an offset; ``None`` where the form has no places of its own."""
        index = bisect_right(self.places, at, key=lambda place: place.at)
        return self.places[index - 1].where if index else None


def mark(number: str) -> str:
    """A footnote mark, so that it can be told from the words it is glued to."""
    return f"{MARK}{number}{END_OF_MARK}"

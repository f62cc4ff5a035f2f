"""Stated: what the form of a source states of its document, beside the words that it prints.

The markup of a resolution knows who voted how, which drafts came before and under which headings librarians put it.
That is the source's statement, not ours: it goes into the graph as such.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Method(StrEnum):
    """How an organ adopted an instrument: names of concepts of the vocabulary."""

    WITHOUT_VOTE = "without-vote"
    UNANIMOUS = "unanimous-vote"
    RECORDED = "recorded-vote"
    VOTE = "vote"


class Choice(StrEnum):
    """What a State chose in a vote."""

    IN_FAVOUR = "in-favour"
    AGAINST = "against"
    ABSTAINING = "abstaining"


class Cast(NamedTuple):
    """The vote of one State, named as printed."""

    state: str
    choice: Choice


@dataclass(frozen=True, slots=True)
class Vote:
    """How an instrument was adopted. Totals are ``None`` where they are not told."""

    method: Method
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    cast: tuple[Cast, ...] = ()


class Stage(StrEnum):
    """A step on the way of a draft."""

    DRAFT = "draft"
    SPONSORS = "sponsors"
    RECOMMENDATION = "recommendation"
    ADOPTION = "adoption"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the symbol of its document and the words for whoever took it, both as printed."""

    stage: Stage
    document: str = ""
    day: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A heading under which somebody put the document: whose statement it is, label, and IRI if the source has one."""

    source: str
    label: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Everything that a source states so; nothing, for a form that only prints words."""

    vote: Vote | None = None
    steps: tuple[Step, ...] = ()
    subjects: tuple[Subject, ...] = ()

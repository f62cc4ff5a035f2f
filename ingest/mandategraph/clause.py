"""Clause: words in a provision or a task that say something of it besides what is asked: how long it lives, who pays.

A table of wordings tells clauses on several topics; each topic has a module that reads more out of them. One pass over
a paragraph tells which wordings can stand in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from .anchor import Anchored
from .document import Span, is_quoted
from .provision import Provision
from .structure import Kind, Paragraph, Structure
from .task import Task


class Topic(StrEnum):
    """What a clause is about."""

    LIFE = "life"
    FUNDING = "funding"
    SCOPE = "scope"
    PLACE = "place"
    PURPOSE = "purpose"
    MEANS = "means"
    OBSERVANCE = "observance"


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry of ``clauses.toml``, whose head says what each key means."""

    id: str
    topic: str
    kind: str
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    never: tuple[str, ...] = ()
    behind: re.Pattern[str] = re.compile(r"(?!)")
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the kind that its words tell, and whose it is.

    ``provision`` is an index among the provisions, ``task`` one among the tasks, or ``None`` where the clause belongs
    to no single task. ``about`` covers the words that say of what, as far as the wording tells; ``end`` is where the
    words of provision or task end.
    """

    topic: Topic
    kind: str
    provision: int
    task: int | None
    paragraph: Paragraph
    span: Span
    about: Span | None
    end: int
    rule: str


class Holder(NamedTuple):
    """A provision or a task, and where its words stand. ``asks`` tells whether the organ acts or asks by its verb.

    ``lead`` is what is to be understood before the words of a part: "decides" before "(b) To renew the mandate".
    """

    provision: int
    task: int | None
    span: Span
    asks: bool
    lead: str = ""


class Holders:
    """The provisions and tasks of a document, by the paragraphs in which their words stand."""

    def __init__(self, structure: Structure, provisions: Sequence[Provision], tasks: Sequence[Task]) -> None:
        self._of: dict[str, list[Holder]] = {}
        for number, provision in enumerate(provisions):
            asks = provision.verb.illocution in _ACTING
            self._of.setdefault(provision.paragraph.name, []).append(Holder(number, None, provision.span, asks))
        for number, task in enumerate(tasks):
            self._of.setdefault(task.paragraph.name, []).append(Holder(task.provision, number, task.span, asks=True))
        for number, provision in enumerate(provisions):
            if provision.verb.force == "decide" and not structure.document.words(provision.asks).strip(" ,:"):
                for part in structure.under(provision.paragraph):
                    self._of.setdefault(part.name, [Holder(number, None, part.span, asks=True, lead=_LEAD)])

    def of(self, paragraph: Paragraph) -> Sequence[Holder]:
        """Those whose words stand in a paragraph."""
        return self._of.get(paragraph.name, ())

    def innermost(self, paragraph: Paragraph, at: int) -> Holder | None:
        """The shortest in whose words a place lies."""
        within = [one for one in self.of(paragraph) if one.span.start <= at < one.span.end]
        return min(within, key=lambda one: one.span.end - one.span.start, default=None)


_LEAD = "decides "

#: Acts by which an organ makes something so, asks for it or promises it.
_ACTING = frozenset({"directive", "constitutive", "commissive"})


def clauses_of(structure: Structure, holders: Holders, wordings: Anchored[Wording]) -> tuple[Clause, ...]:
    """The clauses of all provisions and tasks, in order; what stands in neither is passed over."""
    found = (
        clause
        for paragraph in structure.of(Kind.OPERATIVE)
        if holders.of(paragraph)
        for clause in _clauses(structure, paragraph, holders, wordings)
    )
    return tuple(sorted(found, key=lambda clause: clause.span))


def _clauses(
    structure: Structure, paragraph: Paragraph, holders: Holders, wordings: Anchored[Wording]
) -> Iterator[Clause]:
    text = structure.document.text
    for wording in wordings.fitting(text, *paragraph.span):
        for holder, words, about in _matches(text, paragraph, holders, wording):
            introduces = about and about.end == words.end and wording.topic == Topic.LIFE
            yield Clause(
                Topic(wording.topic),
                wording.kind,
                holder.provision,
                holder.task,
                paragraph,
                Span(words.start, about.start) if about and introduces else words,
                about if about and about.start < about.end else None,
                holder.span.end,
                wording.id,
            )


def _matches(
    text: str, paragraph: Paragraph, holders: Holders, wording: Wording
) -> Iterator[tuple[Holder, Span, Span | None]]:
    """Where a wording stands, in whose words, and where its object does: one about life opens them."""
    if wording.topic == Topic.LIFE:
        for holder in holders.of(paragraph):
            found = _opens(text, holder, wording)
            if found:
                yield holder, *found
        return
    for match in wording.pattern.finditer(text, *paragraph.span):
        around = holders.innermost(paragraph, match.start())
        if around and _tells(text, match.start(), around, wording):
            yield around, Span(*match.span()), _object(match, 0)


def _opens(text: str, holder: Holder, wording: Wording) -> tuple[Span, Span | None] | None:
    """Where a wording opens the words of a provision or task, with what is to be understood before them."""
    start, end = holder.span
    if not holder.lead:
        match = wording.pattern.match(text, start, end)
        return (Span(*match.span()), _object(match, 0)) if match else None
    shift = start - len(holder.lead)
    match = wording.pattern.match(f"{holder.lead}{text[start].lower()}{text[start + 1 : end]}")
    return (Span(start, match.end() + shift), _object(match, shift)) if match else None


def _object(match: re.Match[str], shift: int) -> Span | None:
    if "object" not in match.re.groupindex or match["object"] is None:
        return None
    return Span(match.start("object") + shift, match.end("object") + shift)


def _tells(text: str, at: int, holder: Holder, wording: Wording) -> bool:
    """Whether words at a place tell a clause of a provision or task."""
    start = holder.span.start
    if not (holder.asks or wording.declared) or is_quoted(text, start, at):
        return False
    return not wording.behind.search(text, max(start, at - _SHORTLY), at)


_SHORTLY = 90

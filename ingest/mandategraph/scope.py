"""Scope: where, at which level and when a task or an act of the organ holds, where that is printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .actor import Actor
from .actor import Kind as ActorKind
from .clause import Clause, Holders, Topic, Wording
from .deadline import Period, period
from .document import Span
from .name import Named
from .provision import Provision
from .structure import Kind, Structure
from .task import Task


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the world that is no State: one entry of ``regions.toml``, whose head says what each key means."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    iso3: str | None = None
    m49: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A clause that limits something to levels, to a region, to a State or to a period: one of them."""

    clause: Clause
    levels: tuple[str, ...] = ()
    region: str | None = None
    state: Actor | None = None
    period: Period | None = None


def wording_of(region: Region) -> Wording:
    """How a region is named; that it is named as a place is told by the words before it ("in the Sahel region")."""
    names = sorted({region.name, *region.names}, key=len, reverse=True)
    return Wording(
        id=_PLACE_RULE,
        topic=Topic.PLACE,
        kind=region.id,
        anchors=tuple(name.lower() for name in names),
        pattern=re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})(?:\sregions?)?\b(?!\s[A-Z])"),
        examples=(),
    )


_PLACE_RULE = "in-a-place"
#: The last words before a place.
_INTRODUCING = ("in ", "throughout ", "across ", "within ", "the ")
_IN = re.compile(r"\b(?:in|throughout|across|within)\s(?:the\s)?\Z")
#: Behind these a place is part of a name or a title: "Mission in Somalia", "Desertification, Particularly in Africa".
_NAMES_SOMETHING = re.compile(
    r"(?:[A-Z][\w’]+|\b(?:drought|situation|mission|offices?|presence|centres?))[,\s]+\Z|\b[Pp]articularly\s\Z"
)
_NAMES_ON = re.compile(r"\s[A-Z]\w")


def _place(text: str, start: int, name: Span) -> Span | None:
    """The words that name something as a place, in a stretch that begins at ``start``; ``None`` where they do not."""
    before = _IN.search(text, max(start, name.start - len("throughout the ") - 1), name.start)
    if before is None or _NAMES_ON.match(text, name.end):
        return None
    named = _NAMES_SOMETHING.search(text, max(start, before.start() - len("presence, ") - 20), before.start())
    return None if named else Span(before.start(), name.end)


def scopes_of(
    structure: Structure,
    clauses: Sequence[Clause],
    holders: Holders,
    provisions: Sequence[Provision],
    tasks: Sequence[Task],
    named: Sequence[Named],
) -> tuple[Scope, ...]:
    """The limits that are printed, in order. Places inside the name of a party are no limits."""
    text = structure.document.text
    found = _longest([*_worded(text, clauses), *_in_states(structure, holders, named)])
    if not found:
        return ()
    parties = [p.span for provision in provisions for p in provision.addressees]
    parties += [tie.party.span for task in tasks for tie in task.ties]
    parties += [p.span for task in tasks if task.report for p in task.report.recipients]
    free = (one for one in found if not any(span.start <= one.clause.span.start < span.end for span in parties))
    said = (one for one in free if not (one.levels and _reports(one.clause, tasks)))
    return tuple(sorted(said, key=lambda one: one.clause.span))


def _longest(scopes: Sequence[Scope]) -> list[Scope]:
    """Of those that begin at one place the one of most words: "Asia and the Pacific", not "Asia"."""
    return list({one.clause.span.start: one for one in sorted(scopes, key=lambda one: one.clause.span.end)}.values())


def _reports(clause: Clause, tasks: Sequence[Task]) -> bool:
    """Whether a clause stands in a request for a report: levels there are those of what is reported."""
    return clause.task is not None and tasks[clause.task].report is not None


def _worded(text: str, clauses: Sequence[Clause]) -> Iterator[Scope]:
    for clause in clauses:
        if clause.topic is Topic.PLACE:
            place = _place(text, clause.paragraph.span.start, clause.span)
            if place:
                yield Scope(replace(clause, span=place), region=clause.kind)
        elif clause.topic is Topic.SCOPE and clause.kind == "level" and clause.about:
            yield Scope(clause, levels=_levels(text[clause.about.start : clause.about.end]))
        elif clause.topic is Topic.SCOPE and clause.kind == "period":
            printed = period(text[clause.span.start : clause.span.end])
            if printed:
                yield Scope(clause, period=printed)


def _levels(words: str) -> tuple[str, ...]:
    found = (_LEVELS.get(word.lower(), word.lower()) for word in re.findall(r"[A-Za-z-]+", words))
    return tuple(dict.fromkeys(word for word in found if word in _KNOWN_LEVELS))


_LEVELS = {
    "domestic": "national",
    "country": "national",
    "community": "local",
    "municipal": "local",
    "provincial": "subnational",
    "sub-regional": "subregional",
    "continental": "regional",
    "universal": "global",
    "world": "global",
    "multilateral": "international",
}
_KNOWN_LEVELS = frozenset(
    {
        "local",
        "subnational",
        "national",
        "bilateral",
        "subregional",
        "regional",
        "interregional",
        "international",
        "global",
    }
)


def _in_states(structure: Structure, holders: Holders, named: Sequence[Named]) -> Iterator[Scope]:
    """The States that are named as places ("in Kenya")."""
    text = structure.document.text
    introduced = (name for name in named if text.endswith(_INTRODUCING, 0, name.span.start))
    for paragraph, name in structure.placed(introduced, lambda name: name.span.start):
        state = next((actor for actor in name.strong if actor.kind is ActorKind.STATE), None)
        if state is None or paragraph.kind is not Kind.OPERATIVE:
            continue
        holder = holders.innermost(paragraph, name.span.start)
        place = _place(text, holder.span.start, name.span) if holder and holder.asks else None
        if holder and place:
            clause = Clause(
                Topic.PLACE,
                state.id,
                holder.provision,
                holder.task,
                paragraph,
                place,
                None,
                holder.span.end,
                _PLACE_RULE,
            )
            yield Scope(clause, state=state)

"""Recurrence: how often a report comes back although the text does not say so.

An organ that in its 78th session asks for a report to its 80th expects one every second year, the more so if it will
take up the resolution again at that session. Such a conclusion is kept apart from what is printed, with the reason for
it and with how far it can be trusted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .life import Life
from .masthead import Masthead
from .party import Party
from .task import Task


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A conclusion about how often a report comes back. ``task`` is an index among the tasks.

    ``confidence`` is that of its rule: 0 to 1.
    """

    task: int
    interval: str
    reason: str
    confidence: float
    rule: str


#: The sessions that organs hold in a year.
_SESSIONS_A_YEAR = {"general-assembly": 1, "economic-and-social-council": 1, "human-rights-council": 3}
#: How far each rule is to be trusted, where it tells a year and where it tells more. For the distance of sessions this
#: is the share of resolutions of the General Assembly (75th to 77th sessions) of which one with the same title asks for
#: a report at the session that was foreseen, rounded down; the others are estimates.
_CONFIDENCE = {
    "sessions-named": (0.9, 0.9),
    "resolution-returns": (0.85, 0.75),
    "distance-of-sessions": (0.85, 0.6),
    "renewal-period": (0.5, 0.5),
}
#: Months: what is further apart is due once, the more so if nothing else says that it comes back.
_LONGEST, _LONGEST_ALONE = 60, 36


def recurrences_of(
    tasks: Sequence[Task], lives: Sequence[Life], masthead: Masthead, is_organ: Callable[[Party], bool]
) -> tuple[Recurrence, ...]:
    """The reports that come back without the text saying so, in order.

    ``is_organ`` tells whether a party is the organ that speaks: only its own sessions can be counted from.
    """
    return tuple(_recurrences(tasks, lives, masthead, is_organ))


def _recurrences(
    tasks: Sequence[Task], lives: Sequence[Life], masthead: Masthead, is_organ: Callable[[Party], bool]
) -> Iterator[Recurrence]:
    for number, task in enumerate(tasks):
        if task.report is None or any(deadline.frequency for deadline in task.report.deadlines):
            continue
        dues = [deadline.due for deadline in task.report.deadlines if deadline.due]
        at = [int(due.removeprefix("session ")) for due in dues if due.startswith("session ")]
        if at:
            found = _by_sessions(at, lives, masthead) if all(map(is_organ, task.report.recipients)) else None
        else:
            found = _by_renewal(dues[0], lives, masthead) if len(dues) == 1 else None
        if found:
            rule, months, reason = found
            yield Recurrence(number, _interval(months), reason, _CONFIDENCE[rule][months > 12], rule)


def _by_sessions(at: Sequence[int], lives: Sequence[Life], masthead: Masthead) -> tuple[str, int, str] | None:
    """The rule, the months and the reason that sessions give."""
    yearly = _SESSIONS_A_YEAR.get(masthead.organ or "")
    now = _session(masthead)
    if yearly is None or now is None:
        return None
    if len(at) > 1:
        gaps = {later - earlier for earlier, later in pairwise(at)}
        months = _months(gaps.pop(), yearly) if len(gaps) == 1 else None
        named = ", ".join(map(str, at))
        return ("sessions-named", months, f"due at several sessions: {named}") if months else None
    then = at[0]
    months = _months(then - now, yearly)
    if months is None:
        return None
    reason = f"asked for at session {now}, due at session {then}"
    if any(str(then) in life.sessions for life in lives if life.clause.kind in _RETURNS):
        return "resolution-returns", months, f"{reason}, at which the matter is taken up again"
    return ("distance-of-sessions", months, reason) if months <= _LONGEST_ALONE else None


def _session(masthead: Masthead) -> int | None:
    """The session that speaks, as it is printed, or as the symbol has it."""
    of_symbol = _IN_A_SYMBOL.search(masthead.symbol or "")
    printed = masthead.session or (of_symbol["session"] if of_symbol else "")
    return int(printed) if printed.isdigit() else None


_IN_A_SYMBOL = re.compile(r"/(?:RES|DEC)/(?P<session>\d+)/")
_RETURNS = frozenset({"agenda-inclusion", "consideration", "remaining-seized", "review"})


def _months(sessions: int, yearly: int) -> int | None:
    """The months between two sessions, if these are whole years and not too many."""
    months = 12 * sessions // yearly
    return months if sessions > 0 and sessions % yearly == 0 and months <= _LONGEST else None


def _by_renewal(due: str, lives: Sequence[Life], masthead: Masthead) -> tuple[str, int, str] | None:
    """A report that is due before a renewed mandate ends comes back with the next renewal."""
    adopted, last = masthead.adopted, _day(due)
    if adopted is None or last is None:
        return None
    for life in lives:
        until = _day(life.period.until) if life.period and life.period.until else None
        if life.clause.kind == "renewal" and until and adopted < last <= until:
            months = round((until - adopted).days / 30.4)
            if 0 < months <= _LONGEST:
                reason = f"due by {due}, before the mandate ends on {until} that was renewed on {adopted}"
                return "renewal-period", months, reason
    return None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _interval(months: int) -> str:
    """An interval as frequencies are written: annual, biennial, every 36 months."""
    return {12: "annual", 24: "biennial"}.get(months, f"every {months} months")

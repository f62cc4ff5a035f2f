"""Report: that somebody is to report, to whom, and by when.

Whoever is asked to submit, to present, to brief, to keep informed makes a report. What is said of the reports of others
("to take into account the report of the Panel"), or of what others are to be able to report, asks for none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .anchor import Anchored
from .deadline import Deadline, deadlines
from .document import Span
from .listing import Parties
from .party import Party


@dataclass(frozen=True, slots=True)
class Report:
    """That somebody reports: to whom, and by when. ``words``, which stand in ``span``, ask for it.

    It ``refers`` to a report ("to submit it") that the same provision asks for in other words.
    """

    recipients: tuple[Party, ...]
    deadlines: tuple[Deadline, ...]
    span: Span
    rule: str
    words: str
    refers: bool = False


@dataclass(frozen=True, slots=True)
class Submission:
    """Words that ask for a report: one entry of ``reports.toml``, whose head says what each key means."""

    id: str
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    recipient: str
    examples: dict[str, tuple[str, ...]]
    never: tuple[str, ...] = ()
    own: bool = False
    refers: bool = False


#: What a report is, behind the one to whom it goes: "to submit to the Council regular reports".
_OF_REPORTS = (
    "regular|annual|biennial|comprehensive|detailed|written|oral|full|further|updated|interim|progress|periodic|updates?|"
    "(?:relevant\\s)?information|thereon|covering|containing|[a-z]+\\s(?:days|weeks|months)"
)


class Reports:
    """Every way to ask for a report, ready to be found. Made once from the entries of ``reports.toml``."""

    def __init__(self, submissions: Sequence[Submission], parties: Parties) -> None:
        self.submissions = Anchored(submissions)
        self._parties = parties
        self._ends = re.compile(
            rf"{parties.ends.pattern}|\s(?:fully|[a-z]{{4,}}ly(?<!family)(?<!assembly))\b"
            rf"|\sof(?=\sany\b)|\ssessions?\b"
            rf"|(?<!\bto)\s(?:an?|its|his|her|their|(?<!\band )(?:any|all)|{_OF_REPORTS})\b"
        )

    def find(self, text: str, span: Span, theirs: Callable[[], int], names: Sequence[Span]) -> tuple[Report, ...]:
        """The reports that a stretch asks for, as the first entry tells that fits.

        From the place that ``theirs`` tells on, the act in the stretch is somebody else's; ``names`` are the spans of
        names in it. There are several where one is due to each of several recipients at a time of its own.
        """
        for rule in self.submissions.fitting(text, *span):
            found = rule.pattern.search(text, *span)
            if found is None:
                continue
            if rule.own and not is_one_more_act(text, found) and found.end() > _end_of_their_own(text, span, theirs()):
                continue
            reports = tuple(self._reports(text, rule, found, span, names))
            if reports:
                return reports
        return ()

    def _reports(
        self, text: str, rule: Submission, found: re.Match[str], span: Span, names: Sequence[Span]
    ) -> Iterator[Report]:
        """The reports that these words ask for, and those for which the verb is said again."""
        again = _AGAIN.search(text, found.end(), span.end)
        more = self._at(text, again.start("verb"), span.end) if again else None
        told = Span(span.start, again.start() if again and more else span.end)
        inside = _another(text, Span(*found.span("object"))) if "object" in found.groupdict() else None
        if inside:
            yield from self._to_each(text, rule, found, inside, names)
        else:
            yield from self._of_one_verb(text, rule, found, told, names)
        if more:
            other, words = more
            yield from self._reports(text, other, words, Span(words.start(), span.end), names)

    def _at(self, text: str, start: int, end: int) -> tuple[Submission, re.Match[str]] | None:
        """The first entry whose words stand just at a place, and those words."""
        for rule in self.submissions.fitting(text, start, end):
            if words := rule.pattern.match(text, start, end):
                return rule, words
        return None

    def _of_one_verb(
        self, text: str, rule: Submission, found: re.Match[str], told: Span, names: Sequence[Span]
    ) -> Iterator[Report]:
        """The report that a verb asks for, and others besides it, or to others besides."""
        another = _another(text, Span(found.end(), told.end))
        end = another.start() if another else told.end
        first, *besides = _besides(text, Span(told.start, end), found.end())
        recipients = self._recipients(text, rule, found, Span(told.start, end), names)
        if recipients or rule.recipient not in _ONLY_TO_SOMEBODY:
            yield Report(
                recipients,
                deadlines(text[first.start : first.end]),
                Span(*found.span()),
                rule.id,
                found[0],
                rule.refers,
            )
        for other in besides:
            words = text[other.start : other.end]
            own = next(self._behind_to(text, other.start, other.end, names), recipients)
            yield Report(own, deadlines(words), other, rule.id, words)
        if another:
            often = deadlines(text[told.start : end])[0].frequency
            yield from self._report_to(text, another, told.end, rule, names, often)

    def _to_each(
        self, text: str, rule: Submission, found: re.Match[str], joint: re.Match[str], names: Sequence[Span]
    ) -> Iterator[Report]:
        """The reports of a verb behind which two are told at once, each with a time: "to submit to A …, and to B …"."""
        start, end = found.span("object")
        due = deadlines(text[start : joint.start()])
        recipients = next(self._behind_to(text, start, joint.start(), names), ())
        yield Report(recipients, due, Span(*found.span()), rule.id, found[0])
        yield from self._report_to(text, joint, end, rule, names, due[0].frequency)

    def _report_to(
        self, text: str, to: re.Match[str], end: int, rule: Submission, names: Sequence[Span], often: str | None
    ) -> Iterator[Report]:
        """The report to these besides, which comes as ``often`` as the one before it."""
        start, words = to.end(), text[to.end() : end]
        recipients = self._parties.listed(text, start, end, names, until=self._ends)
        due = tuple(replace(due, frequency=due.frequency or often) for due in deadlines(text[to.start() : end]))
        if recipients:
            yield Report(recipients, due, Span(start, end), rule.id, words)

    def _recipients(
        self, text: str, rule: Submission, found: re.Match[str], span: Span, names: Sequence[Span]
    ) -> tuple[Party, ...]:
        match rule.recipient:
            case "party":
                return self._parties.listed(text, *found.span("party"), names)
            case "next":
                about = _ABOUT.search(text, found.end(), span.end)
                end = about.start() if about else span.end
                named = self._parties.listed(text, found.end(), end, names, until=self._parties.ends)
                return tuple(party for party in named if self._parties.can_work(party.words, for_them=True))
            case "at-once":
                at = found.end() + 1
                to = next((m for p in _AT_ONCE if (m := p.match(text, at, span.end))), None)
                return self._parties.listed(text, to.end(), span.end, names, until=self._ends) if to else ()
            case "object" | "named":
                return self._of_an_object(text, found, span, names)
        return (
            next(self._behind_to(text, found.end(), span.end, names), ())
            or self._at_whose_session(text, found, span.end, names)
            or self._at_a_meeting(text, found.end(), span.end, names)
        )

    def _of_an_object(self, text: str, found: re.Match[str], span: Span, names: Sequence[Span]) -> tuple[Party, ...]:
        """Those to whom a report goes: named between verb and report, or behind the report."""
        inside, end = found.span("object")
        given = self._parties.listed(text, inside + 1, end, names, until=_WITH)
        if given and _WITH.match(text, given[-1].span.end):
            return given
        between = [party for parties in self._behind_to(text, inside, end, names) for party in parties]
        about = _ABOUT_WHAT.search(text, found.end(), span.end)
        behind = about.start() if about else span.end
        recipients = tuple(dict.fromkeys(between)) or next(self._behind_to(text, found.end(), behind, names), ())
        if recipients:
            return recipients
        at_a_session = _TO_A_SESSION.search(text, behind, span.end)
        if at_a_session:
            return next(self._behind_to(text, at_a_session.start(), span.end, names), ())
        considered = _FOR_CONSIDERATION.search(text, behind, span.end)
        if considered:
            return self._parties.listed(text, considered.end(), span.end, names, until=self._ends)
        return self._at_whose_session(text, found, behind, names) or self._at_a_meeting(text, behind, span.end, names)

    def _at_whose_session(self, text: str, found: re.Match[str], end: int, names: Sequence[Span]) -> tuple[Party, ...]:
        """Whose session is told, where nobody else is: "to report thereon at the next session of the Commission"."""
        session = _SESSION_OF.search(text, found.end(), end)
        if session:
            return self._parties.listed(text, session.end(), end, names, until=self._ends)
        own = _OWN_SESSION.search(text, found.start(), end)
        return (Party(Span(*own.span("its")), "its"),) if own else ()

    def _at_a_meeting(self, text: str, start: int, end: int, names: Sequence[Span]) -> tuple[Party, ...]:
        """The meeting to which something is presented: "to present an analysis at the Third Meeting of States"."""
        meeting = _AT_A_MEETING.search(text, start, end)
        return self._parties.listed(text, meeting.end(), end, names, until=self._ends)[:1] if meeting else ()

    def _behind_to(self, text: str, start: int, end: int, names: Sequence[Span]) -> Iterator[tuple[Party, ...]]:
        """Those named behind each "to" of a stretch."""
        for to in _TO.finditer(text, start, end):
            parties = self._parties.listed(text, to.end(), end, names, until=self._ends)
            if parties:
                yield parties


#: Where nobody is named to whom it goes, these ask for no report.
_ONLY_TO_SOMEBODY = frozenset({"next", "named"})


def _another(text: str, behind: Span) -> re.Match[str] | None:
    """What joins a recipient to one of whom all is told: "to the Council at its tenth session, and to the Assembly"."""
    for joint in _AND_TO.finditer(text, *behind):
        before, after = text[behind.start : joint.start()], text[joint.end() : behind.end]
        timed = deadlines(before)[0].due and deadlines(after)[0].due
        often = (joint["often"] or "well" in joint[0]) and _TO.search(before)
        anew = joint[0].startswith(",") and _TO_ONE.match(before) and "," not in before
        if timed or often or anew or _COMPLETE.search(before):
            return joint
    return None


def _besides(text: str, span: Span, behind: int) -> Sequence[Span]:
    """The reports of a stretch, each for a time or a body of its own: "an update at its tenth session, a report to"."""
    updates = _AND_UPDATES.search(text, behind, span.end)
    end = updates.start() if updates else span.end
    starts = [found.start("report") for found in _AND_A_REPORT.finditer(text, behind, end)]
    each = [Span(start, stop) for start, stop in pairwise([span.start, *starts, end])]
    timed = all(deadlines(text[report.start : report.end])[0].due for report in each)
    given = all(_TO_A_BODY.search(text, report.start, report.end) for report in each)
    if not timed and not given:
        return [span]
    return [*each, Span(updates.start("report"), span.end)] if updates else each


_TO_A_BODY = re.compile(r"\b(?:report|update|briefing)\sto\s(?:the|its)\s[A-Z]")


_AND_A_REPORT = re.compile(r"(?:,|,?\sand)\s(?P<report>an?\s(?:[\w-]+,?\s){0,4}(?:report|update|briefing)\b)")
#: Updates besides, without a time of their own: ", a final report by 30 June 2045, and progress updates".
_AND_UPDATES = re.compile(
    r",?\sand(?:,?\sexcept\s[^,;]{3,60},)?\s"
    r"(?P<report>(?:monthly|periodic|progress|quarterly|regular)\supdates|updates\s(?:each|every)\s[a-z]+)\b"
)
_AGAIN = re.compile(r",?\s(?:and|as\swell\sas)\s(?:also\s)?(?P<verb>(?:submit|present|provide|brief|report)\s)")
_TO_ONE = re.compile(r"\sto\s(?:the|its)\s[A-Z]")
#: Words that end with the time of a session or its segment, or with an agenda item.
_COMPLETE = re.compile(r"\b(?:sessions?|segment)\Z|\bitem\s(?:of\sits\s[a-z\s]*agenda\s)?entitled\s“[^”]*”\Z")
_AND_TO = re.compile(
    r",?\s(?:and|as\swell\sas)\s(?:also\s)?(?:(?P<often>annually|biannually|biennially|quarterly|regularly)\s)?"
    r"to\s(?=(?:the|its)\s[A-Z])|,\s(?=the\s[A-Z][^,;]{3,60}\sand\sthe\s[A-Z][^,;]{3,60}\Z)"
)


def is_one_more_act(text: str, found: re.Match[str]) -> bool:
    """Whether words begin one more act of whoever is asked: ", and report thereon"."""
    return found[0].startswith("and ") and text.endswith(", ", 0, found.start())


def _end_of_their_own(text: str, span: Span, theirs: int) -> int:
    """Where in a stretch reporting is no longer what is asked, but what somebody else is to be able to."""
    capacity = _CAPACITY.search(text, *span)
    return min(theirs, capacity.start() if capacity else span.end)


#: What follows upon what a report is about names nobody to whom it goes: ", with a view to making recommendations to".
_ABOUT_WHAT = re.compile(r",?\s(?:with\sa\sview\sto|in\sorder\sto|containing|including(?![^,;]*,\sto\s)|making)\b")
_TO_A_SESSION = re.compile(r"\bto\s(?:the|its)\s(?:[A-Z][\w’-]*\s|(?:and|of|on|the)\s){1,8}at\s(?:its|their)\s")
#: Whose session is told receives what is reported at it.
_DURING = re.compile(r"\bduring\sthe\s[a-z-]+\ssession\sof\s")
_AT_A_MEETING = re.compile(r"\bat\sthe\s(?=(?:[\w-]+\s)?(?:[A-Z]\w*\s){0,3}(?:Conference|Meeting)\b)")
_SESSION_OF = re.compile(
    r"\b(?:at|by|during|before\sthe\send\sof|no\slater\sthan)\sthe\s(?:main\spart\sof\sthe\s)?(?:[a-z-]+\s){1,2}(?:sessions?|open\sdebate)\sof\s(?=(?:the|its)\s[A-Z])"
)
_OWN_SESSION = re.compile(
    r"\b(?:at|by|before|during)\s(?:the\s(?:main|first|second)\spart\sof\s)?(?P<its>its)\s(?:[a-z-]+\s){1,3}sessions?\b"
)
_FOR_CONSIDERATION = re.compile(r"\bfor\s(?:the\s)?(?:further\s)?consideration\s(?:by|of)\s(?=(?:the|its)\s[A-Z])")
_CAPACITY = re.compile(r"\b(?:capacity|capacities|ability) of [^,;]{3,60}? to\b")
_ABOUT = re.compile(
    r"\s(?:of\s(?:his|her|its|their|any|all|that|these|this|those|such|progress|developments|the\s(?:actions|efforts|measures|outcome|progress|results|steps))"
    r"|about)\b|(?:(?<=Committee)|(?<=Ombudsperson)|(?<=Secretary-General))\sof\s(?=(?:(?:all|any|the)\s)?(?:[a-z]|Committee))"
)
_WITH = re.compile(r",?\s(?:with|at|by|in|on|a|an|its|their|within|no later|before|every)\b")
_TO = re.compile(
    r"""
    \bto(?<!addressed\sto)(?<!Adviser\sto)(?<!Counsellor\sto)(?<!relating\sto)(?<!access\sto)(?<!contribution\sto)(?<!with\srespect\sto)(?<!with\sregard\sto)(?<!in\sregard\sto)
    \s+(?=(?:the\s+|its\s+|all\s+)?[A-Z\d])
    | \bto\s+(?=it\b)
    | \bto\s+the\s(?:[a-z-]+\s){1,6}segment\sof\s(?=the\s[A-Z])
    | \bto\s+(?=(?:the\s+|all\s+|their\s+)?
        (?:authorit(?:y|ies)|members?|States|relevant|respective|treaty|governing|high-level|monitoring|competent)\b)
    | \bfor\s+(?:the\s+)?(?:(?:further\s+)?consideration\s+(?:by|of)|[a-z-]+\s+session\s+of)\s+
    | \b(?:to\sbe\sconsidered|its\sconsideration)\sby\s+
    """,
    re.VERBOSE,
)
#: What may introduce those to whom something goes, right behind the words that ask for it.
_AT_ONCE = (_TO, _DURING, _AT_A_MEETING)

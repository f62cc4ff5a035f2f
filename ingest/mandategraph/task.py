"""Task: what is asked of whom, with whom, for whom, and by when.

Each infinitive that a provision asks for is a task: "to strengthen its cooperation with Member States and to report to
the Assembly" is two. Those with whom somebody works belong to the task in whose words they stand; those named before
the first infinitive belong to all tasks of the provision. What is said of somebody else's act ("resources to enable
the Office to cooperate") ties nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .anchor import Anchored
from .antecedent import agree
from .document import Span, spans_in
from .grammar import Grammar
from .party import Party, trimmed
from .provision import Provision
from .relation import Relation, Relations
from .report import Report, Reports, is_one_more_act
from .structure import Kind, Paragraph, Structure


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words behind which the act is somebody else's: one entry ``[[elsewhere]]`` of ``tasks.toml``.

    It begins with the words, or with those of a group "theirs".
    """

    id: str
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Somebody with whom, or for whom (``assistance``), a task is done. ``span`` covers the words that say so.

    A tie is ``mutual`` where those who are asked are to work with one another. It has a ``bearer`` of its own where two
    others are to work with each other ("to strengthen cooperation between the Fund and the Programme").
    """

    kind: str
    party: Party
    span: Span
    rule: str
    mutual: bool = False
    bearer: Party | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing asked. ``provision`` is the index of its provision; ``paragraph`` the finest that holds its words."""

    provision: int
    paragraph: Paragraph
    span: Span
    bearers: tuple[Party, ...]
    ties: tuple[Tie, ...]
    report: Report | None


@dataclass(frozen=True, slots=True)
class Asking:
    """All that is known of how tasks are worded."""

    grammar: Grammar
    relations: Relations
    elsewhere: Anchored[Elsewhere]
    reports: Reports


def ask_of(
    structure: Structure, provisions: Sequence[Provision], asking: Asking, names: Sequence[Span]
) -> tuple[Task, ...]:
    """The tasks of all provisions, in order. ``names`` are the spans of all names in the document."""
    tasks = (
        task
        for ask in _asks(structure, provisions, asking, names)
        for task in _without_drafts(tuple(_told_once(_tasks(ask, provisions[ask.provision], asking, names))))
    )
    return tuple(_without_contents(tasks))


def without_partners(
    text: str, provisions: Sequence[Provision], tasks: Sequence[Task]
) -> tuple[tuple[Provision, ...], tuple[Task, ...]]:
    """Provisions and tasks in which nobody is asked whom the same words name as one to work with.

    "Calls upon States, in cooperation with others, including the Fund and the Bank, to act" asks States. Behind ", and"
    those who are asked may go on: "the Fund, in consultation with the Bank, and donors to act".
    """
    asked = {(number, party.span) for number, one in enumerate(provisions) for party in one.addressees}
    asked |= {(task.provision, party.span) for task in tasks for party in task.bearers}
    partners = {
        (task.provision, tie.party.span)
        for task in tasks
        for tie in task.ties
        if not tie.mutual and not tie.rule.endswith("-between")
    }
    both = {
        (number, span)
        for number, span in asked & partners
        if not _GOES_ON.search(text, max(0, span.start - 12), span.start)
    }
    if not both:
        return tuple(provisions), tuple(tasks)

    def alone(number: int, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        return tuple(party for party in parties if (number, party.span) not in both) or parties

    return (
        tuple(replace(one, addressees=alone(number, one.addressees)) for number, one in enumerate(provisions)),
        tuple(replace(task, bearers=alone(task.provision, task.bearers)) for task in tasks),
    )


_GOES_ON = re.compile(r",\sand\s(?:the\s)?\Z")


@dataclass(frozen=True, slots=True)
class _Ask:
    """What a provision asks of the same bearers: in which stretches of a text, each with its paragraph.

    ``before`` are the words in which those are named with whom all of it is done, or the report in which it is, in the
    text as it is ``worded`` without what is understood; ``together`` are those who are meant where they are to work
    with one another. The parts whose names stand in ``assisted`` begin with those who are to be assisted. By ``rule``
    those who are asked were found. Where nobody is asked, the words may still tell who does what is decided, and with
    whom.
    """

    provision: int
    bearers: tuple[Party, ...]
    together: tuple[Party, ...]
    text: str
    worded: str
    before: Span
    regions: tuple[tuple[Paragraph, Span], ...]
    assisted: frozenset[str] = frozenset()
    rule: str = ""


def _asks(
    structure: Structure, provisions: Sequence[Provision], asking: Asking, names: Sequence[Span]
) -> Iterator[_Ask]:
    text = _worded(structure)
    chapeaux = {p.paragraph.name: n for n, p in enumerate(provisions)}
    assisted = _begin_with_those_assisted(structure)
    ends = {p.paragraph.name: p.span.start for p in reversed(provisions)}  # of what is asked before a part's own verb
    earlier: tuple[Party, ...] = ()
    for number, provision in enumerate(provisions):
        parts: tuple[tuple[Paragraph, Span], ...] = ()
        told, last = _told_by(text, provisions, number), chapeaux[provision.paragraph.name]
        goes_on = told != number
        if told == last:
            within = [p for p in structure.under(provision.paragraph) if ends.get(p.name, p.span.end) > p.span.start]
            within = [] if within and _LISTS_TOPICS.search(text, *provisions[last].asks) else within
            parts = tuple(
                (p, Span(p.span.start - len(_TO_BE_UNDERSTOOD), ends.get(p.name, p.span.end))) for p in within
            )
        body, begin = _set_up(text, provision, asking, names)
        for part in provision.parts:
            region, before = Span(part.asks, part.span.end), Span(part.span.start, part.asks)
            below = part.paragraph != provision.paragraph
            worded = text if below else _as_infinitive(text, part.rule, part.asks)
            yield _Ask(
                number,
                part.addressees,
                part.addressees,
                worded,
                text,
                before,
                ((part.paragraph, region),),
                rule="" if below else part.rule,
            )
        asked, asks = () if provision.parts else provision.addressees, provision.asks
        if asked:
            own = parts if not (body and parts) else ()
            region = provisions[told].asks
            yield _Ask(
                number,
                asked,
                () if goes_on else earlier + asked,
                _as_infinitive(text, provision.rule, asks.start),
                text,
                Span(provision.span.start, region.start),
                ((provision.paragraph, region), *own),
                assisted,
                provision.rule,
            )
        if body and (parts or not asked):
            region = Span(begin, asks.end if not asked else begin)
            yield _Ask(number, body, body, text, text, Span(begin, begin), ((provision.paragraph, region), *parts))
        elif provision.force == "decide" and not (asked or provision.parts):
            yield _Ask(number, (), (), text, text, Span(begin, begin), ((provision.paragraph, asks), *parts))
        earlier = earlier + asked if goes_on else ()


#: What follows in parts is what a report or a talk is about, and not what is to be done.
_LISTS_TOPICS = re.compile(
    r"\b(?:on|about|concerning|regarding|(?:which|that)\s(?:would|should|will|shall|may)\s(?:also\s)?include,?(?:\sinter\salia,?)?)"
    r"\s*:\s*\Z"
)


def _told_by(text: str, provisions: Sequence[Provision], number: int) -> int:
    """The provision that tells what this one asks: itself, or a later one ("urges States, and invites donors, to")."""
    asked = provisions[number]
    following = provisions[number + 1] if number + 1 < len(provisions) else None
    if following is None or following.paragraph != asked.paragraph or not (asked.addressees and following.addressees):
        return number
    told = _told_by(text, provisions, number + 1)
    apart = asked.rule == "object" and provisions[told].rule == "object-before-infinitive"
    goes_on = apart and len(text[asked.asks.start : asked.asks.end].split()) <= _NO_TASK
    return told if goes_on else number


#: So many words at most follow those who are asked where what they are asked is told by the next provision.
_NO_TASK = 16


#: How those are found of whom a clause says, without "shall" or "to", what they do.
_SUBJUNCTIVE = "subject-in-the-subjunctive"


def _as_infinitive(text: str, rule: str, at: int) -> str:
    """The text with "to" before what a clause asks in the subjunctive ("that States report"); offsets stay."""
    if rule != _SUBJUNCTIVE:
        return text
    return f"{text[: at - len(_TO_BE_UNDERSTOOD)]} to{text[at:]}"


def _set_up(text: str, provision: Provision, asking: Asking, names: Sequence[Span]) -> tuple[tuple[Party, ...], int]:
    """The body that a provision sets up, or has set up, and where its tasks begin."""
    decided, end = provision.rule == "decides", provision.asks.end
    may = decided or text[provision.span.start : end].rstrip().endswith(":")
    found = (_SETS_UP.match if decided else _SETS_UP.search)(text, *provision.asks) if may else None
    if found is None:
        return (), end
    within = spans_in(names, found.end(), end)
    close = next(asking.grammar.infinitives.find(text, found.end(), end, within), end)
    return asking.grammar.parties.listed(text, found.end(), close, within)[:1], close


_SETS_UP = re.compile(
    r"\s*(?:(?:also|further|hereby),?\s+)?\bto\s(?:[a-z]+ly\s)?(?:(?:establish|convene|create|set\sup|constitute|appoint|designate)\b,?"
    r"|(?:renew|extend)\s(?:[a-z]+\s|(?:until|up\sto|for)\s[^,;:]{3,60}?,?\s)?the\smandate\sof)\s*"
)


def _tasks(ask: _Ask, provision: Provision, asking: Asking, names: Sequence[Span]) -> Iterator[Task]:
    text, start = ask.text, provision.asks.start
    between = provision.rule.endswith("-between")
    bearers, ties = _between(provision) if between else (ask.bearers, ())
    ties += tuple(_ties(ask.worded, ask.before, start, asking, names, ask.bearers))
    in_a_report = tuple(r for r in _reported(ask.worded, ask.before, asking, names) if r.rule == "in-their-own-reports")
    for paragraph, stretch in ask.regions:
        own = paragraph != provision.paragraph or ask.rule != _SUBJUNCTIVE
        region = stretch if own else Span(stretch.start - 2, stretch.end)
        for span, delegate in _shared(text, region, asking, spans_in(names, *paragraph.span)):
            working = tuple(_ties(text, span, start, asking, names, delegate or ask.together or ask.bearers))
            if paragraph.name in ask.assisted and span.start <= paragraph.span.start:
                working = (*_assisted(text, Span(paragraph.span.start, span.end), asking, names), *working)
            place = Span(max(span.start, paragraph.span.start, min(stretch.start, span.end)), span.end)
            reports, in_a_report = _reported(text, span, asking, names) or in_a_report, ()
            if delegate:
                told = [replace(r, recipients=_told(r, ask.bearers)) for r in reports]
                yield from _each(Task(ask.provision, paragraph, place, delegate, working, None), told)
                continue
            mutual = tuple(tie for tie in (*ties, *working) if tie.mutual and len(ask.together) != 1)
            apart = [(tie.bearer, tie) for tie in working if tie.bearer and not between]
            others = tuple(tie for tie in (*ties, *working) if tie not in mutual and not tie.bearer)
            if bearers:
                yield from _each(Task(ask.provision, paragraph, place, bearers, others, None), reports)
            if mutual and ask.together:
                yield Task(ask.provision, paragraph, place, ask.together[:1], mutual, None)
            yield from (Task(ask.provision, paragraph, place, (bearer,), (tie,), None) for bearer, tie in apart)


def _assisted(text: str, stretch: Span, asking: Asking, names: Sequence[Span]) -> Iterator[Tie]:
    """Those with whom a part begins that goes on from "to assist:"."""
    parties = asking.grammar.parties
    for party in parties.listed(text, *stretch, spans_in(names, *stretch), until=parties.ends):
        yield Tie("assistance", party, party.span, "assisted-in-a-part")


def _begin_with_those_assisted(structure: Structure) -> frozenset[str]:
    """The names of the parts that begin with those to be assisted: "to advise and assist: (a) the Government"."""
    text, parts = structure.document.text, tuple(structure.of(Kind.OPERATIVE))
    introducing = {p.name for p in parts if text.endswith(":", *p.span) and _ASSISTS.search(text, *p.span)}
    return frozenset(p.name for p in parts if p.parent in introducing)


_ASSISTS = re.compile(r"\b(?:advise|assist|help|support)\s*:\s*\Z")


def _told(report: Report, asked: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those to whom somebody else reports: a pronoun means those who are asked to have it done."""
    return tuple(q for p in report.recipients for q in (asked if _IS_PRONOUN.fullmatch(p.words) else (p,)))


def _each(task: Task, reports: Sequence[Report]) -> Iterator[Task]:
    """A task with the report that it asks for, and one task more for each report besides."""
    yield replace(task, report=reports[0]) if reports else task
    yield from (replace(task, ties=(), report=report) for report in reports[1:])


def _to_those_informed(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks of a provision; a report of which nobody is named goes to those who are to be told something else.

    "To report to the Council and to present it with updates" tells the Council both.
    """
    informed: tuple[Party, ...] = ()
    told: tuple[Party, ...] = ()
    for task in tasks:
        report = task.report
        if report and len(told) == 1 and [party.words for party in report.recipients] == ["it"]:
            report = replace(report, recipients=told)
        told = report.recipients if report else told
        if report and report.rule in ("brief", "keep-informed"):
            informed = report.recipients
        elif report and report.rule in ("report-to", "submit-a-report") and not report.recipients:
            report = replace(report, recipients=informed)
        yield task if report is task.report else replace(task, report=report)


def _told_once(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks of a provision, each tie and each report told once, and each report with those to whom it goes."""
    return _reported_once(_to_those_informed(_assisted_once(tasks)))


def _assisted_once(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks of a provision, without ties that assist once more whom one before assists: "to help such States"."""
    told: list[Tie] = []

    def is_told(tie: Tie) -> bool:
        again = _ONCE_MORE.fullmatch(tie.party.words)
        return again is not None and any(
            tie.kind == other.kind == "assistance" and again["noun"] in other.party.words.split() for other in told
        )

    for task in tasks:
        ties = []
        for tie in task.ties:
            if not is_told(tie):
                ties.append(tie)
                told.append(tie)
        yield replace(task, ties=tuple(ties)) if len(ties) < len(task.ties) else task


_ONCE_MORE = re.compile(r"(?:such|these|those)\s(?P<noun>[A-Za-z]+)")


def _without_drafts(tasks: Sequence[Task]) -> Iterator[Task]:
    """The tasks of a provision, without reports that another task is to submit, or that refer to none."""
    submitted = any(task.report and task.report.recipients for task in tasks)
    asked = any(task.report and not task.report.refers for task in tasks)
    for task in tasks:
        drafted = task.report and not task.report.recipients and task.report.deadlines[0].due is None
        prepared = drafted and task.report and _PREPARES.match(task.report.words)
        unfounded = task.report and task.report.refers and not asked
        yield replace(task, report=None) if (submitted and prepared) or unfounded else task


def _reported_once(tasks: Iterable[Task]) -> Iterator[Task]:
    """The tasks of a provision; one report has several subjects: "to report to the Council, and to report on ports"."""
    reporting: set[tuple[str, tuple[Party, ...]]] = set()
    for task in tasks:
        report, who = task.report, (task.paragraph.name, task.bearers)
        if report is None or report.rule != "report-to":
            yield task
            continue
        due = report.deadlines[0]
        apart = report.recipients or due.due or due.frequency
        yield task if apart or who not in reporting else replace(task, report=None)
        reporting.add(who)


def _without_contents(tasks: Iterable[Task]) -> Iterator[Task]:
    """All tasks; what is to stand "in his reports" is part of the report that the same paragraph asks of him."""
    reporting: set[tuple[str, tuple[str, ...]]] = set()
    for task in tasks:
        report, who = task.report, (task.paragraph.name, tuple(bearer.words for bearer in task.bearers))
        content = report and report.rule in _CONTENTS and not report.recipients and report.deadlines[0].due is None
        yield replace(task, report=None) if content and who in reporting else task
        if report and not content:
            reporting.add(who)


#: Rules by which something is to stand in a report.
_CONTENTS = frozenset({"in-a-report", "include-in-reports", "in-their-own-reports", "in-all-reports"})
_PREPARES = re.compile(r"(?:prepare|produce|draft|finalize|include)\b")
_TO_BE_UNDERSTOOD = "to "
_FIRST_WORD = re.compile(r"[A-Za-z]+(?=[a-z\s,])")


def _worded(structure: Structure) -> str:
    """The text with its parts worded as they read on from the words that introduce them; offsets stay.

    "(a) Assist refugees" reads "to assist refugees": the word stands where the number was.
    """
    text, at = structure.document.text, 0
    words: list[str] = []
    for part in structure.of(Kind.OPERATIVE):
        first = _FIRST_WORD.match(text, *part.span) if part.parent is not None else None
        before = part.span.start - len(_TO_BE_UNDERSTOOD)
        number = text[before : part.span.start]
        if first is None or "\n" in number:
            continue
        word = first[0][0].lower() + first[0][1:] if first[0][1:].islower() else first[0]
        words += text[at:before], number if word.lower() in _LEADS_ON else _TO_BE_UNDERSTOOD, word
        at = first.end()
    return "".join((*words, text[at:]))


#: Words with which a part goes on from what introduces it without "to".
_LEADS_ON = frozenset(
    {"to", "not", "by", "in", "on", "at", "through", "with", "within", "including", "for", "shall", "should"}
)


def _divided(text: str, region: Span, asking: Asking, names: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a region that begin with coordinated infinitives."""
    starts = [
        region.start,
        *(
            at
            for at in asking.grammar.infinitives.find(text, *region, names)
            if at > region.start
            and _is_another(text, region.start, at, asking, names)
            and not _HAS_NO_OBJECT.search(text, region.start, at)
        ),
    ]
    for start, stop in zip(starts, [*starts[1:], region.end], strict=True):
        end = start + len(trimmed(text[start:stop]))
        if not _ASKS_NOTHING.fullmatch(text, start, end):
            yield Span(start, end)


def _is_another(text: str, start: int, at: int, asking: Asking, names: Sequence[Span]) -> bool:
    """Whether an infinitive is coordinated with one before, and not what others are asked by it.

    Behind an aside it is theirs: "to urge States, including island States, to sign".
    """
    return _joins(text, start, at) and not _is_of_those_named(text, start, at, asking, names)


def _is_of_those_named(text: str, start: int, at: int, asking: Asking, names: Sequence[Span]) -> bool:
    if not text.endswith(", ", start, at):
        return False
    asking_others = [found.end() for found in _ASKING_OTHERS.finditer(text, start, at)]
    if not asking_others:
        return False
    parties = asking.grammar.parties.listed(text, asking_others[-1], at, spans_in(names, asking_others[-1], at))
    return bool(parties) and parties[-1].group is not None and text[parties[-1].span.end : at] == ", "


_ASKING_OTHERS = re.compile(r"\b(?:ask|encourag|invit|request|urg)(?:e|ing)?\s")


def _shared(text: str, region: Span, asking: Asking, names: Sequence[Span]) -> Iterator[tuple[Span, tuple[Party, ...]]]:
    """The tasks of a region, each with those to whom it is handed on: "to invite States to report" is theirs."""
    requested: tuple[Party, ...] = ()
    for span in _divided(text, region, asking, names):
        for task, others in _handed_on(text, span, asking, names):
            handed = task, others or requested
            if others and _REQUESTS.match(text, *region):
                requested = others
            yield from _done_by_others(text, handed, asking, names)


def _done_by_others(
    text: str, task: tuple[Span, tuple[Party, ...]], asking: Asking, names: Sequence[Span]
) -> Iterator[tuple[Span, tuple[Party, ...]]]:
    """A task, and what others do in it: "support to be provided by the Office, in cooperation with …"."""
    span, parties = task
    found = _BY_OTHERS.search(text, *span)
    if found:
        within = spans_in(names, *span)
        others = asking.grammar.parties.listed(text, found.end(), span.end, within, until=asking.grammar.parties.ends)
        if others and _WITH_WHOM.match(text, others[-1].span.end):
            yield Span(span.start, others[-1].span.end), parties
            yield Span(others[-1].span.end, span.end), others
            return
    yield task


def _handed_on(
    text: str, span: Span, asking: Asking, names: Sequence[Span]
) -> Iterator[tuple[Span, tuple[Party, ...]]]:
    """A task, and the one inside it that others are to be invited to, or are tasked with."""
    handed = _HANDING_ON.match(text, *span)
    within = spans_in(names, *span)
    inner = _handed(text, handed, span.end, asking, within) if handed else None
    if handed is None or inner is None:
        yield span, ()
        return
    parties = asking.grammar.parties.listed(text, handed.end(), inner, within, until=asking.grammar.parties.ends)
    if any(
        m.start() < inner < m.end()
        for rule in asking.relations.fitting(text, *span)
        for m in rule.pattern.finditer(text, *span)
    ):
        parties = ()
    yield Span(span.start, span.start + len(trimmed(text[span.start : inner])) if parties else span.end), ()
    if parties:
        yield Span(inner, span.end), parties


def _handed(text: str, handing: re.Match[str], end: int, asking: Asking, names: Sequence[Span]) -> int | None:
    """Where begins what somebody is handed: an infinitive, or "with" before a gerund."""
    if handing["with"]:
        found = _WITH_DOING.search(text, handing.end(), end)
        return found.start() if found else None
    starts = asking.grammar.infinitives.find(text, handing.end(), end, names)
    return next((at for at in starts if not _is_another(text, handing.start(), at, asking, names)), None)


#: "To", be it behind the end of the number of a part: "(a) To".
_TO = r"(?:\w?\W{1,3})?to "
_HANDING_ON = re.compile(
    rf"{_TO}(?:continue to )?(?:\w+ly |also |further )?"
    r"(?:(?:invite|request|ask)|(?P<with>task|entrust|charge))\s+"
)
#: "To request the Office to dig, to build and to report": all of it is requested.
_REQUESTS = re.compile(rf"{_TO}(?:also |further )?request\b")
_WITH_DOING = re.compile(r"\bwith\s(?=[a-z]+ing\b)")
_BY_OTHERS = re.compile(
    r"to(?<=\bto)\sbe\s(?:[a-z]+ly\s)?(?:[a-z]+ed|set|held|made|given|led)\sby\s(?=the\s|all\s|[A-Z])"
)
_WITH_WHOM = re.compile(
    r",?\s(?:in\s(?:[a-z]+\s){0,3}(?:co-?operation|co-?ordination|collaboration|consultation|partnership)|jointly|together)\b"
)

#: "To cooperate with, and to assist, the Panel": the object of the first is that of the second.
_HAS_NO_OBJECT = re.compile(
    r"\b(?:co-?operat|co-?ordinat|collaborat|work|consult)(?:e|ing)?(?:\s\w+ly)?\swith,?\sand\s\Z"
)
#: What is left of words that only introduce parts.
_ASKS_NOTHING = re.compile(r"(?:[\s,:]|\b(?:shall|should|will|must|may|to|continue|not)\b)*")


_JOINS = re.compile(r"(?:[,;]|\b(?:and|or|as well as)(?:,\s[^,;]{2,120},)?)\s*(?:(?:\w+ly,?|also|further)\s+)?\Z")
_JOINS_BEHIND_AN_ASIDE = re.compile(r"\b(?:and|or|as well as),\s[^,;]{2,120},\s*\Z")
_END_A_JOINT = (",", ";", "and", "or", "as", "ly", "also", "further")
#: No joint is longer, with an aside and an adverb.
_LONGEST_JOINT = 200
_CLOSES_AN_ASIDE = re.compile(
    r",\s(?:within|in|as|upon|on|at|where|when|whenever|if|with|for|by|under|inter alia)\b[^,]*,\s*\Z"
)


def _joins(text: str, start: int, at: int) -> bool:
    """Whether an infinitive is coordinated with one before; a passive, or one behind an aside, is not."""
    near = max(start, at - _LONGEST_JOINT)
    before = text[near:at].rstrip()
    behind_a_comma = before.endswith(",")
    if behind_a_comma and _JOINS_BEHIND_AN_ASIDE.search(text, near, at):
        return True
    if text.startswith("to be ", at) or (behind_a_comma and _CLOSES_AN_ASIDE.search(text, start, at)):
        return False
    return before.endswith(_END_A_JOINT) and bool(_JOINS.search(text, near, at))


def _between(provision: Provision) -> tuple[tuple[Party, ...], tuple[Tie, ...]]:
    """Those who are to work with each other: the first and his members bear the task, the others are counterparts."""
    first, *others = provision.addressees
    inside = tuple(other for other in others if other.group == first.span)
    members = inside if len(inside) == 1 < len(others) else ()
    peers = [other for other in others if other not in members]
    if _are_several([first]) and (not others or (len(inside) == len(others) and first.words.islower())):
        peers = [first, *peers]  # "among States", "among existing bodies, including the Fund": among all of them
    kinds = provision.rule.removesuffix("-between").split("-and-")
    return (first, *members), tuple(Tie(kind, peer, provision.span, provision.rule) for kind in kinds for peer in peers)


def _are_apart(bearers: Sequence[Party]) -> bool:
    """Whether those who are asked are named one by one, or are both of two."""
    return len(bearers) > 1 or bearers[0].words.startswith(("both ", "two "))


def _are_several(bearers: Sequence[Party]) -> bool:
    """Whether those who are asked can work with one another: a single body can not, a system can."""
    head = re.split(r"\s(?:(?:of|in|to|for)\s|concerned\Z|involved\Z)", bearers[0].words)[0]
    return len(bearers) > 1 or head.endswith(("s", " system", " community"))


_MUTUAL = re.compile(r"(?:each other|one another|themselves)\b(?:,? (?:and|or)(?: with)?(?= ))?")
#: "To cooperate with the Fund and with one another".
_AND_MUTUAL = re.compile(r"\s[^;,]{3,80}?,? and with (?:each other|one another)\b")


def _ties(
    text: str, span: Span, start: int, asking: Asking, names: Sequence[Span], bearers: Sequence[Party]
) -> Iterator[Tie]:
    """Those with or for whom the act in this stretch is done; pronouns refer to words from ``start`` on."""
    within = spans_in(names, *span)
    if _REFRAINS.match(text, *span):
        return
    fitting = [rule for rule in asking.relations.fitting(text, *span) if bearers or rule.tells_who]
    told = [(relation, list(relation.pattern.finditer(text, *span))) for relation in fitting]
    theirs = _theirs(text, span, asking) if any(found for _, found in told) else span.end
    in_gerunds = _GERUND.match(text, *span) is not None
    seen: set[tuple[str, int]] = set()
    for relation, each_found in told:
        for found in each_found:
            if _is_of_another(text, span.start, relation, found, theirs, in_gerunds=in_gerunds):
                continue
            kinds = asking.relations.kinds(relation, found)
            yield from _with_each_other(text, relation, found, kinds, bearers)
            first, parties = _with_whom(text, span, relation, found, asking, within, bearers)
            for party in _meant(
                _others_staff(found, parties, bearers, asking), text, Span(start, found.start()), asking, names, bearers
            ):
                place = Span(found.start(), max(found.end(), party.span.end))
                fresh = [kind for kind in kinds if (kind, party.span.start) not in seen]
                seen.update((kind, party.span.start) for kind in fresh)
                yield from (Tie(kind, party, place, relation.id, bearer=first) for kind in fresh)


def _is_of_another(
    text: str, start: int, relation: Relation, found: re.Match[str], theirs: int, *, in_gerunds: bool
) -> bool:
    """Whether these words tell of what somebody else does, from ``theirs`` on, or of what nobody is to do."""
    at = found.start()
    behind = at >= theirs and at > start and not relation.tells_who
    closes = behind and _closes(text, start, relation, found, in_gerunds=in_gerunds)
    return (behind and not closes) or text.endswith("not to ", start, at)


def _with_each_other(
    text: str, relation: Relation, found: re.Match[str], kinds: Sequence[str], bearers: Sequence[Party]
) -> Iterator[Tie]:
    """That those who are asked work with one another."""
    peers = [bearer for bearer in bearers if bearer.group is None] or bearers
    mutual = peers and (relation.mutual or _MUTUAL.match(text, found.end() + 1) or _AND_MUTUAL.match(text, found.end()))
    if mutual and _are_several(peers) and (not relation.several or _are_apart(peers)):
        for kind in kinds:
            yield from (Tie(kind, p, Span(*found.span()), relation.id, mutual=True) for p in peers[1:] or peers)


def _with_whom(
    text: str,
    span: Span,
    relation: Relation,
    found: re.Match[str],
    asking: Asking,
    names: Sequence[Span],
    bearers: Sequence[Party],
) -> tuple[Party | None, Sequence[Party]]:
    """Those whom the words of a relation name, and who works with them if not those who are asked."""
    parties = _tied(text, span, relation, found, asking, names)
    if relation.between:
        return _others(parties, bearers)
    if relation.tells_who:
        who = asking.grammar.parties.listed(text, *found.span("by"), names)
        return (who[0], parties) if who else (None, ())
    return None, parties


def _closes(text: str, start: int, relation: Relation, found: re.Match[str], *, in_gerunds: bool) -> bool:
    """Whether these words, though they stand behind somebody else's act, belong to what is asked from ``start`` on."""
    at = found.start()
    if relation.closing and _APART.search(text, max(0, at - 20), at):
        return True
    one_more = text.endswith(_ONE_MORE_ACT, 0, at) or is_one_more_act(text, found)
    if one_more and not in_gerunds and _GERUND.match(found[0]) is None:
        return True
    if _GERUND.match(found[0]) is None and not found[0].startswith("by "):
        return False
    if in_gerunds and text.startswith(", and ", at - 6):
        return True
    return any(_BY_DOING.search(text, *place) for place in ((max(0, at - 30), at + 3), (start, at)))


_APART = re.compile(r",\s(?:(?:including|also|and|inter\salia,?)\s)?\Z")
#: ", and provide support to", ", in order to assist": what is asked goes on, or what for.
_ONE_MORE_ACT = (", and ", ", and otherwise ", ", in order ")
#: By what means all of it is to be done: ", in particular by supporting …".
_BY_DOING = re.compile(
    r",\s(?:in\sparticular|including|inter\salia,?|notably|especially|mainly)\sby\s|(?:,|\sand)\sby\s\Z"
)
#: What is asked in gerunds, whose next one is asked too: "Encouraging reports by, and providing support to, …".
_GERUND = re.compile(r"(?:to\s|and\s)?[a-z]+ing\b")
#: Who is asked not to do something works with nobody.
_REFRAINS = re.compile(
    r"\s?(?:(?:not|neither)\sto\b|to\s(?:\w+ly\s)?(?:refrain\sfrom|desist\sfrom|abstain\sfrom|cease|stop|avoid)\b)"
)


def _tied(
    text: str,
    span: Span,
    relation: Relation,
    found: re.Match[str],
    asking: Asking,
    names: Sequence[Span],
) -> Sequence[Party]:
    """Those whom the words of a relation name."""
    if relation.mutual:
        return ()
    each_other = _MUTUAL.match(text, found.end() + 1)
    start, end = (each_other or found).end() + 1, span.end
    if "party" in relation.pattern.groupindex:
        start, end = found.span("party")
        if found["party"] in _STANDS_FOR:
            return (Party(Span(start, end), _STANDS_FOR[found["party"]]),)
    elif (
        found[0].endswith("to")
        and next(asking.grammar.infinitives.find(text, found.end() - 2, end), -1) == found.end() - 2
    ):
        return ()  # "to provide support to enable …"
    elif another := _ANOTHER_VERB.match(text, start, end):
        start = another.end()
    parties = asking.grammar.parties.listed(text, start, end, names, until=asking.grammar.parties.ends)
    if _OBJECT_TO_COME.fullmatch(text, span.start, found.start()):
        parties = tuple(p for p in parties if p is parties[0] or _ENDS_A_MEMBER.match(text, p.span.end))
    can_work, for_them = asking.grammar.parties.can_work, relation.kind == "assistance"
    return [_whose(party) for party in parties if can_work(party.words, for_them=for_them)]


#: "To support and protect defenders", "collaborating with and involving villages": both verbs have one object.
_ANOTHER_VERB = re.compile(
    r"and\s(?:[a-z]+ly\s)?(?:advis|assist|consult|empower|engag|help|includ|involv|promot|protect|strengthen)(?:e|ing)?\s"
)


def _others_staff(
    found: re.Match[str], parties: Sequence[Party], bearers: Sequence[Party], asking: Asking
) -> Sequence[Party]:
    """Those who are assisted: not the own staff that a State trains."""
    own = _TRAINS.match(found[0]) and bearers and _IS_A_STATE.search(bearers[0].words)
    return [party for party in parties if not asking.grammar.parties.is_staff(party.words)] if own else parties


_TRAINS = re.compile(r"(?!.*\b(?:assistance|advice|resources|support and|and support)\b).*\btraining\b", re.DOTALL)
_IS_A_STATE = re.compile(r"\b(?:States?|Governments?|countr(?:y|ies))\b(?!\sof\b)")


def _whose(party: Party) -> Party:
    """Those with whose activities others are to be coordinated: "with those of the Commission"."""
    of = _THOSE_OF.match(party.words)
    if of is None:
        return party
    return Party(Span(party.span.start + of.end(), party.span.end), party.words[of.end() :], party.group)


_THOSE_OF = re.compile(r"those of (?:the )?")
#: Words that stand for those who were named last, and the pronoun that means the same.
_STANDS_FOR = {"its": "it", "their": "them", "such": "such"}
#: Pronouns that mean somebody named before.
_MEANS_ONE_BEFORE = frozenset({*_STANDS_FOR.values(), "her", "him"})
#: A verb whose object is told behind an aside: "to advise, in consultation with the Government, stakeholders on …".
_OBJECT_TO_COME = re.compile(r"\s?to\s(?:\w+ly\s)?[a-z-]+(?:,?\sand\s[a-z-]+)?,\s")
_ENDS_A_MEMBER = re.compile(r"\s*(?:\([^)]*\))?\s*(?:[,;.]|and\b|or\b|as\swell\b)")


def _others(parties: Sequence[Party], bearers: Sequence[Party]) -> tuple[Party | None, Sequence[Party]]:
    """Of those between whom there is to be cooperation, all but the one who is asked.

    If he is not one of them, the first works with the others; he must have a name, for of the authorities of a country
    nobody is asked.
    """
    own = [
        p
        for p in parties
        if len(bearers) == 1 and (bearers[0].words.startswith(p.words) or _IS_PRONOUN.fullmatch(p.words))
    ]
    first = None if own or len(parties) < _PAIR or parties[0].words.islower() else parties[0]
    return first, [party for party in parties if party not in own and party is not first] if own or first else ()


_PAIR = 2


def _theirs(text: str, span: Span, asking: Asking) -> int:
    """Where in a stretch the act of somebody else begins."""
    rules = asking.elsewhere.fitting(text, *span)
    found = [match for rule in rules if (match := rule.pattern.search(text, *span))]
    return min((m.start("theirs" if "theirs" in m.re.groupindex else 0) for m in found), default=span.end)


def _reported(text: str, span: Span, asking: Asking, names: Sequence[Span]) -> tuple[Report, ...]:
    """The reports that this stretch asks for. Behind the name of another body, "it" tells nobody for certain."""
    within = spans_in(names, *span)
    reports = asking.reports.find(text, span, lambda: _theirs(text, span, asking), within)
    return tuple(
        replace(
            report,
            recipients=tuple(p for p in report.recipients if not (is_the_organ(p) and _follows(text, p, within))),
        )
        for report in reports
    )


def is_the_organ(recipient: Party) -> bool:
    """Whether the one to whom somebody reports is the organ that asks: "to report to it", "at its next session"."""
    return recipient.words in ("it", "its")


def _follows(text: str, party: Party, names: Sequence[Span]) -> bool:
    """Whether a pronoun stands behind the name of somebody else: of a body that meets, where it says whose session."""
    before = [name for name in names if name.start < party.span.start]
    return any(party.words == "it" or _MEETS.search(text, *name) for name in before)


_MEETS = re.compile(r"\b(?:Assembly|Board|Commission|Committee|Conference|Congress|Council|Forum|Group|Panel)\b")


def _meant(
    parties: Sequence[Party], text: str, before: Span, asking: Asking, names: Sequence[Span], bearers: Sequence[Party]
) -> Iterator[Party]:
    """These parties, a pronoun among them replaced by those named last before it who are not asked themselves."""
    for party in parties:
        if not _IS_PRONOUN.fullmatch(party.words) or (not party.group and _THOSE_WHO.match(text, party.span.start)):
            yield party
        elif party.words.lower() in _MEANS_ONE_BEFORE:
            yield from _named_last(party, text, before, asking, names, bearers)


def _named_last(
    pronoun: Party, text: str, before: Span, asking: Asking, names: Sequence[Span], bearers: Sequence[Party]
) -> tuple[Party, ...]:
    asked = {bearer.words for bearer in bearers}
    within = spans_in(names, *before)
    listed, ends = asking.grammar.parties.listed, asking.grammar.parties.ends
    for preposition in reversed(list(_PREPOSITION.finditer(text, *before))):
        if next(asking.grammar.infinitives.find(text, preposition.start(), before.end), -1) == preposition.start():
            continue
        parties = listed(text, preposition.end(), before.end, within, until=ends)
        if (
            parties
            and not asked & {party.words for party in parties}
            and all(asking.grammar.parties.can_work(party.words, for_them=True) for party in parties)
            and (agree(pronoun, parties) or _are_many(pronoun, parties))
        ):
            return tuple(party for party in parties if not _IS_PRONOUN.match(party.words))
    return _to_whom_it_was_given(text, before, asking, names) if pronoun.words == "such" else ()


def _to_whom_it_was_given(text: str, before: Span, asking: Asking, names: Sequence[Span]) -> tuple[Party, ...]:
    """Whom "such cooperation" means: those who, by the same paragraph, were given it, or are owed it, last."""
    start = text.rfind("\n", 0, before.start) + 1
    given = list(_GIVEN.finditer(text, start, before.end))
    within = spans_in(names, start, before.end)
    parties, ends = asking.grammar.parties, asking.grammar.parties.ends
    return parties.listed(text, given[-1].end(), before.end, within, until=ends) if given else ()


_GIVEN = re.compile(
    r"\b(?:assistance|cooperat(?:e|ion)|support)(?:\s(?:extended|given|provided|rendered)(?:\s[a-z]+){0,3}?)?\s(?:to|with)\s"
    r"(?=the\s|[A-Z])"
)


def _are_many(pronoun: Party, parties: Sequence[Party]) -> bool:
    """Whether a pronoun may mean a group whose name is in the singular."""
    return pronoun.words.lower() == "such" or (
        pronoun.words.lower() == "them" and _MANY.search(parties[0].words) is not None
    )


_MANY = re.compile(
    r"\b(?:community|family|group|people|personnel|police|population|public|sector|staff|system|team|youth|Panel)\b"
)


#: "To support those who were displaced": nobody else is named.
_THOSE_WHO = re.compile(r"those\s(?:who|affected|displaced|most|in\sneed|living|at\srisk)\b")
#: Words behind which somebody is named: a preposition, or a verb of whom something is told.
_PREPOSITION = re.compile(r"\b(?:to|of|with|for|by|from|among|between|inform|in(?=\s(?:[a-z]+\s){1,2}countries\b))\s+")
_IS_PRONOUN = re.compile(
    r"(?:them|it|him|her|him or her|others|such|those|each other|one another|themselves)\b", re.IGNORECASE
)

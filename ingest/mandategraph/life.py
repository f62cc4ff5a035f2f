"""Life: how long a mandate lives: that it is set up, renewed, changed, ended, or taken up again, and when.

A clause about life is one of the wordings of ``clauses.toml``; here it is told whose life it is, for which period, at
which sessions, and under which item of the agenda.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .citation import Citation
from .clause import Clause, Topic
from .deadline import Period, deadlines, period, sessions
from .document import Span, lies_inside, spans_in
from .listing import Parties
from .party import Party
from .structure import Structure


@dataclass(frozen=True, slots=True)
class Life:
    """What a clause says of the life of a mandate.

    ``parties`` are those whose mandate it is; ``citations`` name the documents that the mandate or the measures rest
    on. ``sessions`` are sessions of the organ that speaks, by number or year; ``due`` is a time that is no session. An
    ``item`` of the agenda stands under another one, if the words say so.
    """

    clause: Clause
    parties: tuple[Party, ...]
    citations: tuple[Citation, ...]
    period: Period | None
    sessions: tuple[str, ...]
    due: str | None
    item: str | None
    under: str | None

    @property
    def span(self) -> Span:
        """The words that say so: all that the provision says, but only the verb where something is to be continued."""
        bare = self.clause.about is None and self.clause.kind == "continuation"
        return self.clause.span if bare else Span(self.clause.span.start, self.clause.end)


def lives_of(
    structure: Structure,
    clauses: Sequence[Clause],
    citations: Sequence[Citation],
    parties: Parties,
    names: Sequence[Span],
    adopted: str | None,
    organ: str | None,
) -> tuple[Life, ...]:
    """The clauses about life, in order.

    ``adopted`` is the day of adoption (ISO 8601), ``organ`` the id of the organ that speaks.
    """
    text = structure.document.text
    return tuple(
        _life(text, clause, citations, parties, names, adopted, organ)
        for clause in clauses
        if clause.topic is Topic.LIFE
    )


#: What is for a period, what comes up at a session, and what rests on earlier documents.
_LASTS = frozenset({"establishment", "appointment", "renewal", "expiry", "termination"})
_COMES_UP = frozenset({"agenda-inclusion", "consideration", "review", "convening", "remaining-seized"})
_OF_SOMEBODY = _LASTS | {"modification", "supersession", "review"}
_RESTS = frozenset({"renewal", "termination", "modification", "supersession", "expiry", "reiteration"})


def _life(
    text: str,
    clause: Clause,
    citations: Sequence[Citation],
    parties: Parties,
    names: Sequence[Span],
    adopted: str | None,
    organ: str | None,
) -> Life:
    whole = text[clause.span.start : clause.end]
    comes_up = clause.kind in _COMES_UP
    at = sessions(whole, _CALLED.get(organ or "", "Council")) if comes_up else ()
    if organ == _CALLED_BY_YEAR:
        at = tuple(number for number in at if len(number) == len("2026"))
    item, under = _items(whole) if comes_up else (None, None)
    return Life(
        clause,
        tuple(_whose(text, clause, parties, names)),
        tuple(_resting(clause, citations)) if clause.kind in _RESTS else (),
        period(whole, adopted) if clause.kind in _LASTS else None,
        at,
        _day(whole) if comes_up and not at else None,
        item,
        under,
    )


#: The word by which an organ is called where its sessions are spoken of.
_CALLED = {"general-assembly": "Assembly"}
#: The organ whose sessions are called by their year.
_CALLED_BY_YEAR = "economic-and-social-council"


def _day(words: str) -> str | None:
    due = deadlines(_OTHER_TIMES.split(words, maxsplit=1)[0])[0].due
    return None if due is None or due.startswith(("session", "every")) else due


_OTHER_TIMES = re.compile(r"“|\b(?:in\s(?:the\s)?light|taking|due\sby|based\son)\b")
_ITEM = re.compile(
    r"(?P<under>\bunder\sthe\s(?:\w+\s)?)?\b(?:agenda\s)?(?:sub-?)?items?\s(?:entitled\s|on\s)?“(?P<title>[^”]{2,400}+)”"
)


def _items(words: str) -> tuple[str | None, str | None]:
    """The title of the item that is to come up, and of the one under which it does."""
    item = under = None
    for found in _ITEM.finditer(words):
        if under and not item and words.endswith("” of the ", 0, found.start()):
            item, under = under, found["title"]
        elif found["under"]:
            under = under or found["title"]
        else:
            item = item or found["title"]
    return item, under


def _whose(text: str, clause: Clause, parties: Parties, names: Sequence[Span]) -> Iterator[Party]:
    """Those whose mandate is set up, renewed, changed or ended."""
    if clause.about is None or clause.kind not in _OF_SOMEBODY:
        return
    names = spans_in(names, clause.span.start, clause.end)
    end = _before_the_period(text, clause.about, names)
    start = end - len(text[clause.about.start : end].lstrip())
    if clause.kind in {"establishment", "appointment"}:
        yield from parties.listed(text, start, end, names, until=parties.ends)[:1]
        return
    of = _MANDATE_OF.search(text, start, end)
    if of and of["owner"]:
        yield Party(Span(*of.span("owner")), of["owner"])
    elif of:
        yield from parties.listed(text, of.end(), end, names, until=parties.ends)[: 1 if text[end] == "," else None]
    elif text.startswith("shall", end) or text.startswith("will", end):
        yield from parties.listed(text, start, end, names)
    elif clause.kind in {"termination", "supersession"}:
        found = parties.listed(text, start, end, names, until=parties.ends)[:1]
        yield from (p for p in found if not text[start : p.span.start].replace("the", "").strip())


def _before_the_period(text: str, about: Span, names: Sequence[Span]) -> int:
    """Where words that name a body end, before it is said for how long or how it was set up."""
    for found in _ENDS_A_BODY.finditer(text, *about):
        if not lies_inside(found.start(), names):
            return found.start() if text[about.start : found.start()].strip() else about.end
    return about.end


_ENDS_A_BODY = re.compile(
    r",\s(?:as|enlarged|extended|headed|in)\b|\s(?:(?<=\w\s)until|through|to\s\d|for\s(?:an?\s(?:\w+\s)*?(?:period|term)|one|two|three|another\s)|established|originally"
    r"|previously|initially|appointed|created|constituted|authorized|composed|consisting|open|as\s(?:of|set|defined|contained))\b"
)
_MANDATE_OF = re.compile(
    r"\b(?P<owner>[A-Z][\w-]+)’s?\s(?:\w+\s){0,2}mandate\b"
    r"|\b(?:mandates?|terms\sof\sreference|stationing(?:\sin\s[A-Z]\w+)?|deployment|functions|membership)\s(?:of|for)\s"
)


def _resting(clause: Clause, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The resolutions and decisions cited in a clause, each once."""
    seen = set()
    start = clause.span.start
    for citation in citations:
        inside = citation.paragraph == clause.paragraph.name and start <= citation.span.start < clause.end
        if inside and _IS_AN_ACT.search(citation.symbol) and citation.symbol not in seen:
            seen.add(citation.symbol)
            yield citation


_IS_AN_ACT = re.compile(r"/(?:RES|DEC)/")

"""Note: what was understood of a paragraph, as it stands beside the words.

A note is made for each provision, with the tasks that are stated in the same paragraph; tasks of a chapeau that are
stated in its points stand beside these. Everything is told in rows: what, and the things or words that answer.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from mandategraph.review import Review, Status, read

from .catalogue import cased
from .sheet import day
from .statement import PREFERRED, Facts, end_of


@dataclass(frozen=True, slots=True)
class Value:
    """A thing by its name, or words. ``aside`` is what is added to it in brackets."""

    words: str
    iri: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of a provision or a task; ``derived`` if it is not printed but concluded."""

    name: str
    values: tuple[Value, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement, the words on which it rests, and the rule by which it was read."""

    fragment: str
    what: str
    words: str
    rule: str
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What was understood of one provision or task.

    ``fragment`` is that of its IRI, ``judged`` what people have said of it; ``struck`` if they rejected it.
    """

    fragment: str
    verb: Value | None
    rows: tuple[Row, ...]
    grounds: tuple[Ground, ...] = ()
    kinds: tuple[str, ...] = ()
    tasks: tuple["Note", ...] = ()
    continued: bool = False
    judged: str = ""
    struck: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to tell of a task, besides its words."""
        return bool(self.rows or self.verb or self.judged)

    @property
    def shown(self) -> frozenset[str]:
        """The fragments under which this and its tasks stand."""
        return frozenset((self.fragment, *(task.fragment for task in self.tasks if task.is_shown)))

    @property
    def all_grounds(self) -> tuple[Ground, ...]:
        """Its own statements, and those of its tasks."""
        return (*self.grounds, *(ground for task in self.tasks for ground in task.grounds))


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could not be decided: its kind, the words, and what would put it right."""

    fragment: str
    kind: str
    words: str
    remedy: str


def notes_by_paragraph(
    said: Facts, concluded: Facts, judged: Mapping[str, Review], words: "Words"
) -> Mapping[str, Sequence[Note]]:
    """The notes of a document by the IRI of the paragraph beside which they stand."""
    return _Notes(said, concluded, judged, words).by_paragraph()


def doubts_by_paragraph(said: Facts, words: "Words") -> Mapping[str, Sequence[Doubt]]:
    """What could not be decided, by the IRI of the paragraph."""
    found: dict[str, list[Doubt]] = defaultdict(list)
    for node in said.of_type("Doubt"):
        kind = said.name(said.one(node, "doubtKind"))
        remedy = said.one(node, "http://www.w3.org/2000/01/rdf-schema#comment")
        found[said.one(node, "statedIn")].append(Doubt(fragment(node), kind, words.of(node), remedy))
    return found


def ties_by_paragraph(said: Facts) -> Mapping[str, Sequence[Row]]:
    """Who is said to work together, without being told to, by the IRI of the paragraph."""
    found: dict[str, list[Row]] = defaultdict(list)
    for node in said.of_type("ReportedTie"):
        parties = tuple(Value(said.name(one), one) for one in said.all(node, "tieParty"))
        found[said.one(node, "statedIn")].append(Row(said.name(said.one(node, "tieKind")), parties))
    return found


def fragment(node: str) -> str:
    """The end of the IRI of a part of a document."""
    return node.partition("#")[2]


class Words:
    """The words on which statements rest, out of the paragraphs in which they stand."""

    def __init__(self, said: Facts) -> None:
        self._said = said
        places = said.places
        self._units = sorted(
            (*places[unit], unit) for unit, told in said.said.items() if "text" in told and unit in places
        )
        self._starts = [start for start, _, _ in self._units]

    def of(self, node: str) -> str:
        """The words of a statement; empty if it stands on none, or outside the paragraphs."""
        place = self._said.places.get(node)
        unit = self.unit(place[0]) if place else None
        if place is None or unit is None:
            return ""
        return self._said.one(unit[2], "text")[place[0] - unit[0] : place[1] - unit[0]]

    def unit(self, at: int) -> tuple[int, int, str] | None:
        """Where the paragraph stands that has this character, and its IRI."""
        number = bisect_right(self._starts, at)
        unit = self._units[number - 1] if number else None
        return unit if unit and at < unit[1] else None


#: How a provision binds somebody, as people read it.
FORCES = {
    "binding": ("obliges", "binding"),
    "internal-mandate": ("obliges", "internal mandate"),
    "strong-exhortation": ("exhorts", "strongly"),
    "exhortation": ("exhorts", ""),
    "authorization": ("authorizes", ""),
    "prohibition": ("forbids", ""),
}
_ROLES = {
    "coordination": "in coordination with",
    "cooperation": "in cooperation with",
    "collaboration": "in collaboration with",
    "consultation": "in consultation with",
    "assistance": "for",
    "recipient": "reports to",
    "mandate-holder": "mandate of",
}
#: What clauses of each kind say, property by property.
_CLAUSES = {
    "LifeClause": (
        *(("lifeAct", "the mandate"), ("mandateOf", "mandate of"), ("restsOn", "rests on")),
        *(("begins", "from"), ("ends", "until"), ("duration", "for the time of"), ("due", "comes up")),
        ("foreseesItem", "under the item"),
    ),
    "FundingClause": (("fundingSource", "paid from"), ("amount", "amount")),
    "ScopeClause": (
        *(("inRegion", "where"), ("inState", "where"), ("atLevel", "at the level")),
        *(("begins", "from"), ("ends", "until"), ("duration", "for the time of")),
    ),
    "PurposeClause": (("purposeText", "in order to"),),
    "ProclamationClause": (("proclaims", "proclaims"),),
}


class _Notes:
    def __init__(self, said: Facts, concluded: Facts, judged: Mapping[str, Review], words: Words) -> None:
        self._said = said
        self._concluded = concluded
        self._judged = judged
        self._words = words

    def by_paragraph(self) -> Mapping[str, Sequence[Note]]:
        said = self._said
        found: dict[str, list[tuple[int, Note]]] = defaultdict(list)
        for provision in said.of_type("Provision"):
            unit = said.one(provision, "statedIn")
            bearers = {who.iri for role, _, who in self._parts(provision) if role == "bearer"}
            own: list[Note] = []
            others: dict[str, list[Note]] = defaultdict(list)
            for task in sorted(said.all(provision, "hasTask"), key=lambda one: said.number(one, "position")):
                place = said.one(task, "statedIn")
                (own if place == unit else others[place]).append(self._task(task, bearers))
            found[unit].append((said.number(provision, "position"), self._provision(provision, own)))
            for place, tasks in others.items():
                verb = self._verb(provision)
                found[place].append(
                    (0, Note("", verb, tuple(self._bound(provision)), tasks=tuple(tasks), continued=True))
                )
        return {unit: [note for _, note in sorted(several, key=_order)] for unit, several in found.items()}

    def _provision(self, node: str, tasks: Sequence[Note]) -> Note:
        kinds = [kind for kind in self._concluded.types(node) if kind in _KINDS]
        return Note(
            fragment(node),
            self._verb(node),
            (*self._bound(node), *self._common(node)),
            tuple(self._grounds(node)),
            tuple(_KINDS[kind] for kind in sorted(kinds)),
            tuple(tasks),
            judged=self._review(node),
            struck=self._is_struck(node),
        )

    def _task(self, node: str, told: AbstractSet[str]) -> Note:
        """A task; who is to do it is left out where its provision has told it."""
        report = "ReportingTask" in self._said.types(node)
        bound = () if {who.iri for role, _, who in self._parts(node) if role == "bearer"} == told else self._bound(node)
        return Note(
            fragment(node),
            Value("report") if report else None,
            (*bound, *self._ties(node), *self._time(node), *self._common(node)),
            tuple(self._grounds(node)),
            judged=self._review(node),
            struck=self._is_struck(node),
        )

    def _verb(self, provision: str) -> Value:
        verb = self._said.one(provision, "operativeVerb")
        return Value(self._said.one(provision, "verbPhrase") or self._said.name(verb), verb)

    def _parts(self, node: str) -> Iterator[tuple[str, str, Value]]:
        """Those who take part in a provision or task: role, force, who."""
        said = self._said
        for part in sorted(said.all(node, "hasParticipation"), key=self._where):
            who = said.one(part, "participant")
            aside = "rejected" if self._is_struck(part) else ""
            yield (
                said.one(part, "role").rpartition("/")[2],
                said.one(part, "force").rpartition("/")[2],
                Value(said.name(who), who, aside),
            )

    def _bound(self, node: str) -> Iterator[Row]:
        """Whom a provision binds, or who is to do a task, by force."""
        by_force: dict[str, dict[Value, None]] = defaultdict(dict)
        for role, force, who in self._parts(node):
            if role == "bearer":
                by_force[force].setdefault(who)
        for force in (*FORCES, ""):
            if force in by_force:
                relation, degree = FORCES.get(force, ("who", ""))
                yield Row(f"{relation} ({degree})" if degree else relation, tuple(by_force[force]))

    def _ties(self, node: str) -> Iterator[Row]:
        by_role: dict[str, dict[Value, None]] = defaultdict(dict)
        for role, _, who in self._parts(node):
            if role in _ROLES:
                by_role[role].setdefault(who)
        yield from (Row(_ROLES[role], tuple(by_role[role])) for role in _ROLES if role in by_role)

    def _time(self, node: str) -> Iterator[Row]:
        said = self._said
        due = [Value(day(one), self._session(node, one)) for one in said.all(node, "due")]
        if due:
            yield Row("due", tuple(due))
        if often := said.all(node, "frequency"):
            yield Row("how often", tuple(map(Value, often)))
        for conclusion in said.all(node, "hasImpliedRecurrence"):
            sure = float(said.one(conclusion, "confidence") or 0)
            aside = f"{said.one(conclusion, 'reason')}; confidence {sure:.0%}"
            yield Row("comes back", (Value(said.one(conclusion, "interval"), "", aside),), derived=True)

    def _session(self, node: str, due: str) -> str:
        """The session at which something is due, if it is one."""
        number = due.removeprefix("session ")
        sessions = self._said.all(node, "dueAt")
        return next((one for one in sessions if self._said.one(one, "sessionNumber") == number), "")

    def _common(self, node: str) -> Iterator[Row]:
        """What provisions and tasks have alike: conditions, clauses, themes."""
        said = self._said
        conditions = sorted(said.all(node, "hasCondition"), key=self._where)
        if conditions:
            yield Row("condition", tuple(self._condition(one) for one in conditions))
        for clause in sorted(said.all(node, "hasClause"), key=self._where):
            yield from self._clause(clause)
        themes = sorted(said.all(node, "hasThemeAssignment"), key=lambda one: said.number(one, "rank"))
        if themes:
            yield Row("about", tuple(self._theme(one) for one in themes))

    def _condition(self, node: str) -> Value:
        kind = self._said.one(node, "conditionType")
        return Value(self._words.of(node) or self._said.name(kind), kind)

    def _theme(self, node: str) -> Value:
        theme = self._said.one(node, "theme")
        return Value(cased(self._said.one(theme, PREFERRED) or end_of(theme)), theme)

    def _clause(self, node: str) -> Iterator[Row]:
        kind = next((one for one in self._said.types(node) if one in _CLAUSES), "")
        told: dict[str, list[Value]] = defaultdict(list)
        for name, words in _CLAUSES.get(kind, ()):
            told[words] += [self._value(node, name, one) for one in self._said.all(node, name)]
        yield from (Row(words, tuple(values)) for words, values in told.items() if values)

    def _value(self, node: str, name: str, value: str) -> Value:
        if name == "amount":
            return Value(f"{self._said.one(node, 'currency')} {float(value):,.0f}".strip())
        if name == "due":
            return Value(day(value), self._session(node, value))
        if name == "foreseesItem":
            above = self._said.one(value, "subItemOf")
            return Value(self._said.name(value), "", self._said.name(above) if above else "")
        if "://" in value:
            return Value(self._said.name(value), value)
        return Value(_period(value) if name == "duration" else day(value))

    def _grounds(self, node: str) -> Iterator[Ground]:
        """The statements of a provision or task, each with its words and its rule, in the order of the words."""
        said = self._said
        yield self._ground(node, "the whole" if "Provision" in said.types(node) else "the task")
        for name, what in _PARTS:
            for part in sorted(said.all(node, name), key=self._where):
                yield self._ground(part, self._told(part, what))

    def _told(self, part: str, what: str) -> str:
        said = self._said
        if what:
            kind = said.one(part, "conditionType") or said.one(part, "theme") or said.one(part, "lifeAct")
            named = cased(said.name(kind)) if kind else ""
            return f"{what}: {named}" if named else what
        role = said.one(part, "role").rpartition("/")[2]
        return f"{_ROLES.get(role, 'who')} {said.name(said.one(part, 'participant'))}"

    def _ground(self, node: str, what: str) -> Ground:
        rules = [self._said.one(node, name) for name in ("rule", "forceRule")]
        rule = "; ".join(filter(None, rules))
        return Ground(fragment(node), what, self._words.of(node), rule, self._review(node))

    def _where(self, node: str) -> tuple[int, int, str]:
        return *self._said.places.get(node, (0, 0)), node

    def _is_struck(self, node: str) -> bool:
        review = self._judged.get(node)
        return review is not None and review.status is Status.REJECTED and bool(review.withdrawn)

    def _review(self, node: str) -> str:
        return judgement(self._judged[node], self._said) if node in self._judged else ""


def judgement(review: Review, said: Facts) -> str:
    """What a person has said of something, in a sentence."""
    note = f": {review.note}" if review.note else ""
    was = ""
    if review.status is Status.CORRECTED:
        old = [t.object for t in read(review.withdrawn) if t.subject == review.entity]
        named = sorted(said.name(o.value) if "://" in o.value else o.value for o in old if hasattr(o, "value"))
        was = f" (was: {', '.join(named)})" if named else ""
    return f"{review.status.value} by {review.reviewer}{was}{note}"


def _order(numbered: tuple[int, Note]) -> int:
    return numbered[0]


#: The parts of a provision or task, and how each is called where its words are given.
_PARTS = (
    ("hasParticipation", ""),
    ("hasCondition", "condition"),
    ("hasClause", "clause"),
    ("hasThemeAssignment", "about"),
    ("hasImpliedRecurrence", "comes back, as it is concluded"),
)
#: What a provision is concluded to be.
_KINDS = {
    "Mandate": "mandate",
    "ReportingMandate": "mandate to report",
    "Recommendation": "recommendation",
    "Authorization": "authorization",
    "Prohibition": "prohibition",
}


def _period(duration: str) -> str:
    """A duration (ISO 8601) as people say it.

    >>> _period("P1Y"), _period("P18M"), _period("P1Y6M")
    ('1 year', '18 months', '1 year 6 months')
    """
    units = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    found, digits = [], ""
    for letter in duration.removeprefix("P"):
        if letter.isdecimal():
            digits += letter
        elif letter in units and digits:
            found.append(f"{digits} {units[letter]}{'' if digits == '1' else 's'}")
            digits = ""
        else:
            return duration
    return " ".join(found) or duration

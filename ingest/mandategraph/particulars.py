"""Particulars: what the clauses of a document say of provisions and tasks, in the words of the ontology."""

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from . import iri
from .actor import ActorId
from .clause import Clause
from .deadline import Period
from .description import Description, described, is_day
from .document import Span
from .life import Life
from .means import Means
from .reading import Reading
from .recurrence import Recurrence
from .scope import Scope
from .term import DATE, DECIMAL, LABEL, TYPE, Triple, concept, mg

#: How a provision is tied to the documents on which a mandate rests, by what it does to that mandate.
_RESTING = {
    "renewal": "renews",
    "termination": "terminates",
    "modification": "modifies",
    "supersession": "supersedes",
    "reiteration": "reiterates",
}


def particulars(reading: Reading, base: str = iri.BASE) -> Iterator[Triple]:
    """What the graph of a document says of the life, the money, the scope, the purpose and the means of a task."""
    yield from _Particulars(reading, base, iri.document(base, reading.symbol)).triples()


class _Particulars(Description):
    def triples(self) -> Iterator[Triple]:
        provisions, tasks = self._element_names()
        counts: dict[str, int] = {}
        holders = (provisions, tasks)
        for life in self.reading.lives:
            node = self._numbered(life.clause, "life", holders, counts)
            yield from self._clause(node, "LifeClause", life.clause, life.span, holders)
            yield from self._life(node, life, holders)
        for funding in self.reading.fundings:
            node = self._numbered(funding.clause, "funding", holders, counts)
            yield from self._clause(node, "FundingClause", funding.clause, funding.span, holders)
            yield node, mg("fundingSource"), concept(funding.clause.kind)
            yield from self._concepts("FundingSource", funding.clause.kind)
            if funding.money:
                yield node, mg("amount"), Literal(f"{funding.money.amount:f}", datatype=DECIMAL)
                yield node, mg("currency"), Literal(funding.money.currency)
        for scope in self.reading.scopes:
            node = self._numbered(scope.clause, "scope", holders, counts)
            yield from self._clause(node, "ScopeClause", scope.clause, scope.clause.span, holders)
            yield from self._scope(node, scope)
        for purpose in self.reading.purposes:
            node = self._numbered(purpose.clause, "purpose", holders, counts)
            span = Span(purpose.clause.span.start, purpose.span.end)
            yield from self._clause(node, "PurposeClause", purpose.clause, span, holders)
            words = self.reading.structure.document.words(purpose.span)
            yield node, mg("purposeText"), self._words(words)
        for means in self.reading.means:
            node = self._numbered(means.clause, "means", holders, counts)
            span = Span(means.clause.span.start, means.span.end)
            yield from self._clause(node, "MeansClause", means.clause, span, holders)
            yield from self._means(node, means)
        for proclamation in self.reading.proclamations:
            clause, observance = proclamation.clause, proclamation.observance
            node = self._numbered(clause, "proclamation", holders, counts)
            yield from self._clause(node, "ProclamationClause", clause, clause.span, holders)
            yield node, mg("proclaims"), self._observance(observance)
            yield self._observance(observance), mg("proclaimedIn"), NamedNode(self.document)
            yield from described(observance, self.base)
        for recurrence in self.reading.recurrences:
            yield from self._recurrence(recurrence, tasks)

    def _holder(self, clause: Clause, holders: tuple[Sequence[str], Sequence[str]]) -> str:
        provisions, tasks = holders
        return provisions[clause.provision] if clause.task is None else tasks[clause.task]

    def _numbered(
        self, clause: Clause, topic: str, holders: tuple[Sequence[str], Sequence[str]], counts: dict[str, int]
    ) -> NamedNode:
        """The node of a clause: clauses on a topic are counted in their provision or task."""
        name = f"{self._holder(clause, holders)}.{topic}"
        counts[name] = counts.get(name, 0) + 1
        return self._part(f"{name}_{counts[name]}")

    def _clause(
        self, node: NamedNode, kind: str, clause: Clause, span: Span, holders: tuple[Sequence[str], Sequence[str]]
    ) -> Iterator[Triple]:
        yield self._part(self._holder(clause, holders)), mg("hasClause"), node
        yield node, TYPE, mg(kind)
        yield node, mg("statedIn"), self._part(clause.paragraph.name)
        yield node, mg("rule"), Literal(clause.rule)
        yield from self._span(node, span)

    def _life(self, node: NamedNode, life: Life, holders: tuple[Sequence[str], Sequence[str]]) -> Iterator[Triple]:
        yield node, mg("lifeAct"), concept(life.clause.kind)
        yield from self._concepts("LifeAct", life.clause.kind)
        holder = self._part(self._holder(life.clause, holders))
        for number, party in enumerate(life.parties, 1):
            part, who = NamedNode(f"{node.value}.part_{number}"), self._party(party)
            yield from self._participation(holder, part, party, who, "mandate-holder", life.clause.rule)
            yield from self._span(part, party.span)
            yield node, mg("mandateOf"), who[0]
        for citation in life.citations:
            work = NamedNode(iri.document(self.base, citation.symbol))
            yield node, mg("restsOn"), work
            if life.clause.kind in _RESTING:
                yield holder, mg(_RESTING[life.clause.kind]), work
        if life.period:
            yield from self._period(node, life.period)
        if life.due:
            yield from self._due(node, life.due)
        organ = self.reading.masthead.organ
        for session in life.sessions:
            yield node, mg("due"), Literal(f"session {session}")
            if organ:
                yield from self._session(node, "dueAt", self.reading.knowledge.names.actors[ActorId(organ)], session)
        yield from self._items(node, life)

    def _items(self, node: NamedNode, life: Life) -> Iterator[Triple]:
        """The item of the agenda under which something comes up, and the one of which it is a part."""
        above: NamedNode | None = None
        for number, title in enumerate(filter(None, (life.under, life.item)), 1):
            item = NamedNode(f"{node.value}.item_{number}")
            yield item, TYPE, mg("AgendaItem")
            yield item, LABEL, Literal(title)
            yield item, mg("itemTitle"), self._words(title)
            if above:
                yield item, mg("subItemOf"), above
            above = item
        if above:
            yield node, mg("foreseesItem"), above

    def _period(self, node: NamedNode, period: Period) -> Iterator[Triple]:
        for relation, value in (("begins", period.start), ("ends", period.until), ("duration", period.duration)):
            if value:
                yield node, mg(relation), Literal(value)
        if period.until and is_day(period.until):
            yield node, mg("endDate"), Literal(period.until, datatype=DATE)

    def _scope(self, node: NamedNode, scope: Scope) -> Iterator[Triple]:
        for level in scope.levels:
            yield node, mg("atLevel"), concept(level)
            yield from self._concepts("Level", level)
        if scope.region:
            region = self.reading.knowledge.regions[scope.region]
            yield node, mg("inRegion"), self._region(region)
            yield from self._labelled_region(region)
        if scope.state:
            yield node, mg("inState"), self._known(scope.state)
            yield from self._labelled(scope.state)
        if scope.period:
            yield from self._period(node, scope.period)

    def _means(self, node: NamedNode, means: Means) -> Iterator[Triple]:
        yield node, mg("meansText"), self._words(self.reading.structure.document.words(means.span))
        for actor in means.actors:
            yield node, mg("throughActor"), self._known(actor)
            yield from self._labelled(actor)
        for instrument in means.instruments:
            yield node, mg("throughInstrument"), NamedNode(iri.instrument(self.base, instrument.id))

    def _recurrence(self, recurrence: Recurrence, tasks: Sequence[str]) -> Iterator[Triple]:
        task = self.reading.tasks[recurrence.task]
        node = self._part(f"{tasks[recurrence.task]}.recurrence")
        yield self._part(tasks[recurrence.task]), mg("hasImpliedRecurrence"), node
        yield node, TYPE, mg("ImpliedRecurrence")
        yield node, mg("interval"), Literal(recurrence.interval)
        yield node, mg("reason"), Literal(recurrence.reason)
        yield node, mg("confidence"), Literal(str(recurrence.confidence), datatype=DECIMAL)
        yield node, mg("statedIn"), self._part(task.paragraph.name)
        yield node, mg("rule"), Literal(recurrence.rule)
        yield from self._span(node, task.span)

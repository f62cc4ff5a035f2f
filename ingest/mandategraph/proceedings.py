"""Proceedings: how an instrument came about, as its source states it: drafts, sponsors, adoption, vote."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from . import iri
from .actor import Actor
from .actor import Kind as ActorKind
from .errors import SymbolError
from .reading import Reading
from .source.stated import Choice, Stage, Step, Vote
from .symbol import symbol
from .term import DATE, LABEL, TYPE, Triple, concept, english, integer, mg, skos


def proceedings(reading: Reading, base: str = iri.BASE) -> Iterator[Triple]:
    """What the graph of a document says of its drafts, sponsors, adoption and vote."""
    yield from _Proceedings(reading, base, iri.document(base, reading.symbol)).triples()


_TOTALS = {Choice.IN_FAVOUR: "inFavour", Choice.AGAINST: "against", Choice.ABSTAINING: "abstaining"}
#: How a document that took part in the history of an instrument is tied to it.
_DOCUMENTS = {Stage.DRAFT: "hasDraft", Stage.RECOMMENDATION: "recommendedIn", Stage.ADOPTION: "recordedIn"}


@dataclass(frozen=True, slots=True)
class _Proceedings:
    reading: Reading
    base: str
    document: str

    def triples(self) -> Iterator[Triple]:
        for step in self.reading.printed.stated.steps:
            yield from self._step(step)
        if self.reading.vote:
            yield from self._adoption(self.reading.vote)

    def _step(self, step: Step) -> Iterator[Triple]:
        node = NamedNode(self.document)
        if step.stage in _DOCUMENTS:
            yield from self._tied(node, step)
        if step.stage in (Stage.DRAFT, Stage.SPONSORS):
            for state in self._states(step.by):
                yield node, mg("sponsoredBy"), self._known(state)
                yield from self._labelled(state)
            if step.by:
                yield node, mg("sponsorsAsPrinted"), Literal(step.by)

    def _tied(self, node: NamedNode, step: Step) -> Iterator[Triple]:
        try:
            named = symbol(step.document)
        except SymbolError:
            return
        other = NamedNode(iri.document(self.base, named))
        yield node, mg(_DOCUMENTS[step.stage]), other
        yield other, TYPE, mg("DraftInstrument" if step.stage is Stage.DRAFT else "UNDocument")
        yield other, mg("symbol"), Literal(named)
        yield other, LABEL, Literal(named)
        if step.stage is Stage.DRAFT and step.day:
            yield other, mg("submittedOn"), Literal(step.day.isoformat(), datatype=DATE)

    def _adoption(self, vote: Vote) -> Iterator[Triple]:
        adoption = NamedNode(iri.part(self.document, "adoption"))
        method = concept(vote.method)
        yield NamedNode(self.document), mg("adoptedThrough"), adoption
        yield adoption, TYPE, mg("Adoption")
        yield adoption, mg("adoptionMethod"), method
        yield method, TYPE, mg("AdoptionMethod")
        yield method, skos("prefLabel"), english(vote.method.replace("-", " "))
        totals = dict(zip(_TOTALS.values(), (vote.in_favour, vote.against, vote.abstaining), strict=True))
        if vote.cast or any(total is not None for total in totals.values()):
            node = NamedNode(iri.part(self.document, "vote"))
            yield adoption, mg("hasVote"), node
            yield node, TYPE, mg("Vote")
            for name, total in totals.items():
                if total is not None:
                    yield node, mg(name), integer(total)
            yield from self._cast(node, vote)

    def _cast(self, vote: NamedNode, told: Vote) -> Iterator[Triple]:
        for number, (words, choice) in enumerate(told.cast, 1):
            node = NamedNode(iri.part(self.document, f"vote_{number}"))
            yield vote, mg("hasCastVote"), node
            yield node, TYPE, mg("CastVote")
            yield node, mg("choice"), concept(choice)
            yield node, LABEL, Literal(words)
            yield concept(choice), TYPE, mg("VoteChoice")
            yield concept(choice), skos("prefLabel"), english(choice.replace("-", " "))
            state = self.reading.knowledge.names.state(words)
            if state:
                yield node, mg("castBy"), self._known(state)
                yield from self._labelled(state)

    def _states(self, words: str) -> Iterator[Actor]:
        for named in self.reading.knowledge.names.find(words):
            yield from (actor for actor in (*named.strong, *named.weak) if actor.kind is ActorKind.STATE)

    def _known(self, actor: Actor) -> NamedNode:
        return NamedNode(iri.actor(self.base, actor.path))

    def _labelled(self, state: Actor) -> Iterator[Triple]:
        yield self._known(state), TYPE, mg("State")
        yield self._known(state), LABEL, english(state.name)

"""Description: what the statements of a document's graph have in common: names, places, actors, sessions, concepts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from pyoxigraph import Literal, NamedNode

from . import iri
from .actor import Actor, Kind
from .document import Span
from .link import Referent
from .observance import Observance
from .party import Party
from .reading import Reading
from .scope import Region
from .term import DATE, LABEL, TYPE, Triple, concept, english, integer, mg, skos

#: The class of an actor of each kind.
CLASSES = {
    Kind.PRINCIPAL_ORGAN: "PrincipalOrgan",
    Kind.SUBSIDIARY_ORGAN: "SubsidiaryOrgan",
    Kind.SECRETARIAT_ENTITY: "SecretariatEntity",
    Kind.FUND_OR_PROGRAMME: "FundOrProgramme",
    Kind.FIELD_MISSION: "FieldMission",
    Kind.SPECIALIZED_AGENCY: "SpecializedAgency",
    Kind.RELATED_ORGANIZATION: "RelatedOrganization",
    Kind.TREATY_BODY: "TreatyBody",
    Kind.EXTERNAL_ORGANIZATION: "ExternalOrganization",
    Kind.POST: "Post",
    Kind.GROUP: "ActorGroup",
    Kind.CONFERENCE: "Conference",
    Kind.STATE: "State",
}


def described(observance: Observance, base: str) -> Iterator[Triple]:
    """Type, label, kind and time of an observance."""
    node = NamedNode(iri.observance(base, observance.id))
    yield node, TYPE, mg("Observance")
    yield node, LABEL, english(observance.name)
    yield node, mg("observanceKind"), Literal(observance.kind)
    if observance.on:
        on = "/".join(f"--{part}" if "-" in part else part for part in observance.on.split("/"))
        yield node, mg("observedOn"), Literal(on)


class _Placed(Protocol):
    @property
    def paragraph(self) -> str: ...


_P = TypeVar("_P", bound=_Placed)


def numbered(found: Iterable[_P]) -> Iterator[tuple[int, _P]]:
    """What is stated in paragraphs, each with its number in its own."""
    counts: Counter[str] = Counter()
    for one in found:
        counts[one.paragraph] += 1
        yield counts[one.paragraph], one


@dataclass(frozen=True, slots=True)
class Description:
    """One reading, about to be described below a base, under the IRI of its document."""

    reading: Reading
    base: str
    document: str
    _told: set[Span] = field(default_factory=set)  # spans that have been described

    def _part(self, name: str) -> NamedNode:
        return NamedNode(iri.part(self.document, name))

    def _words(self, words: str) -> Literal:
        """Words in the language of the document."""
        return Literal(words, language=self.reading.language)

    def _span(self, node: NamedNode, span: Span) -> Iterator[Triple]:
        """Where the words of a statement stand."""
        place = NamedNode(iri.span(self.document, span.start, span.end, self.reading.language))
        yield node, mg("anchoredIn"), place
        if span in self._told:
            return
        self._told.add(span)
        document = self.reading.structure.document
        printed = document.printed(span)
        yield place, TYPE, mg("TextSpan")
        yield place, mg("spanOf"), NamedNode(iri.text(self.document, self.reading.language))
        yield place, mg("charStart"), integer(span.start)
        yield place, mg("charEnd"), integer(span.end)
        yield place, mg("printedStart"), integer(printed.start)
        yield place, mg("printedEnd"), integer(printed.end)
        yield place, mg("exact"), Literal(document.words(span))
        where = self.reading.printed.where(printed.start)
        if where:
            yield place, mg("placeInSource"), Literal(where)

    def _session(self, node: NamedNode, relation: str, organ: Actor, number: str) -> Iterator[Triple]:
        session = NamedNode(iri.session(self.base, organ.path, number))
        name = f"{number} session" if len(number) == 4 else f"{_ordinal(int(number))} session"
        yield node, mg(relation), session
        yield session, TYPE, mg("Session")
        yield session, LABEL, english(f"{organ.name}, {name}")
        yield session, mg("sessionOf"), self._known(organ)
        yield session, mg("sessionNumber"), Literal(number)
        yield from self._labelled(organ)

    def _known(self, actor: Actor) -> NamedNode:
        return NamedNode(iri.actor(self.base, actor.path))

    def _labelled(self, actor: Actor) -> Iterator[Triple]:
        node = self._known(actor)
        yield node, TYPE, mg(CLASSES[actor.kind])
        yield node, LABEL, english(actor.name)
        if actor.acronym:
            yield node, mg("acronym"), Literal(actor.acronym)
        if actor.heads:
            headed = self.reading.knowledge.names.actors[actor.heads]
            yield node, mg("heads"), self._known(headed)
            yield self._known(headed), TYPE, mg(CLASSES[headed.kind])
            yield self._known(headed), LABEL, english(headed.name)

    def _observance(self, observance: Observance) -> NamedNode:
        return NamedNode(iri.observance(self.base, observance.id))

    def _region(self, region: Region) -> NamedNode:
        return NamedNode(iri.region(self.base, region.id))

    def _labelled_region(self, region: Region) -> Iterator[Triple]:
        node = self._region(region)
        yield node, TYPE, mg("Region")
        yield node, LABEL, english(region.name)
        if region.iso3 and region.m49:
            yield node, mg("iso3"), Literal(region.iso3)
            yield node, mg("m49"), Literal(region.m49)

    def _due(self, node: NamedNode, due: str) -> Iterator[Triple]:
        """By when something is due, and the day if it is one."""
        yield node, mg("due"), Literal(due)
        if is_day(due):
            yield node, mg("dueDate"), Literal(due, datatype=DATE)

    def _party(self, party: Party) -> tuple[NamedNode, Referent]:
        """Whom the words of a party name."""
        found = self.reading.referent(party)
        if found.local:
            return self._part(f"actor_{iri.slug(party.words)}"), found
        return NamedNode(iri.actor(self.base, found.path)), found

    def _who(self, node: NamedNode, found: Referent) -> Iterator[Triple]:
        """Type and label of a party."""
        if found.actor:
            yield from self._labelled(found.actor)
            return
        yield node, TYPE, mg("Actor" if found.local else "ActorGroup")
        yield node, LABEL, english(found.label)
        if found.of:
            yield node, mg("groupOf"), self._known(found.of)
            yield from self._labelled(found.of)

    def _participation(
        self, holder: NamedNode, node: NamedNode, party: Party, who: tuple[NamedNode, Referent], role: str, rule: str
    ) -> Iterator[Triple]:
        """That somebody, ``who`` the words of a party name, takes part."""
        actor, found = who
        yield holder, mg("hasParticipation"), node
        yield node, TYPE, mg("Participation")
        yield node, mg("participant"), actor
        yield node, mg("role"), concept(role)
        yield node, mg("printedAs"), Literal(party.words)
        yield node, mg("rule"), Literal(f"{rule}; {found.rule}")
        yield from self._concepts("Role", role)
        yield from self._who(actor, found)

    def _concepts(self, kind: str, name: str) -> Iterator[Triple]:
        """Type and label of a concept of the vocabulary."""
        yield concept(name), TYPE, mg(kind)
        yield concept(name), skos("prefLabel"), english(name.replace("-", " "))

    def _element_names(self) -> tuple[list[str], list[str]]:
        """The names of all provisions and of all tasks."""
        ordinals: dict[str, int] = {}
        provisions: list[str] = []
        for provision in self.reading.provisions:
            paragraph = provision.paragraph.name
            ordinals[paragraph] = ordinals.get(paragraph, 0) + 1
            provisions.append(f"{paragraph}.{ordinals[paragraph]}")
        counts = [0] * len(provisions)
        tasks: list[str] = []
        for task in self.reading.tasks:
            counts[task.provision] += 1
            tasks.append(f"{provisions[task.provision]}.{counts[task.provision]}")
        return provisions, tasks


def _ordinal(number: int) -> str:
    """A number as it is counted: 1st, 12th, 23rd."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def is_day(due: str) -> bool:
    """Whether a time in normal form is a full date."""
    try:
        date.fromisoformat(due)
    except ValueError:
        return False
    return len(due) == len("2018-06-30")

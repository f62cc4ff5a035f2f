"""Review: a person's judgement on something that was read, kept when the document is read again.

What was read is ``extracted`` until somebody says that it is right (``confirmed``), wrong (``rejected``), or right in
all but one respect (``corrected``). Reviews stand in a graph of their own beside that of the document, which no build
drops. They are applied to the document's graph, so that every question and table leaves out what was rejected and tells
what was corrected; the review keeps what it took away and what it added, so that it can be withdrawn.

A review holds for what was judged and for nothing else: its words, and whom or what they were taken to mean. If a later
reading finds something else under the same IRI, or nothing, the review is an orphan: it changes nothing, and
``mandategraph check`` reports it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias, cast

import pyoxigraph as ox

from . import iri
from .term import COMMENT, DATE_TIME, PROPERTY_OF_ROLE, TYPE, concept, english, mg, prov, skos


class Status(StrEnum):
    """What a person says of something that was read."""

    EXTRACTED = "extracted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Review:
    """One judgement. All statements are sorted N-Triples.

    ``judged`` is what was said when it was judged, ``corrected`` what should be said, ``withdrawn`` and ``added`` what
    applying the review has taken out of the document's graph and put there.
    """

    entity: ox.NamedNode
    status: Status
    reviewer: str
    at: str
    note: str
    judged: str
    corrected: str = ""
    withdrawn: str = ""
    added: str = ""


Statements = frozenset[ox.Triple]

#: What makes a statement what it is, besides its words: a later reading that says otherwise says something else.
_SAYS = frozenset(
    map(
        mg,
        (
            *("operativeVerb", "participant", "role", "citedWork", "mentionOf", "conditionType", "lifeAct"),
            *("fundingSource", "proclaims", "tieKind", "theme", "place", "interval", "purposeText"),
            *("meansText", "throughActor", "throughInstrument", "exact"),
        ),
    )
)
#: What is gone with that of which it is a part.
_PARTS = frozenset(
    map(
        mg,
        (
            *("hasTask", "hasParticipation", "hasCondition", "hasClause", "hasThemeAssignment"),
            *("hasPlaceAssignment", "hasImpliedRecurrence"),
        ),
    )
)
#: What a finding names, and the properties that say so in short, of that to which it belongs.
_SHORT = {
    mg("participant"): (
        *("obliges", "exhorts", "authorizes", "forbids", "hasBearer", "inCoordinationWith", "inCooperationWith"),
        *("inCollaborationWith", "inConsultationWith", "hasBeneficiary", "hasRecipient"),
    ),
    mg("citedWork"): ("cites",),
    mg("mentionOf"): ("mentions",),
    mg("theme"): ("isAbout",),
}
_FORCES = {
    "binding": "obliges",
    "internal-mandate": "obliges",
    "strong-exhortation": "exhorts",
    "exhortation": "exhorts",
    "authorization": "authorizes",
    "prohibition": "forbids",
}
_BINDING = frozenset(map(mg, _FORCES.values()))
#: What no longer holds when another property is corrected.
_DEPENDENT = {mg("due"): (mg("dueAt"), mg("dueDate")), mg("ends"): (mg("endDate"),)}


def restored(said: Statements, reviews: Iterable[Review]) -> Statements:
    """A document's graph as it was read, before reviews were applied to it."""
    for review in reversed(tuple(reviews)):
        said = (said - read(review.added)) | read(review.withdrawn)
    return said


def applied(said: Statements, reviews: Iterable[Review]) -> tuple[Statements, tuple[Review, ...]]:
    """A document's graph with the reviews applied in order, and each review with what it took away and added."""
    done = []
    for review in reviews:
        after = _CHANGES[review.status](said, review) if holds(review, said) else said
        done.append(replace(review, withdrawn=written(said - after), added=written(after - said)))
        said = after
    return said, tuple(done)


def holds(review: Review, said: Statements) -> bool:
    """Whether a graph says what was judged."""
    judged = _fingerprint(read(review.judged))
    return bool(judged) and judged == _fingerprint(about(review.entity, said))


def orphans(said: Statements, reviews: Iterable[Review]) -> Iterator[Review]:
    """The reviews of what is no longer read; ``said`` is the document's graph with the reviews applied."""
    reviews = tuple(reviews)
    as_read = restored(said, reviews)
    return (review for review in reviews if not holds(review, as_read))


def about(entity: ox.NamedNode, said: Statements) -> Statements:
    """What a graph says of something, and the words on which it rests."""
    own = {triple for triple in said if triple.subject == entity}
    spans = {triple.object for triple in own if triple.predicate == mg("anchoredIn")}
    return frozenset(own | {t for t in said if t.predicate == mg("exact") and t.subject in spans})


def _fingerprint(own: Statements) -> frozenset[tuple[object, object]]:
    return frozenset((triple.predicate, triple.object) for triple in own if triple.predicate in _SAYS)


def _rejected(said: Statements, review: Review) -> Statements:
    """The graph without what was rejected, what is a part of it, and what said it in short."""
    gone: dict[object, None] = {review.entity: None}
    waiting = list(gone)
    for node in waiting:
        waiting.extend(t.object for t in said if t.subject == node and t.predicate in _PARTS and t.object not in gone)
        gone.update(dict.fromkeys(waiting))
    left = frozenset(t for t in said if t.subject not in gone and t.object not in gone)
    return _in_short(said, left)


def _corrected(said: Statements, review: Review) -> Statements:
    """The graph with the corrected statement in the place of the one that was read."""
    correction = read(review.corrected)
    [new] = [triple for triple in correction if triple.subject == review.entity]
    replaced = {new.predicate, *_DEPENDENT.get(new.predicate, ())}
    left = frozenset(t for t in said if not (t.subject == review.entity and t.predicate in replaced))
    named = {triple.subject for triple in left if triple.predicate == TYPE}
    labels = {triple for triple in correction if triple.subject not in named}
    return _in_short(said, left | {new} | labels)


_CHANGES: Mapping[Status, Callable[[Statements, Review], Statements]] = {
    Status.EXTRACTED: lambda said, _: said,
    Status.CONFIRMED: lambda said, _: said,
    Status.CORRECTED: _corrected,
    Status.REJECTED: _rejected,
}


_ByNode: TypeAlias = dict[object, dict[object, list[ox.Triple]]]


def _in_short(before: Statements, after: Statements) -> Statements:
    """The graph with what its findings say in short: no more of what only those before said, and all that these say."""
    old, new = frozenset(_shortened(before)), frozenset(_shortened(after))
    said = {(triple.subject, triple.predicate) for triple in before}
    gone = old - new
    unbound = {(t.subject, t.object) for t in gone if t.predicate == mg("hasBearer")}
    left = (t for t in after - gone if not (t.predicate in _BINDING and (t.subject, t.object) in unbound))
    return frozenset((*left, *(t for t in new - old if t.predicate in _BINDING or (t.subject, t.predicate) in said)))


def _shortened(said: Statements) -> Iterator[ox.Triple]:
    """What the findings of a graph say in short, of that to which they belong and of the whole document."""
    by_node: _ByNode = {}
    links: dict[object, list[object]] = {}
    for triple in said:
        by_node.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple)
        if triple.predicate in _LINKS:
            links.setdefault(triple.object, []).append(triple.subject)
    for node, own in by_node.items():
        for names, properties in _SHORT.items():
            for triple in own.get(names, ()):
                units = [t.object for t in own.get(mg("statedIn"), ())]
                holders = units if names == mg("mentionOf") else links.get(node, [])
                for name in _of_participation(own) if names == mg("participant") else properties:
                    for holder in holders:
                        yield _triple(holder, name, triple.object)
                        if name in _FORCES.values():
                            yield from _of_tasks(by_node, holder, name, triple.object)
                if names == mg("citedWork"):
                    yield from (
                        _triple(_document(unit), "cites", triple.object)
                        for unit in units
                        if isinstance(unit, ox.NamedNode)
                    )


def _of_tasks(by_node: _ByNode, provision: object, force: str, bearer: object) -> Iterator[ox.Triple]:
    """How a provision binds a bearer is said of those of its tasks too that are the bearer's."""
    for link in by_node.get(provision, {}).get(mg("hasTask"), ()):
        parts = (t.object for t in by_node.get(link.object, {}).get(mg("hasParticipation"), ()))
        owns = (by_node.get(part, {}) for part in parts)
        if any(
            any(t.object == bearer for t in own.get(mg("participant"), ()))
            and any(t.object == concept("bearer") for t in own.get(mg("role"), ()))
            for own in owns
        ):
            yield _triple(link.object, force, bearer)


_LINKS = _PARTS | {mg("hasCitation")}


def _of_participation(own: Mapping[object, list[ox.Triple]]) -> Iterator[str]:
    """The properties by which a participation is said in short: by its force where it has one, else by its role."""
    forces = [_FORCES.get(_ending(t.object)) for t in own.get(mg("force"), ())]
    roles = [PROPERTY_OF_ROLE.get(_ending(t.object)) for t in own.get(mg("role"), ())]
    return (name for name in forces or roles if name)


def _ending(term: object) -> str:
    return str(getattr(term, "value", "")).rpartition("/")[2]


def _document(unit: ox.NamedNode) -> ox.NamedNode:
    return ox.NamedNode(unit.value.partition("#")[0])


def _triple(subject: object, name: str, value: object) -> ox.Triple:
    return ox.Triple(cast("ox.NamedNode", subject), mg(name), cast("ox.NamedNode", value))


def read(statements: str) -> Statements:
    """The triples of N-Triples."""
    return frozenset(quad.triple for quad in ox.parse(statements, format=ox.RdfFormat.N_TRIPLES))


def written(statements: Iterable[ox.Triple]) -> str:
    """Triples as sorted N-Triples."""
    return "".join(sorted(f"{triple} .\n" for triple in statements))


def describe(reviews: Iterable[Review], graph: str) -> Iterator[ox.Quad]:
    """The graph of reviews; ``graph`` is that of the document."""
    name = ox.NamedNode(iri.reviews(graph))
    for review in reviews:
        node = ox.NamedNode(iri.review(graph, review.entity.value))
        yield ox.Quad(node, TYPE, mg("Review"), name)
        yield ox.Quad(node, mg("reviewOf"), review.entity, name)
        yield ox.Quad(node, mg("reviewStatus"), concept(review.status), name)
        yield ox.Quad(concept(review.status), TYPE, mg("ReviewStatus"), name)
        yield ox.Quad(concept(review.status), skos("prefLabel"), english(review.status), name)
        yield ox.Quad(node, prov("endedAtTime"), ox.Literal(review.at, datatype=DATE_TIME), name)
        for predicate, words in _texts(review):
            if words:
                yield ox.Quad(node, predicate, ox.Literal(words), name)


def _texts(review: Review) -> Iterator[tuple[ox.NamedNode, str]]:
    yield COMMENT, review.note
    yield mg("reviewer"), review.reviewer
    yield mg("judgedStatements"), review.judged
    yield mg("correctedStatements"), review.corrected
    yield mg("withdrawnStatements"), review.withdrawn
    yield mg("addedStatements"), review.added


def reviews_in(store: ox.Store, graph: str) -> tuple[Review, ...]:
    """The reviews that a store holds beside a document's graph, the oldest first."""
    name = ox.NamedNode(iri.reviews(graph))
    nodes: dict[object, dict[object, str]] = {}
    for quad in store.quads_for_pattern(None, None, None, name):
        nodes.setdefault(quad.subject, {})[quad.predicate] = getattr(quad.object, "value", "")
    found = (
        Review(
            ox.NamedNode(said[mg("reviewOf")]),
            Status(_ending(ox.NamedNode(said[mg("reviewStatus")]))),
            said.get(mg("reviewer"), ""),
            said.get(prov("endedAtTime"), ""),
            said.get(COMMENT, ""),
            said.get(mg("judgedStatements"), ""),
            said.get(mg("correctedStatements"), ""),
            said.get(mg("withdrawnStatements"), ""),
            said.get(mg("addedStatements"), ""),
        )
        for said in nodes.values()
        if mg("reviewOf") in said
    )
    return tuple(sorted(found, key=lambda review: (review.at, review.entity.value)))

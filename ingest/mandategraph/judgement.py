"""Judgement: recording in a store what a person says of something that was read.

A judgement takes the place of an earlier one on the same thing. It is refused if the store holds nothing of that name,
or if what it corrects would break the shapes of the ontology.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from . import iri, reference, shape
from .errors import ReviewError
from .question import Kind
from .review import Review, Statements, Status, about, applied, restored, reviews_in, written
from .store import base_of, conclude, open_for_writing, open_store, put_reviewed, reviewed
from .term import LABEL, TYPE, mg, skos


@dataclass(frozen=True, slots=True)
class Correction:
    """What should be said: a property by its name in the ontology, and its value in a person's words."""

    property: str
    value: str


def _concept(graphs: ox.Store, words: str) -> Sequence[ox.NamedNode]:
    node = ox.NamedNode(iri.concept(words.removeprefix(iri.VOCABULARY)))
    if next(iter(graphs.quads_for_pattern(node, None, None)), None) is None:
        raise ReviewError(f"no such concept: {words}; give the name of one of the vocabulary")
    return (node,)


def _text(_: ox.Store, words: str) -> Sequence[ox.Literal]:
    return (ox.Literal(words),)


def _of_kind(kind: Kind) -> Callable[[ox.Store, str], Iterable[ox.NamedNode | ox.Literal]]:
    return lambda graphs, words: reference.nodes(graphs, kind, words)


#: What can be corrected, and how its value is read.
CORRECTABLE: Mapping[str, Callable[[ox.Store, str], Iterable[ox.NamedNode | ox.Literal]]] = {
    "participant": _of_kind(Kind.ACTOR),
    "mentionOf": _of_kind(Kind.ACTOR),
    "mandateOf": _of_kind(Kind.ACTOR),
    "citedWork": _of_kind(Kind.DOCUMENT),
    "restsOn": _of_kind(Kind.DOCUMENT),
    "force": _concept,
    "operativeVerb": _concept,
    "conditionType": _concept,
    "citationFunction": _concept,
    "fundingSource": _concept,
    "lifeAct": _concept,
    "due": _text,
    "frequency": _text,
    "interval": _text,
    "ends": _text,
}


def judge(
    folder: Path,
    words: str,
    status: Status,
    *,
    by: str = "",
    note: str = "",
    correction: Correction | None = None,
    at: datetime | None = None,
) -> Review | None:
    """Record what a person says of the thing with this IRI, or the end of one (``A/RES/68/187#para_5.1``).

    ``extracted`` withdraws an earlier judgement. Returns what was recorded; ``ReviewError`` if it cannot be.
    """
    open_store(folder)
    store = open_for_writing(folder)
    entity, graph = _found(store, words)
    before = reviews_in(store, graph)
    kept = tuple(review for review in before if review.entity != entity)
    said = frozenset(quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    as_read = restored(said, before)
    if status is Status.EXTRACTED and len(kept) == len(before):
        raise ReviewError(f"{words}: nobody has judged it; there is nothing to withdraw")
    if status is not Status.EXTRACTED:
        judged = about(entity, as_read)
        corrected = written(_corrected(store, entity, correction, judged)) if correction else ""
        when = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        kept = (*kept, Review(entity, status, by, when, note, written(judged), corrected))
    after, done = applied(as_read, kept)
    _refuse_what_breaks_shapes(said, after)
    put_reviewed(store, graph, after, done)
    conclude(store, base_of(store))
    return done[-1] if status is not Status.EXTRACTED else None


def _found(store: ox.Store, words: str) -> tuple[ox.NamedNode, str]:
    """The thing that is judged, and the graph of the document that says it."""
    try:
        entity = ox.NamedNode(words if "://" in words else base_of(store) + words.lstrip("/"))
    except ValueError as error:
        raise ReviewError(f"no IRI: {words}") from error
    for graph in reviewed(store):
        if any(review.entity == entity for review in reviews_in(store, graph)):
            return entity, graph
    for quad in store.quads_for_pattern(entity, mg("anchoredIn"), None):
        return entity, quad.graph_name.value  # type: ignore[union-attr]
    raise ReviewError(f"{words}: no document says anything of that name; give the IRI of a provision, task, citation …")


def _corrected(store: ox.Store, entity: ox.NamedNode, correction: Correction, judged: Statements) -> Statements:
    """The statement that should stand, and what the thing that it names is and is called."""
    name, predicate = correction.property, mg(correction.property)
    if name not in CORRECTABLE or not any(triple.predicate == predicate for triple in judged):
        said = sorted(known for known in CORRECTABLE if any(triple.predicate == mg(known) for triple in judged))
        what = " or ".join(said) or "nothing; reject it instead"
        raise ReviewError(f"{name} cannot be corrected of {entity.value}; what can be is {what}")
    [value, *others] = CORRECTABLE[name](store, correction.value)
    if others:
        raise ReviewError(f"{correction.value} is not one thing; name it by its IRI")
    told = {ox.Triple(entity, predicate, value)}
    if isinstance(value, ox.NamedNode):
        for wanted in (TYPE, LABEL, skos("prefLabel"), mg("symbol")):
            told |= {quad.triple for quad in store.quads_for_pattern(value, wanted, None) if _is_told(quad)}
    return frozenset(told)


def _is_told(quad: ox.Quad) -> bool:
    """Whether a document's graph says such a thing of what it names: no name in another language than English."""
    return not isinstance(quad.object, ox.Literal) or quad.object.language in {None, "en"}


def _refuse_what_breaks_shapes(before: Statements, after: Statements) -> None:
    shapes = shape.load()
    sound = {(one.rule, one.focus) for one in shapes.broken(before)}
    for one in shapes.broken(after):
        if one.severity == "Violation" and (one.rule, one.focus) not in sound:
            raise ReviewError(f"this would break the shape {one.rule}: {one.message}")

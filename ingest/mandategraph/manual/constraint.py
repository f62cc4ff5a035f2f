"""Constraint: what the shapes demand of the things of a class, in words.

Each part of the Shapes Constraint Language (SHACL, https://www.w3.org/TR/shacl/) that the shapes use has its words in a
table; a part without an entry is told by its name and value, so that nothing is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH, XSD
from rdflib.term import Node

from .entry import Lexicon


@dataclass(frozen=True, slots=True)
class Named:
    """A term in the midst of words."""

    iri: str


Piece = str | Named


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand of a shape. ``holds_for`` is the class whose things it is made of, if the ontology has it.

    ``path`` is the property it is about, ``inverse`` if it is about what has the thing as its value; without a path the
    demand is made of the thing itself, and ``number`` is empty. ``severity`` is ``must`` or ``should``.
    """

    holds_for: str | None
    shape: str
    path: str | None
    inverse: bool
    number: str
    demand: tuple[Piece, ...]
    severity: str
    message: str


def constraints(shapes: Graph, lexicon: Lexicon) -> tuple[Constraint, ...]:
    """All that the shapes demand, in the order of shapes, properties and words."""
    found = (
        constraint
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        for constraint in _of_shape(shapes, shape, _target(shapes, shape, lexicon))
    )
    return tuple(sorted(set(found), key=lambda c: (c.shape, c.path or "", c.message)))


def _target(shapes: Graph, shape: Node, lexicon: Lexicon) -> str | None:
    """The class whose things a shape looks at."""
    cls = shapes.value(shape, SH.targetClass)
    if cls is not None:
        return str(cls)
    having, had = shapes.value(shape, SH.targetSubjectsOf), shapes.value(shape, SH.targetObjectsOf)
    if str(having) in lexicon:
        return lexicon[str(having)].domain
    return lexicon[str(had)].range if str(had) in lexicon else None


def _of_shape(shapes: Graph, shape: Node, target: str | None) -> Iterator[Constraint]:
    label = str(shapes.value(shape, RDFS.label) or shape)
    for node in (shape, *shapes.objects(shape, SH.property)):
        message = shapes.value(node, SH.message)
        if message is None:
            continue
        path = shapes.value(node, SH.path)
        inverse = shapes.value(path, SH.inversePath) if isinstance(path, BNode) else None
        yield Constraint(
            holds_for=target,
            shape=label,
            path=_text(inverse or path),
            inverse=inverse is not None,
            number=number(shapes.value(node, SH.minCount), shapes.value(node, SH.maxCount)) if path else "",
            demand=tuple(_demand(shapes, node)),
            severity="should" if shapes.value(node, SH.severity) == SH.Warning else "must",
            message=str(message),
        )


def _text(node: Node | None) -> str | None:
    return None if node is None or isinstance(node, BNode) else str(node)


def number(least: Node | None, most: Node | None) -> str:
    """How many values there are to be.

    >>> one, three = Literal(1), Literal(3)
    >>> number(one, one), number(one, None), number(None, one), number(one, three)
    ('exactly one', 'at least one', 'at most one', 'from 1 to 3')
    """
    low, high = int(str(least or 0)), None if most is None else int(str(most))
    if high is None:
        return f"at least {_numeral(low)}" if low else "any number"
    if low == high:
        return f"exactly {_numeral(low)}" if low else "none"
    return f"from {low} to {high}" if low else f"at most {_numeral(high)}"


def _numeral(count: int) -> str:
    return "one" if count == 1 else str(count)


def _demand(shapes: Graph, node: Node) -> Iterator[Piece]:
    """What the values are to be, one part of the node after another."""
    told = 0
    for part, value in sorted(shapes.predicate_objects(node)):
        if part in _ELSEWHERE:
            continue
        if told:
            yield "; "
        told += 1
        yield from _WORDS.get(part, _by_name(part))(shapes, value)


_ELSEWHERE = {
    RDF.type, RDFS.label, SH.path, SH.severity, SH.message, SH.minCount, SH.maxCount, SH.property,
    SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf,
}  # fmt: skip

Tell = Callable[[Graph, Node], Iterator[Piece]]


def _with(before: str, after: str = "") -> Tell:
    def told(_: Graph, value: Node) -> Iterator[Piece]:
        yield before
        yield _piece(value)
        yield after

    return told


def _by_name(part: Node) -> Tell:
    return _with(f"{str(part).rpartition('#')[2]} ")


def _piece(value: Node) -> Piece:
    return Named(str(value)) if isinstance(value, URIRef) else str(value)


def _one_of(shapes: Graph, value: Node) -> Iterator[Piece]:
    yield "one of "
    for index, member in enumerate(Collection(shapes, value)):
        if index:
            yield ", "
        yield _piece(member)


def _either(shapes: Graph, value: Node) -> Iterator[Piece]:
    yield "either "
    for index, way in enumerate(Collection(shapes, value)):
        if index:
            yield ", or "
        yield from _demand(shapes, way)
        needed = [way] if (way, SH.path, None) in shapes else _by_path(shapes, shapes.objects(way, SH.property))
        for position, node in enumerate(needed):
            yield " and " if position else ""
            yield number(shapes.value(node, SH.minCount), shapes.value(node, SH.maxCount)) + " "
            yield _piece(shapes.value(node, SH.path) or Literal(""))


def _by_path(shapes: Graph, nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: str(shapes.value(node, SH.path)))


def _node_kind(_: Graph, value: Node) -> Iterator[Piece]:
    yield _NODE_KINDS.get(str(value), f"a node of kind {str(value).rpartition('#')[2]}")


_NODE_KINDS = {str(SH.IRI): "named by an IRI", str(SH.Literal): "a literal", str(SH.BlankNode): "a blank node"}


def _one_per_language(_: Graph, value: Node) -> Iterator[Piece]:
    yield "one for each language" if value == Literal(lexical_or_value=True, datatype=XSD.boolean) else ""


def _not_shorter(_: Graph, value: Node) -> Iterator[Piece]:
    yield "not empty" if int(str(value)) == 1 else f"of {value} characters or more"


def _pattern(_: Graph, value: Node) -> Iterator[Piece]:
    yield f"written as {value}"


_WORDS: Mapping[Node, Tell] = {
    SH["class"]: _with("a thing of class "),
    SH.datatype: _with("a value of type "),
    SH.nodeKind: _node_kind,
    SH["in"]: _one_of,
    SH["or"]: _either,
    SH.hasValue: _with("the value "),
    SH.pattern: _pattern,
    SH.minLength: _not_shorter,
    SH.maxLength: _with("of ", " characters or fewer"),
    SH.minInclusive: _with("not below "),
    SH.maxInclusive: _with("not above "),
    SH.minExclusive: _with("above "),
    SH.maxExclusive: _with("below "),
    SH.uniqueLang: _one_per_language,
    SH.disjoint: _with("none of the values of "),
    SH.lessThan: _with("less than each value of "),
    SH.lessThanOrEquals: _with("not more than any value of "),
}


def of_class(found: Sequence[Constraint], classes: Sequence[str]) -> tuple[Constraint, ...]:
    """The demands made of these classes, in their order."""
    return tuple(constraint for cls in classes for constraint in found if constraint.holds_for == cls)

"""Shape: what a well-formed graph holds, read from ``ontology/shapes.ttl`` and put to a graph.

Shapes are SHACL; of its Core this module knows the constraints that ours use, and refuses others. It exists for speed:
the tests put the same graphs to pySHACL, which must find the same and takes some fifty times as long.

>>> shapes = load()
>>> mg, document = "https://w3id.org/mandategraph/ontology#", ox.NamedNode("https://example.org/A/RES/68/187")
>>> vote = ox.Triple(document, _TYPE, ox.NamedNode(f"{mg}Vote"))
>>> many = ox.Triple(document, ox.NamedNode(f"{mg}inFavour"), ox.Literal(-1))
>>> [(found.rule, found.value.value) for found in shapes.broken([vote, many])]
[('Vote-inFavour-minInclusive', '-1')]
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import chain
from math import inf
from operator import ge, gt, le, lt
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from . import home

Term = ox.NamedNode | ox.BlankNode | ox.Literal
#: What every subject says, by property: the form in which a graph is looked at.
Statements = Mapping[Term, Mapping[Term, tuple[Term, ...]]]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = ox.NamedNode(f"{_RDF}type")
_FIRST, _REST, _NIL = (ox.NamedNode(f"{_RDF}{name}") for name in ("first", "rest", "nil"))
_SUB_CLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


class Broken(NamedTuple):
    """A constraint that a node breaks. ``path`` is the IRI of the property, behind "^" if it leads to the node.

    ``rule`` names shape, property and constraint; ``value`` is what breaks it, if it is not that something is missing.
    """

    severity: str
    rule: str
    focus: Term
    path: str
    value: Term | None
    message: str


@dataclass(frozen=True, slots=True)
class _Graph:
    """The statements of a graph in both directions, and the members of each class that a shape names."""

    said: Statements
    inverse: Statements
    members: Mapping[Term, Mapping[Term, None]]


#: Whether a constraint holds of a value; and which values, or ``None``, break one that is put to all of a node's.
_Holds = Callable[[Term], bool]
_Wrong = Callable[[Term, tuple[Term, ...]], Iterable[Term | None]]


@dataclass(frozen=True, slots=True)
class _Constraints:
    """What is asked of the values of one path, or without a path of the node itself.

    The tests are made for each graph anew: what can be looked up is looked up once.
    """

    path: ox.NamedNode | None
    is_inverse: bool
    severity: str
    name: str
    message: str
    least: int
    most: int | None
    of_each: tuple[tuple[str, Callable[[_Graph], _Holds]], ...]
    of_all: tuple[tuple[str, Callable[[_Graph], _Wrong]], ...]

    def broken(self, graph: _Graph, nodes: Iterable[Term]) -> Iterator[tuple[Term, str, Term | None]]:
        """The constraints that nodes break, each with the value that does."""
        of_each = [(constraint, test(graph)) for constraint, test in self.of_each]
        of_all = [(constraint, test(graph)) for constraint, test in self.of_all]
        said = (graph.inverse if self.is_inverse else graph.said).get(self.path, {}) if self.path else None
        most = inf if self.most is None else self.most
        for node in nodes:
            values = (node,) if said is None else said.get(node, ())
            if said is not None and not self.least <= len(values) <= most:
                yield node, "minCount" if len(values) < self.least else "maxCount", None
            for value in values:
                for constraint, holds in of_each:
                    if not holds(value):
                        yield node, constraint, value
            for constraint, wrong in of_all:
                for found in wrong(node, values):
                    yield node, constraint, found


@dataclass(frozen=True, slots=True)
class _Shape:
    """Constraints, and to what they are put: the members of classes, the subjects or the objects of properties."""

    classes: tuple[Term, ...]
    subjects_of: tuple[Term, ...]
    objects_of: tuple[Term, ...]
    constraints: tuple[_Constraints, ...]

    def nodes(self, graph: _Graph) -> Collection[Term]:
        """The nodes of a graph that the shape is about, each once."""
        found: list[Collection[Term]] = [graph.members[cls] for cls in self.classes if cls in graph.members]
        found += [graph.said[path] for path in self.subjects_of if path in graph.said]
        found += [some for path in self.objects_of for some in graph.said.get(path, {}).values()]
        return dict.fromkeys(chain.from_iterable(found)) if len(found) > 1 or self.objects_of else [*found, ()][0]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes, the properties that they follow backwards, and for each class all that are above it."""

    shapes: tuple[_Shape, ...]
    inverse: frozenset[Term]
    above: Mapping[Term, frozenset[Term]]

    def broken(self, triples: Iterable[ox.Triple | ox.Quad]) -> Iterator[Broken]:
        """Every constraint that the statements break."""
        graph = self._graph(triples)
        for shape in self.shapes:
            nodes = shape.nodes(graph)
            for one in shape.constraints if nodes else ():
                for node, constraint, value in one.broken(graph, nodes):
                    path = ("^" if one.is_inverse else "") + one.path.value if one.path else ""
                    yield Broken(one.severity, f"{one.name}-{constraint}", node, path, value, one.message)

    def _graph(self, triples: Iterable[ox.Triple | ox.Quad]) -> _Graph:
        said = _statements(triples)
        inverse: dict[Term, dict[Term, tuple[Term, ...]]] = {}
        for path in self.inverse:
            for subject, objects in said.get(path, {}).items():
                for node in objects:
                    _add(inverse, path, node, subject)
        members: dict[Term, dict[Term, None]] = {}
        for node, kinds in said.get(_TYPE, {}).items():
            for kind in kinds:
                for cls in self.above.get(kind, (kind,)):
                    members.setdefault(cls, {})[node] = None
        return _Graph(said, inverse, members)


def load(folder: Path = home.ONTOLOGY) -> Shapes:
    """The shapes of the ontology. Raises ``ValueError`` for a constraint that this module does not know."""
    shapes = _Reader(_statements(ox.parse(path=folder / "shapes.ttl")))
    parents = _statements(ox.parse(path=folder / "mandategraph.ttl")).get(_SUB_CLASS, {})
    return Shapes(shapes.shapes(), shapes.inverse(), {cls: _above(cls, parents) for cls in parents})


def _statements(triples: Iterable[ox.Triple | ox.Quad]) -> Statements:
    """Statements by property and subject: tuples, since most are of one, and the garbage collector passes them over."""
    said: dict[Term, dict[Term, tuple[Term, ...]]] = {}
    for triple in triples:
        _add(said, triple.predicate, triple.subject, triple.object)  # type: ignore[arg-type]
    return said


def _add(said: dict[Term, dict[Term, tuple[Term, ...]]], path: Term, node: Term, value: Term) -> None:
    values = said.get(path)
    if values is None:
        said[path] = {node: (value,)}
    else:
        values[node] = (*values.get(node, ()), value)


def _above(cls: Term, parents: Mapping[Term, tuple[Term, ...]]) -> frozenset[Term]:
    """A class and all classes above it."""
    waiting = [cls]
    for one in waiting:
        waiting.extend(above for above in parents.get(one, ()) if above not in waiting)
    return frozenset(waiting)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads shapes out of the statements of a file."""

    said: Statements

    def shapes(self) -> tuple[_Shape, ...]:
        """The shapes that have a target."""
        classes, subjects, objects = (self.said.get(_sh(name), {}) for name in _TARGETS)
        return tuple(
            _Shape(
                classes.get(shape, ()),
                subjects.get(shape, ()),
                objects.get(shape, ()),
                self._all_of(shape, _ending(shape)),
            )
            for shape in dict.fromkeys((*classes, *subjects, *objects))
        )

    def inverse(self) -> frozenset[Term]:
        """The properties that a path follows backwards."""
        return frozenset(chain.from_iterable(self.said.get(_sh("inversePath"), {}).values()))

    def _all_of(self, shape: Term, label: str) -> tuple[_Constraints, ...]:
        """The constraints of a shape on its nodes, and those of its properties."""
        return tuple(self._constraints(node, label) for node in (shape, *self._all(shape, "property")))

    def _constraints(self, node: Term, label: str) -> _Constraints:
        path, is_inverse = self._path(node)
        of_each: list[tuple[str, Callable[[_Graph], _Holds]]] = []
        of_all: list[tuple[str, Callable[[_Graph], _Wrong]]] = []
        for predicate, said in self.said.items():
            name = predicate.value.removeprefix(_SH) if predicate.value.startswith(_SH) else ""
            for value in said.get(node, ()) if name and name not in _NO_CONSTRAINT else ():
                if name in _OF_ALL:
                    of_all.append((name, partial(_OF_ALL[name], value)))
                elif name in _OF_EACH:
                    of_each.append((name, partial(_OF_EACH[name], self._read(name, value))))
                else:
                    raise ValueError(f"shapes.ttl: no such constraint is known here: sh:{name}")
        severity = self._one(node, "severity")
        least, most = self._one(node, "minCount"), self._one(node, "maxCount")
        return _Constraints(
            path,
            is_inverse,
            severity.value.removeprefix(_SH) if severity else "Violation",
            f"{label}-{_ending(path)}" if path else label,
            getattr(self._one(node, "message"), "value", ""),
            int(least.value) if least else 0,
            int(most.value) if most else None,
            tuple(of_each),
            tuple(of_all),
        )

    def _path(self, node: Term) -> tuple[ox.NamedNode | None, bool]:
        for path in self._all(node, "path"):
            if isinstance(path, ox.NamedNode):
                return path, False
            for inverse in self._all(path, "inversePath"):
                if isinstance(inverse, ox.NamedNode):
                    return inverse, True
        return None, False

    def _read(self, name: str, value: Term) -> Any:  # noqa: ANN401
        """What a constraint is put with, in the form in which its test wants it."""
        if name == "in":
            return frozenset(self._list(value))
        if name == "or":
            return tuple(self._all_of(one, "") for one in self._list(value))
        if name == "pattern" and isinstance(value, ox.Literal):
            return re.compile(value.value)
        return value

    def _list(self, node: Term) -> Iterator[Term]:
        while node != _NIL:
            yield self.said[_FIRST][node][0]
            node = self.said[_REST][node][0]

    def _all(self, node: Term, name: str) -> tuple[Term, ...]:
        return self.said.get(_sh(name), {}).get(node, ())

    def _one(self, node: Term, name: str) -> Any:  # noqa: ANN401
        return next(iter(self._all(node, name)), None)


def _ending(node: Term) -> str:
    """The last word of an IRI."""
    return re.split(r"[#/]", str(node.value))[-1]


_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
#: What is no constraint on values, or is looked at elsewhere.
_NO_CONSTRAINT = (
    *("path", "inversePath", "property", "severity", "message", "minCount", "maxCount"),
    *_TARGETS,
)


def _datatype(datatype: ox.NamedNode, _: _Graph) -> _Holds:
    form = _LEXICAL.get(datatype.value.removeprefix(_XSD))
    if form is None:
        return lambda value: isinstance(value, ox.Literal) and value.datatype == datatype
    return lambda value: (
        isinstance(value, ox.Literal) and value.datatype == datatype and form.fullmatch(value.value) is not None
    )


#: How values of these datatypes are written (XML Schema 1.1, part 2).
_LEXICAL = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "date": re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?"),
    "dateTime": re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?"),
}

_KINDS = {_sh("IRI"): ox.NamedNode, _sh("BlankNode"): ox.BlankNode, _sh("Literal"): ox.Literal}


def _class(cls: Term, graph: _Graph) -> _Holds:
    return graph.members.get(cls, {}).__contains__


def _or(shapes: tuple[tuple[_Constraints, ...], ...], graph: _Graph) -> _Holds:
    return lambda value: any(not any(True for one in shape for _ in one.broken(graph, (value,))) for shape in shapes)


def _compared(holds: Callable[[Any, Any], bool], one: Term, other: Term) -> bool:
    """Whether a comparison holds of two numbers; of what is no number none does."""
    for number in (int, Decimal):
        try:
            return holds(number(one.value), number(other.value))
        except (AttributeError, ValueError, InvalidOperation):
            continue
    return False


#: The constraints on each value: from what they are put with, and a graph, to whether they hold of a value.
_OF_EACH: Mapping[str, Callable[[Any, _Graph], _Holds]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": lambda kind, _: lambda value: isinstance(value, _KINDS[kind]),
    "in": lambda terms, _: terms.__contains__,
    "pattern": lambda form, _: (
        lambda value: not isinstance(value, ox.BlankNode) and form.search(value.value) is not None
    ),
    "minLength": lambda n, _: lambda value: not isinstance(value, ox.BlankNode) and len(value.value) >= int(n.value),
    "minInclusive": lambda limit, _: lambda value: _compared(ge, value, limit),
    "minExclusive": lambda limit, _: lambda value: _compared(gt, value, limit),
    "maxInclusive": lambda limit, _: lambda value: _compared(le, value, limit),
    "or": _or,
}


def _beside(holds: Callable[[Any, Any], bool], other: Any, graph: _Graph) -> _Wrong:  # noqa: ANN401
    """Each value that is not so beside a value of another property of the node."""
    said = graph.said.get(other, {})
    return lambda node, values: (
        value for value in values for second in said.get(node, ()) if not _compared(holds, value, second)
    )


def _disjoint(other: Any, graph: _Graph) -> _Wrong:  # noqa: ANN401
    said = graph.said.get(other, {})
    return lambda node, values: (value for value in values if value in said.get(node, ()))


def _unique_language(_: Any, __: _Graph) -> _Wrong:  # noqa: ANN401
    def wrong(_: Term, values: tuple[Term, ...]) -> Iterator[None]:
        counts = Counter(value.language for value in values if isinstance(value, ox.Literal) and value.language)
        return (None for times in counts.values() if times > 1)

    return wrong


#: The constraints on all values together: from what they are put with, and a graph, to what is wrong with a node.
_OF_ALL: Mapping[str, Callable[[Any, _Graph], _Wrong]] = {
    "hasValue": lambda wanted, _: lambda __, values: () if wanted in values else (None,),
    "uniqueLang": _unique_language,
    "disjoint": _disjoint,
    "lessThan": partial(_beside, lt),
    "lessThanOrEquals": partial(_beside, le),
}

"""Protocol: what a store answers to queries, updates and requests for whole graphs, as bytes in the form asked for.

SPARQL 1.1 Protocol and Graph Store HTTP Protocol (W3C, 2013). The functions here are done by workers; they know nothing
of HTTP but the status that goes with a refusal. Where a request names no dataset, the default graph is the union of all
graphs, as the service description says.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pyoxigraph as ox

from . import sparql
from .negotiation import GRAPHS, ROWS, preferred

_Form = TypeVar("_Form", ox.RdfFormat, ox.QueryResultsFormat)


@dataclass(frozen=True, slots=True)
class Representation:
    """Bytes and what they are."""

    body: bytes
    media_type: str


class RefusedError(Exception):
    """A request that is not fulfilled: an HTTP status, and a sentence for the person who sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(status, sentence)
        self.status = status
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names: those to be merged, and those to be asked by name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def query(
    graphs: ox.Store, words: str, dataset: Dataset, accept: str, most: int, *, outside: bool, base: str | None = None
) -> Representation:
    """The answer to a query in the form that is preferred, ``most`` bytes of it at most. IRIs are relative to ``base``.

    ``RefusedError``: 400 for what is no query, 403 for one that calls for another server unless ``outside`` allows it,
    406 if no form will do, 413 if the answer is larger.
    """
    _refuse_reaching_out(words, outside=outside)
    told = dataset != Dataset()
    try:
        found = graphs.query(
            words,
            base_iri=base,
            use_default_graph_as_union=not told and not sparql.names_dataset(words),
            default_graph=_nodes(dataset.default) if told else None,
            named_graphs=_nodes(dataset.named) if told else None,
        )
        body = _Bounded(most)
        if isinstance(found, ox.QueryTriples):
            media_type = (form := form_of(accept, GRAPHS)).media_type
            found.serialize(body, format=form)
        else:
            media_type = (rows := form_of(accept, ROWS)).media_type
            found.serialize(body, format=rows)
    except SyntaxError as error:
        raise RefusedError(400, f"This is no query: {error.msg}.") from error
    except OSError as error:
        if "RDF 1.2" not in str(error):
            raise
        raise RefusedError(406, f"The answer cannot be written as {media_type}: {error}.") from error
    except OverflowError as error:
        raise RefusedError(
            413, f"The answer is larger than {most:,} bytes: ask for less, with LIMIT for instance, or load the dump."
        ) from error
    return Representation(body.getvalue(), media_type)


def update(graphs: ox.Store, words: str, dataset: Dataset, *, outside: bool, base: str | None = None) -> None:
    """Do an update, all of it or nothing. ``RefusedError`` as for queries."""
    _refuse_reaching_out(words, outside=outside)
    try:
        graphs.update(sparql.with_dataset(words, dataset.default, dataset.named), base_iri=base)
    except sparql.DatasetError as error:
        raise RefusedError(400, f"{error}.") from error
    except SyntaxError as error:
        raise RefusedError(400, f"This is no update: {error.msg}.") from error
    except RuntimeError as error:  # it names a graph that is not there, or one to be created that is
        raise RefusedError(400, f"This update cannot be done: {error}.") from error


def graph(graphs: ox.Store, name: str | None, accept: str) -> Representation:
    """A whole graph, or without a name the default graph: the union of all is not sent, since it is the dump.

    ``RefusedError``: 404 if there is no such graph, 406 if no form will do.
    """
    node = ox.DefaultGraph() if name is None else _node(name)
    if isinstance(node, ox.NamedNode) and not graphs.contains_named_graph(node):
        raise RefusedError(404, f"There is no graph {name}.")
    form = form_of(accept, GRAPHS)
    triples = (quad.triple for quad in graphs.quads_for_pattern(None, None, None, node))
    return Representation(ox.serialize(triples, format=form) or b"", form.media_type)


def _refuse_reaching_out(words: str, *, outside: bool) -> None:
    keyword = None if outside else sparql.reaches_out(words)
    if keyword:
        raise RefusedError(403, f"{keyword} is not allowed here: this server asks no others.")


def form_of(accept: str, forms: Mapping[str, _Form]) -> _Form:
    """The form of these that a header ``Accept`` prefers; ``RefusedError`` (406) if it takes none."""
    by_type = {form.media_type.partition(";")[0]: form for form in forms.values()}
    chosen = preferred(accept, tuple(by_type))
    if chosen is None:
        raise RefusedError(406, f"There is {', '.join(by_type)}.")
    return by_type[chosen]


def _nodes(names: Sequence[str]) -> list[Any]:
    return [_node(name) for name in names]


def _node(name: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(name)
    except ValueError as error:
        raise RefusedError(400, f"This is no IRI: {name}.") from error


class _Bounded(io.BytesIO):
    """Bytes, and ``OverflowError`` when there are more than ``most``."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, some: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(some) > self._most:
            raise OverflowError
        return super().write(some)

"""Loading: the graphs of a store, copied into a store on the network.

The other store remembers what it was sent, in a graph of its own (``graph/loaded``): of each graph that it is part of
this, and when it had been sent whole and read back without a difference, its digest and the number of its statements.
So a second loading sends only what has changed, whichever machine it starts from, and one that broke off goes on where
it was: a graph that was sent in part has no digest.

A graph is sent in batches and read back as it streams: what is held in memory does not grow with the store. The store
itself is only read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import pyoxigraph as ox

from . import iri
from .digest import Digest, digest
from .errors import RemoteError, StoreError
from .remote import Remote
from .store import base_of


class State(StrEnum):
    """What became of one graph, or how it was found."""

    SENT = "sent"
    UNCHANGED = "unchanged"
    DROPPED = "dropped"
    SAME = "the same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One graph, what became of it and how many statements it holds. ``remark`` tells what is different."""

    graph: str
    state: State
    statements: int = 0
    remark: str | None = None


#: Statements in one request by Update: Virtuoso translates no more than some thousands at once.
BY_UPDATE = 1_000
#: Statements in one request by the Graph Store Protocol.
BY_GRAPH_STORE = 20_000
#: Bytes in one request, unless a single statement is longer: proxies are often set to take a million.
LARGEST = 900_000


def load(store: ox.Store, remote: Remote, batch: int | None = None) -> Iterator[Loaded]:
    """Make a store on the network hold the graphs of this one: one outcome for each, then what is found different.

    Of graphs that are no more, those are dropped that a loading put there, and no others. In the end every graph is
    counted again. ``RemoteError`` if the other store cannot be reached or refuses; ``StoreError`` if there is no graph.
    """
    loading = _Loading(store, remote, _record(store), batch or (BY_GRAPH_STORE if remote.graph_store else BY_UPDATE))
    remote.meet()
    for graph in _graphs(store):
        yield loading.brought(graph)
    yield from loading.dropped()
    for graph in _graphs(store):
        yield from loading.miscounted(graph)


def compare(store: ox.Store, remote: Remote) -> Iterator[Loaded]:
    """Read back every graph of a store from another on the network; nothing is sent."""
    loading = _Loading(store, remote, _record(store), BY_UPDATE)
    remote.meet()
    for graph in _graphs(store):
        mine, theirs = loading.digest(graph), remote.digest(graph) if loading.count(graph) else digest(())
        if mine == theirs:
            yield Loaded(graph.value, State.SAME, mine.statements)
        else:
            yield Loaded(graph.value, State.DIFFERENT, mine.statements, _difference(mine, theirs))


def _record(store: ox.Store) -> ox.NamedNode:
    if not store:
        raise StoreError("the store holds no graph yet; build it first: mandategraph build SOURCE --store FOLDER")
    return ox.NamedNode(iri.shared_graph(base_of(store), "loaded"))


def _graphs(store: ox.Store) -> Iterator[ox.NamedNode]:
    """The graphs of a store that hold something: other stores know no empty ones."""
    for graph in store.named_graphs():
        if any(True for _ in store.quads_for_pattern(None, None, None, graph)):
            yield cast("ox.NamedNode", graph)


def _difference(mine: Digest, theirs: Digest) -> str:
    if mine.statements == theirs.statements:
        return f"{mine.statements} statements on both sides, but not the same"
    return f"{theirs.statements} statements there instead of {mine.statements}"


@dataclass(frozen=True, slots=True)
class _Loading:
    """A store, where its graphs go, and the graph in which that is recorded."""

    store: ox.Store
    remote: Remote
    record: ox.NamedNode
    batch: int

    def brought(self, graph: ox.NamedNode) -> Loaded:
        """Send a graph, unless it was sent as it is and nothing has been lost of it since."""
        mine = self.digest(graph)
        if self.recorded(graph) == mine and self.count(graph) == mine.statements:
            return Loaded(graph.value, State.UNCHANGED, mine.statements)
        begun = f"{self._forget(graph)} ;\nINSERT DATA {{ GRAPH {self.record} {{ {graph} {_PART} {self.record} }} }}"
        self.remote.replace(graph, self._batches(graph), begun)
        theirs = self.remote.digest(graph)
        if theirs != mine:
            raise RemoteError(self._mistaken(graph, mine, theirs))
        whole = f'{graph} {_DIGEST} "{mine.value}" ; {_STATEMENTS} {mine.statements}'
        self.remote.update(f"INSERT DATA {{ GRAPH {self.record} {{ {whole} }} }}")
        return Loaded(graph.value, State.SENT, mine.statements)

    def dropped(self) -> Iterator[Loaded]:
        """Drop the graphs that a loading put there and that the store no longer holds."""
        last = ""
        while page := self._page(last):
            for name in page:
                graph = ox.NamedNode(name)
                if next(self._quads(graph), None) is None:
                    self.remote.update(f"DROP SILENT GRAPH {graph} ;\n{self._forget(graph)}")
                    yield Loaded(name, State.DROPPED)
            last = page[-1]

    def miscounted(self, graph: ox.NamedNode) -> Iterator[Loaded]:
        """A graph of which there is more or less than was recorded when it was sent."""
        recorded, count = self.recorded(graph), self.count(graph)
        if recorded is None or recorded.statements != count:
            expected = recorded.statements if recorded else "a record of it"
            yield Loaded(
                graph.value, State.DIFFERENT, count, f"{count} statements there instead of {expected}; load it again"
            )

    def digest(self, graph: ox.NamedNode) -> Digest:
        return digest(quad.triple for quad in self._quads(graph))

    def recorded(self, graph: ox.NamedNode) -> Digest | None:
        """What the other store recorded when a graph had been sent whole."""
        rows = self.remote.select(
            f"SELECT ?digest ?statements WHERE {{ GRAPH {self.record} {{"
            f" {graph} {_DIGEST} ?digest ; {_STATEMENTS} ?statements }} }}"
        )
        return next((Digest(int(row["statements"]), row["digest"]) for row in rows), None)

    def count(self, graph: ox.NamedNode) -> int:
        """How many statements the other store holds of a graph."""
        rows = self.remote.select(f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        return int(rows[0]["count"]) if rows else 0

    def _quads(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(None, None, None, graph)

    def _batches(self, graph: ox.NamedNode) -> Iterator[bytes]:
        lines: list[bytes] = []
        size = 0
        for quad in self._quads(graph):
            line = f"{quad.triple} .\n".encode()
            if lines and (len(lines) == self.batch or size + len(line) > LARGEST):
                yield b"".join(lines)
                lines, size = [], 0
            lines.append(line)
            size += len(line)
        yield b"".join(lines)

    def _forget(self, graph: ox.NamedNode) -> str:
        return f"DELETE WHERE {{ GRAPH {self.record} {{ {graph} ?p ?o }} }}"

    def _page(self, last: str) -> list[str]:
        """The next names, in order, of graphs that a loading has put there."""
        rows = self.remote.select(
            f"SELECT ?graph WHERE {{ GRAPH {self.record} {{ ?graph {_PART} {self.record} }}"
            f" FILTER(STR(?graph) > {ox.Literal(last)}) }} ORDER BY STR(?graph) LIMIT 1000"
        )
        return [row["graph"] for row in rows]

    def _mistaken(self, graph: ox.NamedNode, mine: Digest, theirs: Digest) -> str:
        """Why a graph that was sent is not what is read back."""
        count = self.count(graph)
        told = f"{self.remote.endpoint}: of {graph} "
        if theirs.statements < count == mine.statements:
            return (
                f"{told}all {count} statements are there, but only {theirs.statements} were given back;"
                " let the store give longer answers (ResultSetMaxRows in Virtuoso), or name its --graph-store"
            )
        return f"{told}was read back: {_difference(mine, theirs)}; does anybody else change it? Repeat the command"


_PART = "<http://purl.org/dc/terms/isPartOf>"
_DIGEST = "<http://purl.org/dc/terms/identifier>"
_STATEMENTS = "<http://rdfs.org/ns/void#triples>"

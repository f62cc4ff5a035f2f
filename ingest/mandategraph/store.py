"""Store: the graphs of many documents in one folder, to be asked together.

The folder is a database of Oxigraph and holds nothing but graphs: one for each document, replaced whole; one for the
actors; one for the ontology and its vocabularies; beside each document's, one of what follows from it; one of what
follows from all together. Whatever a graph was made of, it says itself: the digest of the file
and the version of the program. That is how a second build knows what has changed.
"""

import gc
import hashlib
import os
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple, TypeVar, cast

import pyoxigraph as ox

from . import home, inference, iri, review, shape, source, triples
from .errors import SourceError, StoreError
from .graphs import Graphs
from .knowledge import Knowledge, load
from .reading import read
from .source.place import STANDARD_INPUT, bytes_of
from .work import in_order, workers

_T = TypeVar("_T")


class State(StrEnum):
    """What became of one file."""

    BUILT = "built"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file and what became of it. ``remark`` is the error of a failed file, or what is odd about another."""

    path: Path
    state: State
    symbol: str | None = None
    remark: str | None = None


class Held(NamedTuple):
    """A document in a store, in one language: its graph, its symbol, and what the graph was made of."""

    graph: str
    symbol: str
    language: str
    digest: str
    version: str


def open_store(folder: Path) -> ox.Store:
    """The store in a folder, to be asked; ``StoreError`` if there is none, or one that was not finished."""
    if not _is_store(folder):
        raise StoreError(f"{folder}: no store there; make one with: mandategraph build SOURCE --store {folder}")
    store = _opened_to_read(folder)
    if not _is_whole(store):
        raise StoreError(
            f"{folder}: what follows from the documents is missing, the build was not finished;"
            f" repeat it: mandategraph build SOURCE --store {folder}"
        )
    return store


def _opened_to_read(folder: Path) -> ox.Store:
    try:
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:  # RuntimeError: files went while they were opened
        raise StoreError(f"{folder}: the store cannot be read; has another program opened it? ({error})") from error


def open_for_writing(folder: Path) -> ox.Store:
    """The store in a folder, made if there is none. Never touches a folder that holds something else."""
    if folder.exists() and not _is_store(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder}: this is no store, and not empty; name another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(folder))
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be written; has another program opened it? ({error})") from error


def _is_store(folder: Path) -> bool:
    return (folder / "CURRENT").is_file()


def _is_whole(store: ox.Store) -> bool:
    """Whether a store was finished: what follows from its documents together stands in it."""
    known, follows = (ox.NamedNode(iri.shared_graph(base_of(store), name)) for name in ("actors", "inferred"))
    return store.contains_named_graph(follows) or not store.contains_named_graph(known)


def stamp(folder: Path) -> frozenset[tuple[str, int, int, int]]:
    """What differs when anything was written to the store in a folder since; empty if there is none.

    RocksDB writes a new manifest when it is opened to be written, and appends to it and to its logs.
    """
    try:
        with os.scandir(folder) as files:
            named = [
                file for file in files if file.name.startswith(("CURRENT", "MANIFEST")) or file.name.endswith(".log")
            ]
            told = [(file.name, file.stat()) for file in named]
    except OSError:  # gone, or a file of it while it was looked at
        return frozenset()
    return frozenset((name, of.st_ino, of.st_size, of.st_mtime_ns) for name, of in told)


def base_of(store: ox.Store) -> str:
    """The base of a store's data, told by the name of its graph of actors; the usual one if there is none yet."""
    ending = iri.shared_graph("", "actors")
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return next((name.removesuffix(ending) for name in names if name.endswith(ending)), iri.BASE)


def held(store: Graphs) -> Iterator[Held]:
    """The documents of a store, in the order of their symbols."""
    rows = store.query(
        """
        PREFIX mg: <https://w3id.org/mandategraph/ontology#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        SELECT ?graph ?symbol ?language ?digest ?version WHERE {
          GRAPH ?graph {
            ?document mg:hasText ?text ; mg:symbol ?symbol .
            ?text mg:hasFile ?file ; mg:language ?language .
            ?file mg:sha256 ?digest .
            ?graph prov:wasGeneratedBy ?run .
            ?run mg:programVersion ?version .
          }
        } ORDER BY ?symbol ?graph
        """
    )
    for row in cast("ox.QuerySolutions", rows):
        yield Held(*(row[place].value for place in ("graph", "symbol", "language", "digest", "version")))


def replace(store: ox.Store, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
    """Put these statements in the place of all that a graph held, in one transaction. None of them has a blank node."""
    store.update(_replacement(graph, quads))


def _replacement(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> str:
    statements = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{statements}\n}} }}"


def put(store: ox.Store, graph: str, quads: Iterable[ox.Quad]) -> None:
    """Put what was read of a document, and what follows from it, in the place of what the store held of both.

    What people have judged stays, and is applied to what was read.
    """
    said: dict[str, list[ox.Quad]] = {graph: [], iri.inferred(graph): []}
    for quad in quads:
        said[cast("ox.NamedNode", quad.graph_name).value].append(quad)
    reviews = review.reviews_in(store, graph)
    if reviews:
        put_reviewed(store, graph, *review.applied(frozenset(quad.triple for quad in said[graph]), reviews))
    else:
        store.update(" ;\n".join(_replacement(ox.NamedNode(name), some) for name, some in said.items()))


def put_reviewed(store: ox.Store, graph: str, said: review.Statements, reviews: Iterable[review.Review]) -> None:
    """Put a document's graph as people leave it standing, what follows and what they say, in one transaction."""
    quads = tuple(ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph)) for t in said)
    pieces = {
        graph: quads,
        iri.inferred(graph): inference.follows(quads, graph, _rules()),
        iri.reviews(graph): review.describe(reviews, graph),
    }
    store.update(" ;\n".join(_replacement(ox.NamedNode(name), some) for name, some in pieces.items()))


def conclude(store: ox.Store, base: str) -> None:
    """Conclude what follows from all documents together, and see to it that all is on disk."""
    replace(store, ox.NamedNode(iri.shared_graph(base, "inferred")), inference.follows_across(store, base, _rules()))
    store.flush()


def reviewed(store: ox.Store) -> Iterator[str]:
    """The graphs of documents of which people have said something."""
    ending = iri.reviews("")
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode) and graph.value.endswith(ending):
            yield graph.value.removesuffix(ending)


def build(
    places: Iterable[Path],
    folder: Path,
    *,
    jobs: int | None = None,
    base: str = iri.BASE,
    again: bool = False,
) -> Iterator[Outcome]:
    """Read files and folders into a store: one outcome for each file, in order.

    A file that this version of the program has read before is passed over, unless it is to be read ``again``. Of two
    files with the same symbol the later counts. A file that cannot be read changes nothing, and if none can be read,
    the store is not even made. ``SourceError`` if a place does not exist, or holds no file.
    """
    files = tuple(source.paths(places))
    if not files:
        raise SourceError("no file to read there; name a file, or a folder with files in it")
    before = tuple(held(_opened_to_read(folder))) if _is_store(folder) else ()
    known = {} if again else {h.digest: h for h in before if _is_current(h, base)}
    unchanged = dict(_unchanged(files, known))
    writer = _Writer(folder, base, frozenset(h.graph for h in before), files, unchanged)
    with TemporaryDirectory(prefix="mandategraph-") as scratch:
        for shard, reads in _shards(files, unchanged, Path(scratch), base, jobs):
            yield from writer.write(shard, reads)
    writer.finish()


def _is_current(document: Held, base: str) -> bool:
    return document.version == triples.program_version() and document.graph.startswith(base)


def _unchanged(files: Iterable[Path], known: Mapping[str, Held]) -> Iterator[tuple[Path, Held]]:
    """The files whose digest a graph of the store records, and what that graph holds."""
    if not known:
        return
    for file in files:
        try:
            digest = hashlib.sha256(bytes_of(file)).hexdigest()
        except SourceError:
            continue
        if digest in known:
            yield file, known[digest]


class _Read(NamedTuple):
    """A file that was read: its graph stands in the shard from ``start`` to ``end``. Or the error that it gave.

    ``broken`` counts the errors that the shapes find in the graph.
    """

    path: Path
    symbol: str = ""
    graph: str = ""
    start: int = 0
    end: int = 0
    broken: int = 0
    error: str | None = None


class _Shard(NamedTuple):
    """Some files in order, those of them that must be read, and where to write their N-Quads."""

    paths: Sequence[Path]
    changed: tuple[Path, ...]
    file: Path
    base: str
    at: datetime


def _shards(
    files: Sequence[Path], unchanged: Container[Path], scratch: Path, base: str, jobs: int | None
) -> Iterator[tuple[_Shard, tuple[_Read, ...]]]:
    """The files in order, a few at a time, with what was read of them, by several processes if there are many."""
    at = datetime.now(UTC)
    to_read = sum(file not in unchanged for file in files)
    number = (jobs or os.cpu_count() or 1) if to_read >= _WORTH_A_PROCESS and STANDARD_INPUT not in files else 1
    size = max(1, min(32, to_read // (4 * number)))
    pieces = (files[start : start + size] for start in range(0, len(files), size))
    shards = (
        _Shard(piece, tuple(path for path in piece if path not in unchanged), scratch / f"{index}.nq", base, at)
        for index, piece in enumerate(pieces)
    )
    with workers(number) as pool:
        yield from in_order(pool, _read, shards, ahead=2 * number)


#: Below this number of files, starting a process takes longer than reading them.
_WORTH_A_PROCESS = 16


def _read(shard: _Shard) -> tuple[_Read, ...]:
    """Read files and write their graphs to a shard; done by a worker, which hands back no more than places in it."""
    with shard.file.open("wb") as output:
        return tuple(_read_one(path, output, shard) for path in shard.changed)


def _read_one(path: Path, output: BinaryIO, shard: _Shard) -> _Read:
    start = output.tell()
    try:
        reading = read(source.from_file(path), _knowledge())
        described = tuple(triples.describe(reading, base=shard.base, at=shard.at))
        graph = iri.graph(iri.document(shard.base, reading.symbol), reading.language)
        broken = sum(one.severity == "Violation" for one in _shapes().broken(described))
        followed = inference.follows(described, graph, _rules())
        ox.serialize(chain(described, followed), output, format=ox.RdfFormat.N_QUADS)
    except SourceError as error:
        return _Read(path, error=str(error))
    except Exception as error:
        error.add_note(f"while reading {path}")
        raise
    return _Read(path, reading.symbol, graph, start, output.tell(), broken)


@cache
def _knowledge() -> Knowledge:
    """The knowledge that is shipped, loaded once in each process."""
    knowledge = load(home.KNOWLEDGE)
    gc.freeze()  # it stays as long as the process does: nobody need look through it for what can be thrown away
    return knowledge


@cache
def _rules() -> inference.Rules:
    """The rules that are shipped, loaded once in each process."""
    return inference.load()


@cache
def _shapes() -> shape.Shapes:
    """The shapes that are shipped, loaded once in each process."""
    return shape.load()


class _Writer:
    """Puts shards into a store: new documents in bulk, the others one by one in the place of what was there."""

    def __init__(
        self, folder: Path, base: str, before: frozenset[str], files: Sequence[Path], unchanged: Mapping[Path, Held]
    ) -> None:
        self._folder = folder
        self._base = base
        self._before = before
        self._unchanged = unchanged
        self._order = {file: number for number, file in enumerate(files)}
        self._kept = {document.graph: file for file, document in unchanged.items()}
        self._written: dict[str, Path] = {}
        self._reviewed: frozenset[str] = frozenset()
        self._store: ox.Store | None = None

    def write(self, shard: _Shard, found: Sequence[_Read]) -> Iterator[Outcome]:
        """Write a shard, and tell in order what became of its files."""
        reads = {read.path: read for read in found}
        counting = [read for read in reads.values() if read.error is None and self._superseding(read) is None]
        try:
            if counting or len(reads) < len(shard.paths):
                self._put(shard.file, counting)
        except OSError as error:
            raise StoreError(f"{self._folder}: the store cannot be written: {error}") from error
        shard.file.unlink()
        for path in shard.paths:
            yield self._told(reads[path]) if path in reads else self._left(path)

    def finish(self) -> None:
        """Conclude what follows from all documents together, and see to it that all is on disk.

        A new store is packed once, after which it is read in about two thirds of the time.
        """
        if self._store is not None:
            conclude(self._store, self._base)
            if not self._before:
                self._store.optimize()

    def _left(self, path: Path) -> Outcome:
        return Outcome(path, State.UNCHANGED, self._unchanged[path].symbol)

    def _superseding(self, read: _Read) -> Path | None:
        """A later file of the same document, which is in the store already."""
        kept = self._kept.get(read.graph)
        return kept if kept is not None and self._order[kept] > self._order[read.path] else None

    def _put(self, file: Path, reads: Sequence[_Read]) -> None:
        store = self._store = self._store or self._opened()
        last = {read.graph: read for read in reads}
        new = [read for read in last.values() if not self._is_present(read)]
        with file.open("rb") as quads:
            if new:
                store.bulk_load(b"".join(_piece(quads, read) for read in new), ox.RdfFormat.N_QUADS)
            for read in last.values():
                if self._is_present(read):
                    put(store, read.graph, ox.parse(_piece(quads, read), ox.RdfFormat.N_QUADS))

    def _is_present(self, read: _Read) -> bool:
        return read.graph in self._before or read.graph in self._written or read.graph in self._reviewed

    def _opened(self) -> ox.Store:
        """The store, with the graphs that belong to no document brought up to date."""
        store = open_for_writing(self._folder)
        store.remove_graph(ox.NamedNode(iri.shared_graph(self._base, "inferred")))  # until it is concluded anew
        self._reviewed = frozenset(reviewed(store))
        for graph, quads in shared(self._base).items():
            if set(store.quads_for_pattern(None, None, None, graph)) != quads:
                replace(store, graph, quads)
        return store

    def _told(self, read: _Read) -> Outcome:
        if read.error is not None:
            return Outcome(read.path, State.FAILED, None, read.error)
        later = self._superseding(read)
        if later:
            return Outcome(read.path, State.UNCHANGED, read.symbol, _twice(read, later))
        earlier = self._written.get(read.graph) or self._kept.get(read.graph)
        self._written[read.graph] = read.path
        state = State.REPLACED if read.graph in self._before else State.BUILT
        remarks = ([_twice(read, earlier)] if earlier else []) + ([_unsound(read)] if read.broken else [])
        return Outcome(read.path, state, read.symbol, "; ".join(remarks) or None)


def _piece(quads: BinaryIO, read: _Read) -> bytes:
    quads.seek(read.start)
    return quads.read(read.end - read.start)


def _unsound(read: _Read) -> str:
    return f"{read.broken} statements of {read.symbol} break the shapes of the ontology; mandategraph check lists them"


def _twice(read: _Read, other: Path) -> str:
    return f"{read.symbol} is also read from {other}; the later of two files counts"


def shared(base: str = iri.BASE) -> dict[ox.NamedNode, set[ox.Quad]]:
    """The graphs that belong to no document: the actors, and the ontology with its vocabularies."""
    graphs: dict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
    for quad in triples.describe_knowledge(_knowledge(), base):
        graphs[cast("ox.NamedNode", quad.graph_name)].add(quad)
    vocabulary = ox.NamedNode(iri.shared_graph(base, "vocabulary"))
    graphs[vocabulary] |= set(_ontology(vocabulary))
    return graphs


def _ontology(graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """What the files of the ontology say, the shapes apart. Blank nodes get names, the same each time."""
    said = ox.Dataset()
    for file in sorted(home.ONTOLOGY.glob("*.ttl")):
        if file.name != "shapes.ttl":
            for quad in ox.parse(path=file):
                said.add(quad)
    said.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for quad in said:
        yield ox.Quad(_named(quad.subject, graph), quad.predicate, _named(quad.object, graph), graph)


def _named(term: _T, graph: ox.NamedNode) -> _T | ox.NamedNode:
    return ox.NamedNode(f"{graph.value}#{term.value}") if isinstance(term, ox.BlankNode) else term

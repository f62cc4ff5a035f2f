"""Table: all documents of a store in rows and columns, for spreadsheets, data frames and measurement.

A table is a stored query of ``queries/tables``, whose header names its columns. It is put to the graph of one document
after the other, in the order of their symbols, so that memory stays flat however many there are.
"""

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from .errors import StoreError
from .home import QUERIES
from .question import Column, Question, questions
from .store import Held, held
from .work import in_order

Cell = str | int | None
Row = tuple[Cell, ...]


def tables(folder: Path = QUERIES / "tables") -> tuple[Question, ...]:
    """The tables, in the order of their names."""
    return questions(folder)


def rows(graphs: ox.Store, table: Question, graph: str) -> Iterator[Row]:
    """The rows of a table for the document in this graph."""
    found = cast("ox.QuerySolutions", graphs.query(table.sparql, default_graph=ox.NamedNode(graph)))
    for row in found:
        yield tuple(_cell(column, term) for column, term in zip(table.columns, row, strict=True))


def _cell(column: Column, term: ox.NamedNode | ox.Literal | None) -> Cell:
    if term is None:
        return None
    return int(term.value) if column.is_integer else term.value


def export(graphs: ox.Store, folder: Path, form: str = "csv") -> Iterator[str]:
    """Write every table of a store to a folder; tell the symbol of each document when its rows are written.

    The files take the place of older ones when all of them are whole. Threads do the work: a store answers several
    questions at once.
    """
    named = tables()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: no tables can be written there: {error.strerror}") from error
    threads = os.cpu_count() or 1
    with ExitStack() as files, ThreadPoolExecutor(threads) as pool:
        puts = [files.enter_context(_replacing(folder / f"{table.name}.{form}", table, FORMS[form])) for table in named]
        of_document = partial(_of_document, graphs, named)
        for document, found in in_order(pool, of_document, held(graphs), ahead=4 * threads):
            for put, some in zip(puts, found, strict=True):
                put(some)
            yield document.symbol


def _of_document(graphs: ox.Store, named: Sequence[Question], document: Held) -> list[list[Row]]:
    return [list(rows(graphs, table, document.graph)) for table in named]


Put = Callable[[Iterable[Row]], None]
Write = Callable[[Path, Question], AbstractContextManager[Put]]


@contextmanager
def _replacing(file: Path, table: Question, write: Write) -> Iterator[Put]:
    """Write beside a file, and put the result in its place in the end."""
    part = file.with_name(f"{file.name}.part")
    try:
        with write(part, table) as put:
            yield put
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _as_csv(file: Path, table: Question) -> Iterator[Put]:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        yield writer.writerows


@contextmanager
def _as_jsonl(file: Path, table: Question) -> Iterator[Put]:
    names = [column.name for column in table.columns]
    with file.open("w", encoding="utf-8") as stream:

        def put(found: Iterable[Row]) -> None:
            stream.writelines(
                json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n" for row in found
            )

        yield put


@contextmanager
def _as_parquet(file: Path, table: Question) -> Iterator[Put]:
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise StoreError('parquet needs pyarrow; install it with: pip install "mandategraph[parquet]"') from error
    types = {True: pa.int64(), False: pa.string()}
    schema = pa.schema([(column.name, types[column.is_integer]) for column in table.columns])
    waiting: list[Row] = []

    def put(found: Iterable[Row]) -> None:
        waiting.extend(found)
        if len(waiting) >= _ROW_GROUP:
            flush()

    def flush() -> None:
        columns = list(zip(*waiting, strict=True)) or [()] * len(schema)
        writer.write_table(
            pa.table([pa.array(c, t) for c, t in zip(columns, schema.types, strict=True)], schema=schema)
        )
        waiting.clear()

    with ParquetWriter(file, schema) as writer:
        yield put
        flush()


_ROW_GROUP = 20_000

#: The forms of a table, by the ending of its file.
FORMS: Mapping[str, Write] = {"csv": _as_csv, "jsonl": _as_jsonl, "parquet": _as_parquet}

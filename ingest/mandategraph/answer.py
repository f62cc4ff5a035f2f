"""Answer: the rows with which a store answers a question, and the ways to write them."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO, cast

import pyoxigraph as ox

from .question import Question, Term
from .reference import terms


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms, one for each column; ``None`` where the graph says nothing."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    @property
    def texts(self) -> Iterator[list[str]]:
        """The rows as people read them: the words of a literal, the IRI of anything else, nothing for nothing."""
        return ([term.value if term is not None else "" for term in row] for row in self.rows)


def ask(graphs: ox.Store, question: Question, words: Mapping[str, str]) -> Answer:
    """The answer of a store to a question that is told these words; ``QuestionError`` if they are not understood."""
    return answer(graphs, question.told(terms(graphs, question, words)))


def answer(graphs: ox.Store, query: str) -> Answer:
    """The answer of a store, all its graphs together, to a SELECT query."""
    found = cast("ox.QuerySolutions", graphs.query(query, use_default_graph_as_union=True))
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, tuple(tuple(row[column] for column in columns) for row in found))


def as_csv(given: Answer, to: TextIO) -> None:
    """Comma-separated values under a line of names."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(given.columns)
    writer.writerows(given.texts)


def as_json(given: Answer, to: TextIO) -> None:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {column: _json(term) for column, term in zip(given.columns, row, strict=True) if term is not None}
        for row in given.rows
    ]
    result = {"head": {"vars": list(given.columns)}, "results": {"bindings": bindings}}
    to.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def as_turtle(given: Answer, to: TextIO) -> None:
    """The rows as RDF, in the vocabulary in which the SPARQL test suites write results."""
    to.write("@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .\n\n[] a rs:ResultSet ;\n")
    to.write(f"    rs:resultVariable {', '.join(map(_literal, given.columns))}")
    for index, row in enumerate(given.rows, 1):
        told = [
            f"        rs:binding [ rs:variable {_literal(column)} ; rs:value {term} ]"
            for column, term in zip(given.columns, row, strict=True)
            if term is not None
        ]
        to.write(" ;\n    rs:solution [\n" + " ;\n".join([f"        rs:index {index}", *told]) + "\n    ]")
    to.write(" .\n")


def _literal(words: str) -> str:
    return str(ox.Literal(words))


def as_table(given: Answer, to: TextIO) -> None:
    """Columns for the eye, and above them what is the same in all rows; a single row is a list.

    On a terminal they are folded to its width; elsewhere each row is one line. No word is left out.
    """
    if not given.rows:
        to.write("no answer\n")
        return
    lines = [[" ".join(text.split()) for text in row] for row in given.texts]
    same = {index for index, column in enumerate(zip(*lines, strict=True)) if len(set(column)) == 1}
    shown = [index for index in range(len(given.columns)) if index not in same]
    to.writelines(f"{given.columns[index]}: {lines[0][index]}\n" for index in sorted(same))
    if not shown:
        return
    if same:
        to.write("\n")
    names = [given.columns[index] for index in shown]
    write = _folded if to.isatty() else _plain
    write(names, [[line[index] for index in shown] for line in lines], to)


def _folded(names: list[str], lines: list[list[str]], to: TextIO) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(names):
        widest = max(len(line[index]) for line in lines)
        short = max(widest, len(name)) <= _SHORT
        table.add_column(name, overflow="fold", no_wrap=short, ratio=None if short else round(widest**0.5))
    for line in lines:
        table.add_row(*line)
    Console(file=to, highlight=False, markup=False).print(table)


#: Columns as narrow as this are never folded.
_SHORT = 20


def _plain(names: list[str], lines: list[list[str]], to: TextIO) -> None:
    widths = [max(map(len, column)) for column in zip(names, *lines, strict=True)]
    for line in (names, *lines):
        padded = (text.ljust(width) for text, width in zip(line, widths, strict=True))
        to.write("  ".join(padded).rstrip() + "\n")


#: The ways to write an answer, by the names that the command knows them by.
FORMATS: Mapping[str, Callable[[Answer, TextIO], None]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "ttl": as_turtle,
}


def written(given: Answer, form: str) -> str:
    """An answer as a text in one of these ways."""
    to = io.StringIO()
    FORMATS[form](given, to)
    return to.getvalue()

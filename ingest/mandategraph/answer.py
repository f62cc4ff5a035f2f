"""Answer: the rows with which a store answers a question, and the ways to write them."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TextIO

import pyoxigraph as ox

from .graphs import Graphs, rows, select
from .question import Question, Term
from .reference import terms


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of terms, one for each column; ``None`` where the graph says nothing.

    ``total`` is how many rows there are with those before and behind, if these are a part of them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    total: int | None = None

    @property
    def texts(self) -> Iterator[list[str]]:
        """The rows as people read them: the words of a literal, the IRI of anything else, nothing for nothing."""
        return ([term.value if term is not None else "" for term in row] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of an answer are wanted: so many (all if ``None``), behind the first so many."""

    limit: int | None = None
    offset: int = 0

    @property
    def is_all(self) -> bool:
        """Whether every row is wanted."""
        return self.limit is None and self.offset == 0


ALL = Part()


def ask(
    graphs: Graphs, question: Question, words: Mapping[str, str], part: Part = ALL, *, evidence: bool = False
) -> Answer:
    """The answer of a store to a question that is told these words; ``QuestionError`` if they are not understood.

    With ``evidence`` each row has the IRI of the span of text on which it rests (RFC 5147) in the column ``evidence``.
    """
    return answer(graphs, question.told(terms(graphs, question, words), evidence=evidence), part)


def answer(graphs: Graphs, query: str, part: Part = ALL) -> Answer:
    """The answer of a store, all its graphs together, to a SELECT query without a limit, or a part of it."""
    found = select(graphs, cut(query, part))
    columns = tuple(variable.value for variable in found.variables)
    given = tuple(tuple(row) for row in found)
    return Answer(columns, given, None if part.is_all else _total(graphs, query, part, len(given)))


def cut(query: str, part: Part) -> str:
    r"""A SELECT query without a limit as one for a part of its rows.

    >>> cut("SELECT * WHERE { ?s ?p ?o } ORDER BY ?s", Part(10, 20))
    'SELECT * WHERE { ?s ?p ?o } ORDER BY ?s\nLIMIT 10\nOFFSET 20\n'
    """
    limit = "" if part.limit is None else f"LIMIT {part.limit}\n"
    offset = f"OFFSET {part.offset}\n" if part.offset else ""
    return query if part.is_all else f"{query.rstrip()}\n{limit}{offset}"


def _total(graphs: Graphs, query: str, part: Part, given: int) -> int:
    """How many rows there are in all; they are counted only if those that were given do not tell."""
    if given and (part.limit is None or given < part.limit):
        return part.offset + given
    prologue, word, rest = query.partition("SELECT")
    ((total,),) = rows(graphs, f"{prologue}SELECT (COUNT(*) AS ?total) WHERE {{ {{ {word}{rest} }} }}")
    return int(total.value)


def as_json(given: Answer, to: TextIO) -> None:
    """SPARQL 1.1 Query Results JSON."""
    to.write(_as_json(given))


def _as_json(given: Answer) -> str:
    bindings = [
        {column: _json(term) for column, term in zip(given.columns, row, strict=True) if term is not None}
        for row in given.rows
    ]
    result = {"head": {"vars": list(given.columns)}, "results": {"bindings": bindings}}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _through(form: ox.QueryResultsFormat) -> Callable[[Answer, TextIO], None]:
    """Writes an answer in a form that Oxigraph writes."""

    def write(given: Answer, to: TextIO) -> None:
        solutions = ox.parse_query_results(_as_json(given), format=ox.QueryResultsFormat.JSON)
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(solutions)
        to.write((solutions.serialize(format=form) or b"").decode())

    return write


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


class Form(NamedTuple):
    """A way to write an answer: what writes it, and its media type."""

    write: Callable[[Answer, TextIO], None]
    media_type: str


#: The ways to write an answer, by the names that the command knows them by. A table is for the eye only.
FORMS: Mapping[str, Form] = {
    "table": Form(as_table, "text/plain"),
    "csv": Form(_through(ox.QueryResultsFormat.CSV), "text/csv"),
    "tsv": Form(_through(ox.QueryResultsFormat.TSV), "text/tab-separated-values"),
    "json": Form(as_json, "application/sparql-results+json"),
    "xml": Form(_through(ox.QueryResultsFormat.XML), "application/sparql-results+xml"),
    "ttl": Form(as_turtle, "text/turtle"),
}


def written(given: Answer, form: str) -> str:
    """An answer as a text in one of these ways."""
    to = io.StringIO()
    FORMS[form].write(given, to)
    return to.getvalue()

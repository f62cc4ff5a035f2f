"""Question: a query that is stored with what it asks and what it must be told.

A question is one ``.rq`` file of ``queries``, plain SPARQL 1.1 that any program can run. Its header, lines that begin
with ``#+``, says the rest; a line that goes on is indented::

    #+ title: Whom must a body assist?
    #+ summary: One row for each party that a provision tells the body to assist,
    #+   and the words that say so.
    #+ parameter: body (actor) The body, by name, acronym or IRI. Example: UNODC
    #+ parameter: year (year, optional) Only what was adopted in this year. Example: 2013
    #+ asked: to whom must {body} give assistance

What the question is told stands in ``VALUES`` blocks, one variable ``?given_…`` for each parameter. It is put there as
RDF terms, never as text that somebody wrote. A line that ends in ``# if year`` stands only if the year is told, one
that ends in ``# if evidence`` only if the rows are to say on which spans of text they rest (``?evidence``). What the
question orders its rows by is followed by all that it selects: the same store always answers in the same order.

Every question that takes an actor also takes ``counting``, told as the actors whose tasks count as those of the actor.
They stand beside it, but not in a block that is marked ``# itself``.

>>> whom = parse("whom", '''
... #+ title: Whom must a body assist?
... #+ summary: One row for each party.
... #+ parameter: body (actor) The body. Example: UNODC
... #+ parameter: year (year, optional) Only what was adopted in this year. Example: 2013
... SELECT ?who WHERE {
...   VALUES ?given_body { UNDEF }
...   VALUES ?given_year { UNDEF } # if year
...   { # in the same graph
...     ?given_body mg:hasBeneficiary ?who .
...   }
... }''')
>>> [(parameter.name, parameter.optional) for parameter in whom.parameters]
[('body', False), ('year', True), ('counting', True)]
>>> print(whom.told({"body": [NamedNode("https://example.org/unodc")]}))
SELECT ?who WHERE {
  VALUES ?given_body { <https://example.org/unodc> }
  GRAPH ?graph {
    ?given_body mg:hasBeneficiary ?who .
  }
}
ORDER BY ?who

A document's graph says all about itself. Blocks marked ``# in the same graph`` are put to one graph at a time where a
store keeps each document apart, which spares it the labels that every graph repeats; elsewhere they are plain groups.

>>> print(whom.told({"body": [NamedNode("https://example.org/unodc")]}, merged=True))
SELECT ?who WHERE {
  VALUES ?given_body { <https://example.org/unodc> }
  { # in the same graph
    ?given_body mg:hasBeneficiary ?who .
  }
}
ORDER BY ?who
>>> whom.told({})
Traceback (most recent call last):
    ...
mandategraph.errors.QuestionError: whom must be told the body: --body UNODC
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from .errors import QuestionError
from .home import QUERIES

Term = NamedNode | Literal


class Kind(StrEnum):
    """What a parameter takes."""

    ACTOR = "actor"
    DOCUMENT = "document"
    TEXT = "text"
    COUNTING = "counting"
    FORCE = "force"
    MODE = "mode"
    SESSION = "session"
    THEME = "theme"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question must, or may, be told."""

    name: str
    kind: Kind
    description: str
    example: str
    optional: bool = False


#: What every question that takes an actor may be told besides.
COUNTING = Parameter(
    "counting",
    Kind.COUNTING,
    "Whose tasks count as those of the actor too: parts for the bodies inside it, predecessors for those whose work it "
    "took over.",
    "parts",
    optional=True,
)


#: The variable under which a row says on which spans of text it rests.
EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, what stands in it, and whether that is a text or an integer."""

    name: str
    description: str
    is_integer: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question. ``sparql`` is its text without the header; the name is that of its file.

    ``asked`` are ways of asking it in words, with slots for what it is told, such as ``{body}``.
    """

    name: str
    title: str
    summary: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    asked: tuple[str, ...] = ()

    def parameter(self, name: str) -> Parameter:
        """The parameter of this name; ``QuestionError`` with the names that there are if there is none."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        names = [f"--{parameter.name}" for parameter in self.parameters]
        raise QuestionError(f"{self.name} takes no --{name}; it takes {_either(names)}")

    @property
    def variables(self) -> tuple[str, ...]:
        """What the question selects, in this order, without its evidence."""
        return _selected(_unless(self.sparql, EVIDENCE))

    @property
    def has_evidence(self) -> bool:
        """Whether its rows can say on which spans of text they rest."""
        return f"# if {EVIDENCE}\n" in self.sparql

    @property
    def cites(self) -> bool:
        """Whether each of its rows can tell one span of text and its words."""
        return self.has_evidence and "words" in _selected(self.sparql)

    def told(self, terms: Mapping[str, Sequence[Term]], *, merged: bool = False, evidence: bool = False) -> str:
        """The query with these terms for its parameters: a row holds if it holds for one of them.

        ``merged`` is for a graph in which several documents were put together, such as a Turtle file. With ``evidence``
        each row says on which spans of text it rests; ``QuestionError`` if the question rests on none.
        """
        if evidence and not self.has_evidence:
            raise QuestionError(f"{self.name} rests on no span of text: ask it without --evidence")
        for name in terms:
            self.parameter(name)
        query = self.sparql
        for parameter in self.parameters:
            given = terms.get(parameter.name, ())
            if given:
                counted = terms.get(COUNTING.name, ()) if parameter.kind is Kind.ACTOR else ()
                query = _with(query, parameter.name, given, counted)
            elif not parameter.optional:
                raise QuestionError(
                    f"{self.name} must be told the {parameter.name}: --{parameter.name} {_quoted(parameter.example)}"
                )
            else:
                query = _unless(query, parameter.name)
        query = _ordered(query if evidence else _unless(query, EVIDENCE))
        return query if merged else query.replace("{ # in the same graph", "GRAPH ?graph {")


def _unless(query: str, name: str) -> str:
    """The query without the lines that stand only if something of this name is told."""
    return re.sub(rf".*# if {name}\n", "", query)


_SELECT = re.compile(r"SELECT(?: DISTINCT)? (?P<selected>.*?)\s*WHERE", re.DOTALL)
_SELECTED = re.compile(
    r"\([^?]*\((?:[^()]|\([^()]*\))*\) AS \?(?P<made>\w+)\)|\(\?\w+ AS \?(?P<named>\w+)\)|\?(?P<plain>\w+)"
)


def _selected(query: str) -> tuple[str, ...]:
    """The variables that a query selects, in this order.

    >>> _selected('SELECT ?who (COUNT(DISTINCT ?act) AS ?acts) (?one AS ?iri) WHERE { ?one ?act ?who }')
    ('who', 'acts', 'iri')
    """
    found = _SELECT.search(query)
    return tuple(one[one.lastgroup or 0] for one in _SELECTED.finditer(found["selected"] if found else ""))


def _ordered(query: str) -> str:
    """The query with an order in which no two rows share a place."""
    start, by, order = query.rstrip().rpartition("\nORDER BY ")
    named = set(re.findall(r"\?(\w+)", order)) if by and "}" not in order else set()
    rest = [f"?{name}" for name in _selected(query) if name not in named]
    if not named:
        return f"{query.rstrip()}\nORDER BY {' '.join(rest)}"
    return f"{start}{by}{' '.join((order, *rest))}"


def _with(query: str, name: str, terms: Sequence[Term], counted: Sequence[Term]) -> str:
    """Terms are written as N-Triples writes them, which SPARQL reads alike."""

    def block(found: re.Match[str]) -> str:
        written = dict.fromkeys(map(str, terms if found["itself"] else (*terms, *counted)))
        return f"VALUES ?given_{name} {{ {' '.join(written)} }}"

    return re.sub(rf"VALUES \?given_{name} {{[^}}]*}}(?P<itself> # itself)?", block, query)


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words


def questions(folder: Path = QUERIES) -> tuple[Question, ...]:
    """The stored questions of a folder, in the order of their names."""
    return tuple(_from_file(file) for file in sorted(folder.glob("*.rq")))


def question(name: str, folder: Path = QUERIES) -> Question:
    """The stored question of this name; ``QuestionError`` with the nearest names if there is none."""
    names = [file.stem for file in sorted(folder.glob("*.rq"))]
    if name not in names:
        near = get_close_matches(name, names) or names
        raise QuestionError(f"no such question: {name}; there is {_either(near)}")
    return _from_file(folder / f"{name}.rq")


def _either(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> _either(["mandates", "reports", "themes"])
    'mandates, reports or themes'
    """
    return " or ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _from_file(file: Path) -> Question:
    return parse(file.stem, file.read_text(encoding="utf-8"))


def parse(name: str, text: str) -> Question:
    """A question as it is written; ``QuestionError`` names the line of the header that breaks the rules."""
    entries = tuple(_header(name, text))
    single = dict(entries)
    if "title" not in single:
        raise QuestionError(f"{name}.rq: the header gives no title")
    parameters = tuple(_parameter(name, value) for key, value in entries if key == "parameter")
    takes_an_actor = any(parameter.kind is Kind.ACTOR for parameter in parameters)
    return Question(
        name=name,
        title=single["title"],
        summary=single.get("summary", ""),
        parameters=(*parameters, COUNTING) if takes_an_actor else parameters,
        columns=tuple(_column(name, value) for key, value in entries if key == "column"),
        sparql="\n".join(line for line in text.strip().splitlines() if not line.startswith("#+")),
        asked=tuple(_asked(name, value, parameters) for key, value in entries if key == "asked"),
    )


_KEYS = ("title", "summary", "parameter", "column", "asked")
_PARAMETER = re.compile(
    rf"(?P<name>[a-z]+) \((?P<kind>{'|'.join(Kind)})(?P<optional>, optional)?\) (?P<description>.+) "
    r"Example: (?P<example>.+)"
)
_COLUMN = re.compile(r"(?P<name>[A-Za-z0-9]+) \((?P<kind>text|integer)\) (?P<description>.+)")


def _header(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The entries of a header, each with its lines joined."""
    lines = [line.removeprefix("#+") for line in text.splitlines() if line.startswith("#+")]
    for entry in re.split(r"\n(?! {3})", "\n".join(lines)):
        key, _, value = entry.partition(":")
        if key.strip() not in _KEYS:
            raise QuestionError(f"{name}.rq: a header line must begin with {_either(_KEYS)}: #+{entry}")
        yield key.strip(), " ".join(value.split())


def _parameter(name: str, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if found is None:
        raise QuestionError(f"{name}.rq: not of the form “name (kind, optional) description. Example: words”: {value}")
    return Parameter(
        found["name"], Kind(found["kind"]), found["description"], found["example"], found["optional"] is not None
    )


def _asked(name: str, value: str, parameters: Sequence[Parameter]) -> str:
    for slot in re.findall(r"\{(.*?)\}", value):
        if slot not in {parameter.name for parameter in parameters}:
            raise QuestionError(f"{name}.rq: takes no {slot}, with which it is asked: {value}")
    return value


def _column(name: str, value: str) -> Column:
    found = _COLUMN.fullmatch(value)
    if found is None:
        raise QuestionError(f"{name}.rq: not of the form “name (text or integer) description”: {value}")
    return Column(found["name"], found["description"], found["kind"] == "integer")

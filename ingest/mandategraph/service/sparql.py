"""SPARQL: what the protocol needs to know of a query or an update before a store sees it.

Queries that call for other servers are refused, since these would be called in our name:

>>> reaches_out("SELECT * WHERE { SERVICE <https://example.org/sparql> { ?s ?p ?o } }")
'SERVICE'
>>> reaches_out("SELECT ?service WHERE { ?s ex:service ?service ; rdfs:label 'SERVICE' } # SERVICE") is None
True

A dataset that is told beside an update is written into it, since that is the only way to tell it to the store (SPARQL
1.1 Protocol, section 2.2.3):

>>> with_dataset("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["https://example.org/g"], [])
'DELETE { ?s ?p ?o } USING <https://example.org/g> WHERE { ?s ?p ?o }'
>>> with_dataset("DELETE WHERE { ?s ?p ?o }", [], ["https://example.org/g"])
'DELETE { ?s ?p ?o } USING NAMED <https://example.org/g> WHERE { ?s ?p ?o }'
>>> with_dataset("INSERT DATA { <urn:a> <urn:b> <urn:c> }", ["https://example.org/g"], [])
'INSERT DATA { <urn:a> <urn:b> <urn:c> }'
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: What a query or an update is made of, as far as it matters here (SPARQL 1.1 Query Language, section 19.8).
_TOKEN = re.compile(
    r"""
    (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<text> \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | "(?:[^"\\\n\r]|\\.)*"
            | '{3}(?:[^'\\]|\\.|'(?!''))*'{3} | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<comment> \#[^\n\r]* )
  | (?P<name> [?$]\w+ | @[A-Za-z-]+ | _:[\w.-]+ | (?:\w[\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<keyword> [A-Za-z]\w* )
  | (?P<mark> [{};] )
    """,
    re.VERBOSE | re.DOTALL,
)


class DatasetError(ValueError):
    """An update names its dataset itself although it was told one."""


class _Token(NamedTuple):
    """A keyword in capitals, or a mark: where it begins and how deep it stands in braces."""

    word: str
    start: int
    depth: int


def reaches_out(words: str) -> str | None:
    """The keyword by which a query or an update calls for another server; ``None`` if it does not."""
    return next((token.word for token in _tokens(words) if token.word in ("SERVICE", "LOAD")), None)


def names_dataset(query: str) -> bool:
    """Whether a query says itself which graphs it is about."""
    return any(token.word == "FROM" for token in _tokens(query))


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """An update whose ``WHERE`` looks at these graphs; ``DatasetError`` if it names some itself."""
    using = "".join([*(f"USING <{graph}> " for graph in default), *(f"USING NAMED <{graph}> " for graph in named)])
    outer = [token for token in _tokens(update) if token.depth == 0]
    if not using:
        return update
    pieces: list[str] = []
    done = 0
    for before, token in zip([None, *outer], outer, strict=False):
        if token.word in ("USING", "WITH"):
            raise DatasetError(f"{token.word} stands in an update that is told its dataset by the request")
        if token.word == "WHERE":
            pieces.append(update[done : token.start])
            done = token.start
            if before is not None and before.word == "DELETE":
                pieces.append(f"{_group(update, token.start)} ")
            pieces.append(using)
    return "".join([*pieces, update[done:]])


def _group(update: str, start: int) -> str:
    """The first group in braces from a place on."""
    marks = [token for token in _tokens(update) if token.word in ("{", "}") and token.start > start]
    end = next((token.start + 1 for token in marks if token.word == "}" and token.depth == 0), len(update))
    return update[marks[0].start : end] if marks else ""


def _tokens(words: str) -> Iterator[_Token]:
    depth = 0
    for found in _TOKEN.finditer(words):
        word = found.group().upper()
        if found.lastgroup == "keyword" or word == ";":
            yield _Token(word, found.start(), depth)
        elif word == "{":
            yield _Token(word, found.start(), depth)
            depth += 1
        elif word == "}":
            depth = max(0, depth - 1)
            yield _Token(word, found.start(), depth)

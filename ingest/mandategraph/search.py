"""Search: an index of the words of a store, in one SQLite file: documents, actors, themes, instruments, paragraphs.

``refresh`` brings the index up to date with the store: of what has not changed nothing is written. ``find`` takes
whatever people type: words, all of which must stand there, the last one perhaps unfinished; phrases between quotation
marks; symbols in every shape, which lead to the document first. There is no wrong query.

>>> expression('joint “technical assistance” terr')
'"joint" "technical assistance" "terr"*'
>>> expression('a AND (b* NEAR "')
'"a" "AND" "(b*" "NEAR"*'
>>> expression("—!")
''
"""

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, cast

import pyoxigraph as ox

from . import iri, store, thesaurus
from .errors import StoreError
from .term import LABEL, TYPE, mg, skos


class Kind(StrEnum):
    """What can be found, in the order in which it is shown."""

    DOCUMENT = "document"
    ACTOR = "actor"
    THEME = "theme"
    INSTRUMENT = "instrument"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found. ``pieces`` are the words around, each with whether it is what was looked for."""

    kind: Kind
    iri: str
    name: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Some of what was found, the best first, and how many there are of each kind.

    ``loose`` says that nothing has all of the words, and that these have some of them.
    """

    hits: tuple[Hit, ...]
    totals: Mapping[Kind, int]
    loose: bool = False


_TABLES = """
CREATE TABLE IF NOT EXISTS origin (graph TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
  id INTEGER PRIMARY KEY, graph TEXT NOT NULL, kind TEXT NOT NULL, iri TEXT NOT NULL, symbol TEXT NOT NULL,
  name TEXT NOT NULL, other TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entry_graph ON entry (graph);
CREATE INDEX IF NOT EXISTS entry_kind ON entry (kind);
CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5 (
  name, other, text, content='entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE TRIGGER IF NOT EXISTS entry_made AFTER INSERT ON entry BEGIN
  INSERT INTO word (rowid, name, other, text) VALUES (new.id, new.name, new.other, new.text);
END;
CREATE TRIGGER IF NOT EXISTS entry_dropped AFTER DELETE ON entry BEGIN
  INSERT INTO word (word, rowid, name, other, text) VALUES ('delete', old.id, old.name, old.other, old.text);
END;
"""
#: What the tables are like; an index of another form is made anew.
_FORM = 1


class _Entry(NamedTuple):
    """What is put into the index. ``symbol`` are the parts of that of a document between blanks."""

    kind: Kind
    iri: str
    symbol: str
    name: str
    other: str
    text: str


def refresh(graphs: ox.Store, file: Path) -> None:
    """Bring an index up to date with a store, in one transaction; it is made if there is none.

    ``StoreError`` if the file cannot be written or is no index.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as index, index:
            _prepare(index)
            _update(graphs, index)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{file}: no index can be written there ({error}); name another file") from error


def names(file: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, IRI and names of all but paragraphs in an index, in the order in which they are shown."""
    with closing(sqlite3.connect(file)) as index:
        rows = index.execute("SELECT kind, iri, name || ' ' || other FROM entry WHERE kind != 'paragraph'")
        ordered = sorted(rows, key=lambda row: (list(Kind).index(Kind(row[0])), row[2]))
    yield from dict.fromkeys((kind, node, " ".join(name.split())) for kind, node, name in ordered)


def _prepare(index: sqlite3.Connection) -> None:
    (form,) = index.execute("PRAGMA user_version").fetchone()
    if form not in (0, _FORM):
        for table in ("word", "entry", "origin"):
            index.execute(f"DROP TABLE IF EXISTS {table}")
    index.executescript(_TABLES)
    index.execute(f"PRAGMA user_version = {_FORM}")


def _update(graphs: ox.Store, index: sqlite3.Connection) -> None:
    kept = dict(index.execute("SELECT graph, digest FROM origin"))
    now: set[str] = set()
    for document in store.held(graphs):
        now.add(document.graph)
        digest = f"{document.digest} {document.version}"
        if kept.get(document.graph) != digest:
            _put(index, document.graph, digest, _of_document(graphs, document))
    for name, entries in _shared(graphs).items():
        now.add(name)
        digest = hashlib.sha256("\x00".join(map(str, entries)).encode()).hexdigest()
        if kept.get(name) != digest:
            _put(index, name, digest, entries)
    for gone in kept.keys() - now:
        _drop(index, gone)


def _put(index: sqlite3.Connection, graph: str, digest: str, entries: Iterable[_Entry]) -> None:
    _drop(index, graph)
    index.execute("INSERT INTO origin VALUES (?, ?)", (graph, digest))
    index.executemany(
        "INSERT INTO entry (graph, kind, iri, symbol, name, other, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((graph, *entry) for entry in entries),
    )


def _drop(index: sqlite3.Connection, graph: str) -> None:
    index.execute("DELETE FROM entry WHERE graph = ?", (graph,))
    index.execute("DELETE FROM origin WHERE graph = ?", (graph,))


_PREFIXES = f"""
PREFIX mg: <{iri.MG}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_PARAGRAPHS = f"""{_PREFIXES}
SELECT ?unit ?label ?section ?words WHERE {{
  ?unit mg:paragraphLabel ?label ; mg:section ?section ; mg:text ?words ; mg:position ?position .
  FILTER(?section NOT IN ("front", "back"))
}} ORDER BY ?position
"""


def _of_document(graphs: ox.Store, document: store.Held) -> Iterator[_Entry]:
    """A document by its symbol and title, and each of its paragraphs."""
    graph = ox.NamedNode(document.graph)
    node = document.graph.removesuffix("/graph")
    if document.language != "en":
        node = node.rpartition("/")[0]
    quads = graphs.quads_for_pattern(ox.NamedNode(node), mg("title"), None, graph)
    title = next((cast("ox.Literal", quad.object).value for quad in quads), "")
    yield _Entry(Kind.DOCUMENT, node, _key(document.symbol), document.symbol, _spoken(document.symbol), title)
    found = cast("ox.QuerySolutions", graphs.query(_PARAGRAPHS, default_graph=graph))
    for row in found:
        label = row["label"].value
        place = f"{document.symbol}, {row['section'].value if label == row['section'].value else label}"
        yield _Entry(Kind.PARAGRAPH, row["unit"].value, "", place, "", row["words"].value)


def _spoken(symbol: str) -> str:
    """What people say of a document of this symbol."""
    return " ".join(word for sign, word in _SPOKEN.items() if sign in symbol.split("/"))


#: How people call what stands in a symbol.
_SPOKEN = {"RES": "resolution", "DEC": "decision", "PRST": "presidential statement", "S": "Security Council"}


def _shared(graphs: ox.Store) -> dict[str, list[_Entry]]:
    """What belongs to no document that is held: by the name of its graph or kind."""
    base = store.base_of(graphs)
    return {
        "cited": sorted(_cited(graphs)),
        "actors": sorted(_actors(graphs, base)),
        "themes": sorted(_themes(graphs, base)),
        "instruments": sorted(_named(graphs, iri.shared_graph(base, "instruments"), Kind.INSTRUMENT)),
    }


def _cited(graphs: ox.Store) -> Iterator[_Entry]:
    """The documents that are cited, but not held."""
    query = f"""{_PREFIXES} SELECT DISTINCT ?document ?symbol WHERE {{
      GRAPH ?graph {{ ?document mg:symbol ?symbol }}
      FILTER NOT EXISTS {{ GRAPH ?own {{ ?document mg:hasText ?text }} }}
    }}"""
    for row in cast("ox.QuerySolutions", graphs.query(query)):
        symbol = row["symbol"].value
        yield _Entry(Kind.DOCUMENT, row["document"].value, _key(symbol), symbol, _spoken(symbol), "")


def _actors(graphs: ox.Store, base: str) -> Iterator[_Entry]:
    """All actors that are known, and groups that documents name in their own words."""
    seen = set()
    for entry in _named(graphs, iri.shared_graph(base, "actors"), Kind.ACTOR):
        seen.add(entry.iri)
        yield entry
    query = f"""{_PREFIXES} SELECT DISTINCT ?actor ?label WHERE {{
      GRAPH ?graph {{ ?actor a mg:ActorGroup ; rdfs:label ?label }}
    }}"""
    labels: dict[str, str] = {}
    for row in cast("ox.QuerySolutions", graphs.query(query)):
        node, label = row["actor"].value, row["label"].value
        labels[node] = min(label, labels.get(node, label))
    for node, label in labels.items():
        if node not in seen and "#" not in node:
            yield _Entry(Kind.ACTOR, node, "", label, "", "")


def _themes(graphs: ox.Store, base: str) -> Iterator[_Entry]:
    """What documents and provisions are about, with the names in a thesaurus if the store has one."""
    query = f"""{_PREFIXES} SELECT DISTINCT ?theme ?label WHERE {{
      GRAPH ?graph {{ ?one mg:theme ?theme . ?theme skos:prefLabel ?label }}
    }}"""
    labels: dict[str, list[str]] = defaultdict(list)
    for row in cast("ox.QuerySolutions", graphs.query(query)):
        labels[row["theme"].value].append(row["label"].value)
    place = thesaurus.graph(base)
    for node, names in labels.items():
        others = [
            quad.object.value
            for predicate in (skos("prefLabel"), skos("altLabel"))
            for quad in graphs.quads_for_pattern(ox.NamedNode(node), predicate, None, place)
            if isinstance(quad.object, ox.Literal)
        ]
        yield _Entry(Kind.THEME, node, "", min(names), " ".join(sorted(others)), "")


def _named(graphs: ox.Store, graph: str, kind: Kind) -> Iterator[_Entry]:
    """The things of a graph by all their names."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    typed = set()
    for quad in graphs.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        node = cast("ox.NamedNode", quad.subject).value
        if quad.predicate == TYPE:
            typed |= {node} if kind is Kind.ACTOR or quad.object == _INSTRUMENT else set()
        elif quad.predicate in _CALLED:
            names[node][_CALLED[quad.predicate]].append(cast("ox.Literal", quad.object).value)
    for node in typed & names.keys():
        label = next(iter(names[node]["label"]), "")
        acronym = " ".join(names[node]["acronym"])
        called = f"{label} ({acronym})" if acronym else label
        yield _Entry(kind, node, "", called, " · ".join(sorted(names[node]["other"])), "")


_INSTRUMENT = mg("InternationalInstrument")
_CALLED = {LABEL: "label", mg("acronym"): "acronym", skos("altLabel"): "other", skos("prefLabel"): "other"}


def find(file: Path, words: str, kind: Kind | None = None, limit: int = 20, offset: int = 0) -> Found:
    """What has these words, of one kind or of all, from ``offset`` on; nothing for words without a letter or digit.

    ``StoreError`` if there is no index.
    """
    asked = expression(words)
    if not asked:
        return Found((), {})
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as index:
            return _found(index, asked, _numbers(words), kind, limit, offset)
    except sqlite3.OperationalError as error:
        raise StoreError(f"{file}: no index of words is there; make one from the store ({error})") from error


def expression(words: str) -> str:
    """What people type, as a query of FTS5: all between quotation marks, so that nothing is an operator."""
    plain = "".join(letter if letter.isprintable() else " " for letter in words)
    pieces = [(phrase, word) for phrase, word in _PIECES.findall(plain) if any(map(str.isalnum, phrase or word))]
    return " ".join(f'"{phrase}"' if phrase else f'"{word}"' for phrase, word in pieces[:_MOST]) + (
        "*" if pieces and pieces[:_MOST][-1][1] else ""
    )


_PIECES = re.compile(r'["“]([^"“”]+)["”]|([^\s"“”]+)')
#: So many words are looked for; what follows them is passed over.
_MOST = 24


def _found(index: sqlite3.Connection, asked: str, key: str, kind: Kind | None, limit: int, offset: int) -> Found:
    exact = _by_symbol(index, key) if kind in (None, Kind.DOCUMENT) else []
    totals = _totals(index, asked)
    loose = not totals and not exact
    if loose:
        asked = " OR ".join(re.findall(r'"[^"]*"\*?', asked))
        totals = _totals(index, asked)
    known = {hit.iri for hit in exact}
    matched = [hit for hit in _matching(index, asked, kind, limit + len(exact), offset) if hit.iri not in known]
    if exact:
        totals = {**totals, Kind.DOCUMENT: max(totals.get(Kind.DOCUMENT, 0), len(exact))}
    hits = (*(exact if offset == 0 else ()), *matched)[:limit]
    return Found(hits, {one: totals[one] for one in Kind if one in totals}, loose)


def _totals(index: sqlite3.Connection, asked: str) -> dict[Kind, int]:
    counted = index.execute(
        "SELECT kind, COUNT(DISTINCT iri) FROM word JOIN entry ON entry.id = word.rowid"
        " WHERE word MATCH ? GROUP BY kind",
        (asked,),
    )
    return {Kind(kind): number for kind, number in counted}


#: Names weigh more than other names, and these more than words.
_MATCHING = """
SELECT kind, iri, entry.name, entry.text, snippet(word, {column}, char(2), char(3), '…', 32)
FROM word JOIN entry ON entry.id = word.rowid
WHERE word MATCH ? {kind} ORDER BY bm25(word, 8.0, 4.0, 2.0), LENGTH(entry.name), entry.name LIMIT ? OFFSET ?
"""
#: Of these the words are shown, of the others where the name matched.
_BY_WORDS = (Kind.PARAGRAPH, Kind.DOCUMENT)


def _matching(index: sqlite3.Connection, asked: str, kind: Kind | None, limit: int, offset: int) -> Iterator[Hit]:
    column = 2 if kind in (None, *_BY_WORDS) else 1
    query = _MATCHING.format(column=column, kind="AND kind = ?" if kind else "")
    told = (asked, kind.value, limit, offset) if kind else (asked, limit, offset)
    seen = set()
    for found, node, name, _, shown in index.execute(query, told):
        if node not in seen:  # a document stands once for each language
            seen.add(node)
            yield Hit(Kind(found), node, name, _pieces(shown))


def _pieces(shown: str) -> tuple[tuple[str, bool], ...]:
    """Words around what was found, which FTS5 put between two signs."""
    pieces = re.split("([\x02\x03])", shown)
    marked, result = False, []
    for piece in pieces:
        if piece in ("\x02", "\x03"):
            marked = piece == "\x02"
        elif piece:
            result.append((piece, marked))
    return tuple(result)


def _by_symbol(index: sqlite3.Connection, key: str) -> list[Hit]:
    """The documents that people may mean by a symbol or a part of it, the likeliest first."""
    if not key:
        return []
    found = index.execute(
        "SELECT iri, name, text FROM entry WHERE kind = 'document' AND symbol LIKE ?"
        " ORDER BY text = '', LENGTH(symbol), id",
        (f"%{key}%",),
    ).fetchall()
    return list({node: Hit(Kind.DOCUMENT, node, name, ((title, False),)) for node, name, title in found}.values())[:8]


def _key(symbol: str) -> str:
    """The parts of a symbol between blanks, so that one can look for some of them.

    >>> _key("S/RES/1373(2001)")
    ' s res 1373 2001 '
    """
    return f" {' '.join(re.findall(r'[a-z]+|[0-9]+', symbol.lower()))} "


def _numbers(words: str) -> str:
    """What people type, if it may be a symbol or a part of one, as the parts of a symbol stand in the index.

    >>> _numbers("68/187"), _numbers("a/res/68/187"), _numbers("Resolution 1373 (2001)"), _numbers("the rights of 12")
    (' 68 187 ', ' a res 68 187 ', ' 1373 2001 ', '')

    A year alone is no symbol.

    >>> _numbers("2001"), _numbers("1373")
    ('', ' 1373 ')
    """
    parts = re.findall(r"[^\W\d_]+|\d+", words.lower())
    kept = [part for part in parts if part not in _NO_PART]
    is_symbol = any(map(str.isdecimal, kept)) and all(part.isdecimal() or part in _SERIES for part in kept)
    is_year = len(kept) == 1 and 1945 <= int(kept[0]) <= 2100 if is_symbol and kept[0].isdecimal() else False
    return f" {' '.join(kept)} " if is_symbol and not is_year else ""


#: Words that people put beside the numbers of a symbol, and the letters that stand in one.
_NO_PART = frozenset(
    {"resolution", "resolutions", "decision", "statement", "no", "nr", "unga", "unsc", "of", "document"}
)
_SERIES = frozenset(
    {"a", "b", "c", "s", "e", "res", "dec", "prst", "hrc", "l", "rev", "corr", "add", "es", "i", "ii", "iii", "iv", "v"}
)

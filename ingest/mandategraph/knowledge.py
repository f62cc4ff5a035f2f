"""The knowledge with which texts are read: the files of ``data/knowledge``, one class for the entries of each.

A class is the schema of its file: its fields are the keys. A slip is answered with file, entry and key, as in
``verbs.toml, verb 1: no such key: froce``. What the files say of actors is read in ``actor.py``.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import tomli

from .actor import ActorId, actors_of
from .anchor import Anchored
from .body import Bodies
from .citation import Citations, Function, Functions, Issuer, Report, Shape
from .clause import Wording
from .completeness import Matter
from .condition import Qualifying
from .document import Cleaning
from .errors import KnowledgeError
from .grammar import Grammar
from .infinitive import Infinitives
from .instrument import Instrument, Instruments
from .link import short_forms
from .listing import Parties
from .name import Names
from .observance import Observance, Observances
from .place import Places
from .relation import Relation, Relations
from .report import Reports, Submission
from .scope import Region, wording_of
from .task import Asking, Elsewhere
from .theme import Goal, Theme, Themes
from .tie import Reporting
from .translation import Translation, translations_of
from .verb import Lexicon, Verb


@dataclass(frozen=True, slots=True)
class Force:
    """What a verb of a class does to a bearer of a kind: one row of ``forces.toml``."""

    id: str
    issuers: tuple[str, ...]
    verbs: tuple[str, ...]
    bearers: tuple[str, ...]
    relation: str
    force: str
    basis: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it."""

    cleaning: tuple[Cleaning, ...]
    matter: tuple[Matter, ...]
    asking: Asking
    forces: tuple[Force, ...]
    citations: Citations
    instruments: Instruments
    observances: Observances
    qualifying: Anchored[Qualifying]
    reporting: Anchored[Reporting]
    wordings: Anchored[Wording]
    regions: Mapping[str, Region]
    places: Places
    themes: Themes
    names: Names
    translations: Mapping[ActorId, tuple[Translation, ...]]
    short: re.Pattern[str]
    bodies: Bodies

    @property
    def lexicon(self) -> Lexicon:
        """The operative verbs."""
        return self.asking.grammar.lexicon


def load(folder: Path) -> Knowledge:
    """The knowledge of a folder; ``KnowledgeError`` names the file, the entry and the key that break the rules."""
    verbs, parties, tasks, relations, citations, instruments = (
        _file(folder, f"{name}.toml") for name in ("verbs", "parties", "tasks", "relations", "citations", "instruments")
    )
    grammar = Grammar(
        Lexicon(tuple(_entries(verbs, "verb", Verb)), _words(verbs, "adverbs"), _words(verbs, "modifiers")),
        Parties({key: _words(parties, key) for key in _OF_PARTIES}),
        Infinitives(_words(tasks, "verbs"), _words(tasks, "not_after")),
    )
    regions = tuple(_entries(_file(folder, "regions.toml"), "region", Region))
    wordings = tuple(_entries(_file(folder, "clauses.toml"), "clause", Wording))
    themes = _file(folder, "themes.toml")
    names = Names(actors_of(folder))
    return Knowledge(
        cleaning=tuple(_entries(_file(folder, "cleaning.toml"), "cleaning", Cleaning)),
        matter=tuple(_entries(_file(folder, "matter.toml"), "matter", Matter)),
        asking=Asking(
            grammar,
            Relations(tuple(_entries(relations, "relation", Relation)), relations.content.get("kinds", {})),
            Anchored(tuple(_entries(tasks, "elsewhere", Elsewhere))),
            Reports(tuple(_entries(_file(folder, "reports.toml"), "report", Submission)), grammar.parties),
        ),
        forces=tuple(_entries(_file(folder, "forces.toml"), "force", Force)),
        citations=Citations(
            tuple(_entries(citations, "citation", Shape)),
            tuple(_entries(citations, "body", Issuer)),
            tuple(_entries(citations, "report", Report)),
            Functions(tuple(_entries(citations, "function", Function))),
            tuple((int(row["year"]), int(row["last"])) for row in _rows(folder / "council-years.tsv")),
        ),
        instruments=Instruments(tuple(_entries(instruments, "instrument", Instrument)), _words(instruments, "heads")),
        observances=Observances(tuple(_entries(_file(folder, "observances.toml"), "observance", Observance))),
        qualifying=Anchored(tuple(_entries(_file(folder, "conditions.toml"), "condition", Qualifying))),
        reporting=Anchored(tuple(_entries(relations, "reported", Reporting))),
        wordings=Anchored((*wordings, *map(wording_of, regions))),
        places=Places(names, regions),
        regions={region.id: region for region in regions},
        themes=Themes(
            [Theme(row["concept"], row["label"]) for row in _rows(folder / "themes.tsv")],
            folder / "themes.gz",
            _words(themes, "incidental"),
            _words(themes, "commonplace"),
            tuple(_entries(themes, "goal", Goal)),
        ),
        names=names,
        translations=translations_of(folder / "translations.tsv", names.actors),
        short=short_forms(_words(parties, "short")),
        bodies=Bodies(_words(parties, "bodies"), _words(parties, "others")),
    )


_OF_PARTIES = (
    "heads",
    "titled",
    "standing",
    "opening",
    "naming",
    "describing",
    "ending",
    "undivided",
    "staff",
    "things",
    "events",
)


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    content: Mapping[str, Any]

    @property
    def pieces(self) -> dict[str, str]:
        """The parts of patterns that the file names, each with those above it put in."""
        pieces: dict[str, str] = {}
        for name, words in self.content.get("pieces", {}).items():
            pieces[name] = _PIECE.sub(lambda found: pieces.get(found[1], found[0]), words)
        return pieces


#: A piece named in a pattern.
_PIECE = re.compile(r"\$([a-z]+)")


def _file(folder: Path, name: str) -> _File:
    try:
        return _File(name, tomli.loads((folder / name).read_text(encoding="utf-8")))
    except OSError as error:
        raise KnowledgeError(f"{name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise KnowledgeError(f"{name}: {error}") from error


Entry = TypeVar("Entry")


def _entries(file: _File, table: str, schema: type[Entry]) -> Iterator[Entry]:
    """The entries of one table of a file as values of the class that is their schema."""
    hints = get_type_hints(schema)
    needed = {f.name for f in fields(schema) if f.default is MISSING}  # type: ignore[arg-type]
    pieces = file.pieces
    for number, row in enumerate(file.content.get(table, ()), 1):
        place = f"{file.name}, {table} {number}"
        for key in row:
            if key not in hints:
                raise KnowledgeError(f"{place}: no such key: {key}")
        for key in needed - row.keys():
            raise KnowledgeError(f"{place}: no {key}")
        yield schema(**{key: _value(place, key, value, hints[key], pieces) for key, value in row.items()})


def _value(place: str, key: str, value: object, hint: object, pieces: Mapping[str, str]) -> object:
    match value:
        case str() if hint == re.Pattern[str]:
            return _pattern(place, key, _PIECE.sub(lambda found: pieces.get(found[1], found[0]), value))
        case str() if hint in (str, str | None):
            return value
        case bool() if hint is bool:
            return value
        case int() if hint in (int, int | None):
            return value
        case list() if hint == tuple[str, ...] and all(isinstance(item, str) for item in value):
            return tuple(value)
        case dict() if hint == dict[str, tuple[str, ...]]:
            return {words: tuple(symbols) for words, symbols in value.items()}
    raise KnowledgeError(f"{place}: {key} is not what the head of the file says it is")


def _pattern(place: str, key: str, words: str) -> re.Pattern[str]:
    try:
        return re.compile(words, re.MULTILINE)
    except re.error as error:
        raise KnowledgeError(f"{place}: {key} is no regular expression: {error}") from error


def _words(file: _File, key: str) -> tuple[str, ...]:
    words = file.content.get(key)
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise KnowledgeError(f"{file.name}: {key} must be a list of words")
    return tuple(words)


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error.strerror}") from error

"""Evaluation: what a store holds against what people found in the same documents.

Annotations are JSON files, one for each document, in the format of ``data/gold/GUIDE.md``. Rows of both sides are
matched one to one, in their order: fixed fields must agree, parties may be told in other words.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from .errors import KnowledgeError
from .question import Question
from .store import Held, held
from .table import rows, tables
from .triples import program_version

Annotation = Mapping[str, Any]
Cells = Mapping[str, str]
Tables = Mapping[str, Sequence[Cells]]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to be found: the fields that must agree, and of each party every name that it goes by."""

    fixed: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One table that is measured: its rows in an annotation, and those in the tables of a document."""

    name: str
    annotated: Callable[[Annotation], Iterable[Row]]
    found: Callable[[Tables], Iterable[Row]]


@dataclass(slots=True)
class Score:
    """How many rows were found, which were missed, and which were found though nobody annotated them."""

    hits: int = 0
    missed: list[tuple[str, Row]] = field(default_factory=list)
    invented: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def annotated(self) -> int:
        """The number of rows annotated."""
        return self.hits + len(self.missed)

    @property
    def found(self) -> int:
        """The number of rows found."""
        return self.hits + len(self.invented)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was annotated that was found; 1 if nothing was annotated."""
        return self.hits / self.annotated if self.annotated else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        """Count another document in."""
        self.hits += other.hits
        self.missed += other.missed
        self.invented += other.invented


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One document and its scores by measure, and those of relations by kind; ``is_held`` if the store has it."""

    symbol: str
    organ: str
    decade: str
    is_held: bool
    scores: Mapping[str, Score]
    kinds: Mapping[str, Score]


def evaluate(graphs: ox.Store, gold: Path) -> Iterator[Evaluated]:
    """Every annotated document with its scores, in the order of the files.

    A document that the store does not hold counts as one in which nothing was found. ``KnowledgeError`` names a file
    that is no annotation.
    """
    documents = {_symbol(document.symbol): document for document in held(graphs) if document.language == "en"}
    named = {table.name: table for table in tables()}
    files = sorted(gold.glob("*.json"))
    if not files:
        raise KnowledgeError(f"{gold}: no annotation there; give a folder of JSON files, as data/gold")
    for file in files:
        annotation = _annotation(file)
        document = documents.get(_symbol(annotation["symbol"]))
        told = _tables(graphs, named, document)
        symbol = str(annotation["symbol"])
        compared = {m.name: ([*m.annotated(annotation)], [*m.found(told)]) for m in MEASURES}
        compared["metadata"] = _metadata(annotation, told)
        scores = {name: _score(symbol, *both) for name, both in compared.items()}
        kinds = dict(_by_kind(symbol, *compared["relations"]))
        yield Evaluated(symbol, _organ(symbol), _decade(annotation), document is not None, scores, kinds)


def _annotation(file: Path) -> Annotation:
    try:
        annotation = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"{file}: this is no annotation: {error}") from error
    if not isinstance(annotation, dict) or not isinstance(annotation.get("symbol"), str):
        raise KnowledgeError(f"{file}: this is no annotation: it has no symbol")
    return annotation


def _tables(graphs: ox.Store, named: Mapping[str, Question], document: Held | None) -> Tables:
    told: dict[str, list[Cells]] = {}
    for name in ("documents", "provisions", "relations", "conditions", "reports", "citations"):
        columns = [column.name for column in named[name].columns]
        found = rows(graphs, named[name], document.graph) if document else ()
        told[name] = [dict(zip(columns, (str(cell or "") for cell in row), strict=True)) for row in found]
    return told


def _score(symbol: str, annotated: Sequence[Row], found: Sequence[Row]) -> Score:
    """Match rows one to one, each annotated row with the first that fits."""
    score, left = Score(), list(found)
    for row in annotated:
        match = next((index for index, other in enumerate(left) if _fits(row, other)), None)
        if match is None:
            score.missed.append((symbol, row))
        else:
            score.hits += 1
            left.pop(match)
    score.invented += [(symbol, row) for row in left]
    return score


def _by_kind(symbol: str, annotated: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[str, Score]]:
    """The score of the relations of each kind; only those of one kind are ever matched, so they add up to all."""
    for kind in _KINDS:
        yield kind, _score(symbol, *([row for row in rows if row.fixed[-1] == kind] for rows in (annotated, found)))


#: The kinds of relations that the guide knows.
_KINDS = ("coordination", "cooperation", "collaboration", "consultation", "assistance")


def _fits(row: Row, other: Row) -> bool:
    return row.fixed == other.fixed and all(
        not party or _is_same(party[0], names) for party, names in zip(row.parties, other.parties, strict=True)
    )


#: Two names of a party are the same if they share so much of their words.
_ALIKE = 0.6


def _is_same(name: str, others: Iterable[str]) -> bool:
    words = _plain(name)
    for other in map(_plain, others):
        one, two = set(words.split()), set(other.split())
        if other and (words == other or (one and len(one & two) >= _ALIKE * len(one | two))):
            return True
    return False


_ASIDE = re.compile(r"\([^)]*\)")
_NO_WORD = re.compile(r"[^\w\s'-]")
_DETERMINERS = re.compile(r"(?:(?:the|an?|all|its|their|his|her|those|these|such|each|any)\s+)+")
_PRINTED = str.maketrans({"’": "'", "‑": "-", "\xa0": " "})


def _plain(words: str | None) -> str:
    """Words without capitals, asides, punctuation and what determines them."""
    lower = _NO_WORD.sub(" ", _ASIDE.sub(" ", (words or "").lower().translate(_PRINTED)))
    lower = " ".join(lower.split())
    determined = _DETERMINERS.match(lower)
    return lower[determined.end() :] if determined else lower


def _label(words: str | None) -> str:
    """The label of a paragraph as it is compared."""
    return "".join((words or "").split()).removesuffix(".").lower()


def _verb(words: str | None) -> str:
    return re.sub(r"\bcalls on\b", "calls upon", " ".join((words or "").lower().split()))


def _symbol(words: str | None) -> str:
    """A symbol as it is compared; of documents outside the series of the United Nations only the number."""
    compact = "".join((words or "").split()).upper().rstrip(".")
    return f"*:{compact.rpartition(':')[2]}" if ":" in compact else compact


def _place(words: str) -> str:
    return "front/back" if words in ("meta", "back", "front", "footnote") or words.startswith("fn") else _label(words)


def _told_once(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows without those that name the same parties again in other words."""
    kept: list[Row] = []
    for row in rows:
        last = Row(row.fixed, tuple(names[-1:] for names in row.parties))
        if not any(_fits(last, Row(k.fixed, tuple(names[-1:] for names in k.parties))) for k in kept):
            kept.append(row)
            yield row


def _names(cells: Cells, column: str) -> tuple[str, ...]:
    """Name and printed words of a party."""
    return tuple(name for name in (cells[column], cells[f"{column}Text"]) if name)


def _name(annotation: Annotation, key: str) -> tuple[str, ...]:
    return (annotation[key],) if annotation.get(key) else ()


def _provisions(told: Tables) -> Iterator[Row]:
    seen = {cells["provision"]: cells for cells in reversed(told["provisions"])}
    for cells in told["provisions"]:
        if seen.pop(cells["provision"], None):
            yield Row((_label(cells["paragraph"]), _verb(cells["verb"])))


def _due(words: str | None) -> str:
    return " ".join((words or "").lower().split())


def _facts(annotation: Annotation) -> Mapping[str, str]:
    return {key: value for key, value in annotation.get("metadata", {}).items() if key in _FACTS and value}


_FACTS = ("title", "adopted", "session")


def _cited(pairs: Iterable[tuple[str, ...]]) -> Iterator[Row]:
    return (Row(pair) for pair in dict.fromkeys(pairs))


MEASURES = (
    Measure(
        "provisions",
        lambda gold: (Row((_label(p["p"]), _verb(p["verb"]))) for p in gold.get("provisions", ())),
        _provisions,
    ),
    Measure(
        "addressees",
        lambda gold: (
            Row((_label(p["p"]), _verb(p["verb"])), ((to,),))
            for p in gold.get("provisions", ())
            for to in p.get("addressees", ())
        ),
        lambda told: (
            Row((_label(c["paragraph"]), _verb(c["verb"])), (names,))
            for c in told["provisions"]
            if (names := _names(c, "addressee"))
        ),
    ),
    Measure(
        "relations",
        lambda gold: _told_once(
            Row((_label(r["p"]), r["kind"]), ((r["bearer"],), (r["with"],))) for r in gold.get("relations", ())
        ),
        lambda told: _told_once(
            Row((_label(c["paragraph"]), c["kind"].lower()), (_names(c, "bearer"), _names(c, "counterpart")))
            for c in told["relations"]
        ),
    ),
    Measure(
        "conditions",
        lambda gold: _cited((_label(c["p"]), c["condition"]) for c in gold.get("conditions", ())),
        lambda told: _cited((_label(c["paragraph"]), c["condition"]) for c in told["conditions"]),
    ),
    Measure(
        "reports",
        lambda gold: (Row((_label(r["p"]),), (_name(r, "by"), _name(r, "to"))) for r in gold.get("reports", ())),
        lambda told: (
            Row((_label(c["paragraph"]),), (_names(c, "author"), _names(c, "recipient"))) for c in told["reports"]
        ),
    ),
    Measure(
        "report due",
        lambda gold: (Row((_label(r["p"]), _due(r["due"]))) for r in gold.get("reports", ()) if r.get("due")),
        lambda told: (Row((_label(c["paragraph"]), _due(c["due"]))) for c in told["reports"] if c["due"]),
    ),
    Measure(
        "citations",
        lambda gold: _cited((_place(c["p"]), _symbol(c["symbol"])) for c in gold.get("citations", ())),
        lambda told: _cited((_place(c["paragraph"]), _symbol(c["cited"])) for c in told["citations"]),
    ),
    Measure(
        "cited documents",
        lambda gold: _cited((_symbol(c["symbol"]),) for c in gold.get("citations", ())),
        lambda told: _cited((_symbol(c["cited"]),) for c in told["citations"]),
    ),
)


def _metadata(annotation: Annotation, told: Tables) -> tuple[list[Row], list[Row]]:
    """The facts annotated, and the same facts as they were found."""
    facts, cells = _facts(annotation), (told["documents"] or [{}])[0]
    annotated = [Row((key, _plain(str(value)))) for key, value in facts.items()]
    return annotated, [Row((key, _plain(cells[key]))) for key in facts if cells.get(key)]


_ORGANS = {
    "A/HRC": "Human Rights Council",
    "A": "General Assembly",
    "S": "Security Council",
    "E": "Economic and Social Council",
}


def _organ(symbol: str) -> str:
    return next((organ for start, organ in _ORGANS.items() if symbol.startswith(f"{start}/")), "other")


def _decade(annotation: Annotation) -> str:
    year = re.match(r"\d{3}", str(annotation.get("metadata", {}).get("adopted") or ""))
    return f"{year[0]}0s" if year else "unknown"


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that are told together, and their scores added up."""

    name: str
    documents: int
    scores: Mapping[str, Score]


def groups(evaluated: Sequence[Evaluated]) -> Iterator[tuple[str, list[Group]]]:
    """The scores of all documents, those of relations by kind, then all by organ, then by decade."""
    yield "", [_group("all", evaluated)]
    yield "Relations by kind", [Group("all", len(evaluated), _added_up(one.kinds for one in evaluated))]
    keys = {"By organ": [e.organ for e in evaluated], "By decade": [e.decade for e in evaluated]}
    for title, names in keys.items():
        of = [
            (name, [e for e, its in zip(evaluated, names, strict=True) if its == name]) for name in sorted(set(names))
        ]
        yield title, [_group(name, some) for name, some in of]


def _group(name: str, evaluated: Sequence[Evaluated]) -> Group:
    return Group(name, len(evaluated), _added_up(one.scores for one in evaluated))


def _added_up(scores: Iterable[Mapping[str, Score]]) -> Mapping[str, Score]:
    total: dict[str, Score] = {}
    for one in scores:
        for name, score in one.items():
            total.setdefault(name, Score()).add(score)
    return total


def told(evaluated: Sequence[Evaluated]) -> Iterator[str]:
    """The scores as lines of Markdown, which are also fit to be read on a terminal."""
    yield "# Accuracy"
    yield ""
    yield f"Written by `mandategraph evaluate`, version {program_version()}. Rows are matched as the module says."
    for title, found in groups(evaluated):
        if title:
            yield from ("", f"## {title}")
        for group in found:
            heading = f"{group.documents} document{'' if group.documents == 1 else 's'}"
            yield from ("", f"{group.name}: {heading}" if title else heading, "")
            yield f"| {'measure':15} | annotated | found | precision | recall |    F1 |"
            yield f"|{'-' * 17}|----------:|------:|----------:|-------:|------:|"
            for name, score in group.scores.items():
                numbers = f"{score.annotated:9} | {score.found:5} | {score.precision:9.3f} | {score.recall:6.3f}"
                yield f"| {name:15} | {numbers} | {score.f1:5.3f} |"


def errors(evaluated: Sequence[Evaluated]) -> Iterator[str]:
    """What was missed and what was invented, a line each."""
    for name, score in _group("all", evaluated).scores.items():
        for what, found in (("missed", score.missed), ("invented", score.invented)):
            for symbol, row in found:
                yield f"{name}: {what}: {symbol} {'; '.join((*row.fixed, *(' / '.join(p) for p in row.parties)))}"

"""The index of words: up to date with its store, and with an answer for whatever people type."""

import shutil
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mandategraph import iri, store
from mandategraph.errors import StoreError
from mandategraph.search import Found, Kind, find, refresh

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
LAMPS = """Resolution adopted by the {organ} on 1 October 2045
{number}\t{title}
\tThe {organ},
\tRecalling its resolution 1373 (2001) and resolution 89/2 of 3 November 2044,
\t1.\t{words};
\t2.\tRequests the Secretary-General to report to the General Assembly at its ninety-first session.

1st plenary meeting
1 October 2045
"""


def lamps(words: str = "Requests the wicks to be trimmed", title: str = "Lamps and lanterns") -> str:
    return LAMPS.format(organ="General Assembly", number="90/1.", title=title, words=words)


def build(place: Path, **texts: str) -> None:
    for name, text in texts.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    list(store.build([*sorted(place.glob("*.txt")), SEED], place / "graph", jobs=1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("search")
    build(place, A=lamps())
    return place


@pytest.fixture(scope="module")
def graphs(folder: Path) -> ox.Store:
    return store.open_store(folder / "graph")


@pytest.fixture(scope="module")
def index(folder: Path, graphs: ox.Store) -> Path:
    refresh(graphs, folder / "words.sqlite")
    return folder / "words.sqlite"


def names(found: Found) -> list[str]:
    return [hit.name for hit in found.hits]


# ── What is found ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    ["68/187", "a/res/68/187", "A/RES/68/187", "resolution 68/187", "Resolution A/RES/68/187 ", "68 187", "RES 68/187"],
)
def test_a_symbol_in_any_shape_leads_to_the_document_first(words: str, index: Path) -> None:
    assert find(index, words).hits[0].iri == f"{iri.BASE}A/RES/68/187"


@pytest.mark.parametrize("words", ["1373 (2001)", "resolution 1373 (2001)", "S/RES/1373", "1373"])
def test_a_document_that_is_only_cited_is_found_by_its_symbol(words: str, index: Path) -> None:
    hit = find(index, words).hits[0]
    assert (hit.kind, hit.iri) == (Kind.DOCUMENT, f"{iri.BASE}S/RES/1373")


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("lanterns", Kind.DOCUMENT, "A/RES/90/1"),
        ("UNODC", Kind.ACTOR, "United Nations Office on Drugs and Crime (UNODC)"),
        ("ONUDC", Kind.ACTOR, "United Nations Office on Drugs and Crime (UNODC)"),
        ("المعني بالمخدرات", Kind.ACTOR, "United Nations Office on Drugs and Crime (UNODC)"),
        ("office drugs crim", Kind.ACTOR, "United Nations Office on Drugs and Crime (UNODC)"),
        ("terroris", Kind.THEME, "TERRORISM"),
        ("charter united nations", Kind.INSTRUMENT, "Charter of the United Nations"),
        ("wicks trimmed", Kind.PARAGRAPH, "A/RES/90/1, 1"),
        ("WICKS", Kind.PARAGRAPH, "A/RES/90/1, 1"),
    ],
)
def test_things_are_found_by_their_names_and_words(words: str, kind: Kind, name: str, index: Path) -> None:
    assert name in names(find(index, words, kind))


def test_words_between_quotation_marks_stand_together(index: Path) -> None:
    assert names(find(index, "“to be trimmed”", Kind.PARAGRAPH)) == ["A/RES/90/1, 1"]
    assert find(index, '"trimmed be to"', Kind.PARAGRAPH).loose or not find(index, '"trimmed be to"').hits


def test_where_nothing_has_all_words_some_do_and_it_is_said(index: Path) -> None:
    found = find(index, "wicks zeppelin")
    assert found.loose
    assert "A/RES/90/1, 1" in names(found)
    assert not find(index, "wicks").loose


def test_what_was_looked_for_is_marked(index: Path) -> None:
    [hit] = find(index, "wicks", Kind.PARAGRAPH).hits
    assert [words for words, is_found in hit.pieces if is_found] == ["wicks"]
    assert "".join(words for words, _ in hit.pieces) == "Requests the wicks to be trimmed;"


def test_all_that_is_found_can_be_paged_through(index: Path) -> None:
    every = names(find(index, "the", Kind.PARAGRAPH, limit=100))
    found = find(index, "the", Kind.PARAGRAPH, limit=7, offset=7)
    assert names(found) == every[7:14]
    assert found.totals[Kind.PARAGRAPH] == len(every)


@pytest.mark.parametrize("words", ["", "  ", '"', "—", "*", "()", '""', "\x00", "^"])
def test_of_no_words_nothing_is_found(words: str, index: Path) -> None:
    assert find(index, words) == Found((), {})


@settings(deadline=None)
@given(st.text(max_size=40))
@example('a" OR "b')
@example("NEAR(a b")
@example("name:lamps")
@example("-lamps")
@example('"lamps*" *')
@example("lamps\x00wicks")
@example("\ud800 lamps")
@example("x " * 2000)
@example("%_")
def test_there_is_no_wrong_query(index: Path, words: str) -> None:
    for kind in (None, *Kind):
        assert find(index, words, kind).totals.keys() <= set(Kind)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["AND", "OR", "NOT", "NEAR", '"', "(", ")", "*", "+", "-", "^", ":", "{", "}", ",", "a", "name"]
        ),
        max_size=9,
    )
)
def test_no_operator_is_one(index: Path, pieces: list[str]) -> None:
    for glue in ("", " "):
        find(index, glue.join(pieces))


# ── The index and its store ──────────────────────────────────────────────────────────────────────────────────────────


def rows(index: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(index) as connection:
        return connection.execute("SELECT id, iri, name, text FROM entry ORDER BY id").fetchall()


def test_of_what_has_not_changed_nothing_is_written(graphs: ox.Store, index: Path) -> None:
    before = rows(index)
    refresh(graphs, index)
    assert rows(index) == before


def test_a_changed_document_takes_its_own_place_and_no_other(tmp_path: Path, folder: Path) -> None:
    index = tmp_path / "words.sqlite"
    shutil.copytree(folder / "graph", tmp_path / "graph")
    refresh(store.open_store(tmp_path / "graph"), index)
    seed = [row for row in rows(index) if "A/RES/68/187" in str(row[1])]
    build(tmp_path, A=lamps("Requests the chimneys to be swept", "Chimneys"))
    refresh(store.open_store(tmp_path / "graph"), index)
    assert [row for row in rows(index) if "A/RES/68/187" in str(row[1])] == seed
    assert not find(index, "wicks").hits
    assert find(index, "chimneys").totals == {Kind.DOCUMENT: 1, Kind.PARAGRAPH: 1}


def test_what_the_store_holds_no_more_is_found_no_more(tmp_path: Path, graphs: ox.Store) -> None:
    index = tmp_path / "words.sqlite"
    refresh(graphs, index)
    fewer = ox.Store()
    fewer.extend(quad for quad in graphs if "A/RES/90/1" not in quad.graph_name.value)
    refresh(fewer, index)
    assert not find(index, "wicks").hits
    assert find(index, "68/187").hits


def test_without_an_index_it_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no index of words"):
        find(tmp_path / "nothing.sqlite", "lamps")


def test_a_file_that_is_no_index_is_left_alone(tmp_path: Path, graphs: ox.Store) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    with pytest.raises(StoreError, match="no index can be written"):
        refresh(graphs, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear Sir"

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from mandategraph import home, iri, store, triples
from mandategraph.errors import SourceError, StoreError
from mandategraph.store import State, build, held, open_for_writing, open_store, shared

TEXT = """Resolution adopted by the General Assembly on 1 October 2045
90/{number}.\tThe keeping of lighthouses
\tThe General Assembly,
\t1.\tRequests the Secretary-General to {task}.

1st plenary meeting
1 October 2045
"""


def resolution(file: Path, number: int, task: str = "light the coast") -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(TEXT.format(number=number, task=task), encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "graph"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for number in (1, 2, 3):
        resolution(tmp_path / "texts" / f"{number}.txt", number)
    return tmp_path / "texts"


def told(outcomes: Iterator[store.Outcome]) -> list[tuple[str, State, str | None]]:
    return [(outcome.path.name, outcome.state, outcome.symbol) for outcome in outcomes]


def graphs_of(folder: Path) -> dict[str, list[str]]:
    """The statements of each graph, without the time at which it was made."""
    made = "http://www.w3.org/ns/prov#endedAtTime"
    graphs: dict[str, list[str]] = {}
    for quad in open_store(folder):
        if quad.predicate.value != made:
            graphs.setdefault(quad.graph_name.value, []).append(str(quad))
    return {name: sorted(quads) for name, quads in graphs.items()}


def dump(folder: Path) -> bytes:
    return open_store(folder).dump(format=ox.RdfFormat.N_QUADS)


def test_files_are_built_in_order_and_found_again(texts: Path, folder: Path) -> None:
    assert told(build([texts], folder)) == [
        ("1.txt", State.BUILT, "A/RES/90/1"),
        ("2.txt", State.BUILT, "A/RES/90/2"),
        ("3.txt", State.BUILT, "A/RES/90/3"),
    ]
    documents = list(held(open_store(folder)))
    assert [document.symbol for document in documents] == ["A/RES/90/1", "A/RES/90/2", "A/RES/90/3"]
    assert {document.version for document in documents} == {triples.program_version()}


def test_building_twice_changes_nothing(texts: Path, folder: Path) -> None:
    list(build([texts], folder))
    before = dump(folder)
    assert {outcome.state for outcome in build([texts], folder)} == {State.UNCHANGED}
    assert dump(folder) == before


def test_a_changed_document_replaces_its_own_graph_and_no_other(texts: Path, folder: Path) -> None:
    list(build([texts], folder))
    before = graphs_of(folder)
    resolution(texts / "2.txt", 2, "put out the lights")
    assert [outcome.state for outcome in build([texts], folder)] == [State.UNCHANGED, State.REPLACED, State.UNCHANGED]
    after = graphs_of(folder)
    assert {name for name in before | after if before[name] != after[name]} == {f"{iri.BASE}A/RES/90/2/graph"}
    assert not [quad for quad in after[f"{iri.BASE}A/RES/90/2/graph"] if "light the coast" in quad]


def test_what_follows_from_a_document_is_replaced_with_it(texts: Path, folder: Path) -> None:
    inferred = f"{iri.BASE}A/RES/90/2/graph/inferred"
    resolution(texts / "2.txt", 2, "cooperate with Kenya and report to the General Assembly")
    list(build([texts], folder))
    before = graphs_of(folder)
    assert [quad for quad in before[inferred] if "mustCooperateWith" in quad and "state/KEN" in quad]
    assert [quad for quad in before[inferred] if "mustReportTo" in quad and "general-assembly" in quad]
    resolution(texts / "2.txt", 2, "cooperate with Peru")
    list(build([texts], folder))
    after = graphs_of(folder)
    assert [quad for quad in after[inferred] if "mustCooperateWith" in quad and "state/PER" in quad]
    assert not [quad for quad in after[inferred] if "state/KEN" in quad or "mustReportTo" in quad]
    changed = {name for name in before | after if before[name] != after[name]}
    assert changed == {inferred, inferred.removesuffix("/inferred")}


def test_what_follows_from_several_documents_is_concluded_when_all_are_there(tmp_path: Path, folder: Path) -> None:
    goes_back = ox.NamedNode(iri.term("goesBackTo"))
    together = ox.NamedNode(iri.shared_graph(iri.BASE, "inferred"))

    def lines() -> set[tuple[str, str]]:
        found = open_store(folder).quads_for_pattern(None, goes_back, None, together)
        pairs = ((quad.subject.value, quad.object.value) for quad in found)
        return {(a.rpartition("/")[2], b.rpartition("/")[2]) for a, b in pairs if "#" not in a}

    for number in (2, 3):
        task = f"act on resolution 90/1, and decides to extend the mandate laid down in resolution 90/{number - 1}"
        resolution(tmp_path / "texts" / f"{number}.txt", number, task)
    list(build([tmp_path / "texts" / "3.txt"], folder))
    assert lines() == {("3", "2")}
    list(build([tmp_path / "texts"], folder))
    assert lines() == {("3", "2"), ("3", "1"), ("2", "1")}
    resolution(tmp_path / "texts" / "2.txt", 2)
    list(build([tmp_path / "texts"], folder))
    assert lines() == {("3", "2")}


def test_a_store_that_was_not_finished_is_not_asked_and_the_next_build_finishes_it(texts: Path, folder: Path) -> None:
    whole = graphs_of(folder) if list(build([texts], folder)) else {}
    begun = build([texts], folder, again=True)
    next(begun)
    begun.close()
    with pytest.raises(StoreError, match="the build was not finished; repeat it: mandategraph build"):
        open_store(folder)
    assert {outcome.state for outcome in build([texts], folder)} == {State.UNCHANGED}
    assert graphs_of(folder) == whole


def test_a_newer_program_reads_again(texts: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(build([texts], folder))
    monkeypatch.setattr(triples, "program_version", lambda: "99.0")
    assert {outcome.state for outcome in build([texts], folder)} == {State.REPLACED}
    assert {document.version for document in held(open_store(folder))} == {"99.0"}


@pytest.mark.parametrize("part", ["PROGRAM", "KNOWLEDGE"])
def test_another_program_or_other_knowledge_is_another_version(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = triples.program_version.__wrapped__
    copied = Path(shutil.copytree(getattr(home, part), tmp_path / part, ignore=shutil.ignore_patterns("__pycache__")))
    before = version()
    monkeypatch.setattr(home, part, copied)
    assert version() == before
    file = next(iter(sorted(path for path in copied.rglob("*") if path.suffix in (".py", ".toml"))))
    file.write_bytes(file.read_bytes() + b"#")
    assert version() != before


def test_what_is_unchanged_can_be_read_again(texts: Path, folder: Path) -> None:
    list(build([texts], folder))
    before = graphs_of(folder)
    assert {outcome.state for outcome in build([texts], folder, again=True)} == {State.REPLACED}
    assert graphs_of(folder) == before


def test_several_processes_build_what_one_does(tmp_path: Path) -> None:
    for number in range(1, 21):
        resolution(tmp_path / "texts" / f"{number:02}.txt", number)
    one = list(build([tmp_path / "texts"], tmp_path / "one", jobs=1))
    assert list(build([tmp_path / "texts"], tmp_path / "two", jobs=2)) == one
    assert [outcome.state for outcome in one] == [State.BUILT] * 20
    assert graphs_of(tmp_path / "two") == graphs_of(tmp_path / "one")


def test_of_two_files_with_the_same_symbol_the_later_counts(tmp_path: Path, folder: Path) -> None:
    first = resolution(tmp_path / "a" / "old.txt", 1, "light the coast")
    second = resolution(tmp_path / "b" / "new.txt", 1, "put out the lights")
    earlier, later = build([first, second], folder)
    assert (earlier.state, earlier.remark) == (State.BUILT, None)
    assert later.state is State.BUILT
    assert later.remark == f"A/RES/90/1 is also read from {first}; the later of two files counts"
    before = dump(folder)
    assert b"put out the lights" in before
    assert b"light the coast" not in before
    earlier, later = build([first, second], folder)
    assert (earlier.state, later.state) == (State.UNCHANGED, State.UNCHANGED)
    assert earlier.remark == f"A/RES/90/1 is also read from {second}; the later of two files counts"
    assert dump(folder) == before


def test_the_later_of_two_files_counts_however_far_apart_they_are(tmp_path: Path, folder: Path) -> None:
    for number in range(1, 40):
        resolution(tmp_path / "texts" / f"{number:02}.txt", number)
    resolution(tmp_path / "texts" / "99.txt", 1, "put out the lights")
    outcomes = list(build([tmp_path / "texts"], folder, jobs=1))
    assert [outcome.path.name for outcome in outcomes if outcome.remark] == ["99.txt"]
    assert len(list(held(open_store(folder)))) == 39
    [graph] = [quads for name, quads in graphs_of(folder).items() if name.endswith("/90/1/graph")]
    assert any("put out the lights" in quad for quad in graph)
    assert not any("light the coast" in quad for quad in graph)


@pytest.mark.parametrize("name", ["1.txt", "9.txt"], ids=["first", "last"])
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_built(name: str, texts: Path, folder: Path) -> None:
    (texts / name).write_bytes(b"\x89PNG\r\n")
    outcomes = {outcome.path.name: outcome for outcome in build([texts], folder)}
    assert outcomes[name].state is State.FAILED
    assert str(texts / name) in outcomes[name].remark
    assert {outcome.state for file, outcome in outcomes.items() if file != name} == {State.BUILT}


def test_a_store_is_not_made_if_nothing_can_be_read(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert [outcome.state for outcome in build([tmp_path / "empty.txt"], folder)] == [State.FAILED]
    assert not folder.exists()


def test_a_store_is_untouched_if_nothing_can_be_read(texts: Path, tmp_path: Path, folder: Path) -> None:
    list(build([texts], folder))
    before = {file: (file.stat().st_mtime_ns, file.stat().st_size) for file in folder.iterdir()}
    (tmp_path / "note.txt").write_text("Dear Sir,\n", encoding="utf-8")
    assert [outcome.state for outcome in build([tmp_path / "note.txt"], folder)] == [State.FAILED]
    assert {file: (file.stat().st_mtime_ns, file.stat().st_size) for file in folder.iterdir()} == before


@pytest.mark.parametrize("place", ["nowhere", "empty"])
def test_a_place_without_files_is_an_error(place: str, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError):
        list(build([tmp_path / place], folder))
    assert not folder.exists()


def test_a_folder_of_other_things_is_left_alone(texts: Path) -> None:
    before = sorted(texts.iterdir())
    with pytest.raises(StoreError, match="this is no store, and not empty"):
        list(build([texts], texts))
    assert sorted(texts.iterdir()) == before


def test_a_store_that_is_not_there_says_how_to_make_it(folder: Path) -> None:
    with pytest.raises(StoreError, match="no store there; make one with: mandategraph build"):
        open_store(folder)
    assert not folder.exists()


def test_a_store_that_is_open_elsewhere_cannot_be_written(texts: Path, folder: Path) -> None:
    list(build([texts], folder))
    elsewhere = open_for_writing(folder)
    with pytest.raises(StoreError, match="has another program opened it"):
        list(build([texts], folder))
    del elsewhere
    list(build([texts], folder))


def test_the_store_tells_of_actors_and_of_the_ontology(texts: Path, folder: Path) -> None:
    list(build([texts], folder))
    unodc = ox.NamedNode(f"{iri.BASE}body/unodc")
    graphs = open_store(folder)
    assert list(graphs.quads_for_pattern(unodc, None, None, ox.NamedNode(iri.shared_graph(iri.BASE, "actors"))))
    ontology = ox.NamedNode(iri.shared_graph(iri.BASE, "vocabulary"))
    assert list(graphs.quads_for_pattern(ox.NamedNode(iri.term("Provision")), None, None, ontology))


def test_what_the_ontology_says_is_refreshed(
    texts: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(build([texts], folder))
    before = graphs_of(folder)
    ontology = tmp_path / "ontology"
    ontology.mkdir()
    (ontology / "only.ttl").write_text("<https://example.org/a> <https://example.org/b> ( 1 2 ) .", encoding="utf-8")
    monkeypatch.setattr(home, "ONTOLOGY", ontology)
    assert {outcome.state for outcome in build([texts], folder)} == {State.UNCHANGED}
    after = graphs_of(folder)
    assert {name for name in before | after if before.get(name) != after.get(name)} == {f"{iri.BASE}graph/vocabulary"}
    assert len(after[f"{iri.BASE}graph/vocabulary"]) == 5


def test_a_store_has_no_blank_node(texts: Path, folder: Path) -> None:
    list(build([texts], folder))
    for quad in open_store(folder):
        assert ox.BlankNode not in {type(quad.subject), type(quad.object), type(quad.graph_name)}


def test_the_graphs_of_no_document_are_the_same_each_time() -> None:
    assert shared() == shared()
    assert {graph.value for graph in shared("https://example.org/")} == {
        f"https://example.org/graph/{name}" for name in ("actors", "instruments", "observances", "verbs", "vocabulary")
    }


def test_the_base_of_the_data_can_be_chosen(texts: Path, folder: Path) -> None:
    list(build([texts], folder, base="https://example.org/"))
    assert {document.graph for document in held(open_store(folder))} == {
        f"https://example.org/A/RES/90/{number}/graph" for number in (1, 2, 3)
    }


def test_a_mistake_of_the_program_names_the_file(texts: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "read", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError) as error:
        list(build([texts], folder))
    assert error.value.__notes__ == [f"while reading {texts / '1.txt'}"]

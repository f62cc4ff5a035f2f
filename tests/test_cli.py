import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import lxml.etree
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner, Result

from mandategraph import store
from mandategraph.cli import main
from mandategraph.dump import AKN, FORMS
from mandategraph.question import questions
from mandategraph.table import tables

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
BAD = {
    "picture.png": (b"\x89PNG\r\n\x1a\n", "picture"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "letter.txt": (b"Dear Sir,\n\nthank you for your letter.\n", "resolution"),
    "latin.txt": ("Résolution".encode("latin-1"), "UTF-8"),
}


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "graph"
    done = run("build", SEED, "--store", folder)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 file: 1 built\n")
    return folder


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, (body, _) in BAD.items():
        (folder / name).write_bytes(body)
    return folder


@pytest.mark.parametrize("command", ["", *main.commands])
def test_every_command_explains_itself(command: str) -> None:
    shown = run(*command.split(), "--help")
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) > 5


def test_the_commands_are_those_that_people_know() -> None:
    assert {"build", "ingest", "ask", "export", "check"} <= set(main.commands)


def test_help_waits_for_nothing_that_takes_long_to_load() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "mandategraph.cli", "--help"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "click" in loaded
    assert not loaded & {
        "ahocorasick_rs",
        "jinja2",
        "lxml",
        "mandategraph.knowledge",
        "pyoxigraph",
        "rdflib",
        "starlette",
    }


def test_building_twice_says_so(folder: Path) -> None:
    before = store.open_store(folder).dump(format=ox.RdfFormat.N_QUADS)
    done = run("build", SEED, "--store", folder)
    assert (done.exit_code, done.stderr) == (0, "1 file: 1 unchanged\n")
    assert store.open_store(folder).dump(format=ox.RdfFormat.N_QUADS) == before


@pytest.mark.parametrize("name", [*BAD, "nowhere.txt"])
@pytest.mark.parametrize("command", [["build", "--store"], ["ingest", "--output"]], ids=lambda command: command[0])
def test_bad_input_gets_one_line_and_leaves_nothing_behind(
    name: str, command: list[str], bad: Path, tmp_path: Path
) -> None:
    words = [sys.executable, "-m", "mandategraph.cli", *command, str(tmp_path / "made.nq"), str(bad / name)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith(f"mandategraph: {bad / name}: ")
    assert BAD.get(name, (b"", "no such file"))[1] in line
    assert not (tmp_path / "made.nq").exists()


def test_bad_files_are_named_and_the_others_built(bad: Path, tmp_path: Path) -> None:
    done = run("build", bad, SEED, "--store", tmp_path / "graph")
    assert done.exit_code == 1
    *named, told = done.stderr.splitlines()
    assert sorted(line.split(": ")[1] for line in named) == sorted(str(bad / name) for name in BAD)
    assert told == f"{len(BAD) + 1} files: 1 built, {len(BAD)} failed"
    assert [held.symbol for held in store.held(store.open_store(tmp_path / "graph"))] == ["A/RES/68/187"]


def test_two_files_of_one_document_are_remarked(tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_bytes(SEED.read_bytes() + b"\n")
    done = run("build", SEED, twin, "--store", tmp_path / "graph")
    assert done.exit_code == 0
    assert f"mandategraph: {twin}: A/RES/68/187 is also read from {SEED}" in done.stderr


@pytest.mark.parametrize(
    "command",
    [("ask", "coordination", "--body", "UNODC"), ("export", "--tables", "tables"), ("check",)],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize("place", ["nowhere", "file"])
def test_a_store_that_is_none_gets_one_line(
    command: tuple[str, ...], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    done = run(*command, "--store", place)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        f"mandategraph: {place}: no store there; make one with: mandategraph build SOURCE --store {place}\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_building_into_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    done = run("build", SEED, "--store", tmp_path)
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("ending", FORMS)
def test_the_graph_is_written_in_every_form(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"graph{ending}"
    assert run("ingest", SEED, "--output", file).exit_code == 0
    form = FORMS[ending]
    quads = {(quad.subject, quad.predicate, quad.object) for quad in ox.parse(path=file, format=form)}
    piped = ox.parse(run("ingest", SEED, "--output", "-").stdout_bytes, format=ox.RdfFormat.N_QUADS)
    ended = "http://www.w3.org/ns/prov#endedAtTime"
    expected = {(quad.subject, quad.predicate, quad.object) for quad in piped if quad.predicate.value != ended}
    assert expected <= quads
    assert len(quads) == len(expected) + 1
    if form.supports_datasets:
        assert {quad.graph_name.value for quad in ox.parse(path=file, format=form)} == {
            "https://w3id.org/mandategraph/A/RES/68/187/graph",
            "https://w3id.org/mandategraph/A/RES/68/187/graph/inferred",
        }


def test_turtle_is_written_for_readers(tmp_path: Path) -> None:
    run("ingest", SEED, "--output", tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "@prefix mg: <https://w3id.org/mandategraph/ontology#> ." in text
    subjects = [line.partition(" ")[0] for line in text.splitlines() if line[0] not in "@\t"]
    assert len(subjects) == len(set(subjects)) == len(set(rdflib.Graph().parse(data=text, format="turtle").subjects()))


def test_an_unknown_ending_is_answered_with_those_that_are_known(tmp_path: Path) -> None:
    done = run("ingest", SEED, "--output", tmp_path / "graph.xyz")
    assert done.exit_code == 1
    assert done.stderr == f"mandategraph: {tmp_path}/graph.xyz: the ending must be one of {' '.join((*FORMS, AKN))}\n"


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = run("ingest", SEED, "--output", tmp_path / "nowhere" / "graph.nq")
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert "nowhere/graph.nq: cannot be written" in done.stderr


def test_asking_nothing_lists_the_questions_and_what_they_must_be_told() -> None:
    shown = run("ask").stdout
    for question in questions():
        assert question.title in shown
        for parameter in question.parameters:
            assert f"--{parameter.name}" in shown
            assert parameter.description in shown


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "ttl", "table"])
def test_the_founding_question_is_answered_in_every_form(form: str, folder: Path) -> None:
    done = run("ask", "coordination", "--body", "unodc", "--mode", "coordination", "--store", folder, "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    for words in ("in close coordination with Member States", "internal mandate", "A/RES/68/187"):
        assert words in done.stdout
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert [(row["counterpart"], row["paragraph"]) for row in rows] == [
            ("relevant entities of the Counter-Terrorism Implementation Task Force", "1"),
            ("Member States", "8"),
        ]
    if form == "json":
        assert len(json.loads(done.stdout)["results"]["bindings"]) == 2
    if form == "ttl":
        rdflib.Graph().parse(data=done.stdout, format="turtle")


def test_a_part_of_an_answer_says_how_much_is_left(folder: Path) -> None:
    asked = ["ask", "paragraphs", "--document", "A/RES/68/187", "--store", folder, "--format", "csv"]
    whole = list(csv.reader(run(*asked).stdout.splitlines()))[1:]
    done = run(*asked, "--limit", "2", "--offset", "3", "--evidence")
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert [row["paragraph"] for row in rows] == [row[2] for row in whole[3:5]]
    assert all("/eng.txt#char=" in row["evidence"] for row in rows)
    assert done.stderr == f"2 of {len(whole)} rows, {len(whole) - 5} more; the next: --offset 5\n"
    assert run(*asked, "--offset", "1000").stderr == f"0 of {len(whole)} rows, 0 more\n"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_can_be_asked_with_its_examples(question, folder: Path) -> None:
    for optional in (False, True):
        told = [
            word
            for parameter in question.parameters
            if not parameter.optional or (optional and parameter.kind not in {"theme", "session"})
            for word in (f"--{parameter.name}", parameter.example)
        ]
        done = run("ask", question.name, *told, "--store", folder, "--format", "csv")
        assert (done.exit_code, done.stderr) == (0, "")


def test_a_question_explains_itself_in_sparql(folder: Path) -> None:
    query = run("ask", "reports", "--body", "unodc", "--store", folder, "--explain").stdout
    assert "VALUES ?given_body { <https://w3id.org/mandategraph/body/unodc> }" in query
    store.open_store(folder).query(query)
    assert "VALUES ?given_body { UNDEF }" in run("ask", "reports", "--explain").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["coordination", "--body", "UNOCD"], "no such actor: UNOCD; did you mean"),
        (["coordination"], "coordination must be told the body: --body UNODC"),
        (["cordination"], "no such question: cordination; there is coordination"),
        (["mandates", "--body", "UNODC", "--mode", "consultation"], "mandates takes no --mode"),
    ],
    ids=["unknown actor", "told too little", "unknown question", "told too much"],
)
def test_a_question_that_cannot_be_asked_gets_one_line(words: list[str], message: str, folder: Path) -> None:
    done = run("ask", *words, "--store", folder)
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"mandategraph: {message}")


def test_tables_are_exported(folder: Path, tmp_path: Path) -> None:
    done = run("export", "--store", folder, "--tables", tmp_path / "tables")
    assert (done.exit_code, done.stdout) == (0, "")
    assert {file.name for file in (tmp_path / "tables").iterdir()} == {f"{table.name}.csv" for table in tables()}
    documents = (tmp_path / "tables" / "documents.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(documents)))
    assert [(row["symbol"], row["session"], row["adopted"]) for row in rows] == [("A/RES/68/187", "68", "2013-12-18")]


def test_a_sound_store_passes_the_check(folder: Path) -> None:
    done = run("check", "--store", folder)
    assert done.exit_code == 0
    assert done.stderr.startswith("0 errors")


def test_a_broken_graph_fails_the_check(tmp_path: Path) -> None:
    run("build", SEED, "--store", tmp_path / "graph")
    graphs = store.open_for_writing(tmp_path / "graph")
    graphs.update(
        "PREFIX mg: <https://w3id.org/mandategraph/ontology#>"
        "DELETE { GRAPH ?graph { ?unit mg:text ?text } } WHERE { GRAPH ?graph { ?unit mg:text ?text ; mg:position 3 } }"
    )
    del graphs
    done = run("check", "--store", tmp_path / "graph")
    assert done.exit_code == 1
    assert done.stdout.startswith("error    A/RES/68/187  ")
    assert "  TextUnit-text-minCount: A text unit gives its words once in each language" in done.stdout
    assert "1 errors" in done.stderr
    for form in ("csv", "html"):
        done = run("check", "--store", tmp_path / "graph", "--format", form, "--level", "error")
        assert done.exit_code == 1
        assert done.stderr.startswith("1 errors, ")
        if form == "csv":
            [row] = csv.DictReader(io.StringIO(done.stdout))
            assert list(row) == ["level", "rule", "entity", "property", "value", "document", "message"]
            assert (row["level"], row["rule"], row["value"]) == ("error", "TextUnit-text-minCount", "")
            assert row["entity"].startswith("https://w3id.org/mandategraph/A/RES/68/187#")
            assert row["property"] == "https://w3id.org/mandategraph/ontology#text"
        else:
            assert lxml.etree.fromstring(done.stdout, lxml.etree.HTMLParser()).xpath("count(//tr[@class='error'])") == 1


def test_what_is_in_doubt_is_listed_unless_only_graver_things_are_asked_for(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("check", "--store", folder, "--format", "csv").stdout)))
    assert {row["level"] for row in rows} <= {"warning", "info"}
    assert run("check", "--store", folder, "--level", "error").stdout == ""

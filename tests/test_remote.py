"""The founding question, put to the graph by programs that know nothing of this one."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from mandategraph.cli import main
from mandategraph.question import question
from webserver import oxigraph_over

SEED = str(Path(__file__).parents[1] / "data" / "corpus")
UNODC = ox.NamedNode("https://w3id.org/mandategraph/body/unodc")
COLUMNS = ["body", "mode", "counterpart", "force", "verb", "symbol", "paragraph", "words", "rule"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remote")
    for command in (
        ["build", SEED, "--store", f"{folder}/graph"],
        ["ingest", SEED, "--output", f"{folder}/resolutions.ttl"],
        ["ingest", SEED, "--output", f"{folder}/resolutions.nq"],
    ):
        assert CliRunner().invoke(main, command).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[list[str]]:
    """The answer of the command itself."""
    command = ["ask", "coordination", "--body", "UNODC", "--store", f"{folder}/graph", "--format", "csv"]
    rows = list(csv.reader(CliRunner().invoke(main, command).stdout.splitlines()))
    assert rows[0] == COLUMNS
    assert [tuple(row[index] for index in (1, 2, 6)) for row in rows[1:]] == [
        ("consultation", "Member States", "6"),
        ("consultation", "Member States", "9"),
        ("cooperation", "international organizations", "10"),
        ("cooperation", "international, regional and subregional organizations and arrangements", "10"),
        ("cooperation", "relevant entities of the United Nations system", "10"),
        ("coordination", "relevant entities of the Counter-Terrorism Implementation Task Force", "1"),
        ("coordination", "Member States", "8"),
    ]
    return rows[1:]


def test_rdflib_answers_from_the_turtle(folder: Path, expected: list[list[str]]) -> None:
    graph = rdflib.Graph().parse(folder / "resolutions.ttl")
    answer = graph.query(question("coordination").told({"body": [UNODC]}, merged=True))
    assert [[str(term) for term in row] for row in answer] == expected


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib warns of itself
def test_rdflib_answers_from_the_named_graphs(folder: Path, expected: list[list[str]]) -> None:
    graphs = rdflib.Dataset(default_union=True)
    graphs.parse(folder / "resolutions.nq", format="nquads")
    answer = graphs.query(question("coordination").told({"body": [UNODC]}))
    assert sorted([str(term) for term in row] for row in answer) == sorted(expected)


@pytest.fixture(scope="module")
def endpoint(folder: Path) -> Iterator[str]:
    """A SPARQL server of its own, over a store of its own, on this machine only."""
    with oxigraph_over(folder / "resolutions.nq", "--union-default-graph") as address:
        yield f"{address}/query"


@pytest.mark.parametrize("merged", [False, True], ids=["one graph at a time", "all graphs as one"])
def test_a_server_answers_over_http(endpoint: str, expected: list[list[str]], *, merged: bool) -> None:
    remote = SPARQLWrapper(endpoint, returnFormat=JSON)
    remote.setMethod(POST)
    remote.setTimeout(30)
    remote.setQuery(question("coordination").told({"body": [UNODC]}, merged=merged))
    answer = remote.queryAndConvert()
    assert answer["head"]["vars"] == COLUMNS
    rows = [[row[column]["value"] for column in COLUMNS] for row in answer["results"]["bindings"]]
    assert rows == expected


def test_what_the_command_explains_can_be_sent_as_it_is(endpoint: str, folder: Path) -> None:
    store = ["--store", f"{folder}/graph"]
    ask = ["ask", "mandates", "--body", "Office on Drugs and Crime", *store]
    query = CliRunner().invoke(main, [*ask, "--explain"]).stdout
    remote = SPARQLWrapper(endpoint, returnFormat=JSON)
    remote.setQuery(query)
    ours = json.loads(CliRunner().invoke(main, [*ask, "--format", "json"]).stdout)
    theirs = remote.queryAndConvert()
    assert theirs["head"]["vars"] == ours["head"]["vars"]
    assert theirs["results"]["bindings"] == ours["results"]["bindings"]
    assert len(ours["results"]["bindings"]) > 5

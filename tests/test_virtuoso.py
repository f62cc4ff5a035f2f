"""A store copied to Virtuoso's own server, and the questions that it answers there as here.

Needs ``virtuoso-t`` (Debian: virtuoso-opensource-7); says so where there is none.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from mandategraph import answer, iri, loading
from mandategraph.cli import main
from mandategraph.digest import digest
from mandategraph.endpoint import Endpoint
from mandategraph.question import question
from mandategraph.remote import Remote
from mandategraph.store import open_store

pytestmark = pytest.mark.skipif(
    shutil.which("virtuoso-t") is None, reason="there is no virtuoso-t here: apt-get install virtuoso-opensource-7"
)
SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
GRAPH = ox.NamedNode(iri.BASE + "A/RES/68/187/graph")
SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Virtuoso over an empty store, on this machine only, with the user and password that it is shipped with."""
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = _free_ports(2)
    (folder / "virtuoso.ini").write_text(SETTINGS.format(sql=sql, http=http), encoding="utf-8")
    process = subprocess.Popen(
        ["virtuoso-t", "-f", "-c", "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            assert process.poll() is None, (folder / "virtuoso.log").read_text(encoding="utf-8")
            try:
                httpx.get(f"http://127.0.0.1:{http}/sparql", timeout=10)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{http}"
    finally:
        process.kill()
        process.wait(10)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "store"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(params=[True, False], ids=["by graph store", "by update"])
def remote(request: pytest.FixtureRequest, server: str) -> Iterator[Remote]:
    """The server, emptied of what was loaded before."""
    graph_store = f"{server}/sparql-graph-crud-auth" if request.param else None
    remote = Remote(f"{server}/sparql", f"{server}/sparql-auth", graph_store, "dba:dba")
    yield remote
    for row in remote.select(
        f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{iri.BASE}")) }}'
    ):
        remote.update(f"DROP SILENT GRAPH <{row['g']}>")


def _states(store: Path, remote: Remote) -> dict[str, str]:
    return {one.graph: one.state.value for one in loading.load(open_store(store), remote)}


def test_a_loading_killed_in_the_middle_goes_on_and_ends_with_the_same_graphs(store: Path, remote: Remote) -> None:
    command = [sys.executable, "-m", "mandategraph.cli", "load", "--store", str(store), "--batch", "200"]
    command += ["--endpoint", remote.endpoint, "--update", remote.update_endpoint, "--auth", "dba:dba"]
    command += ["--graph-store", remote.graph_store] if remote.graph_store else []
    whole = "SELECT ?graph WHERE { GRAPH ?record { ?graph <http://rdfs.org/ns/void#triples> ?n } }"
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while not remote.select(whole):
            assert process.poll() is None
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait(10)
    before = {row["graph"] for row in remote.select(whole)}
    states = _states(store, remote)
    assert {graph for graph, state in states.items() if state == "unchanged"} == before
    assert "sent" in states.values()
    assert set(_states(store, remote).values()) == {"unchanged"}
    assert {one.state.value for one in loading.compare(open_store(store), remote)} == {"the same"}
    remote.update(f"DELETE WHERE {{ GRAPH {GRAPH} {{ ?s a ?type }} }}")
    assert [graph for graph, state in _states(store, remote).items() if state == "sent"] == [GRAPH.value]


def test_the_first_question_is_answered_as_here(store: Path, remote: Remote) -> None:
    graphs = open_store(store)
    _states(store, remote)
    query = question("coordination").told({"body": [ox.NamedNode(iri.BASE + "body/unodc")]})
    ours, theirs = (answer.answer(one, query) for one in (graphs, Endpoint(remote.endpoint)))
    assert theirs == ours
    assert len(ours.rows) == 7


_XSD = "http://www.w3.org/2001/XMLSchema#"


TERMS = [
    ox.Literal('a\nb\tc\\d"e 中文 \U0001f600'),
    ox.Literal("é" * 3000, language="fr"),
    ox.Literal("xx", language="zh-Hans"),
    ox.Literal("1.00", datatype=ox.NamedNode(f"{_XSD}decimal")),
    ox.Literal("true", datatype=ox.NamedNode(f"{_XSD}boolean")),
    ox.Literal("007", datatype=ox.NamedNode(f"{_XSD}integer")),
    ox.Literal("2013-12-18", datatype=ox.NamedNode(f"{_XSD}date")),
    ox.Literal("2013", datatype=ox.NamedNode(f"{_XSD}gYear")),
    ox.Literal("2026-11-26T21:00:00.5+00:00", datatype=ox.NamedNode(f"{_XSD}dateTime")),
    ox.NamedNode("http://example.org/é%20b/(c)'d#char=1,2"),
]


def test_what_is_sent_comes_back(remote: Remote) -> None:
    changed = []
    for number, term in enumerate(TERMS):
        graph = ox.NamedNode(f"{iri.BASE}term/{number}")
        triple = ox.Triple(graph, graph, term)
        remote.replace(graph, [f"{triple} .\n".encode()], "DELETE WHERE { GRAPH <urn:none> { ?s ?p ?o } }")
        if remote.digest(graph) != digest([triple]):
            changed.append(str(term))
    assert changed == []

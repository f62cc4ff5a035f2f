"""A store copied to servers on the network: Oxigraph's own, and one that fails in all the ways that servers fail."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from mandategraph import answer, iri, loading
from mandategraph.cli import main
from mandategraph.errors import RemoteError
from mandategraph.question import question
from mandategraph.remote import Remote
from mandategraph.store import open_store

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
GRAPH = iri.BASE + "A/RES/68/187/graph"
OTHER = iri.BASE + "A/RES/68/999/graph"
UNODC = ox.NamedNode(iri.BASE + "body/unodc")


def _built(source: Path, folder: Path) -> None:
    assert CliRunner().invoke(main, ["build", str(source), "--store", str(folder)]).exit_code == 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two documents."""
    folder = tmp_path_factory.mktemp("loading")
    (folder / "texts").mkdir()
    shutil.copy(SEED, folder / "texts")
    words = SEED.read_text(encoding="utf-8").replace("68/187", "68/999")
    (folder / "texts" / "A_RES_68_999.txt").write_text(words, encoding="utf-8")
    _built(folder / "texts", folder / "store")
    return folder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Oxigraph's server, over an empty store, on this machine only."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    program = Path(sys.executable).parent / "oxigraph"
    command = [program, "serve", "--location", tmp_path / "server", "--bind", bind, "--union-default-graph"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://{bind}/", timeout=5).close()
                break
            except urllib.error.HTTPError as error:
                error.close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://{bind}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(params=[True, False], ids=["by graph store", "by update"])
def remote(request: pytest.FixtureRequest, server: str) -> Remote:
    return Remote(f"{server}/query", f"{server}/update", f"{server}/store" if request.param else None)


def _states(store: Path, remote: Remote) -> dict[str, str]:
    return {one.graph: one.state.value for one in loading.load(open_store(store), remote)}


def test_what_is_loaded_is_all_there_and_answers_as_here(built: Path, remote: Remote) -> None:
    store = open_store(built / "store")
    assert set(_states(built / "store", remote).values()) == {"sent"}
    assert {one.state.value for one in loading.compare(store, remote)} == {"the same"}
    query = question("coordination").told({"body": [UNODC]})
    asked = SPARQLWrapper(remote.endpoint, returnFormat=JSON)
    asked.setMethod(POST)
    asked.setTimeout(30)
    asked.setQuery(query)
    ours = answer.answer(store, query)
    theirs = asked.queryAndConvert()["results"]["bindings"]
    assert [[row[column]["value"] for column in ours.columns] for row in theirs] == list(ours.texts)
    assert len(theirs) == 14


def test_only_what_has_changed_is_sent_and_only_what_was_loaded_is_dropped(
    built: Path, remote: Remote, tmp_path: Path
) -> None:
    _states(built / "store", remote)
    assert set(_states(built / "store", remote).values()) == {"unchanged"}
    foreign = "urn:example:foreign"
    remote.update(f"INSERT DATA {{ GRAPH <{foreign}> {{ <urn:a> <urn:b> <urn:c> }} }}")
    changed = tmp_path / "A_RES_68_187.txt"
    changed.write_text(SEED.read_text(encoding="utf-8").replace("Requests", "Invites"), encoding="utf-8")
    _built(changed, tmp_path / "store")
    states = _states(tmp_path / "store", remote)
    assert states[GRAPH] == "sent"
    assert {graph for graph, state in states.items() if state == "dropped"} == {OTHER, iri.inferred(OTHER)}
    assert states[iri.shared_graph(iri.BASE, "actors")] == "unchanged"
    assert remote.select(f"SELECT ?c WHERE {{ GRAPH <{foreign}> {{ <urn:a> <urn:b> ?c }} }}") == [{"c": "urn:c"}]
    assert remote.select(f"SELECT ?s WHERE {{ GRAPH <{OTHER}> {{ ?s ?p ?o }} }} LIMIT 1") == []


def test_what_was_lost_there_is_told_and_sent_again(built: Path, remote: Remote) -> None:
    store = open_store(built / "store")
    _states(built / "store", remote)
    remote.update(f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?s a ?type }} }}")
    assert [one.graph for one in loading.compare(store, remote) if one.state == "different"] == [GRAPH]
    assert [graph for graph, state in _states(built / "store", remote).items() if state == "sent"] == [GRAPH]


def test_a_loading_killed_in_the_middle_goes_on_where_it_was(built: Path, remote: Remote) -> None:
    # In batches of 20 a graph of thousands takes minutes by Update: the kill comes in the middle of one.
    command = [sys.executable, "-m", "mandategraph.cli", "load", "--store", str(built / "store"), "--batch", "20"]
    command += ["--endpoint", remote.endpoint, "--update", remote.update_endpoint]
    command += ["--graph-store", remote.graph_store] if remote.graph_store else []
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    whole = "SELECT ?graph WHERE { GRAPH ?record { ?graph <http://rdfs.org/ns/void#triples> ?n } }"
    try:
        while not (before := {row["graph"] for row in remote.select(whole)}):
            assert process.poll() is None
            time.sleep(0.01)
    finally:
        process.kill()
        process.wait(10)
    before = {row["graph"] for row in remote.select(whole)}
    states = _states(built / "store", remote)
    assert {graph for graph, state in states.items() if state == "unchanged"} == before
    assert "sent" in states.values()
    assert {one.state.value for one in loading.compare(open_store(built / "store"), remote)} == {"the same"}


@pytest.mark.parametrize(("retry", "expected"), [("", [0.5, 1, 2]), ("7", [7, 7, 7])])
def test_what_fails_for_a_moment_is_tried_again_later(faulty, retry, expected):
    pauses: list[float] = []
    address = faulty(503, 429, 502, told={"Retry-After": retry})
    assert Remote(address, address, pause=pauses.append).select("SELECT * WHERE { }") == []
    assert pauses == expected


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (400, "name --update"),
        (401, "--auth USER:PASSWORD"),
        (403, "ask for the right"),
        (404, "is this the address"),
        (405, "--graph-store"),
        (413, "for 5 bytes.*--batch"),
        (415, "--graph-store"),
        (500, "log tells why"),
    ],
)
def test_a_refusal_is_told_at_once_with_its_remedy(faulty, status, remedy):
    pauses: list[float] = []
    address = faulty(status, status)  # without a word of what it wants, 401 is followed by an attempt without a name
    with pytest.raises(RemoteError, match=f"{status} .*{remedy}"):
        Remote(address, address, pause=pauses.append, auth="somebody:secret").update("CLEAR")
    assert pauses == []


_DIGEST = 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"'


@pytest.mark.parametrize(
    ("auth", "challenge", "sent"),
    [
        ("somebody:secret", _DIGEST, ["Basic", "", "Digest", "Digest"]),
        ("token", 'Bearer realm="r"', ["Bearer"]),
        ("token", _DIGEST, ["Bearer"]),
        ("somebody:secret", 'Basic realm="r"', ["Basic"]),
    ],
)
def test_a_challenge_for_a_digest_is_answered_and_no_other(faulty, auth, challenge, sent):
    seen: list[str] = []
    address = faulty(401, 401, told={"WWW-Authenticate": challenge}, seen=seen)
    if "Digest" in sent:
        remote = Remote(address, address, auth=auth)
        remote.meet()
        remote.meet()  # the challenge holds for what is sent later
    else:
        with pytest.raises(RemoteError, match="401"):
            Remote(address, address, auth=auth).meet()
    assert [(told or "").partition(" ")[0] for told in seen] == sent


def test_what_fails_for_good_is_given_up(faulty):
    pauses: list[float] = []
    address = faulty(*[503] * 6)
    with pytest.raises(RemoteError, match="busy or starting"):
        Remote(address, address, pause=pauses.append).update("CLEAR ALL")
    assert pauses == [0.5, 1, 2, 4, 8]


def test_a_web_page_is_no_endpoint(faulty):
    address = faulty(form="text/html")
    with pytest.raises(RemoteError, match=r"answered with text/html .* is this the address"):
        Remote(address, address).meet()


def test_a_store_that_is_too_slow_is_told_with_its_remedy(faulty):
    address = faulty(delay=0.5)
    with pytest.raises(RemoteError, match=r"no answer in 0\.1 seconds; .*--timeout"):
        Remote(address, address, timeout=0.1).meet()


def test_a_store_that_is_not_there_is_one_line(built: Path):
    command = ["load", "--store", str(built / "store"), "--endpoint", "http://127.0.0.1:9/sparql"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "cannot be reached" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["localhost:3030/data", "file:///tmp/data", "http://somebody:secret@localhost/"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(RemoteError) as refused:
        Remote(address, address)
    assert "secret" not in str(refused.value)

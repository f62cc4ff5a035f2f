"""Questions put to a store on the network are answered as they are from a folder."""

import socket
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from mandategraph.answer import Answer, Part, ask
from mandategraph.cli import main
from mandategraph.endpoint import Endpoint
from mandategraph.errors import QuestionError, RemoteError
from mandategraph.question import question, questions
from webserver import oxigraph_over

HERE = Path(__file__).parent / "queries"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def graphs(conclude) -> ox.Store:
    graphs = ox.Store()
    graphs.load(path=HERE / "resolutions.trig")
    return conclude(graphs)


@pytest.fixture(scope="module")
def remote(graphs: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Oxigraph's server over the same graphs; its default graph is not their union unless a query says so."""
    place = tmp_path_factory.mktemp("asking")
    file = place / "graphs.nq"
    graphs.dump(str(file), format=ox.RdfFormat.N_QUADS)
    with oxigraph_over(file) as address:
        yield Endpoint(f"{address}/query")


@pytest.mark.parametrize("case", CASES, ids=[case["rows"] for case in CASES])
def test_a_store_on_the_network_answers_as_one_in_a_folder(case: dict, graphs: ox.Store, remote: Endpoint) -> None:
    asked = question(case["question"])
    assert _read(ask(remote, asked, case["told"])) == _read(ask(graphs, asked, case["told"]))


def _read(given: Answer) -> Answer:
    """With the spans of a cell, which come in no order, in one."""
    if "evidence" not in given.columns:
        return given
    place = given.columns.index("evidence")
    rows = (
        tuple(" ".join(sorted(t.value.split())) if i == place and t else t for i, t in enumerate(r)) for r in given.rows
    )
    return Answer(given.columns, tuple(rows))


@pytest.mark.parametrize("asked", [one for one in questions() if one.has_evidence], ids=lambda one: one.name)
def test_so_it_does_with_evidence(asked, graphs: ox.Store, remote: Endpoint) -> None:
    told = next(case["told"] for case in CASES if case["question"] == asked.name)
    ours, theirs = (_read(ask(one, asked, told, evidence=True)) for one in (graphs, remote))
    assert ours == theirs


def test_so_it_does_in_part(graphs: ox.Store, remote: Endpoint) -> None:
    asked = question("citations")
    told = {"document": "A/RES/68/187"}
    assert ask(remote, asked, told, Part(2, 1)) == ask(graphs, asked, told, Part(2, 1))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("mandates", {"body": "UNOCD"}),
        ("mandates", {"body": "Executive Director"}),
        ("mandates", {"body": "https://example.org/unodc"}),
        ("mandates", {"body": "UNODC", "theme": "terorism"}),
        ("mandates", {"body": "UNODC", "session": "86"}),
        ("paragraphs", {"document": "A/RES/99/910"}),
    ],
)
def test_what_is_not_understood_is_answered_alike(name: str, told: dict, graphs: ox.Store, remote: Endpoint) -> None:
    said = []
    for one in (graphs, remote):
        with pytest.raises(QuestionError) as error:
            ask(one, question(name), told)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_the_command_asks_over_the_network(remote: Endpoint) -> None:
    words = ["ask", "coordination", "--body", "UNESCO", "--endpoint", remote.address, "--format", "csv"]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.replace("\r\n", "\n") == (HERE / "coordination-unesco.csv").read_text(encoding="utf-8")


def test_a_folder_and_an_address_are_too_much(remote: Endpoint) -> None:
    done = CliRunner().invoke(main, ["ask", "due", "--endpoint", remote.address, "--store", "graph"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "give --store or --endpoint, not both" in done.stderr


@pytest.fixture
def endpoint(answering):
    """A store on the network that answers with these, one after another."""
    return lambda *answers: Endpoint(answering(*answers), pause=lambda _: None)


JSON = "application/sparql-results+json"
ROWS = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "%s", "value": "1"}}]}}'
NONE = b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}'


def test_what_fails_for_a_moment_is_asked_again(endpoint) -> None:
    remote = endpoint((503, "text/plain", b""), (429, "text/plain", b""), (200, JSON, ROWS % b"literal"))
    assert [[term.value for term in row] for row in remote.query("SELECT * WHERE { }")] == [["1"]]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((200, "text/html", b"<html>"), "answered with text/html where the results of a query were asked for"),
        ((200, JSON, b"{"), "the results of a query cannot be read"),
        ((200, JSON, ROWS % b"nonsense"), "the results of a query cannot be read"),
        ((200, JSON, b'{"head": {}, "boolean": true}'), "answered yes or no where rows were asked for"),
        ((400, "text/plain", b"syntax error"), "syntax error.; the store does not understand this query"),
        ((500, "text/plain", b""), "the store has failed; its log tells why$"),
        ((418, "text/plain", b""), "repeat the command later$"),
    ],
)
def test_what_fails_for_good_is_told_with_a_remedy(answer: tuple, message: str, endpoint) -> None:
    remote = endpoint(answer)
    with pytest.raises(RemoteError, match=message):
        list(remote.query("SELECT * WHERE { }"))


def test_a_store_whose_default_graph_is_its_own_is_refused(endpoint) -> None:
    with pytest.raises(RemoteError, match="its default graph is not all its graphs together"):
        endpoint((200, JSON, NONE), (200, JSON, NONE), (200, JSON, ROWS % b"literal")).meet()


def test_what_takes_too_long_is_not_asked_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        tries = []
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(RemoteError, match=r"no answer in 1 seconds; wait longer with --timeout$"):
            list(Endpoint(address, timeout=0.2, pause=tries.append).query("SELECT * WHERE { }"))
    assert tries == []


_DIGEST = 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"'


@pytest.mark.parametrize(
    ("auth", "told", "sent"),
    [
        ("somebody:secret", {"WWW-Authenticate": _DIGEST}, ["Basic", "", "Digest"]),
        ("somebody:secret", {"WWW-Authenticate": 'Digest realm="other", nonce="n"'}, ["Basic", "", "Digest"]),
        ("somebody:secret", {}, ["Basic", ""]),  # who sends no name may be let in; if not, would be told the realm
        ("somebody:secret", {"WWW-Authenticate": 'Basic realm="r"'}, ["Basic"]),
        ("token", {"WWW-Authenticate": 'Bearer realm="r"'}, ["Bearer"]),
        (None, {"WWW-Authenticate": _DIGEST}, [""]),
    ],
)
def test_a_challenge_for_a_digest_is_answered_and_no_other(auth, told, sent, faulty) -> None:
    seen: list[str] = []
    remote = Endpoint(faulty(401, 401, told=told, seen=seen), auth)
    if "Digest" in sent:
        assert list(remote.query("SELECT * WHERE { }")) == []
    else:
        with pytest.raises(RemoteError, match=r"401 Unauthorized.*--auth USER:PASSWORD"):
            remote.query("SELECT * WHERE { }")
    assert [(one or "").partition(" ")[0] for one in seen] == sent


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_store_that_has_moved_is_not_followed(status: int, faulty) -> None:
    address = faulty(status, told={"Location": "/elsewhere"})
    with pytest.raises(RemoteError, match="the store has moved; give the address to which it points"):
        Endpoint(address).query("SELECT * WHERE { }")


def test_a_store_is_asked_later_if_it_says_when(faulty) -> None:
    pauses: list[float] = []
    Endpoint(faulty(503, 429, told={"Retry-After": "7"}), pause=pauses.append).query("SELECT * WHERE { }")
    assert pauses == [7, 7]


@pytest.mark.parametrize("address", ["localhost:3030/data", "file:///tmp/data", "http://somebody:secret@localhost/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(RemoteError) as refused:
        Endpoint(address)
    assert "secret" not in str(refused.value)


def test_nobody_there_is_told_at_once() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
    done = CliRunner().invoke(main, ["ask", "due", "--endpoint", address])
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert done.stderr.endswith("is the store running, and is this its address?\n")

"""A served store under bad conditions: many at once, those who leave, processes that die, a store that changes."""

import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from click.testing import CliRunner

from mandategraph.cli import main
from mandategraph.service import Settings
from webserver import Answer, address_of, ask, free_socket, serving, wait_for

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
DOCUMENT = "A/RES/68/187"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LARGE = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"


def _built(source: Path, folder: Path) -> None:
    assert CliRunner().invoke(main, ["build", str(source), "--store", str(folder)]).exit_code == 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serving") / "store"
    _built(SEED, folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A store of its own."""
    shutil.copytree(built, tmp_path / "store")
    return tmp_path / "store"


def _settings(folder: Path, **kwargs) -> Settings:
    return Settings(folder, folder.with_name("words"), **({"number": 1, "seconds": 300} | kwargs))


def _query(site: str, words: str) -> Answer:
    return ask(f"{site}/sparql?query={quote(words)}", headers={"Accept": "text/csv"})


def _until(is_so: Callable[[], object]) -> bool:
    """Whether something becomes so before long."""
    for _ in range(600):
        if is_so():
            return True
        time.sleep(0.05)
    return False


def _workers() -> list[int]:
    return [process.pid for process in multiprocessing.active_children() if process.pid]


def _busy(pid: int) -> bool:
    """Whether a process has worked since a moment ago."""
    before = _ticks(pid)
    time.sleep(0.2)
    return _ticks(pid) > before + 5


def _ticks(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11])


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")


def test_two_hundred_at_once(built: Path) -> None:
    paths = [DOCUMENT + ".ttl", DOCUMENT + ".html", "body/unodc.nt", "questions/mandates.json?body=UNODC"]
    paths += [f"sparql?query=SELECT%20*%20%7B%7D%20LIMIT%20{number}" for number in range(1, 197)]
    everybody = threading.Barrier(len(paths))

    def at_once(path: str) -> int:
        everybody.wait()
        return ask(f"{site}/{path}").status

    with serving(_settings(built, number=2)) as site, ThreadPoolExecutor(len(paths)) as threads:
        assert list(threads.map(at_once, paths)) == [200] * 200


def test_what_many_ask_for_at_once_is_made_once(built: Path) -> None:
    """With nobody allowed to wait, a second job would be refused."""
    words = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o . ?s ?q ?r . ?s ?t ?u }"
    with serving(_settings(built, waiting=0)) as site, ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: _query(site, words), range(20)))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_goes_away_ends_the_work(built: Path, method: str) -> None:
    with serving(_settings(built)) as site:
        parts = urlsplit(site)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as client:
            target, body = f"/sparql?query={quote(ENDLESS)}", ""
            if method == "POST":
                target, body = "/sparql", ENDLESS
            told = f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n"
            client.sendall(f"{method} {target} HTTP/1.1\r\nHost: x\r\n{told}\r\n{body}".encode())
            time.sleep(0.5)
        assert _query(site, "ASK {}").text.strip() == "true"  # by the only worker there is


def test_who_goes_away_takes_nothing_from_those_who_stay(built: Path) -> None:
    with serving(_settings(built, seconds=3)) as site, ThreadPoolExecutor(1) as threads:
        staying = threads.submit(_query, site, ENDLESS)
        parts = urlsplit(site)
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as client:
            head = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n"
            client.sendall(head.encode())
            time.sleep(0.5)
        assert "3 seconds" in staying.result().text


@needs_proc
def test_a_query_that_eats_memory_is_ended(built: Path) -> None:
    with serving(_settings(built, memory=300_000_000)) as site:
        eaten = _query(site, LARGE)
        assert (eaten.status, "memory" in eaten.text) == (503, True)
        assert _query(site, "ASK { ?s ?p ?o }").text.strip() == "true"


def test_a_worker_that_is_killed_while_it_waits_is_replaced(built: Path) -> None:
    others = set(_workers())
    with serving(_settings(built, number=2)) as site:
        for round_ in range(2):
            for pid in set(_workers()) - others:
                os.kill(pid, signal.SIGKILL)
            answers = [_query(site, f"SELECT ({round_}{number} AS ?n) {{}}") for number in range(4)]
            assert [answer.status for answer in answers] == [200] * 4


@needs_proc
def test_a_worker_that_is_killed_at_work_is_replaced(built: Path) -> None:
    others = set(_workers())
    with serving(_settings(built)) as site, ThreadPoolExecutor(1) as threads:
        (pid,) = set(_workers()) - others
        asked = threads.submit(_query, site, ENDLESS)
        assert _until(lambda: _busy(pid))
        os.kill(pid, signal.SIGKILL)
        assert asked.result().status == 503
        assert _query(site, "ASK { ?s ?p ?o }").text.strip() == "true"


# The store changes


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A text that is in no store yet."""
    words = SEED.read_text(encoding="utf-8").replace("68/187", "68/999")
    (tmp_path / "A_RES_68_999.txt").write_text(words, encoding="utf-8")
    return tmp_path / "A_RES_68_999.txt"


def test_what_is_built_meanwhile_is_served(folder: Path, other: Path) -> None:
    with serving(_settings(folder, number=2)) as site:
        assert ask(f"{site}/A/RES/68/999.ttl").status == 404
        before = ask(f"{site}/.well-known/void").body
        _built(other, folder)
        assert _until(lambda: ask(f"{site}/A/RES/68/999.ttl").status == 200)
        assert ask(f"{site}/{DOCUMENT}.ttl").status == 200
        assert ask(f"{site}/.well-known/void").body != before
        assert "68/999" in ask(f"{site}/search.html?q=68/999").text


def test_a_store_may_be_exchanged(folder: Path, other: Path) -> None:
    _built(other, folder.with_name("new"))
    with serving(_settings(folder, number=2)) as site:
        assert ask(f"{site}/{DOCUMENT}.ttl").status == 200
        folder.rename(folder.with_name("old"))
        folder.with_name("new").rename(folder)
        assert _until(lambda: ask(f"{site}/{DOCUMENT}.ttl").status == 404)
        assert ask(f"{site}/A/RES/68/999.ttl").status == 200


def test_a_store_that_goes_is_served_from_what_is_open(folder: Path) -> None:
    with serving(_settings(folder)) as site:
        folder.rename(folder.with_name("away"))
        time.sleep(3)
        assert ask(f"{site}/{DOCUMENT}.ttl").status == 200


# The end


@pytest.fixture
def process(built: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    """The command, in a process of its own."""
    with free_socket() as free:
        site = address_of(free)
    command = ["serve", "--store", str(built), "--port", site.rpartition(":")[2], "--index", str(tmp_path / "words")]
    begin = f"import sys; sys.path[:0] = {sys.path!r}; from mandategraph.cli import main; main()"
    server = subprocess.Popen([sys.executable, "-c", begin, *command], stderr=subprocess.PIPE)
    wait_for(site)
    yield site, server
    server.kill()
    server.wait()
    if server.stderr:
        server.stderr.close()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()]


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@needs_proc
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL], ids=lambda end: end.name)
def test_the_end_is_the_end_of_all(process: tuple[str, subprocess.Popen], end: signal.Signals) -> None:
    """In the middle of a query too; when the server is killed its workers see it."""
    site, server = process
    children = _children(server.pid)
    assert len(children) >= 2
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(_query, site, ENDLESS)
        assert _until(lambda: any(_busy(child) for child in children if _is_alive(child)))
        server.send_signal(end)
        server.wait(20)
        if end != signal.SIGKILL:
            assert "being stopped" in asked.result().text
    assert _until(lambda: not any(_is_alive(child) for child in children))

import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType

import pyoxigraph as ox
import pytest

from mandategraph import home, inference, iri
from mandategraph.knowledge import Knowledge, load
from mandategraph.reading import Reading, read
from mandategraph.source import from_bytes, from_file

ROOT = Path(__file__).parents[1]
SEED = ROOT / "data" / "corpus" / "A_RES_68_187.txt"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load(home.KNOWLEDGE)


@pytest.fixture(scope="session")
def rules() -> inference.Rules:
    return inference.load()


@pytest.fixture(scope="session")
def conclude(rules: inference.Rules):
    """Adds to the graphs of documents what follows from them."""

    def add(graphs: ox.Store) -> ox.Store:
        inference.conclude_all(graphs, iri.BASE, rules)
        return graphs

    return add


@pytest.fixture(scope="session")
def seed(knowledge: Knowledge) -> Reading:
    return read(from_file(SEED), knowledge)


@pytest.fixture(scope="session")
def resolution(knowledge: Knowledge):
    """A reading of an invented resolution with these paragraphs."""

    def make(
        *operative: str,
        preamble: tuple[str, ...] = (),
        organ: str = "General Assembly",
        number: str = "90/1",
        title: str = "Invention",
    ) -> Reading:
        lines = [
            f"Resolution adopted by the {organ} on 1 October 2045",
            f"{number}.\t{title}",
            f"\tThe {organ},",
            *(f"\t{words}" for words in preamble),
            *(words if words.startswith("\t") else f"\t{n}.\t{words}" for n, words in enumerate(operative, 1)),
            "",
            "1st plenary meeting",
            "1 October 2045",
        ]
        return read(from_bytes("invention.txt", "\n".join(lines).encode()), knowledge)

    return make


@pytest.fixture
def answering() -> Iterator[Callable[..., str]]:
    """A server that answers with these statuses, media types and bodies, one after the other; the last for ever."""
    servers = []

    def started(
        *answers: tuple[int, str, bytes],
        delay: float = 0,
        seen: list[str] | None = None,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        left = list(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(delay)
                status, form, body = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(status)
                self.send_header("Content-Type", form)
                self.send_header("Content-Length", str(len(body)))
                if seen is not None:
                    seen.append(self.headers["Authorization"])
                for name, value in told.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.handle_error = lambda *_: None  # those who asked have gone
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/sparql"

    yield started
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def faulty(answering: Callable[..., str]) -> Callable[..., str]:
    """A server that answers with these statuses, one after the other, and then with an empty result."""

    def started(*statuses: int, form: str = "application/sparql-results+json", **how: object) -> str:
        empty = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
        return answering(*((status, form, empty) for status in (*statuses, 200)), **how)

    return started

"""Servers on free ports of this machine, and a client that hides nothing of HTTP."""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from mandategraph.service import Settings, application


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip()

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


def ask(
    address: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Answer:
    """One request, with these headers and no others but Host and the length."""
    parts = urllib.parse.urlsplit(address)
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)) as connection:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.putrequest(method, target or "/", skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def free_socket() -> socket.socket:
    """A socket bound to a port that nobody else has."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    return bound


def address_of(bound: socket.socket) -> str:
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


@contextmanager
def serving(settings: Settings, bound: socket.socket | None = None) -> Iterator[str]:
    """The address of this program's own server, in a thread of this process."""
    bound = bound or free_socket()
    config = uvicorn.Config(application(settings), log_level="warning", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([bound],))
    thread.start()
    try:
        while thread.is_alive() and not server.started:
            time.sleep(0.01)
        yield address_of(bound)
    finally:
        server.should_exit = True
        thread.join(30)
        bound.close()


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of Oxigraph's own server, over an empty store in this folder."""
    with _oxigraph("serve", folder) as address:
        yield address


@contextmanager
def oxigraph_over(file: Path, *options: str) -> Iterator[str]:
    """The address of Oxigraph's own server, which only reads, over what a file in N-Quads says."""
    folder = file.with_name("server")
    subprocess.run([_OXIGRAPH, "load", "--location", folder, "--file", file], check=True, capture_output=True)
    with _oxigraph("serve-read-only", folder, *options) as address:
        yield address


_OXIGRAPH = Path(sys.executable).parent / "oxigraph"


@contextmanager
def _oxigraph(serve: str, folder: Path, *options: str) -> Iterator[str]:
    with free_socket() as bound:
        address = address_of(bound)
    command = [_OXIGRAPH, serve, "--location", folder, "--bind", address.removeprefix("http://"), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str) -> None:
    """Until somebody listens at an address; ``TimeoutError`` after twenty seconds."""
    parts = urllib.parse.urlsplit(address)
    for _ in range(400):
        try:
            socket.create_connection((parts.hostname or "", parts.port or 80), 5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)

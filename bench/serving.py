"""How many requests a second a served store answers, from another process on the same machine.

Pages and data of all documents and of 300 actors, and the stored questions: with their examples, and each told many
different things, so that nothing can have been kept. Cold is the first time, warm the second; "work" is the time of
processors that the server and its workers had for each, whatever else the machine does.

usage: python bench/serving.py --store DIR [--clients N] [--workers N] [--only WORD]
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from mandategraph import iri, store
from mandategraph.question import Kind, Question, questions

_ACTORS = 300
#: Different things that each question is told.
_DIFFERENT = 20


@dataclass
class Outcome:
    """Seconds that each answer took, how many of each status, seconds in all, and those of processors in the server."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    whole: float = 0.0
    worked: float = 0.0

    def told(self) -> str:
        """A line."""
        ordered = sorted(self.seconds)
        wrong = sum(number for status, number in self.statuses.items() if status != 200)
        work = 1000 * self.worked / len(ordered)
        return (
            f"{len(ordered):6} {len(ordered) / self.whole:8.0f} {1000 * _at(ordered, 50):8.1f} "
            f"{1000 * _at(ordered, 95):8.1f} {work:8.1f} {wrong:6}   {1000 * self.slowest[0]:.0f} ms {self.slowest[1]}"
        )


def _at(ordered: Sequence[float], percent: int) -> float:
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _worked(server: int) -> float:
    """Seconds of processors that a process and its children have had (Linux)."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="utf-8").split()
    told = [
        Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split() for pid in (server, *children)
    ]
    return sum(int(one[11]) + int(one[12]) for one in told) / os.sysconf("SC_CLK_TCK")


def asked(server: int, port: int, addresses: Sequence[str], clients: int) -> Outcome:
    """Ask for all addresses, so many at once, each client over one connection."""
    waiting: SimpleQueue[str] = SimpleQueue()
    for address in addresses:
        waiting.put(address)
    outcome = Outcome()
    threads = [threading.Thread(target=_client, args=(port, waiting, outcome)) for _ in range(clients)]
    before, began = _worked(server), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcome.whole = time.perf_counter() - began
    outcome.worked = _worked(server) - before
    return outcome


def _client(port: int, waiting: SimpleQueue[str], outcome: Outcome) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    while True:
        try:
            address = waiting.get_nowait()
        except Empty:
            connection.close()
            return
        began = time.perf_counter()
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - began
        outcome.seconds.append(seconds)
        outcome.statuses[answer.status] += 1
        outcome.slowest = max(outcome.slowest, (seconds, address))


def addresses(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """What is asked, in groups."""
    graphs = store.open_store(folder)
    base = store.base_of(graphs) or iri.BASE
    documents = list(
        dict.fromkeys(document.graph.removeprefix(base).rpartition("/graph")[0] for document in store.held(graphs))
    )
    rows = graphs.query(
        f"""
        PREFIX mg: <{iri.MG}>
        SELECT ?actor (COUNT(*) AS ?times) {{ ?part mg:participant ?actor FILTER(STRSTARTS(STR(?actor), "{base}")) }}
        GROUP BY ?actor ORDER BY DESC(?times) ?actor LIMIT {_ACTORS}
        """,
        use_default_graph_as_union=True,
    )
    actors = [row["actor"].value.removeprefix(base) for row in rows]
    for ending in ("html", "ttl"):
        yield f"pages.{ending}", [f"/{quote(path)}.{ending}" for path in (*documents, *actors)]
    yield "questions, examples", [_question(one, {}) for one in questions()]
    varied = {
        Kind.ACTOR: [base + actor for actor in actors],
        Kind.DOCUMENT: documents,
        Kind.YEAR: [str(year) for year in range(1990, 2025)],
        Kind.SESSION: [str(session) for session in range(45, 80)],
    }
    yield "questions, all different", [one for question in questions() for one in _different(question, varied)]


def _question(question: Question, told: dict[str, str]) -> str:
    needed = {one.name: one.example for one in question.parameters if not one.optional}
    return f"/questions/{question.name}.json?{urlencode({**needed, **told})}"


def _different(question: Question, varied: dict[Kind, list[str]]) -> Iterator[str]:
    """A question told different things; nothing of one that can be told none of those that vary."""
    for kind, values in varied.items():
        for parameter in question.parameters:
            if parameter.kind == kind and parameter.name != "counting":
                yield from (_question(question, {parameter.name: value}) for value in islice(values, _DIFFERENT))
                return


def main() -> None:
    """Serve a store, ask, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--clients", type=int, default=16, help="that ask at once")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="only groups with this in their name")
    args = parser.parse_args()
    groups = [group for group in addresses(args.store) if args.only in group[0]]
    with TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        command = ["serve", "--store", str(args.store), "--port", str(port), "--workers", str(args.workers)]
        begin = "from mandategraph.cli import main; main()"
        server = subprocess.Popen([sys.executable, "-c", begin, *command, "--index", f"{folder}/words"])
        try:
            _wait(port)
            print(f"{'':32} number a second   p50 ms   p95 ms  work ms errors   slowest")
            for name, group in groups:
                for state in ("cold", "warm"):
                    print(f"{name + ', ' + state:32}", asked(server.pid, port, group, args.clients).told(), flush=True)
        finally:
            server.terminate()
            server.wait()


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    main()

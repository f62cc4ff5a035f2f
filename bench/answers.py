"""Which stored questions a store on the network answers otherwise than this program does.

usage: python bench/answers.py ENDPOINT UPDATE [--graph-store URL] [--auth USER:PASSWORD]

The documents of the tests and what follows from them are loaded into the store, which should hold nothing else, and
every case of the tests is asked of it. Each that is answered otherwise is named, with the rows that are missing (-) and
those that are too many (+), and so is each that comes in another order.
"""

import argparse
import tomllib
from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from mandategraph import inference, iri, loading
from mandategraph.answer import ask
from mandategraph.endpoint import Endpoint
from mandategraph.errors import RemoteError
from mandategraph.graphs import Graphs
from mandategraph.question import question
from mandategraph.remote import Remote

CASES = Path(__file__).parents[1] / "tests" / "queries"


def graphs_of_the_tests() -> ox.Store:
    """The documents that the cases are about, with what follows from them."""
    graphs = ox.Store()
    graphs.load(path=CASES / "resolutions.trig")
    inference.conclude_all(graphs, iri.BASE, inference.load())
    return graphs


def main() -> None:
    """Load, ask, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("endpoint")
    parser.add_argument("update")
    parser.add_argument("--graph-store")
    parser.add_argument("--auth")
    args = parser.parse_args()
    graphs = graphs_of_the_tests()
    remote = Remote(args.endpoint, args.update, args.graph_store, args.auth)
    states = Counter(one.state for one in loading.load(graphs, remote))
    print(", ".join(f"{count} graphs {state}" for state, count in states.items()))
    endpoint = Endpoint(args.endpoint, args.auth, timeout=300)
    told: Counter[str] = Counter()
    for case in tomllib.loads((CASES / "cases.toml").read_text(encoding="utf-8"))["case"]:
        verdict, lines = compared(graphs, endpoint, case)
        told[verdict] += 1
        for line in lines:
            print(f"{case['rows']}: {line}")
    print(", ".join(f"{count} {verdict}" for verdict, count in told.most_common()))


def compared(graphs: ox.Store, endpoint: Endpoint, case: dict) -> tuple[str, list[str]]:
    """How a case is answered, and what is to be said of that."""
    ours = rows(graphs, case)
    try:
        theirs = rows(endpoint, case)
    except RemoteError as error:
        return "failed", [str(error)]
    if ours == theirs:
        return "alike", []
    missing, added = Counter(ours) - Counter(theirs), Counter(theirs) - Counter(ours)
    if not missing and not added:
        return "in another order", ["another order"]
    return "otherwise", [*(f"- {row}" for row in missing.elements()), *(f"+ {row}" for row in added.elements())]


def rows(graphs: Graphs, case: dict) -> list[tuple[str, ...]]:
    """The rows of an answer, as texts."""
    return [tuple(row) for row in ask(graphs, question(case["question"]), case["told"]).texts]


if __name__ == "__main__":
    main()

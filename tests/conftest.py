from pathlib import Path

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
        for graph in tuple(graphs.named_graphs()):
            if graph.value.endswith("/graph"):
                said = tuple(graphs.quads_for_pattern(None, None, None, graph))
                graphs.extend(inference.follows(said, graph.value, rules))
        graphs.extend(tuple(inference.follows_across(graphs, iri.BASE, rules)))
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

"""The whole graph of the resolution that comes with the project, line by line.

``UPDATE_GOLDEN=1`` writes it anew; the difference is then to be judged by a reader.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from mandategraph import iri
from mandategraph.triples import describe

GOLDEN = Path(__file__).parent / "golden" / "A_RES_68_187.nq"
#: What changes with each run and each version, and is no part of what was understood.
OF_THE_RUN = {"http://www.w3.org/ns/prov#endedAtTime", iri.term("programVersion")}


@pytest.fixture(scope="module")
def lines(seed) -> list[str]:
    quads = describe(seed, at=datetime(2026, 1, 1, tzinfo=UTC))
    words = ox.serialize((q for q in quads if q.predicate.value not in OF_THE_RUN), format=ox.RdfFormat.N_QUADS)
    return sorted(words.decode().splitlines())


def test_the_graph_of_the_resolution_is_the_one_that_was_judged(lines):
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    judged = GOLDEN.read_text(encoding="utf-8").splitlines()
    new = [line for line in lines if line not in set(judged)]
    lost = [line for line in judged if line not in set(lines)]
    assert (new[:20], lost[:20]) == ([], [])
    assert lines == judged


def test_the_golden_graph_is_sorted_and_says_nothing_twice():
    judged = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert judged == sorted(set(judged))
    assert len(judged) > 2000

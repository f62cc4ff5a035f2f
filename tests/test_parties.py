"""Parties of the annotated documents: each name in a sentence of its own means the actor that a person has judged.

What one document alone explains ("the Office") stands behind the name that explains it. Groups are never expanded.
"""

from pathlib import Path

import pytest

from mandategraph.actor import actors_of
from mandategraph.home import KNOWLEDGE

TABLE = Path(__file__).parent / "parties.txt"
ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("name", "path", "before"), ROWS, ids=[row[0] for row in ROWS])
def test_a_party_is_the_actor_that_was_judged(resolution, name, path, before):
    preamble = (f"Recalling the {before},",) if before else ()
    reading = resolution(f"Requests the {name} to act;", preamble=preamble)
    assert [reading.referent(party).path for party in reading.provisions[0].addressees] == [path]


def test_every_body_post_and_state_judged_is_an_actor():
    paths = {path for _, path, _ in ROWS}
    known = {actor.path for actor in actors_of(KNOWLEDGE)}
    assert {path for path in paths - known if not path.startswith("group/")} == set()
    assert sum(not path.startswith("group/") for _, path, _ in ROWS) >= 45

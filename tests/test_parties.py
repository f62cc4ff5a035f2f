"""Parties of the annotated documents: each name in a sentence of its own means the actor that a person has judged.

What one document alone explains ("the Office") stands behind the name that explains it. Groups are never expanded.
"""

import json
from pathlib import Path

import pytest

from mandategraph.actor import actors_of
from mandategraph.home import KNOWLEDGE

GOLD = Path(__file__).parents[1] / "data" / "gold"
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


def test_every_party_of_the_annotated_documents_was_judged():
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(GOLD.glob("*.json"))]
    named = {
        party
        for document in documents
        for party in (
            *(addressee for provision in document["provisions"] for addressee in provision["addressees"]),
            *(relation[role] for relation in document["relations"] for role in ("bearer", "with")),
            *(report[role] for report in document["reports"] for role in ("by", "to") if report.get(role)),
        )
    }
    assert len(documents) == 15
    assert named == {name for name, _, _ in ROWS}

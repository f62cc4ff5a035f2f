"""What people say of what was read: kept, applied, withdrawn, and told when it has lost its object."""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from mandategraph import iri, shape, store
from mandategraph.answer import ask
from mandategraph.cli import main
from mandategraph.question import question
from mandategraph.review import _FORCES, applied, restored, reviews_in

LINES = """Resolution adopted by the General Assembly on 1 October 2045
90/1.\tLamps
\tThe General Assembly,
\tRecalling its resolution 89/2 of 3 November 2044,
\t1.\tRequests the United Nations Office on Drugs and Crime to count the lamps, in coordination with the World Health Organization;
\t2.\tUrges Member States to trim the wicks, as appropriate;
\t3.\tRequests the Secretary-General to submit to the General Assembly at its ninety-first session a report on the oil.

1st plenary meeting
1 October 2045
"""
GRAPH = "https://w3id.org/mandategraph/A/RES/90/1/graph"
DOCUMENT = "https://w3id.org/mandategraph/A/RES/90/1"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "A_RES_90_1.txt").write_text(LINES, encoding="utf-8")
    assert run("build", tmp_path / "A_RES_90_1.txt", "--store", tmp_path / "graph").exit_code == 0
    return tmp_path / "graph"


def read_again(folder: Path, lines: str = LINES) -> None:
    (folder.parent / "A_RES_90_1.txt").write_text(lines, encoding="utf-8")
    done = run("build", folder.parent / "A_RES_90_1.txt", "--store", folder, "--again")
    assert done.stderr == "1 file: 1 replaced\n"


def judged(folder: Path, verb: str, end: str, *more: str, by: str = "A. Reader") -> None:
    done = run("review", verb, f"A/RES/90/1#{end}", "--store", folder, *(("--by", by) if by else ()), *more)
    assert (done.exit_code, done.stderr) == (0, "")


def rows(folder: Path, name: str, **told: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in ask(store.open_store(folder), question(name), told).texts]


def triples(folder: Path, graph: str = GRAPH) -> set[ox.Triple]:
    held = store.open_store(folder)
    ended = "http://www.w3.org/ns/prov#endedAtTime"
    return {
        q.triple for q in held.quads_for_pattern(None, None, None, ox.NamedNode(graph)) if q.predicate.value != ended
    }


def words_about(folder: Path) -> str:
    return str([rows(folder, "mandates", body="UNODC"), rows(folder, "coordination", body="UNODC")])


def test_what_is_rejected_is_left_out_by_questions_and_tables_and_stays_out(folder: Path, tmp_path: Path) -> None:
    assert "count the lamps" in words_about(folder)
    judged(folder, "reject", "para_1.1", "--note", "lamps are nobody's business")
    for _ in range(2):
        assert words_about(folder) == "[[], []]"
        assert len(rows(folder, "who-is-asked")) == 2
        assert run("export", "--store", folder, "--tables", tmp_path / "tables").exit_code == 0
        assert "lamps" not in (tmp_path / "tables" / "relations.csv").read_text(encoding="utf-8")
        assert rows(folder, "judged") == [
            (
                "rejected",
                f"{DOCUMENT}#para_1.1",
                "A. Reader",
                rows(folder, "judged")[0][3],
                "lamps are nobody's business",
            )
        ]
        assert "Review-orphan" not in run("check", "--store", folder).stdout
        read_again(folder)


def test_a_party_that_is_rejected_takes_with_it_what_said_so_in_short(folder: Path) -> None:
    [part] = [
        t.subject.value.partition("#")[2]
        for t in triples(folder)
        if t.predicate.value == iri.term("role") and t.object.value.endswith("/coordination")
    ]
    judged(folder, "reject", part)
    assert rows(folder, "coordination", body="UNODC") == []
    assert len(rows(folder, "mandates", body="UNODC")) == 1
    assert not [t for t in triples(folder) if t.predicate.value == iri.term("inCoordinationWith")]


def test_what_is_corrected_is_told_as_corrected_and_stays_so(folder: Path) -> None:
    judged(folder, "correct", "para_1.1.part_1", "--property", "participant", "--value", "UNICEF")
    for _ in range(2):
        assert rows(folder, "mandates", body="UNODC") == []
        assert [row[0] for row in rows(folder, "mandates", body="UNICEF")] == ["United Nations Children’s Fund"]
        read_again(folder)


def test_a_force_that_is_corrected_changes_what_binds(folder: Path) -> None:
    judged(folder, "correct", "para_2.1.part_1", "--property", "force", "--value", "binding")
    assert [row[1] for row in rows(folder, "mandates", body="Member States")] == ["binding"]
    assert not [t for t in triples(folder) if t.predicate.value == iri.term("exhorts")]


def test_a_citation_that_is_corrected_is_cited_by_paragraph_and_document(folder: Path) -> None:
    read_again(folder, LINES.replace("Recalling its", "Recalling its resolution 89/3 and its"))
    judged(folder, "reject", "preamble__p_1.cit_1")
    cited = {t.object.value for t in triples(folder) if t.predicate.value == iri.term("cites")}
    assert len(cited) == 1
    judged(folder, "correct", "preamble__p_1.cit_2", "--property", "citedWork", "--value", "A/RES/89/3")
    assert {(t.subject.value, t.object.value) for t in triples(folder) if t.predicate.value == iri.term("cites")} == {
        (DOCUMENT, "https://w3id.org/mandategraph/A/RES/89/3"),
        (f"{DOCUMENT}#preamble__p_1", "https://w3id.org/mandategraph/A/RES/89/3"),
    }


def test_what_is_confirmed_changes_nothing_and_is_remembered(folder: Path) -> None:
    before = triples(folder)
    judged(folder, "confirm", "para_2.1")
    assert triples(folder) == before
    read_again(folder)
    assert [row[:3] for row in rows(folder, "judged", text="confirmed")] == [
        ("confirmed", f"{DOCUMENT}#para_2.1", "A. Reader")
    ]


def test_what_is_withdrawn_leaves_no_trace(folder: Path) -> None:
    before = triples(folder)
    judged(folder, "reject", "para_1.1.1")
    judged(folder, "reject", "para_1.1")
    judged(folder, "correct", "para_2.1.part_1", "--property", "force", "--value", "binding")
    judged(folder, "confirm", "para_2.1.part_1")
    assert triples(folder) != before
    for end in ("para_1.1.1", "para_2.1.part_1", "para_1.1"):
        judged(folder, "withdraw", end, by="")
    assert triples(folder) == before
    assert triples(folder, iri.reviews(GRAPH)) == set()


def test_an_uncertain_conclusion_is_asked_for_until_it_is_judged(folder: Path) -> None:
    [(_, _, _, entity, *_)] = rows(folder, "unreviewed")
    judged(folder, "confirm", entity.partition("#")[2])
    assert rows(folder, "unreviewed") == []


def test_a_review_of_what_is_no_longer_read_is_an_orphan_and_changes_nothing(folder: Path) -> None:
    judged(folder, "reject", "para_1.1")
    judged(folder, "confirm", "para_2.1")
    read_again(
        folder,
        LINES.replace(
            "Requests the United Nations Office on Drugs and Crime to count the lamps, in",
            "Requests the United Nations Office on Drugs and Crime to hide the lamps, in",
        ),
    )
    assert "hide the lamps" in words_about(folder)
    done = run("check", "--store", folder, "--format", "csv", "--level", "warning")
    [found] = [row for row in csv.DictReader(io.StringIO(done.stdout)) if row["rule"] == "Review-orphan"]
    assert (found["level"], found["entity"]) == ("warning", f"{DOCUMENT}#para_1.1")
    assert "count the lamps" in found["value"]
    assert f"mandategraph review withdraw {DOCUMENT}#para_1.1" in found["message"]
    judged(folder, "withdraw", "para_1.1", by="")
    assert "Review-orphan" not in run("check", "--store", folder).stdout


def test_a_reviewed_graph_is_sound(folder: Path) -> None:
    judged(folder, "reject", "para_1.1")
    judged(folder, "correct", "para_2.1.part_1", "--property", "participant", "--value", "Kenya")
    for graph in (GRAPH, iri.reviews(GRAPH)):
        held = store.open_store(folder).quads_for_pattern(None, None, None, ox.NamedNode(graph))
        assert [one.rule for one in shape.load().broken(held) if one.severity == "Violation"] == []


def test_reviews_are_read_back_as_they_were_written_and_undone(folder: Path) -> None:
    before = frozenset(
        t.triple for t in store.open_store(folder).quads_for_pattern(None, None, None, ox.NamedNode(GRAPH))
    )
    judged(folder, "reject", "para_1.1", "--note", "no")
    reviews = reviews_in(store.open_store(folder), GRAPH)
    after, again = applied(before, reviews)
    assert again == reviews
    assert restored(after, again) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["confirm", "A/RES/90/1#para_9.1", "--by", "X"], "A/RES/90/1#para_9.1: no document says anything of that name; give the IRI of a provision, task, citation …"),
        (["withdraw", "A/RES/90/1#para_1.1"], "A/RES/90/1#para_1.1: nobody has judged it; there is nothing to withdraw"),
        (["confirm", "http:// no", "--by", "X"], "no IRI: http:// no"),
        (
            ["correct", "A/RES/90/1#para_1.1.part_1", "--by", "X", "--property", "due", "--value", "2046"],
            f"due cannot be corrected of {DOCUMENT}#para_1.1.part_1; what can be is force or participant",
        ),
        (
            ["correct", "A/RES/90/1#para_1.1.part_1", "--by", "X", "--property", "participant", "--value", "UNICEFF"],
            "no such actor: UNICEFF; did you mean UNICEF",
        ),
        (
            ["correct", "A/RES/90/1#para_1.1.part_1", "--by", "X", "--property", "force", "--value", "much"],
            "no such concept: much; give the name of one of the vocabulary",
        ),
        (
            ["correct", "A/RES/90/1#para_1.1.part_1", "--by", "X", "--property", "force", "--value", "directive"],
            "this would break the shape Participation-force-class: A bearer is addressed with one force",
        ),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)  # fmt: skip
def test_what_cannot_be_recorded_gets_one_line_and_changes_nothing(
    words: list[str], message: str, folder: Path
) -> None:
    before = store.open_store(folder).dump(format=ox.RdfFormat.N_QUADS)
    done = run("review", *words, "--store", folder)
    assert (done.exit_code, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"mandategraph: {message}")
    assert store.open_store(folder).dump(format=ox.RdfFormat.N_QUADS) == before


def test_forces_are_those_with_which_graphs_are_written(knowledge) -> None:
    assert {(row.force, row.relation) for row in knowledge.forces} <= set(_FORCES.items())

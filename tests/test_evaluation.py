import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mandategraph.cli import main
from mandategraph.errors import KnowledgeError
from mandategraph.evaluation import MEASURES, evaluate
from mandategraph.store import build, open_store

DATA = Path(__file__).parents[1] / "data"
ANNOTATION = json.loads((DATA / "gold" / "A_RES_68_187.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation") / "graph"
    list(build([DATA / "corpus"], folder))
    return folder


def scores(folder: Path, tmp_path: Path, **changes):
    (tmp_path / "one.json").write_text(json.dumps(ANNOTATION | changes))
    (one,) = evaluate(open_store(folder), tmp_path)
    return {name: (score.hits, len(score.missed), len(score.invented)) for name, score in one.scores.items()}


def test_the_resolution_that_comes_with_the_project_is_understood_wholly(folder, tmp_path):
    found = scores(folder, tmp_path)
    assert set(found) == {measure.name for measure in MEASURES} | {"metadata"}
    assert all(hits > 0 and not missed and not invented for hits, missed, invented in found.values())


@pytest.mark.parametrize(
    ("key", "measures"),
    [
        ("provisions", ["provisions", "addressees"]),
        ("relations", ["relations"]),
        ("conditions", ["conditions"]),
        ("reports", ["reports", "report due"]),
        ("citations", ["citations", "cited documents"]),
    ],
)
def test_what_nobody_annotated_is_invented_and_what_is_not_found_is_missed(folder, tmp_path, key, measures):
    whole, none = scores(folder, tmp_path), scores(folder, tmp_path, **{key: []})
    more = scores(
        folder, tmp_path, **{key: [*ANNOTATION[key], {**ANNOTATION[key][0], "p": "99", "symbol": "A/RES/1/1"}]}
    )
    for name in measures:
        assert none[name] == (0, 0, whole[name][0])
        assert more[name][0] == whole[name][0]
        assert more[name][1] >= 1
        assert more[name][2] == 0
    assert {name: row for name, row in none.items() if name not in measures} == {
        name: row for name, row in whole.items() if name not in measures
    }


def test_parties_may_be_told_in_other_words(folder, tmp_path):
    told = [{**r, "with": f"the {r['with'].upper()} (as printed)"} for r in ANNOTATION["relations"]]
    assert scores(folder, tmp_path, relations=told)["relations"] == scores(folder, tmp_path)["relations"]
    wrong = [{**r, "with": "lighthouses"} for r in ANNOTATION["relations"]]
    assert scores(folder, tmp_path, relations=wrong)["relations"][0] == 0


def test_relations_of_all_kinds_add_up(folder, tmp_path):
    wrong = [{**r, "with": "lighthouses"} if r["kind"] == "assistance" else r for r in ANNOTATION["relations"]]
    (tmp_path / "one.json").write_text(json.dumps(ANNOTATION | {"relations": wrong}))
    (one,) = evaluate(open_store(folder), tmp_path)
    for count in (lambda score: score.annotated, lambda score: score.found, lambda score: score.hits):
        assert sum(count(score) for score in one.kinds.values()) == count(one.scores["relations"]) > 0
    assert one.kinds["assistance"].hits == 0 < one.kinds["assistance"].annotated
    assert one.kinds["coordination"].f1 == 1.0


def test_a_document_that_is_not_in_the_store_is_told(folder, tmp_path):
    (tmp_path / "one.json").write_text(json.dumps(ANNOTATION | {"symbol": "A/RES/1/1"}))
    done = CliRunner().invoke(main, ["evaluate", str(tmp_path), "--store", str(folder), "--errors"])
    assert done.exit_code == 0
    assert "A/RES/1/1 is not in the store" in done.stderr
    assert "provisions: missed: A/RES/1/1 1; requests" in done.stdout


def test_the_command_writes_a_page(folder):
    done = CliRunner().invoke(main, ["evaluate", str(DATA / "gold"), "--store", str(folder)])
    assert done.exit_code == 0
    assert "# Accuracy" in done.stdout
    assert "## By organ" in done.stdout
    assert "## Relations by kind" in done.stdout
    assert "\n2010s: " in done.stdout


@pytest.mark.parametrize("content", ["[]", "{", '{"title": "no symbol"}'])
def test_what_is_no_annotation_is_named(folder, tmp_path, content):
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(KnowledgeError, match=r"bad\.json: this is no annotation"):
        list(evaluate(open_store(folder), tmp_path))


def test_a_folder_without_annotations_is_named(folder, tmp_path):
    with pytest.raises(KnowledgeError, match="no annotation there"):
        list(evaluate(open_store(folder), tmp_path))

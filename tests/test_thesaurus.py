from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mandategraph import store
from mandategraph.cli import main

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
DIVIDED = Path(__file__).parent / "thesaurus.ttl"
THESAURUS = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unbis: <http://metadata.un.org/thesaurus/> .
unbis:{terrorism} a skos:Concept ; skos:prefLabel "TERRORISM"@en , "TERRORISME"@fr ; skos:broader unbis:99990 .
unbis:99990 a skos:Concept ; skos:prefLabel "DEEDS"@en ; skos:narrower unbis:99991 ; skos:note [ skos:prefLabel "no" ] .
unbis:99991 a skos:Concept ; skos:prefLabel "FLIGHTS OF SWANS"@en ; skos:broader unbis:{terrorism} .
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("thesaurus")
    assert run("build", SEED, "--store", place / "graph").exit_code == 0
    (place / "terms.ttl").write_text(THESAURUS.format(terrorism="1006475"), encoding="utf-8")
    done = run("vocabulary", "load", place / "terms.ttl", "--store", place / "graph")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "3 concepts\n")
    return place / "graph"


def themes(folder: Path, name: str) -> list[str]:
    asked = run("ask", "themes", "--store", folder, "--theme", name, "--format", "csv")
    assert asked.exit_code == 0, asked.stderr
    return [line.rpartition(",")[0].rpartition(",")[0].rpartition(",")[2] for line in asked.stdout.splitlines()[1:]]


@pytest.mark.parametrize("name", ["deeds", "Terrorism", "terrorisme", "http://metadata.un.org/thesaurus/99990"])
def test_a_theme_is_asked_for_by_any_of_its_names_or_by_a_broader_one(folder: Path, name: str) -> None:
    assert themes(folder, name) == ["TERRORISM"]


def test_provisions_on_a_narrower_theme_answer_for_the_broader(folder: Path) -> None:
    asked = ("ask", "who-is-asked", "--store", folder, "--format", "csv", "--theme")
    broader, narrower = run(*asked, "deeds").stdout, run(*asked, "terrorism").stdout
    assert broader == narrower
    assert len(broader.splitlines()) > 5


def test_a_narrower_theme_does_not_stand_for_the_broader(tmp_path: Path) -> None:
    assert run("build", SEED, "--store", tmp_path / "graph").exit_code == 0
    narrower = 'unbis:99991 skos:prefLabel "PLOTS"@en ; skos:broader unbis:1006475 .'
    prefixes = THESAURUS.splitlines(keepends=True)[:2]
    (tmp_path / "terms.ttl").write_text("".join((*prefixes, narrower)), encoding="utf-8")
    assert run("vocabulary", "load", tmp_path / "terms.ttl", "--store", tmp_path / "graph").stderr == "1 concept\n"
    assert themes(tmp_path / "graph", "plots") == []
    assert themes(tmp_path / "graph", "terrorism") == ["TERRORISM"]


def test_a_thesaurus_takes_the_place_of_the_one_before_and_outlives_a_build(tmp_path: Path) -> None:
    file, graphs = tmp_path / "terms.ttl", tmp_path / "graph"
    for name in ("1", "2"):
        file.write_text(THESAURUS.format(terrorism=name), encoding="utf-8")
        assert run("vocabulary", "load", file, "--store", graphs).exit_code == 0
    assert run("build", SEED, "--store", graphs).exit_code == 0
    held = store.open_store(graphs)
    query = 'SELECT ?c { GRAPH ?g { ?c <http://www.w3.org/2004/02/skos/core#prefLabel> "TERRORISME"@fr } }'
    assert [row["c"].value for row in held.query(query)] == ["http://metadata.un.org/thesaurus/2"]


@pytest.mark.parametrize(
    ("body", "message"),
    [("this is no Turtle", "cannot be read as Turtle"), ("<http://e.org/a> a <http://e.org/b> .", "skos:prefLabel")],
)
def test_what_is_no_thesaurus_is_told(tmp_path: Path, body: str, message: str) -> None:
    (tmp_path / "no.ttl").write_text(body, encoding="utf-8")
    done = run("vocabulary", "load", tmp_path / "no.ttl", "--store", tmp_path / "graph")
    assert done.exit_code == 1
    assert message in done.stderr
    assert not (tmp_path / "graph").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("vocabulary", "load", tmp_path / "none.ttl", "--store", tmp_path / "graph")
    assert (done.exit_code, "none.ttl: cannot be read" in done.stderr) == (1, True)


# ── The shape of the thesaurus of the United Nations ─────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("divided") / "graph"
    assert run("build", SEED, "--store", place).exit_code == 0
    done = run("vocabulary", "load", DIVIDED, "--store", place)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "7 concepts\n")
    return place


@pytest.mark.parametrize(
    "name",
    [
        "terrorism",
        "Terrorismo",
        "ТЕРРОРИЗМ",
        "恐怖主义",
        "الإرهاب",
        "plots",
        "organized misdeeds",
        "Misdeeds",
        "méfaits",
        "deeds and misdeeds",
        "odd thesaurus",
        "http://metadata.un.org/thesaurus/98",
        "http://metadata.un.org/thesaurus/980100",
    ],
)
def test_a_domain_and_a_microthesaurus_are_asked_for_like_a_concept(divided: Path, name: str) -> None:
    assert "TERRORISM" in themes(divided, name)


@pytest.mark.parametrize("name", ["deeds", "flights of swans", "http://metadata.un.org/thesaurus/980200"])
def test_what_is_only_related_or_lies_in_another_microthesaurus_does_not_answer(divided: Path, name: str) -> None:
    assert themes(divided, name) == []

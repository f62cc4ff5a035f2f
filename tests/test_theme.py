import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from mandategraph import home
from mandategraph.cli import main
from mandategraph.errors import KnowledgeError
from mandategraph.knowledge import load
from mandategraph.theme import AT_MOST, Assigned, Theme, Themes
from mandategraph.theme_learning import Example, learn
from mandategraph.theme_model import BODY_WORDS, features, rarity, read_model

FISH, SHIPS, BEACONS, CATEGORY = (f"http://metadata.un.org/thesaurus/{n}" for n in (1000001, 1000002, 1000003, "0101"))
CONCEPTS = [Theme(FISH, "FISH"), Theme(SHIPS, "SHIPS"), Theme(BEACONS, "COASTAL BEACONS"), Theme(CATEGORY, "FISH")]
FISHING = "Nets, herring and cod; the quota of herring for year {}"
SAILING = "Hulls, keels and masts; the register of keels for year {}"
EXAMPLES = [
    *(Example("Nets of the north", FISHING.format(year), frozenset({FISH})) for year in ("one", "two", "three")),
    *(Example("Keels of the south", SAILING.format(year), frozenset({SHIPS})) for year in ("one", "two", "three")),
]


@pytest.fixture
def themes(tmp_path: Path) -> Themes:
    file = tmp_path / "themes.gz"
    learn(EXAMPLES, Themes(CONCEPTS, file)).write(file)
    return Themes(CONCEPTS, file)


def ranked(themes: Themes, title: str, body: str) -> tuple[Assigned, ...]:
    return themes.rank(title, body, [theme for theme, _ in themes.named(body)])


def labels(themes: Themes, title: str, body: str) -> dict[str, float]:
    return themes.labels(title, [theme for theme, _ in themes.named(body)])


def found(themes: Themes, title: str, body: str) -> list[str]:
    return [one.theme.concept for one in ranked(themes, title, body)]


def test_words_that_went_with_a_heading_speak_for_it_without_its_label(themes: Themes) -> None:
    assert found(themes, "Herring", "The quota of cod") == [FISH]
    assert found(themes, "Masts", "The register of hulls") == [SHIPS]


def test_the_evidence_is_told(themes: Themes) -> None:
    (one,) = ranked(themes, "Herring and fish", "The quota of herring")
    assert one.rule == "label; words: herring, quota"


def test_a_label_speaks_for_a_concept_that_nothing_was_learnt_of(themes: Themes) -> None:
    assert found(themes, "Coastal beacons", "All coastal beacons are lit.") == [BEACONS]
    assert ranked(themes, "Coastal beacons", "Lit")[0].rule == "label"


def test_a_label_is_found_with_the_signs_of_printers(tmp_path: Path) -> None:
    themes = Themes([Theme(FISH, "COD-80"), Theme(SHIPS, "WOMEN'S SHIPS")], tmp_path)
    assert set(labels(themes, "Cod‑80 and women’s ships", "")) == {FISH, SHIPS}


def test_a_label_is_found_whole_and_in_the_title_says_more(themes: Themes) -> None:
    assert BEACONS not in found(themes, "Coastal beaconsmen", "Lit")
    assert labels(themes, "Fish", "")[FISH] > labels(themes, "", "Fish")[FISH] > 0


def test_what_librarians_give_only_where_it_is_named_is_given_only_there(tmp_path: Path) -> None:
    examples = [
        Example("Beams", f"Lamps of coastal beacons, {n}", frozenset({BEACONS})) for n in ("one", "two", "three")
    ]
    themes = Themes(CONCEPTS, tmp_path / "themes.gz")
    learn([*EXAMPLES, *examples], themes).write(tmp_path / "themes.gz")
    assert found(themes, "Beams", "Lamps of coastal beacons") == [BEACONS]
    assert BEACONS not in found(themes, "Beams", "Lamps of beacons")
    assert found(themes, "Nets", "Herring") == [FISH]  # whose label stood in none of them


def test_nothing_speaks_for_nothing(themes: Themes) -> None:
    assert ranked(themes, "", "Zzz") == ()


def test_a_label_of_a_descriptor_and_of_a_category_means_the_descriptor(themes: Themes) -> None:
    assert {themes.standing_for(c, "") for c in (FISH, CATEGORY)} == {CONCEPTS[0]}


@pytest.mark.parametrize(
    ("concept", "label", "theme"),
    [
        ("http://metadata.un.org/thesaurus/#1000002", "whatever", CONCEPTS[1]),
        (None, "coastal  beacons.", CONCEPTS[2]),
        (None, "beacons", None),
        ("http://eurovoc.europa.eu/1", "SHIPS", None),
    ],
)
def test_a_heading_means_a_concept_by_its_iri_or_else_by_its_label(themes, concept, label, theme) -> None:
    assert themes.standing_for(concept, label) == theme


def test_no_more_themes_are_given_than_at_most(tmp_path: Path) -> None:
    letters = "abcdefghijklmnop"
    many = [Theme(f"http://metadata.un.org/thesaurus/10000{i:02}", f"THING {x}".upper()) for i, x in enumerate(letters)]
    themes = Themes(many, tmp_path / "themes.gz")
    learn(EXAMPLES, themes).write(tmp_path / "themes.gz")
    assert len(ranked(themes, "; ".join(f"thing {x}" for x in letters), "")) == AT_MOST


def test_the_same_documents_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        learn(EXAMPLES, Themes(CONCEPTS, tmp_path)).write(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    model = learn(EXAMPLES, Themes(CONCEPTS, tmp_path))
    model.write(tmp_path / "themes.gz")
    assert read_model(tmp_path / "themes.gz") == model


@pytest.mark.parametrize("body", [b"", b"words", gzip.compress(b"{}\n"), gzip.compress(b"[]")])
def test_a_file_without_a_model_is_named_with_the_remedy(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "themes.gz").write_bytes(body)
    with pytest.raises(KnowledgeError, match=r"themes\.gz: no model of themes .*mandategraph themes learn makes one"):
        read_model(tmp_path / "themes.gz")


def test_a_model_that_ends_too_early_is_named(tmp_path: Path) -> None:
    learn(EXAMPLES, Themes(CONCEPTS, tmp_path)).write(tmp_path / "themes.gz")
    whole = gzip.decompress((tmp_path / "themes.gz").read_bytes())
    (tmp_path / "themes.gz").write_bytes(gzip.compress(whole[:-1]))
    with pytest.raises(KnowledgeError, match="ends too early"):
        read_model(tmp_path / "themes.gz")


def test_too_few_documents_are_said_to_be_too_few(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="1 documents have headings"):
        learn(EXAMPLES[:1], Themes(CONCEPTS, tmp_path))


def test_rare_words_say_more_and_only_the_most_telling_of_a_body_count() -> None:
    told = rarity([("rare", 1), ("common", 90)], 100)
    assert told["rare"] > told["common"]
    words = {f"w{i}": 1 for i in range(BODY_WORDS + 20)}
    assert len(features({}, words, rarity(((w, 2) for w in words), 200))) == BODY_WORDS


RESOLUTION = """\
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution"><meta>
<identification source="#DGACM"><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression></identification>
<classification source="{source}"><keyword value="x" showAs="FISHERY_MANAGEMENT" dictionary="UNBIS"/></classification>
</meta><mainBody><p>The nets of {place}.</p><p>The General Assembly,</p><p>1. Requests herring of {place};</p></mainBody>
</statement></akomaNtoso>"""


def test_the_command_learns_from_the_headings_of_the_library_alone(tmp_path: Path) -> None:
    for number, source in enumerate(("DHLAUTH", "DHLAUTH", "http://metadata.un.org/sdg")):
        (tmp_path / f"{number}.xml").write_text(RESOLUTION.format(source=source, place="Zed"), encoding="utf-8")
    made = tmp_path / "made.gz"
    done = CliRunner().invoke(main, ["themes", "learn", str(tmp_path), "--output", str(made)])
    assert (done.exit_code, done.stdout) == (0, ""), done.stderr
    assert done.stderr.startswith("1 themes learnt from 2 documents")
    assert read_model(made).concepts == ["http://metadata.un.org/thesaurus/1002370"]


def test_the_shipped_model_is_small_and_gives_themes_that_are_known() -> None:
    knowledge = load(home.KNOWLEDGE)
    assert (home.KNOWLEDGE / "themes.gz").stat().st_size < 1_000_000
    model = knowledge.themes.model
    assert model.documents > 1200
    assert all(re.fullmatch(r"http://metadata\.un\.org/thesaurus/\w+", concept) for concept in model.concepts)
    assert all(knowledge.themes.standing_for(concept, "") for concept in model.concepts)
    given = ranked(knowledge.themes, "Financing of the Mission", "The peacekeeping budget")
    assert "PEACEKEEPING OPERATIONS" in [one.theme.label for one in given]


def test_knowledge_is_loaded_without_the_model() -> None:
    assert "model" not in vars(load(home.KNOWLEDGE).themes)

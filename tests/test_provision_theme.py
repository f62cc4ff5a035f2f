"""What single provisions are about: what their words name, and what they only carry."""

import tomllib

import pytest

from mandategraph import home
from mandategraph.provision_theme import AT_MOST
from mandategraph.reading import Reading


def named(reading: Reading) -> list[tuple[str, str, str]]:
    """The paragraph, the label and the rule of each theme of a provision."""
    return [
        (reading.provisions[one.provision].paragraph.label, one.theme.label, one.rule)
        for one in reading.provision_themes
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Requests the Secretary-General to hold a seminar on deforestation;", "DEFORESTATION"),
        ("Invites States to draw up plans for mine clearance;", "MINE CLEARANCE"),
        ("Urges States to ratify the Convention on Cluster Munitions;", "CLUSTER MUNITIONS"),
        ("Calls upon States to reach Goal 14 before all others;", "Life below water"),
        ("Calls upon States to reach targets 4.1 and 4.2 first;", "Quality education"),
    ],
)
def test_a_provision_is_about_what_its_words_name(resolution, words: str, expected: str) -> None:
    assert [label for _, label, _ in named(resolution(words))] == [expected]


@pytest.mark.parametrize(
    "words",
    [
        "Requests the Secretary-General to publish the documents of the experts;",
        "Invites States to take part in the development of peace;",
        "Requests the United Nations Environment Programme to keep the lamps lit;",
        "Recalls the Johannesburg Declaration on Sustainable Development;",
        "Requests Kenya to light its coast;",
        "Invites States to breed sheep and to count deforestationists;",
    ],
)
def test_what_words_only_carry_is_no_theme(resolution, words: str) -> None:
    assert named(resolution(words)) == []


def test_a_common_label_counts_where_the_document_is_about_it(resolution) -> None:
    words = "Invites the keepers of lamps to report on terrorism;"
    against = "Condemns terrorism, all acts of terrorism and the financing of terrorism;"
    wood = "Reaffirms the management of forests, the conservation of forests and the planting of trees;"
    assert "1" not in {label for label, *_ in named(resolution(words, wood, wood, wood))}
    reading = resolution(words, against, against, against)
    assert "TERRORISM" in {one.theme.label for one in reading.themes}
    assert ("1", "TERRORISM", "label-of-a-theme-of-the-document") in named(reading)


def test_the_words_of_parts_count_for_their_provision(resolution) -> None:
    reading = resolution("Requests the Secretary-General:", "\t(a)\tTo write;", "\t(b)\tTo study statelessness;")
    assert named(reading) == [("1", "STATELESSNESS", "telling-label")]


def test_a_theme_is_anchored_in_the_words_that_name_it_first(resolution) -> None:
    reading = resolution("Requests studies of tuberculosis, and further studies of tuberculosis;")
    (one,) = reading.provision_themes
    words = reading.structure.document.words
    assert (words(one.span), one.span.start) == ("tuberculosis", reading.structure.document.text.index("tuberculosis"))


def test_every_provision_has_its_own_and_no_more_than_at_most(resolution) -> None:
    many = "deforestation, statelessness, tuberculosis, recycling and wildlife"
    reading = resolution(f"Requests studies of {many}, and invites States to protect whales and glaciers;")
    of = [one.provision for one in reading.provision_themes]
    assert of == [0] * AT_MOST + [1]


def test_labels_apart_are_labels_of_concepts_once(knowledge) -> None:
    told = tomllib.loads((home.KNOWLEDGE / "themes.toml").read_text(encoding="utf-8"))
    apart = [*told["incidental"], *told["commonplace"]]
    assert len(set(apart)) == len(apart)
    assert [label for label in apart if knowledge.themes.standing_for(None, label) is None] == []
    assert [goal["number"] for goal in told["goal"]] == list(range(1, 18))

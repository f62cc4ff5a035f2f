import re
from collections import Counter, defaultdict

import pytest

from mandategraph import store
from mandategraph.actor import Kind
from mandategraph.errors import QuestionError
from mandategraph.home import KNOWLEDGE
from mandategraph.question import question
from mandategraph.reference import terms
from mandategraph.translation import LANGUAGES

LETTERS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
OTHER_LETTERS = re.compile("|".join(LETTERS.values()))


@pytest.fixture(scope="module")
def translations(knowledge):
    return [(actor, one) for actor, names in knowledge.translations.items() for one in names]


def test_lines_are_sorted_and_every_actor_has_one_name_in_a_language(translations):
    lines = [line for line in (KNOWLEDGE / "translations.tsv").read_text(encoding="utf-8").splitlines() if "\t" in line]
    assert lines[1:] == sorted(lines[1:])
    assert [
        who for who, times in Counter((actor, one.language) for actor, one in translations).items() if times > 1
    ] == []


def test_a_name_is_written_in_the_letters_of_its_language(translations):
    for actor, one in translations:
        for name in filter(None, (one.name, one.acronym)):
            letters = LETTERS.get(one.language)
            assert re.search(letters, name) if letters else not OTHER_LETTERS.search(name), (actor, one)
            assert " ".join(name.split()) == name
            assert "'" not in name


def test_no_two_actors_share_a_name_in_whatever_language(translations, knowledge):
    bearers = defaultdict(set)
    for actor, one in translations:
        for name in filter(None, (one.name, one.acronym)):
            bearers[name.casefold()].add(actor)
    for actor in knowledge.names.actors.values():
        for name in (*actor.names, *actor.weak):
            if name.casefold() in bearers:
                bearers[name.casefold()].add(actor.id)
    assert {name: who for name, who in bearers.items() if len(who) > 1} == {}


def test_an_acronym_is_told_only_where_it_differs_from_the_english(translations, knowledge):
    actors = knowledge.names.actors
    assert [(actor, one) for actor, one in translations if one.acronym == (actors[actor].acronym or "")] == []


def test_organs_and_states_have_a_name_in_every_language(knowledge):
    for actor in knowledge.names.actors.values():
        if actor.kind is Kind.PRINCIPAL_ORGAN or (actor.kind is Kind.STATE and actor.until is None):
            assert [one.language for one in knowledge.translations[actor.id]] == [*LANGUAGES], actor.id


@pytest.fixture(scope="module")
def graphs():
    import pyoxigraph as ox

    graphs = ox.Store()
    for quads in store.shared().values():
        graphs.extend(quads)
    return graphs


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("ONUDC", "body/unodc"),
        ("onudc", "body/unodc"),
        ("Oficina de las Naciones Unidas contra la Droga y el Delito", "body/unodc"),
        ("Управление Организации Объединенных Наций по наркотикам и преступности", "body/unodc"),
        ("联合国毒品和犯罪问题办公室", "body/unodc"),
        ("مكتب الأمم المتحدة المعني بالمخدرات والجريمة", "body/unodc"),
        ("Assemblée générale", "body/general-assembly"),
        ("CEPAL", "body/eclac"),
        ("ВОЗ", "body/who"),
        ("Fédération de Russie", "state/RUS"),
        ("أفغانستان", "state/AFG"),
        ("会员国", "group/member-states"),
        ("Secrétaire général", "post/secretary-general"),
    ],
)
def test_an_actor_is_asked_for_by_its_name_in_any_language(graphs, words, path):
    found = terms(graphs, question("actor"), {"actor": words})
    assert [node.value for node in found["actor"]] == [f"https://w3id.org/mandategraph/{path}"]


def test_a_name_that_nobody_bears_is_not_taken_for_another(graphs):
    with pytest.raises(QuestionError, match="did you mean Fondo Monetario Internacional"):
        terms(graphs, question("actor"), {"actor": "Fondo Monetaria Internacional"})

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mandategraph.actor import Actor, ActorId, Kind, Time, actors_of
from mandategraph.errors import KnowledgeError
from mandategraph.home import KNOWLEDGE

REGIONS = {
    "African States": 54,
    "Asia-Pacific States": 54,
    "Eastern European States": 23,
    "Latin American and Caribbean States": 33,
    "Western European and other States": 28,
}
BARE = {
    "agency", "assembly", "authority", "board", "chair", "commission", "committee", "conference", "council", "court",
    "department", "director", "division", "force", "forum", "fund", "group", "institute", "mission", "office",
    "organization", "panel", "president", "programme", "tribunal", "unit",
}  # fmt: skip

UNODC = '[[actor]]\nid = "unodc"\nkind = "secretariat-entity"\nname = "Office on Drugs and Crime"\n'
KENYA = '[[state]]\nid = "KEN"\nname = "Kenya"\nm49 = "404"\n'


@pytest.fixture(scope="module")
def actors() -> tuple[Actor, ...]:
    return actors_of(KNOWLEDGE)


@pytest.fixture(scope="module")
def known(actors) -> dict[str, Actor]:
    return {actor.id: actor for actor in actors}


def test_the_gazetteer_is_wide(actors):
    counts = Counter(actor.kind for actor in actors)
    assert len(actors) - counts[Kind.STATE] >= 1000
    assert counts[Kind.PRINCIPAL_ORGAN] == 6
    assert min(counts[kind] for kind in Kind) >= 6
    assert counts[Kind.FIELD_MISSION] >= 100
    assert counts[Kind.POST] >= 200
    assert counts[Kind.GROUP] >= 150


def test_no_two_actors_share_a_strong_name(actors):
    claims = defaultdict(set)
    for actor in actors:
        for name in actor.names:
            claims[name.casefold()].add(actor.id)
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}


def test_no_name_stands_twice_in_one_entry(actors):
    assert [(a.id, n) for a in actors for n, times in Counter((*a.names, *a.weak)).items() if times > 1] == []


def test_a_weak_name_is_nobodys_strong_name(actors):
    strong = {name.casefold() for actor in actors for name in actor.names}
    assert [(a.id, name) for a in actors for name in a.weak if name.casefold() in strong] == []


def test_names_stand_without_article_and_in_print(actors):
    wrong = [
        (actor.id, name)
        for actor in actors
        for name in (*actor.names, *actor.weak)
        if name.casefold().startswith(("the ", "a ", "an "))
        or "'" in name
        or '"' in name
        or " ".join(name.split()) != name
    ]
    assert wrong == []


def test_a_bare_head_noun_is_no_name(actors):
    assert [(a.id, name) for a in actors for name in (*a.names, *a.weak) if name.casefold() in BARE] == []


def test_an_organ_is_the_parent_where_the_parent_is_a_principal_organ(actors, known):
    parents = [(a, known[a.parent]) for a in actors if a.parent and a.organ]
    above = [(a.id, p.id) for a, p in parents if p.kind is Kind.PRINCIPAL_ORGAN and a.organ != p.id]
    assert above == []


@pytest.mark.parametrize("key", ["parent", "successors", "heads"])
def test_no_actor_is_above_or_after_itself(actors, known, key):
    for actor in actors:
        assert actor.id not in {step.id for step in [*_chain(actor, known, key)][1:]}


def _chain(actor: Actor, known: dict[str, Actor], key: str) -> Iterator[Actor]:
    """An actor, and those that it leads to by one of its keys, each once."""
    waiting = [actor]
    seen = set()
    for step in waiting:
        yield step
        next_ones = getattr(step, key) or ()
        for target in (next_ones,) if isinstance(next_ones, str) else next_ones:
            if target not in seen:
                seen.add(target)
                waiting.append(known[target])


def test_only_what_has_ended_has_a_successor(actors):
    assert [actor.id for actor in actors if actor.successors and actor.until is None] == []


def test_nothing_ends_before_it_begins(actors):
    assert [a.id for a in actors if a.since and a.until and _year(a.since) > _year(a.until)] == []
    assert all(1850 <= _year(time) <= 2030 for a in actors for time in (a.since, a.until) if time)


def _year(time: Time) -> int:
    return time.year if isinstance(time, date) else time


def test_every_post_heads_or_serves_a_body(actors, known):
    places = {actor.id: actor.heads or actor.parent for actor in actors if actor.kind is Kind.POST}
    assert [post for post, place in places.items() if place is None] == []
    assert [place for place in places.values() if known[place].kind in (Kind.POST, Kind.STATE)] == []


def test_every_part_of_the_secretariat_belongs_to_it(actors, known):
    for actor in actors:
        if actor.kind is Kind.SECRETARIAT_ENTITY and actor.parent:
            assert [*_chain(actor, known, "parent")][-1].id == "secretariat"


def test_there_are_193_members_and_two_observers(actors):
    states = [actor for actor in actors if actor.kind is Kind.STATE]
    present = [state for state in states if state.until is None]
    assert {state.id for state in present if state.observer} == {"PSE", "VAT"}
    assert sum(not state.observer for state in present) == 193


def test_no_two_states_share_a_code(actors):
    codes = Counter(actor.m49 for actor in actors if actor.kind is Kind.STATE)
    assert [code for code, times in codes.items() if times > 1] == []


def test_regional_groups_are_groups_and_have_their_number_of_members(actors):
    regions = Counter(actor.region for actor in actors if actor.region)
    assert regions == REGIONS
    assert {actor.name for actor in actors if actor.kind is Kind.GROUP} >= REGIONS.keys()


def test_paths_are_unique_and_fit_for_an_iri(actors):
    paths = [actor.path for actor in actors]
    assert len(paths) == len(set(paths))
    assert all(path.replace("/", "").replace("-", "").isascii() for path in paths)
    assert {path.partition("/")[0] for path in paths} == {"body", "state", "post", "group"}


FACTS = """\
name,path,kind
United Nations Office on Drugs and Crime,body/unodc,secretariat-entity
UNODC,body/unodc,secretariat-entity
Counter-Terrorism Implementation Task Force,body/ctitf,subsidiary-organ
International Criminal Police Organization,body/interpol,external-organization
Human Rights Council,body/human-rights-council,subsidiary-organ
Counter-Terrorism Committee Executive Directorate,body/cted,subsidiary-organ
UN-Women,body/un-women,fund-or-programme
Food and Agriculture Organization of the United Nations,body/fao,specialized-agency
International Atomic Energy Agency,body/iaea,related-organization
Committee against Torture,body/committee-against-torture,treaty-body
UNAMA,body/unama,field-mission
Secretary-General,post/secretary-general,post
Emergency Relief Coordinator,post/emergency-relief-coordinator,post
Executive Director of the United Nations Office on Drugs and Crime,post/executive-director-of-unodc,post
Member States,group/member-states,group
specialized agencies,group/specialized-agencies,group
Kenya,state/KEN,state
Turkey,state/TUR,state
Zaire,state/COD,state
Bolivia (Plurinational State of),state/BOL,state
Union of Soviet Socialist Republics,state/SUN,state
"""


@pytest.mark.parametrize("row", [*csv.DictReader(io.StringIO(FACTS))], ids=lambda row: row["name"])
def test_a_name_leads_to_its_actor(actors, row):
    bearers = [actor for actor in actors if row["name"] in actor.names]
    assert [(actor.path, actor.kind) for actor in bearers] == [(row["path"], row["kind"])]


def test_the_high_commissioner_may_be_either(actors):
    posts = {actor.id for actor in actors if "High Commissioner" in actor.weak}
    assert posts == {"high-commissioner-for-human-rights", "high-commissioner-for-refugees"}


def test_what_ended_leads_to_what_came_after(known):
    assert [actor.id for actor in _chain(known["ctitf"], known, "successors")][1:] == [
        "office-of-counter-terrorism",
        "global-counter-terrorism-coordination-compact",
    ]
    assert [actor.id for actor in _chain(known["onub"], known, "successors")] == ["onub", "binub", "bnub"]
    assert known["DDR"].until == date(1990, 10, 3)
    assert known["DDR"].successors == ("DEU",)


def test_a_post_knows_the_body_that_it_heads(known):
    assert known["executive-director-of-unodc"].heads == "unodc"
    assert known["secretary-general"].heads == "secretariat"


SLIPS = {
    "an unknown key": (UNODC + 'acronim = "UNODC"', "actor 1 (unodc): no such key: acronim"),
    "a missing key": ('[[actor]]\nid = "unodc"\nkind = "post"', "actor 1 (unodc): no name"),
    "a missing id": ('[[actor]]\nname = "Office"', "actor 1 (no id): no id"),
    "an unknown kind": (UNODC.replace("secretariat-", ""), "actor 1 (unodc): kind must be one of principal-organ, "),
    "a state among bodies": (UNODC.replace("secretariat-entity", "state"), "actor 1 (unodc): kind must be one of "),
    "a bad id": (UNODC.replace('"unodc"', '"UN ODC"'), "(UN ODC): id must be lower-case words joined by hyphens"),
    "an empty name": (UNODC + 'acronym = ""', "actor 1 (unodc): acronym must be a text in quotes"),
    "a name with blanks around": (UNODC + 'acronym = "UNODC "', "actor 1 (unodc): acronym must be a text in quotes"),
    "a text for a list": (UNODC + 'strong = "Office"', "actor 1 (unodc): strong must be a list of texts in quotes"),
    "a number in a list": (UNODC + "weak = [1]", "actor 1 (unodc): weak must be a list of texts in quotes"),
    "a text for successors": (UNODC + 'successors = "unodc"', "successors must be a list of ids in quotes"),
    "a year in quotes": (UNODC + 'from = "1997"', "actor 1 (unodc): from must be a year or a date"),
    "a truth for a year": (UNODC + "until = true", "actor 1 (unodc): until must be a year or a date"),
    "an hour for a day": (UNODC + "until = 1997-01-01T00:00:00", "actor 1 (unodc): until must be a year or a date"),
    "a bad address": (UNODC + 'website = "unodc.org"', "actor 1 (unodc): website must be an address that begins"),
    "an unknown parent": (UNODC + 'parent = "nobody"', "actor 1 (unodc): parent names an unknown actor: nobody"),
    "an unknown organ": (UNODC + 'organ = "nobody"', "actor 1 (unodc): organ names an unknown actor: nobody"),
    "an organ that is none": (UNODC + 'organ = "unodc"', "actor 1 (unodc): organ names no principal organ: unodc"),
    "an unknown successor": (
        UNODC + 'successors = ["nobody"]',
        "actor 1 (unodc): successors names an unknown actor: nobody",
    ),
    "a body that heads": (UNODC + 'heads = "unodc"', "actor 1 (unodc): heads is for posts only"),
    "an id taken": (UNODC + UNODC, "actor 2 (unodc): the id unodc is already taken"),
    "another table": ("[[body]]\n", "no such table: body"),
    "a table that is no list": ('[actor]\nid = "unodc"', "every entry must open with [[actor]]"),
    "no TOML": ("[[actor]", "Expected ']]'"),
}


@pytest.mark.parametrize(("text", "answer"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_answered_with_place_and_key(tmp_path, text, answer):
    with pytest.raises(KnowledgeError) as error:
        _read(tmp_path, actors=text)
    assert str(error.value).startswith("actors.toml")
    assert answer in str(error.value)


STATE_SLIPS = {
    "a body's key": (KENYA + 'parent = "secretariat"', "states.toml, state 1 (KEN): no such key: parent"),
    "a missing code": ('[[state]]\nid = "KEN"\nname = "Kenya"', "states.toml, state 1 (KEN): no m49"),
    "a number for a code": (
        KENYA.replace('"404"', "404"),
        "states.toml, state 1 (KEN): m49 must be three digits in quotes",
    ),
    "two letters": (KENYA.replace("KEN", "KE"), "states.toml, state 1 (KE): id must be three capital letters"),
    "a word for a truth": (KENYA + 'observer = "true"', "states.toml, state 1 (KEN): observer must be true or false"),
    "an unknown successor": (
        KENYA + 'successors = ["XYZ"]',
        "states.toml, state 1 (KEN): successors names an unknown actor: XYZ",
    ),
}


@pytest.mark.parametrize(("text", "answer"), STATE_SLIPS.values(), ids=STATE_SLIPS)
def test_a_slip_about_a_state_is_answered_too(tmp_path, text, answer):
    with pytest.raises(KnowledgeError) as error:
        _read(tmp_path, states=text)
    assert str(error.value) == answer


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(KnowledgeError, match=r"actors\.toml: cannot be read"):
        actors_of(tmp_path)


def test_an_entry_becomes_an_actor(tmp_path):
    unodc, kenya = _read(
        tmp_path,
        actors=UNODC
        + 'acronym = "UNODC"\nstrong = ["Drug Office"]\nweak = ["Crime Office"]\nfrom = 1997\nuntil = 2020-01-31',
        states=KENYA + 'formal = "Republic of Kenya"\ngroup = "African States"\nobserver = false',
    )
    assert unodc == Actor(
        ActorId("unodc"),
        Kind.SECRETARIAT_ENTITY,
        "Office on Drugs and Crime",
        "UNODC",
        strong=("Drug Office",),
        weak=("Crime Office",),
        since=1997,
        until=date(2020, 1, 31),
    )
    assert unodc.names == ("Office on Drugs and Crime", "UNODC", "Drug Office")
    assert kenya.names == ("Kenya", "Republic of Kenya")
    assert (kenya.path, kenya.iso3, kenya.m49, kenya.region) == ("state/KEN", "KEN", "404", "African States")


def _read(folder: Path, actors: str = "", states: str = "") -> tuple[Actor, ...]:
    (folder / "actors.toml").write_text(actors, encoding="utf-8")
    (folder / "states.toml").write_text(states, encoding="utf-8")
    return actors_of(folder)


def test_the_file_says_its_sources():
    head, _, _ = (KNOWLEDGE / "actors.toml").read_text(encoding="utf-8").partition("[[actor]]")
    assert "\n# Sources: " in head


def test_a_conference_is_a_body_and_ends_in_the_year_in_which_it_began(actors):
    conferences = [actor for actor in actors if actor.kind is Kind.CONFERENCE]
    assert len(conferences) >= 40
    assert {actor.path.partition("/")[0] for actor in conferences} == {"body"}
    assert [a.id for a in conferences if a.until and a.until != a.since] == []

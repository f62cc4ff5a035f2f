"""What scripts draw of pages: the data handed over, how much of it, and that it says what the page says in words."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mandategraph import iri, page, store
from mandategraph.page import picture
from mandategraph.page.holding import Document
from mandategraph.page.note import Value
from mandategraph.page.picture import Event, Tie, network, stretch, timeline

ROOT = Path(__file__).parents[1]
SEED = ROOT / "data" / "corpus" / "A_RES_68_187.txt"
SITE = page.Site(iri.BASE)
BODY = f"{iri.BASE}body/unodc"
RESOLUTION = f"{iri.BASE}A/RES/68/187"


@pytest.fixture(autouse=True)
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all were bundled: what is drawn does not depend on it."""
    monkeypatch.setattr(picture, "drawn_with", lambda _, kind: picture.DRAWN_WITH[kind])


def _actor(number: int) -> Value:
    return Value(f"Actor {number}", f"{iri.BASE}body/{number}")


def _tie(one: int, other: int, times: int = 1, mode: str = "cooperation", paragraph: int = 1) -> Tie:
    place = Value(f"A/RES/90/1, para. {paragraph}", f"{iri.BASE}A/RES/90/1#para_{paragraph}")
    return Tie(_actor(one), _actor(other), mode, times, place)


def _event(lane: str, day: str, paragraph: int = 1) -> Event:
    node = f"{iri.BASE}A/RES/90/1"
    document = Document(node, "A/RES/90/1", "Lamps", day, "", "", {})
    return Event(
        lane, (day, day), Value(f"A/RES/90/1, para. {paragraph}", f"{node}#para_{paragraph}"), document, "told"
    )


# ── Networks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ties_of_the_same_two_in_the_same_way_are_one() -> None:
    ties = [_tie(0, 1, 2), _tie(0, 1, 3, paragraph=2), _tie(1, 0), _tie(0, 1, mode="consultation")]
    drawn = json.loads(network(SITE, ties, _actor(0).iri).data)
    assert drawn["ties"] == [
        [0, 1, "cooperation", 5, "A/RES/90/1, para. 1", "./A/RES/90/1#para_1".removeprefix("./")],
        [1, 0, "cooperation", 1, "A/RES/90/1, para. 1", "A/RES/90/1#para_1"],
        [0, 1, "consultation", 1, "A/RES/90/1, para. 1", "A/RES/90/1#para_1"],
    ]


def test_on_the_left_stand_those_who_are_to_do_more_with_others_than_others_with_them() -> None:
    drawn = json.loads(network(SITE, [_tie(0, 1), _tie(2, 0), _tie(3, 0, 2), _tie(0, 3)], _actor(0).iri).data)
    assert {name: side for name, _, side in drawn["nodes"]} == {
        "Actor 0": 0,
        "Actor 1": 1,
        "Actor 2": -1,
        "Actor 3": -1,
    }


def test_of_many_the_most_frequent_are_drawn_and_it_is_said() -> None:
    many = [_tie(0, number, number) for number in range(1, 60)]
    drawn = network(SITE, many, _actor(0).iri, known=1234)
    data = json.loads(drawn.data)
    assert [name for name, _, _ in data["nodes"]] == ["Actor 0", *(f"Actor {number}" for number in range(59, 39, -1))]
    assert len(data["ties"]) == picture.AROUND_ONE
    assert drawn.left_out == ("20 of 1,234 actors",)


def test_of_few_nothing_is_left_out() -> None:
    assert network(SITE, [_tie(0, 1), _tie(2, 1)]).left_out == ()


def test_nobody_is_drawn_where_nobody_is_tied() -> None:
    assert network(SITE, []) is None


def test_nothing_is_drawn_with_what_is_not_bundled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(picture, "ASSETS", tmp_path)
    assert network(SITE, [_tie(0, 1)]) is None
    assert timeline(SITE, [_event("end", "2045-10-01"), _event("end", "2045-10-02")], {}) is None
    (tmp_path / "bundled").mkdir()
    (tmp_path / "bundled" / "cytoscape.min.js").touch()
    assert network(SITE, [_tie(0, 1)]).scripts == ("assets/bundled/cytoscape.min.js",)


def test_names_are_no_markup() -> None:
    name = "</script><script>alert(1)</script>"
    tie = Tie(Value(name, "urn:a"), _actor(1), "cooperation", 1, Value("", f"{RESOLUTION}#para_1"))
    assert "<" not in network(SITE, [tie]).data
    assert json.loads(network(SITE, [tie]).data)["nodes"][0][0] == name


# ── Timelines ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_events_stand_in_their_lanes_the_latest_first() -> None:
    events = [_event("obliges", "2044-01-01"), _event("end", "2046-12-31", 4), _event("obliges", "2045-01-01")]
    assert json.loads(timeline(SITE, events, {}).data) == {
        "lanes": {"obliges": "must", "end": "mandate ends"},
        "documents": [["A/RES/90/1", "Lamps", "A/RES/90/1"]],
        "events": [
            ["obliges", "2045-01-01", "2045-01-01", 0, "para. 1", "para_1", "told"],
            ["obliges", "2044-01-01", "2044-01-01", 0, "para. 1", "para_1", "told"],
            ["end", "2046-12-31", "2046-12-31", 0, "para. 4", "para_4", "told"],
        ],
    }


def test_of_many_events_the_latest_are_drawn_and_it_is_said() -> None:
    days = [date.fromordinal(700_000 + number).isoformat() for number in range(2 * picture.IN_A_LANE)]
    drawn = timeline(SITE, [*(_event("report", day) for day in days), _event("end", days[0])], {"obliges": 5000})
    shown = [first for lane, first, *_ in json.loads(drawn.data)["events"] if lane == "report"]
    assert shown == days[: picture.IN_A_LANE - 1 : -1]
    assert drawn.left_out == ("the latest 150 of 5,000 under “must”", "the latest 150 of 300 under “report due”")


def test_one_event_is_no_timeline() -> None:
    assert timeline(SITE, [_event("end", "2046-12-31")], {}) is None


@given(st.dates())
def test_a_day_is_a_stretch_of_itself(day: date) -> None:
    assert stretch(day.isoformat()) == (day.isoformat(), day.isoformat())


@given(st.from_regex(r"\d{4}(-\d{2}){0,2}|session \d{1,5}", fullmatch=True) | st.text(max_size=12))
def test_a_stretch_is_of_days_and_ends_when_or_after_it_begins(time: str) -> None:
    days = stretch(time)
    if days:
        first, last = map(date.fromisoformat, days)
        assert first <= last
        assert time.removeprefix("session ")[:4] == days[0][:4]


@pytest.mark.parametrize(
    ("organ", "number", "days"),
    [
        ("general-assembly", 1, ("1946-09-01", "1947-08-31")),
        ("general-assembly", 80, ("2025-09-01", "2026-08-31")),
        ("economic-and-social-council", 2024, ("2024-01-01", "2024-12-31")),
        *(("human-rights-council", number, ("2023-01-01", "2023-12-31")) for number in (52, 53, 54)),
        ("human-rights-council", 55, ("2024-01-01", "2024-12-31")),
        ("conference-of-lamplighters", 3, None),
        ("economic-and-social-council", 69, None),
        ("general-assembly", 9999, None),
    ],
)
def test_a_session_is_in_its_year(organ: str, number: int, days: tuple[str, str] | None) -> None:
    others = (f"{iri.BASE}session/general-assembly/999", f"{iri.BASE}session/{organ}/{number}")
    assert stretch(f"session {number}", others) == days


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = tmp_path_factory.mktemp("pictures") / "graph"
    assert [outcome.remark for outcome in store.build([SEED], folder, jobs=1)] == [None]
    return store.open_store(folder)


def _page(graphs: ox.Store, node: str) -> etree._Element:
    return etree.HTML(page.resource(graphs, SITE, node, page.holdings(graphs)))


def _data(tree: etree._Element, kind: str) -> dict:
    [drawn] = tree.xpath(f"//*[@data-kind='{kind}']/script")
    return json.loads(drawn.text)


def _cells(tree: etree._Element, column: int) -> list[str]:
    return ["".join(row[column].itertext()) for row in tree.xpath("//tbody/tr")]


def test_the_network_of_an_actor_says_no_more_than_the_tables(graphs: ox.Store) -> None:
    tree = _page(graphs, BODY)
    data = _data(tree, "network")
    drawn = {(data["nodes"][max(one, other)][0], mode) for one, other, mode, *_ in data["ties"]}
    assert ("Member States", "consultation") in drawn
    assert drawn <= set(zip(_cells(tree, 0), _cells(tree, 1), strict=True))
    links = set(tree.xpath("//a/@href"))
    assert {link for _, link, side in data["nodes"] if side} <= links
    assert {link for *_, link in data["ties"]} <= links


def test_the_network_of_a_resolution_says_what_its_table_says(graphs: ox.Store) -> None:
    tree = _page(graphs, RESOLUTION)
    data = _data(tree, "network")
    names = [name for name, _, _ in data["nodes"]]
    drawn = {(names[one], mode, names[other], str(times)) for one, other, mode, times, *_ in data["ties"]}
    assert ("United Nations Office on Drugs and Crime", "coordination", "Member States", "1") in drawn
    assert drawn == set(zip(*(_cells(tree, column) for column in range(4)), strict=True))
    assert {link.partition("#")[2] for *_, link in data["ties"]} <= set(tree.xpath("//@id"))


def test_each_event_of_an_actor_leads_to_a_paragraph(graphs: ox.Store) -> None:
    places = set(_page(graphs, RESOLUTION).xpath("//@id"))
    for node in (BODY, f"{iri.BASE}post/secretary-general"):
        data = _data(_page(graphs, node), "timeline")
        assert [link for *_, link in data["documents"]] == ["A/RES/68/187"]
        assert {event[5] for event in data["events"]} <= places
    reports = [event[:3] for event in data["events"] if event[0] == "report"]
    assert reports == [["report", "2014-09-01", "2015-08-31"]]


def test_each_paragraph_that_asks_something_stands_once_for_each_way_of_binding(graphs: ox.Store) -> None:
    asked = f"""PREFIX mg: <{iri.MG}> SELECT DISTINCT ?unit ?binds WHERE {{ GRAPH ?graph {{
        VALUES ?binds {{ mg:obliges mg:exhorts mg:authorizes mg:forbids }}
        ?one ?binds <{BODY}> ; mg:statedIn ?unit
    }} }}"""
    found = {
        (row["binds"].value.rpartition("#")[2], row["unit"].value.rpartition("#")[2]) for row in graphs.query(asked)
    }
    events = [(event[0], event[5]) for event in _data(_page(graphs, BODY), "timeline")["events"]]
    assert set(events) == found
    assert len(events) == len(found)


def test_until_when_a_mandate_lasts_is_told_in_words_and_on_the_timeline(conclude) -> None:
    graphs = ox.Store()
    graphs.load(path=ROOT / "tests" / "queries" / "resolutions.trig")
    tree = _page(conclude(graphs), BODY)
    [until] = tree.xpath("//dt[.='mandate until']/following-sibling::dd")
    assert "31 December 2046" in "".join(until.itertext())
    ends = [event for event in _data(tree, "timeline")["events"] if event[0] == "end"]
    assert [event[1] for event in ends] == ["2046-12-31"] * len(ends) != []


def test_what_is_bundled_is_in_the_package() -> None:
    """Whatever is fetched when the package is built; of a build without a network nothing is."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = told["tool"]["hatch"]["build"]["hooks"]["custom"]["packages"]
    names = {Path(file).name for package in packages for file in package["files"]}
    assert {name for several in picture.DRAWN_WITH.values() for name in several} <= names
    there = {file.name for file in (page.ASSETS / "bundled").glob("*")}
    if not there:
        pytest.skip("built without a network: what is bundled was NOT looked at")
    assert there == names

"""Clauses on all topics, each wording tried on its own examples, and what is read out of them."""

import pytest

from mandategraph import home
from mandategraph.clause import Topic
from mandategraph.deadline import Period, period, sessions
from mandategraph.knowledge import load

WORDINGS = [rule for rule in load(home.KNOWLEDGE).wordings.rules if rule.topic != Topic.PLACE]
REGIONS = load(home.KNOWLEDGE).regions.values()


def kinds(reading, topic: str) -> list[str]:
    found = {
        Topic.LIFE: reading.lives,
        Topic.FUNDING: reading.fundings,
        Topic.SCOPE: reading.scopes,
        Topic.PURPOSE: reading.purposes,
        Topic.MEANS: reading.means,
        Topic.OBSERVANCE: reading.proclamations,
    }
    return [one.clause.kind for one in found[Topic(topic)]]


def test_every_topic_has_wordings():
    assert {rule.topic for rule in WORDINGS} == set(Topic) - {Topic.PLACE}
    assert len({rule.id for rule in WORDINGS}) == len(WORDINGS) > 40


@pytest.mark.parametrize("rule", WORDINGS, ids=lambda rule: rule.id)
def test_a_wording_tells_its_kind_in_its_examples_and_nowhere_else(resolution, rule):
    assert rule.examples
    for words in rule.examples:
        assert any(anchor in words.lower() for anchor in rule.anchors), words
        assert rule.kind in kinds(resolution(words), rule.topic), words
    for words in rule.never:
        assert rule.kind not in kinds(resolution(words), rule.topic), words


@pytest.mark.parametrize("rule", WORDINGS, ids=lambda rule: rule.id)
def test_every_example_is_told_by_its_own_wording(resolution, rule):
    for words in rule.examples:
        reading = resolution(words)
        limits = (*reading.scopes, *reading.purposes, *reading.means)
        found = (*reading.lives, *reading.fundings, *limits, *reading.proclamations)
        assert rule.id in {one.clause.rule for one in found}, words


def test_no_two_regions_share_a_name():
    names = [name for region in REGIONS for name in {region.name, *region.names}]
    assert sorted(names) == sorted(set(names))
    assert len({region.id for region in REGIONS}) == len(REGIONS)


# ── Life ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Decides to extend until 31 July 2046 the mandate of UNAMA;", ["UNAMA"]),
        ("Decides to extend UNAMA’s mandate until 31 July 2046;", ["UNAMA"]),
        ("Decides to renew the mandate of the Panel of Keepers for one year;", ["Panel of Keepers"]),
        (
            "Renews the mandate of the Special Rapporteur on lamps, as established in resolution 89/2;",
            ["Special Rapporteur"],
        ),
        ("Decides to extend the mandate of the Group of Experts established in 2041 to 1 May 2046;", ["Group of Experts"]),
        ("Decides to establish, at its next session, a working group of the Sixth Committee to study fog;",
         ["working group of the Sixth Committee"]),
        ("Decides to dissolve the Committee on Lamps;", ["Committee on Lamps"]),
        ("Decides that the Committee on Lamps shall be dissolved;", ["Committee on Lamps"]),
        ("Decides to renew the measures set out in paragraph 2 of resolution 88/1;", []),
        ("Decides to remain seized of the matter;", []),
    ],
)  # fmt: skip
def test_whose_mandate_it_is(resolution, words, parties):
    (life,) = resolution(words).lives
    assert [party.words for party in life.parties] == parties


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("until 31 July 2046", Period(None, "2046-07-31", None)),
        ("for a further period of six months, that is, until 31 July 2046", Period(None, "2046-07-31", "P6M")),
        ("for a period of 12 months beginning on 1 March 2045 until 28 February 2046",
         Period("2045-03-01", "2046-02-28", "P12M")),
        ("for an initial period of one year", Period(None, None, "P1Y")),
        ("for an additional period of six months and twelve days", Period(None, None, "P6M12D")),
        ("for a period of three months from the date of adoption of this resolution",
         Period("2045-11-30", "2046-02-28", "P3M")),
        ("to extend, to 15 July 2046, the mandate", Period(None, "2046-07-15", None)),
        ("from 22 to 24 March 2046", None),
        ("for the period from 1 July to 31 December 2046", Period("2046-07-01", "2046-12-31", None)),
        ("for the biennium 2046–2047", Period("2046", "2047", None)),
        ("until its ninetieth session", Period(None, "session 90", None)),
        ("with effect from 1 July 2046 until 30 June 2048", Period("2046-07-01", "2048-06-30", None)),
        ("within 90 days", None),
        ("in three of the six years", None),
    ],
)  # fmt: skip
def test_a_period(words, expected):
    assert period(words, "2045-11-30") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at its ninety-first and ninety-third sessions", ("91", "93")),
        ("in the agenda of its ninety-first to ninety-third sessions", ("91", "92", "93")),
        ("at the ninety-first session of the Assembly", ("91",)),
        ("at the ninth session of the Conference of the Parties", ()),
        ("before its ninety-first session", ()),
        ("in the margins of the ninth session", ()),
        ("at its 2046 session", ("2046",)),
        ("at a session", ()),
    ],
)
def test_sessions_at_which_something_comes_up(words, expected):
    assert sessions(words, "Assembly") == expected


def test_an_item_stands_under_another(resolution):
    (life,) = resolution(
        "Decides to include in the provisional agenda of its ninety-second session, under the item entitled “Coasts”,"
        " the sub-item entitled “Lamps”."
    ).lives
    assert (life.sessions, life.item, life.under) == (("92",), "Lamps", "Coasts")
    (life,) = resolution(
        "Decides to examine the question at its ninety-second session under the sub-item entitled “Lamps” of the item"
        " entitled “Coasts”."
    ).lives
    assert (life.item, life.under) == ("Lamps", "Coasts")


def test_a_provision_may_do_several_things(resolution):
    reading = resolution(
        "Decides to extend the mandate of the Panel until 1 May 2046, and expresses its intention to review the mandate"
        " no later than 1 April 2046;"
    )
    assert [(life.clause.kind, life.clause.provision, life.due) for life in reading.lives] == [
        ("renewal", 0, None),
        ("review", 1, "2046-04-01"),
    ]


def test_parts_of_what_is_decided_are_read_as_they_read_on(resolution):
    reading = resolution(
        "Decides:",
        "\t(a)\tTo renew the mandate of UNAMA for another six months, that is, until 31 May 2046;",
        "\t(b)\tTo print the register;",
    )
    (life,) = reading.lives
    assert (life.clause.kind, life.clause.paragraph.label, life.period) == (
        "renewal",
        "1(a)",
        Period(None, "2046-05-31", "P6M"),
    )
    assert [party.words for party in life.parties] == ["UNAMA"]
    assert reading.structure.document.words(life.clause.span) == "To renew"


def test_documents_on_which_a_mandate_rests(resolution):
    (life,) = resolution(
        "Decides to renew the measures set out in paragraph 4 of resolution 85/12 and in A/85/7;"
    ).lives
    assert [citation.symbol for citation in life.citations] == ["A/RES/85/12"]


def test_sessions_of_a_commission_are_none_of_the_council(resolution):
    words = "Decides to consider the matter at the sixty-third session;"
    assert [life.sessions for life in resolution(words, organ="Economic and Social Council").lives] == [()]


# ── Money, place, purpose ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sum_is_read_with_its_currency(resolution):
    (funding,) = resolution("Decides to appropriate to the Fund the amount of 2.5 million euros for lamps;").fundings
    assert (funding.money.amount, funding.money.currency) == (2_500_000, "EUR")


def test_what_is_only_noted_pays_for_nothing(resolution):
    assert resolution("Notes that the register is kept within existing resources;").fundings == ()


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("Urges States to train keepers at the national, regional and international levels;",
         ("national", "regional", "international")),
        ("Urges States to train keepers at the country level;", ("national",)),
        ("Urges States to train keepers at all levels;", None),
        ("Notes that keepers are trained at the national level;", None),
        ("Urges States to promote the rule of law at the national level;", None),
        ("Requests the Secretary-General to report on efforts undertaken at the national level;", None),
    ],
)  # fmt: skip
def test_levels(resolution, words, levels):
    assert [scope.levels for scope in resolution(words).scopes] == ([levels] if levels else [])


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Requests the Secretary-General to keep a register of lamps in Kenya;", ["KEN"]),
        ("Requests the Secretary-General to protect the coasts in the Horn of Africa;", ["horn-of-africa"]),
        ("Requests the Secretary-General to protect the coasts throughout the Sahel region;", ["sahel"]),
        ("Requests the Secretary-General to protect the coasts in Asia and the Pacific;", ["asia-and-the-pacific"]),
        ("Requests the Mission in Kenya to protect the coasts;", []),
        ("Requests the Secretary-General to help the monitoring mission in Kenya;", []),
        ("Requests the Secretary-General to attend the meeting entitled “Lamps in Kenya”;", []),
        ("Welcomes the lamps in Kenya;", []),
    ],
)
def test_places(resolution, words, places):
    scopes = resolution(words).scopes
    assert [scope.state.id if scope.state else scope.region for scope in scopes] == places


@pytest.mark.parametrize(
    ("words", "purposes"),
    [
        ("Urges States to protect their coasts, in order to save lives, including at night;",
         ["save lives, including at night"]),
        ("Urges States to protect their coasts with a view to reducing losses at sea, in cooperation with the Office;",
         ["reducing losses at sea"]),
        ("Urges States to protect their coasts so as to save many more lives and in order to protect all shipping;",
         ["save many more lives", "protect all shipping"]),
        ("Notes that States protect their coasts in order to save lives;", []),
    ],
)  # fmt: skip
def test_purposes(resolution, words, purposes):
    reading = resolution(words)
    found = [reading.structure.document.words(purpose.span) for purpose in reading.purposes]
    assert found == purposes


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("Requests the Office to train keepers, including through the Lighthouse Fund;", ["the Lighthouse Fund"]),
        ("Requests the Office to train keepers through the network of focal points of the Lamp Initiative;",
         ["the network of focal points of the Lamp Initiative"]),
        ("Requests the Office to train keepers through the mechanism established by the Board, as appropriate;",
         ["the mechanism established by the Board"]),
        ("Notes that the Office trains keepers through the Lighthouse Fund;", []),
        ("Requests the Secretary-General to act through the Special Coordinator for the Lamp Process;", []),
        ("Requests the Office to take part in the training supported by the Board through the Lighthouse Fund;", []),
        ("Requests the Office to list the aid provided by the Board, including through the Lighthouse Fund;", []),
        ("Urges States to use the term “training through the Lighthouse Fund”;", []),
    ],
)  # fmt: skip
def test_means(resolution, words, means):
    reading = resolution(words)
    assert [reading.structure.document.words(one.span) for one in reading.means] == means


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Requests the Office to act through the Peacebuilding Fund;", ["peacebuilding-fund"]),
        ("Requests the Office to act through the Peacebuilding Fund and the Peacebuilding Commission;",
         ["peacebuilding-fund", "peacebuilding-commission"]),
        ("Requests the Office to act through the New Urban Agenda;", ["new-urban-agenda"]),
        ("Requests the Office to act through the United Nations Development Assistance Framework process;",
         ["united-nations-development-assistance-framework"]),
        ("Requests the Office to act through the website of the Peacebuilding Commission;", []),
        ("Requests the Office to act through the Peacebuilding Fund Assistance Programme;", []),
        ("Requests the Office to act through the World Health Organization and Lamp Board Joint Monitoring Programme;", []),
        ("Requests the Office to act through its Lamp Fund;", []),
    ],
)  # fmt: skip
def test_means_are_known_by_their_own_name_only(resolution, words, meant):
    found = resolution(words).means
    assert len(found) == 1
    assert [one.id for one in (*found[0].actors, *found[0].instruments)] == meant


def test_a_means_belongs_to_its_task_or_where_it_stands_before_it_to_the_provision(resolution):
    words = "Requests the Office, through its Lamp Fund, to train keepers and to mark rocks through its Rock Fund;"
    reading = resolution(words)
    assert [one.clause.task for one in reading.means] == [None, 1]


# ── Recurrence ───────────────────────────────────────────────────────────────────────────────────────────────────────

REPORT = "Requests the Secretary-General to report to the General Assembly at its {} session on lamps;"


@pytest.mark.parametrize(
    ("operative", "expected"),
    [
        ([REPORT.format("ninety-first")], [("annual", "distance-of-sessions", 0.85)]),
        ([REPORT.format("ninety-second")], [("biennial", "distance-of-sessions", 0.6)]),
        (
            [
                REPORT.format("ninety-second"),
                "Decides to continue its consideration of the question at its ninety-second session;",
            ],
            [("biennial", "resolution-returns", 0.75)],
        ),
        ([REPORT.format("ninety-first and ninety-third")], [("biennial", "sessions-named", 0.9)]),
        ([REPORT.format("ninetieth")], []),
        ([REPORT.format("ninety-ninth")], []),
        (
            ["Requests the Secretary-General to report annually to the General Assembly at its ninety-first session;"],
            [],
        ),
        (["Requests the Office to report to the Commission at its ninety-first session;"], []),
        (["Welcomes the report due at its ninety-first session;"], []),
    ],
)
def test_reports_that_come_back(resolution, operative, expected):
    found = resolution(*operative).recurrences
    assert [(one.interval, one.rule, one.confidence) for one in found] == expected


@pytest.mark.parametrize(("session", "expected"), [("fifty-eighth", ["annual"]), ("fifty-seventh", [])])
def test_three_sessions_of_the_human_rights_council_are_a_year(resolution, session, expected):
    words = f"Requests the High Commissioner to report to the Human Rights Council at its {session} session on lamps;"
    reading = resolution(words, organ="Human Rights Council", number="55/1")
    assert [one.interval for one in reading.recurrences] == expected


def test_a_report_before_a_renewed_mandate_ends_comes_back_with_it(resolution):
    reading = resolution(
        "Decides to extend the mandate of UNAMA until 1 October 2046;",
        "Requests the Secretary-General to report to the Council by 1 September 2046 on lamps;",
        organ="Security Council",
        number="2999 (2045)",
    )
    (recurrence,) = reading.recurrences
    assert (recurrence.interval, recurrence.rule) == ("annual", "renewal-period")
    assert recurrence.reason == (
        "due by 2046-09-01, before the mandate ends on 2046-10-01 that was renewed on 2045-10-01"
    )

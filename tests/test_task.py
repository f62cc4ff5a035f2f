"""Tasks: what is asked, with whom and for whom it is done, and what is reported by when."""

import pytest

from mandategraph.reading import Reading

OFFICE = "United Nations Office on Drugs and Crime"
BANK = "World Bank"


def _words(reading: Reading) -> list[str]:
    return [reading.structure.document.words(task.span) for task in reading.tasks]


def _ties(reading: Reading) -> list[tuple[str, str, str]]:
    """Bearer, kind and counterpart of each tie of the tasks."""
    return [(b.words, t.kind, t.party.words) for task in reading.tasks for b in task.bearers for t in task.ties]


def _kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(kind, party) for _, kind, party in _ties(reading)]


def _reports(reading: Reading) -> list[tuple]:
    return [
        (
            [party.words for party in task.report.recipients],
            [deadline.due for deadline in task.report.deadlines],
            task.report.deadlines[0].frequency,
        )
        for task in reading.tasks
        if task.report
    ]


# ── What is asked ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        ("to assist States", ["to assist States"]),
        (
            "to gather information, to analyse it and to publish the results",
            ["to gather information", "to analyse it", "to publish the results"],
        ),
        (
            "to establish a roster of experts to be deployed at short notice",
            ["to establish a roster of experts to be deployed at short notice"],
        ),
        (
            "to take measures to prevent the recruitment of children",
            ["to take measures to prevent the recruitment of children"],
        ),
        (
            "to provide training to police officers and to fully support their families",
            ["to provide training to police officers", "to fully support their families"],
        ),
        (
            "not to recognize the elections and to refrain from any contact",
            ["not to recognize the elections", "to refrain from any contact"],
        ),
        (
            "to improve access to justice and to legal aid",
            ["to improve access to justice and to legal aid"],
        ),
    ],
    ids=["one", "three", "passive", "purpose", "adverb", "negation", "noun-after-to"],
)
def test_each_coordinated_infinitive_is_a_task(resolution, words, tasks):
    assert _words(resolution(f"Requests the {OFFICE} {words};")) == tasks


def test_an_aside_between_two_infinitives_joins_them(resolution):
    reading = resolution("Requests the Fund to monitor the situation and, as appropriate, to advise the parties;")
    assert [words[:10] for words in _words(reading)] == ["to monitor", "to advise "]


def test_all_those_asked_bear_each_task(resolution):
    reading = resolution("Invites Governments and donors to contribute to the fund and to publish their pledges;")
    assert [[b.words for b in task.bearers] for task in reading.tasks] == [["Governments", "donors"]] * 2


def test_each_provision_has_its_own_tasks(resolution):
    reading = resolution("Urges States to act and to report, and requests the Secretary-General to assist them;")
    assert [task.provision for task in reading.tasks] == [0, 0, 1]
    assert [[b.words for b in task.bearers] for task in reading.tasks] == [
        ["States"],
        ["States"],
        ["Secretary-General"],
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Welcomes the efforts of States to cooperate with the Court;",
        "Decides to cooperate with the Court;",
        "Stresses the need for States to act in coordination with the Office;",
        "Expresses its appreciation to Member States for having assisted the victims;",
        "Calls for cooperation with the Court;",
    ],
)
def test_nobody_who_is_not_asked_has_a_task(resolution, words):
    assert resolution(words).tasks == ()


def test_a_task_has_the_words_that_stand_there(resolution):
    reading = resolution("Requests the Secretary-General to appoint an envoy;", "Urges States to assist the envoy;")
    document = reading.structure.document
    for task in reading.tasks:
        assert task.paragraph.span.start < task.span.start < task.span.end <= task.paragraph.span.end
        assert document.words(task.span).startswith("to ")


# ── Parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parts_are_tasks_of_the_paragraph_that_introduces_them(resolution):
    reading = resolution(
        f"Requests the {OFFICE}, in consultation with Member States:",
        "\t(a)\tTo develop guidelines;",
        "\t(b)\tTo provide technical assistance to requesting States and to report thereon to the Commission on Crime"
        " Prevention and Criminal Justice;",
        "\t2.\tNotes the progress made.",
    )
    assert [(task.paragraph.label, task.provision) for task in reading.tasks] == [("1(a)", 0), ("1(b)", 0), ("1(b)", 0)]
    assert _ties(reading) == [
        (OFFICE, "consultation", "Member States"),
        (OFFICE, "consultation", "Member States"),
        (OFFICE, "assistance", "requesting States"),
        (OFFICE, "consultation", "Member States"),
    ]


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("To assist Member States;", [("assistance", "Member States")]),
        ("To work closely with the World Bank;", [("collaboration", BANK)]),
        ("In consultation with Member States, to appoint an envoy;", [("consultation", "Member States")]),
        ("By supporting the efforts of Member States;", [("assistance", "Member States")]),
        ("Through the training of judges;", [("assistance", "judges")]),
        ("Assist refugees;", [("assistance", "refugees")]),
        ("Provide technical advice to States;", [("assistance", "States")]),
        ("Cooperate with the World Bank;", [("cooperation", BANK)]),
        ("Consult the World Bank;", [("consultation", BANK)]),
    ],
)
def test_a_part_ties_with_its_first_words(resolution, words, ties):
    reading = resolution("Requests the Secretary-General:", f"\t(a)\t{words}", "\t(b)\tTo review the plan.")
    assert _kinds(reading) == ties


@pytest.mark.parametrize(
    "words", ["To report to the General Assembly annually;", "Report to the General Assembly annually;"]
)
def test_a_part_reports_with_its_first_words(resolution, words):
    reading = resolution("Requests the Secretary-General:", f"\t(a)\t{words}", "\t(b)\tTo review the plan.")
    assert _reports(reading) == [(["General Assembly"], [None], "annual")]


def test_the_words_that_introduce_parts_are_no_task(resolution):
    reading = resolution(
        "Decides that the Panel of Experts shall:", "\t(a)\tGather information;", "\t(b)\tAdvise States."
    )
    assert _words(reading) == ["Gather information", "Advise States"]


def test_ties_in_a_part_stand_at_the_finest_part(resolution):
    reading = resolution(
        "Requests the Secretary-General to develop tools:",
        "\t(a)\tThat serve all, namely:",
        "\t(i)\tGuides, prepared in close consultation with Member States;",
        "\t(ii)\tCourses, held jointly with the World Bank.",
    )
    tied = [(task.paragraph.label, tie.kind, tie.party.words) for task in reading.tasks for tie in task.ties]
    assert tied == [("1(a)(i)", "consultation", "Member States"), ("1(a)(ii)", "collaboration", BANK)]


def test_a_part_with_a_verb_of_its_own_is_no_task_of_another(resolution):
    reading = resolution(
        "With regard to the fund:",
        "\t(a)\tRequests the Secretary-General to consult donors;",
        "\t(b)\tInvites donors to contribute;",
    )
    assert [(task.paragraph.label, [b.words for b in task.bearers]) for task in reading.tasks] == [
        ("1(a)", ["Secretary-General"]),
        ("1(b)", ["donors"]),
    ]


# ── With whom ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("to act in close coordination with the World Bank", [("coordination", BANK)]),
        ("to coordinate its activities with the World Bank", [("coordination", BANK)]),
        ("to remain in close contact with the parties", [("coordination", "parties")]),
        ("to liaise closely with the World Bank", [("coordination", BANK)]),
        ("to cooperate fully with the World Bank", [("cooperation", BANK)]),
        ("to develop tools, in cooperation with the World Bank", [("cooperation", BANK)]),
        ("to strengthen further its cooperation with the World Bank", [("cooperation", BANK)]),
        ("to collaborate with the World Bank", [("collaboration", BANK)]),
        ("to organize, jointly with the World Bank, a workshop", [("collaboration", BANK)]),
        ("to work closely with the World Bank", [("collaboration", BANK)]),
        ("to prepare, in partnership with the World Bank, a study", [("collaboration", BANK)]),
        ("to prepare, in conjunction with the World Bank, a study", [("collaboration", BANK)]),
        ("to organize, together with the World Bank, a workshop", [("collaboration", BANK)]),
        ("to consult the World Bank", [("consultation", BANK)]),
        ("to appoint an expert after consulting the World Bank", [("consultation", BANK)]),
        ("to appoint an expert, in consultation with the World Bank", [("consultation", BANK)]),
        ("to seek the views of the World Bank", [("consultation", BANK)]),
        ("to assist the World Bank", [("assistance", BANK)]),
    ],
)
def test_the_words_tell_how_somebody_works_with_another(resolution, words, ties):
    assert _kinds(resolution(f"Requests the {OFFICE} {words};")) == ties


@pytest.mark.parametrize(
    "words",
    [
        "to engage with the World Bank",
        "to act with the participation of the World Bank",
        "to act with the support of the World Bank",
        "to enhance cooperation",
        "to promote international cooperation and coordination",
        "to follow up on the recommendations of the World Bank",
        "to act in accordance with the guidelines of the World Bank",
        "to support the implementation of the programme",
        "to consult on the matter",
    ],
)
def test_these_words_tie_nobody(resolution, words):
    assert _kinds(resolution(f"Requests the {OFFICE} {words};")) == []


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            "in consultation with Member States, the World Bank and civil society",
            ["Member States", BANK, "civil society"],
        ),
        (
            (
                "in close cooperation with relevant entities of the United Nations system, in particular the World Food"
                " Programme, and the World Bank"
            ),
            ["relevant entities of the United Nations system", "World Food Programme", BANK],
        ),
        (
            "in coordination with international, regional and subregional organizations",
            ["international, regional and subregional organizations"],
        ),
        (
            "in collaboration with Governments, as well as with the private sector, as appropriate",
            ["Governments", "private sector"],
        ),
        ("in coordination with States concerned on the implementation of the plan", ["States concerned"]),
        ("in coordination with parties in Mali and donors in the end", ["parties in Mali", "donors"]),
        ("in coordination with the Fund in May", ["Fund"]),
        ("in coordination with older persons themselves, and their families", ["older persons", "families"]),
        (
            "in coordination with the regional centres for peace and disarmament, the World Bank and donors",
            ["regional centres for peace and disarmament", BANK, "donors"],
        ),
        ("in coordination with States at all levels", ["States"]),
        (
            "in coordination with cooperatives, micro-, small and medium-sized enterprises and donors",
            ["cooperatives", "micro-, small and medium-sized enterprises", "donors"],
        ),
        (
            "in coordination with countries in conflict and post-conflict situations, and donors",
            ["countries in conflict and post-conflict situations", "donors"],
        ),
        (
            "in coordination with the World Bank, including through advisers, focal points and monitors, and with donors",
            [BANK, "donors"],
        ),
        ("in coordination with the World Bank, including through joint work, and donors", [BANK, "donors"]),
        ("in coordination with other United Nations mandate holders", ["other United Nations mandate holders"]),
    ],
)
def test_each_counterpart_of_a_list_is_named(resolution, words, parties):
    reading = resolution(f"Requests the {OFFICE} to hold a workshop {words};")
    assert [party for _, party in _kinds(reading)] == parties


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        pytest.param(
            f"Requests the {OFFICE}, in close coordination with the World Bank, to develop tools and to publish them;",
            [(OFFICE, "coordination", BANK), (OFFICE, "coordination", BANK)],
        ),
        (
            f"Requests the {OFFICE} to develop tools, in coordination with the World Bank, and to publish them;",
            [(OFFICE, "coordination", BANK)],
        ),
        (
            (
                "Requests the Secretary-General, in consultation with Member States, to appoint an envoy, and urges"
                " States to cooperate with the envoy;"
            ),
            [("Secretary-General", "consultation", "Member States"), ("States", "cooperation", "envoy")],
        ),
        (
            "Decides that the Panel of Experts shall, in coordination with the World Bank, gather information;",
            [("Panel of Experts", "coordination", BANK)],
        ),
        (
            "Invites Governments and donors to cooperate with the World Bank;",
            [("Governments", "cooperation", BANK), ("donors", "cooperation", BANK)],
        ),
    ],
    ids=["before-all", "in-one", "two-provisions", "decided", "two-bearers"],
)
def test_ties_belong_to_the_tasks_in_whose_words_they_stand(resolution, words, ties):
    assert _ties(resolution(words)) == ties


@pytest.mark.parametrize(
    "words",
    [
        "to provide the mission with the means to enable it to cooperate with the World Bank",
        "to take note of the assistance provided by the Fund in cooperation with the World Bank",
        "to study the measures which were taken in coordination with the World Bank",
        "to encourage States to cooperate with the World Bank",
        "to support efforts of a group that works closely with the World Bank",
    ],
)
def test_what_others_do_ties_nobody(resolution, words):
    parties = {party for _, party in _kinds(resolution(f"Requests the Secretary-General {words};"))}
    assert BANK not in parties


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("Urges Member States to cooperate with each other;", [("Member States", "cooperation", "Member States")]),
        ("Urges States to coordinate with one another;", [("States", "coordination", "States")]),
        (
            "Encourages States and the World Bank to cooperate with one another;",
            [("States", "cooperation", BANK)],
        ),
        (
            f"Encourages cooperation between the {OFFICE}, the World Bank and the African Union;",
            [(OFFICE, "cooperation", BANK), (OFFICE, "cooperation", "African Union")],
        ),
        ("Encourages cooperation between Member States;", [("Member States", "cooperation", "Member States")]),
        (
            "Requests the World Bank and the African Union to continue to work collectively on lights;",
            [(BANK, "collaboration", "African Union")],
        ),
        (
            "Calls upon the World Bank, including its agencies and programmes, to work together;",
            [],
        ),
        (
            "Requests the World Bank, and invites the African Union, in cooperation with the Fund, to build lights;",
            [(BANK, "cooperation", "Fund"), ("African Union", "cooperation", "Fund")],
        ),
        ("Urges Member States to work together;", [("Member States", "collaboration", "Member States")]),
        pytest.param(
            f"Encourages coordination between the {OFFICE} and the World Bank;",
            [(OFFICE, "coordination", BANK)]),
        pytest.param(
            f"Encourages collaboration among the {OFFICE} and the World Bank;",
            [(OFFICE, "collaboration", BANK)]),
    ],
    ids=[
        "each-other", "one-another", "two-asked", "between-three", "between-many", "collectively", "members-of-one",
        "told-by-the-next", "together",
        "coordination-between", "collaboration-among",
    ],
)  # fmt: skip
def test_those_who_work_with_each_other_are_tied(resolution, words, ties):
    assert _ties(resolution(words)) == ties


# ── For whom ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("to assist Member States, upon request, in drafting laws", ["Member States"]),
        ("to provide technical assistance to requesting States", ["requesting States"]),
        pytest.param(
            "to provide, upon request, advisory services and training to developing countries", ["developing countries"]
        ),
        ("to support the efforts of Member States", ["Member States"]),
        ("to build the capacity of national institutions", ["national institutions"]),
        ("to provide the World Bank with adequate resources", [BANK]),
        ("to provide humanitarian assistance to refugees and displaced persons", ["refugees", "displaced persons"]),
        ("to extend its support to the victims of trafficking", ["victims of trafficking"]),
        ("to increase financial and technical support to least developed countries", ["least developed countries"]),
        ("to continue to render assistance to the people of the Territory", ["people of the Territory"]),
    ],
)
def test_those_assisted_are_named(resolution, words, parties):
    assert _kinds(resolution(f"Requests the Secretary-General {words};")) == [("assistance", p) for p in parties]


@pytest.mark.parametrize(
    "words",
    [
        "to provide support for the implementation of the programme",
        "to ensure adequate training of all relevant personnel",
        "to assist in the implementation of the plan",
        "to provide assistance in the field of health",
        "to contribute to the trust fund",
    ],
)
def test_help_to_no_party_is_no_assistance(resolution, words):
    assert _kinds(resolution(f"Urges Member States {words};")) == []


def test_a_pronoun_stands_for_those_named_before(resolution):
    reading = resolution(
        "Requests the Secretary-General to study the needs of developing countries and to assist them in meeting these;"
    )
    assert _kinds(reading) == [("assistance", "developing countries")]


# ── Reports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "recipients", "dues", "frequency"),
    [
        ("to report to the General Assembly at its ninety-first session", ["General Assembly"], ["session 91"], None),
        (
            "to submit to the Human Rights Council at its sixtieth and sixty-third sessions a report on the question",
            ["Human Rights Council"],
            ["session 60", "session 63"],
            None,
        ),
        (
            ("to submit a full report on the implementation of the present resolution to the General Assembly at"
            " its ninety-second session"),
            ["General Assembly"],
            ["session 92"],
            None,
        ),
        ("to report to the Security Council within 60 days", ["Security Council"], ["within 60 days"], None),
        ("to report to the Security Council in 2046 on the light", ["Security Council"], ["2046"], None),
        ("to report to the Security Council on the storm in 2046", ["Security Council"], [None], None),
        ("to report to the Security Council by 30 June 2046", ["Security Council"], ["2046-06-30"], None),
        ("to report to the Security Council no later than March 2046", ["Security Council"], ["2046-03"], None),
        (
            "to report to the Security Council every six months",
            ["Security Council"],
            ["every 6 months"],
            "every 6 months",
        ),
        ("to submit an annual report to the General Assembly", ["General Assembly"], [None], "annual"),
        ("to report biennially to the Statistical Commission", ["Statistical Commission"], [None], "biennial"),
        ("to report regularly to the General Assembly", ["General Assembly"], [None], "regular"),
        ("to brief the Council every three months", ["Council"], ["every 3 months"], "every 3 months"),
        ("to keep the Security Council regularly informed of developments", ["Security Council"], [None], "regular"),
        ("to keep Member States informed", ["Member States"], [None], None),
        pytest.param(
            "to inform the Security Council of his decision",
            ["Security Council"],
            [None],
            None),
        (
            "to report to the General Assembly and the Human Rights Council at their next sessions",
            ["General Assembly", "Human Rights Council"],
            [None],
            None,
        ),
        (
            "to present to the Economic and Social Council, at its 2046 session, a report on the evaluation",
            ["Economic and Social Council"],
            ["session 2046"],
            None,
        ),
        ("to report on the matter at the next session", [], [None], None),
        ("to report thereon at the ninetieth session of the General Assembly", ["General Assembly"], ["session 90"], None),
        (
            "to submit annual reports on light, including on fires, for consideration by the General Assembly",
            ["General Assembly"],
            [None],
            "annual",
        ),
        ("to prepare a report for consideration by the Commission", ["Commission"], [None], None),
        (
            "to submit an annual report, including its conclusions, to the Human Rights Council",
            ["Human Rights Council"],
            [None],
            "annual",
        ),
        (
            "to provide the Security Council with a report on the situation within ninety days",
            ["Security Council"],
            ["within 90 days"],
            None,
        ),
    ],
)  # fmt: skip
def test_a_report_goes_to_somebody_by_a_day(resolution, words, recipients, dues, frequency):
    reading = resolution(f"Requests the Secretary-General {words};")
    assert _reports(reading) == [(recipients, dues, frequency)]


@pytest.mark.parametrize(
    "words",
    [
        "to take into account the report of the Secretary-General",
        "to consider the recommendations of the report",
        pytest.param("to provide information to the Secretary-General for his report"),
        "to act on the reporting obligations of States",
        "to disseminate the report card",
    ],
)
def test_what_concerns_a_report_of_others_is_no_report(resolution, words):
    assert _reports(resolution(f"Invites Member States {words};")) == []


def test_who_is_to_report_may_be_named_behind_the_act(resolution):
    reading = resolution("Urges prompt reporting by the Fund to the Security Council of any fire;")
    assert _reports(reading) == [(["Security Council"], [None], None)]
    assert [bearer.words for task in reading.tasks for bearer in task.bearers] == ["Fund"]


def test_only_the_task_that_reports_has_a_report(resolution):
    reading = resolution(
        "Requests the Secretary-General to assist States and to report to the General Assembly at its next session;"
    )
    assert [task.report is not None for task in reading.tasks] == [False, True]


def test_a_report_asked_by_decision_has_its_author(resolution):
    reading = resolution("Decides that the Panel of Experts shall report to the Security Council every four months;")
    ((recipients, dues, _),) = _reports(reading)
    assert ([b.words for b in reading.tasks[0].bearers], recipients, dues) == (
        ["Panel of Experts"],
        ["Security Council"],
        ["every 4 months"],
    )


# ── What is handed on ────────────────────────────────────────────────────────────────────────────────────────────────


def _handed(reading: Reading) -> list[tuple[list[str], str]]:
    return [([b.words for b in t.bearers], reading.structure.document.words(t.span)) for t in reading.tasks]


def test_what_others_are_invited_to_is_theirs(resolution):
    reading = resolution(f"Requests the {OFFICE} to invite Member States to coordinate with the {BANK};")
    assert _handed(reading) == [
        ([OFFICE], "to invite Member States"),
        (["Member States"], f"to coordinate with the {BANK}"),
    ]
    assert _ties(reading) == [("Member States", "coordination", BANK)]


def test_what_others_are_invited_to_is_theirs_behind_those_named_among_them(resolution):
    reading = resolution(
        f"Requests the {OFFICE} to invite Member States, including island States, to coordinate with the {BANK}, "
        "and to cooperate with the Fund;"
    )
    assert _handed(reading) == [
        ([OFFICE], "to invite Member States, including island States"),
        (["Member States", "island States"], f"to coordinate with the {BANK}"),
        ([OFFICE], "to cooperate with the Fund"),
    ]


def test_what_stands_behind_an_aside_that_names_nobody_is_another_task(resolution):
    reading = resolution(f"Requests the {OFFICE} to encourage trade, including in fish, to cooperate with the {BANK};")
    assert _ties(reading) == [(OFFICE, "cooperation", BANK)]


def test_a_report_that_others_are_invited_to_make_has_their_name(resolution):
    reading = resolution(
        f"Requests the Secretary-General to invite the {OFFICE} at the highest level to brief the Security Council;"
    )
    assert [([b.words for b in t.bearers], bool(t.report)) for t in reading.tasks] == [
        (["Secretary-General"], False),
        ([OFFICE], True),
    ]


def test_what_somebody_else_is_asked_besides_is_theirs(resolution):
    reading = resolution(
        f"Requests the Secretary-General to appoint experts, and for the {OFFICE} to report to the General Assembly;"
    )
    assert _handed(reading) == [
        (["Secretary-General"], "to appoint experts"),
        ([OFFICE], "to report to the General Assembly"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "to encourage States to rest",
        "to request information on how to build lighthouses",
        "to invite all and to report",
        "to care for the keepers and for their families to rest",
    ],
)
def test_not_every_infinitive_inside_another_is_handed_on(resolution, words):
    reading = resolution(f"Requests the {OFFICE} {words};")
    assert {bearer.words for task in reading.tasks for bearer in task.bearers} == {OFFICE}


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("to address the loss of lighthouses in its next report to the General Assembly", True),
        ("to strengthen the capacity of States to collect, analyse and report data", False),
        ("to provide assistance in order to enhance their ability to collect and report data", False),
        ("to address lighthouses as a cross-cutting issue in all assessments and reports", False),
        ("to provide information to the Secretariat for the preparation of the report", False),
        ("to build systems for monitoring and publicly reporting on lighthouses", False),
        ("to continue reporting to the General Assembly", True),
    ],
)
def test_reports_are_told_from_the_words_of_others(resolution, words, is_asked):
    assert bool(_reports(resolution(f"Requests the {OFFICE} {words};"))) == is_asked


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("in consultation with the World Bank, in all regions, the media and donors", ["World Bank"]),
        ("in coordination with and support of the World Bank", ["World Bank", "World Bank"]),
        ("in coordination with the World Bank, provide good offices and ships", ["World Bank"]),
        (
            "in coordination with specialized agencies, funds, programmes and regional commissions",
            ["specialized agencies", "funds", "programmes", "regional commissions"],
        ),
        ("and to provide assistance to the Fund and to African countries", ["Fund", "African countries"]),
        ("in cooperation with experts from the islands and the Fund", ["experts from the islands", "Fund"]),
        (
            "and, in close consultation with the countries concerned, to apply it to the parties",
            ["countries concerned"],
        ),
    ],
)
def test_a_list_ends_where_something_else_is_told(resolution, words, parties):
    assert [party for _, party in _kinds(resolution(f"Requests the {OFFICE} to act {words};"))] == parties


# ── Words as resolutions of all organs have them ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        (
            "to study measures that States may take, in close cooperation with academia and the World Bank",
            [("cooperation", "academia"), ("cooperation", BANK)],
        ),
        ("to support lighthouses which are run in cooperation with the World Bank", []),
        (
            "to act in coordination and cooperation with the World Bank",
            [("coordination", BANK), ("cooperation", BANK)],
        ),
        (
            "to enhance cooperation and coordination at all levels, including with donors",
            [("coordination", "donors"), ("cooperation", "donors")],
        ),
        (
            "to develop a dialogue, liaise and collaborate with donors",
            [("coordination", "donors"), ("collaboration", "donors")],
        ),
        ("to pay attention to the role of the World Bank in assisting States", []),
        ("to facilitate the efforts of the World Bank and its partners to assist States", []),
        (
            "to provide support to the ongoing efforts of Kenya and Uganda",
            [("assistance", "Kenya"), ("assistance", "Uganda")],
        ),
        ("to provide financial support to enable the keepers to rest", []),
        ("to support regional programmes and forums", []),
        ("to hold meetings in conjunction with major conferences", []),
        (
            "to assist refugees who have lost their homes, as well as other persons with special needs, such as widows",
            [("assistance", "refugees"), ("assistance", "other persons with special needs"), ("assistance", "widows")],
        ),
        ("to cooperate with the Territory in question", [("cooperation", "Territory in question")]),
        (
            "to cooperate with officials involved in navigation and with the World Bank",
            [("cooperation", "officials involved in navigation"), ("cooperation", BANK)],
        ),
        (
            "to cooperate with the Committee of Experts on Coastal Lights in this field",
            [("cooperation", "Committee of Experts on Coastal Lights")],
        ),
        (
            "to draw up, in cooperation with the World Bank, a programme of work of the keepers",
            [("cooperation", BANK)],
        ),
        (
            "to act in collaboration with the Governments of Kenya, Uganda and Malawi",
            [("collaboration", "Governments of Kenya, Uganda and Malawi")],
        ),
        (
            "to consult a wide range of stakeholders",
            [("consultation", "wide range of stakeholders")],
        ),
    ],
)
def test_those_with_whom_one_works_are_told_from_the_act_of_others(resolution, words, ties):
    assert _kinds(resolution(f"Requests the {OFFICE} {words};")) == ties


@pytest.mark.parametrize(
    ("asked", "ties"),
    [
        ("both organizations", [("cooperation", "both organizations")]),
        ("the World Bank and donors", [("cooperation", "donors")]),
        ("Governments", []),
        ("the World Bank", []),
    ],
)
def test_their_cooperation_ties_those_who_are_named_apart(resolution, asked, ties):
    assert _kinds(resolution(f"Invites {asked} to strengthen their cooperation in this field;")) == ties


def test_those_named_in_an_aside_are_not_asked(resolution):
    reading = resolution(
        "Requests the Secretary-General, together with the World Bank, donors and civil society, to build lighthouses;",
        "Requests the Secretary-General, in consultation with the World Bank, and donors to build lighthouses;",
    )
    assert [[party.words for party in provision.addressees] for provision in reading.provisions] == [
        ["Secretary-General"],
        ["Secretary-General", "donors"],
    ]


def test_who_is_to_be_worked_with_in_all_parts_stands_in_their_chapeau(resolution):
    reading = resolution(
        f"Requests the {OFFICE}, in collaboration with the World Bank:",
        "\t(a)\tTo build lighthouses;",
        "\t(b)\tTo train keepers.",
    )
    assert [[tie.party.words for tie in task.ties] for task in reading.tasks] == [[BANK], [BANK]]
    assert all(tie.span.start < task.paragraph.span.start for task in reading.tasks for tie in task.ties)


def test_a_body_that_a_decision_sets_up_has_the_tasks_and_is_not_asked(resolution):
    reading = resolution(
        "Decides to establish, in accordance with its rules, a Committee of Keepers, to undertake these tasks:",
        "\t(a)\tTo cooperate with the World Bank;",
        "\t(b)\tTo report at least every 90 days to the General Assembly.",
    )
    assert reading.provisions[0].addressees == ()
    assert {bearer.words for task in reading.tasks for bearer in task.bearers} == {"Committee of Keepers"}
    assert _kinds(reading) == [("cooperation", BANK)]
    assert _reports(reading) == [(["General Assembly"], ["every 90 days"], "every 90 days")]


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        (
            "to arrange for tools to be provided by the World Bank, in cooperation with the Fund, and to publish them",
            [(BANK, "cooperation", "Fund")],
        ),
        ("to task the World Bank with assisting the Fund", [(BANK, "assistance", "Fund")]),
        ("to strengthen cooperation between the World Bank and the Fund", [(BANK, "cooperation", "Fund")]),
        ("to note the tools provided by the World Bank in cooperation with the Fund", []),
        ("to strengthen cooperation between States", []),
        ("to enable the World Bank to provide more assistance to States", [(BANK, "assistance", "States")]),
        (
            "to work closely with the Fund on ports, including with the World Bank on lighthouses",
            [("Secretary-General", "collaboration", "Fund"), ("Secretary-General", "collaboration", BANK)],
        ),
    ],
)
def test_who_is_to_do_it_may_be_another_than_who_is_asked(resolution, words, ties):
    assert _ties(resolution(f"Requests the Secretary-General {words};")) == ties


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("to support children affected by and involved in wrecks", ["children affected by and involved in wrecks"]),
        (
            "to assist fishers affected by storms, floods or other events in order to meet their needs, light the coast",
            ["fishers affected by storms, floods or other events"],
        ),
        ("to assist relevant institutions and authorities", ["relevant institutions and authorities"]),
        (
            "to assist organizations of women, girls and persons with disabilities, and the World Bank",
            ["organizations of women, girls and persons with disabilities", BANK],
        ),
        ("to build the capacity of States and of the World Bank", ["States", BANK]),
        ("to rebuild the coast, stressing the importance of assisting States", []),
        ("to train all who are responsible for assisting States", []),
        ("to meet commitments of official development assistance to developing countries", ["developing countries"]),
        ("to provide support for victims", ["victims"]),
        ("to assist police and prison officers", ["police and prison officers"]),
        ("to assist the police and prison officers", ["police", "prison officers"]),
        ("to assist relevant institutions and the authorities", ["relevant institutions", "authorities"]),
        ("to assist relevant funds, programmes and specialized agencies", []),
        ("to assist the task force on monitoring and reporting", ["task force on monitoring and reporting"]),
        ("to assist fishers, educators and providers", ["fishers", "educators", "providers"]),
        ("to assist the lights agreed upon between the Bank and the Fund", []),
        ("to reinforce the Fund’s capacities", ["Fund"]),
        ("to ensure that adequate funding is provided to the Institute", ["Institute"]),
        ("to provide services to the coast and its keepers", []),
        ("not to provide the Fund with assistance, including not to provide support to the Bank", []),
        ("to invite the Fund so that it builds the capacity of keepers", []),
        ("to provide appropriate assistance, as requested by the States concerned", ["States concerned"]),
        ("to act in support of the Fund’s efforts", ["Fund"]),
        (
            "to assist officials involved in international cooperation",
            ["officials involved in international cooperation"],
        ),
        ("to support the work of the Light, Sound and Weather Commission", ["Light, Sound and Weather Commission"]),
        ("to support the efforts of the island parties to light the coast", ["island parties"]),
        ("to assist the parties to the conflict", ["parties to the conflict"]),
        ("to assist the World Bank and, as appropriate, the Fund", [BANK, "Fund"]),
        ("to assist the Library fully, including by giving it books", ["Library"]),
        ("to assist the family and its friends", []),
        ("to assist 13,900 harbour guards, including pilots", ["13,900 harbour guards", "pilots"]),
        ("to assist New Caledonia as it develops", ["New Caledonia"]),
        (
            "to assist Africa’s regional and subregional organizations",
            ["Africa’s regional and subregional organizations"],
        ),
        ("to assist Somali and other partners on the coast", ["Somali and other partners"]),
        (
            "to assist public health, education and harbour authorities",
            ["public health, education and harbour authorities"],
        ),
        ("to assist the KDF defence and security forces", ["KDF defence and security forces"]),
        ("to assist the constitutionally mandated electoral bodies", ["constitutionally mandated electoral bodies"]),
        ("to assist stakeholders along the coast, until 3 May 2046", ["stakeholders"]),
        ("to assist the Fund until 3 May 2046", ["Fund"]),
        ("to assist fishers across the islands", ["fishers"]),
        ("to assist fishers but not their boats", ["fishers"]),
        ("to assist New Caledonia subsequent to its vote", ["New Caledonia"]),
        (
            "to assist victims of mines and explosive remnants of war",
            ["victims of mines and explosive remnants of war"],
        ),
        ("to assist victims of sexual exploitation and abuse", ["victims of sexual exploitation and abuse"]),
        (
            "to assist fishers, as appropriate, in particular island and coast fishers, in the north",
            ["fishers", "island and coast fishers"],
        ),
        ("to assist the Task Force on Social and Solidarity Economy", ["Task Force on Social and Solidarity Economy"]),
        ("to assist the Fund for the Development of Lighthouses", ["Fund for the Development of Lighthouses"]),
        ("to assist the Mechanism to Advance Justice in its work", ["Mechanism to Advance Justice"]),
        ("to assist the Bank of Latin America and the Caribbean", ["Bank of Latin America and the Caribbean"]),
        ("to assist the Working Group on Women and Member States", ["Working Group on Women", "Member States"]),
        ("to assist countries with economies in transition", ["countries with economies in transition"]),
        ("to assist fishers at risk or in vulnerable situations", ["fishers at risk or in vulnerable situations"]),
        ("to assist experts of organizations from those countries", ["experts of organizations from those countries"]),
        ("to assist the region and the Maritime Fund", ["Maritime Fund"]),
        ("to support the building and strengthening of national and local bodies", []),
        ("to support, within its mandate, the Fund", ["Fund"]),
        ("to ensure support, within their mandates, between the Fund and the World Bank", []),
        ("to assist the thousands of Syrians who fled", ["thousands of Syrians"]),
        ("to assist the States most affected by floods", ["States most affected by floods"]),
        ("to assist the World Bank, established by the Fund in 1944, and relevant banks", [BANK, "relevant banks"]),
        ("to provide all the resources necessary to enable the Fund to act", ["Fund"]),
    ],
)
def test_those_assisted_are_told_by_their_whole_name(resolution, words, parties):
    assert [party for _, party in _kinds(resolution(f"Requests the Secretary-General {words};"))] == parties


def test_what_a_report_is_to_tell_in_parts_is_no_task(resolution):
    reading = resolution(
        f"Requests the {OFFICE} to provide information on:",
        "\t(a)\tWays to assist the World Bank;",
    )
    assert _kinds(reading) == []


def test_the_object_of_two_verbs_stands_behind_the_second(resolution):
    reading = resolution("Encourages States to cooperate with and to assist the World Bank;")
    assert _kinds(reading) == [("cooperation", BANK), ("assistance", BANK)]


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        (
            "to prepare a report on lights and to submit it to the Council at its tenth session",
            [(["Council"], ["session 10"], None)],
        ),
        ("to prepare a plan and to submit it to the Council at its tenth session", []),
        (
            "to report annually to the General Assembly under the item entitled “Lights”, as well as to the Council",
            [(["General Assembly"], [None], "annual"), (["Council"], [None], "annual")],
        ),
        (
            "to tell of lights in his report to the General Assembly at its tenth session and to include the matter",
            [],
        ),
        (
            "to include lights in his report to the General Assembly at its tenth session and to the Council",
            [(["General Assembly"], ["session 10"], None), (["Council"], [None], None)],
        ),
        ("to prepare a report for the tenth session of the Council", [(["Council"], ["session 10"], None)]),
        (
            "to submit a report containing its conclusions to the Council at its tenth session",
            [(["Council"], ["session 10"], None)],
        ),
        ("to brief the Council within ten (10) days", [(["Council"], ["within 10 days"], None)]),
        ("to report during the annual debate", [([], [None], None)]),
        ("to bear lights in mind when briefing the Council", []),
        ("to brief the Council in twelve months", [(["Council"], ["within 12 months"], None)]),
        (
            "to brief the Council every twelve months, within the annual briefing",
            [(["Council"], ["every 12 months"], "every 12 months")],
        ),
        ("to make the most recent reports available", []),
        (
            "to give due attention to lights in his report on the matter to the General Assembly at its tenth session",
            [(["General Assembly"], ["session 10"], None)],
        ),
        (
            "to report to the Council at its substantive session of 2046 through the Commission at its tenth session",
            [(["Council"], ["session 2046"], None)],
        ),
        ("to present, by the end of the tenth session of the Assembly, a report", [([], ["session 10"], None)]),
        ("to invite the World Bank to brief him", [(["Secretary-General"], [None], None)]),
        ("to report to it within 100 working days", [(["it"], ["within 100 working days"], None)]),
        ("to consult the World Bank and report to it", [([], [None], None)]),
        (
            "to keep the Council informed of lights, and to report on the dark",
            [(["Council"], [None], None), (["Council"], [None], None)],
        ),
        (
            "to give the Council an update on its work at its tenth session, with the Adviser to the Secretary-General",
            [(["Council"], ["session 10"], None)],
        ),
        (
            "to give a report during the tenth session of the General Assembly",
            [(["General Assembly"], ["session 10"], None)],
        ),
        ("to report on the contribution to Kenya of lights", [([], [None], None)]),
        ("to report on lights in this regard to the Council", [(["Council"], [None], None)]),
        ("to inform it of progress in lighting", [(["it"], [None], None)]),
        ("to report to the Council fully and promptly on lights", [(["Council"], [None], None)]),
        (
            "to report on lights within ten days, and further to report on the dark annually",
            [([], ["within 10 days"], None), ([], [None], "annual")],
        ),
        ("to provide an update to the Council in the second quarter of 2046", [(["Council"], ["2046"], None)]),
    ],
)
def test_all_those_to_whom_a_report_goes_are_named(resolution, words, reports):
    assert _reports(resolution(f"Requests the Secretary-General {words};")) == reports


def test_each_of_two_reports_has_a_time_of_its_own(resolution):
    reading = resolution(
        f"Requests the {OFFICE} to present an oral update to the Human Rights Council at its sixtieth session, and a"
        " written report at its sixty-first session, both to be followed by a dialogue;"
    )
    assert _reports(reading) == [
        (["Human Rights Council"], ["session 60"], None),
        (["Human Rights Council"], ["session 61"], None),
    ]


def test_each_of_two_recipients_has_a_time_of_his_own(resolution):
    reading = resolution(
        "Requests the Special Rapporteur to submit a report to the Human Rights Council at its fifty-sixth session and"
        " to the General Assembly at its seventy-eighth session;"
    )
    assert _reports(reading) == [
        (["Human Rights Council"], ["session 56"], None),
        (["General Assembly"], ["session 78"], None),
    ]


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("to enable schools to open, in particular by supporting teachers in villages", [("assistance", "teachers")]),
        ("to enable schools to support teachers in villages", []),
        (
            "to enable schools to open, including by digging wells in villages, and supporting teachers",
            [("assistance", "teachers")],
        ),
        ("to enable schools to go on digging wells in villages, and supporting teachers", []),
        ("to support the Government in assisting refugees", [("assistance", "Government")]),
        ("to cooperate with authorities at the local level, the Fund and donors", ["authorities at the local level"]),
    ],
)
def test_by_which_means_all_is_done_is_asked_too(resolution, words, ties):
    found = _kinds(resolution(f"Requests the {OFFICE} {words};"))
    assert found[: len(ties)] == [tie if isinstance(tie, tuple) else ("cooperation", tie) for tie in ties]
    assert ties or not found


@pytest.mark.parametrize(
    ("asked", "ties"),
    [("Member States", []), (f"the {OFFICE}", [("assistance", "prosecutors")])],
)
def test_the_staff_that_a_state_trains_is_its_own(resolution, asked, ties):
    assert _kinds(resolution(f"Invites {asked} to provide training to prosecutors;")) == ties


def test_among_those_between_whom_one_is_to_work_a_member_stands_beside_its_group(resolution):
    reading = resolution("Encourages cooperation between the Fund, in particular the Bureau, and the Bank;")
    assert [b.words for task in reading.tasks for b in task.bearers] == ["Fund", "Bureau"]
    assert set(_kinds(reading)) == {("cooperation", "Bank")}


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("to cooperate with the Mechanism and to provide it with every assistance", "Mechanism"),
        ("to assist States and to provide them with resources", "States"),
        ("to support those who were displaced", "those"),
    ],
)
def test_pronouns_mean_those_who_were_named(resolution, words, ties):
    assert _kinds(resolution(f"Urges donors {words};"))[-1] == ("assistance", ties)


def test_what_modifies_the_second_of_two_bare_nouns_modifies_both(resolution):
    told = _kinds(resolution("Urges States to support women and girls who were displaced, and to assist men and boys;"))
    assert told == [("assistance", "women and girls"), ("assistance", "men"), ("assistance", "boys")]


def test_whose_activities_are_meant_is_who_is_coordinated_with(resolution):
    told = _kinds(resolution("Invites the World Bank to coordinate its activities with those of the Commission;"))
    assert told == [("coordination", "Commission")]


def test_whom_an_organ_decides_to_authorize_is_asked(resolution):
    reading = resolution("Decides to authorize the Fund to build wells in cooperation with States;")
    (provision,) = reading.provisions
    assert (provision.phrase, [p.words for p in provision.addressees], provision.force) == (
        "decides",
        ["Fund"],
        "authorize",
    )
    assert _kinds(reading) == [("cooperation", "States")]


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("to help States which dig dykes, and provide support to the World Bank", [("assistance", BANK)]),
        ("to pay for dykes made by the Fund, in order to assist Kenya", [("assistance", "Kenya")]),
        ("to pay for dykes made by the Fund, and otherwise to assist Kenya", [("assistance", "Kenya")]),
        ("to pay for dykes made by the Fund, including through support for Kenya", [("assistance", "Kenya")]),
        (
            "to help guards to become pilots, including through schools and by working with Kenya",
            [("collaboration", "Kenya")],
        ),
        ("to lessen what limits the ability of the Fund to continue its work with Kenya", []),
        ("to pay for dykes made by the Fund that support Kenya", []),
        ("to take part in the work of the Fund in order to support Kenya", [("assistance", "Kenya")]),
        ("to give to the purse established to assist Kenya", []),
        ("to pay in line with the responsibility of all States to assist Kenya", []),
    ],
)
def test_what_is_asked_goes_on_behind_the_act_of_others(resolution, words, ties):
    reading = resolution(f"Requests the {OFFICE} {words};")
    assert [tie for tie in _kinds(reading) if tie[1] in (BANK, "Kenya")] == ties


def test_parts_are_asked_of_all_whose_asking_goes_on_to_them(resolution):
    reading = resolution(
        "Calls upon States, urges charities, and invites the Fund, to build wells by:",
        "\t(a)\tWorking with the Bank;",
    )
    asked = [
        [b.words for b in task.bearers] for task in reading.tasks for tie in task.ties if tie.party.words == "Bank"
    ]
    assert asked == [["States"], ["charities"], ["Fund"]]
    reading = resolution(
        "Urges States to build, and invites the Fund to dig wells by:", "\t(a)\tWorking with the Bank;"
    )
    assert [[b.words for b in task.bearers] for task in reading.tasks if task.ties] == [["Fund"]]


def test_a_part_with_a_verb_of_the_organ_asks_before_it(resolution):
    reading = resolution(
        f"Requests the {OFFICE}:",
        "\t(a)\tTo continue to assist Kenya, and recommends that dykes be built;",
        "\t(b)\tTo assist Uganda;",
    )
    assert _kinds(reading) == [("assistance", "Kenya"), ("assistance", "Uganda")]


def test_who_receives_what_is_reported_to_it_is_the_organ(resolution):
    reading = resolution(
        "Requests the Secretary-General to report to it;", organ="Security Council", number="9999 (2045)"
    )
    (recipient,) = reading.tasks[0].report.recipients
    assert reading.referent(recipient).path == "body/security-council"


def test_the_mandate_that_is_extended_is_that_of_who_has_the_tasks(resolution):
    reading = resolution(
        "Decides to extend until 15 September 2046 the mandate of the World Bank, as a bank, to:",
        "\t(a)\tassist Kenya;",
        organ="Security Council",
        number="9999 (2045)",
    )
    assert _ties(reading) == [(BANK, "assistance", "Kenya")]


def test_those_who_are_assisted_may_begin_the_parts(resolution):
    reading = resolution(
        "Decides that the World Bank shall:",
        "\t(a)\tadvise, support, and assist:",
        "\t(i)\tthe Government of Kenya and the Fund with efforts to dig;",
        "\t(b)\tbuild dykes;",
    )
    assert _ties(reading) == [(BANK, "assistance", "Government of Kenya"), (BANK, "assistance", "Fund")]


def test_all_that_a_part_requests_is_asked_of_whom_it_names(resolution):
    reading = resolution(
        "Encourages the Bank:",
        "\t(a)\tTo request the Board of the Fund to build dykes, to report to the General Assembly and to assist Kenya;",
        "\t(b)\tTo also invite the Fund to assist Kenya;",
    )
    bearers = [(task.paragraph.label, task.bearers[0].words) for task in reading.tasks if task.report or task.ties]
    assert bearers == [("1(a)", "Board of the Fund"), ("1(a)", "Board of the Fund"), ("1(b)", "Fund")]


def test_updates_may_be_asked_for_beside_reports_that_have_a_time(resolution):
    reading = resolution(
        "Requests the Panel to provide to the Council a midterm report no later than 31 January 2045, a final report no "
        "later than 30 June 2045, and progress updates, as appropriate;"
    )
    assert _reports(reading) == [
        (["Council"], ["2045-01-31"], None),
        (["Council"], ["2045-06-30"], None),
        (["Council"], [None], None),
    ]


def test_updates_may_be_due_each_month_beside_reports(resolution):
    reading = resolution(
        "Requests the Panel to provide to the Council an interim report by 1 December 2045, a final report by 1 May 2046, "
        "and except in months when these reports are due, updates each month;"
    )
    assert [dues for _, dues, _ in _reports(reading)] == [["2045-12-01"], ["2046-05-01"], ["every 1 months"]]


def test_the_report_may_be_named_before_what_is_asked(resolution):
    (task,) = resolution("Requests the Secretary-General in his next report to provide information on dykes;").tasks
    assert task.report is not None
    assert task.report.rule == "in-their-own-reports"


def test_somebody_may_be_called_upon_besides(resolution):
    reading = resolution("Calls upon Kenya to open its ports, and on the Fund to cooperate with the Bank;")
    assert [(task.bearers[0].words, [tie.party.words for tie in task.ties]) for task in reading.tasks] == [
        ("Kenya", []),
        ("Fund", ["Bank"]),
    ]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("at the first part of its resumed eightieth session", "session 80"),
        ("during the second part of the resumed seventy-ninth session", "session 79"),
        ("at the main part of its eighty-first session", "session 81"),
    ],
)
def test_a_report_is_due_at_a_part_of_a_session(resolution, words, due):
    ((_, dues, _),) = _reports(resolution(f"Requests the Secretary-General to report on dykes {words};"))
    assert dues == [due]


@pytest.mark.parametrize(
    ("words", "recipients"),
    [
        ("to report at the main part of its ninety-first session on dykes;", ["General Assembly"]),
        (
            "to submit, after having sought the views of Kenya, at its ninety-first session, a report on dykes;",
            ["General Assembly"],
        ),
        ("to report on the work of the Security Council at its ninety-first session;", []),
        ("to request the Special Adviser to the Secretary-General on Dykes to report;", []),
    ],
)
def test_what_is_reported_at_its_session_goes_to_the_organ(resolution, words, recipients):
    reading = resolution(f"Requests the Secretary-General {words}")
    (report,) = (task.report for task in reading.tasks if task.report)
    assert [reading.referent(party).label for party in report.recipients] == recipients


def test_nobody_is_asked_who_is_named_as_one_to_work_with(resolution):
    reading = resolution(
        "Calls upon States, working in cooperation with others, including the Fund and the Bank to dig;"
    )
    assert [party.words for party in reading.provisions[0].addressees] == ["States"]
    assert [[bearer.words for bearer in task.bearers] for task in reading.tasks] == [["States"]]
    assert {tie.party.words for tie in reading.tasks[0].ties} >= {"Fund", "Bank"}


def test_two_verbs_may_have_one_object(resolution):
    (task,) = resolution("Urges Kenya to support and protect defenders of villages;").tasks
    assert [tie.party.words for tie in task.ties] == ["defenders of villages"]


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        (
            "Decides that the dialogue will be led by two persons, to be selected by the Chair in consultation with States;",
            [("Chair", "consultation", "States")],
        ),
        (
            "Decides that a fisher will speak, chosen in consultation with States by the Chair of the Fund, with regard to age;",
            [("Chair of the Fund", "consultation", "States")],
        ),
        (
            "Requests the Secretary-General to transmit a report prepared by the Fund in collaboration with its partners;",
            [("Fund", "collaboration", "partners")],
        ),
        ("Decides that the dialogue will be held, in consultation with States, in Rome;", []),
        (
            "Decides that the outcome will be a summary by the Chair of the Fund, prepared in consultation with States;",
            [("Chair of the Fund", "consultation", "States")],
        ),
        (
            "Decides on two chairs, to be appointed by the President of the Council after consultations with Member States;",
            [("President of the Council", "consultation", "Member States")],
        ),
    ],
)
def test_who_works_with_others_may_be_told_where_nobody_is_asked(resolution, words, ties):
    assert _ties(resolution(words)) == ties


def test_those_asked_may_work_with_another_and_with_one_another(resolution):
    words = "Urges States to cooperate with the Fund and with one another, as well as with interested bodies;"
    assert sorted(_ties(resolution(words))) == [
        ("States", "cooperation", "Fund"),
        ("States", "cooperation", "States"),
        ("States", "cooperation", "interested bodies"),
    ]


def test_a_pronoun_means_no_thing_that_nobody_assists(resolution):
    words = "Urges States to assess the needs of offenders, and to give them access to programmes to support them;"
    assert ("States", "assistance", "offenders") in _ties(resolution(words))
    assert ("States", "assistance", "programmes") not in _ties(resolution(words))


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        (
            "to report to the Council in accordance with its programme and annually to the General Assembly",
            [(["Council"], [None], None), (["General Assembly"], [None], "annual")],
        ),
        (
            "to report to the Commission at its next session on the matter, as well as to the General Assembly",
            [(["Commission"], [None], None), (["General Assembly"], [None], None)],
        ),
        (
            "to transmit its report to the General Assembly at its eighty-third session, the Conference and the Commission",
            [(["General Assembly"], ["session 83"], None), (["Conference", "Commission"], [None], None)],
        ),
        (
            "to brief the Council monthly and to provide a report every sixty days",
            [(["Council"], [None], "every 1 months"), (["Council"], ["every 60 days"], "every 60 days")],
        ),
        (
            "to submit an annual report to the Council on all activities of lighthouses, and to the General Assembly",
            [(["Council"], [None], "annual"), (["General Assembly"], [None], "annual")],
        ),
        (
            "to report as part of his annual reporting to the Council at its humanitarian segment and to the General Assembly",
            [(["Council"], [None], "annual"), (["General Assembly"], [None], "annual")],
        ),
        (
            "to submit to the General Assembly at its eightieth session and to the Commission at its tenth session reports",
            [(["General Assembly"], ["session 80"], None), (["Commission"], ["session 10"], None)],
        ),
        (
            "to submit its final report to the Council at its fiftieth session, and to present it with an oral update",
            [(["Council"], ["session 50"], None), (["Council"], [None], None)],
        ),
        (
            "to submit a report, at least six weeks prior to its consideration by the General Assembly, on lighthouses",
            [(["General Assembly"], [None], None)],
        ),
        (
            "to submit to the Assembly at its ninth session and to the Board at its tenth session reports, and submit a review to the Council",
            [
                (["Assembly"], ["session 9"], None),
                (["Board"], ["session 10"], None),
                (["Council"], [None], None),
            ],
        ),
        (
            "to provide to the Council a report by 30 May 2044, and a final report by 15 June 2045, as well as submit updates",
            [
                (["Council"], ["2044-05-30"], None),
                (["Council"], ["2045-06-15"], None),
                ([], [None], None),
            ],
        ),
        ("to report to the Council on ports, and to report on the sea", [(["Council"], [None], None)]),
        (
            "to report to the Council on ports, and to report on the sea every year",
            [(["Council"], [None], None), ([], [None], "annual")],
        ),
        ("to continue to update the platform", []),
    ],
)
def test_a_report_goes_to_each_of_several(resolution, words, reports):
    assert _reports(resolution(f"Requests the Secretary-General {words};")) == reports


def test_a_body_to_be_convened_has_the_tasks(resolution):
    words = (
        "Decides to convene, with a view to ensuring progress, a new working group on ports, acting by consensus, to"
        " develop rules and to submit annual reports to the General Assembly at its eightieth session;"
    )
    assert _reports(resolution(words)) == [(["General Assembly"], ["session 80"], "annual")]
    assert {party.words for task in resolution(words).tasks for party in task.bearers} == {"new working group on ports"}


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        (
            "Requests the full support of fishers to the World Bank;",
            [("fishers", "assistance", BANK)],
        ),
        (
            "Encourages continued support from the World Bank for the efforts of States;",
            [(BANK, "assistance", "States")],
        ),
        (
            "Requests the full cooperation of Member States, in particular those by the sea, with the World Bank;",
            [("Member States", "cooperation", BANK)],
        ),
        ("Encourages the support of the World Bank;", []),
    ],
)
def test_what_those_do_who_are_named_behind_their_act_is_done_for_somebody(resolution, words, ties):
    assert _ties(resolution(words)) == ties


@pytest.mark.parametrize(
    ("words", "ties"),
    [
        ("the World Bank and the Fund to continue to cooperate in their search", [(BANK, "cooperation", "Fund")]),
        ("the World Bank and the Fund to coordinate to ensure that all is well", [(BANK, "coordination", "Fund")]),
        ("the World Bank and the Fund to jointly organize an event", [(BANK, "collaboration", "Fund")]),
        ("the World Bank and the Fund to enhance their consultations in May", [(BANK, "consultation", "Fund")]),
        (
            "the two organizations to expand their cooperation",
            [("two organizations", "cooperation", "two organizations")],
        ),
        ("the World Bank to coordinate to ensure that all is well", []),
        ("States to continue to cooperate in their search", []),
    ],
)
def test_two_who_act_as_one_are_tied(resolution, words, ties):
    assert _ties(resolution(f"Requests {words};")) == ties


def test_among_bodies_of_which_some_are_named_all_work_with_each_other(resolution):
    reading = resolution("Calls for coordination among existing bodies, including the World Bank and the Fund;")
    assert [tie.party.words for task in reading.tasks for tie in task.ties] == ["existing bodies", BANK, "Fund"]


@pytest.mark.parametrize(
    "before",
    [
        "Welcomes the cooperation and assistance provided so far to the World Bank by States parties, and",
        "Noting what it costs,",
    ],
)
def test_such_cooperation_is_with_whom_it_was_given_to(resolution, before):
    asked = "calls upon those States that are bound to cooperate with the World Bank to provide such cooperation;"
    assert _ties(resolution(f"{before} {asked}"))[-1] == ("those States", "cooperation", BANK)


def test_those_assisted_are_not_named_once_more(resolution):
    words = "Urges donors to assist island States, to render support to such States and to assist those fishers;"
    assert _kinds(resolution(words)) == [("assistance", "island States"), ("assistance", "those fishers")]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            "the Regional Representative and Director of the Centre",
            ["Regional Representative and Director of the Centre"],
        ),
        (
            "the Regional Representative and the Director of the Centre",
            ["Regional Representative", "Director of the Centre"],
        ),
        ("the state and federal police", ["state and federal police"]),
        ("the Fund, along with the World Bank and donors", ["Fund", BANK, "donors"]),
        ("the regional centres in their respective regions", ["regional centres in their respective regions"]),
        (
            "regional and international Ombudsman and mediator institutions",
            ["regional and international Ombudsman and mediator institutions"],
        ),
    ],
)
def test_one_article_stands_before_one_party(resolution, words, parties):
    assert [party for _, party in _kinds(resolution(f"Urges States to cooperate with {words};"))] == parties


def test_of_several_presidents_one_is_asked(resolution):
    (provision,) = resolution(
        "Requests the President of the General Assembly at its seventy-eighth session to report;"
    ).provisions
    assert [party.words for party in provision.addressees] == [
        "President of the General Assembly at its seventy-eighth session"
    ]


def test_who_decides_in_a_part_is_told_there(resolution):
    reading = resolution(
        "Decides that it shall be held as follows:",
        "\t(a)\tThe form will be decided by May 2044 by the Chair, based on its cost and in consultation with States;",
    )
    assert _ties(reading) == [("Chair", "consultation", "States")]


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ("Requests an informal briefing from the World Bank before 28 February 2044;", [([], ["2044-02-28"], None)]),
        ("Further requests enhanced reporting by the World Bank on the sea;", [([], [None], None)]),
        ("Requests a briefing by the World Bank to the Council;", [(["Council"], [None], None)]),
        (
            "Requests the World Bank to dig wells, and requests also a final report to the Committee no later than 3 May 2044;",
            [(["Committee"], ["2044-05-03"], None)],
        ),
    ],
)
def test_a_report_may_be_asked_of_whom_it_is_to_come_from(resolution, words, reports):
    reading = resolution(words)
    assert {bearer.words for task in reading.tasks for bearer in task.bearers} == {BANK}
    assert _reports(reading) == reports


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        (
            "Urges all States to join it soon, whether by acceding to it, and all States parties that are in a position to do so to apply it",
            [("States", "to join it soon, whether by acceding to it"), ("States parties", "to apply it")],
        ),
        (
            "Requests experts to write within the limits set by the World Bank, and the World Bank to publish it",
            [("experts", "to write within the limits set by the World Bank"), (BANK, "to publish it")],
        ),
        (
            "Calls upon the World Bank to study, and upon the Fund to ensure, safety at sea",
            [(BANK, "to study"), ("Fund", "to ensure, safety at sea")],
        ),
        (
            "Recommends that States include these words, and that the World Bank continue to report on the sea",
            [("States", " include these words"), (BANK, " continue to report on the sea")],
        ),
        (
            "Decides that the group shall meet in May and that the Chair may also meet fishers",
            [("group", " shall meet in May"), ("Chair", " may also meet fishers")],
        ),
        (
            "Demands that States act at once, and that no pirate or smuggler should support terrorists",
            [("States", " act at once, and that no pirate or smuggler should support terrorists")],
        ),
        (
            "Requests States to cooperate with the Fund, the Bank, and other States to build ports",
            [("States", "to cooperate with the Fund, the Bank, and other States to build ports")],
        ),
        (
            "Requests States to work on this with the Fund, and the World Bank to build ports",
            [("States", "to work on this with the Fund, and the World Bank to build ports")],
        ),
        (
            "Requests States to build ports, and the building of lighthouses to begin",
            [("States", "to build ports, and the building of lighthouses to begin")],
        ),
    ],
)
def test_one_verb_may_ask_others_behind_what_it_asks_of_some(resolution, words, tasks):
    reading = resolution(f"{words};")
    document = reading.structure.document
    (provision,) = reading.provisions
    assert list(dict.fromkeys(party.words for party in provision.addressees)) == [who for who, _ in tasks]
    assert [(task.bearers[0].words, document.words(task.span)) for task in reading.tasks] == tasks


def test_what_is_to_stand_in_his_reports_is_part_of_the_report_asked_of_him_there(resolution):
    reading = resolution(
        "Requests the Secretary-General to report to the Council, and requests him to include trends in his reports;"
    )
    assert _reports(reading) == [(["Council"], [None], None)]
    reading = resolution("Requests the Secretary-General to include trends in his reports;")
    assert _reports(reading) == [([], [None], None)]


def test_a_report_goes_to_the_body_whose_segment_of_a_session_is_named(resolution):
    reading = resolution(
        "Requests the Secretary-General to conduct regular monitoring and reporting, including to the annual operational"
        " segment of the Economic and Social Council session;"
    )
    assert _reports(reading) == [(["Economic and Social Council"], [None], "regular")]

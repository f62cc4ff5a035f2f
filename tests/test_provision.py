"""Provisions: each row is a paragraph, and the acts of the organ in it with those whom it asks."""

import pytest

from mandategraph.reading import Reading

OFFICE = "United Nations Office on Drugs and Crime"
CHILDREN = "United Nations Children’s Fund"


def _acts(reading: Reading) -> list[tuple]:
    return [(p.paragraph.label, p.phrase, *(party.words for party in p.addressees)) for p in reading.provisions]


def _of_one(reading: Reading) -> list[tuple]:
    """Verbs and addressees of a reading of one paragraph."""
    assert {label for label, *_ in _acts(reading)} <= {"1"}
    return [tuple(act) for _, *act in _acts(reading)]


def _row(name: str, words: str, *acts: tuple, marks=()):
    return pytest.param(words, list(acts), id=name, marks=marks)


# ── Verbs ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        _row("plain", "Requests the Secretary-General to submit a report;", ("requests", "Secretary-General")),
        _row(
            "adverb-before",
            "Strongly urges Member States to ratify the Convention;",
            ("urges", "Member States"),
        ),
        _row(
            "connective-before",
            "In this regard, once again calls upon Member States to act without delay;",
            ("calls upon", "Member States"),
        ),
        _row("older-spelling", "Calls on all States to comply;", ("calls on", "States")),
        _row("modifier-inside", "Takes careful note of the report;", ("takes note",)),
        _row("mood-of-a-note", "Takes note with appreciation of the work of the Panel;", ("takes note",)),
        _row("concern", "Also expresses its deep and growing concern at the situation;", ("expresses concern",)),
        _row("concern-alone", "Notes with grave concern the increase in violence;", ("notes",)),
        _row("gratitude", "Expresses its sincere gratitude to the donors;", ("expresses gratitude",)),
        _row("seized", "Decides to remain actively seized of the matter.", ("decides",)),
        _row("forward", "Looks forward to the outcome of the review;", ("looks forward",)),
        _row("importance", "Stresses the importance of dialogue;", ("stresses",)),
        _row(
            "repeated-request",
            "Reiterates its request to the Secretary-General to appoint a Special Envoy;",
            ("reiterates its request", "Secretary-General"),
        ),
    ],
)
def test_a_verb_is_named_without_what_only_colours_it(resolution, words, acts):
    assert _of_one(resolution(words)) == acts


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        _row(
            "and",
            f"Urges Member States to ratify the Convention, and requests the {OFFICE} to assist them;",
            ("urges", "Member States"),
            ("requests", OFFICE),
        ),
        _row(
            "without-a-comma",
            "Recognizes the efforts of the region and welcomes the results achieved;",
            ("recognizes",),
            ("welcomes",),
        ),
        _row("one-object", "Welcomes and endorses the conclusions of the meeting;", ("welcomes",), ("endorses",)),
        _row(
            "comma-and-adverb",
            "Commends the Fund for its work, and in this regard encourages donors to contribute to it;",
            ("commends",),
            ("encourages", "donors"),
        ),
        _row(
            "three",
            "Deplores the attacks, demands that the parties cease hostilities, and calls upon all States to assist;",
            ("deplores",),
            ("demands", "parties"),
            ("calls upon", "States"),
        ),
        _row(
            "semicolon",
            "Notes the findings of the review; requests the Secretary-General to act on them;",
            ("notes",),
            ("requests", "Secretary-General"),
        ),
        _row(
            "while-is-a-participle",
            "Requests the Secretary-General, while stressing the urgency of the matter, to appoint a mediator;",
            ("requests", "Secretary-General"),
        ),
        _row(
            "after-a-relative-clause",
            "Welcomes the steps that States have taken, and invites States to report on them;",
            ("welcomes",),
            ("invites", "States"),
        ),
        _row(
            "takes-note-and-requests",
            "Takes note of the report of the Secretary-General, and requests the Secretary-General to update it;",
            ("takes note",),
            ("requests", "Secretary-General"),
        ),
    ],
)
def test_each_verb_of_the_organ_in_a_sentence_is_an_act(resolution, words, acts):
    assert _of_one(resolution(words)) == acts


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        _row("requests-for", "Welcomes the increase in offers of and requests for assistance;", ("welcomes",)),
        _row("calls-for-as-noun", "Notes the appeals and calls for restraint by the mediators;", ("notes",)),
        _row("mandates", "Stresses that organs, funds and mandates should be aligned;", ("stresses",)),
        _row("tasks", "Recalls the functions, tasks and resources of the Mission;", ("recalls",)),
        _row("notes", "Takes note of the letters, notes and reports of the Secretariat;", ("takes note",)),
        _row("supports", "Welcomes the growth of networks and supports for families;", ("welcomes",)),
        _row("sets", "Takes note of the guidelines, sets of indicators and tools developed;", ("takes note",)),
        _row("transfers-extends", "Notes the loans, grants and credits made available;", ("notes",)),
        _row(
            "mandates-in-an-aside",
            "Requests the Fund to address, within existing resources and mandates, the floods of Kenya;",
            ("requests", "Fund"),
        ),
    ],
)
def test_a_noun_that_looks_like_a_verb_is_none(resolution, words, acts):
    assert _of_one(resolution(words)) == acts


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        _row(
            "which",
            "Recalls its decision, which requests the Fund to report and urges donors to contribute;",
            ("recalls",),
        ),
        _row(
            "that",
            "Welcomes the statement that condemns the attacks and calls upon the parties to talk;",
            ("welcomes",),
        ),
        _row(
            "subject-of-that-clause",
            "Notes that the plan of action recognizes the role of women and encourages States to promote it;",
            ("notes",),
        ),
        _row(
            "infinitive",
            "Urges States to protect civilians and to encourage dialogue;",
            ("urges", "States"),
        ),
        _row(
            "someone-else",
            "Takes note of the decision by which the Conference of the Parties urges States to reduce emissions;",
            ("takes note",),
        ),
    ],
)
def test_a_verb_with_another_subject_is_no_act_of_the_organ(resolution, words, acts):
    assert _of_one(resolution(words)) == acts


@pytest.mark.parametrize(
    ("words", "second"),
    [
        _row("noun-form-before-a-noun", "Welcomes the bridge, and notes local plans to widen it;", ("notes",)),
        _row("connective", "Recalls the flood, and in that spirit highlights dykes as a remedy;", ("highlights",)),
        _row("connective-of-any-noun", "Recalls the flood, and on that basis supports the dyke;", ("supports",)),
        _row("calls-for", "Notes that wells run dry and calls for deeper ones;", ("calls for",)),
        _row("own-preposition", "Deplores the delay, and appeals to States to pay;", ("appeals", "States")),
        _row("adverb-behind", "Recalls the flood, and notes in this regard that dykes hold;", ("notes",)),
        _row(
            "number-between",
            "Resolves to act: (a) urges States to dig; and (b) requests Kenya to help;",
            ("urges", "States"),
        ),
        _row("but", "Welcomes the dyke but regrets that it leaks;", ("regrets",)),
        _row("modal-clause", "Recognizes that dykes can save lives and welcomes the new one;", ("welcomes",)),
        _row(
            "clause-of-what-cannot-speak", "Stresses that the dyke remains dry and reaffirms its worth;", ("reaffirms",)
        ),
        _row(
            "participle-first",
            "Noting the flood, requests the Secretary-General to act;",
            ("requests", "Secretary-General"),
        ),
        _row(
            "what-goes-on", "Recalls the flood, and continues to urge States to dig;", ("continues to urge", "States")
        ),
        _row("other-hyphen", "Recalls the flood, and re\u2011emphasizes the worth of dykes;", ("re-emphasizes",)),
    ],
)
def test_a_second_act_is_found_behind(resolution, words, second):
    assert second[0] in _of_one(resolution(words))


@pytest.mark.parametrize(
    "words",
    [
        "Recognizes that thirst is a plague and therefore requires wells;",
        "Recognizes that a plan that is fair, and supports the poor, will last;",
        "Welcomes the plan, which praises the wells and also recognizes those who dug them;",
        "Welcomes a language that the child hears and understands;",
        "Recalls the rules, mandates and tasks of the Board;",
        "Welcomes the notes, pledges and grants announced;",
        "Recalls all decisions and mandates contained in the text;",
        "Recalls all decisions and mandates, such as those of the Board;",
        "Welcomes the offers made, in particular requests for advice;",
        "Notes that the Board expresses its thanks and expects an answer;",
        "Notes the views and wishes of the people;",
        "Recalls the plan, which, inter alia, calls for wells;",
    ],
)
def test_no_second_act_is_found_in(resolution, words):
    assert len(_of_one(resolution(words))) == 1


def test_a_part_may_act_after_a_comma_and_a_conjunction(resolution):
    reading = resolution(
        "With regard to the wells:",
        "\t(a)\tTheir depth has not been measured, and requests the Board to measure it;",
        "\t(b)\tTheir water, which the Board tests, requests for which are many;",
    )
    assert _acts(reading) == [("1(a)", "requests", "Board")]


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        _row("we", "We reaffirm our faith in wells;", ("reaffirms",)),
        _row("adverb", "We solemnly reiterate our call to States to dig;", ("reiterates its call", "States")),
        _row("who", "We, the Ministers of Water, gathered at the well, resolve to dig;", ("resolves",)),
        _row("our", "We express our deep gratitude to the diggers;", ("expresses gratitude",)),
        _row("and", "We welcome the well, and call upon States to dig;", ("welcomes",), ("calls upon", "States")),
        _row("infinitive", "We undertake to build wells, and encourage others to drink;", ("undertakes",)),
        _row("again", "We thank the diggers. We also urge States to dig;", ("thanks",), ("urges", "States")),
        _row("organ", "The Security Council further requests Kenya to dig;", ("requests", "Kenya")),
        _row(
            "organ-again",
            "The Security Council welcomes the well. The Council urges Kenya to dig;",
            ("welcomes",),
            ("urges", "Kenya"),
        ),
        _row("another-subject", "The Security Council which met at the well has gone;"),
        _row("future", "We will dig, as those whom we thank have dug;"),
    ],
)
def test_who_speaks_may_be_said(resolution, words, acts):
    assert _of_one(resolution(words)) == acts


def test_what_is_quoted_is_no_act(resolution):
    reading = resolution(
        "Recalls the declaration entitled “The region acts, urges peace and calls upon States to unite”;"
    )
    assert _of_one(reading) == [("recalls",)]


def test_preambular_participles_and_annexes_are_no_provisions(resolution):
    reading = resolution(
        "Urges States to act;",
        preamble=("Requesting the Secretary-General to remain engaged,", "Recalling its decisions,"),
    )
    assert _acts(reading) == [("1", "urges", "States")]


# ── Those who are asked ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Requests the Secretary-General to act;", ["Secretary-General"]),
        ("Calls upon all Member States to act;", ["Member States"]),
        ("Invites Governments and donors to contribute;", ["Governments", "donors"]),
        (
            f"Requests the {OFFICE}, the {CHILDREN} and the World Health Organization to share data;",
            [OFFICE, CHILDREN, "World Health Organization"],
        ),
        (
            "Urges Member States, as well as intergovernmental and non-governmental organizations, to join efforts;",
            ["Member States", "intergovernmental and non-governmental organizations"],
        ),
        (
            "Invites the organs, organizations and bodies of the United Nations system to contribute;",
            ["organs, organizations and bodies of the United Nations system"],
        ),
        (
            "Encourages relevant United Nations agencies, funds and programmes to provide advice;",
            ["relevant United Nations agencies, funds and programmes"],
        ),
        (
            "Invites international, regional and local organizations to contribute;",
            ["international, regional and local organizations"],
        ),
        ("Appeals to the parties to respect the ceasefire;", ["parties"]),
        ("Authorizes the Committee to hold additional meetings;", ["Committee"]),
        ("Directs the Panel of Experts to report within 90 days;", ["Panel of Experts"]),
    ],
)
def test_those_asked_are_named_as_printed_without_article(resolution, words, parties):
    ((_, *found),) = _of_one(resolution(words))
    assert found == parties


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            "Urges Member States that have not yet done so to ratify the Convention;",
            ["Member States"],
        ),
        (
            "Calls upon States which host refugees to respect their obligations;",
            ["States"],
        ),
        (
            "Encourages States, whose citizens are affected, to seek solutions;",
            ["States"],
        ),
    ],
)
def test_a_relative_clause_is_no_part_of_a_name(resolution, words, parties):
    ((_, *found),) = _of_one(resolution(words))
    assert found == parties


@pytest.mark.parametrize(
    "aside",
    [
        "within its mandate",
        "upon request",
        "in close consultation with Member States",
        "as appropriate",
        "from within existing resources",
        "in accordance with international law",
        "through its regional offices",
        "no later than 30 June 2046",
    ],
)
def test_an_aside_names_nobody_who_is_asked(resolution, aside):
    reading = resolution(f"Requests the {OFFICE}, {aside}, to develop training materials;")
    assert _of_one(reading) == [("requests", OFFICE)]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            (
                "Invites relevant entities of the United Nations system, in particular the World Food Programme and the"
                " World Health Organization, to assist;"
            ),
            ["relevant entities of the United Nations system", "World Food Programme", "World Health Organization"],
        ),
        (
            "Urges international financial institutions, including the World Bank, to consider relief;",
            ["international financial institutions", "World Bank"],
        ),
        (
            f"Encourages stakeholders, such as the {OFFICE}, to take part;",
            ["stakeholders", OFFICE],
        ),
        (
            "Invites donors, especially the World Bank, and civil society to contribute;",
            ["donors", "World Bank", "civil society"],
        ),
    ],
)
def test_members_named_after_their_group_are_asked_too(resolution, words, parties):
    ((_, *found),) = _of_one(resolution(words))
    assert found == parties


@pytest.mark.parametrize(
    ("words", "members"),
    [
        ("Member States, in particular Kenya, and the World Bank", ["Kenya"]),
        ("Member States, in particular Kenya and Uganda, and the World Bank", ["Kenya", "Uganda"]),
        ("Member States, in particular Kenya, Uganda, and Rwanda", ["Kenya", "Uganda", "Rwanda"]),
        ("Member States, in particular Kenya, Uganda and Rwanda", ["Kenya", "Uganda", "Rwanda"]),
        ("Member States, in particular Kenya, as well as the World Bank", ["Kenya"]),
    ],
)
def test_a_comma_closes_the_aside_that_names_members(resolution, words, members):
    (provision,) = resolution(f"Urges {words} to act;").provisions
    states, *others = provision.addressees
    assert [party.words for party in others if party.group == states.span] == members
    assert states.group is None


def test_a_named_member_knows_its_group(resolution):
    (provision,) = resolution("Invites donors, in particular the World Bank, to contribute to the fund;").provisions
    donors, bank = provision.addressees
    assert (donors.group, bank.group) == (None, donors.span)


@pytest.mark.parametrize(
    ("words", "verb", "parties"),
    [
        ("Decides that Member States shall freeze the funds of those listed;", "decides", ["Member States"]),
        ("Decides that the Committee should review the list every year;", "decides", ["Committee"]),
        ("Decides that the Panel of Experts will operate until 2046;", "decides", ["Panel of Experts"]),
        ("Demands that all parties immediately cease hostilities;", "demands", ["parties"]),
        ("Recommends that States consider adopting legislation;", "recommends", ["States"]),
        (
            "Decides that States and international organizations shall cooperate with the Panel of Experts;",
            "decides",
            ["States", "international organizations"],
        ),
        (
            "Recommends that the Secretary-General, in consultation with Member States, appoint a coordinator;",
            "recommends",
            ["Secretary-General"],
        ),
        ("Requests that the Secretary-General report on progress;", "requests", ["Secretary-General"]),
        ("Decides that the intergovernmental working group shall dig;", "decides", ["intergovernmental working group"]),
        (
            "Decides that dykes should be built with care and that, for this purpose, the Fund should provide sand;",
            "decides",
            ["Fund"],
        ),
        ("Decides that dykes shall be built and that, unless the Board objects, they shall be held;", "decides", []),
        (
            "Decides to authorize all Member States to, and that all Member States shall, upon discovery, seize them;",
            "decides",
            ["Member States"],
        ),
    ],
)
def test_the_subject_of_what_is_decided_or_demanded_is_asked(resolution, words, verb, parties):
    ((found, *subjects),) = _of_one(resolution(words))
    assert (found, subjects) == (verb, parties)


@pytest.mark.parametrize(
    "words",
    [
        "Decides that the theme of the decade will be renewal;",
        "Decides to convene a high-level meeting in 2046;",
        "Decides that the conference will be held in 2046;",
        "Stresses the need for States to cooperate;",
        "Recognizes that Member States should do more;",
        "Welcomes the efforts of the Secretary-General to promote peace;",
        "Expresses its appreciation to Member States for their support;",
        "Calls for the full implementation of the Agreement by the parties;",
        "Reminds States of their obligations under the Convention;",
        "Reaffirms that States shall respect international law;",
        "Looks forward to the report of the Panel;",
        "Takes note of the request of the Committee to the Secretary-General;",
        "Urges longer-term and more flexible funding mechanisms for local communities;",
    ],
)
def test_nobody_is_asked_by(resolution, words):
    ((_, *parties),) = _of_one(resolution(words))
    assert parties == []


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            f"Encourages cooperation between the {OFFICE} and the {CHILDREN};",
            [OFFICE, CHILDREN],
        ),
        (
            "Calls for closer cooperation between the African Union, the League of Arab States and the United Nations;",
            ["African Union", "League of Arab States", "United Nations"],
        ),
        ("Encourages strengthened coordination among Member States;", ["Member States"]),
        (
            (
                "Encourages efforts to develop effective partnerships and promote closer cooperation on dykes, dams and weirs"
                " between the African Union and the United Nations;"
            ),
            ["African Union", "United Nations"],
        ),
        ("Encourages timely information exchange between Kenya and Uganda;", ["Kenya", "Uganda"]),
    ],
)
def test_those_between_whom_cooperation_is_sought_are_asked(resolution, words, parties):
    ((_, *found),) = _of_one(resolution(words))
    assert found == parties


def test_a_pronoun_stands_for_those_asked_before(resolution):
    reading = resolution(
        "Commends Member States for their support, and invites States parties to act, and urges them to report;"
    )
    assert _of_one(reading)[1:] == [("invites", "States parties"), ("urges", "States parties")]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Commends the World Bank for its help, and encourages it to lend;", ["World Bank"]),
        ("Welcomes the efforts of States to dig, and urges them to go on;", ["States"]),
        ("Welcomes the well dug by Kenya and Uganda, and invites them to dig more;", ["Kenya", "Uganda"]),
        (
            "Expresses its thanks to the Secretary-General for the well, and requests him to go on;",
            ["Secretary-General"],
        ),
        ("Takes note of the report of the Special Rapporteur, and asks her to continue;", ["Special Rapporteur"]),
        ("Expresses its thanks to those States that have dug, asks them to go on;", ["those States"]),
        ("Welcomes the well, and requests it to be dug;", []),
        ("Welcomes the efforts of Kenya, and urges them to go on;", []),
        ("Welcomes the efforts of the World Bank, and requests him to go on;", []),
        ("Urges him to go on;", []),
        ("Commends the World Bank, including its unit in Kenya, and urges it to go on;", ["World Bank"]),
        (
            "Welcomes the steps taken by the Secretary-General, reaffirms its support for dykes, and requests him to go on;",
            ["Secretary-General"],
        ),
        ("Stresses the part played by Governments in digging, and invites them to go on;", ["Governments"]),
    ],
)
def test_a_pronoun_means_those_who_are_named_before_and_agree_with_it(resolution, words, parties):
    provision = resolution(words).provisions[-1]
    assert [party.words for party in provision.addressees] == parties


@pytest.mark.parametrize(
    ("words", "parties", "rule"),
    [
        ("Requests the Secretary-General submit a report;", ["Secretary-General"], "subject-in-the-subjunctive"),
        (
            "Requests the experts designated by the Board to report;",
            ["experts designated by the Board"],
            "object-before-infinitive",
        ),
        (
            "Calls upon all parts of the United Nations system to act;",
            ["parts of the United Nations system"],
            "object-before-infinitive",
        ),
        ("Encourages the World Bank to support coordination among donors;", ["World Bank"], "object-before-infinitive"),
        ("Encourages further efforts to build wells;", [], "object-before-infinitive"),
        ("Calls for the immediate release of President Kamau to build wells;", [], "calls-for"),
        ("Encourages exploring, digging and closing wells to save water;", [], "object-before-infinitive"),
        (
            "Requests the World Bank at its tenth session to build wells;",
            ["World Bank"],
            "object-before-infinitive",
        ),
        (
            "Encourages dialogue between the World Bank and donors;",
            ["World Bank", "donors"],
            "agents-of-an-act",
        ),
        (
            "Encourages increased exchanges and sustained communication between the World Bank and donors;",
            ["World Bank", "donors"],
            "agents-of-an-act",
        ),
        (
            "Calls for the strengthening of cooperation between the World Bank and donors;",
            ["World Bank", "donors"],
            "cooperation-between",
        ),
        ("Urges the swift digging of wells;", [], "object"),
        ("Requests former President Kamau to build wells;", ["former President Kamau"], "object-before-infinitive"),
        (
            "Invites workers’ and employers’ organizations to build wells;",
            ["workers’ and employers’ organizations"],
            "object-before-infinitive",
        ),
        (
            "Encourages States, when planning, digging and closing wells, to take care;",
            ["States"],
            "object-before-infinitive",
        ),
        ("Urges as a matter of priority that States build wells;", ["States"], "subject-in-the-subjunctive"),
        ("Requests that reports of the Secretary-General to the Council treat of wells;", [], "that-clause"),
        ("Calls for those responsible for wells to be heard;", [], "calls-for"),
        ("Calls in particular for wells;", [], "calls-for"),
        ("Decides that the State that digs such wells shall say so;", ["State"], "subject-of-that-clause"),
        (
            "Encourages, in line with its laws, the digging of wells, as well as pipe systems to carry water;",
            [],
            "object",
        ),
    ],
)
def test_who_is_asked_by_what_rule(resolution, words, parties, rule):
    (provision,) = resolution(words).provisions
    assert ([party.words for party in provision.addressees], provision.rule) == (parties, rule)


def test_verbs_of_one_object_ask_the_same(resolution):
    reading = resolution("Requests and encourages the World Bank to dig wells;")
    assert [[party.words for party in provision.addressees] for provision in reading.provisions] == [["World Bank"]] * 2
    assert len(reading.tasks) == 1


def test_cooperation_may_be_asked_for_in_two_words(resolution):
    reading = resolution("Encourages close collaboration and enhanced coordination between the World Bank and donors;")
    assert [(tie.kind, tie.party.words) for task in reading.tasks for tie in task.ties] == [
        ("collaboration", "donors"),
        ("coordination", "donors"),
    ]


def test_declared_and_asked_in_one_sentence_keep_their_own_parties(resolution):
    reading = resolution(
        "Expresses its appreciation to donors for their contributions, and invites the World Bank to consider more;"
    )
    assert _of_one(reading) == [("expresses appreciation",), ("invites", "World Bank")]


# ── Parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_chapeau_with_parts_is_one_provision(resolution):
    reading = resolution(
        "Calls upon States:",
        "\t(a)\tTo ratify the Convention;",
        "\t(b)\tTo encourage dialogue;",
        "\t2.\tNotes the report.",
    )
    assert _acts(reading) == [("1", "calls upon", "States"), ("2", "notes")]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Encourages Member States to:", ["Member States"]),
        ("Requests the Secretary-General, within existing resources, to:", ["Secretary-General"]),
        ("Invites Governments and donors to:", ["Governments", "donors"]),
    ],
)
def test_parts_may_follow_upon_to(resolution, words, parties):
    reading = resolution(words, "\t(a)\tShare information;", "\t(b)\tContribute to the fund.")
    ((_, _, *found),) = _acts(reading)
    assert found == parties


def test_parts_with_verbs_of_their_own_are_provisions_of_their_own(resolution):
    reading = resolution(
        "With regard to the fund:",
        "\t(a)\tRequests the Secretary-General to report on its use;",
        "\t(b)\tInvites donors to contribute;",
    )
    assert _acts(reading) == [("1(a)", "requests", "Secretary-General"), ("1(b)", "invites", "donors")]


def test_a_part_that_opens_with_a_noun_is_no_provision(resolution):
    reading = resolution(
        "Requests the Secretary-General to include in the report:",
        "\t(a)\tRequests for assistance received from States;",
        "\t(b)\tNotes on the methods used;",
    )
    assert _acts(reading) == [("1", "requests", "Secretary-General")]


def test_parts_of_a_decision_name_nobody_new(resolution):
    reading = resolution(
        "Decides that the Panel shall:", "\t(a)\tGather information;", "\t(b)\tReport to the Security Council;"
    )
    assert _acts(reading) == [("1", "decides", "Panel")]


def test_a_decision_may_ask_others_in_each_of_its_parts(resolution):
    reading = resolution(
        "Decides:",
        "\t(a)\tTo request the Secretary-General to report to the General Assembly at its tenth session;",
        "\t(b)\tThat the Bureau of the Forum should consult the Fund;",
        "\t(c)\tTo continue its consideration of dykes;",
    )
    (decision,) = reading.provisions
    assert [party.words for party in decision.addressees] == ["Secretary-General", "Bureau of the Forum"]
    assert [(part.paragraph.label, part.force) for part in decision.parts] == [("1(a)", "request"), ("1(b)", "decide")]
    asked = [(task.paragraph.label, [bearer.words for bearer in task.bearers]) for task in reading.tasks]
    assert asked == [("1(a)", ["Secretary-General"]), ("1(b)", ["Bureau of the Forum"])]


def test_what_somebody_is_asked_may_be_said_in_the_passive_voice(resolution):
    reading = resolution(
        "The Secretary-General is authorized to borrow from the Fund, in consultation with the Board;",
        "Recommends the following for consideration by Governments:",
        "\t(a)\tGovernments, alone and together, are encouraged to take the following actions:",
        "\t(i)\tTo support fishers;",
        "\t(b)\tThe Commission is also invited:",
        "\t(i)\tTo dig with the Bank;",
        "\t(c)\tThe Fund is requested to report;",
        "The gates are asked to be shut;",
    )
    assert _acts(reading) == [
        ("1", "authorizes", "Secretary-General"),
        ("2", "recommends"),
        ("2(a)", "encourages", "Governments"),
        ("2(b)", "invites", "Commission"),
    ]
    assert {task.bearers[0].words for task in reading.tasks} == {"Secretary-General", "Governments", "Commission"}


def test_whom_an_organ_urges_may_stand_in_the_parts(resolution):
    reading = resolution("Urges:", "\t(a)\tAll States to act;", "\t(b)\tThe Fund, in cooperation with Kenya, to pay;")
    assert _acts(reading) == [("1", "urges", "States", "Fund")]
    assert [[bearer.words for bearer in task.bearers] for task in reading.tasks] == [["States"], ["Fund"]]


def test_whom_an_organ_encourages_may_stand_in_the_parts_that_follow(resolution):
    reading = resolution(
        "Also encourages, for the safety of ships, the following, inter alia, as joint courses of action:",
        "\t(a)\tAll States to act;",
        "\t(b)\tThe Fund to pay;",
    )
    assert _acts(reading) == [("1", "encourages", "States", "Fund")]
    assert [[bearer.words for bearer in task.bearers] for task in reading.tasks] == [["States"], ["Fund"]]


def test_a_slip_of_the_printer_leaves_the_verb_what_it_is(resolution):
    assert _of_one(resolution("Request the Fund to dig;")) == [("requests", "Fund")]
    assert _of_one(resolution("Request for help from Kenya;")) == []


def test_unnumbered_paragraphs_are_provisions_too(resolution):
    reading = resolution("\tUrges States to act;", "\tRequests the Secretary-General to report.")
    assert _acts(reading) == [("op1", "urges", "States"), ("op2", "requests", "Secretary-General")]


# ── Places ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_provision_ends_where_the_next_begins(resolution):
    reading = resolution(f"Urges States to act, and in this regard requests the {OFFICE} to assist them;")
    words = [reading.structure.document.words(p.span) for p in reading.provisions]
    assert words == ["Urges States to act", f"requests the {OFFICE} to assist them"]


def test_addressees_stand_in_their_provision_and_in_order(resolution):
    reading = resolution("Invites Governments, the World Bank and donors to contribute, and urges States to follow;")
    for provision in reading.provisions:
        spans = [party.span for party in provision.addressees]
        assert spans == sorted(spans)
        assert all(provision.span.start < s.start < s.end <= provision.span.end for s in spans)
        assert all(reading.structure.document.words(p.span) == p.words for p in provision.addressees)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Requests the Secretary-General to act;", "object-before-infinitive"),
        ("Decides that States shall act;", "subject-of-that-clause"),
        ("Decides that the forum shall be supported by the Secretariat;", "agents-of-a-passive"),
        ("Decides to meet again;", "decides"),
        ("Notes the report;", "declares"),
        ("Encourages cooperation between States;", "cooperation-between"),
        ("Calls for restraint;", "calls-for"),
        ("Calls for the Fund to act;", "object-before-infinitive"),
    ],
)
def test_the_rule_that_found_those_asked_is_told(resolution, words, rule):
    assert [p.rule for p in resolution(words).provisions] == [rule]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (
            "Decides that the forum shall be serviced by the Secretariat and the World Bank;",
            ("Secretariat", "World Bank"),
        ),
        ("Decides that the forum shall be guided by principles of equity;", ("forum",)),
        ("Decides that the meeting shall be held by June;", ()),
    ],
)
def test_who_is_to_do_what_shall_be_done_is_asked(resolution, words, asked):
    (provision,) = resolution(words).provisions
    assert tuple(party.words for party in provision.addressees) == asked


def test_a_name_in_brackets_is_left_out_of_the_words(resolution):
    (provision,) = resolution(
        "Requests the United Nations Entity for Gender Equality and the Empowerment of Women (UN-Women) to act;"
    ).provisions
    (party,) = provision.addressees
    assert party.words == "United Nations Entity for Gender Equality and the Empowerment of Women"


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Kenya, the keeper of the light, to immediately rest", ["Kenya"]),
        ("the LKF-North and the Fund to rest", ["LKF-North", "Fund"]),
        (
            "States affected by storms, droughts and other hazards to rest",
            ["States affected by storms, droughts and other hazards"],
        ),
        (
            "all countries, maritime bodies, organizations of the Alliance and donors to rest",
            ["countries", "maritime bodies", "organizations of the Alliance", "donors"],
        ),
        (
            "the Fund and other relevant bodies and mechanisms tending the lights to rest",
            ["Fund", "other relevant bodies and mechanisms tending the lights"],
        ),
        (
            "United Nations technical and maritime organizations to rest",
            ["United Nations technical and maritime organizations"],
        ),
        (
            "Kenya and those States and organizations that are able to do so to rest",
            ["Kenya", "those States", "organizations"],
        ),
        (
            "States parties and signatories to those treaties to rest",
            ["States parties and signatories to those treaties"],
        ),
        (
            "Member States having developed legislation, procedures or practices for lighthouses to rest",
            ["Member States"],
        ),
        ("Member States also to rest", ["Member States"]),
        ("the Secretary-General in his next report to tell of dykes", ["Secretary-General"]),
        ("Governments in their bilateral aid programmes to rest", ["Governments"]),
        (
            "States, in particular those that have the capacity to do so, as well as the Fund to rest",
            ["States", "Fund"],
        ),
        ("States, particularly those in which dykes are built, to rest", ["States"]),
        ("States and to organizations and individuals to rest", ["States", "organizations", "individuals"]),
    ],
)
def test_what_says_something_of_a_party_is_no_party(resolution, words, parties):
    (provision,) = resolution(f"Calls upon {words};").provisions
    assert [party.words for party in provision.addressees] == parties


@pytest.mark.parametrize(
    ("words", "party"),
    [
        (
            "the Office of the United Nations High Commissioner for Human Rights to prepare a report",
            "Office of the United Nations High Commissioner for Human Rights",
        ),
        ("the Secretary-General to bring it to the attention of States", "Secretary-General"),
    ],
)
def test_a_name_that_ends_like_a_right_is_asked_to_act(resolution, words, party):
    (provision,) = resolution(f"Requests {words};").provisions
    assert [one.words for one in provision.addressees] == [party]


def test_all_of_the_parties_are_the_parties(resolution):
    (provision,) = resolution("Requests all of the specialized agencies to report;").provisions
    assert [party.words for party in provision.addressees] == ["specialized agencies"]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Encourages each Member State, as appropriate, to report;", ["Member State"]),
        ("Urges Member States supporting peace processes to report;", ["Member States supporting peace processes"]),
        ("Encourages the Financing for Development Office to report;", ["Financing for Development Office"]),
        ("Requests that all heads of entities, lend their support;", ["heads of entities"]),
        ("Encourages measures supporting peace to be taken;", []),
        ("Encourages the Strengthening of Peace to continue;", []),
        ("Urges Member States, both in the north and in the south, to report;", ["Member States"]),
        ("Urges troop- and police-contributing countries to report;", ["troop- and police-contributing countries"]),
        ("Calls for the provision by donors of early contributions;", ["donors"]),
        ("Calls upon young Afghans and Iraqis to report;", ["young Afghans", "Iraqis"]),
        ("Requests enhanced reporting by the Fund to the Council;", ["Fund"]),
        (
            "Invites organizations in consultative status with the Economic and Social Council to report;",
            ["organizations in consultative status with the Economic and Social Council"],
        ),
        ("Requests the Centre for Human Rights and Democracy to report;", ["Centre for Human Rights and Democracy"]),
        (
            "Requests the Office of Legal Affairs and Member States to report;",
            ["Office of Legal Affairs", "Member States"],
        ),
        (
            "Requests the Committee for the Promotion and Advancement of Cooperatives to report;",
            ["Committee for the Promotion and Advancement of Cooperatives"],
        ),
        ("Requests R‑JMEC to report;", ["R-JMEC"]),
        (
            "Requests organizations and bodies and groups based on faith to report;",
            ["organizations", "bodies and groups based on faith"],
        ),
        ("Encourages the widest possible participation of States in the meeting;", ["States"]),
        ("Encourages the full participation of Kenya in the meeting;", ["Kenya"]),
        ("Encourages the participation of all stakeholders, including women, in the meeting;", []),
        (
            "Appeals to States that are able to do so, as well as to international governmental organizations, to act;",
            ["States", "international governmental organizations"],
        ),
        ("Requests bodies within the United Nations system to act;", ["bodies within the United Nations system"]),
        ("Invites States making contributions to act;", ["States"]),
        (
            "Requests the Bank and its subsidiary organs, specialized and affiliated institutions and standing committees to act;",
            ["Bank", "subsidiary organs, specialized and affiliated institutions and standing committees"],
        ),
        ("Requests its organs and other bodies to act;", ["organs", "other bodies"]),
        ("Requests its partners and donors to act;", ["partners", "donors"]),
        ("Calls for renewed and strengthened partnerships to support the sea;", []),
        (
            "Recommends that the executive heads of the specialized agencies and other bodies report;",
            ["executive heads of the specialized agencies and other bodies"],
        ),
        ("Encourages State and non-State actors to report;", ["State and non-State actors"]),
        (
            "Encourages the relevant United Nations and other bodies to report;",
            ["relevant United Nations and other bodies"],
        ),
        (
            "Encourages partners of graduating and recently graduated countries to report;",
            ["partners of graduating and recently graduated countries"],
        ),
        (
            "Encourages organizations, institutions and individuals to report;",
            ["organizations", "institutions", "individuals"],
        ),
        (
            "Encourages relevant organizations, institutions and individuals to report;",
            ["relevant organizations, institutions and individuals"],
        ),
        ("Encourages the Maritime Initiative to report;", ["Maritime Initiative"]),
        ("Invites the University and the School to report;", ["University", "School"]),
        (
            "Invites the Independent Observer and the Chair-designate to report;",
            ["Independent Observer", "Chair-designate"],
        ),
        ("Invites his Office to report;", ["Office"]),
        ("Urges States, which have the primary responsibility to act, and all donors to report;", ["States", "donors"]),
        ("Demands that the Kenya armed and security forces report;", ["Kenya armed and security forces"]),
        (
            "Invites the entities, including funds, programmes, specialized agencies and regional commissions, to report;",
            ["entities", "funds", "programmes", "specialized agencies", "regional commissions"],
        ),
        (
            "Urges States of the region and other concerned States to report;",
            ["States of the region", "other concerned States"],
        ),
        ("Urges T/PCCs to report;", ["T/PCCs"]),
        ("Urges the system as a whole to report;", ["system as a whole"]),
        ("Urges actors at the local and national levels to report;", ["actors at the local and national levels"]),
        ("Calls upon the parties thereto to report;", ["parties thereto"]),
        ("Calls upon the parties directly concerned to report;", ["parties directly concerned"]),
        ("Urges Member States currently in arrears to report;", ["Member States currently in arrears"]),
        ("Urges other interested international bodies to report;", ["other interested international bodies"]),
        ("Calls upon the entirety of the United Nations system to report;", ["entirety of the United Nations system"]),
        (
            "Urges forces authorized under a mandate of the Council to report;",
            ["forces authorized under a mandate of the Council"],
        ),
        (
            "Urges all actors engaged in the provision of assistance to report;",
            ["actors engaged in the provision of assistance"],
        ),
        (
            "Urges States conducting activities at sea, as well as States interested in conducting such activities, to report;",
            ["States conducting activities at sea", "States interested in conducting such activities"],
        ),
        (
            "Urges mine- and explosive remnants of war-affected States to report;",
            ["mine- and explosive remnants of war-affected States"],
        ),
        (
            "Urges the Governments of Kenya, Uganda, and Somalia to report;",
            ["Governments of Kenya, Uganda, and Somalia"],
        ),
        (
            "Urges the Governments of Kenya and Uganda, the ABCD, and the Fund to report;",
            ["Governments of Kenya and Uganda", "ABCD", "Fund"],
        ),
        (
            "Urges relevant organizations and bodies involved in dyke building to report;",
            ["relevant organizations and bodies involved in dyke building"],
        ),
        # A name goes on behind "and" where it has not come to its end.
        (
            "Urges organizations of and led by fishers and all donors to report;",
            ["organizations of and led by fishers", "donors"],
        ),
        (
            "Urges women affected by or at risk of floods, and donors, to report;",
            ["women affected by or at risk of floods", "donors"],
        ),
        (
            "Urges entities with technical and operational expertise and donors to report;",
            ["entities with technical and operational expertise", "donors"],
        ),
        (
            "Urges experts from the public and private sectors to report;",
            ["experts from the public and private sectors"],
        ),
        ("Urges state and federal police to report;", ["state and federal police"]),
        ("Urges international donor and relief agencies to report;", ["international donor and relief agencies"]),
        (
            "Urges national institutions for the promotion and protection of fishing to report;",
            ["national institutions for the promotion and protection of fishing"],
        ),
        (
            "Urges actors active in the prevention and combating of floods and the Fund to report;",
            ["actors active in the prevention and combating of floods", "Fund"],
        ),
        (
            "Urges parties to the Protocol against the Illicit Building of and Sale of Dykes, Their Gates and Locks to report;",
            ["parties to the Protocol against the Illicit Building of and Sale of Dykes, Their Gates and Locks"],
        ),
        ("Urges States acting under paragraphs 1 and 3 to report;", ["States acting under paragraphs 1 and 3"]),
        (
            "Urges members of professions relevant to the building of dykes to report;",
            ["members of professions relevant to the building of dykes"],
        ),
        # What is said of a party is no part of its name.
        ("Invites Member States able to do so to report;", ["Member States"]),
        (
            "Calls upon that Organization, States bordering straits and user States to report;",
            ["that Organization", "States bordering straits", "user States"],
        ),
        (
            "Invites Kenya, in view of what was done with, inter alia, the Fund, the Bank and the Union, to report;",
            ["Kenya"],
        ),
        (
            "Urges States, reaffirming their aims, as well as to those of Kenya that keep women free to dig, and recognizing it:",
            ["States"],
        ),
        (
            "Invites the Presidents of the General Assembly and the Security Council, and the Fund, to report;",
            ["Presidents of the General Assembly and the Security Council", "Fund"],
        ),
        ("Requests, as appropriate, and in line with their duties, donors and the Fund to report;", ["donors", "Fund"]),
        ("Urges Member States, unless Kenya on its own has done so, to report;", ["Member States"]),
        (
            "Urges organizations of women, civil society and donors to report;",
            ["organizations of women", "civil society", "donors"],
        ),
        (
            "Invites the Fund, acting through its Board, and donors acting through the Bank to report;",
            ["Fund", "donors"],
        ),
        ("Invites the Fund as the leading entity in the field to report;", ["Fund"]),
        ("Urges all stakeholders in an effort to prevent floods to report;", ["stakeholders"]),
        ("Urges the Fund on the one hand, and the Bank on the other, to report;", ["Fund", "Bank"]),
        ("Urges States to the extent possible to report;", ["States"]),
        ("Urges the guarantors of that agreement to report;", ["guarantors of that agreement"]),
        ("Urges States without an effective administration to report;", ["States without an effective administration"]),
        ("Urges States, particularly those in which dykes and gates are built, to report;", ["States"]),
    ],
)
def test_who_is_asked_however_the_party_is_worded(resolution, words, parties):
    (provision,) = resolution(words).provisions
    assert [party.words for party in provision.addressees] == parties


@pytest.mark.parametrize(
    ("words", "parties", "labels"),
    [
        ("Governments in a position to do so to rest", ["Governments in a position to do so"], ["Governments"]),
        (
            "the Fund and civil society with the capacity to do so to rest",
            ["Fund", "civil society with the capacity to do so"],
            ["Fund", "civil society"],
        ),
        (
            "those States and organizations in a position to do so to rest",
            ["those States", "organizations in a position to do so"],
            ["those States", "organizations"],
        ),
    ],
)
def test_what_a_party_is_able_to_do_is_printed_but_makes_it_nobody_else(resolution, words, parties, labels):
    reading = resolution(f"Calls upon {words};")
    (provision,) = reading.provisions
    assert [party.words for party in provision.addressees] == parties
    assert [reading.referent(party).label for party in provision.addressees] == labels


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        (
            "the secretariats of the United Nations and the League of Arab States to rest",
            ["secretariats of the United Nations and the League of Arab States"],
        ),
        (
            "the secretariats of the Rio conventions and the Fund to rest",
            ["secretariats of the Rio conventions", "Fund"],
        ),
        (
            "States parties to Additional Protocols I and II to the Treaty of Tlatelolco to rest",
            ["States parties to Additional Protocols I and II to the Treaty of Tlatelolco"],
        ),
        (
            "the United Nations and the Collective Security Treaty Organization to rest",
            ["United Nations", "Collective Security Treaty Organization"],
        ),
        ("the Fund at its resumed fifth session to rest", ["Fund"]),
        ("scientists and experts from interested States to rest", ["scientists and experts from interested States"]),
        ("Member States lacking the means to rest", ["Member States"]),
        (
            "Member States, in particular those within the region, to rest",
            ["Member States", "those within the region"],
        ),
        ("Member States, and above all those with ships, to rest", ["Member States", "those with ships"]),
        (
            "bodies concerned with international law and donors to rest",
            ["bodies concerned with international law", "donors"],
        ),
        ("stakeholders from civil society and the Fund to rest", ["stakeholders from civil society", "Fund"]),
        (
            "the secretariat of the Convention on the Control of Wastes and Their Disposal and other bodies to rest",
            ["secretariat of the Convention on the Control of Wastes and Their Disposal", "other bodies"],
        ),
        ("other Panels or Groups of Experts to rest", ["other Panels or Groups of Experts"]),
        ("the international community as a whole to rest", ["international community as a whole"]),
        ("the newly established working group to rest", ["newly established working group"]),
        (
            "entities with expertise and bodies in charge of ports to rest",
            ["entities with expertise", "bodies in charge of ports"],
        ),
        (
            "groups based on religion or belief, in their efforts to promote freedom, to rest",
            ["groups based on religion or belief"],
        ),
    ],
)
def test_a_party_is_told_by_its_whole_name(resolution, words, parties):
    (provision,) = resolution(f"Calls upon {words};").provisions
    assert [party.words for party in provision.addressees] == parties


def test_agencies_and_organizations_share_a_modifier_where_what_they_are_asked_is_told_later(resolution):
    words = "Requests United Nations agencies and organizations and invites the Fund to assist States;"
    first, second = resolution(words).provisions
    assert [party.words for party in first.addressees] == ["United Nations agencies and organizations"]
    assert [party.words for party in second.addressees] == ["Fund"]


def test_those_of_whom_a_clause_tells_are_nobody_named_before(resolution):
    words = "Encourages Member States to assist, and encourages those that have not yet done so to ratify the Treaty;"
    _, second = resolution(words).provisions
    assert [party.words for party in second.addressees] == ["those"]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("Decides that the organizational arrangements for the panels will be as follows:", []),
        ("Decides that the meeting on the fight against fire to be convened by the Fund shall be held in Rome;", []),
        ("Decides to recommend that the Sixth Committee, at that session, establish a group;", ["Sixth Committee"]),
        (
            "Reiterates its request, made to the Secretary-General in its resolution 75/1, to dig;",
            ["Secretary-General"],
        ),
        ("Reiterates its invitation and encouragement to all States to dig;", ["States"]),
        ("Encourages the provision of advice to fishers by relevant bodies and the Fund;", ["relevant bodies", "Fund"]),
        ("Encourages the support for its plan from the Fund;", ["Fund"]),
        ("Recalls the plan, and with regard to the ports calls upon the Fund to dig;", ["Fund"]),
        ("Encourages cooperation among and between Member States;", ["Member States"]),
        ("Affirms that the Fund shall be told, and requests that those reports be made in time;", []),
    ],
)
def test_who_is_asked_may_be_told_in_roundabout_ways(resolution, words, parties):
    *_, provision = resolution(words).provisions
    assert [party.words for party in provision.addressees] == parties

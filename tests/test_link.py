"""Links: whom names and short forms mean, by what is said before them and by the organ that speaks."""

import itertools

import pytest

from mandategraph.actor import Kind
from mandategraph.reading import Reading

OFFICE = "United Nations Office on Drugs and Crime"


def _links(reading: Reading, paragraph: str | None = None) -> list[tuple[str, str, str]]:
    """Words, actor and rule of each link but those of groups, in one paragraph or in all that are numbered."""
    return [
        (reading.structure.document.words(link.span), link.actor.id, link.rule)
        for link in reading.links.links
        if link.paragraph == (paragraph or link.paragraph)
        and link.paragraph.startswith("para_")
        and link.actor.kind is not Kind.GROUP
    ]


def _doubts(reading: Reading) -> list[tuple[str, str]]:
    return [(reading.structure.document.words(d.span), d.kind) for d in reading.doubts]


def _path(reading: Reading) -> str:
    """The path of the first addressee of the last provision."""
    return reading.referent(reading.provisions[-1].addressees[0]).path


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        (OFFICE, "unodc"),
        ("United Nations Children’s Fund", "unicef"),
        ("United Nations Children's Fund", "unicef"),
        ("World Health Organization", "who"),
        ("Secretary-General", "secretary-general"),
        ("Secretary‑General", "secretary-general"),
        ("Security Council", "security-council"),
        ("Counter-Terrorism Committee", "ctc"),
        ("World Bank", "world-bank"),
        ("Kenya", "KEN"),
        ("Côte d’Ivoire", "CIV"),
    ],
)
def test_a_strong_name_means_its_actor_wherever_it_stands(resolution, name, actor):
    reading = resolution(f"Requests that {name} be informed, and calls upon {name} to reply;")
    assert {(link[1], link[2]) for link in _links(reading)} == {(actor, "strong-name")}


def test_a_name_over_two_blanks_is_the_same_name(resolution):
    reading = resolution("Urges the  World  Health   Organization to act;")
    assert [link[1] for link in _links(reading)] == ["who"]


@pytest.mark.parametrize(
    "words",
    [
        "Notes the Kenyan proposal;",
        "Notes the work of the Secretary-General-designate;",
        "Notes the world bank holiday;",
    ],
)
def test_a_part_of_another_word_is_no_name(resolution, words):
    assert _links(resolution(words)) == []


def test_a_name_ends_with_its_paragraph(resolution):
    reading = resolution("Takes note of the statement by the World", "\tHealth Organization of Oddland.")
    assert _links(reading) == []


def test_the_longest_name_counts(resolution):
    reading = resolution("Requests the Executive Director of the United Nations Office on Drugs and Crime to act;")
    assert [link[1] for link in _links(reading)] == ["executive-director-of-unodc"]


@pytest.mark.parametrize(
    ("before", "words", "actor"),
    [
        (f"Recalling the mandate of the {OFFICE},", "Executive Director", "executive-director-of-unodc"),
        pytest.param(
            "Recalling the mandate of the United Nations Children’s Fund,", "Executive Board", "unicef-executive-board"
        ),
    ],
)
def test_a_weak_name_means_the_part_of_the_body_that_is_named(resolution, before, words, actor):
    reading = resolution(f"Notes the statement of the {words};", preamble=(before,))
    assert actor in {link[1] for link in _links(reading)}


def test_a_weak_name_means_whom_the_document_names_in_full(resolution):
    reading = resolution(
        "Requests the Special Committee to continue its work;",
        preamble=("Recalling the report of the Special Committee on Peacekeeping Operations,",),
    )
    assert _links(reading) == [
        ("Special Committee", "special-committee-on-peacekeeping-operations", "weak-name-of-an-actor-named-in-full")
    ]


def test_a_weak_name_borne_by_one_alone_means_it(resolution):
    reading = resolution("Takes note of the work of the Monitoring Team;")
    assert _links(reading) == [("Monitoring Team", "1267-monitoring-team", "only-bearer-of-a-weak-name")]


@pytest.mark.parametrize(
    "words",
    [
        "Executive Board",
        "Special Rapporteur",
        "Panel of Experts",
        pytest.param("Ad Hoc Committee"),
    ],
)
def test_where_several_fit_none_is_linked_and_the_doubt_is_told(resolution, words):
    reading = resolution(f"Takes note of the work of the {words};")
    assert _links(reading) == []
    assert _doubts(reading) == [(words, "ambiguous-actor")]
    (doubt,) = reading.doubts
    assert doubt.remedy.startswith(f"{words} may be ")


def test_where_two_are_named_in_full_none_is_linked(resolution):
    reading = resolution(
        "Takes note of the work of the Special Committee;",
        preamble=(
            (
                "Recalling the Special Committee on Peacekeeping Operations and the Special Committee on the Charter of the"
                " United Nations and on the Strengthening of the Role of the Organization,"
            ),
        ),
    )
    assert _doubts(reading) == [("Special Committee", "ambiguous-actor")]


# ── Names given in brackets ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("introduced", "form"),
    [
        ("(UNODC)", "UNODC"),
        ("(the Office)", "Office"),
        pytest.param("(“the Office”)", "Office"),
        ("(the “Office”)", "Office"),
        pytest.param("(hereinafter “the Office”)", "Office"),
    ],
)
def test_a_short_name_given_in_brackets_means_its_actor(resolution, introduced, form):
    reading = resolution(
        f"Welcomes the work of the {OFFICE} {introduced} and of the World Bank;",
        "Notes the appointment of a director of the World Health Organization;",
        f"Takes note of the report of the {form};",
    )
    assert _links(reading, "para_3") == [(form, "unodc", "introduced-in-this-document")]


def test_an_acronym_that_is_another_actors_means_whom_the_document_says(resolution):
    reading = resolution(
        "Welcomes the African Union (OAU) initiative;", "Takes note of the report of the OAU on the matter;"
    )
    assert {link[1] for link in _links(reading, "para_2")} <= {"african-union"}


# ── Short forms ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("named", "words", "actor", "rule"),
    [
        (OFFICE, "the Office", "unodc", "short-form-of-the-last-named"),
        ("World Food Programme", "the Programme", "wfp", "short-form-of-the-last-named"),
        ("United Nations Children’s Fund", "the Fund", "unicef", "short-form-of-the-last-named"),
        ("World Health Organization", "that Organization", "who", "short-form-of-the-last-named"),
        ("Counter-Terrorism Committee", "its Executive Directorate", "cted", "only-bearer-of-a-weak-name"),
        ("Counter-Terrorism Committee", "the Committee", "ctc", "short-form-of-the-last-named"),
    ],
)
def test_a_short_form_means_whom_was_named_last(resolution, named, words, actor, rule):
    reading = resolution(f"Commends the {named} for its work;", f"Notes the efforts of {words} and of donors;")
    form = words.partition(" ")[2]
    assert (form, actor, rule) in _links(reading, "para_2")


@pytest.mark.parametrize(
    ("named", "words", "path"),
    [
        (OFFICE, "the Office", "body/unodc"),
        ("World Food Programme", "the Programme", "body/wfp"),
        ("Counter-Terrorism Committee", "the Committee", "body/ctc"),
    ],
)
@pytest.mark.parametrize(
    "verb",
    [
        pytest.param("to continue its work"),
        pytest.param("in this regard to continue its work"),
        ", within its mandate, to continue its work",
    ],
)
def test_a_short_form_may_be_asked(resolution, named, words, path, verb):
    reading = resolution(f"Commends the {named} for its work;", f"Requests {words} {verb};".replace(" ,", ","))
    assert _path(reading) == path


def test_a_short_form_means_the_last_of_several(resolution):
    reading = resolution(
        "Commends the United Nations Children’s Fund for its work;",
        "Commends the United Nations Population Fund for its work;",
        "Notes the efforts of the Fund and of donors;",
    )
    assert _links(reading, "para_3") == [("Fund", "unfpa", "short-form-of-the-last-named")]


@pytest.mark.parametrize(
    ("organ", "number", "actor"),
    [
        ("Security Council", "90/1", "security-council"),
        ("Human Rights Council", "99/1", "human-rights-council"),
        ("Economic and Social Council", "2045/1", "economic-and-social-council"),
    ],
)
def test_the_council_is_the_one_that_speaks(resolution, organ, number, actor):
    reading = resolution(
        "Notes the efforts of the Council and of its members, and those of the Trusteeship Council;",
        "Notes again the efforts of the Council and of its members;",
        organ=organ,
        number=number,
    )
    assert ("Council", actor, "the-organ-that-speaks") in _links(reading, "para_1")
    assert ("Council", actor, "the-organ-that-speaks") in _links(reading, "para_2")


def test_in_the_assembly_the_council_is_the_one_named_last(resolution):
    reading = resolution(
        "Recalls the decision of the Human Rights Council;", "Notes the efforts of the Council and of its members;"
    )
    assert _links(reading, "para_2") == [("Council", "human-rights-council", "short-form-of-the-last-named")]


@pytest.mark.parametrize(
    ("organ", "number", "rule"),
    [
        ("General Assembly", "90/1", "the-organ-that-speaks"),
        ("Human Rights Council", "99/1", "the-general-assembly"),
        ("Economic and Social Council", "2045/1", "the-general-assembly"),
    ],
)
def test_the_assembly_is_the_general_assembly(resolution, organ, number, rule):
    reading = resolution("Notes the efforts of the Assembly and of its members;", organ=organ, number=number)
    assert _links(reading) == [("Assembly", "general-assembly", rule)]


@pytest.mark.parametrize("words", ["the Panel", "the Bureau", "the Court", "the Tribunal"])
def test_a_short_form_of_nobody_named_is_doubted(resolution, words):
    reading = resolution(f"Takes note of the efforts of {words} and of donors;")
    assert _doubts(reading) == [(words.partition(" ")[2], "unresolved-actor")]
    assert _links(reading) == []


@pytest.mark.parametrize("words", ["the Fund", "the Working Group"])
def test_a_part_of_the_organ_itself_is_not_meant_by_a_short_form_of_nobody_named(resolution, words):
    assert _links(resolution(f"Takes note of the efforts of {words} and of donors;")) == []


@pytest.mark.parametrize(
    "words", ["the Office of Odd Affairs", "the Committee on Odd Affairs", "the Mission to Oddland"]
)
def test_a_name_that_is_not_known_is_no_short_form(resolution, words):
    reading = resolution(f"Commends the {OFFICE} and the Counter-Terrorism Committee;", f"Notes the work of {words};")
    assert [link for link in _links(reading, "para_2") if link[0] in ("Office", "Committee", "Mission")] == []


# ── Parties ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (f"the {OFFICE}", "body/unodc"),
        (f"the {OFFICE} (UNODC)", "body/unodc"),
        ("Kenya", "state/KEN"),
        ("the Government of Kenya", None),
        ("all Member States", "group/member-states"),
        ("the Secretary-General", "post/secretary-general"),
        ("relevant entities of the World Health Organization", "group/relevant-entities-of-the-world-health-organization"),
    ],
)  # fmt: skip
def test_a_party_is_an_actor_or_a_group_of_its_own_words(resolution, words, path):
    reading = resolution(f"Urges {words} to act;")
    assert path is None or _path(reading) == path


def test_a_group_knows_the_body_whose_it_is(resolution):
    reading = resolution("Invites the regional offices of the World Health Organization to act;")
    found = reading.referent(reading.provisions[0].addressees[0])
    assert (found.actor, found.of.id, found.rule) == (None, "who", "own-words")


def test_a_party_that_nobody_explains_is_the_documents_own(resolution):
    reading = resolution("Requests the Panel, in this regard, to act;", "Urges wise persons to act;")
    panel, persons = (reading.referent(p.addressees[0]) for p in reading.provisions)
    assert (panel.local, panel.actor) == (True, None)
    assert (persons.local, persons.path) == (False, "group/wise-persons")


def test_groups_of_the_same_words_are_the_same_group(resolution):
    one = resolution("Urges relevant research institutions to act;")
    two = resolution("Invites the relevant research institutions, as appropriate, to act;")
    assert _path(one) == _path(two) == "group/relevant-research-institutions"


def test_links_are_in_order_and_none_overlaps_another(seed):
    spans = [link.span for link in seed.links.links]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


# ── Bodies of treaties, councils by number, posts, bodies that a document sets up ────────────────────────────────────


@pytest.mark.parametrize(
    ("treaty", "words", "actor"),
    [
        ("Convention on Biological Diversity", "Conference of the Parties", "cbd-cop"),
        ("United Nations Framework Convention on Climate Change", "Conference of the Parties", "unfccc-cop"),
        ("United Nations Framework Convention on Climate Change", "secretariat of the Convention", "unfccc-secretariat"),
    ],
)  # fmt: skip
def test_a_weak_name_means_the_body_of_the_treaty_that_is_spoken_of(resolution, treaty, words, actor):
    reading = resolution(f"Invites the {words} to reply;", preamble=(f"Recalling the {treaty},",))
    assert (words, actor, "body-of-the-treaty-named") in _links(reading)


def test_where_two_treaties_are_spoken_of_alike_none_is_meant(resolution):
    reading = resolution(
        "Notes the work of the Conference of the Parties;",
        preamble=(
            (
                "Recalling the Convention on Biological Diversity and the United Nations Framework Convention on"
                " Climate Change,"
            ),
        ),
    )
    assert _links(reading) == []


@pytest.mark.parametrize(
    ("cited", "actor"),
    [
        ("Council resolution 2950 (2045)", "security-council"),
        ("Council resolution 99/4 of 1 May 2045", "human-rights-council"),
        ("Council resolutions S-97/1 of 1 May 2045", "human-rights-council"),
        ("Council decision 2045/201 of 1 May 2045", "economic-and-social-council"),
        ("Council resolution 2044/12", "economic-and-social-council"),
        ("Council resolutions on lighthouses", "human-rights-council"),
        ("subsequent Council resolutions on lighthouses", None),
    ],
)
def test_a_council_is_known_by_the_number_of_its_resolution(resolution, cited, actor):
    reading = resolution(f"Notes the report, in accordance with {cited};", organ="Human Rights Council", number="99/5")
    found = {link[1] for link in _links(reading) if link[0] == "Council"}
    assert found == ({actor} if actor else set())


def test_resolutions_of_a_council_without_a_number_are_nobodys_where_another_organ_speaks(resolution):
    preamble = ("Recalling the Security Council,",)
    reading = resolution("Notes the relevant Council resolutions on lighthouses;", preamble=preamble)
    assert [link[0] for link in _links(reading)] == []


@pytest.mark.parametrize("words", ["the Office’s efforts", "the Office on its work", "the Office of 4 May"])
def test_a_short_form_may_own_things(resolution, words):
    reading = resolution(f"Commends the {OFFICE};", f"Notes the report of {words} and others;")
    assert _links(reading, "para_2") == [("Office", "unodc", "short-form-of-the-last-named")]


def test_a_post_is_not_called_by_the_head_of_its_body(resolution):
    reading = resolution(f"Commends the Executive Director of the {OFFICE};", "Notes the work of the Office;")
    assert _links(reading, "para_2") == [("Office", "unodc", "body-of-the-post-last-named")]


def test_a_committee_may_be_set_up_by_the_document_itself(resolution):
    reading = resolution(
        "Decides to establish a committee of all its members;",
        "Requests the Committee to report;",
        organ="Security Council",
        number="1718 (2006)",
    )
    assert ("Committee", "1718-committee", "set-up-by-this-document") in _links(reading)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("the Odd Monitoring Team Act", "Monitoring Team"),
        ("the Security Council Committee of Odd Lamps", "Security Council"),
        ("document A/HRC/RES/99/1 of the lamps", "HRC"),
    ],
)
def test_a_part_of_a_longer_name_or_of_a_symbol_is_no_name(resolution, words, form):
    assert form not in [link[0] for link in _links(resolution(f"Takes note of {words};"))]


# ── What decides between several, and what no name is ────────────────────────────────────────────────────────────────


def test_a_weak_name_means_the_one_that_the_title_tells(resolution):
    preamble = (
        "Recalling the report of the Special Rapporteur on the situation of human rights in Cambodia,",
        "Recalling that of the Special Rapporteur on the rights of persons with disabilities,",
    )
    words = "Requests the Special Rapporteur to visit Oddland;"
    told = resolution(words, preamble=preamble, title="Situation of human rights in Cambodia")
    assert _path(told) == "post/special-rapporteur-on-cambodia"
    untold = resolution(words, preamble=preamble, title="Situation of lighthouses")
    assert ("Special Rapporteur", "ambiguous-actor") in _doubts(untold)


def test_a_weak_name_means_the_one_last_named_in_its_paragraph(resolution):
    reading = resolution(
        "Recalls the Conference of the Parties to the Convention on Biological Diversity;",
        "Welcomes what the Conference of the Parties to the United Nations Framework Convention on Climate Change began"
        " in Oddport, and looks forward to the next session of the Conference of the Parties;",
    )
    assert _links(reading)[-1] == (
        "Conference of the Parties",
        "unfccc-cop",
        "weak-name-of-the-last-named-in-the-paragraph",
    )


def test_a_conference_of_the_parties_to_another_treaty_is_none_that_is_known(resolution):
    reading = resolution("Welcomes the first Conference of the Parties to the Odd Lighthouse Agreement;")
    assert _links(reading) == []


@pytest.mark.parametrize(
    "words",
    [
        "Welcomes the work of the Lighthouse Support Mission;",
        "Invites the Tripartite Secretariat to report;",
        "Commends the Cambodian Human Rights Committee for its work;",
        "Commends the efforts of the Odd Afghan Human Rights Council;",
    ],
)
def test_a_name_behind_words_that_belong_to_it_is_a_part_of_a_longer_one(resolution, words):
    assert _links(resolution(words)) == []


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Invites the United Nations Human Rights Committee to act;", "human-rights-committee"),
        ("Recalls the Third United Nations Conference on the Least Developed Countries;", "un-conference-on-the-least-developed-countries"),
        ("Welcomes the visit to Oddland, Invites the Human Rights Committee to act;", "human-rights-committee"),
    ],
)  # fmt: skip
def test_a_number_or_the_organization_before_a_name_takes_nothing_from_it(resolution, words, actor):
    assert actor in [link[1] for link in _links(resolution(words))]


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("Invites the media and technical communities to act;", {"media"}),
        ("Notes what social media say of youth unemployment;", set()),
        ("Invites youth and communities to use social media;", {"youth", "communities"}),
        ("Recalls the Samoa Pathway and private sector investment;", set()),
        ("Recalls the Samoa Pathway, and invites Samoa to act;", {"WSM"}),
        ("Welcomes the Assistant Secretary-General for Odd Affairs;", set()),
    ],
)
def test_words_that_mean_something_else_are_no_name(resolution, words, groups):
    found = {link.actor.id for link in resolution(words).links.links if link.paragraph.startswith("para_")}
    assert found == groups


def test_the_organization_is_the_united_nations_where_no_other_is_named(resolution):
    words = "Invites the Organization to act;"
    assert _path(resolution(words)) == "group/united-nations"
    assert _path(resolution(words, preamble=("Recalling the World Health Organization,",))) == "body/who"
    far = ("Recalling the World Health Organization,", "Recalling Kenya,")
    assert ("Organization", "unresolved-actor") in _doubts(resolution(words, preamble=far))
    other = resolution(words, preamble=("Recalling the Odd Lighthouse Organization,",))
    assert ("Organization", "unresolved-actor") in _doubts(other)


def test_a_short_name_in_brackets_is_that_of_the_body_which_bears_it(resolution):
    reading = resolution(
        "Recalls the Committee established pursuant to resolution 2206 (2015) concerning South Sudan (“the Committee”);",
        "Requests the Committee to act;",
    )
    assert _path(reading) == "body/2206-committee"
    nobody = resolution("Thanks the Fund for the Coast of Somalia (the Odd Fund);", "Requests the Odd Fund to act;")
    assert "SOM" not in [link[1] for link in _links(nobody, "para_2")]


@pytest.mark.parametrize(
    "words",
    [
        "Recalls the Convention on the Elimination of All Forms of Discrimination against Women (CEDAW);",
        "Recalls the Odd Colonial Countries;",
        "Recalls the Lighthouse Union Member States;",
        "Commends the Women’s Lamps and Gender Unit;",
        "Notes that 7 million United States dollars were paid;",
    ],
)
def test_what_a_bracket_or_a_longer_name_holds_is_none_of_a_body_or_group(resolution, words):
    found = {link.actor.id for link in resolution(words).links.links if link.paragraph.startswith("para_")}
    assert found <= {"women"}


def test_a_body_is_known_by_the_resolution_whose_paragraph_set_it_up(resolution):
    preamble = ("Recalling the International Committee of the Red Cross,",)
    words = (
        "Decides to terminate the Committee established pursuant to paragraph 6 of resolution 661 (1990)"
        " and requests the Committee to act;"
    )
    found = _links(resolution(words, preamble=preamble))
    assert found == [
        ("Committee", "661-committee", "body-of-the-resolution"),
        ("Committee", "661-committee", "short-form-of-the-last-named"),
    ]
    unknown = resolution("Requests the Committee established by paragraph 6 of resolution 2 (2044) to act;")
    assert ("Committee", "unresolved-actor") in _doubts(unknown)


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Notes the core Office programmes and the cost of Office supplies;", ["unodc", "unodc"]),
        ("Notes the list of Office publications;", ["unodc"]),
        ("Notes that the head Office was closed, and an Office that is small;", []),
        ("Notes the subsequent Office resolutions;", []),
    ],
)
def test_a_short_form_may_tell_whose_things_are(resolution, words, actor):
    reading = resolution(words, preamble=(f"Recalling the {OFFICE},",))
    assert [link[1] for link in _links(reading)] == actor

import re

import pytest
from rdflib import Graph, URIRef

from mandategraph import home, iri
from mandategraph.actor import Kind
from mandategraph.document import clean
from mandategraph.errors import KnowledgeError
from mandategraph.knowledge import load
from mandategraph.triples import force_of

KNOWLEDGE = load(home.KNOWLEDGE)
VERBS = [(verb, example) for verb in KNOWLEDGE.lexicon.verbs for example in verb.examples]
CITATIONS = [
    (shape, words, symbols) for shape in KNOWLEDGE.citations.shapes for words, symbols in shape.examples.items()
]
TIES = [(rule, words, parties) for rule in KNOWLEDGE.asking.relations.rules for words, parties in rule.examples.items()]


@pytest.mark.parametrize("rule", KNOWLEDGE.cleaning, ids=lambda rule: rule.id)
def test_a_cleaning_rule_turns_its_example_before_into_its_example_after(rule):
    assert clean(rule.before, [rule]).text == rule.after
    assert not rule.pattern.fullmatch("")


@pytest.mark.parametrize(("verb", "example"), VERBS, ids=lambda value: getattr(value, "phrase", None))
def test_a_verb_opens_its_examples_and_no_other_verb_does(verb, example):
    act = KNOWLEDGE.lexicon.ground(example)
    assert act is not None
    assert act.verb == verb


@pytest.mark.parametrize("verb", [verb for verb in KNOWLEDGE.lexicon.verbs if verb.preambular], ids=lambda v: v.phrase)
def test_a_verb_of_preambles_opens_no_operative_paragraph(verb):
    assert KNOWLEDGE.lexicon.opening(f"{verb.phrase.capitalize()} the report;") is None
    assert verb.force == "none"


def test_what_else_a_verb_may_be_is_a_noun_or_a_verb():
    assert {kind for verb in KNOWLEDGE.lexicon.verbs for kind in verb.also} == {"noun", "verb"}


def test_no_verb_and_no_form_of_one_stands_twice():
    forms = [form for verb in KNOWLEDGE.lexicon.verbs for form in (verb.phrase, *verb.forms)]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(("shape", "words", "symbols"), CITATIONS)
def test_a_shape_finds_its_examples_as_these_symbols_and_nothing_else(shape, words, symbols):
    found = KNOWLEDGE.citations.find(words, "general-assembly")
    assert [cited.symbol for cited in found] == list(symbols)
    assert shape.id in {cited.rule for cited in found}


@pytest.mark.parametrize("shape", KNOWLEDGE.citations.shapes, ids=lambda shape: shape.id)
def test_a_shape_finds_nothing_where_it_must_not(shape):
    for words in shape.never:
        assert not list(KNOWLEDGE.citations.find(words, "general-assembly"))


@pytest.mark.parametrize(
    ("words", "symbols"), [example for report in KNOWLEDGE.citations.reports for example in report.examples.items()]
)
def test_a_report_tells_whose_resolutions_it_prints(words, symbols):
    assert [cited.symbol for cited in KNOWLEDGE.citations.find(words, "general-assembly")] == list(symbols)


@pytest.mark.parametrize(
    ("function", "words"), [(f.id, words) for f in KNOWLEDGE.citations.functions for words in f.examples]
)
def test_a_function_is_that_of_its_examples(function, words):
    assert KNOWLEDGE.citations.find(words, "general-assembly")[-1].function == function


@pytest.mark.parametrize("rule", KNOWLEDGE.qualifying.rules, ids=lambda rule: rule.id)
def test_a_condition_is_found_in_its_examples_and_nowhere_else(rule):
    alike = [other for other in KNOWLEDGE.qualifying.rules if other.condition == rule.condition]
    for words in map(str.lower, rule.examples):
        assert rule.pattern.search(words), words
        assert any(anchor in words for anchor in rule.anchors), words
    for words in map(str.lower, rule.never):
        assert not any(other.pattern.search(words) for other in alike), words


@pytest.mark.parametrize("rule", KNOWLEDGE.qualifying.rules, ids=lambda rule: rule.id)
def test_a_condition_is_worded_in_small_letters(rule):
    assert not re.search(r"(?<!\\)[A-Z]", rule.pattern.pattern)


@pytest.mark.parametrize("rule", KNOWLEDGE.asking.elsewhere.rules, ids=lambda rule: rule.id)
def test_words_behind_which_the_act_is_another_s_are_found_in_their_examples_and_nowhere_else(rule):
    for words in rule.examples:
        assert rule.pattern.search(words), words
        assert any(anchor in words.lower() for anchor in rule.anchors), words
    for words in rule.never:
        assert not rule.pattern.search(words), words


@pytest.mark.parametrize("rule", KNOWLEDGE.asking.relations.rules, ids=lambda rule: rule.id)
def test_words_that_tie_have_their_anchors_and_are_found_in_no_other(rule):
    for words in rule.examples:
        assert any(anchor in words.lower() for anchor in rule.anchors), words
    for words in rule.never:
        assert not rule.pattern.search(words), words


@pytest.mark.parametrize(("rule", "words", "parties"), TIES, ids=lambda value: getattr(value, "id", None))
def test_words_that_tie_name_those_of_their_examples(resolution, rule, words, parties):
    asked = "Governments" if rule.mutual else "the Secretary-General"
    reading = resolution(f"Requests {asked} {words if words.startswith('to ') else 'to act ' + words}")
    ties = [tie for task in reading.tasks for tie in task.ties if tie.rule == rule.id]
    assert list(dict.fromkeys(tie.party.words for tie in ties)) == list(parties)


@pytest.mark.parametrize("rule", KNOWLEDGE.asking.reports.submissions.rules, ids=lambda rule: rule.id)
def test_words_that_ask_for_a_report_name_those_to_whom_it_goes(resolution, rule):
    for words, recipients in rule.examples.items():
        (report,) = [task.report for task in resolution(f"Requests the Secretary-General {words}").tasks if task.report]
        assert (report.rule, [party.words for party in report.recipients]) == (rule.id, list(recipients)), words
    for words in rule.never:
        rules = {task.report.rule for task in resolution(f"Requests the Office {words}").tasks if task.report}
        assert rule.id not in rules, words


@pytest.mark.parametrize("rule", KNOWLEDGE.reporting.rules, ids=lambda rule: rule.id)
def test_words_that_report_a_tie_name_those_of_their_examples(resolution, rule):
    for words, parties in rule.examples.items():
        (tie,) = resolution(words).ties
        assert (tie.kind, [party.words for party in tie.parties]) == (rule.kind, list(parties))


def test_every_concept_that_the_knowledge_names_is_in_the_vocabulary():
    vocabulary = Graph().parse(home.ONTOLOGY / "vocabulary.ttl")
    concepts = {
        *(row.force for row in KNOWLEDGE.forces),
        *(verb.illocution for verb in KNOWLEDGE.lexicon.verbs),
        *(rule.condition for rule in KNOWLEDGE.qualifying.rules),
        *(rule.kind for rule in (*KNOWLEDGE.asking.relations.rules, *KNOWLEDGE.reporting.rules) if rule.kind),
        *(kind for kind, _ in KNOWLEDGE.asking.relations.stems),
        *(function.id for function in KNOWLEDGE.citations.functions),
    }
    assert {name for name in concepts if (URIRef(iri.concept(name)), None, None) not in vocabulary} == set()


def test_every_class_of_verbs_has_a_row_in_the_table_of_forces():
    classes = {verb.force for verb in KNOWLEDGE.lexicon.verbs} - {"none"}
    assert classes == {name for row in KNOWLEDGE.forces for name in row.verbs}


ORGANS = ("general-assembly", "security-council", "economic-and-social-council", "human-rights-council")
ASKING = sorted({verb.force for verb in KNOWLEDGE.lexicon.verbs} - {"none"})


@pytest.mark.parametrize("organ", ORGANS)
@pytest.mark.parametrize("verb", ASKING)
def test_a_row_decides_for_each_organ_each_class_of_verbs_and_each_kind_of_bearer(organ, verb):
    rows = [force_of(KNOWLEDGE, organ, verb, (kind.value,)) for kind in Kind]
    assert len(rows) > 10
    assert all(rows)


def test_each_row_of_the_table_of_forces_has_its_basis_and_decides_something():
    known = {kind.value for kind in Kind} | set(KNOWLEDGE.names.actors)
    decided = {
        force_of(KNOWLEDGE, organ, verb, bearer).id
        for organ in ORGANS
        for verb in ASKING
        for bearer in [
            *((kind.value,) for kind in Kind),
            *((a.kind.value, i) for i, a in KNOWLEDGE.names.actors.items()),
        ]
    }
    for row in KNOWLEDGE.forces:
        assert row.basis
        assert {*row.bearers} <= known
        assert {*row.issuers} <= set(KNOWLEDGE.names.actors)
        assert row.id in decided


@pytest.mark.parametrize(
    ("organ", "verb", "bearer", "relation", "force"),
    [
        ("security-council", "decide", ("state",), "obliges", "binding"),
        ("security-council", "demand", ("group",), "obliges", "binding"),
        ("security-council", "call", ("state",), "exhorts", "strong-exhortation"),
        ("security-council", "request", ("post",), "obliges", "internal-mandate"),
        ("general-assembly", "request", ("post",), "obliges", "internal-mandate"),
        ("general-assembly", "request", ("fund-or-programme",), "obliges", "internal-mandate"),
        ("general-assembly", "request", ("specialized-agency",), "exhorts", "strong-exhortation"),
        ("general-assembly", "request", ("treaty-body",), "exhorts", "strong-exhortation"),
        (
            "general-assembly",
            "request",
            ("principal-organ", "economic-and-social-council"),
            "obliges",
            "internal-mandate",
        ),
        ("general-assembly", "recommend", ("principal-organ", "security-council"), "exhorts", "exhortation"),
        ("general-assembly", "request", ("principal-organ", "general-assembly"), "obliges", "internal-mandate"),
        ("general-assembly", "request", ("principal-organ", "secretariat"), "obliges", "internal-mandate"),
        (
            "economic-and-social-council",
            "request",
            ("principal-organ", "general-assembly"),
            "exhorts",
            "strong-exhortation",
        ),
        ("general-assembly", "decide", ("state",), "obliges", "binding"),
        ("general-assembly", "decide", ("specialized-agency",), "exhorts", "strong-exhortation"),
        ("general-assembly", "urge", ("state",), "exhorts", "strong-exhortation"),
        ("general-assembly", "encourage", ("secretariat-entity",), "exhorts", "exhortation"),
        ("economic-and-social-council", "recommend", ("principal-organ", "general-assembly"), "exhorts", "exhortation"),
        ("economic-and-social-council", "decide", ("state",), "exhorts", "strong-exhortation"),
        ("human-rights-council", "invite", ("state",), "exhorts", "exhortation"),
        ("human-rights-council", "authorize", ("subsidiary-organ",), "authorizes", "authorization"),
    ],
)
def test_the_table_of_forces_says(organ, verb, bearer, relation, force):
    row = force_of(KNOWLEDGE, organ, verb, bearer)
    assert (row.relation, row.force) == (relation, force)


def test_the_years_of_the_council_grow():
    years = [KNOWLEDGE.citations.year_of(number) for number in range(1, 2769)]
    assert years == sorted(years)
    assert [KNOWLEDGE.citations.year_of(number) for number in (1, 242, 1373, 2397)] == [1946, 1967, 2001, 2017]


def test_themes_stand_once_and_in_order():
    rows = (home.KNOWLEDGE / "themes.tsv").read_text(encoding="utf-8").splitlines()[3:]
    labels = [row.split("\t")[1] for row in rows]
    assert len(labels) > 900
    assert labels == sorted(labels)
    assert all(re.fullmatch(r"http://metadata\.un\.org/thesaurus/\w+\t[^a-z\t]+", row) for row in rows)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("verbs.toml", 'force = "request"', 'froce = "request"', r"verbs.toml, verb 1: no such key: froce"),
        ("verbs.toml", 'illocution = "directive"\n', "", r"verbs.toml, verb 1: no illocution"),
        (
            "conditions.toml",
            "pattern = '\\b",
            "pattern = '(\\b",
            r"conditions.toml, condition 1: pattern is no regular expression",
        ),
        ("parties.toml", "standing = [", "standing = [1, ", r"parties.toml: standing must be a list of words"),
        ("tasks.toml", "verbs = [", "verbs = ", r"tasks.toml: "),
    ],
)
def test_a_slip_is_answered_with_file_entry_and_key(tmp_path, file, old, new, message):
    for source in home.KNOWLEDGE.iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    slipped = (tmp_path / file).read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / file).write_text(slipped, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load(tmp_path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(KnowledgeError, match=r"verbs.toml: cannot be read"):
        load(tmp_path)

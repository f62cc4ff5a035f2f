"""The resolution that comes with the project, against what two annotators found in it."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from mandategraph import iri
from mandategraph.document import Span
from mandategraph.structure import Kind
from mandategraph.triples import describe

GOLD = json.loads((Path(__file__).parents[1] / "data" / "gold" / "A_RES_68_187.json").read_text(encoding="utf-8"))
DOCUMENT = f"{iri.BASE}A/RES/68/187"
OUTSIDE_THE_BODY = {Kind.FRONT: "meta", Kind.BACK: "back", Kind.FOOTNOTE: "back"}


@pytest.fixture(scope="module")
def labels(seed) -> dict[str, str]:
    """The label of each paragraph, as annotators cite it, by its name."""
    return {p.name: OUTSIDE_THE_BODY.get(p.kind, p.label) for p in seed.structure.paragraphs}


@pytest.fixture(scope="module")
def graph(seed) -> ox.Store:
    store = ox.Store()
    store.extend(describe(seed, at=datetime(2026, 1, 1, tzinfo=UTC)))
    return store


def _objects(graph: ox.Store, subject: str, predicate: str) -> list[str]:
    quads = graph.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(iri.term(predicate)), None)
    return sorted(quad.object.value for quad in quads)


def _rows(table: str, *keys: str) -> list[tuple]:
    return sorted(tuple(row[key] for key in keys) for row in GOLD[table])


# ── What is understood ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_provisions_are_these_twenty_in_this_order(seed):
    found = [(p.paragraph.label, p.phrase, [a.words for a in p.addressees]) for p in seed.provisions]
    assert found == [(row["p"], row["verb"], row["addressees"]) for row in GOLD["provisions"]]
    assert len(found) == 20


def test_the_relations_are_these_eighteen(seed):
    found = sorted(
        (task.paragraph.label, bearer.words, tie.kind, tie.party.words)
        for task in seed.tasks
        for bearer in task.bearers
        for tie in task.ties
    )
    assert found == _rows("relations", "p", "bearer", "kind", "with")
    assert len(found) == 18


def test_the_conditions_are_these_nineteen(seed, labels):
    found = sorted((labels[c.paragraph], c.type) for c in seed.conditions)
    assert found == _rows("conditions", "p", "condition")
    assert len(found) == 19


def test_the_secretary_general_reports_to_the_assembly_at_its_sixty_ninth_session(seed):
    found = [
        (task.paragraph.label, bearer.words, recipient.words, deadline.due, deadline.frequency)
        for task in seed.tasks
        if task.report
        for bearer in task.bearers
        for recipient in task.report.recipients
        for deadline in task.report.deadlines
    ]
    assert found == _rows("reports", "p", "by", "to", "due", "frequency")


def test_the_citations_are_these_eleven(seed, labels):
    found = sorted((labels[c.paragraph], c.symbol) for c in seed.citations)
    assert found == _rows("citations", "p", "symbol")
    assert len(found) == 11


def test_the_strategy_is_cited_once_in_the_footnote(seed):
    assert [c.paragraph for c in seed.citations if c.symbol == "A/RES/60/288"] == ["footnote_1"]


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("symbol", "A/RES/68/187"),
        ("organ", "general-assembly"),
        (
            "title",
            (
                "Technical assistance for implementing the international conventions and protocols related to"
                " counter-terrorism"
            ),
        ),
        ("adopted", date(2013, 12, 18)),
        ("session", "68"),
        ("agenda_item", "108"),
        ("meeting", "70th plenary meeting"),
        ("provenance", "on the report of the Third Committee (A/68/457)"),
        ("job_number", "N1345067E"),
        ("vote", None),
        pytest.param(
            "distribution",
            "General",
        ),
    ],
)
def test_it_says_of_itself(seed, fact, value):
    assert getattr(seed.masthead, fact) == value


def test_the_office_the_directorate_and_the_task_force_are_known(seed):
    ids = {link.actor.id for link in seed.links.links}
    assert {"unodc", "cted", "ctc", "ctitf", "secretary-general", "general-assembly"} <= ids


def test_paragraph_eleven_reports_two_joint_initiatives_and_asks_for_none(seed):
    ties = [(tie.paragraph, tie.kind, [seed.referent(p).actor.id for p in tie.parties]) for tie in seed.ties]
    assert ties == [
        ("para_11", "joint-initiative", ["unodc", "ctc", "cted"]),
        ("para_11", "joint-initiative", ["unodc", "ctitf"]),
    ]
    assert not [task for task in seed.tasks if task.paragraph.label == "11"]


def test_nothing_is_doubted(seed):
    assert seed.doubts == ()
    assert seed.links.unlinked == ()


# ── How it is divided ────────────────────────────────────────────────────────────────────────────────────────────────


def test_ten_preambular_and_fifteen_operative_paragraphs_stand_in_order(seed):
    labels = [p.label for p in seed.structure.of(Kind.PREAMBULAR, Kind.OPERATIVE)]
    assert labels == [*(f"pp{n}" for n in range(1, 11)), *map(str, range(1, 16))]
    assert not any(p.gap for p in seed.structure.paragraphs)


@pytest.mark.parametrize(
    "furniture",
    [
        "ODS",
        "DU1",
        "<<",
        "Please recycle",
        "Strategy1",
        "Strategy;1",
        "1345067*",
        "13-45067",
        "____",
        "----",
        "\t",
        "  ",
    ],
)
def test_no_furniture_of_the_export_is_left(seed, furniture):
    assert furniture not in seed.structure.document.text


def test_no_page_number_is_a_paragraph(seed):
    words = [seed.structure.words(p) for p in seed.structure.paragraphs]
    assert [w for w in words if re.fullmatch(r"[\d/]{1,4}", w)] == []


def test_the_heads_of_the_pages_are_no_paragraphs(seed):
    titles = [
        p
        for p in seed.structure.paragraphs
        if p.kind is Kind.FRONT and "related to counter-terrorism" in seed.structure.words(p)
    ]
    assert [p.name for p in titles] == ["front_3"]


def test_the_last_paragraph_ends_before_the_signature(seed):
    *_, last = seed.structure.of(Kind.OPERATIVE)
    assert seed.structure.words(last).endswith("on the implementation of the present resolution.")
    assert [seed.structure.words(p) for p in seed.structure.of(Kind.BACK)] == [
        "70th plenary meeting",
        "18 December 2013",
    ]


def test_the_footnote_is_marked_in_the_third_preambular_and_the_thirteenth_paragraph(seed):
    assert seed.structure.footnotes == (("preamble__p_3", "footnote_1"), ("para_13", "footnote_1"))
    document = seed.structure.document
    marked = [document.text[: mark.at].split()[-1] for mark in document.marks]
    assert marked == ["Strategy", "Strategy;"]
    assert [document.words(p.span) for p in seed.structure.of(Kind.FOOTNOTE)] == ["Resolution 60/288."]


# ── What the graph says ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("paragraph", ["preamble__p_3", "para_13", "footnote_1"])
def test_paragraphs_with_the_footnote_cite_the_strategy(graph, paragraph):
    assert f"{iri.BASE}A/RES/60/288" in _objects(graph, f"{DOCUMENT}#{paragraph}", "cites")


@pytest.mark.parametrize("paragraph", ["preamble__p_3", "para_13"])
def test_paragraphs_with_the_footnote_lead_to_it(graph, paragraph):
    assert _objects(graph, f"{DOCUMENT}#{paragraph}", "hasFootnote") == [f"{DOCUMENT}#footnote_1"]


def test_the_document_cites_the_eight_and_the_two_instruments_that_its_parts_cite(graph):
    cited = {row["symbol"] for row in GOLD["citations"]}
    instruments = {"charter-of-the-united-nations", "united-nations-global-counter-terrorism-strategy"}
    expected = {*cited, *(f"instrument/{name}" for name in instruments)}
    assert _objects(graph, DOCUMENT, "cites") == sorted(iri.BASE + name for name in expected)


def test_every_span_holds_its_words_in_the_text_and_in_print(seed, graph):
    document = seed.structure.document
    spans = [q.subject.value for q in graph.quads_for_pattern(None, None, ox.NamedNode(iri.term("TextSpan")))]
    assert len(spans) > 150
    for span in spans:
        start, end, printed_start, printed_end = (
            int(_objects(graph, span, name)[0]) for name in ("charStart", "charEnd", "printedStart", "printedEnd")
        )
        (exact,) = _objects(graph, span, "exact")
        assert exact == document.text[start:end] == exact.strip()
        assert span.endswith(f"#char={start},{end}")
        assert document.printed(Span(start, end)) == (printed_start, printed_end)
        assert _words(document.raw[printed_start:printed_end]) == _words(exact)


def _words(printed: str) -> list[str]:
    """Words without what the export glues to them."""
    return re.sub(r"(?<=Strategy)1|(?<=Strategy;)1", "", printed).split()


@pytest.mark.parametrize(
    ("task", "relation", "actors"),
    [
        ("para_1.2.1", "hasBearer", ["body/unodc"]),
        ("para_1.2.1", "hasBeneficiary", ["group/member-states"]),
        (
            "para_1.2.1",
            "inCoordinationWith",
            ["group/relevant-entities-of-the-counter-terrorism-implementation-task-force"],
        ),
        ("para_6.1.1", "inConsultationWith", ["group/member-states"]),
        ("para_14.1.1", "hasBearer", ["post/secretary-general"]),
        ("para_14.1.1", "hasBeneficiary", ["body/unodc"]),
        ("para_15.1.1", "hasRecipient", ["body/general-assembly"]),
        ("para_15.1.1", "dueAt", ["session/general-assembly/69"]),
        ("para_1.1", "exhorts", ["group/member-states"]),
        ("para_1.2", "obliges", ["body/unodc"]),
        ("para_13.2", "exhorts", ["group/member-states"]),
        ("para_15.1", "obliges", ["post/secretary-general"]),
    ],
)
def test_the_graph_says_who_must_do_it_and_with_whom(graph, task, relation, actors):
    assert _objects(graph, f"{DOCUMENT}#{task}", relation) == [iri.BASE + actor for actor in actors]


def test_entities_of_the_task_force_are_a_group_of_it(graph):
    group = f"{iri.BASE}group/relevant-entities-of-the-counter-terrorism-implementation-task-force"
    assert _objects(graph, group, "groupOf") == [f"{iri.BASE}body/ctitf"]


def test_the_graph_gives_the_report_its_session(graph):
    assert _objects(graph, f"{DOCUMENT}#para_15.1.1", "due") == ["session 69"]
    assert _objects(graph, f"{DOCUMENT}#para_15.1.1", "frequency") == []


def test_words_that_join_two_tasks_belong_to_neither(seed):
    dangling = [seed.structure.document.words(task.span)[-12:] for task in seed.tasks]
    assert [words for words in dangling if re.search(r"(?:\b(?:and|or)|[,;])$", words)] == []

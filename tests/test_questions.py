"""Every stored question, put to a small graph, answers what a person has checked.

``UPDATE_GOLDEN=1`` rewrites the expected rows, to be judged in the diff.
"""

import os
import re
import shlex
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from mandategraph import iri
from mandategraph.answer import FORMS, Answer, Part, answer, ask, written
from mandategraph.errors import QuestionError
from mandategraph.home import QUERIES
from mandategraph.knowledge import Knowledge
from mandategraph.question import COUNTING, Kind, parse, question, questions
from mandategraph.reference import terms

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "queries"
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
UNODC = "https://w3id.org/mandategraph/body/unodc"


@pytest.fixture(scope="module")
def graphs(conclude) -> ox.Store:
    graphs = ox.Store()
    graphs.load(path=HERE / "resolutions.trig")
    return conclude(graphs)


@pytest.fixture(scope="module")
def merged(graphs: ox.Store) -> rdflib.Graph:
    triples = (ox.Triple(quad.subject, quad.predicate, quad.object) for quad in graphs)
    return rdflib.Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


@pytest.mark.parametrize("case", CASES, ids=[case["rows"] for case in CASES])
def test_a_question_answers_as_expected(case: dict, graphs: ox.Store) -> None:
    rows = HERE / case["rows"]
    answered = written(ask(graphs, question(case["question"]), case["told"]), "csv")
    answered = answered.replace("\r\n", "\n")
    if os.environ.get("UPDATE_GOLDEN"):
        rows.write_text(answered, encoding="utf-8")
    assert answered == rows.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=[case["rows"] for case in CASES])
def test_another_program_finds_the_same_in_the_merged_graph(case: dict, graphs: ox.Store, merged: rdflib.Graph) -> None:
    asked = question(case["question"])
    query = asked.told(terms(graphs, asked, case["told"]), merged=True)
    found = merged.query(query)
    rows = [["" if term is None else str(term) for term in row] for row in found]
    ours = list(answer(graphs, query).texts)
    assert sorted(rows) == sorted(ours)
    assert sorted(ours) == sorted(ask(graphs, asked, case["told"]).texts)


@pytest.mark.parametrize("case", CASES, ids=[case["rows"] for case in CASES])
def test_evidence_changes_no_row_and_leads_to_the_words(case: dict, graphs: ox.Store) -> None:
    asked = question(case["question"])
    if not asked.has_evidence:
        with pytest.raises(QuestionError, match=f"{asked.name} rests on no span of text"):
            ask(graphs, asked, case["told"], evidence=True)
        return
    plain, given = ask(graphs, asked, case["told"]), ask(graphs, asked, case["told"], evidence=True)
    place = given.columns.index("evidence")
    assert tuple(name for name in given.columns if name in plain.columns) == plain.columns == asked.variables
    kept = [given.columns.index(name) for name in plain.columns]
    assert list(dict.fromkeys(tuple(row[index] for index in kept) for row in given.rows)) == list(plain.rows)
    for row in given.rows:
        spans = row[place].value.split() if row[place] else []
        assert all(re.search(r"#char=\d+,\d+$", span) for span in spans)
        exact = [_object(graphs, span, "exact") for span in spans]
        assert all(exact)
        if "words" in given.columns and spans:
            assert exact == [row[given.columns.index("words")].value]


def _object(graphs: ox.Store, subject: str, name: str) -> str:
    (value,) = {
        q.object.value for q in graphs.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(iri.term(name)), None)
    }
    return value


def test_most_questions_rest_on_spans() -> None:
    without = {asked.name for asked in questions() if not asked.has_evidence}
    assert without == {
        "adoptions", "completeness", "descent", "holdings", "latest", "lineage", "succession", "ties",
    }  # fmt: skip


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("name", ["citations", "unresolved", "acts", "holdings", "paragraphs"])
def test_the_parts_of_an_answer_make_up_the_whole(name: str, size: int, graphs: ox.Store) -> None:
    told = {"document": "A/RES/68/187"} if name in {"citations", "paragraphs"} else {}
    whole = ask(graphs, question(name), told)
    parts = [ask(graphs, question(name), told, Part(size, offset)) for offset in range(0, len(whole.rows) + size, size)]
    assert tuple(row for part in parts for row in part.rows) == whole.rows
    assert {part.total for part in parts} == {len(whole.rows)}
    assert parts[-1].rows == ()
    assert ask(graphs, question(name), told, Part(None, 1)).rows == whole.rows[1:]


def test_no_two_rows_share_a_place() -> None:
    for asked in questions():
        _, _, order = asked.told({p.name: [ox.Literal("x")] for p in asked.parameters}).rpartition("\nORDER BY ")
        assert set(asked.variables) <= set(re.findall(r"\?(\w+)", order)), asked.name


def test_every_question_has_a_case_and_every_parameter_is_told_in_one() -> None:
    told = {(case["question"], name) for case in CASES for name in case["told"]}
    assert {case["question"] for case in CASES} == {asked.name for asked in questions()}
    needed = {(asked.name, one.name) for asked in questions() for one in asked.parameters if one != COUNTING}
    assert told - {(name, COUNTING.name) for name, _ in told} == needed
    assert len(questions()) == len(list(QUERIES.glob("*.rq"))) >= 12


@pytest.mark.parametrize("name", [asked.name for asked in questions() if COUNTING in asked.parameters])
def test_what_counts_for_a_predecessor_is_answered_as_it_is_of_the_predecessor(name: str, graphs: ox.Store) -> None:
    asked = question(name)
    taken = next(parameter.name for parameter in asked.parameters if parameter.kind is Kind.ACTOR)
    of_itself = ask(graphs, asked, {taken: "UNODC"}).rows
    of_both = ask(graphs, asked, {taken: "Office of Odd Affairs", "counting": "predecessors"}).rows
    assert len(of_itself) > 0
    tasks = {row for row in of_itself if name != "actor" or str(row[0]) in ('"asked"', '"works with"')}
    assert tasks <= set(of_both)
    assert set(of_both) - tasks <= set(ask(graphs, asked, {taken: "Office of Odd Affairs"}).rows)


def test_to_count_parts_asks_whose(graphs: ox.Store) -> None:
    with pytest.raises(QuestionError, match=r"whose parts count.* name the body too: --body UNODC"):
        ask(graphs, question("funding"), {"counting": "parts"})


def test_no_expected_rows_lie_about_unused() -> None:
    assert {file.name for file in HERE.glob("*.csv")} == {case["rows"] for case in CASES}


@pytest.mark.parametrize("asked", [*questions(), *questions(QUERIES / "tables")], ids=lambda asked: asked.name)
def test_a_question_as_it_is_stored_is_sparql(asked) -> None:
    ox.Store().query(asked.sparql)
    rdflib.Graph().query(asked.sparql)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("UNODC", [UNODC]),
        ("unodc", [UNODC]),
        ("united nations office on drugs and crime", [UNODC]),
        ("Office on Drugs and Crime", [UNODC]),
        (UNODC, [UNODC]),
        ("body/unodc", [UNODC]),
        ("Kenya", ["https://w3id.org/mandategraph/state/KEN"]),
        ("Relevant United Nations Entities", ["https://w3id.org/mandategraph/group/relevant-united-nations-entities"]),
    ],
)
def test_an_actor_goes_by_many_names(words: str, expected: list[str], graphs: ox.Store) -> None:
    found = terms(graphs, question("mandates"), {"body": words})
    assert [node.value for node in found["body"]] == expected


@pytest.mark.parametrize(
    ("name", "told", "message"),
    [
        ("mandates", {"body": "UNOCD"}, "no such actor: UNOCD; did you mean UNODC?"),
        (
            "mandates",
            {"body": "Ministry of Silly Walks"},
            "no such actor: Ministry of Silly Walks; nothing in the store is like it",
        ),
        (
            "mandates",
            {"body": "Executive Director"},
            (
                "Executive Director may be Executive Director of the United Nations Children’s Fund"
                " or Under-Secretary-General; name one of them"
            ),
        ),
        ("mandates", {"body": "https://example.org/unodc"}, "the store knows nothing of https://example.org/unodc"),
        ("mandates", {"body": "http:// no"}, "no IRI: http:// no"),
        ("mandates", {}, "mandates must be told the body: --body UNODC"),
        (
            "mandates",
            {"mode": "consultation"},
            "mandates takes no --mode; it takes --body, --session, --year, --theme, --text or --counting",
        ),
        (
            "mandates",
            {"body": "UNODC", "counting": "part"},
            "no such counting: part; did you mean parts?",
        ),
        ("mandates", {"body": "UNODC", "year": "MMXIII"}, "no year: MMXIII; a year looks like 2013"),
        (
            "addressed",
            {"actor": "UNODC", "force": "exhort"},
            "no such force: exhort; did you mean exhorts or exhortation?",
        ),
        ("mandates", {"body": "UNODC", "session": "86"}, "no such session: 86; nothing in the store is like it"),
        ("mandates", {"body": "UNODC", "theme": "terorism"}, "no such theme: terorism; did you mean Terrorism?"),
        (
            "coordination",
            {"body": "UNODC", "mode": "cooperaton"},
            "no such mode: cooperaton; did you mean cooperation or coordination or collaboration?",
        ),
        (
            "paragraphs",
            {"document": "A/RES/99/910"},
            "no such document: A/RES/99/910; did you mean A/RES/99/901 or A/RES/68/187?",
        ),
        (
            "paragraphs",
            {"document": "the lighthouses"},
            "not a document symbol: 'THE LIGHTHOUSES'; a symbol looks like A/RES/68/187",
        ),
    ],
)
def test_what_is_not_understood_is_answered_with_what_is_near(
    name: str, told: dict, message: str, graphs: ox.Store
) -> None:
    with pytest.raises(QuestionError) as error:
        ask(graphs, question(name), told)
    assert str(error.value) == message


def test_a_word_for_several_forces_stands_for_those_of_the_table(knowledge: Knowledge, graphs: ox.Store) -> None:
    for relation in {row.relation for row in knowledge.forces}:
        found = terms(graphs, question("who-is-asked"), {"force": relation})["force"]
        assert {row.force for row in knowledge.forces if row.relation == relation} <= {
            node.value.rpartition("/")[2] for node in found
        }
        for node in found:
            name = node.value.rpartition("/")[2]
            assert terms(graphs, question("who-is-asked"), {"force": name.replace("-", " ")})["force"] == (node,)


def test_an_unknown_question_is_answered_with_the_nearest() -> None:
    with pytest.raises(QuestionError, match="no such question: cordination; there is coordination"):
        question("cordination")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_written_stays_a_term(words: str) -> None:
    asked = question("paragraphs")
    query = asked.told({"document": [ox.NamedNode(UNODC)], "text": [ox.Literal(words)]})
    graphs = ox.Store()
    graphs.query(query)
    block = re.search(r"VALUES \?given_text \{.*\}", query)
    rows = graphs.query(f"SELECT ?given_text {{ {block[0]} }}")
    assert [row["given_text"].value for row in rows] == [words]


def test_words_that_look_like_sparql_do_nothing(graphs: ox.Store) -> None:
    told = {"document": "A/RES/99/901", "text": '" } } UNION { ?s ?p ?words . #'}
    assert ask(graphs, question("paragraphs"), told).rows == ()


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "#+ titel: Who?",
            "x.rq: a header line must begin with title, summary, parameter, column or asked: #+ titel: Who?",
        ),
        ("#+ summary: Who?", "x.rq: the header gives no title"),
        (
            "#+ title: Who?\n#+ parameter: body actor The body",
            "x.rq: not of the form “name (kind, optional) description. Example: words”: body actor The body",
        ),
        (
            "#+ title: Who?\n#+ asked: who must {body} be",
            "x.rq: takes no body, with which it is asked: who must {body} be",
        ),
        (
            "#+ title: Who?\n#+ column: body (number) The body",
            "x.rq: not of the form “name (text or integer) description”: body (number) The body",
        ),
    ],
)
def test_a_header_that_breaks_the_rules_is_told(header: str, message: str) -> None:
    with pytest.raises(QuestionError) as error:
        parse("x", f"{header}\nSELECT * {{}}")
    assert str(error.value) == message


def test_every_kind_of_parameter_is_used() -> None:
    assert {parameter.kind for asked in questions() for parameter in asked.parameters} == set(Kind)


ROWS = Answer(
    ("actor", "words", "rank", "day"),
    (
        (ox.NamedNode(UNODC), ox.Literal('the "Office"\nand', language="en"), ox.Literal(3), None),
        (None, ox.Literal("a, b"), None, ox.Literal("2013-12-18", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))),
    ),
)  # fmt: skip


def test_json_is_that_of_sparql() -> None:
    parsed = ox.parse_query_results(written(ROWS, "json"), format=ox.QueryResultsFormat.JSON)
    assert tuple(tuple(row) for row in parsed) == ROWS.rows


def test_csv_is_that_of_sparql() -> None:
    assert (
        written(ROWS, "csv") == f'actor,words,rank,day\r\n{UNODC},"the ""Office""\nand",3,\r\n,"a, b",,2013-12-18\r\n'
    )


def test_tsv_and_xml_are_those_of_sparql() -> None:
    for form in ("tsv", "xml"):
        parsed = ox.parse_query_results(written(ROWS, form), format=ox.QueryResultsFormat.from_extension(form))
        assert tuple(tuple(row) for row in parsed) == ROWS.rows
        assert ox.QueryResultsFormat.from_media_type(FORMS[form].media_type).file_extension in {form, "srx"}


def test_turtle_tells_every_row() -> None:
    results = rdflib.Graph().parse(data=written(ROWS, "ttl"), format="turtle")
    rs = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
    assert {str(name) for name in results.objects(None, rs.resultVariable)} == set(ROWS.columns)
    assert len(set(results.objects(None, rs.solution))) == len(ROWS.rows)
    assert len(set(results.subjects(rs.variable))) == sum(term is not None for row in ROWS.rows for term in row)
    assert rdflib.Literal('the "Office"\nand', lang="en") in set(results.objects(None, rs.value))


def test_a_piped_table_has_one_line_for_each_row_and_keeps_every_word() -> None:
    long = Answer(
        ("words", "symbol", "kind"),
        tuple((ox.Literal("word " * n), ox.Literal(f"A/RES/1/{n}"), ox.Literal("x")) for n in (100, 2)),
    )
    same, _, first, second, third = written(long, "table").splitlines()
    assert same == "kind: x"
    assert first.split() == ["words", "symbol"]
    assert second.split() == ["word"] * 100 + ["A/RES/1/100"]
    assert third.split() == ["word"] * 2 + ["A/RES/1/2"]


def test_an_answer_without_rows_is_an_answer() -> None:
    empty = Answer(("words",), ())
    assert {form: written(empty, form) for form in ("table", "csv")} == {"table": "no answer\n", "csv": "words\r\n"}
    assert not list(ox.parse_query_results(written(empty, "json"), format=ox.QueryResultsFormat.JSON))
    rdflib.Graph().parse(data=written(empty, "ttl"), format="turtle")


# ── docs/questions.md ────────────────────────────────────────────────────────────────────────────────────────────────

TABLES = [
    [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| \d+ .+\|$", part, re.MULTILINE)]
    for part in (ROOT / "docs" / "questions.md").read_text(encoding="utf-8").split("\n## ")[1:]
]
ASKED = [shlex.split(command) for table in TABLES for row in table for command in re.findall(r"`([^`]+)`", row[2])]


def test_the_page_of_questions_counts_them_all() -> None:
    assert [[int(number) for number, _, _ in table] for table in TABLES] == [[*range(1, 30)], [*range(1, 16)]]
    assert all(words[0].isupper() and words.endswith("?") for table in TABLES for _, words, _ in table)
    assert all("`" in how or how.lower().startswith("not ") for table in TABLES for _, _, how in table)


@pytest.mark.parametrize("command", ASKED, ids=shlex.join)
def test_what_the_page_of_questions_asks_is_answered(command: list[str], graphs: ox.Store) -> None:
    name, *told = command
    words = {option.removeprefix("--"): value for option, value in zip(told[::2], told[1::2], strict=True)}
    assert ask(graphs, question(name), words).rows
    judged = [case["told"] for case in CASES if case["question"] == name]
    terms_of_judged = [terms(graphs, question(name), case) for case in judged]
    assert terms(graphs, question(name), words) in terms_of_judged

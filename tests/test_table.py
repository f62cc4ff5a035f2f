import csv
import json
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyarrow import parquet

from mandategraph.errors import StoreError
from mandategraph.table import FORMS, export, tables

HERE = Path(__file__).parent / "queries"
COLUMNS = {
    "citations": "symbol,paragraph,cited,pinpoint",
    "conditions": "symbol,paragraph,condition",
    "fundings": "symbol,paragraph,source,amount,currency,words",
    "instruments": "symbol,paragraph,instrument,label,pinpoint,function",
    "lives": "symbol,paragraph,act,holder,restsOn,begins,ends,duration,due,item,under,words",
    "means": "symbol,paragraph,bearer,means,meant,label",
    "mentions": "symbol,paragraph,entity,label,start,end",
    "paragraphs": "symbol,section,paragraph,text,language",
    "provision-themes": "symbol,paragraph,provision,theme,label,rank,rule",
    "provisions": "symbol,paragraph,provision,verb,operativeVerb,force,addressee,addresseeText",
    "purposes": "symbol,paragraph,bearer,purpose",
    "recurrences": "symbol,paragraph,author,recipient,due,interval,confidence,reason",
    "relations": "symbol,paragraph,bearer,bearerText,kind,counterpart,counterpartText",
    "reports": "symbol,paragraph,author,authorText,recipient,recipientText,due,frequency",
    "scopes": "symbol,paragraph,place,level,begins,ends,words",
    "themes": "symbol,theme,label,source,rank",
}


@pytest.fixture(scope="module")
def graphs() -> ox.Store:
    graphs = ox.Store()
    graphs.load(path=HERE / "resolutions.trig")
    for name in ("A/RES/68/187/fra/graph", "S/RES/9902/graph"):  # two resolutions are told here, in one language
        graphs.remove_graph(ox.NamedNode(f"https://w3id.org/mandategraph/{name}"))
    return graphs


@pytest.fixture(scope="module")
def exported(graphs: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "deep" / "below"
    for form in FORMS:
        assert list(export(graphs, folder, form)) == ["A/RES/68/187", "A/RES/99/901"]
    return folder


def rows(exported: Path, table: str) -> list[tuple[str, ...]]:
    with (exported / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)][1:]


def test_every_table_is_written_in_every_form_and_nothing_else(exported: Path) -> None:
    names = {*COLUMNS, "documents"}
    assert {file.name for file in exported.iterdir()} == {f"{name}.{form}" for name in names for form in FORMS}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_a_table_has_the_columns_that_its_header_names(table, exported: Path) -> None:
    first = (exported / f"{table.name}.csv").read_text(encoding="utf-8").partition("\n")[0]
    assert first == ",".join(column.name for column in table.columns) == COLUMNS.get(table.name, first)
    selected = [variable.value for variable in ox.Store().query(table.sparql).variables]
    assert selected == [column.name for column in table.columns]


def test_documents(exported: Path) -> None:
    first, second = rows(exported, "documents")
    assert first[:10] == (
        "A/RES/68/187",
        (
            "Technical assistance for implementing the international conventions and protocols"
            " related to counter-terrorism"
        ),
        "General Assembly",
        "68",
        "2013-12-18",
        "70th plenary meeting",
        "108",
        "on the report of the Third Committee (A/68/457)",
        "General",
        "N1345067E",
    )
    assert second[:5] == ("A/RES/99/901", "The keeping of lighthouses", "General Assembly", "99", "2044-12-19")


def test_paragraphs_come_in_the_order_of_reading(exported: Path) -> None:
    labels = [(symbol, section, label) for symbol, section, label, *_ in rows(exported, "paragraphs")]
    assert labels == [
        ("A/RES/68/187", "front", "front"),
        ("A/RES/68/187", "preambular", "pp1"),
        ("A/RES/68/187", "preambular", "pp2"),
        ("A/RES/68/187", "operative", "1"),
        ("A/RES/68/187", "operative", "2"),
        ("A/RES/68/187", "operative", "3"),
        ("A/RES/68/187", "operative", "4"),
        ("A/RES/68/187", "footnote", "footnote"),
        ("A/RES/99/901", "preambular", "pp1"),
        ("A/RES/99/901", "operative", "1"),
        ("A/RES/99/901", "operative", "2"),
        ("A/RES/99/901", "operative", "2(a)"),
        ("A/RES/99/901", "operative", "2(b)"),
        ("A/RES/99/901", "operative", "3"),
        ("A/RES/99/901", "operative", "4"),
        ("A/RES/99/901", "operative", "5"),
        ("A/RES/99/901", "operative", "6"),
    ]


def test_provisions_have_a_row_for_each_addressee_and_one_if_there_is_none(exported: Path) -> None:
    assert [(*row[:2], row[2].rpartition("#")[2], *row[4:7]) for row in rows(exported, "provisions")] == [
        ("A/RES/68/187", "1", "para_1.1", "urges", "strong-exhortation", "Member States"),
        ("A/RES/68/187", "1", "para_1.2", "requests", "internal-mandate", "United Nations Office on Drugs and Crime"),
        ("A/RES/68/187", "2", "para_2.1", "requests", "internal-mandate", "United Nations Office on Drugs and Crime"),
        ("A/RES/68/187", "3", "para_3.1", "takes note", "", ""),
        ("A/RES/68/187", "4", "para_4.1", "requests", "internal-mandate", "Secretary-General"),
        (
            "A/RES/99/901",
            "1",
            "para_1.1",
            "invites",
            "exhortation",
            "Executive Director of the United Nations Office on Drugs and Crime",
        ),
        ("A/RES/99/901", "2", "para_2.1", "calls upon", "strong-exhortation", "relevant United Nations entities"),
        ("A/RES/99/901", "2", "para_2.1", "calls upon", "internal-mandate", "United Nations Office on Drugs and Crime"),
        (
            "A/RES/99/901",
            "2",
            "para_2.1",
            "calls upon",
            "strong-exhortation",
            "United Nations Educational, Scientific and Cultural Organization",
        ),
        ("A/RES/99/901", "3", "para_3.1", "decides", "internal-mandate", "United Nations Office on Drugs and Crime"),
        ("A/RES/99/901", "5", "para_5.1", "decides", "", ""),
        ("A/RES/99/901", "6", "para_6.1", "requests", "internal-mandate", "United Nations Office on Drugs and Crime"),
    ]


def test_relations_stand_at_the_finest_paragraph(exported: Path) -> None:
    assert [(row[1], row[2], row[4], row[5]) for row in rows(exported, "relations") if row[0] == "A/RES/99/901"] == [
        (
            "1",
            "Executive Director of the United Nations Office on Drugs and Crime",
            "collaboration",
            "United Nations Educational, Scientific and Cultural Organization",
        ),
        ("2(a)", "relevant United Nations entities", "cooperation", "Kenya"),
        ("2(a)", "United Nations Office on Drugs and Crime", "cooperation", "Kenya"),
        ("2(a)", "United Nations Educational, Scientific and Cultural Organization", "cooperation", "Kenya"),
        ("2(b)", "relevant United Nations entities", "assistance", "requesting Member States"),
        ("2(b)", "United Nations Office on Drugs and Crime", "assistance", "requesting Member States"),
        (
            "2(b)",
            "United Nations Educational, Scientific and Cultural Organization",
            "assistance",
            "requesting Member States",
        ),
    ]


def test_conditions_are_named_by_their_ids(exported: Path) -> None:
    assert rows(exported, "conditions") == [
        ("A/RES/68/187", "1", "within-mandate"),
        ("A/RES/99/901", "1", "as-appropriate"),
        ("A/RES/99/901", "2(b)", "upon-request"),
    ]


def test_reports_leave_empty_what_is_not_stated(exported: Path) -> None:
    office = "United Nations Office on Drugs and Crime"
    assert rows(exported, "reports") == [
        (
            *("A/RES/68/187", "4", "Secretary-General", "Secretary-General"),
            *("General Assembly", "General Assembly", "session 69", ""),
        ),
        ("A/RES/99/901", "3", office, office, "", "", "", "annual"),
    ]


def test_lives_tell_what_is_done_whose_mandate_it_is_and_when_it_ends_or_comes_up(exported: Path) -> None:
    office = "United Nations Office on Drugs and Crime"
    assert [row[1:-1] for row in rows(exported, "lives")] == [
        ("5", "renewal", office, "A/RES/68/187", "", "2046-12-31", "", "", "", ""),
        ("5", "agenda-inclusion", "", "", "", "", "", "session 100", "Lighthouses", "Coasts"),
        ("5", "review", "", "", "", "", "", "", "", ""),
    ]


def test_fundings_tell_the_source_and_the_sum(exported: Path) -> None:
    assert [row[1:-1] for row in rows(exported, "fundings")] == [
        ("5", "appropriation", "5000", "USD"),
        ("6", "voluntary-contributions", "", ""),
    ]


def test_scopes_tell_place_level_or_time(exported: Path) -> None:
    assert [row[2:-1] for row in rows(exported, "scopes")] == [
        ("Kenya", "", "", ""),
        ("Africa", "", "", ""),
        ("", "regional", "", ""),
        ("", "", "2045", "2045"),
    ]


def test_purposes_tell_who_is_to_act_and_what_for(exported: Path) -> None:
    office = "United Nations Office on Drugs and Crime"
    assert rows(exported, "purposes") == [("A/RES/99/901", "6", office, "save sailors")]


def test_means_tell_who_is_to_act_and_through_what(exported: Path) -> None:
    office = "United Nations Office on Drugs and Crime"
    assert [row[:4] for row in rows(exported, "means")] == [
        ("A/RES/99/901", "6", office, "the United Nations Educational, Scientific and Cultural Organization"),
        ("A/RES/99/901", "6", office, "its Coast Fund"),
    ]


def test_what_is_concluded_about_reports_has_a_table_of_its_own(exported: Path) -> None:
    reason = "asked for at session 68, due at session 69"
    assert [row[2:] for row in rows(exported, "recurrences")] == [
        ("Secretary-General", "General Assembly", "session 69", "annual", "0.85", reason)
    ]


def test_a_citation_stands_once_where_it_is_printed(exported: Path) -> None:
    assert rows(exported, "citations") == [
        ("A/RES/68/187", "front", "A/68/457", ""),
        ("A/RES/68/187", "pp2", "A/RES/66/282", ""),
        ("A/RES/68/187", "2", "A/RES/65/221", ""),
        ("A/RES/68/187", "footnote", "A/RES/60/288", ""),
        ("A/RES/99/901", "pp1", "A/RES/68/187", ""),
    ]


def test_an_instrument_is_told_with_the_part_that_is_cited(exported: Path) -> None:
    strategy = "United Nations Global Counter-Terrorism Strategy"
    iri = "https://w3id.org/mandategraph/instrument/united-nations-global-counter-terrorism-strategy"
    assert rows(exported, "instruments") == [("A/RES/68/187", "pp1", iri, strategy, "all aspects", "reaffirms")]


def test_mentions_say_where_the_name_stands(exported: Path) -> None:
    body = "https://w3id.org/mandategraph/body/ctc"
    assert ("A/RES/68/187", "3", body, "Counter-Terrorism Committee", "913", "940") in rows(exported, "mentions")


def test_themes_are_ranked(exported: Path) -> None:
    assert [row[2:] for row in rows(exported, "themes")] == [
        ("Terrorism", "text", "1"),
        ("Technical assistance", "text", "2"),
        ("Lighthouses", "text", "1"),
        ("Terrorism", "text", "4"),
    ]


def test_themes_of_provisions_stand_apart(exported: Path) -> None:
    (row,) = rows(exported, "provision-themes")
    assert (row[:2], row[4:]) == (("A/RES/99/901", "3"), ("Terrorism", "1", "label-of-a-theme-of-the-document"))


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_the_forms_of_a_table_say_the_same(table, exported: Path) -> None:
    lines = (exported / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert parquet.read_table(exported / f"{table.name}.parquet").to_pylist() == found
    as_text = [tuple("" if cell is None else str(cell) for cell in row.values()) for row in found]
    assert as_text == rows(exported, table.name)
    for column in table.columns:
        kinds = {type(row[column.name]) for row in found} - {type(None)}
        assert kinds <= {int if column.is_integer else str}


def test_an_empty_store_gives_tables_with_names_only(tmp_path: Path) -> None:
    for form in FORMS:
        assert list(export(ox.Store(), tmp_path, form)) == []
    assert (tmp_path / "citations.csv").read_text(encoding="utf-8") == "symbol,paragraph,cited,pinpoint\n"
    assert parquet.read_table(tmp_path / "citations.parquet").column_names == [
        "symbol",
        "paragraph",
        "cited",
        "pinpoint",
    ]


def test_without_pyarrow_parquet_says_how_to_get_it(
    graphs: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(StoreError, match=r"pip install \"mandategraph\[parquet\]\""):
        list(export(graphs, tmp_path, "parquet"))
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_older_tables_as_they_were(
    graphs: ox.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "citations.csv").write_text("older", encoding="utf-8")
    monkeypatch.setattr("mandategraph.table.rows", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(export(graphs, tmp_path))
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [
        ("citations.csv", "older")
    ]


def test_a_file_in_the_place_of_the_folder_is_told(graphs: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "tables").touch()
    with pytest.raises(StoreError, match="no tables can be written there"):
        list(export(graphs, tmp_path / "tables"))

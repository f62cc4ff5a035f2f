"""A store on the web: what HTTP and the SPARQL protocol demand, asked by a client in the same process."""

import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from mandategraph import iri, store
from mandategraph.cli import main
from mandategraph.service import Settings, application
from mandategraph.service.negotiation import GRAPHS, preferred
from mandategraph.service.sparql import reaches_out

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
DOCUMENT = "A/RES/68/187"
TOKEN = {"Authorization": "Bearer open sesame"}
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MOST_FORMS = [form for ending, form in GRAPHS.items() if ending not in ("trig", "nq")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("service") / "store"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(folder, folder.with_name("words"))), follow_redirects=False) as client:
        yield client


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[TestClient]:
    graphs = store.open_for_writing(tmp_path / "store")
    graphs.update("INSERT DATA { GRAPH <https://w3id.org/mandategraph/graph/actors> { <urn:a> <urn:b> 1 } }")
    graphs.update("INSERT DATA { GRAPH <https://w3id.org/mandategraph/graph/inferred> { <urn:a> <urn:c> 2 } }")
    graphs.flush()
    del graphs
    settings = Settings(tmp_path / "store", tmp_path / "words", token="open sesame")
    with TestClient(application(settings), follow_redirects=False) as client:
        yield client


def ask(client: TestClient, query: str, **headers: str):
    return client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"} | headers)


# IRIs


@pytest.mark.parametrize("path", [DOCUMENT, "body/unodc", "state/KEN", "vocab/requests", "session/general-assembly/69"])
@pytest.mark.parametrize(("ending", "form"), GRAPHS.items(), ids=list(GRAPHS))
def test_a_thing_leads_to_data_about_it_in_each_form(
    client: TestClient, path: str, ending: str, form: ox.RdfFormat
) -> None:
    led = client.get(f"/{path}", headers={"Accept": form.media_type})
    assert (led.status_code, led.headers["location"]) == (303, f"/{path}.{ending}")
    assert "Accept" in led.headers["vary"]
    data = client.get(led.headers["location"])
    assert data.headers["content-type"].startswith(form.media_type)
    said = list(ox.parse(data.content, format=form))
    assert ox.NamedNode(iri.BASE + path) in {quad.subject for quad in said}


@pytest.mark.parametrize("path", [DOCUMENT, "body/unodc", f"{DOCUMENT}/graph", "graph/actors"])
def test_all_forms_say_the_same(client: TestClient, path: str) -> None:
    answers = [client.get(f"/{path}.{form.file_extension}") for form in MOST_FORMS]
    said = [
        {q.triple for q in ox.parse(one.content, format=form)} for one, form in zip(answers, MOST_FORMS, strict=True)
    ]
    assert said[0]
    assert all(one == said[0] for one in said)
    apart = {q.triple for q in ox.parse(client.get(f"/{path}.nq").content, format=ox.RdfFormat.N_QUADS)}
    assert apart == said[0]


def test_a_document_brings_what_was_read_and_what_follows(client: TestClient, folder: Path) -> None:
    graph = iri.graph(iri.BASE + DOCUMENT)
    held = store.open_store(folder)
    expected = {
        quad
        for name in (graph, iri.inferred(graph))
        for quad in held.quads_for_pattern(None, None, None, ox.NamedNode(name))
    }
    assert set(ox.parse(client.get(f"/{DOCUMENT}.trig").content, format=ox.RdfFormat.TRIG)) == expected


def test_a_graph_is_a_document_itself(client: TestClient) -> None:
    found = client.get(f"/{DOCUMENT}/graph", headers={"Accept": "text/turtle"})
    assert (found.status_code, found.headers["content-location"]) == (200, f"/{DOCUMENT}/graph.ttl")


def test_people_are_led_to_pages(client: TestClient) -> None:
    led = client.get(f"/{DOCUMENT}", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (led.status_code, led.headers["location"]) == (303, f"/{DOCUMENT}.html")
    page = client.get(led.headers["location"])
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]


def test_what_cannot_be_had_is_refused_with_what_can(client: TestClient) -> None:
    refused = client.get(f"/{DOCUMENT}", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert all(form.media_type in refused.text for form in GRAPHS.values())
    assert refused.headers["link"].count('rel="alternate"') == len(GRAPHS) + 1


@pytest.mark.parametrize("path", ["a/res/68/187", f"{DOCUMENT}/"])
def test_another_spelling_of_a_symbol_leads_to_its_own(client: TestClient, path: str) -> None:
    led = client.get(f"/{path}")
    assert (led.status_code, led.headers["location"]) == (308, f"/{DOCUMENT}")


@pytest.mark.parametrize(
    "path", ["body/nobody", "body/nobody.ttl", "A/RES/1/1", "A/RES/1/1.html", "x/y z", "%00", "<script>"]
)
def test_what_is_unknown_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/{path}", headers={"Accept": "text/turtle"}).status_code == 404
    page = client.get(f"/{path}", headers={"Accept": "text/html"})
    assert (page.status_code, "<script>" in page.text.replace("<script src", "")) == (404, False)


@pytest.mark.parametrize("ending", [*GRAPHS, "html"])
def test_who_has_it_already_is_told_so(client: TestClient, ending: str) -> None:
    first = client.get(f"/{DOCUMENT}.{ending}")
    again = client.get(f"/{DOCUMENT}.{ending}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    other = client.get(f"/{DOCUMENT}.{ending}", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_a_tag_differs_between_forms_and_packings(client: TestClient) -> None:
    tags = {
        client.get(f"/{DOCUMENT}.{ending}", headers={"Accept-Encoding": "identity"}).headers["etag"]
        for ending in GRAPHS
    }
    packed = client.get(f"/{DOCUMENT}.ttl", headers={"Accept-Encoding": "gzip"})
    assert len(tags | {packed.headers["etag"]}) == len(GRAPHS) + 1
    assert packed.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "path", [DOCUMENT, f"{DOCUMENT}.ttl", f"{DOCUMENT}.html", "sparql", "graph-store?graph=urn:none"]
)
def test_head_is_get_without_the_words(client: TestClient, path: str) -> None:
    whole = client.get(f"/{path}", headers={"Accept": "text/turtle"})
    head = client.head(f"/{path}", headers={"Accept": "text/turtle"})
    told = {key: value for key, value in whole.headers.items() if key != "date"}
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert {key: value for key, value in head.headers.items() if key != "date"} == told


def test_scripts_of_other_pages_may_read(client: TestClient) -> None:
    other = {"Origin": "https://example.org"}
    assert client.get(f"/{DOCUMENT}.ttl", headers=other).headers["access-control-allow-origin"] == "*"
    asked = {**other, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert client.options("/sparql", headers=asked).status_code == 200


def test_the_words_of_a_document_stand_at_their_places(client: TestClient, folder: Path) -> None:
    words = client.get(f"/{DOCUMENT}/eng.txt").text
    rows = store.open_store(folder).query(
        f"SELECT ?start ?end ?exact {{ ?s <{iri.MG}charStart> ?start ; <{iri.MG}charEnd> ?end ; <{iri.MG}exact> ?exact }}",
        use_default_graph_as_union=True,
    )
    spans = [(int(row["start"].value), int(row["end"].value), row["exact"].value) for row in rows]
    assert len(spans) > 100
    assert all(words[start:end] == exact for start, end, exact in spans)


# SPARQL


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
        ("text/turtle;q=0.9, text/csv;q=0.1", "text/csv"),
    ],
)
def test_rows_come_in_the_form_that_is_asked_for(client: TestClient, accept: str, media_type: str) -> None:
    found = ask(client, "SELECT * { ?s ?p ?o } LIMIT 1", Accept=accept)
    assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, media_type)


@pytest.mark.parametrize("form", GRAPHS.values(), ids=list(GRAPHS))
def test_graphs_come_in_the_form_that_is_asked_for(client: TestClient, form: ox.RdfFormat) -> None:
    found = ask(client, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 10", Accept=form.media_type)
    assert found.headers["content-type"].startswith(form.media_type)


def test_without_a_dataset_all_graphs_are_asked(client: TestClient) -> None:
    assert ask(client, f"ASK {{ <{iri.BASE}body/unodc> ?p ?o }}").text.strip() == "true"


def test_a_dataset_in_the_query_counts(client: TestClient) -> None:
    assert ask(client, "ASK FROM <urn:none> { ?s ?p ?o }").text.strip() == "false"


def test_a_wrong_query_is_told_where_it_is_wrong(client: TestClient) -> None:
    wrong = ask(client, "SELECT * WHERE { ?s ?p ")
    assert wrong.status_code == 400
    assert "1:24" in wrong.text


def test_an_answer_in_no_form_is_refused(client: TestClient) -> None:
    assert ask(client, "ASK {}", Accept="image/png").status_code == 406


@pytest.mark.parametrize(
    "query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK { service silent ?x {} }"]
)
def test_other_servers_are_not_asked(client: TestClient, query: str) -> None:
    assert ask(client, query).status_code == 403


@pytest.mark.parametrize(
    "words",
    [
        "SELECT ?load {}",
        "SELECT * { ?s ex:SERVICE 'LOAD' }",
        "# SERVICE\nASK {}",
        "ASK { <urn:SERVICE> ?p '''a LOAD '' ''' }",
    ],
)
def test_names_and_texts_are_no_keywords(words: str) -> None:
    assert reaches_out(words) is None


def test_a_query_that_takes_too_long_is_stopped_and_others_go_on(folder: Path) -> None:
    with TestClient(application(Settings(folder, folder.with_name("words"), number=1, seconds=1))) as client:
        assert ask(client, "ASK {}").status_code == 200
        began = time.monotonic()
        late = ask(client, ENDLESS)
        assert (late.status_code, "1 seconds" in late.text) == (503, True)
        assert time.monotonic() - began < 15
        assert ask(client, "ASK { ?s ?p ?o }").status_code == 200


def test_an_answer_that_is_too_large_is_refused(folder: Path) -> None:
    with TestClient(application(Settings(folder, folder.with_name("words"), largest=10_000))) as client:
        assert ask(client, "SELECT * { ?s ?p ?o } LIMIT 1").status_code == 200
        assert ask(client, "SELECT * { ?s ?p ?o }").status_code == 413


def test_nobody_waits_for_ever(folder: Path) -> None:
    with TestClient(application(Settings(folder, folder.with_name("words"), number=1, waiting=-1))) as client:
        busy = ask(client, "ASK {}")
        assert (busy.status_code, "retry-after" in busy.headers) == (503, True)


def test_the_endpoint_describes_itself(client: TestClient) -> None:
    found = client.get("/sparql", headers={"Accept": "text/turtle"})
    said = {
        str(quad.predicate.value).rpartition("#")[2] for quad in ox.parse(found.content, format=ox.RdfFormat.TURTLE)
    }
    assert {"endpoint", "supportedLanguage", "defaultDataset", "resultFormat"} <= said


def test_people_without_a_query_are_led_to_the_editor(client: TestClient) -> None:
    led = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert (led.status_code, led.headers["location"]) == (303, "/editor.html")


# Updates


def test_a_store_is_only_read_unless_allowed(client: TestClient) -> None:
    assert client.post("/update", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
    assert client.put("/graph-store", params={"graph": "urn:g"}, content="").status_code == 405


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer close"}, {"Authorization": "Basic open sesame"}])
def test_updates_need_the_token(writable: TestClient, headers: dict[str, str]) -> None:
    refused = writable.post("/update", data={"update": "CLEAR ALL"}, headers=headers)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


def test_an_update_is_seen_at_once(writable: TestClient) -> None:
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    before = ask(writable, count).text
    done = writable.post(
        "/update", data={"update": "INSERT DATA { GRAPH <urn:g> { <urn:x> <urn:y> 3 } }"}, headers=TOKEN
    )
    assert done.status_code == 204
    assert (before.split()[1], ask(writable, count).text.split()[1]) == ("2", "3")
    wrong = writable.post("/update", content="INSERT", headers=TOKEN | {"Content-Type": "application/sparql-update"})
    assert wrong.status_code == 400
    outside = {"update": "LOAD <http://127.0.0.1:9/>"}
    assert writable.post("/update", data=outside, headers=TOKEN).status_code == 403


def test_an_update_that_is_told_its_dataset(writable: TestClient) -> None:
    told = {
        "update": "INSERT { GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
        "using-graph-uri": iri.BASE + "graph/inferred",
    }
    assert writable.post("/update", data=told, headers=TOKEN).status_code == 204
    assert ask(writable, "SELECT ?o { GRAPH <urn:g> { ?s ?p ?o } }").text.split() == ["o", "2"]
    twice = told | {"update": "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }"}
    assert writable.post("/update", data=twice, headers=TOKEN).status_code == 400


# Graphs and descriptions


def test_a_graph_is_had_by_its_name(client: TestClient) -> None:
    name = iri.graph(iri.BASE + DOCUMENT)
    found = client.get("/graph-store", params={"graph": name}, headers={"Accept": "application/n-triples"})
    assert found.content == client.get(f"/{DOCUMENT}/graph.nt").content
    assert client.get("/graph-store", params={"graph": "urn:none"}).status_code == 404
    assert client.get("/graph-store").status_code == 400
    assert client.get("/graph-store", params={"graph": "no iri"}).status_code == 400


def test_the_counts_of_the_dataset_are_true(client: TestClient, folder: Path) -> None:
    graphs = store.open_store(folder)
    void = "http://rdfs.org/ns/void#"
    said = ox.Store()
    said.load(client.get("/.well-known/void", headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE)

    def count(query: str) -> int:
        return int(next(iter(said.query(f"PREFIX void: <{void}> {query}")))[0].value)

    assert count("SELECT ?n { ?d a void:Dataset ; void:triples ?n }") == len(graphs)
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    provisions = len({q.subject for q in graphs.quads_for_pattern(None, a, ox.NamedNode(iri.term("Provision")))})
    assert count(f"SELECT ?n {{ ?p void:class <{iri.term('Provision')}> ; void:entities ?n }}") == provisions
    verbs = sum(1 for _ in graphs.quads_for_pattern(None, ox.NamedNode(iri.term("operativeVerb")), None))
    assert count(f"SELECT ?n {{ ?p void:property <{iri.term('operativeVerb')}> ; void:triples ?n }}") == verbs


# Questions


def test_a_question_is_answered_in_the_form_that_is_asked_for(client: TestClient) -> None:
    by_header = client.get("/questions/coordination", params={"body": "UNODC"}, headers={"Accept": "text/csv"})
    by_ending = client.get("/questions/coordination.csv", params={"body": "UNODC"})
    assert by_header.content == by_ending.content
    assert by_ending.text.splitlines()[0] == "body,mode,counterpart,force,verb,symbol,paragraph,words,rule"
    assert len(by_ending.text.splitlines()) > 2
    for ending in ("json", "xml", "tsv", "ttl"):
        found = client.get(f"/questions/coordination.{ending}", params={"body": "UNODC"})
        assert (found.status_code, "Member States" in found.text) == (200, True), ending


def test_an_answer_comes_in_parts_and_with_evidence(client: TestClient) -> None:
    told = {"body": "UNODC", "limit": "1", "offset": "1", "evidence": "true"}
    header, row = client.get("/questions/coordination.csv", params=told).text.splitlines()
    assert header.endswith(",evidence")
    assert "/eng.txt#char=" in row
    assert client.get("/questions/coordination.csv", params=told | {"limit": "-1"}).status_code == 400


@pytest.mark.parametrize(
    ("path", "told", "status", "words"),
    [
        ("coordination.csv", {"body": "nobody at all"}, 400, "no such actor"),
        ("coordination.csv", {}, 400, "must be told the body"),
        ("coordination.csv", {"body": "UNODC", "colour": "red"}, 400, "takes no --colour"),
        ("coordination.csv", {"body": "UNODC", "mode": ""}, 400, "mode is empty"),
        ("coordinations.csv", {"body": "UNODC"}, 404, "coordination"),
    ],
)
def test_a_question_that_is_not_understood_is_told_why(
    client: TestClient, path: str, told: dict[str, str], status: int, words: str
) -> None:
    refused = client.get(f"/questions/{path}", params=told)
    assert (refused.status_code, words in refused.text) == (status, True), refused.text


def test_people_ask_on_a_page(client: TestClient) -> None:
    led = client.get("/questions/coordination?body=UNODC", headers={"Accept": "text/html"})
    assert (led.status_code, led.headers["location"]) == (303, "/questions/coordination.html?body=UNODC")
    assert "Member States" in client.get(led.headers["location"]).text
    problem = client.get("/questions/coordination.html?body=nobody+at+all")
    assert (problem.status_code, "no such actor" in problem.text) == (200, True)
    found = client.get("/search.html?q=which+entities+must+UNODC+coordinate+with")
    assert 'href="questions/coordination.html?body=UNODC"' in found.text


def test_the_questions_describe_themselves(client: TestClient) -> None:
    listed = {one["name"] for one in client.get("/questions", headers={"Accept": "application/json"}).json()}
    described = client.get("/openapi.json").json()["paths"]
    assert {f"/questions/{name}" for name in listed} | {"/questions"} == set(described)
    examples = ox.Store()
    examples.load(client.get("/.well-known/sparql-examples").content, format=ox.RdfFormat.TURTLE)
    selects = [
        q.object.value
        for q in examples.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/shacl#select"), None)
    ]
    assert len(selects) > 30
    assert {ask(client, query).status_code for query in selects} == {200}


def test_search_engines_find_the_pages(client: TestClient) -> None:
    assert f"/{DOCUMENT}.html" in client.get("/sitemap.xml").text
    assert "sitemap.xml" in client.get("/robots.txt").text


@pytest.mark.parametrize("junk", ["", ",", "text", "text/html;q=x", ";;", "a/b;q=9, */*;q=0", "é/*"])
def test_no_header_breaks_the_choice(junk: str) -> None:
    assert preferred(junk, ("text/html",)) in ("text/html", None)


def test_the_ontology_leads_to_its_manual_and_its_files(client: TestClient) -> None:
    led = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert (led.status_code, led.headers["location"]) == (303, "/ontology/mandategraph.ttl")
    said = list(ox.parse(client.get(led.headers["location"]).content, format=ox.RdfFormat.TURTLE))
    assert ox.NamedNode(iri.term("Provision")) in {quad.subject for quad in said}
    assert client.get("/ontology", headers={"Accept": "text/html"}).headers["location"] == "/ontology/index.html"
    assert "Provision" in client.get("/ontology/class/Provision.html").text
    assert client.get("/ontology/../../etc/passwd").status_code == 404
    assert client.get("/ontology/%2e%2e/%2e%2e/etc/passwd").status_code == 404

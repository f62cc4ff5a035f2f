"""What HTTP demands of each form (RFC 9110, RFC 8288, Fetch), asked over real connections; and any nonsense."""

import gzip
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandategraph import iri
from mandategraph.cli import main
from mandategraph.page import ASSETS
from mandategraph.service import Settings
from mandategraph.service.negotiation import GRAPHS, ROWS
from mandategraph.service.place import PLACES
from webserver import Answer, ask, serving

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
THING = "/A/RES/68/187"
GRAPH = "/A/RES/68/187/graph"
TYPES: Mapping[str, str] = {"html": "text/html", **{ending: form.media_type for ending, form in GRAPHS.items()}}
QUERY = "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o } LIMIT 20"})
CONSTRUCT = "/sparql?" + urlencode({"query": "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 20"})
_ASSETS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
#: Addresses that answer with one form, and the media type.
FORMS = {
    **{f"{THING}.{ending}": media_type for ending, media_type in TYPES.items()},
    f"{THING}/eng.txt": "text/plain",
    **{f"/questions/mandates.{ending}?body=UNODC": form.media_type for ending, form in ROWS.items()},
    "/questions/mandates.html?body=UNODC": "text/html",
    **{path: "text/html" for path in PLACES if path.endswith(".html") and "{" not in path},
    "/": "text/html",
    "/sitemap.xml": "application/xml",
    **{f"/assets/{file.relative_to(ASSETS).as_posix()}": _ASSETS[file.suffix] for file in sorted(ASSETS.rglob("*.*"))},
}
#: Addresses that answer in the form that is preferred, and the media types.
CHOSEN = {
    GRAPH: tuple(TYPES.values())[1:],
    QUERY: tuple(form.media_type for form in ROWS.values()),
    CONSTRUCT: tuple(form.media_type for form in GRAPHS.values()),
    "/sparql": tuple(form.media_type for form in GRAPHS.values()),
    f"/graph-store?{urlencode({'graph': iri.BASE + 'graph/actors'})}": tuple(one.media_type for one in GRAPHS.values()),
    "/.well-known/void": tuple(form.media_type for form in GRAPHS.values()),
    "/questions/mandates?body=UNODC": tuple(form.media_type for form in ROWS.values()),
}
EACH = [(path, None) for path in FORMS] + [(path, accept) for path, types in CHOSEN.items() for accept in types]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("http") / "store"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    with serving(Settings(folder, folder.with_name("words"), seconds=10)) as site:
        yield site


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0]


@pytest.mark.parametrize(("ending", "media_type"), TYPES.items(), ids=list(TYPES))
def test_a_thing_leads_on(site: str, ending: str, media_type: str) -> None:
    led = ask(site + THING, headers={"Accept": media_type})
    assert (led.status, led.headers["location"], _vary(led)) == (303, f"{THING}.{ending}", {"Accept"})
    links = dict(re.findall(r'<([^>]*)>; rel="alternate"; type="([^"]*)"', led.headers["link"]))
    assert links == {f"{THING}.{other}": name for other, name in TYPES.items()}
    there = ask(site + led.headers["location"])
    assert (there.status, there.media_type) == (200, media_type)
    assert f'<{iri.BASE}A/RES/68/187>; rel="describes"' in there.headers["link"]


@pytest.mark.parametrize(("path", "accept"), EACH)
def test_each_form(site: str, path: str, accept: str | None) -> None:
    asked = {"Accept": accept} if accept else {}
    whole = ask(site + path, headers=asked)
    expected = _bare(accept) if accept else _bare(FORMS[path])
    assert (whole.status, whole.media_type) == (200, expected)
    assert int(whole.headers["content-length"]) == len(whole.body) > 0
    assert whole.headers["cache-control"] == "no-cache"
    vary = _vary(whole)
    assert vary == ({"Accept", "Accept-Encoding"} if accept else {"Accept-Encoding"})
    tag = whole.headers["etag"]
    assert re.fullmatch(r'"[\w-]+"', tag)

    head = ask(site + path, "HEAD", asked)
    assert head.body == b""
    assert _without_date(head) == _without_date(whole)

    for held in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        again = ask(site + path, headers={**asked, "If-None-Match": held})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert _vary(again) == vary
    assert ask(site + path, headers={**asked, "If-None-Match": '"another"'}).body == whole.body

    packed = ask(site + path, headers={**asked, "Accept-Encoding": "br, gzip;q=0.5"})
    if "content-encoding" in packed.headers:
        assert gzip.decompress(packed.body) == whole.body
        assert packed.headers["etag"] != tag
        assert ask(site + path, headers={**asked, "Accept-Encoding": "gzip;q=0"}).body == whole.body
    else:
        assert len(whole.body) < 1500

    elsewhere = ask(site + path, headers={**asked, "Origin": "https://example.org"})
    assert elsewhere.headers["access-control-allow-origin"] == "*"
    assert "etag" in elsewhere.headers["access-control-expose-headers"].lower()


def _vary(answer: Answer) -> set[str]:
    """By which headers an answer was chosen; the Origin is always among them, for scripts elsewhere."""
    return {one.strip() for one in answer.headers["vary"].split(",")} - {"Origin"}


def _without_date(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "date"}


@pytest.mark.parametrize("path", [*CHOSEN, THING])
def test_what_nobody_offers_is_refused_with_what_there_is(site: str, path: str) -> None:
    refused = ask(site + path, headers={"Accept": "image/png, video/*;q=0.5"})
    assert refused.status == 406
    assert all(_bare(media_type) in refused.text for media_type in CHOSEN.get(path, TYPES.values()))


@pytest.mark.parametrize("path", CHOSEN)
def test_the_better_form_is_preferred(site: str, path: str) -> None:
    better, worse = CHOSEN[path][2], CHOSEN[path][1]
    assert ask(site + path, headers={"Accept": f"{worse};q=0.4, {better};q=0.6, */*;q=0.1"}).media_type == _bare(better)
    assert ask(site + path, headers={"Accept": f"{_bare(better)};q=0, */*"}).media_type != _bare(better)


def test_a_query_that_is_sent_in_the_body_is_never_not_modified(site: str) -> None:
    told = {"Content-Type": "application/sparql-query", "Accept": "text/csv", "If-None-Match": "*"}
    assert ask(f"{site}/sparql", "POST", told, b"ASK {}").status == 200


@pytest.mark.parametrize("path", ["/assets/", "/assets/nothing.js", "/assets/../sheet.py", "/assets/%2e%2e/sheet.py"])
def test_only_what_pages_ask_for_is_handed_out(site: str, path: str) -> None:
    assert ask(site + path).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
@pytest.mark.parametrize("path", [THING, "/", "/graph-store?default", "/questions/mandates?body=UNODC"])
def test_other_methods_are_refused_with_those_that_there_are(site: str, path: str, method: str) -> None:
    refused = ask(site + path, method, body=b"")
    assert refused.status == 405
    assert {one.strip() for one in refused.headers["allow"].split(",")} == {"GET", "HEAD"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_scripts_elsewhere_may_ask(site: str, method: str) -> None:
    told = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "accept, content-type"}
    allowed = ask(f"{site}/sparql", "OPTIONS", {"Origin": "https://example.org", **told})
    assert allowed.status == 200
    assert method in allowed.headers["access-control-allow-methods"]


# Nonsense

_WORDS = ["query", "update", "graph", "default", "q", "kind", "offset", "limit", "body", "symbol", "theme", "year"]
_PATHS = [*PLACES, "/sparql", "/update", "/graph-store", THING, GRAPH, "/body/unodc.ttl", "/assets/", "/vocab/requests"]
_text = st.text(max_size=30)
_paths = st.one_of(
    st.sampled_from(_PATHS),
    st.tuples(st.sampled_from(_PATHS), _text).map(lambda pair: pair[0] + quote(pair[1])),
    _text.map(lambda words: "/" + quote(words)),
    st.binary(max_size=20).map(lambda some: "/" + quote(some)),
    st.lists(st.sampled_from(["A", "RES", "..", ".", "", "graph", "{name}", "é.ttl", "%2F", "~"])).map(
        lambda parts: "/" + quote("/".join(parts))
    ),
)
_queries = st.one_of(
    st.lists(st.tuples(st.sampled_from(_WORDS) | _text, _text | st.just("ASK {}"))).map(urlencode),
    st.binary(max_size=20).map(quote),
)
_accept = st.text(st.characters(codec="latin-1", exclude_categories=("Cc",)), max_size=30) | st.sampled_from(
    [*map(_bare, TYPES.values()), "*/*;q=1.0000", "text/*, */*;q=0.5", ",;,;q=,"]
)
_media_types = st.sampled_from(
    [
        "application/sparql-query",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/sparql-query; charset=x",
    ]
)


@given(path=_paths, told=_queries, accept=_accept, method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "OPTIONS"]))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_asked_breaks_it(site: str, path: str, told: str, accept: str, method: str) -> None:
    answer = ask(f"{site}{path}?{told}", method, {"Accept": accept.encode("latin-1")})
    assert answer.status < 500


@given(path=st.sampled_from(["/sparql", "/update", "/graph-store"]), media_type=_media_types, body=st.binary() | _text)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_sent_breaks_it(site: str, path: str, media_type: str, body: bytes | str) -> None:
    sent = body if isinstance(body, bytes) else urlencode({"query": body}).encode()
    assert ask(site + path, "POST", {"Content-Type": media_type}, sent).status in (200, 400, 403, 405, 415)


@pytest.mark.parametrize(
    "words",
    [
        "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a+)+$')) } LIMIT 1",
        "SELECT (1/0 AS ?n) {}",
        "SELECT * { ?s ?p ?o FILTER(REGEX(?o, '[')) }",
        "CONSTRUCT { ?o ?p ?s } WHERE { ?s ?p ?o } LIMIT 5",
        "CONSTRUCT { ?s ?p <<( ?s ?p ?o )>> } WHERE { ?s ?p ?o } LIMIT 5",
        "DESCRIBE *",
        "SELECT * { " + "{" * 500 + "}" * 500 + " }",
        "SELECT * { ?s " + "!" * 2000 + "<urn:p> ?o }",
        "ASK { FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_no_query_breaks_it(site: str, words: str) -> None:
    told = {"Content-Type": "application/sparql-query"}
    for form in (*ROWS.values(), *GRAPHS.values()):
        answer = ask(f"{site}/sparql", "POST", {**told, "Accept": f"{form.media_type}, */*;q=0.1"}, words.encode())
        assert answer.status in (200, 400, 406, 503)
    assert ask(f"{site}/sparql", "POST", {**told, "Accept": "text/csv"}, b"ASK {}").status == 200

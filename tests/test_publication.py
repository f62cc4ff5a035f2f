"""A store as files: all links lead somewhere, nothing is missing, and real web servers lead from IRIs to files."""

import gzip
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from lxml import etree, html

from mandategraph import iri, store
from mandategraph.cli import main
from mandategraph.page import ASSETS, DRAWN_WITH
from mandategraph.publication.publishing import DUMP, FORMS
from webserver import free_socket

SEED = Path(__file__).parents[1] / "data" / "corpus" / "A_RES_68_187.txt"
DOCUMENT = "A/RES/68/187"
ADDRESS = "https://example.org/mandates/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "store"
    assert CliRunner().invoke(main, ["build", str(SEED), "--store", str(folder)]).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    output = built.parent / "site"
    told = CliRunner().invoke(main, ["publish", "--store", str(built), "--output", str(output), "--base", ADDRESS])
    assert told.exit_code == 0, told.output
    return output


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if "ontology" not in page.relative_to(site).parts]
    assert len(pages) > 1000
    there = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    missing = set()
    for page in pages:
        place = page.relative_to(site).as_posix()
        for _, _, link, _ in html.fromstring(page.read_bytes()).iterlinks():
            target = unquote(
                urldefrag(urljoin(f"http://x/{place}", link).partition("?")[0]).url.removeprefix("http://x/")
            )
            if "://" not in link and not link.startswith(("data:", "mailto:", "#")) and target not in there:
                missing.add((target, place))
    assert not sorted(missing)[:20]


def test_what_pictures_are_drawn_with_is_there_and_what_needs_a_server_is_not(site: Path) -> None:
    pages = [site / "body" / "unodc.html", site / f"{DOCUMENT}.html"]
    pictures = [node for page in pages for node in html.fromstring(page.read_bytes()).xpath("//*[@data-scripts]")]
    if not pictures:
        pytest.skip("nothing is bundled to draw with: whether it is published was NOT looked at")
    names = {name.rpartition("assets/")[2] for node in pictures for name in node.get("data-scripts").split()}
    assert {name.rpartition("/")[2] for name in names} == {name for several in DRAWN_WITH.values() for name in several}
    for name in names:
        assert (site / "assets" / name).read_bytes() == (ASSETS / name).read_bytes()
    assert not list(site.rglob("yasgui*"))


def test_a_fragment_stands_on_its_page(site: Path, built: Path) -> None:
    page = html.fromstring((site / f"{DOCUMENT}.html").read_bytes())
    names = set(page.xpath("//@id"))
    paragraph = ox.NamedNode(iri.term("paragraphLabel"))
    units = {quad.subject.value for quad in store.open_store(built).quads_for_pattern(None, paragraph, None)}
    assert units
    assert {unit.partition("#")[2] for unit in units} <= names


@pytest.mark.parametrize("path", [DOCUMENT, "body/unodc", "ontology", "vocab/requests"])
def test_the_forms_of_a_thing_say_the_same(site: Path, path: str) -> None:
    said = []
    for ending in FORMS:
        graph = ox.Dataset(ox.parse(path=site / f"{path}.{ending}"))
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        said.append(set(graph))
    assert said[0]
    assert all(one == said[0] for one in said)


def test_the_dump_is_the_store(site: Path, built: Path) -> None:
    dumped = set(ox.parse(gzip.decompress((site / DUMP).read_bytes()), format=ox.RdfFormat.N_QUADS))
    held = set(store.open_store(built))
    assert dumped == held
    assert set(ox.parse(path=site / f"{DOCUMENT}/graph.nq")) <= held


def test_the_description_counts_truly_and_names_the_dump(site: Path, built: Path) -> None:
    said = ox.Store()
    said.load(path=site / "void.ttl")
    void = "http://rdfs.org/ns/void#"
    number = next(iter(said.query(f"SELECT ?n {{ ?d <{void}dataDump> <{ADDRESS}{DUMP}> ; <{void}triples> ?n }}")))
    assert int(number["n"].value) == len(store.open_store(built))
    size = next(iter(said.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/dcat#byteSize"), None))).object
    assert int(size.value) == (site / DUMP).stat().st_size
    assert not list(said.quads_for_pattern(None, ox.NamedNode(void + "sparqlEndpoint"), None))


def test_the_sitemap_names_pages_that_are_there(site: Path) -> None:
    listed = etree.parse(site / "sitemap.xml").getroot().itertext("{*}loc")
    files = [site / unquote(one.removeprefix(ADDRESS)) for one in listed]
    assert len(files) > 1000
    assert all(file.is_file() for file in files)


def test_every_question_is_answered_where_nobody_can_ask(site: Path) -> None:
    page = (site / "questions" / "coordination.html").read_text(encoding="utf-8")
    assert "Member States" in page
    assert "<button" not in page.partition("<main")[2]


def test_a_folder_that_cannot_be_written_is_told(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = CliRunner().invoke(
        main, ["publish", "--store", str(built), "--output", str(tmp_path / "file"), "--base", "x:"]
    )
    assert (told.exit_code, "cannot be written" in told.output) == (1, True)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Publishes a store of two statements, one of which names a path that leads upwards; without the ontology."""
    monkeypatch.setattr("mandategraph.publication.publishing._ontology", lambda *_: ())
    graphs = store.open_for_writing(tmp_path / "store")
    graphs.update(f"INSERT DATA {{ GRAPH <{iri.BASE}graph/actors> {{ <{iri.BASE}../../out> <urn:b> 1 }} }}")
    graphs.update(f"INSERT DATA {{ GRAPH <{iri.BASE}graph/inferred> {{ <{iri.BASE}in> <urn:b> 1 }} }}")
    graphs.flush()
    del graphs

    def published(output: Path) -> None:
        arguments = ["publish", "--store", str(tmp_path / "store"), "--output", str(output), "--base", ADDRESS]
        assert CliRunner().invoke(main, arguments).exit_code == 0

    return published


def test_no_path_leads_out_of_the_folder(small: Callable[[Path], None], tmp_path: Path) -> None:
    small(tmp_path / "deep" / "site")
    assert (tmp_path / "deep" / "site" / "in.ttl").is_file()
    assert not list(tmp_path.glob("out*"))


def test_what_is_published_twice_is_the_same(small: Callable[[Path], None], tmp_path: Path) -> None:
    small(tmp_path / "site")
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    first = {file: file.read_bytes() for file in files}
    (tmp_path / "site" / "mine.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "site" / "index.html").write_text("stale", encoding="utf-8")
    small(tmp_path / "site")
    assert (tmp_path / "site" / "mine.txt").read_text(encoding="utf-8") == "kept"
    assert {file: file.read_bytes() for file in files} == first


# Real web servers


def _nginx(site: Path, scratch: Path, port: int) -> list[str]:
    own = (site / "nginx.conf").read_text(encoding="utf-8")
    own = own.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/mandategraph", str(site))
    (scratch / "site.conf").write_text(own, encoding="utf-8")
    user = "user root;\n" if os.getuid() == 0 else ""
    temporary = "".join(
        f"{kind}_temp_path {scratch}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (scratch / "nginx.conf").write_text(
        f"{user}daemon off; pid {scratch}/pid; error_log {scratch}/error.log;\nevents {{}}\n"
        f"http {{ access_log off; {temporary} include {scratch}/site.conf; }}\n",
        encoding="utf-8",
    )
    return ["nginx", "-e", f"{scratch}/error.log", "-c", f"{scratch}/nginx.conf"]


def _apache(site: Path, scratch: Path, port: int) -> list[str]:
    modules = "".join(
        f"LoadModule {name}_module modules/mod_{name}.so\n"
        for name in ("mpm_event", "authz_core", "dir", "mime", "rewrite", "headers")
    )
    user = "User www-data\nGroup www-data\n" if os.getuid() == 0 else ""
    (scratch / "apache.conf").write_text(
        f"ServerRoot /usr/lib/apache2\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {scratch}/pid\n"
        f"ErrorLog {scratch}/error.log\n{user}{modules}TypesConfig /etc/mime.types\nDocumentRoot {site}\n"
        f"<Directory {site}>\nAllowOverride All\nRequire all granted\n</Directory>\n",
        encoding="utf-8",
    )
    return ["apache2", "-f", f"{scratch}/apache.conf", "-D", "FOREGROUND"]


_SERVERS: dict[str, Callable[[Path, Path, int], list[str]]] = {"nginx": _nginx, "apache2": _apache}


@pytest.fixture(scope="module", params=_SERVERS)
def server(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))
    program = shutil.which(request.param, path=path)
    if program is None:
        pytest.skip(f"{request.param} is not installed: whether its configuration leads to the files was NOT tested")
    scratch = tmp_path_factory.mktemp(request.param)
    for folder in (site, *site.parents, scratch):
        if folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o055)
    with free_socket() as free:
        port = free.getsockname()[1]
    command = _SERVERS[request.param](site, scratch, port)
    process = subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


class _Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _asked(address: str, accept: str) -> tuple[int, str, str]:
    """Status, media type and where it leads."""
    request = urllib.request.Request(address, headers={"Accept": accept})
    try:
        with urllib.request.build_opener(_Staying).open(request, timeout=10) as found:
            return found.status, found.headers.get_content_type(), ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, "", urljoin(address, error.headers.get("Location", ""))


@pytest.mark.parametrize("path", [DOCUMENT, "body/unodc", "vocab/requests", "ontology"])
@pytest.mark.parametrize(("ending", "media_type"), FORMS.items(), ids=list(FORMS))
def test_a_web_server_leads_an_iri_to_data(server: str, path: str, ending: str, media_type: str) -> None:
    assert _asked(f"{server}/{path}", f"{media_type}, */*;q=0.1") == (303, "", f"{server}/{path}.{ending}")
    assert _asked(f"{server}/{path}.{ending}", "*/*") == (200, media_type, "")


def test_a_web_server_leads_people_to_pages(server: str) -> None:
    assert _asked(f"{server}/{DOCUMENT}", "text/html,*/*;q=0.8") == (303, "", f"{server}/{DOCUMENT}.html")
    assert _asked(f"{server}/ontology", "text/html,*/*;q=0.8") == (303, "", f"{server}/ontology/index.html")
    assert _asked(f"{server}/", "text/html") == (200, "text/html", "")
    assert _asked(f"{server}/{DOCUMENT}/graph", "text/html") == (303, "", f"{server}/{DOCUMENT}/graph.nq")
    assert _asked(f"{server}/.well-known/void", "text/turtle") == (200, "text/turtle", "")
    assert _asked(f"{server}/{DOCUMENT}/eng.txt", "*/*") == (200, "text/plain", "")
    assert _asked(f"{server}/body/nobody", "text/html")[0] == 404

"""Every kind of IRI leads a program that knows only Linked Data to what the store says of it (rdf-dereference, on npm)."""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from mandategraph import store
from mandategraph.cli import main
from mandategraph.service import Settings
from mandategraph.service.resource import quads_of
from webserver import address_of, free_socket, serving

HERE = Path(__file__).parent
SEED = HERE.parent / "data" / "corpus" / "A_RES_68_187.txt"
NODE = shutil.which("node")


def _missing() -> str:
    """What is missing to run these tests."""
    version = subprocess.run([NODE, "--version"], capture_output=True, check=True).stdout.decode() if NODE else "v0.0"
    if tuple(map(int, version.strip().lstrip("v").split(".")[:2])) < (20, 18):
        return f"rdf-dereference needs node 20.18 or later, and there is {version.strip() if NODE else 'none'}"
    if not (HERE / "node_modules" / "rdf-dereference").is_dir():
        return "rdf-dereference is not there: npm ci --ignore-scripts --prefix tests"
    return ""


pytestmark = pytest.mark.skipif(bool(_missing()), reason=_missing() or "nothing is missing")

#: An IRI of each kind, by its end, and that of the document which says what is said of it.
KINDS = {
    "document": ("A/RES/68/187", "A/RES/68/187"),
    "paragraph": ("A/RES/68/187#para_1", "A/RES/68/187"),
    "provision": ("A/RES/68/187#para_5.1", "A/RES/68/187"),
    "actor": ("body/unodc", "body/unodc"),
    "state": ("state/KEN", "state/KEN"),
    "session": ("session/general-assembly/69", "session/general-assembly/69"),
    "post": ("post/secretary-general", "post/secretary-general"),
    "group": ("group/member-states", "group/member-states"),
    "graph of a document": ("A/RES/68/187/graph", "A/RES/68/187/graph"),
    "what follows from a document": ("A/RES/68/187/graph/inferred", "A/RES/68/187/graph/inferred"),
    "graph of the actors": ("graph/actors", "graph/actors"),
    "what follows from all": ("graph/inferred", "graph/inferred"),
}


@pytest.fixture(scope="module")
def bound() -> Iterator[socket.socket]:
    with closing(free_socket()) as bound:
        yield bound


@pytest.fixture(scope="module")
def site(bound: socket.socket) -> str:
    return address_of(bound)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, site: str) -> Path:
    """A store whose IRIs begin with the address of the server."""
    folder = tmp_path_factory.mktemp("dereference") / "store"
    command = ["build", str(SEED), "--store", str(folder), "--base", f"{site}/"]
    assert CliRunner().invoke(main, command).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def found(folder: Path, site: str, bound: socket.socket) -> dict[str, dict]:
    """What the program finds, by IRI."""
    assert NODE
    with serving(Settings(folder, folder.with_name("words")), bound):
        iris = [f"{site}/{end}" for end in (*dict(KINDS.values()), "body/nobody")]
        run = subprocess.run([NODE, HERE / "dereference.cjs", *iris], capture_output=True, timeout=300, check=True)
    return {one["iri"]: one for one in map(json.loads, run.stdout.decode().splitlines())}


@pytest.mark.parametrize("kind", KINDS)
def test_an_iri_leads_to_what_is_said_of_it(folder: Path, found: dict[str, dict], site: str, kind: str) -> None:
    end, document = KINDS[kind]
    outcome = found[f"{site}/{end}"]
    assert "error" not in outcome
    lines = "\n".join(outcome["statements"]).encode()
    got = {quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)}
    graphs = store.open_store(folder)
    expected = {quad.triple for quad in quads_of(graphs, ox.NamedNode(f"{site}/{document}"))}
    assert expected
    assert _plain(got) == _plain(expected)


def _plain(triples: set[ox.Triple]) -> ox.Dataset:
    """With blank nodes named by what is said of them."""
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def test_an_iri_of_which_nothing_is_said_leads_nowhere(found: dict[str, dict], site: str) -> None:
    assert found[f"{site}/body/nobody"].get("statements", []) == []

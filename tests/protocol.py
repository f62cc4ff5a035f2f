"""The protocol tests of SPARQL 1.1, put to a server over HTTP.

    python tests/protocol.py

puts those of ``protocol.toml`` and those of the service description to the server of this program and to Oxigraph's
own, each over a new store, and writes which pass as a table.
"""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

import pyoxigraph as ox

if __name__ == "__main__":  # as a command: this program from the checkout
    sys.path.insert(0, str(Path(__file__).parents[1] / "ingest"))

from mandategraph import iri, store
from mandategraph.service import Settings
from webserver import Answer, address_of, ask, free_socket, oxigraph, serving

CASES = tomllib.loads(Path(__file__).with_name("protocol.toml").read_text(encoding="utf-8"))
SERVICE_DESCRIPTION = ("has-endpoint-triple", "returns-rdf", "conforms-to-schema")

_FORM = "application/x-www-form-urlencoded"
_ROWS = ("application/sparql-results+json", "application/sparql-results+xml")
_FORMS = {
    "boolean": _ROWS,
    "rows": (*_ROWS, "text/csv", "text/tab-separated-values"),
    "graph": (
        "application/rdf+xml",
        "text/turtle",
        "application/n-triples",
        "application/ld+json",
        "application/n-quads",
        "application/trig",
    ),
}
_RESULTS = {"application/sparql-results+json": "json", "application/sparql-results+xml": "xml"}
_SD = "http://www.w3.org/ns/sparql-service-description#"
_TOKEN = "open sesame"


@dataclass(frozen=True)
class Server:
    """Where a server takes queries, updates and requests for graphs. ``graphs`` begins the IRIs of graphs of its own."""

    query: str
    update: str
    graph_store: str
    graphs: str
    token: str | None = None

    def updated(self, words: str) -> Answer:
        return ask(self.update, "POST", {"Content-Type": "application/sparql-update", **self.admission}, words.encode())

    @property
    def admission(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


class WrongError(Exception):
    """A server does something else than the test demands."""


def _demand(is_so: object, otherwise: str) -> None:
    if not is_so:
        raise WrongError(otherwise)


# SPARQL 1.1 Protocol


def sparql(server: Server, name: str) -> None:
    """Put a test of the SPARQL 1.1 Protocol; ``WrongError`` if the server fails it."""
    documents = [f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3)]
    data = " ".join(f"GRAPH <{one}> {{ <{one}> a <http://xmlns.com/foaf/0.1/Document> }}" for one in documents)
    server.updated(f"CLEAR ALL ; INSERT DATA {{ {data} }}")
    for step in CASES["sparql"][name]:
        put_step(server, step)


def put_step(server: Server, step: Mapping) -> None:
    """Put one step of a test of the SPARQL 1.1 Protocol; ``WrongError`` if the server fails it."""
    if "empty" in step:
        server.updated(f"CREATE SILENT GRAPH <{step['empty']}>")
    is_update = step.get("to") == "update"
    told = urlencode([tuple(pair) for pair in step.get("told", ())], quote_via=quote)
    body = step["body"].encode(step.get("encoding", "utf-8")) if "body" in step else None
    headers = {"Content-Type": step["type"]} if "type" in step else {}
    answer = ask(
        (server.update if is_update else server.query) + (f"?{told}" if told else ""),
        step.get("method", "GET" if body is None else "POST"),
        {**headers, **(server.admission if is_update else {})},
        body,
    )
    if step.get("refused"):
        _demand(answer.status // 100 == 4 and answer.status not in (401, 403), f"{answer.status} instead of 4xx")
    else:
        _demand(answer.status // 100 in (2, 3), f"{answer.status} instead of 2xx or 3xx")
    if "form" in step:
        _demand(answer.media_type in _FORMS[step["form"]], f"{answer.media_type} for a {step['form']}")
    if "answer" in step:
        _answered(answer, step["answer"])


def _answered(answer: Answer, expected: object) -> None:
    form = ox.QueryResultsFormat.from_media_type(answer.media_type)
    results = ox.parse_query_results(answer.body, format=form)
    if isinstance(results, ox.QueryBoolean):
        _demand(bool(results) is expected, f"{bool(results)}, not {expected}".lower())
        return
    rows = list(results)
    _demand(len(rows) == 1, f"{len(rows)} rows instead of one")
    value = rows[0][0]
    _demand(isinstance(value, ox.NamedNode) and ":" in value.value, f"{value} is not {expected}")


# Graph Store HTTP Protocol


def graph(server: Server, name: str) -> None:
    """Put a test of the reading part of the Graph Store HTTP Protocol; ``WrongError`` if the server fails it."""
    (case,) = CASES["graph"][name]
    is_default = case["graph"] == "default"
    own = server.graphs + case["graph"]
    held = tuple(ox.parse(_PREFIXES + case.get("holds", ""), format=ox.RdfFormat.TURTLE, base_iri=server.graphs))
    said = ox.serialize((quad.triple for quad in held), format=ox.RdfFormat.N_TRIPLES).decode()
    data = said if is_default else f"GRAPH <{own}> {{ {said} }}"
    _demand(server.updated(f"CLEAR ALL ; INSERT DATA {{ {data if held else ''} }}").status < 300, "the data is refused")
    address = f"{server.graph_store}?default" if is_default else own
    if case.get("named"):
        address = f"{server.graph_store}?{urlencode({'graph': own})}"
    answer = ask(address, case.get("method", "GET"), {"Accept": "text/turtle"})
    if not held:
        _demand(answer.status == 404, f"{answer.status} instead of 404")
        return
    _demand(answer.status == 200, f"{answer.status} instead of 200")
    _demand(answer.media_type == "text/turtle", f"{answer.media_type} instead of text/turtle")
    if case.get("method") == "HEAD":
        _demand(answer.body == b"", "there are bytes after the head")
    else:
        _demand(_same(ox.parse(answer.body, format=ox.RdfFormat.TURTLE), held), "the graph is another one")


_PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> . "


def _same(some: Iterable[ox.Quad], others: Iterable[ox.Quad]) -> bool:
    """Whether graphs are the same but for the names of blank nodes."""
    one, other = ox.Dataset(some), ox.Dataset(others)
    for each in (one, other):
        each.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return one == other


# SPARQL 1.1 Service Description

#: Whose property each is and what it leads to (Service Description, section 3). What has no class here is open.
_SCHEMA = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
_INSTANCES = {
    "Language": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
    "Feature": {"DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery"},
}
_CLASSES = {cls for pair in _SCHEMA.values() for cls in pair if cls}
_ABOVE = {"Dataset": {"GraphCollection"}}


def service_description(server: Server, name: str) -> None:
    """Put a test of the Service Description; ``WrongError`` if the server fails it."""
    answer = ask(server.query, headers={"Accept": "text/turtle, application/rdf+xml;q=0.9"})
    _demand(answer.status == 200, f"{answer.status} instead of 200")
    _demand(answer.media_type in _FORMS["graph"], f"{answer.media_type} is no form of a graph")
    said = {
        quad.triple
        for quad in ox.parse(answer.body, format=ox.RdfFormat.from_media_type(answer.media_type), base_iri=server.query)
    }
    _demand(said, "nothing is said")
    if name == "has-endpoint-triple":
        endpoint = ox.NamedNode(f"{_SD}endpoint")
        _demand(
            any(one.predicate == endpoint and one.object == ox.NamedNode(server.query) for one in said),
            "no sd:endpoint is the one that was asked",
        )
    elif name == "conforms-to-schema":
        for wrong in _strange(said):
            raise WrongError(wrong)


def _strange(said: Iterable[ox.Triple]) -> Iterator[str]:
    """What does not fit the schema."""
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    classes: dict[object, set[str]] = {}
    for one in said:
        if one.predicate == a and one.object.value.startswith(_SD):
            cls = one.object.value.removeprefix(_SD)
            classes.setdefault(one.subject, set()).update({cls, *_ABOVE.get(cls, ())})
            if cls not in _CLASSES:
                yield f"there is no class sd:{cls}"
    if not any("Service" in found for found in classes.values()):
        yield "nothing is an sd:Service"
    for one in said:
        if one.predicate.value.startswith(_SD):
            prop = one.predicate.value.removeprefix(_SD)
            if prop not in _SCHEMA:
                yield f"there is no property sd:{prop}"
                continue
            domain, range_ = _SCHEMA[prop]
            if domain not in classes.get(one.subject, ()):
                yield f"sd:{prop} belongs to an sd:{domain}"
            if range_ and not _is_one(one.object, range_, classes):
                yield f"sd:{prop} leads to an sd:{range_}, not to {one.object}"


def _is_one(node: object, cls: str, classes: Mapping[object, set[str]]) -> bool:
    known = isinstance(node, ox.NamedNode) and node.value.removeprefix(_SD) in _INSTANCES.get(cls, ())
    return known or cls in classes.get(node, ())


# Servers, and the table


@contextmanager
def own_server(folder: Path) -> Iterator[Server]:
    """This program's server, with updates, over a store in this folder whose IRIs begin with its address."""
    bound = free_socket()
    site = address_of(bound)
    graphs = store.open_for_writing(folder / "store")
    for name in ("actors", "inferred"):
        graphs.update(f"INSERT DATA {{ GRAPH <{iri.shared_graph(f'{site}/', name)}> {{ <urn:a> <urn:b> 1 }} }}")
    graphs.flush()
    del graphs
    with serving(Settings(folder / "store", folder / "words", token=_TOKEN), bound):
        yield Server(f"{site}/sparql", f"{site}/update", f"{site}/graph-store", f"{site}/", _TOKEN)


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[Server]:
    """Oxigraph's server over a new store in this folder."""
    with oxigraph(folder / "oxigraph") as site:
        yield Server(f"{site}/query", f"{site}/update", f"{site}/store", f"{site}/store/")


PARTS: Mapping[str, tuple[Callable[[Server, str], None], tuple[str, ...]]] = {
    "SPARQL 1.1 Protocol": (sparql, tuple(CASES["sparql"])),
    "SPARQL 1.1 Graph Store HTTP Protocol, reading": (graph, tuple(CASES["graph"])),
    "SPARQL 1.1 Service Description": (service_description, SERVICE_DESCRIPTION),
}


def _outcome(put: Callable[[Server, str], None], server: Server, name: str) -> str:
    try:
        put(server, name)
    except WrongError as error:
        return str(error)
    return ""


def main() -> None:
    """Write the table."""
    lines = ["| tests of the W3C | all | passed here | by Oxigraph's server |", "|---|---:|---:|---:|"]
    failures = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        servers = [stack.enter_context(own_server(folder)), stack.enter_context(oxigraph_server(folder))]
        for part, (put, names) in PARTS.items():
            outcomes = [[_outcome(put, server, name) for name in names] for server in servers]
            lines.append(f"| {part} | {len(names)} | {' | '.join(str(one.count('')) for one in outcomes)} |")
            for server, outcome in zip(("here", "Oxigraph"), outcomes, strict=True):
                failures += [f"- {server}: `{name}`: {why}" for name, why in zip(names, outcome, strict=True) if why]
    sys.stdout.write("\n".join([*lines, "", *failures, ""]))


if __name__ == "__main__":
    main()

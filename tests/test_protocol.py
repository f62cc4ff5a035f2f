"""The protocol tests of SPARQL 1.1 by their own names, put to the server over HTTP."""

from collections.abc import Iterator

import pytest

import protocol
from protocol import CASES, PARTS, Server
from webserver import ask


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with protocol.own_server(tmp_path_factory.mktemp("protocol")) as server:
        yield server


#: Tests that nobody can pass who reads them as they stand.
SLIPS = {"query_multiple_dataset": "the ampersand between two parameters is encoded, so that it belongs to the first"}


def _cases() -> list[object]:
    return [
        pytest.param(
            put,
            name,
            id=name,
            marks=[pytest.mark.xfail(reason=SLIPS[name], strict=True)] if name in SLIPS else [],
        )
        for put, names in PARTS.values()
        for name in names
    ]


def test_all_are_put() -> None:
    assert {part: len(names) for part, (_, names) in PARTS.items()} == {
        "SPARQL 1.1 Protocol": 34,
        "SPARQL 1.1 Graph Store HTTP Protocol, reading": 10,
        "SPARQL 1.1 Service Description": 3,
    }
    assert {len(CASES["graph"][name]) for name in CASES["graph"]} == {1}
    assert sum(len(steps) for steps in CASES["sparql"].values()) == 34 + 5


@pytest.mark.parametrize(("put", "name"), _cases())
def test_protocol(server: Server, put, name: str) -> None:
    put(server, name)


def test_the_dataset_of_the_request_comes_before_that_of_the_query(server: Server) -> None:
    """What ``query_multiple_dataset`` means to test."""
    (step,) = CASES["sparql"]["query_multiple_dataset"]
    protocol.sparql(server, "query_get")  # puts the data
    address = step["told"][0][1].replace("&", " ").replace("=", " ").split()
    told = [["named-graph-uri", one] for one in address if one.startswith("http")]
    assert len(told) == 2
    protocol.put_step(server, {**step, "told": told})
    with pytest.raises(protocol.WrongError, match="false, not true"):
        protocol.put_step(server, {**step, "told": told[:1]})


def test_an_update_at_the_address_of_queries_is_refused(server: Server) -> None:
    assert ask(f"{server.query}?update=CLEAR%20ALL").status == 400
    form = {"Content-Type": "application/x-www-form-urlencoded", **server.admission}
    assert ask(server.query, "POST", form, b"update=CLEAR%20ALL").status == 400


def test_iris_are_relative_to_the_base_of_the_store(server: Server) -> None:
    server.updated("INSERT DATA { <body/unodc> <urn:p> 1 }")
    query = f"ASK {{ <{server.graphs}body/unodc> <urn:p> 1 }}".encode()
    told = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    assert ask(server.query, "POST", told, query).text.strip() == "true"


def test_an_update_that_cannot_be_done_is_refused(server: Server) -> None:
    assert "urn:none" in server.updated("CLEAR GRAPH <urn:none>").text
    assert server.updated("CLEAR GRAPH <urn:none>").status == 400

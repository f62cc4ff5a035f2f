"""Remote: a store on the network, spoken to as SPARQL 1.1 has it and in no other way.

It is asked and changed by the Protocol (https://www.w3.org/TR/sparql11-protocol/), by POST, and its graphs are put and
fetched by the Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) where it has an address for
that. What fails for a moment is tried again, a little later each time: all that is sent here may be
sent twice. What fails for good is a ``RemoteError`` that names the remedy.
"""

import base64
import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import IO, Any, TypeVar

import pyoxigraph as ox

from .digest import Digest, digest
from .errors import RemoteError

_T = TypeVar("_T")
_RESULTS = "application/sparql-results+json"
_SOLUTIONS = f"{_RESULTS}, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples"
#: How often a request is sent before it has failed; with pauses of 0.5 seconds and twice as much each time.
_ATTEMPTS = 6


@dataclass(frozen=True)
class Remote:
    """A store by its addresses: for queries, for updates, and for whole graphs if it has one for them.

    One that is only asked has no address for updates, and can stand wherever graphs are asked (``Graphs``).
    ``auth`` is a user and password with a colon between them, or a token without one. ``timeout`` is in seconds.
    ``pause`` waits before something is tried again.
    """

    endpoint: str
    update_endpoint: str | None = None
    graph_store: str | None = None
    auth: str | None = field(default=None, repr=False)
    timeout: float = 60
    pause: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """See that the addresses are such: ``RemoteError`` if not."""
        for address in filter(None, (self.endpoint, self.update_endpoint, self.graph_store)):
            told = urllib.parse.urlsplit(address)
            if told.scheme not in {"http", "https"} or not told.hostname:
                raise RemoteError(f"{address}: no address; it must begin with http:// or https:// and name a host")
            if told.username is not None:
                raise RemoteError(f"{told.hostname}: leave user and password out of the address; give them to --auth")

    def meet(self) -> None:
        """Ask something that every store can answer; ``RemoteError`` at once if this one does not."""
        _ = self.select("SELECT * WHERE { } LIMIT 1", attempts=1)

    def select(self, query: str, attempts: int = _ATTEMPTS) -> list[dict[str, str]]:
        """The rows of a SELECT query: the values of its variables, those without one left out."""
        return self._sent(self._asking(query, _RESULTS), _rows, attempts)

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> ox.QuerySolutions:
        """The solutions of a SELECT query.

        What the default graph is, each store has its own way to say: Oxigraph's server is told that it is all graphs
        together, Virtuoso's always is, and others are set up so.
        """
        told = {"union-default-graph": "true"} if use_default_graph_as_union else {}
        return self._sent(self._asking(query, _SOLUTIONS, told), _solutions, _ATTEMPTS)

    def meet_to_ask(self) -> None:
        """See that the store answers, and that all its graphs together are asked: ``RemoteError`` if not."""
        in_one = "SELECT * WHERE { GRAPH ?graph { ?thing ?how ?what } } LIMIT 1"
        in_all = "SELECT * WHERE { ?thing ?how ?what } LIMIT 1"
        self.meet()
        if not any(self.query(in_all, use_default_graph_as_union=True)) and any(self.query(in_one)):
            raise RemoteError(
                f"{self.endpoint}: its default graph is not all its graphs together; set it up so: docs/loading.md"
            )

    def update(self, change: str | bytes) -> None:
        """Make a change that may be made twice."""
        body = change.encode() if isinstance(change, str) else change
        address = self.update_endpoint or self.endpoint
        self._sent(self._request("POST", address, body, "application/sparql-update", "*/*"), _nothing)

    def replace(self, graph: ox.NamedNode, batches: Iterable[bytes], before: str) -> None:
        """Make a change, and then put these statements, in N-Triples, in the place of all that a graph held.

        Each batch is one request. With a single batch by Update the change is part of it.
        """
        (self._put if self.graph_store else self._insert)(graph, batches, before)

    def _put(self, graph: ox.NamedNode, batches: Iterable[bytes], before: str) -> None:
        self.update(before)
        method = "PUT"
        for batch in batches:
            self._sent(self._request(method, self._address(graph), batch, _TRIPLES, "*/*"), _nothing)
            method = "POST"

    def _insert(self, graph: ox.NamedNode, batches: Iterable[bytes], before: str) -> None:
        first = f"{before} ;\nDROP SILENT GRAPH {graph} ;\n"
        for batch in batches:
            self.update(f"{first}INSERT DATA {{ GRAPH {graph} {{\n".encode() + batch + b"} }")
            first = ""

    def digest(self, graph: ox.NamedNode) -> Digest:
        """The digest of what the store holds of a graph, read back from it."""
        accept = f"{_TRIPLES}, text/turtle;q=0.5"
        if self.graph_store:
            request = self._request("GET", self._address(graph), None, None, accept)
        else:
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
            request = self._asking(query, accept)
        return self._sent(request, _digest)

    def _address(self, graph: ox.NamedNode) -> str:
        address = self.graph_store or ""
        return f"{address}{'&' if '?' in address else '?'}graph={urllib.parse.quote(graph.value, safe='')}"

    def _asking(
        self, query: str, accept: str, told: Mapping[str, str] = MappingProxyType({})
    ) -> urllib.request.Request:
        """A query in a form: Virtuoso 7.2 never answers one that is posted directly."""
        body = urllib.parse.urlencode({"query": query, **told}).encode()
        return self._request("POST", self.endpoint, body, "application/x-www-form-urlencoded", accept)

    def _request(
        self, method: str, address: str, body: bytes | None, form: str | None, accept: str
    ) -> urllib.request.Request:
        request = urllib.request.Request(address, body, {"Accept": accept, "User-Agent": "mandategraph"}, method=method)  # noqa: S310 - checked above
        if form:
            request.add_header("Content-Type", form)
        if self.auth:
            request.add_unredirected_header("Authorization", _authorization(self.auth))
        return request

    def _sent(
        self,
        request: urllib.request.Request,
        read: Callable[[http.client.HTTPResponse], _T],
        attempts: int = _ATTEMPTS,
    ) -> _T:
        """What is read of the answer to a request; what fails for a moment is tried again."""
        for attempt in range(attempts - 1):
            try:
                return self._once(request, read)
            except _TRANSIENT as error:
                if isinstance(error, urllib.error.HTTPError) and error.code not in _MOMENTARY:
                    raise self._refusal(request, error) from error
                if self.update_endpoint is None and _is_late(error):  # what takes too long once does so again
                    raise self._silence(request, error) from error
                self.pause(_wait(error, attempt))
        try:
            return self._once(request, read)
        except urllib.error.HTTPError as error:
            raise self._refusal(request, error) from error
        except _TRANSIENT as error:
            raise self._silence(request, error) from error

    def _silence(self, request: urllib.request.Request, error: Exception) -> RemoteError:
        """Why a store did not answer."""
        if _is_late(error):
            less = ", or send less at once with --batch" if self.update_endpoint else ""
            return RemoteError(
                f"{request.full_url}: no answer in {self.timeout:g} seconds; wait longer with --timeout{less}"
            )
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        kept = " What was loaded whole stays loaded: repeat the command" if self.update_endpoint else ""
        return RemoteError(
            f"{request.full_url}: cannot be reached ({reason}); is the store running, and is this its address?{kept}"
        )

    def _refusal(self, request: urllib.request.Request, error: urllib.error.HTTPError) -> RemoteError:
        """Why a store refused a request, and what can be done."""
        return _refusal(request, error, _REMEDIES if self.update_endpoint else _REMEDIES_OF_QUESTIONS)

    def _once(self, request: urllib.request.Request, read: Callable[[http.client.HTTPResponse], _T]) -> _T:
        with self._opener.open(request, timeout=self.timeout) as answer:
            return read(answer)

    @cached_property
    def _opener(self) -> urllib.request.OpenerDirector:
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if self.auth and ":" in self.auth:
            user, _, password = self.auth.partition(":")
            for address in filter(None, (self.endpoint, self.update_endpoint, self.graph_store)):
                passwords.add_password(None, urllib.parse.urlsplit(address).netloc, user, password)
        return urllib.request.build_opener(_Digests(passwords))


class _Digests(urllib.request.HTTPDigestAuthHandler):
    """Answers a challenge for a digest, as Virtuoso sends it, and leaves all others to be told as refusals."""

    def http_error_401(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
    ) -> Any:  # noqa: ANN401
        challenge = headers.get("WWW-Authenticate", "")
        return super().http_error_401(req, fp, code, msg, headers) if challenge.lower().startswith("digest") else None


def _is_late(error: Exception) -> bool:
    """Whether no answer came in time."""
    return isinstance(error.reason if isinstance(error, urllib.error.URLError) else error, TimeoutError)


_LONGEST_PAUSE = 60.0
_TRANSIENT = (OSError, http.client.HTTPException)
#: Time-outs, too many requests, and servers behind a proxy that are starting or busy.
_MOMENTARY = frozenset({408, 425, 429, 502, 503, 504})


def _wait(error: Exception, attempt: int) -> float:
    """Seconds before the next attempt: those that the store asks for, or twice as many each time."""
    asked = error.headers.get("Retry-After", "") if isinstance(error, urllib.error.HTTPError) else ""
    return min(float(asked) if asked.isdigit() else 0.5 * 2**attempt, _LONGEST_PAUSE)


def _authorization(auth: str) -> str:
    if ":" in auth:
        return f"Basic {base64.b64encode(auth.encode()).decode()}"
    return f"Bearer {auth}"


def _nothing(answer: http.client.HTTPResponse) -> None:
    answer.read()


def _rows(answer: http.client.HTTPResponse) -> list[dict[str, str]]:
    form = answer.headers.get_content_type()
    if form not in {_RESULTS, "application/json"}:
        raise _wrong_form(answer, form, "the results of a query")
    try:
        found = json.load(answer)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RemoteError(f"{answer.geturl()}: the results of a query cannot be read ({error}); {_NAME_IT}") from error


def _solutions(answer: http.client.HTTPResponse) -> ox.QuerySolutions:
    form = ox.QueryResultsFormat.from_media_type(answer.headers.get_content_type())
    if form is None:
        raise _wrong_form(answer, answer.headers.get_content_type(), "the results of a query")
    body = answer.read()
    try:
        found = ox.parse_query_results(body, format=form)
        if isinstance(found, ox.QuerySolutions):
            found.serialize(format=form)  # what is broken further down is told here as well
            found = ox.parse_query_results(body, format=form)
    except (SyntaxError, ValueError) as error:
        raise RemoteError(f"{answer.geturl()}: the results of a query cannot be read ({error}); {_NAME_IT}") from error
    if isinstance(found, ox.QueryBoolean):
        raise RemoteError(f"{answer.geturl()}: answered yes or no where rows were asked for; {_NAME_IT}")
    return found


def _digest(answer: http.client.HTTPResponse) -> Digest:
    form = answer.headers.get_content_type()
    known = ox.RdfFormat.from_media_type(form)
    if known is None:
        raise _wrong_form(answer, form, "the statements of a graph")
    try:
        return digest(_triples(answer, known))
    except SyntaxError as error:
        raise RemoteError(f"{answer.geturl()}: the statements of a graph cannot be read: {error}") from error


def _triples(answer: http.client.HTTPResponse, form: ox.RdfFormat) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(answer, form))


_NAME_IT = "is this the address of a SPARQL endpoint? docs/loading.md tells those of each store"


def _wrong_form(answer: http.client.HTTPResponse, form: str, wanted: str) -> RemoteError:
    return RemoteError(f"{answer.geturl()}: answered with {form} where {wanted} were asked for; {_NAME_IT}")


def _refusal(
    request: urllib.request.Request, error: urllib.error.HTTPError, remedies: Mapping[int, str]
) -> RemoteError:
    """Why a store refused a request, and what can be done."""
    said = b"" if error.fp is None else error.read(2000)
    first = next((line.strip() for line in said.decode(errors="replace").splitlines() if line.strip()), "")
    remedy = remedies.get(error.code, remedies[0])
    told = f" ({first[:200]})" if first and not first.startswith("<") else ""
    size = f" for {len(request.data):,} bytes" if error.code == 413 and isinstance(request.data, bytes) else ""
    return RemoteError(f"{request.full_url}: {error.code} {error.reason}{size}{told}; {remedy}")


_FORM = "the store does not speak SPARQL 1.1 at this address; give each address its own option: --update, --graph-store"
#: What a person can do about a refusal, by its status.
_REMEDIES: Mapping[int, str] = {
    0: "repeat the command; what was loaded whole is not sent again",
    301: "the store has moved; give the address to which it points",
    302: "the store has moved; give the address to which it points",
    307: "the store has moved; give the address to which it points",
    308: "the store has moved; give the address to which it points",
    400: "the store does not understand this; does the address take queries and updates alike? If not, name --update",
    401: "give a user and password, or a token: --auth USER:PASSWORD or the environment's MANDATEGRAPH_AUTH",
    403: "this user may not do that; ask for the right to update the store, or give --auth to another user",
    404: f"nothing is at this address; {_NAME_IT}",
    405: _FORM,
    406: _FORM,
    413: "send less at once with --batch, or let the store (or the proxy before it) take larger requests",
    415: _FORM,
    429: "the store asks to be left alone; repeat the command later",
    500: "the store has failed; its log tells why; sending less at once with --batch may help",
    501: _FORM,
    503: "the store is busy or starting; repeat the command later",
    504: "the store took too long; send less at once with --batch",
}
#: The same where a store is only asked.
_REMEDIES_OF_QUESTIONS: Mapping[int, str] = {
    **_REMEDIES,
    0: "repeat the command later",
    400: "the store does not understand this query; does it speak SPARQL 1.1?",
    403: "this user may not ask; give --auth to another user",
    405: f"the store takes no queries by POST at this address; {_NAME_IT}",
    413: "let the store (or the proxy before it) take larger requests",
    500: "the store has failed; its log tells why",
    504: "the store took too long; ask for less: name a document, a body or a year",
}

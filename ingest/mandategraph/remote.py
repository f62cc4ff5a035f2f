"""Remote: a store on the network, spoken to as SPARQL 1.1 has it and in no other way.

It is asked and changed by the Protocol (https://www.w3.org/TR/sparql11-protocol/), by POST, and its graphs are put and
fetched by the Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) where it has an address for
that. What fails for a moment is tried again, a little later each time: all that is sent here may be
sent twice. What fails for good is a ``RemoteError`` that names the remedy.
"""

import time
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import IO, TypeVar, cast
from urllib.parse import quote

import httpx
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
            told = _url(address)
            if told.userinfo:
                raise RemoteError(f"{told.host}: leave user and password out of the address; give them to --auth")

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
        return f"{address}{'&' if '?' in address else '?'}graph={quote(graph.value, safe='')}"

    def _asking(self, query: str, accept: str, told: Mapping[str, str] = MappingProxyType({})) -> httpx.Request:
        """A query in a form: Virtuoso 7.2 never answers one that is posted directly."""
        headers = {"Accept": accept}
        return self._client.build_request("POST", self.endpoint, data={"query": query, **told}, headers=headers)

    def _request(self, method: str, address: str, body: bytes | None, form: str | None, accept: str) -> httpx.Request:
        headers = {"Accept": accept} | ({"Content-Type": form} if form else {})
        return self._client.build_request(method, address, content=body, headers=headers)

    def _sent(self, request: httpx.Request, read: Callable[[httpx.Response], _T], attempts: int = _ATTEMPTS) -> _T:
        """What is read of the answer to a request; what fails for a moment is tried again."""
        for attempt in range(attempts - 1):
            try:
                return self._once(request, read)
            except httpx.HTTPStatusError as error:
                if error.response.status_code not in _MOMENTARY:
                    raise self._refusal(error) from error
                self.pause(_wait(error.response, attempt))
            except httpx.TransportError as error:
                if self.update_endpoint is None and isinstance(error, httpx.TimeoutException):
                    raise self._silence(request, error) from error  # what takes too long once does so again
                self.pause(_longer(attempt))
        try:
            return self._once(request, read)
        except httpx.HTTPStatusError as error:
            raise self._refusal(error) from error
        except httpx.TransportError as error:
            raise self._silence(request, error) from error

    def _silence(self, request: httpx.Request, error: httpx.TransportError) -> RemoteError:
        """Why a store did not answer."""
        if isinstance(error, httpx.TimeoutException):
            less = ", or send less at once with --batch" if self.update_endpoint else ""
            return RemoteError(
                f"{request.url}: no answer in {self.timeout:g} seconds; wait longer with --timeout{less}"
            )
        kept = " What was loaded whole stays loaded: repeat the command" if self.update_endpoint else ""
        return RemoteError(
            f"{request.url}: cannot be reached ({error}); is the store running, and is this its address?{kept}"
        )

    def _refusal(self, error: httpx.HTTPStatusError) -> RemoteError:
        """Why a store refused a request, and what can be done."""
        return _refusal(error, _REMEDIES if self.update_endpoint else _REMEDIES_OF_QUESTIONS)

    def _once(self, request: httpx.Request, read: Callable[[httpx.Response], _T]) -> _T:
        answer = self._client.send(request, stream=True)
        try:
            if not answer.is_success:
                answer.read()
                told = f"{answer.status_code} {answer.reason_phrase}"
                raise httpx.HTTPStatusError(told, request=request, response=answer)
            return read(answer)
        finally:
            answer.close()

    @cached_property
    def _client(self) -> httpx.Client:
        """No connection is kept between requests, so that none is stale and none has to be closed in the end."""
        return httpx.Client(
            auth=_credentials(self.auth),
            timeout=self.timeout,
            headers={"User-Agent": "mandategraph"},
            limits=httpx.Limits(max_keepalive_connections=0),
        )


def _url(address: str) -> httpx.URL:
    """An address, taken apart; ``RemoteError`` if it is none."""
    try:
        told = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise RemoteError(f"{address}: no address ({error})") from error
    if told.scheme not in {"http", "https"} or not told.host:
        raise RemoteError(f"{address}: no address; it must begin with http:// or https:// and name a host")
    return told


def _credentials(auth: str | None) -> httpx.Auth:
    """How a request says who sends it: a user and password, or a token, or nothing."""
    if auth is None:
        return httpx.Auth()
    user, colon, password = auth.partition(":")
    return _Password(user, password) if colon else _Token(auth)


@dataclass(frozen=True, slots=True)
class _Token(httpx.Auth):
    token: str

    def auth_flow(self, request: httpx.Request) -> "_Flow":
        request.headers["Authorization"] = f"Bearer {self.token}"
        yield request


@dataclass(frozen=True, slots=True)
class _Password(httpx.Auth):
    """User and password as they are, until an address wants a digest of them.

    It says so by a challenge, which Virtuoso 7.2 gives only to those who have not said who they are: to others it
    answers 401 and no more. So what is refused without a word is sent again without a name.
    """

    user: str
    password: str
    digests: dict[str, httpx.DigestAuth] = field(default_factory=dict)

    def auth_flow(self, request: httpx.Request) -> "_Flow":
        place = f"{request.url.netloc!r}{request.url.path}"
        auth = self.digests.get(place) or httpx.BasicAuth(self.user, self.password)
        answer = yield from _followed(auth, request)
        if answer.status_code == httpx.codes.UNAUTHORIZED and not _asks_for(answer, "basic"):
            self.digests[place] = httpx.DigestAuth(self.user, self.password)
            del request.headers["Authorization"]
            yield from _followed(self.digests[place], request)


_Flow = Generator[httpx.Request, httpx.Response, None]


def _followed(auth: httpx.Auth, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
    """What is answered in the end to a request that is sent in the way of ``auth``."""
    flow = auth.auth_flow(request)
    sent = next(flow)
    while True:
        answer = yield sent
        try:
            sent = flow.send(answer)
        except StopIteration:
            return answer


def _asks_for(answer: httpx.Response, scheme: str) -> bool:
    challenges = answer.headers.get_list("WWW-Authenticate")
    return any(challenge.lower().startswith(scheme) for challenge in challenges)


_LONGEST_PAUSE = 60.0
#: Time-outs, too many requests, and servers behind a proxy that are starting or busy.
_MOMENTARY = frozenset({408, 425, 429, 502, 503, 504})


def _wait(answer: httpx.Response, attempt: int) -> float:
    """Seconds before the next attempt: those that the store asks for, or twice as many each time."""
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), _LONGEST_PAUSE) if asked.isdigit() else _longer(attempt)


def _longer(attempt: int) -> float:
    return 0.5 * float(2**attempt)


def _nothing(answer: httpx.Response) -> None:
    answer.read()


def _rows(answer: httpx.Response) -> list[dict[str, str]]:
    form = _form(answer)
    if form not in {_RESULTS, "application/json"}:
        raise _wrong_form(answer, form, "the results of a query")
    answer.read()
    try:
        found = answer.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RemoteError(f"{answer.url}: the results of a query cannot be read ({error}); {_NAME_IT}") from error


def _solutions(answer: httpx.Response) -> ox.QuerySolutions:
    form = ox.QueryResultsFormat.from_media_type(_form(answer))
    if form is None:
        raise _wrong_form(answer, _form(answer), "the results of a query")
    body = answer.read()
    try:
        found = ox.parse_query_results(body, format=form)
        if isinstance(found, ox.QuerySolutions):
            found.serialize(format=form)  # what is broken further down is told here as well
            found = ox.parse_query_results(body, format=form)
    except (SyntaxError, ValueError) as error:
        raise RemoteError(f"{answer.url}: the results of a query cannot be read ({error}); {_NAME_IT}") from error
    if isinstance(found, ox.QueryBoolean):
        raise RemoteError(f"{answer.url}: answered yes or no where rows were asked for; {_NAME_IT}")
    return found


def _digest(answer: httpx.Response) -> Digest:
    form = _form(answer)
    known = ox.RdfFormat.from_media_type(form)
    if known is None:
        raise _wrong_form(answer, form, "the statements of a graph")
    try:
        return digest(quad.triple for quad in ox.parse(cast("IO[bytes]", _Stream(answer)), known))
    except SyntaxError as error:
        raise RemoteError(f"{answer.url}: the statements of a graph cannot be read: {error}") from error


def _form(answer: httpx.Response) -> str:
    """The media type of an answer, without what it says besides."""
    told: str = answer.headers.get("Content-Type", "text/plain")
    return told.partition(";")[0].strip().lower()


class _Stream:
    """An answer as a file that is read while it comes in."""

    def __init__(self, answer: httpx.Response) -> None:
        self._chunks = answer.iter_bytes()
        self._left = memoryview(b"")

    def read(self, size: int) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._left = memoryview(chunk)
        found, self._left = self._left[:size], self._left[size:]
        return bytes(found)


_NAME_IT = "is this the address of a SPARQL endpoint? docs/loading.md tells those of each store"


def _wrong_form(answer: httpx.Response, form: str, wanted: str) -> RemoteError:
    return RemoteError(f"{answer.url}: answered with {form} where {wanted} were asked for; {_NAME_IT}")


def _refusal(error: httpx.HTTPStatusError, remedies: Mapping[int, str]) -> RemoteError:
    """Why a store refused a request, and what can be done."""
    code = error.response.status_code
    first = next((line.strip() for line in error.response.text.splitlines() if line.strip()), "")
    remedy = remedies.get(code, remedies[0])
    told = f" ({first[:200]})" if first and not first.startswith("<") else ""
    size = f" for {len(error.request.content):,} bytes" if code == httpx.codes.REQUEST_ENTITY_TOO_LARGE else ""
    return RemoteError(f"{error.request.url}: {error}{size}{told}; {remedy}")


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

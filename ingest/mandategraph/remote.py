"""Remote: a store on the network that is filled, spoken to as SPARQL 1.1 has it and in no other way.

It is asked and changed by the Protocol (https://www.w3.org/TR/sparql11-protocol/), by POST, and its graphs are put and
fetched by the Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/) where it has an address for
that. What fails for a moment is tried again, a little later each time: all that is sent here may be sent twice. What
fails for good is a ``RemoteError`` that names the remedy.
"""

import time
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import IO, TypeVar, cast
from urllib.parse import quote

import httpx
import pyoxigraph as ox

from . import network
from .digest import Digest, digest
from .errors import RemoteError

_T = TypeVar("_T")
_TRIPLES = "application/n-triples"


@dataclass(frozen=True)
class Remote:
    """A store by its addresses: for queries, for updates, and for whole graphs if it has one for them.

    ``auth`` is a user and password with a colon between them, or a token without one. ``timeout`` is in seconds.
    ``pause`` waits before something is tried again.
    """

    endpoint: str
    update_endpoint: str
    graph_store: str | None = None
    auth: str | None = field(default=None, repr=False)
    timeout: float = 60
    pause: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """See that the addresses are such: ``RemoteError`` if not."""
        for address in filter(None, (self.endpoint, self.update_endpoint, self.graph_store)):
            network.check_address(address)

    def meet(self) -> None:
        """Ask something that every store can answer; ``RemoteError`` at once if this one does not."""
        _ = self.select("SELECT * WHERE { } LIMIT 1", attempts=1)

    def select(self, query: str, attempts: int = network.ATTEMPTS) -> list[dict[str, str]]:
        """The rows of a SELECT query: the values of its variables, those without one left out."""
        return self._sent(self._asking(query, network.RESULTS), _rows, attempts)

    def update(self, change: str | bytes) -> None:
        """Make a change that may be made twice."""
        body = change.encode() if isinstance(change, str) else change
        self._sent(self._request("POST", self.update_endpoint, body, "application/sparql-update", "*/*"), _nothing)

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

    def _asking(self, query: str, accept: str) -> httpx.Request:
        """A query in a form: Virtuoso 7.2 never answers one that is posted directly."""
        headers = {"Accept": accept}
        return self._client.build_request("POST", self.endpoint, data={"query": query}, headers=headers)

    def _request(self, method: str, address: str, body: bytes | None, form: str | None, accept: str) -> httpx.Request:
        headers = {"Accept": accept} | ({"Content-Type": form} if form else {})
        return self._client.build_request(method, address, content=body, headers=headers)

    def _sent(
        self, request: httpx.Request, read: Callable[[httpx.Response], _T], attempts: int = network.ATTEMPTS
    ) -> _T:
        """What is read of the answer to a request; what fails for a moment is tried again."""
        try:
            return network.patiently(lambda: self._once(request, read), self.pause, attempts)
        except network.RefusalError as refusal:
            size = (
                f" for {len(request.content):,} bytes" if refusal.status == httpx.codes.REQUEST_ENTITY_TOO_LARGE else ""
            )
            remedy = _REMEDIES.get(refusal.status, "repeat the command; what was loaded whole is not sent again")
            raise network.refused(str(request.url), refusal, remedy, size) from refusal
        except network.SilenceError as silence:
            if isinstance(silence.__cause__, httpx.TimeoutException):
                less = ", or send less at once with --batch"
                raise network.too_slow(str(request.url), self.timeout, less) from silence
            kept = " What was loaded whole stays loaded: repeat the command"
            raise network.unanswered(str(request.url), silence, kept) from silence

    def _once(self, request: httpx.Request, read: Callable[[httpx.Response], _T]) -> _T:
        try:
            answer = self._client.send(request, stream=True)
            try:
                if answer.is_success:
                    return read(answer)
                answer.read()
            finally:
                answer.close()
        except httpx.TransportError as error:
            raise network.SilenceError(str(error)) from error
        raise network.RefusalError(
            answer.status_code, answer.reason_phrase, answer.text, answer.headers.get("Retry-After")
        )

    @cached_property
    def _client(self) -> httpx.Client:
        """No connection is kept between requests, so that none is stale and none has to be closed in the end."""
        return httpx.Client(
            auth=_credentials(self.auth),
            timeout=self.timeout,
            headers={"User-Agent": "mandategraph"},
            limits=httpx.Limits(max_keepalive_connections=0),
        )


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


def _nothing(answer: httpx.Response) -> None:
    answer.read()


def _rows(answer: httpx.Response) -> list[dict[str, str]]:
    form = _form(answer)
    if form not in {network.RESULTS, "application/json"}:
        raise network.wrong_form(str(answer.url), form, "the results of a query")
    answer.read()
    try:
        found = answer.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise network.unreadable(str(answer.url), error) from error


def _digest(answer: httpx.Response) -> Digest:
    form = _form(answer)
    known = ox.RdfFormat.from_media_type(form)
    if known is None:
        raise network.wrong_form(str(answer.url), form, "the statements of a graph")
    try:
        return digest(quad.triple for quad in ox.parse(cast("IO[bytes]", _Stream(answer)), known))
    except SyntaxError as error:
        raise RemoteError(f"{answer.url}: the statements of a graph cannot be read: {error}") from error


def _form(answer: httpx.Response) -> str:
    return network.media_type(answer.headers.get("Content-Type"))


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


_FORM = "the store does not speak SPARQL 1.1 at this address; give each address its own option: --update, --graph-store"
#: What a person can do about a refusal, by its status.
_REMEDIES: Mapping[int, str] = {
    **network.REMEDIES,
    400: "the store does not understand this; does the address take queries and updates alike? If not, name --update",
    403: "this user may not do that; ask for the right to update the store, or give --auth to another user",
    405: _FORM,
    406: _FORM,
    413: "send less at once with --batch, or let the store (or the proxy before it) take larger requests",
    415: _FORM,
    500: "the store has failed; its log tells why; sending less at once with --batch may help",
    501: _FORM,
    504: "the store took too long; send less at once with --batch",
}

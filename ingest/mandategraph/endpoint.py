"""Endpoint: a store on the network that is asked and no more, through SPARQLWrapper.

It can stand wherever graphs are asked (``Graphs``). What fails for a moment is asked again, a little later each time;
what takes longer than is allowed is not, because it would do so again. What fails for good is a ``RemoteError`` that
names the remedy.
"""

import ast
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from math import ceil
from types import MappingProxyType
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.request import install_opener

import pyoxigraph as ox
from SPARQLWrapper import BASIC, DIGEST, JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from . import network
from .errors import RemoteError

_SOLUTIONS = f"{network.RESULTS}, application/sparql-results+xml;q=0.8"
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Endpoint:
    """A store by the address at which it takes queries.

    ``auth`` is a user and password with a colon between them, or a token without one. ``timeout`` is in seconds,
    of which SPARQLWrapper knows whole ones. ``pause`` waits before something is asked again.
    """

    address: str
    auth: str | None = field(default=None, repr=False)
    timeout: float = 60
    pause: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        """See that the address is one: ``RemoteError`` if not."""
        network.check_address(self.address)

    def meet(self) -> None:
        """See that the store answers, and that all its graphs together are asked: ``RemoteError`` if not."""
        in_one = "SELECT * WHERE { GRAPH ?graph { ?thing ?how ?what } } LIMIT 1"
        in_all = "SELECT * WHERE { ?thing ?how ?what } LIMIT 1"
        self._solutions("SELECT * WHERE { } LIMIT 1", _NOTHING, attempts=1)
        if not any(self.query(in_all, use_default_graph_as_union=True)) and any(self.query(in_one)):
            raise RemoteError(
                f"{self.address}: its default graph is not all its graphs together; set it up so: docs/loading.md"
            )

    def query(self, query: str, *, use_default_graph_as_union: bool = False) -> ox.QuerySolutions:
        """The solutions of a SELECT query.

        What the default graph is, each store has its own way to say: Oxigraph's server is told that it is all graphs
        together, Virtuoso's always is, and others are set up so.
        """
        told = {"union-default-graph": "true"} if use_default_graph_as_union else _NOTHING
        return self._solutions(query, told, network.ATTEMPTS)

    def _solutions(self, query: str, told: Mapping[str, str], attempts: int) -> ox.QuerySolutions:
        wrapper = self._wrapper(query, told)
        try:
            return network.patiently(lambda: self._once(wrapper), self.pause, attempts)
        except network.RefusalError as refusal:
            remedy = _REMEDIES.get(refusal.status, "repeat the command later")
            raise network.refused(self.address, refusal, remedy) from refusal
        except network.SilenceError as silence:
            raise network.unanswered(self.address, silence) from silence

    def _wrapper(self, query: str, told: Mapping[str, str]) -> SPARQLWrapper:
        """A query in a form: Virtuoso 7.2 never answers one that is posted directly."""
        wrapper = SPARQLWrapper(self.address, returnFormat=JSON, agent="mandategraph")
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(onlyConneg=True)
        wrapper.addCustomHttpHeader("Accept", _SOLUTIONS)
        wrapper.setTimeout(ceil(self.timeout))
        for name, value in told.items():
            wrapper.addParameter(name, value)
        user, colon, password = (self.auth or "").partition(":")
        if colon:
            wrapper.setHTTPAuth(BASIC)
            wrapper.setCredentials(user, password)
        elif user:
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {user}")
        wrapper.setQuery(query)
        return wrapper

    def _once(self, wrapper: SPARQLWrapper) -> ox.QuerySolutions:
        try:
            answer = wrapper.query().response
            body = answer.read()
        except SPARQLWrapperException as error:
            if _wants_a_digest(wrapper, error):
                return self._once_with_a_digest(wrapper)
            raise self._refusal(_before(error), _said(error)) from error
        except HTTPError as error:
            raise self._refusal(error, _body(error)) from error
        except (OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, URLError) else error
            if isinstance(reason, TimeoutError):
                raise network.too_slow(self.address, ceil(self.timeout)) from error
            raise network.SilenceError(str(reason)) from error
        if answer.geturl() != self.address:
            raise _moved()
        return _read(body, network.media_type(answer.headers.get("Content-Type")), self.address)

    def _once_with_a_digest(self, wrapper: SPARQLWrapper) -> ox.QuerySolutions:
        """For a digest SPARQLWrapper changes how this whole program opens addresses; that is taken back."""
        try:
            return self._once(wrapper)
        finally:
            install_opener(None)

    def _refusal(self, error: HTTPError, said: str) -> network.RefusalError:
        """What was answered: nothing that counts where a store has moved, for what was posted was not posted again."""
        if error.url != self.address:
            return _moved()
        return network.RefusalError(error.code, error.reason, said, error.headers.get("Retry-After"))


def _moved() -> network.RefusalError:
    return network.RefusalError(HTTPStatus.SEE_OTHER, HTTPStatus.SEE_OTHER.phrase)


def _body(error: HTTPError) -> str:
    with suppress(OSError, HTTPException):
        return error.read().decode(errors="replace")
    return ""


def _before(error: SPARQLWrapperException) -> HTTPError:
    """The error of which SPARQLWrapper has made its own."""
    return cast("HTTPError", error.__context__)


def _said(error: SPARQLWrapperException) -> str:
    """What a store said of its error: SPARQLWrapper hands it on as Python writes bytes."""
    said = str(error).partition("Response:\n")[2]
    return ast.literal_eval(said).decode(errors="replace") if said else ""


def _wants_a_digest(wrapper: SPARQLWrapper, error: SPARQLWrapperException) -> bool:
    """Whether a user and password were refused as they are; from now on the wrapper sends a digest of them.

    A store says so by a challenge, which Virtuoso 7.2 gives only to those who have not said who they are: to others it
    answers 401 and no more. Its realm is the one that SPARQLWrapper takes if none is told.
    """
    before = _before(error)
    if before.code != HTTPStatus.UNAUTHORIZED or not wrapper.user or wrapper.http_auth != BASIC:
        return False
    scheme, _, rest = before.headers.get("WWW-Authenticate", "Digest ").partition(" ")
    if scheme.lower() != "digest":
        return False
    wrapper.setHTTPAuth(DIGEST)
    realm = _REALM.search(rest)
    if realm:
        wrapper.realm = realm[1]
    return True


_REALM = re.compile(r'\brealm="([^"]*)"')


def _read(body: bytes, form: str, address: str) -> ox.QuerySolutions:
    known = ox.QueryResultsFormat.from_media_type(form)
    if known is None:
        raise network.wrong_form(address, form, "the results of a query")
    try:
        found = ox.parse_query_results(body, format=known)
        if isinstance(found, ox.QuerySolutions):
            found.serialize(format=known)  # what is broken further down is told here as well
            found = ox.parse_query_results(body, format=known)
    except (SyntaxError, ValueError) as error:
        raise network.unreadable(address, error) from error
    if isinstance(found, ox.QueryBoolean):
        raise RemoteError(f"{address}: answered yes or no where rows were asked for; {network.NAME_IT}")
    return found


#: What a person can do about a refusal, by its status.
_REMEDIES: Mapping[int, str] = {
    **network.REMEDIES,
    400: "the store does not understand this query; does it speak SPARQL 1.1?",
    403: "this user may not ask; give --auth to another user",
    405: f"the store takes no queries by POST at this address; {network.NAME_IT}",
    413: "let the store (or the proxy before it) take larger requests",
    500: "the store has failed; its log tells why",
    504: "the store took too long; ask for less: name a document, a body or a year",
}

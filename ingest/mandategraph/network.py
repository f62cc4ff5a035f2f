"""Network: what is the same in whatever way a store on the network is spoken to.

Which addresses are taken, how often something is tried, and how a person is told that it failed.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from .errors import RemoteError

_T = TypeVar("_T")
#: How often a request is sent before it has failed; with pauses of 0.5 seconds and twice as much each time.
ATTEMPTS = 6
_LONGEST_PAUSE = 60.0
#: Time-outs, too many requests, and servers behind a proxy that are starting or busy.
_MOMENTARY = frozenset({408, 425, 429, 502, 503, 504})

RESULTS = "application/sparql-results+json"
NAME_IT = "is this the address of a SPARQL endpoint? docs/loading.md tells those of each store"
_MOVED = "the store has moved; give the address to which it points"
#: What a person can do about a refusal, by its status, whatever was sent.
REMEDIES: Mapping[int, str] = {
    **dict.fromkeys((301, 302, 303, 307, 308), _MOVED),
    401: "give a user and password, or a token: --auth USER:PASSWORD or the environment's MANDATEGRAPH_AUTH",
    404: f"nothing is at this address; {NAME_IT}",
    429: "the store asks to be left alone; repeat the command later",
    503: "the store is busy or starting; repeat the command later",
}


class RefusalError(Exception):
    """A store's answer that it will not: its status, what it says, and the seconds that it asks to wait, if it does."""

    def __init__(self, status: int, reason: str, said: str = "", retry_after: str | None = None) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.said = said
        asked = retry_after or ""
        self.wait = min(float(asked), _LONGEST_PAUSE) if asked.isdigit() else None


class SilenceError(Exception):
    """There was no answer, or not the whole of one."""


def patiently(once: Callable[[], _T], pause: Callable[[float], None], attempts: int = ATTEMPTS) -> _T:
    """What comes of something that is tried again, a little later each time, while it fails for a moment.

    ``RefusalError`` or ``SilenceError``, as ``once`` raised it, if it fails for good.
    """
    for attempt in range(attempts - 1):
        later = 0.5 * float(2**attempt)
        try:
            return once()
        except RefusalError as error:
            if error.status not in _MOMENTARY:
                raise
            pause(later if error.wait is None else error.wait)
        except SilenceError:
            pause(later)
    return once()


def refused(address: str, refusal: RefusalError, remedy: str, sent: str = "") -> RemoteError:
    """That a store at an address refused what was sent, and what can be done about it."""
    first = next((line.strip() for line in refusal.said.splitlines() if line.strip()), "")
    told = f" ({first[:200]})" if first and not first.startswith("<") else ""
    return RemoteError(f"{address}: {refusal}{sent}{told}; {remedy}")


def unanswered(address: str, silence: SilenceError, more: str = "") -> RemoteError:
    """That nobody answered at an address."""
    return RemoteError(
        f"{address}: cannot be reached ({silence}); is the store running, and is this its address?{more}"
    )


def too_slow(address: str, seconds: float, more: str = "") -> RemoteError:
    """That an answer did not come in time."""
    return RemoteError(f"{address}: no answer in {seconds:g} seconds; wait longer with --timeout{more}")


def wrong_form(address: str, form: str, wanted: str) -> RemoteError:
    """That an answer came in another form than was asked for."""
    return RemoteError(f"{address}: answered with {form} where {wanted} were asked for; {NAME_IT}")


def unreadable(address: str, error: Exception) -> RemoteError:
    """That the results of a query are broken."""
    return RemoteError(f"{address}: the results of a query cannot be read ({error}); {NAME_IT}")


def media_type(content_type: str | None) -> str:
    """The media type of an answer, without what its header says besides.

    >>> media_type("Text/Turtle; charset=utf-8")
    'text/turtle'
    """
    return (content_type or "text/plain").partition(";")[0].strip().lower()


def check_address(address: str) -> None:
    """See that an address is one of the web, and keeps no secret: ``RemoteError`` if not."""
    try:
        told = urlsplit(address)
        port = told.port
    except ValueError as error:
        raise RemoteError(f"{address}: no address ({error})") from error
    if told.scheme not in {"http", "https"} or not told.hostname or port == 0:
        raise RemoteError(f"{address}: no address; it must begin with http:// or https:// and name a host")
    if told.username or told.password:
        raise RemoteError(f"{told.hostname}: leave user and password out of the address; give them to --auth")

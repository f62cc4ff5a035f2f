"""Presence: work is done only for those who still wait for it, and only while the server is there to answer."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .response import refusal


class Presence:
    """An application, each of whose requests is cancelled when its sender goes away.

    One that the server cancels because it ends is answered with 503.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        talk = _Talk(receive, send, is_whole=scope["method"] in ("GET", "HEAD"))  # whose bodies nobody reads
        work = asyncio.ensure_future(self._app(scope, talk.receive, talk.send))
        going = asyncio.ensure_future(talk.gone())
        try:
            await asyncio.wait((work, going), return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()
        except asyncio.CancelledError:
            if not talk.begun:
                await refusal(503, "The server is being stopped.")(scope, receive, send)
        finally:
            going.cancel()
            work.cancel()


class _Talk:
    """What is said between a client and the application: whether all was heard, and whether an answer has begun."""

    def __init__(self, receive: Receive, send: Send, *, is_whole: bool) -> None:
        self._receive = receive
        self._send = send
        self._whole = asyncio.Event()
        self.begun = False
        if is_whole:
            self._whole.set()

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request" and not message.get("more_body"):
            self._whole.set()
        return message

    async def send(self, message: Message) -> None:
        self.begun = True
        await self._send(message)

    async def gone(self) -> None:
        """Until the client goes away."""
        await self._whole.wait()
        while (await self._receive())["type"] != "http.disconnect":
            pass

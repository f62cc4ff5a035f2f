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
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        whole, begun = asyncio.Event(), asyncio.Event()
        if scope["method"] in ("GET", "HEAD"):  # they have no body, or one that nobody reads
            whole.set()

        async def reading() -> Message:
            message = await receive()
            if message["type"] == "http.request" and not message.get("more_body"):
                whole.set()
            return message

        async def sending(message: Message) -> None:
            begun.set()
            await send(message)

        async def gone() -> None:
            await whole.wait()
            while (await receive())["type"] != "http.disconnect":
                pass

        work = asyncio.ensure_future(self._app(scope, reading, sending))
        going = asyncio.ensure_future(gone())
        try:
            await asyncio.wait((work, going), return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                work.result()
        except asyncio.CancelledError:
            if not begun.is_set():
                await refusal(503, "The server is being stopped.")(scope, receive, send)
        finally:
            going.cancel()
            work.cancel()

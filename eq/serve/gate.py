"""The gate in front of the app: an ASGI wrapper that admits only a browser that opened the link.

It guards against other people on the machine and against web pages, not against a program that runs as the same
person: that one can read the secrets, and the file, anyway.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from eq.serve import keys, pages
from eq.serve.policy import Header, Policy
from eq.serve.secrets import LIFETIME, Vault

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ALIVE = "/_eq/alive"
_REFUSED_SOCKET = 4403
_HTML: Header = (b"content-type", b"text/html; charset=utf-8")
_TEXT: Header = (b"content-type", b"text/plain; charset=utf-8")


class Gate:
    """Wraps ``app``: our own host and origin, then the key or the cookie, then the app with the policy's headers.

    ``instance`` names this run of the server; ``seconds`` gives the time since 1970; ``seen_again`` is called when
    a key is offered a second time by a browser that has not been admitted.
    """

    def __init__(
        self,
        app: App,
        vault: Vault,
        policy: Policy,
        *,
        port: int,
        instance: str,
        seconds: Callable[[], float],
        seen_again: Callable[[], None],
    ) -> None:
        self._app, self._vault, self._policy = app, vault, policy
        self._port, self._instance, self._seconds = port, instance, seconds
        self._seen_again = seen_again
        self._cookie = f"eq_{port}"
        self._hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
        self._used = keys.Used()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, one WebSocket, or the server's own start and stop."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method, headers = str(scope["path"]), str(scope["method"]), _Headers(scope)
        reading = method in ("GET", "HEAD")
        if not self._is_ours(headers) or _leads_elsewhere(path):
            await self._answer(scope, send, 400, _TEXT, b"This address is not served here.\n")
        elif not self._origin_fits(headers, required=not reading):
            await self._answer(scope, send, 403, _TEXT, b"Requests from other pages are refused.\n")
        elif path == ALIVE and reading:
            await self._prove(scope, send)
        elif path == "/" and method == "GET" and (key := _query(scope, "k")):
            await self._open(scope, send, key, admitted=self._is_admitted(headers))
        elif not self._is_admitted(headers):
            await self._answer(scope, send, 403, _HTML, pages.REFUSED)
        else:
            await self._app(scope, receive, self._with_policy(path, send))

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _Headers(scope)
        if (
            self._is_ours(headers)
            and self._origin_fits(headers, required=True)
            and self._is_admitted(headers)
            and not _leads_elsewhere(str(scope["path"]))
        ):
            await self._app(scope, self._until_renewed(receive, send), send)
            return
        await receive()
        await send({"type": "websocket.close", "code": _REFUSED_SOCKET})

    async def _open(self, scope: Scope, send: Send, key: str, *, admitted: bool) -> None:
        now = self._seconds()
        secrets = self._vault.current()
        admission = keys.check(secrets.signing, self._instance, key, now)
        if admission and self._used.first_time(admission, now):
            cookie = (
                f"{self._cookie}={secrets.cookie}; Max-Age={int(LIFETIME.total_seconds())}; Path=/; "
                "HttpOnly; SameSite=Strict"
            )
            await self._answer(scope, send, 200, _HTML, pages.COME_IN, (b"set-cookie", cookie.encode("ascii")))
        elif admitted:
            await self._answer(scope, send, 200, _HTML, pages.COME_IN)
        else:
            if admission:
                self._seen_again()
            await self._answer(scope, send, 403, _HTML, pages.REFUSED)

    async def _prove(self, scope: Scope, send: Send) -> None:
        challenge = _query(scope, "n")
        if not (16 <= len(challenge) <= 64 and challenge.isascii() and challenge.isalnum()):
            await self._answer(scope, send, 403, _HTML, pages.REFUSED)
            return
        proof = keys.proof(self._vault.current().signing, self._instance, self._port, challenge)
        await self._answer(scope, send, 200, _TEXT, proof.encode("ascii"))

    async def _answer(self, scope: Scope, send: Send, status: int, kind: Header, body: bytes, *more: Header) -> None:
        length = (b"content-length", str(len(body)).encode("ascii"))
        headers = self._policy.guarded("", [kind, length, *more])
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _is_ours(self, headers: _Headers) -> bool:
        hosts = headers.all(b"host")
        return len(hosts) == 1 and hosts[0].lower() in self._hosts

    def _origin_fits(self, headers: _Headers, *, required: bool) -> bool:
        origins = headers.all(b"origin")
        if not origins:
            return not required
        return len(origins) == 1 and origins[0].lower() == f"http://{headers.all(b'host')[0].lower()}"

    def _is_admitted(self, headers: _Headers) -> bool:
        wanted = self._vault.current().cookie.encode("ascii")
        offered = (value for name, value in headers.cookies() if name == self._cookie)
        # Another program on this machine may set a cookie of our name: any right one admits, no wrong one bars.
        return any(hmac.compare_digest(value.encode("latin-1"), wanted) for value in offered)

    def _with_policy(self, path: str, send: Send) -> Send:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._policy.guarded(path, message.get("headers", ()))
            await send(message)

        return guarded

    def _until_renewed(self, receive: Receive, send: Send) -> Receive:
        generation = self._vault.generation

        async def watched() -> Message:
            message = await receive()
            self._vault.current()
            if message["type"] == "websocket.receive" and self._vault.generation != generation:
                await send({"type": "websocket.close", "code": _REFUSED_SOCKET})
                return {"type": "websocket.disconnect", "code": _REFUSED_SOCKET}
            return message

        return watched


class _Headers:
    """A request's headers; a name may occur more than once."""

    def __init__(self, scope: Scope) -> None:
        self._raw: list[Header] = list(scope["headers"])

    def all(self, name: bytes) -> list[str]:
        return [value.decode("latin-1").strip() for found, value in self._raw if found.lower() == name]

    def cookies(self) -> Iterable[tuple[str, str]]:
        for line in self.all(b"cookie"):
            for pair in line.split(";"):
                name, _, value = pair.strip().partition("=")
                yield name, value


def _leads_elsewhere(path: str) -> bool:
    """Whether the decoded path could climb out of a folder on any system, or is still encoded."""
    low = path.lower()
    if "\\" in path or "\0" in path or path.startswith("//") or "%2e" in low or "%2f" in low or "%5c" in low:
        return True
    return ".." in path.split("/")


def _query(scope: Scope, name: str) -> str:
    text: str = scope["query_string"].decode("latin-1")
    return parse_qs(text).get(name, [""])[0]

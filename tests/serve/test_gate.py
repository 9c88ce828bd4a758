"""What the gate lets through, asked of a running server through real sockets: to hold on every later Streamlit."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from eq.serve import keys, running
from eq.serve.secrets import beside
from eq.serve.secrets import read as read_secrets

if TYPE_CHECKING:
    from conftest import Started

PATHS = (
    "/",
    "/index.html",
    "/favicon.png",
    "/static/js/",
    "/app/static/hello.txt",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/stream",
    "/_stcore/agent/openapi.json",
    "/media/0123456789.png",
    "/component/anything/index.html",
    "/_stcore/bidi-components/anything",
    "/auth/login",
    "/oauth2callback",
    "/some/unknown/page",
    "/_eq/",
    "/_eq/alive",
    "/_eq/alive?n=short",
    "/?k=",
    "/?k=x",
    "/?k=1.2.3",
    "/page?k=anything",
)
HARDENING = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def mint(served: Started, *, ago: float = 0, instance: str | None = None, signing: str | None = None) -> str:
    files = beside(served.workspace)
    run, kept = running.read(files.running), read_secrets(files.gate)
    assert run is not None
    assert kept is not None
    return keys.mint(signing or kept.signing, instance or run.instance, time.time() - ago)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_without_the_cookie_every_path_is_refused_and_says_nothing_of_itself(
    served: Started, path: str, method: str
) -> None:
    got = served.ask(path, method)
    assert got.status == 403
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.headers["cache-control"] == "no-store"
    assert not got.cookies
    if method == "HEAD":
        assert got.body == b""
    else:
        assert b"fresh link" in got.body
        assert served.workspace.name.encode() not in got.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/_stcore/upload_file/a/b", "/_stcore/agent/interact", "/_eq/alive"])
def test_without_the_cookie_nothing_can_be_sent(served: Started, path: str, method: str) -> None:
    own = f"http://127.0.0.1:{served.port}"
    assert served.ask(path, method, b"{}", origin=own).status == 403


@pytest.mark.parametrize(
    ("path", "said"),
    [("/", b"<html"), ("/_stcore/health", b"ok"), ("/app/static/hello.txt", b"a static word")],
)
def test_with_the_cookie_the_app_answers(served: Started, path: str, said: bytes) -> None:
    got = served.ask(path, cookie=served.cookie())
    assert got.status == 200
    assert said in got.body


@pytest.mark.parametrize(
    "cookie",
    [
        "eq_{port}={half}",
        "eq_{port}={value}0",
        "eq_{port}=",
        "eq_{port}",
        "eq_1={value}",
        "EQ_{port}={value}",
        "x={value}",
        'eq_{port}="{value}"',
        "eq_{port}=\xe9{value}",
    ],
)
def test_a_cookie_that_is_almost_right_is_refused(served: Started, cookie: str) -> None:
    value = served.cookie().partition("=")[2]
    given = cookie.format(port=served.port, value=value, half=value[:32])
    assert served.ask("/", cookie=given).status == 403
    assert served.knock(cookie=given) == 403


def test_a_wrong_cookie_of_our_name_does_not_bar_the_right_one(served: Started) -> None:
    both = f"eq_{served.port}=planted; other=1; {served.cookie()}"
    assert served.ask("/", cookie=both).status == 200
    assert served.knock(cookie=both) == 101


def test_every_answer_carries_the_policy(served: Started) -> None:
    answers = [served.ask("/"), served.ask("/", host="evil.example"), served.ask("/?k=x"), served.ask("/", "POST")]
    answers += [served.ask(path, cookie=served.cookie()) for path in ("/", "/_stcore/health", "/nowhere.js")]
    for got in answers:
        assert {name: got.headers[name] for name in HARDENING} == HARDENING
        policy = got.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "'unsafe-eval'" not in policy


def test_pages_are_never_cached_and_program_files_may_be(served: Started) -> None:
    page = served.ask("/", cookie=served.cookie())
    assert page.headers["cache-control"] == "no-store"
    asset = re.search(rb'src="\.(/static/js/[^"]+)"', page.body)
    assert asset is not None
    assert "immutable" in served.ask(asset[1].decode(), cookie=served.cookie()).headers["cache-control"]


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "127.0.0.1:{port}@evil.example",
        "0.0.0.0:{port}",
        "[::1]:{port}",
        "localhost.:{port}",
    ],
)
def test_a_foreign_host_is_refused_even_with_the_cookie(served: Started, host: str) -> None:
    given = host.format(port=served.port)
    assert served.ask("/", cookie=served.cookie(), host=given).status == 400
    assert served.ask("/_eq/alive?n=0123456789abcdef", host=given).status == 400
    assert served.knock(cookie=served.cookie(), host=given, origin=f"http://{given}") in (400, 403)


def test_localhost_is_one_of_our_names(served: Started) -> None:
    own = f"localhost:{served.port}"
    assert served.ask("/", cookie=served.cookie(), host=own).status == 200
    assert served.knock(cookie=served.cookie(), host=own, origin=f"http://{own}") == 101


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://localhost:{port}",
    ],
)
def test_a_foreign_origin_is_refused_even_with_the_cookie(served: Started, origin: str) -> None:
    given = origin.format(port=served.port)
    assert served.knock(cookie=served.cookie(), origin=given) == 403
    for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
        assert served.ask("/", method, b"", cookie=served.cookie(), origin=given).status == 403


def test_what_changes_something_must_name_its_origin(served: Started) -> None:
    assert served.knock(cookie=served.cookie(), origin="") == 403
    assert served.ask("/_stcore/upload_file/a/b", "PUT", b"x", cookie=served.cookie()).status == 403


def test_the_socket_needs_the_cookie(served: Started) -> None:
    assert served.knock() == 403
    assert served.knock("/") == 403
    assert served.knock("/_stcore/stream?k=" + mint(served)) == 403
    assert served.knock(cookie=served.cookie()) == 101


def test_a_key_opens_once_and_hands_over_another_secret(served: Started) -> None:
    key = mint(served)
    got = served.ask(f"/?k={key}")
    assert got.status == 200
    assert b'content="0;url=/"' in got.body
    assert key.encode() not in got.body
    [cookie] = got.cookies
    pair, *rules = cookie.split("; ")
    assert pair == served.cookie()
    assert set(rules) == {"Max-Age=2592000", "Path=/", "HttpOnly", "SameSite=Strict"}
    assert pair.partition("=")[2] not in key
    assert key not in pair

    again = served.ask(f"/?k={key}")
    assert again.status == 403
    assert not again.cookies


def test_a_look_ahead_does_not_use_the_key_up(served: Started) -> None:
    key = mint(served)
    assert served.ask(f"/?k={key}", "HEAD").status == 403
    assert served.ask(f"/?k={key}").status == 200


def test_a_used_link_leads_an_admitted_browser_on(served: Started) -> None:
    key = mint(served)
    served.ask(f"/?k={key}")
    got = served.ask(f"/?k={key}", cookie=served.cookie())
    assert got.status == 200
    assert not got.cookies


def test_two_browsers_with_one_key_do_not_both_get_in(served: Started) -> None:
    from concurrent.futures import ThreadPoolExecutor

    key = mint(served)
    with ThreadPoolExecutor(8) as many:
        answers = list(many.map(lambda _: served.ask(f"/?k={key}").status, range(16)))
    assert sorted(answers) == [200] + [403] * 15


@pytest.mark.parametrize(
    "change",
    [
        lambda key: key[:-1] + ("a" if key[-1] != "a" else "b"),
        lambda key: key.replace(".", ".a", 1),
        lambda key: f"{int(key.split('.')[0], 16) + 60:x}." + key.split(".", 1)[1],
        lambda key: key.upper(),
        lambda key: key + ".",
        lambda key: key[:-4],
        lambda key: "a" * 5000,
        lambda key: key + "%00",
        lambda key: "%C3%A9" + key,
    ],
)
def test_a_tampered_key_is_refused(served: Started, change: object) -> None:
    assert callable(change)
    assert served.ask(f"/?k={change(mint(served))}").status == 403


def test_a_key_ends_after_ten_minutes(served: Started) -> None:
    assert served.ask(f"/?k={mint(served, ago=601)}").status == 403
    assert served.ask(f"/?k={mint(served, ago=590)}").status == 200


def test_a_key_for_the_future_is_refused(served: Started) -> None:
    assert served.ask(f"/?k={mint(served, ago=-3600)}").status == 403


def test_a_key_of_another_run_or_another_secret_is_refused(served: Started) -> None:
    assert served.ask(f"/?k={mint(served, instance='0' * 32)}").status == 403
    assert served.ask(f"/?k={mint(served, signing='0' * 64)}").status == 403


def test_liveness_is_proved_without_the_cookie_and_only_for_this_port(served: Started) -> None:
    files = beside(served.workspace)
    run, kept = running.read(files.running), read_secrets(files.gate)
    assert run is not None
    assert kept is not None
    got = served.ask("/_eq/alive?n=0123456789abcdef")
    assert got.status == 200
    assert got.body.decode() == keys.proof(kept.signing, run.instance, served.port, "0123456789abcdef")
    assert got.body.decode() != keys.proof(kept.signing, run.instance, served.port + 1, "0123456789abcdef")


@pytest.mark.parametrize("challenge", ["", "x", "a" * 65, "0123456789abcde|", "%C3%A9" * 16])
def test_only_a_plain_challenge_is_answered(served: Started, challenge: str) -> None:
    assert served.ask(f"/_eq/alive?n={challenge}").status == 403


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../beside.txt",
        "/app/static/../app.py",
        "/app/static/%2e%2e/beside.txt",
        "/app/static/%2e%2e%2fbeside.txt",
        "/app/static/..%2fbeside.txt",
        "/app/static/..%5cbeside.txt",
        "/app/static/%252e%252e/beside.txt",
        "/app/static/....//beside.txt",
        "/app/static//etc/passwd",
        "/app/static/%00hello.txt",
        "//app/static/hello.txt",
        "/static/../../config.py",
        "/static/%2e%2e/%2e%2e/config.py",
        "/media/../app/static/hello.txt",
        "/component/x/../../beside.txt",
    ],
)
def test_no_path_leads_out_of_the_served_folders(served: Started, path: str) -> None:
    got = served.ask(path, cookie=served.cookie())
    assert got.status >= 400 or b"<html" in got.body
    assert b"not to be served" not in got.body
    assert b"root:" not in got.body


def test_the_program_interface_of_streamlit_is_shut(served: Started) -> None:
    own = f"http://127.0.0.1:{served.port}"
    for path in ("/_stcore/agent/interact", "/_stcore/agent/mcp"):
        got = served.ask(path, "POST", b"{}", cookie=served.cookie(), origin=own, content_type="application/json")
        assert got.status >= 400


def test_the_server_does_not_name_its_software(served: Started) -> None:
    assert "server" not in served.ask("/").headers

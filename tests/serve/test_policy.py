"""The policy follows the installed Streamlit's page and lets nothing load from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from eq.serve import pages
from eq.serve.policy import Policy, content_security_policy, streamlit_page


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


def test_every_inline_script_of_the_installed_page_is_allowed_by_its_hash_alone() -> None:
    page = streamlit_page()
    inline = re.findall(r"<script[^>]*>([^<]*\S[^<]*)</script>", page)
    assert inline
    allowed = directives(content_security_policy(page, 8765))["script-src"]
    for script in inline:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in allowed
    assert "'unsafe-inline'" not in allowed
    assert "'unsafe-eval'" not in allowed


def test_only_this_machine_is_named_as_a_source() -> None:
    sources = {source for values in directives(content_security_policy("", 8765)).values() for source in values} - {
        "'self'",
        "'none'",
        "'unsafe-inline'",
        "'wasm-unsafe-eval'",
        "data:",
        "blob:",
    }
    assert sources == {"ws://127.0.0.1:8765", "ws://localhost:8765"}


def test_the_page_itself_asks_for_nothing_from_elsewhere() -> None:
    links = re.findall(r'(?:src|href)="([^"]+)"', streamlit_page())
    assert links
    assert [link for link in links if not link.startswith("./")] == []


@pytest.mark.parametrize("name", [b"cache-control", b"Cache-Control", b"X-Frame-Options"])
def test_our_headers_take_the_place_of_the_apps(name: bytes) -> None:
    found = Policy("", 1).guarded("/", [(name, b"theirs"), (b"content-type", b"text/html")])
    assert [value for found_name, value in found if found_name.lower() == name.lower()] != [b"theirs"]
    assert len({found_name.lower() for found_name, _ in found}) == len(found)
    assert (b"content-type", b"text/html") in found


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/static/js/a.js", b"theirs"),
        ("/app/static/font.woff2", b"theirs"),
        ("/media/x.png", b"no-store"),
        ("/", b"no-store"),
    ],
)
def test_only_program_files_keep_their_caching(path: str, kept: bytes) -> None:
    found = dict(Policy("", 1).guarded(path, [(b"cache-control", b"theirs")]))
    assert found[b"cache-control"] == kept


@pytest.mark.parametrize("page", [pages.REFUSED, pages.COME_IN])
def test_our_own_pages_need_no_script_and_nothing_from_elsewhere(page: bytes) -> None:
    assert b"<script" not in page
    assert b"http://" not in page
    assert b"https://" not in page
    assert b"src=" not in page

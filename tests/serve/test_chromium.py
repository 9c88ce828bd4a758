"""The gate and the policy as a real Chromium meets them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from eq.bundle import root

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
APP = """
import io
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from PIL import Image

st.title("It is open")
if st.button("Count"):
    st.session_state.count = st.session_state.get("count", 0) + 1
    st.text(f"counted {st.session_state.count}")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2], y=["a", "b"], orientation="h")))
picture = io.BytesIO()
Image.new("RGB", (20, 20), "teal").save(picture, "PNG")
st.image(picture.getvalue())
st.dataframe(pd.DataFrame({"a": [1, 2]}))
st.markdown("Some *words*, `code` and $x^2$ :material/home:")
st.download_button("Save", "saved words", "saved.txt")
given = st.file_uploader("Bring")
if given:
    st.text("brought " + given.getvalue().decode())
part = st.components.v2.component(
    "part",
    html="<button id='b'>Part</button>",
    js="export default function(c) { c.parentElement.querySelector('#b').textContent = 'Part works'; }",
)
part()
"""
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
    event => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1000, "height": 800})
    made.add_init_script(WATCH)
    yield made
    made.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_app(tmp_path_factory.mktemp("browser"))


def with_app(folder: Path) -> Path:
    """The folder, holding the test app beside our own fonts."""
    shutil.copytree(root() / "static", folder / "app" / "static")
    (folder / "app" / "app.py").write_text(APP)
    return folder


@pytest.fixture(scope="module")
def served(starter_in: Callable[[Path], Any], folder: Path) -> Iterator[Any]:
    made = starter_in(folder)
    yield made()
    made.end()


@pytest.fixture
def elsewhere() -> Iterator[Callable[..., str]]:
    """Serves one page on another port; by default on another site too, ``localhost``. Gives its address."""
    shown: dict[str, bytes] = {}

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(shown["page"])

        def log_message(self, *args: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def show(page: str, host: str = "localhost") -> str:
        shown["page"] = page.encode()
        return f"http://{host}:{server.server_address[1]}/"

    yield show
    server.shutdown()
    server.server_close()


def opened(context: BrowserContext, served: Any) -> Page:
    """A page of the app, let in by a fresh link."""
    another = another_link(served)
    page = context.new_page()
    page.goto(another)
    page.get_by_role("heading", name="It is open").wait_for()
    return page


def another_link(served: Any) -> str:
    import time

    from eq.serve import keys, running
    from eq.serve.secrets import beside
    from eq.serve.secrets import read as read_secrets

    files = beside(served.workspace)
    run, kept = running.read(files.running), read_secrets(files.gate)
    assert run is not None
    assert kept is not None
    return f"http://127.0.0.1:{served.port}/?k={keys.mint(kept.signing, run.instance, time.time())}"


def test_the_link_opens_the_app_and_leaves_no_key_in_the_address(context: BrowserContext, served: Any) -> None:
    page = opened(context, served)
    assert page.url == f"http://127.0.0.1:{served.port}/"
    [cookie] = [found for found in context.cookies() if found["name"] == f"eq_{served.port}"]
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Strict"
    assert page.evaluate("document.cookie").find("eq_") == -1


def test_a_link_that_is_clicked_on_another_site_opens_the_app(
    context: BrowserContext, served: Any, elsewhere: Callable[..., str]
) -> None:
    page = context.new_page()
    page.goto(elsewhere(f'<a href="{another_link(served)}">open</a>'))
    page.get_by_role("link", name="open").click()
    page.get_by_role("heading", name="It is open").wait_for()
    assert page.url == f"http://127.0.0.1:{served.port}/"


def test_a_click_on_another_site_without_a_key_finds_a_way_on(
    context: BrowserContext, served: Any, elsewhere: Callable[..., str]
) -> None:
    opened(context, served)
    page = context.new_page()
    page.goto(elsewhere(f'<a href="http://127.0.0.1:{served.port}/">open</a>'))
    page.get_by_role("link", name="open").click()
    page.get_by_role("heading", name="This window needs a fresh link").wait_for()
    page.get_by_role("link", name="go on to EQ Reflect").click()
    page.get_by_role("heading", name="It is open").wait_for()


def test_every_kind_of_element_works_under_the_policy_and_asks_nobody_else(
    context: BrowserContext, served: Any
) -> None:
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page = opened(context, served)
    page.locator(".js-plotly-plot .bars path").first.wait_for(state="attached")
    page.get_by_text("Part works").wait_for()
    page.get_by_test_id("stDataFrame").wait_for()
    page.locator(".katex").first.wait_for()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"some words"}
    )
    page.get_by_text("brought some words").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    assert Path(download.value.path()).read_text() == "saved words"
    page.get_by_role("button", name="Count").click()
    page.get_by_text("counted 1").wait_for()
    picture = page.get_by_test_id("stImage").locator("img")
    assert picture.evaluate("shown => shown.complete && shown.naturalWidth") == 20
    assert page.evaluate("window.violations") == []
    assert said == []
    own = (f"http://127.0.0.1:{served.port}/", f"ws://127.0.0.1:{served.port}/", "data:", "blob:")
    assert asked
    assert [url for url in asked if not url.startswith(own)] == []


def test_a_picture_and_a_download_need_the_cookie_too(context: BrowserContext, served: Any) -> None:
    page = opened(context, served)
    address = page.get_by_test_id("stImage").locator("img").get_attribute("src") or ""
    path = address.removeprefix(f"http://127.0.0.1:{served.port}")
    assert "/media/" in path
    assert served.ask(path).status == 403
    assert served.ask(path, cookie=served.cookie()).status == 200


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_another_page_on_this_machine_can_neither_read_nor_frame_nor_connect(
    context: BrowserContext, served: Any, elsewhere: Callable[..., str], host: str
) -> None:
    opened(context, served)
    own = f"127.0.0.1:{served.port}"
    page = context.new_page()
    page.goto(elsewhere(f'<iframe src="http://{own}/"></iframe>', host))
    tried = page.evaluate(
        """async own => {
            const kept = [];
            for (const mode of ["cors", "no-cors"])
                try { await fetch(`http://${own}/_stcore/health`, {mode, credentials: "include"}); kept.push(mode) }
                catch { }
            await new Promise(done => { const line = new WebSocket(`ws://${own}/_stcore/stream`);
                line.onopen = () => { kept.push("socket"); done() }; line.onerror = done });
            await new Promise(done => { const picture = new Image(); picture.src = `http://${own}/favicon.png`;
                picture.onload = () => { kept.push("picture"); done() }; picture.onerror = done });
            return kept }""",
        own,
    )
    assert tried == []
    assert [frame.url for frame in page.frames[1:] if own in frame.url] == []


def test_an_open_tab_survives_a_restart(
    context: BrowserContext, starter_in: Callable[[Path], Any], tmp_path: Path
) -> None:
    starter = starter_in(with_app(tmp_path))
    try:
        first = starter()
        page = context.new_page()
        page.goto(first.link)
        page.get_by_role("heading", name="It is open").wait_for()
        assert first.stop()[0] == 0
        again = starter(port=None)
        assert again.port == first.port
        page.get_by_role("button", name="Count").click()
        page.get_by_text("counted 1").wait_for()
        page.reload()
        page.get_by_role("heading", name="It is open").wait_for()

        starter(port=None, new_link=True)
        page.reload()
        page.get_by_role("heading", name="This window needs a fresh link").wait_for()
    finally:
        starter.end()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_refused_page_reads_well(browser: Browser, served: Any, scheme: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    answer = page.goto(f"http://127.0.0.1:{served.port}/take")
    assert answer is not None
    assert answer.status == 403
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if keep := os.environ.get("EQ_KEEP_PICTURES"):
        page.screenshot(path=f"{keep}/refused-{scheme}-{width}.png")
    context.close()

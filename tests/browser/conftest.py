"""A real browser for the tests, one script on a free port of this machine, and the app as its user starts it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eq import bundle

HERE = Path(__file__).parent


@dataclass
class Served:
    """A script on a port; ``kill`` ends it without a goodbye, ``start`` brings it back on the same port."""

    script: Path
    port: int
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(HERE / "serve_script.py"), str(self.script), str(self.port)],
                cwd=self.script.parent,
                env=os.environ | self.environment,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _wait(self, seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process is not None
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}_stcore/health", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        pytest.fail(f"the script did not start:\n{self.log.read_text(encoding='utf-8')}")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def serve_script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """``serve_script(path, **environment)`` starts a copy of the script with the app's settings and fonts."""
    running: list[Served] = []

    def serve(script: Path, **environment: str) -> Served:
        folder = tmp_path_factory.mktemp("served")
        shutil.copy(script, folder / "script.py")
        (folder / ".streamlit").mkdir()
        shutil.copy(bundle.root() / ".streamlit" / "config.toml", folder / ".streamlit")
        shutil.copytree(bundle.root() / "static", folder / "static")
        environment = {"PYTHONPATH": str(bundle.root()), **environment}
        served = Served(folder / "script.py", free_port(), folder / "log.txt", environment)
        running.append(served)
        served.start()
        return served

    yield serve
    for served in running:
        served.kill()


@dataclass
class Watched:
    """A browser page together with what went wrong on it and where it asked for things."""

    page: object
    violations: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def elsewhere(self, url: str) -> list[str]:
        """Requests, sockets included, that went anywhere but to the app at ``url``."""
        own = (url, url.replace("http:", "ws:"), "blob:", "data:")
        return [asked for asked in self.requests if not asked.startswith(own)]


Opener = Callable[..., Watched]


def _opener(browser: object, contexts: list[object]) -> Opener:
    def open_(url: str, width: int = 1440, height: int = 1000, scheme: str = "light", **options: object) -> Watched:
        context = browser.new_context(  # type: ignore[attr-defined]
            viewport={"width": width, "height": height}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watched = Watched(page)
        page.on("request", lambda request: watched.requests.append(request.url))
        page.on("websocket", lambda socket: watched.requests.append(socket.url))
        page.on("pageerror", lambda error: watched.errors.append(str(error)))

        def note(message: object) -> None:
            if message.type != "error":  # type: ignore[attr-defined]
                return
            text = f"{message.text} {message.location.get('url', '')}"  # type: ignore[attr-defined]
            (watched.violations if "Content Security Policy" in text else watched.errors).append(text)

        page.on("console", note)
        page.goto(url)
        return watched

    return open_


def _opened(browser: object) -> Iterator[Opener]:
    contexts: list[object] = []
    yield _opener(browser, contexts)
    for context in contexts:
        context.close()  # type: ignore[attr-defined]


@pytest.fixture
def open_page(browser: object) -> Iterator[Opener]:
    """``open_page(url, width=1440, height=1000, scheme="light")`` in a browser context of its own."""
    yield from _opened(browser)


@pytest.fixture(scope="module")
def open_for_all(browser: object) -> Iterator[Opener]:
    """The same for contexts that all tests of a module share."""
    yield from _opened(browser)


@dataclass
class App:
    """The whole app, started as a user starts it: by its command, opened by the link it prints.

    ``now`` is the instant the app believes it is; None is the real one. ``kill`` ends it without a goodbye.
    """

    workspace: Path
    port: int
    process: subprocess.Popen[str] | None = None
    link: str = ""
    admitted: dict[str, object] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self, now: str | None = None) -> None:
        home = self.workspace.parent / "home"
        home.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name not in {"EQ_TEST_NOW", "EQ_WORKSPACE"}}
        named = {"HOME": str(home), "USERPROFILE": str(home), "PYTHONPATH": str(bundle.root()), "TZ": "Europe/Berlin"}
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "eq.cli", "run", "--no-browser"),
                *("--workspace", str(self.workspace), "--port", str(self.port)),
            ],
            cwd=home,
            env=kept | named | ({"EQ_TEST_NOW": now} if now else {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith(self.url):
                self.link = line.strip()
                return
        pytest.fail(f"the app printed no link: {said}")

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


@pytest.fixture(scope="session")
def start_app() -> Iterator[Callable[..., App]]:
    """``start_app(workspace, now=None)`` starts the app on a port of its own; it ends with the tests."""
    running: list[App] = []

    def start(workspace: Path, now: str | None = None) -> App:
        app = App(workspace, free_port())
        running.append(app)
        app.start(now)
        return app

    yield start
    for app in running:
        app.kill()


def _enterer(open_: Opener) -> Callable[..., Watched]:
    def enter(app: App, path: str = "", **options: object) -> Watched:
        state = {} if app.admitted is None else {"storage_state": app.admitted}
        opened = open_(app.link if app.admitted is None else app.url + path, **state, **options)
        settled(opened.page)
        if app.admitted is None:
            app.admitted = opened.page.context.storage_state()  # type: ignore[attr-defined]
            if path:
                opened.page.goto(app.url + path)  # type: ignore[attr-defined]
                settled(opened.page)
        return opened

    return enter


@pytest.fixture
def enter(open_page: Opener) -> Callable[..., Watched]:
    """``enter(app, path="", ...)`` opens a page of the app in a context that the app's link has let in."""
    return _enterer(open_page)


@pytest.fixture(scope="module")
def enter_for_all(open_for_all: Opener) -> Callable[..., Watched]:
    """The same for contexts that all tests of a module share."""
    return _enterer(open_for_all)


def settled(page: object) -> None:
    """Wait until the script has run and its title stands on the page."""
    page.get_by_role("heading", level=1).first.wait_for(timeout=30_000)  # type: ignore[attr-defined]
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def settle() -> Callable[[object], None]:
    return settled


FOCUSED = """() => { let here = document.activeElement;
    while (here.shadowRoot && here.shadowRoot.activeElement) here = here.shadowRoot.activeElement;
    if (!here.matches("a, button, input, summary, textarea, [role=spinbutton]")) return `(${here.tagName})`;
    const label = here.labels && here.labels.length ? here.labels[0].innerText : "";
    return (here.getAttribute("aria-label") || label || here.innerText || "").trim(); }"""


@pytest.fixture(scope="session")
def tab_to() -> Callable[[object, str], None]:
    """Presses Tab until the focus stands on the control that says the words; what it says is read in the browser."""

    def go(page: object, words: str, limit: int = 80) -> None:
        seen: list[str] = []
        while len(seen) < limit:
            page.keyboard.press("Tab")  # type: ignore[attr-defined]
            seen.append(page.evaluate(FOCUSED))  # type: ignore[attr-defined]
            if words in seen[-1]:
                return
        pytest.fail(f"Tab never came to {words!r}: {seen}")

    return go


@pytest.fixture(scope="session")
def pick_from() -> Callable[[object, object, str], None]:
    """Takes what a list offers for the keys typed into its box, by keyboard alone.

    The list is asked for again when it closed: lists do so while the part of the page around them still unfolds or is
    drawn anew, which takes its time on a busy machine.
    """

    def pick(page: object, box: object, typed: str = "") -> None:
        offered = page.get_by_role("option").and_(page.locator("[data-focused]"))  # type: ignore[attr-defined]
        for _ in range(8):
            box.focus()  # type: ignore[attr-defined]
            page.keyboard.press("ControlOrMeta+a")  # type: ignore[attr-defined]
            page.keyboard.type(typed) if typed else page.keyboard.press("ArrowDown")  # type: ignore[attr-defined]
            page.wait_for_timeout(700)  # type: ignore[attr-defined]
            if offered.is_visible():
                page.keyboard.press("Enter")  # type: ignore[attr-defined]
                return
        pytest.fail(f"the list never stayed open for {typed!r}")

    return pick


# What axe finds in Streamlit's own parts and no page of ours can mend: a rule, and the elements it may name.
OF_STREAMLIT = {
    # The navigation puts the boxes of its groups straight into a list, and the entries into those boxes.
    "list": "ul[data-testid=stSidebarNavItems]",
    "listitem": "ul[data-testid=stSidebarNavItems] li",
    # The box a wide table scrolls in has no tabindex; Chromium and Firefox let the Tab key reach it all the same.
    "scrollable-region-focusable": ".stTable > div",
}


def found_by_axe(page: object) -> list[tuple[str, str]]:
    """Serious violations as (rule, element), without those named above."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().run(page).response["violations"]
    return [
        (violation["id"], node["html"][:200])
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if not _known(page, violation["id"], node["target"])
    ]


def _known(page: object, rule: str, target: list[str]) -> bool:
    if rule not in OF_STREAMLIT or len(target) != 1:
        return False
    return page.locator(target[0]).first.evaluate(  # type: ignore[attr-defined]
        "(node, names) => node.matches(names)", OF_STREAMLIT[rule]
    )


@pytest.fixture(scope="session")
def axe() -> Callable[[object], list[tuple[str, str]]]:
    """``axe(page)`` lists what stands in somebody's way on a page, as (rule, element)."""
    return found_by_axe

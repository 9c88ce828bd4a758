"""A real Chromium with a stopwatch in every page."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET_MS = 300
"""A page is settled when its script has ended and nothing in it has changed for so long; not part of the time."""
PATIENCE_MS = 60_000


@contextmanager
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sys.exit("No Chromium is installed: nothing was measured.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


def new_page(browser: Browser) -> Page:
    """A page in a context of its own: nothing cached, no cookie."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    context.add_init_script(path=Path(__file__).with_name("stopwatch.js"))
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def visit(page: Page, url: str) -> float:
    """Milliseconds from asking for the address, as a new session, until the page is settled."""
    page.bring_to_front()
    page.goto(url)
    return settled(page)


def to_front(page: Page) -> None:
    """Show the page and wait until it has drawn what it left undone while it was hidden."""
    page.bring_to_front()
    page.evaluate("() => { eqWatch.calm = 0; }")
    page.wait_for_function("quiet => eqWatch.calmed(quiet)", arg=QUIET_MS, polling=50)


def timed(page: Page, event: str, act: Callable[[], None]) -> float:
    """Milliseconds from the event ("keydown" or "click") that ``act`` causes until the page is settled again."""
    page.evaluate("event => eqWatch.arm(event)", event)
    act()
    return settled(page)


def settled(page: Page) -> float:
    from playwright.sync_api import TimeoutError as TooLate

    try:
        found = page.wait_for_function("quiet => eqWatch.settled(quiet)", arg=QUIET_MS, polling=50)
    except TooLate:
        sys.exit(f"{page.url} did not settle: {page.evaluate('JSON.stringify(eqWatch)')}")
    return float(found.json_value())


def painted(page: Page) -> float:
    """The instant at which the page's heading stood on the screen, in seconds since 1970."""
    return float(page.wait_for_function("() => eqWatch.painted", polling=20).json_value()) / 1000

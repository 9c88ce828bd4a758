"""Renew the pictures of the README from a made-up history: ``python docs/pictures/make.py``, with Chromium installed.

It starts the app as its user does, on a workspace that is thrown away afterwards.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
COMMAND = (sys.executable, "-m", "eq.cli")
HISTORY = ("--years", "2", "--seed", "3")
WINDOW = {"width": 1200, "height": 970}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@contextmanager
def app(folder: Path) -> Iterator[str]:
    """The link to an app that shows a made-up history."""
    workspace = str(folder / "demo.eq")
    subprocess.run([*COMMAND, "demo", workspace, *HISTORY], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    started = subprocess.Popen(  # noqa: S603
        [*COMMAND, "run", "--no-browser", "--workspace", workspace],
        cwd=HERE.parent.parent,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    try:
        yield next(line.strip() for line in started.stdout if line.startswith("http://"))
    finally:
        started.terminate()
        started.wait()


def settled(page: Page) -> None:
    """Wait until the page stands still."""
    page.get_by_role("heading", level=1).wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(1500)


def results(page: Page) -> None:
    """The result page as Today leads to it."""
    page.get_by_role("button", name="See the result").click()
    page.locator(".js-plotly-plot").first.wait_for()
    settled(page)


def debrief(page: Page) -> None:
    """A debrief at its third question."""
    page.get_by_role("link", name="Debrief").click()
    page.get_by_role("button", name="Start a new one").click()
    page.get_by_role("heading", name="How hard was it?", level=1).wait_for()
    page.get_by_role("radio", name="6", exact=True).locator("xpath=ancestor::label").click()
    settled(page)
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("radiogroup").locator("label").filter(has_text="Demanding").first.click()
    settled(page)
    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("textbox", name="What happened").fill(
        "He asked for the refund a second time. I said that the form was missing. He raised his voice; I offered to "
        "fill it in with him."
    )
    settled(page)


def insights(page: Page) -> None:
    """The first figure of Insights."""
    page.get_by_role("link", name="Insights").click()
    page.locator(".js-plotly-plot").first.wait_for()
    settled(page)


def plan(page: Page) -> None:
    """What the first practice of a running plan has shown."""
    page.get_by_role("link", name="My plan").click()
    settled(page)
    page.get_by_text("since the practice began").first.click()
    page.locator(".js-plotly-plot").first.wait_for()
    settled(page)
    page.get_by_text("since the practice began").first.evaluate(
        "it => { it.style.scrollMarginTop = '6rem'; it.scrollIntoView({block: 'start'}); }"
    )
    page.wait_for_timeout(500)


def report(page: Page) -> None:
    """The page Report with the very file that would be saved, at its profile."""
    page.get_by_role("link", name="Report", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Show the report").click()
    frame = page.locator("iframe").last
    inside = frame.content_frame.get_by_text("Mean answers of the latest sitting").first
    inside.wait_for()
    frame.evaluate("it => { it.style.scrollMarginTop = '6rem'; it.scrollIntoView({block: 'start'}); }")
    inside.scroll_into_view_if_needed()
    settled(page)


def main() -> None:
    """Write the pictures beside this file."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, app(Path(folder)) as link, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        page = browser.new_page(viewport=WINDOW, color_scheme="light")
        page.goto(link)
        for go in (results, debrief, insights, plan, report):
            go(page)
            page.screenshot(path=HERE / f"{go.__name__}.png")
        browser.close()


if __name__ == "__main__":
    main()

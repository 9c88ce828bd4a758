"""Exercises by the clock in a real browser: started, paused and stopped, by hand and by keyboard, moving or still."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

pytestmark = pytest.mark.browser

APP = Path(__file__).parent / "apps" / "guide.py"


class Desk:
    """The script under test: its page, and the file it writes down in what it was told."""

    def __init__(self, served, file, open_page):
        self.served, self.file, self._open = served, file, open_page

    def open(self, **options):
        self.watched = self._open(self.served.url, **options)
        self.page = self.watched.page
        expect(self.button("Start", "A slow breath")).to_be_visible(timeout=20_000)
        return self.page

    def group(self, name):
        return self.page.get_by_role("group", name=name, exact=True)

    def button(self, label, group):
        return self.group(group).get_by_role("button", name=label, exact=True)

    def told(self):
        return json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else []

    def wait_for(self, count, seconds=20.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if len(self.told()) >= count:
                return self.told()
            self.page.wait_for_timeout(50)
        pytest.fail(f"never told: {self.told()}")

    def rerun(self):
        said = self.page.get_by_text("counted")
        before = said.inner_text()
        self.page.get_by_role("button", name="Count").dispatch_event("click")
        expect(said).not_to_have_text(before)


@pytest.fixture(scope="module")
def served(serve_script, tmp_path_factory):
    file = tmp_path_factory.mktemp("guide") / "told.json"
    return serve_script(APP, GUIDE_FILE=str(file)), file


@pytest.fixture
def desk(served, open_page):
    script, file = served
    file.unlink(missing_ok=True)
    file.with_suffix(".full").unlink(missing_ok=True)
    return Desk(script, file, open_page)


def test_a_pace_runs_to_its_end_by_itself_and_says_how_long_it_took(desk):
    """Begun once, finished once, whatever else happens on the page meanwhile."""
    desk.open()
    desk.button("Start", "A slow breath").click()
    expect(desk.group("A slow breath").get_by_text("In", exact=True)).to_be_visible()
    desk.rerun()
    expect(desk.group("A slow breath").get_by_text("Out", exact=True)).to_be_visible()
    assert desk.wait_for(2) == [["paced", "begun", 0], ["paced", "finished", 3]]
    assert desk.watched.errors == []
    assert desk.watched.violations == []


def test_the_keyboard_starts_pauses_goes_on_and_stops(desk):
    """One button begins, pauses and goes on and keeps the focus; the next one stops."""
    page = desk.open()
    desk.button("Start", "Two lines").focus()
    page.keyboard.press("Enter")
    expect(desk.button("Pause", "Two lines")).to_be_focused()
    expect(desk.group("Two lines").get_by_text("Line 1 <b>of</b> many.")).to_be_visible()
    page.keyboard.press("Space")
    expect(desk.button("Go on", "Two lines")).to_be_focused()
    expect(desk.group("Two lines").get_by_text("Paused")).to_be_visible()
    page.keyboard.press("Space")
    expect(desk.button("Pause", "Two lines")).to_be_focused()
    page.keyboard.press("Tab")
    expect(desk.button("Stop", "Two lines")).to_be_focused()
    page.keyboard.press("Enter")
    begun, stopped = desk.wait_for(2)
    assert begun == ["timed", "begun", 0]
    assert stopped[:2] == ["timed", "stopped"]
    assert stopped[2] < 60


def test_before_the_start_there_is_nothing_to_stop(desk):
    """Stop comes with the exercise."""
    desk.open()
    stop = desk.group("Two lines").locator(".stop")
    expect(stop).to_be_hidden()
    desk.button("Start", "Two lines").click()
    expect(stop).to_be_visible()


def test_a_pause_holds_the_time(desk):
    """What has run stays; nothing is told by pausing, and a rerun does not begin it anew."""
    page = desk.open()
    desk.button("Start", "A slow breath").click()
    desk.wait_for(1)
    desk.button("Pause", "A slow breath").click()
    bar = desk.group("A slow breath").get_by_role("progressbar")
    held = bar.get_attribute("aria-valuenow")
    desk.rerun()
    page.wait_for_timeout(1500)
    assert bar.get_attribute("aria-valuenow") == held
    assert desk.told() == [["paced", "begun", 0]]
    desk.button("Go on", "A slow breath").click()
    assert desk.wait_for(2)[1][:2] == ["paced", "finished"]


def test_where_motion_is_not_wanted_nothing_grows(desk):
    """The word and a bar of seconds say the same."""
    desk.open(reduced_motion="reduce")
    desk.button("Start", "A slow breath").click()
    expect(desk.group("A slow breath").get_by_text("In", exact=True)).to_be_visible()
    expect(desk.group("A slow breath").locator(".circle")).to_be_hidden()
    expect(desk.group("A slow breath").locator(".beat").first).to_be_visible()
    assert desk.wait_for(2)[1] == ["paced", "finished", 3]


WIDTHS = """async circle => {
  const widths = [];
  const end = performance.now() + 2000;
  while (performance.now() < end) {
    widths.push(circle.getBoundingClientRect().width);
    await new Promise((next) => setTimeout(next, 50));
  }
  return widths.filter((width) => width > 0);
}"""


def test_the_circle_follows_the_breath_elsewhere(desk):
    """It is wider at the end of a breath in than at the ends of one out."""
    desk.open()
    desk.button("Start", "A slow breath").click()
    widths = desk.group("A slow breath").locator(".circle").evaluate(WIDTHS)
    assert max(widths) > 1.2 * min(widths)


def test_the_words_are_read_out_as_they_change(desk):
    """Politely, and alone: neither the seconds nor the bar interrupt."""
    desk.open()
    live = desk.group("Two lines").locator("[aria-live]")
    expect(live).to_have_count(1)
    expect(live).to_have_attribute("aria-live", "polite")
    desk.button("Start", "Two lines").click()
    expect(live).to_have_text("Line 1 <b>of</b> many.")


def test_what_cannot_be_kept_is_said_under_the_exercise(desk):
    """And it runs on."""
    desk.file.with_suffix(".full").touch()
    desk.open()
    desk.button("Start", "Two lines").click()
    expect(desk.group("Two lines").get_by_role("alert")).to_contain_text("The disk is full")
    expect(desk.button("Pause", "Two lines")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_all_fits(desk, width, scheme):
    """While it runs; every target is large enough, and nothing has to be scrolled sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = desk.open(width=width, scheme=scheme)
    desk.button("Start", "Two lines").click()
    expect(desk.button("Pause", "Two lines")).to_be_visible()
    for label in ("Pause", "Stop"):
        assert desk.button(label, "Two lines").bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(page).response["violations"]
    serious = [one["id"] for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == []

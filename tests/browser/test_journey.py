"""From a fresh machine to a verdict, by keyboard alone, with the server killed in the middle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import results, taking
from eq.content import questionnaires
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser

FORM = questionnaires.shipped("five-competencies")
START = datetime(2026, 6, 1, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)


class Sitting:
    """One sitting in the browser: what was asked, page by page, and what was answered by which key."""

    def __init__(self, page):
        self.page, self.asked, self.answered = page, [], {}
        self.text = {item.text: item.id for item in FORM.items}

    def statements(self):
        self.page.locator(".statements .text").first.wait_for()
        return [self.text[text] for text in self.page.locator(".statements .text").all_inner_texts()]

    def await_page(self, number):
        expect(self.page.locator(".context")).to_contain_text(f"page {number} of ")
        self.asked += self.statements()

    def type(self, keys):
        """Answer the statements of this page from the first open one on."""
        here = [item for item in self.statements() if item not in self.answered]
        for item, key in zip(here, keys, strict=False):
            self.answered[item] = None if key == "0" else int(key)
        self.page.keyboard.type(keys)

    def await_kept(self):
        expect(self.page.locator(".mark")).to_have_text("✓ kept", timeout=20_000)

    def on(self):
        """To the next page, with the key that lies under the hand."""
        expect(self.page.locator(".ways .next")).to_be_focused()
        self.page.keyboard.press("Enter")


def take(sitting, keys="2434342"):
    """A whole sitting with the same keys on each page, from the list to the review."""
    pages = -(-len(FORM.items) // FORM.page_size)
    for number in range(1, pages + 1):
        sitting.await_page(number)
        sitting.type(keys[: len(sitting.statements())])
        sitting.await_kept()
        sitting.on()
    expect(sitting.page.get_by_role("heading", name="Before you finish")).to_be_visible()


def finish(page, tab_to):
    """From the review to the numbers; answers given this quickly bring the kind question first."""
    tab_to(page, "Finish and see the result")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Before the numbers")).to_be_visible()
    tab_to(page, "They stand as they are")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What your answers say")).to_be_visible()


def to_page(page, name, tab_to):
    """Through the navigation, by keyboard."""
    page.keyboard.press("Home")
    tab_to(page, name)
    page.keyboard.press("Enter")


def begin(page, tab_to):
    expect(page.get_by_role("heading", name="Choose a questionnaire")).to_be_visible()
    tab_to(page, "Begin")
    page.keyboard.press("Enter")


def store(place, answered):
    """One more sitting at the present instant, answered slowly."""
    assessment = taking.start(place, FORM, assessment=taking.new_id(), zone="Europe/Berlin")
    given = {item: taking.Given(value, 6.0) for item, value in answered.items()}
    taking.answer(place, taking.draft(place, assessment), given)
    taking.finish(place, assessment)


def stored(app):
    return results.sittings(Workspace(app.workspace))


def test_from_a_fresh_machine_to_a_verdict_by_keyboard_alone(start_app, enter, settle, tab_to, tmp_path, monkeypatch):
    """First run, 50 statements with the server killed in the middle, the result, and three more sittings.

    Five weeks later nothing is judged yet (change counts from the second sitting), two weeks after that it is too
    soon, five weeks after the second there is one verdict. No mouse is used, no statement is asked twice, and no
    answer is lost.
    """
    app = start_app(tmp_path / "own" / "me.eq", now=START.isoformat())
    assert not app.workspace.exists()
    watched = enter(app)
    page = watched.page

    # First run.
    tab_to(page, "I am 18 or older")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="See where I stand")).to_be_enabled()
    tab_to(page, "See where I stand")
    page.keyboard.press("Enter")
    begin(page, tab_to)

    # The first page with Tab, Space and the arrows alone, the next two with the digits.
    sitting = Sitting(page)
    sitting.await_page(1)
    first = sitting.statements()
    for place, item in enumerate(first):
        tab_to(page, "Never or almost never")
        page.keyboard.press("Space")
        for _ in range(place % 4):
            page.keyboard.press("ArrowRight")
        sitting.answered[item] = 1 + place % 4
    sitting.await_kept()
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    for number, keys in ((2, "2434342"), (3, "0432343")):
        sitting.await_page(number)
        sitting.type(keys)
        sitting.await_kept()
        sitting.on()

    # In the middle of the fourth page the server dies; what is typed now waits in the window.
    sitting.await_page(4)
    sitting.type("234")
    sitting.await_kept()
    [draft] = taking.drafts(Workspace(app.workspace))
    sent = dict(sitting.answered)
    app.kill()
    assert taking.draft(Workspace(app.workspace), draft.id).given == sent
    sitting.type("43")
    expect(page.locator(".mark")).to_have_text("not saved yet", timeout=20_000)
    app.start(now=START.isoformat())
    sitting.await_kept()
    expect(page.locator(".context")).to_contain_text("page 4 of ")
    assert taking.draft(Workspace(app.workspace), draft.id).given == sitting.answered

    # Resumed: the rest of this page, and the pages that are left.
    sitting.type("24")
    sitting.await_kept()
    sitting.on()
    for number in range(5, 9):
        sitting.await_page(number)
        sitting.type("2434342"[: len(sitting.statements())])
        sitting.await_kept()
        sitting.on()
    expect(page.get_by_role("heading", name="Before you finish")).to_be_visible()
    expect(page.get_by_text("Every statement is answered.")).to_be_visible()
    assert sorted(sitting.asked) == sorted(item.id for item in FORM.items)
    finish(page, tab_to)
    [one] = stored(app)
    assert results.result(Workspace(app.workspace), one.id).given == sitting.answered
    assert sorted(sitting.answered) == sorted(sitting.asked)
    assert watched.violations == []

    # Three more, each on a later day; the one that comes too soon is stored without a window.
    order = sitting.asked
    said = {5: "First answers tend to run high", 7: "less than four weeks apart", 10: "No clear change"}
    for weeks, words in said.items():
        now = (START + weeks * WEEK).isoformat()
        app.kill()
        app.admitted = None
        if weeks == 7:
            monkeypatch.setenv("EQ_TEST_NOW", now)
            store(Workspace(app.workspace), sitting.answered)
        app.start(now=now)
        page = enter(app, "take").page
        expect(page.get_by_text("A test clock is set")).to_be_visible()
        if weeks != 7:
            begin(page, tab_to)
            again = Sitting(page)
            take(again)
            assert again.asked == order
            finish(page, tab_to)
        to_page(page, "Progress", tab_to)
        expect(page.get_by_role("heading", name="What changed, and what did not")).to_be_visible()
        expect(page.get_by_test_id("stMain")).to_contain_text(words)
        expect(page.get_by_text("How far each area moved")).to_have_count(1 if weeks == 10 else 0)
        settle(page)
    assert len(stored(app)) == 4
    day = (START + 5 * WEEK).date()
    expect(page.get_by_test_id("stMain")).to_contain_text(f"against {day.day} July 2026, where change counts from")

"""Checking in and writing in the whole app: by keyboard alone, and through whatever interrupts."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import entries, journal, settings
from eq.reflect.entry import Point
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser

NOW = "2026-11-21T09:00:00Z"


@pytest.fixture
def workspace(tmp_path):
    made = Workspace(tmp_path / "own" / "me.eq")
    settings.welcome(made)
    return made


def kept(workspace):
    return journal.page(workspace, journal.Filter()).entries


def wait_for_draft(page, workspace, text):
    """There is one draft, and sooner or later it says so."""
    for _ in range(800):
        texts = [draft.text("text") for draft in entries.drafts(workspace, "note")]
        if texts == [text]:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never stored: {texts}")


def test_a_check_in_by_keyboard_alone_in_a_narrow_window(start_app, enter, workspace, settle, tab_to):
    """Two sliders, a word, Enter: one entry, and nothing scrolls sideways on the way."""
    page = enter(start_app(workspace.path, NOW), "check-in", width=390, height=844).page
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert wide <= 0
    tab_to(page, "Pleasantness")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    tab_to(page, "Energy")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    settle(page)
    first = page.get_by_role("button", name="unsure", exact=True)
    expect(first).to_be_visible()
    first.focus()
    page.keyboard.press("Enter")
    settle(page)
    tab_to(page, "Keep")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kept", level=1)).to_be_visible(timeout=20_000)
    (entry,) = kept(workspace)
    assert entry.points == {"now": Point(-0.3, 0.2)}
    assert entry.felt("now") == ("unsure",)


def test_a_hasty_double_click_on_keep_is_one_whole_check_in(start_app, enter, workspace, settle):
    """A word and Keep in the same breath reach the server together: the word is in the one entry that is kept."""
    page = enter(start_app(workspace.path, NOW), "check-in").page
    page.get_by_role("button", name="calm", exact=True).click()
    page.get_by_role("button", name="Keep", exact=True).dblclick()
    expect(page.get_by_role("heading", name="Kept", level=1)).to_be_visible(timeout=20_000)
    settle(page)
    page.go_back()
    settle(page)
    assert [entry.felt("now") for entry in kept(workspace)] == [("calm",)]


def test_a_note_survives_leaving_at_once_and_a_killed_server(start_app, enter, workspace, settle):
    """Typed and left by a link in the same breath; gone on with, the app killed, started again, kept whole."""
    app = start_app(workspace.path)
    page = enter(app, "write").page
    page.locator("textarea.box").first.click()
    page.keyboard.type("Half a thought")
    page.get_by_role("link", name="Promises").click()
    expect(page.get_by_role("heading", name="Write")).to_have_count(0, timeout=20_000)
    settle(page)
    wait_for_draft(page, workspace, "Half a thought")

    page.get_by_role("link", name="Write").click()
    box = page.locator("textarea.box").first
    expect(box).to_have_value("Half a thought")
    box.click()
    page.keyboard.press("End")
    app.kill()
    page.keyboard.type(", and the rest")
    app.start()
    wait_for_draft(page, workspace, "Half a thought, and the rest")
    expect(box).to_have_value("Half a thought, and the rest")

"""The menu of a narrow window, and where the focus goes when one screen takes the place of another."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import settings
from eq.store.workspace import Workspace
from eq.wording import plan_focus as focus_words
from eq.wording import plan_start as start_words
from eq.wording import today as words

pytestmark = pytest.mark.browser

FOCUSED = "() => `${document.activeElement.tagName} ${document.activeElement.innerText || ''}`.trim()"
IN_MENU = "() => Boolean(document.activeElement.closest('[data-testid=stSidebar]'))"


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    place = Workspace(tmp_path_factory.mktemp("menu") / "me.eq")
    settings.welcome(place)
    return start_app(place.path)


@pytest.mark.parametrize(("width", "stays"), [(390, False), (1440, True)])
def test_the_menu_closes_after_a_choice_where_it_covers_the_page(app, enter, settle, width, stays):
    """Page after page; beside the page, in a wide window, it stays."""
    page = enter(app, width=width, height=844).page
    menu = page.get_by_test_id("stSidebar")
    for name, title in (("My plan", focus_words.TITLE), ("Practices", "Practices")):
        if not stays:
            page.get_by_test_id("stExpandSidebarButton").click()
        link = page.get_by_test_id("stSidebarNavLink").filter(has_text=name)
        expect(link).to_be_visible()
        link.click()
        expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
        settle(page)
        expect(menu).to_have_attribute("data-collapsed", "false" if stays else "true")


def test_a_closed_menu_takes_no_focus_and_the_title_takes_a_lost_one(app, enter, settle, tab_to):
    """From Today to the start by keyboard; a fresh page leaves the focus where a browser puts it."""
    page = enter(app, width=390, height=844).page
    assert page.evaluate(FOCUSED).startswith("BODY")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert not page.evaluate(IN_MENU)
    for pressed, title in (
        (words.FIRST_FOCUS, focus_words.TITLE),
        ("Work on empathy", start_words.TITLE),
        (start_words.BACK, focus_words.TITLE),
    ):
        tab_to(page, pressed)
        page.keyboard.press("Enter")
        head = page.get_by_role("heading", name=title, level=1)
        expect(head).to_be_focused()
        settle(page)
        expect(head).to_be_focused()

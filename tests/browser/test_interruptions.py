"""Windows that are closed, doubled or left open: every answer that was given is kept, and none twice."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import settings, taking
from eq.content import questionnaires
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser

FORM = questionnaires.shipped("five-competencies")
TEXT = {item.text: item.id for item in FORM.items}


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    place = Workspace(tmp_path_factory.mktemp("interrupted") / "me.eq")
    settings.welcome(place)
    return start_app(place.path)


@pytest.fixture
def draft(app):
    """A fresh draft; what it holds is read from the file."""
    place = Workspace(app.workspace)
    for old in taking.drafts(place):
        taking.discard(place, old.id)
    assessment = taking.start(place, FORM, assessment=taking.new_id(), zone="Europe/Berlin")

    def given():
        return taking.draft(place, assessment).given

    return given


def go_on(page):
    page.get_by_role("button", name="Go on", exact=True).click()
    page.locator(".statements .text").first.wait_for()


def statements(page):
    return [TEXT[text] for text in page.locator(".statements .text").all_inner_texts()]


def kept(page):
    expect(page.locator(".mark")).to_have_text("✓ kept", timeout=20_000)


def checked(page):
    return page.locator(".statement:has(input:checked)").count()


def rows(app):
    """How many rows of answers the file holds for drafts, counted without any of our own reading."""
    with Workspace(app.workspace).read() as db:
        return db.execute(
            "select count(*) from answer join assessment on id = assessment where state = 'draft'"
        ).fetchone()[0]


def test_a_closed_browser_in_the_middle_of_a_page_loses_nothing(app, draft, enter):
    """Another window finds the same page with its answers, and goes on with the first open statement."""
    page = enter(app, "take").page
    go_on(page)
    asked = statements(page)
    page.keyboard.type("234")
    kept(page)
    page.context.close()
    assert draft() == dict(zip(asked, [2, 3, 4], strict=False))

    page = enter(app, "take").page
    page.locator(".statements .text").first.wait_for()
    assert statements(page) == asked
    assert checked(page) == 3
    page.keyboard.type("2")
    kept(page)
    assert draft() == dict(zip(asked, [2, 3, 4, 2], strict=False))


def test_a_browser_closed_while_keys_are_typed_loses_only_what_was_not_sent(app, draft, enter):
    """What stands in the file is a beginning of what was typed: nothing is missing in between, nothing is twice."""
    page = enter(app, "take").page
    go_on(page)
    asked = statements(page)
    page.keyboard.type("2345432", delay=20)
    page.context.close()
    page = enter(app).page  # by now the server has dealt with everything that arrived
    typed = list(zip(asked, [2, 3, 4, 5, 4, 3, 2], strict=False))
    assert draft() in [dict(typed[:n]) for n in range(len(typed) + 1)]
    assert rows(app) == len(draft())


def test_two_windows_answer_the_same_draft_at_once(app, draft, enter):
    """Both stand on the same page and answer different statements in turns: all are kept, none twice."""
    left, right = enter(app, "take").page, enter(app, "take").page
    go_on(left)
    go_on(right)
    asked = statements(left)
    assert statements(right) == asked
    for place in range(0, 6, 2):
        left.get_by_role("group").nth(place).get_by_role("radio", name="4 Often").check(force=True)
        right.get_by_role("group").nth(place + 1).get_by_role("radio", name="2 Rarely").check(force=True)
    kept(left)
    kept(right)
    expected = {item: 2 if place % 2 else 4 for place, item in enumerate(asked[:6])}
    assert draft() == expected
    assert rows(app) == 6

    # The same statement in both: the last word counts, in one row.
    left.get_by_role("group").nth(0).get_by_role("radio", name="1 Never or almost never").check(force=True)
    kept(left)
    right.get_by_role("group").nth(0).get_by_role("radio", name="5 Always or almost always").check(force=True)
    kept(right)
    right.wait_for_timeout(300)
    assert draft() == expected | {asked[0]: 5}
    assert rows(app) == 6

    # One goes on, the other stays and answers: both are kept, and a reload shows everything.
    left.get_by_role("button", name="Next").click()
    expect(left.locator(".context")).to_contain_text("page 2 of ")
    left.keyboard.type("33")
    kept(left)
    right.get_by_role("group").nth(6).get_by_role("radio", name="3 Sometimes").check(force=True)
    kept(right)
    right.wait_for_timeout(300)
    assert rows(app) == len(draft()) == 9
    right.reload()
    right.locator(".statements .text").first.wait_for()
    expect(right.locator(".count")).to_contain_text("9 of 50 answered")


def test_a_window_on_a_sitting_that_was_finished_elsewhere_says_so(app, draft, enter):
    """The answer that comes too late changes nothing, and the page says why in words."""
    page = enter(app, "take").page
    go_on(page)
    page.keyboard.type("23")
    kept(page)
    place = Workspace(app.workspace)
    [open_one] = taking.drafts(place)
    taking.finish(place, open_one.id)
    page.keyboard.type("4")
    expect(page.get_by_text("finished or was deleted in another tab")).to_be_visible(timeout=20_000)
    with place.read() as db:
        assert db.execute("select count(*) from answer where assessment = ?", (open_one.id,)).fetchone()[0] == 2
    page.get_by_role("button", name="Back to the questionnaires").click()
    expect(page.get_by_role("heading", name="Choose a questionnaire")).to_be_visible()

"""Every task without a mouse: find a page, open the table behind a figure, mend a date, undo, delete, choose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import clock, entries, journal, promises, results, settings, taking, ways
from eq.actions.taking import Given
from eq.content import questionnaires
from eq.store.workspace import Workspace
from eq.wording import prepare as words

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    place = Workspace(tmp_path_factory.mktemp("keyboard") / "me.eq")
    settings.welcome(place)
    return start_app(place.path)


@pytest.fixture
def place(app):
    """The app's file with one finished sitting of today."""
    found = Workspace(app.workspace)
    for old in results.sittings(found):
        taking.discard(found, old.id)
    form = questionnaires.shipped("five-competencies")
    assessment = taking.start(found, form, assessment=taking.new_id(), zone="Europe/Berlin")
    pattern = (2, 4, 3, 3, 2, 4, 3)
    given = {item.id: Given(pattern[n % 7], 5.0) for n, item in enumerate(form.items)}
    taking.answer(found, taking.draft(found, assessment), given)
    taking.finish(found, assessment)
    return found


@pytest.fixture
def results_page(app, place, enter):
    page = enter(app, "results").page
    expect(page.get_by_role("heading", name="What your answers say")).to_be_visible()
    return page


def test_a_page_is_found_through_the_navigation(app, place, enter, tab_to):
    page = enter(app).page
    tab_to(page, "Results")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What your answers say")).to_be_visible()
    tab_to(page, "Support")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Talk to a person")).to_be_visible()


def test_the_table_behind_a_figure_opens_and_closes(results_page, tab_to):
    page = results_page
    table = page.get_by_role("table").first
    tab_to(page, "Show as a table")
    expect(table).to_be_hidden()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table).to_contain_text("Self-awareness")
    page.keyboard.press("Space")
    expect(table).to_be_hidden()


def test_a_date_and_a_note_are_mended_and_brought_back(results_page, place, tab_to):
    page = results_page
    before = results.sittings(place)[0].taken_at
    tab_to(page, "Date and note")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    tab_to(page, "year, The day it counts for")
    page.keyboard.type("20260301")
    tab_to(page, "A note for yourself")
    page.keyboard.type("After the long week.")
    tab_to(page, "Keep")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You can undo this edit below.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    kept = results.sittings(place)[0]
    day = clock.local_day(kept.taken_at, kept.zone, settings.settings(place).end_of_day)
    assert (day, kept.note) == (date(2026, 3, 1), "After the long week.")
    tab_to(page, "Undo the last edit")
    page.keyboard.press("Enter")
    expect(page.get_by_text("as they were before")).to_be_visible()
    assert results.sittings(place)[0].taken_at == before


def test_a_sitting_is_deleted_only_after_the_question(results_page, place, tab_to):
    page = results_page
    tab_to(page, "Delete …")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("This cannot be undone.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert len(results.sittings(place)) == 1
    tab_to(page, "Delete …")
    page.keyboard.press("Enter")
    tab_to(page, "Delete for good")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The sitting was deleted.")).to_be_visible()
    assert results.sittings(place) == []


def test_a_choice_in_settings_is_made_and_kept(app, place, enter, tab_to, pick_from):
    page = enter(app, "settings").page
    tab_to(page, "Show contacts of this place first")
    pick_from(page, page.get_by_role("combobox", name="Show contacts of this place first"), "Germ")
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
    assert settings.settings(place).country == "DE"
    tab_to(page, "The weekly pulse")
    page.keyboard.press("Space")
    for _ in range(100):
        if not settings.settings(place).today_pulse:
            return
        page.wait_for_timeout(100)
    pytest.fail("the choice was not kept")


def test_a_promise_is_added_and_kept(app, place, enter, settle, tab_to, pick_from):
    """With a date; then kept, the one question answered, and taken back."""
    page = enter(app, "promises").page
    tab_to(page, "What did you promise?")
    page.keyboard.type("Call back")
    tab_to(page, "To whom, by when, agreed?")
    page.keyboard.press("Enter")
    tab_to(page, "Due")
    pick_from(page, page.get_by_role("combobox", name="Due"), "Tomo")
    expect(page.get_by_role("group", name="Time, if it matters")).to_be_visible()
    page.get_by_role("textbox", name="What did you promise?").focus()
    tab_to(page, "Add promise")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Promise added.")).to_be_visible()
    settle(page)
    [added] = promises.every(place)
    assert (added.what, added.state, added.due_date is None) == ("Call back", "open", False)
    page.wait_for_timeout(800)  # no hand is there sooner; what comes sooner is taken for half of a double click
    tab_to(page, "Kept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Are they satisfied?")).to_be_visible()
    settle(page)
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is as it was before.")).to_be_visible()
    settle(page)
    tab_to(page, "Kept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Are they satisfied?")).to_be_visible()
    settle(page)
    tab_to(page, "Partly")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Are they satisfied?")).to_have_count(0)
    settle(page)
    [kept] = promises.every(place)
    assert (kept.state, kept.satisfied) == ("kept", "partly")


def test_the_journal_is_searched_and_an_entry_opened(app, place, enter, settle, tab_to):
    """And left again by the way back, to the hits."""
    for text in ("The boiler call went well.", "A walk helped."):
        one = entries.new_id()
        entries.begin(place, "note", entry=one, zone="Europe/Berlin")
        entries.write(place, one, "text", text)
        entries.finish(place, one)
    page = enter(app, "journal").page
    tab_to(page, "Search your journal")
    page.keyboard.type("boil")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 entry found.")).to_be_visible()
    settle(page)
    tab_to(page, "The boiler call went well.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    expect(page.locator(".eq-note")).to_contain_text("The boiler call went well.")
    settle(page)
    tab_to(page, "Back")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 entry found.")).to_be_visible()


def test_a_way_is_opened_and_a_sentence_of_ones_own_kept_deleted_and_brought_back(app, place, enter, settle, tab_to):
    """And left again, to the list."""
    page = enter(app, "playbook").page
    tab_to(page, "Paraphrase", limit=150)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Paraphrase", level=1)).to_be_visible()
    settle(page)
    tab_to(page, "A sentence of your own")
    page.keyboard.type("So you have waited since May.")
    tab_to(page, "Keep")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your own", exact=True)).to_be_visible()
    settle(page)
    own = ways.sentences(place)["paraphrase"]
    assert [one.text for one in own] == ["So you have waited since May."]
    tab_to(page, "Delete", limit=120)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The sentence was deleted.")).to_be_visible()
    settle(page)
    assert ways.sentences(place) == {}
    tab_to(page, "Undo", limit=120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your own", exact=True)).to_be_visible()
    settle(page)
    assert ways.sentences(place)["paraphrase"] == own
    tab_to(page, "Back", limit=120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Playbook", level=1)).to_be_visible()


def test_a_preparation_with_one_answer_is_kept(app, place, enter, settle, tab_to):
    page = enter(app, "prepare").page
    tab_to(page, words.FURTHER)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="My word for them")).to_be_visible()
    settle(page)
    tab_to(page, "My word for them")
    page.keyboard.type("In a hurry")
    expect(page.get_by_text("✓ kept").first).to_be_visible(timeout=20_000)
    settle(page)
    tab_to(page, words.KEEP, limit=250)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words.KEPT, level=1)).to_be_visible()
    settle(page)
    [kept] = [entry for entry in journal.page(place, size=50).entries if entry.kind == "preparation"]
    assert (kept.state, kept.text("label")) == ("done", "In a hurry")


def test_the_span_of_insights_is_changed_and_a_table_opened(app, place, enter, settle, tab_to):
    """With eight days of check-ins that lie three months back, out of the span shown first."""
    now = clock.local_time(clock.now(), "Europe/Berlin").replace(tzinfo=None)
    for days in range(8):
        entries.check_in(
            place,
            entry=entries.new_id(),
            zone="Europe/Berlin",
            pleasantness=0.1 * days - 0.3,
            energy=0.2,
            local=now - timedelta(days=90 + days),
        )
    page = enter(app, "insights").page
    span = page.locator(".st-key-insights-span")
    expect(span.get_by_role("radio", name="12 weeks")).to_be_checked()
    title = page.get_by_role("heading", name="Pleasantness and energy over the days", exact=False)
    expect(title).to_have_count(0)
    tab_to(page, "4 weeks")
    for key in ("ArrowRight", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(span.get_by_role("radio", name="A year")).to_be_checked()
    expect(title).to_be_visible()
    settle(page)
    table = page.get_by_role("table").first
    tab_to(page, "Show as a table")
    expect(table).to_be_hidden()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table).to_contain_text("Pleasantness")


def test_everything_is_erased_only_with_the_word(app, place, enter, tab_to):
    page = enter(app, "data").page
    tab_to(page, "Erase everything")
    page.keyboard.press("Enter")
    tab_to(page, "Type erase to go on")
    page.keyboard.type("erase")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Erase for good")).to_be_enabled()
    tab_to(page, "Erase for good")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="See where you stand, honestly")).to_be_visible()
    expect(page.get_by_text("Everything was erased.")).to_be_visible()
    assert results.sittings(place) == []
    settings.welcome(place)

"""Pressed twice, open in two tabs, gone back to: there is one of everything, and nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import entries, journal, prepared, promises, settings, ways
from eq.actions.preparing import Chosen
from eq.store.workspace import Workspace
from eq.wording import prepare as words

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
BETWEEN_CLICKS_MS = 150
"""The pause of a hand between the clicks of a double click: long enough for the page to begin to change."""


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    place = Workspace(tmp_path_factory.mktemp("one") / "me.eq")
    settings.welcome(place)
    return start_app(place.path)


@pytest.fixture
def place(app):
    """The app's file with nothing written in it."""
    found = Workspace(app.workspace)
    for entry in (*entries.drafts(found), *journal.page(found, size=50).entries):
        entries.delete(found, entry.id)
    for promise in promises.every(found):
        promises.delete(found, promise.id)
    for sentence in own_sentences(found):
        ways.delete_sentence(found, sentence.id)
    return found


@pytest.fixture(scope="module")
def tabs(app, enter_for_all):
    """Two tabs of one browser."""
    first = enter_for_all(app).page
    return first, first.context.new_page()


@pytest.fixture
def tab(tabs):
    return tabs[0]


def visit(app, page, path, settle):
    page.goto(app.url + path)
    settle(page)


def heading(page, text):
    expect(page.get_by_role("heading", name=text, level=1, exact=True)).to_be_visible(timeout=20_000)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True).first


def twice(page, name, at=0, pause=BETWEEN_CLICKS_MS):
    """Two clicks on the same spot, the second wherever the first has led by then; the last such button at most."""
    found = page.get_by_role("button", name=name, exact=True)
    shown = found.nth(min(at, found.count() - 1)) if at else found.first
    shown.scroll_into_view_if_needed()
    box = shown.bounding_box()
    where = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*where)
    page.wait_for_timeout(pause)
    page.mouse.click(*where)


def no_error(page):
    assert page.get_by_test_id("stException").count() == 0
    assert page.locator(".stMain [role=alert]").filter(has_text="deleted").count() == 0


def every(place):
    """All there is as (kind, state)."""
    found = [*entries.drafts(place), *journal.page(place, size=50).entries]
    return [(entry.kind, entry.state) for entry in found]


def begun_debrief(place, **texts):
    one = entries.new_id()
    entries.begin(place, "debrief", entry=one, zone=ZONE)
    for field, text in texts.items():
        entries.write(place, one, field, text)
    entries.note(place, one, severity=4, episode="demanding", screen="next")
    return one


def own_sentences(place):
    return [one for kept in ways.sentences(place).values() for one in kept]


def begun_preparation(place, **texts):
    one = entries.new_id()
    prepared.begin(place, one, Chosen(trigger="delay"), ZONE)
    for field, text in texts.items():
        entries.write(place, one, field, text)
    return one


def promised(place, what, **about):
    one = promises.new_id()
    promises.add(place, promise=one, what=what, zone=ZONE, **about)
    return one


# Pressed twice, and back ----------------------------------------------------------------------------------------------


def test_a_note_is_kept_once(app, place, tab, settle):
    """Words typed until the double click are in it; the back button brings no second one."""
    visit(app, tab, "promises", settle)
    visit(app, tab, "write", settle)
    tab.locator("textarea.box").first.click()
    tab.keyboard.type("They thanked me.")
    twice(tab, "Keep")
    heading(tab, "Kept in your journal")
    settle(tab)
    for way in (tab.go_back, tab.go_forward, tab.reload):
        way()
        settle(tab)
        no_error(tab)
    assert [entry.text("text") for entry in journal.page(place).entries] == ["They thanked me."]
    assert every(place) == [("note", "done")]


def test_feedback_is_kept_once(app, place, tab, settle):
    visit(app, tab, "write", settle)
    tab.get_by_text("Feedback I received", exact=True).first.click()
    heading(tab, "Feedback I received")
    tab.get_by_role("textbox", name="What they would keep").click()
    tab.keyboard.type("The calm.")
    twice(tab, "Keep")
    heading(tab, "Kept in your journal")
    settle(tab)
    assert every(place) == [("feedback", "done")]


def test_a_debrief_is_done_once(app, place, tab, settle):
    """The second click meets the page that follows, and does nothing there that cannot be taken back."""
    one = begun_debrief(place, happened="They asked twice.", next_time="Say it in fewer words.")
    visit(app, tab, "debrief", settle)
    button(tab, "Go on").click()
    heading(tab, "One sentence for next time")
    settle(tab)
    twice(tab, "Done")
    tab.wait_for_timeout(500)
    settle(tab)
    tab.go_back()
    settle(tab)
    no_error(tab)
    assert every(place) == [("debrief", "done")]
    kept = entries.get(place, one)
    assert (kept.text("happened"), kept.text("next_time")) == ("They asked twice.", "Say it in fewer words.")


def test_a_debrief_is_parked_once(app, place, tab, settle):
    """The line that still stood in its box when the button was pressed is in it."""
    visit(app, tab, "debrief", settle)
    tab.get_by_label("No time now? One line is enough").fill("Blue van, invoice")
    twice(tab, "Park it")
    expect(tab.get_by_text("Saved.").first).to_be_visible(timeout=20_000)
    settle(tab)
    tab.go_back()
    settle(tab)
    assert every(place) == [("debrief", "parked")]
    assert entries.parked(place)[0].text("title") == "Blue van, invoice"


def test_a_promise_is_added_once(app, place, tab, settle):
    """On Promises, on the last page of a debrief, and beside an entry of the journal."""
    visit(app, tab, "promises", settle)
    tab.get_by_label("What did you promise?").fill("Call back")
    twice(tab, "Add promise")
    expect(tab.get_by_text("Promise added.")).to_be_visible()
    expect(tab.get_by_label("What did you promise?")).to_have_count(1)
    expect(tab.get_by_label("What did you promise?")).to_have_value("")
    begun_debrief(place, next_time="Say it in fewer words.")
    visit(app, tab, "debrief", settle)
    button(tab, "Go on").click()
    heading(tab, "One sentence for next time")
    button(tab, "Done").click()
    heading(tab, "For next time")
    tab.locator("summary").filter(has_text="Add a promise").click()
    tab.get_by_label("What did you promise?").fill("Send the form")
    twice(tab, "Add promise")
    expect(tab.get_by_text("Promise added.")).to_be_visible()
    button(tab, "See it in the journal").click()
    button(tab, "Edit").wait_for()
    tab.locator("summary").filter(has_text="Add a promise").click()
    tab.get_by_label("What did you promise?").fill("Ask the workshop")
    twice(tab, "Add promise")
    expect(tab.get_by_text("Promise added.")).to_be_visible()
    settle(tab)
    assert sorted(one.what for one in promises.every(place)) == ["Ask the workshop", "Call back", "Send the form"]


def test_a_promise_is_kept_once_and_its_neighbour_is_left_alone(app, place, tab, settle):
    """The list moves after the first click; the second, however late, does not reach the promise that comes up."""
    ids = [promised(place, what) for what in ("Call back", "Send the form", "Ask the workshop")]
    tab.set_viewport_size({"width": 390, "height": 900})
    visit(app, tab, "promises", settle)
    for left in (2, 1):
        twice(tab, "Kept", at=1, pause=2 * BETWEEN_CLICKS_MS)
        expect(tab.get_by_role("button", name="Kept", exact=True)).to_have_count(left)
        tab.wait_for_timeout(500)
        settle(tab)
        no_error(tab)
        assert [promises.get(place, one).state for one in ids].count("open") == left
    tab.set_viewport_size({"width": 1440, "height": 1000})


def open_way(app, page, settle):
    visit(app, page, "playbook", settle)
    button(page, "Paraphrase").click()
    heading(page, "Paraphrase")
    settle(page)


def no_second(page, settle):
    """Wherever the way back, forth and anew lead, nothing is refused."""
    settle(page)
    for way in (page.go_back, page.go_forward, page.reload):
        way()
        settle(page)
        no_error(page)


def test_a_sentence_of_ones_own_is_kept_once(app, place, tab, settle):
    """The second click finds the box empty again."""
    open_way(app, tab, settle)
    tab.get_by_label("A sentence of your own").fill("So you have waited since May.")
    twice(tab, "Keep")
    expect(tab.get_by_role("heading", name="Your own", exact=True)).to_be_visible()
    no_second(tab, settle)
    assert [one.text for one in own_sentences(place)] == ["So you have waited since May."]


def test_a_sentence_is_deleted_once_and_its_neighbour_is_left_alone(app, place, tab, settle):
    """The second click neither reaches the sentence that comes up nor brings the first one back."""
    for text in ("So you have waited since May.", "Say that again, please.", "Have I understood that?"):
        ways.keep_sentence(place, sentence=entries.new_id(), response="paraphrase", text=text)
    open_way(app, tab, settle)
    twice(tab, "Delete", pause=2 * BETWEEN_CLICKS_MS)
    expect(tab.get_by_text("The sentence was deleted.")).to_be_visible()
    settle(tab)
    no_error(tab)
    assert [one.text for one in own_sentences(place)] == ["Say that again, please.", "Have I understood that?"]


def test_a_preparation_is_kept_once(app, place, tab, settle):
    """The second click meets the card that was just kept, and opens nothing of it again."""
    visit(app, tab, "prepare", settle)
    twice(tab, words.FURTHER)
    tab.get_by_role("textbox", name="My word for them").click()
    tab.keyboard.type("In a hurry")
    expect(tab.get_by_text("✓ kept").first).to_be_visible(timeout=20_000)
    settle(tab)
    twice(tab, words.KEEP)
    heading(tab, words.KEPT)
    no_second(tab, settle)
    assert [entry.text("label") for entry in journal.page(place).entries] == ["In a hurry"]
    assert every(place) == [("preparation", "done")]


def test_one_debrief_begins_from_a_preparation(app, place, tab, settle):
    """However often it is pressed, before and after going back, and from the offer of Debrief as well."""
    one = begun_preparation(place, label="In a hurry")
    visit(app, tab, "prepare", settle)
    button(tab, "Go on").click()
    tab.get_by_role("textbox", name="My word for them").wait_for()
    settle(tab)
    button(tab, words.KEEP).click()
    heading(tab, words.KEPT)
    settle(tab)
    twice(tab, words.DEBRIEF)
    heading(tab, "How hard was it?")
    settle(tab)
    tab.go_back()
    settle(tab)
    no_error(tab)
    visit(app, tab, "journal", settle)
    tab.locator("[class*=st-key-journal-row-entries-]").filter(has_text="Preparation").get_by_role(
        "button"
    ).first.click()
    button(tab, words.DEBRIEF).wait_for()
    settle(tab)
    button(tab, words.DEBRIEF).click()
    heading(tab, "How hard was it?")
    settle(tab)
    assert sorted(every(place)) == [("debrief", "draft"), ("preparation", "done")]
    [debrief] = entries.drafts(place)
    assert (debrief.prepared, debrief.text("label"), debrief.tagged("trigger")) == (one, "In a hurry", ("delay",))


# Two tabs -------------------------------------------------------------------------------------------------------------


def test_a_duplicated_tab_writes_and_keeps_the_same_note(app, place, tabs, settle):
    """The address names the note: the copy shows its words, both keep it, and it is there once."""
    first, second = tabs
    visit(app, first, "write", settle)
    first.locator("textarea.box").first.click()
    first.keyboard.type("They thanked me.")
    expect(first.get_by_text("✓ kept").first).to_be_visible(timeout=20_000)
    second.goto(first.url)
    settle(second)
    expect(second.locator("textarea.box").first).to_have_value("They thanked me.")
    button(second, "Keep").click()
    heading(second, "Kept in your journal")
    button(first, "Keep").click()
    heading(first, "Kept in your journal")
    no_error(first)
    assert every(place) == [("note", "done")]


def test_a_debrief_that_two_tabs_go_on_with_stays_one(app, place, tabs, settle):
    begun_debrief(place, next_time="Say it in fewer words.")
    for page in tabs:
        visit(app, page, "debrief", settle)
        button(page, "Go on").click()
        heading(page, "One sentence for next time")
    for page in tabs:
        button(page, "Done").click()
        heading(page, "For next time")
        no_error(page)
    assert every(place) == [("debrief", "done")]


def test_a_promise_kept_in_two_tabs_is_kept_once(app, place, tabs, settle):
    one = promised(place, "Call back")
    for page in tabs:
        visit(app, page, "promises", settle)
    for page in tabs:
        button(page, "Kept").click()
        expect(page.get_by_text("Are they satisfied?")).to_be_visible()
        no_error(page)
    assert [(kept.id, kept.state) for kept in promises.every(place)] == [(one, "kept")]


def test_a_preparation_that_two_tabs_keep_stays_one(app, place, tabs, settle):
    """The address names it; both tabs show its words and keep it, and one debrief begins from it in both."""
    first, second = tabs
    visit(app, first, "prepare", settle)
    button(first, words.FURTHER).click()
    first.get_by_role("textbox", name="My word for them").click()
    first.keyboard.type("In a hurry")
    expect(first.get_by_text("✓ kept").first).to_be_visible(timeout=20_000)
    settle(first)
    second.goto(first.url)
    settle(second)
    expect(second.get_by_role("textbox", name="My word for them")).to_have_value("In a hurry")
    for page in (second, first):
        button(page, words.KEEP).click()
        heading(page, words.KEPT)
        no_error(page)
    assert every(place) == [("preparation", "done")]
    for page in tabs:
        button(page, words.DEBRIEF).click()
        heading(page, "How hard was it?")
        no_error(page)
    assert sorted(every(place)) == [("debrief", "draft"), ("preparation", "done")]


def test_a_sentence_kept_in_two_tabs_is_there_once(app, place, tabs, settle):
    """The second tab is told so, and loses nothing of what stands in its box."""
    for page in tabs:
        open_way(app, page, settle)
        page.get_by_label("A sentence of your own").fill("So you have waited since May.")
    button(tabs[0], "Keep").click()
    expect(tabs[0].get_by_role("heading", name="Your own", exact=True)).to_be_visible()
    button(tabs[1], "Keep").click()
    expect(tabs[1].get_by_text("It is on the list already.")).to_be_visible()
    settle(tabs[1])
    expect(tabs[1].get_by_label("A sentence of your own")).to_have_value("So you have waited since May.")
    assert tabs[1].get_by_test_id("stException").count() == 0
    assert [one.text for one in own_sentences(place)] == ["So you have waited since May."]


def test_a_sentence_deleted_in_another_tab_is_no_error(app, place, tabs, settle):
    """Deleted here and there, it is gone once."""
    ways.keep_sentence(place, sentence=entries.new_id(), response="paraphrase", text="So you have waited since May.")
    for page in tabs:
        open_way(app, page, settle)
    for page in tabs:
        button(page, "Delete").click()
        expect(page.get_by_text("The sentence was deleted.")).to_be_visible()
        assert page.get_by_test_id("stException").count() == 0
    assert own_sentences(place) == []


def test_the_last_word_stays_in_a_field_that_is_open_in_two_tabs(app, place, tabs, settle):
    """Each tab writes in turn; what was typed last is in the file, and no page speaks of an error."""
    one = begun_debrief(place, happened="They asked twice.")
    entries.finish(place, one)
    boxes = []
    for page in tabs:
        visit(app, page, "journal", settle)
        page.locator("[class*=st-key-journal-row-entries-] button").first.click()
        button(page, "Edit").click()
        boxes.append(page.get_by_role("textbox", name="What happened, as a camera would see it"))
        expect(boxes[-1]).to_have_value("They asked twice.")
    for at, text in ((0, "From the first tab."), (1, "From the second tab."), (0, "And the first again.")):
        boxes[at].fill(text)
        wait_for_text(tabs[at], place, one, text)
    for page in tabs:
        button(page, "Done editing").click()
        button(page, "Edit").wait_for()
        settle(page)
        no_error(page)
        expect(page.locator(".stMain")).to_contain_text("And the first again.")
    assert entries.get(place, one).text("happened") == "And the first again."
    assert every(place) == [("debrief", "done")]


def wait_for_text(page, place, entry, text):
    for _ in range(200):
        if entries.get(place, entry).text("happened") == text:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never stored: {entries.get(place, entry).text('happened')!r}")


def test_an_entry_deleted_in_another_tab_is_said_to_be_gone(app, place, tabs, settle):
    """Whoever still has it open is told in words, and the journal goes on."""
    one = begun_debrief(place, happened="They asked twice.")
    entries.finish(place, one)
    page = tabs[0]
    visit(app, page, "journal", settle)
    page.locator("[class*=st-key-journal-row-entries-] button").first.click()
    button(page, "Edit").wait_for()
    entries.delete(place, one)
    button(page, "Edit").click()
    expect(page.get_by_text("This entry was deleted in another tab.")).to_be_visible(timeout=20_000)
    assert page.get_by_test_id("stException").count() == 0
    assert every(place) == []


# Hours later ----------------------------------------------------------------------------------------------------------


def test_a_follow_up_comes_once_seven_hours_later(start_app, tmp_path, enter, settle):
    """A debrief now; nothing is asked at once; seven hours later Today asks, and after the answer never again."""
    place = Workspace(tmp_path / "me.eq")
    settings.welcome(place)
    morning = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    app = start_app(place.path, morning.isoformat())
    page = enter(app, "debrief", timezone_id=ZONE).page
    one = begun_in_the_browser(page)
    [kept] = journal.page(place).entries
    button(page, "Back to Today").click()
    heading(page, "Today")
    settle(page)
    expect(button(page, "Answer")).to_have_count(0)
    page = later(app, enter, morning + timedelta(hours=7), settle)
    expect(page.get_by_text("You wrote a debrief of what happened today at 10:00.")).to_be_visible()
    button(page, "Answer").click()
    heading(page, "How is it now?")
    page.get_by_role("radio", name="1 hour", exact=True).click()
    page.get_by_role("textbox", name="Anything to add?").fill(one)
    twice(page, "Done")
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible(timeout=20_000)
    settle(page)
    found = entries.get(place, kept.id)
    assert (found.recovery_minutes, found.text("later")) == (60, one)
    assert found.followed_at == morning + timedelta(hours=7)
    expect(button(page, "Answer")).to_have_count(0)
    page = later(app, enter, morning + timedelta(hours=14), settle)
    expect(button(page, "Answer")).to_have_count(0)


def begun_in_the_browser(page):
    """The five screens by their chips alone; a line for the follow-up."""
    heading(page, "How hard was it?")
    page.get_by_role("radio", name="5", exact=True).locator("xpath=ancestor::label").click()
    button(page, "Next").click()
    heading(page, "What kind of contact was it?")
    page.get_by_role("radiogroup").locator("label").filter(has_text="Demanding").first.click()
    for title in ("What happened?", "How did you respond?", "One sentence for next time"):
        button(page, "Next").click()
        heading(page, title)
    button(page, "Done").click()
    heading(page, "It is written down")
    return "A walk helped."


def later(app, enter, now, settle):
    """Today in the same app, started again at that instant."""
    app.kill()
    app.start(now.isoformat())
    app.admitted = None
    page = enter(app, timezone_id=ZONE).page
    settle(page)
    return page

"""The answer page in a real browser, under the content security policy."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

pytestmark = pytest.mark.browser

APP = Path(__file__).parent / "apps" / "answers.py"
QUESTION = "In the past 4 weeks, how often did you do this?"
FIRST_PAGE = [f"q-{place:02}" for place in range(8)]


class Form:
    """The form under test: its file of answers and its page."""

    def __init__(self, served, file, open_page):
        self.served, self.file, self._open = served, file, open_page

    def open(self, **options):
        self.watched = self._open(self.served.url + options.pop("query", ""), **options)
        self.page = self.watched.page
        expect(self.page.get_by_role("heading", name=QUESTION)).to_be_visible(timeout=20_000)
        return self.page

    def stored(self):
        return json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else {"given": {}, "page": 1}

    def store(self, **values):
        everything = {"given": {}, "page": 1, "seconds": {}, "calls": []} | values
        self.file.write_text(json.dumps(everything), encoding="utf-8")

    def wait_for(self, condition, seconds=15.0):
        """The first stored state that fulfils ``condition``; pages change in the browser before the file does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            stored = self.stored()
            if condition(stored):
                return stored
            self.page.wait_for_timeout(50)
        pytest.fail(f"never stored: {self.stored()}")

    def wait_for_given(self, given, seconds=15.0):
        return self.wait_for(lambda stored: stored["given"] == given, seconds)

    def statement(self, place):
        return self.page.get_by_role("group").nth(place)

    def radio(self, place, name):
        return self.statement(place).get_by_role("radio", name=name, exact=True)

    def mark(self):
        return self.page.locator(".mark")


@pytest.fixture(scope="module")
def served(serve_script, tmp_path_factory):
    file = tmp_path_factory.mktemp("answers") / "answers.json"
    return serve_script(APP, ANSWERS_FILE=str(file)), file


@pytest.fixture
def form(served, open_page):
    script, file = served
    file.unlink(missing_ok=True)
    file.with_suffix(".full").unlink(missing_ok=True)
    return Form(script, file, open_page)


@pytest.fixture
def mortal(serve_script, tmp_path, open_page):
    """A form with a server of its own, which a test may kill."""
    file = tmp_path / "answers.json"
    return Form(serve_script(APP, ANSWERS_FILE=str(file)), file, open_page)


def test_a_whole_form_is_answered_by_keyboard_alone(form):
    """Digits, 0 and Enter lead through every page to the review, and every answer is stored."""
    page = form.open()
    keys = "12345012"
    for number in (1, 2, 3):
        expect(page.get_by_text(f"page {number} of 3").first).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        expect(page.get_by_role("button", name="Review" if number == 3 else "Next")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Review")).to_be_visible()
    values = [1, 2, 3, 4, 5, "na", 1, 2] * 3
    assert list(form.stored()["given"].values()) == values


def test_a_key_pressed_while_leaving_does_nothing_when_the_person_comes_back(form):
    """Enter twice on the last page is not remembered: from the review one returns to the page and stays there."""
    form.store(page=3, given={f"q-{place:02}": 3 for place in range(23)})
    page = form.open()
    page.keyboard.type("3")
    for _ in range(3):
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Back to the statements").click()
    expect(page.get_by_text("page 1 of 3").first).to_be_visible()
    page.wait_for_timeout(500)
    assert form.stored()["page"] == 1


def test_rapid_keys_lose_no_answer(form):
    """Eight digits typed without a pause are eight stored answers, and the marks on the page agree."""
    page = form.open()
    page.keyboard.type("12345123")
    form.wait_for_given(dict(zip(FIRST_PAGE, [1, 2, 3, 4, 5, 1, 2, 3], strict=True)))
    expect(page.get_by_role("radio", checked=True)).to_have_count(8)
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    expect(form.mark()).to_have_text("✓ kept")
    expect(page.get_by_text("8 of 24 answered")).to_be_visible()


def test_keys_typed_before_the_next_page_is_there_count_on_that_page(form):
    """Typing ahead over two page changes loses nothing and answers nothing twice."""
    page = form.open()
    for _ in range(2):
        page.keyboard.type("12345123")
        page.keyboard.press("Enter")
    page.keyboard.type("44")
    stored = form.wait_for(lambda stored: len(stored["given"]) == 18)
    assert list(stored["given"].values()) == [1, 2, 3, 4, 5, 1, 2, 3] * 2 + [4, 4]
    assert stored["page"] == 3


def test_a_digit_after_the_last_statement_changes_nothing(form):
    page = form.open()
    page.keyboard.type("1234512355")
    stored = form.wait_for(lambda stored: len(stored["given"]) == 8)
    page.wait_for_timeout(300)
    assert form.stored()["given"] == stored["given"] == dict(zip(FIRST_PAGE, [1, 2, 3, 4, 5, 1, 2, 3], strict=True))


def test_backspace_goes_to_the_previous_statement(form):
    page = form.open()
    page.keyboard.type("12")
    page.keyboard.press("Backspace")
    expect(form.radio(1, "2 Rarely")).to_be_focused()
    page.keyboard.type("5")
    form.wait_for_given({"q-00": 1, "q-01": 5})


def test_backspace_on_the_first_statement_goes_to_the_last_of_the_page_before(form):
    form.store(page=2)
    page = form.open()
    page.keyboard.press("Backspace")
    expect(page.get_by_text("page 1 of 3").first).to_be_visible()
    expect(form.radio(7, "1 Never or almost never")).to_be_focused()
    page.keyboard.press("3")
    form.wait_for_given({"q-07": 3})


def test_keys_work_when_nothing_has_the_focus_and_not_in_a_text_field(form):
    """The first digit counts without a click; digits and Backspace in a text field stay there."""
    page = form.open()
    page.keyboard.press("4")
    form.wait_for_given({"q-00": 4})
    search = page.get_by_label("Search")
    search.fill("")
    search.press_sequentially("123")
    search.press("Backspace")
    expect(search).to_have_value("12")
    page.wait_for_timeout(300)
    assert form.stored()["given"] == {"q-00": 4}


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_a_shortcut_of_the_browser_is_no_answer(form, modifier):
    page = form.open()
    page.evaluate(
        "key => document.body.dispatchEvent(new KeyboardEvent('keydown',"
        "{key: '1', code: 'Digit1', bubbles: true, [key]: true}))",
        {"Control": "ctrlKey", "Alt": "altKey", "Meta": "metaKey"}[modifier],
    )
    page.keyboard.press("2")
    form.wait_for_given({"q-00": 2})


def test_a_key_held_down_answers_once(form):
    page = form.open()
    for _ in range(5):
        page.keyboard.down("3")
    page.keyboard.up("3")
    form.wait_for(lambda stored: stored["given"])
    page.wait_for_timeout(300)
    assert form.stored()["given"] == {"q-00": 3}


def test_the_row_of_digits_counts_without_shift_on_a_french_keyboard(form):
    page = form.open()
    page.evaluate(
        "() => document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'é', code: 'Digit2', bubbles: true}))"
    )
    form.wait_for_given({"q-00": 2})


def test_arrow_keys_tab_and_space_do_what_the_browser_does(form):
    """A group is one stop for Tab; arrows choose within it."""
    page = form.open()
    form.radio(0, "1 Never or almost never").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    form.wait_for_given({"q-00": 2})
    page.keyboard.press("Tab")
    expect(form.radio(1, "1 Never or almost never")).to_be_focused()
    page.keyboard.press("ArrowDown")
    form.wait_for_given({"q-00": 2, "q-01": 2})


def test_the_mouse_answers_and_a_digit_then_belongs_to_the_clicked_statement(form):
    page = form.open()
    form.statement(4).get_by_text("Often", exact=True).click()
    form.wait_for_given({"q-04": 4})
    page.keyboard.press("5")
    form.wait_for_given({"q-04": 5})
    form.statement(2).get_by_text("No chance to do this").click()
    form.wait_for_given({"q-04": 5, "q-02": "na"})


def test_an_answer_disturbs_neither_focus_nor_scroll_nor_the_page(form):
    """The statements are the same elements after the server has run, and the person is where they were."""
    page = form.open()
    page.evaluate(
        "() => { const host = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('fieldset'));"
        " window.seen = [...host.shadowRoot.querySelectorAll('fieldset')]; window.shadow = host.shadowRoot; }"
    )
    form.statement(5).get_by_text("Often", exact=True).click()
    before = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop")
    form.wait_for_given({"q-05": 4})
    expect(form.mark()).to_have_text("✓ kept")
    expect(form.radio(5, "4 Often")).to_be_focused()
    assert page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") == before
    assert page.evaluate("() => [...window.shadow.querySelectorAll('fieldset')].every((f, i) => f === window.seen[i])")


def test_back_next_and_a_reload_show_what_was_given(form):
    page = form.open()
    page.keyboard.type("12")
    form.wait_for_given({"q-00": 1, "q-01": 2})
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("page 2 of 3").first).to_be_visible()
    expect(form.radio(0, "1 Never or almost never")).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("page 1 of 3").first).to_be_visible()
    expect(page.get_by_role("button", name="Back")).to_have_count(0)
    page.reload()
    expect(form.radio(1, "2 Rarely")).to_be_checked()
    page.keyboard.press("3")
    form.wait_for_given({"q-00": 1, "q-01": 2, "q-02": 3})


def test_answers_given_while_the_server_is_away_are_kept_when_it_is_back(mortal):
    """The page says that it waits, and saves by itself; nothing has to be answered or clicked again."""
    page = mortal.open()
    page.keyboard.type("12")
    mortal.wait_for_given({"q-00": 1, "q-01": 2})
    mortal.served.kill()
    page.keyboard.type("345")
    expect(mortal.page.get_by_role("alert").filter(has_text="the app is not running")).to_be_visible(timeout=15_000)
    expect(mortal.mark()).to_have_text("not saved yet")
    # Streamlit's own box asks whether one is connected to the internet: ours says what helps.
    expect(page.get_by_role("dialog")).to_be_visible(timeout=30_000)
    words = "() => getComputedStyle(document.querySelector('[role=dialog] .e14li121'), '::after').content"
    assert "Start it again" in page.evaluate(words)
    mortal.served.start()
    mortal.wait_for_given(dict(zip(FIRST_PAGE, [1, 2, 3, 4, 5], strict=False)), seconds=40)
    expect(mortal.mark()).to_have_text("✓ kept")
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    expect(page.get_by_text("the app is not running")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.type("1")
    mortal.wait_for(lambda stored: len(stored["given"]) == 6)


def test_next_pressed_while_the_server_is_away_goes_on_when_it_is_back(mortal):
    page = mortal.open()
    page.keyboard.type("1234512")
    mortal.wait_for(lambda stored: len(stored["given"]) == 7)
    mortal.served.kill()
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    mortal.served.start()
    expect(page.get_by_text("page 2 of 3").first).to_be_visible(timeout=40_000)
    assert len(mortal.stored()["given"]) == 8
    assert mortal.stored()["page"] == 2


def test_answers_that_cannot_be_stored_say_so_and_are_tried_again(form):
    """A full disk is named above the statements; when there is room again the answers are kept."""
    page = form.open()
    full = form.file.with_suffix(".full")
    full.touch()
    page.keyboard.type("42")
    expect(page.get_by_role("alert").filter(has_text="The disk is full.")).to_be_visible()
    expect(form.mark()).to_have_text("not saved yet")
    assert form.stored()["given"] == {}
    full.unlink()
    form.wait_for_given({"q-00": 4, "q-01": 2})
    expect(form.mark()).to_have_text("✓ kept")
    expect(page.get_by_text("The disk is full.")).to_have_count(0)


def test_only_time_in_sight_counts(form):
    """A window out of sight for a while adds nothing to the seconds of the page or the statement."""
    page = form.open()
    page.evaluate(
        "() => { const real = performance.now.bind(performance); performance.now = () => real() + (window.later || 0);"
        " window.sight = hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});"
        " document.dispatchEvent(new Event('visibilitychange')); }; }"
    )
    page.evaluate("() => { window.sight(true); window.later = 600000; window.sight(false); }")
    page.keyboard.press("1")
    stored = form.wait_for(lambda stored: stored["given"])
    assert 0 < stored["seconds"]["1"] < 60


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_progress_stays_in_sight_in_a_narrow_window_without_sideways_scroll(form, scheme):
    page = form.open(width=390, height=844, scheme=scheme)
    sizes = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=stMain]'); return [main.scrollWidth, innerWidth]; }"
    )
    assert sizes[0] <= sizes[1] == 390
    first = form.statement(0).bounding_box()
    assert first["y"] + first["height"] <= 844
    page.get_by_role("button", name="Next").scroll_into_view_if_needed()
    bar = page.get_by_role("progressbar").bounding_box()
    header = page.get_by_test_id("stHeader").bounding_box()
    assert header["y"] + header["height"] <= bar["y"] < 200


@pytest.mark.parametrize("width", [390, 900, 1440])
def test_every_target_is_at_least_44_pixels(form, width):
    page = form.open(width=width, height=900)
    targets = page.locator(".choice, .ways button")
    assert targets.count() == 8 * 6 + 1
    boxes = targets.evaluate_all("all => all.map(e => [e.offsetWidth, e.offsetHeight])")
    assert min(min(box) for box in boxes) >= 44


def test_the_current_statement_is_never_behind_the_progress(form):
    page = form.open(width=390, height=844)
    for key in "12345123":
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    for place in range(7, -1, -1):
        page.keyboard.press("Backspace")
        page.wait_for_timeout(500)
        legend = form.statement(place).locator("legend").bounding_box()
        progress = page.locator(".progress").bounding_box()
        assert legend["y"] >= progress["y"] + progress["height"] - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious(form, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = form.open(width=width, scheme=scheme)
    page.keyboard.type("120")
    expect(form.mark()).to_have_text("✓ kept")
    found = axe.run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


def test_nothing_leaves_the_origin_and_the_policy_is_not_broken(form):
    """Text that looks like a picture or a tag stays text; no request goes elsewhere."""
    page = form.open()
    page.keyboard.type("12345123")
    expect(form.mark()).to_have_text("✓ kept")
    expect(page.get_by_text("<b>I show text as text</b> ![x](https://x.example/a.png)")).to_be_visible()
    assert page.locator("fieldset img, fieldset b").count() == 0
    assert form.watched.violations == []
    assert form.watched.errors == []
    assert form.watched.elsewhere(form.served.url) == []


def test_what_a_screen_reader_hears(form):
    """A group is named by its statement, the bar by its words, the help belongs to the first group."""
    page = form.open()
    page.keyboard.press("1")
    expect(form.statement(0)).to_have_accessible_name("I feel my body tighten before my voice changes.")
    expect(form.statement(0)).to_have_accessible_description(
        f"{QUESTION} Keys 1 to 5 answer and move on, 0 is “No"
        " chance to do this”, Backspace goes back. Every answer is kept at once."
    )
    expect(page.get_by_role("progressbar", name="Progress")).to_have_attribute("aria-valuenow", "1")
    expect(page.get_by_role("progressbar")).to_have_attribute(
        "aria-valuetext", "1 of 24 answered · about 5 minutes left"
    )


def test_a_chosen_answer_can_be_seen_where_the_system_sets_the_colours(form):
    page = form.open(forced_colors="active")
    page.keyboard.press("1")
    colours = page.locator(".choice").evaluate_all(
        "all => all.slice(0, 2).map(e => getComputedStyle(e).backgroundColor)"
    )
    assert colours[0] != colours[1]


def test_the_plain_form_keeps_the_same_answers(form):
    page = form.open(query="?form=plain")
    page.get_by_role("radiogroup").nth(1).get_by_text("Often", exact=True).click()
    form.wait_for_given({"q-01": 4})
    page.get_by_role("radiogroup").nth(2).get_by_text("No chance to do this").click()
    form.wait_for_given({"q-01": 4, "q-02": "na"})
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("page 2 of 3").first).to_be_visible()

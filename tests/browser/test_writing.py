"""Fields that keep themselves, their chips, and the plane, in a real browser."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

pytestmark = pytest.mark.browser

APP = Path(__file__).parent / "apps" / "writing.py"
STORY, LINE, LABEL = "What happened, as a camera would see it?", "Next time", "My word for them"
EMPTY = {"story": "", "line": "", "label": "", "x": None, "y": None, "calls": []}


class Desk:
    """The script under test: its page, and the file it keeps everything in."""

    def __init__(self, served, file, open_page):
        self.served, self.file, self._open = served, file, open_page

    def open(self, **options):
        self.watched = self._open(self.served.url, **options)
        self.page = self.watched.page
        expect(self.box(STORY)).to_be_visible(timeout=20_000)
        return self.page

    def box(self, label):
        return self.page.get_by_role("textbox", name=label, exact=True)

    def chip(self, text):
        return self.page.get_by_role("button", name=text, exact=True)

    def stored(self):
        return json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else EMPTY

    def store(self, **values):
        self.file.write_text(json.dumps(EMPTY | values), encoding="utf-8")

    def wait_for(self, seconds=15.0, **values):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            stored = self.stored()
            if all(stored[name] == value for name, value in values.items()):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never stored: {self.stored()}")

    def rerun(self):
        """Another widget's click, which leaves the focus where it is."""
        said = self.page.get_by_text("counted")
        before = said.inner_text()
        self.page.get_by_role("button", name="Count").dispatch_event("click")
        expect(said).not_to_have_text(before)


@pytest.fixture(scope="module")
def served(serve_script, tmp_path_factory):
    file = tmp_path_factory.mktemp("writing") / "kept.json"
    return serve_script(APP, WRITING_FILE=str(file)), file


@pytest.fixture
def desk(served, open_page):
    script, file = served
    file.unlink(missing_ok=True)
    file.with_suffix(".full").unlink(missing_ok=True)
    return Desk(script, file, open_page)


@pytest.fixture
def mortal(serve_script, tmp_path, open_page):
    """A script with a server of its own, which a test may kill."""
    file = tmp_path / "kept.json"
    return Desk(serve_script(APP, WRITING_FILE=str(file)), file, open_page)


def test_a_pause_keeps_what_was_typed_and_says_so(desk):
    page = desk.open()
    desk.box(STORY).click()
    page.keyboard.type("They said: r, c and “no”.")
    desk.wait_for(story="They said: r, c and “no”.")
    expect(page.get_by_text("✓ kept")).to_have_count(1)


def test_a_rerun_in_the_middle_of_a_word_moves_neither_text_nor_caret(desk):
    """Another widget reruns the page while somebody types in the middle of a text that is stored already."""
    desk.store(story="one three")
    page = desk.open()
    desk.box(STORY).evaluate("box => { box.focus(); box.setSelectionRange(4, 4); }")
    page.keyboard.type("tw")
    desk.rerun()
    expect(desk.box(STORY)).to_be_focused()
    page.keyboard.type("o ")
    desk.rerun()
    page.keyboard.type("and ")
    desk.wait_for(story="one two and three")
    expect(desk.box(STORY)).to_have_value("one two and three")


def test_typing_goes_on_while_the_server_is_away_and_is_kept_when_it_is_back(mortal):
    """What was typed before and after the server died is in the file afterwards, without a touch of the keyboard."""
    page = mortal.open()
    mortal.box(STORY).click()
    page.keyboard.type("Before. ")
    mortal.wait_for(story="Before. ")
    mortal.served.kill()
    page.keyboard.type("While it was away.")
    expect(page.get_by_text("not saved yet")).to_be_visible(timeout=15_000)
    expect(mortal.box(STORY)).to_have_value("Before. While it was away.")
    mortal.served.start()
    mortal.wait_for(story="Before. While it was away.", seconds=40)
    expect(page.get_by_text("✓ kept")).to_be_visible(timeout=20_000)


def test_a_restart_does_not_bring_back_what_was_changed_elsewhere_since(mortal):
    """With the next click the browser repeats its last message to the new server; the text stored by then stays."""
    page = mortal.open()
    mortal.box(STORY).click()
    page.keyboard.type("first")
    mortal.wait_for(story="first")
    expect(page.get_by_text("✓ kept")).to_be_visible()
    page.get_by_label("Search").click()
    mortal.store(story="changed in another tab")
    mortal.served.kill()
    mortal.served.start()
    expect(page.locator('.stApp[data-test-connection-state="CONNECTED"]')).to_be_visible(timeout=40_000)
    mortal.rerun()
    expect(mortal.box(STORY)).to_have_value("changed in another tab")
    assert mortal.stored()["story"] == "changed in another tab"


def test_a_text_changed_elsewhere_is_shown_once_nobody_writes(desk):
    page = desk.open()
    desk.box(STORY).click()
    page.keyboard.type("typed here")
    desk.wait_for(story="typed here")
    page.get_by_role("button", name="Undo").click()
    expect(desk.box(STORY)).to_have_value("as it was before")
    assert desk.stored()["story"] == "as it was before"


def test_a_field_that_is_taken_away_at_once_loses_nothing(desk):
    page = desk.open()
    desk.box(STORY).click()
    page.keyboard.type("half a thou")
    page.get_by_text("Hide the fields").click()
    expect(desk.box(STORY)).to_have_count(0)
    desk.wait_for(story="half a thou")
    page.get_by_text("Hide the fields").click()
    expect(desk.box(STORY)).to_have_value("half a thou")


def test_what_cannot_be_stored_is_said_and_stays(desk):
    """A full disk: the words of the error stand beside the field, and the text is kept once there is room."""
    page = desk.open()
    desk.file.with_suffix(".full").touch()
    desk.box(STORY).click()
    page.keyboard.type("important")
    expect(page.get_by_role("alert").filter(has_text="The disk is full")).to_be_visible()
    desk.rerun()
    expect(desk.box(STORY)).to_have_value("important")
    desk.file.with_suffix(".full").unlink()
    page.keyboard.type("!")
    desk.wait_for(story="important!")
    expect(page.get_by_role("alert").filter(has_text="The disk is full")).to_have_count(0)


def test_a_chip_goes_in_on_a_line_of_its_own_and_out_again(desk):
    """The one who writes goes on writing: a tap takes no focus away."""
    page = desk.open()
    desk.box(STORY).click()
    page.keyboard.type("Mine.")
    desk.chip("Chip number 3").click()
    expect(desk.box(STORY)).to_be_focused()
    expect(desk.chip("Chip number 3")).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("\nMore of mine.")
    desk.wait_for(story="Mine.\nChip number 3\nMore of mine.")
    desk.chip("Chip number 3").click()
    desk.wait_for(story="Mine.\nMore of mine.")
    expect(desk.chip("Chip number 3")).to_have_attribute("aria-pressed", "false")


def test_a_chip_somebody_wrote_on_is_theirs(desk):
    """A chip whose text was changed is no longer marked, and a tap takes nothing of it away."""
    desk.store(story="Chip number 2, and then more")
    desk.open()
    expect(desk.chip("Chip number 2")).to_have_attribute("aria-pressed", "false")
    desk.chip("Chip number 2").click()
    desk.wait_for(story="Chip number 2, and then more\nChip number 2")


def test_many_chips_wait_behind_more_by_keyboard(desk):
    page = desk.open()
    expect(desk.chip("Chip number 8")).to_be_visible()
    expect(desk.chip("Chip number 9")).to_be_hidden()
    desk.chip("More").focus()
    page.keyboard.press("Enter")
    expect(desk.chip("Chip number 9")).to_be_focused()
    expect(desk.chip("Chip number 27")).to_be_visible()
    page.keyboard.press("Space")
    desk.wait_for(story="Chip number 9")


def test_a_one_line_field_holds_one_line(desk):
    """Enter sends nothing and breaks nothing; a pasted break becomes a space; chips join as parts of the line."""
    page = desk.open()
    desk.box(LINE).click()
    page.keyboard.type("wait")
    page.keyboard.press("Enter")
    desk.chip("breathe out first").click()
    desk.wait_for(line="wait, breathe out first")
    desk.chip("breathe out first").click()
    desk.wait_for(line="wait")
    desk.box(LINE).fill("two\nlines")
    desk.wait_for(line="two lines")


def test_a_field_ends_at_its_limit_and_says_so(desk):
    page = desk.open()
    desk.box(LINE).click()
    page.keyboard.type("x" * 50)
    expect(page.get_by_text("There is room for 40 characters here")).to_be_visible()
    desk.wait_for(line="x" * 40)
    desk.chip("breathe out first").click()
    expect(page.get_by_text("There is no room left for that")).to_be_visible()
    expect(desk.box(LINE)).to_have_value("x" * 40)


def test_a_second_tap_brings_back_what_a_chip_replaced(desk):
    desk.open()
    desk.box(LABEL).fill("Impatient, I thought")
    desk.wait_for(label="Impatient, I thought")
    desk.chip("Rude").click()
    desk.wait_for(label="Rude")
    desk.chip("Unreasonable").click()
    desk.wait_for(label="Unreasonable")
    desk.chip("Unreasonable").click()
    desk.wait_for(label="Impatient, I thought")


def test_a_point_is_chosen_by_hand(desk):
    """There is no dot before the first touch; a drag tells where it was let go."""
    page = desk.open()
    expect(page.locator(".dot")).to_be_hidden()
    page.locator(".area").scroll_into_view_if_needed()
    area = page.locator(".area").bounding_box()
    page.mouse.move(area["x"] + 10, area["y"] + 10)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] * 0.75, area["y"] + area["height"] * 0.75, steps=5)
    assert desk.stored()["x"] is None
    page.mouse.up()
    desk.wait_for(x=0.5, y=-0.5)
    expect(page.locator(".dot")).to_be_visible()
    expect(page.get_by_role("slider", name="Energy")).to_have_attribute("aria-valuetext", "rather low energy")


def test_a_point_is_chosen_by_arrow_keys(desk):
    """Both inputs say that nothing was chosen yet; the middle can be chosen as well."""
    page = desk.open()
    pleasant, energy = page.get_by_role("slider", name="Pleasantness"), page.get_by_role("slider", name="Energy")
    expect(pleasant).to_have_attribute("aria-valuetext", "not chosen yet")
    expect(energy).to_have_attribute("aria-valuetext", "not chosen yet")
    pleasant.focus()
    page.keyboard.press("Enter")
    desk.wait_for(x=0, y=0)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    desk.wait_for(x=0.25, y=0.05)
    expect(pleasant).to_have_attribute("aria-valuetext", "rather pleasant")
    desk.rerun()
    expect(pleasant).to_have_js_property("value", "0.25")


def test_right_to_left_text_runs_its_own_way(desk):
    desk.store(story="שלום, מה קרה?")
    desk.open()
    assert desk.box(STORY).evaluate("box => getComputedStyle(box).direction") == "rtl"


def test_hostile_text_is_text(desk):
    desk.store(story="<img src=x onerror=alert(1)>", label="</textarea><script>alert(1)</script>")
    desk.open()
    expect(desk.box(STORY)).to_have_value("<img src=x onerror=alert(1)>")
    expect(desk.box(LABEL)).to_have_value("</textarea><script>alert(1)</script>")
    assert desk.watched.errors == []
    assert desk.watched.elsewhere(desk.served.url) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_fields_and_plane_fit_and_axe_finds_nothing_serious(desk, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    desk.store(story="Chip number 1", x=-0.3, y=0.4)
    page = desk.open(width=width, height=844, scheme=scheme)
    expect(page.locator(".area")).to_be_visible()
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
    assert wide <= 0
    boxes = page.locator(".box, .chip:visible, .more, .range").evaluate_all(
        "all => all.map(e => [e.offsetWidth, e.offsetHeight])"
    )
    assert len(boxes) == 3 + 8 + 2 + 2 + 1 + 2
    assert min(min(box) for box in boxes) >= 44
    found = axe.run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


def test_plain_fields_keep_the_same_texts(desk):
    """Without the component the page is still usable: Streamlit's own fields, and chips in a list."""
    page = desk.open()
    page.get_by_role("button", name="Use plain fields").click()
    expect(page.locator("textarea.box")).to_have_count(0)
    box = desk.box(STORY)
    box.fill("typed plainly")
    box.press("Control+Enter")
    desk.wait_for(story="typed plainly")
    page.get_by_role("combobox", name="Things that happen often").click()
    page.get_by_role("option", name="Chip number 2", exact=True).click()
    desk.wait_for(story="typed plainly\nChip number 2")
    page.get_by_role("radiogroup", name="Pleasantness").get_by_text("rather pleasant", exact=True).click()
    desk.wait_for(x=0.4, y=0)
    page.get_by_role("button", name="Use fields that keep as you type").click()
    expect(page.locator("textarea.box").first).to_have_value("typed plainly\nChip number 2")

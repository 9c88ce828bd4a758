"""What holds on every page: nothing leaves the app, nothing is refused or broken, everyone can read and reach it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import settings, taking
from eq.actions.taking import Given
from eq.content import questionnaires
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser


# The pages, each as a person comes to it -----------------------------------------------------------------------------


def _wait(page, title):
    page.get_by_role("heading", name=title, level=1).wait_for()


def under_age(page):
    page.get_by_role("button", name="I am younger than 18").click()
    _wait(page, "Thank you for being honest")


def pulse(page):
    page.get_by_role("radio", name="Weekly pulse").click()
    _wait(page, "Your pulse, four weeks at a time")


def leaving(page):
    page.get_by_role("button", name="Leave and go on later").click()
    page.get_by_role("button", name="Go on", exact=True).wait_for()


def plain_form(page):
    page.get_by_role("button", name="Use the plain form").click()
    page.get_by_test_id("stRadio").first.wait_for()


def review(page):
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".context")).to_contain_text("page 2 of 2")
    page.get_by_role("button", name="Review").click()
    _wait(page, "Before you finish")


def editing(page):
    page.get_by_role("button", name="Date and note").click()
    page.get_by_role("dialog").wait_for()


def deleting(page):
    page.get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog").wait_for()


def erasing(page):
    page.get_by_role("button", name="Erase everything …").click()
    page.get_by_role("dialog").wait_for()


def findings(page):
    page.get_by_role("button", name="Look now").click()
    page.get_by_text("The file is sound.").wait_for()


@dataclass(frozen=True)
class Scene:
    """``app``: a new file, one that was just begun, or two years of history. ``first``: what most people come for."""

    app: str
    path: str
    act: Callable[[object], None] | None = None
    first: Callable[[object], object] | None = None
    dialog: bool = False


def button(name):
    return lambda page: page.get_by_role("button", name=name, exact=name == "Go on").first


def words(text):
    return lambda page: page.get_by_text(text).first


SCENES = {
    "welcome": Scene("new", "", first=words("asks how often you do certain things")),
    "under age": Scene("new", "", under_age, first=words("Open Support")),
    "today, first": Scene("begun", "", first=button("Go on")),
    "today": Scene("full", "", first=button("Check in")),
    "take, first": Scene("begun", "take", leaving, first=button("Go on")),
    "take": Scene("full", "take", first=button("Begin")),
    "answer page": Scene("begun", "take", first=lambda p: p.locator(".statement.current")),
    "plain answer page": Scene("begun", "take", plain_form),
    "review": Scene("begun", "take", review, first=button("Answer on page")),
    "results, empty": Scene("begun", "results", first=button("Choose a questionnaire")),
    "results": Scene("full", "results", first=words("On average you answered")),
    "editing": Scene("full", "results", editing, first=button("Keep"), dialog=True),
    "deleting": Scene("full", "results", deleting, first=button("Delete for good"), dialog=True),
    "progress, empty": Scene("begun", "progress", first=button("Choose a questionnaire")),
    "progress": Scene("full", "progress", first=words("That is the usual honest answer")),
    "pulse": Scene("full", "progress", pulse, first=words("That is the usual honest answer")),
    "data": Scene("full", "data", findings),
    "erasing": Scene("full", "data", erasing, first=lambda p: p.get_by_role("textbox"), dialog=True),
    "settings": Scene("full", "settings", first=lambda p: p.get_by_role("combobox").first),
    "support": Scene("full", "support", first=words("call your local emergency number")),
}
WINDOWS = {"wide and light": (1440, 1000, "light"), "narrow and dark": (390, 900, "dark")}


# Visiting ------------------------------------------------------------------------------------------------------------


@dataclass
class Apps:
    """One app for each kind of file; the tests of this module only look at them."""

    running: dict[str, object]
    begun: Workspace
    draft: str

    def open_draft_at_its_first_page(self):
        taking.answer(self.begun, taking.draft(self.begun, self.draft), {}, page=0)


@pytest.fixture(scope="module")
def apps(start_app, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    begun = Workspace(folder / "begun" / "me.eq")
    settings.welcome(begun)
    form = questionnaires.shipped("pulse")
    draft = taking.start(begun, form, assessment=taking.new_id(), zone="Europe/Berlin")
    first = taking.draft(begun, draft)
    taking.answer(begun, first, {item: Given(3, 4.0) for item in first.pages[0][:3]})
    full = folder / "full" / "me.eq"
    demo = [sys.executable, "-m", "eq.cli", "demo", str(full), "--years", "2", "--seed", "3"]
    subprocess.run(demo, check=True, timeout=120, stdout=subprocess.DEVNULL)
    places = {"new": folder / "new" / "me.eq", "begun": begun.path, "full": full}
    return Apps({name: start_app(path) for name, path in places.items()}, begun, draft)


@dataclass
class Seen:
    """What one visit showed; ``widths`` are those of the content and of the window."""

    url: str
    requests: list[str]
    violations: list[str]
    errors: list[str]
    axe: list[tuple[str, str]]
    widths: tuple[int, int]
    first: dict | None
    support: int
    contrast: float | None


@pytest.fixture(scope="module")
def visit(apps, enter_for_all, settle):
    """Every page is visited once in each window; all that is asked of it is looked at on that visit."""
    windows, seen = {}, {}

    def look(name, window):
        scene, (width, height, scheme) = SCENES[name], WINDOWS[window]
        app = apps.running[scene.app]
        if (scene.app, window) not in windows:
            windows[scene.app, window] = enter_for_all(app, width=width, height=height, scheme=scheme)
        watched = windows[scene.app, window]
        for noted in (watched.requests, watched.violations, watched.errors):
            noted.clear()
        apps.open_draft_at_its_first_page()
        page = watched.page
        page.goto(app.url + scene.path)
        settle(page)
        if scene.act:
            scene.act(page)
            settle(page)
        widths = tuple(page.evaluate(WIDTHS))
        first = scene.first(page).bounding_box() if scene.first else None
        if not scene.dialog:
            for summary in page.locator(".stMain summary").all():
                summary.click()
            settle(page)
            widths = max(widths, tuple(page.evaluate(WIDTHS)))
        main = page.locator("[role=dialog] [kind=primary]")
        return Seen(
            app.url,
            [*watched.requests],
            [*watched.violations],
            [*watched.errors],
            axe(page),
            widths,
            first,
            page.locator(".st-key-page-foot a[href]").count(),
            main.evaluate(CONTRAST) if main.count() else None,
        )

    def visit_(name, window):
        if (name, window) not in seen:
            seen[name, window] = look(name, window)
        return seen[name, window]

    return visit_


WIDTHS = """() => [Math.max(document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth), innerWidth]"""


CONTRAST = """button => {
    const light = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const style = getComputedStyle(button);
    const [ink, paper] = [light(style.color), light(style.backgroundColor)];
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); }"""

# What axe finds in Streamlit's own parts and no page of ours can mend: a rule, and the elements it may name.
OF_STREAMLIT = {
    # The navigation puts the boxes of its groups straight into a list, and the entries into those boxes.
    "list": "ul[data-testid=stSidebarNavItems]",
    "listitem": "ul[data-testid=stSidebarNavItems] li",
    # The box a wide table scrolls in has no tabindex; Chromium and Firefox let the Tab key reach it all the same.
    "scrollable-region-focusable": ".stTable > div",
}


def axe(page):
    """Serious violations as (rule, element), without those named above."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().run(page).response["violations"]
    return [
        (violation["id"], node["html"][:200])
        for violation in found
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
        if not known(page, violation["id"], node["target"])
    ]


def known(page, rule, target):
    if rule not in OF_STREAMLIT or len(target) != 1:
        return False
    return page.locator(target[0]).first.evaluate("(node, names) => node.matches(names)", OF_STREAMLIT[rule])


# What every page keeps -----------------------------------------------------------------------------------------------

every_page = pytest.mark.parametrize("name", SCENES)
every_window = pytest.mark.parametrize("window", WINDOWS)


@every_window
@every_page
def test_no_request_leaves_the_app(visit, name, window):
    """Everything the page asks for, sockets included, goes to the app's own address or never leaves the browser."""
    seen = visit(name, window)
    own = (seen.url, seen.url.replace("http:", "ws:"), "blob:", "data:")
    assert seen.url.replace("http:", "ws:") + "_stcore/stream" in seen.requests
    assert [url for url in seen.requests if not url.startswith(own)] == []


@every_window
@every_page
def test_the_policy_forbids_nothing_and_no_error_is_ours(visit, name, window):
    """Streamlit asks beside the page's own path for its health before it asks at the root: two known 404s."""
    seen = visit(name, window)
    asked = re.compile(rf".* 404 .*{re.escape(seen.url)}\w+/_stcore/(health|host-config)$")
    assert seen.violations == []
    assert [text for text in seen.errors if not asked.match(text)] == []


@every_window
@every_page
def test_axe_finds_nothing_serious(visit, name, window):
    """With everything on the page unfolded."""
    assert visit(name, window).axe == []


@every_page
def test_a_narrow_window_never_scrolls_sideways(visit, name):
    content, window = visit(name, "narrow and dark").widths
    assert content <= window


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if scene.first])
def test_what_most_people_come_for_is_on_the_first_screen(visit, name):
    seen = visit(name, "narrow and dark")
    assert seen.first is not None
    assert seen.first["y"] + seen.first["height"] <= WINDOWS["narrow and dark"][1]


@pytest.mark.parametrize("name", [name for name, scene in SCENES.items() if not scene.dialog and name != "support"])
def test_support_is_one_tap_away_at_the_foot(visit, name):
    assert visit(name, "narrow and dark").support == 1


@every_window
@pytest.mark.parametrize("name", ["editing", "deleting"])
def test_the_main_button_of_a_dialog_can_be_read(visit, name, window):
    """Dialogs stand outside the app's own element, where axe measures no contrast."""
    assert visit(name, window).contrast >= 4.5


# Ways ----------------------------------------------------------------------------------------------------------------


def test_support_is_two_taps_away_through_the_navigation(apps, enter, settle):
    page = enter(apps.running["full"], "progress", width=390, height=900).page
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Support").click()
    page.get_by_role("heading", name="Talk to a person").wait_for()


def test_the_foot_of_a_page_leads_to_support(apps, enter, settle):
    page = enter(apps.running["full"], "results", width=390, height=900).page
    page.locator(".st-key-page-foot a").click()
    page.get_by_role("heading", name="Talk to a person").wait_for()
    expect(page.get_by_text("call your local emergency number")).to_be_visible()


def test_a_wide_table_can_be_scrolled_with_the_keyboard(apps, enter, settle):
    page = enter(apps.running["full"], "results", width=390, height=900).page
    page.wait_for_timeout(500)
    settle(page)
    page.locator("summary").filter(has_text="Show as a table").first.focus()
    page.keyboard.press("Enter")
    box = page.locator(".stTable > div").first
    expect(box).to_be_visible()
    assert box.evaluate("node => node.scrollWidth > node.clientWidth")
    page.keyboard.press("Tab")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    assert box.evaluate("node => node.scrollLeft") > 0


def test_a_change_of_scheme_turns_the_figures_with_the_page(apps, enter, settle):
    """The labels of a figure are drawn for the scheme the browser shows."""
    page = enter(apps.running["full"], "results").page
    ink = ".js-plotly-plot .annotation-text, .js-plotly-plot .ytick text, .js-plotly-plot text"
    page.locator(ink).first.wait_for()
    before = page.locator(ink).first.evaluate("node => getComputedStyle(node).fill")
    page.emulate_media(color_scheme="dark")
    page.reload()
    settle(page)
    expect(page.locator(ink).first).not_to_have_css("fill", before)

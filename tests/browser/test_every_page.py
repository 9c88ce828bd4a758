"""What holds on every page: nothing leaves the app, nothing is refused or broken, everyone can read and reach it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import debriefing, entries, journal, prepared, promises, settings, taking, ways
from eq.actions.preparing import Chosen
from eq.actions.taking import Given
from eq.content import questionnaires
from eq.store.workspace import Workspace

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
JOURNALS = Path(__file__).parent.parent / "data" / "journals"


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


def previewing(page):
    field = page.locator(".st-key-data-import").get_by_test_id("stFileUploaderDropzoneInput")
    field.set_input_files(JOURNALS / "daylio-current.csv")
    page.get_by_role("button", name="Import", exact=True).wait_for()


def erasing(page):
    page.get_by_role("button", name="Erase everything …").click()
    page.get_by_role("dialog").wait_for()


def findings(page):
    page.get_by_role("button", name="Look now").click()
    page.get_by_text("The file is sound.").wait_for()


def checked_in(page):
    page.get_by_role("button", name="calm", exact=True).click()
    page.get_by_role("button", name="Keep", exact=True).click()
    _wait(page, "Kept")


def feedback(page):
    page.get_by_text("Feedback I received", exact=True).first.click()
    _wait(page, "Feedback I received")


def follow_up(page):
    page.get_by_role("button", name="Answer", exact=True).click()
    _wait(page, "How is it now?")


def going_on(title, *further):
    """Go on with the debrief that waits, which stands at the screen of that title; then press those buttons."""

    def act(page):
        page.get_by_role("button", name="Go on", exact=True).first.click()
        _wait(page, title)
        for label, then in further:
            page.get_by_role("button", name=label, exact=True).first.click()
            _wait(page, then)

    return act


def other_than_kept(page):
    page.get_by_role("button", name="Something else …").first.click()
    page.get_by_role("dialog").wait_for()


def searched(page):
    page.get_by_label("Search your journal").fill("boiler")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile(r"\d+ entries found")).wait_for()


def filtering(page):
    page.locator("summary").filter(has_text="Filter").click()
    page.get_by_text("Kind of entry").wait_for()


def view(name, there):
    def act(page):
        page.get_by_role("radio", name=name, exact=True).click()
        there(page).wait_for()

    return act


def one_client(page):
    view("Clients", client)(page)
    client(page).get_by_role("button").click()
    page.get_by_role("heading", name="Contacts").wait_for()


def one_entry(page):
    row(page).get_by_role("button").click()
    page.get_by_role("button", name="Edit", exact=True).wait_for()


def editing_it(page):
    one_entry(page)
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_role("button", name="Done editing").wait_for()


def deleting_it(page):
    one_entry(page)
    deleting(page)


def going_further(page):
    page.get_by_role("button", name="Prepare in more detail", exact=True).click()
    page.locator("textarea.box").first.wait_for()


def one_way(title):
    def act(page):
        page.get_by_role("button", name=title, exact=True).last.click()
        _wait(page, title)

    return act


def with_own_sentence(page):
    one_way("Paraphrase")(page)
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_label("Your sentence").wait_for()


def ways_searched(page):
    page.get_by_label("Search the ways of responding").fill("parcel")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show all ways").wait_for()


def narrowing(page):
    page.get_by_role("button", name="What about?").click()
    page.get_by_role("combobox", name="What may set it off?").wait_for()


def for_one_client(page):
    one_client(page)
    page.locator(".st-key-journal-client-prepare button").click()
    page.get_by_role("heading", name=re.compile("Prepare for .|not yours"), level=1).wait_for()


def keeping_a_preparation(page):
    page.get_by_role("button", name="Go on", exact=True).click()
    page.get_by_role("button", name="Keep it in the journal").click()
    _wait(page, "You are prepared")


def deleting_a_preparation(page):
    page.locator(".stMain").get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("dialog").wait_for()


def starting(page):
    page.get_by_role("button", name="Work on social skills", exact=True).click()
    _wait(page, "Begin with something small")


def starting_a_test(page):
    starting(page)
    page.get_by_text("Test it properly", exact=True).click()
    page.get_by_text("Days to draw the first day from").wait_for()


def changing_a_practice(page):
    page.get_by_role("button", name="Change …", exact=True).first.click()
    page.get_by_role("dialog").wait_for()


def looking_back(page):
    page.get_by_role("button", name="Weekly look, five minutes", exact=True).first.click()
    _wait(page, "The weekly look")


def in_an_exercise(page):
    one_way("Talk to yourself by name, as a coach would")(page)
    page.get_by_role("button", name="Do it now", exact=True).click()
    part(".guide button.main")(page).wait_for()


def before_breathing(page):
    one_way("Slow breathing, about six breaths a minute")(page)
    page.get_by_role("button", name="Do it now", exact=True).click()
    page.get_by_role("heading", name="Before you breathe").wait_for()


def over_all_time(page):
    page.get_by_role("radio", name="All", exact=True).click()
    page.locator(".st-key-insights-span [aria-checked=true]").filter(has_text="All").wait_for()


# What is in the file that was just begun, besides a sitting -----------------------------------------------------------


def debrief(screen, severity=5, episode="demanding", **texts):
    """A debrief that waits at a screen."""

    def put(place):
        one = entries.new_id()
        debriefing.begin(place, one, ZONE)
        for field, text in texts.items():
            entries.write(place, one, field, text)
        entries.note(place, one, severity=severity, episode=episode, screen=screen)

    return put


def a_whole_debrief(place):
    """A finished debrief with something in every part of it."""
    one = entries.new_id()
    debriefing.begin(place, one, ZONE)
    for field in ("title", "happened", "quotes", "did", "next_time", "label", "fairer", "need", "helpful"):
        entries.write(place, one, field, f"Something about {field}, as long as such a line usually is.")
    for field in ("keep", "change", "if_cue", "if_act", "later"):
        entries.write(place, one, field, "They raise their voice")
    for moment in ("before", "after", "later"):
        entries.place(place, one, moment, -0.4, 0.6)
        entries.feel(place, one, moment, ["tense", "angry", "own word"])
    tags = {
        "competency": ["empathy"],
        "trigger": ["own"],
        "channel": ["phone"],
        "need": ["respect"],
        "custom": ["team"],
    }
    for kind, values in tags.items():
        entries.tag(place, one, kind, values)
    entries.tag(place, one, "response", ["offer-options", "stay-calm"])
    entries.judge(place, one, "stay-calm", "partly")
    entries.note(place, one, severity=6, episode="aggressive", need_sure=40, need_asked=False)
    entries.name_client(place, one, "the blue van")
    entries.finish(place, one)
    promises.add(place, promise=promises.new_id(), what="Send the form", to_whom="the blue van", entry=one, zone=ZONE)


def mistreatment(place):
    """A finished debrief of mistreatment by somebody."""
    one = entries.new_id()
    debriefing.begin(place, one, ZONE)
    entries.note(place, one, severity=6, episode="abusive")
    entries.name_client(place, one, "counter three")
    entries.write(place, one, "reported", "I told the person in charge.")
    entries.finish(place, one)


def preparation(place, *, finished=True):
    """A preparation with something in every part of it, for the client of a whole debrief."""
    a_whole_debrief(place)
    client = journal.page(place, size=50).entries[0].client
    one = entries.new_id()
    prepared.begin(place, one, Chosen(client=client, trigger="own", channel="phone"), ZONE)
    for field in ("label", "fairer", "need", "outcome", "can", "cannot", "involve", "limit", "opening"):
        entries.write(place, one, field, f"Something about {field}, as long as such a line usually is.")
    for field in ("if_cue", "if_act"):
        entries.write(place, one, field, "They raise their voice")
    entries.tag(place, one, "need", ["respect", "speed"])
    entries.tag(place, one, "response", ["offer-options", "stay-calm"])
    entries.note(place, one, need_sure=40, need_asked=False)
    if finished:
        prepared.finish(place, one)


def begun_preparation(place):
    preparation(place, finished=False)


def own_sentence(place):
    ways.keep_sentence(place, sentence=ways.new_id(), response="paraphrase", text="So you have waited since May.")


def emptied(place):
    """Take every entry, promise and own sentence out again."""
    for own in (one for kept in ways.sentences(place).values() for one in kept):
        ways.delete_sentence(place, own.id)
    for entry in (*entries.drafts(place), *journal.page(place, size=50).entries):
        entries.delete(place, entry.id)
    for promise in promises.every(place):
        promises.delete(place, promise.id)


@dataclass(frozen=True)
class Scene:
    """``app``: a new file, one that was just begun, or two years of history. ``first``: what most people come for.

    ``put`` writes something into the file that was just begun before the page is opened.
    """

    app: str
    path: str
    act: Callable[[object], None] | None = None
    first: Callable[[object], object] | None = None
    dialog: bool = False
    put: Callable[[Workspace], None] | None = None


def button(name):
    return lambda page: page.get_by_role("button", name=name, exact=name == "Go on").first


def words(text):
    return lambda page: page.get_by_text(text).first


def exactly(name):
    return lambda page: page.get_by_role("button", name=name, exact=True).first


def part(selector):
    return lambda page: page.locator(selector).first


row, client = part("[class*=st-key-journal-row-entries-]"), part("[class*=st-key-journal-row-client-]")


def insight_tables(page):
    """Every table behind a figure, and the ways to the playbook, are open."""
    for label in page.get_by_text("Show as a table").all():
        label.click()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.get_by_text("Read about them in the playbook").click()
    page.locator(".st-key-insights-to-playbook button").first.wait_for()


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
    "check in": Scene("full", "check-in", first=exactly("Keep")),
    "checked in": Scene("begun", "check-in", checked_in, first=exactly("Check in again")),
    "write": Scene("full", "write", first=part("textarea.box")),
    "feedback": Scene("full", "write", feedback, first=part("textarea.box")),
    "follow-up": Scene("full", "", follow_up, first=part(".area")),
    "debrief, waiting": Scene("full", "debrief", first=exactly("Go on")),
    "debrief": Scene("begun", "debrief", first=exactly("Park it")),
    "kind": Scene("begun", "debrief", going_on("What kind of contact was it?"), exactly("Next"), put=debrief("kind")),
    "mistreatment": Scene(
        "begun",
        "debrief",
        going_on("This was not yours to solve"),
        exactly("Open Support"),
        put=debrief("mistreatment", episode="abusive"),
    ),
    "severe": Scene(
        "begun", "debrief", going_on("That was a hard one"), exactly("Write now"), put=debrief("severe", severity=9)
    ),
    "settling": Scene(
        "begun",
        "debrief",
        going_on("That was a hard one", ("Settle", "Take a moment")),
        part(".st-key-equals-settle button"),
        put=debrief("severe", severity=9),
    ),
    "happened": Scene("begun", "debrief", going_on("What happened?"), exactly("Next"), put=debrief("happened")),
    "responses": Scene("begun", "debrief", going_on("How did you respond?"), exactly("Next"), put=debrief("responses")),
    "label": Scene(
        "begun", "debrief", going_on("Your word for them, and a fairer one"), part("textarea.box"), put=debrief("label")
    ),
    "about": Scene("begun", "debrief", going_on("Where does it belong?"), part(".stButtonGroup"), put=debrief("about")),
    "done": Scene(
        "begun",
        "debrief",
        going_on("One sentence for next time", ("Done", "For next time")),
        exactly("Back to Today"),
        put=debrief("next", next_time="Say it in fewer words."),
    ),
    "seen before": Scene(
        "begun",
        "debrief",
        going_on(
            "One sentence for next time", ("Done", "For next time"), ("Open it again", "This one is written down")
        ),
        part(".st-key-debrief-facts"),
        put=debrief("next", happened="They asked twice.", next_time="Say it in fewer words."),
    ),
    "promises, empty": Scene("begun", "promises", first=exactly("Add promise")),
    "promises": Scene("full", "promises", first=exactly("Kept")),
    "one promise": Scene("full", "promises", other_than_kept, words("What would you like to do?"), dialog=True),
    "insights, empty": Scene("begun", "insights", first=exactly("Check in")),
    "insights": Scene("full", "insights", first=words("of the last seven")),
    "insights, tables": Scene("full", "insights", insight_tables),
    "journal, empty": Scene("begun", "journal", first=exactly("Debrief a hard interaction")),
    "journal": Scene("full", "journal", first=row),
    "search": Scene("full", "journal", searched, first=row),
    "filter": Scene("full", "journal", filtering, first=words("Kind of entry")),
    "calendar": Scene("full", "journal", view("Calendar", part(".js-plotly-plot .main-svg")), part(".js-plotly-plot")),
    "clients": Scene("full", "journal", view("Clients", client), first=client),
    "one client": Scene("full", "journal", one_client, first=exactly("Kept")),
    "own words": Scene("full", "journal", view("Words and tags", part("table")), first=part("table tbody tr")),
    "one entry": Scene("begun", "journal", one_entry, first=part(".eq-facts > div"), put=a_whole_debrief),
    "editing an entry": Scene("begun", "journal", editing_it, first=part("textarea.box"), put=a_whole_debrief),
    "deleting an entry": Scene(
        "begun", "journal", deleting_it, exactly("Delete for good"), dialog=True, put=a_whole_debrief
    ),
    "import": Scene("full", "data", previewing),
    "prepare, empty": Scene("begun", "prepare", first=part(".st-key-prepare-card blockquote")),
    "prepare": Scene("full", "prepare", first=part(".st-key-prepare-card blockquote")),
    "prepare for one": Scene("full", "journal", for_one_client, first=part(".st-key-prepare-card blockquote")),
    "prepare after mistreatment": Scene(
        "begun", "journal", for_one_client, words("You can end contact"), put=mistreatment
    ),
    "going further": Scene("full", "prepare", going_further, first=part("textarea.box")),
    "plan, first": Scene("begun", "plan", first=exactly("Work on self-awareness")),
    "starting": Scene("begun", "plan", starting, first=part(".st-key-choice-start label")),
    "starting a test": Scene("begun", "plan", starting_a_test),
    "plan": Scene("full", "plan", first=part("[class*=st-key-plan-chips-done-] button")),
    "changing a practice": Scene("full", "plan", changing_a_practice, words("Change the if–then"), dialog=True),
    "looking back": Scene("full", "plan", looking_back, first=words("This week:")),
    "practices": Scene("full", "practices", first=exactly("Name a feeling with a precise word")),
    "one practice": Scene(
        "full", "practices", one_way("Talk to yourself by name, as a coach would"), exactly("Do it now")
    ),
    "exercise": Scene("full", "practices", in_an_exercise, first=part(".guide button.main")),
    "before breathing": Scene("full", "practices", before_breathing),
    "playbook": Scene("full", "playbook", first=exactly("Check your own label and find a fairer one")),
    "one way": Scene("full", "playbook", one_way("Paraphrase"), first=words("When the client has told you something")),
    "ending contact": Scene("full", "playbook", one_way("End contact and report abuse"), words("Are you safe now?")),
    "ways searched": Scene("begun", "playbook", ways_searched, exactly("Show all ways")),
    "own sentence": Scene("begun", "playbook", with_own_sentence, put=own_sentence),
    "narrowing": Scene("full", "prepare", narrowing),
    "going on preparing": Scene(
        "begun", "prepare", lambda page: exactly("Go on")(page).click(), part("textarea.box"), put=begun_preparation
    ),
    "prepared": Scene(
        "begun",
        "prepare",
        keeping_a_preparation,
        first=part(".st-key-prepare-card blockquote"),
        put=begun_preparation,
    ),
    "deleting a preparation": Scene("begun", "prepare", deleting_a_preparation, dialog=True, put=begun_preparation),
    "one preparation": Scene("begun", "journal", one_entry, first=part(".eq-facts > div"), put=preparation),
    "debrief, prepared": Scene("begun", "debrief", first=exactly("Start from it"), put=preparation),
    "insights, few": Scene("begun", "insights", first=words("Your days so far"), put=a_whole_debrief),
    "insights, all": Scene("full", "insights", over_all_time),
}
WINDOWS = {"wide and light": (1440, 1000, "light"), "narrow and dark": (390, 900, "dark")}


# Visiting ------------------------------------------------------------------------------------------------------------


@dataclass
class Apps:
    """One app for each kind of file; the tests of this module only look at them."""

    running: dict[str, object]
    begun: Workspace
    draft: str

    def put_back(self):
        """The sitting that was begun stands at its first page, and nothing is written down."""
        taking.answer(self.begun, taking.draft(self.begun, self.draft), {}, page=0)
        emptied(self.begun)


@pytest.fixture(scope="module")
def apps(start_app, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    begun = Workspace(folder / "begun" / "me.eq")
    settings.welcome(begun)
    form = questionnaires.shipped("pulse")
    draft = taking.start(begun, form, assessment=taking.new_id(), zone=ZONE)
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
def visit(apps, enter_for_all, settle, axe):
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
        apps.put_back()
        if scene.put:
            scene.put(apps.begun)
        page = watched.page
        page.goto(app.url + scene.path)
        settle(page)
        if scene.act:
            scene.act(page)
            settle(page)
        widths = tuple(page.evaluate(WIDTHS))
        if scene.act and not scene.dialog:
            page.evaluate(TO_TOP)  # acting may have scrolled
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


TO_TOP = "document.querySelector('[data-testid=stMain]').scrollTop = 0"
WIDTHS = """() => [Math.max(document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth), innerWidth]"""


CONTRAST = """button => {
    const light = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const style = getComputedStyle(button);
    const [ink, paper] = [light(style.color), light(style.backgroundColor)];
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05); }"""

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
    asked = re.compile(rf".* 404 .*{re.escape(seen.url)}[\w-]+/_stcore/(health|host-config)$")
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
@pytest.mark.parametrize("name", ["editing", "deleting", "deleting an entry", "changing a practice"])
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

"""The pages of Share in a real browser: files that are not what they should be, and pages that everyone can use."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import (
    debriefing,
    desk,
    desk_files,
    desk_notes,
    desk_sessions,
    entries,
    keys,
    promises,
    reporting,
    settings,
    taking,
)
from eq.actions.taking import Given
from eq.coach.choosing import Selection
from eq.coach.report import CHOSEN
from eq.content import questionnaires
from eq.exchange.packets import packet_bytes
from eq.exchange.reports import report_bytes
from eq.exchange.sealing import seal
from eq.store.workspace import Workspace
from eq.wording import desk as words
from eq.wording import desk_session as session_words
from eq.wording import report_after as after_words
from eq.wording import report_page as report_words

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
FORM = questionnaires.shipped("five-competencies")
FIRST, SECOND = date(2026, 10, 5), date(2026, 12, 7)
HTML, PDF = b"<!doctype html><title>Report</title>", b"%PDF-1.7"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40


def at_noon(on):
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC).isoformat()


def still(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def press(page, name):
    """Once the page stands still: a button that is drawn anew between down and up takes no click."""
    still(page)
    page.locator(".stMain").get_by_role("button", name=name, exact=True).first.click()


def tick(page, name):
    still(page)
    box = page.locator(".stMain").get_by_label(name, exact=True).first
    if not box.is_checked():
        box.locator("xpath=ancestor::label").click()
    expect(box).to_be_checked()
    still(page)


def counts(place):
    """The number of rows of every table."""
    with place.read() as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        return {name: db.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}


# A client and a coach -------------------------------------------------------------------------------------------------


def sitting(place, shift):
    """A whole sitting of the present day."""
    pattern = (2, 4, 3, 3, 2, 4, 3, 2, 4, 3)
    one = taking.start(place, FORM, assessment=taking.new_id(), zone=ZONE)
    given = {}
    for n, item in enumerate(FORM.items):
        value = min(pattern[n % 10] + shift * (item.scale == "self-regulation"), 5)
        given[item.id] = Given(6 - value if item.reverse else value, 6.0)
    taking.answer(place, taking.draft(place, one), given)
    taking.finish(place, one)


def debrief(place, title):
    one = entries.new_id()
    debriefing.begin(place, one, ZONE)
    entries.write(place, one, "title", title)
    entries.write(place, one, "happened", "They asked for Marta, and Marta was away.")
    entries.tag(place, one, "response", ["stay-calm", "offer-options"])
    entries.tag(place, one, "trigger", ["blame"])
    for moment, energy in (("before", 0.6), ("after", 0.1)):
        entries.place(place, one, moment, -0.4, energy)
        entries.feel(place, one, moment, ["tense", "angry"])
    entries.note(place, one, severity=6, episode="demanding")
    entries.name_client(place, one, "the blue van")
    entries.finish(place, one)


@dataclass
class People:
    """A client with their app, a coach with theirs, and the two reports that lie on the coach's desk."""

    client: Workspace
    coach: Workspace
    apps: dict[str, object]
    reports: list[object]
    to: str


@pytest.fixture(scope="module")
def people(start_app, tmp_path_factory):
    """Two reports of one client, two months apart; notes, a session with a step, and one packet to be deleted."""
    folder = tmp_path_factory.mktemp("share")
    client, coach = Workspace(folder / "client" / "me.eq"), Workspace(folder / "coach" / "me.eq")
    reports = []
    with pytest.MonkeyPatch.context() as clock:
        clock.setenv("EQ_TEST_NOW", at_noon(FIRST))
        settings.welcome(client)
        settings.welcome(coach)
        mine = keys.make(coach, "Dr Vale")
        keys.make(client, "")
        for on, shift in ((FIRST, 0), (SECOND, 1)):
            clock.setenv("EQ_TEST_NOW", at_noon(on))
            sitting(client, shift)
            for title in ("The long call", "The second call", "The third call", "The call after it"):
                debrief(client, title)
            promises.add(client, promise=promises.new_id(), what="Send it", to_whom="Olaf", zone=ZONE)
            reports.append(report(client, on))
            data = seal(packet_bytes(reports[-1], HTML, PDF), recipients=[mine.recipient])
            person = desk_files.open_file(coach, data, "packet.eqpack", ZONE).person
        accompanied(coach, person, reports[-1].id)
    now = at_noon(SECOND)
    apps = {"client": start_app(client.path, now=now), "coach": start_app(coach.path, now=now)}
    return People(client, coach, apps, reports, mine.recipient)


def report(place, on):
    chosen = Selection(
        on - timedelta(days=365),
        on,
        "coach",
        frozenset(CHOSEN) - {"entries"},
        answers=True,
        subject="Mara",
        until=on + timedelta(days=30),
    )
    return reporting.build(place, chosen, ZONE, report_id=f"report-{on}")


def accompanied(place, person, packet):
    desk_notes.add(place, note="n1", person=person, text="Ask about the tone.", shared=False)
    desk_notes.add(place, note="n2", person=person, text="The pause before the answer: keep it.", shared=True)
    found = desk_sessions.proposed(desk.packet(place, packet))
    desk_sessions.begin(place, session="s1", person=person, packet=packet, on=SECOND, questions=found[:3], zone=ZONE)
    desk_sessions.agree(place, "s1", "One call with a pause before the answer", SECOND + timedelta(days=11))
    desk.set_next(place, person, SECOND + timedelta(days=14))


@pytest.fixture(scope="module")
def windows(people, enter_for_all):
    """A window of either app, wide and light or narrow and dark, kept for all tests."""
    kept = {}

    def window(whose, name):
        if (whose, name) not in kept:
            width, height, scheme = WINDOWS[name]
            kept[whose, name] = enter_for_all(people.apps[whose], width=width, height=height, scheme=scheme)
        return kept[whose, name]

    yield window
    for (whose, _), watched in kept.items():
        assert watched.elsewhere(people.apps[whose].url) == []
        assert watched.violations == []


WINDOWS = {"wide and light": (1440, 1000, "light"), "narrow and dark": (390, 900, "dark")}


# Files that are not what they should be -------------------------------------------------------------------------------


def by_hand():
    """How the room of packets puts archives together by hand."""
    path = Path(__file__).parents[1] / "exchange" / "packet_parts.py"
    spec = importlib.util.spec_from_file_location("packet_parts_by_hand", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PARTS = by_hand()


def changed(document, **more):
    """A report's json with other values in it."""
    return json.dumps(json.loads(document) | more).encode()


def another_mean(document):
    scores = json.loads(document)["scores"]
    scores[0]["mean"] += 0.5
    return changed(document, scores=scores)


def packed(report, *, document=None, listed=None, version=1, first="report.json"):
    """A packet put together by hand; ``listed`` is the json of which the list of contents speaks."""
    said = report_bytes(report)
    rest = [("report.html", HTML), ("report.pdf", PDF)]
    manifest = PARTS.manifest([("report.json", listed or said), *rest], version=version)
    return PARTS.archive([("manifest.json", manifest), (first, document or said), *rest])


def bomb():
    """The list of contents, and two gibibytes of zeros in two mebibytes."""
    listed = PARTS.manifest([("report.json", b"")])
    small = ("manifest.json", PARTS.deflated(listed), listed, len(listed))
    return PARTS.by_hand([small, ("report.json", PARTS.zeros(2048), b"", (2 << 30))])


def altered(report):
    return packed(report, document=another_mean(report_bytes(report)))


def altered_and_listed(report):
    found = another_mean(report_bytes(report))
    return packed(report, document=found, listed=found)


def newer_report(report):
    found = changed(report_bytes(report), version=2)
    return packed(report, document=found, listed=found)


SPOILT = {
    "altered": (altered, "report.json: This file was altered after the packet was made."),
    "altered and listed": (altered_and_listed, "The digest does not fit"),
    "older": (lambda report: packed(report, version=0), "made by an older EQ Reflect"),
    "newer": (lambda report: packed(report, version=2), "made by a newer EQ Reflect"),
    "newer report": (newer_report, "This report has version 2 of the format"),
    "two gibibytes": (lambda report: bomb(), "Unpacked, this file would be far too large."),
    "another folder": (lambda report: packed(report, first="../report.json"), "leads to another folder or drive"),
}
"""What is inside a packet that is sealed as it should be, and what is said of it."""

CUT = {
    "cut off": (lambda data: data[:-900], "This was altered or cut off on its way."),
    "cut off early": (lambda data: data[:100], "This file was cut off: its end is missing."),
    "photo": (lambda data: PHOTO, "This is no file that can be opened here."),
}
"""What a packet became on its way, and what is said of it."""


@pytest.mark.parametrize("name", [*SPOILT, *CUT])
def test_a_file_that_is_not_what_it_should_be_is_said_once_and_keeps_nothing(people, windows, name, settle):
    """Where, what and what to do, in one box; no row more or less in the coach's file."""
    one = people.reports[-1]
    if name in SPOILT:
        inside, said = SPOILT[name]
        data = seal(inside(one), recipients=[people.to])
    else:
        become, said = CUT[name]
        data = become(seal(packet_bytes(one, HTML, PDF), recipients=[people.to]))
    before = counts(people.coach)
    page = windows("coach", "wide and light").page
    page.goto(people.apps["coach"].url + "desk")
    settle(page)
    drop(page, ("given.eqpack", data))
    page.get_by_text(words.CAME).wait_for()
    still(page)
    boxes = page.get_by_test_id("stAlert").filter(has_text="given.eqpack")
    expect(boxes).to_have_count(1)
    expect(boxes).to_contain_text(said)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert "http" not in boxes.inner_text()
    assert counts(people.coach) == before


def test_a_number_that_does_not_follow_is_named(people, windows, settle):
    """A report that says of itself that it is whole: it opens, and what it says stands beside what its answers give."""
    one = people.reports[-1]
    score = one.scores[0]
    wrong = score.model_copy(update={"mean": round(score.mean + 0.5, 2)})
    forged = one.model_copy(update={"id": "forged", "scores": (wrong, *one.scores[1:])})
    page = windows("coach", "wide and light").page
    page.goto(people.apps["coach"].url + "desk")
    settle(page)
    drop(page, ("forged.eqpack", seal(packet_bytes(forged, HTML, PDF), recipients=[people.to])))
    try:
        page.get_by_text("Opened: a report of Mara.").wait_for()
        press(page, words.LOOK)
        page.get_by_role("heading", name="Mara", level=1).wait_for()
        expect(page.get_by_text(words.differs(1))).to_be_visible()
        still(page)
        page.locator("summary").filter(has_text=words.DIFFERENCES).click()
        [row] = page.get_by_role("table").filter(has_text=words.DIFFERENCE_COLUMNS[1]).locator("tbody tr").all()
        for text in (score.scale, f"{wrong.mean:.1f}", f"{score.mean:.1f}"):
            expect(row).to_contain_text(text)
    finally:
        desk.delete_packet(people.coach, "forged")


def drop(page, *files):
    """Files as (name, bytes) given to the field that opens them, which may be folded away."""
    still(page)
    fold = page.locator(".stMain summary").filter(has_text=words.OPEN)
    if fold.count() and not page.get_by_text(words.OPEN_LEAD).is_visible():
        fold.click()
        page.get_by_text(words.OPEN_LEAD).wait_for()
    given = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    page.locator("[class*=st-key-desk-files]").get_by_test_id("stFileUploaderDropzoneInput").set_input_files(given)


# Pages that everyone can use ------------------------------------------------------------------------------------------


def whole_report(page):
    """All four steps open: a coach's copy, a fold of episodes, the file itself, and what it takes to seal it."""
    still(page)
    page.get_by_role("radio", name=report_words.COPIES["coach"]).locator("xpath=ancestor::label").click()
    page.get_by_text(report_words.COPY_KEY).wait_for()
    still(page)
    for name in (report_words.EPISODES, report_words.NAMES):
        page.locator(".stMain summary").filter(has_text=name).first.click()
        still(page)
    press(page, report_words.SHOW)
    expect(page.locator(".sheet iframe")).to_have_attribute("src", re.compile("^blob:"), timeout=30_000)
    tick(page, report_words.SEEN)
    page.locator(".stMain").get_by_role("radio", name=report_words.LETTING["eqpack"], exact=True).click()
    page.get_by_text(report_words.NO_COACH).wait_for()


def client_part(name, there):
    def act(page):
        press(page, words.SHOW)
        page.get_by_role("heading", name="Mara", level=1).wait_for()
        still(page)
        chosen = page.locator(".stMain").get_by_role("radio", name=words.PARTS[name], exact=True)
        if name != "report":
            chosen.click()
        there(page).first.wait_for()
        still(page)
        expect(chosen).to_be_checked()

    return act


def found(text):
    return lambda page: page.locator(".stMain").get_by_text(text)


SCENES = {
    "report": ("client", "report", whole_report),
    "desk, empty": ("client", "desk", lambda page: found(words.NOBODY)(page).wait_for()),
    "desk": ("coach", "desk", lambda page: page.get_by_role("heading", name="Mara").wait_for()),
    "client": ("coach", "desk", client_part("report", found(words.FOLLOWS["yes"]))),
    "two dates": ("coach", "desk", client_part("compare", lambda page: page.get_by_role("table"))),
    "session": ("coach", "desk", client_part("session", found(session_words.STEP_DONE))),
    "notes": ("coach", "desk", client_part("notes", found("Ask about the tone."))),
    "answer": ("coach", "desk", client_part("answer", found(session_words.ANSWER_LEAD))),
    "about a client": ("coach", "desk", client_part("client", found(words.CLIENT_LEAD))),
}

WIDTHS = """() => [Math.max(document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth), innerWidth]"""
SMALL = """() => {
    const main = document.querySelector('.stMain'), small = [];
    for (const one of main.querySelectorAll('button, a[href], summary, label:has(input), [role=combobox]')) {
        const {width, height} = one.getBoundingClientRect();
        const field = one.closest('.stSelectbox, .stDateInput, .stMultiSelect');  // touched anywhere, it opens
        if (!width || (field && one.tagName === 'BUTTON') || one.closest('[data-testid=stElementToolbar]')) continue;
        if (height < 44 || width < 44) small.push(`${one.innerText || one.ariaLabel} ${width}x${height}`);
    }
    return small; }"""


@dataclass
class Seen:
    axe: list[tuple[str, str]]
    widths: tuple[int, int]
    small: list[str]
    errors: list[str]


@pytest.fixture(scope="module")
def visit(people, windows, settle, axe):
    """Every scene is looked at once in each window."""
    seen = {}

    def look(scene, window):
        whose, path, act = SCENES[scene]
        watched = windows(whose, window)
        watched.errors.clear()
        page, app = watched.page, people.apps[whose]
        page.goto(app.url + path)
        settle(page)
        act(page)
        settle(page)
        asked = re.compile(rf".* 404 .*{re.escape(app.url)}[\w-]+/_stcore/(health|host-config)$")
        errors = [text for text in watched.errors if not asked.match(text)]
        small = page.evaluate(SMALL)
        return Seen(axe(page), tuple(page.evaluate(WIDTHS)), small, errors)

    def visit_(scene, window):
        if (scene, window) not in seen:
            seen[scene, window] = look(scene, window)
        return seen[scene, window]

    return visit_


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("scene", SCENES)
def test_axe_finds_nothing_serious_and_nothing_breaks(visit, scene, window):
    assert visit(scene, window).axe == []
    assert visit(scene, window).errors == []


@pytest.mark.parametrize("scene", SCENES)
def test_a_narrow_window_never_scrolls_sideways(visit, scene):
    content, window = visit(scene, "narrow and dark").widths
    assert content <= window


@pytest.mark.parametrize("scene", SCENES)
def test_every_target_is_large_enough_for_a_thumb(visit, scene):
    """44 pixels in either direction."""
    small = visit(scene, "narrow and dark").small
    assert not small, "\n".join(small)


# By keyboard ----------------------------------------------------------------------------------------------------------


def test_a_report_is_chosen_looked_at_and_saved_by_keyboard(people, enter, settle, tab_to):
    """From the first choice to the file, with Tab, Space and Enter alone."""
    page = enter(people.apps["client"], "report").page
    tab_to(page, report_words.COPIES["person"])
    page.keyboard.press("ArrowDown")
    page.get_by_text(report_words.COPY_KEY).wait_for()
    settle(page)
    tab_to(page, report_words.SUBJECT)
    page.keyboard.type("Mara")
    tab_to(page, report_words.TEXT["promises"])
    page.keyboard.press("Space")
    expect(page.get_by_label(re.compile(report_words.TEXT["promises"] + ":"))).to_be_checked()
    tab_to(page, report_words.SHOW)
    page.keyboard.press("Enter")
    expect(page.locator(".sheet iframe")).to_have_attribute("src", re.compile("^blob:"), timeout=30_000)
    settle(page)
    tab_to(page, report_words.SEEN)
    page.keyboard.press("Space")
    # For a coach it is sealed unless another way is chosen.
    page.get_by_text(report_words.NO_COACH).wait_for()
    settle(page)
    tab_to(page, report_words.LETTING["eqpack"])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.get_by_role("button", name=report_words.save("html")).wait_for()
    settle(page)
    tab_to(page, report_words.save("html"))
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    file = Path(saved.value.path()).read_bytes()
    assert saved.value.suggested_filename.endswith(".html")
    assert b"Mara" in file
    assert b"Send it" in file
    page.get_by_text(after_words.shared(SECOND, "html", "", "")).wait_for()

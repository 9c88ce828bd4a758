"""A report on its way in a real browser: from a client to a coach and back, between two files that share nothing."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import (
    debriefing,
    desk,
    entries,
    keys,
    plan_steps,
    planning,
    plans,
    practices,
    promises,
    replies,
    settings,
    share_log,
    taking,
)
from eq.actions.taking import Given
from eq.content import questionnaires
from eq.exchange.packets import read_packet, read_reply
from eq.exchange.sealing import stanza, unseal
from eq.store.workspace import Workspace
from eq.wording import desk as desk_words
from eq.wording import desk_session as session_words
from eq.wording import report_after as after_words
from eq.wording import report_page as words
from eq.wording import welcome

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
FORM = questionnaires.shipped("five-competencies")
FIRST, SECOND = date(2026, 10, 5), date(2026, 12, 7)
"""The days of the two sittings, of the two reports, and of the coach who opens them."""

TOLD = "They wanted to speak to Marta at once, and Marta was away."
WITHHELD = ("Kestrel talk", "Kestrel sentence nobody reads.", "Kestrel form", "Olaf Kestrel", "the blue van")
"""What was typed and is never ticked."""

PRIVATE, SHARED = "Ask about the tone; careful with praise.", "The pause before the answer: keep it."
STEP = "One call with a pause before the answer"
PHRASE, WRONG = "tin harbour quiet seven", "tin harbour quiet eight"
NEXT, DUE = date(2026, 12, 21), date(2026, 12, 18)


def still(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def press(page, name, within="body"):
    """Once the page stands still: a button that is drawn anew between down and up takes no click."""
    still(page)
    page.locator(within).get_by_role("button", name=name, exact=True).first.click()


def heading(page, text, level=1):
    expect(page.get_by_role("heading", name=text, level=level, exact=True).first).to_be_visible(timeout=20_000)


def tick(page, name, within=".stMain"):
    """A checkbox or radio of that name is chosen, and the page has said so."""
    still(page)
    box = page.locator(within).get_by_label(name, exact=isinstance(name, str)).first
    if not box.is_checked():
        box.locator("xpath=ancestor::label").click()
    expect(box).to_be_checked()
    still(page)


def part(page, name):
    """One of the choices that stand side by side."""
    still(page)
    page.locator(".stMain").get_by_role("radio", name=name, exact=True).first.click()
    still(page)


def field(page, name, text):
    """Typed, and left with Tab, so that the page has taken it."""
    still(page)
    box = page.locator(".stMain").get_by_role("textbox", name=name, exact=True).first
    box.fill(text)
    box.press("Tab")
    still(page)


def day(page, name, on):
    """A day typed into its field, the day of the month first; its calendar, which opens by itself, is closed again."""
    still(page)
    begin = page.locator(".stMain").get_by_role("spinbutton", name=re.compile(rf"^day, {re.escape(name)}\W*$")).first
    begin.focus()
    page.keyboard.type(f"{on:%d%m%Y}")
    page.keyboard.press("Escape")
    expect(page.get_by_role("grid")).to_have_count(0)
    still(page)


def unfold(page, label):
    still(page)
    page.locator(".stMain summary").filter(has_text=label).first.click()
    still(page)


def until(page, found):
    """Wait until the file holds what was said in the page."""
    for _ in range(200):
        if found():
            return
        page.wait_for_timeout(50)
    pytest.fail("never stored")


def drop(page, key, *files):
    """Files as (name, bytes) given to the field of that key."""
    still(page)
    given = [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
    page.locator(f"[class*=st-key-{key}]").get_by_test_id("stFileUploaderDropzoneInput").set_input_files(given)


def saved(page, name):
    """The file a button hands out: its name and its bytes."""
    still(page)
    with page.expect_download() as found:
        press(page, name)
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def own(watched, app):
    """Nothing of the page went anywhere but to its own app, and nothing was forbidden or broke."""
    asked = re.compile(rf".* 404 .*{re.escape(app.url)}[\w-]+/_stcore/(health|host-config)$")
    assert watched.elsewhere(app.url) == []
    assert watched.violations == []
    left = [text for text in watched.errors if not asked.match(text)]
    assert not left, "\n".join(left)


def at_noon(on):
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC).isoformat()


def on_day(app, on):
    """The app on another day; the next page is let in anew."""
    app.kill()
    app.admitted = None
    app.start(now=at_noon(on))


# What the client has written ------------------------------------------------------------------------------------------


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


def debrief(place, title, happened):
    one = entries.new_id()
    debriefing.begin(place, one, ZONE)
    for name, text in (("title", title), ("happened", happened)):
        entries.write(place, one, name, text)
    entries.tag(place, one, "response", ["stay-calm"])
    entries.note(place, one, severity=6, episode="demanding")
    entries.name_client(place, one, "the blue van")
    entries.finish(place, one)


def plan(place):
    practice = practices.one("recall-a-good-turn")
    plan_steps.begin(
        place,
        plan=plans.new_id(),
        action=plans.new_id(),
        competency="self-regulation",
        goal=practice.goal,
        ranking="",
        setup=planning.setup_of(practice),
        practice=practice,
        zone=ZONE,
    )


@pytest.fixture
def client(tmp_path, at):
    """Who has answered once, debriefed twice, promised something and begun a plan."""
    place = Workspace(tmp_path / "client" / "me.eq")
    at(at_noon(FIRST))
    settings.welcome(place)
    sitting(place, 0)
    debrief(place, "The long call", TOLD)
    debrief(place, "Kestrel talk", "Kestrel sentence nobody reads.")
    promises.add(place, promise=promises.new_id(), what="Send the Kestrel form", to_whom="Olaf Kestrel", zone=ZONE)
    plan(place)
    return place


# On the page Report ---------------------------------------------------------------------------------------------------


def chosen(page, *, subject="Mara"):
    """A copy for a coach with single answers, one episode, and one name masked."""
    heading(page, words.TITLE)
    tick(page, words.COPIES["coach"])
    page.get_by_text(words.COPY_KEY).wait_for()
    tick(page, words.ANSWERS)
    field(page, words.SUBJECT, subject)
    unfold(page, words.EPISODES)
    tick(page, re.compile("The long call"))
    expect(page.get_by_text(words.episodes(1, 2))).to_be_visible()


def looked_at(page):
    """The report is shown; the text of the very file that stands in the frame."""
    press(page, words.SHOW)
    frame = page.locator(".sheet iframe")
    expect(frame).to_have_attribute("src", re.compile("^blob:"), timeout=30_000)
    expect(frame).to_have_attribute("sandbox", "")
    still(page)
    return frame.evaluate("async frame => (await fetch(frame.src)).text()")


def agreed(page):
    for said in words.CONSENT_USE:
        expect(page.locator(".st-key-report-let-go").get_by_text(said)).to_be_visible()
    expect(page.locator("[class*=st-key-report-save]")).to_have_count(0)
    tick(page, words.SEEN)
    part(page, words.LETTING["eqpack"])


def inside(place, data):
    """The files of a packet, opened with the key of that workspace."""
    return read_packet(unseal(data, "the packet", identities=keys.identities(place)), "the packet")


def nothing_unticked(packet):
    from eq.exchange.reports import report_bytes

    document = report_bytes(packet.report).decode()
    for held in (document, packet.html.decode()):
        assert [text for text in WITHHELD if text in held] == []
        assert "Marta" not in held
        assert "person A" in held


# The journey ----------------------------------------------------------------------------------------------------------


def test_a_report_goes_from_a_client_to_a_coach_and_an_answer_comes_back(
    client, tmp_path, start_app, enter, at, settle
):
    """Sealed to the coach's key: what was ticked and nothing else goes, twice; what the coach shares comes back."""
    coach = Workspace(tmp_path / "coach" / "me.eq")
    theirs, mine = start_app(coach.path, now=at_noon(FIRST)), start_app(client.path, now=at_noon(FIRST))
    desk_page = enter(theirs)
    key = key_file(desk_page.page)
    own(desk_page, theirs)

    report_page = enter(mine, "report")
    first, shown = sealed_to(report_page.page, client, key)
    own(report_page, mine)
    packet = inside(coach, first[1])
    nothing_unticked(packet)
    assert packet.report.cover.masked == 1
    assert packet.html.decode() == shown

    desk_page.page.bring_to_front()
    opened(desk_page.page, first)
    read_through(desk_page.page, packet)

    # Two months later, another sitting and another report.
    at(at_noon(SECOND))
    sitting(client, 1)
    on_day(mine, SECOND)
    report_page = enter(mine, "report")
    second, _ = sealed_to(report_page.page, client, None)
    own(report_page, mine)

    on_day(theirs, SECOND)
    own(desk_page, theirs)
    desk_page = enter(theirs, "desk")
    page = desk_page.page
    opened(page, second)
    compared(page)
    noted(page, coach)
    agreed_on(page, coach)
    answer = answered(page)
    own(desk_page, theirs)

    held = unseal(answer[1], "the answer", identities=keys.identities(client))
    assert read_reply(held, "the answer").notes[0].text == SHARED
    assert PRIVATE not in str(read_reply(held, "the answer"))

    answer_read(report_page.page, mine, client, answer, settle)
    own(report_page, mine)


def key_file(page):
    """A new coach comes in by the first page, and makes the file to hand out."""
    came_with_a_file(page)
    field(page, desk_words.KEY_NAME, "Dr Vale")
    press(page, desk_words.KEY_MAKE)
    page.get_by_role("button", name=desk_words.KEY_SAVE).wait_for()
    return saved(page, desk_words.KEY_SAVE)


def sealed_to(page, place, key):
    """Chosen, looked at, agreed to, sealed to the coach's key, and saved; the key file is opened the first time."""
    chosen(page)
    if key:
        press(page, re.compile(r"^Marta \("))
        page.get_by_text(words.names_masked(1)).wait_for()
    shown = looked_at(page)
    agreed(page)
    if key:
        drop(page, "report-seal-file", key)
    expect(page.get_by_role("combobox", name=words.COACH)).to_have_value("Dr Vale")
    expect(page.get_by_text(keys.coaches(place)[0].fingerprint)).to_be_visible()
    press(page, words.SEAL_IT)
    page.get_by_text(words.SEALED).wait_for()
    before = len(share_log.shared(place))
    found = saved(page, words.SAVE_SEALED)
    until(page, lambda: len(share_log.shared(place)) == before + 1)
    return found, shown


# On the desk ----------------------------------------------------------------------------------------------------------


def opened(page, packet):
    """Dropped on the desk: it is the client's, and its numbers follow."""
    heading(page, desk_words.TITLE)
    if page.locator(".stMain summary").filter(has_text=desk_words.OPEN).count():
        unfold(page, desk_words.OPEN)
    drop(page, "desk-files", packet)
    page.get_by_text("Opened: a report of Mara.").wait_for()
    press(page, desk_words.LOOK)
    heading(page, "Mara")
    expect(page.get_by_text(desk_words.FOLLOWS["yes"])).to_be_visible()


def read_through(page, packet):
    """First its findings in short; then every section, one after the other, says what the report says."""
    heading(page, desk_words.SHORT, 2)
    for section in packet.report.sections:
        press(page, desk_words.ON)
        heading(page, section.title, 2)
    expect(page.get_by_role("button", name=desk_words.ON, exact=True)).to_be_disabled()
    press(page, desk_words.READ)
    page.get_by_role("button", name=desk_words.UNREAD, exact=True).wait_for()


def compared(page):
    part(page, desk_words.PARTS["compare"])
    table = page.get_by_role("table").first
    for said in ("5 Oct 2026", "7 Dec 2026", "Self-regulation"):
        expect(table).to_contain_text(said)


def noted(page, place):
    """One note for oneself and one to share; the field is empty again after each."""
    part(page, desk_words.PARTS["notes"])
    person = desk.clients(place)[0].person
    kept = set()
    for text, shared in ((PRIVATE, False), (SHARED, True)):
        expect(page.get_by_role("textbox", name=desk_words.NOTE_NEW)).to_have_value("")
        field(page, desk_words.NOTE_NEW, text)
        if shared:
            tick(page, desk_words.NOTE_SHARED)
        press(page, desk_words.NOTE_ADD)
        kept.add((text, shared))
        until(page, lambda: {(note.text, note.shared) for note in desk.client(place, person, ZONE).notes} == kept)
        page.locator(".eq-note").get_by_text(text).wait_for()


def agreed_on(page, place):
    """A sheet out of the report's own questions, a step, and the next session."""
    part(page, desk_words.PARTS["session"])
    press(page, session_words.BEGIN)
    heading(page, session_words.STEP, 2)
    field(page, session_words.STEP_FIELD, STEP)
    day(page, session_words.STEP_DUE, DUE)
    press(page, session_words.STEP_KEEP)
    page.get_by_text(session_words.STEP_KEPT).wait_for()
    day(page, session_words.NEXT_FIELD, NEXT)
    person = desk.clients(place)[0].person
    until(page, lambda: desk.client(place, person, ZONE).row.next_on == NEXT)
    [session] = desk.client(place, person, ZONE).sessions
    assert (session.agreed, session.due) == (STEP, DUE)
    assert session.questions


def answered(page):
    """What goes is shown; the file is sealed."""
    part(page, desk_words.PARTS["answer"])
    card = page.locator(".st-key-desk-answer")
    for said in (SHARED, STEP):
        expect(card).to_contain_text(said)
    expect(card).not_to_contain_text(PRIVATE)
    press(page, session_words.ANSWER_MAKE)
    page.get_by_text(session_words.ANSWER_READY).wait_for()
    return saved(page, session_words.ANSWER_SAVE)


def answer_read(page, app, place, answer, settle):
    """Opened on the page Report, it stands beside the plan until it was read, and then still does."""
    drop(page, "report-open-file", answer)
    page.locator("[class*=st-key-report-answer-]").get_by_text(SHARED).wait_for()
    page.goto(app.url + "plan")
    settle(page)
    card = page.locator(".st-key-plan-answered")
    for said in ("Dr Vale", after_words.UNREAD, SHARED, STEP):
        expect(card).to_contain_text(said)
    expect(page.locator(".stMain")).not_to_contain_text(PRIVATE)
    expect(page.locator("[class*=st-key-plan-action-]").first).to_be_visible()
    press(page, after_words.READ)
    expect(card).not_to_contain_text(after_words.UNREAD)
    until(page, lambda: replies.unread(place) == 0)


# With a passphrase ----------------------------------------------------------------------------------------------------


def counts(place):
    """The number of rows of every table."""
    with place.read() as db:
        tables = [name for (name,) in db.execute("select name from sqlite_master where type = 'table'")]
        return {name: db.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}


def test_who_was_sent_a_file_opens_it_with_its_passphrase_and_not_with_another(client, tmp_path, start_app, enter):
    """From the first page of a new file: a wrong passphrase is said once and keeps nothing, the right one opens it."""
    mine = start_app(client.path, now=at_noon(FIRST))
    report_page = enter(mine, "report")
    packet = with_passphrase(report_page.page)
    own(report_page, mine)
    assert stanza(packet[1], "the packet") == "passphrase"
    until(report_page.page, lambda: len(share_log.shared(client)) == 1)
    [shared] = share_log.shared(client)
    assert (shared.sealed, shared.answers, shared.texts) == ("passphrase", False, ())
    mine.kill()

    place = Workspace(tmp_path / "reader" / "me.eq")
    theirs = start_app(place.path, now=at_noon(FIRST))
    desk_page = enter(theirs)
    page = desk_page.page
    came_with_a_file(page)
    headings = page.locator(".stMain").get_by_role("heading", level=2).all_inner_texts()
    assert headings[0] == desk_words.OPEN
    drop(page, "desk-files", packet)
    page.get_by_text(desk_words.sealed(packet[0])).wait_for()
    before = counts(place)
    typed(page, WRONG)
    problem = page.get_by_test_id("stAlert").filter(has_text="This passphrase does not open it.")
    problem.wait_for(timeout=60_000)
    still(page)
    expect(problem).to_have_count(1)
    assert counts(place) == before
    typed(page, PHRASE)
    page.get_by_text("Opened: a report of Mara.").wait_for(timeout=60_000)
    expect(problem).to_have_count(0)
    press(page, desk_words.LOOK)
    heading(page, "Mara")
    expect(page.get_by_text(desk_words.FOLLOWS["withheld"])).to_be_visible()
    own(desk_page, theirs)


def with_passphrase(page):
    """Numbers alone; what was typed twice differently does not seal."""
    heading(page, words.TITLE)
    tick(page, words.COPIES["coach"])
    page.get_by_text(words.COPY_KEY).wait_for()
    field(page, words.SUBJECT, "Mara")
    looked_at(page)
    agreed(page)
    tick(page, words.SEALS["passphrase"])
    page.get_by_text(words.HOW_TO_SAY_IT).wait_for()
    for again, said in ((WRONG, words.NOT_ALIKE), (PHRASE, words.SEALED)):
        for label, phrase in ((words.PASSPHRASE, PHRASE), (words.SAME, again)):
            page.get_by_label(label, exact=True).fill(phrase)
        press(page, words.SEAL_IT)
        page.get_by_text(said).wait_for(timeout=60_000)
    return saved(page, words.SAVE_SEALED)


def came_with_a_file(page):
    heading(page, welcome.TITLE)
    tick(page, welcome.ADULT)
    press(page, next(label for _, label, target in welcome.FORK if target == "desk"))
    heading(page, desk_words.TITLE)
    still(page)


def typed(page, phrase):
    still(page)
    page.get_by_label(desk_words.PASSPHRASE, exact=True).fill(phrase)
    press(page, desk_words.UNSEAL)

"""Text that would like to be more, on the pages of the whole app: it is shown as typed and asks for nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import (
    clock,
    entries,
    following,
    importing,
    instruments,
    journal,
    plan_days,
    plan_reviews,
    plan_steps,
    planning,
    plans,
    practices,
    prepared,
    promises,
    results,
    settings,
    taking,
    ways,
)
from eq.actions.preparing import Chosen
from eq.actions.taking import Given
from eq.content import questionnaires
from eq.store.workspace import Workspace
from eq.wording import plan_review as review_words
from eq.wording import plan_run as run_words

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
BAIT = (
    "<script>document.title='taken'</script> <img src=https://x.example/t.png onerror=document.title='taken'>"
    " ![x](https://x.example/m.png) [l](https://x.example) <a href='https://x.example'>a</a> <b>b</b>"
    " **s** $x^2$ :smile: \u202eleft\u202c 😀👩‍👩‍👧‍👦"
)
READ = "<script>document.title='taken'</script>"


def form():
    """The bait wherever a questionnaire file may hold words of its own."""
    labels = [f"{n} {BAIT}"[:120] for n in range(1, 6)]
    items = [
        {"id": f"{scale}-{n}", "scale": scale, "text": f"{BAIT} {n}", "reverse": n == 0}
        for scale in ("one", "two")
        for n in range(7)
    ]
    return {
        "id": "hostile", "version": 1, "title": BAIT[:120], "frame": BAIT, "instruction": BAIT, "licence": BAIT[:60],
        "source": {"authors": BAIT, "note": BAIT}, "evidence": {"status": "not-validated", "note": BAIT},
        "answers": {"low": 1, "high": 5, "labels": labels, "not_applicable": BAIT[:120]},
        "scales": [{"id": s, "title": f"{s} {BAIT}"[:120], "description": BAIT} for s in ("one", "two")],
        "items": items,
    }  # fmt: skip


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    """A file in which the form was taken three times, with the bait as its note, and stands in a draft once more."""
    place = Workspace(tmp_path_factory.mktemp("hostile") / "me.eq")
    settings.welcome(place)
    place.questionnaires.mkdir()
    (place.questionnaires / "hostile.yaml").write_text(json.dumps(form(), ensure_ascii=False), encoding="utf-8")
    hostile = instruments.current(place, "hostile")
    assert hostile is not None
    for weeks in (15, 10, 5, 0):
        assessment = taking.start(place, hostile, assessment=taking.new_id(), zone=ZONE)
        given = {item.id: Given((2, 4, 3)[n % 3], 5.0) for n, item in enumerate(hostile.items)}
        if weeks:
            taking.answer(place, taking.draft(place, assessment), given)
            taking.finish(place, assessment)
            moment = clock.now() - timedelta(weeks=weeks)
            results.edit(place, assessment, taken_at=moment, zone=ZONE, note=BAIT)
    return start_app(place.path)


def unfold(page, settle):
    for summary in page.locator(".stMain summary").all():
        summary.click()
    settle(page)


def go_on(page):
    page.get_by_role("button", name="Go on", exact=True).first.click()
    page.locator(".statements .text").first.wait_for()


def plain_form(page):
    go_on(page)
    page.get_by_role("button", name="Use the plain form").click()
    page.get_by_test_id("stRadio").first.wait_for()


def deleting(page):
    page.get_by_role("button", name="Delete …").click()
    page.get_by_role("dialog").wait_for()


@pytest.mark.parametrize(
    ("path", "act"),
    [
        ("", None),
        ("take", None),
        ("take", go_on),
        ("take", plain_form),
        ("results", None),
        ("results", deleting),
        ("progress", None),
    ],
    ids=["today", "take", "answer page", "plain answer page", "results", "deleting", "progress"],
)
def test_hostile_words_are_shown_as_words(app, enter, settle, path, act):
    """They can be read, nothing in them is obeyed, fetched or linked, and the page keeps its width."""
    watched = enter(app, path, width=390)
    page = watched.page
    if act:
        act(page)
    settle(page)
    if act is None:
        unfold(page, settle)
    page.wait_for_timeout(300)
    sheet = page.locator(".sheet")  # the component's own tree is not part of the body's text
    seen = page.locator("body").inner_text() + (sheet.inner_text() if sheet.count() else "")
    assert READ in seen.replace("\u2060", "")
    seen += "".join(box.input_value() for box in page.get_by_role("combobox").all())
    assert "\\<" not in seen
    assert page.title() != "taken"
    here = ".stMain, [role=dialog]"
    for made in ("script", "img[src*=example]", "a[href*=example]", "b", "em", ".katex"):
        assert page.locator(f":is({here}) {made}").count() == 0, made
    own = (app.url, app.url.replace("http:", "ws:"), "blob:", "data:")
    assert [url for url in watched.requests if not url.startswith(own)] == []
    assert watched.violations == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")


def test_a_hostile_file_name_is_shown_as_words(app, enter):
    page = enter(app, "take").page
    page.get_by_text("Add a questionnaire of your own").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "<img src=x>![x](x).yaml", "mimeType": "application/yaml", "buffer": b"id: ["}
    )
    page.get_by_role("button", name="Check and add").click()
    expect(page.get_by_test_id("stAlert")).to_contain_text("<img src=x>![x](x).yaml:")
    assert page.locator(".stAlert img, [data-testid=stAlert] img").count() == 0


# What a person writes down ------------------------------------------------------------------------------------------

SEEN = """() => { const said = [];
    const walk = (node) => {
        if (node.nodeType === 3) said.push(node.textContent);
        if (node.nodeType !== 1 || ["SCRIPT", "STYLE"].includes(node.tagName)) return;
        if (["INPUT", "TEXTAREA"].includes(node.tagName)) said.push(node.value);
        if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
        node.childNodes.forEach(walk);
    };
    document.querySelectorAll(".stMain, [role=dialog]").forEach(walk);
    return said.join(""); }"""
LAST = ("trigger", "channel", "client")
STORY = ("happened", "quotes", "did", "next_time", "label", "fairer", "need", "helpful", "keep", "change")


def marked(name):
    """What must be readable wherever the field of that name is shown."""
    return f"{READ} {name}!"


def long(name):
    return f"{marked(name)} {BAIT}"


def short(name):
    return f"{marked(name)} ![x](//x.example) :smile: \u202eleft"


def debrief(place, *, later=""):
    """A draft with the bait in every field and of every kind of own word."""
    one = entries.new_id()
    entries.begin(place, "debrief", entry=one, zone=ZONE)
    for field in (*STORY, "if_cue", "if_act", *([later] if later else [])):
        entries.write(place, one, field, long(field))
    entries.write(place, one, "title", short("title"))
    for kind in ("trigger", "channel", "need", "custom"):
        entries.tag(place, one, kind, [short(kind)])
    entries.tag(place, one, "response", ["offer-options"])
    for moment in ("before", "after"):
        entries.feel(place, one, moment, [short("word")])
    entries.note(place, one, severity=5, episode="demanding", screen="happened")
    entries.name_client(place, one, short("client"))
    promise = promises.new_id()
    about = {"entry": one, "client": entries.get(place, one).client, "zone": ZONE}
    promises.add(place, promise=promise, what=long("what")[:300], to_whom=short("whom"), **about)
    return one, promise


def another(place, kind, **texts):
    one = entries.new_id()
    entries.begin(place, kind, entry=one, zone=ZONE)
    for field, text in texts.items():
        entries.write(place, one, field, text)
    return one


def daylio(*rows):
    """A Daylio file with the bait as mood, activity, title and text."""
    kept = io.StringIO()
    table = csv.writer(kept)
    table.writerow(["full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note"])
    for day, name in rows:
        texts = [short(f"mood-{name}"), short("activity"), short(f"imported-{name}"), long("text")]
        table.writerow([day, "1 March", "Sunday", "10:00", *texts])
    return kept.getvalue().encode()


@pytest.fixture(scope="module")
def written(start_app, tmp_path_factory):
    """A file with every kind of entry, all of them in hostile words, and a debrief that waits for its follow-up."""
    place = Workspace(tmp_path_factory.mktemp("written") / "me.eq")
    settings.welcome(place)
    done, _ = debrief(place, later="later")
    ago = clock.local_time(clock.now() - timedelta(hours=7), ZONE).replace(tzinfo=None)
    entries.set_when(place, done, ago, ZONE)
    entries.finish(place, done)
    _, given = debrief(place)
    promises.hand_over(place, given, long("reason")[:300])
    entries.park(place, another(place, "debrief", title=short("parked")))
    another(place, "note", text=long("draft"), prompt=long("prompt"))
    entries.finish(place, another(place, "note", text=long("note"), prompt=long("prompt")))
    entries.finish(
        place, another(place, "feedback", from_whom=short("from"), keep=long("kept"), change=long("changed"))
    )
    entries.check_in(
        place,
        entry=entries.new_id(),
        zone=ZONE,
        pleasantness=0.1,
        energy=0.1,
        words=[short("felt")],
        tags=[short("custom")],
        line=long("line")[:500],
        client=short("client"),
    )
    found = importing.preview(place, "daylio", daylio(("2026-03-01", "old")), "<img src=x>![x](x).csv", zone=ZONE)
    importing.keep(place, found, {}, batch=importing.new_id())
    return start_app(place.path)


@pytest.fixture(scope="module")
def book(written, enter_for_all):
    return enter_for_all(written, width=390)


def harmless(written, watched, *names):
    """Every field of those names can be read as typed; nothing in it is obeyed, fetched or linked."""
    page = watched.page
    for _ in range(100):
        seen = page.evaluate(SEEN).replace("\u2060", "")
        missing = [name for name in names if marked(name) not in seen]
        if not missing:
            break
        page.wait_for_timeout(100)
    assert missing == [], seen
    assert "\\<" not in seen
    assert page.title() != "taken"
    here = ".stMain, [role=dialog]"
    for made in ("script", "img[src*=example]", "img[src=x]", "a[href*=example]", "b", "em", ".katex"):
        assert page.locator(f":is({here}) {made}").count() == 0, made
    assert watched.elsewhere(written.url) == []
    assert watched.violations == []
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def opened(page, name):
    """The entry of the journal in whose row those words stand."""
    rows = page.locator("[class*=st-key-journal-row-entries-]").filter(has_text=name)
    rows.first.get_by_role("button").first.click()
    page.get_by_role("button", name="Edit", exact=True).wait_for()


def editing(page):
    opened(page, " title!")
    press(page, "Edit")
    page.get_by_role("button", name="Done editing").wait_for()


def story(page):
    opened(page, " title!")
    page.locator("summary").filter(has_text="Show the story").click()


def asking(page):
    opened(page, " title!")
    deleting(page)


def searching(page):
    page.get_by_label("Search your journal").fill("happened document")
    page.keyboard.press("Enter")
    page.locator(".eq-snippet").first.wait_for()


def filtering(page, pick_from):
    page.locator("summary").filter(has_text="Filter").click()
    page.get_by_role("combobox", name="Own tag").wait_for()
    pick_from(page, page.get_by_role("combobox", name="Own tag"))
    page.keyboard.press("Tab")
    page.locator(".st-key-journal-chips").wait_for()


def looking_at(view):
    def act(page):
        page.get_by_role("radio", name=view, exact=True).click()
        page.get_by_text(" client!" if view == "Clients" else "Which of your words").first.wait_for()

    return act


def client_page(page):
    looking_at("Clients")(page)
    page.locator("[class*=st-key-journal-row-client-] button").first.click()
    page.get_by_role("heading", name="Contacts").wait_for()


def resolved(page):
    page.locator("summary").filter(has_text="Resolved").click()
    page.get_by_text("Handed over on").wait_for()


def other_than_kept(page):
    press(page, "Something else …")
    page.get_by_role("dialog").wait_for()


def going_on(page):
    press(page, "Go on")
    page.get_by_text("Show how it reads").click()
    page.locator(".eq-note").wait_for()


def previewing(page):
    field = page.locator(".st-key-data-import").get_by_test_id("stFileUploaderDropzoneInput")
    field.set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": daylio(("2026-03-02", "new"))})
    page.get_by_role("button", name="Import", exact=True).wait_for()


PLACES = {
    "today": ("", None, ("title", "if_cue", "if_act")),
    "follow-up": ("", lambda page: press(page, "Answer"), ("title", "later")),
    "debriefs that wait": ("debrief", None, ("parked", "title")),
    "journal": ("journal", None, ("title", "parked", "trigger", "custom", "client", "felt", "imported-old")),
    "search": ("journal", searching, ("title", "happened")),
    "client": ("journal", client_page, ("client", "title", "what", "whom")),
    "own words": ("journal", looking_at("Words and tags"), ("word", "felt")),
    "entry": ("journal", story, ("title", "client", *STORY, "if_cue", "if_act", "later", "trigger", "channel", "word")),
    "edit": ("journal", editing, ("title", "client", *STORY, "if_cue", "if_act", "trigger", "channel", "need", "word")),
    "deleting an entry": ("journal", asking, ("title",)),
    "check-in": ("journal", lambda page: opened(page, " felt!"), ("felt", "custom", "line", "client")),
    "note": ("journal", lambda page: opened(page, " note!"), ("note", "prompt")),
    "feedback": ("journal", lambda page: opened(page, "Feedback received"), ("from", "kept", "changed")),
    "imported": ("journal", lambda page: opened(page, " imported-old!"), ("imported-old", "text", "activity")),
    "promises": ("promises", resolved, ("what", "whom", "reason")),
    "one promise": ("promises", other_than_kept, ("what",)),
    "write": ("write", None, ("draft",)),
    "reading a note": ("write", going_on, ("draft", "prompt")),
    "import": ("data", previewing, ("mood-new",)),
}


@pytest.mark.parametrize("name", PLACES)
def test_hostile_words_of_a_journal_are_shown_as_words(written, book, settle, name):
    path, act, names = PLACES[name]
    page = book.page
    page.goto(written.url + path)
    settle(page)
    if act:
        act(page)
        settle(page)
    harmless(written, book, *names)


def test_hostile_words_are_shown_as_words_in_the_filter(written, book, settle, pick_from):
    page = book.page
    page.goto(written.url + "journal")
    settle(page)
    filtering(page, pick_from)
    settle(page)
    harmless(written, book, "custom", "title")


def test_hostile_words_stay_words_through_a_whole_debrief(written, book, settle):
    """Gone on with, every question that holds some, the last page with its promise, and the record to copy."""
    page = book.page
    page.goto(written.url + "debrief")
    settle(page)
    press(page, "Go on")
    asked = {
        "What happened?": ("happened", "quotes"),
        "How did you respond?": ("did",),
        "One sentence for next time": ("next_time",),
        "How did you feel just before?": ("word",),
        "And right after?": ("word",),
        "Your word for them, and a fairer one": ("label", "fairer"),
        "What may they have needed?": ("need",),
        "Did it work?": (),
        "One helpful thing you did": ("helpful",),
        "What would you keep?": ("keep",),
        "What would you change?": ("change",),
        "If it happens again": ("if_cue", "if_act"),
        "What did you promise?": (),
        "Where does it belong?": LAST,
    }
    for question, names in asked.items():
        page.get_by_role("heading", name=question, level=1).wait_for()
        settle(page)
        harmless(written, book, *names)
        press(page, "Go on" if question == "One sentence for next time" else "Next" if names != LAST else "Done")
    page.get_by_role("heading", name="For next time", level=1).wait_for()
    page.locator("summary").filter(has_text="Copy as neutral record").click()
    page.locator(".stCode").wait_for()
    harmless(written, book, "next_time", "happened", "quotes", "did")


# What the journal gives back ------------------------------------------------------------------------------------------

MINE = ("outcome", "can", "cannot", "involve", "limit", "opening")
OF_THEM = ("label", "fairer", "need")
TITLES = {"offer-options": "Offer options", "paraphrase": "Paraphrase"}


def contact(place, days):
    """A finished debrief of so many days ago, in hostile words, with the answer to its follow-up."""
    one, _ = debrief(place)
    for moment in ("before", "after"):
        entries.feel(place, one, moment, [short("word"), short("other")])
    entries.tag(place, one, "response", ["offer-options", "paraphrase"])
    then = clock.local_time(clock.now() - timedelta(days=days), ZONE).replace(tzinfo=None)
    entries.set_when(place, one, then, ZONE)
    entries.finish(place, one)
    following.finish(place, one, 60)
    return one


def preparation(place, client):
    one = entries.new_id()
    prepared.begin(place, one, Chosen(client=client, trigger=short("trigger"), channel=short("channel")), ZONE)
    for field in (*MINE, *OF_THEM, "if_cue", "if_act"):
        entries.write(place, one, field, long(field))
    return one


@pytest.fixture(scope="module")
def given_back(start_app, tmp_path_factory):
    """A file with enough hostile debriefs for every figure, two preparations, own sentences and a sitting."""
    place = Workspace(tmp_path_factory.mktemp("given-back") / "me.eq")
    settings.welcome(place)
    found = [contact(place, days) for days in range(8, 0, -1)]
    client = entries.get(place, found[0]).client
    for way in TITLES:
        ways.keep_sentence(place, sentence=ways.new_id(), response=way, text=short("sentence"))
    prepared.finish(place, preparation(place, client))
    preparation(place, client)
    questionnaire = questionnaires.shipped("five-competencies")
    sitting = taking.start(place, questionnaire, assessment=taking.new_id(), zone=ZONE)
    pattern = (2, 4, 3, 3, 2, 4, 3)
    given = {item.id: Given(pattern[n % 7], 5.0) for n, item in enumerate(questionnaire.items)}
    taking.answer(place, taking.draft(place, sitting), given)
    taking.finish(place, sitting)
    return start_app(place.path)


@pytest.fixture(scope="module")
def back(given_back, enter_for_all):
    return enter_for_all(given_back, width=390)


def one_way(way):
    def act(page):
        press(page, TITLES[way])
        page.get_by_role("heading", name=TITLES[way], level=1).wait_for()

    return act


def editing_a_sentence(page):
    one_way("paraphrase")(page)
    press(page, "Edit")
    page.get_by_label("Your sentence").wait_for()


def before_the_client(page):
    client_page(page)
    page.locator(".st-key-journal-client-prepare button").click()
    page.locator(".st-key-prepare-card").wait_for()


def copied(page):
    before_the_client(page)
    page.locator("summary").filter(has_text="Copy as text").click()
    page.locator(".stCode").wait_for()


def preparing(page):
    press(page, "Go on")
    page.get_by_role("heading", name="If it gets hard").wait_for()
    page.locator("summary").filter(has_text="Where it belongs").click()


def kept_card(page):
    preparing(page)
    press(page, "Keep it in the journal")
    page.get_by_role("heading", name="You are prepared", level=1).wait_for()


def read_again(page):
    opened(page, "Preparation")


def tables(page):
    for summary in page.locator(".stMain summary").filter(has_text="Show as a table").all():
        summary.click()


def by(kind):
    def act(page):
        page.locator(".st-key-insights-by").get_by_role("radio", name=kind, exact=True).click()
        page.get_by_text(f"How hard debriefs were, by {kind.lower().removesuffix('s')}").first.wait_for()
        tables(page)

    return act


CARD = ("client", "opening", "limit", "if_cue", "if_act", "fairer", "what", "title")
GIVEN_BACK = {
    "way": ("playbook", one_way("offer-options"), ("sentence", "title")),
    "own sentence": ("playbook", editing_a_sentence, ("sentence",)),
    "ways searched": ("playbook", lambda page: page.get_by_label("Search the ways").fill(BAIT[:90]), ()),
    "anybody": ("prepare", None, ("opening", "limit", "if_cue", "if_act", "need", "fairer", "client")),
    "card": ("journal", before_the_client, CARD),
    "copied card": ("journal", copied, CARD),
    "preparing": ("prepare", preparing, (*MINE, *OF_THEM, "if_cue", "if_act", "client", "trigger", "channel")),
    "kept card": ("prepare", kept_card, (*CARD, *MINE)),
    "preparation": ("journal", read_again, ("client", *MINE, "if_cue", "if_act", "label", "fairer", "need", "title")),
    "debrief offered": ("debrief", None, ("client",)),
    "results": ("results", None, ("title",)),
    "progress": ("progress", None, ("title",)),
    "episodes like it": ("journal", lambda page: opened(page, " title!"), ("title", "happened", "if_cue", "if_act")),
    "insights": ("insights", tables, ("word", "other", "trigger")),
    "clients counted": ("insights", by("Clients"), ("client",)),
    "channels counted": ("insights", by("Channels"), ("channel",)),
}


@pytest.mark.parametrize("name", GIVEN_BACK)
def test_hostile_words_are_given_back_as_words(given_back, back, settle, name):
    path, act, names = GIVEN_BACK[name]
    page = back.page
    page.goto(given_back.url + path)
    settle(page)
    if act:
        act(page)
        settle(page)
    harmless(given_back, back, *names)


def test_hostile_words_are_printed_as_words(given_back, back, settle):
    """The card keeps to its page, and nothing is fetched for the paper."""
    page = back.page
    page.goto(given_back.url + "journal")
    settle(page)
    before_the_client(page)
    settle(page)
    page.emulate_media(media="print")
    try:
        harmless(given_back, back, *CARD[:-1])
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    finally:
        page.emulate_media(media="screen")


def test_the_copied_card_is_what_was_typed(given_back, enter, settle):
    """Nothing in it is escaped: it goes into another program."""
    page = enter(given_back, "journal").page
    copied(page)
    settle(page)
    text = page.locator(".stCode code").inner_text()
    assert marked("client") in text
    assert "\\" not in text
    assert "&lt;" not in text
    assert "![x](//x.example) :smile: \u202eleft" in text


def test_pointing_at_a_figure_shows_hostile_words_as_words(given_back, enter, settle):
    watched = enter(given_back, "insights", width=1440, height=1000)
    page = watched.page
    settle(page)
    bars = page.locator(".st-key-insights-words .js-plotly-plot .points path, .st-key-insights-words .bars path")
    bars.first.scroll_into_view_if_needed()
    bars.first.hover(force=True)
    said = page.locator(".hoverlayer .hovertext")
    said.first.wait_for()
    assert "<script>" in said.first.text_content()
    harmless(given_back, watched)


# A plan ---------------------------------------------------------------------------------------------------------------

PLANNED = ("goal", "cue", "act", "obstacle", "instead")
RUNNING, ENDED = "recall-a-good-turn", "woop"


def plan_of(place, practice, name):
    """A plan with the bait in its goal and in every part of its if–thens, begun at the present instant."""
    found = practices.one(practice)
    texts = {field: f"{short(field + name)}" for field in PLANNED[1:]}
    plan, action = plans.new_id(), plans.new_id()
    plan_steps.begin(
        place,
        plan=plan,
        action=action,
        competency=found.competency,
        goal=short(f"goal{name}"),
        ranking="",
        setup=replace(planning.setup_of(found), weekdays=tuple(range(1, 8)), **texts),
        practice=found,
        zone=ZONE,
    )
    return plan, action


@pytest.fixture(scope="module")
def planned(start_app, tmp_path_factory):
    """A file with a plan that runs and one that is finished, both looked at, and hostile episodes that speak for it."""
    place = Workspace(tmp_path_factory.mktemp("planned") / "me.eq")
    settings.welcome(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EQ_TEST_NOW", (clock.now() - timedelta(days=8)).isoformat())
        running, ended = plan_of(place, RUNNING, ""), plan_of(place, ENDED, "-old")
    for plan, action in (running, ended):
        plan_days.measure(place, action, clock.local_day(clock.now(), ZONE, 0) - timedelta(days=3), 4, ZONE)
        decisions = {action: "keep"}
        note = long("note")
        plan_reviews.keep(place, review=plans.new_id(), plan=plan, week=1, note=note, decisions=decisions, zone=ZONE)
    plan_steps.end(place, ended[0], ZONE)
    for days in range(6, 0, -1):
        contact(place, days)
    for entry in journal.page(place, size=50).entries:
        entries.tag(place, entry.id, "competency", ["self-awareness"])
    return start_app(place.path)


@pytest.fixture(scope="module")
def of_plan(planned, enter_for_all):
    return enter_for_all(planned, width=390)


def unfolded(page):
    """What is folded may hold folds of its own, drawn only once it is open."""
    closed = page.locator(".stMain details:not([open]) > summary")
    still = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    for _ in range(20):
        if not closed.count():
            return
        one = closed.first.element_handle()
        one.click()
        page.wait_for_function("one => !one.isConnected || one.parentElement.open", arg=one)
        still.wait_for()


def changing(page):
    press(page, "Change …")
    page.get_by_role("dialog").wait_for()


def rewording(page):
    press(page, "Reword the goal")
    page.get_by_role("dialog").wait_for()


def finishing(page):
    press(page, "Finish the plan")
    page.get_by_role("dialog").wait_for()


def looking_back(page):
    press(page, run_words.REVIEWS)
    page.get_by_role("heading", name=review_words.TITLE, level=1).wait_for()


def plans_so_far(page):
    page.locator(".st-key-plan-past summary").first.click()
    page.get_by_text("From the weekly looks").wait_for()


def deleting_a_plan(page):
    plans_so_far(page)
    press(page, "Delete for good")
    page.get_by_role("dialog").wait_for()


def choosing(page):
    press(page, "Add a second focus")
    page.get_by_role("heading", name="Choose a second focus", level=1).wait_for()
    page.locator("summary").filter(has_text="Where the points come from").click()
    page.locator("[class*=st-key-episodes-of-focus-]").first.wait_for()


PLANS = {
    "today's practices": ("", None, ("cue", "act")),
    "my plan": ("plan", None, ("goal", "cue", "act")),
    "my plan unfolded": ("plan", unfolded, ("goal", "cue", "act", "obstacle", "instead", "goal-old", "note")),
    "changing a practice": ("plan", changing, PLANNED[1:]),
    "rewording the goal": ("plan", rewording, ("goal",)),
    "finishing a plan": ("plan", finishing, ("goal",)),
    "looking back": ("plan", looking_back, ("goal",)),
    "plans so far": ("plan", plans_so_far, ("goal-old", "cue-old", "act-old", "note")),
    "deleting a plan": ("plan", deleting_a_plan, ("goal-old",)),
    "choosing a focus": ("plan", choosing, ("title",)),
}


@pytest.mark.parametrize("name", PLANS)
def test_hostile_words_of_a_plan_are_shown_as_words(planned, of_plan, settle, name):
    path, act, names = PLANS[name]
    page = of_plan.page
    page.goto(planned.url + path)
    settle(page)
    if act:
        act(page)
        settle(page)
    harmless(planned, of_plan, *names)


def test_hostile_words_typed_at_the_start_of_a_plan_are_shown_as_words(start_app, enter, settle, tmp_path):
    """From the first screen to the running plan, in each of its five fields."""
    place = Workspace(tmp_path / "me.eq")
    settings.welcome(place)
    app = start_app(place.path)
    watched = enter(app, "plan", width=390)
    page = watched.page
    settle(page)
    press(page, "Work on self-regulation")
    page.get_by_role("heading", name="Begin with something small", level=1).wait_for()
    settle(page)
    boxes = page.locator(".st-key-start-fields textarea")
    expect(boxes).to_have_count(len(PLANNED))
    for name, box in zip(PLANNED, boxes.all(), strict=True):
        box.fill(short(name))
    press(page, "Start")
    page.locator("[class*=st-key-plan-action-]").first.wait_for()
    settle(page)
    page.locator("[class*=st-key-plan-action-] summary").filter(has_text="Steps").click()
    harmless(app, watched, *PLANNED)

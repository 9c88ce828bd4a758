"""What the journal gives back, in a browser: prepared from, printed, debriefed from, counted; and after abuse."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import clock, debriefing, entries, following, journal, prepared, promises, settings, ways
from eq.actions.preparing import Chosen
from eq.store.workspace import Workspace
from eq.wording import prepare as words

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
CLIENT = "the blue van"
LABEL, FAIRER, NEED = "Know-it-all", "They have been sent round three times.", "To be done with it today"
OUTCOME, OPENING = "They know who calls them tomorrow.", "I have your file open in front of me."
BLAMING = re.compile(
    r"\b(labels?|fairer|they (may )?need|what you used|outcome|first sentence|my limit)\b", re.IGNORECASE
)

EVERYTHING = """() => { const said = [];
    const walk = (node) => {
        if (node.nodeType === 3) said.push(node.textContent);
        if (node.nodeType !== 1 || ["SCRIPT", "STYLE"].includes(node.tagName)) return;
        for (const name of ["aria-label", "placeholder", "title", "alt", "value"])
            said.push(node.getAttribute(name) || "");
        if (["INPUT", "TEXTAREA"].includes(node.tagName)) said.push(node.value);
        if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
        node.childNodes.forEach(walk);
    };
    walk(document.querySelector(".stMain"));
    return said.join("\\n"); }"""
# What paper would show: every piece of text that has a box, as [text, whether it stands in the card, colour, ground].
ON_PAPER = """() => { const said = [];
    const walk = (node) => {
        if (node.nodeType === 3 && node.textContent.trim()) {
            const range = document.createRange();
            range.selectNodeContents(node);
            const box = range.getBoundingClientRect(), holder = node.parentElement || node.getRootNode().host;
            if (box.width && box.height)
                said.push([node.textContent.trim(), !!holder.closest(".st-key-prepare-card"),
                    getComputedStyle(holder).color]);
        }
        if (node.nodeType !== 1 || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName)) return;
        if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
        node.childNodes.forEach(walk);
    };
    walk(document.body);
    return said; }"""


@pytest.fixture
def place(tmp_path):
    workspace = Workspace(tmp_path / "me.eq")
    settings.welcome(workspace)
    return workspace


@pytest.fixture
def app(start_app, place):
    return start_app(place.path)


def heading(page, text):
    expect(page.get_by_role("heading", name=text, level=1, exact=True)).to_be_visible(timeout=20_000)


def press(page, name):
    """Once the page stands still: a button that is drawn anew between down and up takes no click."""
    still(page)
    page.get_by_role("button", name=name, exact=True).first.click()


def still(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def field(page, name):
    return page.get_by_role("textbox", name=name, exact=True).first


def visit(app, page, path, settle):
    page.goto(app.url + path)
    settle(page)


def debrief(place, weeks, responses, *, client=CLIENT, episode="demanding", minutes=60, **texts):
    """A finished debrief of so many weeks ago, with the answer to its follow-up."""
    one = entries.new_id()
    debriefing.begin(place, one, ZONE)
    for name, text in texts.items():
        entries.write(place, one, name, text)
    entries.tag(place, one, "response", list(responses))
    for response, worked in responses.items():
        entries.judge(place, one, response, worked)
    entries.note(place, one, severity=5, episode=episode)
    entries.name_client(place, one, client)
    then = clock.local_time(clock.now() - timedelta(weeks=weeks), ZONE).replace(tzinfo=None)
    entries.set_when(place, one, then, ZONE)
    entries.finish(place, one)
    if minutes is not None:
        following.finish(place, one, minutes)
    return one


def four_debriefs(place):
    """ "Offer options" in four of them, "Stay calm" in two, "Paraphrase" in one, which is the latest."""
    debrief(place, 4, {"stay-calm": "no", "offer-options": "yes"}, title="The invoice")
    debrief(place, 3, {"offer-options": "partly"}, title="The second invoice")
    debrief(place, 2, {"offer-options": "no", "stay-calm": None}, title="The reminder")
    debrief(place, 1, {"paraphrase": "yes", "offer-options": "yes"}, title="The call after it")


def debriefed_in_the_page(page):
    """The fifth: severity, kind, what happened, what was done, a sentence, and whom it was with."""
    heading(page, "How hard was it?")
    page.get_by_role("radio", name="6", exact=True).locator("xpath=ancestor::label").click()
    press(page, "Next")
    heading(page, "What kind of contact was it?")
    page.get_by_role("radiogroup").locator("label").filter(has_text="Demanding").first.click()
    press(page, "Next")
    heading(page, "What happened?")
    field(page, "What happened").fill("They asked for the third time.")
    press(page, "Next")
    heading(page, "How did you respond?")
    press(page, "Stay calm in body and voice")
    press(page, "Offer options")
    press(page, "Next")
    heading(page, "One sentence for next time")
    field(page, "For next time").fill("Have the file open first.")
    press(page, "Go on")
    heading(page, "How did you feel just before?")
    still(page)
    page.get_by_text("Go to a question").click()
    press(page, "If–then")
    heading(page, "If it happens again")
    field(page, "If").fill("They ask a third time")
    field(page, "then").fill("I name the next step and its day")
    press(page, "Next")
    heading(page, "What did you promise?")
    press(page, "Next")
    heading(page, "Where does it belong?")
    press(page, CLIENT)
    expect(page.get_by_role("textbox", name="Which client?")).to_have_value(CLIENT)
    press(page, "Done")
    heading(page, "For next time")


def used(page, n):
    """The ``n`` ways on the card as (name, what is said of it), from the top."""
    box = page.locator(".st-key-prepare-used")
    expect(box.get_by_role("button")).to_have_count(n)
    expect(box.locator(".eq-row-facts")).to_have_count(n)
    names, said = box.get_by_role("button").all_inner_texts(), box.locator(".eq-row-facts").all_inner_texts()
    return [(name.strip(), line.strip()) for name, line in zip(names, said, strict=True)]


def on_paper(page):
    """What would be printed now, and on how many pages."""
    page.emulate_media(media="print")
    shown = page.evaluate(ON_PAPER)
    pages = {paper: len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) for paper in ("A4", "Letter")}
    page.emulate_media(media="screen")
    return shown, pages


def kept(page, place, **texts):
    """Wait until the preparation that is being written holds those texts."""
    for _ in range(200):
        drafts = entries.drafts(place, "preparation")
        if drafts and all(drafts[0].text(name) == text for name, text in texts.items()):
            return drafts[0].id
        page.wait_for_timeout(50)
    pytest.fail(f"never stored: {[draft.texts for draft in entries.drafts(place, 'preparation')]}")


def every(place, kind):
    found = [*entries.drafts(place), *journal.page(place, size=50).entries]
    return [entry for entry in found if entry.kind == kind]


# The journey ----------------------------------------------------------------------------------------------------------


def test_five_debriefs_become_a_card_a_debrief_and_a_number_of_those_still_missing(app, place, enter, settle):
    """Debriefed, prepared for from the client's page, printed, debriefed again from it, and counted by Insights."""
    four_debriefs(place)
    promises.add(place, promise=promises.new_id(), what="Send the form", to_whom=CLIENT, zone=ZONE,
                 client=journal.page(place).entries[0].client)  # fmt: skip
    page = enter(app, "debrief", width=390, height=900).page
    debriefed_in_the_page(page)
    fifth = journal.page(place).entries[0]
    assert (fifth.state, fifth.client_label) == ("done", CLIENT)
    assert set(fifth.tagged("response")) == {"stay-calm", "offer-options"}

    # From the journal to the card of this client.
    press(page, "See it in the journal")
    page.get_by_role("button", name="Edit", exact=True).wait_for()
    visit(app, page, "journal", settle)
    page.get_by_role("radio", name="Clients", exact=True).click()
    press(page, CLIENT)
    page.get_by_role("heading", name="Contacts").wait_for()
    still(page)
    page.locator(".st-key-journal-client-prepare button").click()
    heading(page, words.title(CLIENT))
    settle(page)
    expect(page.get_by_text("5 debriefs with")).to_be_visible()
    assert used(page, 3) == [
        ("Offer options", "5 times · worked 2, partly 1, did not 1, not said 1"),
        ("Stay calm in body and voice", "3 times · did not 1, not said 2"),
        ("Paraphrase", "once · worked 1"),
    ]
    card = page.locator(".st-key-prepare-card")
    for said in (
        "They ask a third time",
        "Send the form",
        "A first sentence",
        "A limit you can name",
        "Episodes like this one",
    ):
        expect(card).to_contain_text(said)
    assert every(place, "preparation") == []

    # Further: a few words of one's own; each keeps itself.
    press(page, words.FURTHER)
    page.get_by_role("heading", name="You and them").wait_for()
    texts = {
        "label": ("My word for them", LABEL),
        "fairer": ("A fairer reading of the same conduct", FAIRER),
        "need": ("In your own words", NEED),
        "outcome": ("A good outcome for them", OUTCOME),
        "opening": ("My first sentence", OPENING),
        "if_cue": ("If", "They say nobody listens"),
        "if_act": ("then", "I repeat what I heard"),
    }
    for name, (label, text) in texts.items():
        field(page, label).fill(text)
        kept(page, place, **{name: text})
    press(page, "Being heard")
    press(page, "Paraphrase")
    press(page, words.KEEP)
    heading(page, words.KEPT)
    settle(page)
    [preparation] = every(place, "preparation")
    assert (preparation.state, preparation.client_label) == ("done", CLIENT)
    assert {name: preparation.text(name) for name in texts} == {name: text for name, (_, text) in texts.items()}
    assert preparation.tagged("response") == ("paraphrase",)

    # Printed: the card alone, on one page, in black.
    shown, pages = on_paper(page)
    assert pages == {"A4": 1, "Letter": 1}
    assert [text for text, in_card, _ in shown if not in_card] == []
    assert {colour for _, _, colour in shown} == {"rgb(0, 0, 0)"}
    paper = "\n".join(text for text, _, _ in shown)
    for said in (words.title(CLIENT), OPENING, OUTCOME, FAIRER, "Offer options", "They say nobody listens", "Send the"):
        assert said in paper
    page.evaluate("() => { window.asked = 0; window.print = () => { window.asked += 1; }; }")
    press(page, words.PRINT)
    assert page.evaluate("window.asked") == 1

    # After the contact: the debrief has what was prepared, and is finished from there.
    press(page, words.DEBRIEF)
    heading(page, "How hard was it?")
    settle(page)
    debriefed_from(page)
    one = next(entry for entry in every(place, "debrief") if entry.prepared)
    assert (one.state, one.prepared, one.client_label) == ("done", preparation.id, CLIENT)
    for name in ("label", "fairer", "need", "if_cue", "if_act"):
        assert one.text(name) == texts[name][1], name
    assert one.tagged("need") == preparation.tagged("need") != ()
    assert one.tagged("response") == ()

    # What is missing, and the material itself.
    visit(app, page, "insights", settle)
    main = page.locator(".stMain")
    expect(main).to_contain_text("A typical time needs 7 days with an answer. 3 more days")
    expect(main).to_contain_text("Offer options: 4 with it, 0 without. 4 more with it")
    expect(main).to_contain_text("8 more without it")
    rows = page.locator("[class*=st-key-journal-row-insights-]:has(.eq-row-facts)")
    expect(rows).to_have_count(4)
    assert [row.get_by_role("button").inner_text().strip() for row in rows.all()] == [
        "The call after it", "The reminder", "The second invoice", "The invoice",
    ]  # fmt: skip
    assert not re.search(r"\b(helping|works|may not suit)\b", main.inner_text())


def debriefed_from(page):
    """To the end of the core, and on to the questions that the preparation has answered already."""
    page.get_by_role("radio", name="4", exact=True).locator("xpath=ancestor::label").click()
    press(page, "Next")
    heading(page, "What kind of contact was it?")
    page.get_by_role("radiogroup").locator("label").filter(has_text="Demanding").first.click()
    press(page, "Next")
    heading(page, "What happened?")
    press(page, "Next")
    heading(page, "How did you respond?")
    first = page.get_by_test_id("stButtonGroup").first.get_by_role("button").first
    expect(first).to_have_text("Paraphrase")
    expect(first).to_have_attribute("aria-pressed", "false")
    press(page, "Next")
    heading(page, "One sentence for next time")
    press(page, "Go on")
    heading(page, "How did you feel just before?")
    still(page)
    page.get_by_text("Go to a question").click()
    press(page, "My word, and a fairer one")
    heading(page, "Your word for them, and a fairer one")
    expect(field(page, "My word for them")).to_have_value(LABEL)
    expect(field(page, "A fairer reading of the same conduct")).to_have_value(FAIRER)
    press(page, "Next")
    heading(page, "What may they have needed?")
    expect(field(page, "In your own words")).to_have_value(NEED)
    press(page, "Done")
    page.get_by_role("button", name="Back to Today").wait_for()


# After abuse ----------------------------------------------------------------------------------------------------------


def before_the_abuse(place):
    """Three debriefs with everything on the other person, an own sentence, and a kept preparation; then the abuse."""
    for weeks in (4, 3, 2):
        about = {"label": LABEL, "fairer": FAIRER, "need": NEED, "if_cue": "They shout", "if_act": "I wait"}
        debrief(place, weeks, {"offer-options": "yes", "paraphrase": "no"}, title="The invoice", **about)
    ways.keep_sentence(place, sentence=ways.new_id(), response="paraphrase", text="So you have waited since May.")
    client = journal.page(place).entries[0].client
    one = entries.new_id()
    prepared.begin(place, one, Chosen(client=client), ZONE)
    for name, text in {"label": LABEL, "fairer": FAIRER, "need": NEED, "outcome": OUTCOME, "opening": OPENING}.items():
        entries.write(place, one, name, text)
    prepared.finish(place, one)
    debrief(place, 0, {}, episode="abusive", minutes=None, title="The threat", reported="I told the person in charge.")
    return client


def nothing_to_handle_better(page):
    """Neither shown nor printed: no word for them, no need, no fairer reading, no way of responding, no sentence."""
    said = page.evaluate(EVERYTHING)
    own = (LABEL, FAIRER, NEED, OUTCOME, OPENING, "They shout", "I wait", "So you have waited since May.")
    assert [text for text in own if text in said] == []
    assert [way.title for way in ways.all() if way.title in said] == []
    assert [text for way in ways.all() for text in way.say if text in said] == []
    assert not BLAMING.search(said), BLAMING.search(said)
    return said


def test_where_the_past_holds_mistreatment_another_page_stands_in_its_place(app, place, enter, settle, pick_from):
    """From the client's page, from the list, after a reload, and on paper: safety, the report and the record alone."""
    before_the_abuse(place)
    page = enter(app, "journal", width=390, height=900).page
    page.get_by_role("radio", name="Clients", exact=True).click()
    press(page, CLIENT)
    page.get_by_role("heading", name="Contacts").wait_for()
    press(page, "What you can ask for")
    for reach in ("from the client", "from the list"):
        heading(page, words.SAFE_TITLE)
        settle(page)
        said = nothing_to_handle_better(page)
        for shown in ("Are you safe now?", "I told the person in charge.", *words.SAFE_STEPS):
            assert shown in said
        expect(page.get_by_role("button", name="Open Support", exact=True)).to_be_visible()
        for gone in (words.FURTHER, words.DEBRIEF, words.PRINT):
            expect(page.get_by_role("button", name=gone, exact=True)).to_have_count(0)
        expect(page.locator(".st-key-prepare-card")).to_have_count(0)
        if reach == "from the client":
            press(page, words.SAFE_OTHER)
            heading(page, words.TITLE)
            settle(page)
            pick_from(page, page.get_by_role("combobox", name=words.CLIENT), "blue")
    press(page, words.SAFE_RECORD)
    page.get_by_role("button", name="Edit", exact=True).wait_for()
    settle(page)
    nothing_to_handle_better(page)
    expect(page.get_by_text("I told the person in charge.")).to_be_visible()
    assert [entry.state for entry in every(place, "preparation")] == ["done"]


def test_a_preparation_begun_before_the_abuse_is_kept_out_of_sight(app, place, enter, settle):
    """Its address still leads to the page for safety; what was written stays, and can go into the journal unread."""
    client = before_the_abuse(place)
    one = entries.new_id()
    prepared.begin(place, one, Chosen(client=client), ZONE)
    entries.write(place, one, "label", LABEL)
    page = enter(app, f"prepare?prepare={one}", width=390, height=900).page
    heading(page, words.SAFE_TITLE)
    settle(page)
    nothing_to_handle_better(page)
    press(page, words.SAFE_KEEP)
    heading(page, words.TITLE)
    settle(page)
    kept_one = entries.get(place, one)
    assert (kept_one.state, kept_one.text("label")) == ("done", LABEL)

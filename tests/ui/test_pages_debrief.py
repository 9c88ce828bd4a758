"""The debrief as a person meets it: the core, going on, the pauses, parking, coming back."""

from __future__ import annotations

import re
from itertools import count

import pytest

from eq.actions import debriefing, entries, promises
from eq.reflect import flow
from eq.wording import debrief as words

ZONE = "Europe/Berlin"
SEQ = count(1)
BERATING = re.compile(
    r"\b(label|labels|fairer|needs?|needed|keep for next|would you keep|would you change|helpful)\b", re.I
)


def unescaped(text):
    return text.replace("\\", "")


def current(tab):
    return tab.app.session_state["tab.debrief.current"]


def pick(tab, name, value):
    """Choose in a row of choices of the open debrief."""
    tab.app.radio(key=f"debrief.{name}.{current(tab)}").set_value(value)
    return tab.run()


def chips(tab, name, values):
    key = f"debrief.chips.{name}.{current(tab)}."
    next(group for group in tab.app.get("button_group") if group.key.startswith(key)).set_value(values)
    return tab.run()


def type_in(tab, field, text):
    """What the component in the browser would send when a field is left."""
    key = f"debrief.{field}.{current(tab)}"
    tab.app.session_state[key] = {"sent": {"text": text, "seq": next(SEQ)}}
    return tab.run()


def entry(tab, workspace):
    return entries.get(workspace, current(tab))


def to(tab, screen):
    """By Next, from where the tab stands."""
    for _ in range(30):
        if tab.app.session_state["tab.debrief.screen"] == screen:
            return tab
        tab.click("debrief.next" if tab.has("debrief.next") else "debrief.on")
    pytest.fail(f"never came to {screen}")


def core(tab, *, severity=5, episode="demanding"):
    pick(tab, "severity", severity)
    tab.click("debrief.next")
    pick(tab, "episode", episode)
    return tab.click("debrief.next")


def test_the_core_is_kept_answer_by_answer_and_ends_in_the_sentence(tab, workspace):
    """Each answer stands in the file before the next screen is drawn; the end shows the sentence for next time."""
    tab.open("debrief")
    assert entries.drafts(workspace) == []
    pick(tab, "severity", 5)
    assert entry(tab, workspace).severity == 5
    tab.click("debrief.next")
    pick(tab, "episode", "aggressive")
    assert entry(tab, workspace).episode == "aggressive"
    tab.click("debrief.next")
    assert "3 of 5" in tab.words
    type_in(tab, "happened", "They shouted about the bill.")
    tab.click("debrief.next")
    chips(tab, "response", ["offer-options", "set-boundary"])
    tab.click("debrief.next")
    type_in(tab, "next_time", "Slow down when they speed up.")
    one = entry(tab, workspace)
    assert (one.state, one.screen) == ("draft", "next")
    tab.click("debrief.done")
    one = entry(tab, workspace)
    assert one.state == "done"
    assert one.text("happened") == "They shouted about the bill."
    assert one.tagged("response") == ("offer-options", "set-boundary")
    assert tab.title == "For next time"
    assert "Slow down when they speed up." in tab.words
    assert "Contact on 21 November 2026." in tab.app.code[0].value


def test_every_further_question_is_met_and_can_be_passed(tab, workspace):
    """Next leads through all of them without an answer, to the end."""
    core(tab.open("debrief"))
    to(tab, "responses")
    chips(tab, "response", ["offer-options"])
    to(tab, "next")
    tab.click("debrief.on")
    met = []
    while tab.has("debrief.next"):
        met.append(tab.app.session_state["tab.debrief.screen"])
        tab.click("debrief.next")
    assert (*met, "about") == flow.more(entry(tab, workspace))
    tab.click("debrief.done")
    assert entry(tab, workspace).state == "done"


def test_going_on_keeps_every_kind_of_answer(tab, workspace):
    """Needs, how sure, whether asked, did it work, if-then from a starter, areas, own channel, client."""
    core(tab.open("debrief"))
    to(tab, "responses")
    chips(tab, "response", ["offer-options"])
    to(tab, "needs")
    chips(tab, "need", ["certainty"])
    assert "to know what happens next" in tab.words
    pick(tab, "need_sure", 70)
    pick(tab, "asked", "no")
    to(tab, "worked")
    pick(tab, "worked-0", "partly")
    to(tab, "if-then")
    tab.click(f"debrief.tap.starters.0.{current(tab)}")
    to(tab, "about")
    chips(tab, "competency", ["empathy"])
    chips(tab, "channel", ["phone"])
    tab.app.selectbox(key=f"debrief.find.trigger.{current(tab)}.0").set_value("silence")
    tab.run()
    tab.app.text_input(key=f"debrief.client.{current(tab)}.1").set_value("The blue van")
    tab.run()
    one = entry(tab, workspace)
    assert (one.tagged("need"), one.need_sure, one.need_asked) == (("certainty",), 70, False)
    assert [tag.worked for tag in one.tags if tag.kind == "response"] == ["partly"]
    assert one.text("if_cue") == "their voice rises"
    assert one.text("if_act") == "I breathe out and lower my pace"
    assert (one.tagged("competency"), one.tagged("channel")) == (("empathy",), ("phone",))
    assert (one.tagged("trigger"), one.client_label) == (("silence",), "The blue van")


def test_a_label_that_was_tapped_stays_when_its_new_box_reports_itself_empty(tab, workspace):
    """Emptied a while later it is gone, as wished."""
    entries.check_in(workspace, entry="met", zone=ZONE, pleasantness=0.5, energy=0.5, client="The blue van")
    core(tab.open("debrief"))
    to(tab, "about")
    tab.click(f"debrief.tap.recent.0.{current(tab)}")
    box = next(one for one in tab.app.text_input if one.key.startswith(f"debrief.client.{current(tab)}"))
    assert box.value == "The blue van"
    box.set_value("")
    tab.run()
    assert entry(tab, workspace).client_label == "The blue van"
    del tab.app.session_state["tab.debrief.client.tapped"]
    next(one for one in tab.app.text_input if one.key == box.key).set_value("")
    tab.run()
    assert entry(tab, workspace).client_label == ""


def test_a_word_for_the_client_brings_its_own_fairer_readings(tab, workspace):
    """The readings beside the second box are those of the chosen word, and some that always fit before."""
    core(tab.open("debrief"))
    to(tab, "label")
    assert debriefing.readings("") == debriefing.readings("my own word")
    type_in(tab, "label", "Rude")
    assert entry(tab, workspace).text("label") == "Rude"
    assert debriefing.readings("Rude") == next(one.readings for one in debriefing.offered().labels if one.id == "rude")


def test_mistreatment_says_what_is_due_and_never_shows_what_would_blame(tab, workspace):
    """The step with its lines and three equal choices, then facts only; no word of labels or needs on any page."""
    core(tab.open("debrief"), severity=9, episode="abusive")
    said = debriefing.offered().said("mistreatment")
    assert all(line in tab.words for line in said.lines)
    assert [chip.text for chip in said.choices] == [b for b in tab.buttons if b in {c.text for c in said.choices}]
    tab.click("debrief.mistreatment.record-facts")
    tab.click("debrief.severe.write-now")
    seen = [tab.title]
    for _ in range(4):
        assert not BERATING.search(tab.words)
        if tab.has("debrief.next"):
            tab.click("debrief.next")
            seen.append(tab.title)
    assert seen == ["What happened?", "What did you do and say?", "Whom did you tell?", "One next step for you"]
    assert not tab.has("debrief.on")
    tab.click("debrief.done")
    assert entry(tab, workspace).state == "done"
    assert not BERATING.search(tab.words)


def test_the_facts_of_mistreatment_are_asked_for_a_report_and_not_for_a_second_showing(tab):
    """No camera on it, and whatever one did is an answer; other debriefs are asked as ever."""
    core(tab.open("debrief"), severity=6, episode="abusive")
    tab.click("debrief.mistreatment.record-facts")
    for lead in (words.HAPPENED_ABUSED, words.DID_ABUSED_LEAD):
        assert lead in tab.words
        assert "camera" not in tab.words
        tab.click("debrief.next")


def test_in_doubt_the_heavier_kind_is_said_to_ask_less(tab):
    """So nobody takes the lighter one and is asked for a fairer reading of abuse."""
    pick(tab.open("debrief"), "severity", 5)
    tab.click("debrief.next")
    assert words.LEAD["kind"] in tab.words


def test_what_was_filled_in_before_it_was_called_abuse_is_kept_and_not_shown(tab, workspace):
    """Back to the kind of contact: the label stays in the file, and no page of this debrief shows it again."""
    core(tab.open("debrief"))
    to(tab, "label")
    type_in(tab, "label", "Rude")
    while tab.has("debrief.back"):
        tab.click("debrief.back")
    tab.click("debrief.next")
    pick(tab, "episode", "abusive")
    tab.click("debrief.next")
    assert "not a communication problem" in tab.words
    assert not BERATING.search(tab.words)
    assert entry(tab, workspace).text("label") == "Rude"


def test_stopping_at_mistreatment_keeps_what_is_there_and_asks_nothing_more(tab, workspace):
    """A kind end, with Support beside it."""
    core(tab.open("debrief"), severity=6, episode="abusive")
    tab.click("debrief.mistreatment.stop-here")
    assert tab.title == "You can leave it here"
    assert entry(tab, workspace).state == "done"
    assert not BERATING.search(tab.words)


def test_something_severe_offers_three_equal_ways_before_any_writing(tab, workspace):
    """Right after the kind; saving one line parks it."""
    core(tab.open("debrief"), severity=8)
    said = debriefing.offered().said("severe")
    assert all(line in tab.words for line in said.lines)
    assert len({tab.app.button(key=f"debrief.severe.{chip.id}").proto.type for chip in said.choices}) == 1
    tab.click("debrief.severe.save-one-line")
    tab.app.text_input(key=f"debrief.title.{current(tab)}").set_value("The van again")
    one = current(tab)
    tab.click("debrief.park")
    assert (entries.get(workspace, one).state, entries.get(workspace, one).text("title")) == ("parked", "The van again")


def test_breathing_shows_its_cautions_first_and_looking_around_as_an_equal(tab, workspace):
    """Only then how it is done; that the person settled is kept, never which caution was why."""
    core(tab.open("debrief"), severity=9)
    tab.click("debrief.severe.settle-first")
    cautions = debriefing.offered().said("breathing")
    tab.click("debrief.settle.gentle-breath")
    assert all(line in tab.words for line in cautions.lines)
    assert "let the breath out a little longer" not in tab.words
    assert tab.app.button(key="debrief.breathing.look-around").proto.type == "secondary"
    tab.click("debrief.breathing.gentle-breath")
    assert "let the breath out a little longer" in tab.words
    tab.click("debrief.settled")
    assert tab.app.session_state["tab.debrief.screen"] == "happened"
    assert entry(tab, workspace).settled
    to(tab, "after")
    assert "right after the interaction, before you settled" in tab.words.lower()


def test_settling_on_the_way_is_offered_everywhere_and_comes_back_to_the_same_question(tab, workspace):
    """A quiet way out of any question, and back."""
    core(tab.open("debrief"))
    tab.click("debrief.settle")
    tab.click("debrief.settled")
    assert tab.title == "What happened?"
    assert not entry(tab, workspace).settled


def test_a_parked_one_goes_on_where_it_was(tab, new_tab, workspace):
    """Saved in the middle, offered on opening the page, with everything in it."""
    core(tab.open("debrief"))
    type_in(tab, "happened", "They asked three times.")
    to(tab, "responses")
    one = current(tab)
    tab.click("debrief.leave")
    assert entries.get(workspace, one).state == "parked"
    other = new_tab().open("debrief")
    assert "They asked three times." in other.words
    other.click(f"debrief.resume.{one}")
    assert other.title == "How did you respond?"
    assert entries.get(workspace, one).state == "draft"


def test_a_chip_is_line_enough_to_park(tab, workspace):
    """It is kept as it is tapped, behind what was typed."""
    tab.open("debrief")
    tab.click(next(one.key for one in tab.app.button if (one.key or "").startswith("debrief.tap.park.0")))
    tab.click("debrief.park")
    (parked,) = entries.parked(workspace)
    assert parked.text("title") == "The call just now"


def test_after_mistreatment_nothing_asks_for_promises(tab, workspace):
    """Nor does the lead of the record speak of words for them or of guesses."""
    tab.open("debrief")
    core(tab, episode="abusive")
    tab.click("debrief.mistreatment.record-facts")
    for _ in range(3):
        tab.click("debrief.next")
    tab.click("debrief.done")
    assert tab.title == "It is written down"
    assert "Your promises from it" not in tab.words
    assert "guesses" not in tab.words


def test_parking_takes_a_line_and_a_number(tab, workspace):
    """On the first screen; with neither there is nothing to park."""
    tab.open("debrief").click("debrief.park")
    assert "Write a line or tap a number first." in tab.words
    pick(tab, "severity", 7)
    one = current(tab)
    tab.app.text_input(key=f"debrief.title.{one}").set_value("Blue van, invoice")
    tab.click("debrief.park")
    found = entries.get(workspace, one)
    assert (found.state, found.severity, found.text("title")) == ("parked", 7, "Blue van, invoice")


def test_nothing_answered_leaves_nothing_behind(tab, workspace):
    """Looking through the screens makes no entry, and finishing then says so."""
    tab.open("debrief")
    to(tab, "next")
    tab.click("debrief.done")
    assert "Nothing was written" in tab.words
    with workspace.read() as db:
        assert db.execute("select count(*) from entry").fetchone()[0] == 0


def test_a_reload_in_the_middle_finds_the_draft_at_its_screen(tab, new_tab, workspace):
    """A new session knows nothing; the file does."""
    core(tab.open("debrief"))
    type_in(tab, "happened", "They hung up.")
    one = current(tab)
    again = new_tab().open("debrief")
    again.click(f"debrief.resume.{one}")
    assert again.title == "What happened?"
    assert not again.has("debrief.story")
    assert len(entries.drafts(workspace)) == 1


def test_two_tabs_on_one_debrief_make_one_entry(tab, new_tab, workspace):
    """The second goes on with the first one's draft; what both give is in it."""
    core(tab.open("debrief"))
    one = current(tab)
    other = new_tab().open("debrief")
    other.click(f"debrief.resume.{one}")
    type_in(other, "happened", "Written in the second tab.")
    to(tab, "responses")
    chips(tab, "response", ["offer-options"])
    assert [draft.id for draft in entries.drafts(workspace)] == [one]
    found = entries.get(workspace, one)
    assert (found.text("happened"), found.tagged("response")) == ("Written in the second tab.", ("offer-options",))


def finished(workspace, **texts):
    one = entries.new_id()
    debriefing.begin(workspace, one, ZONE)
    entries.note(workspace, one, severity=4)
    for field, text in texts.items():
        entries.write(workspace, one, field, text)
    entries.finish(workspace, one)
    return one


def test_the_third_debrief_of_a_day_offers_to_close(tab, workspace):
    """Once, with one next step or going on as equals."""
    finished(workspace)
    finished(workspace)
    core(tab.open("debrief"))
    assert "at least the third debrief of the day." in tab.words
    tab.click("debrief.third-debrief.close-with-step")
    assert tab.title == "One sentence for next time"
    tab.click("debrief.back")
    assert "third debrief" not in tab.words


def test_turning_past_the_offer_to_close_answers_it(tab, workspace):
    """It does not stand on one screen after another."""
    finished(workspace)
    finished(workspace)
    core(tab.open("debrief"))
    assert "third debrief" in tab.words
    tab.click("debrief.next")
    assert "third debrief" not in tab.words


def test_fifteen_minutes_offer_to_close(tab, at):
    """The clock of this sitting, not of the entry."""
    core(tab.open("debrief"))
    assert "Fifteen minutes" not in tab.words
    at("2026-11-21T09:15:00Z")
    assert "Fifteen minutes have gone by." in tab.run().words
    tab.click("debrief.fifteen-minutes.go-on")
    assert "Fifteen minutes" not in tab.words


def test_support_after_something_severe_is_quiet_for_the_day_when_asked(tab, new_tab, at):
    """One line; "not again today" holds until the day ends, in every tab."""
    core(tab.open("debrief"), severity=9)
    tab.click("debrief.severe.write-now")
    line, quiet = debriefing.offered().said("support-line").lines[0], "debrief.support.not-again-today"
    assert line in [unescaped(link.proto.label) for link in tab.app.get("page_link")]
    assert tab.has(quiet)
    tab.click("debrief.support.not-again-today")
    assert not tab.has(quiet)
    one = current(tab)
    other = new_tab().open("debrief")
    other.click(f"debrief.resume.{one}")
    assert not other.has(quiet)
    at("2026-11-22T09:00:00Z")
    assert other.run().has(quiet)


def test_one_that_was_finished_shows_facts_and_if_then_and_folds_the_story(tab, workspace):
    """Opened again from anywhere; going on keeps its last version."""
    one = finished(workspace, happened="They threw a pen.", if_cue="they throw things", if_act="I step back")
    tab.remember(debrief__entry=one).open("debrief")
    assert "If they throw things, then I step back." in tab.words
    assert next(expander.label for expander in tab.app.expander) == "Show the story"
    tab.click("debrief.to.happened")
    assert tab.has("debrief.story")
    assert entries.has_version(workspace, one)
    assert entries.get(workspace, one).state == "done"


def test_something_just_happened_leads_straight_into_a_new_one(tab, workspace):
    """Even when another one waits."""
    core(tab.open("debrief"))
    waiting = current(tab)
    tab.remember(fork="happened").open("debrief")
    assert tab.title == "How hard was it?"
    assert current(tab) != waiting


def test_a_debrief_deleted_elsewhere_gives_way_to_a_new_one(tab, workspace):
    """Said in words, and nothing of the old one comes back."""
    core(tab.open("debrief"))
    gone = current(tab)
    entries.discard(workspace, gone)
    tab.run()
    assert "deleted in another tab" in tab.words
    assert current(tab) != gone
    assert entries.find(workspace, gone) is None


def test_promises_made_in_it_stand_at_its_end(tab, workspace):
    """With the way to add another, and in the record as the next step."""
    core(tab.open("debrief"))
    promises.add(workspace, promise=promises.new_id(), what="Call back", entry=current(tab), zone=ZONE)
    to(tab, "next")
    tab.click("debrief.done")
    assert "Call back" in tab.words
    assert "Next step\nCall back." in tab.app.code[0].value

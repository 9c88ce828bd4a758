"""Today: one way in at first, at most three things due, and no debt after a while away."""

from __future__ import annotations

from datetime import date

import pytest

from eq.actions import entries, promises
from eq.actions.settings import change_settings


def due(tab):
    return [button.key.removeprefix("today.go.") for button in tab.app.button if button.key.startswith("today.go.")]


def test_the_first_visit_offers_all_three_ways(tab):
    tab.run()
    assert tab.buttons == ["Choose a questionnaire", "Something just happened", "Choose a focus"]
    assert "All three keep everything" in tab.words
    assert tab.click("today.first").title == "Choose a questionnaire"
    assert tab.open("today").click("today.first.happened").title == "How hard was it?"
    assert tab.open("today").click("today.first.practice").has("focus.work.empathy")


def test_a_draft_waits_on_today_and_opens_where_it_was_left(tab, sit, shipped):
    sit(shipped("pulse"), finish=False)
    tab.run()
    assert due(tab) == ["draft.pulse"]
    assert "Weekly pulse waits for you: 15 statements answered, begun on 21 November 2026." in tab.words
    assert tab.click("today.go.draft.pulse").has("take.leave")


def test_the_pulse_is_due_again_in_a_new_week_only(tab, sit, shipped, at):
    """On the Sunday after a Wednesday pulse nothing is due; on the Monday it is."""
    at("2026-11-18T09:00:00Z")
    sit(shipped("pulse"))
    at("2026-11-22T09:00:00Z")
    assert due(tab.run()) == []
    assert "Nothing is due. That is fine." in tab.words
    at("2026-11-23T09:00:00Z")
    assert due(tab.run()) == ["pulse.pulse"]


def test_a_retest_is_offered_after_eight_weeks(tab, sit, shipped, at):
    at("2026-09-27T09:00:00Z")
    sit(shipped("five-competencies"))
    at("2026-11-20T09:00:00Z")
    assert due(tab.run()) == []
    at("2026-11-22T09:00:00Z")
    assert due(tab.run()) == ["retest.five-competencies"]
    assert "was last taken on 27 September 2026" in tab.words
    assert tab.click("today.go.retest.five-competencies").app.button[0].key == "take.begin.five-competencies"


def test_no_more_than_three_things_are_due(tab, sit, shipped, make_form, at):
    at("2026-08-01T09:00:00Z")
    for form in (shipped("pulse"), shipped("five-competencies"), shipped("client-work"), make_form()):
        sit(form)
    at("2026-11-21T09:00:00Z")
    sit(make_form(id="other"), finish=False)
    tab.run()
    assert len(due(tab)) == 3
    assert due(tab)[0] == "draft.other"
    assert "Three things you could do" in tab.words


@pytest.mark.parametrize(
    ("kind", "setting"),
    [("draft", "today_drafts"), ("pulse", "today_pulse"), ("retest", "today_retest")],
)
def test_each_kind_can_be_switched_off(tab, workspace, sit, shipped, make_form, at, kind, setting):
    at("2026-08-01T09:00:00Z")
    sit(shipped("pulse"))
    sit(shipped("client-work"))
    sit(make_form(), finish=False)
    at("2026-11-21T09:00:00Z")
    assert sorted(one.partition(".")[0] for one in due(tab.run())) == ["draft", "pulse", "retest"]
    change_settings(workspace, **{setting: False})
    assert kind not in {one.partition(".")[0] for one in due(tab.run())}
    assert len(due(tab)) == 2


def test_coming_back_after_a_week_is_a_welcome(tab, sit, shipped, at):
    at("2026-11-01T09:00:00Z")
    sit(shipped("pulse"))
    at("2026-11-21T09:00:00Z")
    tab.run()
    assert tab.title == "Good to see you again"
    assert "One thing you could do, whenever it suits you." in tab.words


def test_the_last_result_is_one_tap_away(tab, sit, shipped):
    sit(shipped("five-competencies"))
    tab.run()
    assert "Five competencies, taken on 21 November 2026." in tab.words
    assert tab.click("today.result").title == "What your answers say"
    assert tab.open("today").click("today.progress").title == "What changed, and what did not"


def test_a_night_shift_still_belongs_to_the_day_before(tab, workspace, sit, shipped, at):
    """A pulse at two on Monday morning is last week's while the day ends at four, this week's when it ends at midnight.

    The tab stands in Berlin, an hour ahead of UTC.
    """
    at("2026-11-23T01:00:00Z")
    sit(shipped("pulse"))
    at("2026-11-23T12:00:00Z")
    assert due(tab.run()) == ["pulse.pulse"]
    change_settings(workspace, end_of_day=0)
    assert due(tab.run()) == []


# What a person writes ------------------------------------------------------------------------------------------------


@pytest.fixture
def write(workspace, at):
    """An entry made at an instant, finished, parked or left a draft."""

    def make(name, instant, *, kind="debrief", end="done", texts=(), zone="UTC", **facts):
        at(instant)
        entries.begin(workspace, kind, entry=name, zone=zone)
        for field, text in dict(texts or {"title": f"Line of {name}"}).items():
            entries.write(workspace, name, field, text)
        if facts:
            entries.note(workspace, name, **facts)
        if end != "draft":
            (entries.finish if end == "done" else entries.park)(workspace, name)
        return name

    return make


@pytest.mark.parametrize(
    ("later", "asked"),
    [
        ("2026-11-21T14:59:00Z", False),
        ("2026-11-21T15:00:00Z", True),
        ("2026-11-22T21:00:00Z", True),
        ("2026-11-22T21:01:00Z", False),
    ],
)
def test_a_debrief_is_followed_up_from_six_to_thirty_six_hours_later(tab, write, at, later, asked):
    write("one", "2026-11-21T09:00:00Z")
    at(later)
    assert due(tab.run()) == (["follow-up"] if asked else [])


def test_after_a_night_shift_the_follow_up_comes_when_the_person_wakes(tab, write, at):
    """A debrief at half past three in the night, looked at again on the same calendar day in the afternoon."""
    write("one", "2026-11-21T02:30:00Z", zone="Europe/Berlin")
    at("2026-11-21T13:00:00Z")
    tab.run()
    assert due(tab) == ["follow-up"]
    assert "what happened today at 3:30" in tab.words


def answer(tab, picked=None):
    tab.click("today.go.follow-up")
    assert tab.title in {"How is it now?", "How are you now?"}
    if picked:
        tab.app.session_state["today.how_long.one"] = picked
        tab.run()
    return tab


def test_the_follow_up_keeps_mood_minutes_and_words(tab, workspace, write, at):
    """The point and the text are kept before anything is confirmed; then the minutes, and Today goes on."""
    write("one", "2026-11-21T09:00:00Z")
    at("2026-11-21T17:00:00Z")
    answer(tab.run(), "30")
    tab.app.session_state["today.mood.one"] = {"sent": {"seq": 1, "pleasantness": 0.4, "energy": -0.1}}
    tab.app.session_state["today.later.one"] = {"sent": {"seq": 1, "text": "Tea helped."}}
    tab.run()
    kept = entries.get(workspace, "one")
    assert (kept.points["later"].pleasantness, kept.text("later"), kept.followed_at) == (0.4, "Tea helped.", None)
    tab.click("today.follow.done")
    kept = entries.get(workspace, "one")
    assert (kept.recovery, kept.recovery_minutes) == ("known", 30)
    assert tab.title == "Today"
    assert "Kept." in tab.words
    assert due(tab) == []


def test_another_time_has_a_number_and_a_unit_and_no_more_than_has_passed(tab, workspace, write, at):
    """Nine hours are refused eight hours later, a missing number is asked for, and nothing of the page is lost."""
    write("one", "2026-11-21T09:00:00Z")
    at("2026-11-21T17:00:00Z")
    answer(tab.run(), "other").click("today.follow.done")
    assert "how many minutes or hours" in tab.errors
    tab.app.selectbox(key="today.unit.one").set_value("hours")
    tab.app.number_input(key="today.how_many.one").set_value(9)
    tab.run().click("today.follow.done")
    assert "longer ago" in tab.errors
    assert entries.get(workspace, "one").followed_at is None
    tab.app.number_input(key="today.how_many.one").set_value(1.5)
    tab.run().click("today.follow.done")
    assert entries.get(workspace, "one").recovery_minutes == 90


def test_not_yet_is_asked_again_six_hours_later(tab, workspace, write, at):
    write("one", "2026-11-21T09:00:00Z")
    at("2026-11-21T17:00:00Z")
    answer(tab.run(), "not-yet").click("today.follow.done")
    assert "It takes the time it takes." in tab.words
    assert due(tab) == []
    at("2026-11-21T23:00:00Z")
    assert due(tab.run()) == ["follow-up"]
    assert entries.get(workspace, "one").recovery == "not-yet"


def test_put_away_is_for_good_and_not_now_is_not(tab, workspace, write, at):
    write("one", "2026-11-21T09:00:00Z")
    at("2026-11-21T17:00:00Z")
    answer(tab.run()).click("today.follow.not_now")
    assert due(tab) == ["follow-up"]
    tab.click("today.put_away")
    assert due(tab) == []
    assert entries.get(workspace, "one").followed_at is not None
    at("2026-11-22T10:00:00Z")
    assert due(tab.run()) == []


def test_a_follow_up_that_another_tab_answered_closes_here(tab, new_tab, workspace, write, at):
    """The page that was left open goes back to Today instead of asking twice."""
    write("one", "2026-11-21T09:00:00Z")
    at("2026-11-21T17:00:00Z")
    answer(tab.run())
    answer(new_tab().run(), "15").click("today.follow.done")
    assert tab.run().title == "Today"
    assert entries.get(workspace, "one").recovery_minutes == 15


@pytest.mark.parametrize("facts", [{"severity": 9}, {"episode": "abusive"}], ids=str)
def test_the_follow_up_of_something_hard_says_none_of_its_words(tab, write, at, facts):
    """Neither on Today nor on the follow-up itself; after abuse, Support stands beside it."""
    write("one", "2026-11-21T09:00:00Z", texts={"title": "He shouted", "happened": "He threw a chair"}, **facts)
    at("2026-11-21T17:00:00Z")
    tab.run()
    for words in (tab.words, answer(tab).words):
        assert "shouted" not in words
        assert "chair" not in words
    links = [link.label for link in tab.app.page_link]
    assert ("Open Support" in links) is ("episode" in facts)
    assert ("not yours to solve" in tab.words) is ("episode" in facts)


def test_of_two_debriefs_the_newer_one_is_asked_first(tab, write, at):
    write("older", "2026-11-21T06:00:00Z")
    write("one", "2026-11-21T09:00:00Z")
    at("2026-11-21T17:00:00Z")
    tab.run()
    assert due(tab) == ["follow-up"]
    assert "Line of one" in tab.words
    answer(tab, "5").click("today.follow.done")
    assert due(tab) == ["follow-up"]
    assert "Line of older" in tab.words


def test_a_parked_debrief_is_named_by_its_line_and_opens(tab, workspace, write, at):
    write("one", "2026-11-20T09:00:00Z", end="parked", severity=7)
    at("2026-11-21T09:00:00Z")
    tab.run()
    assert "Line of one waits for you, set aside for later. It happened yesterday at 9:00." in tab.words
    tab.click("today.go.parked")
    assert "Debrief · " in tab.words
    assert entries.get(workspace, "one").state == "draft"


@pytest.mark.parametrize(
    ("end", "said"),
    [("parked", "Something you set aside is kept for you."), ("draft", "What you began is kept as you left it.")],
)
def test_something_hard_that_waits_is_a_quiet_line(tab, write, at, end, said):
    """None of its words, not even its time, and another thing gets the button that stands out."""
    write("one", "2026-11-20T09:00:00Z", end=end, severity=9)
    write("note", "2026-11-20T09:30:00Z", end="draft", kind="note")
    at("2026-11-21T09:00:00Z")
    tab.run()
    assert said in tab.words
    assert "Line of one" not in tab.words
    assert "at 10:00" not in tab.words
    assert "Open it" in tab.buttons
    standing_out = [b.key for b in tab.app.button if b.key.startswith("today.go.") and b.proto.type == "primary"]
    assert standing_out == ["today.go.entry-draft.note"]


def test_what_was_typed_is_shown_as_typed(tab, write, at):
    """Signs that mean something to the page mean nothing in a line or a plan of one's own."""
    nasty = "**bold** <b>x</b> [a](http://x.y) :red[z] $e$"
    write("plan", "2026-11-19T09:00:00Z", texts={"if_cue": nasty, "if_act": nasty})
    write("one", "2026-11-20T09:00:00Z", end="parked", texts={"title": nasty})
    at("2026-11-21T09:00:00Z")
    shown = tab.run().words.replace("\u2060", "")
    assert shown.count("<b>x</b> [a](http://x.y) :red[z] $e$") == 3
    assert "<b>" not in tab.raw
    assert "](http" not in tab.raw


def test_promises_are_one_card_that_opens_them(tab, workspace, at):
    at("2026-11-21T09:00:00Z")
    for n, day in enumerate((19, 20, 21)):
        promises.add(workspace, promise=f"p{n}", what="Call back", due_date=date(2026, 11, day), zone="UTC")
    tab.run()
    assert due(tab) == ["overdue", "promises"]
    assert "2 promises are past their date." in tab.words
    assert "1 promise is due today." in tab.words
    tab.click("today.go.overdue")
    assert not tab.has("today.go.overdue")


def test_an_if_then_comes_back_once_a_day(tab, workspace, write, at):
    """Beside three things that are due; after the answer there is one quiet line, and the next day another turn."""
    write("plan", "2026-11-20T09:00:00Z", texts={"if_cue": "they interrupt me", "if_act": "I wait and say so."})
    at("2026-11-21T22:00:00Z")
    tab.run()
    assert "If they interrupt me, then I wait and say so." in tab.words
    tab.click("today.cue.not-yet")
    assert "Noted." in tab.words
    assert not tab.has("today.cue.yes")
    assert "Noted." not in tab.run().words
    at("2026-11-22T09:00:00Z")
    assert tab.run().has("today.cue.yes")
    change_settings(workspace, today_if_then=False)
    assert not tab.run().has("today.cue.yes")


def test_nothing_of_a_hard_episode_is_brought_back(tab, write, at):
    write("plan", "2026-11-10T09:00:00Z", texts={"if_cue": "he comes back", "if_act": "I leave"}, severity=8)
    at("2026-11-14T22:00:00Z")
    assert "he comes back" not in tab.run().words


def test_after_a_week_away_one_starts_from_today_and_promises_stay(tab, workspace, write, at):
    """A parked debrief and a draft stop asking; the promise and everything written stay."""
    at("2026-11-01T09:00:00Z")
    promises.add(workspace, promise="p", what="Call back", due_date=date(2026, 11, 2), zone="UTC")
    write("aside", "2026-11-01T09:00:00Z", end="parked")
    write("begun", "2026-11-01T09:00:00Z", end="draft", kind="note")
    at("2026-11-08T08:59:00Z")
    assert tab.run().title == "Today"
    assert not tab.has("today.start")
    at("2026-11-08T09:00:00Z")
    assert tab.run().title == "Good to see you again"
    assert due(tab) == ["overdue", "parked", "entry-draft.note"]
    tab.click("today.start")
    assert tab.title == "Today"
    assert due(tab) == ["overdue"]
    assert entries.get(workspace, "aside").state == "parked"


@pytest.mark.parametrize(
    ("way", "title"),
    [("debrief", "How hard was it?"), ("check_in", None), ("write", None), ("promises", None),
     ("take", "Choose a questionnaire")],
)  # fmt: skip
def test_every_common_task_is_one_tap_away(tab, write, at, way, title):
    """A new debrief even while another one waits."""
    write("one", "2026-11-20T09:00:00Z", end="parked")
    at("2026-11-21T09:00:00Z")
    tab.run().click(f"today.way.{way}")
    assert not tab.has(f"today.way.{way}")
    if title:
        assert tab.title == title

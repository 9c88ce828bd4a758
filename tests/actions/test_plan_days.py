"""What is said of days and what debriefs say for them; where plans stand, and what has ended."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from eq.actions import entries as journal
from eq.actions import plan_days, plan_steps, plans
from eq.errors import EqError
from eq.plan.adherence import adherence
from eq.plan.measure import Measure
from eq.plan.plan import Day, Session, Setup
from eq.plan.practice import Practice
from eq.plan.schedule import Counted
from eq.reflect.entry import Entry, Tag
from eq.store import entries, people, practice_days, practice_sessions

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 21)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")
TALKED = Measure("Talked", "Did you talk it over?", "yes-no", "higher")
UPSET = Measure("Upset", "How long were you upset?", "minutes", "lower")
DAILY = (1, 2, 3, 4, 5, 6, 7)


def ago(n: int) -> date:
    return TODAY - timedelta(days=n)


def practice(name: str = "pause", measure: Measure = CALM, ways: tuple[str, ...] = ("stay-calm",)) -> Practice:
    return Practice(
        id=name, title=name.title(), competency="self-regulation", also=(), facets=("pausing",), fits="f",
        steps=("a", "b"), tiny="One breath", minutes=2, times=1, days=5, weeks=4, occasion=False, dose="d", grade="B",
        source="s", caution="c", ask="", measure=measure, cue="c", act="a", obstacle="o", instead="i", goal="g",
        ways=ways, triggers=(),
    )  # fmt: skip


@pytest.fixture
def begin(workspace, at):
    """Begins a plan some days before today, each a minute after the one before."""
    minute = count()

    def make(plan="p", action="a", days=0, competency="self-regulation", shipped=None, **more):
        shipped = shipped or practice(action)
        at(f"{ago(days)}T09:{next(minute):02}:00Z")
        chosen = {"weekdays": DAILY, "minutes": 2, "times": 1} | more
        plan_steps.begin(
            workspace, plan=plan, action=action, competency=competency, goal="", ranking="", practice=shipped,
            setup=Setup(shipped.id, "c", "a", "o", "i", **chosen), zone=BERLIN,
        )  # fmt: skip
        at("2026-11-21T09:00:00Z")

    return make


@pytest.fixture
def met(workspace):
    """Keeps a finished debrief of some days ago, in which ways were used."""

    def keep(name, days, *ways, kind="debrief", state="done", episode=None):
        when = datetime(2026, 11, 21, 8, tzinfo=UTC) - timedelta(days=days)
        tags = tuple(Tag("response", way, None) for way in ways)
        new = Entry(name, kind, state, when, "UTC", when.date(), when, when, tags=tags, episode=episode)
        with workspace.write() as db:
            entries.add(db, people.ensure_owner(db, when), new)

    return keep


def of(workspace, action="a"):
    found = [one for plan in plans.every(workspace) for one in plan.actions if one.id == action]
    return plans.days(workspace, found)[action]


def test_what_was_said_and_measured_is_kept_and_taken_back(workspace, begin):
    """Each by itself; a day of which nothing is left is gone."""
    begin(days=3)
    plan_days.say(workspace, "a", TODAY, "small", BERLIN)
    plan_days.measure(workspace, "a", TODAY, 7, BERLIN)
    plan_days.measure(workspace, "a", ago(1), 0, BERLIN)
    assert of(workspace) == {TODAY: Day(TODAY, "small", 7.0), ago(1): Day(ago(1), None, 0.0)}
    plan_days.say(workspace, "a", TODAY, "not-today", BERLIN)
    plan_days.measure(workspace, "a", TODAY, None, BERLIN)
    assert of(workspace)[TODAY] == Day(TODAY, "not-today")
    plan_days.say(workspace, "a", TODAY, None, BERLIN)
    assert of(workspace) == {ago(1): Day(ago(1), None, 0.0)}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY + timedelta(days=1), "still to come"),
        (ago(7), "for 6 days"),
        (ago(6), "before the beginning"),
    ],
)
def test_days_to_come_long_ago_or_before_the_start_are_refused(workspace, begin, day, said):
    """Nothing is kept, and the words say why."""
    begin(days=9 if said == "for 6 days" else 5)
    for keep in (lambda: plan_days.say(workspace, "a", day, "done"), lambda: plan_days.measure(workspace, "a", day, 1)):
        with pytest.raises(EqError, match=said):
            keep()
    assert of(workspace) == {}


def test_every_day_the_page_shows_can_be_filled_in(workspace, begin):
    """Six days back, and the first day; what is shown and what is kept go by one number."""
    begin(days=6)
    (plan,) = plans.standing(workspace, BERLIN)
    shown = [day.day for day in plan.actions[0].last_seven]
    assert (shown[0], shown[-1]) == (ago(6), TODAY)
    for day in shown:
        plan_days.say(workspace, "a", day, "done", BERLIN)
    assert of(workspace).keys() == set(shown)


def test_whoever_is_behind_the_plan_has_the_oldest_day_of_either_place(workspace, begin, at):
    """In Honolulu it is the day before, so that a day more can be filled in, as the page there shows."""
    begin(days=7)
    at("2026-11-21T08:00:00Z")
    plan_days.say(workspace, "a", ago(7), "done", "Pacific/Honolulu")
    assert of(workspace)[ago(7)].done == "done"
    with pytest.raises(EqError, match="for 6 days"):
        plan_days.say(workspace, "a", ago(7), "done", BERLIN)


def test_in_a_baseline_only_the_measure_is_kept(workspace, begin):
    begin(days=2, baseline_days=7)
    plan_days.measure(workspace, "a", ago(2), 3, BERLIN)
    with pytest.raises(EqError, match="not begun"):
        plan_days.say(workspace, "a", TODAY, "done", BERLIN)
    assert of(workspace) == {ago(2): Day(ago(2), None, 3.0, late=True)}


def test_after_the_last_day_nothing_is_kept(workspace, begin, at):
    begin(days=3)
    plan_steps.stop(workspace, "a", BERLIN)
    plan_days.say(workspace, "a", TODAY, "done", BERLIN)
    at("2026-11-22T09:00:00Z")
    with pytest.raises(EqError, match="had ended"):
        plan_days.say(workspace, "a", TODAY + timedelta(days=1), "done", BERLIN)


def test_whoever_travels_fills_in_the_day_of_either_place(workspace, begin, at):
    """It is Sunday in Auckland while it still is Saturday in Berlin, where the plan was begun."""
    begin(days=3)
    at("2026-11-21T18:00:00Z")
    plan_days.say(workspace, "a", TODAY, "done", "Pacific/Auckland")
    plan_days.say(workspace, "a", TODAY + timedelta(days=1), "done", "Pacific/Auckland")
    with pytest.raises(EqError, match="still to come"):
        plan_days.say(workspace, "a", TODAY + timedelta(days=1), "done", BERLIN)


@pytest.mark.parametrize(
    ("measure", "fine", "wrong"),
    [
        (CALM, (0, 10, 4.5), (-1, 11, math.nan, math.inf)),
        (TALKED, (0, 1), (0.5, 2, -1)),
        (UPSET, (0, 600), (-1, 601)),
    ],
)
def test_a_value_outside_of_its_measure_changes_nothing(workspace, begin, measure, fine, wrong):
    begin(shipped=practice("pause", measure))
    for value in fine:
        plan_days.measure(workspace, "a", TODAY, value, BERLIN)
        assert of(workspace)[TODAY].value == value
    for value in wrong:
        with pytest.raises(EqError, match=f"between 0 and {measure.most:.0f}"):
            plan_days.measure(workspace, "a", TODAY, value, BERLIN)
        assert of(workspace)[TODAY].value == fine[-1]


def test_an_answer_nobody_offers_is_refused(workspace, begin):
    begin()
    with pytest.raises(EqError, match="no answer"):
        plan_days.say(workspace, "a", TODAY, "maybe", BERLIN)


def test_a_debrief_of_the_same_act_stands_for_the_day(workspace, begin, met):
    """Finished, not of mistreatment, within the practice; what was said goes before it, and it leaves when it goes."""
    begin(days=5)
    met("used", 1, "stay-calm", "say-no")
    met("again", 1, "stay-calm")
    met("other", 2, "say-no")
    met("parked", 2, "stay-calm", state="parked")
    met("planned", 2, "stay-calm", kind="preparation")
    met("abuse", 2, "stay-calm", episode="abusive")
    met("early", 6, "stay-calm")
    assert of(workspace) == {ago(1): Day(ago(1), None, None, ("again", "used"))}
    assert of(workspace)[ago(1)].standing == "done"
    plan_days.say(workspace, "a", ago(1), "not-today", BERLIN)
    assert of(workspace)[ago(1)].standing == "not-today"
    journal.delete(workspace, "used")
    journal.delete(workspace, "again")
    plan_days.say(workspace, "a", ago(1), None, BERLIN)
    assert of(workspace) == {}


@pytest.mark.parametrize(("moment", "days"), [("2026-11-15T10:00Z", 5), ("2026-11-22T23:59Z", 0)])
def test_a_debrief_far_from_its_day_by_the_clock_counts_for_that_day(workspace, begin, moment, days):
    """On the first day and on the last, at the earliest and the latest instant that zones and ends of days allow."""
    begin(days=5)
    plan_days.say(workspace, "a", TODAY, "done", BERLIN)
    plan_steps.stop(workspace, "a", BERLIN)
    when, used = datetime.fromisoformat(moment), (Tag("response", "stay-calm", None),)
    with workspace.write() as db:
        new = Entry("far", "debrief", "done", when, "UTC", ago(days), when, when, tags=used)
        entries.add(db, people.ensure_owner(db, when), new)
    assert of(workspace)[ago(days)].debriefs == ("far",)


def test_each_practice_gets_the_debriefs_of_its_own_days_and_ways(workspace, begin, met):
    """After its end and with other ways none."""
    begin("p", "a", days=6)
    begin("q", "b", days=6, competency="empathy", shipped=practice("b", ways=("say-no",)))
    plan_steps.stop(workspace, "a", BERLIN)
    met("one", 2, "stay-calm", "say-no")
    found = plans.days(workspace, [one for plan in plans.every(workspace) for one in plan.actions])
    assert {name: list(days) for name, days in found.items()} == {"a": [ago(2)], "b": [ago(2)]}
    met("late", -1, "stay-calm", "say-no")
    assert TODAY + timedelta(days=1) not in of(workspace, "a")
    assert TODAY + timedelta(days=1) in of(workspace, "b")


def test_a_plan_stands_where_its_days_put_it(workspace, begin, met):
    """Phase, what is asked, the last seven days, what was done, and whether a look back is due."""
    begin(days=9)
    with workspace.write() as db:
        for n in (9, 5, 4):
            practice_days.say(db, "a", ago(n), "done", datetime(2026, 11, 21, tzinfo=UTC))
    plan_days.say(workspace, "a", ago(3), "not-today", BERLIN)
    met("used", 1, "stay-calm")
    (plan,) = plans.standing(workspace, BERLIN)
    (one,) = plan.actions
    assert (plan.today, plan.week, plan.review_week) == (TODAY, 1, 1)
    assert (one.phase, one.due_today, one.asked_today, one.today) == ("practice", True, True, Day(TODAY))
    assert [day.day for day in one.last_seven] == [ago(n) for n in range(6, -1, -1)]
    assert [day.standing for day in one.last_seven] == [None, "done", "done", "not-today", None, "done", None]
    assert one.counted == Counted(done=4, planned=9, extra=0, said=5, days=9)
    assert (one.adherence.done, one.adherence.planned, one.stop, one.undoable) == (4, 9, None, False)
    assert (one.trial.helped, one.trial.reason) == (None, "no_baseline")


def test_nothing_stands_where_nothing_was_begun(workspace, at):
    """Not even a workspace is needed."""
    assert plans.standing(workspace, BERLIN) == plans.every(workspace) == plans.running(workspace) == ()
    assert (plans.history(workspace), plans.verdicts(workspace), plan_days.rows(workspace)) == ((), {}, [])
    assert plans.days(workspace, []) == {}
    assert not workspace.exists()
    with pytest.raises(EqError, match="deleted"):
        plans.get(workspace, "p")


def test_the_plan_begun_first_stands_first(workspace, begin):
    begin("q", "b", days=2, competency="empathy")
    begin("p", "a", days=9)
    assert [one.plan.id for one in plans.standing(workspace, BERLIN)] == ["p", "q"]
    assert [one.id for one in plans.running(workspace)] == ["p", "q"]
    assert [one.id for one in plans.every(workspace)] == ["q", "p"]


def test_little_done_after_two_changes_speaks_for_an_end(workspace, begin, at):
    """Counted since the second change; what has ended today can be taken back, a step of days ago cannot."""
    begin(days=30)
    for n in (20, 10):
        at(f"{ago(n)}T09:00:00Z")
        plan_steps.change(workspace, "a", zone=BERLIN, cue=f"cue {n}")
    at("2026-11-21T09:00:00Z")
    (plan,) = plans.standing(workspace, BERLIN)
    assert (plan.actions[0].stop, plan.actions[0].undoable) == ("adherence", False)
    assert plan.actions[0].action.redesigns == (ago(20), ago(10))
    plan_steps.stop(workspace, "a", BERLIN)
    (plan,) = plans.standing(workspace, BERLIN)
    assert (plan.actions, [one.id for one in plan.ended]) == ((), ["a"])


def test_distress_that_rose_twice_speaks_for_an_end(workspace, begin):
    """By two points of ten or more; one such exercise does not."""
    begin(days=3)
    for n, after in enumerate((4, 5, 9)):
        with workspace.write() as db:
            person = people.owner(db)
            when = datetime(2026, 11, 20, 9, n, tzinfo=UTC)
            practice_sessions.add(db, person, Session(str(n), "a", "guide", when, ago(1), "a"))
            practice_sessions.put(db, str(n), seconds=60, finished=True, before=3, after=after)
        (plan,) = plans.standing(workspace, BERLIN)
        assert plan.actions[0].stop == ("distress" if n == 2 else None)


BEFORE, DURING = [4, 5, 3, 3, 4, 2, 3], [4, 5, 6, 6, 5, 4, 4, 5, 7, 6, 6, 5, 5, 6]


@pytest.fixture
def tested(workspace, begin, monkeypatch):
    """A tested practice of 21 days with the values of the stated rule, up to today."""

    def make(values=(*BEFORE, *DURING), plan="p", action="a", done=5, **more):
        monkeypatch.setattr("secrets.randbelow", lambda _: 0)
        begin(plan, action, days=20, baseline_days=7, **more)
        with workspace.write() as db:
            for n, value in enumerate(values):
                practice_days.measure(db, action, ago(20 - n), float(value), datetime(2026, 11, 21, tzinfo=UTC))
            for n in range(done):
                practice_days.say(db, action, ago(n), "done", datetime(2026, 11, 21, tzinfo=UTC))

    return make


def test_what_has_ended_is_history_with_its_word(workspace, tested):
    """Its trial, what was done, and the word that is remembered the next time."""
    tested()
    (plan,) = plans.standing(workspace, BERLIN)
    assert plan.actions[0].trial.helped.verdict == "likely"
    assert (plans.history(workspace), plans.verdicts(workspace)) == ((), {})
    plan_steps.end(workspace, "p", BERLIN)
    (past,) = plans.history(workspace)
    assert (past.plan.id, past.action.ending, past.trial.helped.verdict) == ("p", "finished", "likely")
    assert (past.counted, past.adherence) == (Counted(5, 14, 0, 5, 14), adherence(5, 14))
    assert plans.verdicts(workspace) == {"a": "likely"}
    assert plans.history(workspace, "a") == (past,)
    assert plans.history(workspace, "other") == ()
    assert (plans.past(workspace, "p"), plans.past(workspace, "q")) == ((past,), ())


def test_the_word_of_the_last_trial_counts(workspace, tested):
    """A later one that has none leaves the earlier word standing."""
    tested(action="a", shipped=practice("pause"))
    plan_steps.end(workspace, "p", BERLIN)
    tested([*DURING[:7], *BEFORE, *BEFORE], plan="q", action="b", shipped=practice("pause"))
    plan_steps.end(workspace, "q", BERLIN)
    assert plans.verdicts(workspace) == {"pause": "may-not-suit"}
    tested(plan="s", action="d", done=4, shipped=practice("pause"))
    plan_steps.end(workspace, "s", BERLIN)
    assert plans.history(workspace)[0].trial.reason == "not_done"
    assert plans.verdicts(workspace) == {"pause": "may-not-suit"}
    tested([1, 2], plan="r", action="c", shipped=practice("pause"))
    plan_steps.end(workspace, "r", BERLIN)
    assert plans.verdicts(workspace) == {"pause": "may-not-suit"}


def test_rows_tell_every_day_with_its_source(workspace, begin, met):
    """By day; said, taken from a debrief, or the measure alone."""
    begin("p", "a", days=5)
    begin("q", "b", days=5, competency="empathy", shipped=practice("b", ways=("say-no",)), weekdays=(1,))
    plan_days.say(workspace, "b", ago(1), "small", BERLIN)
    plan_days.measure(workspace, "a", ago(1), 4, BERLIN)
    met("used", 2, "stay-calm")
    keys = ("action", "plan", "competency", "practice", "local_date", "phase", "planned", "done", "source", "value")
    found = plan_days.rows(workspace)
    assert [tuple(row[key] for key in keys) for row in found] == [
        ("a", "p", "self-regulation", "a", "2026-11-19", "practice", True, "done", "debrief", None),
        ("a", "p", "self-regulation", "a", "2026-11-20", "practice", True, None, None, 4.0),
        ("b", "q", "empathy", "b", "2026-11-20", "practice", False, "small", "said", None),
    ]
    assert {(row["measure"], row["kind"], row["better"]) for row in found} == {("Calm", "scale", "higher")}


def late(workspace):
    return [day.day for day in of(workspace).values() if day.late]


def test_a_value_is_late_when_it_was_given_after_the_next_day(workspace, begin, at):
    """So is another value that takes its place; the same again, and what is said besides, leaves it as it was."""
    begin(days=4)
    for n in (0, 1, 2, 3):
        plan_days.measure(workspace, "a", ago(n), 4, BERLIN)
    assert late(workspace) == [ago(3), ago(2)]
    at("2026-11-24T09:00:00Z")
    plan_days.measure(workspace, "a", ago(0), 4, BERLIN)
    plan_days.say(workspace, "a", ago(0), "done", BERLIN)
    assert late(workspace) == [ago(3), ago(2)]
    plan_days.measure(workspace, "a", ago(0), 7, BERLIN)
    assert late(workspace) == [ago(3), ago(2), ago(0)]
    plan_days.measure(workspace, "a", ago(0), None, BERLIN)
    assert late(workspace) == [ago(3), ago(2)]


def test_a_practice_used_against_abuse_was_not_done_for_its_trial(workspace, tested, met):
    """Debriefs of abusive or threatening contacts leave it undone, others in which the same act was used do it."""
    tested(done=0)
    for n in range(6):
        met(f"abuse {n}", n, "stay-calm", episode="abusive")
    trial = plans.standing(workspace, BERLIN)[0].actions[0].trial
    assert (trial.reason, trial.done_days) == ("not_done", 0)
    for n in range(5):
        met(f"call {n}", n, "stay-calm", episode="demanding")
    trial = plans.standing(workspace, BERLIN)[0].actions[0].trial
    assert (trial.reason, trial.done_days) == ("", 5)


def test_moments_of_which_most_days_tell_nothing_have_no_share(workspace, begin):
    """Six days that were told of 28 say how often it was done and no more."""
    begin(days=28, shipped=practice("a").model_copy(update={"occasion": True}), weekdays=(1, 2, 3, 4, 5, 6, 7))
    with workspace.write() as db:
        for n in range(1, 7):
            practice_days.say(db, "a", ago(n), "done", datetime(2026, 11, 21, tzinfo=UTC))
    one = plans.standing(workspace, BERLIN)[0].actions[0]
    assert (one.counted, one.adherence.reason) == (Counted(6, 6, 0, 6, 28), "few_said")
    with workspace.write() as db:
        for n in range(7, 20):
            practice_days.say(db, "a", ago(n), "no-chance", datetime(2026, 11, 21, tzinfo=UTC))
    one = plans.standing(workspace, BERLIN)[0].actions[0]
    assert (one.counted, one.adherence) == (Counted(6, 6, 0, 19, 28), adherence(6, 6))

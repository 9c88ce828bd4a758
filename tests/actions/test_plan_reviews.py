"""The weekly look at a plan: what it shows, what it carries out, what it refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from eq.actions import doctor, plan_reviews, plan_steps, plans
from eq.errors import EqError
from eq.plan.measure import Measure
from eq.plan.plan import Day, Session, Setup
from eq.plan.practice import Practice
from eq.plan.reviewing import Suggested
from eq.plan.schedule import Counted
from eq.store import people, practice_days, practice_sessions

BERLIN = "Europe/Berlin"
START, TODAY = date(2026, 11, 2), date(2026, 11, 21)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")


def practice(name: str) -> Practice:
    return Practice(
        id=name, title=name.title(), competency="self-regulation", also=(), facets=("pausing",), fits="f",
        steps=("a", "b"), tiny="One breath", minutes=2, times=1, days=5, weeks=4, occasion=False, dose="d", grade="B",
        source="s", caution="c", ask="", measure=CALM, cue="c", act="a", obstacle="o", instead="i", goal="g", ways=(),
        triggers=(),
    )  # fmt: skip


def setup(name: str) -> Setup:
    return Setup(name, "c", "a", "o", "i", (1, 2, 3, 4, 5, 6, 7), 2, 1)


@pytest.fixture
def plan(workspace, at):
    """A plan of two practices, begun on a Monday nearly three weeks ago; one of them done twice in its second week."""
    at("2026-11-02T09:00:00Z")
    plan_steps.begin(
        workspace, plan="p", action="a", competency="empathy", goal="", ranking="", setup=setup("pause"),
        practice=practice("pause"), zone=BERLIN,
    )  # fmt: skip
    plan_steps.add(workspace, plan="p", action="b", setup=setup("walk"), practice=practice("walk"), zone=BERLIN)
    with workspace.write() as db:
        for n in (8, 9, 15, 20):
            day = date(2026, 11, n)
            practice_days.say(db, "a", day, "done", datetime(2026, 11, n, 9, tzinfo=UTC))
            practice_days.measure(db, "a", day, float(n), datetime(2026, 11, n, 9, tzinfo=UTC))
    at("2026-11-21T09:00:00Z")
    return "p"


def keep(workspace, review="r", week=2, note="", plan="p", **decisions):
    plan_reviews.keep(workspace, review=review, plan=plan, week=week, note=note, decisions=decisions, zone=BERLIN)


def running(workspace):
    return {one.id: one for one in plans.get(workspace, "p").actions}


def test_a_look_is_about_the_week_that_is_due(workspace, plan):
    """Its days, what was done in them, and where each practice stands."""
    look = plan_reviews.look(workspace, plan, BERLIN)
    assert (look.week, look.first, look.last, look.due) == (2, date(2026, 11, 9), date(2026, 11, 15), True)
    assert (look.kept, look.adjust, look.retest_due, look.today) == (None, False, False, TODAY)
    first, second = look.actions
    assert first.week == Counted(2, 7, 0, 2, 7)
    assert first.days == (Day(date(2026, 11, 9), "done", 9.0), Day(date(2026, 11, 15), "done", 15.0))
    assert (first.standing.action.id, first.standing.counted.done) == ("a", 4)
    assert first.offered == second.offered == ("keep", "shrink", "swap", "stop")
    assert (first.suggested, second.suggested) == (Suggested("shrink", "little"), Suggested("shrink", "little"))


def test_a_kept_look_carries_out_what_was_decided(workspace, plan):
    """The small version and the end come at once, a swap waits for the next practice; nothing is due any more."""
    keep(workspace, note=" A quiet week.\n", a="shrink", b="stop")
    found = running(workspace)
    assert (found["a"].small, found["a"].redesigns) == (True, (TODAY,))
    assert (found["b"].ended_on, found["b"].ending) == (TODAY, "stopped")
    (review,) = plan_reviews.every(workspace, plan)
    assert (review.week, review.day, review.note) == (2, TODAY, "A quiet week.")
    assert review.decisions == (("a", "shrink"), ("b", "stop"))
    look = plan_reviews.look(workspace, plan, BERLIN)
    assert (look.due, look.week, look.kept) == (False, 2, review)
    keep(workspace, review="s", week=1, a="swap")
    assert running(workspace)["a"].running


def test_the_same_look_again_changes_nothing(workspace, plan):
    """A double click neither writes twice nor carries out something else."""
    keep(workspace, a="keep")
    keep(workspace, a="stop")
    assert running(workspace)["a"].running
    assert len(plan_reviews.every(workspace, plan)) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"week": 3}, "not over yet"),
        ({"week": 0}, "not over yet"),
        ({"a": "forget"}, "nothing a practice can be decided to"),
        ({"gone": "stop"}, "has ended"),
        ({"note": "x" * 2001}, "longer than 2,000"),
        ({"plan": "gone"}, "deleted in another tab"),
    ],
)
def test_what_makes_no_sense_keeps_nothing(workspace, plan, given, said):
    """No review, and no practice is changed on the way."""
    before = plans.get(workspace, plan)
    with pytest.raises(EqError, match=said):
        keep(workspace, **({"b": "stop"} | given))
    assert (plan_reviews.every(workspace, plan), plans.get(workspace, plan)) == ((), before)


def test_a_week_is_looked_at_once(workspace, plan):
    """Another tab that kept it first is not written over."""
    keep(workspace, note="First")
    with pytest.raises(EqError, match="another tab"):
        keep(workspace, review="s", note="Second")
    assert [one.note for one in plan_reviews.every(workspace, plan)] == ["First"]


def test_a_stop_where_distress_rose_twice_is_kept_as_that(workspace, plan):
    """So that the practice is not offered again."""
    with workspace.write() as db:
        for n in range(2):
            when = datetime(2026, 11, 20, 9, n, tzinfo=UTC)
            new = Session(str(n), "pause", "guide", when, when.date(), "a")
            practice_sessions.add(db, people.owner(db), new)
            practice_sessions.put(db, str(n), seconds=60, finished=False, before=2, after=4)
    assert plan_reviews.look(workspace, plan, BERLIN).actions[0].suggested == Suggested("stop", "distress")
    keep(workspace, a="stop", b="stop")
    assert {name: one.ending for name, one in running(workspace).items()} == {"a": "distress", "b": "stopped"}


def test_a_stop_by_a_look_can_be_taken_back(workspace, plan):
    """As one by hand; what was decided stays written down."""
    keep(workspace, a="stop")
    assert plan_steps.undo(workspace, "a", "Europe/Berlin")
    assert running(workspace)["a"].running
    assert plan_reviews.every(workspace, plan)[0].decisions == (("a", "stop"),)


def test_weeks_four_and_eight_have_more_to_decide(workspace, plan, at):
    """And of weeks that were left out only the latest is due."""
    at("2026-11-30T09:00:00Z")
    look = plan_reviews.look(workspace, plan, BERLIN)
    assert (look.week, look.adjust, look.retest_due) == (4, True, False)
    at("2026-12-28T09:00:00Z")
    look = plan_reviews.look(workspace, plan, BERLIN)
    assert (look.week, look.adjust, look.retest_due) == (8, False, True)


def test_before_the_first_week_is_over_the_look_is_about_it_and_not_due(workspace, plan, at):
    at("2026-11-04T09:00:00Z")
    look = plan_reviews.look(workspace, plan, BERLIN)
    assert (look.week, look.first, look.due) == (1, START, False)
    with pytest.raises(EqError, match="not over yet"):
        keep(workspace, week=1)


def test_a_finished_plan_keeps_its_looks_and_has_none_any_more(workspace, plan):
    keep(workspace, note="Kept")
    plan_steps.end(workspace, plan, BERLIN)
    with pytest.raises(EqError, match="finished"):
        plan_reviews.look(workspace, plan, BERLIN)
    assert [one.note for one in plan_reviews.every(workspace, plan)] == ["Kept"]


def test_deleting_a_plan_deletes_its_looks_and_leaves_exercises_that_were_done(workspace, plan):
    """Those were done by the person, whatever the plan; they only lose the tie."""
    keep(workspace, note="Unmistakable words", a="keep")
    with workspace.write() as db:
        when = datetime(2026, 11, 20, 9, tzinfo=UTC)
        practice_sessions.add(db, people.owner(db), Session("s", "pause", "guide", when, when.date(), "a"))
    assert plan_steps.delete(workspace, plan)
    assert plan_reviews.every(workspace, plan) == ()
    assert b"Unmistakable" not in workspace.path.read_bytes()
    with workspace.read() as db:
        assert practice_sessions.session(db, "s").action is None
    assert "error" not in {finding.level for finding in doctor.diagnose(workspace).findings}

"""Beginning a plan and every step with a practice in it: what it does, what it refuses, and that it can be undone."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.actions import doctor, plan_days, plan_reviews, plan_steps, plans, sessions
from eq.errors import EqError
from eq.plan.beginning import begun
from eq.plan.measure import Measure
from eq.plan.plan import MOST_FOCUSES, MOST_MINUTES_A_DAY, MOST_PRACTICES, Pause, Setup
from eq.plan.practice import Practice
from eq.plan.schedule import NO_WORD
from eq.store import checks
from eq.store.workspace import Workspace

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 21)
CALM = Measure("Calm", "How calm were you today?", "scale", "higher", "Not at all", "Wholly")
TABLES = ("plan", "plan_action", "plan_pause", "plan_redesign", "plan_action_version", "practice_log")


def practice(name: str = "pause", **more: object) -> Practice:
    fields = {
        "id": name, "title": name.title(), "competency": "self-regulation", "also": (), "facets": ("pausing",),
        "fits": "f", "steps": ("a", "b"), "tiny": "One breath", "minutes": 2, "times": 1, "days": 5, "weeks": 4,
        "occasion": False, "dose": "d", "grade": "B", "source": "s", "caution": "c", "ask": "", "measure": CALM,
        "cue": "c", "act": "a", "obstacle": "o", "instead": "i", "goal": "g", "ways": ("stay-calm",), "triggers": (),
    }  # fmt: skip
    return Practice(**(fields | more))  # type: ignore[arg-type]


def setup(name: str = "pause", **more: object) -> Setup:
    fields = {
        "practice": name, "cue": "I hang up", "act": "I breathe out", "obstacle": "it rings", "instead": "one breath",
        "weekdays": (1, 2, 3, 4, 5), "minutes": 2, "times": 1,
    }  # fmt: skip
    return Setup(**(fields | more))  # type: ignore[arg-type]


@pytest.fixture
def begin(workspace, at):
    """Begins a plan with one practice; returns the ids of both."""

    def make(plan="p", action="a", competency="self-regulation", name="pause", zone=BERLIN, **more):
        plan_steps.begin(
            workspace,
            plan=plan,
            action=action,
            competency=competency,
            goal=more.pop("goal", "One slow minute."),
            ranking=more.pop("ranking", ""),
            practice=practice(name, occasion=more.pop("occasion", False)),
            setup=setup(name, **more),
            zone=zone,
        )
        return plan, action

    return make


def add(workspace, action="b", plan="p", name="walk", **more):
    plan_steps.add(workspace, plan=plan, action=action, setup=setup(name, **more), practice=practice(name), zone=BERLIN)


def one(workspace, action="a"):
    return next(a for plan in plans.every(workspace) for a in plan.actions if a.id == action)


def undoable(workspace):
    """Ids of the practices whose last step is offered to be taken back, those that ended today among them."""
    (plan,) = plans.standing(workspace, BERLIN)
    return {found.action.id for found in plan.actions if found.undoable} | {ended.id for ended in plan.ended}


def rows(workspace: Workspace) -> dict[str, int]:
    with workspace.read() as db:
        counted = checks.counts(db)
        assert checks.orphans(db) == []
    return {table: counted[table] for table in TABLES}


def test_a_plan_is_kept_as_it_was_begun(workspace, begin):
    """Texts on one line, the practice as it ships today, days and time as chosen; it begins today."""
    begin(
        goal="  One\nslow minute. ", cue=" I hang\tup", weekdays=(5, 1, 1), remind_at=time(9, 30, 12), ranking='{"a":1}'
    )
    (plan,) = plans.every(workspace)
    action = plan.actions[0]
    assert (plan.goal, plan.competency, plan.started_on, plan.zone) == (
        "One slow minute.",
        "self-regulation",
        TODAY,
        BERLIN,
    )
    assert (plan.ranking, plan.ended_on, plan.reference) == ('{"a":1}', None, None)
    assert (action.cue, action.weekdays, action.remind_at) == ("I hang up", (1, 5), time(9, 30))
    assert (action.title, action.tiny, action.ways, action.measure) == ("Pause", "One breath", ("stay-calm",), CALM)
    assert (action.practice_from, action.tested, action.draw, action.window_days) == (TODAY, False, None, None)
    assert plans.get(workspace, "p") == plan


def test_the_same_ids_again_repeat_nothing(workspace, begin):
    """A double click begins one plan and adds one practice."""
    begin()
    begin(goal="Another")
    add(workspace)
    add(workspace, minutes=5)
    (plan,) = plans.running(workspace)
    assert (plan.goal, [(a.id, a.minutes) for a in plan.actions]) == ("One slow minute.", [("a", 2), ("b", 2)])


def test_a_test_begins_with_its_measure_and_keeps_the_draw(workspace, begin, monkeypatch):
    """The first day of practice is the drawn one, and can be worked out again from what is kept."""
    monkeypatch.setattr(secrets, "randbelow", lambda most: most - 3)
    begin(baseline_days=10, window_days=7)
    kept = one(workspace)
    again = begun(
        practice(), setup(baseline_days=10), action="a", plan="p", today=TODAY, at=kept.created_at, draw=kept.draw
    )
    assert (kept.draw, kept.baseline_from, kept.window_days) == (2**32 - 3, TODAY, 7)
    assert kept.practice_from == TODAY + timedelta(days=10 + (2**32 - 3) % 7)
    assert kept == again


def test_a_day_begins_where_the_person_says_that_it_begins(workspace, begin, at):
    """At three in the morning of a night shift it is still yesterday."""
    at("2026-11-21T02:00:00Z")
    begin()
    assert one(workspace).practice_from == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"weekdays": ()}, "day of the week"),
        ({"weekdays": (0, 1)}, "day of the week"),
        ({"minutes": 11}, "1 to 10 minutes"),
        ({"minutes": 0}, "1 to 10 minutes"),
        ({"times": 4}, "one to three times"),
        ({"minutes": 4, "times": 3}, "no more than 10 minutes"),
        ({"cue": "x" * 201}, "longer than 200"),
        ({"goal": "x" * 201}, "longer than 200"),
        ({"baseline_days": 6}, "7 to 28 days"),
        ({"baseline_days": 29}, "7 to 28 days"),
        ({"baseline_days": 10, "window_days": 0}, "1 to 14 days"),
        ({"competency": "charm"}, "no such area"),
    ],
)
def test_what_makes_no_sense_keeps_nothing(workspace, begin, fields, said):
    """The words say why, and there is no plan."""
    with pytest.raises(EqError, match=said):
        begin(**fields)
    assert plans.every(workspace) == ()


def test_a_setup_for_another_practice_is_refused(workspace, begin):
    begin()
    with pytest.raises(EqError, match="another practice"):
        plan_steps.add(workspace, plan="p", action="b", setup=setup("walk"), practice=practice("other"), zone=BERLIN)
    assert len(plans.get(workspace, "p").actions) == 1


def test_two_plans_run_and_two_practices_of_each(workspace, begin):
    """One more of either is refused, and so are the same area and the same practice twice."""
    begin(minutes=1)
    with pytest.raises(EqError, match="for this area"):
        begin("q", "x", name="other")
    begin("q", "c", "empathy", "listen", minutes=1)
    with pytest.raises(EqError, match=f"more than {MOST_FOCUSES} plans"):
        begin("r", "d", "motivation", "other", minutes=1)
    add(workspace, "b", minutes=1)
    with pytest.raises(EqError, match=f"more than {MOST_PRACTICES} practices"):
        add(workspace, "e", name="other", minutes=1)
    with pytest.raises(EqError, match="running already"):
        add(workspace, "e", "q", name="walk", minutes=1)
    assert [len(plan.running) for plan in plans.running(workspace)] == [2, 1]


def test_no_step_goes_beyond_the_minutes_of_a_day(workspace, begin):
    """Beginning, adding, growing, changing, swapping and taking back are refused alike, and change nothing."""
    begin(minutes=6)
    with pytest.raises(EqError, match="4 are left"):
        begin("q", "c", "empathy", "listen", minutes=5)
    plan_steps.shrink(workspace, "a", BERLIN)
    begin("q", "c", "empathy", "listen", minutes=5)
    before = plans.every(workspace)
    refused = (
        lambda: plan_steps.grow(workspace, "a"),
        lambda: plan_steps.undo(workspace, "a", BERLIN),
        lambda: plan_steps.change(workspace, "c", zone=BERLIN, times=2),
        lambda: add(workspace, "b", minutes=5),
        lambda: plan_steps.swap(
            workspace, "c", successor="d", setup=setup("walk", minutes=10), practice=practice("walk"), zone=BERLIN
        ),
    )
    for refuse in refused:
        with pytest.raises(EqError, match="more than 10 minutes"):
            refuse()
    assert plans.every(workspace) == before


STEPS = st.sampled_from(("begin", "add", "shrink", "grow", "change", "stop", "swap", "undo", "pause", "resume"))


def step(workspace, name, n, which, minutes, times):
    """One step of that name with a plan or practice made before, or the next new one."""
    action, new, fresh, more = f"a{which}", f"a{n}", f"walk-{n}", {"minutes": minutes, "times": times}
    if name == "begin":
        area = ("empathy", "motivation", "self-awareness")[n % 3]
        texts = {"competency": area, "goal": "", "ranking": ""}
        chosen = {"setup": setup(fresh, **more), "practice": practice(fresh)}
        plan_steps.begin(workspace, plan=f"p{n}", action=new, zone=BERLIN, **texts, **chosen)
    elif name == "add":
        add(workspace, new, f"p{which}", fresh, **more)
    elif name == "change":
        plan_steps.change(workspace, action, zone=BERLIN, **more)
    elif name == "swap":
        chosen = {"setup": setup(fresh, **more), "practice": practice(fresh)}
        plan_steps.swap(workspace, action, successor=new, zone=BERLIN, **chosen)
    elif name == "undo":
        plan_steps.undo(workspace, action, BERLIN)
    elif name == "grow":
        plan_steps.grow(workspace, action)
    else:
        getattr(plan_steps, name)(workspace, action, BERLIN)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STEPS, st.integers(0, 3), st.integers(1, 8), st.integers(1, 2)), min_size=4, max_size=14))
def test_whatever_is_done_no_plan_exceeds_its_minutes(tmp_path_factory, at, done):
    """Any row of steps, refused or not, leaves ten minutes a day, two plans and two practices of each at most."""
    workspace = Workspace(tmp_path_factory.mktemp("any") / "me.eq")
    step(workspace, "begin", 0, 0, 6, 1)
    for n, (name, which, minutes, times) in enumerate(done, 1):
        with suppress(EqError):
            step(workspace, name, n, which, minutes, times)
        running = plans.running(workspace)
        assert sum(a.minutes_a_day for plan in running for a in plan.running) <= MOST_MINUTES_A_DAY
        assert len(running) <= MOST_FOCUSES
        assert all(len(plan.running) <= MOST_PRACTICES for plan in running)


def taken(workspace):
    """Every step: what it does to a practice that runs, and how it looks afterwards."""
    return {
        "pause": (lambda: plan_steps.pause(workspace, "a", BERLIN), lambda a: a.resting),
        "shrink": (lambda: plan_steps.shrink(workspace, "a", BERLIN), lambda a: a.small and a.redesigns == (TODAY,)),
        "change": (
            lambda: plan_steps.change(workspace, "a", zone=BERLIN, cue="I sit down", weekdays=(6, 7)),
            lambda a: (a.cue, a.weekdays, a.redesigns) == ("I sit down", (6, 7), (TODAY,)),
        ),
        "stop": (
            lambda: plan_steps.stop(workspace, "a", BERLIN),
            lambda a: (a.ended_on, a.ending) == (TODAY, "stopped"),
        ),
        "swap": (
            lambda: plan_steps.swap(
                workspace, "a", successor="b", setup=setup("walk"), practice=practice("walk"), zone=BERLIN
            ),
            lambda a: (a.ended_on, a.ending) == (TODAY, "swapped") and one(workspace, "b").replaces == "a",
        ),
    }


@pytest.mark.parametrize("name", ["pause", "shrink", "change", "stop", "swap"])
def test_every_step_can_be_taken_back_once(workspace, begin, at, name):
    """All that stood there comes back, and then there is nothing left to take back."""
    begin()
    before = one(workspace)
    assert plan_steps.undo(workspace, "a", BERLIN) is False
    at("2026-11-21T10:00:00Z")
    do, holds = taken(workspace)[name]
    do()
    assert holds(one(workspace))
    assert undoable(workspace) == {"a"}
    assert plan_steps.undo(workspace, "a", BERLIN) is True
    assert replace(one(workspace), changed_at=before.changed_at) == before
    assert plan_steps.undo(workspace, "a", BERLIN) is False
    assert rows(workspace)["plan_action"] == 1


def test_growing_and_going_on_can_be_taken_back_too(workspace, begin, at):
    begin()
    plan_steps.shrink(workspace, "a", BERLIN)
    plan_steps.grow(workspace, "a")
    assert not one(workspace).small
    plan_steps.undo(workspace, "a", BERLIN)
    assert one(workspace).small
    plan_steps.pause(workspace, "a", BERLIN)
    at("2026-11-25T09:00:00Z")
    plan_steps.resume(workspace, "a", BERLIN)
    assert one(workspace).pauses == (Pause(TODAY + timedelta(days=1), TODAY + timedelta(days=3)),)
    plan_steps.undo(workspace, "a", BERLIN)
    assert one(workspace).resting


def test_a_step_that_changes_nothing_keeps_the_one_before_it(workspace, begin):
    begin()
    plan_steps.shrink(workspace, "a", BERLIN)
    plan_steps.shrink(workspace, "a", BERLIN)
    plan_steps.change(workspace, "a", zone=BERLIN, cue="I hang up")
    plan_steps.resume(workspace, "a", BERLIN)
    assert plan_steps.undo(workspace, "a", BERLIN) is True
    assert not one(workspace).small


def test_a_rest_begins_tomorrow_where_something_was_said_of_today(workspace, begin):
    """So that what was done today still counts."""
    begin(weekdays=(1, 2, 3, 4, 5, 6, 7))
    plan_days.say(workspace, "a", TODAY, "done", BERLIN)
    plan_steps.pause(workspace, "a", BERLIN)
    (found,) = plans.standing(workspace, BERLIN)
    assert one(workspace).pauses == (Pause(TODAY + timedelta(days=1)),)
    assert (found.actions[0].phase, found.actions[0].counted.done) == ("practice", 1)


def test_another_reminder_and_a_change_before_the_first_day_are_no_redesign(workspace, begin):
    """Neither has been tried and given up."""
    begin()
    plan_steps.change(workspace, "a", zone=BERLIN, remind_at=time(8))
    assert one(workspace).redesigns == ()
    begin("q", "c", "empathy", "listen", baseline_days=7)
    plan_steps.change(workspace, "c", zone=BERLIN, cue="I sit down")
    assert one(workspace, "c").redesigns == ()


def test_other_weekdays_leave_what_was_planned_before_as_it_was(workspace, begin, at):
    """The first change of a day says what stood there before it, a later one that of its own day."""
    begin(weekdays=(1, 2, 3, 4, 5))
    at("2026-11-28T09:00:00Z")
    plan_steps.change(workspace, "a", zone=BERLIN, weekdays=(6,))
    plan_steps.change(workspace, "a", zone=BERLIN, weekdays=(7,))
    at("2026-12-05T09:00:00Z")
    plan_steps.change(workspace, "a", zone=BERLIN, weekdays=(1,))
    kept = one(workspace)
    assert kept.earlier == ((date(2026, 11, 28), (1, 2, 3, 4, 5)), (date(2026, 12, 5), (7,)))
    assert plans.standing(workspace, BERLIN)[0].actions[0].counted.planned == 6
    plan_steps.undo(workspace, "a", BERLIN)
    assert (one(workspace).earlier, one(workspace).weekdays) == (kept.earlier[:1], (7,))


def test_unknown_fields_and_goals_too_long_change_nothing(workspace, begin):
    begin()
    before = plans.every(workspace)
    with pytest.raises(EqError, match="no practice_from to change"):
        plan_steps.change(workspace, "a", zone=BERLIN, practice_from=TODAY)
    with pytest.raises(EqError, match="longer than 200"):
        plan_steps.change_goal(workspace, "p", "x" * 201)
    assert plans.every(workspace) == before
    plan_steps.change_goal(workspace, "p", " Two\nminutes ")
    assert plans.get(workspace, "p").goal == "Two minutes"


def test_a_swap_is_not_taken_back_once_something_was_kept_of_what_came_in(workspace, begin):
    """Neither a day nor a step of it may be lost; the same swap again changes nothing."""
    begin()
    for _ in range(2):
        plan_steps.swap(workspace, "a", successor="b", setup=setup("walk"), practice=practice("walk"), zone=BERLIN)
    plan_days.say(workspace, "b", TODAY, "done", BERLIN)
    with pytest.raises(EqError, match="came in its place"):
        plan_steps.undo(workspace, "a", BERLIN)
    assert [a.ending for a in plans.get(workspace, "p").actions] == ["swapped", None]
    plan_days.say(workspace, "b", TODAY, None, BERLIN)
    assert plan_steps.undo(workspace, "a", BERLIN)
    assert [a.id for a in plans.get(workspace, "p").actions] == ["a"]


@pytest.mark.parametrize("kept", ["exercise", "decision"])
def test_nor_once_an_exercise_was_begun_or_a_look_decided_about_it(workspace, begin, at, kept):
    """The exercise would lose its tie, and the look that was kept its decision."""
    at("2026-11-14T09:00:00Z")
    begin()
    at("2026-11-21T09:00:00Z")
    plan_steps.swap(workspace, "a", successor="b", setup=setup("walk"), practice=practice("walk"), zone=BERLIN)
    if kept == "exercise":
        sessions.begin(workspace, session="s", practice="walk", guide="g", action="b", zone=BERLIN)
    else:
        plan_reviews.keep(workspace, review="r", plan="p", week=1, note="", decisions={"b": "keep"}, zone=BERLIN)
    with pytest.raises(EqError, match="came in its place"):
        plan_steps.undo(workspace, "a", BERLIN)
    assert [a.ending for a in plans.get(workspace, "p").actions] == ["swapped", None]
    if kept == "exercise":
        assert sessions.get(workspace, "s").action == "b"
    else:
        assert plan_reviews.every(workspace, "p")[0].decisions == (("b", "keep"),)


def test_a_rest_can_be_taken_again_where_it_is_still_the_day_before(workspace, begin, at):
    """A flight from Auckland to Los Angeles gains a day."""
    begin()
    at("2026-11-22T02:00:00Z")
    plan_steps.pause(workspace, "a", "Pacific/Auckland")
    at("2026-11-24T02:00:00Z")
    plan_steps.resume(workspace, "a", "Pacific/Auckland")
    assert one(workspace).pauses == (Pause(date(2026, 11, 23), date(2026, 11, 23)),)
    at("2026-11-23T06:00:00Z")
    plan_steps.pause(workspace, "a", "America/Los_Angeles")
    assert one(workspace).pauses == (Pause(date(2026, 11, 23)),)


@pytest.mark.parametrize(
    "do",
    [
        lambda workspace: plan_steps.change_goal(workspace, "done", "x"),
        lambda workspace: plan_steps.change_goal(workspace, "gone", "x"),
        lambda workspace: plans.get(workspace, "gone"),
        lambda workspace: plan_steps.pause(workspace, "gone", BERLIN),
        lambda workspace: plan_steps.change(workspace, "a", zone=BERLIN, weekdays=()),
        lambda workspace: plan_steps.change(workspace, "a", zone=BERLIN, minutes=0),
        lambda workspace: plan_steps.change(workspace, "a", zone=BERLIN, times=4),
        lambda workspace: plan_days.say(workspace, "a", TODAY + timedelta(days=2), "done", BERLIN),
        lambda workspace: plan_days.say(workspace, "a", TODAY - timedelta(days=2), "done", BERLIN),
        lambda workspace: plan_days.say(workspace, "a", TODAY, "perhaps", BERLIN),
        lambda workspace: plan_days.measure(workspace, "a", TODAY, 11, BERLIN),
        lambda workspace: keep(workspace, 9, {}),
        lambda workspace: keep(workspace, 1, {}),
        lambda workspace: keep(workspace, 1, {"a": "forget"}),
    ],
)  # fmt: skip
def test_whatever_is_refused_says_what_to_do(workspace, begin, do):
    """That nothing was changed is no way on."""
    begin("done", "x", "empathy", "listen")
    plan_steps.end(workspace, "done", BERLIN)
    begin()
    with pytest.raises(EqError) as refused:
        do(workspace)
    remedy = refused.value.problems[0].remedy
    assert remedy.removeprefix("Nothing was changed.").strip()


def keep(workspace, week, decisions):
    plan_reviews.keep(workspace, review="r", plan="p", week=week, note="", decisions=decisions, zone=BERLIN)


def test_a_stop_is_not_taken_back_once_its_place_is_taken(workspace, begin):
    """Two practices run by then."""
    begin()
    add(workspace)
    plan_steps.stop(workspace, "a", BERLIN)
    add(workspace, "c", name="listen")
    with pytest.raises(EqError, match="more than 2 practices"):
        plan_steps.undo(workspace, "a", BERLIN)
    assert not one(workspace).running


def test_what_has_ended_takes_no_further_step(workspace, begin):
    begin()
    plan_steps.stop(workspace, "a", BERLIN, "distress")
    assert one(workspace).ending == "distress"
    for refused in (plan_steps.pause, plan_steps.resume, plan_steps.shrink, plan_steps.stop):
        with pytest.raises(EqError, match="has ended"):
            refused(workspace, "a", BERLIN)
    with pytest.raises(EqError, match="has ended"):
        plan_steps.grow(workspace, "a")
    assert plans.running(workspace)[0].running == ()


def test_a_finished_plan_stays_as_history_and_takes_no_step(workspace, begin, at):
    """Its practices are finished with it, those that had ended before keep their day; none comes back to life."""
    begin()
    plan_steps.stop(workspace, "a", BERLIN)
    add(workspace)
    at("2026-11-29T09:00:00Z")
    plan_steps.end(workspace, "p", BERLIN)
    plan_steps.end(workspace, "p", BERLIN)
    (plan,) = plans.every(workspace)
    assert (plan.ended_on, plans.running(workspace)) == (date(2026, 11, 29), ())
    assert [(a.ended_on, a.ending) for a in plan.actions] == [(TODAY, "stopped"), (date(2026, 11, 29), "finished")]
    assert plan_steps.undo(workspace, "a", BERLIN) is False
    for refused in (lambda: add(workspace, "c", name="listen"), lambda: plan_steps.change_goal(workspace, "p", "x")):
        with pytest.raises(EqError, match="finished"):
            refused()
    begin("q", "x", name="pause")


def test_deleting_a_plan_takes_all_that_hangs_on_it(workspace, begin):
    """No row of it is left, nor a word of it in the file; another plan stays whole."""
    begin(goal="Unmistakable words")
    begin("q", "c", "empathy", "listen")
    plan_steps.pause(workspace, "a", BERLIN)
    plan_steps.shrink(workspace, "a", BERLIN)
    plan_days.say(workspace, "a", TODAY, "done", BERLIN)
    kept = plans.get(workspace, "q")
    assert plan_steps.delete(workspace, "p") is True
    assert rows(workspace) == dict.fromkeys(TABLES, 0) | {"plan": 1, "plan_action": 1}
    assert plans.every(workspace) == (kept,)
    assert b"Unmistakable" not in workspace.path.read_bytes()
    assert plan_steps.delete(workspace, "p") is True
    with pytest.raises(EqError, match="deleted in another tab"):
        plans.get(workspace, "p")
    with pytest.raises(EqError, match="deleted in another tab"):
        plan_steps.pause(workspace, "a", BERLIN)


def test_erasing_everything_erases_plans(workspace, begin):
    """And the file is sound afterwards."""
    begin(goal="Unmistakable words", baseline_days=7)
    plan_days.measure(workspace, "a", TODAY, 4, BERLIN)
    plan_steps.change(workspace, "a", zone=BERLIN, cue="x")
    assert doctor.erase(workspace)
    assert rows(workspace) == dict.fromkeys(TABLES, 0)
    assert b"Unmistakable" not in workspace.path.read_bytes()
    assert doctor.diagnose(workspace).status == "warning"


@pytest.mark.parametrize("name", ["pause", "shrink", "change", "stop", "swap"])
def test_a_step_is_taken_back_on_its_own_day_only(workspace, begin, at, name):
    """Later days that are over would be planned anew: nothing changes, and what can be done instead is said."""
    begin()
    at("2026-11-21T10:00:00Z")
    taken(workspace)[name][0]()
    after = one(workspace)
    at("2026-11-22T09:00:00Z")
    assert undoable(workspace) == set()
    with pytest.raises(EqError, match="on the day") as refused:
        plan_steps.undo(workspace, "a", BERLIN)
    remedy = {"pause": "Go on", "stop": "begun again", "swap": "begun again"}.get(name, "Change the practice")
    assert remedy in refused.value.problems[0].remedy
    assert one(workspace) == after


def test_the_day_of_a_step_is_that_of_the_person(workspace, begin, at):
    """After midnight it is still the evening of the step for whoever lets their day end at four."""
    at("2026-11-21T22:00:00Z")
    begin()
    plan_steps.shrink(workspace, "a", BERLIN)
    at("2026-11-22T01:00:00Z")
    assert undoable(workspace) == {"a"}
    assert plan_steps.undo(workspace, "a", BERLIN)


@pytest.mark.parametrize(
    ("said", "baseline", "first"), [(False, 7, TODAY), (True, 7, TODAY + timedelta(days=1)), (True, None, None)]
)
@pytest.mark.parametrize("swapped", [True, False])
def test_no_day_counts_for_two_practices(workspace, begin, said, baseline, first, swapped):
    """A test begins tomorrow in a plan of which something was said today, be it swapped in or added."""
    begin()
    if said:
        plan_days.measure(workspace, "a", TODAY, 4, BERLIN)
    chosen = {"practice": practice("walk"), "setup": setup("walk", baseline_days=baseline, window_days=1)}
    if swapped:
        plan_steps.swap(workspace, "a", successor="b", zone=BERLIN, **chosen)
    else:
        plan_steps.add(workspace, plan="p", action="b", zone=BERLIN, **chosen)
    new = one(workspace, "b")
    assert new.baseline_from == first
    assert new.practice_from == (TODAY if first is None else first + timedelta(days=7))


@pytest.mark.parametrize("name", sorted(NO_WORD))
def test_what_protects_people_is_begun_without_a_test(workspace, begin, name):
    """However it is begun; nothing is kept of the attempt."""
    with pytest.raises(EqError, match="protects people"):
        begin(name=name, baseline_days=10)
    assert plans.every(workspace) == ()
    begin(name="pause")
    with pytest.raises(EqError, match="protects people"):
        add(workspace, name=name, baseline_days=7)
    with pytest.raises(EqError, match="protects people"):
        plan_steps.swap(
            workspace, "a", successor="b", setup=setup(name, baseline_days=7), practice=practice(name), zone=BERLIN
        )
    assert [action.id for plan in plans.every(workspace) for action in plan.actions] == ["a"]
    assert one(workspace).running
    add(workspace, name=name)
    assert not one(workspace, "b").tested

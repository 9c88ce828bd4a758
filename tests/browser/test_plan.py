"""A plan in a real browser: eight weeks of it, the shortest way to one, and all of it without a mouse."""

from __future__ import annotations

import math
import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

from eq.actions import (
    clock,
    debriefing,
    entries,
    plan_days,
    plan_reviews,
    plan_steps,
    planning,
    plans,
    practices,
    settings,
    taking,
)
from eq.actions.names import names
from eq.actions.taking import Given
from eq.content import questionnaires
from eq.plan.helped import helped
from eq.store.workspace import Workspace
from eq.wording import guide as guide_words
from eq.wording import plan_focus as focus_words
from eq.wording import plan_review as review_words
from eq.wording import plan_run as words
from eq.wording import plan_start as start_words
from eq.wording import practices as practice_words
from eq.wording import reminders, trial
from eq.wording import today as today_words
from eq.wording.plain import day as said_day

pytestmark = pytest.mark.browser

ZONE = "Europe/Berlin"
FORM = questionnaires.shipped("five-competencies")
FIRST = date(2026, 6, 1)
"""A Monday."""

TESTED, BESIDE = "reappraise", "recall-a-good-turn"
UPSET_BEFORE = (7, 5, 8, 4, 7, 6, 9, 4, 6, 7, 3, 8, 6, 7, 5, 8, 4)
UPSET_WITH = (4, 6, 2, 5, 3, 6, 1, 5, 3)
MOMENTS = ("no-chance", "done", "not-today", "done")
NOTE = "Mornings fit best."


@pytest.fixture
def place(tmp_path):
    workspace = Workspace(tmp_path / "me.eq")
    settings.welcome(workspace)
    return workspace


def heading(page, text):
    expect(page.get_by_role("heading", name=text, level=1, exact=True)).to_be_visible(timeout=20_000)


def on_my_plan(page, goal):
    """What runs is shown, with the goal in the person's words."""
    expect(page.locator("[class*=st-key-plan-action-]").first).to_be_visible(timeout=20_000)
    expect(page.locator(".stMain").get_by_text(goal, exact=True).first).to_be_visible()


def still(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)


def press(page, name, within="body"):
    """Once the page stands still: a button that is drawn anew between down and up takes no click."""
    still(page)
    page.locator(within).get_by_role("button", name=name, exact=True).first.click()


def visit(app, page, path, settle):
    page.goto(app.url + path)
    settle(page)


def unfold(page, label):
    """Open a fold and wait until it has its height: a tap on what it still clips would be no tap a person can make."""
    still(page)
    summary = page.locator("summary").filter(has_text=label).first
    summary.click()
    still(page)
    fold = summary.locator("xpath=..")
    before, height = -1.0, 0.0
    while before != height:
        page.wait_for_timeout(150)
        before, height = height, fold.bounding_box()["height"]


def until(page, found, *expected):
    """Wait until the file holds what was said in the page."""
    for _ in range(200):
        if found() == (expected[0] if expected else True):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never stored: {found()!r}")


def at_noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC).isoformat()


def later(app, day, enter):
    """The app on another day, opened anew."""
    app.kill()
    app.admitted = None
    app.start(now=at_noon(day))
    return enter(app, width=390, height=900, timezone_id=ZONE).page


def known(place, action, day):
    return plans.days(place, [action])[action.id].get(day)


def tap_done(page, place, action, day, label, done):
    """What became of a practice, in one tap."""
    still(page)
    chips = page.locator(f".st-key-plan-chips-done-{action.id}-{day}")
    chosen = chips.get_by_role("radio", name=label, exact=True)
    chosen.click()
    until(page, lambda: (one := known(place, action, day)) and one.done, done)


def tap_measure(page, place, action, day, value):
    """Its measure, in one tap."""
    still(page)
    scale = page.locator(f".st-key-scale-plan-{action.id}-{day}")
    chosen = scale.get_by_role("radio", name=str(value), exact=True)
    chosen.locator("xpath=ancestor::label").click()
    until(page, lambda: (one := known(place, action, day)) and one.value, float(value))


def exercises(place, action):
    """For each exercise that was begun in a practice: whether it was gone through to its end."""
    with place.read() as db:
        return [
            bool(one) for (one,) in db.execute("select finished from practice_session where action = ?", (action.id,))
        ]


# What is there before the plan ----------------------------------------------------------------------------------------


def sitting(place):
    """A whole sitting of the present day in which self-regulation lies below the rest."""
    high, low = (4, 5, 4, 4, 5), (2, 1, 2, 3, 2)
    given = {}
    for n, item in enumerate(FORM.items):
        value = (low if item.scale == "self-regulation" else high)[n % 5]
        given[item.id] = Given(6 - value if item.reverse else value, 6.0)
    one = taking.start(place, FORM, assessment=taking.new_id(), zone=ZONE)
    taking.answer(place, taking.draft(place, one), given)
    taking.finish(place, one)
    return one


def debrief(place, days, **judged):
    """A finished debrief of so many days ago about blame, in which a label was checked."""
    one = entries.new_id()
    debriefing.begin(place, one, ZONE)
    entries.write(place, one, "title", f"The call of {days} days ago")
    entries.tag(place, one, "response", ["check-own-label"])
    entries.judge(place, one, "check-own-label", "no")
    entries.tag(place, one, "trigger", ["blame"])
    entries.tag(place, one, "competency", ["self-regulation"])
    entries.note(place, one, severity=6, episode="demanding")
    then = clock.local_time(clock.now() - timedelta(days=days), ZONE).replace(tzinfo=None)
    entries.set_when(place, one, then, ZONE)
    entries.finish(place, one)


def running(place, at, day, *, remind=None):
    """A plan without a test, begun on that day."""
    at(at_noon(day))
    practice = practices.one(BESIDE)
    plan_steps.begin(
        place,
        plan=plans.new_id(),
        action=plans.new_id(),
        competency="self-regulation",
        goal=practice.goal,
        ranking="",
        setup=replace(planning.setup_of(practice), remind_at=remind),
        practice=practice,
        zone=ZONE,
    )
    [action] = plans.running(place)[0].running
    return action


# Numbers of one's own -------------------------------------------------------------------------------------------------


def tally(action, said, last):
    """(done, planned, extra) up to ``last``, which counts once something was said of it."""
    done = planned = extra = 0
    for n in range((last - action.practice_from).days + 1):
        day = action.practice_from + timedelta(days=n)
        word = said.get(day)
        did = word in ("done", "small")
        if day.isoweekday() not in action.weekdays:
            extra += did
        elif word != "no-chance" and (word or not (action.occasion or day == last)):
            planned += 1
            done += did
    return done, planned, extra


def counted(numbers):
    """What stands there of days done, planned and beyond the plan: the counts, their share, and its range (Wilson)."""
    done, planned, extra = numbers
    z, p = 1.959963984540054, done / planned
    middle, wide = p + z * z / (2 * planned), z * math.sqrt(p * (1 - p) / planned + z * z / (4 * planned**2))
    low, high = (100 * (middle + sign * wide) / (1 + z * z / planned) for sign in (-1, 1))
    beyond = f", and {extra} beyond the plan" if extra else ""
    return re.compile(rf"{done} of {planned} planned days{beyond}\D+{100 * p:.0f} %\D+{low:.0f} to {high:.0f} %")


def signed(value):
    return f"{value:.1f}".replace("-", "−")


class Days:
    """What was said of the tested practice, day by day, in the page and elsewhere."""

    def __init__(self, place, at):
        self.place, self.at = place, at
        self.before, self.during, self.said, self.beside = {}, {}, {}, {}

    def on(self, day):
        self.at(at_noon(day))

    def measure(self, action, day, value):
        self.on(day)
        plan_days.measure(self.place, action.id, day, value, ZONE)
        (self.before if day < action.practice_from else self.during)[day] = value

    def say(self, action, day, done, kept):
        self.on(day)
        plan_days.say(self.place, action.id, day, done, ZONE)
        kept[day] = done

    def kept(self, action):
        """Nothing else is in the file than what was said."""
        stored = {day: one.value for day, one in plans.days(self.place, [action])[action.id].items()}
        assert {day: value for day, value in stored.items() if value is not None} == self.before | self.during

    def found(self):
        """The comparison, from what the test itself has said."""
        return helped(
            list(self.before.values()),
            list(self.during.values()),
            days_before=[day.toordinal() for day in self.before],
            days_during=[day.toordinal() for day in self.during],
            unit=(0.0, 10.0),
            better="lower",
        )

    def lines(self):
        """What the page says about it, number by number."""
        found = self.found()
        done = sum(self.said.get(day) in ("done", "small") for day in self.during)
        levels = (sum(values.values()) / len(values) for values in (self.before, self.during))
        return (
            f"is about {found.mean:.1f} times",
            f"95 % range {signed(found.low95)} to {signed(found.high95)}",
            f"{min(99, math.floor(100 * found.p))} in 100",
            f"{len(self.before)} days before and {len(self.during)} since it began; on {done} of these",
            *(f"usually {level:.1f} (" for level in levels),
        )


# The journey ----------------------------------------------------------------------------------------------------------


def test_eight_weeks_of_a_plan_from_the_choice_to_what_it_showed(start_app, place, enter, settle, at):
    """Chosen for its reasons, tested, logged, left out, changed, judged, finished; the next choice learns from it."""
    days = Days(place, at)
    days.on(FIRST)
    reference = sitting(place)
    for ago in (20, 13, 6, 3, 2, 1):
        debrief(place, ago)
    app = start_app(place.path, now=at_noon(FIRST))
    page = enter(app, width=390, height=900, timezone_id=ZONE).page
    plan, tested = begun(page, place)
    assert plans.reference(place, plan) == reference

    # The days before it: only its one question, which Today asks; a day is left out.
    visit(app, page, "", settle)
    tap_measure(page, place, tested, FIRST, UPSET_BEFORE[0])
    days.before[FIRST] = UPSET_BEFORE[0]
    visit(app, page, "", settle)
    expect(page.locator(f".st-key-today-practice-{tested.id}")).to_contain_text(f"{UPSET_BEFORE[0]} of 10")
    expect(page.locator(f".st-key-plan-chips-done-{tested.id}-{FIRST}")).to_have_count(0)
    for n in range(1, (tested.practice_from - FIRST).days):
        if n != 4:
            days.measure(tested, FIRST + timedelta(days=n), UPSET_BEFORE[n])

    first_day(app, enter, settle, place, days, tested)
    days.kept(tested)
    beside = third_day(app, enter, settle, place, days, tested)

    days.kept(tested)

    # Up to the fourth week: some days are done, some are left out, nobody minds.
    for n in range((FIRST + timedelta(days=28) - tested.practice_from).days):
        day = tested.practice_from + timedelta(days=n)
        if n > 3:
            days.measure(tested, day, UPSET_WITH[n % len(UPSET_WITH)])
            days.say(tested, day, MOMENTS[n % 4], days.said)
        if n > 2 and day.isoweekday() < 6 and (done := ("done", None, "not-today", "small")[n % 4]):
            days.say(beside, day, done, days.beside)
    fourth_week(app, enter, place, days, tested, beside)

    for n in range(28, 56):
        day = FIRST + timedelta(days=n)
        days.measure(tested, day, UPSET_WITH[n % len(UPSET_WITH)])
        days.say(tested, day, MOMENTS[n % 4], days.said)
    days.kept(tested)
    eighth_week(app, enter, settle, place, days, tested, beside)


def begun(page, place):
    """From Today to a tested plan: what speaks for the area, why this practice, and from when on."""
    press(page, today_words.WAY["plan"])
    heading(page, focus_words.TITLE)
    expect(page.get_by_text("Self-regulation has the most points, 8;")).to_be_visible()
    expect(page.locator(".st-key-focus-area-self-regulation").first).to_contain_text("8 points")
    unfold(page, focus_words.FROM_WHERE)
    expect(page.get_by_text("6 episodes of severity 4 or more on 6 days of the last 56: 3 of 3")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("The call of 1 days ago"))).to_be_visible()
    press(page, "Work on self-regulation")
    heading(page, start_words.TITLE)
    offered = page.locator(".st-key-choice-start label:has(input)")
    expect(offered).to_have_count(3)
    expect(offered.first.get_by_role("radio")).to_be_checked()
    wanted = offered.filter(has_text=practices.one(TESTED).title)
    expect(wanted).to_contain_text(f"“{names('trigger')['blame']}” came up on 6 days of the last 56.")
    expect(wanted).to_contain_text("“Check your own label and find a fairer one” worked only partly or not, 6 times")
    still(page)
    wanted.click()
    expect(page.get_by_text(practices.one(TESTED).ask)).to_be_visible()
    still(page)
    page.get_by_text(start_words.TEST, exact=True).click()
    earliest, latest = (said_day(FIRST + timedelta(days=n)) for n in (10, 16))
    expect(page.get_by_text(f"The practice begins between {earliest} and {latest}")).to_be_visible()
    for chip in ("Wed", "Sat", "Sun"):
        still(page)
        page.locator(".st-key-start-chips-days").get_by_text(chip, exact=True).click()
    press(page, start_words.START_NO)
    on_my_plan(page, practices.one(TESTED).goal)
    [plan] = plans.running(place)
    [tested] = plan.running
    assert (plan.competency, plan.started_on, plan.ranking != "") == ("self-regulation", FIRST, True)
    assert (tested.practice, tested.baseline_from, tested.weekdays) == (TESTED, FIRST, tuple(range(1, 8)))
    assert tested.practice_from == FIRST + timedelta(days=10 + tested.draw % 7)
    return plan, tested


def first_day(app, enter, settle, place, days, tested):
    """The first day of practice: one tap, one number; and the look at the week that is over."""
    day = tested.practice_from
    page = later(app, day, enter)
    tap_done(page, place, tested, day, "Done", "done")
    tap_measure(page, place, tested, day, UPSET_WITH[0])
    days.said[day], days.during[day] = "done", UPSET_WITH[0]
    visit(app, page, "", settle)
    expect(page.locator(".st-key-today-plan-answered")).to_contain_text(f"{tested.title}: done")
    week = (day - FIRST).days // 7
    expect(page.get_by_text(f"Week {week} is over:")).to_be_visible()
    press(page, today_words.BUTTON["plan-review"])
    expect(page.get_by_text(f"Week {week} is over.")).to_be_visible()
    press(page, words.REVIEW)
    heading(page, review_words.TITLE)
    press(page, review_words.KEEP)
    expect(page.get_by_text(review_words.KEPT_SAID)).to_be_visible()
    on_my_plan(page, practices.one(TESTED).goal)
    [kept] = plan_reviews.every(place, tested.plan)
    assert (kept.week, kept.decisions) == (week, ((tested.id, "keep"),))


def third_day(app, enter, settle, place, days, tested):
    """A debrief has filled the day before; a second practice joins, and its exercise is begun and stopped."""
    before, day = (tested.practice_from + timedelta(days=n) for n in (1, 2))
    days.on(before)
    debrief(place, 0)
    days.said[before] = "done"
    assert known(place, tested, before).done is None
    page = later(app, day, enter)
    tap_done(page, place, tested, day, "No chance", "no-chance")
    tap_measure(page, place, tested, day, UPSET_WITH[2])
    days.said[day], days.during[day] = "no-chance", UPSET_WITH[2]

    visit(app, page, "plan", settle)
    unfold(page, words.DAYS)
    chip = page.get_by_role("radio", name=f"{words.WEEKDAYS[before.weekday()]} {before.day}: done", exact=True)
    chip.wait_for()
    still(page)
    chip.click()
    expect(chip).to_be_checked()
    expect(page.get_by_text(words.FROM_DEBRIEF)).to_be_visible()
    tap_measure(page, place, tested, before, UPSET_WITH[1])
    days.during[before] = UPSET_WITH[1]
    assert known(place, tested, before).done is None

    visit(app, page, "practices", settle)
    title = practices.one(BESIDE).title
    press(page, title)
    heading(page, title)
    press(page, practice_words.INTO_PLAN)
    heading(page, start_words.TITLE_ADD)
    expect(page.locator(".st-key-choice-start label:has(input)").first).to_contain_text(title)
    press(page, start_words.START)
    on_my_plan(page, practices.one(TESTED).goal)
    _, beside = plans.running(place)[0].running
    assert (beside.practice, beside.practice_from, beside.tested) == (BESIDE, day, False)

    press(page, words.EXERCISE, f".st-key-plan-acts-{beside.id}")
    guide = practices.guide(beside.guide)
    heading(page, beside.title)
    press(page, "Start", ".guide")
    expect(page.locator(".guide .line")).to_have_text(guide.parts[0].text)
    until(page, lambda: exercises(place, beside), [False])
    press(page, "Stop", ".guide")
    expect(page.get_by_text(guide_words.STOPPED)).to_be_visible()
    press(page, guide_words.DONE)
    on_my_plan(page, practices.one(TESTED).goal)
    assert exercises(place, beside) == [False]
    assert known(place, beside, day) is None
    return beside


def fourth_week(app, enter, place, days, tested, beside):
    """Kept, and swapped for something else; the counts are those of the test."""
    day = FIRST + timedelta(days=28)
    page = later(app, day, enter)
    press(page, today_words.BUTTON["plan-review"])
    press(page, words.REVIEW)
    heading(page, review_words.TITLE)
    expect(page.get_by_text(review_words.ADJUST)).to_be_visible()
    for action, said in ((tested, days.said), (beside, days.beside)):
        card = page.locator(f".st-key-review-action-{action.id}")
        expect(card).to_contain_text(counted(tally(action, said, day)))
    still(page)
    choice = page.locator(f".st-key-choice-review-{beside.id}")
    choice.get_by_text(review_words.DECISIONS["swap"]).click()
    page.get_by_role("textbox", name=review_words.NOTE).fill(NOTE)
    press(page, review_words.KEEP)
    heading(page, start_words.TITLE_SWAP)
    still(page)
    page.get_by_role("button", name=re.compile(f"^({start_words.START}|{start_words.START_NO})$")).click()
    on_my_plan(page, practices.one(TESTED).goal)
    _, old, new = plans.running(place)[0].actions
    assert (old.id, old.ending, old.ended_on) == (beside.id, "swapped", day)
    assert (new.replaces, new.running, new.practice_from) == (beside.id, True, day)
    review = plan_reviews.every(place, tested.plan)[-1]
    assert (review.week, review.note) == (4, NOTE)
    assert dict(review.decisions) == {tested.id: "keep", beside.id: "swap"}


def eighth_week(app, enter, settle, place, days, tested, beside):
    """The retest is due, the word is the one that the days give, and the next choice begins with what helped."""
    page = later(app, FIRST + timedelta(days=56), enter)
    expect(page.get_by_text("Your plan is eight weeks old")).to_be_visible()
    press(page, today_words.BUTTON["plan-review"])
    press(page, words.REVIEW)
    heading(page, review_words.TITLE)
    retest = page.locator(".stVerticalBlock.st-key-review-retest")
    expect(retest).to_contain_text(review_words.RETEST)
    expect(retest.get_by_role("button", name=review_words.RETEST_GO)).to_be_visible()
    days.kept(tested)
    assert days.found().verdict == "likely"
    expect(page.locator(f".st-key-review-action-{tested.id}")).to_contain_text(f"{trial.WORD[days.found().verdict]}.")
    press(page, review_words.KEEP)
    on_my_plan(page, practices.one(TESTED).goal)
    unfold(page, f"“{tested.measure.name}”")
    judged(page.locator(f".st-key-figure-trial-{tested.id}"), days)

    # Finished: it stays as history, with its word, its figure and its notes.
    press(page, words.FINISH)
    page.get_by_role("dialog").get_by_role("button", name=words.FINISH, exact=True).click()
    heading(page, focus_words.TITLE)
    unfold(page, practices.one(TESTED).goal)
    past = page.locator(".st-key-plan-past")
    judged(past.locator(f".st-key-figure-trial-{tested.id}"), days)
    expect(past).to_contain_text(counted(tally(tested, days.said, FIRST + timedelta(days=56))))
    expect(past).to_contain_text(counted(tally(beside, days.beside, FIRST + timedelta(days=28))))
    expect(past).to_contain_text(words.ENDING["swapped"])
    expect(past).to_contain_text(NOTE)
    [plan] = plans.every(place)
    assert plan.ended_on == FIRST + timedelta(days=56)

    # What helped comes first the next time.
    press(page, "Work on self-regulation")
    heading(page, start_words.TITLE)
    first = page.locator(".st-key-choice-start label:has(input)").first
    expect(first.get_by_role("radio")).to_be_checked()
    expect(first).to_contain_text(tested.title)
    expect(first).to_contain_text("Your days went better with it when you tested it.")
    visit(app, page, "practices", settle)
    press(page, tested.title)
    heading(page, tested.title)
    for line in days.lines()[:4]:
        expect(page.locator(".st-key-practices-gone")).to_contain_text(line)


def judged(card, days):
    """The card of a trial: its numbers, the warning about the second practice, and every day as a dot."""
    for line in days.lines():
        expect(card).to_contain_text(line)
    for warning in (trial.OTHERS, trial.NOT_CAUSED):
        expect(card).to_contain_text(warning)
    expect(card.get_by_text(trial.TREND)).to_have_count(int(days.found().trend_warning))
    expect(card.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    still(card.page)
    card.locator("summary").filter(has_text="Show as a table").click()
    expect(card.locator("tbody tr")).to_have_count(2 + len(days.before) + len(days.during))


def test_what_was_said_today_is_kept_when_the_plan_is_looked_at(start_app, place, enter, settle, at):
    """From Today to My plan to its weekly look and back: another page that shows an answer does not take it back."""
    action = running(place, at, FIRST)
    day = FIRST + timedelta(days=8)
    app = start_app(place.path, now=at_noon(day))
    page = enter(app, width=390, height=900, timezone_id=ZONE).page
    at(at_noon(day))
    for value in range(5):
        visit(app, page, "", settle)
        plan_days.say(place, action.id, day, None, ZONE)
        plan_days.measure(place, action.id, day, None, ZONE)
        visit(app, page, "", settle)
        tap_done(page, place, action, day, "Done", "done")
        tap_measure(page, place, action, day, value)
        press(page, today_words.BUTTON["plan-review"])
        press(page, words.REVIEW)
        heading(page, review_words.TITLE)
        press(page, review_words.BACK)
        on_my_plan(page, practices.one(BESIDE).goal)
        one = known(place, action, day)
        assert (one.done, one.value) == ("done", float(value))


# The shortest way -----------------------------------------------------------------------------------------------------


def test_a_plan_runs_three_clicks_after_today(start_app, place, enter, capsys):
    """With nothing known of anybody: Plan, an area, Start; the practice and its first answer are asked at once."""
    entries.check_in(place, entry=entries.new_id(), zone=ZONE, pleasantness=0.1, energy=0.1)
    app = start_app(place.path)
    page = enter(app, width=390, height=900).page
    clicks, began = 0, monotonic()
    for name in (today_words.WAY["plan"], "Work on social skills", start_words.START):
        press(page, name)
        clicks += 1
    expect(page.get_by_text(start_words.STARTED)).to_be_visible()
    seconds = monotonic() - began
    [plan] = plans.running(place)
    [action] = plan.running
    on_my_plan(page, plan.goal)
    expect(page.locator(f".st-key-plan-action-{action.id}")).to_contain_text(action.measure.question)
    assert clicks == 3
    with capsys.disabled():
        sys.stdout.write(f"\nfrom Today to a running plan: {clicks} clicks, {seconds:.1f} s\n")


# Without a mouse ------------------------------------------------------------------------------------------------------


def test_a_plan_is_begun_logged_looked_at_and_an_exercise_stopped_by_keyboard(start_app, place, enter, settle, tab_to):
    """Tab, Space, the arrows and Enter alone, on the first day and a week later."""
    day = FIRST
    app = start_app(place.path, now=at_noon(day))
    page = enter(app, "plan", width=1440, height=1000, timezone_id=ZONE).page
    heading(page, focus_words.TITLE)
    tab_to(page, "Work on self-regulation")
    page.keyboard.press("Enter")
    heading(page, start_words.TITLE)
    settle(page)
    title = practices.one(BESIDE).title
    offered = page.locator(".st-key-choice-start label:has(input)")
    tab_to(page, offered.first.inner_text().split("\n")[0][:20])
    for _ in range(offered.count()):
        if title in page.locator(".st-key-choice-start label:has(input:checked)").inner_text():
            break
        page.keyboard.press("ArrowDown")
        settle(page)
    expect(offered.filter(has_text=title).get_by_role("radio")).to_be_checked()
    expect(page.get_by_text(practices.one(BESIDE).fits)).to_be_visible()
    settle(page)
    tab_to(page, start_words.START)
    page.keyboard.press("Enter")
    on_my_plan(page, practices.one(BESIDE).goal)
    [action] = plans.running(place)[0].running
    assert action.practice == BESIDE

    # Today: done, and how it was.
    page.goto(app.url)
    settle(page)
    tab_to(page, "Done")
    page.keyboard.press("Space")
    until(page, lambda: (one := known(place, action, day)) and one.done, "done")
    settle(page)
    scale = page.locator(f".st-key-scale-plan-{action.id}-{day}")
    scale.get_by_role("radio").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    until(page, lambda: (one := known(place, action, day)) and one.value, 3.0)

    # Its exercise, begun and stopped.
    page.goto(f"{app.url}plan")
    settle(page)
    tab_to(page, words.EXERCISE)
    page.keyboard.press("Enter")
    guide = practices.guide(action.guide)
    heading(page, action.title)
    settle(page)
    tab_to(page, "Start")
    page.keyboard.press("Enter")
    expect(page.locator(".guide .line")).to_have_text(guide.parts[0].text)
    until(page, lambda: exercises(place, action), [False])
    tab_to(page, "Stop")
    page.keyboard.press("Enter")
    expect(page.get_by_text(guide_words.STOPPED)).to_be_visible()
    settle(page)
    tab_to(page, guide_words.DONE)
    page.keyboard.press("Enter")
    on_my_plan(page, practices.one(BESIDE).goal)
    assert exercises(place, action) == [False]

    # A week later: the look at it, with a smaller version from now on.
    app.kill()
    app.admitted = None
    app.start(now=at_noon(day + timedelta(days=7)))
    page = enter(app, "plan", width=1440, height=1000, timezone_id=ZONE).page
    tab_to(page, words.REVIEW)
    page.keyboard.press("Enter")
    heading(page, review_words.TITLE)
    settle(page)
    tab_to(page, review_words.DECISIONS["keep"])
    page.keyboard.press("ArrowDown")
    shrink = page.locator(f".st-key-choice-review-{action.id} label:has(input:checked)")
    expect(shrink).to_contain_text(review_words.DECISIONS["shrink"])
    settle(page)
    tab_to(page, review_words.NOTE)
    page.keyboard.type(NOTE)
    tab_to(page, review_words.KEEP)
    page.keyboard.press("Enter")
    expect(page.get_by_text(review_words.KEPT_SAID)).to_be_visible()
    [review] = plan_reviews.every(place, action.plan)
    assert (review.note, review.decisions) == (NOTE, ((action.id, "shrink"),))
    assert plans.running(place)[0].running[0].small


# Stillness ------------------------------------------------------------------------------------------------------------

# Where the parts of an exercise stand in it, until its words have changed.
BOXES = """async guide => {
  const seen = new Set(), said = new Set();
  const end = performance.now() + 6000;
  while (performance.now() < end && said.size < 2) {
    const line = guide.querySelector(".line").textContent;
    said.add(line);
    for (const name of [".circle", ".stage", ".buttons"]) {
      const box = guide.querySelector(name).getBoundingClientRect(), whole = guide.getBoundingClientRect();
      const where = box.width ? [box.x - whole.x, box.y - whole.y, box.width, box.height] : ["hidden"];
      seen.add([name, ...where].map(String).join());
    }
    await new Promise((next) => setTimeout(next, 100));
  }
  return [[...seen].filter((one) => one.startsWith(".circle")).length, seen.size, said.size];
}"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_breathing_stands_still_where_stillness_is_asked_for(start_app, place, enter, motion):
    """From a breath in to a breath out nothing changes its place or size; elsewhere the circle grows."""
    app = start_app(place.path)
    page = enter(app, "practices", width=390, height=900, reduced_motion=motion).page
    title = practices.one("slow-breathing").title
    press(page, title)
    heading(page, title)
    press(page, practice_words.DO_NOW)
    press(page, guide_words.BEGIN)
    press(page, "Start", ".guide")
    expect(page.locator(".guide .line")).to_have_text(guide_words.IN)
    circles, boxes, said = page.locator(".guide").evaluate(BOXES)
    assert said == 2
    assert (circles == 1) == (motion == "reduce")
    assert (boxes == 3) == (motion == "reduce")


# The calendar ---------------------------------------------------------------------------------------------------------


def test_the_calendar_file_of_the_page_is_read_by_another_program(start_app, place, enter, at):
    """The practice on its days at its time, on both sides of the change of the clocks; the weekly look; the retest."""
    vobject = pytest.importorskip("vobject")
    day = date(2026, 10, 19)
    at(at_noon(day))
    sitting(place)
    action = running(place, at, day, remind=time(17, 30))
    app = start_app(place.path, now=at_noon(day))
    page = enter(app, "plan", width=390, height=900, timezone_id=ZONE, accept_downloads=True).page
    files = []
    unfold(page, reminders.TITLE)
    for _ in range(2):
        still(page)
        with page.expect_download() as saved:
            page.get_by_role("button", name=reminders.SAVE, exact=True).click()
        assert saved.value.suggested_filename == reminders.FILE
        files.append(saved.value.path().read_bytes())
    assert files[0] == files[1]
    events = {one.uid.value: one for one in vobject.readOne(files[0].decode()).vevent_list}
    assert set(events) == {
        f"{action.id}@practice.eq-reflect",
        f"{action.plan}@review.eq-reflect",
        f"{action.plan}@retest.eq-reflect",
    }
    event = events[f"{action.id}@practice.eq-reflect"]
    assert event.summary.value == action.title
    first = event.dtstart.value
    assert (first.date(), first.time(), first.utcoffset()) == (
        day,
        time(17, 30),
        timedelta(hours=2),
    )
    zone = ZoneInfo(ZONE)
    nine = [one.replace(tzinfo=zone) for one in list(event.getrruleset()[:9])]
    assert [one.date() for one in nine] == [day + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10)]
    assert {(one.hour, one.minute) for one in nine} == {(17, 30)}
    assert [one.utcoffset() for one in (nine[4], nine[5])] == [timedelta(hours=2), timedelta(hours=1)]
    again = events[f"{action.plan}@retest.eq-reflect"].dtstart.value
    assert again.date() == day + timedelta(weeks=8)

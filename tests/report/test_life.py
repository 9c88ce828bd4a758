"""Promises and plans of a report stand as they did on its last day, and the journal is that of its days alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest

from eq.actions import entries, promises, report_life
from eq.actions.insights import between
from eq.coach.choosing import Selection
from eq.coach.masking import Masker
from eq.plan.measure import Measure
from eq.plan.plan import Action, Day, Plan, Review
from eq.reflect.promise import Commitment
from eq.report.plan import planned
from eq.report.promises import facts, stood
from eq.wording import report_life as words

FIRST, LAST, TODAY = date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 21)
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)


def promise(state="open", due=None, **more):
    return Commitment("p", "Ring", state, "UTC", AT, AT, due_date=due, **more)


@pytest.mark.parametrize(
    ("made", "settled", "there"),
    [
        (date(2026, 9, 1), None, "open"),
        (date(2026, 9, 1), date(2026, 9, 30), None),
        (date(2026, 9, 1), date(2026, 10, 1), "kept"),
        (date(2026, 10, 31), None, "open"),
        (date(2026, 10, 31), date(2026, 11, 2), "open"),
        (date(2026, 11, 1), None, None),
    ],
)
def test_a_promise_is_in_a_report_when_it_was_open_on_a_day_of_it(made, settled, there):
    """What came of it after the last day is not told."""
    found = stood(promise("kept" if settled else "open"), made, settled, FIRST, LAST, TODAY)
    assert (found.state if found else None) == there


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        (date(2026, 10, 30), TODAY, True),
        (date(2026, 10, 31), TODAY, True),
        (date(2026, 10, 31), date(2026, 10, 31), False),
        (date(2026, 11, 2), TODAY, False),
        (None, TODAY, False),
    ],
)
def test_an_open_promise_is_late_once_its_day_is_over(due, today, late):
    """A day within the report that is over, by the day on which the report is made."""
    assert stood(promise(due=due), FIRST, None, FIRST, LAST, today).late is late


def test_kept_after_the_day_is_kept_and_said_to_be_after_it():
    """The share counts it as kept."""
    found = stood(promise("kept", due=date(2026, 10, 3)), FIRST, date(2026, 10, 4), FIRST, LAST, TODAY)
    assert (found.state, found.after, facts([found]).kept.kept) == ("kept", True, 1)


def test_too_few_promises_have_no_share_but_the_reason():
    """The number that is missing is among what is withheld."""
    found = stood(promise("broken"), FIRST, date(2026, 10, 4), FIRST, LAST, TODAY)
    assert facts([found]).withheld == ((words.MISSING["kept"], 4),)
    assert "shown from 5 promises" in words.kept(facts([found]).kept)


CALM = Measure("Calm", "How calm?", "scale", "higher", "Not at all", "Wholly")
ACTION = Action(
    "a", "p", "pause", "Pause", CALM, 2, 1, (1, 2, 3, 4, 5, 6, 7), date(2026, 10, 11), AT, AT,
    baseline_from=date(2026, 9, 25), ended_on=date(2026, 11, 5), ending="distress",
)  # fmt: skip
PLAN = Plan("p", "empathy", "", date(2026, 9, 25), "UTC", AT, AT, ended_on=date(2026, 11, 5), actions=(ACTION,))


def days(first, n, value, done=None):
    return {day: Day(day, done, value) for day in (date.fromordinal(first.toordinal() + k) for k in range(n))}


KNOWN = {"a": days(date(2026, 9, 25), 10, 3.0) | days(date(2026, 10, 11), 26, 6.0, "done")}


def test_a_practice_stands_as_on_the_last_day_and_is_compared_with_its_days_before():
    """Days before the report are its baseline; what was done or ended afterwards is not told."""
    looks = {"p": (Review("r", "p", 1, date(2026, 10, 3), ""), Review("s", "p", 5, date(2026, 11, 2), ""))}
    (found,) = planned([PLAN], KNOWN, looks, FIRST, LAST)
    (one,) = found.practices
    assert (found.plan.ended_on, one.action.ended_on, one.action.ending, one.phase) == (None, None, None, "practice")
    assert (len(one.trial.before), len(one.trial.during), one.counted.done) == (10, 21, 21)
    assert [look.id for look in found.reviews] == ["r"]


def test_a_plan_of_other_days_is_not_in_it():
    """Neither one that ended before the first day nor one that began after the last."""
    over = replace(PLAN, ended_on=date(2026, 9, 30), actions=())
    later = replace(PLAN, started_on=date(2026, 11, 1), actions=())
    assert planned([over, later], {}, {}, FIRST, LAST) == ()


def debrief(workspace, name, local, *, minutes=None, way="paraphrase"):
    entries.begin(workspace, "debrief", entry=name, zone="UTC")
    entries.note(workspace, name, severity=4, episode="demanding")
    entries.tag(workspace, name, "response", [way])
    entries.tag(workspace, name, "trigger", ["my own", "long-wait"])
    entries.feel(workspace, name, "now", ["calm"])
    entries.set_when(workspace, name, datetime.combine(local, time(9)), "UTC")
    entries.finish(workspace, name)


def test_numbers_are_of_the_chosen_days_alone(workspace, at):
    """An entry of the day before the first or after the last is in none of them, ways of responding included."""
    for n, on in enumerate((date(2026, 9, 30), FIRST, LAST, date(2026, 11, 1))):
        debrief(workspace, f"e{n}", on)
    found = between(workspace, FIRST, LAST)
    assert (found.breakdowns[0].total, found.words.picks) == (2, 2)
    assert found.more_responses.keys() == {"paraphrase"}
    assert (found.episodes_material, found.week.n) == ((), 0)
    told = report_life.life(workspace, Selection(FIRST, LAST, chosen=frozenset({"journal"})), Masker(()), "UTC")
    assert told.sections[0].lead == "2 entries in these days: 2 debriefs."
    assert told.facts.debriefs == 2


def test_own_triggers_are_one_row_where_they_are_pooled(workspace, at):
    """Two of one's own in one debrief count once, and ways of one's own are tested nowhere."""
    debrief(workspace, "one", FIRST, way="my own way")
    entries.tag(workspace, "one", "trigger", ["my own", "another of mine"])
    pooled = between(workspace, FIRST, LAST, pooled="own")
    assert [(row.value, row.n) for row in pooled.breakdowns[0].rows.itertuples()] == [("own", 1)]
    assert pooled.more_responses == {}


def test_the_table_of_promises_says_where_it_is_cut(workspace, at, monkeypatch):
    """The newest are listed, with how many there are."""
    from eq.report import promises as section

    monkeypatch.setattr(section, "MOST_ROWS", 2)
    for n in range(3):
        promises.add(workspace, promise=f"p{n}", what=f"Ring {n}", zone="UTC")
    selection = Selection(FIRST, TODAY, chosen=frozenset({"promises"}), texts=frozenset({"promises"}))
    (found,) = report_life.life(workspace, selection, Masker(()), "UTC").sections
    assert found.blocks[-1].caption == "The promises of these days, the newest first: 2 of 3"
    assert len(found.blocks[-1].rows) == 2


def test_ways_beyond_the_first_share_a_row(workspace, at, monkeypatch):
    """A table stays short enough to read; nothing is lost from its sum."""
    from eq.report import journal

    monkeypatch.setattr(journal, "MOST_NAMED", 1)
    for n, way in enumerate(("paraphrase", "paraphrase", "say-no", "offer-options")):
        debrief(workspace, f"e{n}", FIRST, way=way)
    (found,) = report_life.life(
        workspace, Selection(FIRST, LAST, chosen=frozenset({"journal"})), Masker(()), "UTC"
    ).sections
    table = next(one for one in found.blocks if one.type == "table")
    assert [row[:2] for row in table.rows] == [("Paraphrase", "2"), ("2 others together", "2")]


def test_a_debrief_without_a_trigger_has_a_sentence_and_no_empty_heading(workspace, at):
    """No heading of the journal stands over nothing."""
    entries.begin(workspace, "debrief", entry="bare", zone="UTC")
    entries.note(workspace, "bare", severity=4, episode="demanding")
    entries.finish(workspace, "bare")
    selection = Selection(FIRST, TODAY, chosen=frozenset({"journal"}))
    (found,) = report_life.life(workspace, selection, Masker(()), "UTC").sections
    kinds = [one.type for one in found.blocks]
    assert "No debrief of these days says what set it off." in [one.text for one in found.blocks]
    assert not any(kind == "heading" and after == "heading" for kind, after in pairwise(kinds))
    assert kinds[-1] != "heading"

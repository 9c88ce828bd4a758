"""What speaks for each area: from a questionnaire only, from a journal only, and from neither."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from eq.actions import entries, focus, practices, sessions
from eq.content import questionnaires
from eq.errors import EqError
from eq.plan.measure import Measure
from eq.plan.plan import Action, Ending, Plan
from eq.reflect.competencies import COMPETENCIES, Competency
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
Write = Callable[..., str]


@pytest.fixture
def hard(workspace: Workspace, at: Callable[[str], None]) -> Write:
    """A finished debrief of a day of November 2026; afterwards it is the 21st."""

    def add(
        name: str,
        day: int,
        *,
        severity: int = 6,
        competency: Sequence[str] = (),
        trigger: Sequence[str] = (),
        episode: str = "demanding",
    ) -> str:
        at(f"2026-11-{day:02}T10:00:00Z")
        entries.begin(workspace, "debrief", entry=name, zone=ZONE)
        entries.write(workspace, name, "title", name)
        entries.tag(workspace, name, "competency", list(competency))
        entries.tag(workspace, name, "trigger", list(trigger))
        entries.note(workspace, name, episode=episode, severity=severity)
        entries.finish(workspace, name)
        at("2026-11-21T10:00:00Z")
        return name

    return add


def low_in(area: Competency) -> dict[str, int | None]:
    """Raw answers to the shipped form: one area answered at its very low end, the others at the high one."""
    form = questionnaires.shipped("five-competencies")
    low, high = form.answers.low, form.answers.high
    return {item.id: (low if (item.scale == area) != item.reverse else high) for item in form.items}


def terms(found: focus.Focus, area: Competency) -> dict[str, int]:
    row = next(row for row in found.ranking.rows if row.competency == area)
    return {term.name: term.points for term in row.terms if term.counted}


def test_with_nothing_at_all_no_term_counts_and_nothing_is_written(workspace: Workspace, at: object) -> None:
    """The five stand in their fixed order, and there is no text of a ranking to keep."""
    found = focus.focus(workspace, ZONE)
    assert found.ranking.nothing
    assert [row.competency for row in found.ranking.rows] == list(COMPETENCIES)
    assert focus.ranking_text(found) == ""
    assert focus.record(workspace, "empathy", ZONE) == focus.Record()
    assert not workspace.exists()


def test_a_journal_alone_counts_once_it_holds_five_hard_episodes(workspace: Workspace, hard: Write) -> None:
    """Days are counted once; with the fifth episode the term appears for all five areas."""
    for n in range(4):
        hard(f"e{n}", 18 + n // 2, competency=["empathy"])
    before = focus.focus(workspace, ZONE)
    assert (before.tagged, before.ranking.nothing) == (4, True)
    hard("e4", 20, competency=["empathy", "motivation"])
    found = focus.focus(workspace, ZONE)
    source = found.sources["empathy"]
    assert (found.tagged, source.days, source.of) == (5, 3, 5)
    assert [entry.id for entry in source.entries] == ["e4", "e3", "e2", "e1", "e0"]
    assert (terms(found, "empathy"), terms(found, "motivation")) == ({"journal": 4}, {"journal": 2})
    assert terms(found, "social-skills") == {"journal": 0}


def test_mistreatment_and_what_is_older_than_eight_weeks_speak_for_nothing(workspace: Workspace, hard: Write) -> None:
    """The 56th day back still counts, the 57th does not."""
    hard("abusive", 20, competency=["empathy"], episode="abusive")
    for n in range(5):
        hard(f"e{n}", 1, competency=["empathy"])
    assert focus.focus(workspace, ZONE).sources["empathy"].of == 5


@pytest.mark.parametrize(("today", "left"), [("2026-12-26", 1), ("2026-12-27", 0)])
def test_the_stretch_has_fifty_six_days(
    workspace: Workspace, hard: Write, at: Callable[[str], None], today: str, left: int
) -> None:
    """Today and the 55 days before it."""
    hard("old", 1, competency=["empathy"])
    at(f"{today}T10:00:00Z")
    assert focus.focus(workspace, ZONE).sources["empathy"].of == left


def test_a_questionnaire_alone_counts_by_the_areas_that_lie_lower(workspace: Workspace, sit: Write) -> None:
    """The statements answered low are named, and it is said that nothing but the profile put the area first."""
    sit(questionnaires.shipped("five-competencies"), given=low_in("empathy"))
    found = focus.focus(workspace, ZONE)
    source = found.sources["empathy"]
    assert terms(found, "empathy") == {"low": 2}
    assert terms(found, "motivation") == {"low": 0}
    assert found.ranking.only_low
    assert source.sitting is not None
    assert source.low is not None
    assert source.low.word == "lower"
    assert len(source.items) == focus.STATEMENTS
    assert found.sources["motivation"].items == ()


def test_a_pulse_and_answers_in_doubt_are_no_profile(workspace: Workspace, sit: Write) -> None:
    """A sitting whose quick answers nobody settled gives no number, and so no point."""
    from eq.store import sittings

    sit(questionnaires.shipped("pulse"))
    doubtful = sit(questionnaires.shipped("five-competencies"), given=low_in("empathy"))
    with workspace.write() as db:
        sittings.set_quality(db, doubtful, "open")
    assert focus.focus(workspace, ZONE).ranking.nothing


def test_an_answer_counts_only_when_all_five_have_one(workspace: Workspace, at: object) -> None:
    """Then the areas are ordered by it; one taken back takes the order away."""
    for n, area in enumerate(COMPETENCIES):
        assert not focus.focus(workspace, ZONE).rated
        focus.rate(workspace, area, importance=3 if area == "empathy" else n % 2)
    found = focus.focus(workspace, ZONE)
    assert found.rated
    assert found.ranking.rows[0].competency == "empathy"
    focus.rate(workspace, "motivation", importance=None)
    assert focus.focus(workspace, ZONE).ranking.nothing


def test_one_answer_leaves_the_other_as_it_was(workspace: Workspace, at: object) -> None:
    """Importance and readiness are kept side by side."""
    focus.rate(workspace, "empathy", importance=2)
    focus.rate(workspace, "empathy", readiness=1)
    known = next(one for one in focus.focus(workspace, ZONE).known if one.competency == "empathy")
    assert (known.importance, known.readiness) == (2, 1)


@pytest.mark.parametrize("wrong", [{"importance": 4}, {"readiness": 3}, {"importance": -1}])
def test_an_answer_there_is_not_changes_nothing(workspace: Workspace, at: object, wrong: dict[str, int]) -> None:
    """Nor does an area there is not."""
    focus.rate(workspace, "empathy", importance=2, readiness=1)
    with pytest.raises(EqError):
        focus.rate(workspace, "empathy", **wrong)
    with pytest.raises(EqError):
        focus.rate(workspace, "charm", importance=1)  # type: ignore[arg-type]
    known = next(one for one in focus.focus(workspace, ZONE).known if one.competency == "empathy")
    assert (known.importance, known.readiness) == (2, 1)


def test_the_record_holds_triggers_low_statements_of_the_area_and_what_was_left_out(
    workspace: Workspace, hard: Write, sit: Write
) -> None:
    """Statements of other areas are no reason for this one."""
    hard("a", 20, trigger=["raised-voice"], severity=2)
    sit(questionnaires.shipped("five-competencies"), given=low_in("empathy"))
    practice = practices.all()[0].id
    practices.skip(workspace, practice)
    found = focus.record(workspace, "empathy", ZONE)
    form = questionnaires.shipped("five-competencies")
    own = {item.id for item in form.items if item.scale == "empathy"}
    assert found.trigger_days == {"raised-voice": 1}
    assert {one for items in found.low_items.values() for one in items} == own
    assert found.left == {practice}
    assert focus.record(workspace, "motivation", ZONE).low_items == {}
    assert set(focus.statements(workspace)) == {item.id for item in form.items}


def test_what_was_followed_by_more_distress_twice_is_left_whatever_ended_it(workspace: Workspace, at: object) -> None:
    """Once is not enough; another area knows of it too."""
    for name, expected in (("one", set()), ("two", {"slow-breathing"})):
        sessions.begin(
            workspace, session=name, practice="slow-breathing", guide="slow-breathing", action=None, zone=ZONE
        )
        sessions.close(workspace, name, seconds=60, finished=True, before=4, after=7)
        assert focus.record(workspace, "self-regulation", ZONE).left == expected
    assert focus.record(workspace, "empathy", ZONE).left == {"slow-breathing"}


def test_the_ranking_is_kept_as_the_same_text_for_the_same_answers(workspace: Workspace, at: object) -> None:
    """Only terms that counted stand in it."""
    for area in COMPETENCIES:
        focus.rate(workspace, area, readiness=1)
    text = focus.ranking_text(focus.focus(workspace, ZONE))
    assert text == focus.ranking_text(focus.focus(workspace, "Asia/Tokyo"))
    kept = json.loads(text)
    assert kept["areas"]["empathy"] == {"readiness": 1, "total": 1}
    assert kept["close"] is True


def ended(practice: str, ending: Ending, day: int) -> Action:
    moment = datetime(2026, 11, day, tzinfo=UTC)
    measure = Measure("Calm", "How calm were you?", "scale", "higher", "Not", "Very")
    return Action(
        f"{practice}-{day}", "p", practice, practice, measure, 1, 1, (1,), date(2026, 11, 1), moment, moment,
        ended_on=date(2026, 11, day), ending=ending,
    )  # fmt: skip


def test_what_was_dropped_is_left_unless_it_helped_or_was_taken_up_again() -> None:
    """Distress weighs more than a good word; a practice that came to its end is not left."""
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    actions = (
        ended("stopped", "stopped", 2),
        ended("swapped", "swapped", 3),
        ended("upset", "distress", 4),
        ended("finished", "finished", 5),
        ended("again", "stopped", 2),
        ended("again", "finished", 9),
        ended("good", "stopped", 6),
    )
    plan = Plan("p", "empathy", "", date(2026, 11, 1), ZONE, moment, moment, actions=actions)
    word = {"good": "likely", "upset": "likely"}
    assert focus.left([plan], word) == {"stopped", "swapped", "upset"}
    running = replace(plan, actions=(replace(actions[0], ended_on=None, ending=None),))
    assert focus.left([running], {}) == frozenset()

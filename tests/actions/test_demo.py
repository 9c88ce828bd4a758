from __future__ import annotations

import math
import os
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from eq.actions import (
    demo,
    demo_debrief,
    demo_journal,
    demo_notes,
    demo_words,
    doctor,
    filed,
    history,
    plans,
    results,
    today,
)
from eq.content.debrief import debrief
from eq.content.emotions import emotions
from eq.content.playbook import playbook
from eq.content.prompts import prompts as prompts_that_ship
from eq.errors import EqError
from eq.plan import schedule
from eq.reflect import following
from eq.reflect.competencies import COMPETENCIES
from eq.reflect.entry import Entry
from eq.reflect.promise import Commitment
from eq.stats import generator
from eq.store import checks, entries, people, promises
from eq.store.workspace import Workspace

At = Callable[[str], None]
NOW = "2026-11-21T09:00:00Z"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A made-up year, made once."""
    path = tmp_path_factory.mktemp("demo") / "year.eq"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("EQ_TEST_NOW", NOW)
        demo.make(path, years=1, seed=1)
    return Workspace(path)


def content(workspace: Workspace) -> list[object]:
    """Everything but the owner's own random id."""
    with workspace.read() as db:
        return [
            db.execute(f"select {columns} from {table} order by 1, 2").fetchall()
            for table, columns in (
                ("assessment", "id, questionnaire, state, seed, started_at, ended_at, taken_at, quality"),
                ("answer", "assessment, item, value, position, page, seconds, given_at"),
                ("questionnaire", "digest, id"),
                ("setting", "key, value"),
                ("entry", "id, kind, state, at, zone, local_date, severity, recovery_minutes, followed_at, changed_at"),
                ("entry_text", "entry, field, text"),
                ("entry_point", "entry, moment, pleasantness, energy"),
                ("entry_word", "entry, moment, word, position"),
                ("entry_tag", "entry, kind, value, worked, position"),
                ("commitment", "id, entry, follows, what, to_whom, due_date, state, satisfied, resolved_at"),
                ("plan", "id, competency, goal, reference, zone, started_on, ended_on, created_at, changed_at"),
                ("plan_action", "id, plan, practice, baseline_from, draw, practice_from, ended_on, ending"),
                ("practice_log", "action, local_date, done, value, changed_at"),
                ("review", "id, plan, week, local_date, note"),
            )
        ]


def test_the_same_seed_and_clock_make_the_same_history(year: Workspace, tmp_path: Path, at: At) -> None:
    """Sittings, answers and times are alike to the last digit."""
    at(NOW)
    demo.make(tmp_path / "again.eq", years=1, seed=1)
    assert content(Workspace(tmp_path / "again.eq")) == content(year)


@pytest.mark.parametrize(("seed", "now"), [(2, NOW), (1, "2026-11-22T09:00:00Z")], ids=["seed", "clock"])
def test_another_seed_or_clock_makes_another(year: Workspace, tmp_path: Path, at: At, seed: int, now: str) -> None:
    """Neither is without effect."""
    at(now)
    demo.make(tmp_path / "other.eq", years=1, seed=seed)
    assert content(Workspace(tmp_path / "other.eq")) != content(year)


def test_a_year_has_monthly_sittings_and_weekly_pulses(year: Workspace) -> None:
    """Thirteen sittings and fifty pulses (three weeks were left out), all finished, oldest a year ago."""
    listed = filed.listing(year, "assessments").records
    kinds = [row["questionnaire"] for row in listed]
    assert (kinds.count("five-competencies"), kinds.count("pulse"), len(kinds)) == (13, 50, 63)
    assert {row["state"] for row in listed} == {"done"}
    assert listed[0]["taken_at"].startswith("2025-11-2")


def test_ten_years_are_made_whole(tmp_path: Path, at: At) -> None:
    """Six hundred and twelve sittings with every answer, said by the number it returns."""
    at(NOW)
    made = demo.make(tmp_path / "ten.eq", years=10, seed=3)
    workspace = Workspace(tmp_path / "ten.eq")
    with workspace.read() as db:
        counted = checks.counts(db)
        assert checks.integrity(db) == []
    assert made.sittings == counted["assessment"] == 121 + 491
    assert (made.entries, made.promises) == (counted["entry"], counted["commitment"])
    assert 5_000 < made.entries < 9_000
    assert counted["answer"] == 121 * 50 + 491 * 15


def test_nothing_made_up_lies_ahead(year: Workspace) -> None:
    """No instant of it is after now: a sitting of tomorrow could not be real."""
    now = datetime.fromisoformat(NOW)
    with year.read() as db:
        moments = [
            datetime.fromisoformat(moment)
            for select in (
                "select started_at, ended_at, taken_at from assessment",
                "select at, changed_at, followed_at from entry",
                "select created_at, changed_at, resolved_at from commitment",
            )
            for row in db.execute(select)
            for moment in row
            if moment is not None
        ]
    assert now - timedelta(days=2) < max(moments) <= now


def test_a_made_up_history_is_believable(year: Workspace, at: At) -> None:
    """Answers use the whole scale, a few do not apply, areas differ, and hardly any sitting is doubted."""
    at(NOW)
    found = history.history(year, "five-competencies", "UTC")
    assert found is not None
    values = np.concatenate([results.result(year, s.id).values for s in found.sittings])
    counts = {v: np.mean(values == v) for v in (1, 2, 3, 4, 5)}
    assert all(share > 0.01 for share in counts.values())
    assert 0.003 < np.isnan(values).mean() < 0.05
    assert (found.table["status"] == "ok").mean() > 0.9
    assert found.table.groupby("scale")["mean"].mean().std() > 0.1


def test_every_page_can_show_it(year: Workspace, tmp_path: Path, at: At) -> None:
    """The welcome is over, results, verdict and pulse blocks are there, and the doctor finds no error."""
    at(NOW)
    workspace = Workspace(tmp_path / "copy.eq")
    shutil.copy(year.path, workspace.path)
    assert today.today(workspace, "UTC").latest is not None
    monthly = history.history(workspace, "five-competencies", "UTC")
    weekly = history.history(workspace, "pulse", "UTC")
    assert monthly is not None
    assert monthly.comparison is not None
    assert monthly.comparison.refused is None
    assert weekly is not None
    assert weekly.pair is not None
    assert doctor.diagnose(workspace).status != "error"


def test_a_file_that_is_there_is_never_touched(tmp_path: Path, at: At) -> None:
    """Whatever it holds, the demo refuses to write over it or into it."""
    at(NOW)
    path = tmp_path / "mine.eq"
    path.write_text("mine")
    with pytest.raises(EqError, match="a file here already") as caught:
        demo.make(path, years=1, seed=1)
    assert caught.value.problems[0].remedy
    assert path.read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="HOME is the home folder on POSIX only")
def test_the_home_folder_can_be_named_by_its_sign(tmp_path: Path, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """``~`` is the home folder also for the question whether the file is there already."""
    at(NOW)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "me.eq").write_text("mine")
    with pytest.raises(EqError, match="a file here already"):
        demo.make(Path("~/me.eq"), years=1, seed=1)
    assert (tmp_path / "me.eq").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_an_error_in_words(tmp_path: Path, at: At) -> None:
    """A folder that is a file is refused."""
    at(NOW)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(EqError):
        demo.make(tmp_path / "file" / "demo.eq", years=1, seed=1)


def test_instants_are_kept_in_utc(year: Workspace) -> None:
    """Every stored instant says so."""
    with year.read() as db:
        moments = [row[0] for row in db.execute("select taken_at from assessment")]
    assert {datetime.fromisoformat(m).tzinfo for m in moments} == {UTC}
    assert all(m.endswith("Z") for m in moments)


def kept(workspace: Workspace) -> list[Entry]:
    """Every entry, oldest first."""
    with workspace.read() as db:
        return entries.entries(db, [row[0] for row in db.execute("select id from entry order by at, id")])


def promised(workspace: Workspace) -> list[Commitment]:
    """Every promise, oldest first."""
    with workspace.read() as db:
        owner = people.owner(db)
        assert owner is not None
        return promises.every(db, owner)


def test_a_year_holds_every_kind_of_entry_in_believable_numbers(year: Workspace) -> None:
    """One and a half to two check-ins a working day, two or three debriefs a week, some days without anything."""
    found = kept(year)
    counts = Counter(entry.kind for entry in found)
    days = {entry.local_date for entry in found}
    assert 280 < counts["check-in"] < 500
    assert 100 < counts["debrief"] < 160
    assert 60 < counts["note"] < 200
    assert counts["feedback"] > 4
    assert 200 < len(days) < 340
    assert sum(entry.local_date.weekday() > 4 for entry in found) < 0.25 * len(found)


def test_what_ships_is_what_was_chosen(year: Workspace) -> None:
    """Words, triggers, needs, channels, responses and competencies are those of the content, own ones apart."""
    content_ = debrief()
    shipped: dict[str, set[str]] = {
        "trigger": {one.id for one in content_.triggers},
        "need": {one.id for one in content_.needs},
        "channel": {one.id for one in content_.channels},
        "response": {way.id for way in playbook()},
        "competency": set(COMPETENCIES),
        "custom": set(demo_notes.OWN_TAGS),
    }
    words = {feeling.word for feeling in emotions()} | set(demo_notes.OWN_WORDS)
    found = kept(year)
    assert {tag.kind for entry in found for tag in entry.tags} == set(shipped)
    assert [tag for entry in found for tag in entry.tags if tag.value not in shipped[tag.kind]] == []
    assert {word.word for entry in found for word in entry.words} <= words
    assert demo_words.HAPPENED.keys() == shipped["trigger"]
    assert demo_notes.ANSWERS.keys() <= {prompt.id for prompt in prompts_that_ship()}
    assert set(demo_debrief.USUAL) <= shipped["response"]


def test_some_debriefs_begin_from_a_preparation_of_the_same_day(year: Workspace) -> None:
    """It is there before them, for the same client, and is not itself a use of any way of responding."""
    found = {entry.id: entry for entry in kept(year)}
    begun = [entry for entry in found.values() if entry.prepared]
    assert len(begun) >= 3
    for entry in begun:
        before = found[entry.prepared or ""]
        assert (before.kind, before.client, before.local_date) == ("preparation", entry.client, entry.local_date)
        assert before.at < entry.at
        assert all(tag.worked is None for tag in before.tags)


def test_feelings_lie_near_the_point_they_were_chosen_at(year: Workspace) -> None:
    """A shipped word is one a person would be offered there."""
    near = {feeling.word: (feeling.pleasantness, feeling.energy) for feeling in emotions()}
    distances = [
        math.dist((point.pleasantness, point.energy), near[word.word])
        for entry in kept(year)
        for word in entry.words
        if word.word in near
        and (point := entry.points[word.moment]).pleasantness is not None
        and point.energy is not None
    ]
    assert len(distances) > 300
    assert np.mean(distances) < 0.35


def written(*, years: int, seed: int) -> list[Entry]:
    """The entries of a made-up history that no file holds yet."""
    now, zone = datetime.fromisoformat(NOW), ZoneInfo("Europe/Berlin")
    return demo_journal.history(generator(seed), now=now, zone=zone, years=years).entries


def test_an_attack_is_told_without_a_word_about_the_other_side() -> None:
    """A made-up mistreatment follows the rules of a real one: no label, need, fairer reading, keep or change."""
    found = [entry for entry in written(years=3, seed=1) if entry.episode == "abusive"]
    assert len(found) == 3
    for entry in found:
        assert not {"label", "fairer", "need", "keep", "change", "helpful"} & entry.texts.keys()
        assert entry.tagged("need") == ()
        assert {tag.worked for tag in entry.tags} == {None}
        assert entry.text("reported")


def test_harder_contacts_take_longer_and_some_responses_help() -> None:
    """There is something to find in it: minutes rise with severity, and paraphrasing goes with shorter ones."""
    found = [entry for entry in written(years=5, seed=2) if entry.recovery_minutes is not None]
    usual = [entry for entry in found if entry.episode != "abusive"]
    minutes = np.log2(1 + np.array([e.recovery_minutes for e in usual], float))
    severity = np.array([e.severity for e in usual], float)
    paraphrased = np.array(["paraphrase" in e.tagged("response") for e in usual])
    slope, intercept = np.polyfit(severity, minutes, 1)
    rest = minutes - slope * severity - intercept
    assert 0.25 < slope < 0.65
    assert rest[paraphrased].mean() < rest[~paraphrased].mean() - 0.3


def test_every_promise_has_a_fate_and_the_latest_are_open(year: Workspace) -> None:
    """Kept, moved with its successor, handed over, broken with a reason, open; one is overdue and none hangs loose."""
    found = promised(year)
    by_id, known = {one.id: one for one in found}, {entry.id for entry in kept(year)}
    assert {one.state for one in found} == {"kept", "moved", "handed-over", "broken", "open"}
    assert {one.entry for one in found} <= known
    for one in found:
        assert (one.resolved_at is None) == (one.state == "open")
        assert bool(one.reason) == (one.state in {"broken", "handed-over"})
        assert one.resolved_at is None or one.resolved_at >= one.created_at
        assert one.follows is None or by_id[one.follows].state == "moved"
    today_ = datetime.fromisoformat(NOW).date()
    due = [one.due_date for one in found if one.state == "open" and one.due_date is not None]
    assert min(due) < today_ <= max(due)


@pytest.mark.parametrize(
    "now",
    ["2026-11-21T00:01:00Z", "2026-11-22T23:59:00Z", "2026-12-26T12:00:00Z", "2026-08-01T06:30:00Z"],
    ids=["midnight", "end of Sunday", "Christmas", "summer leave"],
)
def test_the_last_days_ask_for_something_whenever_it_is_made(tmp_path: Path, at: At, now: str) -> None:
    """One debrief waits for its follow-up, one is parked, nothing is very hard, and nothing lies ahead."""
    at(now)
    demo.make(tmp_path / "late.eq", years=1, seed=4)
    moment, found = datetime.fromisoformat(now), kept(Workspace(tmp_path / "late.eq"))
    assert following.due(found, moment) is not None
    assert [entry.state for entry in found].count("parked") == 1
    assert max(entry.severity or 0 for entry in found if moment - entry.at < timedelta(days=3)) < 8
    assert max(entry.changed_at for entry in found) <= moment


def test_sentences_are_whole_and_seldom_the_same(year: Workspace) -> None:
    """No gap is left open, each begins with a capital, and no story is told more than twice in a year."""
    found = kept(year)
    texts = [text for entry in found for text in entry.texts.values()]
    assert [text for text in texts if "{" in text or "}" in text or "  " in text] == []
    stories = Counter(entry.text("happened") for entry in found if entry.text("happened"))
    assert [story for story in stories if not story[0].isupper()] == []
    assert max(stories.values()) <= 2
    assert len(stories) > 0.9 * stories.total()


def test_there_are_plans_as_a_person_has_them(year: Workspace, at: At) -> None:
    """One was tested and finished with a verdict, and counts from a sitting; one runs, and its weekly look is due."""
    at(NOW)
    running, ended = plans.standing(year, None), plans.history(year)
    assert [len(one.actions) for one in running] == [2]
    assert running[0].review_week == running[0].week == 3
    assert sum(action.minutes_a_day for action in running[0].plan.running) <= 10
    (past,) = ended
    assert past.trial.helped is not None
    assert past.trial.helped.verdict is not None
    assert past.adherence.planned > 20
    assert past.plan.reference is not None


def test_no_day_of_a_plan_lies_outside_of_it(year: Workspace, at: At) -> None:
    """Every day is one on which its measure is asked, up to yesterday, and its value is one the measure takes."""
    at(NOW)
    for plan in plans.every(year):
        for action in plan.actions:
            with year.read() as db:
                logged = db.execute(
                    "select local_date, value from practice_log where action = ?", (action.id,)
                ).fetchall()
            assert len(logged) > 10
            for text, value in logged:
                assert schedule.asked(action, date.fromisoformat(text))
                assert text < "2026-11-21"
                assert value is None or 0 <= value <= action.measure.most

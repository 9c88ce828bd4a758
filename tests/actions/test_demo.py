from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from eq.actions import demo, doctor, filed, history, results, today
from eq.errors import EqError
from eq.store import checks
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
    assert made == counted["assessment"] == 121 + 491
    assert counted["answer"] == 121 * 50 + 491 * 15


def test_nothing_made_up_lies_ahead(year: Workspace) -> None:
    """No instant of it is after now: a sitting of tomorrow could not be real."""
    now = datetime.fromisoformat(NOW)
    with year.read() as db:
        moments = [
            datetime.fromisoformat(moment)
            for row in db.execute("select started_at, ended_at, taken_at from assessment")
            for moment in row
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

"""The commands about a plan."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner, Result

from eq.actions import focus, plan_days, plan_steps, planning, practices
from eq.actions.plan_listing import PRACTICE_LOG
from eq.cli import main
from eq.reflect.competencies import COMPETENCIES
from eq.store.workspace import Workspace

At = Callable[[str], None]
Run = Callable[..., Result]


@pytest.fixture
def run(workspace: Workspace, at: At, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``eq`` with the words given and a workspace that is not there yet."""
    monkeypatch.setenv("EQ_WORKSPACE", str(workspace.path))

    def call(*words: str) -> Result:
        found = CliRunner().invoke(main, list(words))
        assert (found.exit_code, found.stderr) == (0, ""), found.output
        return found

    return call


def document(run: Run) -> Any:
    return json.loads(run("plan", "--format", "json").stdout)


def begin(workspace: Workspace, goal: str = "Look first") -> None:
    practice = practices.one("name-it-precisely")
    plan_steps.begin(
        workspace,
        plan="p",
        action="a",
        competency="self-awareness",
        goal=goal,
        ranking="",
        setup=planning.setup_of(practice),
        practice=practice,
        zone="UTC",
    )


def test_with_nothing_it_says_what_to_do_first(run: Run, workspace: Workspace) -> None:
    """No error, and no file is made."""
    found = document(run)
    assert list(found) == ["focus", "terms", "practices", "state"]
    assert (found["focus"], found["practices"], found["state"]["standing"]) == (None, [], "nothing")
    assert found["state"]["first"] in run("plan").stdout
    assert "eq run" in found["state"]["first"]
    assert not workspace.path.parent.exists()


def test_areas_too_close_to_rank_are_not_ranked(run: Run, workspace: Workspace) -> None:
    """Every term is there, null where nobody got it, and no practice is offered."""
    for area in COMPETENCIES:
        focus.rate(workspace, area, importance=2)
    found = document(run)
    assert (found["focus"], found["state"]["standing"], found["practices"]) == (None, "close", [])
    assert found["terms"]["empathy"] == {
        "total": 4,
        "rank": 1,
        "points": {"importance": 4, "journal": None, "low": None, "down": None, "observers": None, "readiness": None},
    }


def test_the_first_area_has_practices_with_reasons(run: Run, workspace: Workspace) -> None:
    """Each says a reason, be it that there is none; text says the same."""
    for area in COMPETENCIES:
        focus.rate(workspace, area, importance=3 if area == "empathy" else 0)
    found = document(run)
    assert (found["focus"], found["state"]["standing"]) == ("empathy", "ranked")
    assert len(found["practices"]) == 3
    assert all(one["reasons"] == [{"kind": "none", "ids": [], "n": 0}] for one in found["practices"])
    text = run("plan").stdout
    assert all(practices.one(one["id"]).title in text for one in found["practices"])
    assert text.count("No reason from your own records yet.") == 3


def test_a_running_plan_says_how_it_stands(run: Run, workspace: Workspace, at: At) -> None:
    """Its days, and that no verdict is possible without a baseline."""
    begin(workspace)
    plan_days.say(workspace, "a", date(2026, 11, 21), "small", "UTC")
    plan_days.measure(workspace, "a", date(2026, 11, 21), 7, "UTC")
    at("2026-11-28T09:00:00Z")
    found = document(run)
    (plan,) = found["state"]["plans"]
    assert (found["focus"], plan["week"], plan["review_week"], plan["goal"]) == ("self-awareness", 1, 1, "Look first")
    (action,) = plan["actions"]
    assert (action["practice"], action["phase"], action["trial"]) == ("name-it-precisely", "practice", "no_baseline")
    assert "name-it-precisely" not in [one["id"] for one in found["practices"]]
    text = run("plan").stdout
    assert "A weekly look is due." in text
    assert "no verdict without a baseline" in text


def test_the_same_records_print_the_same_at_any_hour(run: Run, workspace: Workspace, at: At) -> None:
    """No clock time and nothing drawn is in it."""
    begin(workspace)
    first = [run("plan").stdout, run("plan", "--format", "json").stdout]
    at("2026-11-21T18:47:11Z")
    assert [run("plan").stdout, run("plan", "--format", "json").stdout] == first


def test_a_goal_cannot_speak_to_the_terminal(run: Run, workspace: Workspace) -> None:
    """Signs a terminal would obey are replaced."""
    begin(workspace, goal="red \x1b[31m")
    assert "\x1b" not in run("plan").stdout


def test_the_days_are_listed_alike_in_csv_and_json(run: Run, workspace: Workspace) -> None:
    """A missing value is empty, or null."""
    begin(workspace)
    plan_days.say(workspace, "a", date(2026, 11, 21), "not-today", "UTC")
    whole = json.loads(run("list", "practice-log", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("list", "practice-log").stdout)))
    assert tuple(whole[0]) == tuple(rows[0]) == PRACTICE_LOG
    assert (whole[0]["done"], whole[0]["source"], whole[0]["value"]) == ("not-today", "said", None)
    assert (rows[0]["done"], rows[0]["value"]) == ("not-today", "")

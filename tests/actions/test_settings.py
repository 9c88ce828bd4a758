from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.actions.settings import Settings, change_settings, settings, welcome
from eq.errors import EqError
from eq.store import checks, people
from eq.store.workspace import Workspace


def rows(workspace: Workspace) -> int:
    with workspace.read() as db:
        return checks.counts(db)["setting"]


def test_before_the_first_run_there_are_defaults_and_nothing_on_the_disk(workspace: Workspace) -> None:
    """Asking for the settings stores nothing."""
    assert settings(workspace) == Settings(
        end_of_day=4, week_starts="monday", country="", name="", today_follow_up=True, today_promises=True,
        today_parked=True, today_drafts=True, today_check_in=True, today_pulse=True, today_retest=True,
        today_if_then=True, today_from="", welcomed=False,
    )  # fmt: skip
    assert not workspace.path.parent.exists()


def test_a_choice_is_kept_and_the_rest_stays(workspace: Workspace) -> None:
    """A change comes back with the defaults around it, also to another tab."""
    changed = change_settings(workspace, name="Kim", country="DE")
    assert changed == Settings(name="Kim", country="DE")
    assert settings(Workspace(workspace.path)) == changed
    assert change_settings(workspace, week_starts="sunday") == Settings(name="Kim", country="DE", week_starts="sunday")


def test_choosing_the_default_leaves_no_row(workspace: Workspace) -> None:
    """A default is nobody's choice: a later default may differ."""
    change_settings(workspace, country="DE", today_pulse=False)
    assert rows(workspace) == 2
    change_settings(workspace, country="", today_pulse=True)
    assert rows(workspace) == 0
    assert settings(workspace) == Settings()


@pytest.mark.parametrize(
    "wrong",
    [{"end_of_day": -1}, {"end_of_day": 13}, {"end_of_day": 4.5}, {"end_of_day": "noon"}, {"end_of_day": None},
     {"end_of_day": True}, {"end_of_day": float("nan")}, {"week_starts": "tuesday"}, {"week_starts": None},
     {"country": 7}, {"name": "x" * 41}, {"name": " Kim"}, {"name": "Kim\nLee"}, {"name": "\u202eKim"}, {"name": None},
     {"today_from": "soon"}, {"today_from": 5}, {"today_follow_up": 1}, {"today_if_then": "no"},
     {"today_drafts": "maybe"}, {"today_pulse": None}, {"colour": "blue"}],
    ids=str,
)  # fmt: skip
def test_nonsense_is_refused_and_nothing_kept(workspace: Workspace, wrong: dict[str, object]) -> None:
    """Not even a good choice beside it is stored, and no workspace is made for it."""
    with pytest.raises(EqError) as caught:
        change_settings(workspace, **{"country": "DE", **wrong})
    assert caught.value.problems[0].what
    assert not workspace.path.parent.exists()
    kept = change_settings(workspace, end_of_day=6)
    with pytest.raises(EqError):
        change_settings(workspace, **wrong)
    assert settings(workspace) == kept


@given(hour=st.integers(0, 12), week=st.sampled_from(["monday", "saturday", "sunday"]), on=st.booleans())
def test_every_sensible_choice_comes_back(
    tmp_path_factory: pytest.TempPathFactory, hour: int, week: str, on: bool
) -> None:
    """Whatever may be chosen is stored as it was chosen."""
    workspace = Workspace(tmp_path_factory.getbasetemp() / "choices" / "me.eq")
    chosen = change_settings(workspace, end_of_day=hour, week_starts=week, today_retest=on)
    expected = Settings(hour, week, today_retest=on, end_of_day_from=chosen.end_of_day_from)  # type: ignore[arg-type]
    assert settings(workspace) == chosen == expected


def test_it_is_known_when_the_end_of_the_day_was_chosen_last(workspace: Workspace, at: Callable[[str], None]) -> None:
    """The same hour again is no choice, and one made with the clock set back is later than the one before."""
    at("2026-11-21T09:00:00Z")
    assert change_settings(workspace, end_of_day=4).end_of_day_from == ""
    first = change_settings(workspace, end_of_day=6).end_of_day_from
    assert first == "2026-11-21T09:00:00+00:00"
    at("2026-11-20T09:00:00Z")
    assert change_settings(workspace, end_of_day=6, country="DE").end_of_day_from == first
    assert change_settings(workspace, end_of_day=4).end_of_day_from == "2026-11-21T09:00:01+00:00"


def test_the_welcome_ends_the_first_run_once(workspace: Workspace) -> None:
    """It makes the workspace and its owner; a second time changes nothing."""
    welcome(workspace)
    with workspace.read() as db:
        first = people.owner(db)
    welcome(workspace)
    with workspace.read() as db:
        assert people.owner(db) == first
        assert first is not None
    assert settings(workspace) == Settings(welcomed=True)


def test_the_app_fills_a_file_left_by_a_killed_first_start(workspace: Workspace) -> None:
    """An empty file is no obstacle: the next look at the settings makes it a workspace."""
    workspace.path.parent.mkdir()
    workspace.path.touch(mode=0o600)
    assert settings(workspace) == Settings()
    assert rows(workspace) == 0


def test_settings_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    """What was chosen under the first schema still holds."""
    workspace = Workspace(tmp_path / "me.eq")
    shutil.copy(Path(__file__).parents[1] / "data" / "schema" / "0101.eq", workspace.path)
    assert settings(workspace) == Settings(end_of_day=6, welcomed=True)


def test_a_setting_of_a_later_version_is_passed_over(workspace: Workspace) -> None:
    """A row this version does not know neither stops it nor is lost."""
    welcome(workspace)
    with workspace.write() as db:
        db.execute("insert into setting values ('later', '1')")
    assert settings(workspace) == Settings(welcomed=True)
    change_settings(workspace, country="DE")
    assert rows(workspace) == 3

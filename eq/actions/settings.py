"""Preferences: what they are, their defaults, and changing them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from eq.actions import clock
from eq.errors import EqError
from eq.store import people
from eq.store import settings as rows
from eq.store.workspace import Workspace

Weekday = Literal["monday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "saturday", "sunday")
LATEST_END_OF_DAY = 12
LONGEST_NAME = 40
_SINCE = {
    "reminders_from": frozenset({"review_day", "review_time", "retest_time"}),
    "end_of_day_from": frozenset({"end_of_day"}),
}
"""When choices were made that move what a calendar reminds of."""
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class Settings:
    """What a person can choose.

    ``end_of_day``: hours after midnight when the day ends, 0..12, for night shifts; ``week_starts``: first day of the
    week; ``country``: ISO code for the support page, empty for none; ``name``: what questions call the person, at most
    40 characters, empty for no name; ``today_*``: what Today may show; ``today_from``: the instant of the last "start
    from today" as ISO text, empty for never; ``review_day`` 1 (Monday) to 7, 0 for the weekday a plan began,
    ``review_time`` and ``retest_time`` (HH:MM): when a calendar reminds, ``reminders_from``: the instant these were
    chosen, ``end_of_day_from``: the instant that was, both empty for never; ``welcomed``: the first run is over;
    ``made_up``: the history was written by `eq demo`.
    """

    end_of_day: int = 4
    week_starts: Weekday = "monday"
    country: str = ""
    name: str = ""
    today_follow_up: bool = True
    today_promises: bool = True
    today_prepared: bool = True
    today_practice: bool = True
    today_plan_review: bool = True
    today_parked: bool = True
    today_drafts: bool = True
    today_check_in: bool = True
    today_pulse: bool = True
    today_retest: bool = True
    today_if_then: bool = True
    today_from: str = ""
    review_day: int = 0
    review_time: str = "18:00"
    retest_time: str = "10:00"
    reminders_from: str = ""
    end_of_day_from: str = ""
    welcomed: bool = False
    made_up: bool = False


def settings(workspace: Workspace) -> Settings:
    """The choices made so far, defaults elsewhere; a workspace that is not there yet has only defaults.

    Every page asks for them first, so a file of an older version is brought up to date here.
    """
    if not workspace.exists():
        return Settings()
    workspace.ensure()
    with workspace.read() as db:
        kept = rows.all_settings(db)
    return Settings(**{f.name: kept[f.name] for f in fields(Settings) if f.name in kept})


def change_settings(workspace: Workspace, **changed: Any) -> Settings:
    """Keep some choices; raises EqError for a value that makes no sense, and then keeps none."""
    before = asdict(settings(workspace))
    _refuse_nonsense({**before, **changed})
    for since, names in _SINCE.items():
        if any(changed[name] != before[name] for name in names & changed.keys()):
            changed[since] = _after(before[since])
    merged = {**before, **changed}
    defaults = asdict(Settings())
    workspace.ensure()
    with workspace.write() as db:
        for key in changed:
            rows.put(db, key, None if merged[key] == defaults[key] else merged[key])
    return Settings(**merged)


def _after(last: str) -> str:
    moment = clock.after(clock.parse_instant(last, "Settings, reminders")) if last else clock.now()
    return moment.isoformat()


def welcome(workspace: Workspace) -> None:
    """Finish the first run: the workspace is made, and it has an owner. Before this nothing is stored."""
    workspace.ensure()
    with workspace.write() as db:
        people.ensure_owner(db, clock.now())
        rows.put(db, "welcomed", True)


def _refuse_nonsense(values: dict[str, Any]) -> None:
    unknown = values.keys() - {f.name for f in fields(Settings)}
    if unknown:
        raise EqError("Settings", f"There is no setting called {sorted(unknown)[0]}.", "")
    hour = values["end_of_day"]
    if type(hour) is not int or not 0 <= hour <= LATEST_END_OF_DAY:
        raise EqError("Settings, end of day", "The day can end between midnight and noon.", "Choose 0 to 12.")
    if values["week_starts"] not in WEEKDAYS:
        days = ", ".join(WEEKDAYS)
        raise EqError("Settings, first day of the week", "A week cannot start with that.", f"Choose one of {days}.")
    if not isinstance(values["country"], str):
        raise EqError("Settings, country", "That is no country code.", "Choose one from the list.")
    _refuse_name(values["name"])
    if not isinstance(values["today_from"], str):
        raise EqError("Settings, start from today", "That is no instant.", "Nothing was changed.")
    if values["today_from"]:
        clock.parse_instant(values["today_from"], "Settings, start from today")
    _refuse_reminders(values)
    for name, default in asdict(Settings()).items():
        if isinstance(default, bool) and not isinstance(values[name], bool):
            raise EqError("Settings", f"The setting {name} is either on or off.", "Choose one of them.")


def _refuse_reminders(values: dict[str, Any]) -> None:
    day = values["review_day"]
    if type(day) is not int or not 0 <= day <= 7:
        raise EqError("Settings, day of the weekly look", "That is no day of the week.", "Choose one from the list.")
    for name in ("review_time", "retest_time"):
        if not isinstance(values[name], str) or not _TIME.fullmatch(values[name]):
            raise EqError("Settings, reminders", "That is no time of day.", "Write it like 18:00.")
    for name in _SINCE:
        if not isinstance(values[name], str):
            raise EqError("Settings, reminders", "That is no instant.", "Nothing was changed.")
        if values[name]:
            clock.parse_instant(values[name], "Settings, reminders")


def _refuse_name(name: object) -> None:
    if not isinstance(name, str) or name != " ".join(name.split()) or not name.isprintable():
        raise EqError("Settings, name", "A name is one line of text.", "Write it without line breaks, or leave it out.")
    if len(name) > LONGEST_NAME:
        raise EqError("Settings, name", f"That is longer than {LONGEST_NAME} characters.", "Write a shorter one.")

"""The Support page, in words."""

from __future__ import annotations

from datetime import date

from eq.wording.plain import day

SOON = (
    "If low mood, sleep loss or worry lasts most days for two weeks, or work contact feels unsafe, talk to a doctor, "
    "counsellor or someone you trust. Being threatened, touched, followed or abused is not a communication problem for "
    "you to solve: you can end contact, tell someone in charge and ask for it to be recorded."
)


def checked(listed_on: date, last_checked: date | None, note: str) -> str:
    """How far the list has been checked, and when."""
    when = f"Last checked on {day(last_checked)}." if last_checked else f"As of {day(listed_on)}."
    return f"{when} {note}"

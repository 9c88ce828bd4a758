"""What becomes of every pulse somebody took: which weeks count, and the blocks they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eq.assess import pulse
from eq.assess.change import Sitting, aligned, items_changed
from eq.assess.questionnaire import Questionnaire
from eq.assess.weeks import Fate, PulseWeek, week_of


def fates(series: Sequence[Sitting], form: Questionnaire) -> tuple[PulseWeek, ...]:
    """One for each of ``series``, oldest first; of several in one calendar week the last usable one counts.

    ``form`` is the latest version; the day of a sitting is the date of its ``taken_at``.
    """
    found: list[PulseWeek] = []
    for s in series:
        fate: Fate = "counted"
        if s.quality_open:
            fate = "quality_open"
        elif items_changed(s.questionnaire, form):
            fate = "items_changed"
        found.append(PulseWeek(s.taken_at.date(), fate))
    last = {week_of(w.day): n for n, w in enumerate(found) if w.fate == "counted"}
    return tuple(
        replace(w, fate="same_week") if w.fate == "counted" and last[week_of(w.day)] != n else w
        for n, w in enumerate(found)
    )


def trend(
    series: Sequence[Sitting], form: Questionnaire, weeks: Sequence[PulseWeek], today: date | None
) -> pulse.PulseTrend:
    """The blocks of the ``weeks`` that count, as ``fates`` found them; ``today`` as in ``pulse.blocks``."""
    counted = [
        pulse.Week(week.day, aligned(s, form)) for s, week in zip(series, weeks, strict=True) if week.fate == "counted"
    ]
    return pulse.blocks(form, counted, today=today)

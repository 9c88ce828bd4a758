"""The profile: the latest sitting of every instrument, the ones before it as numbers, pulses in blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from eq.assess.change import Sitting, items_changed
from eq.assess.profile import own_profile
from eq.assess.pulse_weeks import fates, trend
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.coach.report import Block, Bullets, Quote, Section, SittingRecord
from eq.report.blocks import heading, line, paragraphs, table
from eq.report.sections import section
from eq.report.series import Series
from eq.wording import figures as figure_words
from eq.wording import report as words
from eq.wording.plain import short_day

MOST_EARLIER = 24
"""Sittings before the latest that are listed: two years of monthly ones."""


def profile(every: Sequence[Series]) -> Section:
    """The profile of every instrument, the one taken last first."""
    return section("profile", every, _finding, lambda one: _pulse(one) if one.form.is_pulse else _one(one))


def _finding(one: Series) -> str:
    if one.form.is_pulse:
        return words.pulse_finding(trend(one.sittings, one.form, fates(one.sittings, one.form), None))
    latest = one.sittings[-1]
    if latest.quality_open:
        return words.OPEN
    found = latest.values
    return words.finding(one.form, score(one.form, found[np.newaxis]), own_profile(one.form, found))


def _one(one: Series) -> tuple[Block, ...]:
    latest = one.sittings[-1]
    head = heading(words.sitting(one.form, latest.taken_at.date()))
    rest: tuple[Block, ...] = (*_earlier(one), *_notes(one.records))
    if latest.quality_open:
        return (head, *rest)
    scores, own = score(one.form, latest.values[np.newaxis]), own_profile(one.form, latest.values)
    figure: tuple[Block, ...] = ()
    if (scores.status[0] == 0).any():
        from eq.charts.still_profile import figure as drawn

        figure = (drawn(one.form, scores, own, ours=one.ours),)
    return (
        head,
        Bullets(items=tuple(words.area_lines(one.form, scores))),
        *figure,
        *paragraphs([words.profile_test(own)], "quiet"),
        *rest,
    )


def _earlier(one: Series) -> tuple[Block, ...]:
    """The sittings before the latest, oldest first, one column an area; signs behind days are explained below."""
    before = one.sittings[:-1]
    if not before:
        return ()
    shown = before[-MOST_EARLIER:]
    columns = figure_words.area_columns([scale.title for scale in one.form.scales], words.DAY)
    reference = one.compared.reference if one.compared else ()
    signs = [_signs(sitting, one.form, sitting.id in reference) for sitting in shown]
    rows = [
        (short_day(sitting.taken_at) + sign, *_cells(sitting, one.form))
        for sitting, sign in zip(shown, signs, strict=True)
    ]
    note = words.earlier_signs("".join(signs))
    caption = words.earlier(len(shown), len(before))
    return (table(caption, [words.DAY, *columns], rows, range(1, len(columns) + 1)), *paragraphs([note], "quiet"))


def _signs(sitting: Sitting, form: Questionnaire, counts_from: bool) -> str:
    other = items_changed(sitting.questionnaire, form)
    return words.COUNTS_FROM * counts_from + words.OTHER_STATEMENTS * other


def _cells(sitting: Sitting, form: Questionnaire) -> list[str]:
    scores = score(sitting.questionnaire, sitting.values[np.newaxis])
    place = {scale: at for at, scale in enumerate(scores.scales)}
    found = []
    for scale in form.scales:
        at = place.get(scale.id)
        if at is None:
            found.append("–")
        elif scores.status[0, at] != 0:
            found.append(
                figure_words.not_shown(scores.status_word(0, at), int(scores.answered[0, at]), int(scores.items[at]))
            )
        elif sitting.quality_open:
            found.append(words.OPEN_CELL)
        else:
            mean, low, high = (float(part[0, at]) for part in (scores.mean, scores.low95, scores.high95))
            found.append(figure_words.with_range(mean, low, high))
    return found


def _pulse(one: Series) -> tuple[Block, ...]:
    weeks = fates(one.sittings, one.form)
    found = trend(one.sittings, one.form, weeks, None)
    figure: tuple[Block, ...] = ()
    if found.numbers:
        from eq.charts.still_pulse import figure as drawn

        figure = (drawn(one.form, found, ours=one.ours),)
    lines = words.pulse_lines(found)
    return (
        heading(words.pulse_heading(one.form, len(one.sittings))),
        *((Bullets(items=tuple(lines)),) if lines else ()),
        *figure,
        *paragraphs([words.PULSE_CUT, *words.pulse_left_out(Counter(week.fate for week in weeks))], "quiet"),
        *_notes(one.records),
    )


def _notes(records: Sequence[SittingRecord]) -> tuple[Quote, ...]:
    """The notes that were let out, the latest first."""
    return tuple(
        Quote(label=line(f"{words.NOTE}, {short_day(record.local)}"), text=record.note)
        for record in reversed(records)
        if record.note
    )

"""What the journal gives back, as numbers and rows; every one of them with its n, none below its minimum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from eq.reflect.days import Level
from eq.reflect.dynamics import Variety
from eq.reflect.entry import Entry
from eq.reflect.responding import Associations

Span = Literal["4w", "12w", "year", "all"]
SPANS: Final[tuple[Span, ...]] = ("4w", "12w", "year", "all")
"""How far back one looks: 28 days, 84 days, 365 or 366 days, or to the first entry; today is the last day of each."""

BreakdownKind = Literal["trigger", "client", "channel"]


@dataclass(frozen=True)
class More:
    """``n`` more are needed, 0 where there are enough; ``when`` that is roughly reached at the present pace.

    The pace is that of the last eight weeks, or since the first entry where that is later. ``when`` is None when
    there is no pace, when nothing is missing, or when at this pace the chosen span never holds enough.
    """

    n: int
    when: date | None


@dataclass(frozen=True)
class Affect:
    """Pleasantness and energy, each -1..1, by days.

    An entry counts by how its writer felt in it: now, else after, else before; never by a follow-up. ``n_entries`` say
    so, on ``n_days``. ``days``: ``day`` (date), ``n`` entries, ``pleasantness``, ``energy`` (daily means, NaN when that
    day has none). ``pleasantness`` and ``energy``: the levels over the span. ``blocks``: ``start``, ``end`` (dates,
    both counted in), ``days`` with a feeling, ``pleasantness``, ``p_low``, ``p_high``, ``p_days`` (that say so),
    ``energy``, ``e_low``, ``e_high``, ``e_days``; NaN under seven days. ``parts``: the same eight with ``part`` (night
    0 to 6 o'clock, morning, afternoon, evening) and ``days``, always four rows. ``more``: days that are missing, None
    when at least one level is there.
    """

    n_entries: int
    n_days: int
    days: pd.DataFrame
    pleasantness: Level
    energy: Level
    blocks: pd.DataFrame
    parts: pd.DataFrame
    more: More | None


@dataclass(frozen=True)
class WordsUsed:
    """Feeling words, each moment of each entry being a pick of its own.

    ``words``: ``word``, ``n`` picks, the most used first. ``variety`` from 20 picks on, else None and ``more`` says how
    many are missing.
    """

    picks: int
    words: pd.DataFrame
    variety: Variety | None
    more: More | None


@dataclass(frozen=True)
class Breakdown:
    """Debriefs by what set them off, by client or by channel; the most frequent first.

    ``rows``: ``value`` (id or own text), ``label`` (what to show), ``n`` debriefs, ``severity`` 0..10 with
    ``s_low``, ``s_high`` from the ``days`` that say how hard it was, ``minutes`` until back to normal with ``m_low``,
    ``m_high`` from the ``m_days`` that say how long it took. Means are over days (minutes by their logarithms, given
    back in minutes); NaN under seven such days. ``total``: debriefs in the
    span, those without any value counted in; one debrief may be in several rows.
    """

    kind: BreakdownKind
    rows: pd.DataFrame
    total: int


@dataclass(frozen=True)
class Recovery:
    """Minutes until back to normal.

    ``n`` debriefs that say so; ``not_yet``: of which the follow-up was answered "not yet"; ``unsaid``: the rest.
    ``level`` in minutes, its ``n`` counting days and its ``sd`` in doublings. ``blocks``: ``start``, ``end``, ``n``
    debriefs, ``days``, ``minutes``, ``low``, ``high``; NaN under seven days. ``points``: ``day``, ``minutes``, one a
    debrief, earliest first. ``more``: days that are missing, None from seven days on.
    """

    n: int
    not_yet: int
    unsaid: int
    level: Level
    blocks: pd.DataFrame
    points: pd.DataFrame
    more: More | None


@dataclass(frozen=True)
class Week:
    """One sentence about the last seven days and the ``n`` entries it rests on; below three it names the entries.

    It may hold words that the person typed: show it as plain text.
    """

    sentence: str
    n: int


@dataclass(frozen=True)
class Insights:
    """Everything the page of insights shows for one span.

    ``first``..``last``: the days of the span, both counted in. Finished entries only. Episodes of mistreatment are in
    neither ``breakdowns``, ``recovery``, ``responses`` nor ``episodes_material``; ``left_out`` of them are in the span.
    ``responses`` rest on every debrief there is, whatever the span. ``episodes_material``: the last debriefs that say
    how long recovery took, newest first, at most five. ``more_responses``: way of responding -> what is missing with it
    and without it, for every way in use that may be tested and is not yet, the most used first.
    """

    span: Span
    first: date
    last: date
    week: Week
    affect: Affect
    words: WordsUsed
    breakdowns: tuple[Breakdown, ...]
    recovery: Recovery
    responses: Associations
    episodes_material: tuple[Entry, ...]
    more_responses: dict[str, tuple[More, More]]
    left_out: int

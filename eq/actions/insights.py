"""What the journal gives back: feelings over days, words, what hard contacts have in common, and how they passed."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eq.actions import clock, names
from eq.actions.settings import settings
from eq.content.debrief import debrief
from eq.reflect import flow, responding, spans
from eq.reflect import week as week_rules
from eq.reflect.breakdown import breakdown, felt_blocks, felt_levels, felt_parts, ordinals, recovery_blocks
from eq.reflect.days import MIN_DAYS, daily, recovery
from eq.reflect.dynamics import PICKS_LEAST, variety
from eq.reflect.entry import Entry, TagKind
from eq.reflect.insight import SPANS as SPANS
from eq.reflect.insight import Affect, Breakdown, BreakdownKind, Insights, More, Recovery, Span, Week, WordsUsed
from eq.reflect.responding import MINIMUM, NO_WORD, Associations, Episode
from eq.reflect.week import Written
from eq.store import entries as entry_rows
from eq.store import insights as rows
from eq.store import people
from eq.store.database import Connection
from eq.store.insights import Felt, Hard
from eq.store.instants import from_text
from eq.store.workspace import Workspace
from eq.wording import insights as wording

__all__ = [
    "SPANS", "Affect", "Breakdown", "Insights", "More", "Recovery", "Span", "Week", "WordsUsed", "between", "insights",
    "responses", "week",
]  # fmt: skip

MATERIAL = 5
"""Debriefs that are shown themselves, before there is anything to say about them."""


def _no_tags() -> dict[str, dict[str, list[str]]]:
    return {"trigger": {}, "channel": {}, "response": {}}


@dataclass(frozen=True)
class _Look:
    """What was read for one span; nothing in it for an empty journal.

    ``hard``: every debrief without the mistreatment, whatever the span; ``tags``: kind -> debrief -> values; ``felt``
    reaches back to the days whose pace is taken, too.
    """

    span: Span
    first: date
    last: date
    begun: date | None = None
    felt: list[Felt] = field(default_factory=list)
    words: list[tuple[str, int]] = field(default_factory=list)
    picked_lately: int = 0
    hard: list[Hard] = field(default_factory=list)
    tags: dict[str, dict[str, list[str]]] = field(default_factory=_no_tags)
    labels: dict[str, str] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    material: tuple[Entry, ...] = ()
    left_out: int = 0

    @property
    def stretches(self) -> list[tuple[date, date]]:
        return spans.stretches(self.span, self.first, self.last)

    def more(self, missing: int, lately: int, minimum: int) -> More:
        return spans.more(missing, lately, self.begun, self.last, minimum=minimum, span=self.span)


def insights(workspace: Workspace, span: Span, zone: str | None) -> Insights:
    """Everything for one span that ends on the present day of ``zone``, the browser's; an empty journal has it too."""
    today = _today(workspace, zone)
    if not workspace.exists():
        return _built(_Look(span, *spans.reach(span, today, None)))
    with workspace.read() as db:
        person = people.owner(db)
        return _built(_look(db, person, span, today) if person else _Look(span, *spans.reach(span, today, None)))


def between(workspace: Workspace, first: date, last: date, *, pooled: str = "") -> Insights:
    """Everything for the days from ``first`` to ``last``, both counted in, and of no other day.

    Ways of responding are those of these days too; there is no sentence about a week and no entry to show. With
    ``pooled`` a trigger or channel of one's own stands under that value, and a way of one's own is left out.
    """
    span = spans.of_days(first, last)
    nothing = _Look(span, first, last)
    if not workspace.exists():
        return _built(nothing)
    with workspace.read() as db:
        person = people.owner(db)
        return _built(_look_between(db, person, span, first, last, pooled) if person else nothing)


def _look_between(db: Connection, person: str, span: Span, first: date, last: date, pooled: str) -> _Look:
    words = rows.words(db, person, first, last)
    tags = _tagged(db, person)
    return _Look(
        span,
        first,
        last,
        felt=rows.felt(db, person, first, last),
        words=words,
        picked_lately=sum(n for _, n in words),
        hard=[one for one in _countable(db, person) if first.isoformat() <= one.day <= last.isoformat()],
        tags=_pooled(tags, pooled) if pooled else tags,
        labels=rows.labels(db, person),
        left_out=rows.mistreatments(db, person, first, last),
    )


def _pooled(tags: dict[str, dict[str, list[str]]], pool: str) -> dict[str, dict[str, list[str]]]:
    """The tags with whatever does not ship under one value, once an entry; ways of responding without it."""

    def known(kind: TagKind, values: list[str]) -> list[str]:
        ships = names.names(kind)
        if kind == "response":
            return [value for value in values if value in ships]
        return list(dict.fromkeys(value if value in ships else pool for value in values))

    kinds: tuple[TagKind, ...] = ("trigger", "channel", "response")
    return {kind: {entry: known(kind, values) for entry, values in tags[kind].items()} for kind in kinds}


def responses(workspace: Workspace) -> Associations:
    """What the ways of responding went with, over every debrief that can be counted."""
    if not workspace.exists():
        return responding.associations(())
    with workspace.read() as db:
        person = people.owner(db)
        found = _episodes(_countable(db, person), _tagged(db, person)["response"]) if person else []
    return responding.associations(found)


def week(workspace: Workspace, zone: str | None) -> Week:
    """The one sentence about the last seven days."""
    today = _today(workspace, zone)
    if not workspace.exists():
        return _week([])
    with workspace.read() as db:
        person = people.owner(db)
        return _week(_written(db, person, today) if person else [])


def _today(workspace: Workspace, zone: str | None) -> date:
    return clock.local_day(clock.now(), zone, settings(workspace).end_of_day)


def _look(db: Connection, person: str, span: Span, today: date) -> _Look:
    begun = rows.first_day(db, person)
    first, last = spans.reach(span, today, begun)
    lately = today - timedelta(days=spans.LATELY - 1)
    hard = _countable(db, person)
    recovered = [one.id for one in hard if one.minutes is not None]
    return _Look(
        span,
        first,
        last,
        begun=begun,
        felt=rows.felt(db, person, min(first, lately), last),
        words=rows.words(db, person, first, last),
        picked_lately=sum(n for _, n in rows.words(db, person, lately, last)),
        hard=hard,
        tags=_tagged(db, person),
        labels=rows.labels(db, person),
        written=_written(db, person, today),
        material=tuple(entry_rows.entries(db, recovered[: -MATERIAL - 1 : -1])),
        left_out=rows.mistreatments(db, person, first, last),
    )


def _countable(db: Connection, person: str) -> list[Hard]:
    """Finished debriefs without the mistreatment, which counts for or against nothing."""
    return [one for one in rows.debriefs(db, person) if one.episode != "abusive"]


def _tagged(db: Connection, person: str) -> dict[str, dict[str, list[str]]]:
    found = _no_tags()
    for entry, kind, value in rows.tags(db, person):
        found[kind].setdefault(entry, []).append(value)
    return found


def _written(db: Connection, person: str, today: date) -> list[Written]:
    first = today - timedelta(days=week_rules.DAYS - 1)
    words, triggers = rows.words_of(db, person, first, today), rows.triggers_of(db, person, first, today)
    return [
        Written(
            date.fromisoformat(one.day),
            one.kind,
            tuple(words.get(one.id, ())),
            tuple(_named(value) for value in triggers.get(one.id, ())),
            one.pleasantness,
            hard=one.episode == "abusive" or (one.severity or 0) >= flow.SEVERE,
        )
        for one in rows.named(db, person, first, today)
    ]


def _named(value: str) -> str:
    return debrief().words.get(value, value)


def _week(written: list[Written]) -> Week:
    said = week_rules.choose(written)
    return Week(wording.week(said), said.n)


def _built(look: _Look) -> Insights:
    hard = [one for one in look.hard if look.first.isoformat() <= one.day <= look.last.isoformat()]
    frame = pd.DataFrame(
        {
            "day": [date.fromisoformat(one.day) for one in hard],
            "severity": np.array([math.nan if one.severity is None else one.severity for one in hard], dtype=float),
            "minutes": np.array([math.nan if one.minutes is None else one.minutes for one in hard], dtype=float),
        }
    )
    episodes = _episodes(look.hard, look.tags["response"])
    found = responding.associations(episodes)
    return Insights(
        look.span,
        look.first,
        look.last,
        _week(look.written),
        _affect(look),
        _words(look),
        tuple(_breakdown(look, kind, hard, frame) for kind in ("trigger", "client", "channel")),
        _recovery(look, hard, frame),
        found,
        look.material,
        _more_responses(look, found, episodes),
        look.left_out,
    )


def _affect(look: _Look) -> Affect:
    frame = _felt_frame(look.felt)
    every = daily(frame)
    days = every[every["day"].to_numpy() >= look.first].reset_index(drop=True)
    entries = frame[frame["day"].to_numpy() >= look.first]
    pleasant, energetic = felt_levels(days)
    enough = max(pleasant.n, energetic.n)
    return Affect(
        len(entries),
        len(days),
        days,
        pleasant,
        energetic,
        felt_blocks(days, look.stretches),
        felt_parts(entries),
        look.more(MIN_DAYS - enough, _lately(look, every["day"]), MIN_DAYS) if enough < MIN_DAYS else None,
    )


def _felt_frame(felt: list[Felt]) -> pd.DataFrame:
    days, at, zones, pleasantness, energy = zip(*felt, strict=True) if felt else ((),) * 5
    known = {day: date.fromisoformat(day) for day in set(days)}
    return pd.DataFrame(
        {
            "day": np.array([known[day] for day in days], dtype=object),
            "hour": _hours(at, zones),
            "pleasantness": np.array(pleasantness, dtype=float),
            "energy": np.array(energy, dtype=float),
        }
    )


def _hours(at: Sequence[str], zones: Sequence[str]) -> NDArray[np.float64]:
    """The hour 0..23 each instant had on the clock where the entry was made."""
    moments = pd.DatetimeIndex(np.array(at, dtype="datetime64[s]")).tz_localize("UTC")
    hours, place = np.empty(len(at)), np.array(zones, dtype=object)
    for zone in set(zones):
        there = place == zone
        hours[there] = moments[there].tz_convert(clock.local_time(clock.now(), zone).tzinfo).hour
    return hours


def _lately(look: _Look, days: Iterable[date]) -> int:
    """How many of these days lie within those whose pace is taken."""
    since = look.last - timedelta(days=spans.LATELY)
    return sum(since < day <= look.last for day in days)


def _words(look: _Look) -> WordsUsed:
    words = pd.DataFrame(look.words, columns=["word", "n"]).astype({"n": "int64"})
    picks = int(words["n"].sum())
    if picks < PICKS_LEAST:
        return WordsUsed(picks, words, None, look.more(PICKS_LEAST - picks, look.picked_lately, PICKS_LEAST))
    return WordsUsed(picks, words, variety(words["n"]), None)


def _breakdown(look: _Look, kind: BreakdownKind, hard: list[Hard], frame: pd.DataFrame) -> Breakdown:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(hard):
        if kind != "client":
            for value in look.tags[kind].get(one.id, ()):
                places[value].append(at)
        elif one.client is not None:
            places[one.client].append(at)
    return breakdown(kind, frame, places, look.labels if kind == "client" else debrief().words)


def _recovery(look: _Look, hard: list[Hard], frame: pd.DataFrame) -> Recovery:
    points = frame.loc[frame["minutes"].notna(), ["day", "minutes"]].sort_values(
        "day", kind="stable", ignore_index=True
    )
    level = recovery(ordinals(points["day"]), points["minutes"])
    not_yet = sum(one.minutes is None and one.recovery == "not-yet" for one in hard)
    lately = {date.fromisoformat(one.day) for one in look.hard if one.minutes is not None}
    return Recovery(
        len(points),
        not_yet,
        len(hard) - len(points) - not_yet,
        level,
        recovery_blocks(points, look.stretches),
        points,
        look.more(MIN_DAYS - level.n, _lately(look, lately), MIN_DAYS) if level.n < MIN_DAYS else None,
    )


def _episodes(hard: list[Hard], used: Mapping[str, Sequence[str]]) -> list[Episode]:
    """The debriefs that say how hard it was and how long recovery took."""
    known = {one.day: date.fromisoformat(one.day) for one in hard}
    return [
        Episode(
            from_text(one.at), known[one.day], one.client, one.severity, one.minutes, frozenset(used.get(one.id, ()))
        )
        for one in hard
        if one.severity is not None and one.minutes is not None
    ]


def _more_responses(look: _Look, found: Associations, episodes: list[Episode]) -> dict[str, tuple[More, More]]:
    since = look.last - timedelta(days=spans.LATELY)
    lately = responding.averaged([one for one in episodes if since < one.day <= look.last])
    missing = {row.response: (row.more_with, row.more_without) for row in found.rows if row.reason == "too_few"}
    judged = {row.response for row in found.rows}
    # A way that was used, but in no episode yet whose recovery is known, has everything still before it.
    without = max(0, MINIMUM - found.episodes)
    said = Counter(value for one in look.hard for value in look.tags["response"].get(one.id, ()))
    missing |= {value: (MINIMUM, without) for value in said if value not in judged | NO_WORD}
    uses = {value: sum(value in one.used for one in lately) for value in missing}
    return {
        value: (
            spans.more(missing[value][0], uses[value], look.begun, look.last, minimum=MINIMUM),
            spans.more(missing[value][1], len(lately) - uses[value], look.begun, look.last, minimum=MINIMUM),
        )
        for value in sorted(missing, key=lambda value: (-said[value], value))
    }

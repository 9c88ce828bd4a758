"""The journal of a made-up history: check-ins, notes, preparations, debriefs and promises, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from eq.actions import demo_notes, demo_words
from eq.actions.demo_debrief import Debriefs, Promises
from eq.actions.demo_draw import Draw, midnight
from eq.actions.demo_prepare import preparations
from eq.content.prompts import prompts
from eq.reflect.entry import Entry, Kind, Tag, TagKind, TextField, Word
from eq.reflect.promise import Commitment

_NO_HOLIDAY = timedelta(days=16)
_CALM = timedelta(days=3)
_CALM_HARDEST = 7
_FOLLOWED = timedelta(hours=40)
_USUAL_HOURS = (8.2, 17.3)
_DEBRIEFS = (0, 0, 0, 0, 0, 1, 1, 1, 1, 2)
"""How many on a working day, each as likely: half a debrief a day, two and a half a week."""


@dataclass
class MadeUp:
    """Entries and promises, each oldest first; a client is given by label, because ids are made where rows are."""

    entries: list[Entry] = field(default_factory=list)
    promises: list[Commitment] = field(default_factory=list)


class Writer:
    """Makes the entries that are no debriefs; ``zone`` is where the person lives."""

    def __init__(self, draw: Draw, zone: ZoneInfo) -> None:
        self.draw, self.zone = draw, zone
        self.competency = {prompt.id: prompt.competency for prompt in prompts()}
        self.asked = {prompt.id: prompt.asked() for prompt in prompts()}

    def check_in(self, at: datetime, mood: float) -> Entry:
        """A point that follows the mood (-1..1) of the time, words near it, now and then a line."""
        draw = self.draw
        hour = at.astimezone(self.zone).hour
        point = draw.point(0.2 + 0.9 * mood, draw.normal(0.2 - 0.05 * (hour - 10), 0.4))
        words = draw.words(point, "now", draw.whole(1, 2)) if draw.chance(0.85) else []
        if draw.chance(0.03):
            words = [*words[:1], Word(draw.one(demo_notes.OWN_WORDS), "now")]
        pleasant = "pleasant" if (point.pleasantness or 0.0) >= 0 else "unpleasant"
        level = "high" if (point.energy or 0.0) >= 0 else "low"
        line: dict[TextField, str] = {}
        if draw.chance(0.3):
            line["text"] = draw.told(demo_notes.LINES[f"{pleasant}-{level}"])
        made = self._entry("check-in", at, line, tags=self._own(0.08))
        return replace(made, points={"now": point}, words=tuple(words))

    def note(self, at: datetime, *, evening: bool) -> Entry:
        """What was written to one of the prompts, or freely."""
        draw = self.draw
        texts: dict[TextField, str] = {}
        tags = self._own(0.15)
        group = "evening-" if evening else "general-"
        if evening or draw.chance(0.7):
            prompt = draw.dealt(tuple(one for one in demo_notes.ANSWERS if one.startswith(group)))
            texts["prompt"] = self.asked[prompt]
            texts["text"] = draw.told(demo_notes.ANSWERS[prompt])
            if draw.chance(0.25):
                tags += (Tag("competency", self.competency[prompt]),)
        else:
            texts["text"] = draw.told(demo_notes.FREE)
        for _ in range(draw.whole(0, 2)):
            texts["text"] += " " + draw.told(demo_notes.ADDED)
        return self._entry("note", at, texts, minutes=draw.whole(2, 8), tags=tags)

    def feedback(self, at: datetime) -> Entry:
        """What somebody said to keep and to change."""
        keep, change, competency = self.draw.one(demo_notes.FEEDBACK)
        texts: dict[TextField, str] = {"from_whom": self.draw.one(demo_notes.GIVERS), "keep": keep}
        if self.draw.chance(0.7):
            texts["change"] = change
        return self._entry("feedback", at, texts, minutes=2, tags=(Tag("competency", competency),))

    def parked(self, at: datetime) -> Entry:
        """A hard contact put aside in one line."""
        texts: dict[TextField, str] = {"title": self.draw.told(demo_words.PARKED)}
        return replace(self._entry("debrief", at, texts, minutes=1), state="parked", severity=6)

    def _own(self, share: float) -> tuple[Tag, ...]:
        kind: TagKind = "custom"
        return (Tag(kind, self.draw.early(demo_notes.OWN_TAGS)),) if self.draw.chance(share) else ()

    def _entry(
        self, kind: Kind, at: datetime, texts: dict[TextField, str], *, minutes: int = 0, tags: tuple[Tag, ...] = ()
    ) -> Entry:
        day, changed = at.astimezone(self.zone).date(), at + timedelta(minutes=minutes)
        return Entry(self.draw.new_id(), kind, "done", at, self.zone.key, day, at, changed, texts=texts, tags=tags)


def history(random: np.random.Generator, *, now: datetime, zone: ZoneInfo, years: int) -> MadeUp:
    """The journal of ``years`` years up to ``now``; the same random stream and clock make the same one.

    Nothing in it is later than ``now``, due dates of promises apart. The last three days hold a debrief that waits
    for its follow-up, a parked one, an overdue promise and some that are due, and nothing very hard.
    """
    draw = Draw(random)
    first = now - timedelta(days=365.25 * years)
    debriefs, promises, writer = Debriefs(draw, zone), Promises(draw, zone, now), Writer(draw, zone)
    made = MadeUp()
    for day, working in _days(draw, first, now, zone):
        share = min(1.0, max(0.0, (day - first) / (now - first)))
        mood = draw.normal(0.1 + 0.15 * share, 0.35)
        hardest = _CALM_HARDEST if now - day < _CALM else 9
        hard = [
            debriefs.usual(draw.at(day, *_USUAL_HOURS), share, hardest=hardest)
            for _ in range(draw.one(_DEBRIEFS) if working else 0)
        ]
        for one in hard:
            if draw.chance(0.35) and one.changed_at <= now:
                made.promises += promises.made_in(one)
        made.entries += [debriefs.followed(one, now) for one in hard]
        made.entries += _quiet(draw, writer, day, mood - 0.2 * len(hard), working=working)
    made.entries += [
        debriefs.followed(debriefs.mistreated(draw.at(_back(now, zone, 140 + 365 * n), 11, 17), n), now)
        for n in range(years)
    ]
    _latest(made, debriefs, promises, writer, now)
    made.entries = preparations(draw, made.entries)
    made.entries = sorted((one for one in made.entries if one.changed_at <= now), key=lambda one: (one.at, one.id))
    return made


def _days(draw: Draw, first: datetime, now: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, bool]]:
    """Local midnights with whether the person works that day; holidays and a pause in writing are left out."""
    day, last = midnight(first, zone), midnight(now, zone)
    away_until = day
    while day <= last:
        if day >= away_until:
            summer, winter = (day.month, day.day) == (7, 20), (day.month, day.day) == (12, 22)
            away = 17 if summer else 11 if winter else draw.whole(3, 9) if draw.chance(0.006) else 0
            away_until = day + timedelta(days=away)
        if day >= away_until or now - day < _NO_HOLIDAY:
            working = day.weekday() < 5 and not draw.chance(0.03)
            yield day, working or (day.weekday() == 5 and draw.chance(0.12))
        day += timedelta(days=1)


def _quiet(draw: Draw, writer: Writer, day: datetime, mood: float, *, working: bool) -> Iterator[Entry]:
    """Everything of a day that is no debrief."""
    count = draw.one((0, 1, 1, 2, 2, 2, 3, 3)) if working else draw.one((0, 0, 0, 1))
    for n in range(count):
        start = 8 + n * 4.5
        yield writer.check_in(draw.at(day, start, start + 3.5), mood)
    if draw.chance(0.4 if working else 0.12):
        yield writer.note(draw.at(day, 19.5, 22.5), evening=True)
    if draw.chance(0.12):
        yield writer.note(draw.at(day, 12, 19), evening=False)
    if working and draw.chance(0.06):
        yield writer.feedback(draw.at(day, 10, 17))


def _latest(made: MadeUp, debriefs: Debriefs, promises: Promises, writer: Writer, now: datetime) -> None:
    """What Today shows first, whatever weekday it is."""
    draw, zone = writer.draw, writer.zone
    yesterday = _back(now, zone, 1)
    waiting = debriefs.usual(draw.at(yesterday, 13, 14), 1.0, hardest=_CALM_HARDEST)
    open_ended = debriefs.usual(draw.at(_back(now, zone, 2), 10, 11), 1.0, hardest=_CALM_HARDEST)
    replaced = {one.id for one in made.entries if one.kind == "debrief" and now - one.at < _FOLLOWED}
    made.entries = [one for one in made.entries if one.id not in replaced]
    made.promises = [one for one in made.promises if one.entry not in replaced]
    made.entries += [
        replace(waiting, recovery=None, recovery_minutes=None),
        debriefs.followed(open_ended, now),
        writer.parked(draw.at(yesterday, 16, 17)),
        writer.check_in(draw.at(yesterday, 11, 12), 0.2),
    ]
    for entry, days in ((open_ended, -1), (waiting, 0), (waiting, 5)):
        day = midnight(now, zone).date() + timedelta(days=days)
        first = promises.made_in(entry)[0]
        made.promises.append(
            replace(
                first, state="open", due_date=day, due_time=None, resolved_at=None, satisfied=None, reason="",
                created_at=entry.changed_at, changed_at=entry.changed_at,
            )
        )  # fmt: skip


def _back(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    """The local midnight that many days ago."""
    return midnight(now, zone) - timedelta(days=days)

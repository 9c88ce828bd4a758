"""Which one sentence the last seven days allow: counts of what was written, never a mean and never a verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from eq.reflect.entry import Kind

About = Literal["nothing", "few", "trigger", "word", "pleasant", "unpleasant", "counts"]

DAYS = 7
LEAST = 3
"""Entries before there is a sentence about them; below, they are named one by one."""
OFTEN = 3
"""How often something has to recur to be the sentence."""
LEAST_DAYS = 4
"""Days with a feeling before there is a sentence about days."""


@dataclass(frozen=True)
class Written:
    """One entry of the week. ``pleasantness`` -1..1 or None; ``hard``: mistreatment, or a severity of 8 or more."""

    day: date
    kind: Kind
    words: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    pleasantness: float | None = None
    hard: bool = False


@dataclass(frozen=True)
class Said:
    """What the sentence is about.

    ``k`` of ``of``: entries with the word, debriefs with the trigger, or days that were mostly so, of those that say
    anything of the kind. ``value``: that word or trigger. ``n`` entries on ``days`` days; ``kinds`` counts them.
    ``few``: the entries themselves, where they are too few.
    """

    about: About
    n: int
    days: int = 0
    k: int = 0
    of: int = 0
    value: str = ""
    kinds: dict[Kind, int] = field(default_factory=dict)
    few: tuple[Written, ...] = ()


def choose(week: Sequence[Written]) -> Said:
    """What can be said of the entries of seven days: what recurs first, else how the days were, else what was written.

    Where something hard happened only what was written is counted: nobody is told what their week was like.
    """
    n = len(week)
    if n < LEAST:
        return Said("few" if n else "nothing", n, few=tuple(week))
    kinds = dict(Counter(one.kind for one in week).most_common())
    counts = Said("counts", n, len({one.day for one in week}), kinds=kinds)
    if any(one.hard for one in week):
        return counts
    debriefs = [one.triggers for one in week if one.kind == "debrief" and one.triggers]
    return (
        _recurring("trigger", n, debriefs)
        or _recurring("word", n, [one.words for one in week if one.words])
        or _days(week)
        or counts
    )


def _recurring(about: About, n: int, each: Sequence[Iterable[str]]) -> Said | None:
    """What is in most of them, when it is in at least three and nothing else is as often there."""
    most = Counter(value for values in each for value in set(values)).most_common(2)
    if not most or most[0][1] < OFTEN or 2 * most[0][1] <= len(each):
        return None
    if len(most) > 1 and most[1][1] == most[0][1]:
        return None
    return Said(about, n, k=most[0][1], of=len(each), value=most[0][0])


def _days(week: Sequence[Written]) -> Said | None:
    felt: defaultdict[date, list[float]] = defaultdict(list)
    for one in week:
        if one.pleasantness is not None:
            felt[one.day].append(one.pleasantness)
    means = [sum(values) / len(values) for values in felt.values()]
    if len(means) < LEAST_DAYS:
        return None
    pleasant, unpleasant = (sum(sign * mean > 0 for mean in means) for sign in (1, -1))
    about: About = "pleasant" if pleasant > unpleasant else "unpleasant"
    most = max(pleasant, unpleasant)
    return Said(about, len(week), len(means), most, len(means)) if 2 * most > len(means) else None

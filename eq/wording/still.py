"""The figures of a report in words that fit both of its copies: nobody is addressed, nothing is praised."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from eq.assess.change import Comparison, ScaleChange
from eq.assess.profile import OwnProfile
from eq.assess.pulse import MIN_WEEKS
from eq.assess.questionnaire import Questionnaire
from eq.plan.measure import Measure
from eq.reflect.days import MIN_COMPARE, MIN_DAYS, Level
from eq.reflect.insight import Affect, BreakdownKind, Recovery
from eq.wording import change
from eq.wording.figures import NOT_SHOWN
from eq.wording.insight_figures import debriefs, minutes_said
from eq.wording.plain import between, count, day, listing, number, signed

TABLE: Final = "The values of the figure"
AREA: Final = "Area"
OWN_WORDS, OWN_TRIGGERS, OWN_CHANNELS = "words of one’s own", "triggers of one’s own", "channels of one’s own"
OWN_AVERAGE: Final = "own average"
ABOVE, BELOW = "above own average", "below own average"

PROFILE_TITLE: Final = "Mean answers of the latest sitting, with the range of the usual level"
PULSE_TITLE: Final = "Weekly answers in blocks of four weeks, with ranges"
PLANE_TITLE: Final = "How days felt: pleasantness and energy together"
WORDS_TITLE: Final = "The feeling words chosen most often"
RECOVERY_TITLE: Final = "How long recovery took, with its range"
MINUTES: Final = "Recovery"
ALL_DAYS: Final = "All days"
PLEASANT_ENDS: Final = ("unpleasant", "pleasant")
ENERGY_ENDS: Final = ("low energy", "high energy")
POOLED: Final = "pooled: no mean"
NOTHING: Final = "nothing to show yet"

_CARRY: Final = "Each day counts once, and ranges are wider where one day carries over to the next."


def area(at: int) -> str:
    """How a figure names the scale at position ``at`` (0-based) of a form whose words are not ours."""
    return f"{AREA} {at + 1}"


def numbered(at: int, title: str) -> str:
    """The same in the table behind it, with the title."""
    return f"{area(at)}: {title}"


def _areas_note(ours: bool) -> str:
    return "" if ours else " Areas are numbered in the order of the table, answers by their number."


def profile_caption(*, ours: bool, average: bool) -> str:
    """What the marks of a profile are; ``average``: the mean over the areas is drawn."""
    line = (
        " Dashed line: the mean over the areas; an area is called above or below it only where a test of all areas "
        "at once says so."
        if average
        else ""
    )
    return (
        "Mark: mean of the answered statements of one sitting. Band: 95 % range for the usual level; it allows for the "
        f"choice of statements and for an assumed wobble from day to day.{line} It describes answers, and there is no "
        f"norm to compare them with.{_areas_note(ours)}"
    )


def profile_alt(rows: Sequence[tuple[str, str, float, float, float]], profile: OwnProfile | None) -> str:
    """A profile as sentences; ``rows``: title, words or why there is none, mean and the ends of its range."""
    said = [
        f"{title}: {words}" if math.isnan(mean) else f"{title}: {words}, {number(mean, 2)} ({between(low, high, 2)})"
        for title, words, mean, low, high in rows
    ]
    apart = profile is not None and not profile.distinguishable
    return f"{'; '.join(said) or NOTHING}.{' The areas are too close to rank.' if apart else ''}"


def change_title(comparison: Comparison) -> str:
    """What the figure shows, with its two days."""
    reference = comparison.reference
    parts = [day(one.taken_at) for one in reference.parts] or [day(reference.taken_at)]
    return f"How far the mean answers moved from {listing(parts)} to {day(comparison.latest.taken_at)}, with ranges"


def change_caption(*, ours: bool) -> str:
    """What the marks of a change are."""
    return f"{change.CHANGE_CAPTION}{_areas_note(ours)}"


def change_alt(q: Questionnaire, changes: Sequence[ScaleChange]) -> str:
    """A change as sentences."""
    title = {scale.id: scale.title for scale in q.scales}
    said = [
        f"{title[one.scale]}: {change.VERDICT[one.verdict]}"
        + (
            ""
            if one.verdict == "refused"
            else f", {signed(one.diff, 2)} points ({between(one.low95, one.high95, 2)}), detectable "
            f"{number(one.detectable, 2)}"
        )
        for one in changes
    ]
    return f"{'; '.join(said) or NOTHING}."


def pulse_caption(*, ours: bool) -> str:
    """What the marks of the pulse are."""
    return (
        "Mark: mean of the weekly answers of four calendar weeks. Box: 95 % range for the level of these very "
        f"statements, narrower than for the competency. A block needs {MIN_WEEKS} weeks; a stroke at the foot is a "
        f"week answered in a block that has fewer.{_areas_note(ours)}"
    )


def pulse_alt(blocks: int, shown: int, areas: int) -> str:
    """The pulse in a sentence: its blocks, how many have a number, its areas."""
    return (
        f"Four-week means of {count(areas, 'area')} over {count(blocks, 'block')}, {shown} of them with a number; the "
        "table has every value."
    )


def plane_caption(affect: Affect, *, several: bool) -> str:
    """What the marks of the plane are, and how many days and entries stand behind them."""
    dots = "Dot: days that felt so, the larger the more of them" if several else "Dot: one day"
    pleasant, energetic = affect.pleasantness.n, affect.energy.n
    apart = "" if pleasant == energetic else f": pleasantness on {pleasant}, energy on {energetic}"
    return (
        f"{dots}. Ring and box: the mean over all days with its 95 % range, from {MIN_DAYS} days on. Both go from −1 "
        f"(very unpleasant, very low energy) to 1 (very pleasant, very high energy). "
        f"{count(affect.n_entries, 'entry', 'entries')} on {count(affect.n_days, 'day')}{apart}. {_CARRY} It speaks of "
        "days with an entry, not of the others, and not of why."
    )


def plane_alt(affect: Affect) -> str:
    """Both levels in a sentence."""
    return f"{_level('Pleasantness', affect.pleasantness)}; {_level('energy', affect.energy)}."


def _level(name: str, level: Level) -> str:
    if math.isnan(level.mean):
        return f"{name}: {NOT_SHOWN}, {level.n} of {MIN_DAYS} days"
    said = f"{number(level.mean, 2)} ({between(level.low95, level.high95, 2)})"
    return f"{name}: mean {said}, from {count(level.n, 'day')}"


def own_pooled(name: str, different: int) -> str:
    """The row that stands for everything a person named themselves, with how many different ones there are."""
    return f"{name} ({different})"


def and_more(n: int) -> str:
    """The row of all words that have none of their own."""
    return f"and {n} more {'word' if n == 1 else 'words'}"


def words_caption(picks: int, drawn: int, shipped: int, own: int, listed: int) -> str:
    """What a bar is and how many choices stand behind them; ``own``: different own words, drawn as one row.

    ``listed``: how many words the table has at most.
    """
    table = f"all {shipped}" if shipped <= listed else f"the first {listed}"
    most = f" The {drawn} chosen most are drawn, and the table has {table}." if shipped > drawn else ""
    pooled = f" Own words ({own}) are one row." if own else ""
    return (
        f"Bar: how often a word was chosen. {count(picks, 'choice')} of {count(shipped + own, 'different word')} in "
        f"all.{most}{pooled} It counts what was chosen from a list, not everything that was felt."
    )


def counted_alt(rows: Sequence[tuple[str, int]]) -> str:
    """Names with how often each was chosen."""
    return f"{'; '.join(f'{name}: {n}' for name, n in rows) or NOTHING}."


def triggers_title(kind: BreakdownKind) -> str:
    """What the figure shows of triggers or channels."""
    return {"channel": "How hard debriefs were, by channel"}.get(kind, "How hard debriefs were, by what set them off")


def triggers_caption(kind: BreakdownKind, total: int, drawn: int, different: int) -> str:
    """What the marks are, how many debriefs stand behind them, and what they cannot mean."""
    of = "channels" if kind == "channel" else "triggers"
    most = f" The {drawn} named most often are drawn; the table has all {different}." if different > drawn else ""
    several = "" if kind == "channel" else " A debrief with several triggers is in each of their rows."
    return (
        f"Mark and band: mean severity over days with its 95 % range, from {MIN_DAYS} days on. {debriefs(total)} in "
        f"all.{several}{most} What is debriefed is what stayed, so this does not say what {of} are like, and rows are "
        "not tested against each other."
    )


def triggers_alt(rows: Sequence[tuple[str, int, float, float, float]]) -> str:
    """Rows of name, debriefs, severity and its range."""
    said = [
        f"{name}: {debriefs(n)}" + ("" if math.isnan(mean) else f", {number(mean)} of 10 ({between(low, high)})")
        for name, n, mean, low, high in rows
    ]
    return f"{'; '.join(said) or NOTHING}."


def named_times(n: int) -> str:
    """How often something of one's own was named; one debrief may name several."""
    return f"named {count(n, 'time')}"


def recovery_caption(found: Recovery, *, single: bool, month: bool) -> str:
    """What the marks are, how many debriefs stand behind them and how many do not, and what they cannot mean."""
    dots = "Small dot: one debrief. " if single else ""
    missing = [f"{found.not_yet} not over yet when asked about"] if found.not_yet else []
    missing += [f"{found.unsaid} without an answer"] if found.unsaid else []
    longer = (
        " What was not over yet took longer and is missing, so the true times are longer than this."
        if found.not_yet
        else ""
    )
    return (
        f"{dots}Mark and box: the middle of {'a calendar month' if month else 'four weeks'} with its 95 % range, from "
        f"{MIN_DAYS} days on; a line joins two from {MIN_COMPARE} debriefs each on; each step up doubles the time. "
        f"Boxes are not tested against each other. {debriefs(found.n)} that say how long, on "
        f"{count(found.level.n, 'day')}{'; ' + listing(missing) if missing else ''}.{longer} It depends on what "
        "happened, and on when the question was asked; a shorter time is not better in itself."
    )


def recovery_alt(found: Recovery) -> str:
    """The middle over all days in a sentence."""
    level = found.level
    if math.isnan(level.mean):
        return f"{debriefs(found.n)} that say how long; the middle is {NOT_SHOWN}, {level.n} of {MIN_DAYS} days."
    ends = f"{minutes_said(level.low95)} to {minutes_said(level.high95)}"
    return f"Recovery took about {minutes_said(level.mean)} ({ends}), from {count(level.n, 'day')}."


def trial_title(measure: Measure) -> str:
    """What the figure of a practice shows."""
    return f"“{measure.name}”, day by day, before the practice and since"


def trial_caption(before: int, during: int, *, weekly: bool) -> str:
    """What the marks are, and how many days stand behind them."""
    dot = "the mean of one week" if weekly else "one day"
    return (
        f"Dot: {dot}, open before the practice, filled since. Line and band: the usual level with its 95 % range, from "
        f"{MIN_DAYS} days on. {count(before, 'day')} before and {during} since. It does not show what caused a "
        "difference."
    )

"""Whether a practice has helped, in words: the finding, how sure it is, what it cannot mean, and why there is none."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Final

from eq.plan.helped import MINIMUM, Helped, Verdict
from eq.plan.measure import Measure
from eq.plan.plan import Action
from eq.plan.schedule import Phase, Trial
from eq.reflect.days import MIN_DAYS, Level
from eq.wording.figures import NOT_SHOWN, block_days
from eq.wording.measure import NO, YES
from eq.wording.measure import value as value
from eq.wording.plain import between, count, day, lower_first, number, short_day

WHEN, WHAT = "When", "What"
PHASE: Final[dict[Phase, str]] = {"baseline": "Before the practice", "practice": "With the practice"}
BEGINS: Final = "practice begins"

WORD: Final[dict[Verdict, str]] = {
    "likely": "Likely helping",
    "promising": "Promising",
    "cannot-tell": "Cannot tell",
    "may-not-suit": "May not suit you",
}
_TITLE: Final[dict[Verdict, str]] = {
    "likely": "“{name}” was better with the practice: likely helping",
    "promising": "“{name}” leaned to better with the practice: promising",
    "cannot-tell": "“{name}”: your days cannot tell whether the practice helps",
    "may-not-suit": "“{name}” leaned to worse with the practice: it may not suit you",
}
_MEANS: Final[dict[Verdict, str]] = {
    "likely": "Your days speak clearly enough for it. Keeping it is reasonable.",
    "promising": "Your days lean that way, and more of them may settle it.",
    "cannot-tell": "The difference is small beside how much your days differ anyway. A small help often stays unseen.",
    "may-not-suit": "Your days lean the other way. Another practice may suit you more.",
}
TREND: Final = (
    "The days before it may have been getting better already. Part of a difference may have come without the practice."
)
OTHERS: Final = "Another practice began or ended within these days; what came from which cannot be told apart."
NOT_CAUSED: Final = (
    "This compares your days before with your days since. It does not show what caused a difference: work, "
    "days off, health or the season may have changed as well."
)
SPREAD: Final = "One standard deviation is how far your days usually lie from their middle."
NO_BASELINE: Final = (
    "There is no word on whether it helps: its measure was not asked before the practice began, so there is nothing to "
    "compare with. “Test it properly”, when a practice is started, asks it for some days first."
)

NO_WORD: Final = (
    "There is no word on whether it helps: setting a limit and getting help protect people, so this is counted and "
    "never judged, whatever your days were like. It may be right on a day that felt worse."
)


def title(measure: Measure, trial: Trial) -> str:
    """What the figure shows, in one sentence; plain text."""
    if trial.helped is None or trial.helped.verdict is None:
        return f"“{measure.name}”, day by day"
    return _TITLE[trial.helped.verdict].format(name=measure.name)


def finding(found: Helped) -> str:
    """What a word means and the estimate behind it; "" without a word."""
    if found.verdict is None:
        return ""
    side = "worse" if found.mean < 0 else "better"
    return (
        f"**{WORD[found.verdict]}.** {_MEANS[found.verdict]} The days with the practice lie about "
        f"{number(abs(found.mean))} standard deviations of your days to the {side} side (95 % range "
        f"{between(found.low95, found.high95)}, above zero being better). That allows for few days and for days that "
        f"carry over to the next. {days_behind(found)} {SPREAD}"
    )


def days_behind(found: Helped) -> str:
    """How many days stand behind a comparison."""
    return f"It rests on {count(found.n_before, 'day')} before and {found.n_during} with it."


def warnings(trial: Trial) -> list[str]:
    """What else may have moved the measure, and what no comparison of this kind can show; nothing without a word."""
    if trial.helped is None:
        return []
    found = [TREND] if trial.helped.trend_warning else []
    return [*found, *([OTHERS] if trial.others else []), NOT_CAUSED]


def no_word(action: Action, trial: Trial, today: date) -> str:
    """Why there is no word (yet), how many more days it needs and roughly when; "" where there is one."""
    if trial.reason == "no_word":
        return NO_WORD
    if trial.reason == "no_baseline":
        return NO_BASELINE
    if trial.reason == "not_begun":
        return _not_begun(action, trial, today)
    return _too_few(action, trial, today) if trial.reason == "too_few" else ""


def _not_begun(action: Action, trial: Trial, today: date) -> str:
    so_far = f"{count(len(trial.before), 'day')} with an answer so far"
    if not action.running:
        return (
            f"There is no word on whether it helps: it ended before a day with the practice had an answer ({so_far})."
        )
    if today < action.practice_from:
        return (
            f"The practice begins on {day(action.practice_from)}. Until then only its measure is asked, so that there "
            f"is something to compare with: {so_far}."
        )
    return f"No day with the practice has an answer yet. A word needs {MINIMUM} days with it; before it: {so_far}."


def _too_few(action: Action, trial: Trial, today: date) -> str:
    before, during = len(trial.before), len(trial.during)
    have = f"There are {before} before and {during} with it."
    needs = f"A word needs {MINIMUM} days with an answer before the practice and {MINIMUM} with it."
    if not action.running:
        return f"There is no word on whether it helped. {needs} {have}"
    if before < MINIMUM:
        return f"{needs} {have} Days before it cannot be added later, so there will be no word this time."
    more = MINIMUM - during
    about = today + timedelta(days=more - (0 if answered_on(trial, today) else 1))
    return f"{needs} {have} {count(more, 'more day')} would do: about {day(about)}."


def answered_on(trial: Trial, on: date) -> bool:
    """Whether the measure has its answer for that day."""
    return any(one.day == on for one in (*trial.before, *trial.during))


def caption(measure: Measure, levels: tuple[Level, Level]) -> str:
    """What dots, bands and the line are, and how many days stand behind them."""
    behind = " and ".join(
        f"{count(level.n, 'day')} {name}" for level, name in zip(levels, ("before", "with it"), strict=True) if level.n
    )
    line = " Dashed line: first day of practice." if levels[0].n else ""
    better = "Higher is better." if measure.better == "higher" else "Lower is better."
    if measure.kind == "yes-no":
        better = f"“{YES if measure.better == 'higher' else NO}” is the better answer."
    return (
        f"{measure.question} Small dots: your answers on {behind}. Large dot and band: the usual level of a phase and "
        f"its 95 % range, from {MIN_DAYS} days on.{line} {better}"
    )


def usual(measure: Measure, numbers: tuple[float, float, float]) -> str:
    """A usual level with its range: ``numbers`` are mean, low and high end, NaN when there are too few days."""
    mean, low, high = numbers
    if math.isnan(mean):
        return NOT_SHOWN
    if measure.kind == "yes-no":
        return f"yes on {_percent(mean)} % of days ({_percent(low)} to {_percent(high)} %)"
    places = 0 if measure.kind == "minutes" else 1
    unit = " min" if measure.kind == "minutes" else ""
    return f"{number(mean, places)}{unit} ({between(low, high, places)})"


def cells(measure: Measure, phase: Phase, numbers: tuple[float, float, float], n: int | None = None) -> tuple[str, str]:
    """Two cells of the table: what the row is, and its value; ``n`` days stand behind the usual level of a phase."""
    if n is None:
        return PHASE[phase], value(measure, numbers[0])
    return f"{PHASE[phase]}, usual level", f"{usual(measure, numbers)}, {count(n, 'day')}"


def days(start: date, end: date) -> str:
    """A day, or the span of a phase."""
    return short_day(start) if start == end else block_days(start, end)


def usual_line(phase: Phase, measure: Measure, level: Level) -> str:
    """The usual level of a phase in a sentence, or what it lacks."""
    who = PHASE[phase]
    if math.isnan(level.mean):
        return f"{who}: {count(level.n, 'day')} with an answer; a usual level is shown from {MIN_DAYS} on."
    said = usual(measure, (level.mean, level.low95, level.high95))
    return f"{who}: usually {lower_first(said)}, from {count(level.n, 'day')}."


def day_lines(measure: Measure, phase: Phase, on: date, given: float) -> list[str]:
    """One day in lines."""
    return [short_day(on), f"{measure.name}: {value(measure, given)}", lower_first(PHASE[phase])]


def level_lines(measure: Measure, phase: Phase, numbers: tuple[float, float, float], n: int) -> list[str]:
    """The usual level of a phase in lines."""
    return [PHASE[phase], f"usually {usual(measure, numbers)}", count(n, "day")]


def tick(measure: Measure, at: float) -> str:
    """A value that the axis names."""
    if measure.kind == "yes-no":
        return {0.0: NO, 1.0: YES}.get(at, "half")
    if measure.kind == "minutes":
        return f"{at:.0f} min" if at < 60 else f"{at / 60:.0f} h"
    return f"{at:.0f}"


def ends(measure: Measure) -> tuple[str, str]:
    """Words for the low and the high end of a scale, "" where it has none."""
    return measure.low, measure.high


def alt(action: Action, trial: Trial, levels: tuple[Level, Level]) -> str:
    """The figure as sentences; may hold what the library says of the measure, nothing a person typed."""
    return f"{title(action.measure, trial)}. {usual_lines(action.measure, levels)}"


def usual_lines(measure: Measure, levels: tuple[Level, Level]) -> str:
    """The usual level of each phase that has an answer."""
    phases: tuple[Phase, Phase] = ("baseline", "practice")
    return " ".join(usual_line(phase, measure, level) for phase, level in zip(phases, levels, strict=True) if level.n)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"

"""Whether a practice has helped, in words: the finding, how sure it is, what it cannot mean, and why there is none."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Final

from eq.plan.helped import MINIMUM, Helped, Verdict
from eq.plan.measure import Measure
from eq.plan.plan import DID, Action
from eq.plan.schedule import DONE_LEAST, Phase, Trial, asked, phase
from eq.reflect.days import MIN_DAYS, Level
from eq.wording.figures import NOT_SHOWN, block_days
from eq.wording.measure import NO, YES
from eq.wording.measure import value as value
from eq.wording.plain import between, count, day, listing, lower_first, number, short_day

WHEN, WHAT = "When", "What"
PHASE: Final[dict[Phase, str]] = {"baseline": "Before the practice", "practice": "Since it began"}
BEGINS: Final = "practice begins"
BASIS: Final = "What this rests on"
_FILLED_IN: Final = 7
"""Days that the page offers to fill in, today among them."""

WORD: Final[dict[Verdict, str]] = {
    "likely": "Likely helping",
    "promising": "Promising",
    "cannot-tell": "Cannot tell",
    "may-not-suit": "May not suit you",
}
_TITLE: Final[dict[Verdict, str]] = {
    "likely": "“{name}” was better since the practice began: likely helping",
    "promising": "“{name}” leaned to better since the practice began: promising",
    "cannot-tell": "“{name}”: your days cannot tell whether the practice helps",
    "may-not-suit": "“{name}” leaned to worse since the practice began: it may not suit you",
}
_TITLE_APART: Final = "“{name}”: this way of reckoning cannot tell whether the practice helps"
UNSUITED: Final = "That word comes to about one in eight people whose practice does nothing."
_MEANS: Final[dict[Verdict, str]] = {
    "likely": "Your days since it began lie to the better side. Keeping it is reasonable.",
    "promising": "Your days since it began lean to the better side, and more of them may settle it.",
    "cannot-tell": "These days cannot tell a help from chance. It may help, do nothing, or do a little harm.",
    "may-not-suit": (
        f"Your days since it began lean to the worse side. {UNSUITED} There is no reason to go on if you do not like "
        "it."
    ),
}
_MEANT: Final[dict[Verdict, str]] = {
    "likely": "Your days since it began lay to the better side. Taking it up again is reasonable.",
    "promising": (
        "Your days since it began leaned to the better side, and that settles nothing. Taking it up again is "
        "reasonable."
    ),
    "cannot-tell": (
        "These days cannot tell a help from chance. It may have helped, done nothing, or done a little harm."
    ),
    "may-not-suit": f"Your days since it began leaned to the worse side. {UNSUITED}",
}
"""The same of a practice that has ended."""

_LOOK: Final = "this way of reckoning is made for days that vary, so look at the days themselves."
APART: Final = f"Your days before and since lie far apart and are alike within; {_LOOK}"
EVEN: Final = f"Your days hardly differ from each other; {_LOOK}"
CAREFULLY: Final = (
    "It allows for days that carry over to the next. While days are few it is drawn towards none on purpose, so a "
    "large change is shown too small."
)

EVER: Final = (25, 25, 29, 30)
"""Of 100 made-up people for whom nothing changes, with ten days before: how many see a hopeful word and how many
"may not suit you" at some weekly look within eight weeks, and the same for daily looks (docs/scoring.md)."""

LOOKS: Final = (
    "The word is worked out again with every day and may come and go. Of 100 people for whom nothing changes, about "
    f"{EVER[0]} see a hopeful word at some weekly look within eight weeks, and {EVER[2]} when they look every day; for "
    f"“may not suit you” it is {EVER[1]} and {EVER[3]}. The word after the days you meant to try is the one to read."
)
TREND: Final = (
    "The days before it may have been getting better already. Part of a difference may have come without the practice. "
    "This line also stands there by chance for about one in five."
)
OTHERS: Final = "Another practice began or ended within these days; what came from which cannot be told apart."
NOT_CAUSED: Final = (
    "This compares your days before with your days since. It does not show what caused a difference: work, "
    "days off, health or the season may have changed as well."
)
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
    found = trial.helped
    if found is None or found.verdict is None:
        return f"“{measure.name}”, day by day"
    said = _TITLE_APART if found.verdict == "cannot-tell" and found.alike else _TITLE[found.verdict]
    return said.format(name=measure.name)


def finding(found: Helped, *, ended: bool = False) -> str:
    """A word and what it means, of a practice that runs or has ``ended``; "" without a word."""
    return f"**{WORD[found.verdict]}.** {meaning(found, ended=ended)}" if found.verdict else ""


def meaning(found: Helped, *, ended: bool = False) -> str:
    """What the word means, for below a title that has it; "" without a word."""
    if found.verdict is None:
        return ""
    return APART if found.verdict == "cannot-tell" and found.alike else (_MEANT if ended else _MEANS)[found.verdict]


def basis(measure: Measure, trial: Trial) -> list[str]:
    """Everything that belongs beside a word: its estimate, its chance, its days, and what else may have moved it."""
    found = trial.helped
    if found is None or found.verdict is None:
        return []
    said = [chance(found), estimate(measure, found), days_behind(trial), weaker(trial), *warnings(trial)]
    return [line for line in said if line]


def estimate(measure: Measure, found: Helped) -> str:
    """How far the days lie apart, carefully; "" where it stands in place of the word already."""
    if found.alike:
        return "" if found.verdict == "cannot-tell" else APART
    if found.even:
        return EVEN
    side = "worse" if found.mean < 0 else "better"
    doublings = ", measured in doublings," if measure.kind == "minutes" else ""
    return (
        f"Estimated carefully, the shift{doublings} is about {number(abs(found.mean))} times the usual distance of a "
        f"day from the middle, to the {side} side (cautious 95 % range {between(found.low95, found.high95)}; 0 is no "
        f"difference, and above it is better). {CAREFULLY}"
    )


def chance(found: Helped) -> str:
    """The chance that the word rests on; never that of something certain."""
    of_100 = min(99, max(1, math.floor(100 * found.p)))
    return f"The chance that your days got better rather than worse comes out at {of_100} in 100."


def days_behind(trial: Trial) -> str:
    """How many days stand behind a comparison, and on how many of them the practice was done."""
    done = sum(one.standing in DID for one in trial.during)
    return (
        f"It rests on {count(len(trial.before), 'day')} before and {len(trial.during)} since it began; on {done} of "
        "these it was done."
    )


def weaker(trial: Trial) -> str:
    """What about these very days makes a word weaker; "" where nothing does."""
    days = [
        f"{trial.late} {'was' if trial.late == 1 else 'were'} filled in later than the next day" if trial.late else "",
        f"{count(trial.rests, 'day')} of rest {'is' if trial.rests == 1 else 'are'} left out" if trial.rests else "",
        f"the practice was changed on {count(trial.redesigns, 'day')}" if trial.redesigns else "",
    ]
    said = [one for one in days if one]
    return f"Of these days {listing(said)}: read the word with that much more care." if said else ""


def warnings(trial: Trial) -> list[str]:
    """What else may have moved the measure, and what no comparison of this kind can show; nothing without a word."""
    if trial.helped is None:
        return []
    found = [TREND] if trial.helped.trend_warning else []
    return [LOOKS, *found, *([OTHERS] if trial.others else []), NOT_CAUSED]


UNTESTED: Final = "Not tested: counted, not compared."


def untested(trial: Trial) -> bool:
    """Whether there never was anything to compare, so that a few words do; ``no_word`` has the long reason."""
    return trial.reason in ("no_word", "no_baseline")


def no_word(action: Action, trial: Trial, today: date) -> str:
    """Why there is no word (yet), how many more days it needs and roughly when; "" where there is one."""
    if trial.reason == "no_word":
        return NO_WORD
    if trial.reason == "no_baseline":
        return NO_BASELINE
    if trial.reason == "not_begun":
        return _not_begun(action, trial, today)
    if trial.reason == "not_done":
        return _not_done(action, trial, today)
    return _too_few(action, trial, today) if trial.reason == "too_few" else ""


def _not_begun(action: Action, trial: Trial, today: date) -> str:
    so_far = f"{count(len(trial.before), 'day')} with an answer so far"
    if not action.running:
        return f"There is no word on whether it helps: it ended before a day since its start had an answer ({so_far})."
    if today < action.practice_from:
        return (
            f"The practice begins on {day(action.practice_from)}. Until then only its measure is asked, so that there "
            f"is something to compare with: {so_far}."
        )
    return f"No day since it began has an answer yet. A word needs {MINIMUM} such days; before it: {so_far}."


def _not_done(action: Action, trial: Trial, today: date) -> str:
    helped = "helps" if action.running else "helped"
    last = today if action.ended_on is None else min(today, action.ended_on)
    since = (action.practice_from + timedelta(days=n) for n in range((last - action.practice_from).days + 1))
    days = sum(phase(action, one) == "practice" for one in since)
    return (
        f"There is no word on whether it {helped}: it was done on {trial.done_days} of the {count(days, 'day')} since "
        f"it began, and a word needs {DONE_LEAST}."
    )


def _too_few(action: Action, trial: Trial, today: date) -> str:
    before, during = len(trial.before), len(trial.during)
    have = f"There are {before} before and {during} since it began."
    needs = f"A word needs {MINIMUM} days with an answer before the practice and {MINIMUM} since it began."
    if not action.running:
        return f"There is no word on whether it helped. {needs} {have}"
    if before < MINIMUM:
        return f"{needs} {have} {_too_few_before(action, trial, today)}"
    if during >= MINIMUM:
        return f"{needs} {have}"
    more = MINIMUM - during
    about = today + timedelta(days=more - (0 if answered_on(trial, today) else 1))
    return f"{needs} {have} {count(more, 'more day')} would do: about {day(about)}."


def _too_few_before(action: Action, trial: Trial, today: date) -> str:
    lacking = MINIMUM - len(trial.before)
    open_days = [
        one
        for one in (today - timedelta(days=n) for n in range(1, _FILLED_IN))
        if one < action.practice_from and asked(action, one) and not answered_on(trial, one)
    ]
    if len(open_days) < lacking:
        return "Days before it cannot be added later, so there will be no word this time."
    return (
        "Days of the last week can still be filled in under “Earlier days”, if you remember them; without "
        f"{lacking} of them there will be no word this time."
    )


def answered_on(trial: Trial, on: date) -> bool:
    """Whether the measure has its answer for that day."""
    return any(one.day == on for one in (*trial.before, *trial.during))


def caption(measure: Measure, levels: tuple[Level, Level]) -> str:
    """What dots, bands and the line are, and how many days stand behind them."""
    behind = " and ".join(
        f"{count(level.n, 'day')} {name}" for level, name in zip(levels, ("before", "since"), strict=True) if level.n
    )
    line = " Dashed line: first day of practice." if levels[0].n else ""
    better = "Higher is better." if measure.better == "higher" else "Lower is better."
    if measure.kind == "yes-no":
        better = f"“{YES if measure.better == 'higher' else NO}” is the better answer."
    known = any(not math.isnan(level.mean) for level in levels)
    usually = f" Line and band: the usual level, from {MIN_DAYS} days on, and its 95 % range." if known else ""
    return f"{measure.question} Dots: your answers on {behind}.{usually}{line} {better}"


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

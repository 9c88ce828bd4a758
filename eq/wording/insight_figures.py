"""The figures of Insights in words: titles, captions, cells, what appears on pointing at a mark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from eq.reflect.days import MIN_COMPARE, MIN_DAYS, Level
from eq.reflect.dynamics import Variety
from eq.reflect.insight import Affect, BreakdownKind, Recovery
from eq.wording import journal
from eq.wording.check_in import energy, pleasantness
from eq.wording.figures import NOT_SHOWN, block_days, with_range
from eq.wording.plain import count, listing, number, short_day

FELT: Final[Mapping[str, str]] = {"pleasantness": "Pleasantness", "energy": "Energy"}
FELT_ENDS: Final = ("low", "middle", "high")
PARTS: Final[Mapping[str, str]] = {
    "night": "Night", "morning": "Morning", "afternoon": "Afternoon", "evening": "Evening",
}  # fmt: skip
_HOURS: Final = {"night": "0 to 6", "morning": "6 to 12", "afternoon": "12 to 18", "evening": "18 to 24"}

WHEN, BEHIND, PART, WORD, TIMES = "When", "From", "Part of the day", "Word", "Times"
DEBRIEFS, HOW_HARD, MINUTES = "Debriefs", "How hard, 0 to 10", "Until you were yourself again"
AFFECT_TITLE: Final = "Pleasantness and energy over the days, with their range"
WITHIN_TITLE: Final = "Pleasantness and energy by part of the day, with their range"
WORDS_TITLE: Final = "The feeling words you chose most often"
RECOVERY_TITLE: Final = "How long it took until you were yourself again, with its range"
AFFECT_PLAIN, WORDS_PLAIN = "Pleasantness and energy", "Feeling words"
BREAKDOWN: Final[Mapping[BreakdownKind, str]] = {
    "trigger": "What set it off", "client": "Clients", "channel": "Channels",
}  # fmt: skip

_FELT_UNIT = "Both go from −1 (very unpleasant, very low energy) to 1 (very pleasant, very high energy)."
_CARRY = "Each day counts once, and ranges are wider where one day carries over to the next."
_WORD_STEPS = ("hardly anything", "hard", "as hard as it gets")


def days(start: date, end: date) -> str:
    """A day, or a span of days."""
    return short_day(start) if start == end else block_days(start, end)


def behind(kind: str, n: int) -> str:
    """What one row of a table rests on: the days of a block, or the entries of a day."""
    return count(n, "entry", "entries") if kind == "day" else count(n, "day")


def debriefs(n: int) -> str:
    """``4 debriefs``."""
    return count(n, "debrief")


def times(n: int) -> str:
    """How often a word was chosen."""
    return f"chosen {count(n, 'time')}"


def hours(part: str) -> str:
    """The hours of a part of the day."""
    return f"{_HOURS[part]} o’clock"


def part_with_hours(part: str) -> str:
    """A part of the day with its hours."""
    return f"{PARTS[part]}, {_HOURS[part]}"


def days_so_far(n: int) -> str:
    """What stands in a row that has too few days for a mean."""
    return f"{NOT_SHOWN}: {n} of {MIN_DAYS} days" if n else "nothing yet"


def value_cell(mean: float, low: float, high: float, behind: str = "") -> str:
    """A value on -1..1 with its range where it has one, and what it rests on where that is not what its row says."""
    if math.isnan(mean):
        return NOT_SHOWN
    said = number(mean, 2) if math.isnan(low) else with_range(mean, low, high)
    return f"{said}, {behind}" if behind else said


def mean_aside(level: Level) -> str:
    """The mean over the whole span, beside the name of a panel."""
    if math.isnan(level.mean):
        return f"mean {NOT_SHOWN}"
    return f"mean {with_range(level.mean, level.low95, level.high95, places=1)}"


def _in_words(felt: str, mean: float) -> str:
    return pleasantness(mean) if felt == "pleasantness" else energy(mean)


def day_lines(felt: str, on: date, mean: float, n: int) -> list[str]:
    """One day in lines."""
    return [short_day(on), f"{_in_words(felt, mean)} ({number(mean, 2)})", count(n, "entry", "entries")]


def block_lines(felt: str, span: tuple[date, date], numbers: tuple[float, float, float], n: int) -> list[str]:
    """One block of weeks in lines; ``numbers`` are mean, low and high end."""
    mean, low, high = numbers
    return [
        block_days(*span),
        f"{FELT[felt]}: {_in_words(felt, mean)}",
        f"mean {number(mean, 2)}, 95 % range {number(low, 2)} to {number(high, 2)}",
        count(n, "day"),
    ]


def part_lines(felt: str, part: str, numbers: Sequence[float], n: int) -> list[str]:
    """One part of the day in lines."""
    mean, low, high = numbers
    return [
        part_with_hours(part),
        f"{FELT[felt]}: {_in_words(felt, mean)}",
        f"mean {number(mean, 2)}, 95 % range {number(low, 2)} to {number(high, 2)}",
        count(n, "day"),
    ]


def affect_finding(affect: Affect) -> str:
    """The level of both over the span in words: how far the range reaches is said, too. "" without a number."""
    said = []
    for felt, level, one, between in (
        ("pleasantness", affect.pleasantness, "**{}**", "between **{}** and **{}**"),
        ("energy", affect.energy, "with **{} energy**", "with energy between **{}** and **{}**"),
    ):
        if not math.isnan(level.mean):
            ends = list(
                dict.fromkeys(_in_words(felt, end).removesuffix(" energy") for end in (level.low95, level.high95))
            )
            said.append((one if len(ends) == 1 else between).format(*ends))
    return f"On average these days felt {', '.join(said).removeprefix('with ')}." if said else ""


def affect_caption(affect: Affect, *, single: bool, month: bool) -> str:
    """What the marks are, how many days and entries stand behind them, and what they cannot mean."""
    dots = "Small dot: one day. " if single else ""
    block = "a calendar month" if month else "four weeks"
    return (
        f"{dots}Dot and box: mean of {block} with its 95 % range, from {MIN_DAYS} days on; a line joins two "
        f"from {MIN_COMPARE} days each on. "
        f"{_FELT_UNIT} {_felt_on(affect)} "
        f"{_CARRY} Boxes are not tested against each other. It speaks of the days you wrote on, not of those you did "
        "not, and not of why."
    )


def _felt_on(affect: Affect) -> str:
    """The entries and days behind it; where the two feelings have different days, those of each."""
    said = f"{count(affect.n_entries, 'entry', 'entries')} on {count(affect.n_days, 'day')}"
    pleasant, energetic = affect.pleasantness.n, affect.energy.n
    return f"{said}." if pleasant == energetic else f"{said}: pleasantness on {pleasant}, energy on {energetic}."


def within_caption(affect: Affect) -> str:
    """What the marks are, and why parts of the day are not to be ranked."""
    return (
        f"Mark and band: mean of the days with an entry in that part, with its 95 % range, from {MIN_DAYS} days on. "
        f"{_FELT_UNIT} {_felt_on(affect)} Different days "
        "and different moments are in each part, so the parts are not tested against each other."
    )


def words_caption(picks: int, shown: int, different: int) -> str:
    """What a bar is and how many choices stand behind them."""
    most = f" The {shown} chosen most are drawn; the table has all {different}." if different > shown else ""
    return (
        f"Bar: how often you chose a word. {count(picks, 'choice')} of {count(different, 'different word')} in all."
        f"{most} It counts what you chose from a list, not everything you felt."
    )


def variety_line(variety: Variety | None) -> str:
    """How varied the words are, without a verdict; "" before there are enough."""
    if variety is None or math.isnan(variety.effective):
        return ""
    return (
        f"{count(variety.labels, 'different word')} in {count(variety.picks, 'choice')}: as varied as "
        f"**{number(variety.effective)}** words chosen equally often. More variety is neither better nor worse."
    )


def hard_tick(value: int) -> str:
    """A number of the axis from 0 to 10 with its words."""
    return f"{value} {_WORD_STEPS[value // 5]}"


def too_few_for_mean(days_with: int) -> str:
    """What stands in a row that has too few days for a mean."""
    return f"on {days_with} of {MIN_DAYS} days for a mean"


def hard_cell(mean: float, low: float, high: float, days_with: int) -> str:
    """How hard, with its range and the days that say so."""
    return NOT_SHOWN if math.isnan(mean) else f"{with_range(mean, low, high, places=1)}, {count(days_with, 'day')}"


def minutes_said(value: float) -> str:
    """A length of time as people say it, rounded to what is worth saying: ``40 min``, ``2.5 hours``, ``3 days``."""
    if value < 90:
        return f"{number(value, 0)} min"
    if value < 48 * 60:
        return f"{number(value / 60).removesuffix('.0')} hours"
    return f"{number(value / 1440).removesuffix('.0')} days"


def minutes_tick(value: int) -> str:
    """A length of time on an axis."""
    if value < 60:
        return f"{value} min" if value else "at once"
    if value < 1440:
        return count(value // 60, "hour")
    if value == 10080:
        return "a week"
    return "a month" if value == 43200 else count(value // 1440, "day")


def minutes_cell(value: float, low: float, high: float) -> str:
    """A length of time with its range where it has one."""
    if math.isnan(value):
        return NOT_SHOWN
    if math.isnan(low):
        return journal.minutes(round(value))
    return f"{minutes_said(value)} ({minutes_said(low)} to {minutes_said(high)})"


def how_long_cell(value: float, low: float, high: float, days_with: int) -> str:
    """A length of time with its range and the days that say so."""
    return NOT_SHOWN if math.isnan(value) else f"{minutes_cell(value, low, high)}, {count(days_with, 'day')}"


def breakdown_lines(
    label: str, n: int, hard: tuple[float, float, float, int], minutes: tuple[float, float, float, int]
) -> list[str]:
    """One value in lines: how hard, and how long recovery took where that is known."""
    known = [] if math.isnan(minutes[0]) else [f"yourself again after {how_long_cell(*minutes)}"]
    return [label, f"{HOW_HARD}: {hard_cell(*hard)}", *known, debriefs(n)]


def breakdown_title(kind: BreakdownKind) -> str:
    """One sentence that says what the figure of a kind shows."""
    return {
        "trigger": "How hard debriefs were, by what set them off",
        "client": "How hard debriefs were, by client",
        "channel": "How hard debriefs were, by channel",
    }[kind]


def breakdown_caption(kind: BreakdownKind, total: int, shown: int, different: int) -> str:
    """What the marks are, how many debriefs stand behind them, and what they cannot mean."""
    of = {"trigger": "triggers", "client": "clients", "channel": "channels"}[kind]
    most = f" The {shown} named most often are drawn; the table has all {different} {of}." if different > shown else ""
    several = " A debrief with several triggers is in each of their rows." if kind == "trigger" else ""
    return (
        f"Dot and band: mean severity over days with its 95 % range, from {MIN_DAYS} days on; the table has the "
        f"minutes until you were yourself again as well. {debriefs(total)} in all.{several}{most} You debrief what "
        f"stayed with you, so this does not say what {of} are like, and rows are not tested against each other."
    )


def recovery_finding(recovery: Recovery) -> str:
    """The middle over the span in words; "" without a number."""
    level = recovery.level
    if math.isnan(level.mean):
        return ""
    return (
        f"Typically it took **{minutes_said(level.mean)}**; the 95 % range is {minutes_said(level.low95)} to "
        f"{minutes_said(level.high95)}."
    )


def recovery_caption(recovery: Recovery, *, single: bool, month: bool) -> str:
    """What the marks are, how many debriefs stand behind them and how many do not, and what they cannot mean."""
    dots = "Small dot: one debrief. " if single else ""
    not_yet, unsaid = recovery.not_yet, recovery.unsaid
    missing = [f"{not_yet} {'was' if not_yet == 1 else 'were'} not over yet when you were asked"] if not_yet else []
    missing += [f"{unsaid} {'does' if unsaid == 1 else 'do'} not say"] if unsaid else []
    longer = (
        " What was not over yet took longer and is missing, so the true times are longer than this." if not_yet else ""
    )
    return (
        f"{dots}Dot and box: the middle of {'a calendar month' if month else 'four weeks'} with its 95 % range, from "
        f"{MIN_DAYS} days on; a line joins two from {MIN_COMPARE} debriefs each on; each step up doubles the time. "
        f"Boxes are not tested against each other. {debriefs(recovery.n)} that say how long, on "
        f"{count(recovery.level.n, 'day')}{'; ' + listing(missing) if missing else ''}.{longer} A shorter time is not "
        "a better you: it depends on what happened, and on when you were asked."
    )


def recovery_lines(span: tuple[date, date], numbers: tuple[float, float, float], n: int) -> list[str]:
    """One block of recovery in lines."""
    return [block_days(*span), f"yourself again after {minutes_cell(*numbers)}", debriefs(n)]


def episode_lines(on: date, minutes: float) -> list[str]:
    """One debrief in lines."""
    return [short_day(on), f"yourself again after {journal.minutes(round(minutes))}"]


def recovery_behind(kind: str, n: int) -> str:
    """What one row of the table of recovery rests on."""
    return debriefs(n) if kind == "block" else debriefs(1)

"""What stands in figures and in the tables behind them, and what appears on pointing at a mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eq.assess.questionnaire import AnswerScale
from eq.wording.levels import label_at
from eq.wording.plain import between, count, number, short_day, signed

NOT_SHOWN = "not shown"
DATE, FOUR_WEEKS = "Date", "Four weeks"
LESS, SAME, MORE = "less", "no change", "more"
COUNTED_FROM = "change counts from here"
COUNTED_FROM_BLOCK = "counted from this block"
LATEST_BLOCK = "latest block judged"


def not_shown(status: str, answered: int, items: int) -> str:
    """Why a row of the profile is open, in a few words."""
    if status == "too_few_items":
        return f"{NOT_SHOWN}: {count(items, 'statement')} only"
    return f"{NOT_SHOWN}: {answered} of {items} answered"


def score_lines(title: str, words: str, numbers: tuple[float, float, float], answered: int, items: int) -> list[str]:
    """One scale of one sitting in lines; ``numbers`` are mean, low and high end of its 95 % range."""
    return [title, words, _mean_and_range(*numbers), f"{answered} of {count(items, 'statement')} answered"]


def change_lines(title: str, verdict: str, diff: float, low: float, high: float, items: int) -> list[str]:
    """One change in lines."""
    return [
        title,
        verdict,
        f"{signed(diff)} points, 95 % range {signed(low)} to {signed(high)}",
        f"{count(items, 'statement')} compared",
    ]


def sitting_lines(
    title: str, when: str, numbers: tuple[float, float, float], counted: tuple[int, int], answers: AnswerScale
) -> list[str]:
    """One scale of one sitting among many, in lines; ``counted`` are statements answered and on the form."""
    return [
        title,
        when,
        _mean_and_range(*numbers),
        f"nearest to “{label_at(numbers[0], answers)}”",
        f"{counted[0]} of {count(counted[1], 'statement')} answered",
    ]


def block_lines(
    title: str, when: str, numbers: tuple[float, float, float], weeks: int, answers: AnswerScale
) -> list[str]:
    """One scale of one pulse block in lines."""
    return [
        title,
        when,
        _mean_and_range(*numbers),
        f"nearest to “{label_at(numbers[0], answers)}”",
        f"{count(weeks, 'week')}; for these statements only",
    ]


def latest(numbers: tuple[float, float, float] | None) -> str:
    """The last value of a panel, beside its name."""
    return f"latest: {NOT_SHOWN}" if numbers is None else f"latest: {with_range(*numbers, places=1)}"


def last_block(numbers: tuple[float, float, float]) -> str:
    """The last block with a number, beside the name of a panel."""
    return f"last block: {with_range(*numbers, places=1)}"


def of_all(answered: int, items: int) -> str:
    """Added to a cell where not every statement was answered."""
    return f", {answered} of {items}"


def with_range(mean: float, low: float, high: float, places: int = 2) -> str:
    """A mean with its range in one table cell."""
    return f"{number(mean, places)} ({between(low, high, places)})"


def block_days(first: date, last: date) -> str:
    """The days of a block; the year is said once where it is the same."""
    start = short_day(first)
    return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start} to {short_day(last)}"


def weeks_so_far(weeks: int, needed: int) -> str:
    """The cell of a block without a number."""
    if weeks >= needed:
        return NOT_SHOWN
    return f"{NOT_SHOWN}: {weeks} of {count(needed, 'week')}"


def _mean_and_range(mean: float, low: float, high: float) -> str:
    return f"mean {number(mean)}, 95 % range {between(low, high)}"


def area_columns(titles: Sequence[str], first: str) -> list[str]:
    """Column names for areas beside the column ``first``: the titles, numbered where two are the same."""
    found: list[str] = []
    for title in titles:
        name, n = title, 1
        while name in {first, *found}:
            n += 1
            name = f"{title} ({n})"
        found.append(name)
    return found

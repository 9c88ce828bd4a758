"""What figures say: titles, captions, marks on the drawing, and the words that appear on pointing at a mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eq.assess.change import Comparison
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.wording.levels import label_at
from eq.wording.plain import between, count, day, number, short_day, signed

NOT_SHOWN = "not shown"
DATE, FOUR_WEEKS = "Date", "Four weeks"
LESS, SAME, MORE = "less often", "no change", "more often"
COUNTED_FROM = "change counts from here"
COUNTED_FROM_BLOCK = "counted from this block"
LATEST_BLOCK = "latest block judged"

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def profile_title(questionnaire: Questionnaire) -> str:
    """What the profile shows."""
    return f"Your own answers in {_areas(questionnaire)}, with the 95 % range each leaves open"


def change_title(comparison: Comparison) -> str:
    """What the change figure shows: two sittings."""
    since, latest = comparison.reference.taken_at, comparison.latest.taken_at
    return f"How far your answers moved from {day(since)} to {day(latest)}, with the 95 % range of each move"


def pulse_change_title(first: date, second: date) -> str:
    """What the change figure shows: two blocks, named by the days they begin on."""
    return (
        f"How far your answers moved from the four weeks from {day(first)} to the four weeks from {day(second)}, with "
        "the 95 % range of each move"
    )


def change_caption(answers: AnswerScale) -> str:
    """How to read the change figure."""
    return (
        f"Mark: the difference between the two means, in points of the answers from {answers.low} to {answers.high}. "
        "Band: its 95 % range. Brackets: a difference has to reach them before it can be called a change; a real "
        "change of that size is still missed about half the time."
    )


def progress_title(questionnaire: Questionnaire, sittings: int) -> str:
    """What the progress figure shows."""
    return f"{_areas(questionnaire).capitalize()} over {count(sittings, 'sitting')}, each with its 95 % range"


def progress_caption(*, reference: bool, withheld: bool) -> str:
    """How to read the progress figure; ``withheld`` when a sitting lacks a number somewhere."""
    said = ["Mark: the mean of the statements answered at one sitting. Band: the 95 % range for your usual level."]
    if reference:
        said.append("Ring and dotted line: the sitting that change is counted from.")
    if withheld:
        said.append("Small strokes at the foot: sittings without a number.")
    said.append("A line that wanders inside the bands is what steady answers look like.")
    return " ".join(said)


def pulse_title(questionnaire: Questionnaire) -> str:
    """What the pulse figure shows."""
    return f"{_areas(questionnaire).capitalize()} in blocks of four weeks, each with its 95 % range"


def pulse_caption(*, pair: bool, withheld: bool) -> str:
    """How to read the pulse figure; ``pair`` when two blocks are marked, ``withheld`` when a block has no number."""
    said = [
        "Mark: the mean of a block of four calendar weeks. Band: the 95 % range for the level of these very "
        "statements; what they say of the area as a whole is less certain."
    ]
    if pair:
        said.append("Shaded: the two blocks that are compared.")
    if withheld:
        said.append(
            "Small strokes at the foot: weeks answered in a block that has fewer than three, too few for a number."
        )
    return " ".join(said)


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


def _areas(questionnaire: Questionnaire) -> str:
    n = len(questionnaire.scales)
    return f"{_COUNTS[n] if n < len(_COUNTS) else n} {'area' if n == 1 else 'areas'}"


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

"""The figure of the ways of responding in words: its axis, its rows, the table behind it, its caption."""

from __future__ import annotations

from typing import Final

from eq.reflect.responding import MINIMUM, Associations, Verdict
from eq.wording.insights import VERDICT
from eq.wording.plain import count, multiple
from eq.wording.results import p_value

SHORTER, LONGER = "shorter with it", "longer with it"

RATIO_COLUMNS: Final = (
    "Way of responding", "In words", "Times the minutes", "With it, without it", "Clients, at most",
    "p, all tests counted",
    "Pairs in which the one with it was shorter",
)  # fmt: skip
TITLE: Final = "Which ways of responding went with a shorter or longer recovery in your records"


def ratio_tick(doublings: int, *, short: bool) -> str:
    """A place on the axis of ratios; ``doublings`` 0 is the same."""
    if doublings == 0:
        return "the same"
    size = 2 ** abs(doublings)
    if doublings < 0:
        part = {2: "half", 4: "a quarter"}.get(size, f"1/{size}")
        return part if short else {2: "half the minutes", 4: "a quarter"}.get(size, part)
    many = {2: "twice", 4: "four times"}.get(size, f"{size} times")
    return "twice the minutes" if size == 2 and not short else many


def ratio_words(verdict: Verdict, n_with: int, n_without: int) -> str:
    """What stands beside a way of responding: the word, and the episodes with it / without it."""
    return f"{VERDICT[verdict].removesuffix(' in your records')} · {n_with}/{n_without}"


def ratio_cells(
    title: str,
    verdict: Verdict,
    counted: tuple[int, int, int],
    ratio: tuple[float, float, float],
    p_holm: float,
    nap: float,
) -> tuple[str, ...]:
    """One row of the table of ratios; ``counted`` are episodes with it, without it, and clients."""
    n_with, n_without, clients = counted
    return (
        title,
        VERDICT[verdict],
        _with_range(*ratio),
        f"{n_with}, {n_without}",
        str(clients),
        p_value(p_holm),
        f"{round(100 * nap)} of 100",
    )


def _with_range(value: float, low: float, high: float) -> str:
    return f"{multiple(value)} ({multiple(low)} to {multiple(high)})"


def ratio_lines(
    title: str, verdict: Verdict, ratio: tuple[float, float, float], n_with: int, n_without: int
) -> list[str]:
    """One way of responding in lines."""
    value, low, high = ratio
    return [
        title,
        VERDICT[verdict],
        f"{multiple(value)} times the minutes, 95 % range {multiple(low)} to {multiple(high)}",
        f"{n_with} episodes with it, {n_without} without",
    ]


def ratios_caption(found: Associations) -> str:
    """What the marks are, what is held equal, how many were tested, and what it cannot mean."""
    return (
        "Dot: the minutes until you were yourself again with a way of responding, as a multiple of those without it; "
        "how hard it was and when it was are held equal. Band: 95 % range. Beside each name: episodes with it/without "
        f"it, at least {MINIMUM} of each. Several debriefs with one client on one day are one episode; "
        f"{count(found.episodes, 'episode')} from all your records, whatever span is chosen; a debrief that does not "
        "say how hard it was or how long it took, or that was not over yet, is in none of them. "
        f"{count(found.tested, 'way was', 'ways were')} tested, and that is taken into account (Holm: clear at "
        "p ≤ .05, leaning at p ≤ .20). A band may leave out “the same” and still be told “cannot tell”: of several "
        "ways, one does so by chance now and then. Words come and go as episodes are added: read the latest. Who the "
        "client was is not held equal. The share of pairs in the table holds nothing equal and is no finding. What "
        "goes together need not be cause and effect: you chose each way for reasons that are not in these numbers."
    )

"""How often the words about practices, responses and days are right: the tables of docs/scoring.md, and what they show.

Made-up people, seeded, computed by the very code that serves a real one. Run this file as a script to write the tables
into the document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from eq.plan.helped import BASELINE_DAYS, MINIMUM, VERDICTS, effects, helped, trend_chance
from eq.reflect.days import spans
from eq.reflect.responding import CLEAR, LEANING, regressed
from eq.reflect.responding import MINIMUM as FEWEST
from eq.stats import generator, holm, t_quantile, t_two_sided
from eq.wording import plan_start
from eq.wording import trial as words_of_trial

DOC = Path(__file__).parents[2] / "docs" / "scoring.md"

PEOPLE, WATCHED, RECORDS, ROWS = 20_000, 6_000, 2_000, 20_000
NO_FLOOR = 1e-9
PHASES = ((7, 14), (10, 14), (10, 28), (14, 14))
FEW = 100
WEEK, WEEKS_BACK, DURING, WARNED = 7, 4, 14, 0.20
CARRIES = (0.0, 0.3)
WEEKS = 8
EPISODES = (16, 40, 80)
DAYS = (7, 14, 30, 60)
BASELINES = (7, 10, 14)
APART = (0.0, 0.5, 1.0)
LOOK, LOOKED = 8, 600
SHIFTS = (0.0, 0.5, 1.0, 1.5, 2.0)
SHIFTED = ((10, 14), (10, 28))
Z95 = 1.959963984540054


class Words(NamedTuple):
    """Shares 0..1 of people told each word; of those told it, the share with the warning about the baseline."""

    likely: float
    promising: float
    unclear: float
    unsuited: float
    warned: tuple[float, ...] = ()


class Ever(NamedTuple):
    """Shares 0..1 of people who were told at some look: a hopeful word ("likely" or "promising"), "may not suit"."""

    hopeful: float
    unsuited: float


class Told(NamedTuple):
    """Shares 0..1 of records: called by us, at least leaning, and called by the comparison as it stands."""

    clear: float
    leaning: float
    raw: float


def series(rng: np.random.Generator, people: int, days: int, carry: float) -> np.ndarray:
    """Days of mean 0 and SD 1 whose neighbours correlate by ``carry``: (people, days)."""
    row = rng.normal(size=(people, days))
    for day in range(1, days):
        row[:, day] = carry * row[:, day - 1] + math.sqrt(1 - carry**2) * row[:, day]
    return row


@cache
def words(before: int, during: int, carry: float, effect: float) -> Words:
    """One look after the second phase; ``effect`` in SDs of a day."""
    rows = series(generator(201), PEOPLE, before + during, carry)
    first, second = rows[:, :before], rows[:, before:] + effect
    found, warning = verdicts(first, second), warned(first)
    told = [found == place for place in range(len(VERDICTS))]
    beside = tuple(float(warning[one].mean()) if one.sum() >= FEW else math.nan for one in told)
    return Words(*(float(one.mean()) for one in told), beside)


def verdicts(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The place of each person's word in ``VERDICTS``: (people,)."""
    before, during = (range(phase.shape[1]) for phase in (first, second))
    return effects(first, second, days_before=before, days_during=during, floor=NO_FLOOR).verdict


def warned(first: np.ndarray) -> np.ndarray:
    """Who is told that the baseline may have been rising by itself; no two values of a row alike: (people,)."""
    days = first.shape[1]
    earlier, later = np.triu_indices(days, 1)
    falls = (first[:, later] < first[:, earlier]).sum(axis=1)
    return falls <= most_falls(days)


@cache
def most_falls(days: int) -> int:
    """Most falling pairs with which so many different values still look like a rise."""
    row, most = list(range(days)), -1
    # Carrying one value down the row step by step gives every number of falls in turn.
    for value in range(1, days):
        for at in range(value, 0, -1):
            if trend_chance(row) > WARNED:
                return most
            most += 1
            row[at - 1], row[at] = row[at], row[at - 1]
    raise AssertionError("some order is no rise")


@cache
def begun(how: str, carry: float) -> Words:
    """What people are told when nothing changes, by how the day came about on which the practice began."""
    rng = generator(207)
    if how == "worst week":
        rows = series(rng, PEOPLE, WEEKS_BACK * WEEK + DURING, carry)
        weeks = rows[:, : WEEKS_BACK * WEEK].reshape(PEOPLE, WEEKS_BACK, WEEK).mean(axis=2)
        return at_starts(rows, WEEK * (1 + weeks.argmin(axis=1)), WEEK)
    if how == "baseline after":
        rows = series(rng, 8 * PEOPLE, WEEK + BASELINE_DAYS + DURING, carry)
        rows = rows[rows[:, :WEEK].argmin(axis=1) == WEEK - 1][:PEOPLE]
        return at_starts(rows, np.full(PEOPLE, WEEK + BASELINE_DAYS), BASELINE_DAYS)
    rows = series(rng, PEOPLE, BASELINE_DAYS + WEEK - 1 + DURING, carry)
    run = {"drawn": 0, "worst day": 1, "worst three": 3}[how]
    days = BASELINE_DAYS + np.arange(WEEK)
    level = [rows[:, day - run : day].mean(axis=1) if run else rng.random(PEOPLE) for day in days]
    return at_starts(rows, days[np.argmin(level, axis=0)], BASELINE_DAYS + WEEK)


def at_starts(rows: np.ndarray, starts: np.ndarray, most: int) -> Words:
    """What people are told whose practice begins on the day ``starts``, after up to ``most`` days of baseline."""
    found = np.concatenate(
        [
            verdicts(rows[starts == day, max(0, day - most) : day], rows[starts == day, day : day + DURING])
            for day in np.unique(starts)
        ]
    )
    return Words(*(np.bincount(found, minlength=len(VERDICTS)) / len(rows)).tolist())


@cache
def ever_likely(before: int, carry: float) -> float:
    """Share told "likely" at any of eight weekly looks, when nothing changed."""
    rows = series(generator(202), WATCHED, before + 7 * WEEKS, carry)
    ever = np.zeros(WATCHED, dtype=bool)
    for week in range(1, WEEKS + 1):
        n = 7 * week
        ever |= verdicts(rows[:, :before], rows[:, before : before + n]) == VERDICTS.index("likely")
    return float(ever.mean())


@cache
def ever(before: int, carry: float, each: int) -> Ever:
    """What people are told at some look when nothing changes: eight weeks, a look every ``each`` days.

    The first look is the first of these days with a word at all.
    """
    rows = series(generator(202), WATCHED, before + 7 * WEEKS, carry)
    seen = np.zeros((2, WATCHED), dtype=bool)
    for n in range(each, 7 * WEEKS + 1, each):
        if n >= MINIMUM:
            found = verdicts(rows[:, :before], rows[:, before : before + n])
            seen |= np.stack([found <= VERDICTS.index("promising"), found == VERDICTS.index("may-not-suit")])
    return Ever(*(float(one.mean()) for one in seen))


@cache
def held(before: int, during: int, carry: float, shift: float) -> tuple[float, float]:
    """How often the 95 % range holds the true ``shift`` (SDs of a day), and the effect that is said on average."""
    rows = series(generator(208), PEOPLE, before + during, carry)
    days = {"days_before": range(before), "days_during": range(during)}
    found = effects(rows[:, :before], rows[:, before:] + shift, **days, floor=NO_FLOOR)
    return float((np.abs(found.mean - shift) <= Z95 * found.sd).mean()), float(found.mean.mean())


def record(
    rng: np.random.Generator, episodes: int, responses: int, pull: float, effect: float, misjudged: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rated severity, doublings and uses of one person who reaches the minimum for every response.

    Hardness is normal around 5 (SD 2), rated with an error of SD ``misjudged``, whole, held on 0..10. It adds 0.35
    doublings a point to a recovery whose other causes have SD 1, and ``pull`` logits a point to the use of a response;
    the first response adds ``effect`` doublings.
    """
    while True:
        hard = rng.normal(5, 2, episodes)
        used = rng.random((episodes, responses)) < 1 / (1 + np.exp(-pull * (hard[:, np.newaxis] - 5)))
        uses = used.sum(axis=0)
        if (np.minimum(uses, episodes - uses) >= FEWEST).all():
            break
    rated = np.clip(np.rint(hard + rng.normal(0, misjudged, episodes)), 0, 10)
    return rated, 3 + 0.35 * hard + effect * used[:, 0] + rng.normal(0, 1, episodes), used.astype(float)


@cache
def told(episodes: int, responses: int, pull: float, effect: float = 0.0, misjudged: float = 0.0) -> Told:
    """What is said about responses; with an ``effect``, about the first one being shorter."""
    rng = generator(203)
    hits = np.zeros(3)
    for _ in range(RECORDS):
        severity, doublings, used = record(rng, episodes, responses, pull, effect, misjudged)
        fit = regressed(severity, doublings, used)
        adjusted, raw = holm(fit.p), holm(raw_chance(doublings, used))
        if effect:
            shorter = fit.b[0] < 0
            hits += [shorter and adjusted[0] <= CLEAR, shorter and adjusted[0] <= LEANING, raw[0] <= CLEAR]
        else:
            hits += [adjusted.min() <= CLEAR, adjusted.min() <= LEANING, raw.min() <= CLEAR]
    return Told(*(hits / RECORDS))


def met(rng: np.random.Generator, episodes: int, clients: int, apart: float) -> tuple[np.ndarray, ...]:
    """Like ``record`` for one response that does nothing, but with clients who differ, each as likely as any other.

    Recovery after a client lies ``apart`` doublings (SD) off the others at the same hardness, and each has a chance of
    the response of their own, evenly spread over 0..1. Also who it was, (episodes,).
    """
    while True:
        who = rng.integers(0, clients, episodes)
        used = (rng.random(episodes) < rng.random(clients)[who]).astype(float)
        if FEWEST <= used.sum() <= episodes - FEWEST:
            break
    hard = rng.normal(5, 2, episodes)
    doublings = 3 + 0.35 * hard + rng.normal(0, apart, clients)[who] + rng.normal(0, 1, episodes)
    return np.clip(np.rint(hard), 0, 10), doublings, used[:, np.newaxis], who


@cache
def told_of_clients(episodes: int, clients: int, apart: float) -> float:
    """Share of records in which the response that does nothing went with shorter or longer recovery."""
    rng = generator(205)
    draws = (met(rng, episodes, clients, apart)[:3] for _ in range(RECORDS))
    return float(np.mean([regressed(*draw).p[0] <= CLEAR for draw in draws]))


@cache
def ever_told(responses: int) -> tuple[float, float]:
    """Share of records in which a response that does nothing was ever said to go with something, and is at the end.

    Looked at after every ``LOOK`` episodes up to 80, as soon as each response has its minimum at all.
    """
    rng = generator(206)
    ever, last = np.zeros(LOOKED, dtype=bool), np.zeros(LOOKED, dtype=bool)
    for at in range(LOOKED):
        severity, doublings, used = record(rng, 80, responses, 0.5, 0.0, 0.0)
        for n in range(16, 81, LOOK):
            uses = used[:n].sum(axis=0)
            enough = np.minimum(uses, n - uses) >= FEWEST
            if enough.any():
                fit = regressed(severity[:n], doublings[:n], used[:n, enough])
                last[at] = holm(fit.p).min() <= CLEAR
                ever[at] |= last[at]
    return float(ever.mean()), float(last.mean())


def raw_chance(doublings: np.ndarray, used: np.ndarray) -> np.ndarray:
    """Two-sided chance of the plain difference between episodes with and without, Student's t."""
    n, uses = len(doublings), used.sum(axis=0)
    with_it, without = doublings @ used / uses, doublings @ (1 - used) / (n - uses)
    left = doublings[:, np.newaxis] - np.where(used > 0, with_it, without)
    error = np.sqrt((left**2).sum(axis=0) / (n - 2) * (1 / uses + 1 / (n - uses)))
    return t_two_sided((with_it - without) / error, n - 2)


@cache
def covered(days: int, carry: float) -> tuple[float, float]:
    """How often the 95 % interval of a mean over days holds the true mean: ours, and the plain one."""
    rows = series(generator(204), ROWS, days, carry)
    mean, _, sd, half = spans(range(days), rows, 0.0)
    plain = float(t_quantile(0.975, float(days - 1))) * sd / math.sqrt(days)
    return float((np.abs(mean) <= half).mean()), float((np.abs(mean) <= plain).mean())


# --- the tables -----------------------------------------------------------------------------------------------------


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def word_cells(told: Words) -> list[str]:
    return [
        percent(share) + ("" if math.isnan(beside) else f" ({100 * beside:.0f} %)")
        for share, beside in zip(told, told.warned, strict=False)
    ]


def practice_tables() -> list[str]:
    said = [
        [f"{name}, {a} + {b} days, lag-one {carry:.1f}", *word_cells(words(a, b, carry, effect))]
        for name, effect in (("nothing changed", 0.0), ("better by 1 SD", 1.0), ("worse by 1 SD", -1.0))
        for a, b in PHASES
        for carry in CARRIES
    ]
    starts = [
        [name, *(percent(share) for carry in CARRIES for share in begun(how, carry)[:2])]
        for how, name in (
            ("drawn", "drawn from seven days, after 10 to 16 days of baseline"),
            ("worst day", "the day after the worst of those days"),
            ("worst three", "the day after the worst three in a row"),
            ("worst week", "the day after the worst of four weeks, which is the baseline"),
            ("baseline after", "ten days after the worst day of a week, which are the baseline"),
        )
    ]
    looks = [[f"{a} days before", *(percent(ever_likely(a, carry)) for carry in CARRIES)] for a in BASELINES]
    often = [
        [name, *(percent(share) for carry in CARRIES for share in ever(BASELINE_DAYS, carry, each))]
        for name, each in ((f"every week for {WEEKS} weeks", WEEK), (f"every day from day {MINIMUM} on", 1))
    ]
    ranges = [
        [
            f"{a} + {b} days, lag-one {carry:.1f}",
            *(
                f"{percent(share)} ({round(said, 1) + 0.0:.1f})"
                for share, said in (held(a, b, carry, shift) for shift in SHIFTS)
            ),
        ]
        for a, b in SHIFTED
        for carry in CARRIES
    ]
    return [
        f"**Did a practice help?** ({PEOPLE:,} people): what they are told; in brackets, of those, how many with the "
        f"warning about the baseline, where {FEW} or more are told it.",
        table(["what is true", "likely helping", "promising", "cannot tell", "may not suit you"], said),
        f"**How the first day of the practice was found** ({PEOPLE:,} people, nothing changed, {DURING} days of "
        "practice): what they are told.",
        table(
            ["first day", *(f"{word}, {carry:.1f}" for carry in CARRIES for word in ("likely", "promising"))], starts
        ),
        f'**Looked at every week for eight weeks** ({WATCHED:,} people, nothing changed): ever told "likely helping".',
        table(["baseline", "lag-one 0.0", "lag-one 0.3"], looks),
        f"**Looked at again and again for eight weeks** ({WATCHED:,} people, nothing changed, {BASELINE_DAYS} days "
        'before): told at some look "likely helping" or "promising", and told at some look "may not suit you".',
        table(["looked at", *(f"{what}, {carry:.1f}" for carry in CARRIES for what in ("hopeful", "not suit"))], often),
        f"**95 % range of an effect** ({PEOPLE:,} people): how often it holds what is true, in SDs of a day; in "
        "brackets, the effect that is said on average.",
        table(["days", *(f"true {shift:.1f}" for shift in SHIFTS)], ranges),
    ]


def response_tables() -> list[str]:
    false = [
        [f"{n} episodes, {who}, {how}", *map(percent, told(n, k, 0.5, misjudged=error))]
        for n, k, who in ((16, 1, "one response"), (40, 1, "one response"), (80, 1, "one response"), (80, 6, "six"))
        for error, how in ((0.0, "severity as it was"), (1.0, "severity misjudged"))
        if n != 16 or not error
    ]
    true = [
        [f"{n} episodes, {who}", *map(percent, told(n, k, 0.0, -1.0)[:2])]
        for n, k, who in (
            (16, 1, "one response"),
            (40, 1, "one response"),
            (80, 1, "one response"),
            (80, 6, "one of six"),
        )
    ]
    looked = [[who, *map(percent, ever_told(k)[::-1])] for k, who in ((1, "one response"), (6, "six"))]
    between_clients = [
        [f"{n} episodes, {clients} clients", *(percent(told_of_clients(n, clients, apart)) for apart in APART)]
        for n in (40, 80)
        for clients in (5, 15)
    ]
    return [
        f"**Responses that do nothing but are chosen in harder episodes** ({RECORDS:,} records): some response is said "
        "to go with shorter or longer recovery; last column, the same from comparing episodes as they stand.",
        table(["records", "went with", "at least leaning", "severity ignored"], false),
        f"**A response that does nothing but is used more with some clients** ({RECORDS:,} records): how often it is "
        "said to go with shorter or longer recovery, by how far clients differ at the same severity (SD in doublings).",
        table(["records", *(f"clients differ by {apart:.1f}" for apart in APART)], between_clients),
        f"**Looked at again after every {LOOK} episodes** ({LOOKED:,} records growing from 16 to 80, responses that do "
        "nothing): something is said at the last look, and at any of them.",
        table(["records", "at the last look", "at any look"], looked),
        f"**A response that halves recovery** ({RECORDS:,} records, chosen by a coin): how often that is said.",
        table(["records", "went with shorter", "at least leaning"], true),
    ]


def day_table() -> list[str]:
    rows = [
        [f"{n} days, lag-one {carry:.1f}", *map(percent, covered(n, carry))] for carry in (0.0, 0.3, 0.5) for n in DAYS
    ]
    return [
        f"**95 % interval of a mean over days** ({ROWS:,} people): how often it holds the true mean.",
        table(["days", "our interval", "plain t interval"], rows),
    ]


PARTS: dict[str, Callable[[], list[str]]] = {
    "practices": practice_tables,
    "responses": response_tables,
    "days": day_table,
}


def ends(part: str) -> tuple[str, str]:
    return f"<!-- {part}:start -->", f"<!-- {part}:end -->"


def block(part: str) -> str:
    start, end = ends(part)
    return "\n\n".join([start, *PARTS[part](), end])


def near(simulated: float, published: float, people: int) -> bool:
    """Within four binomial standard errors of the published share, and the digit it was rounded to."""
    return abs(simulated - published) <= 4 * math.sqrt(published * (1 - published) / people) + 0.0005


# --- the document ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_the_simulated_tables_are_those_of_this_code(part):
    """Regenerated from the same seeds the tables are the same to the last digit."""
    text = DOC.read_text(encoding="utf-8")
    start, end = ends(part)
    written = text[text.index(start) : text.index(end) + len(end)]
    assert written == block(part), f"run {Path(__file__).name} as a script to renew the tables"


@pytest.mark.parametrize(
    "heading",
    [
        "Which area first?",
        "Which practices are offered?",
        "How much of it was done?",
        "Did a practice help?",
        "Which way of responding goes with what?",
        "Means over days",
        "Indices for export",
        "Simulated rates of practices, responses and days",
    ],
)
def test_every_statistic_has_a_heading(heading):
    """Each number the program makes is explained under its own name."""
    assert re.search(rf"^## {re.escape(heading)}$", DOC.read_text(encoding="utf-8"), re.M)


# --- the published figures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phases", "carry", "published"),
    [
        ((7, 14), 0.0, (0.006, 0.087, 0.092)),
        ((7, 14), 0.3, (0.013, 0.107, 0.117)),
        ((14, 14), 0.0, (0.012, 0.103, 0.119)),
        ((14, 14), 0.3, (0.022, 0.116, 0.138)),
    ],
)
def test_nothing_changed_and_what_people_are_told(phases, carry, published):
    """The three words that would be wrong, at two lengths, with and without days that carry over."""
    found = words(*phases, carry, 0.0)
    found = found.likely, found.promising, found.unsuited
    assert [near(one, wanted, PEOPLE) for one, wanted in zip(found, published, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    ("phases", "likely", "promising", "unsuited"), [((7, 14), 0.27, 0.50, 0.76), ((14, 14), 0.55, 0.37, 0.91)]
)
def test_a_real_change_of_one_sd_and_what_people_are_told(phases, likely, promising, unsuited):
    """Published in whole percent: better found as such, worse called unsuited, neither called the opposite."""
    better, worse = words(*phases, 0.0, 1.0), words(*phases, 0.0, -1.0)
    for one, wanted in ((better.likely, likely), (better.promising, promising), (worse.unsuited, unsuited)):
        assert abs(one - wanted) <= 4 * math.sqrt(wanted * (1 - wanted) / PEOPLE) + 0.005
    assert max(better.unsuited, worse.likely) < 0.001


@pytest.mark.parametrize("effect", [0.0, 1.0, -1.0])
@pytest.mark.parametrize("carry", CARRIES)
def test_more_days_find_a_real_change_more_often_and_invent_one_more_often(carry, effect):
    """Every word has its share, and the proposed ten days lie between a week and a fortnight of baseline."""
    by_phases = {phases: words(*phases, carry, effect) for phases in PHASES}
    for told in by_phases.values():
        assert sum(told[: len(VERDICTS)]) == pytest.approx(1)
    unclear = [by_phases[phases].unclear for phases in ((7, 14), (10, 14), (14, 14))]
    assert unclear == sorted(unclear, reverse=True)
    assert by_phases[10, 28].unclear < by_phases[10, 14].unclear
    if not effect:
        assert all(told.likely + told.promising < 0.14 for told in by_phases.values())


@pytest.mark.parametrize("phases", PHASES)
def test_the_warning_stands_beside_right_and_wrong_words_alike(phases):
    """It comes by chance to about a fifth, more with days that carry over, and tells no false hit from a true one."""
    alike, carried = words(*phases, 0.0, 0.0), words(*phases, 0.3, 0.0)
    for told, low, high in ((alike, 0.15, WARNED), (carried, WARNED, 0.28)):
        beside = sum(share * warning for share, warning in zip(told, told.warned, strict=False))
        assert low < beside < high
    better = words(*phases, 0.0, 1.0)
    assert better.warned[0] == pytest.approx(alike.warned[1], abs=0.05)


def test_a_start_that_is_drawn_misleads_no_more_than_any_other_day():
    """The rates of a fixed start, between those of its shortest and its longest baseline."""
    for carry in CARRIES:
        drawn, shorter, longer = begun("drawn", carry), words(7, 14, carry, 0.0), words(14, 14, carry, 0.0)
        hits, *around = (told.likely + told.promising for told in (drawn, shorter, longer))
        assert min(around) < hits < max(around) + 0.01


@pytest.mark.parametrize("carry", CARRIES)
def test_a_start_after_bad_days_looks_like_help(carry):
    """Bad days before a start lie in the baseline, and what follows is nearer to the usual: the worse, the more."""
    hits = [sum(begun(how, carry)[:2]) for how in ("drawn", "worst day", "worst three", "worst week")]
    error = 4 * math.sqrt(2 * 0.2 * 0.8 / PEOPLE)
    assert hits[1] > hits[0] + error
    assert hits[2] > hits[1] + error
    assert hits[3] > hits[2] + error


def test_the_document_says_in_words_what_a_drawn_start_buys():
    """The figures of its paragraph, of 100 people with days that carry over."""
    ways = ("drawn", "worst day", "worst three", "worst week", "baseline after")
    hits = [round(100 * sum(begun(how, 0.3)[:2])) for how in ways]
    text = DOC.read_text(encoding="utf-8")
    said = text[text.index("**What a drawn start buys.**") :].split("\n- ", 1)[0]
    assert [int(one) for one in re.findall(r"(\d+) of 100\b", said)] == hits


def test_a_baseline_begun_after_a_bad_day_misleads_little():
    """The bad day is not in it: only what it carries over is, and with none nothing."""
    error = 4 * math.sqrt(2 * 0.15 * 0.85 / PEOPLE)
    without, carried = (sum(begun("baseline after", carry)[:2]) for carry in CARRIES)
    fixed, fixed_carried = (sum(words(10, 14, carry, 0.0)[:2]) for carry in CARRIES)
    assert abs(without - fixed) < error
    assert 0 < carried - fixed_carried < 0.05


@pytest.mark.parametrize(("carry", "published"), [(0.0, 0.021), (0.3, 0.034)])
def test_looking_every_week_finds_little_where_nothing_is(carry, published):
    """Eight looks, after a baseline of one week: the prior keeps curiosity from paying."""
    assert near(ever_likely(7, carry), published, WATCHED)


@pytest.mark.parametrize("carry", CARRIES)
def test_a_longer_baseline_makes_weekly_looks_dearer(carry):
    """More days make the words bolder in both directions; still few are ever misled."""
    rates = [ever_likely(before, carry) for before in BASELINES]
    assert rates == sorted(rates)
    assert rates[-1] < 0.08


@pytest.mark.parametrize("carry", CARRIES)
def test_looking_more_often_finds_more_that_is_not_there(carry):
    """Every look is a chance of its own, for a hopeful word and for the other one alike."""
    once, weekly, daily = words(10, 14, carry, 0.0), ever(10, carry, WEEK), ever(10, carry, 1)
    assert 1.5 * (once.likely + once.promising) < weekly.hopeful < daily.hopeful < 0.4
    assert 1.5 * once.unsuited < weekly.unsuited < daily.unsuited < 0.4


def test_the_page_says_how_often_a_word_comes_to_people_for_whom_nothing_changes():
    """The figures of the page are these, of 100 people with days that carry over, and the document has them too."""
    weekly, daily = ever(BASELINE_DAYS, 0.3, WEEK), ever(BASELINE_DAYS, 0.3, 1)
    found = tuple(round(100 * share) for share in (*weekly, *daily))
    assert tuple(words_of_trial.EVER) == found
    said = [int(one) for one in re.findall(r"\d+", words_of_trial.LOOKS.replace("100", ""))]
    assert said == [found[0], found[2], found[1], found[3]]
    text = DOC.read_text(encoding="utf-8")
    paragraph = text[text.index("**A word that is looked at again.**") :].split("\n- ", 1)[0]
    assert tuple(int(one) for one in re.findall(r"(\d+) of 100\b", paragraph)) == found


def test_the_page_says_how_often_one_look_misleads():
    """Before a test is begun, and beside the word for days that went the other way."""
    once = words(BASELINE_DAYS, DURING, 0.3, 0.0)
    assert f"about {100 * (once.likely + once.promising):.0f} of 100" in plan_start.test_why(7)
    assert "one in eight" in words_of_trial.UNSUITED
    assert once.unsuited == pytest.approx(1 / 8, abs=0.01)


@pytest.mark.parametrize("carry", CARRIES)
@pytest.mark.parametrize("phases", SHIFTED)
def test_a_range_that_is_drawn_towards_none_holds_small_changes_and_loses_large_ones(phases, carry):
    """Why the page calls it cautious and says that a large change is shown too small."""
    rates, effects_said = zip(*(held(*phases, carry, shift) for shift in SHIFTS), strict=True)
    assert min(rates[:2]) > 0.93
    assert list(rates[1:]) == sorted(rates[1:], reverse=True)
    assert rates[-1] < 0.5
    assert all(said < shift for said, shift in zip(effects_said[1:], SHIFTS[1:], strict=True))


@pytest.mark.parametrize("episodes", EPISODES)
def test_with_severity_in_harder_cases_blame_no_response(episodes):
    """At most the nominal rate, and the raw comparison is far beyond it."""
    found = told(episodes, 1, 0.5)
    error = 4 * math.sqrt(CLEAR * (1 - CLEAR) / RECORDS)
    assert found.clear <= CLEAR + error
    assert found.leaning <= LEANING + 2 * error
    assert found.raw > 3 * CLEAR


def test_six_responses_at_once_share_one_error_rate():
    """Some response is called in no more records than one alone would be."""
    assert told(80, 6, 0.5).clear <= CLEAR + 4 * math.sqrt(CLEAR * (1 - CLEAR) / RECORDS)


def test_a_misjudged_severity_lets_some_of_it_through():
    """Why the document says that part of the hardness stays with the response."""
    assert told(80, 1, 0.5).clear < told(80, 1, 0.5, misjudged=1.0).clear < told(80, 1, 0.5).raw


@pytest.mark.parametrize("episodes", [40, 80])
def test_clients_who_differ_let_more_through_than_promised(episodes):
    """Why the page says that the client is not held equal: the promise holds for clients who are alike."""
    error = 4 * math.sqrt(CLEAR * (1 - CLEAR) / RECORDS)
    assert told_of_clients(episodes, 5, 0.0) <= CLEAR + error
    assert told_of_clients(episodes, 5, 1.0) > told_of_clients(episodes, 15, 1.0) > CLEAR + error


def test_looking_again_and_again_finds_more_than_looking_once():
    """Why the document says that a word may come and go: every look is a chance of its own."""
    for responses in (1, 6):
        ever, last = ever_told(responses)
        assert last <= CLEAR + 4 * math.sqrt(CLEAR * (1 - CLEAR) / LOOKED)
        assert 2 * last < ever < 0.5


def test_a_response_that_halves_recovery_is_found_more_often_the_more_there_is():
    """Sixteen episodes are few; eighty are plenty for one response."""
    found = [told(n, 1, 0.0, -1.0).clear for n in EPISODES]
    assert found == sorted(found)
    assert 0.35 < found[0] < 0.55
    assert found[2] > 0.95


@pytest.mark.parametrize("days", DAYS)
def test_an_interval_of_days_that_carry_over_keeps_most_of_its_promise(days):
    """At lag-one .3 it holds the mean in 91 of 100 cases from a week on, and in more the longer it gets."""
    ours, plain = covered(days, 0.3)
    assert ours > 0.905
    assert plain < ours - 0.04
    assert covered(days, 0.0)[0] > 0.95


@pytest.mark.parametrize("days", DAYS)
def test_a_plain_interval_covers_86_in_100(days):
    """The published figure."""
    assert abs(covered(days, 0.3)[1] - 0.86) <= 4 * math.sqrt(0.86 * 0.14 / ROWS) + 0.005


# --- the simulations themselves -------------------------------------------------------------------------------------


@pytest.mark.parametrize("carry", [0.0, 0.3, 0.5])
def test_made_up_days_are_what_they_are_said_to_be(carry):
    """Mean 0, SD 1, and neighbours that correlate as stated."""
    rows = series(generator(9), 20_000, 6, carry)
    assert rows.mean() == pytest.approx(0, abs=0.02)
    assert rows[:, 5].std() == pytest.approx(1, abs=0.03)
    assert np.corrcoef(rows[:, 4], rows[:, 5])[0, 1] == pytest.approx(carry, abs=0.03)


@pytest.mark.parametrize("days", [7, 10, 14])
def test_the_warning_of_many_at_once_is_that_of_each(days):
    """The batch asks what one person's baseline is asked."""
    first = generator(9).normal(size=(200, days))
    each = [helped(row, range(5), unit=(0, 10)).trend_warning for row in first]
    assert warned(first).tolist() == each
    assert 0 < sum(each) < 100


def test_made_up_records_are_confounded_when_they_should_be():
    """The response stands in harder episodes, which take longer, and does nothing by itself."""
    rng = generator(9)
    draws = [record(rng, 80, 1, 0.5, 0.0, 0.0) for _ in range(200)]
    apart = [severity[used[:, 0] > 0].mean() - severity[used[:, 0] == 0].mean() for severity, _, used in draws]
    assert np.mean(apart) == pytest.approx(1.7, abs=0.3)
    assert np.mean([regressed(*draw).b[0] for draw in draws]) == pytest.approx(0, abs=0.1)


def test_made_up_clients_differ_as_they_are_said_to():
    """Recovery at the same hardness is apart by client, and by no response within a client."""
    rng = generator(9)
    severity, doublings, used, who = met(rng, 40_000, 200, 1.0)
    rest = doublings - 0.35 * severity
    means = np.array([rest[who == one].mean() for one in range(200)])
    assert means.std() == pytest.approx(1, abs=0.2)
    assert regressed(severity, doublings - means[who], used).b[0] == pytest.approx(0, abs=0.05)


if __name__ == "__main__":
    page = DOC.read_text(encoding="utf-8")
    for name in PARTS:
        first, last = ends(name)
        page = page[: page.index(first)] + block(name) + page[page.index(last) + len(last) :]
    DOC.write_text(page, encoding="utf-8")

"""Which way of responding goes with a shorter or longer recovery in one person's own records (docs/scoring.md).

Harder episodes call for other responses than easy ones, so responses are never compared as they stand: severity and
the order in time are taken out first. What is left is an association, never a verdict about a response.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eq.stats import Floats, holm, midranks, t_quantile, t_two_sided

Verdict = Literal["shorter", "longer", "leaning_shorter", "leaning_longer", "unclear"]
Reason = Literal["", "too_few", "no_word", "inseparable"]

NO_WORD = frozenset({"set-boundary", "end-contact", "involve-senior", "hand-to-arbitrator"})
"""Setting a boundary, ending and escalating protect people; they are never judged by how long recovery took."""

MINIMUM = 8
"""Episodes with a response, and episodes without it, before it is tested."""

FEW_CLIENTS = 3
"""Fewer clients than this among the uses are named beside the result."""

CLEAR, LEANING = 0.05, 0.20
_TINY = 1e-9


@dataclass(frozen=True)
class Episode:
    """One hard contact with all that the comparison needs.

    ``at`` aware; ``day`` the day the person counts it to; ``client`` an id or None; ``severity`` 0..10; ``minutes`` 0
    or more until back to normal; ``used`` the ids of the responses. Episodes of mistreatment are left out by the
    caller: they count against no response.
    """

    at: datetime
    day: date
    client: str | None
    severity: float
    minutes: float
    used: frozenset[str]


@dataclass(frozen=True)
class Averaged:
    """What counts as one episode: ``count`` of them with one client on one day.

    ``at`` the first of them; ``severity`` 0..10 and ``doublings`` (log2 of 1 + minutes) their means; ``used`` whatever
    was used in any of them.
    """

    at: datetime
    day: date
    client: str | None
    severity: float
    doublings: float
    used: frozenset[str]
    count: int = 1


@dataclass(frozen=True)
class Association:
    """One response over all averaged episodes.

    ``n_with`` and ``n_without`` episodes; ``clients`` the most different people the uses can have been with (named
    ones, and every use without a client as one more), ``few_clients`` when that is certainly fewer than three.
    ``b`` difference in doublings of 1 + minutes with severity and order held equal, ``se``, ``t``, ``df``, ``p`` and
    ``p_holm`` 0..1; ``ratio`` 2**b (below 1: shorter), ``low95`` and ``high95`` its interval; ``nap`` 0..1 the chance
    that an episode with it was shorter than one without, as the records stand. All NaN unless it was tested.
    ``reason`` says why not: ``too_few`` (``more_with`` and ``more_without`` are missing), ``no_word`` (never judged),
    ``inseparable`` (it cannot be told apart from severity and order, or nothing varies).
    """

    response: str
    n_with: int
    n_without: int
    clients: int
    verdict: Verdict | None = None
    reason: Reason = ""
    b: float = math.nan
    se: float = math.nan
    t: float = math.nan
    df: float = math.nan
    p: float = math.nan
    p_holm: float = math.nan
    ratio: float = math.nan
    low95: float = math.nan
    high95: float = math.nan
    nap: float = math.nan
    more_with: int = 0
    more_without: int = 0
    few_clients: bool = False


@dataclass(frozen=True)
class Associations:
    """``rows``: every response used at least once, the tested first, then the most used; ``tested`` of them share one
    family error rate; ``episodes`` counts averaged ones."""

    rows: tuple[Association, ...]
    tested: int
    episodes: int


@dataclass(frozen=True)
class Fit:
    """One regression for each column of ``used``: arrays of its length, NaN where a response cannot be separated."""

    b: Floats
    se: Floats
    t: Floats
    p: Floats
    df: int


def averaged(episodes: Sequence[Episode]) -> tuple[Averaged, ...]:
    """The episodes that count, in order of time: several with one client on one day are one.

    Episodes without a client stay each their own. ValueError for a severity outside 0..10 or minutes that are not a
    finite number from 0 on.
    """
    if not all(0 <= one.severity <= 10 and 0 <= one.minutes < math.inf for one in episodes):
        raise ValueError("severity is 0 to 10, minutes 0 or more")
    together: dict[tuple[str, date] | int, list[Episode]] = {}
    for at, one in enumerate(episodes):
        together.setdefault(at if one.client is None else (one.client, one.day), []).append(one)
    merged = [_one(group) for group in together.values()]
    return tuple(sorted(merged, key=lambda one: (one.at, one.client or "", one.severity, one.doublings)))


def _one(group: list[Episode]) -> Averaged:
    first, n = group[0], len(group)
    if n == 1:
        return Averaged(first.at, first.day, first.client, first.severity, math.log2(1 + first.minutes), first.used)
    return Averaged(
        at=min(one.at for one in group),
        day=first.day,
        client=first.client,
        severity=sum(one.severity for one in group) / n,
        doublings=sum(math.log2(1 + one.minutes) for one in group) / n,
        used=frozenset[str]().union(*(one.used for one in group)),
        count=n,
    )


def associations(episodes: Sequence[Episode]) -> Associations:
    """Every response that was used with what goes with it; no number before there are enough episodes."""
    counted = averaged(episodes)
    with_whom: defaultdict[str, list[str | None]] = defaultdict(list)
    for one in counted:
        for response in one.used:
            with_whom[response].append(one.client)
    by_use = sorted(with_whom, key=lambda response: (-len(with_whom[response]), response))
    rows = [_untested(response, with_whom[response], len(counted)) for response in by_use]
    enough = [row for row in rows if not row.reason]
    if enough:
        found = {row.response: row for row in _tested(enough, counted)}
        rows = [found.get(row.response, row) for row in rows]
    rows.sort(key=lambda row: bool(row.reason))
    return Associations(tuple(rows), sum(not row.reason for row in rows), len(counted))


def _untested(response: str, clients: list[str | None], episodes: int) -> Association:
    n_with, n_without = len(clients), episodes - len(clients)
    who = len(set(clients) - {None}) + clients.count(None)
    judged = response not in NO_WORD
    more_with, more_without = (max(0, MINIMUM - n) if judged else 0 for n in (n_with, n_without))
    return Association(
        response,
        n_with,
        n_without,
        who,
        reason="no_word" if not judged else "too_few" if more_with or more_without else "",
        more_with=more_with,
        more_without=more_without,
        few_clients=who < FEW_CLIENTS,
    )


def _tested(rows: Sequence[Association], counted: Sequence[Averaged]) -> list[Association]:
    place = {row.response: at for at, row in enumerate(rows)}
    uses = [(at, place[name]) for at, one in enumerate(counted) for name in one.used if name in place]
    used = np.zeros((len(counted), len(rows)))
    used[tuple(np.array(uses).T)] = 1
    doublings = np.array([one.doublings for one in counted])
    fit = regressed(np.array([one.severity for one in counted]), doublings, used)
    p_holm = holm(fit.p)
    half = float(t_quantile(0.975, fit.df)) * fit.se
    shorter = _shorter(doublings, used)
    return [
        replace(row, reason="inseparable")
        if math.isnan(fit.p[at])
        else replace(
            row,
            verdict=_verdict(float(fit.b[at]), float(p_holm[at])),
            b=float(fit.b[at]),
            se=float(fit.se[at]),
            t=float(fit.t[at]),
            df=float(fit.df),
            p=float(fit.p[at]),
            p_holm=float(p_holm[at]),
            ratio=float(2 ** fit.b[at]),
            low95=float(2 ** (fit.b[at] - half[at])),
            high95=float(2 ** (fit.b[at] + half[at])),
            nap=float(shorter[at]),
        )
        for at, row in enumerate(rows)
    ]


def _verdict(b: float, p_holm: float) -> Verdict:
    if p_holm <= CLEAR:
        return "shorter" if b < 0 else "longer"
    if p_holm <= LEANING:
        return "leaning_shorter" if b < 0 else "leaning_longer"
    return "unclear"


def regressed(severity: Floats, doublings: Floats, used: NDArray[np.float64]) -> Fit:
    """Least squares of ``doublings`` (n,) on 1, ``severity`` (n,), the order 1..n and one column of ``used`` (n, k).

    One regression a column, never all at once: what the columns share is taken out of everything beforehand, which
    gives the same slopes and residuals. NaN where the four columns do not have full rank or nothing is left over.
    """
    n = len(doublings)
    nothing = np.full(used.shape[1], math.nan)
    common = np.column_stack([severity, np.arange(1.0, n + 1)])
    common -= common.mean(axis=0)
    length = np.sqrt(np.square(common).sum(axis=0))
    if n <= 4 or not length.all():
        return Fit(nothing, nothing, nothing, nothing, n - 4)
    basis, triangle = np.linalg.qr(common / length)
    if abs(triangle[1, 1]) < _TINY:
        return Fit(nothing, nothing, nothing, nothing, n - 4)
    whole_y, whole_used = doublings - doublings.mean(), used - used.mean(axis=0)
    y = whole_y - basis @ (basis.T @ whole_y)
    x = whole_used - basis @ (basis.T @ whole_used)
    own = np.square(x).sum(axis=0)
    apart = own > _TINY * np.square(whole_used).sum(axis=0)
    b = np.where(apart, (y @ x) / np.where(apart, own, 1.0), math.nan)
    left = np.square(y[:, np.newaxis] - x * b).sum(axis=0)
    # What rounding leaves of a perfect fit is no residual.
    b = np.where(left > _TINY * _TINY * np.square(doublings).sum(), b, math.nan)
    se = np.sqrt(left / (n - 4) / np.where(apart, own, 1.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        t = b / se
    return Fit(b, np.where(np.isnan(b), math.nan, se), t, t_two_sided(t, n - 4), n - 4)


def _shorter(doublings: Floats, used: NDArray[np.float64]) -> Floats:
    """For each column the share of pairs in which the episode with it was shorter than the one without, ties half."""
    n_with = used.sum(axis=0)
    n_without = len(doublings) - n_with
    ranks_without = midranks(doublings) @ (1 - used)
    share: Floats = (ranks_without - n_without * (n_without + 1) / 2) / (n_with * n_without)
    return share

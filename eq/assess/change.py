"""Which sittings are compared, and what may be said about the difference (evidence §0.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from eq.assess.differences import ROW_REASONS, VERDICTS, ChangeTable, Verdict, change_table
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import needed, score
from eq.stats import Floats

if TYPE_CHECKING:
    import pandas as pd

Refusal = Literal[
    "other_instrument",
    "items_changed",
    "reference_only",
    "too_soon",
    "quality_open",
    "few_items",
    "few_common",
]
"""Why there is no verdict.

- ``other_instrument``: the two sittings answer different instruments (another id, or self against observer).
- ``items_changed``: an item both forms share differs in text, key or scale, or the answers or time frame differ.
- ``reference_only``: the latest sitting is itself the reference, or half of a double baseline; one more is needed.
- ``too_soon``: fewer than 28 days lie between them.
- ``quality_open``: the question about the quality of the answers of one of them was not settled.
- ``few_items``: the scale (for a whole comparison: every scale) has fewer than 6 items on the form.
- ``few_common``: under 80 % of the items were answered both times (for a whole comparison: no scale is left).
"""

GAP = timedelta(days=28)
"""Least time between two sittings that are compared: the length of the time frame the items ask about."""

BASELINE_DAYS = range(7, 15)
"""Days between the two sittings of a double baseline."""


@dataclass(frozen=True)
class ScaleChange:
    """The change of one scale in points of the answer scale; every number but ``items`` is NaN when refused.

    ``items`` were answered both times. ``diff`` is after minus before, ``low95``..``high95`` its interval clipped to
    what the answer scale allows. ``p_holm`` is adjusted over the scales compared and alone decides the ``verdict``.
    A real change of ``detectable`` is found about half the time, of ``detectable80`` four times in five. ``reason``
    is None unless refused.
    """

    scale: str
    items: int
    diff: float
    se: float
    t: float
    df: float
    p: float
    p_holm: float
    low95: float
    high95: float
    detectable: float
    detectable80: float
    verdict: Verdict
    reason: Refusal | None

    @property
    def counts_alone(self) -> bool:
        """Whether the 95 % interval excludes 0 although the verdict, which looks at all scales, does not say so."""
        return self.verdict not in {"up", "down"} and (self.low95 > 0 or self.high95 < 0)


@dataclass(frozen=True, eq=False)
class Sitting:
    """One finished sitting, or the mean of a double baseline.

    ``taken_at`` carries a zone; give the person's own, because days are counted on its calendar. ``values`` are raw
    answers (items,) with NaN for none. ``quality_open`` says that the question about answer quality was raised and
    not settled. ``parts`` are the two sittings of a double baseline, else empty.
    """

    id: str
    taken_at: datetime
    questionnaire: Questionnaire
    values: Floats
    quality_open: bool = False
    parts: tuple[Sitting, ...] = ()

    @property
    def occasions(self) -> int:
        """Number of sittings the values are the mean of."""
        return max(1, len(self.parts))

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the sittings behind the values."""
        return tuple(part.id for part in self.parts) or (self.id,)


@dataclass(frozen=True)
class Comparison:
    """The one comparison that carries a verdict: ``latest`` against ``reference``.

    ``changes`` has one row per scale of the latest form; when the whole is ``refused`` (a ``Refusal``) each row is
    refused too. ``earliest`` is set where only time or one more sitting is missing: a sitting on that day or later
    can be judged.
    """

    reference: Sitting
    latest: Sitting
    changes: tuple[ScaleChange, ...]
    refused: Refusal | None
    earliest: datetime | None


def change(q: Questionnaire, before: Floats, after: Floats, *, focus: str | None = None) -> tuple[ScaleChange, ...]:
    """Compare two sets of raw answers (items,), NaN for none, on one form; one result per scale, in file order.

    ``focus``, the scale named when a plan started, is tested alone, the others among themselves. Knows no dates:
    ``compare`` decides whether a verdict may be given at all.
    """
    return _rows(change_table(q, before[np.newaxis, :], after[np.newaxis, :], focus=focus))


def change_frame(
    q: Questionnaire, respondents: Sequence[str] | NDArray[np.str_], before: Floats, after: Floats
) -> pd.DataFrame:
    """One row per respondent and scale for raw answers ``before`` and ``after`` (n, items), rows belonging together.

    Columns: respondent, scale (text); items compared (int16); diff, se (points), t, df, p, p_holm (0..1), detectable
    (points) (float64, NaN when refused); verdict (text, one of ``VERDICTS``); reason (text, one of ``ROW_REASONS``,
    missing unless refused).
    """
    import pandas as pd  # a quarter of a second that whoever needs no frame is spared

    table = change_table(q, before, after)
    n, p = table.diff.shape
    person, scale = np.repeat(np.arange(n), p), np.tile(np.arange(p), n)
    return pd.DataFrame(
        {
            "respondent": pd.array(list(respondents), dtype="str").take(person),
            "scale": pd.array(list(table.scales), dtype="str").take(scale),
            "items": table.items.ravel(),
            "diff": table.diff.ravel(),
            "se": table.se.ravel(),
            "t": table.t.ravel(),
            "df": table.df.ravel(),
            "p": table.p.ravel(),
            "p_holm": table.p_holm.ravel(),
            "detectable": table.detectable.ravel(),
            "verdict": pd.array(list(VERDICTS), dtype="str").take(table.verdict.ravel()),
            "reason": pd.array(list(ROW_REASONS), dtype="str").take(table.reason.ravel()),
        }
    )


def _rows(table: ChangeTable) -> tuple[ScaleChange, ...]:
    """The first respondent of ``table``, one result per scale."""
    return tuple(
        ScaleChange(
            scale=scale,
            items=int(table.items[0, at]),
            diff=float(table.diff[0, at]),
            se=float(table.se[0, at]),
            t=float(table.t[0, at]),
            df=float(table.df[0, at]),
            p=float(table.p[0, at]),
            p_holm=float(table.p_holm[0, at]),
            low95=float(table.low95[0, at]),
            high95=float(table.high95[0, at]),
            detectable=float(table.detectable[0, at]),
            detectable80=float(table.detectable80[0, at]),
            verdict=VERDICTS[table.verdict[0, at]],
            reason=ROW_REASONS[table.reason[0, at]],
        )
        for at, scale in enumerate(table.scales)
    )


def reference(sittings: Sequence[Sitting], plan_start: datetime | None = None) -> Sitting | None:
    """The sitting change counts from, for the instrument of the latest of ``sittings``; None while there is none.

    The last at or before ``plan_start``; without a plan the second ever, because first answers run high. If it and
    the one before it form a double baseline (7–14 days apart), their mean takes its place, under the id and date of
    the later. Sittings that could not be compared with the latest count only when no others could serve. A sitting so
    sparsely answered that no scale has a number is passed over: nothing could ever be counted from it.
    """
    if not sittings:
        return None
    ordered = sorted(sittings, key=lambda sitting: sitting.taken_at)
    latest = ordered[-1].questionnaire
    same = _with_a_number([s for s in ordered if _same_instrument(s.questionnaire, latest)])
    alike = [sitting for sitting in same if comparable(sitting.questionnaire, latest)]
    return _start(alike, plan_start) or _start(same, plan_start)


def _with_a_number(sittings: Sequence[Sitting]) -> list[Sitting]:
    """Those in which some scale has a number; scored by form, for one by one takes long over years of sittings."""
    groups: dict[int, list[int]] = {}
    for at, sitting in enumerate(sittings):
        groups.setdefault(id(sitting.questionnaire), []).append(at)
    shown: set[int] = set()
    for group in groups.values():
        table = score(sittings[group[0]].questionnaire, np.stack([sittings[at].values for at in group]))
        shown.update(at for at, has in zip(group, (table.status == 0).any(axis=1).tolist(), strict=True) if has)
    return [sitting for at, sitting in enumerate(sittings) if at in shown]


def _start(ordered: Sequence[Sitting], plan_start: datetime | None) -> Sitting | None:
    before = [] if plan_start is None else [sitting for sitting in ordered if sitting.taken_at <= plan_start]
    lead = before[-2:] or ordered[:2]
    if len(lead) < 2:
        return before[-1] if before else None
    first, second = lead
    if _days(first, second) not in BASELINE_DAYS or items_changed(first.questionnaire, second.questionnaire):
        return second
    mean = (aligned(first, second.questionnaire) + second.values) / 2
    return replace(second, values=mean, quality_open=first.quality_open or second.quality_open, parts=(first, second))


def compare(reference: Sitting, latest: Sitting, *, focus: str | None = None) -> Comparison:
    """Judge ``latest`` against ``reference``, or say why not; see ``Refusal`` for the reasons, most basic first."""
    q = latest.questionnaire
    refused = _refusal(reference, latest)
    if refused is not None:
        waiting = refused in {"reference_only", "too_soon"}
        return Comparison(
            reference, latest, _refused_rows(q, refused), refused, judged_from(reference) if waiting else None
        )
    before = aligned(reference, q)
    table = change_table(
        q,
        before[np.newaxis, :],
        latest.values[np.newaxis, :],
        focus=focus,
        occasions=reference.occasions,
        form_items=_fuller_form(reference.questionnaire, q),
    )
    changes = _rows(table)
    reasons = {row.reason for row in changes}
    if None not in reasons:
        refused = "few_common" if "few_common" in reasons else "few_items"
    return Comparison(reference, latest, changes, refused, None)


def judged_from(reference: Sitting) -> datetime:
    """The day (same time of day) from which a later sitting can be judged against ``reference``."""
    return reference.taken_at + GAP


def _refusal(reference: Sitting, latest: Sitting) -> Refusal | None:
    if not _same_instrument(reference.questionnaire, latest.questionnaire):
        return "other_instrument"
    if items_changed(reference.questionnaire, latest.questionnaire):
        return "items_changed"
    if latest.id in reference.ids:
        return "reference_only"
    if _days(reference, latest) < GAP.days:
        return "too_soon"
    if reference.quality_open or latest.quality_open:
        return "quality_open"
    return None


def _refused_rows(q: Questionnaire, reason: Refusal) -> tuple[ScaleChange, ...]:
    unanswered = np.full((1, len(q.items)), np.nan)
    return tuple(replace(row, reason=reason) for row in _rows(change_table(q, unanswered, unanswered)))


def _days(earlier: Sitting, later: Sitting) -> int:
    """Days between two sittings on the calendar: the hour of the day does not matter."""
    return (later.taken_at.date() - earlier.taken_at.date()).days


def _same_instrument(a: Questionnaire, b: Questionnaire) -> bool:
    return (a.id, a.form) == (b.id, b.form)


def items_changed(a: Questionnaire, b: Questionnaire) -> bool:
    """Whether any item both forms share asks something else, or is answered on another scale or about other days."""
    if a is b:
        return False
    ours = {item.id: (item.text, item.reverse, item.scale) for item in a.items}
    theirs = {item.id: (item.text, item.reverse, item.scale) for item in b.items}
    shared = ours.keys() & theirs.keys()
    return any(ours[item] != theirs[item] for item in shared) or (bool(shared) and _answer_terms(a) != _answer_terms(b))


def comparable(a: Questionnaire, b: Questionnaire) -> bool:
    """Whether sittings of two versions of an instrument could carry a verdict: statements unchanged, 80 % shared."""
    if a is b:
        return True
    ours, theirs = {item.id for item in a.items}, {item.id for item in b.items}
    return not items_changed(a, b) and len(ours & theirs) >= int(needed(max(len(ours), len(theirs))))


def _answer_terms(q: Questionnaire) -> tuple[int, int, tuple[str, ...], str]:
    return (q.answers.low, q.answers.high, q.answers.labels, q.frame)


def aligned(sitting: Sitting, q: Questionnaire) -> Floats:
    """The answers of ``sitting`` in the item order of ``q``, NaN for items its form did not have; shape (items,)."""
    columns = sitting.questionnaire.item_index
    found = [sitting.values[columns[item.id]] if item.id in columns else np.nan for item in q.items]
    return np.array(found, dtype=np.float64)


def _fuller_form(a: Questionnaire, b: Questionnaire) -> NDArray[np.int16]:
    """Items per scale of ``b`` on whichever of the two forms has more of them."""
    counts = [max(len(a.scale_columns.get(scale, ())), len(columns)) for scale, columns in b.scale_columns.items()]
    return np.array(counts, dtype=np.int16)

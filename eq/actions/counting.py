"""What change counts from: the sitting at the start of a plan, or without one the second ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eq.actions import clock, plans
from eq.assess import change
from eq.assess.questionnaire import Questionnaire
from eq.plan.plan import Plan
from eq.stats import Floats
from eq.store import plans as rows
from eq.store import sittings
from eq.store.database import Connection
from eq.store.sittings import Sitting


@dataclass(frozen=True)
class Start:
    """The ``reference`` (None while there is none) and the ``plan`` that began with it (None for no plan)."""

    reference: change.Sitting | None
    plan: Plan | None = None

    @property
    def focus(self) -> str | None:
        """The scale that is tested alone: the focus that was named before there was anything to see."""
        return self.plan.competency if self.plan else None


def known(db: Connection, person: str, end_of_day: int) -> list[tuple[Plan, str]]:
    """Plans with the id of the sitting they count from, the one begun last first, whether they run or have ended."""
    ordered = rows.every(db, person)
    # Those that have ended keep theirs, so that years of sittings are read only for one that runs.
    every = sittings.sittings(db, person) if any(plan.reference is None for plan in ordered) else []
    found = ((plan, plans.reference_in(db, plan, end_of_day, every)) for plan in ordered)
    return [(plan, reference) for plan, reference in found if reference is not None]


def series(
    found: Sequence[Sitting], forms: Mapping[str, Questionnaire], values: Mapping[str, Floats], end_of_day: int
) -> list[change.Sitting]:
    """Finished sittings as they are compared, each on the day it counts for where it was taken.

    ``forms`` by digest; ``values`` by sitting id: raw answers in the item order of its own form, NaN for none.
    """
    return [
        change.Sitting(
            one.id,
            clock.day_time(one.taken_at, one.zone, end_of_day),
            forms[one.questionnaire],
            values[one.id],
            one.quality == "open",
        )
        for one in found
    ]


def start(series: Sequence[change.Sitting], known: Sequence[tuple[Plan, str]]) -> Start:
    """What the last of ``series`` (sittings of one instrument) is compared with, by the latest plan that can say so.

    Of several plans that count from that sitting the one begun first names the focus, be it over: the focus was named
    before there was anything to see, and ending a plan changes what none of the others is judged by. A plan whose
    sitting cannot be compared with the last one any more, or whose area that one does not ask about, has no say.
    ``known`` as ``known`` gives it.
    """
    by_id = {one.id: one for one in series}
    scales = {scale.id for scale in series[-1].questionnaire.scales}
    known = [(plan, kept) for plan, kept in known if plan.competency in scales]
    for _, kept in known:
        if kept in by_id:
            reference = change.reference(series, by_id[kept].taken_at)
            if reference is not None and kept in reference.ids:
                alike = (plan for plan, same in known if same == kept)
                return Start(reference, min(alike, key=lambda plan: (plan.started_on, plan.created_at, plan.id)))
    return Start(change.reference(series))

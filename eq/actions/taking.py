"""Taking a questionnaire: start, answer, leave, resume, review, finish. Every answer is kept when it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from eq.actions import clock, instruments
from eq.actions.owner import new_id as new_id
from eq.assess.order import pages, shown_order
from eq.assess.quality import Quality, quality
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.errors import EqError
from eq.stats import generator
from eq.store import people
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.sittings import Answer
from eq.store.sittings import Sitting as Sitting
from eq.store.workspace import Workspace

STALE_AFTER = timedelta(days=7)
"""A draft left longer than this would mix two time frames (design: it asks whether to go on)."""

SECONDS_PER_ITEM = 11
"""Pace assumed before the person has answered five statements: 50 in about nine minutes."""


@dataclass(frozen=True)
class Given:
    """One answer as the page sends it: a whole number, or None for "does not apply"; seconds spent, or None."""

    value: int | None
    seconds: float | None = None


@dataclass(frozen=True)
class Draft:
    """A sitting that is going on.

    ``pages``: item ids as shown; ``given``: item id -> answer (None for "does not apply"), unanswered ones absent;
    ``stale``: left for more than a week, and never finished before.
    """

    sitting: Sitting
    questionnaire: Questionnaire
    pages: tuple[tuple[str, ...], ...]
    given: dict[str, int | None]
    seconds: float
    last_given: datetime
    stale: bool

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Item ids without an answer, in shown order."""
        return tuple(item for page in self.pages for item in page if item not in self.given)

    @property
    def minutes_left(self) -> int:
        """Honest whole minutes for what is left, at the person's own pace once it is known; 0 when all is answered."""
        left = len(self.unanswered)
        pace = self.seconds / len(self.given) if len(self.given) >= 5 and self.seconds else SECONDS_PER_ITEM
        return max(1, round(left * pace / 60)) if left else 0


def drafts(workspace: Workspace) -> list[Sitting]:
    """Sittings that were begun and not finished, the latest first."""
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        return rows.sittings(db, person, state="draft")[::-1] if person else []


def start(
    workspace: Workspace, questionnaire: Questionnaire, *, assessment: str, zone: str | None, fresh: bool = False
) -> str:
    """Begin a sitting, or go on with the draft of the same instrument; returns the sitting's id.

    ``fresh`` deletes that draft first, unless it is a finished sitting that is being checked. The order of statements
    is the one of the person's earlier sittings of this instrument, if there are any.
    """
    workspace.ensure()
    moment = clock.now()
    with workspace.write() as db:
        person = people.ensure_owner(db, moment)
        going_on = rows.sittings(db, person, state="draft", questionnaire_id=questionnaire.id)
        checked = [draft_ for draft_ in going_on if draft_.ended_at is not None]
        if checked or (going_on and not fresh):
            return (checked or going_on)[-1].id
        left = [draft_.id for draft_ in going_on if draft_.id != assessment]
        for old in left:
            rows.delete(db, old)
        keep(db, questionnaire, moment)
        rows.add_sitting(
            db,
            assessment=assessment,
            person=person,
            questionnaire=questionnaire.digest,
            seed=seed_for(db, person, questionnaire.id, assessment),
            at=moment,
            zone=clock.zone(zone).key,
        )
    if left:
        workspace.scrub()
    return assessment


def keep(db: Connection, questionnaire: Questionnaire, moment: datetime) -> None:
    """Keep the exact version of an instrument beside its sittings."""
    rows.keep_questionnaire(
        db,
        digest=questionnaire.digest,
        questionnaire_id=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title,
        json=questionnaire.canonical_json(),
        at=moment,
    )


def draft(workspace: Workspace, assessment: str) -> Draft:
    """The draft with all that was given so far. Raises EqError when it is gone or already finished."""
    with workspace.read() as db:
        sitting = rows.sitting(db, assessment)
        if sitting is None or sitting.state != "draft":
            raise EqError("Take", "This sitting is finished or was deleted in another tab.", "Open it under Results.")
        questionnaire = instruments.kept(db, sitting.questionnaire)
        given = rows.answers(db, assessment)
        touched = rows.last_given(db, assessment) or sitting.started_at
    return Draft(
        sitting,
        questionnaire,
        page_plan(questionnaire, sitting.seed),
        {a.item: a.value for a in given},
        sum(a.seconds or 0.0 for a in given),
        touched,
        sitting.ended_at is None and clock.now() - touched > STALE_AFTER,
    )


def answer(workspace: Workspace, current: Draft, given: Mapping[str, Given], *, page: int | None = None) -> None:
    """Keep answers, and the page the person is on. Values off the answer scale and unknown items are refused."""
    place = _places(current.pages)
    scale = current.questionnaire.answers
    for item, one in given.items():
        if item not in place or not _offered(one.value, scale):
            raise EqError("Take", "An answer did not fit this questionnaire.", "Nothing was kept. Reload the page.")
    with workspace.write() as db:
        rows.put_answers(
            db,
            current.sitting.id,
            [Answer(item, one.value, *place[item], one.seconds) for item, one in given.items()],
            clock.now(),
        )
        if page is not None:
            rows.set_page(db, current.sitting.id, page)


def _offered(value: object, scale: AnswerScale) -> bool:
    if value is None:
        return scale.not_applicable is not None
    return type(value) is int and scale.low <= value <= scale.high


def finish(workspace: Workspace, assessment: str) -> None:
    """Finish a draft. Raises EqError when nothing was answered at all; finishing twice changes nothing."""
    with workspace.write() as db:
        sitting, given = rows.sitting(db, assessment), rows.answers(db, assessment)
        if sitting is None or not any(a.value is not None for a in given):
            raise EqError("Take", "Nothing is answered yet.", "Answer at least one statement, or leave the draft.")
        looked = sitting.quality == "stands" or sitting.ended_at is not None
        rows.finish(
            db,
            assessment,
            clock.now(),
            quality="stands" if looked else quality_state(instruments.kept(db, sitting.questionnaire), given),
        )


def quality_state(questionnaire: Questionnaire, given: Sequence[Answer]) -> str:
    """``open`` where the kind question about quick or alike answers should be asked, else ``stands``."""
    return "open" if answer_quality(questionnaire, given).ask else "stands"


def answer_quality(questionnaire: Questionnaire, answers: Sequence[Answer]) -> Quality:
    """The answer-quality signs of one sitting."""
    reverse = {item.id: item.reverse for item in questionnaire.items}
    shown = [a for a in sorted(answers, key=lambda a: a.position) if a.item in reverse]
    return quality(
        questionnaire,
        np.array([np.nan if a.value is None else float(a.value) for a in shown]),
        np.array([reverse[a.item] for a in shown], dtype=bool),
        _page_times(shown),
    )


def _page_times(shown: Iterable[Answer]) -> list[tuple[float, int]]:
    """(seconds, items) of every page whose time is known."""
    seconds: dict[int, float] = {}
    items: dict[int, int] = {}
    for a in shown:
        if a.seconds is not None:
            seconds[a.page] = seconds.get(a.page, 0.0) + a.seconds
            items[a.page] = items.get(a.page, 0) + 1
    return [(seconds[page], items[page]) for page in sorted(seconds)]


def reopen(workspace: Workspace, assessment: str) -> None:
    """Open a finished sitting again, so that its answers can be checked.

    Raises EqError while another sitting of the same instrument is going on: there is one draft of each.
    """
    with workspace.write() as db:
        sitting = rows.sitting(db, assessment)
        if sitting is None or sitting.state == "draft":
            return
        if rows.sittings(db, sitting.person, state="draft", questionnaire_id=sitting.questionnaire_id):
            raise EqError(
                "Results",
                "Another sitting of this questionnaire is going on.",
                "Finish it first, then check these answers.",
            )
        rows.reopen(db, assessment)


def discard(workspace: Workspace, assessment: str) -> bool:
    """Delete a draft or a sitting for good; False when another tab still reads, so that old bytes remain for now."""
    with workspace.write() as db:
        rows.delete(db, assessment)
    return workspace.scrub()


def page_plan(questionnaire: Questionnaire, seed: int) -> tuple[tuple[str, ...], ...]:
    """The pages of a sitting: the same seed and version always give the same ones."""
    return pages(shown_order(questionnaire, generator(seed)), questionnaire.page_size)


def seed_for(db: Connection, person: str, questionnaire_id: str, assessment: str) -> int:
    """The shuffle seed: that of the person's last sitting of the instrument, so that a retest keeps the order."""
    earlier = rows.sittings(db, person, questionnaire_id=questionnaire_id)
    return earlier[-1].seed if earlier else UUID(assessment).int % 2**31


def _places(plan: tuple[tuple[str, ...], ...]) -> dict[str, tuple[int, int]]:
    """Item id -> (position on the form, page), both from 0."""
    spots = [(item, page) for page, items in enumerate(plan) for item in items]
    return {item: (position, page) for position, (item, page) in enumerate(spots)}

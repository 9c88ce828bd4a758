"""What one sitting says, editing its date and note, and the answers of many as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from eq.actions import clock, instruments
from eq.actions.taking import STALE_AFTER, answer_quality
from eq.assess.profile import OwnProfile, own_profile
from eq.assess.quality import Quality
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import ScoreTable, score
from eq.errors import EqError
from eq.stats import Floats
from eq.store import people
from eq.store import sittings as rows
from eq.store.database import Connection
from eq.store.sittings import Sitting as Sitting
from eq.store.workspace import Workspace

MAX_NOTE = 2000


@dataclass(frozen=True)
class Result:
    """One finished sitting, scored.

    ``values`` raw answers in item order, NaN where missing; ``given`` the same as kept, with "does not apply" as
    None; ``ask`` is True while the kind question about quick or alike answers is open.
    """

    sitting: Sitting
    questionnaire: Questionnaire
    values: Floats
    given: dict[str, int | None]
    table: ScoreTable
    profile: OwnProfile | None
    quality: Quality
    can_undo: bool

    @property
    def open_statements(self) -> bool:
        """True while statements without an answer may still be answered: within a week, or time frames would mix."""
        recent = self.sitting.ended_at is not None and clock.now() - self.sitting.ended_at <= STALE_AFTER
        return recent and len(self.given) < len(self.questionnaire.items)

    @property
    def ask(self) -> bool:
        """True while numbers wait for the person's word on quick or alike answers."""
        return self.sitting.quality == "open"


def sittings(workspace: Workspace, questionnaire_id: str | None = None) -> list[Sitting]:
    """Finished sittings, the latest first."""
    if not workspace.exists():
        return []
    with workspace.read() as db:
        person = people.owner(db)
        return rows.sittings(db, person, state="done", questionnaire_id=questionnaire_id)[::-1] if person else []


def result(workspace: Workspace, assessment: str) -> Result:
    """One sitting, scored with the instrument it was taken with. Raises EqError when it is gone."""
    with workspace.read() as db:
        sitting = rows.sitting(db, assessment)
        if sitting is None or sitting.state != "done":
            raise EqError("Results", "This sitting was deleted or is not finished.", "Choose another one.")
        questionnaire = instruments.kept(db, sitting.questionnaire)
        answers = rows.answers(db, assessment)
        can_undo = rows.has_version(db, assessment)
    given = {a.item: a.value for a in answers}
    values = as_values(questionnaire, given)
    return Result(
        sitting,
        questionnaire,
        values,
        given,
        score(questionnaire, values[np.newaxis]),
        own_profile(questionnaire, values),
        answer_quality(questionnaire, answers),
        can_undo,
    )


def as_values(questionnaire: Questionnaire, given: dict[str, int | None]) -> Floats:
    """Answers by item id as one row in item order, NaN where unanswered or "does not apply"."""
    found = (given.get(item.id) for item in questionnaire.items)
    return np.array([np.nan if value is None else float(value) for value in found])


def edit(workspace: Workspace, assessment: str, *, taken_at: datetime, zone: str, note: str) -> None:
    """Change the date a sitting counts for and its note; the last version is kept for Undo."""
    if taken_at > clock.now():
        raise EqError("Date", "This day is still to come.", "Choose today or an earlier day.")
    if len(note) > MAX_NOTE:
        raise EqError("Note", f"The note is longer than {MAX_NOTE} characters.", "Shorten it a little.")
    with workspace.write() as db:
        rows.edit(db, assessment, taken_at=taken_at, zone=zone, note=note, at=clock.now())


def undo_edit(workspace: Workspace, assessment: str) -> bool:
    """Bring back the date and note from before the last edit; False when there is nothing to undo."""
    with workspace.write() as db:
        return rows.undo_edit(db, assessment)


def answers_stand(workspace: Workspace, assessment: str) -> None:
    """The person has looked, and says the answers stand."""
    with workspace.write() as db:
        rows.set_quality(db, assessment, "stands")


def matrix(db: Connection, person: str, questionnaire: Questionnaire, ids: Sequence[str]) -> Floats:
    """Raw answers (sittings as in ``ids``, items of the instrument) of finished sittings, NaN where missing."""
    place = {assessment: n for n, assessment in enumerate(ids)}
    column = questionnaire.item_index
    values = np.full((len(ids), len(questionnaire.items)), np.nan)
    for assessment, item, value in rows.answer_rows(db, person, questionnaire.digest):
        if assessment in place and item in column:
            values[place[assessment], column[item]] = value
    return values


def values(
    db: Connection, person: str, found: Sequence[Sitting], forms: Mapping[str, Questionnaire]
) -> dict[str, Floats]:
    """Sitting id -> raw answers in the item order of its own form, for finished sittings of any versions."""
    kept: dict[str, Floats] = {}
    for digest, form in forms.items():
        ids = [s.id for s in found if s.questionnaire == digest]
        kept |= dict(zip(ids, matrix(db, person, form, ids), strict=True))
    return kept

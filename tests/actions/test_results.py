from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest

from eq.actions import clock, instruments, results, taking
from eq.actions.results import MAX_NOTE
from eq.assess.profile import own_profile
from eq.assess.questionnaire import Questionnaire
from eq.assess.scores import score
from eq.errors import EqError
from eq.store import checks
from eq.store.sittings import Sitting
from eq.store.workspace import Workspace

At = Callable[[str], None]
Sit = Callable[..., str]
EARLIER = datetime(2026, 11, 1, 18, 30, tzinfo=UTC)


@pytest.fixture
def form(make_form: Callable[..., Questionnaire]) -> Questionnaire:
    return make_form()


def found(workspace: Workspace, assessment: str) -> Sitting:
    return results.result(workspace, assessment).sitting


def edit(workspace: Workspace, assessment: str, *, taken_at: datetime = EARLIER, note: str = "moved") -> None:
    results.edit(workspace, assessment, taken_at=taken_at, zone="Europe/Berlin", note=note)


def test_a_result_is_the_score_of_what_was_answered(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """Values stand in the order of the form, missing where there is no number, and the scores are theirs."""
    done = sit(form, given={"area-a-2": None, "area-b-7": 1})
    result = results.result(workspace, done)
    assert result.questionnaire == form
    assert result.given["area-a-2"] is None
    assert np.isnan(result.values[2])
    assert result.values[15] == 1
    table = score(form, result.values[np.newaxis])
    np.testing.assert_array_equal(result.table.mean, table.mean)
    assert result.table.answered.tolist() == [[7, 8]]
    assert result.profile == own_profile(form, result.values)


def test_the_latest_result_comes_first(
    workspace: Workspace, form: Questionnaire, make_form: Callable[..., Questionnaire], sit: Sit, at: At
) -> None:
    """Sittings are listed the latest first, and only those of the instrument that was asked for."""
    ids = []
    for month in (1, 2, 3):
        at(f"2026-{month:02}-01T09:00:00Z")
        ids.append(sit(form))
    other = sit(make_form(id="other"))
    assert [s.id for s in results.sittings(workspace, "small")] == ids[::-1]
    assert [s.id for s in results.sittings(workspace, "other")] == [other]
    assert {s.id for s in results.sittings(workspace)} == {*ids, other}


def test_a_draft_has_no_result(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """What is not finished, or gone, is an error in words."""
    draft = sit(form, finish=False)
    assert results.sittings(workspace) == []
    for name in (draft, "gone"):
        with pytest.raises(EqError, match="deleted or is not finished"):
            results.result(workspace, name)


def test_date_and_note_can_be_changed_and_changed_back(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """An edit moves the date it counts for and the note; Undo brings both back, once; the answers never change."""
    done = sit(form)
    before = results.result(workspace, done)
    assert before.can_undo is False
    edit(workspace, done)
    after = results.result(workspace, done)
    assert (after.sitting.taken_at, after.sitting.zone, after.sitting.note) == (EARLIER, "Europe/Berlin", "moved")
    assert (after.can_undo, after.given) == (True, before.given)
    assert results.undo_edit(workspace, done) is True
    assert found(workspace, done) == before.sitting
    assert results.undo_edit(workspace, done) is False


def test_an_edited_date_moves_the_sitting_in_the_list(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """The order follows the date a sitting counts for, not the one it was entered on."""
    first = sit(form)
    at("2026-11-21T10:00:00Z")
    second = sit(form)
    edit(workspace, second)
    assert [s.id for s in results.sittings(workspace)] == [first, second]


def test_a_day_still_to_come_is_refused(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """A date after now changes nothing; now itself is allowed."""
    done = sit(form)
    before = found(workspace, done)
    with pytest.raises(EqError, match="still to come"):
        edit(workspace, done, taken_at=datetime(2026, 11, 21, 9, 0, 1, tzinfo=UTC))
    assert found(workspace, done) == before
    edit(workspace, done, taken_at=clock.now())
    assert found(workspace, done).note == "moved"


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "=1+1",
        "\u202eright to left",
        "🙂" * 1000,
        "'; drop table answer; --",
        "\x00 null",
        "",
    ],
    ids=["markup", "formula", "direction", "emoji", "sql", "null", "empty"],
)
def test_any_note_is_only_text(workspace: Workspace, form: Questionnaire, sit: Sit, note: str) -> None:
    """Whatever is written comes back as it was written."""
    done = sit(form)
    edit(workspace, done, note=note)
    assert found(workspace, done).note == note


def test_an_endless_note_is_refused(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """One character too many keeps nothing; the longest note is kept."""
    done = sit(form)
    with pytest.raises(EqError, match="longer than"):
        edit(workspace, done, note="x" * (MAX_NOTE + 1))
    assert found(workspace, done).note == ""
    edit(workspace, done, note="x" * MAX_NOTE)
    assert len(found(workspace, done).note) == MAX_NOTE


def test_deleting_leaves_no_row_and_no_word(workspace: Workspace, form: Questionnaire, sit: Sit) -> None:
    """A deleted sitting is gone from every table, and its note from every file beside the workspace."""
    done, word = sit(form), "Quittenmarmelade"
    edit(workspace, done, note=word)
    edit(workspace, done, note=f"again {word}")
    assert taking.discard(workspace, done) is True
    with workspace.read() as db:
        counted = checks.counts(db)
    assert [counted[table] for table in ("assessment", "answer", "assessment_version", "questionnaire")] == [0] * 4
    assert not any(word.encode() in path.read_bytes() for path in workspace.path.parent.iterdir())
    with pytest.raises(EqError):
        results.result(workspace, done)


def test_deleting_one_leaves_the_others(workspace: Workspace, form: Questionnaire, sit: Sit, at: At) -> None:
    """The other sitting keeps its answers and its instrument; deleting again is no error."""
    first = sit(form)
    at("2026-11-22T09:00:00Z")
    second = sit(form, shift=1)
    kept = results.result(workspace, second).given
    assert taking.discard(workspace, first) is True
    assert taking.discard(workspace, first) is True
    assert results.result(workspace, second).given == kept


def test_deleting_while_another_tab_reads_says_so(
    workspace: Workspace, form: Questionnaire, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sitting is gone at once; that old bytes remain for now is told."""
    monkeypatch.setattr("eq.store.workspace._CHECKPOINT_TRIES", 1)
    done = sit(form)
    with workspace.read() as other:
        other.execute("select count(*) from answer").fetchone()
        assert taking.discard(workspace, done) is False
    assert results.sittings(workspace) == []


def test_looking_at_results_makes_no_workspace(workspace: Workspace) -> None:
    """Without a workspace there are no results, and none is made."""
    assert results.sittings(workspace) == []
    assert not workspace.path.parent.exists()


@pytest.mark.parametrize("damage", ["{}", "", "{", "null"])
def test_a_damaged_instrument_is_an_error_in_words(
    workspace: Workspace, form: Questionnaire, sit: Sit, damage: str
) -> None:
    """A sitting whose instrument was spoilt in the file says what to run."""
    done = sit(form)
    with workspace.write() as db:
        db.execute("update questionnaire set json = ?", (damage,))
    with pytest.raises(EqError, match="eq doctor"):
        results.result(workspace, done)


def test_a_missing_instrument_is_an_error_in_words(workspace: Workspace, form: Questionnaire) -> None:
    """So does asking for a version that the workspace does not hold."""
    workspace.ensure()
    with pytest.raises(EqError, match="eq doctor"):
        instruments.other_version(workspace, "0" * 64, form)


def test_a_matrix_has_a_row_for_each_sitting_asked_for(
    workspace: Workspace, form: Questionnaire, sit: Sit, at: At
) -> None:
    """Rows in the order of the ids, columns in the order of the form, nothing of a draft or another person."""
    first = sit(form)
    at("2026-11-22T09:00:00Z")
    second = sit(form, shift=1, given={"area-a-0": None})
    draft = sit(form, finish=False)
    with workspace.read() as db:
        person = found(workspace, first).person
        values = results.matrix(db, person, form, [second, first, draft])
        nobody = results.matrix(db, "someone", form, [first])
    np.testing.assert_array_equal(values[1], results.result(workspace, first).values)
    np.testing.assert_array_equal(values[0], results.result(workspace, second).values)
    assert np.isnan(values[0, 0])
    assert np.isnan(values[2]).all()
    assert np.isnan(nobody).all()
    assert taking.drafts(workspace)[0].id == draft

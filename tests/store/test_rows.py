from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eq.store import checks, people, settings, sittings
from eq.store.database import Connection
from eq.store.sittings import Answer
from eq.store.workspace import Workspace

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
LATER = AT + timedelta(days=1)
FIXTURES = Path(__file__).parents[1] / "data" / "schema"


@pytest.fixture
def db(workspace: Workspace) -> Iterator[Connection]:
    """A transaction with an owner and one kept instrument."""
    workspace.ensure()
    with workspace.write() as connection:
        people.ensure_owner(connection, AT)
        keep(connection, "one")
        yield connection


def keep(db: Connection, digest: str) -> None:
    sittings.keep_questionnaire(
        db, digest=digest, questionnaire_id=f"form-{digest}", version=1, title="Form", json="{}", at=AT
    )


def begin(db: Connection, assessment: str, *, digest: str = "one", at: datetime = AT) -> str:
    person = people.ensure_owner(db, AT)
    sittings.add_sitting(db, assessment=assessment, person=person, questionnaire=digest, seed=7, at=at, zone="UTC")
    return assessment


def count(db: Connection, table: str) -> int:
    return checks.counts(db)[table]


def test_there_is_one_owner(db: Connection) -> None:
    """Asking for the owner again makes no second one, and the schema allows none."""
    first = people.owner(db)
    assert people.ensure_owner(db, LATER) == first
    with pytest.raises(Exception, match="UNIQUE"):
        db.execute("insert into person (id, role, created_at) values ('x', 'owner', 'now')")


def test_starting_the_same_sitting_twice_is_starting_it_once(db: Connection) -> None:
    """An id that is there already changes nothing, so that a repeated click repeats nothing."""
    begin(db, "s")
    before = sittings.sitting(db, "s")
    begin(db, "s", at=LATER)
    assert sittings.sitting(db, "s") == before
    assert count(db, "assessment") == 1


def test_a_sitting_comes_back_as_it_was_stored(db: Connection) -> None:
    """Every field of a new draft is what was given, times aware and in UTC."""
    person = people.owner(db)
    begin(db, "s", at=AT.astimezone(UTC) + timedelta(milliseconds=7))
    found = sittings.sitting(db, "s")
    moment = AT + timedelta(milliseconds=7)
    assert found == sittings.Sitting(
        id="s",
        person=person or "",
        questionnaire="one",
        questionnaire_id="form-one",
        version=1,
        title="Form",
        state="draft",
        seed=7,
        started_at=moment,
        ended_at=None,
        taken_at=moment,
        zone="UTC",
        note="",
        quality="open",
        page=0,
        answered=0,
        valued=0,
    )
    assert found.taken_at.utcoffset() == timedelta(0)


def test_the_last_answer_for_a_statement_stays(db: Connection) -> None:
    """Answering again replaces the answer; of two times the longer stays, and a missing one takes nothing away."""
    begin(db, "s")
    sittings.put_answers(db, "s", [Answer("i", 2, 0, 0, 9.0), Answer("j", None, 1, 0, None)], AT)
    sittings.put_answers(db, "s", [Answer("i", 5, 0, 0, 1.5)], LATER)
    sittings.put_answers(db, "s", [Answer("j", 1, 1, 0, 2.0)], LATER)
    sittings.put_answers(db, "s", [Answer("j", 1, 1, 0, None)], LATER)
    assert sittings.answers(db, "s") == [Answer("i", 5, 0, 0, 9.0), Answer("j", 1, 1, 0, 2.0)]
    assert sittings.last_given(db, "s") == LATER


def test_answers_come_in_the_order_they_were_shown(db: Connection) -> None:
    """The position on the form decides, not the order of writing."""
    begin(db, "s")
    sittings.put_answers(db, "s", [Answer("z", 1, 2, 1), Answer("a", 2, 0, 0), Answer("m", 3, 1, 0)], AT)
    assert [a.item for a in sittings.answers(db, "s")] == ["a", "m", "z"]


def test_a_finished_sitting_takes_no_more_answers(db: Connection) -> None:
    """After the end neither answers nor the page change, whatever another tab still sends."""
    begin(db, "s")
    sittings.put_answers(db, "s", [Answer("i", 2, 0, 0)], AT)
    sittings.finish(db, "s", LATER, quality="stands")
    sittings.put_answers(db, "s", [Answer("i", 5, 0, 0), Answer("k", 1, 1, 0)], LATER)
    sittings.set_page(db, "s", 4)
    found = sittings.sitting(db, "s")
    assert sittings.answers(db, "s") == [Answer("i", 2, 0, 0)]
    assert found is not None
    assert (found.page, found.ended_at, found.taken_at) == (0, LATER, LATER)


def test_answers_to_a_sitting_that_is_gone_go_nowhere(db: Connection) -> None:
    """Another tab may still send answers to a deleted sitting: they make no rows."""
    sittings.put_answers(db, "gone", [Answer("i", 2, 0, 0)], AT)
    assert count(db, "answer") == 0


def test_finishing_twice_keeps_the_first_end(db: Connection) -> None:
    """The end of a sitting is its first one."""
    begin(db, "s")
    sittings.finish(db, "s", AT, quality="stands")
    sittings.finish(db, "s", LATER, quality="open")
    found = sittings.sitting(db, "s")
    assert found is not None
    assert (found.ended_at, found.quality) == (AT, "stands")


def test_sittings_are_listed_by_the_date_they_count_for(db: Connection) -> None:
    """Oldest first by the date that can be edited, and only those that were asked for."""
    keep(db, "two")
    for name, digest, days in (("a", "one", 3), ("b", "two", 1), ("c", "one", 2)):
        begin(db, name, digest=digest, at=AT + timedelta(days=days))
    sittings.finish(db, "c", AT, quality="stands")
    person = people.owner(db) or ""
    assert [s.id for s in sittings.sittings(db, person)] == ["c", "b", "a"]
    assert [s.id for s in sittings.sittings(db, person, state="draft")] == ["b", "a"]
    assert [s.id for s in sittings.sittings(db, person, questionnaire_id="form-one")] == ["c", "a"]
    assert sittings.sittings(db, "someone else") == []


def test_only_finished_answers_that_are_numbers_are_scored(db: Connection) -> None:
    """Rows for scoring hold no draft, no other instrument and no "does not apply"."""
    keep(db, "two")
    for name, digest in (("done", "one"), ("draft", "one"), ("other", "two")):
        begin(db, name, digest=digest)
        sittings.put_answers(db, name, [Answer("i", 4, 0, 0), Answer("j", None, 1, 0)], AT)
    sittings.finish(db, "done", AT, quality="stands")
    sittings.finish(db, "other", AT, quality="stands")
    assert sittings.answer_rows(db, people.owner(db) or "", "one") == [("done", "i", 4)]


def test_an_edit_can_be_undone_once(db: Connection) -> None:
    """The version before the last edit comes back; a second undo has nothing to bring."""
    begin(db, "s")
    sittings.edit(db, "s", taken_at=LATER, zone="Europe/Berlin", note="first", at=LATER)
    sittings.edit(db, "s", taken_at=AT, zone="UTC", note="second", at=LATER)
    assert sittings.undo_edit(db, "s") is True
    found = sittings.sitting(db, "s")
    assert found is not None
    assert (found.note, found.taken_at, found.zone) == ("first", LATER, "Europe/Berlin")
    assert sittings.has_version(db, "s") is False
    assert sittings.undo_edit(db, "s") is False
    assert sittings.sitting(db, "s") == found


def test_undo_touches_only_its_own_sitting(db: Connection) -> None:
    """Another sitting keeps its note, its date and its last version."""
    for name in ("a", "b"):
        begin(db, name)
        sittings.edit(db, name, taken_at=LATER, zone="UTC", note=name, at=LATER)
    sittings.undo_edit(db, "a")
    found = sittings.sitting(db, "b")
    assert found is not None
    assert (found.note, sittings.has_version(db, "b")) == ("b", True)


def test_deleting_takes_everything_of_a_sitting_and_no_more(db: Connection) -> None:
    """Answers and last version go with it; the instrument goes with the last sitting that used it."""
    for name in ("a", "b"):
        begin(db, name)
        sittings.put_answers(db, name, [Answer("i", 4, 0, 0)], AT)
        sittings.edit(db, name, taken_at=AT, zone="UTC", note=name, at=AT)
    sittings.delete(db, "a")
    assert [count(db, t) for t in ("assessment", "answer", "assessment_version", "questionnaire")] == [1, 1, 1, 1]
    assert sittings.sitting(db, "a") is None
    sittings.delete(db, "b")
    assert [count(db, t) for t in ("assessment", "answer", "assessment_version", "questionnaire")] == [0, 0, 0, 0]


def test_an_instrument_is_kept_once(db: Connection) -> None:
    """Keeping the same version again changes nothing."""
    sittings.keep_questionnaire(
        db, digest="one", questionnaire_id="form-one", version=1, title="Other", json="[]", at=LATER
    )
    assert sittings.questionnaire_json(db, "one") == "{}"
    assert sittings.questionnaire_json(db, "two") is None


def test_settings_keep_any_json_value_and_forget(db: Connection) -> None:
    """What was put comes back with its type; None brings the default back by leaving no row."""
    for key, value in {"a": True, "b": 6, "c": "Ünïcode ' \" ;", "d": ["x"]}.items():
        settings.put(db, key, value)
    settings.put(db, "b", None)
    assert settings.all_settings(db) == {"a": True, "c": "Ünïcode ' \" ;", "d": ["x"]}


def test_erasing_leaves_the_schema_and_not_a_row(tmp_path: Path) -> None:
    """After erasing every table a person fills is empty, the search index too; the list of schema steps stays."""
    workspace = Workspace(tmp_path / "me.eq")
    shutil.copy(sorted(FIXTURES.glob("*.eq"))[-1], workspace.path)
    workspace.ensure()
    with workspace.write() as db:
        before = checks.counts(db)
        assert all(before.values())
        checks.erase_rows(db)
        assert checks.counts(db) == dict.fromkeys(before, 0) | {"migration": before["migration"]}
        db.execute("insert into entry_search (entry_search) values ('integrity-check')")


def test_rows_that_point_to_nothing_are_found(workspace: Workspace) -> None:
    """Rows whose parent is gone are reported by table, and a sound file has no complaint."""
    workspace.ensure()
    with workspace.write() as db:
        assert checks.orphans(db) == checks.integrity(db) == []
    with workspace._connected() as db:
        db.execute("pragma foreign_keys = off")
        db.execute("insert into answer values ('gone', 'i', 3, 0, 0, null, 'now')")
    with workspace.read() as db:
        assert checks.orphans(db) == ["answer"]

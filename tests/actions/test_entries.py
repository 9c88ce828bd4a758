"""Writing an entry: begun, stored field by field, parked, finished, edited, undone, deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from eq.actions import entries, following, settings
from eq.errors import EqError
from eq.reflect.entry import LONGEST_TEXT, Entry, Point, Tag
from eq.store import checks
from eq.store import entries as rows
from eq.store.workspace import Workspace

At = Callable[[str], None]


@pytest.fixture
def begun(workspace: Workspace, at: At) -> str:
    entries.begin(workspace, "debrief", entry="one", zone="Europe/Berlin")
    return "one"


def indexed(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as db:
        return db.execute("select title, body from entry_search").fetchall()


def bytes_kept(workspace: Workspace) -> bytes:
    return b"".join(path.read_bytes() for path in workspace.path.parent.glob("me.eq*"))


def test_a_draft_is_begun_once(workspace: Workspace, at: At) -> None:
    """The same id again, from a double click or another tab, changes nothing."""
    entries.begin(workspace, "note", entry="one", zone="Europe/Berlin")
    entries.write(workspace, "one", "text", "A line")
    entries.begin(workspace, "debrief", entry="one", zone="UTC")
    kept = entries.get(workspace, "one")
    assert (kept.kind, kept.state, kept.zone, kept.text("text")) == ("note", "draft", "Europe/Berlin", "A line")


def test_a_day_ends_when_the_person_says(workspace: Workspace, at: At) -> None:
    """At two in the morning it is still yesterday for someone whose day ends at four."""
    at("2026-11-21T01:00:00Z")
    entries.begin(workspace, "note", entry="one", zone="Europe/Berlin")
    assert entries.get(workspace, "one").local_date == date(2026, 11, 20)
    settings.change_settings(workspace, end_of_day=0)
    entries.begin(workspace, "note", entry="two", zone="Europe/Berlin")
    assert entries.get(workspace, "two").local_date == date(2026, 11, 21)


def test_every_field_is_kept_as_it_is_left(workspace: Workspace, begun: str) -> None:
    """Texts, points, words, tags and facts come back as they were given, in their order."""
    entries.note(workspace, begun, severity=9, episode="aggressive", need_sure=70, need_asked=False, screen="happened")
    entries.write(workspace, begun, "happened", "They shouted.\r\nI waited.")
    entries.place(workspace, begun, "before", -0.5, 0.75)
    entries.feel(workspace, begun, "before", ["tense", "out of my depth"])
    entries.tag(workspace, begun, "response", ["paraphrase", "say-no"])
    entries.judge(workspace, begun, "say-no", "partly")
    entries.name_client(workspace, begun, "  Mrs  K ")
    kept = entries.get(workspace, begun)
    assert (kept.severity, kept.episode, kept.need_sure, kept.need_asked) == (9, "aggressive", 70, False)
    assert kept.text("happened") == "They shouted.\nI waited."
    assert kept.points == {"before": Point(-0.5, 0.75)}
    assert kept.felt("before") == ("tense", "out of my depth")
    assert kept.tags == (Tag("response", "paraphrase"), Tag("response", "say-no", "partly"))
    assert (kept.client_label, kept.screen) == ("Mrs K", "happened")


def test_what_was_said_of_a_response_stays_while_it_is_used(workspace: Workspace, begun: str) -> None:
    """Another choice of responses keeps the word on those that stay, and drops it with those that go."""
    entries.tag(workspace, begun, "response", ["paraphrase", "say-no"])
    entries.judge(workspace, begun, "say-no", "yes")
    entries.tag(workspace, begun, "response", ["say-no", "stay-calm"])
    assert entries.get(workspace, begun).tags == (Tag("response", "say-no", "yes"), Tag("response", "stay-calm"))
    entries.tag(workspace, begun, "response", ["stay-calm"])
    entries.tag(workspace, begun, "response", ["say-no"])
    assert entries.get(workspace, begun).tags == (Tag("response", "say-no"),)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda w, e: entries.note(w, e, severity=11),
        lambda w, e: entries.note(w, e, severity=True),
        lambda w, e: entries.note(w, e, episode="rude"),
        lambda w, e: entries.note(w, e, need_sure=101),
        lambda w, e: entries.note(w, e, recovery_minutes=10),
        lambda w, e: entries.place(w, e, "now", 1.5, 0),
        lambda w, e: entries.place(w, e, "now", float("nan"), 0),
        lambda w, e: entries.feel(w, e, "now", ["a", "b", "c", "d"]),
        lambda w, e: entries.tag(w, e, "custom", ["x" * 101]),
        lambda w, e: entries.write(w, e, "happened", "x" * (LONGEST_TEXT + 1)),
        lambda w, e: entries.write(w, e, "invented", "x"),
        lambda w, e: entries.name_client(w, e, "x" * 101),
        lambda w, e: entries.set_when(w, e, datetime.fromisoformat("2027-01-01"), "UTC"),
        lambda w, e: entries.begin(w, "poem", entry="two", zone=None),
        lambda w, e: entries.write(w, "gone", "text", "x"),
        lambda w, e: entries.begin_edit(w, "gone"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    workspace: Workspace, begun: str, wrong: Callable[[Workspace, str], None]
) -> None:
    """Values out of range, unknown fields, texts without end, entries that are gone: one clear error."""
    entries.write(workspace, begun, "happened", "As it was")
    before = entries.get(workspace, begun)
    with pytest.raises(EqError):
        wrong(workspace, begun)
    assert entries.get(workspace, begun) == before


def test_an_empty_draft_can_neither_be_finished_nor_offered(workspace: Workspace, begun: str) -> None:
    """Nothing is kept of a page that was only opened."""
    with pytest.raises(EqError, match="nothing in it yet"):
        entries.finish(workspace, begun)
    assert entries.drafts(workspace) == []
    entries.write(workspace, begun, "text", "   \n ")
    assert entries.drafts(workspace) == []


def test_a_parked_entry_waits_and_can_be_gone_on_with(workspace: Workspace, begun: str) -> None:
    """One line and a number are parked; resumed, they are a draft again with both in it."""
    entries.write(workspace, begun, "title", "The refund call")
    entries.note(workspace, begun, severity=8)
    entries.park(workspace, begun)
    assert [one.id for one in entries.parked(workspace)] == [begun]
    entries.resume(workspace, begun)
    assert (entries.parked(workspace), [one.id for one in entries.drafts(workspace, "debrief")]) == ([], [begun])
    kept = entries.get(workspace, begun)
    assert (kept.text("title"), kept.severity) == ("The refund call", 8)
    entries.finish(workspace, begun)
    entries.park(workspace, begun)
    assert entries.get(workspace, begun).state == "done"


def test_drafts_are_not_searched_and_finished_entries_are(workspace: Workspace, begun: str) -> None:
    """A draft's words come into the index with finishing, change with it, and leave it when it is a draft again."""
    entries.write(workspace, begun, "happened", "Straße nach Łódź")
    assert indexed(workspace) == []
    entries.finish(workspace, begun)
    assert "strasse nach lodz" in indexed(workspace)[0][1]
    entries.write(workspace, begun, "happened", "Another road")
    assert "lodz" not in indexed(workspace)[0][1]
    entries.resume(workspace, begun)
    assert indexed(workspace) == []


def test_an_edit_can_be_undone_and_done_again(workspace: Workspace, begun: str) -> None:
    """The last version is kept whole: texts, points, words, tags, facts and client."""
    entries.write(workspace, begun, "happened", "First")
    entries.feel(workspace, begun, "after", ["calm"])
    entries.name_client(workspace, begun, "The garage")
    entries.finish(workspace, begun)
    first = entries.get(workspace, begun)
    assert not entries.has_version(workspace, begun)
    assert not entries.undo_edit(workspace, begun)
    entries.begin_edit(workspace, begun)
    entries.write(workspace, begun, "happened", "Second")
    entries.feel(workspace, begun, "after", [])
    entries.tag(workspace, begun, "custom", ["late"])
    entries.name_client(workspace, begun, "The other garage")
    second = entries.get(workspace, begun)
    assert entries.undo_edit(workspace, begun)
    back = entries.get(workspace, begun)
    assert replace(back, changed_at=first.changed_at) == first
    assert entries.undo_edit(workspace, begun)
    assert replace(entries.get(workspace, begun), changed_at=second.changed_at) == second


def test_a_label_goes_with_the_last_version_that_had_it(workspace: Workspace, begun: str) -> None:
    """A client only an undone edit could bring back is kept for that, and no longer."""
    entries.name_client(workspace, begun, "The garage")
    entries.finish(workspace, begun)
    entries.begin_edit(workspace, begun)
    entries.name_client(workspace, begun, "The other garage")
    assert set(entries.client_labels(workspace)) == {"The garage", "The other garage"}
    entries.begin_edit(workspace, begun)
    assert entries.client_labels(workspace) == ["The other garage"]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_a_day_nobody_can_have_meant_is_refused(workspace: Workspace, begun: str, zone: str) -> None:
    """A slip in the year is said so, and the entry stays where it was."""
    before = entries.get(workspace, begun)
    for local in map(datetime.fromisoformat, ("0001-01-01", "1899-12-31", "9999-12-31T23:00")):
        with pytest.raises(EqError):
            entries.set_when(workspace, begun, local, zone)
        with pytest.raises(EqError):
            entries.check_in(workspace, entry="new", zone=zone, pleasantness=0.5, energy=0.5, local=local)
    assert entries.get(workspace, begun) == before
    assert entries.find(workspace, "new") is None
    entries.set_when(workspace, begun, datetime.fromisoformat("1900-01-01T12:00"), zone)
    assert entries.get(workspace, begun).local_date == date(1900, 1, 1)


def test_undoing_an_edit_keeps_what_the_follow_up_said(workspace: Workspace, begun: str, at: At) -> None:
    """A follow-up answered after the edit is no part of it: it is neither lost nor asked again."""
    entries.write(workspace, begun, "happened", "First")
    entries.finish(workspace, begun)
    entries.begin_edit(workspace, begun)
    entries.write(workspace, begun, "happened", "Second")
    at("2026-11-21T18:00:00Z")
    entries.place(workspace, begun, "later", 0.5, 0.0)
    entries.write(workspace, begun, "later", "Slept on it")
    entries.feel(workspace, begun, "later", ["rested"])
    following.finish(workspace, begun, 90)
    entries.undo_edit(workspace, begun)
    back = entries.get(workspace, begun)
    assert (back.text("happened"), back.text("later")) == ("First", "Slept on it")
    assert (back.recovery_minutes, back.followed_at is not None) == (90, True)
    assert (back.points["later"], back.felt("later")) == (Point(0.5, 0.0), ("rested",))


def test_deleting_deletes(workspace: Workspace, begun: str) -> None:
    """No word of a deleted entry, its last version, its tags or its client is left in the file."""
    for field in ("happened", "label", "next_time"):
        entries.write(workspace, begun, field, f"marker{field}")
    entries.feel(workspace, begun, "after", ["markerfeeling"])
    entries.tag(workspace, begun, "trigger", ["markertrigger"])
    entries.name_client(workspace, begun, "markerclient")
    entries.finish(workspace, begun)
    entries.begin_edit(workspace, begun)
    entries.write(workspace, begun, "happened", "other")
    assert b"marker" in bytes_kept(workspace)
    assert entries.delete(workspace, begun)
    assert b"marker" not in bytes_kept(workspace)
    assert entries.find(workspace, begun) is None
    with workspace.read() as db:
        counts = checks.counts(db)
        assert checks.unindexed(db) == 0
    assert {counts[t] for t in counts if t.startswith(("entry", "client"))} == {0}


def test_a_check_in_is_one_act(workspace: Workspace, at: At) -> None:
    """A double click keeps it once, done and dated as it was said."""
    for _ in range(2):
        entries.check_in(
            workspace,
            entry="one",
            zone="Europe/Berlin",
            pleasantness=0.25,
            energy=None,
            words=["calm", "calm", "my own"],
            tags=["late shift"],
            line="Tea",
            client="Mr B",
            local=datetime.fromisoformat("2026-11-20T23:30"),
        )
    kept = entries.get(workspace, "one")
    assert (kept.state, kept.local_date, kept.felt("now")) == ("done", date(2026, 11, 20), ("calm", "my own"))
    assert (kept.points["now"], kept.tagged("custom"), kept.client_label) == (
        Point(0.25, None),
        ("late shift",),
        "Mr B",
    )
    assert len(indexed(workspace)) == 1
    with pytest.raises(EqError, match="nothing in it yet"):
        entries.check_in(workspace, entry="two", zone=None, pleasantness=None, energy=None, line=" ")


def test_what_was_used_lately_is_offered_again(workspace: Workspace, at: At) -> None:
    """Words by when they were last used, values by how often, clients by when they were met."""
    for hour, (word, client) in enumerate([("calm", "A"), ("tense", "B"), ("calm", "A")], 1):
        at(f"2026-11-21T0{hour}:00:00Z")
        entries.check_in(
            workspace, entry=str(hour), zone=None, pleasantness=0, energy=0, words=[word], tags=["t"], client=client
        )
    assert entries.last_words(workspace) == ["calm", "tense"]
    assert entries.own_values(workspace, "custom") == ["t"]
    assert entries.client_labels(workspace) == ["A", "B"]


def test_one_client_has_one_label_whatever_its_spelling(workspace: Workspace, begun: str) -> None:
    """Case and accents make no second client; a label nobody uses any more is gone."""
    entries.name_client(workspace, begun, "Frau Müller")
    entries.begin(workspace, "debrief", entry="two", zone=None)
    entries.name_client(workspace, "two", "frau muller")
    assert entries.get(workspace, "two").client == entries.get(workspace, begun).client
    entries.name_client(workspace, "two", "")
    entries.name_client(workspace, begun, "")
    assert entries.client_labels(workspace) == []


def test_signs_no_file_can_carry_are_left_out(workspace: Workspace, begun: str) -> None:
    """NUL and half characters neither stop the writing nor reach the file."""
    entries.write(workspace, begun, "happened", "a\0b\ud800c")
    assert json.dumps(entries.get(workspace, begun).text("happened")) == '"ab?c"'


def test_an_import_with_a_known_origin_is_not_added_twice(workspace: Workspace, begun: str) -> None:
    """The id and the other program's id are each a reason to leave it."""
    first = entries.get(workspace, begun)
    new = replace(first, id="two", state="done", origin="jrnl", external_id="x", texts={"text": "Words"})
    with workspace.write() as db:
        person = db.execute("select person from entry").fetchone()[0]
        assert rows.add(db, person, new)
        assert not rows.add(db, person, replace(new, id="three"))
        assert not rows.add(db, person, replace(new, external_id="y"))
        found: list[Entry] = rows.entries(db, ["two", "gone", begun])
    assert [one.id for one in found] == ["two", begun]
    assert found[0] == new

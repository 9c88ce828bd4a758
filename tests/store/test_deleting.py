from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from eq.reflect.entry import Entry, Tag, Word
from eq.store import checks, entries, people, settings, sittings
from eq.store import workspace as module
from eq.store.sittings import Answer
from eq.store.workspace import Workspace

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
MARK = "Marzipankartoffel"


def left(workspace: Workspace, word: str = MARK) -> list[str]:
    """Files beside and including the workspace that hold the word, in any of the encodings SQLite knows."""
    forms = [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files: list[Path] = [path for path in workspace.path.parent.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if any(form in path.read_bytes() for form in forms))


def fill(workspace: Workspace, *, size: int, count: int = 6) -> list[str]:
    """Sittings whose notes, last versions and instruments hold the word ``size`` times each."""
    workspace.ensure()
    ids = [f"s{n}" for n in range(count)]
    for n, assessment in enumerate(ids):
        with workspace.write() as db:
            person = people.ensure_owner(db, AT)
            sittings.keep_questionnaire(
                db, digest=f"d{n}", questionnaire_id="form", version=n, title=f"{MARK} {n}", json=MARK * size, at=AT
            )
            sittings.add_sitting(
                db, assessment=assessment, person=person, questionnaire=f"d{n}", seed=1, at=AT, zone="UTC"
            )
            given = [Answer(f"{MARK}-{i}", 3, i, 0) for i in range(40)]
            sittings.put_answers(db, assessment, given, AT)
        for note in (MARK * size, "short", f"{n} " + MARK * size):
            with workspace.write() as db:
                sittings.edit(db, assessment, taken_at=AT, zone="UTC", note=note, at=AT)
    return ids


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_deleted_words_are_in_no_file(workspace: Workspace, size: int) -> None:
    """After the last deletion and the scrub no file holds a byte of what was deleted, long or short."""
    ids = fill(workspace, size=size)
    assert left(workspace)
    for assessment in ids:
        with workspace.write() as db:
            sittings.delete(db, assessment)
    assert workspace.scrub() is True
    assert left(workspace) == []


def test_deleting_one_sitting_takes_its_words_and_no_others(workspace: Workspace) -> None:
    """The words of the deleted sitting are gone, those of its neighbour stay."""
    fill(workspace, size=3, count=2)
    with workspace.write() as db:
        sittings.edit(db, "s0", taken_at=AT, zone="UTC", note="Pfefferminztee", at=AT)
        sittings.edit(db, "s1", taken_at=AT, zone="UTC", note="Hagebuttentee", at=AT)
        sittings.delete(db, "s0")
    assert workspace.scrub() is True
    assert (left(workspace, "Pfefferminztee"), left(workspace, "Hagebuttentee")) == ([], ["me.eq"])


def test_an_overwritten_value_is_in_no_file(workspace: Workspace) -> None:
    """What a setting held before leaves no bytes either."""
    workspace.ensure()
    for value in (MARK * 1000, "short", None):
        with workspace.write() as db:
            settings.put(db, "k", value)
    assert workspace.scrub() is True
    assert left(workspace) == []


def test_a_reader_delays_the_scrub_and_is_named(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another tab holds its moment the scrub says so; once that tab is done, the bytes go."""
    monkeypatch.setattr(module, "_CHECKPOINT_TRIES", 2)
    (assessment,) = fill(workspace, size=1, count=1)
    with workspace.read() as other:
        other.execute("select count(*) from answer").fetchone()
        with workspace.write() as db:
            sittings.delete(db, assessment)
        assert workspace.scrub() is False
        assert left(workspace)
        assert other.execute("select count(*) from answer").fetchone() == (40,)
    assert workspace.scrub() is True
    assert left(workspace) == []


def test_scrubbing_empties_the_journal(workspace: Workspace) -> None:
    """After a scrub the journal holds nothing although another tab keeps the file open."""
    fill(workspace, size=1, count=1)
    with workspace._connected() as other:
        other.execute("select count(*) from answer").fetchone()
        journal = workspace.path.with_name("me.eq-wal")
        with workspace.write() as db:
            settings.put(db, "k", 1)
        assert journal.stat().st_size > 0
        assert workspace.scrub() is True
        assert journal.stat().st_size == 0


def test_scrubbing_gives_the_space_back(workspace: Workspace) -> None:
    """After erasing, the file is as small as a new one and holds no old byte."""
    fill(workspace, size=5000)
    assert workspace.scrub()
    full = workspace.path.stat().st_size
    with workspace.write() as db:
        checks.erase_rows(db)
    assert workspace.scrub() is True
    assert workspace.path.stat().st_size < full / 3
    assert left(workspace) == []


def test_the_scrub_waits_for_no_writer(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another tab writes the file is not written anew, and that is said instead of raised."""
    monkeypatch.setattr(module, "_CHECKPOINT_TRIES", 2)
    workspace.ensure()
    with workspace.write():
        assert workspace.scrub() is False
    assert workspace.scrub() is True


def test_what_moved_to_another_page_leaves_no_copy_behind(workspace: Workspace) -> None:
    """Entries of every length, made and changed in no order, leave nothing once they are deleted."""
    chance = random.Random(4)
    workspace.ensure()
    said: dict[str, list[str]] = {}
    for block in range(30):
        with workspace.write() as db:
            person = people.ensure_owner(db, AT)
            for n in range(20):
                words = [f"q{chance.randrange(10**9):09d}z" for _ in range(chance.choice((2, 5, 20, 120)))]
                title, feeling, tag = (f"{kind}{block:03d}{n:03d}" for kind in ("title", "feeling", "tag"))
                entry = Entry(
                    f"{chance.getrandbits(64):016x}", "note", "done", AT, "UTC", AT.date(), AT, AT,
                    texts={"text": " ".join(words), "title": title, "did": words[0]},
                    words=(Word(feeling),), tags=(Tag("custom", tag),),
                )  # fmt: skip
                entries.add(db, person, entry)
                said[entry.id] = [*words, title, feeling, tag]
    for entry_id in list(said)[::3]:
        with workspace.write() as db:
            entries.put_text(db, entry_id, "text", " ".join(said[entry_id]) + " and more")
            entries.touch(db, entry_id, AT)
    gone = chance.sample(list(said), 300)
    for entry_id in gone:
        with workspace.write() as db:
            entries.delete(db, entry_id)
    assert workspace.scrub() is True
    kept = workspace.path.read_bytes()
    assert [word for entry_id in gone for word in said[entry_id] if word.encode() in kept] == []


def test_erasing_many_entries_leaves_no_word_and_an_index_that_still_overwrites(workspace: Workspace) -> None:
    """More entries than are taken out of the index one by one go at once, and later deletions leave nothing either."""
    workspace.ensure()

    def write(n: int) -> str:
        made = Entry(f"e{n}", "note", "done", AT, "UTC", AT.date(), AT, AT, texts={"text": f"{MARK} {n}"})
        with workspace.write() as db:
            entries.add(db, people.ensure_owner(db, AT), made)
        return made.id

    for n in range(30):
        write(n)
    with workspace.write() as db:
        checks.erase_rows(db)
        assert checks.unindexed(db) == 0
    assert workspace.scrub() is True
    assert left(workspace, MARK) == left(workspace, MARK.casefold()) == []
    last = write(99)
    with workspace.write() as db:
        entries.delete(db, last)
        assert db.execute("select v from entry_search_config where k = 'secure-delete'").fetchone() == (1,)
    assert workspace.scrub() is True
    assert left(workspace, MARK.casefold()) == []

"""Bringing a journal in: looked at first, kept once, taken back whole; a broken file changes nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.actions import entries, importing, journal
from eq.actions.importing import Source
from eq.errors import EqError
from eq.reflect.entry import Entry, Point, Tag, Word
from eq.store.workspace import Workspace

SAMPLES = Path(__file__).parents[1] / "data" / "journals"
SOURCES: tuple[Source, ...] = get_args(Source)
TABLES = (
    "person", "entry", "entry_text", "entry_point", "entry_word", "entry_tag", "entry_version", "import_batch",
    "client", "commitment",
)  # fmt: skip

ID_OF_A = "7184704b-19f4-587c-9c06-68f055bb3799"
"""Of the jrnl entry "a" of 5 January 2024, 20:00."""

pytestmark = pytest.mark.usefixtures("at")


def jrnl(*notes: str) -> bytes:
    """A jrnl text file of notes such as "2024-01-05 20:00] Title\\nbody"."""
    return "\n\n".join(f"[{note}" for note in notes).encode()


def bring(
    workspace: Workspace, source: Source, data: bytes, *, batch: str = "b1", name: str = "file", moods=None
) -> importing.Outcome:
    found = importing.preview(workspace, source, data, name, zone="Europe/Berlin")
    return importing.keep(workspace, found, moods, batch=batch)


def all_entries(workspace: Workspace) -> list[Entry]:
    found = journal.page(workspace, journal.Filter(), size=1000)
    assert found.total == len(found.entries)
    return sorted(found.entries, key=lambda one: (one.at, one.id))


def counts(workspace: Workspace) -> dict[str, int]:
    with workspace.read() as db:
        return {name: db.execute(f"select count(*) from {name}").fetchone()[0] for name in (*TABLES, "entry_search")}


def found(workspace: Workspace, words: str) -> list[str]:
    return [hit.title for hit in journal.search(workspace, words)]


# --- looking first --------------------------------------------------------------------------------------------------


def test_a_preview_says_what_would_come_in_and_makes_nothing(workspace: Workspace) -> None:
    """Counts, days, moods with their proposed place and how often they occur, and what is left behind."""
    data = (SAMPLES / "daylio-current.csv").read_bytes()
    seen = importing.preview(workspace, "daylio", data, "my daylio.csv", zone="Europe/Berlin")
    assert (seen.new, seen.existing, seen.refused, seen.photos_left) == (3, 0, (), 0)
    assert (seen.first, seen.last) == (date(2021, 9, 27), date(2021, 9, 28))
    assert {(mood.label, mood.count, mood.pleasantness) for mood in seen.moods} == {
        ("good", 1, 0.4),
        ("rad", 1, 0.8),
        ("sad", 1, None),
    }
    assert not workspace.path.parent.exists()


def test_attachments_and_entries_without_words_are_told(workspace: Workspace) -> None:
    """What stays in the other program is counted, and an entry of pictures alone is left out with the reason."""
    seen = importing.preview(workspace, "dayone", (SAMPLES / "dayone.json").read_bytes(), "d.json", zone=None)
    assert (seen.new, seen.photos_left) == (2, 3)
    (refused,) = seen.refused
    assert refused.where.startswith("d.json, entry 3")
    assert "no words" in refused.what


def test_entries_of_days_to_come_are_left_out_with_the_reason(workspace: Workspace) -> None:
    """One day is allowed, for it is tomorrow already somewhere; those after are counted as refused, and not quoted."""
    data = jrnl(
        "2026-11-21 23:00] today", "2026-11-22 23:00] tomorrow", "2026-11-23 00:00] later", "2030-01-01 10:00] far"
    )
    seen = importing.preview(workspace, "jrnl", data, "j.txt", zone="Europe/Berlin")
    assert (seen.new, seen.last) == (2, date(2026, 11, 22))
    assert [(one.where, one.what) for one in seen.refused] == [
        ("j.txt, entry of 23 November 2026", "Its date is still to come."),
        ("j.txt, entry of 1 January 2030", "Its date is still to come."),
    ]
    assert importing.keep(workspace, seen, batch="b").refused == seen.refused
    assert [one.text("title") for one in all_entries(workspace)] == ["today", "tomorrow"]


# --- keeping --------------------------------------------------------------------------------------------------------


def test_everything_an_entry_brings_is_kept_as_it_is(workspace: Workspace) -> None:
    """Title, text with its Markdown, tags, star, mood as point and word, instant, zone, day, and where it came from."""
    text = "*Markdown* <script>alert(1)</script>\n\n- stays"
    root = {
        "dayEntries": [
            {
                "year": 2024, "month": 0, "day": 5, "hour": 1, "minute": 30, "mood": 6, "tags": [3], "note": text,
                "note_title": "=Title", "isFavorite": True, "timeZoneOffset": 19_800_000, "assets": [1, 2],
            }
        ],
        "customMoods": [{"id": 6, "custom_name": "Calm", "mood_group_id": 2}],
        "tags": [{"id": 3, "name": "work"}],
    }  # fmt: skip
    assert bring(workspace, "daylio", json.dumps(root).encode()).new == 1
    (entry,) = all_entries(workspace)
    assert (entry.kind, entry.state, entry.origin, entry.batch) == ("note", "done", "daylio", "b1")
    assert (entry.at, entry.zone, entry.local_date) == (
        datetime(2024, 1, 4, 20, tzinfo=UTC),
        "UTC+05:30",
        date(2024, 1, 5),
    )
    assert entry.texts == {"title": "=Title", "text": "*Markdown* <script>alert(1)</script>\n\n- stays"}
    assert entry.points == {"now": Point(0.4, None)}
    assert entry.words == (Word("calm"),)
    assert entry.tags == (Tag("custom", "work"), Tag("custom", "starred"))
    assert found(workspace, "markd") == ["=Title"]


def test_a_mood_without_words_is_a_check_in_and_anything_written_a_note(workspace: Workspace) -> None:
    """A title alone is something written; so are tags without a mood."""
    table = (
        "full_date,time,mood,activities,note_title,note\n"
        "2024-01-01,10:00,good,walk,,\n2024-01-02,10:00,good,,Title,\n2024-01-03,10:00,,walk,,\n"
    )
    bring(workspace, "daylio", table.encode())
    assert [one.kind for one in all_entries(workspace)] == ["check-in", "note", "note"]


def test_the_person_says_what_a_mood_means(workspace: Workspace) -> None:
    """Their ranking wins over the proposed one, leaving a mood out keeps its word, others keep what was proposed."""
    table = "full_date,time,mood,note\n" + "".join(
        f"2024-01-0{n},10:00,{mood},x\n" for n, mood in enumerate(("rad", "good", "sad"), start=1)
    )
    bring(workspace, "daylio", table.encode(), moods={"rad": None, "sad": -0.8})
    assert [(one.words[0].word, one.points.get("now")) for one in all_entries(workspace)] == [
        ("rad", None),
        ("good", Point(0.4, None)),
        ("sad", Point(-0.8, None)),
    ]


def test_a_place_off_the_scale_imports_nothing(workspace: Workspace) -> None:
    """It is refused before anything is written."""
    with pytest.raises(EqError, match="between -1 and 1"):
        bring(workspace, "daylio", (SAMPLES / "daylio-current.csv").read_bytes(), moods={"good": 1.5})
    assert not workspace.path.exists()


def test_an_own_tag_called_starred_is_not_doubled(workspace: Workspace) -> None:
    """The star of the other program joins it."""
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] Title *\nbody @Starred"))
    assert all_entries(workspace)[0].tagged("custom") == ("starred",)


def variants() -> list[tuple[str, Source, bytes]]:
    named = [
        (path.name, path.name.partition("-")[0].partition(".")[0], path.read_bytes()) for path in SAMPLES.iterdir()
    ]
    backup = base64.encodebytes((SAMPLES / "daylio-backup.json").read_bytes())
    return [*sorted(named), ("daylio-backup.base64", "daylio", backup)]  # type: ignore[list-item]


@pytest.mark.parametrize(("name", "source", "data"), variants(), ids=[name for name, *_ in variants()])
def test_every_variant_of_every_format_is_kept_whole_and_once(
    workspace: Workspace, name: str, source: Source, data: bytes
) -> None:
    """What the preview counts is what the workspace holds, and a second import changes not one row."""
    seen = importing.preview(workspace, source, data, name, zone="Europe/Berlin")
    first = importing.keep(workspace, seen, batch="b1")
    assert first == importing.Outcome(seen.new, 0, seen.refused)
    assert seen.new > 0
    kept, before = all_entries(workspace), counts(workspace)
    assert {one.external_id for one in kept} == {one.external_id for one in seen.entries}
    assert {one.id: one.texts for one in kept} == {
        one.id: {k: v for k, v in (("title", o.title), ("text", o.text)) if v}
        for one in kept
        for o in seen.entries
        if o.external_id == one.external_id
    }
    again = bring(workspace, source, data, batch="b2")
    assert (again.new, again.existing) == (0, seen.new)
    assert counts(workspace) == before
    assert [batch.id for batch in importing.batches(workspace)] == ["b1"]


def test_the_same_batch_again_gives_the_same_outcome(workspace: Workspace) -> None:
    """A double click is one import."""
    seen = importing.preview(workspace, "jrnl", jrnl("2024-01-05 20:00] a", "2024-01-06 20:00] b"), "j", zone="UTC")
    first = importing.keep(workspace, seen, batch="b1")
    assert importing.keep(workspace, seen, batch="b1") == first
    assert len(all_entries(workspace)) == first.new == 2


def test_a_longer_export_later_brings_only_what_is_new(workspace: Workspace) -> None:
    """What was edited here meanwhile stays as it was edited."""
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] a\nfirst"))
    (old,) = all_entries(workspace)
    entries.write(workspace, old.id, "text", "mine now")
    outcome = bring(workspace, "jrnl", jrnl("2024-01-05 20:00] a\nfirst", "2024-01-06 20:00] b"), batch="b2")
    assert (outcome.new, outcome.existing) == (1, 1)
    assert [one.text("text") for one in all_entries(workspace)] == ["mine now", ""]


def test_entry_ids_are_the_same_in_every_workspace(workspace: Workspace, tmp_path: Path) -> None:
    """They come from program and external id alone, and never change between versions."""
    other = Workspace(tmp_path / "other" / "me.eq")
    for place in (workspace, other):
        bring(place, "jrnl", jrnl("2024-01-05 20:00] a"))
    assert all_entries(workspace)[0].id == all_entries(other)[0].id == ID_OF_A


# --- taking back ----------------------------------------------------------------------------------------------------


def test_an_import_is_taken_back_whole_and_nothing_else(workspace: Workspace) -> None:
    """Its words are gone from search and from the bytes of the file; own entries and other imports stay."""
    own = entries.new_id()
    entries.begin(workspace, "note", entry=own, zone="UTC")
    entries.write(workspace, own, "text", "my own note")
    entries.finish(workspace, own)
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] keep me"))
    before = counts(workspace)
    bring(workspace, "jrnl", jrnl("2024-01-06 20:00] a\nxylophonequartet", "2024-01-07 20:00] b"), batch="b2")
    assert [(one.id, one.entries, one.edited) for one in importing.batches(workspace)] == [("b2", 2, 0), ("b1", 1, 0)]
    gone = importing.take_back(workspace, "b2")
    assert (gone.entries, gone.edited, gone.scrubbed) == (2, 0, True)
    assert counts(workspace) == before
    assert found(workspace, "xylophonequartet") == []
    assert b"phonequartet" not in workspace.path.read_bytes()
    assert found(workspace, "keep") == ["keep me"]
    assert found(workspace, "own") != []


def test_taking_a_large_import_back_leaves_no_word_and_a_working_search(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many entries go another way through the index; later deletions still overwrite what they delete."""
    monkeypatch.setattr("eq.store.indexing._FEW", 3)
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] keep me"))
    notes = [f"2024-02-0{n} 20:00] n{n}\nxylophonequartet {n}" for n in range(1, 6)]
    bring(workspace, "jrnl", jrnl(*notes), batch="b2")
    assert importing.take_back(workspace, "b2").entries == 5
    assert b"phonequartet" not in workspace.path.read_bytes()
    assert (found(workspace, "xylo"), found(workspace, "keep")) == ([], ["keep me"])
    bring(workspace, "jrnl", jrnl("2024-03-01 20:00] one\nglockenspielduo"), batch="b3")
    importing.take_back(workspace, "b3")
    assert b"spielduo" not in workspace.path.read_bytes()


def test_edited_entries_are_counted_before_they_go(workspace: Workspace) -> None:
    """The person hears how many, and the same file can be imported again."""
    data = jrnl("2024-01-05 20:00] a", "2024-01-06 20:00] b")
    bring(workspace, "jrnl", data)
    first = all_entries(workspace)[0]
    entries.begin_edit(workspace, first.id)
    edited_later(workspace, first.id)
    (batch,) = importing.batches(workspace)
    assert (batch.entries, batch.edited) == (2, 1)
    gone = importing.take_back(workspace, "b1")
    assert (gone.entries, gone.edited) == (2, 1)
    assert importing.batches(workspace) == []
    assert bring(workspace, "jrnl", data, batch="b9").new == 2


def test_a_label_that_only_an_import_used_goes_with_it(workspace: Workspace) -> None:
    """Whom somebody added to an imported entry is named nowhere once the import is taken back."""
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] a"))
    entries.name_client(workspace, all_entries(workspace)[0].id, "The garage")
    assert importing.take_back(workspace, "b1").scrubbed
    assert entries.client_labels(workspace) == []
    assert b"garage" not in workspace.path.read_bytes()


def edited_later(workspace: Workspace, entry: str) -> None:
    patch = pytest.MonkeyPatch()
    patch.setenv("EQ_TEST_NOW", "2026-11-21T10:00:00Z")
    entries.write(workspace, entry, "text", "changed")
    patch.undo()


def test_taking_back_twice_deletes_nothing_more(workspace: Workspace) -> None:
    """A second tab may have been quicker."""
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] a"))
    importing.take_back(workspace, "b1")
    assert importing.take_back(workspace, "b1") == importing.TakenBack(0, 0, True)


def test_imports_are_listed_latest_first_and_none_without_a_workspace(
    workspace: Workspace, at: Callable[[str], None]
) -> None:
    """With the file's name as it may be shown."""
    assert importing.batches(workspace) == []
    bring(workspace, "jrnl", jrnl("2024-01-05 20:00] a"), name="one\n.txt")
    at("2026-11-22T09:00:00Z")
    bring(workspace, "jrnl", jrnl("2024-01-06 20:00] b"), batch="b2", name="two.txt")
    assert [(one.source, one.file) for one in importing.batches(workspace)] == [
        ("jrnl", "two.txt"),
        ("jrnl", "one\N{REPLACEMENT CHARACTER}.txt"),
    ]


# --- files made to harm ---------------------------------------------------------------------------------------------

FILES = {
    source: [path.read_bytes() for path in sorted(SAMPLES.glob(f"{source}*"))] for source in SOURCES
}  # every valid file by program


@contextmanager
def unchanged(workspace: Workspace) -> Iterator[None]:
    before = counts(workspace)
    yield
    assert counts(workspace) == before


@st.composite
def mutated(draw: st.DrawFn, source: Source) -> bytes:
    """A valid file with pieces replaced, cut out or put in."""
    data = bytearray(draw(st.sampled_from(FILES[source])))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, max(len(data) - 1, 0)))
        data[start : start + draw(st.integers(0, 30))] = draw(st.binary(max_size=10))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with one entry in it, shared by the examples of one test."""
    workspace = Workspace(tmp_path_factory.mktemp("standing") / "me.eq")
    importing.keep(
        workspace, importing.preview(workspace, "jrnl", jrnl("2020-01-05 20:00] a"), "j", zone="UTC"), batch="first"
    )
    return workspace


@pytest.mark.parametrize("source", SOURCES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_garbage_gives_one_error_or_an_import_that_can_be_taken_back(
    standing: Workspace, source: Source, data: st.DataObject
) -> None:
    """Any bytes and any damage: an EqError and not one row changed, or entries that come in and go again."""
    content = data.draw(st.binary(max_size=600) | mutated(source))
    with unchanged(standing):
        try:
            outcome = bring(standing, source, content, batch="again")
        except EqError as problem:
            refused, outcome = problem, None
        if outcome is None:
            assert all(one.where and one.what for one in refused.problems)
            assert [one.id for one in importing.batches(standing)] == ["first"]
        else:
            assert importing.take_back(standing, "again").entries == outcome.new

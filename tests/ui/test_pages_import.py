"""Bringing a journal in on the page Data & privacy: seen first, ranked, imported, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from eq.actions import entries, importing, journal
from eq.reflect.entry import Point

SAMPLES = Path(__file__).parents[1] / "data" / "journals"
HOSTILE = '**<img src=x onerror="alert(1)">** [x](https://evil.example) :red[a]'


def field(tab):
    (found,) = tab.app.get("file_uploader")
    return found


def give(tab, data: bytes | str, *, name: str = "journal.csv", source: str = "daylio"):
    """Choose a program and a file, as a person does."""
    tab.open("data")
    tab.app.radio(key="import.program").set_value(source)
    tab.run()
    field(tab).set_value((name, data.encode() if isinstance(data, str) else data, "text/plain"))
    return tab.run()


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def kept(workspace):
    return journal.page(workspace, journal.Filter(), size=1000).entries


def test_a_file_is_shown_before_anything_is_stored(tab, workspace):
    """How many entries of which days, and nothing in the journal yet."""
    give(tab, sample("daylio-current.csv"))
    assert "3 entries new · 27 September 2021 to 28 September 2021" in tab.words
    assert tab.has("import.go")
    assert kept(workspace) == ()


def test_moods_are_proposed_and_can_be_ranked_otherwise(tab, workspace):
    """A mood nobody can rank starts left out; what the person chooses is what is kept."""
    give(tab, sample("daylio-current.csv"))
    boxes = {box.label.split("·")[0].strip("\\ "): box for box in tab.app.selectbox if "import.mood" in box.key}
    assert {label: box.value for label, box in boxes.items()} == {
        "good": "Pleasant",
        "rad": "Very pleasant",
        "sad": "Leave it out",
    }
    boxes["sad"].set_value("Very unpleasant")
    boxes["rad"].set_value("Leave it out")
    tab.run().click("import.go")
    assert "3 entries are in your journal now." in tab.words
    assert {one.felt("now")[0]: one.points.get("now") for one in kept(workspace)} == {
        "good": Point(0.4, None),
        "rad": None,
        "sad": Point(-0.8, None),
    }


def test_after_an_import_nothing_of_the_file_is_left_in_the_tab(tab, workspace, monkeypatch):
    """The field is empty, the preview forgotten, and the server's copy of the file is freed."""
    freed = []
    monkeypatch.setattr(
        "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager.remove_file",
        lambda self, session_id, file_id: freed.append(file_id),
    )
    give(tab, sample("jrnl-4.6.txt"), name="journal.txt", source="jrnl")
    given = field(tab).value.file_id
    tab.click("import.go")
    assert freed == [given]
    assert field(tab).value is None
    assert not tab.has("import.go")
    assert "tab.derived.import" not in tab.app.session_state
    assert len(kept(workspace)) == 10


def test_the_same_file_again_has_nothing_new(tab, workspace):
    """There is no button to import it."""
    give(tab, sample("daylio-current.csv")).click("import.go")
    give(tab, sample("daylio-current.csv"))
    assert "Nothing new, 3 already there" in tab.words
    assert not tab.has("import.go")
    assert len(kept(workspace)) == 3


def test_refused_entries_are_named_ten_at_first(tab):
    """With the reason, and the rest as a number; attachments that stay behind are counted."""
    give(
        tab,
        "".join(f"[2024-13-{n} 10:00] x\n" for n in range(10, 23)) + "[2024-01-01 10:00] y",
        source="jrnl",
        name="j.txt",
    )
    assert "What is left out and why (13)" in tab.words
    assert "… and 3 more." in tab.words
    assert len([text for text in tab.app.text if "There is no such date and time." in text.value]) == 10
    give(tab, sample("dayone.json"), source="dayone", name="d.json")
    assert "3 photos, films or recordings stay in the other program." in tab.words


def test_many_moods_wait_behind_a_line(tab, workspace):
    """The most frequent are asked first; those behind the line are kept as well."""
    table = "full_date,time,mood,note\n" + "".join(f"2024-01-{n:02},10:00,mood {n},x\n" for n in range(1, 16))
    give(tab, table)
    assert "3 rarer moods" in [expander.label for expander in tab.app.expander]
    assert len([box for box in tab.app.selectbox if "import.mood" in box.key]) == 15
    tab.click("import.go")
    assert len(kept(workspace)) == 15


@pytest.mark.parametrize("source", importing.SOURCES)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x01", b"PK\x03\x04cut", b'{"entries": [{"a"'])
def test_a_broken_file_is_one_calm_box_and_changes_nothing(tab, workspace, source, content):
    """It says what is wrong and what to do."""
    give(tab, content, source=source, name="broken.json" if source != "daylio" else "broken.csv")
    assert len(tab.app.error) == 1
    assert "broken." in tab.errors
    assert not tab.has("import.go")
    assert (kept(workspace), importing.batches(workspace)) == ((), [])


def test_a_file_of_another_program_is_told_so(tab):
    """With the one to choose."""
    give(tab, sample("jrnl-4.6.json"), name="j.json")
    assert "This is an export of jrnl, not of Daylio. Choose jrnl instead." in tab.errors


def test_an_import_is_taken_back_where_it_was_made(tab, workspace):
    """The dialog says how many entries go, and how many were changed since."""
    give(tab, sample("jrnl-4.6.txt"), name="journal.txt", source="jrnl").click("import.go")
    first = kept(workspace)[0]
    own = entries.new_id()
    entries.begin(workspace, "note", entry=own, zone="UTC")
    entries.write(workspace, own, "text", "mine")
    entries.finish(workspace, own)
    tab.click("import.undo")
    assert "10 entries from this import will be deleted and overwritten." in tab.words
    assert "changed since" not in tab.words
    with pytest.MonkeyPatch.context() as later:
        later.setenv("EQ_TEST_NOW", "2026-11-21T10:00:00Z")
        entries.write(workspace, first.id, "text", "changed")
    tab.click("import.undo")
    assert "1 of them was changed since" in tab.words
    tab.click_in_dialog("import.undo", "import.back.go")
    assert "10 entries were taken back." in tab.words
    assert [one.id for one in kept(workspace)] == [own]
    assert not tab.has("import.undo")


def test_earlier_imports_are_listed_and_each_can_be_taken_back(tab, workspace):
    """By program, day and file."""
    for name, batch in (("daylio-current.csv", "b1"), ("daylio-old.csv", "b2")):
        found = importing.preview(workspace, "daylio", sample(name), name, zone="UTC")
        importing.keep(workspace, found, batch=batch)
    tab.open("data")
    assert "Earlier imports (2)" in [expander.label for expander in tab.app.expander]
    assert "Daylio, 21 November 2026: 3 entries" in tab.words
    tab.click("import.back.b1").click_in_dialog("import.back.b1", "import.back.go")
    assert [one.id for one in importing.batches(workspace)] == ["b2"]


def test_without_an_import_there_is_no_list(tab):
    """Nor a button to take anything back."""
    tab.open("data")
    assert not any("Earlier" in expander.label for expander in tab.app.expander)


def harmless(tab) -> None:
    """Outside of elements that show plain text, no sign of a tag or a link stands without its escape."""
    raw = tab.raw
    for element in tab.app.text:
        raw = raw.replace(element.value, "")
    assert "<img" not in raw.replace("\\<", "")
    assert "](https" not in raw.replace("\\]", "")


def test_names_from_a_file_are_shown_as_text(tab, workspace):
    """A mood, a title and a file name that would draw or load something do neither."""
    mood = HOSTILE.replace('"', '""')
    table = f'full_date,time,mood,note_title,note\n2024-01-01,10:00,"{mood}",x,y\n2031-01-01,10:00,good,"{mood}",z\n'
    give(tab, table, name="**a**<img src=x>.csv")
    assert "entry of 1 January 2031" in tab.words
    harmless(tab)
    tab.click("import.go")
    harmless(tab)
    assert kept(workspace)[0].felt("now") == (HOSTILE[:100].strip(),)


def test_entries_and_promises_can_be_taken_out(tab):
    """Three downloads, made when they are asked for."""
    tab.open("data")
    labels = [element.proto.label for element in tab.app.get("download_button")]
    assert labels == ["Entries as a table (CSV)", "Promises for a calendar (ICS)", "Save everything"]

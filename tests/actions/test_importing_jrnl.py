"""The real ``jrnl`` program writes a journal of its own; both files it makes import whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from eq.actions import importing, journal
from eq.reflect.entry import Entry
from eq.store.workspace import Workspace

JRNL = shutil.which("jrnl") or shutil.which("jrnl", path=str(Path(sys.executable).parent))

pytestmark = pytest.mark.skipif(JRNL is None, reason="the program jrnl is not installed")


class Note(NamedTuple):
    when: str
    title: str
    body: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False


NOTES = (
    Note("2019-12-31 23:59", "The last minute of a year."),
    Note("2020-02-29 00:00", "A leap day at midnight.", "One line below."),
    Note("2021-03-28 02:30", "In the hour that was skipped in Berlin."),
    Note("2021-10-31 02:30", "In the hour that came twice.", "And a body."),
    Note("2022-05-01 08:15", "A call with @Ann about #parking", "We spoke of @refunds twice. @ann again.",
         ("ann", "parking", "refunds")),
    Note("2022-05-01 08:15", "The same minute, other words."),
    Note("2022-06-02 12:00", "Marked!", "Kept for later. @thanks", ("thanks",), starred=True),
    Note("2023-01-05 19:45", "Größe, žluťoučký, Ω, שלום, 日本語!", "Emoji 🌧️ 👩🏽‍💻 and café.\n\nA second paragraph."),
    Note("2023-07-07 07:07", "Lines in brackets", "[todo] call back\n[1] a foot note\n- a list\n    indented"),
    Note("2023-08-08 20:20", "Markdown *stays* **as** `it` is", "# no heading\n<b>no</b> &amp; ; \"quotes\"\n=1+1"),
    Note("2024-03-03 10:00", "A question? It has an answer.", "Yes."),
    Note("2024-12-11 00:30", "A " + "very " * 20 + "long title", "x" * 3000),
)  # fmt: skip


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The text file and the JSON export of one journal, written by the program itself."""
    home = tmp_path_factory.mktemp("jrnl")
    text, config = home / "journal.txt", home / "jrnl.yaml"
    config.write_text(
        f"journals:\n  default: {json.dumps(str(text))}\nencrypt: false\ntimeformat: '%Y-%m-%d %H:%M'\n"
        "tagsymbols: '#@'\ndefault_hour: 9\ndefault_minute: 0\nhighlight: false\nlinewrap: 79\neditor: ''\n"
        "template: false\nindent_character: '|'\ndisplay_format: pretty\nversion: v4.6\n"
        "colors: {body: none, date: none, tags: none, title: none}\n",
        encoding="utf-8",
    )
    environment = {
        **os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "PYTHONUTF8": "1",
    }  # fmt: skip

    def run(*words: str, given: str | None = None) -> str:
        done = subprocess.run(
            [str(JRNL), "--config-file", str(config), *words],
            input=given, capture_output=True, encoding="utf-8", env=environment, cwd=home, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    # Its own import takes the dated text form; one note is typed the everyday way, with the star before its date.
    whole = "".join(f"[{note.when}] {note.title}{' *' if note.starred else ''}\n{note.body}\n\n" for note in NOTES[1:])
    run("--import", given=whole)
    run(f"{NOTES[0].when}: {NOTES[0].title}")
    return text.read_bytes(), run("--format", "json").encode()


def essence(entry: Entry) -> tuple[object, ...]:
    tags = list(entry.tagged("custom"))
    starred = importing.STARRED in tags
    return entry.local_date, entry.text("title"), entry.text("text"), tuple(tags[:-1] if starred else tags), starred


WRITTEN = Counter((date.fromisoformat(one.when[:10]), one.title, one.body, one.tags, one.starred) for one in NOTES)


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)], ids=["text then json", "json then text"])
def test_a_journal_jrnl_wrote_comes_in_whole_and_its_other_form_adds_nothing(
    written: tuple[bytes, bytes], workspace: Workspace, at: object, first: int, second: int
) -> None:
    """Titles, bodies, days, tags and stars as they were written; every entry of the other form is there already."""
    found = importing.preview(workspace, "jrnl", written[first], "journal", zone="Europe/Berlin")
    assert (found.refused, found.notes, found.photos_left) == ((), (), 0)
    assert importing.keep(workspace, found, batch="b1").new == len(NOTES)
    entries = journal.page(workspace, journal.Filter(), size=100).entries
    assert Counter(map(essence, entries)) == WRITTEN
    assert {one.kind for one in entries} == {"note"}
    other = importing.preview(workspace, "jrnl", written[second], "journal", zone="Europe/Berlin")
    assert importing.keep(workspace, other, batch="b2") == importing.Outcome(0, len(NOTES), ())
    assert [one.id for one in importing.batches(workspace)] == ["b1"]

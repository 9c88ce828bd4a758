from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from other_process import AT, ITEMS

from eq.store import checks, people, settings, sittings
from eq.store.migrations import names
from eq.store.sittings import Answer
from eq.store.workspace import Workspace

OTHER = Path(__file__).with_name("other_process.py")
ROUNDS = 30


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(OTHER), *map(str, arguments)], stdout=subprocess.PIPE)


def with_instrument(workspace: Workspace) -> str:
    workspace.ensure()
    with workspace.write() as db:
        person = people.ensure_owner(db, AT)
        sittings.keep_questionnaire(
            db, digest="digest", questionnaire_id="form", version=1, title="Form", json="{}", at=AT
        )
    return person


def test_processes_that_start_together_make_one_workspace(workspace: Workspace) -> None:
    """Six commands that all find no workspace make one, and each step of its schema is applied once."""
    started = [start("ensure", workspace.path) for _ in range(6)]
    assert [process.wait(60) for process in started] == [0] * 6
    with workspace.read() as db:
        applied = db.execute("select name, count(*) from migration group by name").fetchall()
        assert checks.integrity(db) == []
    assert applied == [(name, 1) for name in sorted(names())]


def test_threads_that_start_together_make_one_workspace(workspace: Workspace) -> None:
    """The same holds for tabs, which are threads."""
    with ThreadPoolExecutor(8) as tabs:
        assert list(tabs.map(lambda _: workspace.ensure(), range(24))) == [None] * 24
    with workspace.read() as db:
        assert db.execute("select count(*) from migration").fetchone() == (len(names()),)


def test_two_tabs_lose_no_answer(workspace: Workspace) -> None:
    """Tabs that answer the same sitting at once keep every answer, none twice."""
    person = with_instrument(workspace)
    with workspace.write() as db:
        sittings.add_sitting(db, assessment="s", person=person, questionnaire="digest", seed=1, at=AT, zone="UTC")

    def answer(n: int) -> None:
        with workspace.write() as db:
            sittings.put_answers(db, "s", [Answer(f"i{n % 60}", n % 5 + 1, n % 60, 0)], AT)

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(answer, range(120)))
    with workspace.read() as db:
        assert Counter(a.item for a in sittings.answers(db, "s")) == Counter(f"i{n}" for n in range(60))


def test_the_same_click_in_two_tabs_is_one(workspace: Workspace) -> None:
    """The same sitting, owner and instrument begun from many tabs at once are there once."""

    def click(_: int) -> str:
        person = with_instrument(workspace)
        with workspace.write() as db:
            sittings.add_sitting(db, assessment="s", person=person, questionnaire="digest", seed=1, at=AT, zone="UTC")
        return person

    with ThreadPoolExecutor(4) as tabs:
        people_seen = set(tabs.map(click, range(16)))
    with workspace.read() as db:
        counted = checks.counts(db)
    assert len(people_seen) == 1
    assert (counted["person"], counted["questionnaire"], counted["assessment"]) == (1, 1, 1)


def test_processes_and_tabs_writing_at_once_keep_everything(workspace: Workspace) -> None:
    """Two other processes and two tabs write a hundred times each: every write is there, none twice."""
    workspace.ensure()
    others = [start("write", workspace.path, name, 100) for name in ("p", "q")]

    def write(name: str) -> None:
        for n in range(100):
            with workspace.write() as db:
                settings.put(db, f"{name}-{n}", n)

    with ThreadPoolExecutor(2) as tabs:
        list(tabs.map(write, ("t", "u")))
    assert [process.wait(60) for process in others] == [0, 0]
    with workspace.read() as db:
        assert settings.all_settings(db) == {f"{name}-{n}": n for name in "pqtu" for n in range(100)}
        assert checks.integrity(db) == []


def test_a_killed_writer_loses_nothing_it_was_told_is_kept(workspace: Workspace) -> None:
    """Thirty times a writer is killed in the middle: every acknowledged sitting is there whole, none is half."""
    with_instrument(workspace)
    chance = random.Random(20261121)
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        process = start("sittings", workspace.path, f"r{number}")
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(chance.randint(1, 25))]
        process.kill()
        told += process.stdout.readlines()
        process.wait(60)
        process.stdout.close()
        acknowledged |= {line.decode().strip() for line in told if line.endswith(b"\n")}
        with workspace.read() as db:
            found = dict(db.execute("select assessment, count(*) from answer group by assessment").fetchall())
            begun = {row[0] for row in db.execute("select id from assessment")}
            assert checks.integrity(db) == checks.orphans(db) == []
        assert acknowledged <= begun
        assert begun == found.keys()
        assert set(found.values()) == {ITEMS}
    assert len(acknowledged) >= 3 * ROUNDS


def test_a_start_that_is_killed_leaves_a_workspace_that_opens(tmp_path: Path) -> None:
    """Killed at any moment of its first start, the next start makes a whole workspace of what is there."""
    chance = random.Random(7)
    for number in range(8):
        workspace = Workspace(tmp_path / f"{number}" / "me.eq")
        process = start("ensure", workspace.path)
        try:
            process.wait(chance.uniform(0.04, 0.12))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(60)
        if process.stdout is not None:
            process.stdout.close()
        workspace.ensure()
        with workspace.read() as db:
            assert checks.schema_gap(db) == ([], [])
            assert checks.integrity(db) == []

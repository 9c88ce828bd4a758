"""Searching the same entries with our index and with jrnl: what journal.py measures first."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from made_entries import as_jrnl, said
from sides import environment, repeats, spread

from eq.actions import journal
from eq.reflect.entry import Entry
from eq.store.workspace import Workspace

SHOWN = 50
"""Hits that a page of ours shows; jrnl is asked for as many."""
TARGET = 50
COMMAND_CALLS, CALLS = (7, 3), (30, 5)
"""How often each is measured in full, and at least."""
CONFIG = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
display_format: null
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals:
  default: {{journal: '{journal}'}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v{version}
"""


@dataclass(frozen=True)
class Sought:
    """``words`` are all in every one of ``hits`` entries."""

    what: str
    words: tuple[str, ...]
    hits: int


def measure(made: list[Entry], workspace: Workspace, folder: Path, given: argparse.Namespace) -> None:
    program = jrnl_program()
    if program is None:
        print("jrnl is not installed: the search was not measured.")
        return
    text = folder / "journal.txt"
    text.write_text(as_jrnl(made), "utf-8")
    config = jrnl_config(folder, text)
    print(
        f"Full-text search in {len(made):,} entries; jrnl's file {text.stat().st_size / 1e6:.1f} MB,"
        f" ours {workspace.path.stat().st_size / 1e6:.1f} MB; the {SHOWN} newest hits are asked for"
    )
    for sought in searches(made):
        sides: dict[str, Callable[[], object]] = {
            "search": partial(journal.search, workspace, " ".join(sought.words), limit=SHOWN),
            "eq": partial(run, [sys.executable, "-m", "eq.cli", "search", *named(workspace), *sought.words]),
            "jrnl": partial(run, [program, "--config-file", str(config), *asked(sought), "-n", str(SHOWN)]),
            "lines": partial(run, [program, "--config-file", str(config), *asked(sought), "--short"]),
            "inside": partial(jrnl_inside, text, sought.words),
            "scan": partial(scanned, text, sought.words),
        }
        same(sought, workspace, text)
        report(sought, sides, given)


def jrnl_program() -> str | None:
    """jrnl beside this Python, else on the path."""
    beside = shutil.which("jrnl", path=str(Path(sys.executable).parent))
    return beside or shutil.which("jrnl")


def jrnl_config(folder: Path, text: Path) -> Path:
    from importlib.metadata import version

    config = folder / "jrnl.yaml"
    config.write_text(CONFIG.format(journal=text, version=version("jrnl")), "utf-8")
    return config


def named(workspace: Workspace) -> list[str]:
    return ["--workspace", str(workspace.path)]


def asked(sought: Sought) -> list[str]:
    both = ["-and"] if len(sought.words) > 1 else []
    return [part for word in sought.words for part in ("-contains", word)] + both


def searches(made: list[Entry]) -> list[Sought]:
    """Words that stand in few, some and about half of all entries, two at once, and one that stands nowhere."""
    sets = [set(" ".join(said(entry)).lower().split()) for entry in made]
    counts = Counter(word for words in sets for word in words if word.isalpha() and len(word) > 5)

    def near(hits: int) -> str:
        return min(counts, key=lambda word: (abs(counts[word] - hits), word))

    few, some, many = near(5), near(len(made) // 100), near(len(made) // 2)
    other = next(word for word in sorted(counts, key=lambda w: -counts[w]) if word != many)
    both = sum(many in words and other in words for words in sets)
    return [
        Sought("in few entries", (few,), counts[few]),
        Sought("in one of a hundred", (some,), counts[some]),
        Sought("in half of them", (many,), counts[many]),
        Sought("two words at once", (many, other), both),
        Sought("in none", ("qqqqqq",), 0),
    ]


def same(sought: Sought, workspace: Workspace, text: Path) -> None:
    """Both sides find the same number of entries, give or take words inside other words."""
    ours = len(journal.search(workspace, " ".join(sought.words), limit=None))
    theirs = len(jrnl_inside(text, sought.words))
    print(f"{sought.what}: {sought.hits:,} entries hold it; we find {ours:,}, jrnl {theirs:,}")
    if abs(ours - theirs) > 0.05 * max(ours, theirs, 20):
        sys.exit("The two find different entries: the comparison would not be fair.")


def report(sought: Sought, sides: dict[str, Callable[[], object]], given: argparse.Namespace) -> None:
    """Every side in turn, the quick ones more often; a first call of each fills the disk cache and is not counted."""
    slow = ("eq", "jrnl", "lines", "inside")
    found: dict[str, list[float]] = {name: [] for name in sides}
    rounds = {name: repeats(calls(name in slow), given.scale, given.rounds) for name in sides}
    for turn in range(-1, max(rounds.values())):
        for name in list(sides) if turn % 2 else list(sides)[::-1]:
            if turn < rounds[name]:
                seconds = took(sides[name])
                if turn >= 0:
                    found[name].append(seconds * 1000)
    compared = (
        ("our search / jrnl -contains, the command", "search", "jrnl", TARGET),
        ("our search / jrnl loading and filtering in this process", "search", "inside", None),
        ("eq search / jrnl -contains --short, a line for every hit", "eq", "lines", None),
        ("our search / looking through the bare text once", "search", "scan", None),
    )
    for what, ours, theirs, target in compared:
        times = statistics.median(found[theirs]) / statistics.median(found[ours])
        print(
            f"  {what:58} {spread(sorted(found[ours]), 1)} ms  {spread(sorted(found[theirs]), 1)} ms"
            f"  {times:.1f} times as fast" + (f"  (target {target})" if target else ""),
            flush=True,
        )


def calls(slow: bool) -> tuple[int, int]:
    return COMMAND_CALLS if slow else CALLS


def took(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def run(command: list[str]) -> None:
    """One command from its start to its end, what it prints read and thrown away."""
    given = environment() | {"XDG_CONFIG_HOME": os.devnull}
    done = subprocess.run(command, env=given, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(done.stderr.decode())


def jrnl_inside(text: Path, words: tuple[str, ...]) -> list[object]:
    """What jrnl does between its start and its printing, by its own class."""
    from jrnl.journals.Journal import Journal

    opened = Journal("default", journal=str(text), highlight=False).open()
    opened.filter(contains=list(words), strict=True)
    return list(opened.entries)


def scanned(text: Path, words: tuple[str, ...]) -> int:
    """The least anything without an index could do: read the file, and look for each word in it."""
    whole = text.read_text("utf-8").casefold()
    return sum(whole.count(word) for word in words)

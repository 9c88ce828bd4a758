"""How the journal bears ten years of entries: python benchmarks/journal.py [--scale 0.1]

25,000 entries of 120 words each, made up, on one machine in one run; the sides take turns; medians and ranges, nothing
asserted.

1. How long it takes to write them all in one transaction (for information).
2. Full-text search against the real jrnl over the same entries. Our search inside the app stands against the command
   `jrnl -contains`, which is how one searches there; and, like for like, inside one process and as a command.
3. The journal page and Today, in a workspace that has these entries and all that `eq demo` makes in ten years, against
   a bare Streamlit app that draws as many elements and the same finished figures with nothing computed.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import journal_pages
import journal_search
from made_entries import entries_of, store
from sides import floor_option, rounds_option

from eq.stats import generator
from eq.store.workspace import Workspace

ENTRIES, WORDS, YEARS = 25_000, 120, 10


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--scale", type=float, default=1.0, help="share of the entries and of the repeats")
    options.add_argument("--only", choices=("search", "pages"))
    floor_option(options)
    rounds_option(options)
    given = options.parse_args()
    print(f"load of this machine: {load()}; processors: {os.cpu_count()}")
    count, now = max(500, round(ENTRIES * given.scale)), datetime.now(UTC).replace(microsecond=0)
    made = list(entries_of(generator(1), count, words_each=WORDS, years=YEARS, now=now))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.only != "pages":
            workspace = Workspace(folder / "search" / "me.eq")
            start = time.perf_counter()
            store(workspace, made)
            took = time.perf_counter() - start
            print(f"{count:,} entries of {WORDS} words written in {took:.1f} s, {took / count * 1000:.2f} ms each")
            journal_search.measure(made, workspace, folder, given)
        if given.only != "search":
            journal_pages.measure(made, folder, given)
    print(f"load of this machine: {load()}")


def load() -> str:
    try:
        return ", ".join(f"{value:.1f}" for value in os.getloadavg())
    except OSError:
        return "unknown"


if __name__ == "__main__":
    main()

"""How Insights and Prepare bear ten years of entries: python benchmarks/learn.py [--scale 0.1]

In a workspace with 25,000 entries of 120 words each besides all that `eq demo` makes in ten years, in a real Chromium,
against a bare Streamlit app that draws as many widgets and the same finished figures with nothing computed. The sides
take turns; medians and ranges, nothing asserted.

1. Insights: as a new tab shows it first (everything counted and drawn), run once more, all of the ten years for the
   first time, another breakdown, and back to a span that this tab has seen.
2. Prepare: as a new tab shows it first, run once more, and for a client, then for another.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
from journal import ENTRIES, WORDS, YEARS, load
from made_entries import entries_of, store
from sides import (
    FLOORS,
    HERE,
    Act,
    admitted,
    again,
    at,
    clicked,
    floor_option,
    line,
    ours,
    python,
    repeats,
    rounds_option,
    started,
    taking_turns,
    through_gate,
)

from eq.stats import generator
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS = 12, 4
"""How often each is measured in full, and at least."""
TARGETS = {"insights": 2.5, "prepare": 1.5}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--scale", type=float, default=1.0, help="share of the entries and of the repeats")
    floor_option(options)
    rounds_option(options)
    given = options.parse_args()
    print(f"load of this machine: {load()}; processors: {os.cpu_count()}")
    count, now = max(500, round(ENTRIES * given.scale)), datetime.now(UTC).replace(microsecond=0)
    made = list(entries_of(generator(1), count, words_each=WORDS, years=YEARS, now=now))
    with tempfile.TemporaryDirectory() as name:
        kept, bare = Path(name) / "ours" / "me.eq", Path(name) / "bare"
        kept.parent.mkdir()
        bare.mkdir()
        python(["-m", "eq.cli", "demo", str(kept), "--years", str(YEARS)])
        store(Workspace(kept), made)
        python([str(HERE / "record_learn.py"), str(kept), str(bare), given.floor])
        print(f"the floor: a bare page with {FLOORS[given.floor]}")
        print(f"Insights and Prepare with {count:,} entries and a made-up history of {YEARS} years")
        measure(kept, bare, repeats(ROUNDS, given.scale, given.rounds))
    print(f"load of this machine: {load()}")


# What a person does


def segment(name: str) -> Act:
    return lambda page, _turn: ("click", lambda: clicked(page.get_by_role("radio", name=name, exact=True)))


def client(row: int) -> Act:
    """Opening the list is not part of the time, choosing from it is."""

    def choose(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
        page.get_by_test_id("stSelectbox").first.get_by_role("combobox").click()
        option = page.get_by_role("listbox").get_by_role("option").nth(row)
        option.wait_for()
        return "click", lambda: clicked(option)

    return choose


ACTS: Mapping[str, Mapping[str, Act]] = {
    "insights": {
        "once more": again,
        "all ten years, first time": segment("All"),
        "by client, first time": segment("Clients"),
        "back to twelve weeks": segment("12 weeks"),
    },
    "prepare": {"once more": again, "a client": client(0), "another client": client(1)},
}


def measure(kept: Path, bare: Path, rounds: int) -> None:
    """Each round is a new tab of either side, which goes through all steps; the first round is not counted."""
    with (
        chromium.chromium() as browser,
        started(ours(kept)) as (_, our_link),
        started(through_gate(bare / "app.py", bare / "me.eq")) as (_, bare_link),
    ):
        pages = [admitted(browser, our_link), admitted(browser, bare_link)]
        print(f"{rounds} rounds, taking turns")
        for name, acts in ACTS.items():
            found: dict[str, list[tuple[float, ...]]] = {what: [] for what in ("first show", *acts)}
            for turn in range(-1, rounds):
                pairs = [first_show(pages, name, turn), *(taking_turns(pages, turn, act) for act in acts.values())]
                for what, pair in zip(found, pairs, strict=True):
                    found[what] += [pair] if turn >= 0 else []
            for what, each in found.items():
                line(f"{name.title()}, {what}", "ms", each, target=TARGETS[name])


def first_show(pages: list[Page], name: str, turn: int) -> tuple[float, ...]:
    sides = (0, 1) if turn % 2 else (1, 0)
    shown = {side: chromium.visit(pages[side], at(pages[side], name)) for side in sides}
    return shown[0], shown[1]


if __name__ == "__main__":
    main()

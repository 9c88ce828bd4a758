"""How My plan, Practices and Today bear ten years of plans: python benchmarks/plan.py [--scale 0.1]

In a workspace with 25,000 entries of 120 words each and a plan every ten weeks besides what `eq demo` makes in ten
years, in a real Chromium, against a bare Streamlit app that draws as many widgets and the same finished figures with
nothing computed. Every plan has a tested practice with its days, values and weekly looks; the last one runs, and has
two. The sides take turns; medians and ranges, nothing asserted.

1. My plan: as a new tab shows it first, run once more, today's practice said to be done with one tap and taken back
   with another, and two plans of the past opened.
2. Practices: as a new tab shows it first, run once more, searched, and one of those found opened.
3. Today, with what the running plan asks: as a new tab shows it first, and run once more.
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
from journal_pages import open_row
from made_entries import entries_of, store
from made_plans import store_plans
from record_plan import WORD
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
PATHS = {"My plan": "plan", "Practices": "practices", "Today": ""}


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
        plans = store_plans(Workspace(kept), generator(2), years=YEARS)
        python([str(HERE / "record_plan.py"), str(kept), str(bare), given.floor])
        print(f"the floor: a bare page with {FLOORS[given.floor]}")
        print(f"Pages with {plans} plans, {count:,} entries and a made-up history of {YEARS} years")
        measure(kept, bare, repeats(ROUNDS, given.scale, given.rounds))
    print(f"load of this machine: {load()}")


# What a person does


def tap_done(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    """The first answer to what the first practice was today; a second tap takes it back."""
    done = page.get_by_test_id("stButtonGroup").first.get_by_role("radio", name="Done", exact=True)
    return "click", lambda: clicked(done)


def past(row: int) -> Act:
    """The plans of the past come last, each folded under its goal and its days."""

    def open_it(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
        folded = page.get_by_test_id("stExpander").locator("summary")
        return "click", lambda: clicked(folded.filter(has_text=" · ").nth(row))

    return open_it


def search(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    box = page.get_by_test_id("stTextInput").locator("input").first
    box.fill(WORD)
    return "keydown", lambda: box.press("Enter")


ACTS: Mapping[str, Mapping[str, Act]] = {
    "My plan": {
        "once more": again,
        "done, in one tap": tap_done,
        "taken back": tap_done,
        "opening a past plan": past(0),
        "opening another": past(1),
    },
    "Practices": {"once more": again, "searching": search, "opening one": open_row(0)},
    "Today": {"once more": again},
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
                line(f"{name}, {what}", "ms", each)


def first_show(pages: list[Page], name: str, turn: int) -> tuple[float, ...]:
    sides = (0, 1) if turn % 2 else (1, 0)
    shown = {side: chromium.visit(pages[side], at(pages[side], PATHS[name])) for side in sides}
    return shown[0], shown[1]


if __name__ == "__main__":
    main()

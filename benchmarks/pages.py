"""How much our pages add to Streamlit itself: python benchmarks/pages.py [--scale 0.1]

Two comparisons, each from this one run in a real Chromium, the sides taking turns; medians, nothing asserted.

1. A rerun of a page with ten years of data, against a bare Streamlit app that draws as many elements and the same
   finished figures and tables with nothing computed. The time runs from the person's key or click until the page is
   settled: the script has ended, and the page does not change any more.
2. From the start of the process until the heading stands in a fresh browser, against a script of one heading.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
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
    plainly,
    python,
    repeats,
    rounds_option,
    started,
    taking_turns,
    through_gate,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

YEARS = 10
RERUNS, VISITS, STARTS = (30, 6), (10, 3), (20, 4)
"""How often each is measured in full, and at least."""
LONG = "Five competencies"
EMPTY = 'import streamlit as st\n\nst.title("Hello")\n'


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--scale", type=float, default=1.0, help="share of the repeats; the data stay ten years")
    options.add_argument("--only", choices=("reruns", "starts"))
    floor_option(options)
    rounds_option(options)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name, chromium.chromium() as browser:
        folder = Path(name)
        made = folder / "ours" / "me.eq"
        made.parent.mkdir()
        python(["-m", "eq.cli", "demo", str(made), "--years", str(YEARS)])
        if given.only != "starts":
            reruns(browser, folder, given)
        if given.only != "reruns":
            starts(browser, folder, given)


# 1. Reruns


def other_form(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    """From one questionnaire to the other: all of the page changes."""
    other = page.get_by_test_id("stButtonGroup").get_by_role("radio", checked=False)
    return "click", lambda: clicked(other)


def other_sitting(page: Page, turn: int) -> tuple[str, Callable[[], None]]:
    """From the latest sitting of the long form to the one before and back: all of the page changes."""
    page.get_by_test_id("stSelectbox").get_by_role("combobox").click()
    options = page.get_by_role("listbox").get_by_role("option").filter(has_text=LONG)
    return "click", lambda: clicked(options.nth((turn + 1) % 2))


CASES: tuple[tuple[str, str, Act], ...] = (
    ("Today, once more", "", again),
    ("Results, once more", "results", again),
    ("Results, another sitting", "results", other_sitting),
    ("Progress, once more", "progress", again),
    ("Progress, another questionnaire", "progress", other_form),
)


def reruns(browser: Browser, folder: Path, given: argparse.Namespace) -> None:
    bare = folder / "bare"
    bare.mkdir()
    python([str(HERE / "record.py"), str(folder / "ours" / "me.eq"), str(bare), given.floor])
    count, visits = (repeats(each, given.scale, given.rounds) for each in (RERUNS, VISITS))
    print(f"the floor: a bare page with {FLOORS[given.floor]}")
    print(f"A page with {YEARS} years of data; {count} reruns and {visits} first visits of each, taking turns")
    with (
        started(ours(folder / "ours" / "me.eq")) as (_, our_link),
        started(through_gate(bare / "app.py", bare / "me.eq")) as (_, bare_link),
    ):
        pages = [admitted(browser, our_link), admitted(browser, bare_link)]
        for what, path, act in CASES:
            for page in pages:
                chromium.visit(page, at(page, path))
            pairs = [taking_turns(pages, turn, act) for turn in range(-2, count)][2:]
            line(what, "ms", pairs)
        for path in ("", "results", "progress"):
            pairs = [tuple(chromium.visit(page, at(page, path)) for page in pages) for _ in range(visits)]
            line(f"first visit, {path or 'today'}", "ms", pairs, target=None)


# 2. Starts


def starts(browser: Browser, folder: Path, given: argparse.Namespace) -> None:
    empty = folder / "empty" / "app.py"
    empty.parent.mkdir()
    empty.write_text(EMPTY)
    first = folder / "first"
    sides: dict[str, Callable[[], list[str]]] = {
        "Today with the data": lambda: ours(folder / "ours" / "me.eq"),
        "Welcome, no file yet": lambda: ours(fresh(first) / "me.eq"),
        "the same launcher": lambda: through_gate(empty, empty.with_name("me.eq")),
        "streamlit run": lambda: plainly(empty),
    }
    count = repeats(STARTS, given.scale, given.rounds)
    print(f"From the start of the process to the heading in a fresh browser; {count} starts of each, taking turns")
    for make in sides.values():
        start_to_paint(browser, make())  # the first of each only fills the disk cache
    found: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(count):
        names = list(sides) if turn % 2 else list(sides)[::-1]
        for name in names:
            found[name].append(start_to_paint(browser, sides[name]()))
    for ours_ in ("Today with the data", "Welcome, no file yet"):
        for floor in ("the same launcher", "streamlit run"):
            line(f"{ours_}; empty app by {floor}", "s", list(zip(found[ours_], found[floor], strict=True)))


def start_to_paint(browser: Browser, command: list[str]) -> float:
    with started(command) as (began, link):
        page = chromium.new_page(browser)
        page.goto(link, wait_until="commit")
        instant = chromium.painted(page)
        page.context.close()
    return instant - began


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()

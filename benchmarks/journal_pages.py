"""The journal page and Today with ten years of entries, against bare pages: what journal.py measures second."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
from made_entries import store
from sides import (
    FLOORS,
    HERE,
    Act,
    admitted,
    again,
    at,
    clicked,
    line,
    ours,
    python,
    repeats,
    started,
    taking_turns,
    through_gate,
)

from eq.actions import journal
from eq.reflect.entry import Entry
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS, RERUNS = (12, 4), (30, 6)
"""How often each is measured in full, and at least."""
WORD = "will"


def press(name: str) -> Act:
    return lambda page, _turn: ("click", lambda: clicked(page.get_by_role("button", name=name, exact=True)))


def open_row(row: int) -> Act:
    """The buttons that open an entry are the quiet ones."""
    quiet = '[data-testid="stMain"] [data-testid="stBaseButton-tertiary"]'
    return lambda page, _turn: ("click", lambda: clicked(page.locator(quiet).nth(row)))


def unfold(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    return "click", lambda: clicked(page.get_by_test_id("stExpander").locator("summary").first)


def choose_kind(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    page.get_by_test_id("stMultiSelect").first.get_by_role("combobox").click()
    option = page.get_by_role("listbox").get_by_role("option").first
    option.wait_for()
    return "click", lambda: clicked(option)


def search(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    box = page.get_by_test_id("stTextInput").locator("input").first
    box.fill(WORD)
    return "keydown", lambda: box.press("Enter")


def steps(row: int) -> dict[str, Act]:
    return {
        "older entries": press("Older"),
        "opening an entry": open_row(row),
        "back to the list": press("Back"),
        "unfolding the filter": unfold,
        "choosing a kind": choose_kind,
        "searching": search,
    }


def debrief_row(workspace: Workspace) -> int:
    """The first debrief of the second page; the first entry where it has none."""
    second = journal.page(workspace, before=journal.page(workspace).next).entries
    return max(range(len(second)), key=lambda row: (second[row].kind == "debrief", -row))


def measure(made: list[Entry], folder: Path, given: argparse.Namespace) -> None:
    kept, bare = folder / "ours" / "me.eq", folder / "bare"
    kept.parent.mkdir()
    bare.mkdir()
    python(["-m", "eq.cli", "demo", str(kept), "--years", "10"])
    store(Workspace(kept), made)
    row = debrief_row(Workspace(kept))
    python([str(HERE / "record_journal.py"), str(kept), str(bare), str(row), given.floor])
    acts = steps(row)
    with (
        chromium.chromium() as browser,
        started(ours(kept)) as (_, our_link),
        started(through_gate(bare / "app.py", bare / "me.eq")) as (_, bare_link),
    ):
        pages = [admitted(browser, our_link), admitted(browser, bare_link)]
        rounds = repeats(ROUNDS, given.scale, given.rounds)
        print(f"the floor: a bare page with {FLOORS[given.floor]}")
        print(f"The journal page with {len(made):,} entries and a made-up history; {rounds} rounds, taking turns")
        found: dict[str, list[tuple[float, ...]]] = {what: [] for what in ("first show", *acts)}
        for turn in range(-1, rounds):
            shown = tuple(chromium.visit(page, at(page, "journal")) for page in pages[:: 1 if turn % 2 else -1])
            pairs = [shown if turn % 2 else shown[::-1]]
            pairs += [taking_turns(pages, turn, act) for act in acts.values()]
            if turn >= 0:
                for what, pair in zip(found, pairs, strict=True):
                    found[what].append(pair)
        for what, each in found.items():
            line(f"Journal, {what}", "ms", each)
        for page in pages:
            chromium.visit(page, at(page, ""))
        reruns = repeats(RERUNS, given.scale, given.rounds)
        pairs = [taking_turns(pages, turn, again) for turn in range(-2, reruns)][2:]
        line("Today, once more", "ms", pairs)
        visits = [tuple(chromium.visit(page, at(page, "")) for page in pages) for _ in range(rounds)]
        line("Today, first show", "ms", visits)

"""The journal page and Today with ten years of entries, against bare pages: what journal.py measures second."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import chromium
from made_entries import store
from sides import HERE, Act, admitted, at, line, ours, python, repeats, started, taking_turns, through_gate

from eq.reflect.entry import Entry
from eq.store.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS, RERUNS = (12, 4), (30, 6)
"""How often each is measured in full, and at least."""
STEPS: tuple[tuple[str, Act], ...] = ()


def measure(made: list[Entry], folder: Path, scale: float) -> None:
    kept, bare = folder / "ours" / "me.eq", folder / "bare"
    kept.parent.mkdir()
    bare.mkdir()
    python(["-m", "eq.cli", "demo", str(kept), "--years", "10"])
    store(Workspace(kept), made)
    python([str(HERE / "record_journal.py"), str(kept), str(bare)])
    with (
        chromium.chromium() as browser,
        started(ours(kept)) as (_, our_link),
        started(through_gate(bare / "app.py", bare / "me.eq")) as (_, bare_link),
    ):
        pages = [admitted(browser, our_link), admitted(browser, bare_link)]
        rounds = repeats(ROUNDS, scale)
        print(f"The journal page with {len(made):,} entries and a made-up history; {rounds} rounds, taking turns")
        found: dict[str, list[tuple[float, ...]]] = {what: [] for what in ("first show", *(s for s, _ in STEPS))}
        for turn in range(-1, rounds):
            shown = tuple(chromium.visit(page, at(page, "journal")) for page in pages[:: 1 if turn % 2 else -1])
            pairs = [shown if turn % 2 else shown[::-1]]
            pairs += [taking_turns(pages, turn, act) for _, act in STEPS]
            if turn >= 0:
                for what, pair in zip(found, pairs, strict=True):
                    found[what].append(pair)
        for what, each in found.items():
            line(f"Journal, {what}", "ms", each)
        for page in pages:
            chromium.visit(page, at(page, ""))
        reruns = repeats(RERUNS, scale)
        again = [taking_turns(pages, turn, key_again) for turn in range(-2, reruns)][2:]
        line("Today, once more", "ms", again)
        visits = [tuple(chromium.visit(page, at(page, "")) for page in pages) for _ in range(rounds)]
        line("Today, first show", "ms", visits)


def key_again(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    """Streamlit's own key for running the page once more."""
    return "keydown", lambda: page.keyboard.press("r")

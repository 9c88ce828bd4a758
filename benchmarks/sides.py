"""Two sides taking turns: their processes, their pages, and the line that compares them."""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

HERE = Path(__file__).parent
TARGET = 1.5
PATIENCE = 60.0
LINK = re.compile(r"http://127\.0\.0\.1:\d+\S*")

Act = Callable[["Page", int], tuple[str, Callable[[], None]]]


# Pages


def clicked(element: Locator) -> None:
    """A click on the element itself: what moves under a busy page's pointer cannot be missed."""
    element.evaluate("element => element.click()")


def taking_turns(pages: Sequence[Page], turn: int, act: Act) -> tuple[float, ...]:
    """One measurement of each side, the first side changing from turn to turn."""
    found = {}
    for side in (0, 1) if turn % 2 else (1, 0):
        chromium.to_front(pages[side])
        found[side] = chromium.timed(pages[side], *act(pages[side], turn))
    return found[0], found[1]


def again(page: Page, _turn: int) -> tuple[str, Callable[[], None]]:
    """Streamlit's own key for running the page once more: the same page, nothing changed."""
    return "keydown", lambda: page.keyboard.press("r")


def admitted(browser: Browser, link: str) -> Page:
    page = chromium.new_page(browser)
    chromium.visit(page, link)
    return page


def at(page: Page, path: str) -> str:
    return re.sub(r"^(https?://[^/]+/).*$", rf"\1{path}", page.url)


# The floor

FLOORS = {
    "components": "as many elements, an empty component for each of ours among them",
    "elements": "as many elements, nothing for our own components",
}


def floor_option(options: argparse.ArgumentParser) -> None:
    """Let the command say which bare page is the floor."""
    options.add_argument("--floor", choices=tuple(FLOORS), default="components", help="what the bare page draws")


# Processes


def ours(workspace: Path) -> list[str]:
    return ["-m", "eq.cli", "run", "--no-browser", "--workspace", str(workspace), "--port", str(free_port())]


def through_gate(script: Path, workspace: Path) -> list[str]:
    return [str(HERE / "launch_script.py"), str(script), str(workspace), str(free_port())]


def plainly(script: Path) -> list[str]:
    given = {
        "server.port": free_port(),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    return ["-m", "streamlit", "run", str(script), *(f"--{name}={value}" for name, value in given.items())]


@contextmanager
def started(command: list[str]) -> Iterator[tuple[float, str]]:
    """The instant a server's process began, in seconds since 1970, and its link once it can answer."""
    with tempfile.TemporaryDirectory() as elsewhere:  # where no settings of another app lie
        began = time.time()
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=elsewhere,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        try:
            link = link_of(process)
            late.cancel()
            yield began, link
        finally:
            late.cancel()
            process.terminate()
            process.communicate(timeout=30)


def link_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = []
    for text in process.stdout:
        said.append(text)
        if found := LINK.search(text):
            return found[0]
    sys.exit("The server gave no link:\n" + "".join(said))


def python(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, *arguments], env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EQ_", "STREAMLIT_"))}
    return kept | {"PYTHONUNBUFFERED": "1", "PYTHONPATH": os.pathsep.join([str(HERE.parent), *sys.path[1:]])}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


# Words


def rounds_option(options: argparse.ArgumentParser) -> None:
    """Let the command say how often, below what the median of a quiet machine needs: enough to see that all runs."""
    options.add_argument("--rounds", type=int, help="measure each so often, whatever --scale says")


def repeats(full_and_least: tuple[int, int], scale: float, rounds: int | None = None) -> int:
    full, least = full_and_least
    return rounds or max(least, round(full * scale))


def line(what: str, unit: str, pairs: Sequence[tuple[float, ...]], target: float | None = TARGET) -> None:
    eq, bare = (sorted(side) for side in zip(*pairs, strict=True))
    places = 0 if unit == "ms" else 2
    ratio = statistics.median(eq) / statistics.median(bare)
    print(
        f"{what:52} eq {spread(eq, places)} {unit}  bare {spread(bare, places)} {unit}  ratio {ratio:.2f}"
        + (f"  (target {target})" if target else ""),
        flush=True,
    )


def spread(values: Sequence[float], places: int) -> str:
    return f"{statistics.median(values):.{places}f} ({values[0]:.{places}f} to {values[-1]:.{places}f})"

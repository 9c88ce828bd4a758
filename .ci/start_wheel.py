"""Start an installed `eq` from another folder, open its page in a browser, and stop it cleanly."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The system's Chromium."""
    from shutil import which

    found = next((path for name in CHROMES if (path := which(name))), None)
    if found is None:
        sys.exit("No Chromium is installed.")
    return found


def link_of(process: subprocess.Popen[str], seconds: float) -> str:
    """The link that stands alone on a line of the output."""
    assert process.stdout is not None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        line = process.stdout.readline()
        if not line:
            break
        print("  |", re.sub(r"k=[^\s]+", "k=…", line.rstrip()))
        if re.fullmatch(r"http://127\.0\.0\.1:\d+/\S*", line.strip()):
            return line.strip()
    sys.exit("eq printed no link.")


def first_page(link: str) -> None:
    """The welcome stands on the page, and nothing was asked of another host."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(link)
        page.get_by_role("heading", name="See where you stand").wait_for(timeout=60_000)
        browser.close()
    origin = re.match(r"http://[^/]+", link)
    foreign = [url for url in asked if origin and not url.startswith((origin[0], "data:", "blob:"))]
    if foreign:
        sys.exit(f"Asked of another host: {foreign[:3]}")


def started(command: list[str], folder: Path, seconds: float) -> None:
    """Start, look, stop with Ctrl+C; the exit status must be 0, or 130 where a shell in between tells of Ctrl+C."""
    environment = {**os.environ, "EQ_WORKSPACE": str(folder / "data" / "me.eq"), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        first_page(link_of(process, seconds))
        os.killpg(process.pid, signal.SIGINT)
        status = process.wait(timeout=30)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    if status not in (0, 130):
        sys.exit(f"eq ended with status {status}.")
    print("started, looked at and stopped")


if __name__ == "__main__":
    bin_folder, elsewhere = Path(sys.argv[1]) / "bin", Path(sys.argv[2])
    subprocess.run([bin_folder / "eq", "check"], check=True, cwd=elsewhere)
    started([str(bin_folder / "eq"), "run", "--no-browser"], elsewhere, 60)

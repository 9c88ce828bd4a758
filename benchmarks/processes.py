"""One call in a fresh process, timed inside it: its seconds, and the most memory the process held."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from score_csv import peak
from sides import environment

Parts = dict[str, float]
"""Seconds by what was done, in the order in which it was done."""
Found = dict[str, float]
"""The parts; of the whole, their sum as ``all``, seconds of all processors as ``busy``, most memory as ``peak``, MB."""
WHOLE = frozenset({"all", "busy", "peak"})
Side = Callable[[Path], Parts]


def child(script: str, side: str, folder: Path, *, imported: bool) -> Found:
    """Run one side of a script in a process of its own; with ``imported`` its imports are done before the clock starts.

    What is imported is what the same side imported the time before.
    """
    command = [sys.executable, script, side, str(folder), "imported" if imported else ""]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return json.loads(done.stdout)


def serve(sides: dict[str, Side]) -> None:
    """The other end of ``child``: measure the side that the command names, and print what was found."""
    side, folder, imported = sys.argv[1], Path(sys.argv[2]), bool(sys.argv[3])
    listed = folder / f"{side}.modules"
    if imported:
        for name in listed.read_text().split():
            try:
                importlib.import_module(name)
            except ImportError:
                continue  # made by another module as it ran
    busy = time.process_time()
    parts = sides[side](folder)
    busy = time.process_time() - busy
    if not imported:
        listed.write_text("\n".join(sys.modules))
    print(json.dumps({**parts, "all": sum(parts.values()), "busy": busy, "peak": peak()}))


class Stopwatch:
    """Seconds of one part after the other."""

    def __init__(self) -> None:
        self.parts: Parts = {}
        self.began = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.parts[name] = now - self.began
        self.began = now

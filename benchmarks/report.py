"""What a report of ten years takes, in all formats and on its way: python benchmarks/report.py [--scale 0.1]

The history that `eq demo` makes in ten years, as a coach's copy with every section, every answer, every kind of typed
text and the latest 100 episodes. One machine, one run, every measurement in a fresh process, the sides taking turns;
medians and ranges, nothing asserted.

1. The report in html, pdf, md and json in one process: time and peak memory, and the share of every format. The floor
   compiles, with the same typesetter and the same fonts, a plain document of as many pages filled with paragraphs; the
   second floor one that holds tables of as many cells with as many signs. Each is told twice: from a started
   interpreter, so that what is imported counts on both sides, and with all imports done before.
2. The files' sizes; html and pdf may have 1 MiB each.
3. A packet: made, sealed to a key or with a passphrase, and opened again. What scrypt takes is told by itself: it is
   slow so that a passphrase is slow to guess, and takes as long for a packet of one byte.
4. The numbers of the report proven from its answers, as `eq verify` does.
5. Everything exported, and imported into an empty workspace.
6. A coach's desk with 60 clients who sent 120 packets each: the Monday list, one client, and one more packet. The floor
   of the list reads the dates of as many packets.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import report_desk
import report_files
import report_moving
from journal import YEARS, load
from sides import python, repeats, rounds_option

ROUNDS = 7, 3
"""How often each is measured in full, and at least."""
PARTS = ("files", "moving", "desk")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--scale", type=float, default=1.0, help="share of the repeats and of the packets on the desk")
    options.add_argument("--only", choices=PARTS)
    rounds_option(options)
    given = options.parse_args()
    print(f"load of this machine: {load()}; processors: {os.cpu_count()}")
    rounds = repeats(ROUNDS, given.scale, given.rounds)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python(["-m", "eq.cli", "demo", str(folder / "me.eq"), "--years", str(YEARS)])
        if given.only in (None, "files"):
            report_files.measure(folder, rounds)
        if given.only in (None, "moving"):
            report_moving.measure(folder, rounds)
        if given.only in (None, "desk"):
            report_desk.measure(folder, rounds, given.scale)
    print(f"load of this machine: {load()}")


if __name__ == "__main__":
    main()

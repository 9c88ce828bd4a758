"""Record what Today and the journal draw, finished: python benchmarks/record_journal.py WORKSPACE FOLDER

As record.py, whose bare app it writes; the journal is recorded step by step, and the widget that leads from one step to
the next does so in the bare app as well.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import record


def main() -> None:
    os.environ["EQ_WORKSPACE"] = sys.argv[1]
    record.write({"today": record.recorded("today")}, Path(sys.argv[2]))


if __name__ == "__main__":
    main()

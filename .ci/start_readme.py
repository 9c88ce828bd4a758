"""Run the README's first command in a fresh copy of the checkout, and look at the page it opens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from start_wheel import started

if __name__ == "__main__":
    folder, command = Path(sys.argv[1]), sys.argv[2]
    os.environ["BROWSER"] = "true"
    started(["bash", "-c", command], folder, 600)

"""Record what Insights and Prepare draw, finished: python benchmarks/record_learn.py WORKSPACE FOLDER FLOOR

As record.py, whose bare app it writes; both pages step by step.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import record
from record_steps import Step, recorded
from streamlit.testing.v1 import AppTest


def main() -> None:
    os.environ["EQ_WORKSPACE"] = sys.argv[1]
    pages = {
        "today": record.recorded("today"),
        "insights": recorded("insights", "12w", INSIGHTS),
        "prepare": recorded("prepare", "nobody", PREPARE),
    }
    record.write(pages, Path(sys.argv[2]), sys.argv[3])


def choice(at: int) -> Callable[[AppTest], Any]:
    return lambda app: app.segmented_control[at]


def client(app: AppTest) -> Any:
    return app.selectbox[0]


def choose(value: str) -> Callable[[AppTest, Any], object]:
    return lambda app, widget: widget.set_value(value).run()


def take(at: int) -> Callable[[AppTest, Any], object]:
    return lambda app, widget: widget.select_index(at).run()


INSIGHTS: tuple[Step, ...] = (
    ("all", "on_change", choice(0), choose("all")),
    ("clients", "on_change", choice(1), choose("client")),
    ("12w again", "on_change", choice(0), choose("12w")),
)
PREPARE: tuple[Step, ...] = (
    ("client", "on_change", client, take(0)),
    ("other client", "on_change", client, take(1)),
)

if __name__ == "__main__":
    main()

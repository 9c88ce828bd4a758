"""Record what My plan and Practices draw, finished: python benchmarks/record_plan.py WORKSPACE FOLDER FLOOR

As record.py, whose bare app it writes; both pages step by step. What the first practice was today is said and taken
back, so that the workspace is left as it was.
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

WORD = "feel"
DONE = "done"


def main() -> None:
    os.environ["EQ_WORKSPACE"] = sys.argv[1]
    pages = {
        "today": record.recorded("today"),
        "plan": recorded("plan", "as it stands", PLAN),
        "practices": recorded("practices", "list", PRACTICES),
    }
    record.write(pages, Path(sys.argv[2]), sys.argv[3])


def today(app: AppTest) -> Any:
    """What became of the first practice today."""
    return app.pills[0]


def say(_app: AppTest, pills: Any) -> None:
    pills.set_value(DONE).run()


def take_back(_app: AppTest, pills: Any) -> None:
    pills.set_value(None).run()


def past(at: int) -> Callable[[AppTest], Any]:
    return lambda app: [one for one in app.expander if "-past." in one.proto.id][at]


def unfold(app: AppTest, expander: Any) -> None:
    app.session_state[expander.proto.id[expander.proto.id.index("past.") :]] = True
    app.run()


def first_row(app: AppTest) -> Any:
    return next(one for one in app.button if one.key.startswith("practices.open."))


def click(_app: AppTest, button: Any) -> None:
    button.click().run()


PLAN: tuple[Step, ...] = (
    ("said", "on_change", today, say),
    ("taken back", "on_change", today, take_back),
    ("a past plan", "on_change", past(0), unfold),
    ("another past plan", "on_change", past(1), unfold),
)
PRACTICES: tuple[Step, ...] = (
    ("found", "on_change", lambda app: app.text_input[0], lambda app, box: box.set_value(WORD).run()),
    ("one", "on_click", first_row, click),
)

if __name__ == "__main__":
    main()

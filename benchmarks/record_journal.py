"""Record what Today and the journal draw, finished: python benchmarks/record_journal.py WORKSPACE FOLDER ROW FLOOR

As record.py, whose bare app it writes; the journal step by step. ROW: the entry of the second page that is opened,
from 0.
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

WORD = "will"
KIND = "check-in"


def main() -> None:
    os.environ["EQ_WORKSPACE"] = sys.argv[1]
    pages = {"today": record.recorded("today"), "journal": recorded("journal", "list", STEPS)}
    record.write(pages, Path(sys.argv[2]), sys.argv[4])


def button(label: str) -> Callable[[AppTest], Any]:
    return lambda app: next(one for one in app.button if one.label == label)


def rows(app: AppTest) -> list[Any]:
    """The buttons that open an entry."""
    return [one for one in app.button if one.key.startswith("journal.open.")]


def click(_app: AppTest, widget: Any) -> None:
    widget.click().run()


def unfold(app: AppTest, _widget: Any) -> None:
    app.session_state["journal.filter.open"] = True
    app.run()


STEPS: tuple[Step, ...] = (
    ("older", "on_click", button("Older"), click),
    ("entry", "on_click", lambda app: rows(app)[int(sys.argv[3])], click),
    ("back", "on_click", button("Back"), click),
    ("unfolded", "on_change", lambda app: next(one for one in app.expander if one.label == "Filter"), unfold),
    ("filtered", "on_change", lambda app: app.multiselect[0], lambda app, box: box.select(KIND).run()),
    ("found", "on_change", lambda app: app.text_input[0], lambda app, box: box.set_value(WORD).run()),
)

if __name__ == "__main__":
    main()

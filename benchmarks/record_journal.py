"""Record what Today and the journal draw, finished: python benchmarks/record_journal.py WORKSPACE FOLDER ROW

As record.py, whose bare app it writes. The journal is recorded step by step; the widget that leads from one step to the
next has ``to``, the step, and ``by``, the name of the callback, and leads there in the bare app as well. ROW: the entry
of the second page that is opened, from 0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import record
from record import Node
from streamlit.testing.v1 import AppTest

from eq.bundle import root

WORD = "will"
KIND = "check-in"


def main() -> None:
    os.environ["EQ_WORKSPACE"] = sys.argv[1]
    record.write({"today": record.recorded("today"), "journal": journal()}, Path(sys.argv[2]))


def journal() -> Node:
    app = AppTest.from_file(str(root() / "app.py"), default_timeout=120).run()
    app.switch_page("eq/ui/pages/journal.py").run()
    shown, last = {"list": record.inside(app.main)}, "list"
    for to, by, find, act in STEPS:
        widget = find(app)
        mark(shown[last], widget.proto.id, to, by)
        act(app, widget)
        shown[to], last = record.inside(app.main), to
    return {"first": "list", "shown": shown}


def mark(nodes: list[Node], widget: str, to: str, by: str) -> None:
    found = [node for node in walked(nodes) if node.get("id") == widget]
    if len(found) != 1:
        sys.exit(f"There are {len(found)} elements that lead to {to}, not one.")
    found[0] |= {"to": to, "by": by}
    found[0]["with"].pop(by, None)


def walked(nodes: list[Any]) -> list[Node]:
    """Every element, inner ones too."""
    found: list[Node] = []
    for node in nodes:
        parts = [node] if isinstance(node, list) else [node.get("inside", [])]
        found += [] if isinstance(node, list) else [node]
        found += [one for part in parts for one in walked(part)]
    return found


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


STEPS: tuple[tuple[str, str, Callable[[AppTest], Any], Callable[[AppTest, Any], None]], ...] = (
    ("older", "on_click", button("Older"), click),
    ("entry", "on_click", lambda app: rows(app)[int(sys.argv[3])], click),
    ("back", "on_click", button("Back"), click),
    ("unfolded", "on_change", lambda app: next(one for one in app.expander if one.label == "Filter"), unfold),
    ("filtered", "on_change", lambda app: app.multiselect[0], lambda app, box: box.select(KIND).run()),
    ("found", "on_change", lambda app: app.text_input[0], lambda app, box: box.set_value(WORD).run()),
)

if __name__ == "__main__":
    main()

"""Record a page step by step, for the bare app that record.py writes.

A widget that leads from one step to the next has ``to``, the step, and ``by``, the name of the callback, and leads
there in the bare app as well.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import record
from record import Node
from streamlit.testing.v1 import AppTest

from eq.bundle import root

Step = tuple[str, str, Callable[[AppTest], Any], Callable[[AppTest, Any], object]]
"""The name of the step, the callback, the widget that leads to it, and what a person does with that widget."""


def recorded(name: str, first: str, steps: Sequence[Step]) -> Node:
    """The page of that name as it is first shown, and after each step from the one before."""
    app = AppTest.from_file(str(root() / "app.py"), default_timeout=120).run()
    app.switch_page(f"eq/ui/pages/{name}.py").run()
    shown, last = {first: record.inside(app.main)}, first
    for to, by, find, act in steps:
        widget = find(app)
        _mark(shown[last], widget.proto.id, to, by)
        act(app, widget)
        shown[to], last = record.inside(app.main), to
    return {"first": first, "by": "step", "shown": shown}


def _mark(nodes: list[Node], widget: str, to: str, by: str) -> None:
    found = [node for node in record.walked(nodes) if node.get("id") == widget]
    if len(found) != 1:
        sys.exit(f"There are {len(found)} elements that lead to {to}, not one.")
    found[0] |= {"to": to, "by": by}
    found[0]["with"].pop(by, None)

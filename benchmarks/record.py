"""Record what our pages draw, finished: python benchmarks/record.py WORKSPACE FOLDER FLOOR

Writes ``finished.pickle`` and the bare app that draws it into FOLDER. A page is ``{first, shown}``: the elements for
each value of the widget that chooses what the page shows, and the value it begins with; both are None where there is
no such widget. An element is ``{call, args, with}``, the Streamlit call that draws it, and a container also
``inside``. Our style sheet is left out, a bare app has none. In the place of each of our components stands an empty
one, or with the FLOOR "elements" nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from eq.actions.demo import WEEKLY
from eq.bundle import root

TEXTS = ("markdown", "caption", "title", "header", "subheader", "text", "code")
RECORDED = ("today", "results", "progress")
LONG = "Five competencies"

Node = dict[str, Any]
_keys = count()


def main() -> None:
    os.environ["EQ_WORKSPACE"] = sys.argv[1]
    write({name: recorded(name) for name in RECORDED}, Path(sys.argv[2]), sys.argv[3])


def write(recorded_pages: Node, folder: Path, floor: str) -> None:
    """The bare app and what it draws; pages that were not recorded say so."""
    pages = navigation()
    others = {page[0] for group in pages.values() for page in group} - recorded_pages.keys()
    nothing = {"first": None, "shown": {None: [node("title", "Nothing here")]}}
    finished = {
        **recorded_pages,
        **dict.fromkeys(others, nothing),
        "pages": pages,
        "components": floor == "components",
    }
    (folder / "finished.pickle").write_bytes(pickle.dumps(finished))
    shutil.copy(Path(__file__).with_name("bare_app.py"), folder / "app.py")


def navigation() -> dict[str, list[tuple[str, str, str, bool]]]:
    """Groups of pages as our app has them: address, title, icon, is it the first page."""
    from eq.ui.navigation import _PAGES

    groups: dict[str, list[tuple[str, str, str, bool]]] = {}
    for name, spec in _PAGES.items():
        groups.setdefault(spec.group, []).append((name, spec.title, spec.icon, name == "today"))
    return groups


def recorded(name: str) -> Node:
    app = AppTest.from_file(str(root() / "app.py"), default_timeout=120).run()
    if name == "today":
        return {"first": None, "shown": {None: inside(app.main)}}
    app.switch_page(f"eq/ui/pages/{name}.py").run()
    shown = inside(app.main)
    if name == "progress":
        first, other = app.segmented_control[0].options
        app.segmented_control[0].set_value(WEEKLY).run()
    else:
        # Results offers every sitting: the two latest of the long form are enough to go to and fro.
        first, other = [option for option in app.selectbox[0].options if option.startswith(LONG)][:2]
        app.selectbox[0].select_index(app.selectbox[0].options.index(other)).run()
    other_shown = inside(app.main)
    for nodes in (shown, other_shown):
        found = next(one for one in walked(nodes) if one["call"] in ("segmented_control", "selectbox"))
        found["with"]["key"] = "chooser"
    return {"first": first, "shown": {first: shown, other: other_shown}}


def walked(nodes: list[Any]) -> list[Node]:
    """Every element, inner ones too."""
    found: list[Node] = []
    for node in nodes:
        parts = [node] if isinstance(node, list) else [node.get("inside", [])]
        found += [] if isinstance(node, list) else [node]
        found += [one for part in parts for one in walked(part)]
    return found


def inside(block: Any) -> list[Node]:
    return [found for child in block.children.values() if (found := drawn(child)) is not None]


def drawn(element: Any) -> Node | None:
    kind, proto = element.type, element.proto
    if kind == "html" and proto.body.startswith("<style>"):
        return None
    if kind in TEXTS:
        extra = {"anchor": False} if kind in ("title", "header", "subheader") else {}
        return node(kind, getattr(proto, "body", None) or element.value, **extra)
    maker = MAKERS.get(kind)
    if maker is None:
        sys.exit(f"The bare app cannot draw an element of the kind {kind} yet: add it to {Path(__file__).name}.")
    return maker(element, proto) | {"id": getattr(proto, "id", "")}


def node(call: str, *args: Any, **options: Any) -> Node:
    return {"call": call, "args": args, "with": options}


def key(proto: Any) -> str:
    """Of the same widget in two recordings the same, so that the bare app too keeps what stays."""
    name = getattr(proto, "id", "")
    return f"element-{hashlib.sha256(name.encode()).hexdigest()[:16]}" if name else f"element-{next(_keys)}"


def container(element: Any, proto: Any) -> Node:
    children = list(element.children.values())
    if children and all(child.type == "column" for child in children):
        return node("columns", [child.proto.weight for child in children]) | {"inside": [inside(c) for c in children]}
    flex = proto.flex_container
    beside = flex.direction == flex.Direction.HORIZONTAL
    return node("container", border=flex.border, horizontal=beside, key=key(proto)) | {"inside": inside(element)}


def expander(element: Any, proto: Any) -> Node:
    extra = {"on_change": "rerun", "key": key(proto)} if proto.id else {}
    return node("expander", element.label, **extra) | {"inside": inside(element)}


def popover(element: Any, proto: Any) -> Node:
    return node("popover", proto.popover.label, key=key(proto)) | {"inside": inside(element)}


def figure(element: Any, proto: Any) -> Node:
    import plotly.graph_objects as go

    found = go.Figure(json.loads(proto.spec), _validate=False)
    return node("plotly_chart", found, theme=None, config=json.loads(proto.config), key=key(proto), alt=proto.alt)


def selectbox(element: Any, proto: Any) -> Node:
    index = proto.default if proto.HasField("default") else None
    return node(
        "selectbox", element.label, list(element.options), index=index, placeholder=proto.placeholder, key=key(proto)
    )


def button_group(element: Any, proto: Any) -> Node:
    options = [one.content for one in proto.options]
    chosen = [options.index(one) for one in proto.raw_values] if proto.set_value else list(proto.default)
    if proto.style == proto.PILLS:
        return pills(proto, options, [options[at] for at in chosen])
    default = options[chosen[0]] if chosen else options[0]
    return node("segmented_control", proto.label, options, default=default, required=True, key=key(proto))


def pills(proto: Any, options: list[str], chosen: list[str]) -> Node:
    several = proto.click_mode == proto.MULTI_SELECT
    mode, default = ("multi", chosen) if several else ("single", next(iter(chosen), None))
    return node("pills", proto.label, options, selection_mode=mode, default=default, key=key(proto))


def radio(element: Any, proto: Any) -> Node:
    index = proto.default if proto.HasField("default") else None
    return node("radio", proto.label, list(proto.options), index=index, horizontal=proto.horizontal, key=key(proto))


MAKERS = {
    "flex_container": container,
    "expandable": expander,
    "expander": expander,
    "popover": popover,
    "plotly_chart": figure,
    "table": lambda element, proto: node("table", element.value, border="horizontal", hide_index=True),
    "button": lambda element, proto: node("button", element.label, key=key(proto), type=proto.type),
    "html": lambda element, proto: node("html", proto.body),
    "info": lambda element, proto: node("info", proto.body, icon=proto.icon),
    "page_link": lambda element, proto: node("page_link", proto.page, label=proto.label, icon=proto.icon),
    "text_input": lambda element, proto: node(
        "text_input", proto.label, placeholder=proto.placeholder, icon=proto.icon or None, key=key(proto)
    ),
    "multiselect": lambda element, proto: node(
        "multiselect", proto.label, list(proto.options), placeholder=proto.placeholder, key=key(proto)
    ),
    "slider": lambda element, proto: node(
        "slider", proto.label, int(proto.min), int(proto.max), (int(proto.min), int(proto.max)), key=key(proto)
    ),
    "date_input": lambda element, proto: node("date_input", proto.label, value=None, key=key(proto)),
    "selectbox": selectbox,
    "button_group": button_group,
    "radio": radio,
    "checkbox": lambda element, proto: node("checkbox", proto.label, value=proto.default, key=key(proto)),
    "bidi_component": lambda element, proto: node("component", f"bare_{proto.component_name}", key=key(proto)),
}  # fmt: skip

if __name__ == "__main__":
    main()

"""A bare Streamlit app: it draws the finished elements in the file beside it, and computes nothing."""

import pickle
import sys
from contextlib import nullcontext
from pathlib import Path

import streamlit as st

FINISHED = "eq_benchmark_finished"


def finished():
    """The elements, read once in the life of the server."""
    if FINISHED not in sys.modules:
        sys.modules[FINISHED] = pickle.loads(Path(__file__).with_name("finished.pickle").read_bytes())
    return sys.modules[FINISHED]


def empty_component(name):
    """A component of that name that does nothing, registered once in the life of the server."""
    made = finished().setdefault("made", {})
    if name not in made:
        made[name] = st.components.v2.component(name, html="<div></div>", js="export default function () {\n}")
    return made[name]


def lead(to):
    """What a widget does that leads to another recorded step."""
    st.session_state["step"] = to


def options(node):
    return node["with"] | ({node["by"]: lead, "args": (node["to"],)} if "to" in node else {})


def draw(nodes, within):
    for node in nodes:
        if node["call"] == "component":
            if finished()["components"]:
                with within if within is not st else nullcontext():
                    empty_component(*node["args"])(**node["with"])
            continue
        call = getattr(within, node["call"])
        if node["call"] == "columns":
            for column, parts in zip(call(*node["args"], **options(node)), node["inside"], strict=True):
                draw(parts, column)
        elif "inside" in node:
            draw(node["inside"], call(*node["args"], **options(node)))
        elif node["call"] == "page_link":
            call(PAGES[node["args"][0]], **node["with"])
        else:
            call(*node["args"], **options(node))


def page_of(name):
    def page():
        found = finished()[name]
        shown = found["shown"]
        draw(shown.get(st.session_state.get(found.get("by", "chooser")), shown[found["first"]]), st)

    page.__name__ = name
    return page


st.set_page_config(page_title="Bare", layout="centered")
GROUPS = {
    group: [
        st.Page(page_of(name), title=title, icon=icon, url_path=name, default=default)
        for name, title, icon, default in pages
    ]
    for group, pages in finished()["pages"].items()
}
PAGES = {page.url_path or "today": page for pages in GROUPS.values() for page in pages}
st.navigation(GROUPS, expanded=True).run()

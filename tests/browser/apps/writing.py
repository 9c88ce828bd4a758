"""A script with fields to write in and a plane; what is kept goes into the file WRITING_FILE names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import streamlit as st

from eq.errors import EqError
from eq.ui import look
from eq.ui.components import plane, writing

FILE = Path(os.environ["WRITING_FILE"])
CHIPS = [f"Chip number {place}" for place in range(1, 28)]


def stored() -> dict:
    empty = {"story": "", "line": "", "label": "", "x": None, "y": None, "calls": []}
    return empty | (json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {})


def store(**values: object) -> None:
    if FILE.with_suffix(".full").exists():
        raise EqError("Your note", "The disk is full.", "Free some space.")
    kept = stored()
    kept["calls"].append(list(values))
    spare = FILE.with_suffix(".new")
    spare.write_text(json.dumps(kept | values), encoding="utf-8")
    spare.replace(FILE)


st.set_page_config(page_title="Write", page_icon="🌿")
look.page_style()
st.sidebar.text_input("Search")
kept = stored()
look.page_head("", "A note")
if "away" in st.query_params or not st.toggle("Hide the fields"):
    writing.field(
        key="writing-one-story",
        label="What happened, as a camera would see it?",
        hint="Facts only: who said what, who did what.",
        value=kept["story"],
        on_text=lambda text: store(story=text),
        chips=CHIPS,
        chips_label="Things that happen often",
    )
    writing.field(
        key="writing-one-line",
        label="Next time",
        value=kept["line"],
        on_text=lambda text: store(line=text),
        rows=1,
        limit=40,
        chips=["breathe out first", "I ask what a good outcome would be."],
    )
    writing.field(
        key="writing-one-label",
        label="My word for them",
        value=kept["label"],
        on_text=lambda text: store(label=text),
        rows=1,
        limit=100,
        fill="replace",
        chips=["Rude", "Unreasonable"],
    )
    plane.plane(
        key="plane-one-now",
        label="How is it now?",
        pleasantness=kept["x"],
        energy=kept["y"],
        on_point=lambda x, y: store(x=x, y=y),
    )
    writing.switch("switch")
if st.button("Count"):
    st.session_state["count"] = st.session_state.get("count", 0) + 1
if st.button("Undo"):
    store(story="as it was before")
    st.rerun()
st.text(f"counted {st.session_state.get('count', 0)}")

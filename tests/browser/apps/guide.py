"""A page with one paced and one timed exercise that tell a file what they say."""

import json
import os
from pathlib import Path

import streamlit as st

from eq.errors import EqError
from eq.ui import look
from eq.ui.components import guide
from eq.ui.components.guide import Step

FILE = Path(os.environ["GUIDE_FILE"])


def tell(name):
    def keep(state, seconds):
        if FILE.with_suffix(".full").exists():
            raise EqError("Exercise", "The disk is full.", "Free some space.")
        told = json.loads(FILE.read_text("utf-8")) if FILE.exists() else []
        FILE.write_text(json.dumps([*told, [name, state, seconds]]), "utf-8")

    return keep


look.page_style()
st.title("Exercises")
if st.button("Count"):
    st.session_state["n"] = st.session_state.get("n", 0) + 1
st.text(f"counted {st.session_state.get('n', 0)}")
breath = [Step("In", 1, 1.0), Step("Out", 2, 0.0)]
guide.run(key="paced", label="A slow breath", steps=breath, rounds=1, on_told=tell("paced"))
lines = [Step(f"Line {n} <b>of</b> many.", 60) for n in (1, 2)]
guide.run(key="timed", label="Two lines", steps=lines, rounds=1, on_told=tell("timed"))

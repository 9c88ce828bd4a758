"""A script that shows the answer page on a made-up form and keeps the answers in the file ANSWERS_FILE names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import streamlit as st

from eq.errors import EqError
from eq.ui import look
from eq.ui.components.answers import (
    AnswerPage,
    Answers,
    Choice,
    Statement,
    answers,
    plain_answers,
)

FILE = Path(os.environ["ANSWERS_FILE"])
PAGES, SIZE = 3, 8
LABELS = ("Never or almost never", "Rarely", "Sometimes", "Often", "Always or almost always")
TEXTS = (
    "I feel my body tighten before my voice changes.",
    "I let the other person finish before I answer.",
    "I go back to a plan that failed and try it another way.",
    "I ask whether my guess about someone's mood is right.",
    "I notice which part of a talk wears me out.",
    "I pause for a breath before I reply to a sharp message.",
    "I tell a colleague plainly what I need from them.",
    "<b>I show text as text</b> ![x](https://x.example/a.png) and nothing else.",
)
ITEMS = [f"q-{place:02}" for place in range(PAGES * SIZE)]


def stored() -> dict:
    if FILE.exists():
        return json.loads(FILE.read_text(encoding="utf-8"))
    return {"given": {}, "page": 1, "seconds": {}, "calls": []}


def keep(sent: Answers) -> None:
    if FILE.with_suffix(".full").exists():
        raise EqError("answers", "The disk is full.", "Free some space.")
    kept = stored()
    kept["given"] |= sent.given
    kept["seconds"][str(sent.page_number)] = sent.seconds
    kept["calls"].append([sent.seq, sent.page_number, len(sent.given), sent.go])
    if sent.go:
        kept["page"] = sent.page_number + (1 if sent.go == "next" else -1)
    spare = FILE.with_suffix(".new")
    spare.write_text(json.dumps(kept), encoding="utf-8")
    spare.replace(FILE)


def current() -> AnswerPage | None:
    kept = stored()
    page = kept["page"]
    if page > PAGES:
        return None
    here = ITEMS[(page - 1) * SIZE : page * SIZE]
    return AnswerPage(
        sitting="first",
        form_title="Five competencies",
        frame="In the past 4 weeks, how often did you do this?",
        page_number=page,
        pages=PAGES,
        statements=tuple(Statement(item, text) for item, text in zip(here, TEXTS, strict=True)),
        choices=tuple(Choice(value, label) for value, label in enumerate(LABELS, start=1)),
        not_applicable="No chance to do this",
        given={item: kept["given"][item] for item in here if item in kept["given"]},
        answered_total=len(kept["given"]),
        total=len(ITEMS),
        minutes_left=round((len(ITEMS) - len(kept["given"])) * 0.2),
        seconds=kept["seconds"].get(str(page), 0.0),
    )


st.set_page_config(page_title="Take", page_icon="🌿")
look.page_style()
st.sidebar.text_input("Search")
show = plain_answers if st.query_params.get("form") == "plain" else answers
if not show(current, keep, key="take"):
    look.page_head("Five competencies", "Review", f"{len(stored()['given'])} of {len(ITEMS)} answered")
    if st.button("Back to the statements"):
        FILE.write_text(json.dumps(stored() | {"page": 1}), encoding="utf-8")
        st.rerun()

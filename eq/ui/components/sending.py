"""What the half of a component that runs in the browser tells: taken in once, then shown there as kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast
from uuid import uuid4

import streamlit as st

from eq.errors import EqError

WORDS: Final[dict[str, str]] = {
    "kept": "✓ kept",
    "saving": "saving…",
    "not_yet": "not saved yet",
    "lost": "Not saved: the app is not running. Start it again and leave this window open; what you wrote stays here.",
}


@dataclass
class Memory:
    """What this browser session has already taken in from one component.

    ``session`` is new after every restart of the server: a browser that was there before tells again by itself what
    was not kept, and its older messages, which Streamlit repeats, must not undo what happened since.
    """

    kept: int | None = None
    trouble: str | None = None
    session: str = field(default_factory=lambda: uuid4().hex)


def memory(key: str) -> Memory:
    """The memory of the component of that key, made when there is none."""
    name = f"{key}-memory"
    if name not in st.session_state:
        st.session_state[name] = Memory()
    return cast("Memory", st.session_state[name])


def state_data(key: str) -> dict[str, Any]:
    """What the browser must know to say whether all is kept."""
    known = memory(key)
    return {"session": known.session, "kept": known.kept, "trouble": known.trouble}


def hand_over(key: str, keep: Callable[[Mapping[str, Any]], bool]) -> bool:
    """Hand what the browser of this component last told to ``keep``, unless that was done before.

    True when it was new and kept. ``keep`` answers False for a message of another shape, which is then passed over;
    an ``EqError`` from it is shown beside the component, and the browser tells again later.
    """
    told = st.session_state.get(key)
    sent = told.get("sent") if isinstance(told, Mapping) else None
    if not isinstance(sent, Mapping):
        return False
    known, seq = memory(key), sent.get("seq")
    if not isinstance(seq, int) or isinstance(seq, bool) or sent.get("session", known.session) != known.session:
        return False
    if known.kept is not None and seq <= known.kept:
        return False
    try:
        if not keep(sent):
            return False
    except EqError as error:
        known.trouble = str(error)
        return False
    known.kept, known.trouble = seq, None
    return True


def took(key: str, keep: Callable[[Mapping[str, Any]], bool]) -> None:
    """``hand_over`` as a callback."""
    hand_over(key, keep)


def source(*names: str) -> str:
    """Files of this folder joined into one text."""
    return "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in names)

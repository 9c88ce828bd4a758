"""Which pages there are, in which groups, and how to go to one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from eq.errors import EqError
from eq.ui import ahead, callbacks, state

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_FOLDER = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class _Spec:
    title: str
    icon: str
    group: str


_PAGES = {
    "today": _Spec("Today", ":material/wb_sunny:", ""),
    "take": _Spec("Take", ":material/edit_note:", "Assess"),
    "results": _Spec("Results", ":material/bar_chart:", "Assess"),
    "progress": _Spec("Progress", ":material/timeline:", "Assess"),
    "check_in": _Spec("Check in", ":material/mood:", "Reflect"),
    "write": _Spec("Write", ":material/edit:", "Reflect"),
    "debrief": _Spec("Debrief", ":material/forum:", "Reflect"),
    "prepare": _Spec("Prepare", ":material/event_upcoming:", "Reflect"),
    "promises": _Spec("Promises", ":material/handshake:", "Reflect"),
    "journal": _Spec("Journal", ":material/menu_book:", "Reflect"),
    "insights": _Spec("Insights", ":material/insights:", "Reflect"),
    "plan": _Spec("My plan", ":material/flag:", "Plan"),
    "practices": _Spec("Practices", ":material/self_improvement:", "Plan"),
    "playbook": _Spec("Playbook", ":material/auto_stories:", "Plan"),
    "report": _Spec("Report", ":material/description:", "Share"),
    "desk": _Spec("Coach desk", ":material/groups:", "Share"),
    "data": _Spec("Data & privacy", ":material/lock:", "Yours"),
    "settings": _Spec("Settings", ":material/tune:", "Yours"),
    "support": _Spec("Support", ":material/support:", "Yours"),
}
_ONLY_THERE = {"report": ("report.built", "report.sealed", "report.open.waiting")}
"""Address of a page -> what this tab remembers for it alone."""

_WELCOME = _Spec("Welcome", ":material/waving_hand:", "")


def page(name: str) -> StreamlitPage:
    """The page of that name, for links and for switching to it."""
    if name == "welcome":
        return st.Page(_FOLDER / "welcome.py", title=_WELCOME.title, icon=_WELCOME.icon, default=True)
    spec = _PAGES[name]
    return st.Page(
        _FOLDER / f"{name}.py",
        title=spec.title,
        icon=spec.icon,
        url_path=None if name == "today" else name.replace("_", "-"),
        default=name == "today",
    )


def go(name: str) -> None:
    """Switch to a page; ends the run."""
    st.switch_page(page(name))


def run() -> None:
    """Draw the navigation and the page that was asked for; before the first run is over there is only the welcome."""
    callbacks.finish_what_they_began()
    ahead.begin()
    if not _welcomed():
        st.navigation([page("welcome"), page("support")]).run()
        return
    groups: dict[str, list[StreamlitPage]] = {}
    for name, spec in _PAGES.items():
        groups.setdefault(spec.group, []).append(page(name))
    shown = st.navigation(groups, expanded=True)
    _leave(shown.url_path)
    shown.run()


def _leave(shown: str) -> None:
    """Forget what may live on one page only; a whole report stays in no tab that looks at something else."""
    for name, kept in _ONLY_THERE.items():
        if shown != name:
            state.forget(*kept)


def _welcomed() -> bool:
    try:
        return state.choices().welcomed
    except EqError:
        # The page itself says what is wrong with the file; Support and Data & privacy must stay within reach.
        return True

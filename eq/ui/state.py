"""What one tab remembers between reruns; besides the components, nobody else touches ``st.session_state``.

Nothing here is kept for good, and nothing is shared with another tab: personal data never enters Streamlit's caches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

import streamlit as st

from eq.actions import clock, places
from eq.actions.settings import Settings, settings
from eq.errors import EqError
from eq.store.workspace import Workspace

T = TypeVar("T")


def workspace() -> Workspace:
    """The workspace this app was started with."""
    return places.workspace()


def zone() -> str | None:
    """The browser's time zone, or None before it has said so."""
    return st.context.timezone


def day(moment: datetime, zone_name: str | None = None) -> date:
    """The day a moment belongs to for this person, in a sitting's own zone or else the browser's."""
    return clock.local_day(moment, zone_name or zone(), choices().end_of_day)


def choices() -> Settings:
    """The person's settings, read again only when the file has changed."""
    return remembered("settings", workspace().stamp(), lambda: settings(workspace()))


def get(name: str, default: T) -> T:
    """What this tab remembers under a name."""
    return cast(T, st.session_state.get(f"tab.{name}", default))


def put(name: str, value: Any) -> None:
    """Remember something for this tab."""
    st.session_state[f"tab.{name}"] = value


def forget(*names: str) -> None:
    """Forget some names."""
    for name in names:
        st.session_state.pop(f"tab.{name}", None)


def forget_all() -> None:
    """Forget everything, as after erasing the workspace."""
    for name in list(st.session_state):
        if str(name).startswith("tab."):
            del st.session_state[name]


def bound(name: str, options: Sequence[str]) -> dict[str, Any]:
    """Key and callback of a widget that shows and changes what this tab remembers under ``name``.

    Another page may put its own wish there; a wish that is none of ``options`` gives way to the first of them.
    """
    key, wanted = f"{name}.pick", get(name, options[0])
    shown = wanted if wanted in options else options[0]
    hold(key, shown)
    return {"key": key, "on_change": lambda: put(name, st.session_state[key])}


def hold(key: str, wanted: Any) -> None:
    """Let the widget of that key show what is kept, whatever it showed before; called before it is drawn."""
    if key not in st.session_state or st.session_state[key] != wanted or not _told(key):
        st.session_state[key] = wanted


def _told(key: str) -> bool:
    """Whether the browser itself has said what the widget of that key shows.

    Where it has not, the value goes to it once more: what was drawn a moment ago may never have got there, because the
    next drawing took its place, and then an empty widget would be taken for an answer that was taken back.
    """
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    return context is None or any(one.id.endswith(f"-{key}") for one in context.session_state.get_widget_states())


def value(key: str) -> Any:
    """The present value of a widget, for callbacks."""
    return st.session_state[key]


def known(key: str) -> Any:
    """The present value of a widget, None when it was not drawn."""
    return st.session_state.get(key)


def remembered(name: str, mark: object, build: Callable[[], T]) -> T:
    """A derived value, built anew only when ``mark`` (such as the workspace's stamp) has changed."""
    kept = st.session_state.get(f"tab.derived.{name}")
    if kept is None or kept[0] != mark:
        kept = (mark, build())
        st.session_state[f"tab.derived.{name}"] = kept
    return cast(T, kept[1])


def drop_file(file_id: str) -> None:
    """Free an uploaded file at once; Streamlit would keep it in memory until the tab is closed."""
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(session_id=context.session_id, file_id=file_id)


def say(message: str) -> None:
    """A quiet line for the top of the next run, such as "kept"."""
    put("said", message)


def said() -> str:
    """That line, once."""
    message = get("said", "")
    forget("said")
    return message


def refuse(problem: EqError) -> None:
    """What could not be done, for the top of the next run."""
    put("refused", problem)


def refused() -> EqError | None:
    """That, once."""
    problem: EqError | None = get("refused", None)
    forget("refused")
    return problem

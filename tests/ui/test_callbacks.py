"""A callback that has begun finishes, although the next tap is waiting."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.safe_session_state import SafeSessionState

from eq.ui import callbacks


class Interrupted(SessionState):
    """A tab in whose callbacks something is kept; ``safe`` is how a script sees it."""

    def on_script_will_rerun(self, *_given, **_named):
        self.safe["kept"] = "all of it"


def test_what_a_callback_keeps_is_kept_while_a_newer_tap_waits():
    """Within the callbacks nobody looks for newer requests; before and after them the tab is as it was."""
    callbacks.finish_what_they_began()
    looked, waiting = [], [False, True]

    def look():
        looked.append(1)
        if waiting[min(len(looked), 2) - 1]:
            raise RerunException(RerunData())

    state = Interrupted()
    state.safe = safe = SafeSessionState(state, look)
    safe.on_script_will_rerun(None)
    assert looked == [1]
    with pytest.raises(RerunException):
        safe["more"] = "of it"
    waiting[1] = False
    assert safe["kept"] == "all of it"


def test_a_request_that_came_before_the_callbacks_takes_over():
    """Nothing has begun then, and the newer request carries what the older one would have told."""
    callbacks.finish_what_they_began()

    def look():
        raise RerunException(RerunData())

    state = Interrupted()
    state.safe = safe = SafeSessionState(state, look)
    with pytest.raises(RerunException):
        safe.on_script_will_rerun(None)
    assert "kept" not in state


def test_the_callbacks_of_two_requests_take_turns():
    """An older answer that is still being stored is stored before the newer one, not after it."""
    callbacks.finish_what_they_began()
    began, go_on, order = Event(), Event(), []

    class Slow(SessionState):
        def on_script_will_rerun(self, name, **_named):
            if name == "older":
                began.set()
                go_on.wait(5)
            order.append(name)

    shared = Slow()
    older = Thread(target=SafeSessionState(shared, lambda: None).on_script_will_rerun, args=("older",))
    newer = Thread(target=SafeSessionState(shared, lambda: None).on_script_will_rerun, args=("newer",))
    older.start()
    began.wait(5)
    newer.start()
    newer.join(0.2)
    assert order == []
    go_on.set()
    older.join(5)
    newer.join(5)
    assert order == ["older", "newer"]

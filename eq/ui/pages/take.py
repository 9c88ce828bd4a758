"""Choose a questionnaire, answer it page by page, review, finish; leave and go on at any time."""

from __future__ import annotations

from datetime import timedelta

from eq.actions import clock, taking
from eq.ui import page, state, take_answer, take_choose

# A draft touched within this time is opened at once: the tab was reloaded, not left.
RECENT = timedelta(hours=1)


def _body() -> None:
    wanted = state.get("take.sitting", "") or _reloaded()
    if wanted:
        # From here on it is this tab's, however long the person thinks before the next answer.
        state.put("take.sitting", wanted)
        take_answer.show(wanted)
    else:
        take_choose.show()


def _reloaded() -> str:
    if state.get("take.left", False):
        return ""
    for sitting in taking.drafts(state.workspace()):
        draft = taking.draft(state.workspace(), sitting.id)
        if clock.now() - draft.last_given <= RECENT and draft.given:
            return sitting.id
    return ""


page.show(_body)

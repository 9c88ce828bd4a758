"""Report: choose what goes in, see the very file, and only then let it go; what was shared, and what came back."""

from __future__ import annotations

from eq.actions import report_texts, reporting
from eq.ui import (
    look,
    navigation,
    page,
    report_answers,
    report_choose,
    report_consent,
    report_log,
    report_preview,
    report_text,
    state,
)
from eq.wording import report_page as words


def _body() -> None:
    look.page_head(words.CONTEXT, words.TITLE, words.LEAD)
    if _nothing():
        look.empty_state(words.EMPTY, words.EMPTY_GO, navigation.page("take"), key="report")
    else:
        for part in (report_choose.show, report_text.show, report_preview.show, report_consent.show):
            page.part(part)
    page.part(report_answers.section)
    page.part(report_log.show)


def _nothing() -> bool:
    workspace, zone = state.workspace(), state.zone()

    def look_for() -> bool:
        last = reporting.usual(workspace, zone)[1]
        first = reporting.earliest(workspace, zone)
        there = report_texts.held(workspace, first, last)
        asked = reporting.offered(workspace, first, last).instruments
        return not (asked or there.entries or there.promises or there.plans)

    return state.remembered("report.nothing", workspace.stamp(), look_for)


page.show(_body)

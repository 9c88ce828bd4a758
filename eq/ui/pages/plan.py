"""My plan: what runs and how it goes; without a plan, the choice of a focus and the start."""

from __future__ import annotations

from eq.ui import page
from eq.ui import plan_tab as tab


def _body() -> None:
    # Each screen brings its own libraries: the figures of a running plan are heavy, and a start waits for none of them.
    tab.follow()
    view = tab.view()
    if view == "start":
        from eq.ui import plan_start

        plan_start.show()
    elif view == "review":
        from eq.ui import plan_review

        plan_review.show()
    elif view == "focus":
        from eq.ui import plan_calendar, plan_focus, plan_past

        plan_focus.show()
        _from_coach()
        # Beside a plan that runs, this is the choice alone: the way back leads to the rest.
        if not tab.running():
            plan_calendar.show()
            plan_past.show()
    else:
        from eq.ui import plan_calendar, plan_past, plan_run

        plan_run.show()
        _from_coach()
        plan_calendar.show()
        plan_past.show()


def _from_coach() -> None:
    from eq.ui import report_answers

    page.part(report_answers.card)


page.show(_body)

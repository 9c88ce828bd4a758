"""The plan and the days of its practices for commands; what is printed holds no clock time and nothing drawn."""

from __future__ import annotations

from typing import Any

from eq.actions import focus as focuses
from eq.actions import names, plan_days, planning, plans, practices
from eq.actions.filed import Listing
from eq.actions.focus import Focus
from eq.actions.plans import ActionStanding, Standing
from eq.plan.priority import Ranking
from eq.plan.suggest import Reason
from eq.reflect.competencies import Competency
from eq.store.workspace import Workspace
from eq.wording import plan_focus
from eq.wording import plan_listing as words

PRACTICE_LOG = (
    "action", "plan", "competency", "practice", "local_date", "phase", "planned", "done", "source", "measure", "kind",
    "better", "value",
)  # fmt: skip


def practice_log(workspace: Workspace) -> Listing:
    """Every day of a practice of which anything is known."""
    return Listing(PRACTICE_LOG, plan_days.rows(workspace))


def document(workspace: Workspace, zone: str | None) -> dict[str, Any]:
    """The focus, what speaks for each area, what is offered, and how the plans stand; an empty workspace has it too.

    ``focus``: the area of the plan begun first, without one the area with the most points, None while they are too
    close or nothing is known. ``terms``: area -> total, rank and points (None where left out for all).
    ``practices``: id and reasons (kind, ids, n). ``state``: standing, plans, refused, first (what to do first).
    """
    found, running = focuses.focus(workspace, zone), plans.standing(workspace, zone)
    standing, area = _focus(found.ranking, running)
    offer = planning.offer(workspace, area, zone, plan=running[0].plan.id if running else None) if area else None
    refused = offer.refused if offer else ""
    return {
        "focus": area,
        "terms": _terms(found),
        "practices": [
            {
                "id": one.practice.id,
                "reasons": [{"kind": why.kind, "ids": list(why.ids), "n": why.n} for why in one.reasons],
            }
            for one in (offer.suggestions if offer else ())
        ],
        "state": {
            "standing": standing,
            "plans": [_plan(one) for one in running],
            "refused": refused,
            "first": words.FIRST[standing] or words.REFUSED.get(refused, ""),
        },
    }


def text(workspace: Workspace, found: dict[str, Any]) -> str:
    """The document to read."""
    offered = found["practices"]
    titles = {**names.COMPETENCY_TITLES, **{one["id"]: practices.one(one["id"]).title for one in offered}}
    statements = focuses.statements(workspace) if offered else {}
    triggers, ways = names.names("trigger"), names.names("response")
    reasons = [
        [
            plan_focus.reason(Reason(why["kind"], tuple(why["ids"]), why["n"]), triggers, ways, statements)
            for why in one["reasons"]
        ]
        for one in offered
    ]
    return words.text(found, titles, reasons)


def _focus(ranking: Ranking, running: tuple[Standing, ...]) -> tuple[words.Standing, Competency | None]:
    if running:
        return "running", running[0].plan.competency
    if ranking.nothing:
        return "nothing", None
    return ("close", None) if ranking.close else ("ranked", ranking.rows[0].competency)


def _terms(found: Focus) -> dict[str, Any]:
    return {
        row.competency: {
            "total": row.total,
            "rank": row.rank,
            "points": {term.name: term.points if term.counted else None for term in row.terms},
        }
        for row in found.ranking.rows
    }


def _plan(one: Standing) -> dict[str, Any]:
    plan = one.plan
    return {
        "plan": plan.id,
        "competency": plan.competency,
        "goal": plan.goal,
        "started_on": plan.started_on.isoformat(),
        "week": one.week,
        "review_week": one.review_week,
        "actions": [_action(action) for action in one.actions],
    }


def _action(one: ActionStanding) -> dict[str, Any]:
    action, trial = one.action, one.trial
    return {
        "action": action.id,
        "practice": action.practice,
        "title": action.title,
        "phase": one.phase,
        "practice_from": action.practice_from.isoformat(),
        "weekdays": list(action.weekdays),
        "small": action.small,
        "done": one.counted.done,
        "planned": one.counted.planned,
        "trial": trial.helped.verdict if trial.helped else trial.reason,
    }

"""The plan on the command line: the focus, the points, what is offered, how it stands, and what to do first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from eq.plan.helped import Verdict
from eq.plan.schedule import TrialReason
from eq.wording.plain import count, listing, lower_first

Standing = Literal["running", "ranked", "close", "nothing"]

FIRST: Mapping[Standing, str] = {
    "nothing": (
        "Nothing is known yet that could speak for one area. Begin with 'eq run': say under My plan how much each area "
        "matters to you, take a questionnaire, or debrief a hard conversation."
    ),
    "close": "The first areas are too close to rank. Choose under My plan what matters to you ('eq run').",
    "ranked": "Begin under My plan ('eq run'). The sum is a help, and you decide.",
    "running": "",
}
REFUSED: Mapping[str, str] = {
    "two_plans": "Two plans are running, and that is the most.",
    "two_practices": "Two practices are running in this plan, and that is the most.",
    "no_minutes": "The ten minutes a day are taken by the practices that run.",
}
_TRIAL: Mapping[Verdict | TrialReason, str] = {
    "likely": "likely helping",
    "promising": "promising",
    "cannot-tell": "cannot tell",
    "may-not-suit": "may not suit you",
    "no_baseline": "no verdict without a baseline",
    "too_few": "too few days for a verdict",
    "not_done": "done on too few days for a verdict",
    "not_begun": "practice has not begun",
    "no_word": "counted, never judged",
    "": "",
}
_PHASE = {
    "before": "begins later",
    "baseline": "baseline",
    "practice": "running",
    "paused": "resting",
    "ended": "ended",
}


def text(document: Mapping[str, Any], titles: Mapping[str, str], reasons: Sequence[Sequence[str]]) -> str:
    """The document of ``eq plan`` to read; ``titles`` of areas and practices, ``reasons`` of each practice in words."""
    state = document["state"]
    lines = [_focus(document["focus"], state["standing"], titles)]
    for plan in state["plans"]:
        lines += ["", *_plan(plan, titles)]
    if state["standing"] != "nothing":
        lines += ["", "Points", *(_row(area, row, titles) for area, row in document["terms"].items())]
    if document["practices"]:
        lines += ["", "Offered" if not state["plans"] else "Could be added"]
        for one, why in zip(document["practices"], reasons, strict=True):
            lines += [f"  {titles[one['id']]} ({one['id']})", *(f"    {said}" for said in why)]
    if state["first"]:
        lines += ["", state["first"]]
    return "\n".join(lines)


def _focus(focus: str | None, standing: Standing, titles: Mapping[str, str]) -> str:
    if focus is None:
        return "No focus yet."
    return f"Focus: {titles[focus]}" if standing == "running" else f"Most points: {titles[focus]}"


def _plan(plan: Mapping[str, Any], titles: Mapping[str, str]) -> list[str]:
    head = f"Plan for {lower_first(titles[plan['competency']])}, begun on {plan['started_on']}"
    lines = [f"{head}, {count(plan['week'], 'full week')}"]
    if plan["goal"]:
        lines.append(f"  Goal: {plan['goal']}")
    for one in plan["actions"]:
        done = f"{one['done']} of {one['planned']} planned days"
        said = (_PHASE[one["phase"]], done, _TRIAL[one["trial"]])
        lines.append(f"  {one['title']}: {', '.join(part for part in said if part)}")
    if plan["review_week"]:
        lines.append("  A weekly look is due.")
    return lines


def _row(area: str, row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    known = [f"{name} {points}" for name, points in row["points"].items() if points is not None]
    said = f"{row['total']} ({listing(known)})" if known else "nothing known"
    return f"  {titles[area]}: {said}"

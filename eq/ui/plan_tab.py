"""What of My plan this tab shows: the running plans, the weekly look at one, the choice of a focus, or the start.

Who draws what: ``plan_run.show()`` the running plans with their page head and what is due among them,
``plan_review.show()`` the weekly look at the plan ``reviewed()`` in place of the page, ``plan_past.show()`` finished
plans below the rest (nothing while there are none), ``plan_focus.show()`` and ``plan_start.show()`` the other two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from eq.actions import planning, plans, practices
from eq.errors import EqError
from eq.plan.plan import Action, Plan
from eq.reflect.competencies import Competency
from eq.ui import page, state

WRONG = "start.wrong"
"""What was wrong with the start, for beside its button; leaving the start forgets it."""

View = Literal["run", "review", "focus", "start"]


@dataclass(frozen=True)
class Start:
    """What is being started: a practice for ``competency``, in ``plan`` where it joins one, for ``swapped`` instead.

    ``wanted`` is the practice that was asked for by name, ``chosen`` the one that is shown; "" for the first offered.
    ``new_plan`` and ``new_action`` are the ids it gets, made before the write.
    """

    competency: Competency
    new_plan: str
    new_action: str
    plan: str = ""
    swapped: str = ""
    wanted: str = ""
    chosen: str = ""


def every() -> tuple[Plan, ...]:
    """All plans, the one begun last, first; read once however many parts of the page ask."""
    workspace = state.workspace()
    return state.remembered("plan.every", workspace.stamp(), lambda: plans.every(workspace))


def running() -> tuple[Plan, ...]:
    """The running plans, the one begun first, first."""
    return tuple(plan for plan in reversed(every()) if plan.ended_on is None)


def view() -> View:
    """What the page shows; without a running plan that is the choice of a focus, unless one is being started."""
    shown: View = state.get("plan.view", "run")
    if shown == "start" and begun() is not None:
        return "start"
    if not running():
        return "focus"
    return shown if shown in ("review", "focus") else "run"


def home() -> None:
    """Show the running plans, or the choice of a focus while there are none; for callbacks."""
    state.forget("plan.view", "plan.start", "plan.reviewed", WRONG)


def choose_focus() -> None:
    """Show the choice of a focus beside what runs; for callbacks."""
    home()
    state.put("plan.view", "focus")


def review(plan: str) -> None:
    """Show the weekly look at a plan; for callbacks."""
    home()
    state.put("plan.reviewed", plan)
    state.put("plan.view", "review")


def reviewed() -> str:
    """The id of the plan that is looked at."""
    one: str = state.get("plan.reviewed", "")
    return one


def start(competency: Competency, *, plan: str = "", swapped: str = "", wanted: str = "") -> None:
    """Show the start of a practice: the first of a new plan, or one more of ``plan``, or in place of ``swapped``."""
    home()
    state.put("plan.start", Start(competency, plans.new_id(), plans.new_id(), plan, swapped, wanted, wanted))
    state.put("plan.view", "start")


def begun() -> Start | None:
    """What is being started, None for nothing, or when the plan or practice it belongs to has ended meanwhile."""
    one: Start | None = state.get("plan.start", None)
    if one is None:
        return None
    ids = {plan.id for plan in running()} | {action.id for plan in running() for action in plan.running}
    return one if {one.plan, one.swapped} - {""} <= ids else None


def choose(practice: str) -> None:
    """Show another practice on the start screen; for callbacks."""
    one = begun()
    if one is not None:
        state.put("plan.start", replace(one, chosen=practice))


def drop(practice: str) -> None:
    """Go on with what is being started, without a practice that is left out; for callbacks."""
    one = begun()
    if one is not None:
        state.put("plan.start", replace(one, chosen="", wanted="" if one.wanted == practice else one.wanted))


def follow() -> None:
    """Go where another page sent the person: ``plan.wanted`` a practice, ``plan.swap`` an action to swap."""
    wanted: str = state.get("plan.wanted", "")
    swap: str = state.get("plan.swap", "")
    state.forget("plan.wanted", "plan.swap")
    try:
        if swap:
            _swap(swap)
        elif wanted:
            _want(wanted)
    except EqError as problem:
        page.problems(problem)


def _swap(action: str) -> None:
    plan, _ = owner(action)
    start(plan.competency, plan=plan.id, swapped=action)


def owner(action: str) -> tuple[Plan, Action]:
    """The running plan and the running action of that id; EqError when it has ended or is gone."""
    for plan in running():
        for one in plan.running:
            if one.id == action:
                return plan, one
    raise EqError("My plan", "This practice has ended.", "Choose another one.")


def _want(practice: str) -> None:
    one = practices.one(practice)
    plan = planning.room(state.workspace(), one)
    if plan is None:
        start(one.competency, wanted=practice)
    else:
        start(plan.competency, plan=plan.id, wanted=practice)

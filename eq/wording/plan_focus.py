"""The choice of a focus in words: two questions, the points with their sources, and how little a sum decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from eq.plan.priority import (
    CLOSE,
    EVIDENCE_DAYS,
    EVIDENCE_LEAST,
    EVIDENCE_SEVERITY,
    IMPORTANCE,
    READINESS,
    Ranking,
    Row,
    Term,
    TermName,
)
from eq.plan.suggest import Reason, ReasonKind
from eq.reflect.competencies import Competency
from eq.wording.plain import count, day, listing, lower_first

PAGE = "My plan"
TITLE = "Choose one thing to work on"
LEAD = "One focus, one or two small practices, at most ten minutes a day. The questions are there to help; you decide."
TITLE_SECOND = "Choose a second focus"
LEAD_SECOND = "One plan is running. A second one is possible; all practices together take at most ten minutes a day."

ABOUT: Mapping[Competency, str] = {
    "self-awareness": "Noticing and naming what you feel, and seeing your own effect.",
    "self-regulation": "Staying able to choose what you do when it gets hot.",
    "motivation": "Starting, going on, and getting back up after a setback.",
    "empathy": "Understanding what another person needs and keeping your own footing.",
    "social-skills": "Listening, speaking clearly, and settling things together.",
}
IMPORTANCE_QUESTION, READINESS_QUESTION = "How much does it matter to you now?", "How ready are you to work on it?"
IMPORTANCE_CHOICES: Mapping[int, str] = {0: "Not now", 1: "A little", 2: "Much", 3: "Most"}
READINESS_CHOICES: Mapping[int, str] = {0: "Not yet", 1: "Partly", 2: "Ready"}

GO = "Plan what to work on"
SORT = "Put the largest sum first"
BACK = "Back to my plan"
QUESTIONS = "Two questions that may help"
FROM_WHERE = "Where the points come from"
STATEMENTS = "Statements whose answers counted low"
EPISODES = "The latest of these episodes"
LEFT_OUT = "What does not count yet, and why"
MORE = "What could say more"
TAKE, DEBRIEF = "Take a questionnaire", "Debrief a hard interaction"
SECOND_OF = "Add a practice"
IN_PLAN = "Your plan is about this area."
FULL = "Two plans are running, and that is the most. Finish one of them to begin another."

_TERMS: Mapping[TermName, str] = {
    "importance": "What matters to you",
    "journal": "Your journal",
    "low": "Your latest questionnaire",
    "down": "Change in your questionnaires",
    "observers": "Other people’s answers",
    "readiness": "How ready you are",
}


def work_on(title: str) -> str:
    """The button that begins with an area."""
    return f"Work on {lower_first(title)}"


def about(area: Competency, total: int, ranking: Ranking, *, planned: bool) -> str:
    """The quiet line of an area: its sum once there is one, what it is about, and whether a plan is about it."""
    parts = [] if ranking.nothing else [count(total, "point")]
    said = " · ".join([*parts, ABOUT[area]])
    return f"{said} {IN_PLAN}" if planned else said


def points(title: str, total: int) -> str:
    """An area with its sum."""
    return f"{title}: {count(total, 'point')}"


def standing(ranking: Ranking, titles: Mapping[str, str], planned: Collection[str] = ()) -> str:
    """What the sums say about the order of the five, and what they do not; ``planned`` are areas of running plans."""
    if ranking.nothing:
        return "Nothing is known yet that could put the five in an order: choose what matters to you."
    if planned:
        return _of_the_rest([row for row in ranking.rows if row.competency not in planned], titles)
    first, second = ranking.rows[:2]
    if ranking.close:
        named = listing([f"{titles[row.competency]} ({row.total})" for row in _close(ranking)])
        return f"Too close to rank: {named}. Choose what matters to you."
    return (
        f"{titles[first.competency]} has the most points, {first.total}; {titles[second.competency]} comes next with "
        f"{second.total}. The sum is a help, and you decide."
    )


def _of_the_rest(rows: Sequence[Row], titles: Mapping[str, str]) -> str:
    """The same for the areas that no plan is about; two of them at least, since no more than two plans run."""
    near = [row for row in rows if rows[0].total - row.total <= CLOSE]
    if len(near) > 1:
        named = listing([f"{titles[row.competency]} ({row.total})" for row in near])
        return f"Of the rest, too close to rank: {named}. Choose what matters to you."
    return f"Of the rest, {lower_first(titles[rows[0].competency])} has the most points, {rows[0].total}. You decide."


def _close(ranking: Ranking) -> list[Row]:
    """The first and all whose sum lies near its."""
    return [row for row in ranking.rows if ranking.rows[0].total - row.total <= CLOSE]


def only_low(title: str) -> str:
    """Said where nothing but the questionnaire puts an area first."""
    return (
        f"{title} stands first only because your questionnaire shows it lower than the others. Statements of some "
        "areas are harder to agree with for most people, so this alone is no reason to choose it."
    )


def term(one: Term, source: str) -> str:
    """One term that counts: its name, its points and where they come from."""
    return f"{_TERMS[one.name]}: {count(one.points, 'point')}. {source}"


def asked(one: Term) -> str:
    """The source of an answer, 0..3 or 0..2."""
    choices = IMPORTANCE_CHOICES if one.name == "importance" else READINESS_CHOICES
    most = (IMPORTANCE if one.name == "importance" else READINESS).stop - 1
    return f"You answered “{choices[one.raw]}”, {one.raw} of {most}{_twice(one)}."


def journal(one: Term, days: int, of: int) -> str:
    """The source of the journal's points."""
    if not of:
        return f"No episode of severity {EVIDENCE_SEVERITY} or more in the last {EVIDENCE_DAYS} days touches it."
    return (
        f"{count(of, 'episode')} of severity {EVIDENCE_SEVERITY} or more on {count(days, 'day')} of the last "
        f"{EVIDENCE_DAYS}: {one.raw} of 3{_twice(one)}. This says what you wrote about, not how well it went."
    )


def low(one: Term, title: str, taken: date) -> str:
    """The source of the profile's points."""
    said = "below" if one.raw else "not clearly below"
    capped = "" if one.points == one.raw else " It adds less here, because the fall of the area counts already."
    return f"In “{title}” of {day(taken)} your answers here were {said} your own average.{capped}"


def down(one: Term, title: str, taken: date) -> str:
    """The source of the points for change."""
    said = "fell further than chance would move them" if one.raw else "did not clearly fall"
    return f"In “{title}” of {day(taken)}, compared with the sitting it is counted from, your answers here {said}."


def _twice(one: Term) -> str:
    return ", counted twice" if one.weight == 2 else ""


def dropped(names: Sequence[TermName], tagged: int) -> list[str]:
    """Every term that is left out for all five, with the reason."""
    why: Mapping[TermName, str] = {
        "importance": "not answered for all five areas.",
        "journal": (
            f"{tagged} of at least {EVIDENCE_LEAST} episodes of severity {EVIDENCE_SEVERITY} or more in the last "
            f"{EVIDENCE_DAYS} days that touch an area."
        ),
        "low": "no finished questionnaire gives all five areas a number.",
        "down": "no two sittings can be compared in all five areas yet.",
        "observers": "nobody else has been asked.",
        "readiness": "not answered for all five areas.",
    }
    return [f"{_TERMS[name]}: {why[name]}" for name in names]


_TRIED: Mapping[ReasonKind, str] = {
    "helped": "Your days went better with it when you tested it.",
    "leaned": "Your days leaned to better when you tested it; that settles nothing.",
    "unsuited": "Your days leaned to worse when you tested it; that settles nothing.",
}
"""What the last trial of a practice said."""

LEFT_OUT_WHY = "What is missing for one area is left out for all, so that no gap counts as a low number."


def reason(one: Reason, triggers: Mapping[str, str], ways: Mapping[str, str], statements: Mapping[str, str]) -> str:
    """Why a practice is offered, in one sentence; the maps give the words for each id."""
    if one.kind in _TRIED:
        return _TRIED[one.kind]
    if one.kind == "trigger":
        return f"“{triggers.get(one.ids[0], one.ids[0])}” came up on {count(one.n, 'day')} of the last {EVIDENCE_DAYS}."
    if one.kind == "items":
        more = f" and {count(one.n - 1, 'more statement')}" if one.n > 1 else ""
        return f"Your answers to “{statements.get(one.ids[0], one.ids[0])}”{more} point here."
    if one.kind == "ways":
        named = listing([f"“{ways.get(way, way)}”" for way in one.ids])
        return f"{named} worked only partly or not, {_times(one.n)} in the last {EVIDENCE_DAYS} days."
    return "No reason from your own records yet."


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")

"""Change, in words: one verdict, what could have been detected, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from eq.assess.change import Comparison, ScaleChange, aligned
from eq.assess.pulse import PulseChange, PulseTrend, block_dates, block_of
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.assess.weeks import PulseWeek
from eq.wording.plain import between, count, day, listing, number, signed
from eq.wording.results import p_value

if TYPE_CHECKING:
    import pandas as pd

VERDICT = {
    "up": "up",
    "down": "down",
    "leaning_up": "leaning up, not settled",
    "leaning_down": "leaning down, not settled",
    "unclear": "no clear change",
    "refused": "not compared",
}

COUNTS_ALONE = "On its own this would count; looking at several areas at once it does not."

REASON = {
    "other_instrument": "These are two different questionnaires, so they cannot be compared.",
    "items_changed": (
        "The statements were changed between the two sittings. Answers to different statements cannot be compared. "
        "Change will be counted from the second sitting with the new statements."
    ),
    "reference_only": (
        "First answers tend to run high, so change is counted from your second sitting. That is the one you have "
        "now: it is where change counts from, and a further sitting can be judged against it."
    ),
    "too_soon": ("The two sittings are less than four weeks apart, so both describe partly the same days."),
    "quality_open": (
        "For one of the two sittings the question whether the answers stand is still open. Answer it under Results."
    ),
    "few_items": "Too few statements on this form for a verdict (at least 6 are needed).",
    "few_common": "Fewer than 80 % of the statements were answered both times.",
    "too_few_weeks": "One of the two blocks has fewer than three weeks.",
    "too_few_items": "Fewer than two statements can be compared.",
}
ONE_SITTING = (
    "One sitting is a start. Because first answers tend to run high, change is counted from the second sitting (one to "
    "two weeks later is a good time for it); the third, four weeks or more after that, is the first that can be judged."
)


class Voice(NamedTuple):
    """How the one verdict is said: whose answers they are, and what marks a word that matters."""

    answers: str
    unclear: str
    mark: str = ""


YOURS = Voice(
    "Your answers",
    "**No clear change.** That is the usual honest answer: what is too small for this form stays unseen.",
    "**",
)


def headline(
    questionnaire: Questionnaire,
    changes: Sequence[ScaleChange] | Sequence[PulseChange],
    voice: Voice = YOURS,
) -> str:
    """The one verdict in a sentence: what moved, what leans, what shows no clear change, what was not compared."""
    by: dict[str, list[str]] = {verdict: [] for verdict in VERDICT}
    title = {scale.id: scale.title.lower() for scale in questionnaire.scales}
    mark = voice.mark
    for c in changes:
        by[c.verdict].append(title[c.scale])
    moved = [f"{listing(by[v])} moved {mark}{v}{mark}" for v in ("up", "down") if by[v]]
    leaning = [f"{listing(by[f'leaning_{v}'])} ({v})" for v in ("up", "down") if by[f"leaning_{v}"]]
    if moved:
        said = [f"{voice.answers} on {listing(moved)}."]
    elif leaning:
        said = ["No change is clear yet."]
    elif by["unclear"]:
        said = [voice.unclear]
    else:
        return f"{mark}No verdict.{mark} No area could be compared; the reasons stand below."
    if leaning:
        said.append(f"Leaning, not settled: {listing(leaning)}.")
    if by["unclear"] and (moved or leaning):
        said.append(f"No clear change: {listing(by['unclear'])}.")
    if by["refused"]:
        said.append(f"Not compared: {listing(by['refused'])}.")
    return " ".join(said)


def detectable(changes: Sequence[ScaleChange] | Sequence[PulseChange], answers: AnswerScale) -> str:
    """What could have been detected, in points of the answer scale, over the areas that were compared."""
    half = [c.detectable for c in changes if c.verdict != "refused"]
    likely = [c.detectable80 for c in changes if c.verdict != "refused"]
    if not half:
        return ""
    scale = f"the scale from {answers.low} to {answers.high}"
    return (
        f"What could have been seen: if one area alone changes by {_sizes(half)} points on {scale}, that is found "
        f"about half the time; a change of {_sizes(likely)} points about four times in five. When several areas move "
        "at once, smaller changes can count."
    )


def _sizes(sizes: Sequence[float]) -> str:
    low, high = number(min(sizes), 1), number(max(sizes), 1)
    return low if low == high else f"{low} to {high}"


def span(comparison: Comparison, *, plan: bool = False) -> str:
    """Which two sittings are compared; ``plan``: the earlier one is where a plan began."""
    reference = comparison.reference
    since = (
        f"the mean of {day(reference.parts[0].taken_at)} and {day(reference.parts[1].taken_at)}"
        if reference.parts
        else day(reference.taken_at)
    )
    where = "the start of your plan" if plan else "where change counts from"
    return f"{day(comparison.latest.taken_at)} against {since}, {where}."


def focus(title: str) -> str:
    """That one area is tested by itself, because it was named when a plan began."""
    return (
        f"Change is counted from the sitting at the start of your plan. {title}, its focus, is tested alone; the other "
        "areas are looked at together."
    )


def waiting(earliest: date | None) -> str:
    """From when a sitting can be judged."""
    return f"A sitting on or after {day(earliest)} can be judged." if earliest else ""


def change_rows(
    questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]
) -> list[dict[str, str]]:
    """One dict per scale for a table."""
    title = {scale.id: scale.title for scale in questionnaire.scales}
    return [
        {
            "Area": title[c.scale],
            "Verdict": VERDICT[c.verdict],
            "Change": signed(c.diff, 2),
            "95 % range": between(c.low95, c.high95, 2) if c.verdict != "refused" else "–",
            "p (Holm)": p_value(c.p_holm) if c.verdict != "refused" else "–",
            "Detectable": number(c.detectable, 2),
            "Statements": str(c.items),
        }
        for c in changes
    ]


def pulse_waiting(more: tuple[int, date | None] | None, today: date) -> str:
    """What is missing until a block of four weeks shows a number, and which block that will be."""
    if more is None:
        return ""
    weeks, when = more
    ahead = {1: "One more week", 2: "Two more weeks", 3: "Three more weeks"}[weeks]
    this_one = when is None or block_of(when) == block_of(today)
    block = (
        "this block shows a number" if this_one else "the next block shows a number; too few weeks are left in this one"
    )
    return f"{ahead} with a pulse{f', about {day(when)}' if when else ''}, and {block}."


CHANGE_CAPTION = (
    "Dot: how far the mean of the compared statements moved. Band: 95 % range; it allows for the choice of statements "
    "and for an assumed wobble from day to day. Brackets: a change of one area alone that would be found about half "
    "the time. Only statements answered both times are compared; the verdict looks at all areas at once (Holm)."
)
FOCUS_CAPTION = "The focus of your plan is the exception: it is tested by itself, because it was named before."
PULSE_CHANGE_CAPTION = (
    "Dot: how far the mean of the compared statements moved between the two blocks. Band: 95 % range for the "
    "competency; it allows for the choice of statements and for how much the weeks differed. Brackets: a change of one "
    "area alone that would be found about half the time. The verdict looks at all areas at once (Holm)."
)
TIME_CAPTION = (
    "Dot: mean of the answered statements of one sitting. Band: 95 % range for the usual level. A line breaks where "
    "statements were changed. In the table, “9 of 10” marks a mean that lacks statements. Only the latest sitting "
    "against the marked one carries a verdict; judging every sitting against the first would find something in up to "
    "half of stable people."
)
PULSE_CAPTION = (
    "Dot: mean of the weekly answers of four calendar weeks. Band: 95 % range for the level of these very statements, "
    "narrower than for the competency. A block needs three weeks."
)
CANNOT_TELL = (
    "**Not why.** A change in answers can come from you, from your work, or from a stricter or milder eye on yourself.",
    "**Not for certain.** Now and then an area is called up or down although nothing changed; docs/scoring.md prints "
    "how often.",
    "**Not that a practice helped.** An area that came out lowest tends to rise on a retest with nothing done.",
    "**Not what others see.** These are your own descriptions.",
    "**Not that nothing changed.** “No clear change” means: too small for this form to tell apart from chance.",
)
FATE = {
    "counted": "counts",
    "quality_open": "does not count yet: say under Results whether the answers stand",
    "items_changed": "left out: its statements differ from the latest version’s",
    "same_week": "left out: a later one in the same calendar week took its place",
}


def notes(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> list[str]:
    """What could have been detected, areas that would count alone, and areas that were not compared."""
    found = [text for text in (detectable(changes, questionnaire.answers),) if text]
    title = {scale.id: scale.title for scale in questionnaire.scales}
    alone = [title[c.scale] for c in changes if c.counts_alone]
    if alone:
        found.append(f"{listing(alone)}: {COUNTS_ALONE}")
    found += [f"{title[c.scale]}: {REASON[c.reason]}" for c in changes if c.reason]
    return found


PLAN_REFERENCE = (
    "The latest sitting is the one at the start of your plan. Change counts from it, and a further sitting can be "
    "judged against it."
)


def refusal(comparison: Comparison, *, plan: bool = False) -> str:
    """Why the whole comparison carries no verdict; empty when it carries one. ``plan``: change counts from a plan."""
    if comparison.refused is None:
        return ""
    if plan and comparison.refused == "reference_only":
        return PLAN_REFERENCE
    if comparison.refused == "reference_only" and comparison.reference.parts:
        return (
            "Your first two sittings lie one to two weeks apart. Together they are the start: change counts from their "
            "mean, and a further sitting can be judged against it."
        )
    return REASON[comparison.refused]


def alt(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> str:
    """The change figure as a sentence."""
    rows = change_rows(questionnaire, changes)
    return "; ".join(f"{r['Area']}: {r['Verdict']}, {r['Change']} points, 95 % range {r['95 % range']}" for r in rows)


def time_alt(questionnaire: Questionnaire, sittings: Sequence[object]) -> str:
    """The figure over time as a sentence."""
    areas = listing([scale.title for scale in questionnaire.scales])
    over = count(len(sittings), "sitting")
    return f"Mean answers with 95 % ranges for {areas} over {over}; the table below has every value."


def pulse_alt(trend: PulseTrend) -> str:
    """The pulse figure as a sentence."""
    return f"Four-week means over {count(len(trend.numbers), 'block')}; the table below has every value."


def withheld_rows(table: pd.DataFrame, questionnaire: Questionnaire) -> list[str]:
    """Which sittings show no number for which areas, and why; at most the last eight."""
    title = {scale.id: scale.title for scale in questionnaire.scales}
    why = {
        "too_few_answered": "fewer than four in five statements answered",
        "too_few_items": "too few statements on the form",
        "quality_open": "the question whether the answers stand is still open (see Results)",
    }
    missing: dict[tuple[datetime, str], list[str]] = {}
    for taken, scale, status in zip(table["taken"], table["scale"], table["status"], strict=True):
        if status != "ok":
            missing.setdefault((taken, status), []).append(title.get(scale, scale))
    lines = [
        f"{day(taken)}: no number for {listing(areas)}, {why[status]}." for (taken, status), areas in missing.items()
    ]
    return lines[-8:]


def pulse_lead(changes: Sequence[PulseChange], questionnaire: Questionnaire) -> str:
    """The paragraph above the blocks."""
    if not changes:
        return (
            "One pulse shows no number; a block of four calendar weeks with three pulses does. A verdict compares the "
            "last finished block with the second one ever, because first answers tend to run high."
        )
    return headline(questionnaire, changes)


def pulse_span(pair: tuple[int, int] | None) -> str:
    """Which two blocks are compared."""
    if pair is None:
        return ""
    (first, _), (last, _) = block_dates(pair[0]), block_dates(pair[1])
    return f"The four weeks from {day(last)} against the four weeks from {day(first)}."


def pulse_material(weeks: Sequence[PulseWeek], today: date) -> list[str]:
    """The pulses of today's block as the material behind its numbers, and what became of each."""
    first, last = block_dates(block_of(today))
    inside = [w for w in weeks if first <= w.day <= last]
    listed = [f"{day(w.day)}: {FATE[w.fate]}" for w in inside] or ["No pulse in it so far."]
    return [f"This block runs from {day(first)} to {day(last)}.", *listed]


def pulse_gaps(trend: PulseTrend, today: date) -> list[str]:
    """Areas of today's block that show no number yet although others do, with what is missing and when."""
    number_ = block_of(today)
    if number_ not in trend.numbers:
        return []
    levels = trend.levels(number_)
    if all(level.status != "ok" for level in levels):
        return []
    title = {scale.id: scale.title for scale in trend.questionnaire.scales}
    return [
        f"{title[one.scale]}: {one.weeks} of 3 weeks so far, because a week counts only when its statements are "
        f"answered. {count(one.missing, 'more week')} would do{f', about {day(one.earliest)}' if one.earliest else ''}."
        for one in levels
        if one.status == "too_few_weeks"
    ]


MOVED_COLUMNS = ("Area", "Statement", "Then", "Now")


def moved_label(statements: int) -> str:
    """The heading of the list of statements that moved."""
    return f"The statements that moved ({statements})" if statements else "No statement was answered differently"


def moved_rows(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Area, statement and both answers in words, for statements both forms share, the largest moves first.

    The mean of a double baseline stands as a number where it lies between two answer words.
    """
    reference, latest = comparison.reference, comparison.latest
    q = latest.questionnaire
    before = aligned(reference, q)
    same = {(item.id, item.text, item.reverse) for item in reference.questionnaire.items}
    title = {scale.id: scale.title for scale in q.scales}
    found = [
        (abs(now - then), title[item.scale], item.text, _answer(then, q.answers), _answer(now, q.answers))
        for item, then, now in zip(q.items, before.tolist(), latest.values.tolist(), strict=True)
        if (item.id, item.text, item.reverse) in same and abs(now - then) > 0
    ]
    return [row[1:] for row in sorted(found, key=lambda row: -row[0])]


def _answer(value: float, answers: AnswerScale) -> str:
    return answers.labels[int(value) - answers.low] if value == int(value) else number(value, 1)

"""Change, in words: one verdict, what could have been detected, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from eq.assess.change import Comparison, ScaleChange
from eq.assess.pulse import PulseChange, PulseTrend, block_dates, block_of
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.wording.plain import between, day, listing, number, signed
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
        "The statements were changed between the two sittings. Answers to different statements cannot be compared; "
        "take the same version twice and the comparison starts anew."
    ),
    "reference_only": (
        "First answers tend to run high, so change is counted from your second sitting. That is the one you have "
        "now: it is where change counts from, and a further sitting can be judged against it."
    ),
    "too_soon": (
        "The two sittings are less than four weeks apart. The statements ask about the past four weeks, so both "
        "describe partly the same days."
    ),
    "quality_open": (
        "For one of the two sittings the question whether the answers stand is still open. Answer it under Results."
    ),
    "few_items": "Too few statements on this form for a verdict (at least 6 are needed).",
    "few_common": "Fewer than 80 % of the statements were answered both times.",
    "too_few_weeks": "One of the two blocks has fewer than three weeks.",
    "too_few_items": "Fewer than two statements can be compared.",
}
ONE_SITTING = (
    "One sitting is a start. Because first answers tend to run high, the second sitting is where change is counted "
    "from, and the third is the first that can be judged."
)


def headline(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> str:
    """The one verdict in a sentence."""
    title = {scale.id: scale.title.lower() for scale in questionnaire.scales}
    refused = [title[c.scale] for c in changes if c.verdict == "refused"]
    if len(refused) == len(changes):
        return "**No verdict.** None of the areas could be compared; the reasons are below."
    left = f" Not compared: {listing(refused)}." if refused else ""
    said = []
    for verdict, words in (("up", "went up"), ("down", "went down")):
        names = [title[c.scale] for c in changes if c.verdict == verdict]
        if names:
            said.append(f"{listing(names)} **{words}**")
    leaning = [
        f"{title[c.scale]} ({'up' if c.verdict == 'leaning_up' else 'down'})"
        for c in changes
        if c.verdict in {"leaning_up", "leaning_down"}
    ]
    if said:
        more = f" Leaning, not settled: {listing(leaning)}." if leaning else ""
        rest = " The rest shows no clear change." if any(c.verdict == "unclear" for c in changes) else ""
        return f"By your own answers, {listing(said)}.{more}{rest}{left}"
    if leaning:
        return f"No change is clear yet. Leaning, not settled: {listing(leaning)}.{left}"
    return f"**No clear change.** That is the usual honest answer: what is too small for this form stays unseen.{left}"


def detectable(changes: Sequence[ScaleChange] | Sequence[PulseChange], answers: AnswerScale) -> str:
    """What could have been detected, in points of the answer scale."""
    sizes = [c.detectable for c in changes if c.verdict != "refused"]
    likely = [c.detectable80 for c in changes if c.verdict != "refused"]
    if not sizes:
        return ""
    return (
        f"With these answers a change has to be about {number(sum(sizes) / len(sizes), 1)} points on the scale from "
        f"{answers.low} to {answers.high} before it is called one; a real change of that size is still missed about "
        f"half the time, one of {number(sum(likely) / len(likely), 1)} points one time in five."
    )


def span(comparison: Comparison) -> str:
    """Which two sittings are compared."""
    reference = comparison.reference
    since = (
        f"the mean of {day(reference.parts[0].taken_at)} and {day(reference.parts[1].taken_at)}"
        if reference.parts
        else day(reference.taken_at)
    )
    return f"{day(comparison.latest.taken_at)} against {since}, where change counts from."


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


def pulse_waiting(more: tuple[int, date | None] | None) -> str:
    """What is missing until this block of four weeks shows a number."""
    if more is None:
        return ""
    weeks, when = more
    ahead = {1: "One more week", 2: "Two more weeks", 3: "Three more weeks"}[weeks]
    return f"{ahead} with a pulse{f', about {day(when)}' if when else ''}, and this block shows a number."


CHANGE_CAPTION = (
    "Dot: how far the mean of the compared statements moved. Band: 95 % range; it covers the choice of statements and "
    "the mood of both days. Bracket: what could have been detected. Only statements answered both times are compared; "
    "a verdict looks at all areas at once (Holm)."
)
TIME_CAPTION = (
    "Dot: mean of the answered statements of one sitting. Band: 95 % range for the usual level. Stroke at the foot: a "
    "sitting without a number. Only the latest sitting against the marked one carries a verdict; comparing every pair "
    "would find something in most stable people."
)
PULSE_CAPTION = (
    "Dot: mean of the weekly answers of four calendar weeks. Band: 95 % range for the level of these very statements, "
    "narrower than for the competency. A block needs three weeks; with fewer, a stroke at the foot stands for each."
)
CANNOT_TELL = (
    "**Not why.** A change in answers can come from you, from your work, or from a stricter or milder eye on yourself.",
    "**Not what others see.** These are your own descriptions.",
    "**Not that nothing changed.** “No clear change” means: too small for this form to tell apart from chance.",
)


def notes(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> list[str]:
    """What could have been detected, areas that would count alone, and areas that were not compared."""
    found = [text for text in (detectable(changes, questionnaire.answers),) if text]
    title = {scale.id: scale.title for scale in questionnaire.scales}
    alone = [title[c.scale] for c in changes if c.counts_alone]
    if alone:
        found.append(f"{listing(alone)}: {COUNTS_ALONE}")
    found += [f"{title[c.scale]}: {REASON[c.reason]}" for c in changes if c.reason]
    return found


def alt(questionnaire: Questionnaire, changes: Sequence[ScaleChange] | Sequence[PulseChange]) -> str:
    """The change figure as a sentence."""
    rows = change_rows(questionnaire, changes)
    return "; ".join(f"{r['Area']}: {r['Verdict']}, {r['Change']} points, 95 % range {r['95 % range']}" for r in rows)


def time_alt(questionnaire: Questionnaire, sittings: Sequence[object]) -> str:
    """The figure over time as a sentence."""
    areas = listing([scale.title for scale in questionnaire.scales])
    return f"Mean answers with 95 % ranges for {areas} over {len(sittings)} sittings; the table below has every value."


def pulse_alt(trend: PulseTrend) -> str:
    """The pulse figure as a sentence."""
    return f"Four-week means over {len(trend.numbers)} blocks; the table below has every value."


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


def pulse_material(days: Sequence[date], today: date) -> list[str]:
    """The pulses taken so far in the block of today, as material behind a number that is not there yet."""
    first, last = block_dates(block_of(today))
    inside = sorted({d for d in days if first <= d <= last})
    taken = f"taken so far: {listing([day(d) for d in inside])}" if inside else "nothing taken so far"
    return [f"This block runs from {day(first)} to {day(last)}; {taken}."]

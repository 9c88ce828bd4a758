"""Change, in words: one verdict, what could have been detected, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eq.assess.change import Comparison, ScaleChange
from eq.assess.pulse import PulseChange
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.wording.plain import between, day, listing, number, signed
from eq.wording.results import p_value

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
        more = f" {_capital(listing(leaning))} leans, not settled." if leaning else ""
        rest = " The rest shows no clear change." if len(said) + len(leaning) < len(changes) else ""
        return f"By your own answers, {listing(said)}.{more}{rest}"
    if leaning:
        return f"No change is clear yet. Leaning, not settled: {listing(leaning)}."
    return "**No clear change.** That is the usual honest answer: what is too small for this form stays unseen."


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
    ahead = "One more week" if weeks == 1 else f"{ {2: 'Two', 3: 'Three'}.get(weeks, weeks) } more weeks"
    return f"{ahead} with a pulse{f', about {day(when)}' if when else ''}, and this block shows a number."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

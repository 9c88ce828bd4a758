"""The findings of a report as questions for a talk, and as what they can mean with one next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from eq.coach.asking import Finding, Rule
from eq.coach.report import Question
from eq.wording.plain import count, lower_first, multiple, number, signed
from eq.wording.results import p_said

QUESTIONS_TITLE: Final = "Questions for a talk"
QUESTIONS_LEAD: Final = (
    "Made from this report’s own numbers by fixed rules, the same for everyone. They are offers: leave out what does "
    "not help, and ask what no number shows. None of them reads health or risk, and nor does any other line here."
)
NEXT_TITLE: Final = "What this can mean, and a next step"
NEXT_LEAD: Final = "One step is enough. Choose what matters to you; the numbers only say where a look may be worth it."
STEP: Final = "A step: "
NOTHING_YET: Final = (
    "There is not enough here yet for any number to speak. That is no finding about you, only about how much there is "
    "to count."
)
FIRST_STEP: Final = "Answer one questionnaire, and again four weeks later or more; or write down the next hard contact."

_ASKED: Final[dict[Rule, str]] = {
    "aim": "What would make this talk worth your time?",
    "too-close": "Which of these areas matters most to you at present, whatever the numbers say?",
    "lower": "When is {about} easier for you, and when is it harder? What is different then?",
    "higher": "What do you do about {about} that could help you elsewhere?",
    "change-settled": "What was different in these weeks, at work or outside it, when you think of {about}?",
    "change-leaning": "Have you noticed anything yourself about {about}? The answers lean, and do not settle it.",
    "change-unclear": "What have you noticed since then that a questionnaire like this would not see?",
    "change-refused": "What would you like to look at when the next sitting can be compared?",
    "practice-better": "What would keep “{about}” going in a hard week?",
    "practice-open": "What would tell you yourself whether “{about}” is worth going on with?",
    "practice-worse": "What would you rather try in place of “{about}”?",
    "practice-seldom": "What stood in the way of “{about}”, and what would make it smaller or better placed?",
    "trigger": "Think of the last contact with this trigger, “{about}”. What did you need at that moment?",
    "way-shorter": "What exactly do you do when you use “{about}”?",
    "way-longer": "When do you reach for “{about}”, and what else is going on then?",
    "promises-late": "Which of the promises that are late weighs most, and what would be an honest next word on it?",
    "promises-broken": "What would have had to be known at the time to promise less, or later?",
    "withheld": "Is it worth gathering more here, or does something else tell you enough?",
    "step": "What is one small step until we meet again, and how will you notice that you took it?",
}

_MEANING: Final[dict[Rule, tuple[str, str]]] = {
    "too-close": (
        "The areas of {about} are too close to rank. None of them stands out, so the numbers do not choose for you.",
        "Choose the area that matters most in your work now, and open My plan with it.",
    ),
    "lower": (
        "Among your own answers, {about} lies lower. Its statements may simply be harder to say yes to, and the "
        "lowest area of a sitting tends to come out higher the next time with nothing done.",
        "Read the statements behind {about}, and pick one that you would like to do more often.",
    ),
    "higher": (
        "Among your own answers, {about} lies higher.",
        "Think of one hard contact in which you could use what you do there.",
    ),
    "change-settled": (
        "Your answers on {about} moved by more than this form’s error allows for. It shows that they moved, not why.",
        "Write down what was different in these weeks, while you remember it.",
    ),
    "change-leaning": (
        "Your answers on {about} lean, and do not settle it. One more sitting says more than a guess.",
        "Answer the same questionnaire again four weeks or more after the last time.",
    ),
    "change-unclear": (
        "No area moved clearly. A real change of {limit} points would have been missed about half the time.",
        "Go by what you notice yourself, and answer again after eight to twelve weeks.",
    ),
    "change-refused": (
        "The two sittings of {about} could not be compared; the reason stands with them.",
        "Answer the same questionnaire again when the report says that it can be judged.",
    ),
    "practice-better": (
        "With “{about}” your days lay to the better side. That is your record, not a proof of the cause.",
        "Keep it small enough for a hard week.",
    ),
    "practice-open": (
        "Whether “{about}” helps cannot be told from these days.",
        "Go on if you like it, or try another; both are reasonable.",
    ),
    "practice-worse": (
        "With “{about}” your days did not lie to the better side.",
        "Swap it for another one in My plan.",
    ),
    "practice-seldom": (
        "“{about}” was done on fewer than half of its days.",
        "Make it smaller, or tie it to another moment; a practice that is not done cannot be judged.",
    ),
    "trigger": (
        "“{about}” is the trigger you noted most.",
        "Prepare one sentence for the next time it comes.",
    ),
    "way-shorter": (
        "“{about}” went with shorter recovery in your records. Records show what goes together, not what causes it.",
        "Plan it for the next hard contact, and note how that went.",
    ),
    "way-longer": (
        "“{about}” went with longer recovery in your records. Harder moments may call for it, so this is no mark "
        "against it.",
        "Note next time what else was going on.",
    ),
    "promises-late": (
        "There are promises whose day is over and that are still open.",
        "Choose one, and keep it, move it with a word, or hand it over.",
    ),
    "promises-broken": (
        "Some promises were not kept.",
        "Before the next promise, name the first day on which you are sure.",
    ),
}  # fmt: skip


def question(found: Finding) -> Question:
    """One finding as a question, with the numbers it comes from."""
    return Question(rule=found.rule, text=_ASKED[found.rule].format(about=_about(found)), because=because(found))


def meaning(found: Finding) -> tuple[str, str] | None:
    """What one finding can mean, and the step that follows from it; None where there is nothing to say of it."""
    pair = _MEANING.get(found.rule)
    if pair is None:
        return None
    limit = number(found.limit, 1) if found.limit is not None else ""
    return tuple(text.format(about=_about(found), limit=limit) for text in pair)  # type: ignore[return-value]


def because(found: Finding) -> str:
    """The numbers behind a question, in one sentence."""
    say = _BECAUSE.get(found.rule)
    return say(found) if say is not None else ""


def _about(found: Finding) -> str:
    areas: set[Rule] = {"lower", "higher", "change-settled", "change-leaning"}
    return lower_first(found.about) if found.rule in areas else found.about


def _deviation(found: Finding) -> str:
    return (
        f"{found.about} lies {signed(found.value or 0, 2)} points from the average of all areas of that sitting; "
        f"{number(found.limit or 0, 2)} were needed to count."
    )


def _moved(found: Finding) -> str:
    p = f"p {p_said(found.limit)} after Holm" if found.limit is not None else "no p"
    return f"{found.about}: {signed(found.value or 0, 2)} points on {count(found.n, 'statement')}, {p}."


def _unclear(found: Finding) -> str:
    areas = count(found.n, "area")
    return (
        f"{found.about}: no clear change in {areas}; a change of {number(found.limit or 0, 1)} points would have been "
        "seen about half the time."
    )


def _days(found: Finding) -> str:
    return (
        f"{_TRIAL.get(found.word, 'No word yet')} for “{found.about}”, from {count(found.n, 'day')} before it and "
        f"{count(found.of, 'day')} with it."
    )


def _seldom(found: Finding) -> str:
    low, high = round(100 * (found.low or 0)), round(100 * (found.high or 0))
    return f"Done on {found.n} of {count(found.of, 'planned day')}; 95 % range {low} to {high} %."


def _way(found: Finding) -> str:
    low, high = multiple(found.low or 0), multiple(found.high or 0)
    return (
        f"With it, recovery took {multiple(found.value or 0)} times as long (95 % range {low} to {high}), from "
        f"{count(found.n, 'episode')} with it and {found.of} without, severity and order held equal."
    )


_TRIAL: Final = {
    "likely": "Likely helping",
    "promising": "Promising",
    "cannot-tell": "Cannot tell",
    "may-not-suit": "May not suit",
}

_BECAUSE: Final[dict[Rule, Callable[[Finding], str]]] = {
    "aim": lambda _: "Asked first, whatever the numbers say: the aim is the client’s.",
    "too-close": lambda found: (
        f"{found.about}: {count(found.n, 'area')} cannot be told apart, p {p_said(found.value or 0)}."
    ),
    "lower": _deviation,
    "higher": _deviation,
    "change-settled": _moved,
    "change-leaning": _moved,
    "change-unclear": _unclear,
    "change-refused": lambda found: f"{found.about}: the sittings could not be compared; the reason stands there.",
    "practice-better": _days,
    "practice-open": _days,
    "practice-worse": _days,
    "practice-seldom": _seldom,
    "trigger": lambda found: f"Noted in {found.n} of {count(found.of, 'debrief')}.",
    "way-shorter": _way,
    "way-longer": _way,
    "promises-late": lambda found: f"{found.n} of {count(found.of, 'open promise')} are past their day.",
    "promises-broken": lambda found: f"{found.n} of {count(found.of, 'settled promise')} were not kept.",
    "withheld": lambda found: f"{found.about}: {found.n} more are needed before a number is shown.",
    "step": lambda _: "Asked last, whatever the numbers say: feedback helps most with one goal and a day to look back.",
}

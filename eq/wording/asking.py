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
    "No number in this report points to a next step by itself. That is no finding about you, only about what is in the "
    "report and how much there is to count."
)
FIRST_STEP: Final = "Answer one questionnaire, and again four weeks later or more; or note how a day felt."

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
    "practice-worse": "Would you keep “{about}”, change it or swap it, and what would that depend on?",
    "practice-ended": "What do you take with you from “{about}”, which has ended?",
    "practice-seldom": "What stood in the way of “{about}”, and what would make it smaller or better placed?",
    "trigger": "Think of the last contact with this trigger, “{about}”. What did you need at that moment?",
    "way-shorter": "What exactly do you do when you use “{about}”?",
    "way-longer": "When do you reach for “{about}”, and what else is going on then?",
    "promises-late": "Of what was promised and is late, what weighs most, and what would be an honest next word on it?",
    "promises-broken": "What would have had to be known at the time to promise less, or later?",
    "withheld": "Is it worth gathering more here, or does something else tell you enough?",
    "step": "What is one small step until we meet again, and how will you notice that you took it?",
}

_MEANING: Final[dict[Rule, tuple[str, str]]] = {
    "too-close": (
        "The {n} areas of {about} that show a number are too close to rank. None of them stands out, so the numbers do "
        "not choose for you.",
        "Choose the area that matters most in your work now, and open My plan with it.",
    ),
    "lower": (
        "Among your own answers, {about} lies lower: {size} Its statements may simply be harder to say yes to, and "
        "the lowest area of a sitting tends to come out higher the next time with nothing done.",
        "Read the statements behind {about}, and see whether there is one that you would like to do more often.",
    ),
    "higher": (
        "Among your own answers, {about} lies higher: {size} Its statements may simply be easier to say yes to, and "
        "the highest area of a sitting tends to come out lower the next time.",
        "Think of one hard contact in which you could use what you do there.",
    ),
    "change-settled": (
        "Your answers on {about} moved by more than this form’s error allows for: {size} It shows that they moved, "
        "not why. Part of a move can be chance: what came out unusually low or high tends to lie nearer the middle the "
        "next time.",
        "Write down what was different in these weeks, while you remember it.",
    ),
    "change-leaning": (
        "Your answers on {about} lean, and do not settle it: {size} One more sitting says more than a guess.",
        "Answer the same questionnaire again four weeks or more after the last time.",
    ),
    "change-unclear": (
        "Nothing moved clearly. {because}",
        "Go by what you notice yourself, and answer again after eight to twelve weeks.",
    ),
    "change-refused": (
        "There is no verdict on change for {about} yet; the reason stands with it.",
        "Answer the same questionnaire again when the report says that it can be judged.",
    ),
    "practice-better": (
        "{because} That is your record, not a proof of the cause: days can get better for other reasons, and a hard "
        "time before a practice tends to pass by itself.",
        "If you go on with it, keep it small enough for a hard week.",
    ),
    "practice-open": (
        "{because} These days cannot tell a help from chance.",
        "Go on if you like it, or try another; both are reasonable.",
    ),
    "practice-worse": (
        "{because} That word comes to about one in eight people whose practice does nothing.",
        "Go on with it, make it smaller, or swap it in My plan; go by how it is for you.",
    ),
    "practice-ended": (
        "{because} It has ended, and that is your record, not a proof of the cause.",
        "Note one thing from it that you want to keep, or let it go.",
    ),
    "practice-seldom": (
        "“{about}”: {because} A practice that is not done cannot be judged.",
        "If you want it, make it smaller or tie it to another moment.",
    ),
    "trigger": (
        "“{about}” is among the triggers you noted most, in {n} of {debriefs}. What stayed is what gets noted, so this "
        "does not say how often it comes.",
        "Prepare one sentence for the next time it comes.",
    ),
    "way-shorter": (
        "{because} Records show what goes together, not what causes it: hard moments call for other ways than easy "
        "ones.",
        "Note at the next hard contact what made it possible, or what did not.",
    ),
    "way-longer": (
        "{because} Records show what goes together, not what causes it. Harder moments may call for it, so this is no "
        "mark against it.",
        "Note next time what else was going on.",
    ),
    "promises-late": (
        "{because}",
        "Choose one, and keep it, move it with a word, or hand it over.",
    ),
    "promises-broken": (
        "{because}",
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
    said = {
        "about": _about(found),
        "because": because(found),
        "size": _size(found),
        "n": found.n,
        "debriefs": count(found.of, "debrief"),
    }
    meant, step = (text.format(**said) for text in pair)
    return meant, step


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
    return f"{found.about}: {_by(found)}."


def _by(found: Finding) -> str:
    p = f"p {p_said(found.limit)} after Holm" if found.limit is not None else "no p"
    return f"{signed(found.value or 0, 2)} points on {count(found.n, 'statement')}, {p}"


def _size(found: Finding) -> str:
    """The number of a finding about one area, without its name; "" for others."""
    if found.rule in {"change-settled", "change-leaning"}:
        return f"{_by(found)}."
    if found.rule in {"lower", "higher"}:
        points = f"{signed(found.value or 0, 2)} points from the average of your areas"
        return f"{points}, where {number(found.limit or 0, 2)} were needed to count."
    return ""


def _unclear(found: Finding) -> str:
    least, most = number(found.value or 0, 1), number(found.limit or 0, 1)
    size = f"{least} points" if least == most else f"{least} to {most} points, depending on the area,"
    return (
        f"{found.about}: no clear change in {count(found.n, 'area')}; a change of one area alone by {size} "
        "would have been seen about half the time."
    )


def _days(found: Finding) -> str:
    return (
        f"“{found.about}”: {_TRIAL.get(found.word, 'no word yet')}, from {count(found.n, 'day')} before it and "
        f"{found.of} since it began."
    )


def _seldom(found: Finding) -> str:
    low, high = round(100 * (found.low or 0)), round(100 * (found.high or 0))
    return f"Done on {found.n} of {count(found.of, 'planned day')}; 95 % range for the usual share {low} to {high} %."


def _way(found: Finding) -> str:
    low, high = multiple(found.low or 0), multiple(found.high or 0)
    return (
        f"“{found.about}” {_WENT.get(found.word, 'has no word yet')} in these records: {multiple(found.value or 0)} "
        f"times the minutes (95 % range {low} to {high}), {count(found.n, 'episode')} with it and {found.of} without, "
        f"severity and order held equal, {count(found.tested, 'way')} tested together"
        f"{', fewer than three clients' if found.few else ''}."
    )


def _were(n: int) -> str:
    return "was" if n == 1 else "were"


_WENT: Final = {
    "shorter": "went with shorter recovery",
    "longer": "went with longer recovery",
    "leaning_shorter": "leans towards shorter recovery, not settled,",
    "leaning_longer": "leans towards longer recovery, not settled,",
}
_TRIAL: Final = {
    "likely": "likely helping",
    "promising": "promising, which settles nothing yet",
    "cannot-tell": "cannot tell",
    "may-not-suit": "may not suit",
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
    "change-refused": lambda found: f"{found.about}: no verdict on change yet; the reason stands with it.",
    "practice-better": _days,
    "practice-open": _days,
    "practice-worse": _days,
    "practice-ended": _days,
    "practice-seldom": _seldom,
    "trigger": lambda found: (
        f"Noted in {found.n} of {count(found.of, 'debrief')}; no other trigger of the list was noted in more."
    ),
    "way-shorter": _way,
    "way-longer": _way,
    "promises-late": lambda found: (
        f"{found.n} of {count(found.of, 'open promise')} {'is' if found.n == 1 else 'are'} past the day."
    ),
    "promises-broken": lambda found: (
        f"{found.n} of {count(found.of, 'promise')} kept or not kept {_were(found.n)} not kept."
    ),
    "withheld": lambda found: f"{found.about}: {found.n} more in these days would be enough for a number.",
    "step": lambda _: "Asked last, whatever the numbers say: feedback helps most with one goal and a day to look back.",
}

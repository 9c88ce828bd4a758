"""What a report says of questionnaires: neutral sentences that read the same to the person and to a coach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from eq.assess.change import Comparison, ScaleChange
from eq.assess.profile import OwnProfile
from eq.assess.pulse import Level, PulseTrend
from eq.assess.questionnaire import AnswerScale, Questionnaire
from eq.assess.scores import ScoreTable, interval
from eq.stats import t_quantile
from eq.wording import change as change_words
from eq.wording import results as result_words
from eq.wording.figures import block_days
from eq.wording.levels import label_at, level
from eq.wording.plain import between, count, day, listing, number, upper_first

TITLES: Final[Mapping[str, str]] = {
    "reading": "How to read this report",
    "profile": "The profile",
    "change": "What changed, and what did not",
    "items": "The statements behind it",
    "limits": "What this report cannot tell",
    "appendix": "Appendix: the answers and the exact questionnaires",
}
NO_SITTING: Final = "This report holds no sitting of a questionnaire, so there is nothing to show here."

# The profile

NOT_ENOUGH: Final = "There is not enough in this sitting for numbers; what is missing is said below."
OPEN: Final = "No number is shown for this sitting: the question whether its answers stand has not been settled yet."
OPEN_CELL: Final = "not shown: not settled"
OTHER_STATEMENTS: Final = "†"
COUNTS_FROM: Final = "*"
NOTE: Final = "Note on this sitting"
DAY: Final = "Day"


def sitting(form: Questionnaire, on: date) -> str:
    """The heading over one sitting."""
    return f"{form.title}, {day(on)}"


def finding(form: Questionnaire, scores: ScoreTable, profile: OwnProfile | None) -> str:
    """Levels in words first, then what the test of the own profile allows to say."""
    low80, high80 = interval(scores, 0.80)
    groups: dict[str, list[str]] = {}
    for at, scale in enumerate(form.scales):
        if scores.status_word(0, at) == "ok":
            word = level(scores.mean[0, at], low80[0, at], high80[0, at], form.answers)
            groups.setdefault(word, []).append(scale.title.lower())
    if not groups:
        return NOT_ENOUGH
    said = "; ".join(f"{word} for {listing(names)}" for word, names in groups.items())
    return f"On average the answers are {said}. {comparison(form, profile)}"


def comparison(form: Questionnaire, profile: OwnProfile | None) -> str:
    """What may be said about areas relative to each other."""
    if profile is None:
        return "With fewer than two areas that may show a number, there is nothing to compare."
    title = {scale.id: scale.title.lower() for scale in form.scales}
    if not profile.distinguishable:
        return f"The {len(profile.scales)} areas are too close together to rank."
    named = {word: [title[one.scale] for one in profile.scales if one.word == word] for word in ("higher", "lower")}
    said = [f"{listing(names)} {_is(names)} {word}" for word, names in named.items() if names]
    if not said:
        return "The areas differ somewhere, but no single one stands out clearly from the average of all."
    rest = "; the rest is too close to call" if sum(map(len, named.values())) < len(profile.scales) else ""
    return f"Relative to the other answers, {listing(said)}{rest}."


def area_lines(form: Questionnaire, scores: ScoreTable) -> list[str]:
    """One line for each area: its level in words and in numbers, or why it has none."""
    low80, high80 = interval(scores, 0.80)
    found = []
    for at, scale in enumerate(form.scales):
        if scores.status_word(0, at) != "ok":
            found.append(result_words.withheld(form, scores, at))
            continue
        mean, low, high = (float(one[0, at]) for one in (scores.mean, scores.low95, scores.high95))
        words = level(mean, low80[0, at], high80[0, at], form.answers)
        found.append(
            f"{count(int(scores.answered[0, at]), 'statement')} on {scale.title.lower()}: {words} on average, "
            f"{_range(low, high, form.answers)}. Mean {number(mean, 2)}, 95 % range {between(low, high, 2)} on the "
            f"scale from {form.answers.low} to {form.answers.high}."
        )
    return found


def _range(low: float, high: float, answers: AnswerScale) -> str:
    first, last = label_at(low, answers), label_at(high, answers)
    return f"range within {first}" if first == last else f"range {first} to {last}"


def profile_test(profile: OwnProfile | None) -> str:
    """The test behind the comparison, with its figures; empty where nothing was compared."""
    return result_words.profile_test(profile).replace("your own average", "the average of all areas")


def earlier(shown: int, of: int) -> str:
    """The caption of the sittings before the latest one."""
    which = f"The last {shown} of {of} earlier sittings" if shown < of else "Earlier sittings"
    return (
        f"{which}, the oldest first: mean and 95 % range of each area. They carry no verdict; judging every sitting "
        "against the first would find something in up to half of stable people."
    )


def earlier_signs(used: str) -> str:
    """What the signs behind days mean, those that are in ``used``; "" for none."""
    meaning = {COUNTS_FROM: "Change is counted from here.", OTHER_STATEMENTS: "Answered with other statements."}
    return " ".join(f"{sign} {text}" for sign, text in meaning.items() if sign in used)


# The pulse


def pulse_heading(form: Questionnaire, times: int) -> str:
    """The heading over a pulse."""
    return f"{form.title}, answered {'once' if times == 1 else f'{times} times'}"


def of_first(form: Questionnaire, said: str, instruments: int) -> str:
    """The finding of a section, which is that of its first questionnaire: named where there are several."""
    return said if instruments == 1 else f"{form.title}: {said}"


def pulse_finding(trend: PulseTrend) -> str:
    """What the last block with a number says, in words, and why there is no verdict."""
    known = [row for row in range(len(trend.numbers)) if (trend.status[row] == 0).any()]
    if not known:
        return (
            "One pulse shows no number; a block of four calendar weeks with three pulses does, and there is no such "
            "block in this period."
        )
    block = trend.block(trend.numbers[known[-1]])
    return (
        f"The last block with numbers is {block_days(block.first, block.last)}. One pulse shows no number; a block of "
        "four calendar weeks with at least three pulses does. Blocks are shown side by side here, without a verdict."
    )


def pulse_lines(trend: PulseTrend) -> list[str]:
    """One line for each area of the last block that has any number."""
    known = [number_ for row, number_ in enumerate(trend.numbers) if (trend.status[row] == 0).any()]
    if not known:
        return []
    form = trend.questionnaire
    title = {scale.id: scale.title.lower() for scale in form.scales}
    return [
        f"{upper_first(title[one.scale])}: {_pulse_level(one, form.answers)} on average over "
        f"{count(one.weeks, 'week')}. Mean {number(one.mean, 2)}, 95 % range "
        f"{between(one.fixed_low95, one.fixed_high95, 2)} for these very statements, "
        f"{between(one.low95, one.high95, 2)} for the area."
        if one.status == "ok"
        else f"{upper_first(title[one.scale])}: no number, {count(one.weeks, 'week')} of at least 3 counted."
        if one.status == "too_few_weeks"
        else f"{upper_first(title[one.scale])}: no number, it has too few statements."
        for one in trend.levels(known[-1])
    ]


def _pulse_level(one: Level, answers: AnswerScale) -> str:
    """Words for the area, of which the statements of a pulse are a sample: its 80 % range, as for one sitting."""
    half = float(t_quantile(0.9, one.df)) * one.se
    low, high = (min(max(end, answers.low), answers.high) for end in (one.mean - half, one.mean + half))
    return level(one.mean, low, high, answers)


PULSE_CUT: Final = (
    "A block that began before the period, or is not over on its last day, counts only the pulses inside the period; "
    "its numbers can differ from those of the whole block."
)


def pulse_left_out(n: Mapping[str, int]) -> list[str]:
    """How many pulses did not count, and why."""
    why = {
        "same_week": "a later one in the same calendar week took the place of {}",
        "items_changed": "the statements of {} differ from the latest version’s",
        "quality_open": "the question whether the answers stand is not settled for {}",
    }
    said = [why[fate].format(count(times, "pulse")) for fate, times in n.items() if times and fate in why]
    return [f"Left out of the blocks: {'; '.join(said)}."] if said else []


# Change

ONE_SITTING: Final = (
    "Nothing is compared yet. First answers tend to run high, so change is counted from the second sitting; the third, "
    "four weeks or more after that, is the first that can be judged."
)
PULSE_CHANGE: Final = "A pulse is read in blocks of four weeks, side by side; no verdict is given on it here."
REASON: Final[Mapping[str, str]] = {
    **change_words.REASON,
    "reference_only": (
        "First answers tend to run high, so change is counted from the second sitting, and the latest one is where "
        "change counts from; a further sitting can be judged against it."
    ),
    "quality_open": "For one of the two sittings the question whether the answers stand has not been settled.",
}
PLAN_REFERENCE: Final = (
    "The latest sitting is the one at the start of the plan. Change counts from it, and a further sitting can be "
    "judged against it."
)


def refusal(found: Comparison, *, of_plan: bool) -> str:
    """Why the whole comparison carries no verdict, and from when there can be one."""
    if found.refused is None:
        return ""
    why = PLAN_REFERENCE if of_plan and found.refused == "reference_only" else REASON[found.refused]
    when = change_words.waiting(found.earliest.date() if found.earliest else None)
    return f"No verdict. {why} {when}".strip()


def span(found: Comparison, *, of_plan: bool) -> str:
    """Which sittings are compared."""
    parts = found.reference.parts
    since = listing([day(part.taken_at) for part in parts]) if parts else day(found.reference.taken_at)
    since = f"the mean of {since}" if parts else since
    where = "the start of the plan" if of_plan else "where change counts from"
    return f"{day(found.latest.taken_at)} against {since}, {where}."


NEUTRAL: Final = change_words.Voice("The answers", "No clear change. What is too small for this form stays unseen.")


def headline(form: Questionnaire, changes: Sequence[ScaleChange]) -> str:
    """The one verdict: what moved, what leans, what shows no clear change, what was not compared."""
    return change_words.headline(form, changes, NEUTRAL)


def focus(title: str) -> str:
    """That one area is tested by itself, because it was named when the plan began."""
    return f"{title}, the focus named when the plan began, is tested alone; the other areas are looked at together."


TO_THE_MIDDLE: Final = (
    "What came out unusually low or high the first time tends to lie nearer the middle the next time with nothing "
    "done, so part of a move can be that. Why answers moved cannot be read here."
)


def notes(form: Questionnaire, changes: Sequence[ScaleChange]) -> list[str]:
    """What a move can be, what could have been detected, areas that count alone, and areas that were not compared."""
    title = {scale.id: scale.title for scale in form.scales}
    alone = [title[one.scale] for one in changes if one.counts_alone]
    said = any(one.verdict not in {"unclear", "refused"} for one in changes)
    return [
        *([TO_THE_MIDDLE] if said else []),
        *filter(None, [change_words.detectable(changes, form.answers)]),
        *([f"{listing(alone)}: {change_words.COUNTS_ALONE}"] if alone else []),
        *(f"{title[one.scale]}: {REASON[one.reason]}" for one in changes if one.reason),
    ]


# The statements behind it

ITEMS_LEAD: Final = (
    "Single answers, as material to talk about. One statement says little by itself; the areas above say more."
)
ITEMS_OPEN: Final = "Not shown: the question whether these answers stand has not been settled yet."
ITEMS_PULSE: Final = "A pulse is read in blocks; its single answers are not listed."
ITEMS_COLUMNS: Final = ("Area", "Answered", "Statement", "Answer")
HIGHEST, LOWEST, ALIKE = "higher", "lower", "all alike"
ITEMS_CAPTION: Final = (
    "In each area up to two statements with the highest and two with the lowest answers; of equal ones those that come "
    "first on the form, and no answer stands at both ends."
)
OPPOSITE_CAPTION: Final = "Statements about the opposite behaviour, answered as they stand"
OPPOSITE_COLUMNS: Final = ("Area", "Statement", "Answer")
OPPOSITE_NOTE: Final = (
    "For these, often means less of the area; they were turned round for the mean. One that looks out of place may "
    "have been misread."
)
MOVED_HEADING: Final = "Statements that moved"
NONE_MOVED: Final = "No statement was answered differently."


def moved_caption(shown: int, of: int) -> str:
    """The caption of the statements that moved."""
    if shown < of:
        return f"The {shown} statements that moved furthest, of {of} that moved; the furthest first"
    return f"{count(of, 'statement')} that moved, the furthest first"


# The appendix

HASHES_ONLY: Final = (
    "The single answers were not let out. Without them nobody can score them again; the fingerprint says which exact "
    "version of the questionnaire was answered."
)
WITH_ANSWERS: Final = (
    "Every answer as it was given, so that all numbers about the questionnaires can be worked out again."
)
STATEMENT_COLUMNS: Final = ("No.", "Statement", "Area", "Key")
REVERSED: Final = "opposite"
SITTING_COLUMNS: Final = ("Day", "Answers", "Seconds")
NO_ANSWER, NOT_APPLICABLE = "·", "n"


def statements_caption(form: Questionnaire) -> str:
    """The caption of the list of statements."""
    return f"The statements of {form.title}, version {form.version}"


def sittings_caption(form: Questionnaire) -> str:
    """The caption of the answers, with the signs they use."""
    ends = f"{form.answers.low} “{form.answers.labels[0]}” to {form.answers.high} “{form.answers.labels[-1]}”"
    return (
        f"Answers in the order of the statements above, in groups of five, from {ends}; {NO_ANSWER} not answered, "
        f"{NOT_APPLICABLE} does not apply. Seconds: time on the statements, where it was kept"
    )


def form_facts(form: Questionnaire) -> list[tuple[str, str]]:
    """What names one exact version."""
    return [
        ("Questionnaire", f"{form.title} ({form.id}), version {form.version}"),
        ("Statements", f"{len(form.items)} on {count(len(form.scales), 'area')}"),
        ("Time frame", form.frame or "not stated"),
        ("Fingerprint (SHA-256)", form.digest),
    ]


def days(found: Sequence[date]) -> str:
    """How many sittings, and on which days."""
    return f"{count(len(found), 'sitting')}: {listing([day(one) for one in found])}."


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"

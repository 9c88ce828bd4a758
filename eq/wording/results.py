"""Sentences about one sitting: levels, the own-profile test, and why a number is not shown."""

from __future__ import annotations

from collections.abc import Sequence

from eq.assess.profile import OwnProfile
from eq.assess.questionnaire import MIN_ITEMS, MIN_SHARE, Questionnaire
from eq.assess.scores import STATUS, ScoreTable, interval, pomp
from eq.wording.levels import level
from eq.wording.plain import count, listing, number

NOT_A_TEST = "A self-reflection tool. Not a medical or psychological test, not a diagnosis, not therapy."
SELF_REPORT = "These are your own answers about what you do, not a test of how able you are."
INTENDED_USE = (
    "For your own reflection and, if you choose, for a talk with a coach you trust. Not for hiring, promotion, pay, "
    "discipline or monitoring. If the one who would get it is your manager or HR, we advise you not to share it. "
    "You may refuse anyone who asks, and a copy handed over cannot be called back."
)
CANNOT_TELL = (
    "**Not how you compare with others.** There are no norms, so there is no percentile and no single score.",
    "**Not how able you are.** Describing what one does and being good at it are only loosely related.",
    "**Not a forecast.** Such answers say little about performance at work beyond what else is known of a person.",
    "**Not why an area is lower.** Its statements may simply be harder to say yes to; no test can tell that from doing "
    "them less. An area that comes out lowest also tends to rise on a retest with nothing done.",
    "**Not a first answer for good.** First answers tend to run high, so change is counted from the second sitting.",
    "**Not a comparison of jobs.** “Often” means something else in every job.",
    "**Not the whole story.** The bands allow for the choice of statements and an assumed wobble from day to day, not "
    "for memory or a misread statement.",
)


OPPOSITE_HEADING = "Statements about the opposite behaviour"
OPPOSITE_NOTE = (
    "For these, often means less of the area; they were turned round for the mean. If an answer here looks wrong to "
    "you, the statement may have been misread."
)


def profile_caption(profile: OwnProfile | None) -> str:
    """What dot and band are, and the test behind any comparison."""
    return (
        "Dot: mean of your answered statements (their number stands in the table). Band: 95 % range for your "
        "usual level; it allows for the choice of statements and for an assumed wobble from day to day, and all areas "
        f"share one spread. The words beside an area rest on its 80 % range. {profile_test(profile)}"
    ).rstrip()


def profile_alt(questionnaire: Questionnaire, table: ScoreTable) -> str:
    """The profile figure as a sentence, for those who do not see it."""
    parts = [
        f"{row['Area']}: {row['In words']}, 95 % range {row['95 % range']}" for row in score_rows(questionnaire, table)
    ]
    return "Mean answer and range for each area. " + "; ".join(parts) + "."


def status_word(table: ScoreTable, at: int, row: int = 0) -> str:
    """One of ``STATUS`` for the scale at position ``at``."""
    return STATUS[int(table.status[row, at])]


def score_rows(questionnaire: Questionnaire, table: ScoreTable, row: int = 0) -> list[dict[str, object]]:
    """One dict per scale for a table: scale, words, mean, interval, percent of maximum, statements, note."""
    low80, high80 = interval(table, 0.80)
    found: list[dict[str, object]] = []
    for at, scale in enumerate(questionnaire.scales):
        ok = status_word(table, at, row) == "ok"
        words = (
            level(table.mean[row, at], low80[row, at], high80[row, at], questionnaire.answers) if ok else "not shown"
        )
        found.append(
            {
                "Area": scale.title,
                "In words": words,
                "Mean": number(table.mean[row, at], 2),
                "95 % range": f"{number(table.low95[row, at], 2)} to {number(table.high95[row, at], 2)}" if ok else "–",
                "Percent of maximum": _percent(table, row, at) if ok else "–",
                "Answered": f"{table.answered[row, at]} of {table.items[at]}",
            }
        )
    return found


def _percent(table: ScoreTable, row: int, at: int) -> str:
    low, high = (float(pomp(end[row, at], table.low, table.high)) for end in (table.low95, table.high95))
    return f"{number(table.pomp[row, at], 0)} ({number(low, 0)} to {number(high, 0)})"


def withheld(questionnaire: Questionnaire, table: ScoreTable, at: int, row: int = 0) -> str:
    """Why the scale at position ``at`` has no number, and what is missing; empty when it has one."""
    status, title = status_word(table, at, row), questionnaire.scales[at].title
    if status == "too_few_items":
        return (
            f"{title} has {count(int(table.items[at]), 'statement')} on this form. One sitting needs at least "
            f"{MIN_ITEMS} for a number"
            + ("; short forms are read in blocks of four weeks instead." if questionnaire.is_pulse else ".")
        )
    if status == "too_few_answered":
        need = -(-int(MIN_SHARE * 100) * int(table.items[at]) // 100)
        missing = need - int(table.answered[row, at])
        return (
            f"{title}: {table.answered[row, at]} of {count(int(table.items[at]), 'statement')} answered. A number "
            f"needs {need}, so {missing} more would have been enough."
        )
    return ""


def finding(questionnaire: Questionnaire, table: ScoreTable, profile: OwnProfile | None, row: int = 0) -> str:
    """The paragraph under the title: levels in words first, then what the own-profile test allows to say."""
    low80, high80 = interval(table, 0.80)
    shown = [at for at in range(len(questionnaire.scales)) if status_word(table, at, row) == "ok"]
    if not shown:
        return "There is not enough here for numbers yet. Below is what you answered, and what is missing."
    groups: dict[str, list[str]] = {}
    for at in shown:
        word = level(table.mean[row, at], low80[row, at], high80[row, at], questionnaire.answers)
        groups.setdefault(word, []).append(questionnaire.scales[at].title.lower())
    parts = [f"**{word}** for {listing(names)}" for word, names in groups.items()]
    return f"On average you answered {listing(parts)}. {comparison(questionnaire, profile)} {SELF_REPORT}"


def comparison(questionnaire: Questionnaire, profile: OwnProfile | None) -> str:
    """What may be said about areas relative to each other."""
    if profile is None:
        return "With fewer than two areas that may show a number, there is nothing to compare."
    title = {scale.id: scale.title.lower() for scale in questionnaire.scales}
    if not profile.distinguishable:
        return f"Your {len(profile.scales)} areas are too close together to rank."
    higher = [title[d.scale] for d in profile.scales if d.word == "higher"]
    lower = [title[d.scale] for d in profile.scales if d.word == "lower"]
    if not higher and not lower:
        return "Your areas differ somewhere, but no single one stands out clearly from your average."
    said = [f"{listing(higher)} {_is(higher)} higher"] if higher else []
    said += [f"{listing(lower)} {_is(lower)} lower"] if lower else []
    rest = "; the rest is too close to call" if len(higher) + len(lower) < len(profile.scales) else ""
    return f"Relative to your other answers, {listing(said)}{rest}."


def profile_test(profile: OwnProfile | None) -> str:
    """The test behind the comparison, with its figures."""
    if profile is None:
        return ""
    return (
        f"Omnibus test over the statements: F({number(profile.df1, 0)}, {number(profile.df2, 0)}) = "
        f"{number(profile.f, 2)}, p {p_said(profile.p)}. An area is called higher or lower only if this test is "
        "clear (p ≤ .05) and its distance from your own average exceeds the Bonferroni limit."
    )


def p_value(p: float) -> str:
    """A p value with three places, never zero."""
    return "< .001" if p < 0.0005 else f"{p:.3f}".replace("0.", ".", 1)


def p_said(p: float) -> str:
    """A p value inside a sentence, such as "= .012" or "< .001"."""
    text = p_value(p)
    return text if text.startswith("<") else f"= {text}"


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"

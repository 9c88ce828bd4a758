"""Which findings of a report are talked about, by rules that read nothing but its numbers (docs/coach.md).

No rule reads how low somebody felt, how hard an episode was or what was typed: a report is not read for risk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from eq.assess.profile import OwnProfile
from eq.assess.questionnaire import Questionnaire
from eq.coach.facts import LifeFacts
from eq.coach.report import ChangeRow
from eq.plan.helped import Verdict

Rule = Literal[
    "aim", "too-close", "lower", "higher", "change-settled", "change-leaning", "change-unclear", "change-refused",
    "practice-better", "practice-open", "practice-worse", "practice-ended", "practice-seldom", "trigger", "way-shorter",
    "way-longer", "promises-late", "promises-broken", "withheld", "step",
]  # fmt: skip

MOST: Final = 9
"""Questions on one sheet, the first and the last included."""

FEWEST_DEBRIEFS: Final = 5
"""Debriefs a trigger needs before it is asked about."""

SELDOM: Final = 0.5
"""A practice is asked about when its range of days done lies below this share."""


@dataclass(frozen=True)
class Finding:
    """What one rule found: ``about`` names it in words of ours, ``n`` of ``of`` count it.

    ``value`` with ``low``..``high`` is its number where it has one; ``limit`` what the number had to reach. ``word`` is
    a verdict or a reason by its id. ``tested`` findings of its kind share the error of the word; ``few``: it rests on
    fewer than three clients.
    """

    rule: Rule
    about: str = ""
    n: int = 0
    of: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    limit: float | None = None
    word: str = ""
    tested: int = 1
    few: bool = False


@dataclass(frozen=True)
class Sitting:
    """The latest sitting of one instrument that shows numbers, with its own-profile test.

    ``profile`` is None under two areas, and where the profile is not in the report.
    """

    questionnaire: Questionnaire
    profile: OwnProfile | None


def findings(latest: Sequence[Sitting], changes: Sequence[ChangeRow], facts: LifeFacts) -> tuple[Finding, ...]:
    """What is talked about, at most ``MOST``, in the order of the report; the aim first and the next step last."""
    return (Finding("aim"), *_spread(every(latest, changes, facts), MOST - 2), Finding("step"))


def every(latest: Sequence[Sitting], changes: Sequence[ChangeRow], facts: LifeFacts) -> list[Finding]:
    """All there is to talk about, however much, in the order of the report; the aim and the next step are not in it."""
    return [
        *_profiles(latest),
        *_changes(latest, changes),
        *_practices(facts),
        *_journal(facts),
        *_promises(facts),
        *_withheld(facts),
    ]


def _spread(found: Sequence[Finding], most: int) -> tuple[Finding, ...]:
    """The first of each rule before the second of any, in the order in which they were found."""
    seen: dict[Rule, int] = {}
    ranked = []
    for at, one in enumerate(found):
        seen[one.rule] = seen.get(one.rule, 0) + 1
        ranked.append((seen[one.rule], at))
    kept = sorted(at for _, at in sorted(ranked)[:most])
    return tuple(found[at] for at in kept)


def _profiles(latest: Sequence[Sitting]) -> Iterator[Finding]:
    for sitting in latest:
        profile = sitting.profile
        if profile is None:
            continue
        if not profile.distinguishable:
            yield Finding("too-close", sitting.questionnaire.title, n=len(profile.scales), value=profile.p)
            continue
        titles = _titles(sitting, latest)
        for one in profile.scales:
            if one.word != "near":
                yield Finding(one.word, titles[one.scale], value=one.deviation, limit=one.limit)


def _titles(sitting: Sitting, latest: Sequence[Sitting]) -> dict[str, str]:
    """Scale -> its title; with its questionnaire where there are several, which may call different areas the same."""
    of = f" in {sitting.questionnaire.title}" if len(latest) > 1 else ""
    return {scale.id: f"{scale.title}{of}" for scale in sitting.questionnaire.scales}


def _changes(latest: Sequence[Sitting], changes: Sequence[ChangeRow]) -> Iterator[Finding]:
    for sitting in latest:
        form = sitting.questionnaire
        rows = [row for row in changes if row.questionnaire == form.id]
        titles = _titles(sitting, latest)
        told = [row for row in rows if row.verdict != "refused"]
        for row in told:
            if row.verdict in {"up", "down"}:
                yield _moved("change-settled", row, titles)
            elif row.verdict in {"leaning_up", "leaning_down"}:
                yield _moved("change-leaning", row, titles)
        if told and all(row.verdict == "unclear" for row in told):
            seen = [row.detectable for row in told if row.detectable is not None]
            if seen:
                yield Finding("change-unclear", form.title, n=len(told), value=min(seen), limit=max(seen))
        if rows and not told:
            yield Finding("change-refused", form.title, word=rows[0].reason or "")


def _moved(rule: Rule, row: ChangeRow, titles: dict[str, str]) -> Finding:
    return Finding(
        rule, titles.get(row.scale, row.scale), n=row.items, value=row.diff, limit=row.p_holm, word=row.verdict
    )


_PRACTICE: Final[dict[Verdict, Rule]] = {
    "likely": "practice-better",
    "promising": "practice-better",
    "cannot-tell": "practice-open",
    "may-not-suit": "practice-worse",
}


def _practices(facts: LifeFacts) -> Iterator[Finding]:
    for one in facts.practices:
        done, over = one.adherence, one.phase == "ended"
        if one.verdict is not None:
            rule: Rule = "practice-ended" if over else _PRACTICE[one.verdict]
            yield Finding(rule, one.title, n=one.before, of=one.during, word=one.verdict)
        elif not over and not done.reason and done.high95 < SELDOM:
            yield Finding("practice-seldom", one.title, done.done, done.planned, done.share, done.low95, done.high95)


def _journal(facts: LifeFacts) -> Iterator[Finding]:
    often = max(facts.triggers, key=lambda one: one[1], default=("", 0))
    if often[1] >= FEWEST_DEBRIEFS:
        yield Finding("trigger", often[0], n=often[1], of=facts.debriefs)
    for way in facts.ways:
        shorter = way.verdict in {"shorter", "leaning_shorter"}
        yield Finding(
            "way-shorter" if shorter else "way-longer",
            way.title,
            n=way.n,
            of=way.without,
            value=way.ratio,
            low=way.low,
            high=way.high,
            word=way.verdict,
            tested=way.tested,
            few=way.few_clients,
        )


def _promises(facts: LifeFacts) -> Iterator[Finding]:
    if facts.late:
        yield Finding("promises-late", n=facts.late, of=facts.open)
    if facts.broken and facts.kept is not None and facts.kept.share is not None:
        yield Finding("promises-broken", n=facts.broken, of=facts.kept.of)


def _withheld(facts: LifeFacts) -> Iterator[Finding]:
    for what, missing in facts.withheld[:1]:
        yield Finding("withheld", what, n=missing)

"""Which findings are talked about: by fixed rules, few at a time, never about risk."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from eq.assess.profile import own_profile
from eq.assess.questionnaire import Questionnaire
from eq.coach import asking
from eq.coach.asking import Finding, Rule, Sitting, findings
from eq.coach.facts import LifeFacts, PracticeFact, WayFact
from eq.coach.report import ChangeRow
from eq.content.questionnaires import shipped
from eq.plan.adherence import adherence
from eq.reflect.kept import kept_share
from eq.wording import asking as words

FORM = shipped("five-competencies")
NOTHING = LifeFacts()
CLINICAL = re.compile(
    r"\b(?:risk|depress\w*|anxi\w*|suicid\w*|disorder|symptom\w*|clinical|diagnos\w*|trauma\w*|burn-?out|harm)\b", re.I
)


def answered(form: Questionnaire, by_scale: dict[str, int], other: int = 3) -> Sitting:
    """A sitting whose statements alternate a point around the level of their scale."""
    turned = form.answers.low + form.answers.high
    values = []
    for at, item in enumerate(form.items):
        level = by_scale.get(item.scale, other) + (at % 2)
        values.append(float(turned - level if item.reverse else level))
    return Sitting(form, own_profile(form, np.array(values)))


def row(scale: str, verdict: str, **given: object) -> ChangeRow:
    numbers: dict[str, object] = dict.fromkeys(("diff", "se", "t", "df", "p", "p_holm", "detectable"), 0.4)
    whole = {
        "questionnaire": FORM.id, "before": "a", "after": "b", "scale": scale, "items": 10, **numbers,
        "verdict": verdict, "reason": None, **given,
    }  # fmt: skip
    return ChangeRow.model_validate(whole)


def rules(found: tuple[Finding, ...]) -> list[str]:
    return [one.rule for one in found]


def test_the_aim_comes_first_and_the_step_last_whatever_there_is() -> None:
    """With nothing found the sheet still asks for the aim and for a step, and for nothing else."""
    assert rules(findings((), (), NOTHING)) == ["aim", "step"]


def test_areas_that_cannot_be_told_apart_are_asked_about_as_such() -> None:
    """A flat profile brings one question about what matters and none about single areas."""
    assert rules(findings([answered(FORM, {})], (), NOTHING)) == ["aim", "too-close", "step"]


def test_only_areas_that_passed_the_test_are_asked_about() -> None:
    """One area far below brings one question about it, with its deviation and what it had to reach."""
    found = findings([answered(FORM, {"empathy": 1})], (), NOTHING)
    lower = [one for one in found if one.rule == "lower"]
    assert [one.about for one in lower] == ["Empathy"]
    assert lower[0].value is not None
    assert lower[0].limit is not None
    assert -lower[0].value >= lower[0].limit > 0


@pytest.mark.parametrize(
    ("verdict", "rule"),
    [("up", "change-settled"), ("down", "change-settled"), ("leaning_up", "change-leaning")],
)
def test_a_change_is_asked_about_by_its_verdict(verdict: str, rule: str) -> None:
    """Settled and leaning changes have questions of their own; the unclear beside them have none."""
    rows = [row("empathy", verdict), row("motivation", "unclear")]
    assert rules(findings([answered(FORM, {})], rows, NOTHING))[2:-1] == [rule]


def test_no_clear_change_asks_with_what_could_have_been_seen() -> None:
    """Where nothing moved the question names the largest change that might have been missed."""
    rows = [row("empathy", "unclear", detectable=0.8), row("motivation", "unclear", detectable=1.1)]
    found = [one for one in findings([answered(FORM, {})], rows, NOTHING) if one.rule == "change-unclear"]
    assert [(one.n, one.limit) for one in found] == [(2, 1.1)]


def test_a_refused_comparison_asks_for_what_comes_next() -> None:
    """Without any verdict the reason is passed on."""
    rows = [row("empathy", "refused", reason="too_soon"), row("motivation", "refused", reason="too_soon")]
    found = [one for one in findings([answered(FORM, {})], rows, NOTHING) if one.rule == "change-refused"]
    assert [one.word for one in found] == ["too_soon"]


def practice(done: int, planned: int, verdict: str | None = None) -> PracticeFact:
    return PracticeFact("Slow breathing", verdict, "", adherence(done, planned), "practice", 10, 14)  # type: ignore[arg-type]


def test_a_practice_is_seldom_only_when_its_range_says_so() -> None:
    """Two of ten days are asked about; three of eight, whose range reaches past the half, are not."""
    assert "practice-seldom" in rules(findings((), (), replace(NOTHING, practices=(practice(2, 20),))))
    assert "practice-seldom" not in rules(findings((), (), replace(NOTHING, practices=(practice(3, 8),))))


def test_a_trigger_needs_five_debriefs() -> None:
    """Four debriefs with one trigger bring no question, five do."""
    for n, asked in ((4, False), (5, True)):
        found = findings((), (), replace(NOTHING, debriefs=9, triggers=(("Being interrupted", n),)))
        assert ("trigger" in rules(found)) is asked


FULL = replace(
    NOTHING,
    debriefs=20,
    mistreatments=4,
    triggers=(("Being interrupted", 8),),
    ways=(
        WayFact("Say back what was said", "shorter", 9, 9, 0.5, 0.3, 0.8),
        WayFact("Ask openly", "longer", 9, 9, 1.5, 1.1, 2.0),
    ),
    open=4,
    late=2,
    broken=1,
    practices=tuple(practice(9, 10, word) for word in ("likely", "promising", "cannot-tell", "may-not-suit")),
    withheld=(("Recovery", 3),),
)  # fmt: skip
ROWS = [row("empathy", "up"), row("motivation", "leaning_down"), row("social-skills", "unclear")]


def test_a_sheet_stays_short_and_keeps_one_of_every_kind_before_a_second() -> None:
    """However much there is to ask, at most nine questions stand, and no rule is asked twice while another waits."""
    found = findings([answered(FORM, {"empathy": 1, "motivation": 4})], ROWS, FULL)
    assert len(found) == asking.MOST
    assert len(set(rules(found))) == len(found)


def test_mistreatment_changes_no_question() -> None:
    """How often somebody was mistreated is read by no rule."""
    assert findings((), (), FULL) == findings((), (), replace(FULL, mistreatments=0))


def test_every_rule_has_a_question_and_its_evidence() -> None:
    """No rule is without words; all but the first and last rest on a number of the report."""
    for rule in get_args(Rule):
        said = words.question(Finding(rule, "Empathy", 3, 9, 0.5, 0.2, 0.9, 0.4, "likely"))
        assert said.text.endswith("?") or said.text.endswith(".")
        assert "{" not in said.text + said.because
        assert said.because


def test_no_question_or_meaning_reads_a_clinical_risk() -> None:
    """Words of illness or danger stand in no question, no evidence and no meaning."""
    for rule in get_args(Rule):
        found = Finding(rule, "Empathy", 3, 9, 0.5, 0.2, 0.9, 0.4, "likely")
        said = words.question(found)
        assert not CLINICAL.search(" ".join((said.text, said.because, *(words.meaning(found) or ()))))


def said(found: Finding) -> str:
    return " ".join((words.because(found), *(words.meaning(found) or ())))


def test_a_practice_that_has_ended_is_not_one_to_go_on_with_or_to_swap() -> None:
    """An ended practice with a word is asked about as ended; one that was seldom done is not asked about any more."""
    ended = replace(practice(2, 20, "may-not-suit"), phase="ended")
    found = findings((), (), replace(NOTHING, practices=(ended, replace(practice(2, 20), phase="ended"))))
    assert rules(found) == ["aim", "practice-ended", "step"]
    assert "swap" not in said(found[1])
    assert "10 days before" in said(found[1])


@pytest.mark.parametrize("verdict", ["leaning_shorter", "leaning_longer"])
def test_a_leaning_way_is_not_told_as_settled(verdict: str) -> None:
    """The person reads that it leans, how many ways were tested and that few clients stand behind it."""
    way = WayFact("Ask openly", verdict, 9, 11, 0.7, 0.4, 1.1, tested=6, few_clients=True)  # type: ignore[arg-type]
    text = said(findings((), (), replace(NOTHING, ways=(way,)))[1])
    assert "not settled" in text
    assert "6 ways tested together" in text
    assert "fewer than three clients" in text
    assert "9 episodes with it and 11 without" in text
    assert "went with" not in text


def test_a_promising_practice_is_not_told_as_likely_helping() -> None:
    """The words for the two differ, and only the weaker one says that it settles nothing."""
    likely, promising = (said(Finding("practice-better", "Pause", 10, 14, word=one)) for one in ("likely", "promising"))
    assert "settles nothing" in promising
    assert "settles nothing" not in likely
    assert all("14 since it began" in text and "not a proof" in text for text in (likely, promising))


def test_what_is_said_to_the_person_comes_with_its_numbers() -> None:
    """Every meaning holds a digit or says that there is no verdict: nothing is claimed without what it rests on."""
    for rule in get_args(Rule):
        found = Finding(rule, "Empathy", 3, 9, 0.5, 0.2, 0.9, 0.4, "likely")
        meant = words.meaning(found)
        assert meant is None or any(sign.isdigit() for sign in meant[0]) or "no verdict" in meant[0]


def test_the_lowest_and_the_highest_area_both_say_that_they_tend_to_the_middle() -> None:
    """Chance pulls either end back: the one is no deficit and the other no gift."""
    for rule in ("lower", "higher", "change-settled"):
        assert "the next time" in said(Finding(rule, "Empathy", 3, 9, 0.5, limit=0.4))  # type: ignore[arg-type]


def test_promises_are_counted_against_those_that_were_kept_or_not() -> None:
    """A moved or handed-over promise is settled too, and in neither number; one is said in the singular."""
    text = said(Finding("promises-broken", n=1, of=47))
    assert "1 of 47 promises kept or not kept was not kept" in text
    assert "1 of 3 open promises is past the day" in said(Finding("promises-late", n=1, of=3))


def test_areas_of_several_questionnaires_are_told_apart() -> None:
    """Two forms may call different statements by one name: then every finding says of which form it is."""
    other = Sitting(FORM.model_copy(update={"id": "other", "title": "Other"}), own_profile(FORM, np.full(50, 3.0)))
    found = findings([answered(FORM, {"empathy": 1}), other], [row("empathy", "up")], NOTHING)
    told = [one.about for one in found if one.rule in {"lower", "change-settled"}]
    assert told == [f"Empathy in {FORM.title}"] * 2


def test_few_promises_are_not_read_as_a_share() -> None:
    """Below the number from which a kept share is shown, one that was not kept brings no question."""
    few, enough = (kept_share({"kept": kept, "broken": 1}) for kept in (1, 9))
    assert "promises-broken" not in rules(findings((), (), replace(NOTHING, broken=1, kept=few)))
    assert "promises-broken" in rules(findings((), (), replace(NOTHING, broken=1, kept=enough)))

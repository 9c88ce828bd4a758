"""Whatever is altered in a report is named: a number, a sentence, an answer, a statement."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from eq.coach.report import Report
from eq.report.following import MOST, follows
from eq.report.limits import limits
from eq.report.reading import reading
from eq.wording import following as words

Document = dict[str, Any]
Change = Callable[[Document], None]


def section(document: Document, name: str) -> Document:
    return next(one for one in document["sections"] if one["id"] == name)


def block(document: Document, name: str, kind: str, at: int = 0) -> Document:
    return [one for one in section(document, name)["blocks"] if one["type"] == kind][at]


def ok(document: Document) -> Document:
    return next(row for row in document["scores"] if row["status"] == "ok")


def statement(document: Document) -> Document:
    return document["instruments"][0]["items"][0]


def area_b(document: Document) -> Document:
    """The comparison of the area that moved."""
    return document["changes"][1]


def answer(document: Document) -> Document:
    """An answer of the latest sitting."""
    return next(one for one in document["sittings"] if one["id"] == "s2")["answers"][0]


@pytest.fixture
def altered(proven) -> Callable[[Change], Report]:
    """A report that went through a file and was altered there."""
    document = json.loads(json.dumps({k: v for k, v in proven().document().items() if k != "digest"}))

    def change(act: Change) -> Report:
        fresh = copy.deepcopy(document)
        act(fresh)
        assert fresh != document, "the test altered nothing"
        return Report.model_validate(fresh)

    return change


def test_a_whole_report_follows(proven):
    """A report made here follows, before and after a file, and what no answers stand behind is listed."""
    through = Report.model_validate({k: v for k, v in proven().document().items() if k != "digest"})
    for report in (proven(), through):
        check = follows(report)
        assert (check.status, check.differences) == ("yes", ())
        assert check.numbers > 500
        assert check.unchecked == (words.REFERENCE, words.ORDER, words.COVER)


def put(where: Callable[[Document], Document], key: str, value: Any) -> Change:
    """Sets one key; a function of the old value where ``value`` is one."""

    def act(document: Document) -> None:
        found = where(document)
        found[key] = value(found[key]) if callable(value) else value

    return act


def more(x: float) -> float:
    return x * (1 + 1e-6)


SCORE = [(put(ok, name, more), name) for name in ("mean", "se", "df", "low95", "high95", "pomp")]
CHANGE = [(put(area_b, name, more), name) for name in ("diff", "se", "t", "df", "p", "p_holm", "detectable")]
NAMES = {
    "se": "standard error", "df": "degrees of freedom", "low95": "lower end", "high95": "upper end",
    "pomp": "percent of maximum", "diff": "change", "p_holm": "p (Holm)", "detectable": "detectable change",
}  # fmt: skip


@pytest.mark.parametrize(("act", "name"), SCORE)
def test_a_changed_score_is_named(altered, act, name):
    """Each number of a score, moved by a millionth, is named with its scale and day, and with nothing else."""
    check = follows(altered(act))
    (one,) = check.differences
    assert check.status == "no"
    assert one.where.startswith("Score of area-a in small, 5 January 2026")
    assert NAMES.get(name, name) in one.where
    assert one.said != one.found


@pytest.mark.parametrize(("act", "name"), CHANGE)
def test_a_changed_comparison_is_named(altered, act, name):
    """Each number of a change, moved by a millionth, is named with its scale and both days."""
    (one,) = follows(altered(act)).differences
    assert one.where.startswith("Change of area-b in small, 9 February 2026 to 16 March 2026")
    assert NAMES.get(name, name) in one.where


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (put(ok, "answered", 9), "answered"),
        (put(ok, "items", 9), "statements"),
        (put(ok, "status", "too_few_items"), "status"),
        (put(ok, "taken_at", "2026-01-05T10:00:00Z"), "instant"),
        (put(lambda d: d["changes"][0], "verdict", "down"), "verdict"),
        (put(lambda d: d["changes"][0], "reason", "few_items"), "reason"),
        (put(lambda d: section(d, "profile"), "lead", lambda text: text.replace("higher", "lower") + "!"), "lead"),
        (put(lambda d: section(d, "change"), "title", "All is well"), "title"),
        (put(lambda d: block(d, "profile", "bullets")["items"], 0, "Mean 5.00."), "“The profile”, block 2"),
        (put(lambda d: block(d, "profile", "paragraph"), "text", "No test."), "The profile"),
        (put(lambda d: block(d, "profile", "table")["rows"][0], 1, "5.00 (5.00 to 5.00)"), "row 1 2"),
        (put(lambda d: block(d, "profile", "figure")["rows"][0], -2, lambda x: (x or 0) + 0.1), "The profile"),
        (put(lambda d: block(d, "profile", "figure"), "alt", "All high."), "alt"),
        (put(lambda d: block(d, "profile", "figure", 1)["table"]["rows"][0], 1, "9"), "The profile"),
        (put(lambda d: block(d, "change", "figure"), "title", "Up, all of it"), "What changed"),
        (put(lambda d: block(d, "change", "bullets")["items"], 0, "All was seen."), "What changed"),
        (put(lambda d: block(d, "items", "table")["rows"][0], 3, "Never"), "The statements"),
        (put(lambda d: block(d, "items", "table", -1)["rows"][0], 2, "Never at all"), "The statements"),
        (put(lambda d: block(d, "appendix", "table", 1)["rows"][0], 1, "55555"), "Appendix"),
        (put(lambda d: block(d, "appendix", "facts")["rows"][-1], 1, "0" * 64), "Appendix"),
        (put(lambda d: block(d, "limits", "bullets")["items"], 0, "It tells everything."), "cannot tell"),
        (put(lambda d: section(d, "reading"), "lead", "A clinical test."), "How to read"),
        (put(lambda d: block(d, "profile", "quote"), "text", "Another note."), "The profile"),
        (lambda d: section(d, "profile")["blocks"].pop(), "how many"),
        (lambda d: section(d, "items")["blocks"].append({"type": "paragraph", "text": "More."}), "how many"),
        (lambda d: d["scores"].pop(0), "Score of area-a"),
        (lambda d: d["scores"].append(d["scores"][0]), "twice"),
        (lambda d: d["changes"].clear(), "Change of area-a"),
        (lambda d: d["sections"].remove(section(d, "profile")), "Score of area-a"),
    ],
)  # fmt: skip
def test_an_altered_word_or_row_is_named(altered, act, named):
    """Words, sentences, cells, rows and figures that the answers do not give are named."""
    check = follows(altered(act))
    assert check.status == "no"
    assert any(named in one.where for one in check.differences), check.differences


def test_a_changed_answer_is_seen_in_what_follows_from_it(altered):
    """An answer that was changed alone no longer gives the scores, the change and the sentences that stand there."""
    check = follows(altered(put(answer, "value", lambda x: 1 if x == 5 else 5)))
    where = " ".join(one.where for one in check.differences)
    assert check.status == "no"
    assert "Score of area-a in small, 16 March 2026, mean" in where
    assert "Change of area-a" in where
    assert "Appendix" in where


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (put(statement, "text", "Something else."), "Sitting of 5 January 2026 (s0), questionnaire"),
        (put(statement, "reverse", True), "questionnaire"),
        (put(lambda d: d["instruments"][0]["answers"], "labels", ["N", "R", "S", "O", "A"]), "questionnaire"),
        (put(lambda d: d["instruments"][0]["answers"], "labels", ["N"]), "Questionnaire small"),
        (put(answer, "value", 6), "s2"),
        (put(answer, "item", "nothing"), "statement"),
        (lambda d: d["sittings"][-1]["answers"].append(d["sittings"][-1]["answers"][0]), "answers"),
        (put(lambda d: d["sittings"][-1], "answers", None), "answers"),
        (put(lambda d: d["sittings"][0], "local", "2026-01-20"), "day"),
        (lambda d: d["sittings"].reverse(), "Sittings"),
        (lambda d: d["sittings"].append(d["sittings"][-1]), "Sittings"),
        (put(lambda d: d["sittings"][0], "taken_at", "2026-12-05T09:00:00Z"), "Sitting"),
        (lambda d: d["instruments"].append(d["instruments"][0]), "Questionnaires"),
        (put(lambda d: d["compared"][0], "latest", "s1"), "latest"),
        (put(lambda d: d["compared"][0], "reference", ["gone"]), "What is compared"),
        (put(lambda d: d["compared"][0], "reference", ["s0", "s1"]), "What is compared"),
        (lambda d: d["compared"].append(d["compared"][0]), "Comparisons"),
    ],
)  # fmt: skip
def test_broken_records_are_named_before_anything_is_worked_out(altered, act, named):
    """Answers that do not fit their questionnaire, and sittings that are not there, are named and nothing crashes."""
    check = follows(altered(act))
    assert check.status == "no"
    assert any(named in one.where for one in check.differences), check.differences


@pytest.mark.parametrize(
    "act",
    [
        put(lambda d: d["compared"][0], "focus", None),
        put(lambda d: d["compared"][0], "of_plan", False),
        put(lambda d: d["compared"][0], "reference", ["s0"]),
        lambda d: d["compared"].clear(),
    ],
)
def test_another_comparison_gives_other_numbers(altered, act):
    """What is compared with what decides the numbers of the change, so altering it is seen there."""
    assert follows(altered(act)).status == "no"


def test_without_answers_it_says_so(proven):
    """Kept-back answers are neither proof nor fault; what was not compared is listed. Its frame still is."""
    check = follows(proven(answers=False))
    assert check.status == "withheld"
    assert not check.differences
    assert check.unchecked == ("the profile", "what changed", "the statements", "the appendix", words.COVER)
    sections = [one.model_copy(update={"lead": "A test."}) if one.id == "limits" else one for one in proven().sections]
    assert follows(proven(answers=False, sections=tuple(sections))).status == "no"


def test_sections_that_were_not_chosen_are_not_missed(proven):
    """A report of the appendix alone follows as well: nothing else was chosen."""
    for chosen in (frozenset({"appendix"}), frozenset({"change"}), frozenset({"profile", "items"})):
        assert follows(proven(chosen=chosen)).status == "yes"


def test_at_most_two_hundred_differences_are_named(altered):
    """A report with everything altered names the first two hundred."""

    def act(document: Document) -> None:
        for row in document["scores"]:
            row["answered"] += 1
        for row in block(document, "appendix", "table")["rows"]:
            row[:] = ["x"] * 4
        for one in document["sections"]:
            one["title"] = "?"
            for part in one["blocks"]:
                if part["type"] == "figure":
                    part["rows"] = [["?"] * len(row) for row in part["rows"]]

    assert len(follows(altered(act)).differences) == MOST


def test_a_report_without_questionnaires_follows(proven):
    """Nothing was taken: there is nothing to prove and nothing wrong."""
    cover = proven().cover
    frame = (reading(cover, "coach"), limits((), "coach"))
    empty = proven(sections=frame, scores=(), changes=(), compared=(), sittings=(), instruments=())
    check = follows(empty)
    assert (check.status, check.unchecked) == ("yes", (words.COVER,))


def test_the_sample_for_writers_is_found_not_to_follow(made):
    """A report built by hand, whose numbers follow from nothing, is told from a real one."""
    assert follows(made()).status == "no"


def test_what_another_version_worded_is_not_called_altered(proven):
    """A report of an earlier version may say the same in other words: its rows are compared, its sentences named."""
    report = proven()
    lead = [one.model_copy(update={"lead": "Worded otherwise."}) for one in report.sections]
    earlier = report.model_copy(update={"sections": tuple(lead), "made_with": "EQ Reflect 0.0.1"})
    check = follows(earlier, this=report.made_with)
    assert check.status == "yes"
    assert words.WORDING in check.unchecked
    assert check.numbers >= len(report.scores)
    assert follows(earlier).status == "no"


def test_a_number_of_another_version_still_has_to_follow(proven):
    """Whoever names another version gets no altered score through."""
    report = proven()
    first = report.scores[0].model_copy(update={"mean": 4.9})
    altered = report.model_copy(update={"scores": (first, *report.scores[1:]), "made_with": "EQ Reflect 0.0.1"})
    assert follows(altered, this=report.made_with).status == "no"

"""Results: words before numbers, what is withheld and why, the statements behind it, and mending a sitting."""

from __future__ import annotations

from datetime import date

import pytest

from eq.actions import results, taking
from eq.actions.taking import Given


def result_of(workspace):
    return results.sittings(workspace)[0]


def test_without_a_sitting_there_is_one_thing_to_do(tab):
    tab.open("results")
    assert tab.title == "Nothing to show yet"
    assert tab.click("empty-results-go").title == "Choose a questionnaire"


def test_the_finding_stands_in_words_above_the_figure(tab, sit, shipped):
    sit(shipped("five-competencies"))
    tab.open("results")
    assert tab.title == "What your answers say"
    assert "Five competencies · 21 November 2026 · 50 statements" in tab.words
    assert "On average you answered" in tab.words
    assert "not a test of how able you are" in tab.words
    assert tab.figures == 1
    assert "no percentile" in tab.words
    assert "Not for hiring" in tab.words


def test_the_table_behind_the_figure_holds_its_values(tab, sit, shipped):
    sit(shipped("five-competencies"))
    [figure] = [table for table in tab.open("results").tables if table[0][0] == "Self-awareness"]
    assert len(figure) == 5
    assert all("95" not in cell for row in figure for cell in row)
    assert any("10 of 10" in cell for cell in figure[0])


def test_an_area_with_too_few_answers_shows_its_reason_and_no_number(tab, sit, shipped):
    """Three of ten statements "no chance to do this": seven are answered, eight are needed, one more would do."""
    form = shipped("five-competencies")
    none = {item.id: None for item in [i for i in form.items if i.scale == "empathy"][:3]}
    sit(form, given=none)
    tab.open("results")
    assert "Not shown as a number, and why" in tab.headings
    assert "Empathy: 7 of 10 statements answered. A number needs 8, so 1 more would have been enough." in tab.words
    assert tab.figures == 1
    [figure] = [table for table in tab.tables if table[0][0] == "Self-awareness"]
    assert any("not shown" in cell for row in figure if row[0] == "Empathy" for cell in row)


def test_with_nothing_to_show_there_is_no_figure_but_the_material(tab, sit, shipped):
    form = shipped("five-competencies")
    sit(form, given={item.id: None for item in form.items[1:]})
    tab.open("results")
    assert tab.figures == 0
    assert "There is not enough here for numbers yet." in tab.words
    assert tab.words.count("of 10 statements answered. A number needs 8") == 5
    assert "The statements behind it" in tab.headings


def test_a_pulse_shows_no_number_and_leads_to_its_blocks(tab, sit, shipped):
    sit(shipped("pulse"))
    tab.open("results")
    assert tab.figures == 0
    assert "short forms are read in blocks of four weeks instead" in tab.words
    assert tab.click("results.blocks").title == "Your pulse, four weeks at a time"


def test_statements_about_the_opposite_stand_under_their_own_heading(tab, sit, shipped):
    """Answers are shown as they were given, not turned round."""
    form = shipped("five-competencies")
    opposite = next(item for item in form.items if item.reverse and item.scale == "self-awareness")
    sit(form, given={opposite.id: 5})
    tab.open("results")
    assert tab.words.count("Statements about the opposite behaviour") == 5
    [cells] = [row for table in tab.tables for row in table if row[0] == opposite.text]
    assert cells[1] == "Always or almost always"
    straight = {item.text for item in form.items if not item.reverse}
    for table in tab.tables:
        asked = {row[0] for row in table}
        assert not (asked & straight and opposite.text in asked)


def test_every_statement_stands_behind_its_area_with_the_answer_in_words(tab, sit, shipped):
    form = shipped("five-competencies")
    sit(form, given={form.items[0].id: None})
    tab.open("results")
    shown = {row[0]: row[1] for table in tab.tables for row in table if len(row) == 2}
    assert {item.text for item in form.items} <= shown.keys()
    assert shown[form.items[0].text] == "No chance to do this"
    assert next(e.label for e in tab.app.expander if "answered" in e.label).endswith("9 of 10 answered")


def test_the_passport_says_what_is_not_known(tab, sit, shipped):
    sit(shipped("five-competencies"))
    tab.open("results")
    assert "Evidence passport" in [expander.label for expander in tab.app.expander]
    assert "Not yet validated." in tab.words
    assert "CC-BY-4.0" in tab.words


# The question about quick or alike answers ---------------------------------------------------------------------------


@pytest.fixture
def alike(sit, shipped):
    form = shipped("five-competencies")
    return sit(form, given={item.id: 3 for item in form.items})


def test_alike_answers_bring_one_kind_question_and_no_number(tab, alike):
    tab.open("results")
    assert tab.title == "Before the numbers"
    assert "Would you like to check them?" in tab.words
    assert "50 answers in a row were the same" in tab.words
    assert tab.figures == 0
    assert [table for table in tab.tables if table[0][0] == "Self-awareness"] == []
    assert "The statements behind it" in tab.headings


def test_a_word_from_the_person_shows_the_numbers_for_good(tab, new_tab, alike):
    tab.open("results").click("results.stand")
    assert tab.title == "What your answers say"
    assert tab.figures == 1
    assert new_tab().open("results").title == "What your answers say"


def test_checking_opens_the_sitting_again_and_asks_no_second_time(tab, workspace, alike):
    tab.remember(take__plain=True).open("results").click("results.check")
    assert tab.has("take.leave")
    [draft] = taking.drafts(workspace)
    assert draft.id == alike
    assert draft.answered == 50


# Choosing and mending ------------------------------------------------------------------------------------------------


def test_the_latest_sitting_is_shown_and_another_can_be_chosen(tab, sit, shipped, at):
    at("2026-09-01T09:00:00Z")
    first = sit(shipped("five-competencies"))
    at("2026-11-01T09:00:00Z")
    latest = sit(shipped("client-work"))
    tab.open("results")
    assert f"{shipped('client-work').title} · 1 November 2026 · 40 statements" in tab.words
    pick = tab.app.selectbox[0]
    assert [option.endswith("1 Sep 2026") for option in pick.options] == [False, True]
    pick.set_value(first)
    tab.run()
    assert "Five competencies · 1 September 2026" in tab.words
    tab.app.selectbox[0].set_value(latest)
    assert "1 November 2026 · 40 statements" in tab.run().words
    tab.app.selectbox[0].set_value(first)
    assert "Five competencies · 1 September 2026" in tab.run().words


def edit(tab, day=None, note=None):
    tab.click("sitting.edit")
    if day is not None:
        tab.app.date_input(key="sitting.edit.day").set_value(day)
    if note is not None:
        tab.app.text_area(key="sitting.edit.note").set_value(note)
    return tab.click_in_dialog("sitting.edit", "sitting.edit.keep")


def test_a_date_can_be_mended_and_the_edit_undone(tab, workspace, sit, shipped):
    before = (sit(shipped("five-competencies")), result_of(workspace).taken_at)
    edit(tab.open("results"), date(2026, 11, 3), "After the long week.")
    assert "You can undo this edit below." in tab.words
    assert "· 3 November 2026 ·" in tab.words
    assert [text.value for text in tab.app.text] == ["After the long week."]
    changed = result_of(workspace)
    assert (changed.taken_at.date(), changed.taken_at.timetz(), changed.note) == (
        date(2026, 11, 3), before[1].timetz(), "After the long week.",
    )  # fmt: skip
    tab.click("sitting.undo")
    assert "as they were before" in tab.words
    assert "· 21 November 2026 ·" in tab.words
    assert (result_of(workspace).taken_at, result_of(workspace).note) == (before[1], "")
    assert not tab.has("sitting.undo")


def test_a_note_alone_leaves_the_instant_untouched(tab, workspace, sit, shipped):
    sit(shipped("five-competencies"))
    before = result_of(workspace).taken_at
    edit(tab.open("results"), note="Only a note")
    assert (result_of(workspace).taken_at, result_of(workspace).note) == (before, "Only a note")


def test_a_day_that_is_still_to_come_cannot_be_chosen(tab, sit, shipped):
    sit(shipped("five-competencies"))
    tab.open("results").click("sitting.edit")
    assert tab.app.date_input(key="sitting.edit.day").max == date(2026, 11, 21)


def test_deleting_names_what_goes_and_asks_once(tab, workspace, sit, shipped):
    sit(shipped("five-competencies"))
    tab.open("results").click("sitting.delete")
    assert "“Five competencies” of 21 November 2026 with 50 answers and its note will be deleted" in tab.words
    assert "This cannot be undone." in tab.words
    assert len(results.sittings(workspace)) == 1
    tab.click_in_dialog("sitting.delete", "sitting.delete.go")
    assert tab.title == "Nothing to show yet"
    assert "The sitting was deleted." in tab.words
    assert results.sittings(workspace) == []


def test_deleting_one_shows_the_other(tab, workspace, sit, shipped, at):
    at("2026-09-01T09:00:00Z")
    first = sit(shipped("five-competencies"))
    at("2026-11-01T09:00:00Z")
    sit(shipped("five-competencies"))
    tab.open("results").click("sitting.delete").click_in_dialog("sitting.delete", "sitting.delete.go")
    assert [s.id for s in results.sittings(workspace)] == [first]
    assert "Five competencies · 1 September 2026" in tab.words


def test_a_sitting_that_another_tab_deleted_is_met_in_words(tab, workspace, sit, shipped, at):
    at("2026-09-01T09:00:00Z")
    sit(shipped("five-competencies"))
    at("2026-11-01T09:00:00Z")
    second = sit(shipped("client-work"))
    tab.open("results")
    taking.discard(workspace, second)
    assert "Five competencies · 1 September 2026" in tab.run().words


def test_answers_that_are_mended_change_the_result(tab, workspace, sit, shipped):
    """Checking again keeps every answer; one that is changed shows in the result, the others stay."""
    form = shipped("five-competencies")
    assessment = sit(form)
    taking.reopen(workspace, assessment)
    taking.answer(workspace, taking.draft(workspace, assessment), {form.items[0].id: Given(1)})
    taking.finish(workspace, assessment)
    shown = {row[0]: row[1] for table in tab.open("results").tables for row in table if len(row) == 2}
    assert shown[form.items[0].text] == "Never or almost never"

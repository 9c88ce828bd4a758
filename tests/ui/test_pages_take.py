"""Take: what can be taken, what is said beforehand, adding and removing one's own, answering, review and finish."""

from __future__ import annotations

from pathlib import Path

import pytest

from eq.actions import instruments, results, taking

BROKEN = Path(__file__).parent.parent / "data" / "broken"
OWN = """
id: own
version: 1
title: "My own"
answers: {low: 1, high: 3, labels: ["Never", "Sometimes", "Always"], not_applicable: "No chance"}
scales: [{id: calm, title: "Calm"}]
items:
  - {id: c-1, scale: calm, text: "I wait."}
  - {id: c-2, scale: calm, text: "I breathe."}
"""


def begun(tab):
    """Keys of the cards' buttons in the order in which they stand on the page."""
    return [b.key for b in tab.app.button if b.key.startswith(("take.begin.", "take.on.", "take.keep.", "take.new."))]


def plain(tab):
    return tab.remember(take__plain=True)


def choose(tab, *places):
    """Answer the statements of this page, one place among the answers each; None leaves a statement open."""
    for radio, place in zip(tab.app.radio, places, strict=True):
        if place is not None:
            radio.set_value(radio.options[place])
    return tab.run()


# Choosing ------------------------------------------------------------------------------------------------------------


def test_the_list_says_how_long_each_form_is(tab):
    tab.open("take")
    assert begun(tab) == ["take.begin.five-competencies", "take.begin.client-work", "take.begin.pulse"]
    assert "50 statements · about 9 minutes" in tab.words
    assert "15 statements · about 2 minutes" in tab.words


def test_a_draft_stands_first_and_offers_to_go_on_in_place_of_a_new_start(tab, sit, shipped):
    sit(shipped("client-work"), finish=False)
    tab.remember(take__left=True).open("take")
    assert begun(tab) == ["take.on.client-work", "take.begin.five-competencies", "take.begin.pulse"]
    assert "40 of 40 statements answered, begun on 21 November 2026." in tab.words
    assert tab.click("take.on.client-work").has("take.leave")


def test_what_was_wanted_on_another_page_comes_first(tab):
    tab.remember(take__wanted="pulse").open("take")
    assert begun(tab)[0] == "take.begin.pulse"


def test_a_sitting_that_comes_too_early_for_a_verdict_says_so_beforehand(tab, sit, shipped, at):
    at("2026-11-01T09:00:00Z")
    sit(shipped("five-competencies"))
    at("2026-11-20T09:00:00Z")
    tab.open("take")
    assert "Last taken on 1 November 2026 (1 time in all)." in tab.words
    assert "This will be your second sitting, the one change counts from" in tab.words
    assert "from 18 December 2026" in tab.words
    sit(shipped("five-competencies"))
    at("2026-12-01T09:00:00Z")
    assert "change can be judged only from 18 December 2026" in tab.run().words
    assert tab.has("take.begin.five-competencies")
    at("2026-12-18T09:00:00Z")
    assert "can be judged only from" not in tab.run().words


def test_a_second_sitting_within_two_weeks_is_named_a_double_start(tab, sit, shipped, at):
    at("2026-11-01T09:00:00Z")
    sit(shipped("five-competencies"))
    at("2026-11-11T09:00:00Z")
    assert "change will count from the mean of the two" in tab.open("take").words


def test_the_pulse_is_never_called_too_early(tab, sit, shipped, at):
    sit(shipped("pulse"))
    at("2026-11-22T09:00:00Z")
    assert "can be judged only from" not in tab.open("take").words


@pytest.mark.parametrize(("button", "version"), [("take.keep.own", 1), ("take.new.own", 2)])
def test_a_newer_version_can_be_taken_or_left(tab, workspace, sit, own_file, button, version):
    own_file("own.yaml", OWN)
    sit(instruments.current(workspace, "own"))
    own_file("own.yaml", OWN.replace("version: 1", "version: 2").replace("I wait.", "I wait a moment."))
    tab.open("take")
    assert "You last took version 1; there is a version 2 now." in tab.words
    assert not tab.has("take.begin.own")
    tab.click(button)
    [draft] = taking.drafts(workspace)
    assert draft.version == version


# Adding and removing -------------------------------------------------------------------------------------------------


def upload(tab, name, data):
    tab.app.file_uploader(key="take.upload").set_value((name, data, "application/yaml"))
    return tab.run().click("take.add")


def test_a_good_file_is_added(tab, workspace):
    tab.open("take")
    upload(tab, "mine.yaml", OWN.encode())
    assert "My own was added." in tab.words
    assert tab.has("take.begin.own")
    assert [path.name for path in workspace.questionnaires.iterdir()] == ["own.yaml"]


def test_every_problem_of_a_broken_file_is_shown_and_nothing_is_added(tab, workspace):
    tab.open("take")
    wrong = OWN.replace("labels:", "lables:").replace("scale: calm, text", "scale: clam, text").encode()
    upload(tab, "mine.yaml", wrong)
    for said in ("mine.yaml:5:", "Did you mean `labels`?", "mine.yaml:8:", "mine.yaml:9:", "Did you mean `calm`?"):
        assert said in tab.errors
    assert not tab.has("take.begin.own")
    assert not workspace.questionnaires.exists()


def test_no_broken_file_is_ever_added(tab, workspace):
    """Every kind of broken file, one after the other in the same tab: each is named, none is added."""
    tab.open("take")
    files = sorted(BROKEN.glob("*.yaml"))
    assert len(files) >= 25
    for path in files:
        upload(tab, path.name, path.read_bytes())
        assert f"{path.name}:" in tab.errors
        assert not workspace.questionnaires.exists()


def test_the_name_of_an_instrument_that_ships_is_taken(tab, workspace):
    tab.open("take")
    upload(tab, "mine.yaml", OWN.replace("id: own", "id: pulse").encode())
    assert "belongs to an instrument that ships" in tab.errors
    assert not workspace.questionnaires.exists()


def test_one_broken_file_of_ones_own_hides_no_other(tab, own_file):
    own_file("own.yaml", OWN)
    own_file("wrong.yaml", "id: [")
    tab.open("take")
    assert tab.has("take.begin.own")
    assert "wrong.yaml" in tab.words


def test_ones_own_can_be_taken_off_the_list_and_its_results_stay(tab, workspace, sit, own_file):
    own_file("own.yaml", OWN)
    sit(instruments.current(workspace, "own"))
    tab.open("take").click("take.remove.own")
    assert "My own is off the list. Its results stay." in tab.words
    assert not tab.has("take.begin.own")
    assert [s.title for s in results.sittings(workspace)] == ["My own"]


def test_only_ones_own_can_be_taken_off_the_list(tab):
    assert [b.key for b in tab.open("take").app.button if b.key.startswith("take.remove.")] == []


def test_a_draft_of_a_form_that_is_gone_can_still_be_finished(tab, workspace, sit, own_file):
    path = own_file("own.yaml", OWN)
    sit(instruments.current(workspace, "own"), finish=False)
    path.unlink()
    tab.remember(take__left=True).open("take")
    assert "My own is no longer in the list" in tab.words
    tab.click("take.on.own")
    assert tab.has("take.leave")


# Answering -----------------------------------------------------------------------------------------------------------


def test_beginning_stores_a_draft_before_the_first_answer(tab, workspace):
    tab.open("take").click("take.begin.pulse")
    [draft] = taking.drafts(workspace)
    assert (draft.questionnaire_id, draft.answered, draft.zone) == ("pulse", 0, "Europe/Berlin")


def test_a_form_is_taken_through_the_plain_form_to_the_result(tab, workspace, own_file):
    """Radios in place of the component: answers are kept as they are given, back and forward, review, finish."""
    own_file("own.yaml", OWN.replace('title: "My own"', 'title: "My own"\npage_size: 1'))
    plain(tab).open("take").click("take.begin.own")
    order = taking.draft(workspace, taking.drafts(workspace)[0].id).pages
    assert [len(page) for page in order] == [1, 1]
    choose(tab, 2)
    assert taking.draft(workspace, taking.drafts(workspace)[0].id).given == {order[0][0]: 3}
    tab.click("take.answers-next")
    choose(tab, 3)
    tab.click("take.answers-back")
    assert tab.app.radio[0].value == 3
    choose(tab, 1)
    tab.click("take.answers-next").click("take.answers-next")
    assert tab.title == "Before you finish"
    assert "Every statement is answered." in tab.words
    tab.click("take.finish")
    [done] = results.sittings(workspace)
    assert results.result(workspace, done.id).given == {order[0][0]: 2, order[1][0]: None}
    assert "My own · 21 November 2026 · 2 statements" in tab.words


def test_the_component_is_shown_unless_the_plain_form_was_asked_for(tab):
    tab.open("take").click("take.begin.pulse")
    assert len(tab.app.radio) == 0
    assert "eq_answers" in {one.proto.component_name for one in tab.app.get("bidi_component")}
    tab.click("take.plain.switch")
    assert "eq_answers" not in {one.proto.component_name for one in tab.app.get("bidi_component")}
    assert len(tab.app.radio) == 8
    assert "Use the usual form" in tab.buttons


def test_what_the_component_sends_is_kept_and_moves_on(tab, workspace):
    """The component's message names page and answers; answers off the scale and unknown statements are left out."""
    tab.open("take").click("take.begin.pulse")
    draft = taking.draft(workspace, taking.drafts(workspace)[0].id)
    first = draft.pages[0]
    sent = {
        "sitting": draft.sitting.id,
        "page": 1,
        "seq": 1,
        "given": {first[0]: 4, first[1]: "na", first[2]: 9, "nobody": 1},
        "seconds": 30.0,
        "item_seconds": {first[0]: 3.5, first[1]: 2.0},
        "go": "next",
    }
    tab.app.session_state["take.answers"] = {"sent": sent}
    tab.run()
    kept = taking.draft(workspace, draft.sitting.id)
    assert kept.given == {first[0]: 4, first[1]: None}
    assert kept.sitting.page == 1
    assert kept.seconds == 5.5


def test_leaving_keeps_the_draft_and_shows_the_list(tab, workspace):
    plain(tab).open("take").click("take.begin.pulse")
    choose(tab, *[1] * 8)
    tab.click("take.leave")
    assert tab.title == "Choose a questionnaire"
    assert tab.has("take.on.pulse")
    assert taking.drafts(workspace)[0].answered == 8


def test_a_reload_within_the_hour_opens_the_draft_again_and_a_later_one_the_list(new_tab, tab, at):
    """A tab that was reloaded was not left; the page it stood on comes back, with its answers."""
    plain(tab).open("take").click("take.begin.pulse")
    choose(tab, *[1] * 8)
    tab.click("take.answers-next")
    at("2026-11-21T09:59:00Z")
    again = plain(new_tab()).open("take")
    assert "page 2 of 2" in again.words
    assert again.app.progress[0].text.startswith("8 of 15 answered")
    at("2026-11-21T10:30:00Z")
    assert new_tab().open("take").title == "Choose a questionnaire"


def test_a_draft_of_more_than_a_week_asks_first(tab, workspace, sit, shipped, at):
    old = sit(shipped("pulse"), finish=False)
    at("2026-11-29T09:00:00Z")
    tab.open("take").click("take.on.pulse")
    assert tab.title == "It has been more than a week"
    assert "15 answers up to 21 November 2026" in tab.words
    tab.click("take.stale.on")
    assert taking.drafts(workspace)[0].id == old
    assert tab.has("take.leave")


def test_starting_again_deletes_the_old_answers(tab, workspace, sit, shipped, at):
    old = sit(shipped("pulse"), finish=False)
    at("2026-11-29T09:00:00Z")
    tab.open("take").click("take.on.pulse").click("take.stale.again")
    [draft] = taking.drafts(workspace)
    assert draft.id != old
    assert draft.answered == 0
    assert tab.has("take.leave")


def test_a_draft_of_a_week_does_not_ask(tab, sit, shipped, at):
    sit(shipped("pulse"), finish=False)
    at("2026-11-28T09:00:00Z")
    assert tab.open("take").click("take.on.pulse").has("take.leave")


def test_a_long_thought_after_a_reload_loses_no_answer(new_tab, tab, workspace, at):
    """The draft that a reload brought back stays this tab's, also when the next answer comes hours later."""
    plain(tab).open("take").click("take.begin.pulse")
    choose(tab, *[1] * 8)
    again = plain(new_tab()).open("take")
    at("2026-11-21T12:00:00Z")
    choose(again, *[2] * 8)
    assert set(taking.draft(workspace, taking.drafts(workspace)[0].id).given.values()) == {3}


# Review --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def half(tab, workspace, shipped):
    """A pulse with its first page answered and its second left open, on the review."""
    plain(tab).open("take").click("take.begin.pulse")
    choose(tab, *[1] * 8)
    tab.click("take.answers-next").click("take.answers-next")
    return tab


def test_the_review_lists_what_is_open_and_leads_there(half, workspace, shipped):
    draft = taking.draft(workspace, taking.drafts(workspace)[0].id)
    assert half.title == "Before you finish"
    assert "8 of 15 statements are answered; 7 are still open." in half.words
    text = {item.id: item.text for item in shipped("pulse").items}
    for item in draft.pages[1]:
        assert text[item] in half.words
    for item in draft.pages[0]:
        assert text[item] not in half.words
    assert [b for b in half.buttons if b.startswith("Answer on page")] == ["Answer on page 2"]
    half.click("take.review.1")
    assert "page 2 of 2" in half.words


def test_the_review_goes_back_to_the_last_page(half):
    assert "page 2 of 2" in half.click("take.review.back").words


def test_open_statements_do_not_forbid_to_finish(half, workspace):
    half.click("take.finish")
    assert results.sittings(workspace)[0].answered == 8
    assert taking.drafts(workspace) == []


def test_a_form_without_any_answer_cannot_be_finished(tab, workspace):
    plain(tab).open("take").click("take.begin.pulse").click("take.answers-next").click("take.answers-next")
    tab.click("take.finish")
    assert "Answer at least one statement" in tab.errors
    assert len(taking.drafts(workspace)) == 1


def test_a_sitting_that_another_tab_finished_is_said_to_be_finished(tab, workspace, sit, shipped):
    assessment = sit(shipped("pulse"), finish=False)
    tab.open("take")
    assert tab.has("take.leave")
    taking.finish(workspace, assessment)
    tab.run()
    assert "finished or was deleted in another tab" in tab.errors
    assert tab.click("take.gone").title == "Choose a questionnaire"

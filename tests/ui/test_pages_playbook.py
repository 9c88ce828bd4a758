"""The playbook page: browsed, searched, filtered; one way open, one's own sentences, how it has gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eq.actions import entries, following, ways
from eq.reflect.responding import NO_WORD
from eq.store.workspace import Workspace
from eq.wording import playbook as words

Debriefed = Callable[..., str]


@pytest.fixture
def debriefed(workspace: Workspace) -> Debriefed:
    """Keeps a finished debrief in which one way was used."""

    def keep(way: str, worked: str | None = None, *, client: str = "", title: str = "", **facts: Any) -> str:
        one = entries.new_id()
        entries.begin(workspace, "debrief", entry=one, zone="Europe/Berlin")
        entries.note(workspace, one, **({"severity": 5} | facts))
        entries.tag(workspace, one, "response", [way])
        if worked:
            entries.judge(workspace, one, way, worked)  # type: ignore[arg-type]
        if client:
            entries.name_client(workspace, one, client)
        if title:
            entries.write(workspace, one, "title", title)
        entries.finish(workspace, one)
        return one

    return keep


def opened(tab, way):
    return tab.remember(playbook__way=way).open("playbook")


def shown(tab):
    """Ids of the ways on the list, from top to bottom."""
    keys = [str(button.key) for button in tab.app.button]
    return [key.removeprefix("playbook.open.") for key in keys if key.startswith("playbook.open.")]


def search(tab, text):
    tab.app.text_input(key="playbook.search").set_value(text)
    return tab.run()


def pick(tab, name, values):
    next(group for group in tab.app.get("button_group") if group.key == f"playbook.pick.{name}").set_value(values)
    return tab.run()


def test_every_way_stands_under_the_moment_it_is_used_in(tab):
    """All forty-four, by stage, each under its heading; nothing is narrowed."""
    tab.open("playbook")
    assert tab.title == "Playbook"
    assert tab.headings == list(words.STAGE_HEADS.values())
    assert sorted(shown(tab)) == sorted(way.id for way in ways.all())
    stages = [ways.one(way).stage for way in shown(tab)]
    assert stages == sorted(stages, key=list(words.STAGE_HEADS).index)
    assert not tab.has("playbook.clear")


def test_a_search_finds_by_beginnings_and_says_how_many_fit(tab):
    """The words may be only begun; showing all again leaves nothing behind."""
    search(tab.open("playbook"), "apolog rep")
    assert "apologise-with-repair" in shown(tab)
    assert len(shown(tab)) < 10
    assert words.found(len(shown(tab)), 44) in tab.words
    tab.click("playbook.clear")
    assert len(shown(tab)) == 44
    assert tab.app.text_input(key="playbook.search").value == ""


def test_a_search_without_a_hit_says_so_and_leads_back(tab):
    """No empty page."""
    search(tab.open("playbook"), "zzzz <b>")
    assert shown(tab) == []
    assert words.NOTHING in tab.words
    assert tab.has("way-out.nothing")
    tab.click("playbook.clear")
    assert len(shown(tab)) == 44


def test_filters_narrow_together(tab):
    """Stage, competency and grade: a way has to fit all of them."""
    pick(tab.open("playbook"), "stage", ["after"])
    pick(tab, "competency", ["motivation", "self-regulation"])
    pick(tab, "grade", ["A"])
    assert shown(tab) == ["recover-afterwards", "learn-from-setback"]
    assert f"{words.FILTER} (3)" in tab.words


def test_only_ways_one_named_in_a_debrief(tab, debriefed):
    """The filter for what was used knows finished debriefs."""
    debriefed("say-no")
    tab.open("playbook").app.checkbox(key="playbook.pick.used").check()
    tab.run()
    assert shown(tab) == ["say-no"]
    assert any("used once" in str(html.proto.body) for html in tab.app.get("html"))


def test_a_way_opens_in_place_with_everything_it_has(tab):
    """Every field of it is on the page, its grade in words and never as a promise."""
    way = ways.one("paraphrase")
    tab.open("playbook").click("playbook.open.paraphrase")
    assert tab.title == way.title
    for text in (way.fits, *way.steps, *way.say, way.brings, way.risk, way.avoid, way.source):
        assert text in tab.words
    assert words.grade(way.grade) in tab.words
    assert words.GRADE_LIMIT in tab.words
    for other in way.neighbours:
        assert tab.has(f"playbook.near.{other}")


def test_back_leads_to_the_list_as_it_was_left(tab):
    """Search and filter are still there."""
    search(tab.open("playbook"), "bill")
    before = shown(tab)
    tab.click(f"playbook.open.{before[0]}").click("playbook.back")
    assert shown(tab) == before
    assert 0 < len(before) < 44


def test_a_neighbour_opens_from_a_way(tab):
    """One tap from way to way."""
    opened(tab, "paraphrase").click("playbook.near.open-questions")
    assert tab.title == "Ask open questions"


def test_a_way_that_is_none_is_told(tab):
    """An id that no way has breaks nothing, and the list is a run away."""
    opened(tab, "no-such-way")
    assert "There is no such way of responding." in tab.errors
    assert len(shown(tab.run())) == 44


def test_ending_contact_begins_with_safety(tab):
    """The safety words stand before steps and sentences, with the way to Support."""
    opened(tab, "end-contact")
    marks = [str(one.value) for one in tab.app.markdown]
    safe = next(at for at, text in enumerate(marks) if "Are you safe now" in text and "You can stop here" in text)
    assert safe < next(at for at, text in enumerate(marks) if ways.one("end-contact").say[0][:-1] in text)
    assert len(tab.app.get("page_link")) == 2


def test_the_way_out_stands_above_the_list_and_leads_to_ending_contact(tab):
    """Whoever is threatened need not search through forty-four ways; what a list leaves out, it does not."""
    tab.open("playbook")
    assert words.IN_DANGER in tab.words
    assert not tab.has("way-out.nothing")
    tab.click("way-out.list")
    assert tab.title == ways.one("end-contact").title
    tab.click("playbook.back")
    assert len(shown(tab)) == 44


def test_a_filter_that_nothing_fits_does_not_speak_of_words(tab):
    """Nothing was typed."""
    tab.open("playbook").app.checkbox(key="playbook.pick.used").check()
    tab.run()
    assert words.NONE_FIT in tab.words
    assert words.NOTHING not in tab.words


def test_ending_contact_is_neither_scored_nor_filed_under_a_skill(tab, debriefed):
    """No counts, no word on recovery, no competency, on the list as on its page."""
    debriefed("end-contact", "no")
    tab.open("playbook")
    lines = [str(html.proto.body) for html in tab.app.get("html")]
    assert sum(words.SAFETY_FIRST in line for line in lines) == 1
    opened(tab, "end-contact")
    for text in (words.GONE, words.NO_WORD, "Used once", "did not once", "Social skills"):
        assert text not in tab.words
    assert words.GONE_SAFETY in tab.words
    assert words.SAFETY_FIRST in tab.words


def test_when_not_to_use_it_stands_before_the_steps_and_the_sentences(tab):
    """What protects a person comes before what they might say."""
    opened(tab, "set-boundary")
    assert tab.headings.index(words.AVOID) < tab.headings.index(words.STEPS) < tab.headings.index(words.SAY)


def test_the_safety_words_stand_on_no_other_way(tab):
    """They are for the page of abuse and danger."""
    assert "You can stop here." not in opened(tab, "paraphrase").words


def keep_own(tab, text):
    field = next(one for one in tab.app.text_input if one.key.startswith("playbook.text."))
    field.set_value(text)
    return tab.click(field.key.replace(".text.", ".keep."))


def test_an_own_sentence_is_kept_shown_as_typed_and_found(tab, workspace):
    """It stands with its way, whatever signs it has, and the search looks in it."""
    keep_own(opened(tab, "paraphrase"), "So the *kettle* <b>leaks</b>?")
    (sentence,) = ways.sentences(workspace)["paraphrase"]
    assert sentence.text == "So the *kettle* <b>leaks</b>?"
    assert "So the *kettle* <b>leaks</b>?" in tab.words
    assert "<b>leaks" not in tab.raw
    search(tab.click("playbook.back"), "kettle")
    assert shown(tab) == ["paraphrase"]


def test_nothing_typed_keeps_nothing(tab, workspace):
    """The button on an empty line does nothing, and says nothing wrong."""
    keep_own(opened(tab, "paraphrase"), "   ")
    assert ways.sentences(workspace) == {}
    assert tab.errors == ""


def test_a_sentence_that_ships_can_be_made_ones_own(tab, workspace):
    """It comes into the line to be changed; kept as it is it would stand there twice."""
    opened(tab, "paraphrase").click("playbook.mine.1")
    field = next(one for one in tab.app.text_input if one.key.startswith("playbook.text."))
    assert field.value == ways.one("paraphrase").say[1]
    tab.click(field.key.replace(".text.", ".keep."))
    assert "on the list already" in tab.errors
    assert ways.sentences(workspace) == {}
    keep_own(tab, "Let me check: you paid in May?")
    assert [one.text for one in ways.sentences(workspace)["paraphrase"]] == ["Let me check: you paid in May?"]


def test_an_own_sentence_is_edited(tab, workspace):
    """Its text changes in place; cancelling changes nothing."""
    ways.keep_sentence(workspace, sentence="s1", response="paraphrase", text="Old words.")
    opened(tab, "paraphrase").click("playbook.edit.s1").click("playbook.cancel.s1")
    assert "Old words." in tab.words
    tab.click("playbook.edit.s1").app.text_input(key="playbook.text.s1").set_value("New words.")
    tab.click("playbook.keep.s1")
    assert [one.text for one in ways.sentences(workspace)["paraphrase"]] == ["New words."]
    assert "New words." in tab.words


def test_a_deleted_sentence_comes_back_with_undo(tab, workspace):
    """Deleted at once, and back as long as its way is open."""
    ways.keep_sentence(workspace, sentence="s1", response="paraphrase", text="My words.")
    opened(tab, "paraphrase").click("playbook.delete.s1")
    assert ways.sentences(workspace) == {}
    assert words.DELETED in tab.words
    tab.click("playbook.undo")
    assert [one.text for one in ways.sentences(workspace)["paraphrase"]] == ["My words."]
    tab.click("playbook.delete.s1").click("playbook.back").click("playbook.open.paraphrase")
    assert not tab.has("playbook.undo")


def test_how_it_has_gone_is_counted_and_leads_to_the_last_three(tab, debriefed, at):
    """Counts, no verdict, and the last three times, the latest first, each a link into the journal."""
    assert words.GONE_NONE in opened(tab, "paraphrase").words
    made = []
    for day, said in enumerate(("yes", "yes", "no", None), start=1):
        at(f"2026-11-0{day}T10:00:00Z")
        made.append(debriefed("paraphrase", said, client="K", title=f"Number {day}"))
    at("2026-11-21T09:00:00Z")
    tab.run()
    assert "Used 4 times, 1 client named, last on 4 Nov 2026." in tab.words
    assert "You said: worked twice and did not once. Not said: once." in tab.words
    assert words.GONE_LIMIT in tab.words
    keys = [str(button.key) for button in tab.app.button if str(button.key).startswith("playbook.entry.")]
    assert keys == [f"playbook.entry.{one}" for one in reversed(made[1:])]
    tab.click(f"playbook.entry.{made[2]}")
    assert tab.title == "Number 3"
    tab.open("journal").click("journal.return")
    assert tab.title == ways.one("paraphrase").title


def test_mistreatment_is_no_use(tab, debriefed):
    """An episode of mistreatment counts against no way of responding."""
    debriefed("paraphrase", "no", severity=9, episode="abusive")
    assert words.GONE_NONE in opened(tab, "paraphrase").words


def test_a_way_leads_back_to_where_it_was_opened_from(tab):
    """Whoever came from the debrief finds it again, and the list as well."""
    tab.remember(playbook__from="debrief")
    opened(tab, "paraphrase")
    assert "Back to the debrief" in tab.buttons
    assert "All ways" in tab.buttons
    tab.click("playbook.back")
    assert len(shown(tab)) == 44


def test_an_entry_names_its_ways_as_links_and_the_way_leads_back(tab, debriefed):
    """From the entry to the way and back to the same entry."""
    one = debriefed("say-no", "yes", title="The refund")
    tab.remember(journal__entry=one).open("journal").click("playbook.link.entry.say-no")
    assert tab.title == "Say no"
    tab.open("playbook").click("playbook.return")
    assert tab.title == "The refund"


def test_an_entry_of_mistreatment_links_no_way(tab, debriefed):
    """What was done under threat is judged by no page."""
    one = debriefed("end-contact", severity=9, episode="abusive")
    tab.remember(journal__entry=one).open("journal")
    assert not tab.has("playbook.link.entry.end-contact")


def test_a_client_page_links_the_ways_used_with_them(tab, debriefed, workspace):
    """Beside the counts."""
    client = entries.get(workspace, debriefed("say-no", client="K")).client
    tab.remember(journal__client=client).open("journal").click("playbook.link.client.say-no")
    assert tab.title == "Say no"
    assert "Back to the journal" in tab.buttons


def test_a_debrief_offers_to_read_about_a_way_and_is_found_again(tab, workspace):
    """Reading loses nothing: the debrief is open on the same question afterwards."""
    entries.begin(workspace, "debrief", entry="d", zone="Europe/Berlin")
    entries.note(workspace, "d", severity=4, episode="demanding", screen="responses")
    tab.remember(debrief__entry="d").open("debrief")
    before = tab.title
    tab.click("playbook.link.debrief.stay-calm")
    assert tab.title == "Stay calm in body and voice"
    tab.click("playbook.return")
    assert tab.title == before
    assert tab.has("playbook.link.debrief.stay-calm")


def test_a_way_that_protects_is_counted_without_a_word(tab, debriefed):
    """Setting a limit, ending contact and escalating are never judged by recovery, used or not."""
    for way in NO_WORD - {"end-contact"}:
        assert words.NO_WORD in opened(tab, way).words
    debriefed("set-boundary", "yes")
    opened(tab, "set-boundary")
    assert "Used once" in tab.words
    assert words.NO_WORD in tab.words
    assert words.NO_WORD not in opened(tab, "paraphrase").words


def recovered(workspace, debriefed, at, count):
    """Episodes in turn with ``paraphrase``, after which recovery took 5 minutes, and without, when it took 80."""
    for n in range(count):
        at(f"2026-10-{n + 1:02}T10:00:00Z")
        one = debriefed("paraphrase" if n % 2 else "say-no", severity=4 + n % 3, client=f"K{n % 5}")
        at(f"2026-10-{n + 1:02}T20:00:00Z")
        following.finish(workspace, one, (5 if n % 2 else 80) + n % 4)
    at("2026-11-21T09:00:00Z")


def test_before_the_minimum_it_says_how_many_more(tab, debriefed, workspace, at):
    """No word from a handful of episodes."""
    recovered(workspace, debriefed, at, 6)
    assert "A word on recovery needs 5 more with it and 5 more without it" in opened(tab, "paraphrase").words
    assert "went with" not in tab.words


def test_what_it_went_with_is_said_with_its_limits(tab, debriefed, workspace, at):
    """The word of the regression, its interval, both numbers of episodes, and that it need not be the cause."""
    recovered(workspace, debriefed, at, 24)
    text = opened(tab, "paraphrase").words
    assert "This way went with shorter recovery in your records" in text
    assert "12 episodes with it, 12 without; 2 ways were tested" in text
    assert "95 % range" in text
    assert "need not be cause and effect" in text
    assert "helping" not in text
    assert "This way went with longer recovery in your records" in opened(tab, "say-no").words

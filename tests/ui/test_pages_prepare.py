"""Prepare as a person meets it: the card, going further, mistreatment, and the way to a debrief and back."""

from __future__ import annotations

from itertools import count

import pytest

from eq.actions import clients, debriefing, entries, journal, preparing, promises, ways
from eq.actions.preparing import Chosen

ZONE = "Europe/Berlin"
SEQ = count(1)
HANDLING = (
    "paraphrase", "kind reading", "respect", "first sentence", "my limit", "if–then", "playbook", "good outcome",
)  # fmt: skip


@pytest.fixture
def meet(workspace, at):
    """A finished debrief about a client on a day of November; gives the id of the client."""

    def add(name, label="The blue van", day=1, *, used=(), episode=None, kind="debrief", needs=(), **texts):
        at(f"2026-11-{day:02}T09:00:00Z")
        entries.begin(workspace, kind, entry=name, zone=ZONE)
        for field, text in ({"happened": f"Said in {name}"} | texts).items():
            entries.write(workspace, name, field, text)
        entries.name_client(workspace, name, label)
        entries.tag(workspace, name, "response", [response for response, _ in used])
        for response, worked in used:
            entries.judge(workspace, name, response, worked)
        entries.tag(workspace, name, "need", needs)
        entries.note(workspace, name, episode=episode)
        entries.finish(workspace, name)
        at("2026-11-21T14:00:00Z")
        return next(client.id for client in clients.all(workspace) if client.label == label)

    return add


def html(tab):
    bodies = (str(element.proto.body) for element in tab.app.get("html"))
    return "\n".join(body for body in bodies if "<style>" not in body)


def everything(tab):
    return f"{tab.words}\n{html(tab)}"


def kinds(workspace):
    return [one.kind for one in entries.drafts(workspace)]


def current(tab):
    return tab.app.session_state["tab.prepare.current"]


def type_in(tab, field, text):
    """What the component in the browser would send when a field is left."""
    tab.app.session_state[f"prepare.{field}.{current(tab)}"] = {"sent": {"text": text, "seq": next(SEQ)}}
    return tab.run()


def for_(tab, client):
    return tab.remember(prepare__chosen=Chosen(client=client)).open("prepare")


def test_the_page_is_useful_with_nothing_written_and_writes_nothing(tab, workspace):
    """A first visit has a first sentence and a limit of the playbook, and says what will stand there."""
    tab.open("prepare")
    assert tab.title == "Before the next one"
    assert "There is no debrief yet" in tab.words
    assert "A first sentence" in html(tab)
    assert "A limit you can name" in html(tab)
    assert "You can also end contact with no sentence at all." in html(tab)
    assert "Nothing yet. After your first debriefs" in tab.words
    assert not tab.has("prepare.debrief")
    assert journal.page(workspace).total == 0


def test_five_debriefs_stand_in_order_of_use(tab, meet):
    """Each way with what was said of it; choosing the client is one pick."""
    meet("a", day=1, used=[("paraphrase", "no"), ("stay-calm", "yes")])
    meet("b", day=2, used=[("paraphrase", "yes"), ("offer-options", None)])
    meet("c", day=3, used=[("paraphrase", "partly"), ("offer-options", "yes")])
    meet("d", day=4, used=[("paraphrase", "yes")])
    van = meet("e", day=5, needs=["respect"])
    tab.open("prepare")
    tab.app.selectbox(key="prepare.pick.client").set_value(van)
    tab.run()
    assert tab.title == "Prepare for The blue van"
    assert "5 debriefs with them, the last on 5 November 2026." in tab.words
    ways = [button.label for button in tab.app.button if str(button.key).startswith("prepare.way.")]
    assert ways == ["Paraphrase", "Offer options", "Stay calm in body and voice"]
    shown = html(tab)
    assert "4 times · worked 2, partly 1, did not 1" in shown
    assert "twice · worked 1, not said 1" in shown
    assert "Respect (1)" in shown
    assert "no verdict" in tab.words


def test_a_way_leads_to_its_page_in_the_playbook(tab, meet):
    van = meet("a", used=[("paraphrase", "yes")])
    for_(tab, van).click("prepare.way.0")
    assert "Paraphrase" in everything(tab)
    assert not tab.has("prepare.further")


def test_open_promises_and_own_words_are_shown_as_typed(tab, workspace, meet):
    """Markup in a person's words is text on the card, and in the text to copy."""
    van = meet("a", if_cue="they <b>shout</b>", if_act="I *wait*", fairer="<script>x</script>")
    promises.add(workspace, promise="p", what="Send <i>it</i>", client=van, zone=ZONE)
    for_(tab, van)
    assert "If they &lt;b&gt;shout&lt;/b&gt;, then I *wait*. (1 Nov 2026)" in html(tab)
    assert "Send &lt;i&gt;it&lt;/i&gt;" in html(tab)
    assert "<script>" not in html(tab)
    (copied,) = (element.value for element in tab.app.code)
    assert copied.startswith("Prepare for The blue van\n\nA first sentence\n- ")
    assert "- Send <i>it</i>" in copied


def test_a_new_client_gets_the_card_of_everything_and_is_told_so(tab, meet):
    meet("a", used=[("paraphrase", "yes")])
    new = meet("n", "Somebody new", 2, kind="note")
    for_(tab, new)
    assert "No debrief with them yet. This is drawn from 1 debrief in all, the last on 1 November 2026." in tab.words
    assert "once · worked 1" in html(tab)


# Going further ------------------------------------------------------------------------------------------------------


def test_going_further_is_a_draft_from_the_first_answer_and_finds_its_client(tab, workspace, meet):
    """Opening the questions stores nothing; leaving and coming back goes on with the same draft."""
    van = meet("a")
    for_(tab, van).click("prepare.further")
    assert entries.drafts(workspace) == []
    type_in(tab, "limit", "Ten minutes")
    (draft,) = entries.drafts(workspace, "preparation")
    assert (draft.client, draft.text("limit")) == (van, "Ten minutes")
    tab.click("prepare.card")
    assert "Ten minutes" in html(tab)
    assert "My limit" in html(tab)
    assert "From this preparation" in html(tab)
    tab.click("prepare.further")
    assert current(tab) == draft.id


def test_a_kept_preparation_is_a_card_with_its_own_words(tab, workspace, meet):
    """And its limit is on the next card for this client, with the day it comes from."""
    van = meet("a")
    for_(tab, van).click("prepare.further")
    type_in(tab, "limit", "Ten minutes")
    type_in(tab, "outcome", "A date they know")
    type_in(tab, "label", "A time-waster")
    here = current(tab)
    tab.click("prepare.keep")
    assert tab.title == "You are prepared"
    assert "A date they know" in html(tab)
    assert "A time-waster" not in everything(tab)
    assert entries.get(workspace, here).state == "done"
    tab.click("prepare.another")
    for_(tab, van)
    assert "From your preparation of 21 Nov 2026" in html(tab)


def test_the_way_out_stands_on_both_views(tab):
    """Whoever was threatened a moment ago has no debrief yet that would say so."""
    tab.open("prepare")
    assert "nothing here for you to prepare" in tab.words
    tab.click("prepare.further")
    assert "nothing here for you to prepare" in tab.words
    tab.click("way-out.prepare")
    assert tab.title == ways.one("end-contact").title
    tab.open("playbook").click("playbook.return")
    assert tab.title == "Before the next one"


def test_each_box_asks_its_question_and_the_rest_has_a_place(tab, workspace):
    """What fits no box is kept as well, and is read again in the journal."""
    tab.open("prepare").click("prepare.further")
    drawn = "\n".join(str(one.proto) for one in tab.app.get("bidi_component"))
    for text in preparing.questions(ZONE).values():
        assert text in drawn
    type_in(tab, "text", "The lift is broken")
    here = current(tab)
    tab.click("prepare.keep")
    tab.remember(journal__entry=here).open("journal")
    assert "The lift is broken" in html(tab)


def test_nothing_written_is_not_kept(tab, workspace):
    tab.open("prepare").click("prepare.further").click("prepare.keep")
    assert "nothing in it yet" in tab.errors
    assert journal.page(workspace).total == 0


def test_several_drafts_wait_and_one_can_be_deleted(tab, new_tab, workspace, meet):
    van = meet("a")
    for_(tab, van).click("prepare.further")
    type_in(tab, "can", "Call back")
    here = current(tab)
    other = new_tab().open("prepare")
    assert "A preparation for The blue van, begun today at 15:00." in other.words
    other.click("prepare.further")
    type_in(other, "can", "Something else")
    other.click("prepare.card").click(f"prepare.delete.{here}").click_in_dialog(
        f"prepare.delete.{here}", "prepare.delete.yes"
    )
    assert [one.text("can") for one in entries.drafts(workspace, "preparation")] == ["Something else"]
    type_in(tab, "can", "Too late")
    assert tab.title != "You are prepared"
    assert len(entries.drafts(workspace)) == 1


def test_settling_and_looking_around_stand_as_equals_and_lead_back(tab):
    """Nothing is stored by settling alone."""
    tab.open("prepare").click("prepare.further").click("prepare.settle")
    assert {"Look around", "Gentle breath"} <= set(tab.buttons)
    tab.click("debrief.settle.look-around").click("prepare.settled")
    assert tab.has("prepare.keep")


def test_another_client_chosen_elsewhere_opens_their_card(tab, workspace, meet):
    """What was begun for the first one waits among the drafts."""
    van, other = meet("a"), meet("b", "Counter three", 2)
    for_(tab, van).click("prepare.further")
    type_in(tab, "can", "Call back")
    for_(tab, other)
    assert tab.title == "Prepare for Counter three"
    assert "A preparation for The blue van" in tab.words


# Mistreatment -------------------------------------------------------------------------------------------------------


@pytest.fixture
def mistreated(meet):
    meet("a", used=[("paraphrase", "yes")], needs=["respect"], fairer="A kind reading", if_cue="x", if_act="y")
    return meet("b", day=2, episode="abusive", reported="I told the lead.")


def test_where_the_past_holds_mistreatment_the_page_is_another_one(tab, mistreated):
    """Safety, reporting, the record and Support; nothing to handle them by, nothing to print or to go further into."""
    for_(tab, mistreated)
    assert tab.title == "This is not yours to solve"
    read = everything(tab)
    for line in debriefing.offered().said("mistreatment").lines:
        assert line in read
    assert "Ask someone in charge" in read
    assert "Mistreatment, noted for 2 November 2026." in read
    assert "I told the lead." in read
    assert "Said in b" not in read
    assert [word for word in HANDLING if word in read.casefold()] == []
    assert not any(tab.has(f"prepare.{name}") for name in ("further", "debrief", "way.0", "episode.0", "keep"))
    tab.click("prepare.report.0")
    assert tab.app.session_state["tab.journal.entry"] == "b"


def test_naming_such_a_client_in_the_questions_turns_the_page(tab, workspace, mistreated):
    """What was written is kept, and can go into the journal."""
    tab.open("prepare").click("prepare.further")
    type_in(tab, "can", "Call back")
    here = current(tab)
    entries.name_client(workspace, here, "The blue van")
    tab.run()
    assert tab.title == "This is not yours to solve"
    assert not any(str(box.key).startswith("prepare.") for box in tab.app.text_input)
    tab.click("prepare.safe.keep")
    assert entries.get(workspace, here).state == "done"
    assert tab.title == "Before the next one"


def test_today_and_the_debrief_are_silent_about_them(tab, workspace, meet, at):
    meet("p", day=21, kind="preparation", outcome="A date")
    meet("b", day=20, episode="abusive")
    at("2026-11-21T18:00:00Z")
    tab.run()
    assert not tab.has("today.go.prepared")
    assert not tab.open("debrief").has("debrief.prepared.start")


# To the debrief -----------------------------------------------------------------------------------------------------


def test_debrief_this_begins_one_debrief_however_often(tab, new_tab, workspace, meet):
    """Two tabs and a second click lead to the same one, which begins with what was prepared."""
    van = meet("a")
    for_(tab, van).click("prepare.further")
    type_in(tab, "fairer", "They waited")
    tab.click("prepare.keep").click("prepare.debrief")
    (one,) = entries.drafts(workspace, "debrief")
    assert (one.client, one.text("fairer")) == (van, "They waited")
    assert tab.app.session_state["tab.debrief.current"] == one.id
    other = new_tab().remember(journal__entry=one.prepared).open("journal")
    other.click("entry.debrief")
    assert other.app.session_state["tab.debrief.current"] == one.id
    assert kinds(workspace) == ["debrief"]


def test_from_the_card_alone_a_debrief_begins_with_the_client(tab, workspace, meet):
    """Going back and clicking again leads to the same draft."""
    van = meet("a")
    for _ in range(2):
        for_(tab, van).click("prepare.debrief")
    (one,) = entries.drafts(workspace, "debrief")
    assert (one.client, one.prepared) == (van, None)


def test_the_debrief_offers_a_fresh_preparation_and_takes_no_for_an_answer(tab, new_tab, workspace, meet, at):
    meet("p", day=21, kind="preparation", outcome="A date")
    tab.open("debrief")
    assert "You prepared for The blue van this morning. Start from it?" in tab.words
    tab.click("debrief.prepared.new")
    assert not tab.has("debrief.prepared.start")
    later = new_tab().open("debrief").click("debrief.prepared.start")
    (one,) = entries.drafts(workspace, "debrief")
    assert (one.prepared, later.app.session_state["tab.debrief.current"]) == ("p", one.id)


def test_planned_ways_come_first_in_the_debrief_and_are_not_ticked(tab, workspace, meet):
    meet("p", day=21, kind="preparation", used=[("personalise", None)])
    tab.open("debrief").click("debrief.prepared.start")
    one = tab.app.session_state["tab.debrief.current"]
    tab.app.radio(key=f"debrief.severity.{one}").set_value(4)
    tab.run().click("debrief.next")
    tab.app.radio(key=f"debrief.episode.{one}").set_value("demanding")
    tab.run().click("debrief.next").click("debrief.next")
    chips = next(
        group for group in tab.app.get("button_group") if group.key.startswith(f"debrief.chips.response.{one}")
    )
    assert chips.options[0].startswith("Make it personal")
    assert list(chips.value) == []
    assert entries.get(workspace, one).tagged("response") == ()


def test_today_asks_how_it_went_once_it_may_have_been(tab, workspace, meet, at):
    """From two hours on, for three days, until a debrief began or the kind is switched off."""
    meet("p", day=21, kind="preparation", outcome="A date")
    at("2026-11-21T10:59:00Z")
    assert not tab.run().has("today.go.prepared")
    at("2026-11-21T11:00:00Z")
    tab.run()
    assert "How did it go with The blue van? You prepared for it today at 10:00." in tab.words
    at("2026-11-24T09:01:00Z")
    assert not tab.run().has("today.go.prepared")
    at("2026-11-23T09:00:00Z")
    tab.run().click("today.go.prepared")
    assert kinds(workspace) == ["debrief"]
    assert not tab.open("today").has("today.go.prepared")


def test_its_switch_in_settings_silences_today(tab, meet, at):
    meet("p", day=21, kind="preparation", outcome="A date")
    tab.open("settings")
    tab.app.toggle(key="settings.today_prepared").set_value(False)
    tab.run()
    assert not tab.open("today").has("today.go.prepared")


def test_a_draft_on_today_opens_in_prepare(tab, workspace, at):
    entries.begin(workspace, "preparation", entry="p", zone=ZONE)
    entries.write(workspace, "p", "can", "Call back")
    tab.run().click("today.go.entry-draft.preparation")
    assert current(tab) == "p"


def test_the_journal_leads_to_prepare_from_a_client_and_from_a_preparation(tab, meet):
    van = meet("p", day=21, kind="preparation", outcome="A date")
    tab.remember(journal__client=van).open("journal").click("journal.client.prepare")
    assert tab.title == "Prepare for The blue van"
    tab.remember(journal__entry="p").open("journal").click("entry.prepare")
    assert tab.title == "Prepare for The blue van"


def test_the_card_of_a_draft_chooses_whom_the_draft_is_for(tab, workspace, meet):
    """Whoever the draft names stands in the choice above its card; another choice leaves the draft waiting."""
    van, garage = meet("a"), meet("b", "The garage")
    for_(tab, van).click("prepare.further")
    type_in(tab, "limit", "Ten minutes")
    one = current(tab)
    entries.name_client(workspace, one, "The garage")
    tab.click("prepare.card")
    assert tab.title == "Prepare for The garage"
    assert tab.app.selectbox(key="prepare.pick.client").value == garage
    tab.app.selectbox(key="prepare.pick.client").select("The blue van")
    tab.run()
    assert tab.title == "Prepare for The blue van"
    assert entries.get(workspace, one).client == garage
    assert tab.has(f"prepare.on.{one}")

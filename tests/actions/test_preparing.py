"""The card before a contact, and the preparation that becomes a debrief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from eq.actions import clients, debriefing, entries, journal, prepared, preparing, promises, ways
from eq.actions.preparing import Chosen
from eq.content.prompts import in_group, prompts
from eq.errors import EqError
from eq.reflect.entry import Episode, Worked
from eq.store.workspace import Workspace

ZONE = "Europe/Berlin"
Meet = Callable[..., str]


@pytest.fixture
def meet(workspace: Workspace, at: Callable[[str], None]) -> Meet:
    """A finished debrief about a client on a day of November; gives the id of the client."""

    def add(
        name: str,
        label: str = "",
        day: int = 1,
        *,
        used: Sequence[tuple[str, Worked | None]] = (),
        episode: Episode | None = None,
        severity: int | None = None,
        needs: Sequence[str] = (),
        triggers: Sequence[str] = (),
        channel: Sequence[str] = (),
        kind: str = "debrief",
        finish: bool = True,
        **texts: str,
    ) -> str:
        at(f"2026-11-{day:02}T10:00:00Z")
        entries.begin(workspace, kind, entry=name, zone=ZONE)  # type: ignore[arg-type]
        for field, text in ({"happened": "They asked again"} | texts).items():
            entries.write(workspace, name, field, text)  # type: ignore[arg-type]
        if label:
            entries.name_client(workspace, name, label)
        entries.tag(workspace, name, "response", [response for response, _ in used])
        for response, worked in used:
            entries.judge(workspace, name, response, worked)
        entries.tag(workspace, name, "need", needs)
        entries.tag(workspace, name, "trigger", triggers)
        entries.tag(workspace, name, "channel", channel)
        entries.note(workspace, name, episode=episode, severity=severity)
        if finish:
            entries.finish(workspace, name)
        return next((client.id for client in clients.all(workspace) if client.label == label), "")

    return add


def card(workspace: Workspace, **chosen: str) -> preparing.Card:
    return preparing.card(workspace, Chosen(**chosen), ZONE)


def test_with_nothing_written_the_card_has_sentences_of_the_playbook_and_makes_no_file(workspace: Workspace) -> None:
    """A limit and a first sentence that ship, and no workspace on the disk."""
    found = card(workspace)
    assert found.limit is not None
    assert found.opening is not None
    assert (found.limit.way, found.opening.way) == ("set-boundary", "full-attention")
    assert found.limit.text == ways.one("set-boundary").say[0]
    assert not workspace.exists()


def test_ways_stand_in_order_of_use_with_what_was_said_of_them(workspace: Workspace, meet: Meet) -> None:
    """The most used first, whatever worked; of equals the one used last."""
    meet("a", "Van", 1, used=[("stay-calm", "yes"), ("paraphrase", "no")])
    meet("b", "Van", 2, used=[("paraphrase", None), ("offer-options", "yes")])
    van = meet("c", "Van", 3, used=[("paraphrase", "partly")])
    meet("d", "Else", 4, used=[("offer-options", "yes"), ("stay-calm", "yes")])
    found = card(workspace, client=van)
    assert [(use.response, use.n, use.yes, use.partly, use.no, use.not_said) for use in found.used] == [
        ("paraphrase", 3, 0, 1, 1, 1), ("offer-options", 1, 1, 0, 0, 0), ("stay-calm", 1, 1, 0, 0, 0),
    ]  # fmt: skip
    assert (found.contacts, found.last, found.client_label) == (3, date(2026, 11, 3), "Van")


def test_what_was_only_planned_is_no_use(workspace: Workspace, meet: Meet) -> None:
    """Nor is what a parked debrief names, nor a draft."""
    van = meet("a", "Van", 1, used=[("paraphrase", "yes")])
    meet("b", "Van", 2, used=[("stay-calm", None)], kind="preparation")
    meet("c", "Van", 3, used=[("offer-options", "yes")], finish=False)
    assert [use.response for use in card(workspace, client=van).used] == ["paraphrase"]


def test_needs_plans_promises_and_a_fairer_reading_of_this_client(workspace: Workspace, meet: Meet) -> None:
    """All with this client only; resolved promises and other people's are not there."""
    meet("a", "Van", 1, needs=["clarity", "respect"], if_cue="They shout", if_act="I wait", fairer="Old reading")
    van = meet("b", "Van", 2, needs=["respect"], fairer="They waited long")
    other = meet("c", "Else", 3, needs=["other"], fairer="Not theirs", if_cue="x", if_act="y")
    for name, client in (("p1", van), ("p2", van), ("p3", other)):
        promises.add(workspace, promise=name, what=name, client=client, zone=ZONE)
    promises.keep(workspace, "p2")
    found = card(workspace, client=van)
    assert found.needs == (("respect", 2), ("clarity", 1))
    assert found.fairer == "They waited long"
    assert [(one.cue, one.act, one.entry) for one in found.if_thens] == [("They shout", "I wait", "a")]
    assert [one.id for one in found.promises] == ["p1"]


def test_without_a_client_no_promise_is_on_the_card(workspace: Workspace, meet: Meet) -> None:
    """Promises belong to somebody."""
    van = meet("a", "Van", 1)
    promises.add(workspace, promise="p", what="Call", client=van, zone=ZONE)
    assert card(workspace).promises == ()


def test_a_reading_from_something_severe_is_not_brought_up(workspace: Workspace, meet: Meet) -> None:
    """The story of severity 8 or more stays folded; its if-then stays in view."""
    meet("a", "Van", 1, severity=7, fairer="Calm reading")
    van = meet("b", "Van", 2, severity=8, fairer="Severe reading", if_cue="a", if_act="b")
    found = card(workspace, client=van)
    assert found.fairer == "Calm reading"
    assert [one.entry for one in found.if_thens] == ["b"]


def test_where_the_closest_holds_nothing_something_wider_is_looked_at(workspace: Workspace, meet: Meet) -> None:
    """The client alone when the client never met that trigger; everything for a client without a debrief."""
    van = meet("a", "Van", 1, used=[("paraphrase", "yes")], triggers=["delay"])
    meet("b", "Else", 2, used=[("stay-calm", "yes")], triggers=["price"])
    new = meet("n", "New", 3, kind="note")
    assert card(workspace, client=van, trigger="price").about == Chosen(client=van)
    assert card(workspace, trigger="price").about == Chosen(trigger="price")
    found = card(workspace, client=new)
    assert (found.about, found.contacts) == (Chosen(), 2)


def test_a_deleted_client_is_nobody(workspace: Workspace, meet: Meet) -> None:
    """An address that still names them shows the card of everything."""
    van = meet("a", "Van", 1)
    clients.delete(workspace, van)
    assert card(workspace, client=van).chosen == Chosen()


def test_the_last_preparation_goes_before_an_own_sentence_and_that_before_one_that_ships(
    workspace: Workspace, meet: Meet
) -> None:
    """Each says where it comes from."""
    van = meet("a", "Van", 1)
    ways.keep_sentence(workspace, sentence="s", response="full-attention", text="I am all ears")
    opening = card(workspace, client=van).opening
    assert opening is not None
    assert (opening.text, opening.source) == ("I am all ears", "own")
    meet("p", "Van", 2, kind="preparation", opening="Good morning, Van", limit="Ten minutes")
    meet("q", "Else", 3, kind="preparation", opening="For another one")
    found = card(workspace, client=van)
    assert found.opening is not None
    assert (found.opening.text, found.opening.source, found.opening.day) == (
        "Good morning, Van", "preparation", date(2026, 11, 2),
    )  # fmt: skip
    assert found.limit is not None
    assert found.limit.text == "Ten minutes"


def test_suggestions_are_what_one_can_say_to_the_client(workspace: Workspace, meet: Meet) -> None:
    """No call for help, no end of contact and no self-talk stands among the limits and first sentences."""
    used = ["involve-senior", "end-contact", "hand-to-arbitrator", "open-posture-and-tone", "say-no"]
    van = meet("a", "Van", 1, used=[(one, None) for one in used])
    ways.keep_sentence(workspace, sentence="s", response="involve-senior", text="Please come now")
    offered = preparing.suggestions(workspace, card(workspace, client=van))
    every = {*offered["opening"], *offered["limit"]}
    assert set(ways.one("say-no").say[:1]) <= every
    for one in ("involve-senior", "end-contact", "hand-to-arbitrator"):
        assert not every & {*ways.one(one).say, "Please come now"}
    assert not [text for text in every if text.startswith("To yourself:")]


def test_every_question_of_a_preparation_is_asked(workspace: Workspace, at: Callable[[str], None]) -> None:
    """At the box it fits, or by the day at the free text."""
    seen: set[str] = set()
    for day in range(1, 29):
        at(f"2026-11-{day:02}T09:00:00Z")
        asked = preparing.questions(ZONE)
        assert len(set(asked.values())) == len(asked)
        seen |= set(asked.values())
    assert seen == {one.asked() for one in in_group(prompts(), "preparation")}
    assert {"limit", "involve", "text"} <= set(asked)


# Mistreatment -------------------------------------------------------------------------------------------------------

FORBIDDEN = ("used", "if_thens", "promises", "needs", "episodes")


@pytest.mark.parametrize("finish", [True, False])
def test_a_past_with_mistreatment_holds_the_record_and_nothing_to_handle_them_by(
    workspace: Workspace, meet: Meet, finish: bool
) -> None:
    """Whatever else was noted with this client before; a debrief that is not finished counts as well."""
    meet(
        "a", "Van", 1, used=[("paraphrase", "yes")], needs=["respect"], fairer="Kind reading", if_cue="a", if_act="b"
    )  # fmt: skip
    van = meet("b", "Van", 2, episode="abusive", reported="I told the lead.", finish=finish)
    meet("p", "Van", 3, kind="preparation", limit="Mine", opening="Mine")
    promises.add(workspace, promise="p", what="Call", client=van, zone=ZONE)
    found = card(workspace, client=van)
    assert found.safe
    assert all(getattr(found, name) == () for name in FORBIDDEN)
    assert (found.fairer, found.limit, found.opening) == ("", None, None)
    assert [(one.entry, one.day, one.reported) for one in found.reports] == [
        ("b", date(2026, 11, 2), "I told the lead.")
    ]


def test_other_cards_take_nothing_from_a_client_who_mistreated(workspace: Workspace, meet: Meet) -> None:
    """A general card gives no reading, need, plan or sentence from the past with them."""
    meet("a", "Van", 1, triggers=["delay"], needs=["respect"], fairer="Kind reading", if_cue="a", if_act="b")
    meet("p", "Van", 2, triggers=["delay"], kind="preparation", limit="Theirs", opening="Theirs")
    meet("b", "Van", 3, episode="abusive", triggers=["delay"], used=[("stay-calm", "no")], fairer="No", needs=["x"])
    for found in (card(workspace), card(workspace, trigger="delay")):
        assert not found.safe
        assert (found.fairer, found.needs, found.if_thens, found.used) == ("", (), (), ())
        assert found.limit is not None
        assert found.limit.source == "playbook"


# From the preparation to the debrief --------------------------------------------------------------------------------


def prepare(workspace: Workspace, name: str = "p", label: str = "Van", **texts: str) -> str:
    prepared.begin(workspace, name, Chosen(), ZONE)
    for field, text in ({"outcome": "A date"} | texts).items():
        entries.write(workspace, name, field, text)  # type: ignore[arg-type]
    if label:
        entries.name_client(workspace, name, label)
    return name


def debriefs(workspace: Workspace) -> list[str]:
    return [one.id for one in entries.drafts(workspace, "debrief")]


def test_a_preparation_begins_for_whom_it_is_meant(workspace: Workspace, meet: Meet) -> None:
    """With the client, the trigger and the channel that were chosen, and only once."""
    van = meet("a", "Van", 1)
    prepared.begin(workspace, "p", Chosen(van, "delay", "phone"), ZONE)
    entries.tag(workspace, "p", "trigger", [])
    prepared.begin(workspace, "p", Chosen(van, "delay", "phone"), ZONE)
    found = entries.get(workspace, "p")
    assert (found.kind, found.state, found.client) == ("preparation", "draft", van)
    assert prepared.chosen_of(found) == Chosen(van, "", "phone")


def test_a_debrief_begins_with_what_was_prepared(workspace: Workspace, at: Callable[[str], None]) -> None:
    """The preparation is kept with it, and the ways planned come first without being ticked."""
    prepare(workspace, label="Van", fairer="They waited", need="a date", limit="Ten minutes")
    entries.tag(workspace, "p", "need", ["clarity"])
    entries.tag(workspace, "p", "response", ["agree-next-step", "personalise"])
    one = prepared.begin_from(workspace, "p", ZONE)
    found = entries.get(workspace, one)
    assert (found.kind, found.state, found.prepared, found.client_label) == ("debrief", "draft", "p", "Van")
    assert (found.text("fairer"), found.text("need"), found.text("limit")) == ("They waited", "a date", "")
    assert found.tagged("need") == ("clarity",)
    assert found.tagged("response") == ()
    assert debriefing.offered_first(workspace, found)[:2] == ("agree-next-step", "personalise")
    assert entries.get(workspace, "p").state == "done"


def test_two_clicks_and_two_tabs_begin_one_debrief(workspace: Workspace, at: Callable[[str], None]) -> None:
    """All get the same id, also once it is finished; only when it was deleted does another begin."""
    prepare(workspace)
    with ThreadPoolExecutor(4) as tabs:
        ids = set(tabs.map(lambda _: prepared.begin_from(workspace, "p", ZONE), range(8)))
    assert len(ids) == 1
    (one,) = ids
    assert debriefs(workspace) == [one]
    entries.finish(workspace, one)
    assert prepared.begin_from(workspace, "p", ZONE) == one
    entries.delete(workspace, one)
    assert prepared.begin_from(workspace, "p", ZONE) != one


def test_a_deleted_preparation_begins_nothing(workspace: Workspace, meet: Meet) -> None:
    """Neither does an entry of another kind."""
    meet("a", "Van", 1)
    for name in ("gone", "a"):
        with pytest.raises(EqError):
            prepared.begin_from(workspace, name, ZONE)
    assert debriefs(workspace) == []


def test_after_mistreatment_the_debrief_begins_without_their_side(workspace: Workspace, meet: Meet) -> None:
    """Also when the mistreatment came after the preparation."""
    prepare(workspace, fairer="They waited", need="a date")
    meet("b", "Van", 22, episode="abusive")
    found = entries.get(workspace, prepared.begin_from(workspace, "p", ZONE))
    assert (found.text("fairer"), found.text("need"), found.client_label) == ("", "", "Van")


def test_a_debrief_about_what_is_chosen_begins_once(workspace: Workspace, meet: Meet) -> None:
    """The same id again changes nothing, a client who is gone is left out."""
    van = meet("a", "Van", 1)
    for _ in range(2):
        prepared.begin_about(workspace, "d", Chosen(van, "delay"), ZONE)
    prepared.begin_about(workspace, "e", Chosen("gone", channel="phone"), ZONE)
    found = entries.get(workspace, "d")
    assert (found.client, found.tagged("trigger"), found.prepared) == (van, ("delay",), None)
    assert entries.get(workspace, "e").client is None
    assert len(debriefs(workspace)) == 2


def test_a_preparation_is_offered_for_a_week_until_a_debrief_begins_from_it(
    workspace: Workspace, at: Callable[[str], None]
) -> None:
    """A draft is not offered, and neither is one for a client who mistreated."""
    at("2026-11-01T09:00:00Z")
    prepare(workspace)
    assert prepared.offered(workspace) is None
    prepared.finish(workspace, "p")
    at("2026-11-08T09:00:00Z")
    assert getattr(prepared.offered(workspace), "id", None) == "p"
    at("2026-11-08T09:00:01Z")
    assert prepared.offered(workspace) is None
    at("2026-11-02T09:00:00Z")
    prepared.begin_from(workspace, "p", ZONE)
    assert prepared.offered(workspace) is None


def test_a_preparation_for_somebody_who_mistreated_is_not_offered(workspace: Workspace, meet: Meet) -> None:
    """Today and the debrief stay silent about it."""
    prepare(workspace)
    prepared.finish(workspace, "p")
    assert prepared.offered(workspace) is not None
    meet("b", "Van", 21, episode="abusive")
    assert prepared.offered(workspace) is None


def test_an_empty_preparation_is_not_kept(workspace: Workspace, at: Callable[[str], None]) -> None:
    """It says so, whether its draft was begun or not."""
    with pytest.raises(EqError, match="nothing in it"):
        prepared.finish(workspace, "none")
    prepared.begin(workspace, "p", Chosen(), ZONE)
    with pytest.raises(EqError, match="nothing in it"):
        prepared.finish(workspace, "p")
    assert journal.page(workspace).entries == ()

"""Prepare: what helped before, in view before the next hard contact; useful with nothing typed."""

from __future__ import annotations

from eq.actions import prepared, preparing
from eq.actions.names import names
from eq.actions.preparing import Card, Chosen
from eq.ui import look, page, prepare_card, prepare_form, prepare_parts, state, way_out
from eq.ui import prepare_tab as tab
from eq.ui.components.place import keep_place
from eq.wording import prepare as words


def _body() -> None:
    problem = tab.follow()
    tab.remember_by_address()
    if problem is not None:
        page.problems(problem)
    entry = tab.found()
    if entry is None and tab.begun():
        tab.close()
        look.quiet(words.GONE)
    if entry is not None:
        tab.agree_with(entry)
    done = tab.just_kept()
    tab.name_in_address()
    about = entry or done
    card = _card(prepared.chosen_of(about) if about is not None else tab.chosen())
    if card.safe:
        prepare_parts.safe(card, entry)
    elif done is not None:
        prepare_parts.kept(done, card)
    elif tab.view() == "further":
        prepare_form.show(entry, card)
        return
    elif tab.view() == "settle":
        prepare_form.settle()
        return
    else:
        look.page_head(words.PAGE, words.title(card.client_label), look.plain(_lead(card)))
        way_out.line(words.AWAY, key="prepare", came_from="prepare")
        prepare_parts.choose()
        prepare_card.show(card, entry)
        prepare_parts.onward(card, entry)
        prepare_parts.below(card, entry)
        prepare_parts.waiting()
    keep_place("prepare.card", back=False)


def _card(chosen: Chosen) -> Card:
    workspace, zone = state.workspace(), state.zone()
    mark = (workspace.stamp(), chosen)
    return state.remembered("prepare.card", mark, lambda: preparing.card(workspace, chosen, zone))


def _lead(card: Card) -> str:
    told = {**names("trigger"), **names("channel")}
    return words.lead(card.chosen, card.about, card.contacts, card.last, told)


page.show(_body)

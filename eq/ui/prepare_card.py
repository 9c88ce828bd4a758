"""The card of a preparation: what is known, short enough for one printed page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from eq.actions import clock, journal
from eq.actions.names import name, names
from eq.actions.preparing import MOST_IF_THENS, Card, Said
from eq.reflect.entry import Entry, TextField
from eq.ui import journal_rows, look, navigation, playbook_links, state
from eq.ui.journal_rows import safe
from eq.wording import prepare as words

_MOST_WAYS = 5
_MOST_PROMISES = 3

Part = tuple[str, Sequence[str]]


def show(card: Card, mine: Entry | None) -> None:
    """The card; ``mine`` is the preparation that was just written, its own words come first."""
    with look.card(key="prepare-card"):
        st.html(_paper_head(card))
        _sentence("opening", card.opening, mine)
        _sentence("limit", card.limit, mine)
        _ways(card)
        blocks = [*_own(mine), *_rest(card, mine)]
        if blocks:
            st.html(f'<div class="eq-card-parts">{"".join(_block(*block) for block in blocks)}</div>')
        _episodes(card, "prepare-episodes" if mine is None else "prepare-episodes-aside")


def _paper_head(card: Card) -> str:
    label = f"<strong>{safe(words.title(card.client_label))}</strong><br>"
    return f'<p class="eq-on-paper">{label}{escape(words.printed(state.day(clock.now())))}</p>'


def _sentence(field: TextField, said: Said | None, mine: Entry | None) -> None:
    own = mine.text(field) if mine is not None else ""
    heading = words.OPENING if field == "opening" else words.limit(said, own)
    if own:
        text, source = own, words.MY_OWN
    elif said is not None:
        text, source = said.text, words.said_by(said, names("response"))
    else:
        return
    end = f'<p class="eq-row-facts">{escape(words.LIMIT_END)}</p>' if field == "limit" else ""
    st.html(
        f'<div class="eq-card-part"><h2 class="eq-card-head">{escape(heading)}</h2><blockquote>'
        f'{safe(words.sentence(text))}</blockquote><p class="eq-row-facts">{safe(source)}</p>{end}</div>'
    )


def _ways(card: Card) -> None:
    st.html(f'<h2 class="eq-card-head">{escape(words.USED)}</h2>')
    if not card.used:
        look.quiet(words.USED_NONE)
        return
    with st.container(key="prepare-used"):
        for at, use in enumerate(card.used[:_MOST_WAYS]):
            with st.container(key=f"journal-row-way-{at}"):
                key = f"prepare.way.{at}"
                if st.button(look.plain(name("response", use.response)), key=key, type="tertiary"):
                    playbook_links.turn_to(use.response)
                    state.put("playbook.from", "prepare")
                    navigation.go("playbook")
                st.html(f'<div class="eq-row-facts">{escape(words.used(use.n, use.yes, use.partly, use.no))}</div>')
    more = len(card.used) - _MOST_WAYS
    rest = f"{words.more_used(more)}. " if more > 0 else ""
    look.quiet(words.upper_first(rest) + words.USED_CAPTION)


def _own(mine: Entry | None) -> list[tuple[str, list[str], str]]:
    if mine is None:
        return []
    found = [(label, [words.short(mine.text(field))], "") for field, label in words.MINE.items() if mine.text(field)]
    planned = ", ".join(name("response", one) for one in mine.tagged("response"))
    return [*found, (words.PLANNED, [words.short(planned)], "")] if planned else found


def _rest(card: Card, mine: Entry | None) -> list[tuple[str, list[str], str]]:
    plans = [words.if_then(one.cue, one.act, one.day) for one in card.if_thens]
    if mine is not None and mine.text("if_cue") and mine.text("if_act"):
        own = words.short(words.plan(mine.text("if_cue"), mine.text("if_act")))
        plans = [own, *(plan for one, plan in zip(card.if_thens, plans, strict=True) if one.entry != mine.id)]
        plans = plans[:MOST_IF_THENS]
    owed = [words.promise(one) for one in card.promises[:_MOST_PROMISES]]
    if len(card.promises) > _MOST_PROMISES:
        owed.append(words.more(len(card.promises) - _MOST_PROMISES))
    needs = [words.need(name("need", need), n) for need, n in card.needs]
    fairer = (mine.text("fairer") if mine is not None else "") or card.fairer
    found = [
        (words.IF_THENS, plans, ""),
        (words.PROMISES, owed, ""),
        (words.NEEDS, needs, words.NEEDS_CAPTION),
        (words.FAIRER, [words.short(fairer)] if fairer else [], ""),
    ]
    return [one for one in found if one[1]]


def _block(heading: str, lines: Sequence[str], caption: str) -> str:
    inside = "".join(f"<li>{safe(line)}</li>" for line in lines)
    below = f'<p class="eq-row-facts">{escape(caption)}</p>' if caption else ""
    return f'<div class="eq-card-part"><h2 class="eq-card-head">{escape(heading)}</h2><ul>{inside}</ul>{below}</div>'


def _episodes(card: Card, key: str) -> None:
    """Links to them; they stay off a printed card that has words of its own."""
    if not card.episodes:
        return
    with st.container(key=key):
        st.html(f'<h2 class="eq-card-head">{escape(words.EPISODES)}</h2>')
        for at, one in enumerate(card.episodes):
            label = f"{words.short_day(one.entry.local_date)}: {journal.title_of(one.entry)}"
            if st.button(look.plain(label), key=f"prepare.episode.{at}", type="tertiary"):
                journal_rows.show_entry_from("prepare", one.entry.id)


def as_text(card: Card, mine: Entry | None) -> str:
    """The same as plain text, to copy."""
    parts: list[Part] = []
    own = {field: mine.text(field) if mine is not None else "" for field in ("opening", "limit")}
    opening = own["opening"] or (card.opening.text if card.opening else "")
    limit = own["limit"] or (card.limit.text if card.limit else "")
    parts.append((words.OPENING, [words.sentence(opening)] if opening else []))
    parts.append((words.limit(card.limit, own["limit"]), [words.sentence(limit), words.LIMIT_END] if limit else []))
    used = [
        f"{name('response', use.response)}: {words.used(use.n, use.yes, use.partly, use.no)}"
        for use in card.used[:_MOST_WAYS]
    ]
    parts.append((words.USED, used))
    parts += [(heading, lines) for heading, lines, _ in (*_own(mine), *_rest(card, mine))]
    return words.as_text(parts, words.title(card.client_label))

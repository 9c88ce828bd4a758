"""Entries as rows of a list: by day, or as hits of a search; made once, then only handed to the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from eq.actions import preparing
from eq.actions.clock import local_time
from eq.actions.journal import Hit, title_of
from eq.actions.names import name
from eq.reflect.entry import Entry, TagKind
from eq.reflect.reading import shown_tags, withheld
from eq.ui import look, navigation, state
from eq.wording import journal as words

_CHIPS: tuple[TagKind, ...] = ("trigger", "custom", "competency")
_MOST_CHIPS = 6


@dataclass(frozen=True)
class Row:
    """One entry, ready to draw: ``label`` is markdown, ``html`` what stands below it, both safe."""

    entry: str
    label: str
    html: str
    parked: bool


@dataclass(frozen=True)
class Group:
    """The rows of one day; ``heading`` is html, "" where days are not parted."""

    heading: str
    rows: tuple[Row, ...]


def safe(text: str) -> str:
    """Text as html that shows it as it was typed, on one line, whatever direction it is written in."""
    return f"<bdi>{escape(look.one_line(text))}</bdi>"


def by_day(found: Sequence[Entry]) -> tuple[Group, ...]:
    """Entries in the order given, under the days they count to."""
    days: dict[date, list[Row]] = {}
    for entry in found:
        days.setdefault(entry.local_date, []).append(_row(entry, title_of(entry), _chips(entry), dated=False))
    return tuple(
        Group(f'<h2 class="eq-day">{escape(words.long_day(day))}</h2>', tuple(rows)) for day, rows in days.items()
    )


def in_order(found: Sequence[Entry]) -> tuple[Group, ...]:
    """Entries in the order given, each with its day."""
    return (Group("", tuple(_row(entry, title_of(entry), _chips(entry), dated=True) for entry in found)),)


def of_hits(found: Sequence[Hit]) -> tuple[Group, ...]:
    """Hits of a search, each with its day and the place where the words stand."""
    return (Group("", tuple(_row(hit.entry, hit.title, _snippet(hit), dated=True) for hit in found)),)


def draw(groups: Sequence[Group], key: str) -> None:
    """The rows; one tap opens the entry."""
    at = 0
    for group in groups:
        if group.heading:
            st.html(group.heading)
        for row in group.rows:
            with st.container(key=f"journal-row-{key}-{at}"):
                st.button(
                    row.label,
                    key=f"journal.open.{key}.{row.entry}",
                    type="tertiary",
                    on_click=show_entry,
                    args=(row.entry,),
                )
                st.html(row.html)
                if row.parked and st.button(words.GO_ON, key=f"journal.on.{key}.{row.entry}"):
                    go_on(row.entry)
            at += 1


def show_entry(entry: str) -> None:
    """Open an entry in place of the list."""
    state.put("journal.entry", entry)
    state.forget("journal.editing")


def show_entry_from(came_from: str, entry: str) -> None:
    """Open an entry from another page, which stands ready to go back to; ends the run."""
    show_entry(entry)
    # With its id: whichever entry is opened from elsewhere later does not lead back to this page.
    state.put("journal.from", (entry, came_from))
    navigation.go("journal")


def go_on(entry: str) -> None:
    """Go on with a debrief that was parked or begun."""
    state.put("debrief.entry", entry)
    state.forget("journal.entry")
    navigation.go("debrief")


def _row(entry: Entry, title: str, below: str, *, dated: bool) -> Row:
    facts = [words.KIND[entry.kind]]
    if dated:
        facts.append(words.short_day(entry.local_date))
    facts.append(words.clock_time(local_time(entry.at, entry.zone)))
    shown = [escape(fact) for fact in facts]
    if entry.severity is not None:
        shown.append(escape(words.severity(entry.severity)))
    if entry.client_label:
        shown.append(safe(entry.client_label))
    if entry.state == "parked":
        shown.append(f"<strong>{escape(words.PARKED)}</strong>")
    return Row(
        entry.id,
        look.plain(title),
        f'<div class="eq-row-facts">{" · ".join(shown)}</div>{below}',
        entry.state == "parked" and entry.kind == "debrief",
    )


def _chips(entry: Entry) -> str:
    chips = list(dict.fromkeys(word.word for word in entry.words if word.moment != "later"))
    chips += [name(kind, value) for kind in _CHIPS if kind in shown_tags(entry) for value in entry.tagged(kind)]
    more = len(chips) - _MOST_CHIPS
    html = "".join(f'<span class="eq-chip">{safe(chip)}</span>' for chip in chips[:_MOST_CHIPS])
    rest = f'<span class="eq-chip-more">{escape(words.more_chips(more))}</span>' if more > 0 else ""
    return f'<div class="eq-chips">{html}{rest}</div>' if chips else ""


def _snippet(hit: Hit) -> str:
    """The line in which the words stand, them in bold and underlined; none from what the entry does not show."""
    whole = "".join(part for part, _ in hit.snippet).strip(" …")
    about, client = hit.entry, hit.entry.client
    mistreated = about.kind == "preparation" and preparing.mistreated(state.workspace(), client)
    hidden = withheld(about, mistreated=mistreated)
    if not whole or any(whole in " ".join(about.text(field).split()) for field in hidden):
        return ""
    html = "".join(f"<mark>{escape(part)}</mark>" if is_match else escape(part) for part, is_match in hit.snippet)
    return f'<p class="eq-snippet" dir="auto">{html}</p>'

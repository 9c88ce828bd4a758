"""What hard contacts have in common, how long recovery took, and which ways of responding it went with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from eq.actions.journal import title_of
from eq.actions.names import names
from eq.charts.breakdown import MOST, breakdown_data, breakdown_figure, breakdown_table
from eq.charts.ratios import ratios_data, ratios_figure, ratios_table
from eq.charts.recovery import MOST_POINTS, recovery_data, recovery_figure, recovery_table
from eq.reflect import flow
from eq.reflect.days import MIN_DAYS
from eq.reflect.entry import Entry
from eq.reflect.insight import Breakdown
from eq.ui import journal_rows, look, navigation, state
from eq.ui.insights_felt import chips
from eq.ui.insights_parts import Looked, begin, figure, listed
from eq.wording import insight_figures as said
from eq.wording import insight_page as words
from eq.wording import ratio_figure

_MORE_WAYS = 5
_VALUES_LISTED = 10


def breakdowns(looked: Looked) -> None:
    """How hard debriefs were, by what set them off, by client or by channel."""
    known = {one.kind: one for one in looked.found.breakdowns}
    if not any(one.total for one in known.values()):
        with look.card(key="insights-hard"):
            st.header(words.HARD_TITLE, anchor=False)
            st.markdown(words.HARD_EMPTY)
            begin("hard", debrief=True)
        return
    kinds = list(known)
    with st.container(key="insights-by"):
        picked = st.segmented_control(
            words.HARD_PICK,
            kinds,
            format_func=said.BREAKDOWN.__getitem__,
            required=True,
            width="stretch",
            **state.bound("insights.by", kinds),
        )
    _breakdown(looked, known[picked or kinds[0]])


def _breakdown(looked: Looked, one: Breakdown) -> None:
    kind, rows = one.kind, one.rows
    if rows.empty or rows["severity"].isna().all():
        with look.card(key="insights-by-values"):
            st.header(said.BREAKDOWN[kind], anchor=False)
            if rows.empty:
                st.markdown(words.NO_VALUES[kind])
                return
            shown = rows.head(_VALUES_LISTED)
            chips(
                [words.counted(label, n) for label, n in zip(shown["label"], shown["n"], strict=True)],
                len(rows) - len(shown),
            )
            look.quiet(words.values_missing(int(rows["days"].max())))
        return
    data = looked.kept(f"data.by.{kind}", lambda: breakdown_data(rows))
    figure(
        looked,
        f"by-{kind}",
        said.breakdown_title(kind),
        caption=said.breakdown_caption(kind, one.total, min(MOST, len(rows)), len(rows)),
        table=lambda: breakdown_table(rows, said.BREAKDOWN[kind]),
        draw=lambda tokens, narrow: breakdown_figure(data, tokens, narrow=narrow),
    )


def recovery(looked: Looked) -> None:
    """How long it took to be back to normal; before there is enough, the episodes themselves."""
    found = looked.found.recovery
    if found.more is not None:
        with look.card(key="insights-recovery"):
            st.header(words.RECOVERY_SO_FAR if looked.found.episodes_material else words.RECOVERY_PLAIN, anchor=False)
            if not looked.found.episodes_material:
                st.markdown(words.RECOVERY_EMPTY)
                return
            _episodes(looked.found.episodes_material)
            look.quiet(words.recovery_missing(found.more, MIN_DAYS, looked.today))
        return
    data = looked.kept("data.recovery", lambda: recovery_data(found.points, found.blocks))
    figure(
        looked,
        "recovery",
        said.RECOVERY_TITLE,
        finding=said.recovery_finding(found),
        caption=said.recovery_caption(found, single=len(found.points) <= MOST_POINTS, month=looked.months),
        table=lambda: recovery_table(data),
        draw=lambda tokens, narrow: recovery_figure(data, tokens, narrow=narrow),
    )


def _episodes(entries: tuple[Entry, ...]) -> None:
    """Debriefs, each a way to its entry; what was written about a severe one is not repeated."""
    for at, entry in enumerate(entries):
        title = "" if flow.severe(entry) else title_of(entry)
        with st.container(key=f"journal-row-insights-{at}"):
            label = look.plain(title or words.episode_title(entry))
            if st.button(label, key=f"insights.open.{entry.id}", type="tertiary"):
                journal_rows.show_entry_from("insights", entry.id)
            st.html(f'<div class="eq-row-facts">{words.episode_facts(entry)}</div>')


def ways(looked: Looked) -> None:
    """What the tested ways of responding went with, what the others still need, and which are only counted."""
    found = looked.found.responses
    titles = names("response")
    tested = [row for row in found.rows if row.verdict is not None]
    if tested:
        data = looked.kept("data.ratios", lambda: ratios_data(found, titles))
        figure(
            looked,
            "ratios",
            ratio_figure.TITLE,
            finding=words.few_clients(
                [look.plain(titles.get(r.response, r.response)) for r in tested if r.few_clients]
            ),
            caption=ratio_figure.ratios_caption(found),
            table=lambda: ratios_table(data),
            draw=lambda tokens, narrow: ratios_figure(data, tokens, narrow=narrow),
        )
    _other_ways(looked, titles, [row.response for row in tested])


def _other_ways(looked: Looked, titles: Mapping[str, str], tested: list[str]) -> None:
    rows = {row.response: row for row in looked.found.responses.rows}
    missing = list(looked.found.more_responses.items())[:_MORE_WAYS]
    safe = {name: look.plain(titles.get(name, name)) for name in [*rows, *(name for name, _ in missing)]}
    lines = [
        words.way_missing(
            safe[name],
            rows[name].n_with if name in rows else 0,
            rows[name].n_without if name in rows else looked.found.responses.episodes,
            more,
            looked.today,
        )
        for name, more in missing
    ]
    lines += [words.inseparable(safe[name]) for name, row in rows.items() if row.reason == "inseparable"]
    only_counted = [(safe[name], row.n_with) for name, row in rows.items() if row.reason == "no_word"]
    if lines or only_counted or not tested:
        with look.card(key="insights-ways"):
            st.header(_ways_title(tested, lines), anchor=False)
            if lines:
                st.markdown(words.WAYS_SO_FAR)
                listed(lines)
            if only_counted:
                st.markdown(words.no_word(only_counted))
            if not lines and not only_counted:
                st.markdown(words.WAYS_EMPTY)
    counted = [name for name, row in rows.items() if row.reason == "no_word"]
    _to_playbook([*tested, *(name for name, _ in missing), *counted], titles)
    if looked.found.left_out:
        look.quiet(words.left_out(looked.found.left_out))


def _ways_title(tested: Sequence[str], lines: Sequence[str]) -> str:
    if not tested:
        return words.WAYS_TITLE
    return words.WAYS_MORE if lines else words.WAYS_COUNTED


def _to_playbook(names_shown: list[str], titles: Mapping[str, str]) -> None:
    """The ways that were named, each a way to its place in the playbook; drawn for whoever asks."""
    if not names_shown:
        return
    with st.expander(words.WAYS_OPEN, key="insights.playbook", on_change="rerun") as opened:
        if not opened.open:
            return
        with st.container(key="insights-to-playbook", horizontal=True):
            for name in names_shown:
                if st.button(look.plain(titles.get(name, name)), key=f"insights.way.{name}", type="tertiary"):
                    state.put("playbook.way", name)
                    navigation.go("playbook")

"""The last step of a report: what handing it over means, and the file itself, open or sealed."""

from __future__ import annotations

from typing import Final, get_args

import streamlit as st

from eq.actions import reporting, share_log
from eq.actions.reporting import Format
from eq.ui import look, report_seal, state
from eq.ui import report_tab as tab
from eq.ui.report_tab import Built
from eq.wording import report_page as words
from eq.wording.report_page import Letting

_MIME: Final[dict[Format, str]] = {
    "html": "text/html", "pdf": "application/pdf", "md": "text/markdown", "json": "application/json",
}  # fmt: skip
_LETTING: Final[tuple[Letting, ...]] = get_args(Letting)
_SEALED_FIRST: Final[tuple[Letting, ...]] = ("eqpack", *(way for way in _LETTING if way != "eqpack"))


def show() -> None:
    """Locked until the report that was shown is the one that is chosen."""
    one = tab.built()
    with look.card(key="report-let-go"):
        st.header(words.LET_GO, anchor=False)
        if one is None:
            look.quiet(words.FIRST_SEE)
            return
        if not tab.fresh(one):
            look.quiet(words.STALE)
            return
        _means(one)
        if not _agreed(one):
            look.quiet(words.TICK_FIRST)
            return
        _save(one)


def _means(one: Built) -> None:
    st.markdown(f"**{look.plain(words.consent(one.report))}**")
    st.markdown("\n".join(f"- {look.plain(line)}" for line in words.contents(one.report, one.selection)))
    look.quiet(words.left_out(one.report))
    st.markdown("\n".join(f"- {line}" for line in words.CONSENT_USE))


def _agreed(one: Built) -> bool:
    """A copy for oneself with neither answers nor own words in it is simply saved."""
    cover = one.report.cover
    if cover.copy_for == "person" and not cover.texts and not any(s.answers for s in one.report.sittings):
        return True
    name = f"report.agreed.{one.report.id}"
    label = words.SEEN if cover.copy_for == "coach" else words.SEEN_OWN
    tab.tick(label, f"{name}.tick", now=state.get(name, False), keep=lambda wanted: state.put(name, wanted))
    return state.get(name, False)


def _save(one: Built) -> None:
    # For a coach the way that nobody else can read comes first.
    ways = _SEALED_FIRST if one.report.cover.copy_for == "coach" else _LETTING
    with st.container(key="report-chips-how"):
        how = st.pills(
            words.HOW,
            ways,
            format_func=words.LETTING.__getitem__,
            required=True,
            **state.bound("report.letting", ways),
        )
    if how == "eqpack":
        report_seal.show(one)
        return
    fmt: Format = how or "html"
    with st.spinner(words.WRITING):
        data = tab.written(one, fmt)
    look.quiet(words.UNSEALED)
    st.download_button(
        words.save(fmt),
        data,
        reporting.file_name(one.report, fmt),
        _MIME[fmt],
        type="primary",
        key=f"report.save.{fmt}",
        on_click=_log,
        args=(one, fmt),
    )


def _log(one: Built, fmt: Format) -> None:
    """What leaves is written down once, however often the button is pressed."""
    share_log.log(
        state.workspace(),
        share=f"{one.report.id}-{fmt}",
        format=fmt,
        zone=state.zone(),
        report=one.report,
        selection=one.selection,
    )

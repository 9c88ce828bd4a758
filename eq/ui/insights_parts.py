"""What the parts of Insights share: one look at one span, and figures and tables that are built once for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from eq.charts.config import CONFIG
from eq.charts.palette import Tokens
from eq.reflect.insight import Insights
from eq.ui import look, navigation, state
from eq.wording import insight_page as words

T = TypeVar("T")


@dataclass(frozen=True)
class Looked:
    """What was found for a span; ``mark`` changes whenever it has to be found anew."""

    found: Insights
    mark: object
    narrow: bool

    @property
    def today(self) -> date:
        """The last day looked at."""
        return self.found.last

    @property
    def months(self) -> bool:
        """Whether blocks are calendar months rather than four weeks."""
        return self.found.span in ("year", "all")

    def kept(self, name: str, build: Callable[[], T]) -> T:
        """Something derived from it, kept for each span: going to and fro between two builds nothing anew."""
        return state.remembered(f"insights.{name}.{self.found.span}", self.mark, build)


def figure(
    looked: Looked,
    key: str,
    title: str,
    *,
    caption: str,
    table: Callable[[], pd.DataFrame],
    draw: Callable[[Tokens, bool], Any],
    finding: str = "",
) -> None:
    """A figure with its title, what it says, what it cannot mean, and the table behind it."""
    ready = looked.kept(f"table.{key}", lambda: look.ready(table()))
    with look.figure_card(title, caption=caption, table=ready, key=f"insights-{key}"):
        if finding:
            st.markdown(finding)
        narrow = looked.narrow
        drawn = state.remembered(
            f"insights.figure.{key}.{looked.found.span}",
            (looked.mark, look.theme_type(), narrow),
            lambda: draw(look.tokens(), narrow),
        )
        st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"insights.{key}", alt=f"{title}. {caption}")


def begin(key: str, *, debrief: bool) -> None:
    """The way to what is missing."""
    if st.button(words.DEBRIEF if debrief else words.CHECK_IN, key=f"insights.begin.{key}"):
        if debrief:
            state.put("debrief.entry", "")
        navigation.go("debrief" if debrief else "check_in")


def listed(lines: list[str]) -> None:
    """Lines of safe markdown as a list."""
    st.markdown("\n".join(f"- {line}" for line in lines))

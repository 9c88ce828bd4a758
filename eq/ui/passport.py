"""The evidence passport behind every result."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from eq.actions.evidence import false_alarm_share
from eq.assess.questionnaire import Questionnaire
from eq.ui import look
from eq.wording import passport as words
from eq.wording import quality


def passport(questionnaire: Questionnaire) -> None:
    """Behind an expander; the simulation runs only for whoever opens it."""
    with st.expander("Evidence passport", key=f"passport.{questionnaire.digest[:8]}", on_change="rerun") as opened:
        st.markdown(words.status(questionnaire))
        for line in words.lines(questionnaire):
            st.markdown(look.plain(line))
        rows = words.reliability_rows(questionnaire)
        if rows:
            look.table(pd.DataFrame(rows))
        if opened.open:
            share, people = false_alarm_share(questionnaire)
            st.markdown(words.false_alarms(share, people))
            st.markdown(quality.LIMITS)

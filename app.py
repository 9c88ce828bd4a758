"""The Streamlit entry: page set-up and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from eq.ui import look, navigation

st.set_page_config(
    page_title="EQ Reflect",
    page_icon=str(Path(__file__).parent / "static" / "icon.png"),
    layout="centered",
    initial_sidebar_state="auto",
)
look.page_style()
navigation.run()

"""The Streamlit entry: page set-up and navigation, nothing else."""

from pathlib import Path

import streamlit as st

from eq.ui import look, navigation

ICON = str(Path(__file__).parent / "static" / "icon.png")

st.set_page_config(
    page_title="EQ Reflect",
    page_icon=ICON,
    layout="centered",
    initial_sidebar_state="auto",
)
st.logo(ICON, size="large")
look.page_style()
navigation.run()

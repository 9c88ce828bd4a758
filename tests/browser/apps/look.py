"""A script that shows every pattern of the look once."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from eq.charts.palette import mark_colour, mark_symbol
from eq.ui import look

HOSTILE = (
    "# T ![x](https://x.example/a.png) <img src=x> [l](https://x.example) https://x.example www.x.example me@x.example"
    " :smile: :material/home: :red[red] $x^2$ `code` **bold** &amp; -> <b>b</b> \\ 1. ~~gone~~ | a | :streamlit:"
)
SCALES = ["Self-awareness", "Self-regulation", "Motivation", "Empathy", "Social skills"]


def results() -> None:
    look.page_style()
    look.page_head(
        "Five competencies · 21 November 2026 · 50 statements",
        "What your answers say",
        "You described what you do **often** when it comes to your own aims, and what you do **between rarely and"
        " sometimes** when settling after a hard contact. These are your own answers about the last four weeks,"
        " not a test of ability.",
    )
    table = pd.DataFrame({"Area": SCALES, "Mean": [3.6, 2.8, 4.4, 3.9, 3.3], "From": [3.1] * 5, "To": [4.1] * 5})
    with look.figure_card(
        "Your five areas, with the range your answers leave open",
        caption="Dot: mean of 10 statements. Band: the range that holds your usual level with 95 % certainty.",
        table=table,
        key="profile",
    ):
        figure = go.Figure(layout={"height": 240, "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)"})
        for place, scale in enumerate(SCALES):
            marker = {"color": mark_colour(place, look.tokens()), "symbol": mark_symbol(place), "size": 13}
            figure.add_scatter(x=[table["Mean"][place]], y=[scale], mode="markers", marker=marker, showlegend=False)
        st.plotly_chart(figure, theme=None, config={"displayModeBar": False})
    higher, lower = st.columns(2)
    with higher, look.card():
        st.markdown("#### Relatively higher for you")
        st.markdown("Motivation")
        look.quiet("Clearly above your own average")
    with lower, look.card():
        st.markdown("#### Relatively lower for you")
        st.markdown("Self-regulation")
        look.quiet("Clearly below your own average")
    st.button("Take it again", type="primary")
    st.button("Open the report")
    st.radio("Form", ["Five competencies", "Client work"], horizontal=True)
    st.text_input("A note", placeholder="What was going on")
    look.empty_state("Nothing here yet. Your first results appear after one sitting.", "Begin", "apps/look.py", key="x")


def hostile() -> None:
    look.page_style()
    look.page_head(HOSTILE, HOSTILE, look.plain(HOSTILE))
    st.button(look.plain(HOSTILE))
    st.radio(look.plain(HOSTILE), [look.plain(HOSTILE), "other"])
    table = pd.DataFrame({HOSTILE: [HOSTILE, None]})
    with look.figure_card(HOSTILE, caption=HOSTILE, table=table, key="hostile"):
        st.text(HOSTILE)


st.set_page_config(page_title="Look", page_icon="🌿")
st.navigation(
    {
        "": [st.Page(results, title="Results", default=True)],
        "Reflect": [st.Page(hostile, title="Hostile", url_path="hostile")],
    }
).run()

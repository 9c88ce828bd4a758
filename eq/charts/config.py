"""How plotly behaves in the page: figures to read, not to operate."""

from __future__ import annotations

CONFIG: dict[str, object] = {
    "displayModeBar": False,
    "displaylogo": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "editable": False,
}
"""The ``config`` of ``st.plotly_chart``; every drag and wheel stays with the page."""

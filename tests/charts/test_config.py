"""What plotly may do in the page."""

from __future__ import annotations

import json

from eq.charts.config import CONFIG


def test_no_mode_bar_no_zoom_and_nothing_that_json_cannot_carry() -> None:
    assert CONFIG["displayModeBar"] is False
    assert CONFIG["scrollZoom"] is False
    assert CONFIG["doubleClick"] is False
    assert json.loads(json.dumps(CONFIG)) == CONFIG

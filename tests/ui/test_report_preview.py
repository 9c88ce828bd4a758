"""The page Report shows the very bytes that it saves and seals."""

from __future__ import annotations

import pytest

from eq.actions import entries, reporting
from eq.ui import report_tab
from eq.ui.components import sheet


@pytest.fixture
def shown(monkeypatch):
    """Every html file that the page put into its frame."""
    seen = []
    monkeypatch.setattr(sheet, "show", lambda html, title, *, key: seen.append(html))
    return seen


def test_what_is_saved_is_what_was_shown(tab, workspace, shown, monkeypatch):
    """The frame and the button get one and the same file, and a packet is made of the same report."""
    entries.check_in(workspace, entry="e", zone="UTC", pleasantness=0.5, energy=0.1, line="<b>Tea</b> & rest")
    built, put = [], report_tab.state.put
    monkeypatch.setattr(report_tab.state, "put", lambda name, value: (built.append(value), put(name, value)))
    tab.open("report").click("report.show")
    one = next(value for value in built if isinstance(value, report_tab.Built))
    assert shown
    assert set(shown) == {one.html}
    assert one.html == reporting.written(one.report, "html") == report_tab.written(one, "html")
    for fmt in reporting.FORMATS:
        assert report_tab.written(one, fmt) == reporting.written(one.report, fmt)

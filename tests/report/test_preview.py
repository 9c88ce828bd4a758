"""What is shown before a report leaves is what leaves."""

from __future__ import annotations

import traceback

import people
import pytest

from eq.actions import clock, keys, reporting, settings
from eq.coach.choosing import Selection
from eq.errors import EqError
from eq.exchange.keys import key_file_bytes
from eq.exchange.packets import read_packet
from eq.exchange.sealing import new_identity, unseal
from eq.store.workspace import Workspace


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report of somebody who just began."""
    return people.make("new-person", tmp_path_factory.mktemp("people"))


def test_what_is_too_long_for_a_report_is_told_without_a_word_of_it(tmp_path):
    """It is an error in words like any other, and what was typed stands neither in it nor in what it came from."""
    workspace = Workspace(tmp_path / "me.eq")
    settings.welcome(workspace)
    keys.make(workspace, "")
    first, last = reporting.usual(workspace, None)
    with pytest.raises(EqError, match="longer than a report can hold") as refused:
        reporting.build(workspace, Selection(first, last, subject="Ada " * 600), None, report_id="r1")
    shown = "".join(traceback.format_exception(refused.value))
    assert "Ada Ada" not in shown


@pytest.mark.parametrize("fmt", reporting.FORMATS)
def test_a_file_is_the_same_each_time_it_is_written(report, fmt):
    """Nothing but the report decides about its bytes, whatever was written before."""
    first = reporting.written(report, fmt)
    assert reporting.files(report, reporting.FORMATS)[fmt] == first == reporting.written(report, fmt)


def test_a_packet_holds_the_files_as_they_are_written(report, tmp_path):
    """The html and the pdf inside are byte for byte those that are shown and saved, and the report is the same."""
    workspace = Workspace(tmp_path / "own" / "me.eq")
    recipient, identity = new_identity()
    coach = keys.add_coach(workspace, key_file_bytes(recipient, "Coach", clock.now()))
    sealed, _ = reporting.packet(workspace, report, coach=coach.id)
    packet = read_packet(unseal(sealed, "the packet", identities=[identity]), "the packet")
    assert packet.html == reporting.written(report, "html")
    assert packet.pdf == reporting.written(report, "pdf")
    assert packet.report == report


def test_html_passes_unchanged_through_the_frame_it_is_shown_in(report, monkeypatch):
    """The page hands the file to its frame as text; that text is the file, sign by sign."""
    from eq.ui.components import sheet

    given = {}
    monkeypatch.setattr(sheet, "_component", lambda: lambda **named: given.update(named))
    html = reporting.written(report, "html")
    sheet.show(html, "The report", key="k")
    assert given["data"]["html"].encode() == html

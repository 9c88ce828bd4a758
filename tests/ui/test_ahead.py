"""The first page waits for no large library; the other pages find theirs loaded."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from eq.actions import plan_steps, practices
from eq.actions.settings import welcome
from eq.bundle import root
from eq.plan.plan import Setup
from eq.store.workspace import Workspace

LARGE = {"pandas", "scipy", "pydantic", "yaml"}
FIRST_PAGE = f"""
import sys
from streamlit.testing.v1 import AppTest
from eq.ui import ahead
ahead.begin = lambda: None
app = AppTest.from_file({str(root() / "app.py")!r}, default_timeout=60).run()
assert not app.exception
assert sys.argv[1] in app.title[0].value, app.title
print(sorted({LARGE!r} & set(sys.modules)))
ahead._load()
print(sorted({LARGE!r} & set(sys.modules)))
"""


def _nobody(workspace):
    pass


def _planned(workspace):
    """Someone with a practice and its measure to answer today."""
    welcome(workspace)
    practice = practices.one("slow-breathing")
    setup = Setup(practice.id, "c", "a", "o", "i", (1, 2, 3, 4, 5, 6, 7), practice.minutes, practice.times)
    plan_steps.begin(
        workspace, plan="p", action="a", competency=practice.competency, goal="", ranking="", practice=practice,
        setup=setup, zone=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "title"),
    [(_nobody, "See where you stand"), (welcome, "Where would you like to begin"), (_planned, "Today")],
)
def test_the_first_page_waits_for_no_large_library(tmp_path, begun, title):
    """In a process of its own; what is loaded after it holds what the pages with figures and statements need."""
    kept = tmp_path / "me.eq"
    begun(Workspace(kept))
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, title],
        env={**os.environ, "EQ_WORKSPACE": str(kept), "PYTHONPATH": str(root())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, later = done.stdout.splitlines()[-2:]
    assert first == "[]"
    assert later == str(sorted(LARGE))

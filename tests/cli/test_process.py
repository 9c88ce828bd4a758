from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("streamlit", "pandas", "numpy", "pydantic", "scipy", "pyarrow", "plotly", "yaml", "sqlcipher3", "uvicorn")
FORM = """\
id: one
version: 1
title: One
answers: {low: 1, high: 3, labels: [Rarely, Sometimes, Often]}
scales: [{id: s, title: Größe}]
items: [{id: i, scale: s, text: I do it.}]
"""
AFTER = """
import json, sys
from eq.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print("\\n" + json.dumps([end.code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


def eq(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "eq.cli", *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "words", [("--help",), ("--version",), ("score", "--help"), ("doctor", "--help")], ids=" ".join
)
def test_help_loads_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    """Help answers at once because nothing is imported for it."""
    found = subprocess.run(
        [sys.executable, "-c", AFTER, *words], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    status, loaded = json.loads(found.stdout.splitlines()[-1])
    assert status in {0, None}
    assert set(HEAVY).isdisjoint(loaded)


def test_output_is_utf_8_whatever_the_terminal_says(tmp_path: Path) -> None:
    """An ASCII terminal still gets every sign, on both streams."""
    (tmp_path / "form.yaml").write_text("größe: 🙂\n", "utf-8")
    (tmp_path / "a.csv").write_text("respondent,i\nJürgen,3\n", "utf-8")
    terminal = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    checked = eq("check", "form.yaml", cwd=tmp_path, **terminal)
    assert checked.returncode == 1
    assert "größe" in checked.stderr.decode("utf-8")
    (tmp_path / "form.yaml").write_text(FORM, "utf-8")
    scored = eq("score", "form.yaml", "a.csv", cwd=tmp_path, **terminal)
    assert scored.returncode == 0
    assert "Jürgen" in scored.stdout.decode("utf-8")


def test_errors_of_a_real_process_are_one_line_and_status_1(tmp_path: Path) -> None:
    """No traceback, nothing on stdout, nothing stored."""
    found = eq("list", "scores", cwd=tmp_path, EQ_WORKSPACE=str(tmp_path / "me.eq"))
    assert (found.returncode, found.stdout) == (1, b"")
    assert len(found.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_test_clock_that_cannot_be_read_is_an_error_in_words(tmp_path: Path) -> None:
    """Not even the clock can cause a traceback."""
    found = eq("demo", "x.eq", cwd=tmp_path, EQ_TEST_NOW="soon")
    assert found.returncode == 1
    assert found.stderr.decode().startswith("EQ_TEST_NOW: ")


def test_a_reader_that_stops_reading_is_no_error_of_ours(tmp_path: Path) -> None:
    """``eq list … | head -1`` ends without a traceback."""
    assert eq("demo", "x.eq", cwd=tmp_path).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-m", "eq.cli", "list", "scores", "--workspace", "x.eq"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(60)
    assert b"Traceback" not in said

"""The log says where and what kind, never what was said or with which values."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from eq.serve import quiet

PRIVATE = "a private word"


def record_of(error: BaseException | None, *args: object, stack: str | None = None) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = quiet.bare_record(
        "some.logger", logging.ERROR, "/x/lib/thing.py", 12, f"{PRIVATE} %s %d", args, exc_info, "f", stack
    )
    return logging.Formatter("%(levelname)s %(message)s").format(made)


def test_a_record_names_the_logger_and_the_place_of_the_call() -> None:
    assert record_of(None, PRIVATE, 3) == "ERROR error some.logger (thing.py:12)"


def test_a_record_names_the_error_and_its_place_and_nothing_of_its_words() -> None:
    try:
        raise ValueError(PRIVATE, {"answer": PRIVATE}) from KeyError(PRIVATE)
    except ValueError as error:
        said = record_of(error, error, stack=PRIVATE)
    assert PRIVATE not in said
    assert said.startswith("ERROR error some.logger (thing.py:12) ValueError at ")
    assert "Traceback" not in said


def test_a_record_that_means_no_error_is_whole() -> None:
    made = quiet.bare_record("n", logging.WARNING, "f.py", 1, "m", (), (None, None, None))
    assert made.getMessage() == "warning n (f.py:1)"


def test_a_percent_sign_in_a_name_does_not_break_the_record() -> None:
    made = quiet.bare_record("100%s", logging.ERROR, "100%d.py", 1, "m", ("x",), None)
    assert logging.Formatter().format(made) == "error 100%s (100%d.py:1)"


def test_the_place_is_ours_even_when_a_library_raised() -> None:
    from eq.serve import keys

    with pytest.raises(ValueError, match="hexadecimal") as caught:
        keys.mint("no hexadecimal", "run", 0)
    assert quiet.name_and_place(caught.value).startswith("ValueError at eq/serve/keys.py:")


def test_without_a_line_of_ours_the_innermost_place_is_told_without_its_folder(tmp_path: Path) -> None:
    script = tmp_path / "elsewhere.py"
    script.write_text("\n\n1 / 0\n")
    try:
        exec(compile(script.read_text(), str(script), "exec"), {})
    except ZeroDivisionError as error:
        # This test's own frame must not count as the innermost.
        said = quiet.name_and_place(error.with_traceback(error.__traceback__ and error.__traceback__.tb_next))
    assert said == "ZeroDivisionError at elsewhere.py:3"
    assert quiet.name_and_place(KeyError(PRIVATE)) == "KeyError"


def test_an_error_in_a_thread_is_told_in_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    import threading

    error = KeyError(PRIVATE)
    quiet._from_a_thread(threading.ExceptHookArgs((KeyError, error, None, None)))
    quiet._from_a_thread(threading.ExceptHookArgs((SystemExit, SystemExit(PRIVATE), None, None)))
    assert capsys.readouterr().err == "error KeyError\n"

"""Reading one person's answers for a sitting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.assess.questionnaire import Questionnaire
from eq.errors import EqError
from eq.exchange.answers import MAX_BYTES, read_answers

Write = Callable[..., Path]


def test_answers_are_numbers_or_none_and_blank_ones_are_absent(form: Questionnaire, file: Write) -> None:
    path = file("value,item\n5.0,b-1\n 3 ,a-1\nn/a,a-2\n,a-3\n")
    assert list(read_answers(path, form).items()) == [("a-1", 3), ("a-2", None), ("b-1", 5)]


def test_a_file_without_answers_gives_none(form: Questionnaire, file: Write) -> None:
    assert read_answers(file("item,value\na-1,\n"), form) == {}


def test_every_bad_row_is_named_at_once(form: Questionnaire, file: Write) -> None:
    path = file("item,value\na-1,6\nA-1,3\n\nb-2,often\nb-2,2\nb-3\n,4\na-6,2.5\n")
    with pytest.raises(EqError) as caught:
        read_answers(path, form)
    found = [(p.where.removeprefix(f"{path}, "), p.what) for p in caught.value.problems]
    assert found == [
        ("row 2, column value", "This is off the answer scale of 1 to 5."),
        ("row 3, column item", "This questionnaire has no item 'A-1'."),
        ("row 5, column value", "This is not a number."),
        ("row 6, column item", "b-2 is in row 5 already."),
        ("row 7", "This row has 1 cell, the header has 2."),
        ("row 8, column item", "This questionnaire has no item ''."),
        ("row 9, column value", "This is not a whole number."),
    ]
    assert caught.value.problems[1].remedy.startswith("Did you mean a-1?")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "The file is empty."),
        ("item\na-1\n", "The column value is missing."),
        ("item;value\na-1;3\n", "The columns are separated by semicolons."),
        ("item,value,note\na-1,3,x\n", "'note' is no column this file may have."),
        ('item,value\n"a-1,3\n', "The quotation marks do not match."),
    ],
)
def test_files_that_are_no_list_of_answers(form: Questionnaire, file: Write, content: str, what: str) -> None:
    with pytest.raises(EqError) as caught:
        read_answers(file(content), form)
    assert caught.value.problems[0].what == what


def test_an_oversized_file_is_not_read(form: Questionnaire, file: Write) -> None:
    with pytest.raises(EqError, match="larger than"):
        read_answers(file(b"item,value\n" + b"\n" * MAX_BYTES), form)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=80), st.text('itemvalue,\n";a-1b2n/. 35', max_size=60).map(str.encode)))
def test_garbage_ends_in_answers_or_in_our_own_error(form: Questionnaire, file: Write, data: bytes) -> None:
    """Nothing but EqError leaves the reader, with or without a header above the garbage."""
    for content in (data, b"item,value\n" + data):
        try:
            given_ = read_answers(file(content), form)
        except EqError:
            continue
        assert all(item in form.item_index and value in (None, 1, 2, 3, 4, 5) for item, value in given_.items())

"""Reading a cohort's answers: what is accepted, and what every kind of broken file is told."""

from __future__ import annotations

import csv
import io
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eq.assess.questionnaire import AnswerScale, Item, Questionnaire, Scale
from eq.errors import EqError
from eq.exchange.cells import MAX_PROBLEMS
from eq.exchange.responses import read_carefully, read_fast, read_responses

Write = Callable[..., Path]
nan = np.nan

TRIO = Questionnaire(
    id="trio",
    version=1,
    title="Trio",
    answers=AnswerScale(low=1, high=5, labels=("a", "b", "c", "d", "e")),
    scales=(Scale(id="s", title="S"),),
    items=tuple(Item(id=f"i{n}", scale="s", text="x") for n in (1, 2, 3)),
)
HEADER = "respondent,i1,i2,i3\n"


def problems(path: Path, q: Questionnaire = TRIO) -> list[tuple[str, str, str]]:
    with pytest.raises(EqError) as caught:
        read_responses(path, q)
    return [(p.where.removeprefix(str(path)).removeprefix(", "), p.what, p.remedy) for p in caught.value.problems]


def places(path: Path) -> list[str]:
    return [where for where, _, _ in problems(path)]


def test_answers_come_in_questionnaire_order_whatever_the_column_order(file: Write) -> None:
    found = read_responses(file("i3,respondent,i1,i2\n3,007,1,2\n,x,5,n/a\n"), TRIO)
    assert found.respondents == ["007", "x"]
    assert found.values.dtype == np.float64
    np.testing.assert_array_equal(found.values, [[1, 2, 3], [5, nan, nan]])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *((text, 4) for text in ("4", "4.0", "4.", " 4 ", "+4", "04", "4e0", '"4"')),
        *((text, nan) for text in ("", "n/a", '""', " n/a ", "   ")),
    ],
)
def test_spellings_of_an_answer(file: Write, cell: str, value: float) -> None:
    """Numbers may be spelt in several ways; blank and n/a are both no answer."""
    np.testing.assert_array_equal(read_responses(file(f"{HEADER}p,{cell},1,2\n"), TRIO).values, [[value, 1, 2]])


@pytest.mark.parametrize(
    ("cell", "what"),
    [("0", "off the answer scale of 1 to 5"), ("6", "off the answer scale of 1 to 5"), ("-1", "off the answer scale")]
    + [("300", "off the answer scale"), ("1e999", "off the answer scale"), ("2.5", "not a whole number")]
    + [(text, "not a number") for text in ("often", "nan", "NaN", "inf", "0x4", "1_0", "4,0", "N/A", "NA", "-", "٤")],
)
def test_every_kind_of_bad_cell_is_named_by_row_and_column(file: Write, cell: str, what: str) -> None:
    found = problems(file(f'{HEADER}p,1,2,3\nq,1,"{cell}",3\n'))
    assert len(found) == 1
    assert found[0][0] == "row 3, column i2"
    assert what in found[0][1]
    assert "whole number from 1 to 5" in found[0][2]


def test_no_message_repeats_what_a_cell_holds(file: Write) -> None:
    found = problems(file(f"{HEADER}secret-name,confession,2,3\nsecret-name,1,2,77777\n"))
    assert not any(word in " ".join(problem) for problem in found for word in ("secret", "confession", "77777"))


def test_all_bad_cells_are_named_at_once_in_file_order(file: Write) -> None:
    assert places(file(f"{HEADER}p,9,2,x\n,1,2,3\nq,1,2,3\nq,1,2.5,3\n")) == [
        "row 2, column i1",
        "row 2, column i3",
        "row 3, column respondent",
        "row 5, column respondent",
        "row 5, column i2",
    ]


def test_a_long_list_of_problems_is_cut_and_counted(file: Write) -> None:
    found = problems(file(HEADER + "".join(f"p{n},9,9,1\n" for n in range(40))))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == ("", "There are 30 more problems.", "Mend those above first.")


def test_a_doubled_respondent_is_named_with_both_rows(file: Write) -> None:
    found = problems(file(f"{HEADER}p,1,1,1\nq,1,1,1\np,2,2,2\n"))
    assert found == [
        ("row 4, column respondent", "This respondent is in row 2 already.", "Keep one row for each respondent.")
    ]


@pytest.mark.parametrize("name", ["", "  ", '""', '"\n"'])
def test_a_respondent_needs_a_name(file: Write, name: str) -> None:
    assert places(file(f"{HEADER}{name},1,2,3\n")) == ["row 2, column respondent"]


def test_respondents_are_text_kept_as_written(file: Write) -> None:
    names = ["007", "7", "n/a", "NA", "1e3", " p ", "=1+1", "a,b", 'say "hi"', "two\nlines", "żółć", "x" * 1000]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["respondent", "i1", "i2", "i3"], *([n, 1, 2, 3] for n in names)])
    assert read_responses(file(out.getvalue()), TRIO).respondents == names


def test_row_numbers_count_blank_lines_and_quoted_line_breaks_as_a_spreadsheet_does(file: Write) -> None:
    assert places(file(f'{HEADER}\n"a\nb",1,2,3\n\nq,1,2,9\n')) == ["row 5, column i3"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_a_byte_order_mark_are_read(file: Write, ending: str) -> None:
    text = "\ufeff" + ending.join(["respondent,i1,i2,i3", "p,1,2,3", "q,4,5,1", ""])
    np.testing.assert_array_equal(read_responses(file(text), TRIO).values, [[1, 2, 3], [4, 5, 1]])


@pytest.mark.parametrize(
    ("header", "row", "place", "what", "remedy"),
    [
        ("respondent,i1,i2,i3,mood", "p,1,2,3,4", "row 1, column 5", "'mood' is no column", "Rename or delete"),
        ("respondent,i1,I2,i3", "p,1,2,3", "row 1, column 3", "'I2' is no column", "Did you mean i2?"),
        ("Respondents,i1,i2,i3", "p,1,2,3", "row 1, column 1", "no column", "Did you mean respondent?"),
        ("respondent,i1,i2", "p,1,2", "row 1", "The column i3 is missing.", "Add what is missing"),
        ("respondent", "p", "row 1", "These columns are missing: i1, i2, i3.", "Add what is missing"),
        ("i1,i2,i3", "1,2,3", "row 1", "The column respondent is missing.", "Add what is missing"),
        ("respondent,i1,i2,i3,i2", "p,1,2,3,2", "row 1, column 5", "i2 was column 3 already.", "Delete one"),
        ("respondent,i1,i2,i3,", "p,1,2,3,", "row 1, column 5", "This column has no name.", "delete the column"),
        ("respondent;i1;i2;i3", "p;1;2;3", "row 1", "separated by semicolons", "commas between columns"),
        ("respondent\ti1\ti2\ti3", "p\t1\t2\t3", "row 1", "separated by tabs", "commas between columns"),
    ],
)
def test_problems_of_the_header(file: Write, header: str, row: str, place: str, what: str, remedy: str) -> None:
    found = [p for p in problems(file(f"{header}\n{row}\n")) if p[0] == place and what in p[1] and remedy in p[2]]
    assert len(found) == 1


def test_column_names_may_have_spaces_around_them(file: Write) -> None:
    np.testing.assert_array_equal(
        read_responses(file("respondent, i1, i2 ,i3\np,1,2,3\n"), TRIO).values, [[1.0, 2.0, 3.0]]
    )


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (b"", "", "The file is empty."),
        (b" \n\r\n", "", "The file is empty."),
        (b"\xef\xbb\xbf", "", "The file is empty."),
        (HEADER.encode(), "", "There is a header but no respondent below it."),
        (HEADER.encode().strip(), "", "There is a header but no respondent below it."),
        (HEADER.encode() + b"p,1,2\n", "row 2", "This row has 3 cells, the header has 4."),
        (HEADER.encode() + b"p,1,2,3\nlonely\n", "row 3", "This row has 1 cell, the header has 4."),
        (HEADER.encode() + b"Doe, Jo,1,2,3\n", "row 2", "This row has 5 cells, the header has 4."),
        (HEADER.encode() + b"p,1,2,3\nM\xfcller,1,2,3\n", "row 3, byte 30 of the file", "This byte is not UTF-8 text."),
        (HEADER.encode() + b"p\0,1,2,3\n", "row 2, byte 22 of the file", "There is a NUL byte"),
        ((HEADER + "p,1,2,3\n").encode("utf-16"), "row 1, byte 1", "The text is UTF-16, not UTF-8."),
        ((HEADER + "p,1,2,3\n").encode("utf-16-le"), "row 1, byte 2 of the file", "There is a NUL byte"),
        (b"PK\x03\x04" + bytes(60), "", "This is a workbook or an archive, not a CSV file."),
        (HEADER.encode() + b'p,1,2,3\n"q,1,2,3\n', "row 3", "The quotation marks do not match."),
        (HEADER.encode() + b'p,1,2,x\n"q"r,1,2,3\n', "row 3", "The quotation marks do not match."),
        (HEADER.encode() + b"x" * 200_000 + b",1,2,9\n", "row 2", "A cell holds more than 131,072 characters."),
    ],
)
def test_files_that_are_no_table_of_responses(file: Write, content: bytes, place: str, what: str) -> None:
    """Each is refused in one clear sentence at its place."""
    where, said, remedy = problems(file(content))[-1]
    assert where == place
    assert what in said
    assert remedy


def test_a_cell_of_digits_without_end_is_refused_quickly(file: Write) -> None:
    assert places(file(f"{HEADER}p,{'1' * 100_000}x,2,3\n")) == ["row 2, column i1"]


def test_a_missing_file_a_folder_and_an_unusable_name_are_named(tmp_path: Path) -> None:
    for path, what in [
        (tmp_path / "none.csv", "There is no such file."),
        (tmp_path, "This is a folder."),
        (Path("a\0b"), "The file cannot be read (the name does not work here)."),
    ]:
        with pytest.raises(EqError, match=r"^.*$") as caught:
            read_responses(path, TRIO)
        assert caught.value.problems[0].what == what


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_an_endless_device_is_not_read() -> None:
    with pytest.raises(EqError, match="device"):
        read_responses("/dev/zero", TRIO)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(f"{HEADER}p,1,2,3\n",))
    writer.start()
    assert read_responses(pipe, TRIO).respondents == ["p"]
    writer.join()


def test_an_answer_scale_beyond_small_numbers_is_read(file: Write) -> None:
    wide = TRIO.model_copy(update={"answers": AnswerScale(low=0, high=1000, labels=tuple(map(str, range(1001))))})
    np.testing.assert_array_equal(read_responses(file(f"{HEADER}p,0,1000,n/a\n"), wide).values, [[0, 1000, nan]])
    assert problems(file(f"{HEADER}p,0,1001,-1\n"), wide)[0][0] == "row 2, column i2"


def test_more_rows_than_one_reading_block_keep_their_places(file: Write) -> None:
    """The fast reader works in blocks of a megabyte; every row of a larger file is where it was."""
    n = 150_000
    answers = np.arange(n * 3).reshape(n, 3) % 5 + 1
    rows = "".join(f"r{row:06d},{a},{b},{c}\n" for row, (a, b, c) in enumerate(answers.tolist()))
    found = read_fast((HEADER + rows).encode(), TRIO)
    assert found is not None
    assert found.respondents == [f"r{row:06d}" for row in range(n)]
    np.testing.assert_array_equal(found.values, answers)


CELLS = st.sampled_from(["1", "2", "5", "3.0", "", "n/a", " 4", "5.00"])
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
STYLES = st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)])
TABLES = st.dictionaries(NAMES.filter(str.strip), st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8)


@settings(max_examples=200)
@given(table=TABLES, style=STYLES)
def test_fast_and_careful_reading_agree_on_valid_files(
    table: dict[str, tuple[str, str, str]], style: tuple[str, int]
) -> None:
    """Whatever the names, line ends and quoting: both give what was written."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=style[0], quoting=style[1])
    writer.writerow(["respondent", "i1", "i2", "i3"])
    writer.writerows([name, *answers] for name, answers in table.items())
    data = out.getvalue().encode()
    careful = read_carefully(data, TRIO, "file")
    expected = [[float(c) if c.strip() not in ("", "n/a") else nan for c in row] for row in table.values()]
    assert careful.respondents == list(table)
    np.testing.assert_array_equal(careful.values, expected)
    fast = read_fast(data, TRIO)
    assert fast is not None
    assert fast.respondents == careful.respondents
    np.testing.assert_array_equal(fast.values, careful.values)


SIGNS = b'respondent i1 i2 i3 , , , \n \n \r " ; \0 \xff \xef\xbb\xbf 1 5 9 . e - x n/a nan \t p q'
PIECES = st.sampled_from([b" ", *SIGNS.split(b" ")])


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", HEADER.encode(), HEADER.encode() + b"a,1,2,3\nb,"]),
    rest=st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=30).map(b"".join)),
)
def test_garbage_ends_in_answers_or_in_our_own_error(file: Write, start: bytes, rest: bytes) -> None:
    """Nothing but EqError leaves the reader, and what it returns is on the answer scale."""
    data = start + rest
    try:
        found = read_responses(file(data), TRIO)
    except EqError:
        return
    assert found.values.shape == (len(found.respondents), 3)
    assert len(set(found.respondents)) == len(found.respondents) > 0
    assert np.isin(found.values[~np.isnan(found.values)], [1, 2, 3, 4, 5]).all()
    if b'"' not in data:
        careful = read_carefully(data, TRIO, "file")
        assert careful.respondents == found.respondents
        np.testing.assert_array_equal(careful.values, found.values)

"""Text inside figures."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.charts.labels import ELLIPSIS, fitted, hover_texts, one_line, safe, text_width


@given(st.text())
def test_whatever_is_typed_is_shown_as_typed_and_holds_no_markup(text: str) -> None:
    ready = safe(text)
    assert not set("<>$\n") & set(ready)
    assert ready.replace("&#36;", "$").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == one_line(text)


def test_tags_links_entities_and_formulas_become_plain_signs() -> None:
    assert safe("<b>x</b> & <a href='u'>y</a> &lt; $z$") == (
        "&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href='u'&gt;y&lt;/a&gt; &amp;lt; &#36;z&#36;"
    )


def test_signs_that_turn_the_direction_of_writing_are_left_out() -> None:
    assert one_line("a\u202eb\u2066c\u200fd  e\n f") == "abcd e f"


@given(st.text(), st.floats(40, 400), st.integers(1, 4))
def test_no_line_is_wider_than_its_room_and_no_text_has_more_lines_than_asked(
    text: str, room: float, lines: int
) -> None:
    found = fitted(text, 15, room, lines)
    rows = [unescape(row) for row in found.text.split("<br>")]
    assert found.lines == len(rows) <= lines
    assert found.width <= room
    assert max(text_width(row, 15) for row in rows) <= room + 1e-9


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=8))
def test_words_that_fit_are_all_there(words: list[str]) -> None:
    found = fitted(" ".join(words), 15, 120, 99)
    assert found.text.replace("<br>", " ").split() == words


def test_writing_without_spaces_breaks_between_signs() -> None:
    assert fitted("自己認識と感情", 10, 40, 2).text == "自己認識<br>と感情"


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    found = fitted("one two three four five six", 15, 60, 2)
    assert found.lines == 2
    assert found.text.endswith(ELLIPSIS)


@pytest.mark.parametrize(("narrow", "broad"), [("ill", "abc"), ("abc", "ABC"), ("ABC", "WWW"), ("abc", "自己認")])
def test_broad_signs_take_more_room(narrow: str, broad: str) -> None:
    assert text_width(narrow, 10) < text_width(broad, 10)


def test_hover_labels_are_wrapped_to_a_narrow_screen_and_nothing_is_said_where_nothing_is_known() -> None:
    one, other = hover_texts([["Title", "between neither agree nor disagree and strongly agree"], []])
    assert one.startswith("Title<br>between")
    assert max(text_width(line, 14) for line in one.split("<br>")) <= 280
    assert other == ""

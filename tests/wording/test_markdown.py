"""What a person wrote, drawn as safe html."""

from __future__ import annotations

import pytest

from eq.wording.markdown import safe_html


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("**bold** and ~~gone~~", "<p><strong>bold</strong> and <s>gone</s></p>"),
        ("# Title", "<h3>Title</h3>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("![x](http://far.example/x.png)", "<p>![x](http://far.example/x.png)</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<http://far.example>", "<p>&lt;http://far.example&gt;</p>"),
        ("<img src=x onerror=alert(1)>", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("a\x00b", "<p>a\ufffdb</p>"),
        ("a\ud800b", "<p>a?b</p>"),
    ],
)
def test_simple_marks_are_drawn_and_nothing_else(typed: str, drawn: str) -> None:
    """Emphasis, lists and headings; links, pictures, html and broken signs stay text."""
    assert safe_html(typed).strip() == drawn


@pytest.mark.parametrize(
    "sign", [">", "> ", "- ", "*", "*a ", "[", "[a](", "`", "<div onclick=x>", "\\", "# a\n", "~~"]
)
def test_the_same_mark_a_hundred_thousand_times_is_drawn(sign: str) -> None:
    """Nesting without end neither fails nor lets anything through."""
    html = safe_html(sign * (100_000 // len(sign)))
    assert "onclick=x>" not in html
    assert "href" not in html

"""A report as Markdown: read back by a Markdown reader it says the same, and nothing typed became more than text."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from eq.coach.report import Paragraph, Quote, Report, Section
from eq.report.markdown import JOINER, markdown, text
from eq.report.signs import one_line, readable

Made = Callable[..., Report]
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
FOUND_LATER = re.compile(r"https?://|www\.\w|\w@\w|(?<!\w)@\w|#\d|:\w+:|\w\.(?:com|example|exe)\b", re.ASCII)
"""What some programs still look for in finished text: addresses, mentions, numbers of issues, names of emoji."""


def drawn(source: str) -> tuple[list[str], str]:
    """The elements a Markdown reader makes, and the text they hold, each run of white space one space."""
    html = READER.render(source)
    words = entities.unescape(re.sub(r"<[^>]*>", " ", html)).replace(JOINER, "")
    return re.findall(r"<(\w+)", html), " ".join(words.split())


def squeezed(typed: str) -> str:
    return " ".join(readable(typed).replace(JOINER, "").split())


@pytest.mark.parametrize("copy_for", ["person", "coach"])
def test_hostile_text_makes_nothing(made: Made, copy_for: str) -> None:
    """Signs of Markdown, html and templates in typed text are shown and mean nothing."""
    tags, words = drawn(markdown(made(copy_for, hostile=True)))
    assert {"a", "img", "script", "code", "pre", "em", "del", "s", "hr"} & set(tags) == {"hr"}
    # Line breaks inside typed text are the only thing it may add.
    plain = drawn(markdown(made(copy_for)))[0]
    assert [tag for tag in tags if tag != "br"] == [tag for tag in plain if tag != "br"]
    assert "<script>alert(1)</script>" in words
    assert "{{ 7*7 }} {% raw %}" in words
    assert "[a](javascript:alert(1)) <https://evil.example> https://evil.example | pipe |" in words


def test_nothing_is_found_in_the_finished_text(made: Made, hostile: str) -> None:
    """A program that turns addresses and mentions into links after reading finds none."""
    assert len(FOUND_LATER.findall(hostile)) >= 4
    finished = entities.unescape(READER.render(markdown(made(hostile=True))))
    assert FOUND_LATER.findall(finished) == []


def test_all_it_says_stands_in_the_file(made: Made) -> None:
    """Titles, findings, labels, questions and the values of a figure can be read."""
    words = drawn(markdown(made("coach")))[1]
    for said in (
        "Reflection report",
        "Copy for a coach: evidence and questions",
        "not for hiring, promotion, pay, discipline or monitoring",
        "6 statements about settling: sometimes on average.",
        "Areas, with the range the answers leave open",
        "between sometimes and often 3.50",
        "What makes settling hard?",
        "3.12, lower than the rest",
        "Agreed to send the draft by Friday. Then we both went quiet.",
    ):
        assert said in words


def test_tables_are_tables_with_their_numbers_to_the_right(made: Made) -> None:
    """The table behind a figure and a table of its own are both read as such."""
    html = READER.render(markdown(made()))
    assert html.count("<table>") == 2
    assert html.count('<td style="text-align:right">3.12</td>') == 2


SIGNS = st.text(alphabet=st.sampled_from("ab1 .)-+=#*_`[]()<>|~&!\\:/@{}$^;'\"\n\t%łم你😀"), max_size=60)
MARKS = [
    "-",
    "1.",
    "1)",
    "+",
    "=",
    "===",
    "---",
    "***",
    "# a",
    "&amp;",
    "&#60;",
    "\\",
    "a\\",
    "`",
    "``a``",
    "~~a~~",
    "[a]: b",
]


@given(SIGNS)
@settings(max_examples=100, deadline=None)
@example("1. one")
@example("<!-- -->")
@example("[a]: /b")
@example("a\\")
def test_one_line_stays_one_line_of_text(typed: str) -> None:
    """Whatever is typed shows as it stands, as a paragraph, an item, a heading and a cell."""
    said = " ".join(typed.split())
    if not said:
        return
    for before, after, tags in (
        ("", "", ["p"]),
        ("- ", "", ["ul", "li"]),
        ("## ", "", ["h2"]),
        ("| a |\n| --- |\n| ", " |", ["table", "thead", "tr", "th", "tbody", "tr", "td"]),
    ):
        made, words = drawn(f"{before}{text(typed)}{after}")
        assert made == tags
        assert words.removeprefix("a ") == said if "table" in tags else words == said


@given(SIGNS)
@settings(max_examples=100, deadline=None)
@example("a\n---\nb")
@example("    code\n\n\tcode")
@example("> a\n- b\n1. c")
def test_a_typed_text_stays_lines_of_text(typed: str) -> None:
    """Lines stay lines, and no line begins a list, a heading, a rule or a block of code."""
    if not typed.strip():
        return
    report = Section(id="entries", title="x", blocks=(Quote(label="y", text=typed),))
    tags, words = drawn(_only(report))
    assert set(tags) <= {"blockquote", "p", "br", "h2"}
    assert words == f"x y {' '.join(typed.split())}"


def _only(section: Section) -> str:
    from eq.report.markdown import _section

    return "\n\n".join(part for part in _section(section) if part.strip())


@pytest.mark.parametrize("mark", MARKS)
def test_a_lone_mark_is_text(mark: str) -> None:
    """Marks that begin something at the start of a line begin nothing."""
    assert drawn(text(mark)) == (["p"], mark)


def test_a_finding_and_a_caution_stand_out() -> None:
    """How a paragraph weighs is seen in Markdown too."""
    section = Section(
        id="profile",
        title="x",
        blocks=(Paragraph(text="*Found*.", role="finding"), Paragraph(text="Beware.", role="caution")),
    )
    html = READER.render(_only(section))
    assert "<p><strong>*Found*.</strong></p>" in html
    assert "<blockquote>\n<p>Beware.</p>" in html


def test_it_reads_well_as_it_is() -> None:
    """Plain sentences and numbers carry no backslash."""
    assert text("Recovery took about 25 minutes (n = 8); 3.12, −0.4 to 1.2.") == (
        "Recovery took about 25 minutes (n = 8); 3.12, −0.4 to 1.2."
    )
    assert one_line("a\n b") == "a b"

"""A report as a pdf: tagged, in reading order, the same bytes every time, and every text in it stays text."""

from __future__ import annotations

import io
import random
import re
import sys
import traceback
import unicodedata

import paper
import pytest
from pypdf import PdfReader

from eq.coach.report import Column, Figure, Heading, Paragraph, Quote, Report, Section, Table
from eq.errors import EqError
from eq.report import pdf as writer
from eq.report.glyphs import printable
from eq.report.pdf import pdf


@pytest.fixture(scope="module")
def plain(made):
    return pdf(made())


@pytest.fixture(scope="module")
def pages(plain):
    return paper.pages(plain)


def of(report: Report, *blocks, **cover) -> Report:
    """A report with one section of these blocks."""
    section = Section(id="journal", title="The journal", blocks=blocks)
    return report.model_copy(
        update={"sections": (section,), "cover": report.cover.model_copy(update=cover)}, deep=False
    )


def squeezed(text: str) -> str:
    """Text without what a line may be broken at."""
    return "".join(text.replace("\u200b", "").split())


def test_it_is_tagged_and_says_its_language_and_title(plain):
    """A screen reader is told that there are tags, which language it is, and what to call the window."""
    root = PdfReader(io.BytesIO(plain)).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    title = PdfReader(io.BytesIO(plain)).metadata.title
    assert "Reflection report" in title
    assert "Mara" in title


@pytest.mark.parametrize("kind", ["H1", "H2", "P", "L", "LI", "Table", "TH", "TD", "Figure", "BlockQuote", "TOC"])
def test_every_kind_of_block_has_its_tag(plain, kind):
    """Headings, lists, tables with their heads, figures, quotes and the contents are told apart."""
    assert any(tag.split()[1] == f"/{kind}" for tag in paper.tags(plain))


def test_a_figure_says_what_it_shows(plain, made):
    """Its words stand beside it for whoever cannot see it."""
    figure = next(b for s in made().sections for b in s.blocks if isinstance(b, Figure))
    assert squeezed(figure.alt).encode() in squeezed(paper.streams(plain).decode("latin-1")).encode()


def test_it_is_read_in_the_order_it_was_written(pages, made):
    """Cover, contents, then section after section with its lead and its blocks."""
    report, text = made(), squeezed("".join(pages[1:]))
    cover = squeezed(pages[0])
    first = ["Reflection report", report.cover.subject, "What it is for", "Contents", report.sections[0].title]
    assert [cover.find(squeezed(part)) for part in first] == sorted({cover.index(squeezed(part)) for part in first})
    leads = [section.lead for section in report.sections if section.lead]
    assert [text.find(squeezed(lead)) for lead in leads] == sorted({text.index(squeezed(lead)) for lead in leads})


def test_every_page_says_which_it_is_of_how_many(pages):
    """A sheet that got loose can be put back."""
    assert len(pages) > 1
    assert all(f"Page {n} of {len(pages)}" in text for n, text in enumerate(pages, 1))


def test_the_same_report_is_the_same_file(plain, made):
    """Byte for byte, so that a copy can be compared; another moment is another file."""
    assert pdf(made()) == plain
    cover = made().cover
    later = made().model_copy(update={"cover": cover.model_copy(update={"made_at": cover.made_at.replace(day=2)})})
    assert pdf(later) != plain


def test_it_asks_for_nothing_outside(made):
    """No address, no script, no file to open and no form, whatever was typed."""
    unpacked = paper.streams(pdf(made("coach", hostile=True)))
    for sign in (
        b"/URI",
        b"/JavaScript",
        b"/JS ",
        b"/Launch",
        b"/EmbeddedFile",
        b"/AcroForm",
        b"/GoToR",
        b"/SubmitForm",
    ):
        assert sign not in unpacked


def test_every_font_is_in_it(plain):
    """It looks the same on a machine that has none of them."""
    fonts = [f for page in PdfReader(io.BytesIO(plain)).pages for f in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_hostile_text_stays_text(made, hostile):
    """What looks like the template's language, like html or like a formula is printed sign by sign."""
    text = squeezed("".join(paper.pages(pdf(made(hostile=True)))))
    for line in hostile.split("\n")[:-1]:
        assert squeezed(line) in text
    assert "[U+1F600grinningface]" in text
    assert "signsstandasacodeandaname" in text


def test_there_is_no_note_where_nothing_was_replaced(pages):
    """The note is there for those who need it."""
    assert "square brackets" not in " ".join(pages)


def test_every_sign_that_counts_as_printable_can_be_set(made):
    """The standard refuses a document with a sign that no font has: all signs there are, and clusters of any, pass."""
    chance = random.Random(6)
    every = [chr(code) for code in range(0x110000) if printable(chr(code))[1] == 0]
    marks = [sign for sign in every if unicodedata.category(sign).startswith("M")]
    whole = [chr(code) for code in (*range(0xD800), *range(0xE000, sys.maxunicode + 1))]
    some = ["".join(chance.choice(every) + chance.choice(marks) for _ in range(12)) for _ in range(300)]
    wild = ["".join(chance.choices(whole, k=12)) for _ in range(300)]
    rows = ["".join(every[at : at + 400]) for at in range(0, len(every), 400)]
    quotes = [Quote(label=line, text=line) for line in (*some, *wild)]
    named = [Heading(text=line) for line in (*some[:60], *wild[:60])]
    assert pdf(of(made(), *quotes, *named, *(Paragraph(text=line) for line in rows))).startswith(b"%PDF-")


def test_a_long_text_leaves_no_page_and_no_edge(made):
    """A cell longer than a page goes on on the next, and a word longer than a line is broken."""
    cell, word = "sentence after sentence " * 900, "w" * 700
    table = Table(caption="Long", columns=(Column(title="A"), Column(title="B")), rows=((cell, word), ("end", "last")))
    data = pdf(of(made(), table, Quote(label="Q", text=word), purpose=word))
    text = "".join(paper.pages(data)).replace("\u200b", "")
    assert text.count("sentence") == 2 * 900
    assert "last" in text
    assert text.count("w" * 10) > 3 * 60
    assert max(map(len, re.findall("w+", text))) < 80


def _starts(data: bytes, word: str) -> float:
    """How far from the left edge a piece of text with this word starts, in points."""
    found: list[float] = []
    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: found.append(tm[4] * cm[0] + cm[4]) if word in text else None
        )
    return max(found)


@pytest.mark.parametrize("text", ["\u0634\u0643\u0631\u0627", "English\n\u05ea\u05d5\u05d3\u05d4"])
def test_what_is_written_from_the_right_begins_at_the_right(made, text):
    """Line by line, also between lines that begin at the left."""
    from_left = _starts(pdf(of(made(), Quote(label="Q", text="thanks"))), "thanks")
    assert from_left < 100
    assert _starts(pdf(of(made(), Quote(label="Q", text=text))), text[-1]) > 400


def test_a_figure_that_cannot_be_drawn_leaves_its_table(made):
    """A report from elsewhere may hold data that are no figure of ours; its values are still there to read."""
    figure = next(b for s in made().sections for b in s.blocks if isinstance(b, Figure))
    broken = figure.model_copy(update={"columns": ("a",), "rows": ((1,),)})
    text = " ".join(paper.pages(pdf(of(made(), broken))))
    assert "The same values" in text


def test_a_failure_of_the_typesetter_says_nothing_of_the_person(made, monkeypatch):
    """Neither its words nor its traceback quote the report."""
    monkeypatch.setattr(writer, "STANDARD", "no such standard")
    with pytest.raises(EqError) as caught:
        pdf(made())
    assert "html" in str(caught.value)
    assert "Mara" not in "".join(traceback.format_exception(caught.value))
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None

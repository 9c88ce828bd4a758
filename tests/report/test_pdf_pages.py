"""The pages of a report: what leads through them, what they are set in, and that no odd block takes them down."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import paper
import pytest
from pypdf import PdfReader

from eq.coach.report import Bullets, Column, Facts, Figure, Heading, Paragraph, Quote, Report, Section, Table
from eq.report.pdf import pdf
from eq.wording import report_file

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "eq" / "report" / "fonts"
NOTHING = ["", " ", "\n", "\u200d", "\ufe0f\u202e"]


def of(report: Report, *blocks, title="Profile", lead="", **cover) -> Report:
    """A report with one section of these blocks, and a cover that says this."""
    section = Section(id="profile", title=title, lead=lead, blocks=blocks)
    return report.model_copy(update={"sections": (section,), "cover": report.cover.model_copy(update=cover)})


def said(data: bytes) -> str:
    """All its text on one line."""
    return " ".join(" ".join(paper.pages(data)).replace("\u200b", "").split())


def test_the_contents_lead_to_every_section(made):
    """Each section is on the first page with the number of a page, and in the reader's own list."""
    data, titles = pdf(made("coach")), [section.title for section in made("coach").sections]
    outline = [one.title for one in PdfReader(io.BytesIO(data)).outline if not isinstance(one, list)]
    assert outline == titles
    first = " ".join(paper.pages(data)[0].split())
    assert all(re.search(rf"{re.escape(title)} [2-9]\b", first) for title in titles)


def test_every_page_but_the_cover_says_of_what_it_is(made):
    """A sheet that got loose names the report and its days."""
    head = report_file.period(made().cover)
    cover, *rest = (" ".join(text.split()) for text in paper.pages(pdf(made())))
    assert rest
    assert all(text.startswith(report_file.TITLE) and head in text for text in rest)
    assert not cover.startswith(report_file.TITLE)


def test_it_is_set_in_the_fonts_that_ship(made):
    """All of them and no other, whatever was typed and whatever fonts the machine has."""
    scripts = "Zażółć Ελλάδα Київ phở مرحبا שלום 你好 \U0001f600"
    data = pdf(of(made(), Paragraph(text=scripts), Quote(label="Text", text=scripts)))
    fonts = [font for page in PdfReader(io.BytesIO(data)).pages for font in page["/Resources"]["/Font"].values()]
    names = {str(font["/BaseFont"]).split("+")[1].split("-")[0] for font in fonts}
    assert names == {path.stem.split("-")[0].removesuffix("Full") for path in FONTS.glob("*.ttf")}


@pytest.mark.parametrize("line", ["x \u068e\n\u0656", "x \u08d6\n\u0315", "\u05d0\n\u0301", "\u4e2d\n\u0315", "\u0301"])
def test_a_mark_with_nothing_to_hang_on_stops_nothing(made, line):
    """At the start of a line or of the text it stands as its code; no font could set it on the line before."""
    assert "after all" in said(pdf(of(made(), Paragraph(text=line), Quote(label=line, text=f"{line}\nafter all"))))


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_heading_of_nothing_has_a_name(made, nothing):
    """A title, a heading and a figure's words of which nothing is seen stop nothing and lead somewhere."""
    figure = next(block for section in made().sections for block in section.blocks if isinstance(block, Figure))
    empty = figure.model_copy(update={"alt": nothing, "title": nothing, "caption": nothing})
    rest = (Bullets(items=(nothing,)), Facts(rows=((nothing, nothing),)), Quote(label=nothing, text=nothing))
    data = pdf(of(made(), Heading(text=nothing), empty, *rest, title=nothing, lead=nothing, subject=nothing))
    assert said(data).count(report_file.UNNAMED) == 3
    assert PdfReader(io.BytesIO(data)).outline[0].title == report_file.UNNAMED


def test_blocks_without_content_take_no_page_down(made):
    """A table without rows or columns, a list without items, no section at all: as a file made elsewhere may hold."""
    blocks = (
        Table(caption="a", columns=(), rows=()),
        Bullets(items=()),
        Facts(rows=()),
    )
    assert "after all" in said(pdf(of(made(), *blocks, Paragraph(text="after all"))))
    assert report_file.USE_TITLE in said(pdf(made().model_copy(update={"sections": ()})))


@pytest.mark.parametrize("rows", [(("a",), ("b",)), (("a", "b", "c"), ("d", "e"))])
def test_a_row_of_another_length_moves_no_other(made, rows):
    """Each row keeps to itself: one cell a column, empty where the file had none."""
    tags = paper.tags(pdf(of(made(), Table(caption="x", columns=(Column(title="1"), Column(title="2")), rows=rows))))
    assert [tag.split()[1] for tag in tags].count("/TR") == 3
    assert [tag.split()[1] for tag in tags].count("/TD") == 4


def test_a_table_over_many_pages_repeats_its_heads(made):
    """Who turns the page still reads what the columns are."""
    rows = tuple((f"row {n}", str(n)) for n in range(150))
    data = pdf(of(made(), Table(caption="Long", columns=(Column(title="Thing"), Column(title="Size")), rows=rows)))
    holding = [text for text in paper.pages(data) if re.search(r"row \d", text)]
    assert len(holding) > 2
    assert all("Thing" in text for text in holding)


def test_the_template_brings_nothing_and_evaluates_nothing():
    """It imports no package, reads no file and builds no code from text."""
    template = (ROOT / "eq" / "report" / "report.typ").read_text("utf-8")
    assert not re.search(r"@preview|#import|#include|\beval\(|\bread\(|\bplugin\(|https?:", template)


def test_every_font_has_its_licence_beside_it():
    """The package's list of licences names each of them, and all of it is small enough to ship."""
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license-files"]
    listed = {path for pattern in named for path in ROOT.glob(pattern)}
    licences = {path for path in FONTS.iterdir() if path.suffix in {".txt", ".md"}}
    assert licences <= listed
    for font in FONTS.glob("*.ttf"):
        family = font.stem.split("-")[0].removesuffix("Full")
        assert any(path.stem.endswith(family) for path in licences), family
    assert sum(path.stat().st_size for path in FONTS.iterdir()) <= 8 * 2**20

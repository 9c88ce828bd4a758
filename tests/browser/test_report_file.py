"""A report's html file as a reader opens it: from disk, offline, by keyboard, narrow and wide, and on paper."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from eq.coach.report import (
    Bullets,
    Column,
    Facts,
    Heading,
    Paragraph,
    Question,
    Questions,
    Quote,
    Report,
    Section,
    Table,
)
from eq.report.html import html

pytestmark = pytest.mark.browser
WIDTHS = (390, 1440)


def _samples() -> Callable[..., Report]:
    """The sample reports of the room that writes them."""
    path = Path(__file__).parents[1] / "report" / "conftest.py"
    spec = importlib.util.spec_from_file_location("report_samples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.build


def _endless(report: Report) -> Report:
    """A report with words that have no end, in every place that holds text, and with text written from the right."""
    word, line = "a" * 100_000, "\u0645\u0631\u062d\u0628\u0627" * 300
    table = Table(
        caption=line,
        columns=(Column(title=line), Column(title="Number", number=True)),
        rows=((word, line), (line, "3.12 (2.30 to 3.90)")),
    )
    blocks = (
        Heading(text=line),
        Paragraph(text=word, role="finding"),
        Paragraph(text=line, role="caution"),
        table,
        Facts(rows=((line, word),)),
        Bullets(items=(word, line)),
        Quote(label=line, text=word),
        Questions(items=(Question(rule="lower", text=line, because=line),)),
    )
    cover = report.cover.model_copy(update={"subject": line, "purpose": line})
    section = Section(id="entries", title=line, lead=word, blocks=blocks)
    return report.model_copy(update={"cover": cover, "sections": (section, *report.sections[:2])})


def _long(report: Report) -> Report:
    """A report that fills pages: a table over several, and headings that could be left alone at the end of one."""
    table = Table(
        caption="Every answer",
        columns=(Column(title="Statement heading"), Column(title="Answer", number=True), Column(title="Said")),
        rows=tuple((f"Statement {n}", f"{n}", "between sometimes and often " * 3) for n in range(90)),
    )
    wordy = Paragraph(text="A sentence that says something about what was found. " * 9)
    parts = [one for n in range(24) for one in (Heading(text=f"Part {n} of it"), wordy)]
    asked = Questions(
        items=tuple(
            Question(rule="lower", text=f"What makes settling hard, number {n}?", because="3.12, n = 8")
            for n in range(7)
        )
    )
    quote = Quote(label="What happened", text="I wrote quite a lot that day.\n" * 80)
    more = (
        Section(id="items", title="Statements behind it", lead="All of them.", blocks=(*parts, quote)),
        Section(id="questions", title="Questions to talk about", blocks=(asked,)),
        Section(id="appendix", title="Appendix", lead="To look things up.", blocks=(table,)),
    )
    kept = tuple(section for section in report.sections if section.id != "questions")
    return report.model_copy(update={"sections": (*kept, *more)})


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Four files on disk."""
    build, folder = _samples(), tmp_path_factory.mktemp("reports")
    reports = {"plain": build("person"), "hostile": build("coach", hostile=True), "long": _long(build("coach"))}
    reports["endless"] = _endless(build("coach"))
    for name, report in reports.items():
        (folder / f"{name}.html").write_text(html(report), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in reports}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["plain", "hostile", "long", "endless"])
def test_it_opens_without_a_request_an_error_or_a_sideways_scroll(files, open_page, name, width):
    """One file is all there is, its own policy forbids nothing in it, and it fits the window."""
    watched = open_page(files[name].as_uri(), width=width)
    assert watched.elsewhere(files[name].as_uri()) == []
    assert (watched.errors, watched.violations) == ([], [])
    assert watched.page.evaluate("document.documentElement.scrollWidth") == width
    fonts = watched.page.evaluate("Promise.all([...document.fonts].map(font => font.load().then(() => font.status)))")
    assert fonts == ["loaded"] * 3


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["plain", "hostile", "long"])
def test_axe_finds_nothing(files, open_page, name, width):
    """With every table unfolded, and every section laid out at once."""
    page = open_page(files[name].as_uri(), width=width).page
    page.add_style_tag(content="section { content-visibility: visible !important }")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = pytest.importorskip("axe_playwright_python.sync_playwright").Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


def test_hostile_text_is_seen_and_does_nothing(files, open_page, hostile_line):
    """No dialog, no link, and the text as it was typed."""
    page = open_page(files["hostile"].as_uri()).page
    page.locator("blockquote").scroll_into_view_if_needed()
    assert page.locator("blockquote").inner_text().startswith(hostile_line)
    assert page.evaluate("[document.scripts.length, document.querySelectorAll('a:not([href^=\"#\"])').length]") == [
        0,
        0,
    ]


@pytest.fixture
def hostile_line() -> str:
    """What a hostile quote begins with."""
    return "<script>alert(1)</script> </style> & \"quoted\" 'single' ]]> {{ 7*7 }}"


def test_the_contents_lead_to_every_section_by_keyboard(files, open_page):
    """The first stop skips to the report; every entry of the contents brings its section to the top."""
    page = open_page(files["long"].as_uri(), height=600).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"
    for link in page.locator("nav a").all():
        link.press("Enter")
        assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight / 2")


def test_everything_to_press_is_large_enough(files, open_page):
    """Contents and switches are at least 44 px high in a narrow window."""
    page = open_page(files["plain"].as_uri(), width=390).page
    heights = page.evaluate("[...document.querySelectorAll('nav a, summary')].map(one => one.offsetHeight)")
    assert len(heights) > 4
    assert min(heights) >= 44


def _pages(page) -> list[str]:
    reader = pytest.importorskip("pypdf").PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [one.extract_text() for one in reader.pages]


def _lines(text: str) -> list[str]:
    """Lines of a page without its number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [line for line in lines if not line.isdecimal()]


def test_on_paper_no_heading_is_left_alone(files, open_page):
    """A heading, a lead and the label of a text stand with what follows them; every page has something."""
    pages = _pages(open_page(files["long"].as_uri()).page)
    assert len(pages) > 6
    ends = [_lines(text)[-1] for text in pages[1:]]  # The first page ends with the contents.
    alone = (
        "Part ",
        "Statements behind it",
        "Questions to talk about",
        "Appendix",
        "What happened",
        "To look things up.",
    )
    assert [line for line in ends if line.startswith(alone)] == []
    assert any(line.startswith("Part ") for text in pages for line in _lines(text))


def test_on_paper_tables_repeat_their_heading_and_questions_have_room(files, open_page):
    """A long table can be read on any of its pages; the switches of the screen are not printed."""
    page = open_page(files["long"].as_uri()).page
    pages = _pages(page)
    over = [text for text in pages if "Statement 1" in text or "Statement 5" in text or "Statement 8" in text]
    over = [text for text in over if "between sometimes and often between" in " ".join(text.split())]
    assert len(over) >= 2
    assert all("Statement heading" in text for text in over)
    assert "".join(pages).count("Room for notes") == 7
    assert "The values as a table" not in "".join(pages)
    assert pages[0].count("Reflection report") == 1
    assert "How to read this" in pages[1]


def test_on_paper_an_unfolded_table_is_printed(files, open_page):
    """What is on the screen is on the paper."""
    page = open_page(files["plain"].as_uri()).page
    closed = "".join(_pages(page)).count("between sometimes and often")
    page.locator("summary").first.click()
    assert "".join(_pages(page)).count("between sometimes and often") == closed + 1

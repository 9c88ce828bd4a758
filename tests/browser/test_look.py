"""The look in a real browser: fonts, contrast, narrow windows, and typed text that stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from playwright.sync_api import expect

pytestmark = pytest.mark.browser

APP = Path(__file__).parent / "apps" / "look.py"


@pytest.fixture(scope="module")
def served(serve_script):
    return serve_script(APP)


def test_headings_use_the_font_that_ships(served, open_page):
    """The Latin part is loaded from the app itself and no other part is."""
    watched = open_page(served.url)
    expect(watched.page.get_by_role("heading", name="What your answers say")).to_be_visible(timeout=20_000)
    watched.page.evaluate("() => document.fonts.ready.then(() => true)")
    assert watched.page.evaluate("() => document.fonts.check('600 20px \"Source Serif 4\"', 'a')")
    assert [url for url in watched.requests if "source-serif-4-" in url] == [
        f"{served.url}app/static/fonts/source-serif-4-latin.woff2"
    ]


def test_typed_text_stays_text_in_headings_labels_captions_and_tables(served, open_page):
    """Nothing becomes a link, a picture, a formula or an icon, and the text can be read as it was typed."""
    watched = open_page(f"{served.url}hostile")
    page = watched.page
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible(timeout=20_000)
    page.get_by_text("Show as a table").click()
    expect(page.get_by_role("table")).to_be_visible()
    typed = page.get_by_test_id("stText").inner_text()
    assert typed.startswith("# T ![x](https://x.example/a.png) <img src=x>")
    assert heading.inner_text().replace("\u2060", "") == typed
    assert page.get_by_role("cell").first.inner_text().replace("\u2060", "") == typed
    made = "a, img, code, em, strong, del, .katex, table table, [data-testid=stIconMaterial]:not(summary *)"
    assert page.locator(f".stMain :is({made})").count() == 0
    assert watched.elsewhere(served.url) == []
    assert watched.violations == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious(served, open_page, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(served.url, width=width, scheme=scheme).page
    expect(page.get_by_role("button", name="Begin")).to_be_visible(timeout=20_000)
    page.get_by_text("Show as a table").click()
    expect(page.get_by_role("table")).to_be_visible()
    # Streamlit puts the groups of its navigation into a list as plain boxes, and their entries beside it.
    found = axe.run(page, context={"exclude": [["[data-testid=stSidebarNav]"]]}).response["violations"]
    serious = [v for v in found if v["impact"] in {"serious", "critical"}]
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in serious] == []


@pytest.mark.parametrize("path", ["", "hostile"])
def test_a_narrow_window_does_not_scroll_sideways(served, open_page, path):
    page = open_page(f"{served.url}{path}", width=390, height=844).page
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    widths = page.evaluate("() => [document.querySelector('[data-testid=stMain]').scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_a_change_of_scheme_shows_at_once(served, open_page):
    """Captions follow the system from light to dark without a new run."""
    page = open_page(served.url).page
    caption = page.get_by_test_id("stCaptionContainer").first
    expect(caption).to_have_css("color", "rgb(90, 96, 103)", timeout=20_000)
    page.emulate_media(color_scheme="dark")
    expect(caption).to_have_css("color", "rgb(169, 176, 183)")

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from eq import bundle
from eq.charts.palette import DARK, LIGHT
from eq.ui import look

SCHEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(scope="module")
def config():
    return tomllib.loads((bundle.root() / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_ground(scheme):
    """Text, quiet text and the accent reach 4.5:1 on page, raised and sidebar, and the page on the accent."""
    colours = SCHEMES[scheme]
    for text in (colours.text, colours.quiet, colours.accent):
        for ground in (colours.page, colours.raised, colours.sidebar):
            assert contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize(("scheme", "least"), [("light", 3.2), ("dark", 5.6)])
def test_marks_stand_out_from_the_page(scheme, least):
    colours = SCHEMES[scheme]
    assert min(contrast(mark, colours.page) for mark in colours.marks) >= least - 0.05


@pytest.mark.parametrize("scheme", SCHEMES)
def test_streamlit_shows_the_same_colours_as_the_tokens(config, scheme):
    """The theme file and the tokens are one set of colours, written twice because Streamlit reads only its file."""
    theme, colours = config["theme"][scheme], SCHEMES[scheme]
    assert theme["backgroundColor"] == colours.page
    assert theme["secondaryBackgroundColor"] == colours.raised
    assert theme["textColor"] == colours.text
    assert theme["primaryColor"] == colours.accent
    assert theme["borderColor"] == colours.line
    assert theme["grayTextColor"] == colours.quiet
    assert tuple(theme["chartCategoricalColors"]) == colours.marks
    assert theme["sidebar"]["backgroundColor"] == colours.sidebar


def test_no_colour_leaks_from_one_scheme_into_the_other(config):
    """Colours and the sidebar stand under light and dark only."""
    assert not [name for name in config["theme"] if "Color" in name]
    assert "sidebar" not in config["theme"]


def test_the_page_settings_keep_everything_on_this_machine(config):
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["allowedHosts"] == ["127.0.0.1", "localhost"]
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["showErrorLinks"] is False
    assert config["client"]["toolbarMode"] == "viewer"


def test_every_font_file_ships_with_its_licence(config):
    """Each face names a file that exists, and no file lies there without a face."""
    faces = config["theme"]["fontFaces"]
    named = {face["url"].removeprefix("app/static/") for face in faces}
    folder = bundle.root() / "static"
    assert named == {str(path.relative_to(folder).as_posix()) for path in folder.rglob("*.woff2")}
    assert all((folder / name).read_bytes()[:4] == b"wOF2" for name in named)
    licence = (folder / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence


def test_the_heading_font_is_not_named_like_a_generic_family(config):
    """A face called like a CSS generic family, or a bare name ending in a number, silently falls back."""
    assert {face["family"] for face in config["theme"]["fontFaces"]} == {"'Source Serif 4'"}
    assert config["theme"]["headingFont"].startswith("'Source Serif 4',")


def test_the_style_sheet_has_both_schemes_and_no_address():
    """Colours come from the tokens alone, and nothing is loaded from anywhere."""
    sheet = look._style_sheet()
    assert f"--eq-quiet:light-dark({LIGHT.quiet},{DARK.quiet})" in sheet
    rest = sheet.split("}", 1)[1]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", rest)
    assert "url(" not in sheet
    assert "@import" not in sheet


def shown(markdown):
    """What a markdown reader shows of escaped text."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


@given(st.text())
def test_plain_text_comes_out_as_it_was_typed(text):
    """Only white space is joined and direction signs are dropped; every other sign is still there."""
    kept = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    assert shown(look.plain(text)) == " ".join(kept.split()).replace("\u2060", "")


@given(st.text(alphabet="ab:/.@w-<>[]()!*_`$#&;=~|\\\n \u202e"))
def test_plain_text_has_no_bare_sign_of_markdown(text):
    """Outside backslash escapes no ASCII punctuation is left, and nothing that a reader links or replaces."""
    plain = look.plain(text)
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", plain))
    seen = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain)
    assert not re.search(r"https?://|www\.|:[\w+-]+:|[^\s\u2060]@|->|<-|--", seen, re.IGNORECASE)
    assert "\n" not in plain


def page(body):
    return AppTest.from_function(body).run()


def test_page_head_shows_typed_titles_as_text():
    def body():
        from eq.ui import look

        look.page_head("![x](https://x.example)", "**bold** <b>", "Words of *ours*")

    app = page(body)
    assert not app.exception
    assert app.title[0].value == look.plain("**bold** <b>")
    assert app.caption[0].value == look.plain("![x](https://x.example)")
    assert app.markdown[-1].value == "Words of *ours*"


def test_a_figure_owes_title_caption_and_table():
    """The figure stands between them, and the table's own text cannot become markup."""

    def body():
        import pandas as pd
        import streamlit as st

        from eq.ui import look

        table = pd.DataFrame({"*Area*": ["<b>", None], "Mean": [3.5, 2.0]})
        with look.figure_card("A title", caption="What the dot is", table=table, key="x"):
            st.text("the figure")

    app = page(body)
    assert not app.exception
    assert app.header[0].value == "A title"
    assert app.caption[0].value == "What the dot is"
    assert app.expander[0].label == "Show as a table"
    frame = app.expander[0].table[0].value
    assert list(frame.columns) == ["\\*Area\\*", "Mean"]
    assert list(frame["\\*Area\\*"]) == ["\\<b\\>", ""]
    assert list(frame["Mean"]) == [3.5, 2.0]


def test_a_long_table_is_drawn_for_whoever_opens_it():
    """Ten years of sittings must not slow down the page of a person who looks at the figure."""

    def body():
        import pandas as pd
        import streamlit as st

        from eq.ui import look

        table = pd.DataFrame({"Date": [f"day {n}" for n in range(120)]})
        with look.figure_card("A title", caption="What the dot is", table=table, key="x"):
            st.text("the figure")

    app = page(body)
    assert app.expander[0].label == "Show as a table"
    assert not app.table
    app.session_state["table-x"] = True
    app.run()
    assert len(app.expander[0].table[0].value) == 120


def test_a_table_made_ready_is_not_escaped_twice():
    def body():
        import pandas as pd

        from eq.ui import look

        look.table(look.ready(pd.DataFrame({"a*": ["<b>"]})))

    [shown] = page(body).table
    assert shown.value.to_dict("list") == {"a\\*": ["\\<b\\>"]}


def test_an_empty_state_has_one_sentence_and_one_button():
    def body():
        from eq.ui import look

        look.page_style()
        look.empty_state("Nothing here yet.", "Begin", "app.py", key="y")

    app = page(body)
    assert not app.exception
    assert [button.label for button in app.button] == ["Begin"]
    assert look.plain("Nothing here yet.") in [m.value for m in app.markdown]


def test_without_a_browser_the_scheme_is_light():
    def body():
        import streamlit as st

        from eq.ui import look

        st.text(look.theme_type() + look.tokens().page)

    assert page(body).text[0].value == "light" + LIGHT.page

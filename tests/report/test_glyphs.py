"""What a printed report can draw, and what stands there in place of a sign that no font has."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import coverage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.report.glyphs import printable

FONTS = {
    family: {code for first, last in spans for code in range(first, last + 1)}
    for family, spans in coverage.coverage().items()
}
DRAWN = sorted(set().union(*FONTS.values()))
MARKS = [code for code in range(0x110000) if unicodedata.category(chr(code)).startswith("M")]
SIGNS = st.characters() | st.characters(categories=["Cs", "Co", "Cn", "Cf", "Cc", "Mn", "Mc", "Me"])
TEXTS = st.text(SIGNS | st.sampled_from(MARKS).map(chr) | st.sampled_from(DRAWN).map(chr), max_size=40)


def test_the_table_is_what_the_fonts_that_ship_have():
    """It was written anew after the fonts were last changed."""
    kept = files("eq.report").joinpath("fonts", "coverage.json").read_text("ascii")
    assert kept == coverage.text(), "run `python tests/report/coverage.py`"


@pytest.mark.parametrize(
    "text",
    [
        "Agreed to send the draft by Friday.",
        "Zażółć gęślą jaźń. Tiếng Việt đẹp quá. Ελληνικά. Українська мова.",
        "تحدثت مع سارة عن التأخير وبقيت هادئًا",
        "שָׁלוֹם לכולם",
        "李雷打来电话时我先听他说完。",
        "電話では最後まで話を聞きました。",
        "전화로 끝까지 이야기를 들었습니다.",
        "5 − 3 ≈ 2 · 95 % “so” – ‘so’ … €",
        "",
    ],
)
def test_text_of_the_scripts_that_ship_stays_as_it_is(text):
    """Latin, Greek, Cyrillic, Vietnamese, Arabic, Hebrew, Chinese, Japanese and Korean are drawn sign by sign."""
    assert printable(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "shown", "replaced"),
    [
        ("\U0001f600", "[U+1F600 grinning face]", 1),
        ("\U0001f469\u200d\U0001f4bb", "[U+1F469 woman][U+1F4BB personal computer]", 2),
        (
            "\U0001f1f5\U0001f1f1",
            "[U+1F1F5 regional indicator symbol letter p][U+1F1F1 regional indicator symbol letter l]",
            2,
        ),
        ("\U0001f44d\U0001f3fd", "[U+1F44D thumbs up sign][U+1F3FD emoji modifier fitzpatrick type-4]", 2),
        ("1\ufe0f\u20e3", "1[U+20E3 combining enclosing keycap]", 1),
        ("\ue000", "[U+E000]", 1),
        ("\U0010ffff", "[U+10FFFF]", 1),
        ("\u0378", "[U+0378]", 1),
        ("\u0928\u092e", "[U+0928 devanagari letter na][U+092E devanagari letter ma]", 2),
        ("e\u0301", "é", 0),
        ("中\u0301", "中[U+0301 combining acute accent]", 1),
        ("a\u202eb\u2066c\x07d\ufeffe\u00adf", "abcdef", 0),
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne", 0),
        ("a\tb\u2003c", "a b c", 0),
        ("\u0301", "[U+0301 combining acute accent]", 1),
        ("\u068e\n\u0656", "\u068e\n[U+0656 arabic subscript alef]", 1),
    ],
)
def test_a_sign_no_font_has_stands_as_its_code_and_name(text, shown, replaced):
    """Sequences are taken apart, what is not seen goes uncounted, and every kind of line break is one."""
    assert printable(text) == (shown, replaced)


def test_half_a_sign_has_a_stand_in():
    """Text cut in the middle of a pair does not stop the printing, and a whole pair is one sign."""
    shown, _ = printable("a\ud83db")
    assert shown.startswith("a")
    assert shown.endswith("b")
    assert not any("\ud800" <= sign <= "\udfff" for sign in shown)
    assert printable("\ud83d\ude00") == ("[U+1F600 grinning face]", 1)


def test_a_joiner_stays_only_where_it_shows():
    """Persian spelling needs it; between other letters nobody would see it."""
    assert printable("می\u200cخواهم") == ("می\u200cخواهم", 0)
    assert printable("ab\u200ccd") == ("abcd", 0)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_whatever_was_typed_one_font_has_every_cluster(text):
    """Each sign, with all that hangs on it, is in one font, and doing it again changes nothing."""
    shown, _ = printable(text)
    assert printable(shown) == (shown, 0)
    able: set[str] = set()
    for sign in shown:
        if sign == "\n":
            able = set()
            continue
        has = {family for family, codes in FONTS.items() if ord(sign) in codes}
        able = has & able if unicodedata.category(sign).startswith("M") else has
        assert able, f"U+{ord(sign):04X}"


def test_every_sign_there_is_alone_is_drawn_or_named():
    """None of the 1,114,112 code points is left over, and one that was replaced says which it was."""
    every = set(DRAWN)
    for code in range(0x110000):
        shown, replaced = printable(chr(code))
        assert every.issuperset(map(ord, shown)) or shown == "\n", f"U+{code:04X}"
        assert not replaced or shown.startswith("[U+"), f"U+{code:04X}"

"""The form of a text that is searched, in any script."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.reflect.entry import Entry, Tag, Word
from eq.store.folding import folded, folded_with_places, search_text

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Straße GROẞ", "strasse gross"),
        ("Łódź żółć", "lodz zolc"),
        ("Ørsted Þór Æther Œuvre", "orsted thor aether oeuvre"),
        ("Đường Nguyễn", "duong nguyen"),
        ("İstanbul IŞIK ışık", "istanbul isik isik"),
        ("Άνθρωπος ΆΝΘΡΩΠΟΣ", "ανθρωποσ ανθρωποσ"),
        ("Ёлка", "елка"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد محمـد", "محمد محمد"),
        ("٣ ३ ３", "3 3 3"),
        ("ﬁne Ⅳ", "fine iv"),
        ("cus\u00adtomer می\u200cخواهم", "customer میخواهم"),
        ("a\u0301e\u0301", "ae"),
    ],
)
def test_case_and_accents_go(text: str, form: str) -> None:
    """Latin, Greek, Cyrillic, Hebrew and Arabic lose case, accents and points; letters with strokes lose those."""
    assert folded(text) == form


@pytest.mark.parametrize("text", ["हिन्दी", "나는 화났다", "বাংলা", "தமிழ்"])
def test_signs_that_carry_the_word_stay(text: str) -> None:
    """Vowels and joins of Indic scripts are part of the word, and Korean syllables stay whole."""
    assert folded(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("生氣了", "生 氣 了"),
        ("怒ってガラス", "怒 っ て ガ ラ ス"),
        ("ｶﾞﾗｽ", "ガ ラ ス"),
        ("โกรธ", "โ ก ร ธ"),
        ("ลูกค้า", "ลู ก ค้ า"),
        ("ລູກຄ້າ", "ລູ ກ ຄ້ າ"),
        ("ខឹង", "ខឹ ង"),
        ("ဒေါသ", "ဒေါ သ"),
        ("我ok了", "我 ok 了"),
    ],
)
def test_scripts_without_spaces_are_set_apart(text: str, form: str) -> None:
    """Every Chinese, Japanese, Thai, Lao, Khmer and Burmese sign stands alone, with the marks that belong to it."""
    assert folded(text) == form


@pytest.mark.parametrize("text", ["Ångström é", "한국어", "ガギグ", "น้ำใจ", "Đặng ệ", "क़लम", "שׁלום", "ё"])
def test_both_ways_to_write_a_letter_are_one(text: str) -> None:
    """A letter with its accent and the same letter as one sign fold alike."""
    forms = {folded(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


def test_fields_stay_apart_and_chips_stay_out() -> None:
    """Texts, feelings, own tags and the client are searched; the ids of what ships are not."""
    entry = Entry(
        "e", "debrief", "done", AT, "UTC", date(2026, 11, 21), AT, AT,
        client_label="Frau Weiß",
        texts={"title": "Über Geld", "happened": "Ende", "did": "Anfang"},
        words=(Word("Gekränkt"),),
        tags=(
            Tag("custom", "spätdienst"), Tag("trigger", "waiting-time"), Tag("need", "Mehr Zeit"), Tag("response", "x"),
        ),
    )  # fmt: skip
    title, body = search_text(entry)
    assert title == "uber geld"
    assert [part.strip() for part in body.split("\ue000")] == [
        "ende", "anfang", "gekrankt", "spatdienst", "mehr zeit", "frau weiss",
    ]  # fmt: skip


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_folds(text: str) -> None:
    """Whatever is typed folds without error, holds no line breaks or zeros, and every sign knows its place."""
    form, places = folded_with_places(text)
    assert form == folded(text)
    assert not set("\0\n\r\ue000") & set(form)
    assert len(places) == len(form) + 1
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert places[-1] == len(text)


@given(st.text(st.characters(codec="ascii"), max_size=100))
@settings(max_examples=50)
def test_plain_text_keeps_its_places(text: str) -> None:
    """In plain text every sign of the form stands where it stood."""
    form, places = folded_with_places(text)
    assert len(form) == len(text)
    assert places == list(range(len(text) + 1))


def test_lone_halves_of_signs_fold() -> None:
    """What a broken command line hands over cannot be stored, and still is searched without error."""
    assert folded("a\ud800b") == "a b"

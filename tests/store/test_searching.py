"""What is typed into the search, asked of the real index, and where it stands in the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from eq.store.folding import folded
from eq.store.searching import LONGEST_SNIPPET, Snippet, best_snippet, match_expression, wanted
from eq.store.workspace import Workspace

Finds = Callable[[str, str], bool]

SENTENCES = {
    "German": "Der Kunde war über die Verspätung außer sich und drohte mit dem Anwalt.",
    "Polish": "Klientka z Łodzi była bardzo zdenerwowana, bo paczka zaginęła.",
    "Vietnamese": "Khách hàng rất tức giận vì đơn hàng đến muộn.",
    "Greek": "Ο πελάτης ήταν πολύ θυμωμένος για την καθυστέρηση.",
    "Russian": "Клиент ещё долго злился из-за задержки.",
    "Arabic": "كانَ العميلُ غاضبًا جدًا بسبب التأخير",
    "Hebrew": "הלקוח היה כועס מאוד בגלל העיכוב",
    "Hindi": "ग्राहक देरी की वजह से बहुत नाराज़ था",
    "Korean": "고객이 배송 지연 때문에 몹시 화를 냈다",
}
RUNNING = {
    "Japanese": ("お客様が配送の遅れでとても怒っていた", ["お客様", "配送", "怒って", "とても怒"]),
    "Chinese": ("顧客因為延誤非常生氣要求退款", ["顧客", "延誤", "生氣", "要求退款"]),
    "Thai": ("ลูกค้าโกรธมากเพราะของมาช้าน้ำใจ", ["ลูกค้า", "โกรธ", "ของมาช้า", "น้ำใจ"]),
    "Lao": ("ລູກຄ້າໃຈຮ້າຍຫຼາຍ", ["ໃຈຮ້າຍ"]),
    "Khmer": ("អតិថិជនខឹងខ្លាំងណាស់", ["ខឹង"]),
    "Burmese": ("ဖောက်သည်စိတ်ဆိုးတယ်", ["စိတ်ဆိုး"]),
}


@pytest.fixture(scope="module")
def finds(tmp_path_factory: pytest.TempPathFactory) -> Finds:
    """True when a query finds a text, as the index of a workspace sees it."""
    workspace = Workspace(tmp_path_factory.mktemp("index") / "me.eq")
    workspace.ensure()

    def ask(text: str, query: str) -> bool:
        wants = wanted(query)
        if not wants:
            return False
        with workspace.write() as db:
            db.execute("delete from entry_search")
            db.execute("insert into entry_search (rowid, title, body) values (1, '', ?)", (folded(text),))
            found = db.execute("select 1 from entry_search where entry_search match ?", (match_expression(wants),))
            return bool(found.fetchall())

    return ask


def marked(snippet: Snippet) -> list[str]:
    return [part for part, match in snippet if match]


@pytest.mark.parametrize("language", SENTENCES)
def test_every_word_is_found(finds: Finds, language: str) -> None:
    """A text is found by each of its words, in capitals, with its signs written apart, and by its beginning."""
    text = SENTENCES[language]
    for word in text.split():
        bare = word.strip(".,")
        assert finds(text, word)
        assert finds(text, word.upper())
        assert finds(text, unicodedata.normalize("NFD", word))
        assert finds(text, f'"{bare}"')
        assert finds(text, bare[: max(1, len(bare) // 2)])


@pytest.mark.parametrize("language", ["German", "Polish", "Vietnamese", "Greek", "Russian", "Arabic"])
def test_accents_may_be_left_out(finds: Finds, language: str) -> None:
    """Whoever has no key for an accent finds the word without it."""
    text = SENTENCES[language]
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    assert plain.translate(str.maketrans("Łłđ", "Lld")) != text
    assert all(finds(text, word) for word in plain.translate(str.maketrans("Łłđ", "Lld")).split())


@pytest.mark.parametrize("language", RUNNING)
def test_words_inside_running_text_are_found(finds: Finds, language: str) -> None:
    """Where a script sets no spaces, a word is found wherever it stands, and marked; another order of signs is not."""
    text, words = RUNNING[language]
    for word in words:
        assert finds(text, word)
        assert finds(text, f"“{word}”")
        assert marked(best_snippet([text], wanted(f'"{word}"'))) == [word]
    assert not finds(text, words[-1][::-1])


def test_all_words_must_occur(finds: Finds) -> None:
    """One word that is missing is enough not to be found."""
    assert finds("an angry caller on Monday", "monday ang")
    assert not finds("an angry caller on Monday", "angry tuesday")


def test_quotes_mean_exactly_this(finds: Finds) -> None:
    """In quotes, straight or curly, words follow one another and end where they end."""
    text = "She said: come back on Monday."
    for phrase in ('"come back"', "“come back”", "„come back“", "«Come BACK»"):
        assert finds(text, phrase)
        assert marked(best_snippet([text], wanted(phrase))) == ["come back"]
    assert not finds(text, '"back come"')
    assert not finds(text, '"come bac"')
    assert finds(text, "bac come")
    assert finds(text, 'said "on monday"')


@pytest.mark.parametrize("query", ["don't", "don’t", "DONʼT", "don"])
def test_apostrophes_are_alike(finds: Finds, query: str) -> None:
    """Whichever apostrophe was typed, the word is found."""
    assert finds("I don't know", query)
    assert finds("I don’t know", query)


def test_quotes_inside_words_belong_to_the_word(finds: Finds) -> None:
    """A Hebrew abbreviation is written with a quote inside."""
    assert finds('דיברתי עם חו"ל אתמול', 'חו"ל')
    assert finds('דיברתי עם חו"ל אתמול', '"חו״ל"')


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "“”", "*", "!?…", "\0", "😡", "^ - + :", "\u200b\u00ad"])
def test_nothing_to_look_for_asks_nothing(query: str) -> None:
    """Signs that are no words are no question."""
    assert wanted(query) == ()


@pytest.mark.parametrize(
    "query",
    [
        "NEAR(a b)",
        "a OR b",
        "a AND",
        "NOT a",
        "title:a",
        "{title body}: a",
        '"a',
        'a"',
        "a*b",
        "^a",
        "a\0b",
        "(a",
        "-a",
    ],
)
def test_operators_are_words(finds: Finds, query: str) -> None:
    """Nothing that is typed is read as a command of the index."""
    assert finds(f"x {query.replace(chr(0), ' ')} y", query)


def test_a_page_of_words_is_searched(finds: Finds) -> None:
    """A whole pasted page is no error, in words or in one piece."""
    page = " ".join(f"word{n}" for n in range(2000))
    assert finds(page, page)
    assert finds("生" * 10_000, "生" * 10_000)
    assert not finds("short", "x" * 10_000)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_fails(finds: Finds, text: str, query: str) -> None:
    """Whatever is typed is answered, and its snippet is a piece of the original."""
    assert finds(text, query) in (True, False)
    _is_a_piece(best_snippet([text], wanted(query)), text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=60))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_found_by_its_words(finds: Finds, text: str) -> None:
    """Every word finds its text, as typed and in capitals, and is marked in the snippet."""
    words = [word for word in text.split() if any(c.isalnum() for c in folded(word))]
    assume(words)
    for word in words:
        assert finds(text, word)
        assert finds(text, word.upper())
        assert marked(best_snippet([text], wanted(word)))


@given(st.text(st.characters(codec="latin-1", categories=["Ll", "Lu"]), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_accents_added_change_nothing(finds: Finds, word: str) -> None:
    """A word is found with an accent too many, as with one too few."""
    accented = "".join(f"{letter}\u0301" for letter in word)
    assert finds(word, accented)
    assert finds(accented, word)
    assert finds(unicodedata.normalize("NFC", accented), word)


@given(st.text(max_size=600), st.text("abc é\n生", max_size=12), st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_a_snippet_is_a_piece_of_the_original(before: str, word: str, after: str) -> None:
    """Its parts joined stand in the text in one line, short, with the match in it."""
    text = f"{before} {word} {after}"
    snippet = best_snippet([text], wanted(word))
    _is_a_piece(snippet, text)
    assert bool(marked(snippet)) == bool(wanted(word))


def _is_a_piece(snippet: Snippet, text: str) -> None:
    joined = "".join(part for part, _ in snippet)
    line = "".join(" " if c.isspace() or unicodedata.category(c) == "Cc" else c for c in text)
    assert len(joined) <= LONGEST_SNIPPET
    assert all(part for part, _ in snippet)
    inner = joined.removesuffix("…") if len(text) > LONGEST_SNIPPET else joined
    assert inner in line or inner.removeprefix("…") in line


def test_a_snippet_shows_the_match_with_what_is_around() -> None:
    """A long text is cut at words, around the first match, with what is missing marked."""
    text = "before " * 60 + "the ANGRY caller " + "after " * 60
    snippet = best_snippet([text], wanted("ang"))
    assert marked(snippet) == ["ANGRY"]
    joined = "".join(part for part, _ in snippet)
    assert joined.startswith("…before")
    assert joined.endswith("after…")


def test_the_text_with_most_matches_is_shown() -> None:
    """Of several texts the one that holds most of the words is cut; without any match the first one begins."""
    texts = ["a calm day", "an angry caller at noon", "noon"]
    assert marked(best_snippet(texts, wanted("noon angry"))) == ["angry", "noon"]
    assert best_snippet(texts, wanted("elsewhere")) == (("a calm day", False),)
    assert best_snippet([], wanted("elsewhere")) == ()


def test_expanded_letters_are_marked_whole() -> None:
    """A letter that is searched as two stands for both."""
    assert marked(best_snippet(["die Straße dort"], wanted("strass"))) == ["Straße"]
    assert marked(best_snippet(["rund ½ Stunde"], wanted("1"))) == ["½"]
    assert marked(best_snippet(["㌔は"], wanted("キ"))) == ["㌔"]

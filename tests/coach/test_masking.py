"""Names that are replaced before a text leaves, and the ones that are offered for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.coach.masking import MOST_SUGGESTED, Mask, Masker, suggestions


def masks(*names, shown=""):
    return [Mask(str(n), name, shown) for n, name in enumerate(names)]


@pytest.mark.parametrize(
    ("name", "text", "masked"),
    [
        ("Anna", "Anna came. ANNA left, anna stayed.", "person A came. person A left, person A stayed."),
        ("Anna", "Annabel and Hanna met Anna's sister", "Annabel and Hanna met person A's sister"),
        ("Anna", "Anna-Maria (Anna), Anna’s", "person A-Maria (person A), person A’s"),
        ("Anna Smith", "with Anna  \n Smith today", "with person A today"),
        ("O'Brien", "Mr O’Brien rang", "Mr person A rang"),
        ("Łukasz", "Widziałem Łukasza i Łukasz, lukasz", "Widziałem Łukasza i person A, person A"),
        ("José", "Jose\u0301 and JOSE, not Joseph", "person A and person A, not Joseph"),
        ("Straße", "in der STRASSE 5", "in der person A 5"),
        ("أحمد", "قال أحمد ثم ذهب وأحمد معه", "قال person A ثم ذهب وperson A معه"),
        ("王伟", "我和王伟说话", "我和person A说话"),
        ("K", "K rang about the bike", "person A rang about the bike"),
        ("flat 4b", "flat 4b, not flat 4bc", "person A, not flat 4bc"),
    ],
)
def test_a_name_is_replaced_as_a_whole_word(name, text, masked):
    """Case, accents, spaces and apostrophes do not matter; a longer word that holds the name stays."""
    assert Masker(masks(name))(text) == masked


def test_a_name_of_one_letter_is_found_in_its_own_case():
    """A client called A would otherwise take every article away."""
    assert Masker((), ["A"])("A said a word") == "client A said a word"


def test_the_longest_name_wins_and_letters_are_given_as_names_appear():
    """Nothing of a longer name is left beside its replacement."""
    masker = Masker([Mask("1", "Anna", ""), Mask("2", "Anna Smith", "")], ["the garage"])
    assert masker("Anna Smith, then Anna") == "person A, then person B"
    assert masker("Anna from The Garage") == "person B from client A"
    assert masker.replaced == 3


def test_a_word_chosen_for_a_name_stands_in_its_place_also_for_a_client():
    """The list of the person wins over the letter of a client."""
    masker = Masker([Mask("1", "Ben", "my boss"), Mask("2", "mrs k", "a neighbour")], ["Mrs K", "Ms L"])
    assert masker("Ben met Mrs K and Ms L") == "my boss met a neighbour and client A"


def test_a_client_has_one_letter_wherever_they_are_met():
    """Counted in a table or met in a text, it is the same letter; no label is no client."""
    masker = Masker((), ["Mrs K", "Mr T"])
    assert [masker.client("Mr T"), masker("mrs k and mr t"), masker.client("Mrs K"), masker.client(" ")] == [
        "client A",
        "client B and client A",
        "client B",
        "",
    ]


def test_after_z_come_two_letters():
    """Any number of clients can be told apart."""
    masker = Masker((), [])
    named = [masker.client(f"someone {n}") for n in range(703)]
    assert (named[25], named[26], named[27], named[702]) == ("client Z", "client AA", "client AB", "client AAA")


def test_names_that_say_nothing_are_no_names():
    """An empty line in the list replaces nothing."""
    assert Masker(masks("", "  "), [""])("Nothing  to see") == "Nothing  to see"


@settings(max_examples=100)
@given(st.text(st.characters(exclude_characters="\ue000"), max_size=60), st.lists(st.text(max_size=6), max_size=4))
def test_whatever_is_no_name_stays_as_it_was_typed(text, names):
    """Between the replacements stands the text itself, sign by sign, and without names all of it."""
    once = Masker(masks(*names, shown="\ue000"))(text)
    at = 0
    for piece in once.split("\ue000"):
        found = text.find(piece, at)
        assert found >= 0
        at = found + len(piece)
    assert Masker(())(text) == text


@settings(max_examples=50)
@given(
    st.sampled_from(["Anna", "Łukasz", "أحمد", "王伟", "Zoë", "flat 4b"]), st.text(max_size=20), st.text(max_size=20)
)
def test_a_name_between_spaces_is_always_found(name, before, after):
    """Whatever else a text holds."""
    masker = Masker(masks(name))
    masker(f"{before} {name} {after}")
    assert masker.replaced == 1


def test_labels_promises_and_capitals_inside_sentences_are_offered():
    """The most frequent first; what begins a sentence, names of days and what is masked already are not."""
    texts = ["We met Anna Smith on Monday. She knows Ben. Then Ben's boss rang, and Ben too.", "Mrs K was late. mrs k"]
    found = suggestions(texts, ["Mrs K"], ["the tailor"], ["anna smith"])
    assert [(one.name, one.n, one.why) for one in found] == [
        ("Ben", 3, "capital"),
        ("Mrs K", 2, "label"),
        ("the tailor", 0, "promise"),
    ]


def test_only_so_many_names_are_offered():
    """A list nobody reads to its end is no help."""
    texts = [f"then came {chr(65 + n % 26)}{'abcd'[n // 26]}x again" for n in range(80)]
    assert len(suggestions(texts, [], [])) == MOST_SUGGESTED

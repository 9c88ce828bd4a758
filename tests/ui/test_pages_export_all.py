"""The card that lets a person take everything along."""

from __future__ import annotations

from typing import Any

from eq.wording import moving as words


def test_the_card_says_that_the_zip_is_not_sealed(tab: Any) -> None:
    """Before anything is saved it is clear who could read it."""
    tab.open("data")
    assert words.TITLE in tab.headings
    assert "The zip is not sealed." in tab.words
    assert offered(tab)


def test_sealing_needs_the_same_passphrase_twice(tab: Any) -> None:
    """Nothing can be saved until both fields hold the same, long enough passphrase; what is wanting is said."""
    tab.open("data")
    tab.app.toggle(key="data.everything.seal").set_value(True)
    tab.run()
    assert not offered(tab)
    type_both(tab, "short", "short")
    assert not offered(tab)
    assert words.TOO_SHORT in tab.words
    type_both(tab, "four plain words", "four plain wards")
    assert not offered(tab)
    assert words.NOT_ALIKE in tab.words
    type_both(tab, "four plain words", "four plain words")
    assert offered(tab)
    assert "four plain words" not in tab.raw


def type_both(tab: Any, first: str, again: str) -> None:
    tab.app.text_input(key="data.everything.first").set_value(first)
    tab.app.text_input(key="data.everything.again").set_value(again)
    tab.click("data.everything.use")


def offered(tab: Any) -> bool:
    """Whether everything can be saved."""
    return any(words.SAVE in one.proto.label for one in tab.app.get("download_button"))

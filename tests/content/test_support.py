"""The Support page's contacts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import eq.content.support as module
from eq.content.support import read_support, support
from eq.errors import EqError

SHIPPED = Path(module.__file__).with_name("support.yaml").read_bytes()


def test_every_country_has_an_emergency_number_and_someone_to_talk_to() -> None:
    """No country is listed with half of what is needed."""
    countries = support().countries
    assert len(countries) >= 17
    for country in countries:
        assert country.emergency, country.name
        assert all(number.number for number in country.emergency), country.name
        assert country.contacts, country.name
        assert all(contact.number or contact.url for contact in country.contacts), country.name


def test_the_list_is_dated_and_says_how_far_it_was_checked() -> None:
    """There is a day on it; while nobody has compared the numbers with their operators, the note says so."""
    contacts = support()
    assert date(2026, 11, 1) <= contacts.listed_on
    if contacts.last_checked is None:
        assert "not verified" in contacts.note
    else:
        assert contacts.last_checked >= contacts.listed_on


def test_emergency_comes_first_then_what_the_app_does_not_do_then_a_person() -> None:
    """The first three lines are in the order that matters when it is urgent."""
    danger, watch, person = support().first_lines
    assert "emergency number" in danger
    assert "does not watch" in watch
    assert "nobody is alerted" in watch
    assert "talk to a person now" in person


def test_places_for_everywhere_begin_with_the_local_emergency_services() -> None:
    """Whatever the country, there is an emergency service and a directory."""
    first, second = support().everywhere
    assert first.label == "Local emergency services"
    assert second.url == "https://findahelpline.com"


@pytest.mark.parametrize(
    ("code", "emergency", "number"),
    [
        ("US", "911", "988"),
        ("gb", "999", "116 123"),
        ("AU", "000", "13 11 14"),
        ("NZ", "111", "1737"),
        ("DE", "112", "0800 111 0 111"),
        ("ES", "112", "024"),
        ("SG", "995", "1767"),
    ],
)
def test_a_country_is_found_by_its_code(code: str, emergency: str, number: str) -> None:
    """Codes work in any case, and leading zeros of numbers survive."""
    country = support().of(code)
    assert country is not None
    assert country.emergency[0].number == emergency
    assert country.contacts[0].number == number


def test_an_unknown_country_has_no_numbers_of_its_own() -> None:
    """Elsewhere only the lines for everywhere apply."""
    assert support().of("XX") is None


def test_countries_stand_in_alphabetical_order_once_each() -> None:
    """A list to choose from is sorted by name."""
    names = [country.name for country in support().countries]
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"000"', "000", '`number` is `000`, which YAML reads as a number. Put it in quotes: "000".'),
        ('"13 11 14"', '"thirteen"', "`number` is `thirteen`. Write digits and spaces, in quotes."),
        ("country: AU", "country: aus", "`country` is `aus`. Write the ISO code of two capital letters."),
        ("country: AT", "country: AU", "`AU` is there twice, first on line 19. Keep one of them."),
        ('"2026-11-21"', '"21.11.2026"', "`listed_on` is `21.11.2026`. Write a day in quotes, such as"),
        ('"https://findahelpline.com"', '"findahelpline"', "`url` is `findahelpline`. Write a full address"),
        ('"13 11 14", mark: listed', '"13 11 14", mark: seem', "`mark` is `seem`. Did you mean `seen`?"),
        ("version: 1", "version: 2", "`version` is 2. Write 1."),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    text = SHIPPED.decode()
    with pytest.raises(EqError) as raised:
        read_support(text.replace(old, new, 1).encode(), "support.yaml")
    (found,) = raised.value.problems
    line = text[: text.index(old)].count("\n") + 1
    assert found.where == f"support.yaml:{line}"
    assert problem in str(found)


def test_a_check_date_is_read() -> None:
    """Once the numbers are verified, the day can be written into the file."""
    checked = SHIPPED.replace(b"version: 1", b'version: 1\nlast_checked: "2027-03-01"')
    assert read_support(checked, "support.yaml").last_checked == date(2027, 3, 1)

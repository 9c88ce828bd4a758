"""Dates and times as programs and languages write them; what could mean two days is never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final, Literal

from eq.exchange.journals.months import folded, month_number

Order = Literal["day", "month"]
"""Which of two numbers comes first in the dates of a file."""

_BEFORE_NOON: Final = frozenset(folded(word) for word in ("am", "a", "上午", "午前", "오전", "ص", "πμ", "öö", "de"))
_AFTER_NOON: Final = frozenset(folded(word) for word in ("pm", "p", "下午", "午後", "오후", "م", "μμ", "ös", "du"))
_CLOCK_WORDS: Final = frozenset(("", "uhr", "h", "hrs", "kl", "t", "at"))
_TIME: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})(?:\s?[:.h]\s?|\s?[时時시]\s?)([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,6})?)?[分분]?(?![0-9])"
)
_YEAR_FIRST: Final = re.compile(r"(?<![0-9])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_YEAR_LAST: Final = re.compile(r"(?<![0-9])([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9])")
_CHINESE: Final = re.compile(r"(?:([0-9]{4})\s?[年년]\s?)?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일]?")
_DOTTED: Final = re.compile(r"(?<![0-9])([0-9]{1,2})\.\s?([0-9]{1,2})(?![0-9])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"[0-9]+")
_OFFSET: Final = re.compile(r"[+-][0-9]{2}:?[0-9]{2}\s*$")
_LONGEST = 60


@dataclass(frozen=True)
class Day:
    """A calendar day as written: ``first`` and ``second`` are month and day unless ``unclear`` which is which.

    ``short`` says that the year was written with two digits.
    """

    year: int
    first: int
    second: int
    unclear: bool = False
    short: bool = False

    def is_either(self, order: Order | None) -> bool:
        """Whether this could be either of two days, ``order`` being what the rest of the file tells."""
        return order is None and self.unclear and self.first != self.second and max(self.first, self.second) <= 12

    def on(self, order: Order | None) -> date | None:
        """The day, or None when there is none such, or when two would do and ``order`` is None."""
        month, day = self.first, self.second
        if self.unclear and month != day:
            own = order_of([self])
            if (own or order) is None:
                return None
            if (own or order) == "day":
                month, day = day, month
        try:
            return date(self.year, month, day)
        except ValueError:
            return None


def order_of(days: Iterable[Day]) -> Order | None:
    """Which comes first, told by the days that only work one way; None where none does or they disagree."""
    found: set[Order] = set()
    for day in days:
        if day.unclear and (day.first > 12) != (day.second > 12):
            found.add("day" if day.first > 12 else "month")
    return found.pop() if len(found) == 1 else None


def read_time(text: str) -> time | None:
    """A time of day in the 12-hour or 24-hour clock of any of the known languages, seconds allowed, else None."""
    if len(text) > _LONGEST or not (found := _TIME.search(text := _western(text))):
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    words = _WORD.findall(_dotless(rest))
    if _NUMBER.search(rest) or len(words) > 1:
        return None
    return _time(found, folded(words[0]) if words else "")


def read_day(text: str) -> Day | None:
    """The day a text names wholly in numbers, such as 2024-03-05, 5.3.2024 or 03/05/24, else None."""
    found = _YEAR_FIRST.fullmatch(text.strip()) or _YEAR_LAST.fullmatch(text.strip())
    return _day(found) if found else None


def read_day_of_year(year: int, text: str) -> Day | None:
    """The day a text such as "18 May", "Dec 17", "17. Februar", "5月18日" or "18/05" names in a year, else None."""
    if len(text) > _LONGEST:
        return None
    text = _western(text)
    if found := _CHINESE.search(text):
        return Day(year, int(found[2]), int(found[3]))
    if found := _DOTTED.search(text):
        return Day(year, int(found[2]), int(found[1]))
    numbers = [int(number) for number in _NUMBER.findall(text) if len(number) <= 2]
    months = [number for number in map(month_number, _WORD.findall(_dotless(text))) if number]
    if len(months) == 1 and len(numbers) == 1:
        return Day(year, months[0], numbers[0])
    return Day(year, numbers[0], numbers[1], unclear=True) if len(numbers) == 2 and not months else None


@dataclass(frozen=True)
class Stamp:
    """A day and a time; ``time`` is None where the digits name none on the clock."""

    day: Day
    time: time | None

    def moment(self, order: Order | None) -> datetime | None:
        """The local moment, or None when the day or the time does not exist or could be two days."""
        day = self.day.on(order)
        return datetime.combine(day, self.time) if day and self.time is not None else None


def read_stamp(text: str) -> Stamp | None:
    """What stands between the brackets of a jrnl entry, or None when that is no date: "todo", "1", "Chapter 12".

    Understood are days in numbers or with the name of a month, with or without weekday and time (midnight without).
    """
    if len(text) > _LONGEST or not _NUMBER.search(text):
        return None
    found = _YEAR_FIRST.search(text) or _YEAR_LAST.search(text)
    if found:
        return _stamp(_day(found), text[: found.start()] + " " + text[found.end() :])
    if found := _CHINESE.search(text):
        year = int(found[1]) if found[1] else None
        return _stamp(Day(year, int(found[2]), int(found[3])), text[found.end() :]) if year else None
    return _worded_stamp(text)


def _worded_stamp(text: str) -> Stamp | None:
    clock = _TIME.search(text)
    rest = f"{text[: clock.start()]} {text[clock.end() :]}" if clock else text
    years = [number for number in _NUMBER.findall(rest) if len(number) == 4]
    days = [number for number in _NUMBER.findall(rest) if len(number) <= 2]
    months = [(word, number) for word in _WORD.findall(_dotless(rest)) if (number := month_number(word))]
    if len(years) != 1 or len(days) != 1 or len(months) != 1 or len(_NUMBER.findall(rest)) != 2:
        return None
    words = [word for word in _WORD.findall(_dotless(rest)) if word != months[0][0]]
    day = Day(int(years[0]), months[0][1], int(days[0]))
    return _with_words(day, clock, words)


def _stamp(day: Day, rest: str) -> Stamp | None:
    clock = _TIME.search(rest)
    words = rest if clock is None else f"{rest[: clock.start()]} {rest[clock.end() :]}"
    if _NUMBER.search(_OFFSET.sub("", words)) or (day.short and clock is None):
        return None
    return _with_words(day, clock, _WORD.findall(_dotless(words)))


def _with_words(day: Day, clock: re.Match[str] | None, words: list[str]) -> Stamp | None:
    """A stamp with few words beside it, such as a weekday, one for the time before noon, and a zone."""
    if len(words) > (3 if clock else 1):
        return None
    halves = [word for word in map(folded, words) if word in _BEFORE_NOON or word in _AFTER_NOON]
    return Stamp(day, _time(clock, halves[-1] if halves else "") if clock else time(0, 0))


def _day(found: re.Match[str]) -> Day:
    if found.re is _YEAR_FIRST:
        return Day(int(found[1]), int(found[3]), int(found[4]))
    year, short = int(found[4]), len(found[4]) == 2
    if short:
        year += 2000 if year < 69 else 1900
    if found[2] == ".":
        return Day(year, int(found[3]), int(found[1]), short=short)
    return Day(year, int(found[1]), int(found[3]), unclear=True, short=short)


def _time(found: re.Match[str], word: str) -> time | None:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if word in _AFTER_NOON:
        hour = hour if hour > 12 else hour % 12 + 12
    elif word in _BEFORE_NOON:
        hour = hour % 12 if hour <= 12 else 24
    elif word not in _CLOCK_WORDS:
        return None
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _western(text: str) -> str:
    """The digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _dotless(text: str) -> str:
    """Text in which "p. m." is one word."""
    return re.sub(r"\b([^\W\d_])\.\s?(?=[^\W\d_]\b\.?)", r"\1", text)

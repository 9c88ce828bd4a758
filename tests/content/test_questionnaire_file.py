"""The questionnaire file: what is read, and what every broken file says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from eq.assess.questionnaire import Questionnaire
from eq.content import strict
from eq.content.questionnaires import read_questionnaire
from eq.errors import EqError

SAMPLE = (Path(__file__).parent / "sample.yaml").read_bytes()
BROKEN = Path(__file__).parent.parent / "data" / "broken"
NAMES = sorted(path.stem for path in BROKEN.glob("*.yaml"))
PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


def problems(data: bytes, name: str = "q.yaml") -> list[str]:
    """What reading the bytes complains about; an empty list if nothing."""
    try:
        assert isinstance(read_questionnaire(data, name), Questionnaire)
    except EqError as error:
        return [str(problem) for problem in error.problems]
    return []


def changed(old: str, new: str) -> bytes:
    """The sample with one place changed."""
    text = SAMPLE.decode()
    assert text.count(old) == 1
    return text.replace(old, new).encode()


@pytest.fixture(params=PARSERS, ids=lambda parser: parser.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict, "LOADER", request.param)


@pytest.mark.usefixtures("parser")
class TestGoodFile:
    def test_every_field_arrives_as_written(self) -> None:
        """Every key of the format is read, texts lose only the blanks at their ends."""
        q = read_questionnaire(SAMPLE, "sample.yaml")
        assert (q.id, q.version, q.title, q.form, q.language) == (
            "Sample.one-2",
            3,
            "A sample",
            "observer",
            "pt-BR",
        )
        assert q.instruction == "First paragraph.\n\nSecond paragraph."
        assert q.frame == "In the past 4 weeks, how often did you do this?"
        assert (q.minutes, q.page_size, q.licence) == (5, 6, "CC0-1.0")
        assert q.source.url == "https://example.org/sample?x=1"
        assert q.answers.labels == ("0", "Rarely", "Often", "3")
        assert (q.answers.low, q.answers.high, q.answers.not_applicable) == (0, 3, "n/a")
        assert q.scales[0].facets == {"pausing": "Pausing", "on": "Switching on"}
        assert q.scales[1].title == "Fürsorge 😀"
        assert [item.id for item in q.items] == ["ca-01", "ca_02", "CR.3"]
        assert [item.reverse for item in q.items] == [False, False, True]
        assert q.items[2].text == "I look away while a client talks."
        assert q.evidence.status == "validated"
        assert [row.alpha for row in q.evidence.reliability] == [0.81, None]
        assert q.evidence.reliability[1].retest == 1.0

    @pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
    def test_line_endings_and_a_byte_order_mark_change_nothing(self, ending: str) -> None:
        """A file saved on another system is the same questionnaire."""
        saved = b"\xef\xbb\xbf" + SAMPLE.decode().replace("\n", ending).encode()
        assert read_questionnaire(saved, "s") == read_questionnaire(SAMPLE, "s")

    def test_only_the_required_keys_are_needed(self) -> None:
        """A scale needs an id and a title; form, language and page size have defaults."""
        data = (
            b"id: x\nversion: 1\ntitle: X\nanswers: {low: 1, high: 2, labels: [A, B]}\n"
            b"scales: [{id: s, title: S}]\nitems: [{id: i, scale: s, text: I wait.}]\n"
        )
        q = read_questionnaire(data, "x.yaml")
        assert (q.form, q.language, q.page_size, q.minutes, q.evidence.status) == (
            "self",
            "en",
            7,
            None,
            "not-validated",
        )

    def test_a_tab_in_a_comment_is_allowed(self) -> None:
        """Tabs are refused only where they could change what is read."""
        assert problems(changed("version: 3", "version: 3 #\traised")) == []


class TestBrokenFiles:
    def test_there_are_many_kinds(self) -> None:
        """At least thirty kinds of broken file are kept, each with its expectation."""
        assert len(NAMES) >= 30
        assert sorted(path.stem for path in BROKEN.glob("*.txt")) == NAMES

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.usefixtures("parser")
    def test_shows_exactly_these_problems(self, name: str) -> None:
        """Each broken file gets its whole list of problems, from either YAML parser."""
        expected = (BROKEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        assert problems((BROKEN / f"{name}.yaml").read_bytes(), f"{name}.yaml") == expected

    def test_problems_come_in_line_order_with_a_remedy(self) -> None:
        """Where is NAME:LINE, lines never go back, and what and remedy are sentences."""
        for name in NAMES:
            with pytest.raises(EqError) as raised:
                read_questionnaire((BROKEN / f"{name}.yaml").read_bytes(), "f.yaml")
            lines = [int(problem.where.removeprefix("f.yaml:")) for problem in raised.value.problems]
            assert lines == sorted(lines)
            for problem in raised.value.problems:
                assert problem.what[-1] == "."
                assert problem.remedy[-1] in ".?"


@pytest.mark.usefixtures("parser")
class TestLimits:
    def test_a_file_over_one_mebibyte_is_refused_before_parsing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The parser never sees a file that is too large."""
        monkeypatch.setattr(strict, "LOADER", None)
        assert problems(b"x" * (strict.MAX_BYTES + 1)) == [
            "q.yaml:1: The file is larger than 1024 KiB. Keep only what belongs to it."
        ]

    def test_too_many_values_are_refused(self) -> None:
        """A long flat list stops at the limit."""
        assert problems(b"a: [" + b"1," * strict.MAX_NODES + b"]") == [
            "q.yaml:1: The file has more than 20000 values. Shorten it."
        ]

    @pytest.mark.parametrize("opening", [b"[", b"{", b"- ", b"? ", b"a: {"])
    def test_deep_nesting_is_refused_without_recursion(self, opening: bytes) -> None:
        """A quarter of a million levels give one problem."""
        data = opening * 250_000
        assert problems(data) == ["q.yaml:1: This goes more than 16 levels deep. Take brackets away."]

    def test_too_many_items_and_scales_are_refused(self) -> None:
        """501 items and 51 scales are too many; 500 items are not."""
        head = b"id: x\nversion: 1\ntitle: X\nanswers: {low: 1, high: 2, labels: [A, B]}\n"
        item = b"".join(b"  - {id: i%d, scale: s0, text: I wait.}\n" % n for n in range(500))
        one = b"scales: [{id: s0, title: S}]\n"
        assert problems(head + one + b"items:\n" + item) == []
        over = item + b"  - {id: last, scale: s0, text: I wait.}\n"
        assert problems(head + one + b"items:\n" + over) == [
            "q.yaml:7: `items` has 501 entries. Write 1 to 500 entries."
        ]
        many = b"scales: [" + b",".join(b"{id: s%d, title: S}" % n for n in range(51)) + b"]\n"
        assert problems(head + many + b"items:\n" + item) == [
            "q.yaml:5: `scales` has 51 entries. Write 1 to 50 entries."
        ]

    def test_a_huge_number_is_a_number_off_the_range(self) -> None:
        """A hundred thousand digits are not turned into a number, and not printed."""
        found = problems(changed("version: 3", "version: " + "9" * 100_000))
        assert len(found) == 1
        assert found[0].endswith("…. Write a whole number from 1 to 999999.")

    def test_a_long_list_of_problems_ends_with_their_count(self) -> None:
        """After two hundred problems the others are only counted."""
        found = problems(b"".join(b"%04d: x\n" % n for n in range(300)))
        assert len(found) == 201
        assert found[-1] == ("q.yaml: 106 more problems are not listed. Mend these first, then check the file again.")


class TestWords:
    @pytest.mark.parametrize("value", ["yes", "No", "on", "OFF", "true", "~", "null", "1:30", "010", "0x1f", "1_0"])
    @pytest.mark.parametrize("place", ["title: A sample", "title: Calm", "- Rarely", "pausing: Pausing"])
    def test_a_value_yaml_would_twist_is_refused_where_text_is_due(self, place: str, value: str) -> None:
        """Unquoted it is one problem whose remedy is quotes; quoted it is a text like any other."""
        start = place.rsplit(" ", maxsplit=1)[0] if place != "title: A sample" else "title:"
        found = problems(changed(place, f"{start} {value}"))
        assert len(found) == 1
        assert found[0].endswith(f'Put it in quotes: "{value}".')
        assert problems(changed(place, f'{start} "{value}"')) == []

    @pytest.mark.parametrize("value", ["2026-11-21", "3.5", ".inf", "=", "2026-11-21 10:00:00"])
    def test_dates_and_odd_numbers_are_twisted_too(self, value: str) -> None:
        """Dates, decimals and signs are refused as a title until quoted."""
        assert len(problems(changed("title: A sample", f"title: {value}"))) == 1
        assert problems(changed("title: A sample", f'title: "{value}"')) == []

    def test_what_is_no_text_may_be_written_plainly(self) -> None:
        """Numbers and switches need no quotes: YAML's own words for true and false count."""
        assert problems(changed("reverse: no", "reverse: off")) == []
        assert problems(changed("minutes: 5", "minutes: 240")) == []

    def test_messages_show_no_control_or_direction_signs(self) -> None:
        """A value that would scramble the terminal or turn the line round is shown defused."""
        data = changed("id: CR.3", 'id: "a\\e[31m\u202eb"')
        (found,) = problems(data)
        assert "\x1b" not in found
        assert "\u202e" not in found

    def test_the_file_name_is_shown_defused(self) -> None:
        """A file name with a line break cannot fake a second problem."""
        assert problems(b"", "a\nb.yaml") == ["a�b.yaml:1: The file is empty. Copy a file that works and change it."]

    def test_wrong_bytes_do_not_hide_other_problems(self) -> None:
        """A file that is not UTF-8 is still read to the end."""
        data = changed("title: A sample", "titel: \u00dcber").replace("\u00dc".encode(), b"\xdc")
        assert problems(data) == [
            "q.yaml:4: Byte 8 of this line, 0xdc, is not UTF-8. Save the file again with the encoding UTF-8.",
            "q.yaml:4: The questionnaire has the unknown key `titel`. Did you mean `title`?",
        ]


class TestNeverAnythingElse:
    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=400))
    def test_random_bytes(self, data: bytes) -> None:
        """Random bytes are never a questionnaire, and the only error is ours."""
        assert problems(data)

    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet="abis: -{}[]\"'\n#&*!|>?%@`,\\0xé\u2028\t", max_size=200))
    def test_random_yaml_like_text(self, text: str) -> None:
        """Text made of YAML's own signs is refused by both parsers, each with our error."""
        for loader in PARSERS:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(strict, "LOADER", loader)
                assert problems(text.encode())

    @settings(max_examples=200, deadline=None)
    @given(st.data())
    def test_mutations_of_a_good_file(self, data: st.DataObject) -> None:
        """A good file with a few bytes cut, doubled or overwritten is read or refused, nothing else."""
        raw = bytearray(SAMPLE)
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(raw) - 1))
            length = data.draw(st.integers(0, 12))
            piece = data.draw(
                st.one_of(
                    st.binary(max_size=4),
                    st.sampled_from([b"", b"&a ", b"*a", b"<<: ", b"\n", b"  ", b": ", b'"', b"- ", b"no", b"\\ud800"]),
                    st.just(bytes(raw[at : at + length])),
                )
            )
            raw[at : at + length] = piece
        for problem in problems(bytes(raw)):
            assert problem.startswith("q.yaml:")

    @settings(max_examples=200, deadline=None)
    @given(st.data())
    def test_values_of_every_kind_in_every_place(self, data: st.DataObject) -> None:
        """Whatever stands behind a key is read or refused with our error."""
        tree = yaml.safe_load(SAMPLE)
        scalars = st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=8), st.just("x" * 3000)
        )
        anything = st.recursive(
            scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3)
        )
        place = tree
        while isinstance(place, dict | list) and place:
            key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
            if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
                place[key] = data.draw(anything)
                break
            place = place[key]
        for problem in problems(yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass")):
            assert problem.startswith("q.yaml:")

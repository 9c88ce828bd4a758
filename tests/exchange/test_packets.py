"""A packet is read whole and unaltered, within bounds, or it is refused in one sentence and nothing of it is kept."""

from __future__ import annotations

import io
import json
import stat
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packet_parts import AT, HTML, NAMES, PDF, archive, by_hand, deflated, manifest, reply, report, unpacked, zeros

from eq.coach.reply import Reply
from eq.errors import EqError
from eq.exchange import documents, packets, zips
from eq.exchange.reports import report_bytes

GOOD = packets.packet_bytes(report(), HTML, PDF)
ANSWER = packets.reply_bytes(reply())
FILES: list[tuple[str, bytes]] = [("report.json", report_bytes(report())), ("report.html", HTML), ("report.pdf", PDF)]


def refusal(call: Callable[[], Any]) -> str:
    """The one sentence a call is refused with; nothing of the content may stand in it."""
    with pytest.raises(EqError) as caught:
        call()
    (problem,) = caught.value.problems
    assert problem.where.startswith("a.eqpack")
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")
    assert "secret" not in str(problem)
    assert len(str(problem)) < 400
    return str(problem)


def read(data: bytes) -> packets.Packet:
    return packets.read_packet(data, "a.eqpack")


def read_reply(data: bytes) -> Reply:
    return packets.read_reply(data, "a.eqpack")


@contextmanager
def memory(megabytes: int) -> Iterator[None]:
    """What happens inside never holds more than so many mebibytes at once."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes << 20
    finally:
        tracemalloc.stop()


def facts(name: str, **more: Any) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for field, value in more.items():
        setattr(made, field, value)
    return made


def test_a_packet_comes_back_as_it_went() -> None:
    """The report, the page and the printed pages are the same, byte by byte, and equal reports make equal packets."""
    found = read(GOOD)
    assert (found.report, found.html, found.pdf) == (report(), HTML, PDF)
    assert packets.packet_bytes(report(), HTML, PDF) == GOOD
    assert packets.kind(GOOD, "a.eqpack") == "report"
    with zipfile.ZipFile(io.BytesIO(GOOD)) as there:
        assert there.namelist() == list(NAMES)
        assert there.testzip() is None
        assert {one.date_time for one in there.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_answer_comes_back_as_it_went() -> None:
    """Every field of a coach's answer survives, its lines and foreign scripts with it."""
    assert read_reply(ANSWER) == reply()
    assert packets.kind(ANSWER, "a.eqpack") == "reply"
    bare = Reply(id="r", report="a", person="p", made_at=AT)
    assert read_reply(packets.reply_bytes(bare)) == bare


def test_a_report_and_an_answer_are_not_taken_for_each_other() -> None:
    """Each reader says what the packet holds instead."""
    assert "holds an answer of a coach, not a report" in refusal(lambda: read(ANSWER))
    assert "holds a report, not an answer of a coach" in refusal(lambda: read_reply(GOOD))


def test_text_that_repeats_itself_can_still_be_handed_over() -> None:
    """What packs too well is stored unpacked, so that our own reader does not take it for a bomb."""
    html = b"<p>again</p>" * 300_000
    assert read(packets.packet_bytes(report(), html, PDF)).html == html


def test_what_could_not_be_read_again_does_not_leave() -> None:
    """A file beyond the limit is refused when it is packed, with what to do about it."""
    with pytest.raises(EqError, match=r"report\.pdf would be larger.*Choose fewer days"):
        packets.packet_bytes(report(), HTML, bytes(zips.MAX_MEMBER + 1))


NAMED = {
    "up": ("../report.html", "another folder"),
    "absolute": ("/report.html", "another folder"),
    "inside": ("sub/report.html", "another folder"),
    "windows up": ("..\\report.html", "another folder"),
    "drive": ("C:report.html", "another folder"),
    "nul": ("report.html\0../../x", "another folder"),
    "stream": ("report.html:evil", "another folder"),
    "dots": ("..", "another folder"),
    "folder": ("report.html/", "another folder"),
    "capitals": ("REPORT.HTML", "report.html: This file is missing"),
    "other": ("evil.exe", "report.html: This file is missing"),
    "look-alike": ("report․html", "report.html: This file is missing"),
}


@pytest.mark.parametrize("name", NAMED)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    """No name but the expected one is taken, however it is dressed up."""
    there, said = NAMED[name]
    info = facts("x")
    info.filename = info.orig_filename = there
    files = unpacked(GOOD)
    files[2] = (info, HTML)
    assert said in refusal(lambda: read(archive(files)))


def members() -> dict[str, tuple[bytes, str]]:
    whole = unpacked(GOOD)
    locked = bytearray(GOOD)
    locked[GOOD.index(b"PK\x01\x02") + 8] |= 1
    link = facts("report.html", create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16)
    fifo = facts("report.html", create_system=3, external_attr=stat.S_IFIFO << 16)
    folder = facts("report.html", external_attr=0x10)
    return {
        "link": (archive([*whole[:2], (link, b"/etc/passwd"), whole[3]]), "a link or a folder"),
        "pipe": (archive([*whole[:2], (fifo, HTML), whole[3]]), "a link or a folder"),
        "folder": (archive([*whole[:2], (folder, HTML), whole[3]]), "a link or a folder"),
        "locked": (bytes(locked), "locked with a password"),
        "lzma": (archive(whole, zipfile.ZIP_LZMA), "packed in an unusual way"),
        "bzip2": (archive(whole, zipfile.ZIP_BZIP2), "packed in an unusual way"),
        "doubled": (archive([*whole[:3], whole[2]]), "in there twice"),
        "doubled and one more": (archive([*whole, whole[2]]), "more files inside"),
        "another one": (archive([*whole, ("evil.exe", b"")]), "more files inside"),
        "a hundred thousand": (archive([(f"{n}", b"") for n in range(70_000)]), "damaged"),
        "answer with more": (archive([*unpacked(ANSWER), ("report.json", b"{}")]), "does not belong"),
        "none": (archive([]), "does not begin with manifest.json"),
        "manifest last": (archive([*whole[1:], whole[0]]), "does not begin with manifest.json"),
        "other order": (archive([whole[0], *reversed(whole[1:])]), "not in their order"),
        "comment": (GOOD[:-2] + b"\x03\x00abc", "damaged"),
        "before": (b"MZ" + GOOD, "damaged"),
        "behind": (GOOD + b"x", "damaged"),
        "empty": (b"", "damaged"),
        "no zip": (b"PK\x03\x04" + bytes(500), "damaged"),
    }


MEMBERS = members()


@pytest.mark.parametrize("name", MEMBERS)
def test_members_that_are_not_plain_files_of_a_packet_are_refused(name: str) -> None:
    """Links, locks, doubles, strangers, other orders and other wrappings each have their sentence."""
    data, said = MEMBERS[name]
    read_it = read_reply if name.startswith("answer") else read
    assert said in refusal(lambda: read_it(data))


def test_the_large_form_of_an_archive_is_refused_before_it_is_read() -> None:
    """A record of the 64-bit form could point to another list of contents than the one that was judged."""
    end = len(GOOD) - 22
    record = b"PK\x06\x07" + bytes(16)
    listed = GOOD[GOOD.index(b"PK\x01\x02") : end] + record
    last = bytearray(GOOD[end:])
    last[12:16] = len(listed).to_bytes(4, "little")
    data = GOOD[: GOOD.index(b"PK\x01\x02")] + listed + bytes(last)
    assert "archive of gigabytes" in refusal(lambda: read(data))


@pytest.mark.parametrize("missing", NAMES)
def test_a_missing_file_is_named(missing: str) -> None:
    """Which file is not there stands in the message."""
    files = [one for one in unpacked(GOOD) if one[0] != missing]
    assert missing in refusal(lambda: read(archive(files)))


def test_a_bomb_of_two_gibibytes_is_refused_unopened() -> None:
    """Zeros that pack a thousandfold are judged by their declared size, before a byte is unpacked."""
    bomb = zeros(2048)
    head = manifest(FILES)
    for place in range(1, 4):
        files = [("manifest.json", deflated(head), head, len(head))]
        files += [(name, deflated(content), content, len(content)) for name, content in FILES]
        files[place] = (NAMES[place], bomb, b"", 2048 << 20)
        with memory(16):
            assert "far too large" in refusal(lambda files=files: read(by_hand(files)))


@pytest.mark.parametrize("declared", [20, 1000, 1 << 20, 31 << 20])
def test_a_bomb_that_lies_about_its_size_goes_no_further_than_it_says(declared: int) -> None:
    """However much really is inside, no more is unpacked than was declared, and then the sum does not fit."""
    files = [("manifest.json", zeros(2048), b"", declared), *((n, deflated(c), c, len(c)) for n, c in FILES)]
    bomb = by_hand(files)
    with memory(80):
        assert "far too large" in (said := refusal(lambda: read(bomb))) or "damaged" in said
    head = manifest(FILES)
    files = [("manifest.json", deflated(head), head, len(head)), ("report.json", zeros(2048), b"", declared)]
    files += [(n, deflated(c), c, len(c)) for n, c in FILES[1:]]
    bomb = by_hand(files)
    with memory(80):
        assert "far too large" in (said := refusal(lambda: read(bomb))) or "damaged" in said


def test_a_member_that_holds_less_than_it_says_is_damaged() -> None:
    """A declared size that is never reached is not filled up with anything."""
    head = manifest(FILES)
    files = [("manifest.json", deflated(head), head, len(head) + 5)]
    files += [(n, deflated(c), c, len(c)) for n, c in FILES]
    assert "damaged" in refusal(lambda: read(by_hand(files)))


def test_an_archive_inside_is_only_bytes() -> None:
    """A bomb inside a bomb is never unpacked: what stands in place of the pages stays what it is."""
    bomb = archive([("bomb.zip", by_hand([("x", zeros(2048), b"", 2048 << 20)]))])
    with memory(40):
        assert read(packets.packet_bytes(report(), HTML, bomb)).pdf == bomb


def test_parts_that_lie_on_top_of_each_other_do_not_multiply() -> None:
    """Two entries that share the same packed bytes give no second file."""
    head = manifest([FILES[0], ("report.html", b"x"), FILES[2]])
    files = [("manifest.json", deflated(head), head, len(head)), *((n, deflated(c), c, len(c)) for n, c in FILES)]
    data = bytearray(by_hand(files))
    listed = [n for n in range(len(data)) if data[n : n + 4] == b"PK\x01\x02"]
    data[listed[2] + 42 : listed[2] + 46] = data[listed[1] + 42 : listed[1] + 46]
    assert "damaged" in refusal(lambda: read(bytes(data)))


@pytest.mark.parametrize(("data", "reads"), [(GOOD, read), (ANSWER, read_reply)], ids=["report", "answer"])
def test_a_packet_cut_off_anywhere_is_refused(data: bytes, reads: Callable[[bytes], Any]) -> None:
    """No beginning of a packet passes for the whole."""
    for length in range(0, len(data), 7):
        assert "damaged" in refusal(lambda length=length: reads(data[:length]))


@pytest.mark.parametrize(("data", "reads"), [(GOOD, read), (ANSWER, read_reply)], ids=["report", "answer"])
def test_any_altered_byte_changes_nothing_of_what_is_read(data: bytes, reads: Callable[[bytes], Any]) -> None:
    """A flipped bit is refused, or it stood where nothing is said (a date, a permission): then all is as it was."""
    whole, refused = reads(data), 0
    for place in range(0, len(data), 3):
        altered = bytearray(data)
        altered[place] ^= 1 << place % 8
        try:
            assert reads(bytes(altered)) == whole
        except EqError as told:
            refused += 1
            assert len(told.problems) == 1  # noqa: PT017
            assert "secret" not in str(told)  # noqa: PT017
    assert refused > len(data) // 3 * 0.7


@pytest.mark.parametrize("place", range(3))
def test_altered_content_is_told_by_the_list_of_contents(place: int) -> None:
    """A packet that was unpacked, changed and packed again is refused, and the file is named."""
    files = unpacked(GOOD)
    name, content = files[place + 1]
    files[place + 1] = (name, content.replace(b"e", b"E"))
    assert f"{name}: This file was altered" in refusal(lambda: read(archive(files)))
    files[place + 1] = (name, content + b" ")
    assert f"{name}: This file was altered" in refusal(lambda: read(archive(files)))


def with_manifest(text: bytes) -> bytes:
    return archive([("manifest.json", text), *FILES])


MANIFESTS = {
    "newer": (manifest(FILES, version=2), "made by a newer EQ Reflect"),
    "much newer": (manifest(FILES, version=10**30), "made by a newer EQ Reflect"),
    "older": (manifest(FILES, version=0), "made by an older EQ Reflect"),
    "negative": (manifest(FILES, version=-1), "made by an older EQ Reflect"),
    "no version": (manifest(FILES, version=None), "in which version"),
    "true": (manifest(FILES, version=True), "in which version"),
    "text": (manifest(FILES, version="1"), "in which version"),
    "fraction": (manifest(FILES, version=1.5), "in which version"),
    "infinite": (manifest(FILES).replace(b'"version": 1', b'"version": 1e999'), "in which version"),
    "not a number": (manifest(FILES).replace(b'"version": 1', b'"version": NaN'), "a number that is none"),
    "endless number": (manifest(FILES).replace(b'"version": 1', b'"version": 1' + b"0" * 9000), "absurd length"),
    "other format": (manifest(FILES, format="eq-export"), "not a packet"),
    "other kind": (manifest(FILES, kind="plan"), "not as it should be"),
    "stranger": (manifest(FILES, more="secret"), "does not belong"),
    "one file less": (manifest(FILES[:2]), "names other files"),
    "other names": (manifest([("../x", HTML), *FILES[1:]]), "names other files"),
    "other order": (manifest(FILES[::-1]), "names other files"),
    "too many files": (manifest(FILES * 3), "longer than it may be"),
    "doubled field": (b'{"format": "eq-packet", ' + manifest(FILES)[1:], "there twice"),
    "no json": (b'{"format": "eq-packet", secret', "no JSON"),
    "list": (b"[]", "not a packet"),
    "not text": (b"\xff\xfe\x00", "no text in UTF-8"),
    "empty": (b"", "no JSON"),
    "deep": (b'{"a":' + b"[" * 30_000 + b"]" * 30_000 + b"}", "nested far too deeply"),
    "quite deep": (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "nested far too deeply"),
    "never closed": (b"[" * 60_000, "nested far too deeply"),
    "long": (manifest(FILES, kind="secret" * 20_000), "far too large"),
    "negative size": (manifest(FILES).replace(b'"bytes": 20', b'"bytes": -1'), "not as it should be"),
    "huge size": (manifest(FILES).replace(b'"bytes": 20', b'"bytes": 2' + b"0" * 40), "altered"),
    "short hash": (manifest(FILES).replace(b'"sha256": "', b'"sha256": "0'), "not as it should be"),
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_list_of_contents_that_is_not_ours_is_refused(name: str) -> None:
    """Other versions, other formats, lies and bombs in the manifest have their sentence."""
    text, said = MANIFESTS[name]
    with pytest.raises(EqError) as caught:
        read(with_manifest(text))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 1200


def answer(**more: Any) -> dict[str, Any]:
    return json.loads(reply().model_dump_json()) | more


def answered(document: Any) -> bytes:
    text = document if isinstance(document, bytes) else json.dumps(document).encode()
    files = [("reply.json", text)]
    return archive([("manifest.json", manifest(files, kind="reply")), *files], zipfile.ZIP_STORED)


ANSWERS = {
    "newer": (answer(version=2), "made by a newer EQ Reflect"),
    "older": (answer(version=0), "made by an older EQ Reflect"),
    "format": (answer(format="eq-report"), "not the answer of a coach"),
    "naive time": (answer(made_at="2026-11-21T09:00:00"), "made_at: This is not as it should be"),
    "number as time": (answer(made_at=1_800_000_000), "made_at"),
    "first year": (answer(made_at="0001-01-01T00:00:00+14:00"), "made_at"),
    "last year": (answer(made_at="9999-12-31T23:59:59-14:00"), "made_at"),
    "last day": (answer(due="9999-12-31"), "due"),
    "no day": (answer(next_on="2026-02-30"), "next_on"),
    "number as day": (answer(next_on=0), "next_on"),
    "no id": (answer(id="../secret"), "id"),
    "long id": (answer(person="a" * 101), "person"),
    "long name": (answer(coach="secret" * 2_000_000), "coach: This is longer"),
    "long note": (answer(notes=[answer()["notes"][0] | {"text": "x" * 200_001}]), "notes.0.text"),
    "many notes": (answer(notes=[answer()["notes"][0]] * 2_001), "notes: This is longer"),
    "many questions": (answer(questions=["secret"] * 501), "questions: This is longer"),
    "stranger": (answer(secret="secret"), "does not belong"),
    "missing": ({k: v for k, v in answer().items() if k != "report"}, "report: This field is missing"),
    "text as list": (answer(notes="secret"), "notes"),
    "number as text": (answer(agreed=1), "agreed"),
    "half a sign": (json.dumps(answer(agreed="\ud800")).encode(), "not as it should be"),
    "infinite": (json.dumps(answer()).replace('"version": 1', '"version": Infinity').encode(), "a number that is none"),
    "parts": (b'{"a": [' + b"{}," * 300_000 + b"{}]}", "far more parts"),
    "deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested far too deeply"),
    "everything": ({"format": "eq-reply", "version": 1} | dict.fromkeys("abcdefgh", 1), "more fields"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_is_not_as_it_should_be_is_refused(name: str) -> None:
    """Every field is held to its type and size; the message names the field and not what stands in it."""
    document, said = ANSWERS[name]
    with pytest.raises(EqError) as caught:
        read_reply(answered(document))
    assert said in str(caught.value)
    assert "secret" not in str(caught.value)
    assert len(caught.value.problems) <= documents.MAX_SHOWN + 1


def test_an_instant_is_the_same_in_every_zone() -> None:
    """An answer written elsewhere carries its instants in UTC."""
    found = read_reply(answered(answer(made_at="2026-11-21T14:30:00+05:30")))
    assert found.made_at == AT
    assert found.made_at.tzinfo == UTC


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
days = st.none() | st.dates(date(1970, 1, 1), date(2999, 12, 31))


@given(coach=texts, agreed=texts, questions=st.lists(texts, max_size=4), due=days, note=texts)
def test_any_answer_survives_the_way(
    coach: str, agreed: str, questions: list[str], due: date | None, note: str
) -> None:
    """Whatever is typed, in any script and with any control sign, arrives as it was."""
    notes = ({"id": "n", "text": note, "made_at": datetime(2030, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC)},)
    made = reply(coach=coach, agreed=agreed, questions=tuple(questions), due=due, notes=notes)
    assert read_reply(packets.reply_bytes(made)) == made


@given(st.binary(max_size=400), st.integers(0, 400))
def test_no_bytes_break_the_reading(junk: bytes, at: int) -> None:
    """Bytes written over a packet anywhere lead to an answer or to a refusal, never to another error."""
    for data in (junk, GOOD[:at] + junk + GOOD[at + len(junk) :], GOOD[: -at - 1] + junk):
        with suppress(EqError):
            assert read(data)

"""What is sealed opens for whom it was meant, elsewhere too; everything else is refused in one sentence, in time."""

from __future__ import annotations

import contextlib
import hashlib
import random
from collections.abc import Callable
from typing import Any

import age_by_spec as age
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.errors import EqError
from eq.exchange import sealing

SECRET = b"The report of somebody, secret sentence and all. " * 3
PASSPHRASE = "four calm otters swim"
RECIPIENT, IDENTITY = sealing.new_identity()


def refusal(call: Callable[[], Any]) -> str:
    """The one sentence (with its remedy) that a call is refused with; nothing secret may stand in it."""
    with pytest.raises(EqError) as caught:
        call()
    (problem,) = caught.value.problems
    told = str(problem)
    assert problem.where.startswith("a.eqpack")
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")
    assert PASSPHRASE not in told
    assert "secret sentence" not in told
    assert "AGE-SECRET" not in told
    return told


def by_passphrase(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return sealing.unseal(data, "a.eqpack", passphrase=passphrase)


def by_key(data: bytes, *identities: str) -> bytes:
    return sealing.unseal(data, "a.eqpack", identities=identities or (IDENTITY,))


@pytest.fixture(scope="module")
def by_us() -> bytes:
    """Sealed by us with a passphrase, with the work factor of this machine: slow, so once."""
    return sealing.seal(SECRET, passphrase=f"  {PASSPHRASE}\n")


LIGHT = age.sealed(SECRET, PASSPHRASE)
TO_KEY = sealing.seal(SECRET, recipients=[RECIPIENT])


@pytest.fixture
def nothing_derived(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that opens sealed files must not be asked at all."""

    def asked(*_: object, **__: object) -> bytes:
        raise AssertionError("something was derived")

    monkeypatch.setattr(pyrage.passphrase, "decrypt", asked)
    monkeypatch.setattr(pyrage, "decrypt", asked)


def test_a_passphrase_seals_what_the_written_specification_opens(by_us: bytes) -> None:
    """A reading of the age specification in plain Python opens what we sealed, header, signature and payload."""
    head = age.header(by_us)
    ((name, salt, factor),) = [one.arguments for one in head.stanzas]
    assert name == "scrypt"
    assert len(age.unb64(salt)) == 16
    assert 10 <= int(factor) <= sealing.MAX_WORK
    assert age.opened(head, age.file_key_by_passphrase(head, PASSPHRASE)) == SECRET


def test_blank_edges_and_spellings_of_accents_do_not_count(by_us: bytes) -> None:
    """What a messenger adds around a passphrase, or how a keyboard spells an accent, does not lock anybody out."""
    assert by_passphrase(by_us, f"\t{PASSPHRASE} ") == SECRET
    assert by_passphrase(age.sealed(SECRET, "caf\u00e9"), "cafe\u0301") == SECRET


def test_a_key_seals_what_the_written_specification_opens() -> None:
    """A packet of several pieces, sealed to two keys, opens by the specification with either."""
    other, theirs = sealing.new_identity()
    data = random.Random(1).randbytes(70_000)
    head = age.header(sealing.seal(data, recipients=[RECIPIENT, other]))
    assert age.opened(head, age.file_key_by_identity(head, IDENTITY, RECIPIENT)) == data
    assert {one.arguments[0] for one in head.stanzas if "grease" not in one.arguments[0]} == {"X25519"}
    assert by_key(sealing.seal(data, recipients=[other, RECIPIENT])) == data
    assert by_key(sealing.seal(data, recipients=[other]), IDENTITY, theirs) == data


def test_what_the_written_specification_seals_opens_here() -> None:
    """Files of other programs that keep to the specification are read, of one piece, several, and none."""
    for data in (SECRET, b"", bytes(age.CHUNK), bytes(age.CHUNK + 1)):
        assert by_passphrase(age.sealed(data, PASSPHRASE)) == data
        assert pyrage.passphrase.decrypt(age.sealed(data, PASSPHRASE), PASSPHRASE) == data
    key = pyrage.x25519.Recipient.from_str(RECIPIENT)
    assert by_key(pyrage.encrypt(SECRET, [key])) == SECRET
    assert pyrage.decrypt(TO_KEY, [pyrage.x25519.Identity.from_str(IDENTITY)]) == SECRET


def test_the_plain_reading_of_the_specification_is_right() -> None:
    """The test's own ciphers give the values that stand in their standards (RFC 7748, RFC 8439)."""
    scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    assert age.x25519(scalar, point).hex() == "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    sealed = age.lock(bytes(range(32)), bytes(12), b"text")
    assert age.unlock(bytes(range(32)), bytes(12), sealed) == b"text"


def test_the_header_tells_what_opens_it(nothing_derived: None) -> None:
    """Whether to ask for a passphrase is known without deriving anything."""
    assert sealing.stanza(LIGHT, "a.eqpack") == "passphrase"
    assert sealing.stanza(TO_KEY, "a.eqpack") == "key"


def test_a_wrong_passphrase_and_a_wrong_key_have_a_sentence_each() -> None:
    """Who cannot open it is told which of the two is wrong."""
    assert "This passphrase does not open it." in refusal(lambda: by_passphrase(LIGHT, "another"))
    assert "sealed to another key" in refusal(lambda: by_key(TO_KEY, sealing.new_identity()[1]))
    assert "there is no key in this workspace" in refusal(lambda: sealing.unseal(TO_KEY, "a.eqpack"))
    assert "sealed with a passphrase" in refusal(lambda: by_key(LIGHT))
    assert "passphrase is empty" in refusal(lambda: by_passphrase(LIGHT, " \n"))
    assert "half a sign" in refusal(lambda: by_passphrase(LIGHT, "\ud800"))


@pytest.mark.parametrize("factor", ["21", "24", "63", "99", "100", "9" * 400])
def test_a_work_factor_above_twenty_is_refused_before_anything_is_derived(factor: str, nothing_derived: None) -> None:
    """A file that asks for gigabytes is refused by its header, with or without the right passphrase."""
    data = LIGHT.replace(b" 4\n", f" {factor}\n".encode(), 1)
    assert "memory and time" in refusal(lambda: by_passphrase(data))
    assert "memory and time" in refusal(lambda: sealing.stanza(data, "a.eqpack"))


@pytest.mark.parametrize("factor", ["-1", "0", "04", "+4", "1e9", "0x10", "four", "٤", "", "4 4", "2_0", "4\r"])
def test_a_work_factor_that_is_no_number_is_refused_before_anything_is_derived(
    factor: str, nothing_derived: None
) -> None:
    """Nothing but a plain number is taken for one."""
    data = LIGHT.replace(b" 4\n", f" {factor}\n".encode(), 1)
    assert "was altered" in refusal(lambda: by_passphrase(data))


def test_twenty_itself_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit lies above twenty, not at it."""
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda *_: b"asked")
    assert by_passphrase(LIGHT.replace(b" 4\n", b" 20\n", 1)) == b"asked"


def test_a_passphrase_beside_anything_else_is_refused(nothing_derived: None) -> None:
    """Two passphrase stanzas, or one beside a key, are against the format: nothing is tried."""
    lines = LIGHT.split(b"\n")
    twice = b"\n".join([lines[0], *lines[1:3], *lines[1:]])
    key = TO_KEY.split(b"\n")[1:3]
    assert "does not allow" in refusal(lambda: by_passphrase(twice))
    assert "does not allow" in refusal(lambda: by_passphrase(b"\n".join([lines[0], *key, *lines[1:]])))
    assert "does not allow" in refusal(lambda: by_key(b"\n".join([lines[0], *lines[1:3], *key, *lines[3:]])))


HOSTILE = {
    "empty": (b"", "empty"),
    "text": (b"Dear coach, please find", "not a sealed packet"),
    "zip": (b"PK\x03\x04" + bytes(100), "not a sealed packet"),
    "armored": (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "text form of age"),
    "armored after blanks": (b"\n \n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "text form of age"),
    "newer age": (LIGHT.replace(b"/v1", b"/v2", 1), "another version of the age format"),
    "other key kinds": (LIGHT.replace(b"scrypt", b"ssh-ed25519", 1), "a kind of key that is not used"),
    "no stanza": (b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n" + bytes(64), "was altered"),
    "many stanzas": (b"age-encryption.org/v1\n" + b"-> X25519 a\nAA\n" * 65 + b"--- " + b"A" * 43, "was altered"),
    "endless line": (b"age-encryption.org/v1\n-> " + b"a" * 200_000, "was altered"),
    "endless body": (b"age-encryption.org/v1\n-> X25519 a\n" + (b"A" * 64 + b"\n") * 5000, "was altered"),
    "no payload": (TO_KEY[: TO_KEY.index(b"---") + 48], "cut off"),
    "altered signature": (TO_KEY.replace(b"--- ", b"---  ", 1), "was altered"),
    "carriage returns": (LIGHT.replace(b"\n", b"\r\n"), "was altered"),
    "something behind": (LIGHT + b"x", "altered or cut off"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_packet_of_ours_is_named(name: str) -> None:
    """Each of these files is refused with one sentence that says what it is."""
    data, said = HOSTILE[name]
    assert said in refusal(lambda: sealing.unseal(data, "a.eqpack", passphrase=PASSPHRASE, identities=[IDENTITY]))


def test_an_armored_file_of_the_library_is_refused(nothing_derived: None) -> None:
    """The text form would hide its header from us while the library would open it."""
    armored = pyrage.encrypt(SECRET, [pyrage.x25519.Recipient.from_str(RECIPIENT)], armored=True)
    assert "text form of age" in refusal(lambda: by_key(armored))


def test_a_file_beyond_the_limit_is_refused_unread(nothing_derived: None) -> None:
    """Sixty-four mebibytes are the most that is looked at."""
    data = LIGHT + bytes(sealing.MAX_SEALED)
    assert "too large for a packet" in refusal(lambda: by_passphrase(data))


@pytest.mark.parametrize(("sealed", "opens"), [(LIGHT, by_passphrase), (TO_KEY, by_key)], ids=["passphrase", "key"])
def test_a_file_cut_off_at_any_byte_is_refused(sealed: bytes, opens: Callable[[bytes], bytes]) -> None:
    """However much of the end is missing, one sentence says so and nothing half is opened."""
    for length in [*range(0, len(sealed), 5), len(sealed) - 1]:
        said = refusal(lambda length=length: opens(sealed[:length]))
        assert "cut off" in said or (length == 0 and "empty" in said)


@pytest.mark.parametrize("pieces", [65_536, 65_537, 140_000])
def test_a_long_file_cut_between_its_pieces_is_refused(pieces: int) -> None:
    """A file whose last whole piece is missing is not taken for a shorter one."""
    whole = sealing.seal(bytes(pieces), recipients=[RECIPIENT])
    start = whole.index(b"\n", whole.index(b"\n---") + 1) + 1 + 16
    for cut in range(start + 65_552, len(whole), 65_552):
        assert "cut off" in refusal(lambda cut=cut: by_key(whole[:cut]))


@pytest.mark.parametrize(("sealed", "opens"), [(LIGHT, by_passphrase), (TO_KEY, by_key)], ids=["passphrase", "key"])
def test_a_file_with_any_altered_byte_is_refused(sealed: bytes, opens: Callable[[bytes], bytes]) -> None:
    """A single flipped bit anywhere, header or content, keeps the file shut."""
    for place in range(0, len(sealed), 2):
        altered = bytearray(sealed)
        altered[place] ^= 1 << place // 2 % 8
        refusal(lambda altered=altered: opens(bytes(altered)))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_header(tail: bytes) -> None:
    """Whatever follows the first line, there is an answer or a refusal."""
    for data in (tail, b"age-encryption.org/v1\n" + tail, b"age-encryption.org/v1\n-> scrypt " + tail):
        with contextlib.suppress(EqError):
            assert sealing.stanza(data, "a.eqpack") in ("passphrase", "key")


def test_a_machine_too_fast_for_others_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves that would be refused where it arrives; a moment later it may well succeed."""
    hard = age.finished([f"-> scrypt {age.b64(bytes(16))} 21", age.b64(bytes(32))], bytes(16), b"")
    tries = iter([hard, LIGHT, hard, hard, hard])
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda *_: next(tries))
    assert sealing.seal(SECRET, passphrase=PASSPHRASE) == LIGHT
    with pytest.raises(EqError, match="so fast"):
        sealing.seal(SECRET, passphrase=PASSPHRASE)


@pytest.mark.parametrize("wrong", ["", "age1", RECIPIENT[:-1], RECIPIENT.replace("age1", "AGE1"), IDENTITY, "age1é"])
def test_nothing_is_sealed_to_what_is_no_key(wrong: str) -> None:
    """A spoilt recipient, or the secret half in its place, is refused and not repeated."""
    with pytest.raises(EqError, match="not the public half of a key") as caught:
        sealing.seal(SECRET, recipients=[RECIPIENT, wrong])
    assert "SECRET" not in str(caught.value)


WEAK = (
    bytes(32),
    (1).to_bytes(32, "little"),
    *((age.P + n).to_bytes(32, "little") for n in (-1, 0, 1)),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    bytes(31) + b"\x80",
)


@pytest.mark.parametrize("point", WEAK, ids=range(len(WEAK)))
def test_nothing_is_sealed_to_a_point_that_everybody_knows(point: bytes) -> None:
    """A key of low order opens for everybody and makes the library fall over: it is refused as no key."""
    assert age.x25519(bytes(range(32)), point[:31] + bytes([point[31] & 127])) == bytes(32)
    with pytest.raises(EqError, match="not the public half of a key"):
        sealing.seal(SECRET, recipients=[age.recipient(point)])


def test_every_usual_key_is_taken_in_either_case() -> None:
    """The check for weak points lets real keys pass; capitals are a spelling of the same key."""
    assert age.recipient(age.bech32(RECIPIENT)) == RECIPIENT
    for _ in range(20):
        public, _ = sealing.new_identity()
        assert sealing.recipient(public, "a") == sealing.recipient(public.upper(), "a") == public


def test_sealing_needs_exactly_one_way() -> None:
    """To seal with nothing, or with both, is a mistake of the program and not of the person."""
    with pytest.raises(ValueError, match="either"):
        sealing.seal(SECRET)
    with pytest.raises(ValueError, match="either"):
        sealing.seal(SECRET, passphrase=PASSPHRASE, recipients=[RECIPIENT])
    with pytest.raises(EqError, match="empty"):
        sealing.seal(SECRET, passphrase="  ")
    with pytest.raises(EqError, match="too large"):
        sealing.seal(bytes(sealing.MAX_SEALED), recipients=[RECIPIENT])


def test_two_seals_of_the_same_are_never_alike() -> None:
    """Nobody can tell from two files that they hold the same."""
    again = sealing.seal(SECRET, recipients=[RECIPIENT])
    assert hashlib.sha256(again).digest() != hashlib.sha256(TO_KEY).digest()
    assert b"secret sentence" not in again

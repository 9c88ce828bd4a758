"""A key file brings a key and a name from one person to another, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any

import age_by_spec as age
import pytest

from eq.coach.reply import KeyFile
from eq.errors import EqError
from eq.exchange import keys, sealing

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
RECIPIENT = age.recipient(age.x25519(bytes(range(32)), (9).to_bytes(32, "little")))
GOOD = keys.key_file_bytes(RECIPIENT, "Zoë Ábel", AT)


def changed(**more: Any) -> bytes:
    return json.dumps(json.loads(GOOD) | more).encode()


def test_a_key_file_comes_back_as_it_went() -> None:
    """What a coach hands out is what a client reads, in a file a person can look into."""
    assert keys.read_key_file(GOOD, "a") == KeyFile(recipient=RECIPIENT, name="Zoë Ábel", made_at=AT)
    assert keys.read_key_file(b"\xef\xbb\xbf" + GOOD, "a").recipient == RECIPIENT
    assert json.loads(GOOD) == {
        "format": "eq-key",
        "version": 1,
        "recipient": RECIPIENT,
        "name": "Zoë Ábel",
        "made_at": "2026-11-21T09:00:00Z",
    }


def test_a_name_is_made_fit_for_one_line() -> None:
    """Line breaks, half signs and endless names do not travel; capitals of a recipient are one spelling of it."""
    found = keys.read_key_file(keys.key_file_bytes(RECIPIENT.upper(), " a\n b\ud800 " + "x" * 500, AT), "a")
    assert found.name == ("a b? " + "x" * 500)[:200]
    assert found.recipient == RECIPIENT


WRONG = {
    "newer": (changed(version=2), "made by a newer EQ Reflect"),
    "older": (changed(version=0), "made by an older EQ Reflect"),
    "no version": (changed(version="1"), "in which version"),
    "a report": (changed(format="eq-report"), "not a key file"),
    "weak": (changed(recipient=age.recipient(bytes(32))), "not the public half"),
    "check sum": (changed(recipient=RECIPIENT[:-1] + ("q" if RECIPIENT[-1] != "q" else "p")), "not the public half"),
    "capitals": (changed(recipient=RECIPIENT.upper()), "recipient"),
    "secret half": (changed(recipient="AGE-SECRET-KEY-1SECRET"), "recipient"),
    "another kind": (changed(recipient="ssh-ed25519 AAAA"), "recipient"),
    "line break": (changed(recipient=RECIPIENT + "\n"), "recipient"),
    "long name": (changed(name="secret" * 34), "name"),
    "too large": (changed(name="secret" * 2_000_000), "too large for a key file"),
    "naive": (changed(made_at="2026-11-21T09:00:00"), "made_at"),
    "stranger": (changed(identity="AGE-SECRET-KEY-1SECRET"), "does not belong"),
    "cut off": (GOOD[:-10], "cut off"),
    "empty": (b"", "cut off"),
    "list": (b"[]", "not a key file"),
    "bare": (RECIPIENT.encode(), "no JSON"),
    "binary": (bytes(range(256)), "no text in UTF-8"),
    "deep": (b"[" * 60_000, "nested far too deeply"),
    "doubled": (GOOD.replace(b'"version": 1', b'"version": 1, "version": 1'), "there twice"),
    "endless": (GOOD.replace(b'"version": 1', b'"version": ' + b"9" * 5_000), "absurd length"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_key_file_is_refused(name: str) -> None:
    """One problem each, with what to do, and without a word of what stands in the file."""
    data, said = WRONG[name]
    with pytest.raises(EqError) as caught:
        keys.read_key_file(data, "a.eqkey")
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert "SECRET" not in str(problem).upper()
    assert problem.remedy.endswith(".")


def test_a_key_file_cut_off_anywhere_is_refused() -> None:
    """No beginning of it passes for the whole (a lost line break at the end is no loss)."""
    for length in range(len(GOOD) - 2):
        with pytest.raises(EqError):
            keys.read_key_file(GOOD[:length], "a")


def test_a_fingerprint_can_be_compared_aloud() -> None:
    """Four groups of four signs that sound and look different, another for every key, the same for one key."""
    found = keys.fingerprint(RECIPIENT)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){3}", found)
    usual = base64.b32encode(hashlib.sha256(RECIPIENT.encode()).digest()[:10]).decode()
    signs = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert found.replace(" ", "") == usual.translate(signs)
    assert found == keys.fingerprint(f" {RECIPIENT.upper()}\n")
    others = {keys.fingerprint(sealing.new_identity()[0]) for _ in range(30)}
    assert len(others | {found}) == 31

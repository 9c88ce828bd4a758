"""Files that were kept: good ones open the same for ever, spoilt ones are refused in the very words beside them."""

from __future__ import annotations

from pathlib import Path

import age_by_spec as age
import pytest
from packet_parts import AT, reply

from eq.coach.reply import KeyFile, Reply
from eq.errors import EqError
from eq.exchange import keys, opening, packets, sealing

FOLDER = Path(__file__).parents[1] / "data" / "packets"
PASSPHRASE = "four calm otters swim"
IDENTITY = "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG"
RECIPIENT = age.recipient(age.x25519(bytes(range(32)), (9).to_bytes(32, "little")))
TOLD = dict(line.split("\t") for line in (FOLDER / "expected.tsv").read_text("utf-8").splitlines())


def opened(path: Path) -> Reply | KeyFile:
    data = path.read_bytes()
    if path.suffix == ".eqkey":
        return keys.read_key_file(data, path.name)
    inside = sealing.unseal(data, path.name, passphrase=PASSPHRASE, identities=[IDENTITY])
    return packets.read_reply(inside, path.name)


def test_kept_files_open_as_they_did() -> None:
    """What was sealed once by another reading of the format, and by the library, is the same answer today."""
    assert opened(FOLDER / "reply-by-passphrase.eqpack") == reply()
    assert opened(FOLDER / "reply-by-key.eqpack") == reply()
    assert opened(FOLDER / "coach.eqkey") == KeyFile(recipient=RECIPIENT, name="Zoë Ábel", made_at=AT)
    assert opening.kind((FOLDER / "reply-by-key.eqpack").read_bytes()) == "packet"
    assert opening.kind((FOLDER / "coach.eqkey").read_bytes()) == "key"


@pytest.mark.parametrize("name", TOLD)
def test_spoilt_files_are_refused_in_these_words(name: str) -> None:
    """One problem each; its words stand in a list, so that a change of wording is seen."""
    with pytest.raises(EqError) as caught:
        opened(FOLDER / name)
    (problem,) = caught.value.problems
    assert str(problem) == TOLD[name]


def test_every_kept_file_is_used() -> None:
    """No file lies there for nothing."""
    good = {"reply-by-passphrase.eqpack", "reply-by-key.eqpack", "coach.eqkey", "expected.tsv"}
    assert {one.name for one in FOLDER.iterdir()} == good | TOLD.keys()

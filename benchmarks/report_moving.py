"""A report on its way: packets, verifying, moving house; what report.py measures second."""

from __future__ import annotations

import secrets
import statistics
from pathlib import Path

from processes import WHOLE, Found, Parts, Stopwatch, child, serve
from sides import spread

PASSPHRASE = "four quite unrelated words"
TOLD = {
    "packet": "A packet",
    "verify": "Verifying, as eq verify does",
    "moving": "Everything out, and into an empty workspace",
}


def measure(folder: Path, rounds: int) -> None:
    from made_report import made_report

    from eq.actions import reporting
    from eq.exchange.packets import packet_bytes

    report = made_report(folder / "me.eq")
    (folder / "report.json").write_bytes(reporting.written(report, "json"))
    html, pdf = (reporting.written(report, fmt) for fmt in ("html", "pdf"))
    (folder / "packet.zip").write_bytes(packet_bytes(report, html, pdf))
    for side in SIDES:
        child(__file__, side, folder, imported=False)  # what is imported, for the runs that are measured
    found: dict[str, list[Found]] = {side: [] for side in SIDES}
    for turn in range(rounds):
        for side in list(SIDES) if turn % 2 else list(SIDES)[::-1]:
            found[side].append(child(__file__, side, folder, imported=True))
    packet, everything = ((folder / name).stat().st_size / 1e6 for name in ("packet.zip", "everything.zip"))
    print(f"On its way; {rounds} runs; a packet of {packet:.1f} MB, everything {everything:.1f} MB")
    for side, what in TOLD.items():
        print(f"{what}; most memory {statistics.median(one['peak'] for one in found[side]):.0f} MB")
        for part in (key for key in found[side][0] if key not in WHOLE):
            print(f"  {part:52} {spread(sorted(one[part] for one in found[side]), 2)} s")


# What runs in a process of its own


def side_packet(folder: Path) -> Parts:
    from eq.exchange.packets import read_packet
    from eq.exchange.sealing import new_identity, seal, unseal

    whole = (folder / "packet.zip").read_bytes()
    recipient, identity = new_identity()
    clock = Stopwatch()
    to_key = seal(whole, recipients=[recipient])
    clock.lap("sealed to a key")
    inside = unseal(to_key, "packet", identities=[identity])
    clock.lap("unsealed with the key")
    read_packet(inside, "packet")
    clock.lap("read and checked")
    nothing = seal(b".", passphrase=PASSPHRASE)
    clock.lap("scrypt, sealing a single byte")
    unseal(nothing, "packet", passphrase=PASSPHRASE)
    clock.lap("scrypt, unsealing a single byte")
    by_word = seal(whole, passphrase=PASSPHRASE)
    clock.lap("sealed with a passphrase, scrypt in it")
    unseal(by_word, "packet", passphrase=PASSPHRASE)
    clock.lap("unsealed with the passphrase, scrypt in it")
    return clock.parts


def side_verify(folder: Path) -> Parts:
    from eq.actions import verifying

    clock = Stopwatch()
    report, check = verifying.verify(folder / "report.json")
    clock.lap(f"{check.numbers:,} numbers worked out again")
    assert check.status == "yes", verifying.text(report, check)
    return clock.parts


def side_moving(folder: Path) -> Parts:
    from eq.actions import moving
    from eq.store.workspace import Workspace

    clock = Stopwatch()
    data = moving.export(Workspace(folder / "me.eq"))
    clock.lap("exported")
    moved = moving.import_all(Workspace(folder / f"{secrets.token_hex(4)}.eq"), data, "everything.zip")
    clock.lap(f"imported, {moved.rows:,} rows")
    (folder / "everything.zip").write_bytes(data)
    return clock.parts


SIDES = {"packet": side_packet, "verify": side_verify, "moving": side_moving}

if __name__ == "__main__":
    serve(SIDES)

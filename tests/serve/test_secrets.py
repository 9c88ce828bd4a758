"""The secrets beside the workspace: private, lasting 30 days, never half-written."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eq.errors import EqError
from eq.serve import running, secrets

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
posix = pytest.mark.skipif(os.name == "nt", reason="the profile folder's rights guard the file on Windows")


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    return secrets.beside(tmp_path / "me.eq").gate


def test_the_files_lie_beside_the_workspace_under_its_name(tmp_path: Path) -> None:
    found = secrets.beside(tmp_path / "a client.eq").all
    assert [path.name for path in found] == ["a client.eq.gate", "a client.eq.running", "a client.eq.lock"]
    assert {path.parent for path in found} == {tmp_path}


def test_the_first_secrets_are_two_unrelated_ones_and_are_read_back(gate: Path) -> None:
    made = secrets.fresh(gate, NOW)
    assert len({made.cookie, made.signing}) == 2
    assert len(made.cookie) == len(made.signing) == 64
    assert secrets.read(gate) == made
    assert made == secrets.Secrets(made.cookie, made.signing, NOW, None)


@posix
def test_the_file_is_for_the_owner_alone_whatever_the_umask(gate: Path) -> None:
    before = os.umask(0)
    try:
        secrets.fresh(gate, NOW)
    finally:
        os.umask(before)
    assert gate.stat().st_mode & 0o777 == 0o600


def test_they_last_thirty_days_and_the_port_outlives_them(gate: Path) -> None:
    made = secrets.remember_port(gate, secrets.fresh(gate, NOW), 8765)
    assert secrets.fresh(gate, NOW + timedelta(days=29, hours=23)) == made
    renewed = secrets.fresh(gate, NOW + timedelta(days=30))
    assert renewed.cookie != made.cookie
    assert renewed.signing != made.signing
    assert renewed.port == 8765
    assert secrets.read(gate) == renewed


def test_they_are_renewed_on_demand(gate: Path) -> None:
    made = secrets.fresh(gate, NOW)
    assert secrets.fresh(gate, NOW, renew=True).cookie != made.cookie


@posix
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_secrets_that_others_could_read_are_not_trusted(gate: Path, mode: int) -> None:
    made = secrets.fresh(gate, NOW)
    gate.chmod(mode)
    assert secrets.read(gate) is None
    assert secrets.fresh(gate, NOW).cookie != made.cookie
    assert gate.stat().st_mode & 0o777 == 0o600


@posix
def test_a_link_or_a_pipe_in_their_place_is_not_followed(gate: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    made = secrets.fresh(other, NOW)
    gate.symlink_to(other)
    assert secrets.read(gate) is None
    secrets.fresh(gate, NOW, renew=True)
    assert secrets.read(other) == made
    gate.unlink()
    os.mkfifo(gate, 0o600)
    assert secrets.read(gate) is None


def entry(**changed: Any) -> str:
    whole = {"format": "eq-gate", "version": 1, "created": NOW.isoformat(), "port": None}
    return json.dumps(whole | {"cookie": "a" * 64, "signing": "b" * 64} | changed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "null",
        "{",
        entry(version=2),
        entry(format="eq-running"),
        entry(cookie=""),
        entry(cookie="A" * 64),
        entry(signing="é" * 64),
        entry(signing=None),
        entry(created="yesterday"),
        entry(created=5),
        entry(port="x"),
        entry(port=[1]),
        entry(padding="x" * 5000),
    ],
)
def test_a_damaged_file_is_replaced_and_never_an_error(gate: Path, text: str) -> None:
    gate.write_text(text)
    gate.chmod(0o600)
    assert secrets.read(gate) is None
    assert secrets.read(gate) is None
    assert len(secrets.fresh(gate, NOW).cookie) == 64


def test_the_control_for_the_damaged_files_is_whole(gate: Path) -> None:
    gate.write_text(entry())
    gate.chmod(0o600)
    assert secrets.read(gate) == secrets.Secrets("a" * 64, "b" * 64, NOW, None)


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any bytes"
    path.write_bytes(raw)
    path.chmod(0o600)
    assert secrets.read(path) is None
    assert running.read(path) is None


def test_a_folder_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EqError, match="Nothing can be written"):
        secrets.fresh(tmp_path / "file" / "me.eq.gate", NOW)


def test_writing_leaves_no_draft_behind_even_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "x").write_text("")
    with pytest.raises(EqError):
        secrets.write_private(tmp_path / "taken", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_the_vault_takes_up_a_renewal_and_counts_it(gate: Path) -> None:
    vault = secrets.Vault(gate, secrets.fresh(gate, NOW))
    first = vault.current()
    secrets.remember_port(gate, first, 9000)
    assert vault.current().port == 9000
    assert vault.generation == 0
    renewed = secrets.fresh(gate, NOW, renew=True)
    assert vault.current() == renewed
    assert vault.generation == 1


def test_the_vault_keeps_what_it_knows_while_the_file_is_gone_or_damaged(gate: Path) -> None:
    vault = secrets.Vault(gate, secrets.fresh(gate, NOW))
    first = vault.current()
    gate.unlink()
    assert vault.current() == first
    gate.write_text("{")
    assert vault.current() == first
    assert vault.generation == 0


def test_the_state_of_another_run_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "me.eq.running"
    ours, theirs = running.new(8765), running.new(8765)
    assert ours.instance != theirs.instance
    running.write(path, theirs)
    running.remove(path, ours)
    assert running.read(path) == theirs
    running.remove(path, theirs)
    assert not path.exists()
    running.remove(path, theirs)


@pytest.mark.parametrize("port", [0, 65536, -1, "x"])
def test_a_state_with_no_possible_port_is_no_state(tmp_path: Path, port: object) -> None:
    path = tmp_path / "me.eq.running"
    running.write(path, running.new(8765))
    assert running.read(path) is not None
    path.write_text(json.dumps(json.loads(path.read_text()) | {"port": port}))
    assert running.read(path) is None


def test_only_one_holds_the_lock(tmp_path: Path) -> None:
    first, second = running.Lock(tmp_path / "lock"), running.Lock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    first.free()
    assert second.take()
    second.free()


def test_nobody_answers_on_a_port_that_is_free(free_port: int, gate: Path) -> None:
    assert not running.is_alive(running.new(free_port), secrets.fresh(gate, NOW))

"""The description of the files we write says what the files hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from eq.coach import reply, report
from eq.exchange import archive_members, documents, keys, manifests, packets, reports, sealing, tables, zips

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
PARTS = {part.split("\n", 1)[0]: part for part in TEXT.split("\n## ")}


def named(part: str) -> set[str]:
    """Every word that the part sets in code."""
    return {word for code in re.findall(r"`([^`]+)`|```(?:json|text)\n(.*?)```", PARTS[part], re.DOTALL)
            for word in re.findall(r"\w+", "".join(code))}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "model"),
    [
        *[
            ("report.json", getattr(report, name))
            for name in (
                "Report", "Cover", "Section", "ScoreRow", "ChangeRow", "Compared", "SittingRecord", "Given",
                "Paragraph", "Heading", "Bullets", "Facts", "Table", "Column", "Figure", "Quote", "Questions",
                "Question",
            )
        ],
        ("Answer", reply.Reply),
        ("Answer", reply.SharedNote),
        ("Key file", reply.KeyFile),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)  # fmt: skip
def test_every_field_is_described(part: str, model: type[BaseModel]) -> None:
    """A field that is added to a format is added to its description."""
    assert set(model.model_fields) <= named(part)


def test_the_manifest_of_an_export_is_described() -> None:
    """Its keys, as they stand in the file."""
    fields = {field.alias or name for name, field in manifests.Manifest.model_fields.items()}
    assert fields | set(manifests.TableFacts.model_fields) <= named("The export of everything")


def test_the_sections_of_a_report_are_named_in_their_order() -> None:
    """All of them."""
    assert f"`{', '.join(report.SECTION_IDS)}`" in TEXT
    assert set(get_args(report.Role)) <= named("report.json")


def test_formats_versions_and_limits_are_those_of_the_code() -> None:
    """A limit that is changed is changed in the description."""
    for form, version in (
        (manifests.FORMAT, manifests.VERSION),
        (report.FORMAT, report.VERSION),
        (packets.FORMAT, packets.VERSION),
        (reply.REPLY_FORMAT, reply.VERSION),
        (reply.KEY_FORMAT, reply.VERSION),
    ):
        assert form in TEXT
        assert version == 1
    assert f"a row over {tables.LONGEST_ROW >> 20} MiB" in TEXT
    assert f"{(archive_members.MAX_UNPACKED + 1) >> 30} GiB unpacked" in TEXT
    assert f"more than {zips.MAX_RATIO} times" in TEXT.replace("\n", " ")
    assert f"{reports.MAX_BYTES >> 20} MiB and {documents.MAX_DEPTH} levels" in TEXT.replace("\n", " ")
    assert f"work factor above {sealing.MAX_WORK}" in TEXT
    assert f"At most {sealing.MAX_SEALED >> 20} MiB sealed" in TEXT
    assert f"each at most {zips.MAX_MEMBER >> 20} MiB" in TEXT
    assert f"at most {reply.MAX_NOTES:,}" in TEXT
    assert f"at most {reply.MAX_QUESTIONS}" in TEXT
    assert len(keys.fingerprint("age1")) == len("7KQ2 M9XD T4WZ 1HBC")

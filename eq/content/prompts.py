"""The questions that a person may write by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict

from eq.content import fields, strict
from eq.content.findings import Findings
from eq.content.records import Firsts, file_list, own_id
from eq.content.strict import Node
from eq.reflect.competencies import COMPETENCIES, Competency

PromptGroup = Literal["evening", "general", "preparation"]
PROMPT_GROUPS: tuple[PromptGroup, ...] = get_args(PromptGroup)

_NAME = "{name}"
_MOST_PROMPTS = 500


class Prompt(BaseModel):
    """One question; ``closing`` marks one to end on. Show ``asked(...)``, not ``text``, which may hold a gap."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    group: PromptGroup
    competency: Competency
    text: str
    closing: bool = False

    def asked(self, name: str = "") -> str:
        """The question as it is shown to the person called ``name``; without a name it reads as well."""
        if name.strip():
            return self.text.replace(_NAME, name.strip())
        plain = self.text.replace(f"{_NAME}, ", "")
        return plain[:1].upper() + plain[1:]


@cache
def prompts() -> tuple[Prompt, ...]:
    """The prompts that ship, in the order of the file."""
    path = Path(__file__).with_name("prompts.yaml")
    return read_prompts(path.read_bytes(), path.name)


def in_group(all_prompts: Sequence[Prompt], group: PromptGroup, *, closing: bool | None = None) -> tuple[Prompt, ...]:
    """The prompts of one group; only the closing ones if ``closing``, only the others if it is False."""
    return tuple(one for one in all_prompts if one.group == group and closing in (None, one.closing))


def read_prompts(data: bytes, name: str) -> tuple[Prompt, ...]:
    """The prompts in a file; EqError with every problem, each at ``name:LINE``."""
    found = Findings(name)
    ids, texts = Firsts(), Firsts()
    entries = file_list(found, strict.parse(data, found), "prompts", _MOST_PROMPTS)
    values = [_prompt(found, entry, ids, texts) for entry in entries]
    if found:
        raise found.error()
    return tuple(Prompt.model_validate(value) for value in values)


def _prompt(found: Findings, node: Node, ids: Firsts, texts: Firsts) -> dict[str, Any]:
    values: dict[str, Any] = {}
    required = ("id", "group", "competency", "text")
    for key, value in (fields.keyed(found, node, "The prompt", required, ("closing",)) or {}).items():
        label = f"The prompt's `{key}`"
        if key == "id":
            values[key] = own_id(found, value, label, ids)
        elif key == "group":
            values[key] = fields.choice(found, value, label, PROMPT_GROUPS)
        elif key == "competency":
            values[key] = fields.choice(found, value, label, COMPETENCIES)
        elif key == "closing":
            values[key] = fields.flag(found, value, label)
        else:
            values[key] = _text(found, value, label, texts)
    return values


def _text(found: Findings, node: Node, label: str, texts: Firsts) -> str | None:
    value = fields.text(found, node, label, limit=200)
    if value is None:
        return None
    texts.note(found, node, value)
    rest = value.removeprefix(f"{_NAME}, ")
    if "{" in rest or "}" in rest:
        found.add(node.line, f"{label} has a brace.", f"Only `{_NAME}, ` at the beginning is filled in.")
    return value

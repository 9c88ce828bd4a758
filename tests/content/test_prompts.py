"""The questions to write by."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wording_rules import MOST_WORDS, length, tone

import eq.content.prompts as module
from eq.content.prompts import PROMPT_GROUPS, Prompt, PromptGroup, in_group, prompts, read_prompts
from eq.errors import EqError
from eq.reflect.competencies import COMPETENCIES

SHIPPED = Path(module.__file__).with_name("prompts.yaml").read_text(encoding="utf-8")
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")
OWN_TEN = {
    "general-first-sign": "What did you notice first in your body or voice?",
    "general-in-your-hands": "Which part was in your hands, and which part was not?",
    "general-fair-colleague": "What would a fair colleague have seen?",
    "general-own-need": "Ana, what did you need at that moment?",
    "evening-client-left-with": "What did one of today’s clients leave with?",
    "general-sentence-to-keep": "What is one sentence you would keep?",
    "general-sentence-to-swap": "What is one sentence you would swap?",
    "general-could-have-asked": "What is one guess of yours that a question could test?",
    "general-back-to-normal": "How long until you were back to normal, and what shortened it?",
    "general-repair": "Is there anything to repair, and by when?",
}


@pytest.mark.parametrize(("group", "least"), [("evening", 14), ("general", 16), ("preparation", 10)])
def test_each_group_has_enough_to_choose_from(group: PromptGroup, least: int) -> None:
    """Every group has its prompts, of every competency, and at least two to end on."""
    of_group = in_group(prompts(), group)
    assert len(of_group) >= least
    assert {prompt.competency for prompt in of_group} == set(COMPETENCIES)
    assert len(in_group(prompts(), group, closing=True)) >= 2


def test_a_group_parts_into_closing_prompts_and_others() -> None:
    """Together they are the group, and the closing ones stand last."""
    for group in PROMPT_GROUPS:
        others, closing = (in_group(prompts(), group, closing=flag) for flag in (False, True))
        assert (*others, *closing) == in_group(prompts(), group)


def test_the_ten_of_the_entry_structure_are_among_them() -> None:
    """The questions the entry structure names are there; three are worded so that they take no fault for granted."""
    asked = {prompt.id: prompt.asked("Ana") for prompt in prompts()}
    assert OWN_TEN.items() <= asked.items()


def test_ids_and_texts_are_unique() -> None:
    """No prompt comes twice under another id, and ids are plain words with dashes that name their group."""
    ids = [prompt.id for prompt in prompts()]
    texts = [prompt.asked().casefold() for prompt in prompts()]
    assert len(set(ids)) == len(ids)
    assert len(set(texts)) == len(texts)
    for prompt in prompts():
        assert KEBAB.fullmatch(prompt.id)
        assert prompt.id.startswith(f"{prompt.group}-")


@pytest.mark.parametrize("prompt", prompts(), ids=lambda prompt: prompt.id)
def test_a_prompt_is_one_kind_concrete_question(prompt: Prompt) -> None:
    """One question a prompt, short, about what and not about why, without blame, praise or absolutes."""
    text = prompt.asked()
    assert text.endswith("?")
    assert text.count("?") == 1
    assert length(text) <= MOST_WORDS
    assert tone(text) == []
    assert "why" not in text.lower()
    assert re.match(r"(What|Which|Who|How long|Is there)\b", text)


def test_the_name_is_filled_in_as_it_is() -> None:
    """A name with signs of its own stays as it is; without a name, or with blanks only, the gap closes."""
    (prompt,) = (one for one in prompts() if "{name}" in one.text)
    assert prompt.asked("  {name} <b>") == "{name} <b>, what did you need at that moment?"
    assert prompt.asked() == prompt.asked("   ") == "What did you need at that moment?"
    assert all("{" not in one.asked() for one in prompts())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("version: 1", "version: 2", "`version` is 2. Write 1."),
        ("group: evening,", "group: evenings,", "`group` is `evenings`. Did you mean `evening`?"),
        ("competency: self-awareness,", "competency: self-aware,", "is `self-aware`. Did you mean `self-awareness`?"),
        ("id: evening-feeling", "id: evening-moment", "`evening-moment` is there twice, first on line 8."),
        (
            '"What is one thing from today to keep?"',
            '"what did one of today’s clients leave with?"',
            "is there twice, first on line",
        ),
        ("closing: true", "closing: yess", "`closing` is `yess`. Write true or false, without quotes."),
        ('text: "What moment of today stays with you, in one line?"', "text: no", "`no`, which YAML reads as false."),
        ('"{name}, what did you', '"What did {name}', "`text` has a brace."),
        ("id: general-camera", "idd: general-camera", "unknown key `idd`. Did you mean `id`?"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_line(old: str, new: str, problem: str) -> None:
    """The file is read as strictly as a questionnaire."""
    with pytest.raises(EqError) as raised:
        read_prompts(SHIPPED.replace(old, new, 1).encode(), "prompts.yaml")
    (found,) = raised.value.problems
    line = SHIPPED[: SHIPPED.index(old)].count("\n") + 1
    assert found.where == f"prompts.yaml:{line}"
    assert problem in str(found)


def test_all_slips_are_told_at_once() -> None:
    """Three slips are three problems, in line order."""
    text = SHIPPED.replace("group: evening", "group: x", 1).replace("group: general", "group: y", 1)
    with pytest.raises(EqError) as raised:
        read_prompts(text.replace("closing: true", "closing: 1", 1).encode(), "p")
    lines = [int(problem.where.partition(":")[2]) for problem in raised.value.problems]
    assert len(lines) == 3
    assert lines == sorted(lines)


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda tail: f"version: 1\nprompts: {tail}".encode()))
)
def test_garbage_gives_a_clear_error_or_prompts(data: bytes) -> None:
    """Whatever the bytes, only an EqError is raised, and no list comes out empty."""
    with contextlib.suppress(EqError):
        assert read_prompts(data, "p")


@pytest.mark.parametrize(
    "text",
    [
        "What should you have said?",
        "Why are you upset?",
        "What do you always do?",
        "What does your anxiety tell you?",
        "What went great?",
        "What are you ashamed of?",
        "What did you realize?",
        "What behavior helped?",
    ],
)
def test_the_rules_of_tone_find_what_breaks_them(text: str) -> None:
    """Each rule catches a text that breaks it, and nothing else."""
    assert len(tone(text)) == 1

"""The five competencies, by the ids that tags, prompts and responses use."""

from __future__ import annotations

from typing import Literal, get_args

Competency = Literal["self-awareness", "self-regulation", "motivation", "empathy", "social-skills"]

COMPETENCIES: tuple[Competency, ...] = get_args(Competency)
"""In the order in which they are shown everywhere; the same ids as the scales of the questionnaires."""

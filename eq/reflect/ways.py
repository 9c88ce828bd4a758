"""Ways of responding: what the playbook says of each. The id of a way is the tag that a debrief gives it."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from eq.reflect.competencies import Competency

Stage = Literal["before", "opening", "middle", "limits", "closing", "after"]
"""When in a contact a way is mostly used."""

Grade = Literal["A", "B", "C"]
"""What stands behind a way: A a meta-analysis, B an experiment, C practice without a study."""

STAGES: tuple[Stage, ...] = get_args(Stage)
GRADES: tuple[Grade, ...] = get_args(Grade)

ENDS_CONTACT = "end-contact"
"""The way for abuse and danger: its page begins with the words for that."""


class Way(BaseModel):
    """One way of responding; ``id`` is for good.

    ``fits`` says when, ``steps`` (3 to 5) how, ``say`` three sentences to say, ``brings`` and ``risk`` what can come of
    it, ``avoid`` when not to use it. ``source`` names what ``grade`` stands on; ``neighbours`` are 2 to 4 other ids.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    competency: Competency
    stage: Stage
    fits: str
    steps: tuple[str, ...]
    say: tuple[str, ...]
    brings: str
    risk: str
    avoid: str
    grade: Grade
    source: str
    neighbours: tuple[str, ...]

"""What a coach hands back: an answer to a report, and the key file that packets for them are sealed to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from eq.coach.report import Ident, Line, Long

REPLY_FORMAT: Final = "eq-reply"
KEY_FORMAT: Final = "eq-key"
VERSION: Final = 1

MAX_NOTES, MAX_QUESTIONS = 2_000, 500


def _in_utc(instant: datetime) -> datetime:
    """The same instant in UTC; a year that leaves no room to reckon with is refused."""
    if not 1970 <= instant.year <= 2999:
        raise ValueError("the year is not between 1970 and 2999")
    return instant.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2999, 12, 31))]
Name = Annotated[str, StringConstraints(max_length=200)]
Recipient = Annotated[str, StringConstraints(pattern=r"\Aage1[02-9ac-hj-np-z]{58}\z")]
"""An age recipient (X25519) in its one spelling: small letters."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class SharedNote(_Frozen):
    """A note of the coach's that the client may read. ``made_at``: when it was written, in UTC."""

    id: Ident
    text: Long
    made_at: Instant


class Reply(_Frozen):
    """An answer to one report.

    ``report`` and ``person`` are the ids that stand in the report. ``coach``: the name the coach gave, "" for none.
    ``agreed``: the step that was agreed, "" for none, with the local day it is ``due``. ``next_on``: the local day of
    the next session. ``questions``: those to think about until then, in their order.
    """

    format: Literal["eq-reply"] = REPLY_FORMAT
    version: Literal[1] = VERSION
    id: Ident
    report: Ident
    person: Ident
    coach: Line = ""
    made_at: Instant
    notes: Annotated[tuple[SharedNote, ...], Field(max_length=MAX_NOTES)] = ()
    agreed: Long = ""
    due: Day | None = None
    next_on: Day | None = None
    questions: Annotated[tuple[Line, ...], Field(max_length=MAX_QUESTIONS)] = ()


class KeyFile(_Frozen):
    """The public half of a key: what is sealed to ``recipient`` opens only with the other half, which stays at home.

    ``name`` is what its owner calls themselves, up to 200 characters, "" for none.
    """

    format: Literal["eq-key"] = KEY_FORMAT
    version: Literal[1] = VERSION
    recipient: Recipient
    name: Name = ""
    made_at: Instant

"""The report: everything it says, in words and in numbers, finished before any writer sees it.

Every text in it is plain text: a writer escapes all of it, and none of it is markup. What was not chosen is not in it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from eq.assess.questionnaire import Questionnaire

FORMAT: Final = "eq-report"
VERSION: Final = 1

Copy = Literal["person", "coach"]
"""For whom it is worded: the person (meaning and next step) or a coach (evidence and questions)."""

SectionId = Literal[
    "reading", "profile", "change", "items", "journal", "entries", "promises", "plan", "next", "questions", "limits",
    "appendix",
]  # fmt: skip
SECTION_IDS: Final[tuple[SectionId, ...]] = get_args(SectionId)
"""In the order in which they stand. reading and limits are always there; next is the person's, questions the coach's.
"""

Chosen = Literal["profile", "change", "items", "journal", "entries", "promises", "plan", "appendix"]
CHOSEN: Final[tuple[Chosen, ...]] = get_args(Chosen)
"""The sections a person chooses from."""

FigureKind = Literal["profile", "change", "plane", "words", "triggers", "recovery", "trial", "pulse"]

Line = Annotated[str, StringConstraints(max_length=2_000)]
Long = Annotated[str, StringConstraints(max_length=200_000)]
Hex64 = Annotated[str, StringConstraints(pattern=r"\A[0-9a-f]{64}\z")]
Ident = Annotated[str, StringConstraints(pattern=r"\A[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}\z")]
Day = Annotated[date, Field(ge=date(1970, 1, 1), le=date(2999, 12, 31))]
Instant = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), le=datetime(2999, 12, 31, tzinfo=UTC))]
"""Days and instants that date arithmetic in any zone can carry."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
Role = Literal["plain", "finding", "quiet", "caution"]
"""How a paragraph weighs: the finding of a section, its running text, a caption, or what one has to beware of."""


UnfitError = ValidationError
"""What making any part of a report raises for a text or a number that it cannot hold; it repeats neither."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Paragraph(_Frozen):
    """Running text without line breaks that matter."""

    type: Literal["paragraph"] = "paragraph"
    text: Long
    role: Role = "plain"


class Heading(_Frozen):
    """A heading inside a section (the third level: the report has the first, a section the second)."""

    type: Literal["heading"] = "heading"
    text: Line


class Bullets(_Frozen):
    """A list of short texts."""

    type: Literal["bullets"] = "bullets"
    items: tuple[Long, ...]


class Facts(_Frozen):
    """Pairs of a name and a value."""

    type: Literal["facts"] = "facts"
    rows: tuple[tuple[Line, Long], ...]


class Column(_Frozen):
    """The heading of a column; numbers stand to the right in tabular figures."""

    title: Line
    number: bool = False


class Table(_Frozen):
    """A table; ``caption`` says what it shows, every row has one cell a column."""

    type: Literal["table"] = "table"
    caption: Line
    columns: tuple[Column, ...]
    rows: tuple[tuple[Long, ...], ...]


class Figure(_Frozen):
    """A figure as data: ``columns`` and ``rows`` of the frame its renderer takes, ``options`` what else it needs.

    Cells are text, number or None; a date is ISO text. Nothing that is drawn was typed by a person. ``title`` is one
    sentence that says what it shows, ``caption`` what its marks are and how many answers stand behind them, ``alt`` the
    figure in words, ``table`` the values to read (it may name own words that were let out, and the areas of a form of
    one's own).
    """

    type: Literal["figure"] = "figure"
    kind: FigureKind
    title: Line
    caption: Long
    alt: Long
    columns: tuple[Line, ...]
    rows: tuple[tuple[Line | Finite | int | bool | None, ...], ...]
    options: dict[str, Any] = Field(default_factory=dict)
    table: Table


class Quote(_Frozen):
    """What a person typed, under a label of ours; its line breaks matter."""

    type: Literal["quote"] = "quote"
    label: Line
    text: Long


class Question(_Frozen):
    """A question to talk about: ``rule`` names what led to it, ``because`` says so in words with its numbers."""

    rule: Ident
    text: Line
    because: Line


class Questions(_Frozen):
    """Questions made from this report's own findings."""

    type: Literal["questions"] = "questions"
    items: tuple[Question, ...]


Block = Annotated[
    Paragraph | Heading | Bullets | Facts | Table | Figure | Quote | Questions, Field(discriminator="type")
]


class Section(_Frozen):
    """One part of a report; ``lead`` is its finding in a sentence or two."""

    id: SectionId
    title: Line
    lead: Long = ""
    blocks: tuple[Block, ...] = ()


class Cover(_Frozen):
    """What it is, of whom, for whom and until when.

    ``subject``: the name the person wants on it, "" for none. ``first``..``last``: local days, both counted in.
    ``until``: the last day on which the reader may keep it, None when that was not said. ``masked``: how many names
    were replaced. ``texts``: the kinds of typed text that were let out.
    """

    subject: Line = ""
    copy_for: Copy
    purpose: Line = ""
    recipient: Line = ""
    until: Day | None = None
    first: Day
    last: Day
    made_at: Instant
    zone: Line
    language: Literal["en"] = "en"
    masked: int = 0
    texts: tuple[Line, ...] = ()


class ScoreRow(_Frozen):
    """One scale of one sitting, as `eq list scores` has it; numbers are null unless ``status`` is ok."""

    assessment: Ident
    questionnaire: Line
    taken_at: Instant
    scale: Line
    items: int
    answered: int
    mean: Finite | None
    se: Finite | None
    df: Finite | None
    low95: Finite | None
    high95: Finite | None
    pomp: Finite | None
    status: Line


class ChangeRow(_Frozen):
    """One scale of the one comparison with a verdict, as `eq change` has it, with the two sittings it is between."""

    questionnaire: Line
    before: Ident
    after: Ident
    scale: Line
    items: int
    diff: Finite | None
    se: Finite | None
    t: Finite | None
    df: Finite | None
    p: Finite | None
    p_holm: Finite | None
    detectable: Finite | None
    verdict: Line
    reason: Line | None


class Given(_Frozen):
    """One answer: ``value`` null where the statement does not apply; ``position`` from 0; ``seconds`` may be null."""

    item: Line
    value: int | None
    position: int
    page: int
    seconds: Finite | None


class SittingRecord(_Frozen):
    """One sitting; ``questionnaire`` is the digest of an instrument in the report.

    ``answers`` is None where the person kept the answers back. ``quality`` (open or stands) is None where the person
    kept that to themselves. ``note`` is "" unless typed text of that kind was let out. ``local`` is the day it counts
    for.
    """

    id: Ident
    questionnaire: Hex64
    taken_at: Instant
    zone: Line
    local: Day
    quality: Literal["open", "stands"] | None = None
    note: Long = ""
    answers: tuple[Given, ...] | None = None


class Compared(_Frozen):
    """Which sittings are compared, which scale is tested alone, and whether a plan began with the earlier one.

    ``reference`` are the ids of one sitting, or of both of a double baseline, the earlier first.
    """

    questionnaire: Line
    reference: Annotated[tuple[Ident, ...], Field(min_length=1, max_length=2)]
    latest: Ident
    focus: Line | None = None
    of_plan: bool = False


class Report(_Frozen):
    """All of it. ``person`` is the id of whose report it is; ``reply_to`` the age recipient an answer is sealed to."""

    format: Literal["eq-report"] = FORMAT
    version: Literal[1] = VERSION
    id: Ident
    person: Ident
    reply_to: Line | None = None
    made_with: Line
    cover: Cover
    sections: tuple[Section, ...]
    scores: tuple[ScoreRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    compared: tuple[Compared, ...] = ()
    sittings: tuple[SittingRecord, ...] = ()
    instruments: tuple[Questionnaire, ...] = ()

    @model_validator(mode="after")
    def _each_section_once(self) -> Report:
        ids = [one.id for one in self.sections]
        if len(ids) != len(set(ids)):
            raise ValueError("a section is there twice")
        return self

    def section(self, which: SectionId) -> Section | None:
        """One section, None where it is not in the report."""
        return next((one for one in self.sections if one.id == which), None)

    def document(self) -> dict[str, Any]:
        """The report as JSON values, its digest included; instants end in Z, a missing number is None."""
        whole = self.model_dump(mode="json")
        named = digest(whole)
        return {"format": whole.pop("format"), "version": whole.pop("version"), "digest": named, **whole}


def digest(document: Report | dict[str, Any]) -> str:
    """SHA-256, 64 hex digits, of the canonical JSON of everything but the digest itself."""
    whole = document.model_dump(mode="json") if isinstance(document, Report) else document
    rest = {key: value for key, value in whole.items() if key != "digest"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

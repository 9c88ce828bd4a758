"""A coach's desk: what it knows of each client, and the rules by which it lists and asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

Follows = Literal["yes", "no", "withheld"]
"""Whether the numbers of a report follow from the answers in it; withheld: it holds no answers."""

Done = Literal["yes", "partly", "no"]
DONE: tuple[Done, ...] = get_args(Done)

When = Literal["today", "later", "past", "unplanned"]
"""When the next session of a client is, as seen from a day; past: it was planned for a day that is over."""

LONGEST_LABEL = 80
LONGEST_LINE = 1_000
LONGEST_NOTE = 20_000


@dataclass(frozen=True)
class Client:
    """A client by the coach's own label; ``merged``: the others they turned out to be, by label."""

    person: str
    label: str
    merged: tuple[Client, ...] = ()

    @property
    def persons(self) -> tuple[str, ...]:
        """All ids under which something of this client is kept, their own first."""
        return (self.person, *(one.person for one in self.merged))


@dataclass(frozen=True)
class Row:
    """One line of the Monday list; all dates are local days.

    ``next_on``: the next session as it was planned, which may lie in the past; ``last_session``: the latest one up to
    today. ``unread``: packets not marked as read; ``new_since``: packets opened after the day of the last session,
    all of them without one. ``agreed``: the latest step agreed on, "" for none, with ``due`` and what became of it
    (``done``, None when that was not said); ``overdue``: due before today and nothing said. ``ends``: the last day on
    which the last packet may be kept, None when that was not said; ``ended``: that day is over.
    """

    client: Client
    next_on: date | None
    last_session: date | None
    unread: int
    new_since: int
    agreed: str
    due: date | None
    done: Done | None
    overdue: bool
    ends: date | None
    ended: bool
    packets: int


@dataclass(frozen=True)
class PacketRow:
    """One packet without its contents. ``sender``: the id that stands in it; ``ended``: its consent date is over.

    ``subject``: the name on the report, as the client typed it. ``reply_to``: the age recipient an answer is sealed
    to, "" for none; ``other_key``: it is another one than in the packet of this client that was opened first.
    """

    id: str
    person: str
    sender: str
    made_at: datetime
    first: date
    last: date
    until: date | None
    ended: bool
    subject: str
    reply_to: str
    follows: Follows
    opened_at: datetime
    read_at: datetime | None
    other_key: bool = False

    @property
    def answerable(self) -> bool:
        """Whether it says where an answer is sealed to."""
        return bool(self.reply_to)


@dataclass(frozen=True)
class Note:
    """A coach's note about a client, or about one packet; private unless ``shared``.

    ``sent``: shared, and in an answer since it was last changed. ``undoable``: its last edit can be taken back.
    """

    id: str
    person: str
    packet: str | None
    text: str
    shared: bool
    created_at: datetime
    changed_at: datetime
    undoable: bool = False
    sent: bool = False


@dataclass(frozen=True)
class Asking:
    """A question on the sheet of a session. ``rule``: what in the report led to it, "" for one's own."""

    id: str
    rule: str
    text: str
    because: str
    asked: bool


@dataclass(frozen=True)
class Session:
    """A session on a local day, its questions in order, and the step agreed in it ("" for none)."""

    id: str
    person: str
    packet: str | None
    on: date
    agreed: str
    due: date | None
    done: Done | None
    questions: tuple[Asking, ...]


@dataclass(frozen=True)
class Proposed:
    """A question that a report itself proposes, with the findings that led to it."""

    rule: str
    text: str
    because: str


@dataclass(frozen=True)
class Answered:
    """An answer that was made for a client: when, to which packet (None when that is gone), how many notes."""

    id: str
    person: str
    packet: str | None
    made_at: datetime
    notes: int


def ended(until: date | None, today: date) -> bool:
    """Whether the last day on which something may be kept is over."""
    return until is not None and until < today


def overdue(agreed: str, due: date | None, done: Done | None, today: date) -> bool:
    """Whether a step was due before today and nothing was said of it."""
    return bool(agreed) and done is None and due is not None and due < today


def ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The Monday list: the earliest next session first, without one the most unread first, then by label."""
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.next_on or date.max,
                -row.unread,
                row.client.label.casefold(),
                row.client.person,
            ),
        )
    )


def when(next_on: date | None, today: date) -> When:
    """Where a client stands on the Monday list."""
    if next_on is None:
        return "unplanned"
    return "today" if next_on == today else "later" if next_on > today else "past"


def root(person: str, merged_into: Mapping[str, str]) -> str:
    """The client somebody turned out to be in the end, themselves when they were not merged.

    In a circle, which a file from elsewhere might hold, it is the same one for everybody in it.
    """
    way = [person]
    while (there := merged_into.get(way[-1])) is not None:
        if there in way:
            return min(way[way.index(there) :])
        way.append(there)
    return way[-1]


def groups(labels: Mapping[str, str], merged_into: Mapping[str, str]) -> tuple[Client, ...]:
    """Clients as they are shown: everybody who was merged stands under whom they turned out to be, by label."""
    under: dict[str, list[Client]] = {}
    for person, label in labels.items():
        top = root(person, merged_into)
        under.setdefault(top, [])
        if top != person:
            under[top].append(Client(person, label))
    return tuple(
        Client(top, labels[top], tuple(sorted(others, key=lambda one: (one.label.casefold(), one.person))))
        for top, others in under.items()
        if top in labels
    )


def label_for(subject: str, taken: Iterable[str], fold: Callable[[str], str] = str.casefold) -> str:
    """The label of a new client: the name on their report, or "Client 1", the first number that is free.

    A name that is taken gets a number too, so that two clients can be told apart.
    """
    known = {fold(one) for one in taken}
    wanted = " ".join(subject.split())[:LONGEST_LABEL].strip()
    if wanted and fold(wanted) not in known:
        return wanted
    stem = wanted[: LONGEST_LABEL - 5].strip() or "Client"
    n = 2 if wanted else 1
    while fold(f"{stem} {n}") in known:
        n += 1
    return f"{stem} {n}"


def told_apart(packets: Iterable[PacketRow], first: str) -> tuple[PacketRow, ...]:
    """The packets of one client, those marked that have another key than ``first``, the one that came first ("": none).

    Whoever knows the number of a client can make a report that carries it, with a key of their own in it: an answer
    to that report would open at theirs. What came first is counted by when it was opened here, which no file decides.
    """
    return tuple(replace(one, other_key=bool(first and one.reply_to and one.reply_to != first)) for one in packets)

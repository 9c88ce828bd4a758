"""Journal, episodes and promises of a report, in words that suit both copies: nobody is spoken to, nobody judged."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from eq.reflect.days import MIN_DAYS, Level
from eq.reflect.dynamics import PICKS_LEAST, Variety
from eq.reflect.entry import Kind, Moment, TagKind, TextField
from eq.reflect.insight import Affect, Recovery
from eq.reflect.kept import FEWEST, KeptShare
from eq.reflect.promise import PromiseState, Satisfied
from eq.reflect.responding import MINIMUM, Association, Reason, Verdict
from eq.wording.check_in import energy, pleasantness
from eq.wording.figures import NOT_SHOWN
from eq.wording.insight_figures import minutes_said
from eq.wording.journal import FIELD, KIND, TAG
from eq.wording.plain import between, count, day, listing, multiple, number, short_day, upper_first

JOURNAL, EPISODES, PROMISES = "The journal in numbers", "Episodes", "Promises"
NOTHING_WRITTEN: Final = "No entry was finished in these days, so there is nothing to count."
FEELINGS, WORDS, TRIGGERS = "Feelings over the days", "Feeling words", "What set it off"
ABOUT, RECOVERY, WAYS, TAGS = "Clients and channels", "Recovery", "Ways of responding", "Own tags"
OWN_WORDS: Final = "Feeling words of one’s own"

_KINDS: Final[Mapping[Kind, tuple[str, str]]] = {
    "check-in": ("check-in", "check-ins"),
    "note": ("note", "notes"),
    "debrief": ("debrief", "debriefs"),
    "preparation": ("preparation", "preparations"),
    "feedback": ("piece of feedback", "pieces of feedback"),
}
_WENT_WITH: Final[Mapping[Verdict, str]] = {
    "shorter": "went with shorter recovery in these records",
    "longer": "went with longer recovery in these records",
    "leaning_shorter": "leaning towards shorter recovery",
    "leaning_longer": "leaning towards longer recovery",
    "unclear": "cannot tell",
}
_NO_WORD: Final[Mapping[Reason, str]] = {
    "": "",
    "too_few": "",
    "no_word": "only counted: it protects people",
    "inseparable": "cannot be told apart from how hard the episodes were and when they happened",
}
_OWN: Final[Mapping[TagKind, str]] = {
    "competency": "areas", "trigger": "triggers", "response": "ways", "channel": "channels", "need": "needs",
    "custom": "tags",
}  # fmt: skip
_MOMENTS: Final[Mapping[Moment, str]] = {
    "now": "How it felt", "before": "Felt then", "after": "Felt after", "later": "Felt later",
}  # fmt: skip
_FIELDS: Final[Mapping[TextField, str]] = FIELD | {
    "text": "Text",
    "did": "What was done and said",
    "reported": "Who was told, and what was recorded",
    "label": "The word for them",
    "need": "What they may have needed, in words",
    "helpful": "One helpful thing done",
    "can": "What can be offered",
    "cannot": "What cannot be offered",
    "involve": "Who can be involved",
    "limit": "The limit",
    "opening": "The first sentence",
}
STATES: Final[Mapping[PromiseState, str]] = {
    "open": "open", "kept": "kept", "moved": "moved with agreement", "handed-over": "handed over", "broken": "not kept",
}  # fmt: skip
_SATISFIED: Final[Mapping[Satisfied, str]] = {
    "yes": "yes", "partly": "partly", "no": "no", "not-asked": "not asked",
}  # fmt: skip

NO_FEELINGS: Final = "No entry of these days says how it felt."
NO_WORDS: Final = "No feeling word was chosen in these days."
NO_HARD: Final = "No hard contact was debriefed in these days."
NO_TRIGGER: Final = "No debrief of these days says what set it off."
NO_OTHER: Final = "No other hard contact was debriefed in these days."
NO_RECOVERY: Final = "No debrief of these days says how long recovery took."
HARD_LIMITS: Final = (
    "What stayed is what gets debriefed, so this does not say what clients or channels are like. Rows are not tested "
    "against each other."
)
WAYS_LIMITS: Final = (
    "Hard contacts call for other ways than easy ones. The word beside a way holds how hard an episode was and its "
    "order in time equal; it is an association in these records and no verdict about a way."
)
NO_EPISODES: Final = "None of the episodes that were ticked lies in these days."
NO_PROMISES: Final = "No promise was open in these days."


def tag_kind(kind: TagKind) -> str:
    """What a kind of tag is called in a table."""
    return TAG[kind]


def own(n: int) -> str:
    """What stands for ``n`` words of one's own that are not quoted."""
    return f"words of one’s own ({n})"


def own_tags(kind: TagKind, n: int) -> str:
    """What stands for ``n`` tags of one kind that are not quoted."""
    return f"{_OWN[kind]} of one’s own ({n})"


def wrote(kinds: Mapping[Kind, int]) -> str:
    """How many entries of which kind there are."""
    total = sum(kinds.values())
    said = listing([count(kinds[kind], *_KINDS[kind]) for kind in _KINDS if kinds.get(kind)])
    return f"{count(total, 'entry', 'entries')} in these days: {said}."


def mistreatments(n: int) -> str:
    """How many episodes of mistreatment there are, which are in no other number; "" for none."""
    if not n:
        return ""
    is_ = "is" if n == 1 else "are"
    return f"{count(n, 'episode')} of mistreatment {is_} counted here and {is_} in no other number about hard contacts."


def felt(affect: Affect) -> str:
    """The usual level of both feelings with range and days, or what is missing."""
    levels = (("Pleasantness", affect.pleasantness, pleasantness), ("energy", affect.energy, energy))
    said = [f"{name} {_level(level, word)}" for name, level, word in levels if not math.isnan(level.mean)]
    if said:
        return f"{upper_first('; '.join(said))}. Each runs from −1 to 1, and each day counts once."
    return (
        f"A usual level is shown from {MIN_DAYS} days on; {count(affect.n_days, 'day')} "
        f"{'says' if affect.n_days == 1 else 'say'} how it felt."
    )


def _level(level: Level, word: Callable[[float], str]) -> str:
    ends = list(dict.fromkeys(word(end).removesuffix(" energy") for end in (level.low95, level.high95)))
    return (
        f"was usually {' to '.join(ends)} ({number(level.mean, 2)}, 95 % range "
        f"{between(level.low95, level.high95, 2)}, {count(level.n, 'day')})"
    )


def variety(found: Variety | None, picks: int) -> str:
    """How varied the words are, without a verdict, or why that is not said."""
    if found is None or math.isnan(found.effective):
        return f"How varied they are is shown from {PICKS_LEAST} choices on; there {_are(picks)} {picks}."
    return (
        f"{count(found.labels, 'different word')} in {count(picks, 'choice')}: as varied as {number(found.effective)} "
        "words chosen equally often. More variety is neither better nor worse."
    )


def recovery(found: Recovery) -> str:
    """The middle of the minutes until back to normal, or what is missing; and what is not known."""
    level = found.level
    if math.isnan(level.mean):
        said = f"A usual length is shown from {MIN_DAYS} days on; {count(level.n, 'day')} {_say(level.n)} how long."
    else:
        said = (
            f"Back to normal typically after {minutes_said(level.mean)} (95 % range {minutes_said(level.low95)} to "
            f"{minutes_said(level.high95)}, {count(found.n, 'debrief')} on {count(level.n, 'day')})."
        )
    if found.not_yet:
        said += (
            f" {found.not_yet} {_were(found.not_yet)} not over yet when asked and {_are(found.not_yet)} missing, so "
            "the true times are longer."
        )
    return f"{said} {found.unsaid} {'does' if found.unsaid == 1 else 'do'} not say." if found.unsaid else said


def hard(mean: float, low: float, high: float, days: int) -> str:
    """How hard, 0 to 10, with its range, or the days it rests on while they are too few."""
    if math.isnan(mean):
        return f"{NOT_SHOWN}: {days} of {MIN_DAYS} days"
    return f"{number(mean)} ({between(low, high)}), {count(days, 'day')}"


def minutes(mean: float, low: float, high: float, days: int) -> str:
    """Until back to normal, with its range, or the days it rests on while they are too few."""
    if math.isnan(mean):
        return f"{NOT_SHOWN}: {days} of {MIN_DAYS} days"
    return f"{minutes_said(mean)} ({minutes_said(low)} to {minutes_said(high)}), {count(days, 'day')}"


def others(n: int) -> str:
    """The row that those share who have none of their own."""
    return f"{count(n, 'other')} together"


HARD_COLUMNS: Final = ("Debriefs", "How hard, 0 to 10", "Recovery")
WAY_COLUMNS: Final = ("Way of responding", "Used", "Said to have worked", "Recovery", "Times the minutes")


def hard_caption(what: str, total: int) -> str:
    """What a table of hard contacts shows."""
    return f"{what}: {count(total, 'debrief')} in all; means over days with their 95 % range, from {MIN_DAYS} days on"


def way_caption(tested: int, episodes: int) -> str:
    """What the table of ways shows, and how many were tested together."""
    tests = f"{count(tested, 'way')} tested together (Holm)" if tested else "none tested yet"
    return f"Ways used in debriefs; recovery over {count(episodes, 'episode')} of which it is known, {tests}"


def worked(yes: int, partly: int, no: int, unsaid: int) -> str:
    """What was said of whether a way worked."""
    said = [f"{n} {word}" for n, word in ((yes, "yes"), (partly, "partly"), (no, "no"), (unsaid, "not said")) if n]
    return ", ".join(said)


def went_with(row: Association | None) -> str:
    """What a way went with, or why there is no word about it."""
    if row is None:
        return f"{NOT_SHOWN}: from {MINIMUM} episodes with it and {MINIMUM} without it on"
    if row.verdict is not None:
        few = "; fewer than three clients" if row.few_clients else ""
        return f"{_WENT_WITH[row.verdict]} ({row.n_with} with it, {row.n_without} without{few})"
    if row.reason == "too_few":
        return f"{NOT_SHOWN}: {row.n_with} with it, {row.n_without} without; from {MINIMUM} each on"
    return _NO_WORD[row.reason]


def ratio(row: Association | None) -> str:
    """How many times the minutes it took with it, with its range; "" where that is not known."""
    if row is None or row.verdict is None:
        return ""
    return f"{multiple(row.ratio)} ({multiple(row.low95)} to {multiple(row.high95)})"


def episode(kind: Kind, on: date) -> str:
    """The heading of one episode."""
    return f"{KIND[kind]}, {day(on)}"


def episodes(n: int) -> str:
    """How many episodes were let out."""
    return f"{count(n, 'episode')} that {'was' if n == 1 else 'were'} chosen one by one, oldest first."


def field(name: TextField) -> str:
    """What a text of an episode is called."""
    return _FIELDS[name]


def moment(name: Moment) -> str:
    """When a feeling was felt."""
    return _MOMENTS[name]


CLIENT, SEVERITY, INTERACTION, AFTERWARDS = "With", "How hard it was", "Kind of interaction", "Afterwards"

PROMISE_COLUMNS: Final = ("Made", "What", "To whom", "Due", "What became of it")


def promises(n: int, open_: int, late: int) -> str:
    """How many promises there were in these days, and how many are past their day."""
    past = f", {late} of them past the day" if late else ""
    return f"{count(n, 'promise')} open at some time in these days; {open_} open on the last of them{past}."


def kept(found: KeptShare) -> str:
    """The kept share with its range, or why it is not shown."""
    if found.share is None or found.low95 is None or found.high95 is None:
        return f"A kept share is shown from {FEWEST} promises kept or not kept on; there {_are(found.of)} {found.of}."
    share, low, high = (f"{100 * value:.0f}" for value in (found.share, found.low95, found.high95))
    return (
        f"{found.kept} of {found.of} were kept: {share} % (95 % range for the usual share {low} to {high} %). Open, "
        "moved and handed-over ones are not counted."
    )


def kept_late(n: int) -> str:
    """How many were kept after their day; "" for none."""
    return f"{n} of those kept {'was' if n == 1 else 'were'} kept after the day it was due." if n else ""


def satisfied(counts: Mapping[Satisfied, int]) -> str:
    """What was said of whether people were satisfied; "" where nothing was."""
    said = [f"{counts[one]} {word}" for one, word in _SATISFIED.items() if counts.get(one)]
    return f"Whether the other was satisfied, as far as it was noted: {listing(said)}." if said else ""


def promise_caption(shown: int, total: int) -> str:
    """What the table of promises shows."""
    return "The promises of these days, the newest first" + (f": {shown} of {total}" if shown < total else "")


def became(state: PromiseState, on: date | None, reason: str) -> str:
    """What became of a promise; ``reason`` may hold what the person typed."""
    said = f"{STATES[state]}{f' on {short_day(on)}' if on else ''}"
    return f"{said}: {reason}" if reason else said


def own_words_caption(picks: int, shown: int, total: int) -> str:
    """What the table of own feeling words shows."""
    some = f", the {shown} used most" if shown < total else ""
    return f"{OWN_WORDS}: {count(total, 'word')} in {count(picks, 'choice')}{some}"


def own_tags_caption(shown: int, total: int) -> str:
    """What the table of own tags shows."""
    some = f", the {shown} used most" if shown < total else ""
    return f"Triggers, channels, needs and tags of one’s own: {total}{some}"


def pooled(words: int, tags: int) -> str:
    """That what was typed is counted and not quoted; "" where there is none."""
    parts = [count(n, one) for n, one in ((words, "feeling word"), (tags, "tag")) if n]
    are = "is" if words + tags == 1 else "are"
    return f"{upper_first(listing(parts))} of one’s own {are} counted and not quoted." if parts else ""


MISSING: Final[Mapping[str, str]] = {
    "felt": "A usual level of feelings, in days with a feeling",
    "words": "How varied the feeling words are, in choices of a word",
    "recovery": "A usual length of recovery, in days with a recovery time",
    "kept": "A kept share, in promises kept or not kept",
}
"""A number that is not shown yet, and what it is missing some of."""


def _are(n: int) -> str:
    return "is" if n == 1 else "are"


def _were(n: int) -> str:
    return "was" if n == 1 else "were"


def _say(n: int) -> str:
    return "says" if n == 1 else "say"

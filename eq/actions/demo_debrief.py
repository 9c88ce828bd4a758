"""Debriefs of a made-up history, with what was promised in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from eq.actions import demo_words as words
from eq.actions import ways
from eq.actions.demo_draw import Draw, midnight
from eq.actions.demo_notes import LATER
from eq.content.debrief import Chip, debrief
from eq.reflect.entry import Entry, Episode, Tag, TextField, Worked
from eq.reflect.promise import Commitment, PromiseState, Satisfied

_FACE = ("queue", "held up", "pointed", "showed me", "looked round", "in front of me", "hit the", "handed")
_WRITTEN = {"message-flood"}
USUAL: dict[str, float] = {
    "listen-without-interrupting": 0.0, "stay-calm": -0.2, "say-what-can-be-done": 0.0, "paraphrase": -0.9,
    "agree-next-step": -0.3, "plain-words": 0.1, "apologise-with-repair": -0.2, "offer-options": 0.0,
    "name-the-feeling": -0.5, "open-questions": 0.1, "open-about-limits": 0.2, "steer-to-solutions": 0.3,
    "ask-good-outcome": -0.4, "say-no": 0.4, "find-root-cause": 0.0, "set-expectations": 0.0,
    "validate-without-agreeing": -0.1, "involve-senior": 0.2, "set-boundary": 0.1, "recover-afterwards": -0.4,
}  # fmt: skip
"""Ways this person responds, the most usual first, and what each adds to log2 of the minutes until back to normal."""
_SAFE = ("end-contact", "set-boundary", "document-neutrally")
_FATES = (*["kept"] * 15, "moved", "moved", "handed-over", "handed-over", "broken")
"""What becomes of twenty promises."""
_SATISFIED: tuple[Satisfied | None, ...] = ("yes", "yes", "yes", "partly", "no", "not-asked", None)
_HARDEST = 9


class Debriefs:
    """Makes debriefs; ``zone`` is where the person lives."""

    def __init__(self, draw: Draw, zone: ZoneInfo) -> None:
        self.draw, self.zone, self.content = draw, zone, debrief()

    def usual(self, at: datetime, share: float, *, hardest: int = _HARDEST) -> Entry:
        """One debrief of an ordinary hard contact; ``share`` 0..1 is how much of the history has passed."""
        draw = self.draw
        trigger = draw.one(self.content.triggers).id
        thing = draw.one(words.THINGS)
        happened = draw.told(words.HAPPENED[trigger], thing)
        severity = min(hardest, max(1, round(draw.normal(5.0 - 0.6 * share, 1.8))))
        channel = self._channel(trigger, happened)
        ways = list(USUAL)
        used = list(dict.fromkeys(draw.early(ways) for _ in range(draw.whole(1, 3))))
        minutes = self._minutes(severity, used, share)
        tags = [Tag("trigger", trigger), Tag("channel", channel)]
        if draw.chance(0.2):
            tags.append(Tag("trigger", draw.one(self.content.triggers).id))
        tags += [Tag("response", way, self._worked(USUAL[way], severity)) for way in used]
        episode: Episode | None = "aggressive" if severity > 6 and draw.chance(0.5) else "demanding"
        texts: dict[TextField, str] = {"happened": self._story(happened, thing, written=channel != "phone")}
        if draw.chance(0.45):
            texts["quotes"] = draw.dealt(words.QUOTES)
        if draw.chance(0.85):
            texts["next_time"] = draw.dealt(words.NEXT_TIME)
        made = Entry(
            draw.new_id(), "debrief", "done", at, self.zone.key, at.astimezone(self.zone).date(),
            at, at + timedelta(minutes=draw.whole(2, 9)),
            severity=severity, episode=episode if draw.chance(0.8) else None, texts=texts,
            tags=tuple(dict.fromkeys(tags)), client_label=draw.early(words.CLIENTS) if draw.chance(0.8) else "",
            recovery="known", recovery_minutes=minutes,
        )  # fmt: skip
        return self._gone_on(made) if draw.chance(0.65) else made

    def _channel(self, trigger: str, happened: str) -> str:
        if trigger in _WRITTEN:
            return self.draw.one(("chat", "email", "social-media"))
        if any(sign in happened for sign in _FACE):
            return self.draw.one(("counter", "counter", "visit"))
        return self.draw.early(("phone", "phone", "phone", "video"))

    def _story(self, happened: str, thing: str, *, written: bool) -> str:
        draw = self.draw
        more = [draw.told(words.WENT_ON, thing)] if draw.chance(0.75) and not written else []
        did = [draw.dealt(words.DID)] if draw.chance(0.3) and not written else []
        return " ".join([happened, *more, *did])

    def _minutes(self, severity: int, used: Sequence[str], share: float) -> int:
        """Recovery as the person would give it: harder is longer, and some ways of responding shorten it."""
        doublings = 2.9 + 0.45 * severity - 0.4 * share + sum(USUAL[way] for way in used) + self.draw.normal(0, 0.7)
        minutes = 2.0 ** max(0.0, doublings) - 1
        step = 1 if minutes < 10 else 5 if minutes < 60 else 15
        return int(step * round(minutes / step))

    def _worked(self, adds: float, severity: int) -> Worked | None:
        if self.draw.chance(0.2):
            return None
        score = self.draw.normal(0.4 - 0.8 * adds - 0.08 * (severity - 5), 0.7)
        return "yes" if score > 0.4 else "partly" if score > -0.4 else "no"

    def _gone_on(self, made: Entry) -> Entry:
        """What a person adds who goes on after the five core screens."""
        draw, severity = self.draw, made.severity or 0
        texts, tags = dict(made.texts), list(made.tags)
        before = draw.point(0.05 - 0.07 * severity, 0.1 + 0.06 * severity)
        after = draw.point(0.25 - 0.05 * severity, 0.1)
        felt = [*draw.words(before, "before", draw.whole(1, 3)), *draw.words(after, "after", draw.whole(1, 2))]
        if draw.chance(0.4):
            label = draw.one(self.content.labels)
            texts["label"] = label.text
            if draw.chance(0.75):
                texts["fairer"] = draw.one(label.readings)
        sure = None
        if draw.chance(0.6):
            tags += [Tag("need", one.id) for one in draw.some(self.content.needs, draw.whole(1, 2))]
            sure = 5 * draw.whole(6, 19)
            if draw.chance(0.3):
                texts["need"] = draw.dealt(words.NEEDS)
        for field, chips, share in (
            ("helpful", self.content.helpful, 0.5),
            ("keep", self.content.keep, 0.5),
            ("change", self.content.change, 0.5),
        ):
            if draw.chance(share):
                texts[field] = self._chosen(field, chips)  # type: ignore[index]
        if draw.chance(0.7):
            texts["did"] = draw.dealt(words.DID)
        if draw.chance(0.25):
            starter = draw.one([one for one in self.content.starters if one.id != "if-threatened"])
            texts |= {"if_cue": starter.cue, "if_act": starter.act}
        if draw.chance(0.6):
            tags.append(Tag("competency", self._competency(made)))
        return replace(
            made,
            texts=texts,
            tags=tuple(tags),
            points={"before": before, "after": after},
            words=tuple(felt),
            need_sure=sure,
            need_asked=draw.chance(0.4) if sure is not None else None,
            settled=draw.chance(0.3),
        )

    def _chosen(self, field: str, chips: Sequence[Chip]) -> str:
        own = field == "helpful" and self.draw.chance(0.4)
        return self.draw.dealt(words.HELPFUL) if own else self.draw.one(chips).text

    def _competency(self, made: Entry) -> str:
        first = made.tagged("response")[0]
        return ways.one(first).competency

    def mistreated(self, at: datetime, number: int) -> Entry:
        """A threat or an attack: what happened and whom they told, and nothing about the other side."""
        draw = self.draw
        happened, did, reported = words.MISTREATED[number % len(words.MISTREATED)]
        after = draw.point(-0.5, 0.4)
        texts: dict[TextField, str] = {"happened": happened, "did": did, "reported": reported}
        if number % 2 == 0:
            texts["quotes"] = words.MISTREATED_QUOTE
        return Entry(
            draw.new_id(), "debrief", "done", at, self.zone.key, at.astimezone(self.zone).date(),
            at, at + timedelta(minutes=14), severity=9, episode="abusive", texts=texts,
            points={"after": after}, words=tuple(draw.words(after, "after", 2)),
            tags=(Tag("channel", "phone" if number % 3 == 1 else "counter"), *(Tag("response", way) for way in _SAFE)),
            recovery="known", recovery_minutes=60 * draw.whole(6, 20), settled=True,
        )  # fmt: skip

    def followed(self, made: Entry, now: datetime) -> Entry:
        """The debrief with its follow-up as it would stand now: answered, let go, or not yet asked."""
        draw = self.draw
        asked = made.at + timedelta(minutes=draw.whole(15 * 60, 26 * 60))
        weekend = asked.astimezone(self.zone).weekday() >= 5
        drawn = draw.chance(0.9 if not weekend else 0.3)
        not_yet = (made.severity or 0) >= 6 and draw.chance(0.12)
        point = draw.point(0.35 - 0.03 * (made.severity or 0), -0.1)
        felt = draw.words(point, "later", 1)
        said = draw.told(LATER) if draw.chance(0.15) else ""
        if asked > now or not drawn:
            return replace(made, recovery=None, recovery_minutes=None)
        later: dict[TextField, str] = {"later": said} if said else {}
        lasted = asked - made.at < timedelta(minutes=made.recovery_minutes or 0)
        return replace(
            made,
            recovery="not-yet" if not_yet or lasted else "known",
            recovery_minutes=None if not_yet or lasted else made.recovery_minutes,
            asked_at=asked,
            followed_at=None if not_yet or lasted else asked,
            changed_at=asked,
            points={**made.points, "later": point},
            words=(*made.words, *felt),
            texts={**made.texts, **later},
        )


class Promises:
    """Makes the promises of debriefs and what became of them by ``now``."""

    def __init__(self, draw: Draw, zone: ZoneInfo, now: datetime) -> None:
        self.draw, self.zone, self.now = draw, zone, now

    def made_in(self, entry: Entry) -> list[Commitment]:
        """The promise made in one debrief; two of them where it was moved to a later day."""
        draw = self.draw
        what = draw.told(words.PROMISES, _thing(entry.text("happened")))
        due = _working(midnight(entry.at, self.zone) + timedelta(days=draw.whole(1, 5)))
        promise = Commitment(
            draw.new_id(), what, "open", self.zone.key, entry.changed_at, entry.changed_at,
            to_whom=entry.client_label, client_label=entry.client_label, entry=entry.id, due_date=due.date(),
            due_time=time(draw.whole(10, 17)) if draw.chance(0.4) else None,
            agreed=None if draw.chance(0.2) else draw.chance(0.85),
        )  # fmt: skip
        return self._settled(promise, due)

    def _settled(self, promise: Commitment, due: datetime) -> list[Commitment]:
        draw = self.draw
        fate = draw.dealt(_FATES)
        days = draw.whole(1, 2) if fate == "broken" else -draw.whole(0, 1)
        end = max(draw.at(due + timedelta(days=days), 9, 17), promise.created_at + timedelta(hours=1))
        colleague, reason = draw.one(words.COLLEAGUES), draw.dealt(words.BROKEN)
        satisfied = draw.one(_SATISFIED)
        if end > self.now:
            return [promise]
        if fate == "moved":
            moved = replace(promise, state="moved", resolved_at=end, changed_at=end)
            day = _working(due + timedelta(days=draw.whole(1, 4)))
            again = replace(
                promise, id=draw.new_id(), created_at=end, changed_at=end, due_date=day.date(), follows=promise.id
            )
            finished = max(draw.at(day, 9, 17), end)
            return [moved, self._closed(again, "kept", finished, satisfied) if finished <= self.now else again]
        why = {"handed-over": colleague, "broken": reason}.get(fate, "")
        state: PromiseState = "kept" if fate == "kept" else "broken" if fate == "broken" else "handed-over"
        return [self._closed(promise, state, end, satisfied if state == "kept" else None, why)]

    def _closed(
        self, promise: Commitment, state: PromiseState, at: datetime, satisfied: Satisfied | None, reason: str = ""
    ) -> Commitment:
        return replace(promise, state=state, resolved_at=at, changed_at=at, satisfied=satisfied, reason=reason)


def _thing(story: str) -> str:
    """What a story is about, "" when it names nothing."""
    return next((thing for thing in words.THINGS if thing in story.lower()), "")


def _working(day: datetime) -> datetime:
    """That day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)

"""Read what a message asks of the coach's rhythm."""

import re
from collections.abc import Iterable
from datetime import date

from content.rhythm_words import RhythmWords, load_rhythm_words
from content.values import Act
from nlp.rhythms.acts import NOTHING, Learnt
from nlp.rhythms.clock import Clock, Clocks
from nlp.rhythms.days import DayFinder, Days
from nlp.rhythms.pauses import Dates, Unreadable
from nlp.rhythms.said import Said, normal, pattern
from nlp.rhythms.values import Frequency, Pause, Request, Unclear, Wish

# «hvr» is «hver», not «hvor»: nothing is mended to what is said rarely.
_SAID_RARELY = ("show", "resume")
# So many words that say nothing of a rhythm may stand beside what does.
_MOST_BESIDE = 3
_MOST_AROUND_ASKING = 6
# So many where it is known that the message is about the coach's asking: reasons, and chatter.
_MOST_CHATTER = 40
# Not after «kl. 9» or «den 4. fredag».
_CLAUSE_END = re.compile(r"(?<!\d)[.,;!?]+\s+(?=[^\W\d])|(?<=\d)[.!?]+\s+(?=[A-ZÆØÅ])|\n")
_WISHES = frozenset({Act.SET, Act.CHANGE})
_PLAIN = frozenset({Act.SHOW, Act.RESUME, Act.SKIP, Act.STOP})
_DONE_AT_ONCE = _PLAIN | {Act.PAUSE}
_UNCLEAR_PAUSE = Request(Act.PAUSE, unclear=frozenset({Unclear.PAUSE}))


class Rhythms:
    """Understand when people want to be asked, when not, and when that is to change.

    Outside of an arrangement only what is plainly said to the coach counts: a wish with a sign that
    it is to ask, or nothing but a rhythm. «Vi mødes hver torsdag» is practice.
    """

    def __init__(self, words: RhythmWords | None = None) -> None:
        words = words or load_rhythm_words()
        self._clocks, self._days, self._dates = Clocks(words), DayFinder(words), Dates(words)
        self._acts = {name: pattern(phrases, words.between) for name, phrases in words.acts.items()}
        self._reasons = self._acts["reasons"]
        self._no_pause = pattern(words.unclear["pause"])
        self._fillers = _words(words.fillers)
        self._known = _words(words.phrases())
        self._likely = _words(words.phrases(besides=_SAID_RARELY))

    def read(
        self,
        text: str,
        today: date,
        *,
        arranging: bool = False,
        likely: bool = False,
        learnt: Learnt = NOTHING,
    ) -> Request | None:
        """Give what a message asks, None where it is about something else.

        `arranging` says that the coach just asked: then a day or a time alone counts, and any
        chatter may stand beside it. `likely` says that the message sounds like a wish: the same
        holds where it has a sign of one, for «klubben har åbent hver torsdag» sounds so, too.
        `learnt` is what the message wants as far as that is learnt; it counts where its own words
        are none that are known here.
        """
        said = Said.of(text, self._known, self._likely)
        asked = arranging
        arranging = arranging or (likely and said.has(self._acts["wish"]))
        found = self._said(said, today, arranging=arranging, learnt=learnt)
        if found is not None and _is_done_with(found, learnt.act, asked=asked):
            return found
        other = self._learnt(said, today, learnt.act)
        if other is not None and (other.act not in _WISHES or _is_plain(other)):
            return other
        if not (found or other or likely):
            return None
        unclear = found.unclear if found else frozenset()
        return self._in_one_clause(text, today, unclear) or other or found

    def _in_one_clause(self, text: str, today: date, unclear: frozenset[Unclear]) -> Request | None:
        """Understand «torsdag dur ikke mere. Tag mandag i stedet»: the one clause that wishes.

        What was unclear must be plain in it.
        """
        clauses = (Said.of(clause, self._known, self._likely) for clause in _CLAUSE_END.split(text))
        signs = self._acts["wish"], self._acts["change"]
        read = (
            self._wished(clause, today, arranging=True)
            for clause in clauses
            if any(clause.has(sign) for sign in signs)
        )
        wished = [each for each in read if each is not None and _is_plain(each)]
        return wished[0] if len(wished) == 1 and unclear <= _said_in(wished[0]) else None

    def _said(self, said: Said, today: date, *, arranging: bool, learnt: Learnt) -> Request | None:
        """Understand by the words that are known to ask something."""
        most = _MOST_CHATTER if arranging else _MOST_BESIDE
        # «mandag duer ikke mere» is no «ikke mere»: what ends all must be plain.
        most_at_end = most if learnt.likely is Act.STOP else _MOST_BESIDE if arranging else 0
        return (
            self._plain(said.copy(), "show", Act.SHOW, most)
            or self._resume(said.copy(), today, most)
            or self._pause(said.copy(), today, most)
            or self._skip(said.copy(), most)
            or self._plain(said.copy(), "stop", Act.STOP, most_at_end)
            or self._wished(said.copy(), today, arranging=arranging)
        )

    def _learnt(self, said: Said, today: date, act: Act | None) -> Request | None:
        """Understand what is wanted in words that are not known."""
        if act is Act.PAUSE:
            return self._stretch(said.copy(), today)
        if act is Act.RESUME:
            return self._resumed(said.copy(), today)
        if act in _PLAIN:
            return Request(act)
        found = self._wished(said.copy(), today, arranging=True) if act in _WISHES else None
        return found if found and (found.wish != Wish() or found.unclear) else None

    def _resumed(self, said: Said, today: date) -> Request:
        """Read from when to go on; where that is not said, at once."""
        try:
            return Request(Act.RESUME, Wish(start=self._dates.restart(said, today)))
        except Unreadable:
            return Request(Act.RESUME)

    def _stretch(self, said: Said, today: date) -> Request:
        """Read for how long to be silent; where that is not said, the coach will ask."""
        without_end = said.has(self._acts["pause_open"])
        try:
            pauses = tuple(self._dates.stretches(said, today))
        except Unreadable:
            return _UNCLEAR_PAUSE
        if any(pause.last < max(today, pause.first) for pause in pauses):
            return _UNCLEAR_PAUSE
        if not pauses and not without_end and said.has(self._no_pause):
            return _UNCLEAR_PAUSE
        return Request(Act.PAUSE, pauses=pauses, open_pause=without_end and not pauses)

    def _wished(self, said: Said, today: date, *, arranging: bool) -> Request | None:
        """Understand a wish; where it is unclear, without the reason that is given for it."""
        found = self._wish(said.copy(), today, arranging=arranging)
        if found is None or not found.unclear:
            return found
        reason = said.split_off(self._reasons)
        signs = self._acts["change"], self._acts["ask"], self._acts["wish"]
        if reason is None or any(reason.has(sign) for sign in signs):
            return found
        shorter = self._wish(said, today, arranging=arranging)
        return shorter if shorter and shorter.wish != Wish() and not shorter.unclear else found

    def _plain(self, said: Said, name: str, act: Act, most: int) -> Request | None:
        """Understand what is asked in so many words, with no more words beside it."""
        if not said.take(self._acts[name]):
            return None
        said.take(self._acts["ask"])
        return Request(act) if self._beside(said) <= most else None

    def _resume(self, said: Said, today: date, most: int) -> Request | None:
        found = self._resumed(said, today)
        return found if self._plain(said, "resume", Act.RESUME, most) else None

    def _skip(self, said: Said, most: int) -> Request | None:
        leads = said.begins(self._acts["not_on"])
        days = self._days.take(said, arranging=False, instead=False)
        if said.take(self._acts["skip"]):
            return Request(Act.SKIP) if self._beside(said) <= most else None
        if not leads:
            return None
        alone = self._beside(said) == 0 and days.frequency is None
        return Request(Act.SKIP) if alone and days.weekday is not None else None

    def _pause(self, said: Said, today: date, most: int) -> Request | None:
        """Understand a pause, where the message is about nothing else."""
        leads = said.begins(self._acts["not_in"])
        without_end = said.has(self._acts["pause_open"])
        cue = bool(said.take(self._acts["pause"]))
        if not cue and not leads:
            return None
        said.take(self._acts["not_in"])
        try:
            pauses = self._dates.stretches(said, today)
        except Unreadable:
            return _UNCLEAR_PAUSE
        said.take(self._acts["pause_open"])
        vague = bool(said.take(self._no_pause))
        days = self._days.take(said, arranging=False)
        clock = self._clocks.take(said, arranging=False)
        of_rhythm = days.frequency is not None or clock.at is not None
        nothing = not cue and not pauses and not vague
        beside = self._beside(said)
        bare = not pauses and not without_end and not vague
        # «flyt det til fredag, jeg har fri om torsdagen» is no pause.
        moved = days.weekday is not None and said.has(self._acts["change"])
        if of_rhythm or nothing or moved or beside > (most - 2 if bare else most):
            return None
        past = any(pause.last < max(today, pause.first) for pause in pauses)
        if past or days.weekday is not None or (vague and not pauses):
            return _UNCLEAR_PAUSE
        return Request(Act.PAUSE, pauses=tuple(pauses), open_pause=without_end and not pauses)

    def _wish(self, said: Said, today: date, *, arranging: bool) -> Request | None:
        asked = bool(said.take(self._acts["ask"]))
        spoken_to = bool(said.take(self._acts["ask_when"]))
        proposed = bool(said.take(self._acts["set_bare"]))
        changes = said.has(self._acts["change"])
        named = said.has(self._acts["rhythm"])
        self._days.forget_others(said)
        unclear: set[Unclear] = set()
        pauses: list[Pause] = []
        start = None
        try:
            start = self._dates.start(said, today)
            pauses = self._excepted(said, today, unclear)
        except Unreadable:
            unclear.add(Unclear.PAUSE)
        days = self._days.take(said, arranging=arranging)
        clock = self._clocks.take(said, arranging=arranging)
        if changes:
            said.take(self._acts["change"])
        wish = _wish(days, clock, start)
        unclear |= _unclear(days, clock)
        says = wish != Wish() or bool(unclear)
        beside = self._beside(said)
        often = days.frequency is not None or days.frequency_unclear or days.ordinal is not None
        if asked:
            counts = says or beside <= _MOST_AROUND_ASKING
        elif (arranging or spoken_to) and says:
            counts = beside <= (_MOST_CHATTER if arranging else _MOST_AROUND_ASKING)
        elif changes:
            counts = (says and beside == 0) or (named and beside < _MOST_BESIDE)
        else:
            often = often or days.day_unclear
            counts = says and (often or proposed) and beside == 0
        if not counts:
            return None
        act = Act.CHANGE if changes else Act.SET
        return Request(act, wish, tuple(pauses), unclear=frozenset(unclear))

    def _excepted(self, said: Said, today: date, unclear: set[Unclear]) -> list[Pause]:
        """Take the days off that are named together with a wish."""
        besides = said.copy().split_off(self._acts["except_days"])
        if besides is not None and self._dates.stretches(besides, today):
            tail = said.split_off(self._acts["except_days"])
        else:
            tail = said.split_off(self._acts["except"])
        if tail is None:
            return []
        pauses = self._dates.stretches(tail, today)
        if not pauses:
            unclear.add(Unclear.PAUSE)
        # «Undtagen i uge 28 vil jeg gerne have et spørgsmål hver torsdag»
        said.text = f"{said.text} {tail.text}"
        return pauses

    def _beside(self, said: Said) -> int:
        """Count the words that say something else."""
        said.take(self._acts["of_rhythm"])
        return len(list(said.left(self._fillers)))


def _is_done_with(found: Request, act: Act | None, *, asked: bool) -> bool:
    """Tell whether the known words say all; what is learnt for sure counts more than few of them.

    What was just asked for is answered by a day or a time, whatever it sounds like.
    """
    if found.act in _WISHES:
        return _is_plain(found) and (asked or act not in _DONE_AT_ONCE)
    says_days = found.act is Act.PAUSE and (found.pauses or found.open_pause)
    return act is None or bool(says_days) or act not in _DONE_AT_ONCE or found.act is act


def _is_plain(found: Request) -> bool:
    """Tell whether a wish says something, and nothing that is unclear."""
    return found.wish != Wish() and not found.unclear


def _said_in(found: Request) -> frozenset[Unclear]:
    """List what is said in a wish of that which may be unclear."""
    wish = found.wish
    said = (
        (Unclear.FREQUENCY, wish.frequency),
        (Unclear.DAY, wish.weekday),
        (Unclear.TIME, wish.at or wish.part),
    )
    return frozenset(name for name, value in said if value is not None)


def _words(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in normal(phrase).split())


def _wish(days: Days, clock: Clock, start: date | None) -> Wish:
    return Wish(
        frequency=days.frequency,
        weekday=days.weekday,
        ordinal=days.ordinal,
        month_day=days.month_day,
        at=clock.at,
        part=clock.part,
        parity=days.parity if days.frequency is Frequency.BIWEEKLY else None,
        start=start,
    )


def _unclear(days: Days, clock: Clock) -> set[Unclear]:
    found = (
        (Unclear.FREQUENCY, days.frequency_unclear),
        (Unclear.DAY, days.day_unclear),
        (Unclear.TIME, clock.unclear),
    )
    return {name for name, is_unclear in found if is_unclear}

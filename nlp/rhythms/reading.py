"""Read what a message asks of the coach's rhythm."""

from collections.abc import Iterable
from datetime import date

from content.rhythm_words import RhythmWords, load_rhythm_words
from nlp.rhythms.clock import Clock, Clocks
from nlp.rhythms.days import DayFinder, Days
from nlp.rhythms.pauses import Dates, Unreadable
from nlp.rhythms.said import Said, normal, pattern
from nlp.rhythms.values import Act, Frequency, Pause, Request, Unclear, Wish

# «hvr» is «hver», not «hvor»: nothing is mended to what is said rarely.
_SAID_RARELY = ("show", "resume")
# So many words that say nothing of a rhythm may stand beside what does.
_MOST_BESIDE = 3
_MOST_AROUND_ASKING = 6
# So many where it is known that the message is about the coach's asking: reasons, and chatter.
_MOST_CHATTER = 40
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
        self, text: str, today: date, *, arranging: bool = False, likely: bool = False
    ) -> Request | None:
        """Give what a message asks, None where it is about something else.

        `arranging` says that the coach just asked: then a day or a time alone counts, and any
        chatter may stand beside it. `likely` says that the message sounds like a wish: the same
        holds where it has a sign of one, for «klubben har åbent hver torsdag» sounds so, too.
        """
        said = Said.of(text, self._known, self._likely)
        arranging = arranging or (likely and said.has(self._acts["wish"]))
        most = _MOST_CHATTER if arranging else _MOST_BESIDE
        return (
            self._plain(said.copy(), "show", Act.SHOW, most)
            or self._plain(said.copy(), "resume", Act.RESUME, most)
            or self._pause(said.copy(), today, most)
            or self._skip(said.copy(), most)
            or self._plain(said.copy(), "stop", Act.STOP, most if arranging else 0)
            or self._wished(said, today, arranging=arranging)
        )

    def _wished(self, said: Said, today: date, *, arranging: bool) -> Request | None:
        """Understand a wish; where it is unclear, without the reason that is given for it."""
        found = self._wish(said.copy(), today, arranging=arranging)
        if found is None or not found.unclear or not said.has(self._reasons):
            return found
        said.split_off(self._reasons)
        shorter = self._wish(said, today, arranging=arranging)
        return shorter if shorter and shorter.wish != Wish() and not shorter.unclear else found

    def _plain(self, said: Said, name: str, act: Act, most: int) -> Request | None:
        """Understand what is asked in so many words, with no more words beside it."""
        if not said.take(self._acts[name]):
            return None
        said.take(self._acts["ask"])
        return Request(act) if self._beside(said) <= most else None

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
        cue = bool(said.take(self._acts["pause"]))
        if not cue and not leads:
            return None
        said.take(self._acts["not_in"])
        without_end = bool(said.take(self._acts["pause_open"]))
        try:
            pauses = self._dates.stretches(said, today)
        except Unreadable:
            return _UNCLEAR_PAUSE
        vague = bool(said.take(self._no_pause))
        days = self._days.take(said, arranging=False)
        clock = self._clocks.take(said, arranging=False)
        of_rhythm = days.frequency is not None or clock.at is not None
        nothing = not cue and not pauses and not vague
        beside = self._beside(said)
        bare = not pauses and not without_end and not vague
        if of_rhythm or nothing or beside > (most - 2 if bare else most):
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
        tail = said.split_off(self._acts["except"])
        if tail is None:
            return []
        pauses = self._dates.stretches(tail, today)
        if not pauses:
            unclear.add(Unclear.PAUSE)
        return pauses

    def _beside(self, said: Said) -> int:
        """Count the words that say something else."""
        said.take(self._acts["of_rhythm"])
        return len(list(said.left(self._fillers)))


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

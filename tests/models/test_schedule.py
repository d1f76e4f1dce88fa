from datetime import UTC, date, datetime, time

from models import Store, Visit

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DUE = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


def _ask(visit: Visit, line: int) -> int:
    return visit.schedule.add_prompt(
        source=f"trin-3/ledelse/refleksion#{line}", kind="look", step=3, dimension="ledelse"
    )


def test_rhythm_is_kept_and_replaced(store: Store) -> None:
    with store.visit("test", "ida", NOW) as visit:
        assert visit.schedule.rhythm() is None
        rhythm = visit.schedule.set_rhythm(
            frequency="biweekly",
            weekday=3,
            at=time(8, 30),
            first_week=date(2026, 3, 2),
            due_at=DUE,
        )
        rhythm.unanswered = 3
    with store.visit("test", "ida", NOW) as visit:
        rhythm = visit.schedule.rhythm()
        assert rhythm is not None
        assert (rhythm.at, rhythm.first_week, rhythm.due_at) == (time(8, 30), date(2026, 3, 2), DUE)
        assert rhythm.unanswered == 3
        visit.schedule.set_rhythm(
            frequency="monthly", weekday=None, month_day=-1, at=time(9), due_at=None
        )
    with store.visit("test", "ida", NOW) as visit:
        rhythm = visit.schedule.rhythm()
        assert rhythm is not None
        assert (rhythm.frequency, rhythm.weekday, rhythm.month_day) == ("monthly", None, -1)
        assert (rhythm.first_week, rhythm.due_at, rhythm.unanswered) == (None, None, 0)


def test_stopping_takes_rhythm_and_pauses_of_that_person(store: Store) -> None:
    for address in ("bo", "ida"):
        with store.visit("test", address, NOW) as visit:
            visit.schedule.set_rhythm(frequency="weekly", weekday=3, at=time(8, 30), due_at=DUE)
            visit.schedule.add_pause(date(2026, 7, 13), date(2026, 7, 26))
            visit.schedule.add_pause(date(2026, 4, 1), None)
    with store.visit("test", "ida", NOW) as visit:
        visit.schedule.stop()
        assert visit.schedule.rhythm() is None
        assert visit.schedule.pauses() == []
    with store.visit("test", "bo", NOW) as visit:
        assert visit.schedule.rhythm() is not None
        pauses = visit.schedule.pauses()
        assert [(pause.first.month, pause.last) for pause in pauses] == [
            (4, None),
            (7, date(2026, 7, 26)),
        ]
        visit.schedule.drop_pauses()
        assert visit.schedule.pauses() == []


def test_prompts_are_found_by_id_and_by_message_but_not_by_others(store: Store) -> None:
    with store.visit("test", "ida", NOW) as visit:
        first, second = _ask(visit, 1), _ask(visit, 2)
        prompt = visit.schedule.prompt(first)
        assert prompt is not None
        prompt.sent_as = "77"
    with store.visit("test", "ida", NOW) as visit:
        assert [row.id for row in visit.schedule.prompts()] == [second, first]
        found = visit.schedule.prompt_sent_as("77")
        assert found is not None
        assert (found.id, found.source, found.asked_at) == (
            first,
            "trin-3/ledelse/refleksion#1",
            NOW,
        )
    with store.visit("test", "bo", NOW) as visit:
        assert visit.schedule.prompt(first) is None
        assert visit.schedule.prompt_sent_as("77") is None
        assert visit.schedule.prompts() == []

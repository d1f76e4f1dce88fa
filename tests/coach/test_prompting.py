from datetime import time, timedelta

from bot.coach import Coach
from bot.coach.calendar import Rhythm
from bot.coach.prompting import MOST_UNANSWERED
from models import Agreement, PromptRecord, Reflection, RhythmRecord
from tests.conftest import MovedClock, Talk
from tests.models.tables import rows_of

from .prompted import CALENDAR, comes, said_yes
from .talking import ONE, check, started

ANSWER = "Vi holdt et møde med de frivillige, og to af dem tog selv føringen."


def prompted(coach: Coach, clock: MovedClock) -> Talk:
    """Place somebody, and let a first prompt come."""
    talk = started(coach)
    talk.say(ONE)
    said_yes(coach, clock)
    comes(talk, clock)
    return talk


def prompts(coach: Coach) -> list[PromptRecord]:
    return rows_of(coach._store, PromptRecord)


def rhythm(coach: Coach) -> RhythmRecord:
    (found,) = rows_of(coach._store, RhythmRecord)
    return found


def test_a_prompt_fits_the_step_and_the_dimension(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    check(talk.shown)
    assert talk.kinds == ["prompt"]
    (asked,) = prompts(coach)
    assert (asked.step, asked.kind) == (1, "look")
    with coach._store.visit("test", "ida", clock()) as visit:
        (placement,) = visit.journal.placements()
    assert asked.dimension == placement.dimensions[0]
    assert talk.labels == ["Svar senere", "Et andet spørgsmål", "Spring over", "Stop spørgsmålene"]
    assert talk.shown[-1].sources == (asked.source.split("#")[0],)


def test_nothing_comes_without_a_yes(coach: Coach, clock: MovedClock) -> None:
    talk = started(coach)
    talk.say(ONE)
    assert comes(talk, clock, days=60) == []


def test_the_next_one_is_due_at_the_same_time_a_week_later(coach: Coach, clock: MovedClock) -> None:
    prompted(coach, clock)
    record = rhythm(coach)
    assert record.due_at == CALENDAR.next_due(Rhythm.of(record), [], clock())
    assert record.due_at
    assert record.due_at - clock() <= timedelta(days=7)
    assert CALENDAR.local(record.due_at).time() == time(8, 30)


def test_an_answer_is_kept_and_seen_and_no_description(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say(ANSWER)
    check(talk.shown)
    assert talk.kinds[0] == "receipt"
    assert "placement" not in talk.kinds
    (kept,) = rows_of(coach._store, Reflection)
    (asked,) = prompts(coach)
    assert (kept.text, kept.prompt_id) == (ANSWER, asked.id)
    assert asked.answered_at == clock()
    assert rhythm(coach).unanswered == 0
    quoted = talk.text.split("«")[1].split("»")[0].removesuffix(" …")
    assert quoted.strip(".") in ANSWER


def test_the_next_prompt_ties_to_the_answer(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say(ANSWER)
    comes(talk, clock)
    check(talk.shown)
    assert "Vi holdt et møde med de frivillige" in talk.text
    assert [each.kind for each in prompts(coach)] == ["look", "think"]


def test_an_answer_may_come_days_later(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.press("Svar senere")
    check(talk.shown)
    clock.advance(days=4)
    talk.say("De frivillige kom med en idé til haven, og den prøver vi nu")
    assert talk.kinds == ["receipt"]
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.text.startswith("De frivillige kom")


def test_a_question_in_the_middle_of_an_answer_is_answered(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say(f"{ANSWER} Hvad er en brobygger?")
    check(talk.shown)
    assert talk.kinds[0] == "receipt"
    assert talk.kinds[-1] == "answer"
    assert "brobygger" in talk.shown[-1].text.lower()
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.text == ANSWER


def test_what_is_plainly_something_else_is_no_answer(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    for words, kind in (
        ("hvad er trin 3?", "answer"),
        ("tak", "smalltalk"),
        ("/trin", "answer"),
        ("slet alt", "answer"),
    ):
        talk.say(words)
        assert talk.kinds[0] == kind, words
    assert rows_of(coach._store, Reflection) == []


def test_a_plain_no_is_an_answer(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say("nej")
    check(talk.shown)
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.text == "nej"
    assert "«nej»" not in talk.text


def test_who_is_puzzled_is_told_what_is_meant(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    question = talk.shown[-1].text.splitlines()[-3 if "direkte" in talk.text else -1]
    talk.say("hvad mener du?")
    check(talk.shown)
    assert talk.kinds == ["prompt"]
    assert question in talk.text
    talk.say(ANSWER)
    assert len(rows_of(coach._store, Reflection)) == 1


def test_another_question_is_of_the_same_kind_and_takes_its_place(
    coach: Coach, clock: MovedClock
) -> None:
    talk = prompted(coach, clock)
    talk.press("Et andet spørgsmål")
    check(talk.shown)
    first, second = prompts(coach)
    assert first.source != second.source
    assert first.kind == second.kind
    assert first.skipped_at == clock()
    talk.do(f"prompt_skip:{first.id}")
    assert talk.kinds == ["answer"]  # stale
    talk.say(ANSWER)
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.prompt_id == second.id


def test_a_prompt_can_be_skipped(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.press("Spring over")
    check(talk.shown)
    (asked,) = prompts(coach)
    assert asked.skipped_at == clock()
    assert "16. marts" in talk.text


def test_buttons_of_others_do_nothing(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    (asked,) = prompts(coach)
    other = Talk(coach, "bo")
    other.do(f"prompt_skip:{asked.id}")
    other.do(f"prompt_another:{asked.id}")
    assert prompts(coach)[0].skipped_at is None
    assert len(prompts(coach)) == 1
    assert talk.coach


def test_after_four_without_an_answer_it_asks_whether_to_go_on_and_falls_silent(
    coach: Coach, clock: MovedClock
) -> None:
    talk = prompted(coach, clock)
    for _ in range(MOST_UNANSWERED - 1):
        comes(talk, clock)
        assert talk.labels[0] == "Svar senere"
    comes(talk, clock, days=8)  # Easter Monday moves it by a day
    check(talk.shown)
    assert talk.labels[0] == "Ja, bliv ved"
    assert rhythm(coach).due_at is None
    last = list(talk.shown)
    assert comes(talk, clock, days=300) == []
    talk.shown = last
    talk.press("Ja, bliv ved")
    check(talk.shown)
    record = rhythm(coach)
    assert record.asleep_since is None
    assert record.due_at == CALENDAR.next_due(Rhythm.of(record), [], clock())
    comes(talk, clock)
    assert talk.kinds == ["prompt"]


def test_any_press_shows_life(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    for label in ("Svar senere", "Et andet spørgsmål", "Spring over"):
        comes(talk, clock)
        assert rhythm(coach).unanswered > 0
        talk.press(label)
        assert rhythm(coach).unanswered == 0


def test_an_agreement_is_kept_and_asked_about_next(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say(f"{ANSWER} På mandag vil jeg ringe til formanden.")
    check(talk.shown)
    (agreed,) = rows_of(coach._store, Agreement)
    assert agreed.text == "På mandag vil jeg ringe til formanden."
    assert "På mandag vil jeg ringe til formanden" in talk.text
    comes(talk, clock)
    check(talk.shown)
    assert "På mandag vil jeg ringe til formanden" in talk.text
    assert "9. marts" in talk.text
    assert "Hvordan gik det?" in talk.text
    (agreed,) = rows_of(coach._store, Agreement)
    assert agreed.asked_at == clock()
    talk.say("Han blev glad for opkaldet")
    assert talk.kinds == ["receipt"]
    comes(talk, clock)
    assert "Hvordan gik det?" not in talk.text


def test_what_only_sounds_like_an_agreement_is_none(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say("Det gik fint, men jeg vil gerne vide mere om, hvad de andre gør")
    assert rows_of(coach._store, Agreement) == []


def test_a_second_message_soon_after_belongs_to_the_answer(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say(ANSWER)
    clock.advance(minutes=2)
    talk.say("Og bagefter spiste vi sammen, så alle kunne tale med hinanden")
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.text.endswith("tale med hinanden")
    assert kept.text.startswith(ANSWER)


def test_an_edited_answer_replaces_what_was_kept(coach: Coach, clock: MovedClock) -> None:
    talk = prompted(coach, clock)
    talk.say(ANSWER)
    talk.say("Vi holdt et møde med de unge", edited=True)
    check(talk.shown)
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.text == "Vi holdt et møde med de unge"


def test_a_change_of_practice_is_seen_and_can_be_placed(coach: Coach, clock: MovedClock) -> None:
    from .talking import FIVE

    talk = prompted(coach, clock)
    talk.say(FIVE)
    check(talk.shown)
    assert "trin 5" in talk.text
    assert talk.labels[0] == "Placér os igen"
    talk.press("Placér os igen")
    assert talk.kinds[-1] == "placement"
    assert talk.shown[0].step == 5


def test_who_was_never_placed_is_asked_for_everybody(coach: Coach, clock: MovedClock) -> None:
    talk = started(coach)
    said_yes(coach, clock)
    comes(talk, clock)
    check(talk.shown)
    (asked,) = prompts(coach)
    assert (asked.step, asked.dimension) == (0, "")
    talk.say("Vi mødtes med naboerne om støjen fra pladsen")
    check(talk.shown)
    assert len(rows_of(coach._store, Reflection)) == 1


def test_a_reply_to_the_very_message_answers_that_one(coach: Coach, clock: MovedClock) -> None:
    from bot.coach import Incoming

    talk = prompted(coach, clock)
    comes(talk, clock)
    first, second = prompts(coach)
    with coach._store.visit("test", "ida", clock()) as visit:
        old = visit.schedule.prompt(first.id or 0)
        assert old
        old.sent_as = "101"
    clock.advance(days=1)
    shown = coach.handle(Incoming("test", "ida", text=ANSWER, reply_to="101"))
    check(shown)
    (kept,) = rows_of(coach._store, Reflection)
    assert kept.prompt_id == first.id
    assert second.id != first.id

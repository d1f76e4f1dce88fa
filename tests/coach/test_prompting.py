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


async def prompted(coach: Coach, clock: MovedClock) -> Talk:
    """Place somebody, and let a first prompt come."""
    talk = await started(coach)
    await talk.say(ONE)
    await said_yes(coach, clock)
    await comes(talk, clock)
    return talk


async def prompts(coach: Coach) -> list[PromptRecord]:
    return await rows_of(coach._store, PromptRecord)


async def rhythm(coach: Coach) -> RhythmRecord:
    (found,) = await rows_of(coach._store, RhythmRecord)
    return found


async def test_a_prompt_fits_the_step_and_the_dimension(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    check(talk.shown)
    assert talk.kinds == ["prompt"]
    (asked,) = await prompts(coach)
    assert (asked.step, asked.kind) == (1, "look")
    async with coach._store.visit("test", "ida", clock()) as visit:
        (placement,) = await visit.journal.placements()
    assert asked.dimension == placement.dimensions[0]
    assert talk.labels == ["Svar senere", "Et andet spørgsmål", "Spring over", "Stop spørgsmålene"]
    assert talk.shown[-1].sources == (asked.source.split("#")[0],)


async def test_nothing_comes_without_a_yes(coach: Coach, clock: MovedClock) -> None:
    talk = await started(coach)
    await talk.say(ONE)
    assert await comes(talk, clock, days=60) == []


async def test_the_next_one_is_due_at_the_same_time_a_week_later(
    coach: Coach, clock: MovedClock
) -> None:
    await prompted(coach, clock)
    record = await rhythm(coach)
    assert record.due_at == CALENDAR.next_due(Rhythm.of(record), [], clock())
    assert record.due_at
    assert record.due_at - clock() <= timedelta(days=7)
    assert CALENDAR.local(record.due_at).time() == time(8, 30)


async def test_an_answer_is_kept_and_seen_and_no_description(
    coach: Coach, clock: MovedClock
) -> None:
    talk = await prompted(coach, clock)
    await talk.say(ANSWER)
    check(talk.shown)
    assert talk.kinds[0] == "receipt"
    assert "placement" not in talk.kinds
    (kept,) = await rows_of(coach._store, Reflection)
    (asked,) = await prompts(coach)
    assert (kept.text, kept.prompt_id) == (ANSWER, asked.id)
    assert asked.answered_at == clock()
    assert (await rhythm(coach)).unanswered == 0
    quoted = talk.text.split("«")[1].split("»")[0].removesuffix(" …")
    assert quoted.strip(".") in ANSWER


async def test_the_next_prompt_ties_to_the_answer(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.say(ANSWER)
    await comes(talk, clock)
    check(talk.shown)
    assert "Vi holdt et møde med de frivillige" in talk.text
    assert [each.kind for each in await prompts(coach)] == ["look", "think"]


async def test_an_answer_may_come_days_later(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.press("Svar senere")
    check(talk.shown)
    clock.advance(days=4)
    await talk.say("De frivillige kom med en idé til haven, og den prøver vi nu")
    assert talk.kinds == ["receipt"]
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.text.startswith("De frivillige kom")


async def test_a_question_in_the_middle_of_an_answer_is_answered(
    coach: Coach, clock: MovedClock
) -> None:
    talk = await prompted(coach, clock)
    await talk.say(f"{ANSWER} Hvad er en brobygger?")
    check(talk.shown)
    assert talk.kinds[0] == "receipt"
    assert talk.kinds[-1] == "answer"
    assert "brobygger" in talk.shown[-1].text.lower()
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.text == ANSWER


async def test_what_is_plainly_something_else_is_no_answer(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    for words, kind in (
        ("hvad er trin 3?", "answer"),
        ("tak", "smalltalk"),
        ("/trin", "answer"),
        ("slet alt", "answer"),
    ):
        await talk.say(words)
        assert talk.kinds[0] == kind, words
    assert await rows_of(coach._store, Reflection) == []


async def test_a_plain_no_is_an_answer(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.say("nej")
    check(talk.shown)
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.text == "nej"
    assert "«nej»" not in talk.text


async def test_who_is_puzzled_is_told_what_is_meant(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    question = talk.shown[-1].text.splitlines()[-3 if "direkte" in talk.text else -1]
    await talk.say("hvad mener du?")
    check(talk.shown)
    assert talk.kinds == ["prompt"]
    assert question in talk.text
    await talk.say(ANSWER)
    assert len(await rows_of(coach._store, Reflection)) == 1


async def test_another_question_is_of_the_same_kind_and_takes_its_place(
    coach: Coach, clock: MovedClock
) -> None:
    talk = await prompted(coach, clock)
    await talk.press("Et andet spørgsmål")
    check(talk.shown)
    first, second = await prompts(coach)
    assert first.source != second.source
    assert first.kind == second.kind
    assert first.skipped_at == clock()
    await talk.do(f"prompt_skip:{first.id}")
    assert talk.kinds == ["answer"]  # stale
    await talk.say(ANSWER)
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.prompt_id == second.id


async def test_a_prompt_can_be_skipped(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.press("Spring over")
    check(talk.shown)
    (asked,) = await prompts(coach)
    assert asked.skipped_at == clock()
    assert "16. marts" in talk.text


async def test_buttons_of_others_do_nothing(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    (asked,) = await prompts(coach)
    other = Talk(coach, "bo")
    await other.do(f"prompt_skip:{asked.id}")
    await other.do(f"prompt_another:{asked.id}")
    assert (await prompts(coach))[0].skipped_at is None
    assert len(await prompts(coach)) == 1
    assert talk.coach


async def test_after_four_without_an_answer_it_asks_whether_to_go_on_and_falls_silent(
    coach: Coach, clock: MovedClock
) -> None:
    talk = await prompted(coach, clock)
    for _ in range(MOST_UNANSWERED - 1):
        await comes(talk, clock)
        assert talk.labels[0] == "Svar senere"
    await comes(talk, clock, days=8)  # Easter Monday moves it by a day
    check(talk.shown)
    assert talk.labels[0] == "Ja, bliv ved"
    assert (await rhythm(coach)).due_at is None
    last = list(talk.shown)
    assert await comes(talk, clock, days=300) == []
    talk.shown = last
    await talk.press("Ja, bliv ved")
    check(talk.shown)
    record = await rhythm(coach)
    assert record.asleep_since is None
    assert record.due_at == CALENDAR.next_due(Rhythm.of(record), [], clock())
    await comes(talk, clock)
    assert talk.kinds == ["prompt"]


async def test_any_press_shows_life(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    for label in ("Svar senere", "Et andet spørgsmål", "Spring over"):
        await comes(talk, clock)
        assert (await rhythm(coach)).unanswered > 0
        await talk.press(label)
        assert (await rhythm(coach)).unanswered == 0


async def test_an_agreement_is_kept_and_asked_about_next(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.say(f"{ANSWER} På mandag vil jeg ringe til formanden.")
    check(talk.shown)
    (agreed,) = await rows_of(coach._store, Agreement)
    assert agreed.text == "På mandag vil jeg ringe til formanden."
    assert "På mandag vil jeg ringe til formanden" in talk.text
    await comes(talk, clock)
    check(talk.shown)
    assert "På mandag vil jeg ringe til formanden" in talk.text
    assert "9. marts" in talk.text
    assert "Hvordan gik det?" in talk.text
    (agreed,) = await rows_of(coach._store, Agreement)
    assert agreed.asked_at == clock()
    await talk.say("Han blev glad for opkaldet")
    assert talk.kinds == ["receipt"]
    await comes(talk, clock)
    assert "Hvordan gik det?" not in talk.text


async def test_what_only_sounds_like_an_agreement_is_none(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.say("Det gik fint, men jeg vil gerne vide mere om, hvad de andre gør")
    assert await rows_of(coach._store, Agreement) == []


async def test_a_second_message_soon_after_belongs_to_the_answer(
    coach: Coach, clock: MovedClock
) -> None:
    talk = await prompted(coach, clock)
    await talk.say(ANSWER)
    clock.advance(minutes=2)
    await talk.say("Og bagefter spiste vi sammen, så alle kunne tale med hinanden")
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.text.endswith("tale med hinanden")
    assert kept.text.startswith(ANSWER)


async def test_an_edited_answer_replaces_what_was_kept(coach: Coach, clock: MovedClock) -> None:
    talk = await prompted(coach, clock)
    await talk.say(ANSWER)
    await talk.say("Vi holdt et møde med de unge", edited=True)
    check(talk.shown)
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.text == "Vi holdt et møde med de unge"


async def test_a_change_of_practice_is_seen_and_can_be_placed(
    coach: Coach, clock: MovedClock
) -> None:
    from .talking import FIVE

    talk = await prompted(coach, clock)
    await talk.say(FIVE)
    check(talk.shown)
    assert "trin 5" in talk.text
    assert talk.labels[0] == "Placér os igen"
    await talk.press("Placér os igen")
    assert talk.kinds[-1] == "placement"
    assert talk.shown[0].step == 5


async def test_who_was_never_placed_is_asked_for_everybody(coach: Coach, clock: MovedClock) -> None:
    talk = await started(coach)
    await said_yes(coach, clock)
    await comes(talk, clock)
    check(talk.shown)
    (asked,) = await prompts(coach)
    assert (asked.step, asked.dimension) == (0, "")
    await talk.say("Vi mødtes med naboerne om støjen fra pladsen")
    check(talk.shown)
    assert len(await rows_of(coach._store, Reflection)) == 1


async def test_a_reply_to_the_very_message_answers_that_one(
    coach: Coach, clock: MovedClock
) -> None:
    from bot.coach import Incoming

    talk = await prompted(coach, clock)
    await comes(talk, clock)
    first, second = await prompts(coach)
    async with coach._store.visit("test", "ida", clock()) as visit:
        old = await visit.schedule.prompt(first.id or 0)
        assert old
        old.sent_as = "101"
    clock.advance(days=1)
    shown = await coach.handle(Incoming("test", "ida", text=ANSWER, reply_to="101"))
    check(shown)
    (kept,) = await rows_of(coach._store, Reflection)
    assert kept.prompt_id == first.id
    assert second.id != first.id

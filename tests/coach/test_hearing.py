import pytest

from bot.coach import Coach
from tests.conftest import Talk

from .talking import ENGLISH, FOUR, ONE, PLACEMENT_LABELS, THREE, check, memory_of, started


def sources(talk: Talk) -> list[str]:
    return [source for message in talk.shown for source in message.sources]


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Hvad er faldgruberne på trin 3?", "trin-3/faldgruber"),
        ("faldgruber på trin 3", "trin-3/faldgruber"),
        ("trin 3", "trin-3/billede"),
        ("relationel kontrakt", "begreber/relationel-kontrakt/i-modellen"),
        ("hvad er en brobygger", "begreber/brobygger/i-modellen"),
    ],
)
def test_question_is_answered_before_anything_was_described(
    coach: Coach, words: str, source: str
) -> None:
    talk = started(coach)
    talk.say(words)
    check(talk.shown)
    assert set(talk.kinds) == {"answer"}
    assert source in sources(talk)


def test_follow_up_is_understood_by_what_was_spoken_of(coach: Coach) -> None:
    talk = started(coach)
    talk.say("Hvad er ledernes rolle på trin 2?")
    assert sources(talk) == ["trin-2/ledelse/kendetegn"]
    talk.say("og på 4?")
    check(talk.shown)
    assert sources(talk) == ["trin-4/ledelse/kendetegn"]


@pytest.mark.parametrize("words", ["hvorfor igen?", "hvorfor lige det trin?"])
def test_placement_is_explained_to_who_asks_in_few_words(coach: Coach, words: str) -> None:
    talk = started(coach)
    talk.say(FOUR)
    talk.say(words)
    check(talk.shown)
    assert "trin-4" in {source.split("/")[0] for source in sources(talk)}


@pytest.mark.parametrize(
    "words",
    [
        "hvad skal jeg gøre på mandag, jeg er bare bibliotekar",
        "hvad kan jeg gøre, jeg er jo bare pedel",
    ],
)
def test_advice_is_given_to_who_asks_among_other_words(coach: Coach, words: str) -> None:
    talk = started(coach)
    talk.say(THREE)
    talk.say(words)
    check(talk.shown)
    assert any(source.endswith("naeste-skridt") for source in sources(talk))


def test_question_leaves_the_placement_as_it_was(coach: Coach) -> None:
    talk = started(coach)
    talk.say(FOUR)
    talk.say("Hvad er faldgruberne på trin 2?")
    assert "trin-2/faldgruber" in sources(talk)
    talk.say("tilbage til os")
    assert talk.shown[0].step == 4
    assert talk.labels[:4] == PLACEMENT_LABELS


def test_description_and_question_in_one_message_are_both_answered(coach: Coach) -> None:
    talk = started(coach)
    talk.say(f"{ONE} Hvad er faldgruberne på trin 3?")
    check(talk.shown)
    assert talk.kinds[0] == "placement"
    assert talk.shown[0].step == 1
    assert talk.kinds[-1] == "answer"
    assert "trin-3/faldgruber" in sources(talk)


def test_two_questions_in_one_message_are_both_answered(coach: Coach) -> None:
    talk = started(coach)
    talk.say("Hvor længe varer trin 2, og hvad er faldgruberne på trin 4?")
    check(talk.shown)
    assert sources(talk)[0] == "trin-2/varighed"
    assert "trin-4/faldgruber" in sources(talk)


def test_question_of_a_department_is_answered_from_where_that_one_stands(
    coach: Coach,
) -> None:
    talk = started(coach)
    talk.say(f"På skolerne er det sådan: {FOUR}")
    first = talk.shown[0].step
    talk.say(f"I vej og park er det sådan: {ONE}")
    assert talk.shown[0].step != first
    talk.say("hvad med skolerne, hvorfor står de der?")
    check(talk.shown)
    assert talk.shown[0].step == first
    assert "Ingen spurgte dem" not in talk.text


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("jeg vil tage det op på mødet på torsdag", "receipt"),
        ("kan du skrive til mig hver uge?", "rhythm"),
        ("vis mine tidligere placeringer", "answer"),
        ("nej tak, ikke nu", "receipt"),
    ],
)
def test_kind_of_a_message_is_done(coach: Coach, words: str, kind: str) -> None:
    talk = started(coach)
    talk.say(words)
    check(talk.shown)
    assert talk.kinds[0] == kind


def test_plain_disagreement_asks_and_then_places_on_all_that_was_said(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    talk.say("nej, vi er længere fremme end det")
    check(talk.shown)
    assert talk.kinds == ["clarify"]
    placement, *_ = talk.say(THREE)
    assert placement.kind == "placement"
    assert (placement.step or 0) > 1
    memory = memory_of(talk)
    assert "Ingen spurgte dem" in memory
    assert "Direktionen har sat mål" in memory


def test_disagreement_that_tells_more_is_placed_at_once(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    placement, *_ = talk.say(f"Nej, vi er længere fremme. {FOUR}")
    assert placement.kind == "placement"
    assert (placement.step or 0) > 1


def test_disagreement_with_nothing_is_no_correction(coach: Coach) -> None:
    talk = started(coach)
    talk.say("det er forkert, hvad min chef siger om borgerne")
    check(talk.shown)
    assert talk.kinds != ["placement"]
    assert _state(talk).get("expecting") != "correction"


def test_foreign_words_around_a_danish_question_are_not_placed(coach: Coach) -> None:
    talk = started(coach)
    talk.say(f"{ENGLISH} {ENGLISH} Hvad er en brobygger?")
    check(talk.shown)
    assert "placement" not in talk.kinds
    assert "The" not in memory_of(talk)


@pytest.mark.parametrize("words", ["borgermøde holdt", "borgermøde", "noget andet"])
def test_a_word_or_two_that_ask_nothing_get_no_answer_on_the_model(
    coach: Coach, words: str
) -> None:
    talk = started(coach)
    talk.say(words)
    check(talk.shown)
    assert "unknown" not in talk.kinds


def _state(talk: Talk) -> dict[str, object]:
    with talk.coach._store.visit("test", talk.address, talk.coach._clock()) as visit:
        return dict(visit.conversation.state)


@pytest.mark.parametrize(
    "said", ["jeg vil spørge borgerrådet på torsdag", "jeg vil spørge pårørenderådet på torsdag"]
)
def test_a_plan_with_a_weekday_is_no_wish_for_prompts(talk: Talk, said: str) -> None:
    talk.say(said)
    assert f"«{said}»" in talk.text
    assert "rhythm" not in talk.kinds


def test_a_plan_after_a_detour_is_no_answer_to_what_was_asked_before(talk: Talk) -> None:
    talk.say(ONE)
    talk.say("det passer ikke")
    assert talk.kinds == ["clarify"]
    talk.say("hvad er en brobygger?")
    talk.say("jeg vil ringe til foreningen på mandag")
    check(talk.shown)
    assert talk.kinds[0] == "receipt"
    assert "«jeg vil ringe til foreningen på mandag»" in talk.text


def test_who_wants_nothing_kept_does_not_disagree(talk: Talk) -> None:
    talk.say(ONE)
    talk.say("nej tak til at gemme")
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    assert _state(talk).get("expecting") != "correction"

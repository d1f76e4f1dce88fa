import pytest

from bot.coach import Button, Coach
from bot.coach.coach import MAX_TEXT
from bot.coach.listening import Listening, Request, is_reusable
from bot.coach.state import State
from bot.coach.voice import Voice
from content.pointing import load_pointing
from nlp.pointing import Pointer

from .talking import ENGLISH, FOUR, ONE, PLACEMENT_LABELS, VAGUE, check, started


@pytest.fixture
def listening(voice: Voice) -> Listening:
    return Listening(voice.replies, Pointer(load_pointing()))


def offering(*labels: str) -> State:
    state = State()
    state.offer(tuple(Button(label, f"pressed:{label}") for label in labels))
    return state


@pytest.mark.parametrize(
    ("words", "kind", "beginning"),
    [
        ("/hjaelp", "answer", "Det kan jeg"),
        ("/help", "answer", "Det kan jeg"),
        ("/HELP@trinvis_bot", "answer", "Det kan jeg"),
        ("hvad kan du", "answer", "Det kan jeg"),
        ("hjælp", "answer", "Det kan jeg"),
        ("/ukendt", "answer", "Det kan jeg"),
        ("/", "answer", "Det kan jeg"),
        ("/privatliv", "answer", "Det gemmer jeg"),
        ("/privacy", "answer", "Det gemmer jeg"),
        ("hvad ved du om mig?", "answer", "Det gemmer jeg"),
        ("/trin", "answer", "De fem trin"),
        ("hvilke trin er der?", "answer", "De fem trin"),
        ("/trin 3", "answer", "Trin 3: Den ambitiøse kommune"),
        ("/beskriv", "answer", "Fortæl om noget, I gør i dag."),
        ("/naeste", "answer", "Fortæl om noget, I gør i dag."),
        ("/hvorfor", "answer", "Fortæl om noget, I gør i dag."),
        ("/passerikke", "answer", "Fortæl om noget, I gør i dag."),
        ("vis et eksempel", "answer", "Sådan kan en god beskrivelse se ud"),
        ("hej", "smalltalk", "Hej med dig."),
        ("mange tak", "smalltalk", "Det var så lidt."),
        ("hvem er du?", "smalltalk", "Jeg er et program"),
        ("vi ses", "smalltalk", "Hav det godt."),
        ("Hvad koster en liter mælk i Netto?", "offtopic", "Det ved jeg ikke noget om."),
        (
            "Hva slags kommune er dette, og hvordan jobber dere med dem?",
            "offtopic",
            "Jeg taler kun",
        ),
        ("Vi har haft ett möte med medborgarna om planen.", "offtopic", "Jeg taler kun"),
        (ENGLISH, "offtopic", "Jeg taler kun dansk."),
        ("This is not right, no, we are further ahead.", "offtopic", "Jeg taler kun dansk."),
        ("What is the difference between step 2 and step 3?", "offtopic", "Jeg taler kun dansk."),
        (f"{ENGLISH} What should we do next?", "offtopic", "Jeg taler kun dansk."),
        ("borgermøde holdt", "clarify", "Der skal lidt mere til"),
        (VAGUE, "clarify", "Det er lidt for bredt"),
        ("x" * (MAX_TEXT + 1), "error", "Det er for langt"),
        ("", "error", "Jeg kan kun læse tekst."),
        ("  \n", "error", "Jeg kan kun læse tekst."),
    ],
)
def test_words_are_answered_by_what_they_ask_for(
    coach: Coach, words: str, kind: str, beginning: str
) -> None:
    talk = started(coach)
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == [kind]
    assert talk.text.startswith(beginning)


@pytest.mark.parametrize("before", [(), (FOUR,), (FOUR, "passer ikke"), (VAGUE,), ("trin 3",)])
@pytest.mark.parametrize("words", [ENGLISH, "No, this is wrong, we are much further ahead."])
def test_other_languages_are_answered_in_danish_and_english(
    coach: Coach, before: tuple[str, ...], words: str
) -> None:
    talk = started(coach)
    for said in before:
        talk.say(said)
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == ["offtopic"]
    assert "I only speak Danish." in talk.text


@pytest.mark.parametrize(
    ("typed", "pressed"),
    [
        ("Hvorfor?", "Hvorfor?"),
        ("hvorfor", "Hvorfor?"),
        ("HVORFOR???", "Hvorfor?"),
        ("hvorffor", "Hvorfor?"),
        ("naeste skridt", "Næste skridt"),
        ("næste skrit", "Næste skridt"),
        ("  Næste   skridt. ", "Næste skridt"),
        ("mer om trinnet", "Mere om trinnet"),
        ("passer ike", "Passer ikke"),
        ("Passer ikkke", "Passer ikke"),
    ],
)
def test_label_typed_with_a_typo_presses_its_button(
    listening: Listening, typed: str, pressed: str
) -> None:
    request = listening.offered(typed, offering(*PLACEMENT_LABELS))
    assert request == Request("pressed", (pressed,))


@pytest.mark.parametrize("typed", ["", "?", "hvor", "trin 3", "vi passer på børn", ONE])
def test_other_words_press_no_button(listening: Listening, typed: str) -> None:
    assert listening.offered(typed, offering(*PLACEMENT_LABELS)) is None


def test_nothing_can_be_pressed_where_nothing_is_offered(listening: Listening) -> None:
    assert listening.offered("Hvorfor?", State()) is None
    assert listening.agreed("ja", State()) is None


def test_plain_yes_presses_the_first_button(listening: Listening) -> None:
    assert listening.agreed("Ja tak!", offering("a", "b")) == Request("pressed", ("a",))
    assert listening.agreed("ja, men vi er længere", offering("a", "b")) is None


def test_plain_yes_is_no_answer_to_a_question_of_several(coach: Coach, doubtful: str) -> None:
    talk = started(coach)
    talk.say(doubtful)
    question = talk.text
    talk.say("ja")
    assert set(talk.kinds) == {"smalltalk"}
    talk.press("Tilbage til spørgsmålet")
    assert talk.text == question


def test_every_label_and_phrase_of_the_content_is_understood(
    listening: Listening, voice: Voice
) -> None:
    for command in voice.replies.commands:
        for phrase in command.phrases:
            assert listening.phrase(phrase.upper()) == Request(command.action), phrase
        if command.name:
            assert listening.command(f"/{command.name}") == Request(command.action)
    for phrases in voice.replies.smalltalk.values():
        for phrase in phrases:
            assert listening.smalltalk(phrase), phrase


@pytest.mark.parametrize(
    ("typed", "request_"),
    [
        ("/trin", Request("steps")),
        ("/trin 3", Request("step", ("3",))),
        ("/trin@trinvis_bot fire", Request("step", ("4",))),
        ("/trin den modne kommune", Request("step", ("4",))),
        ("/trin trin 4", Request("step", ("4",))),
        ("/trin 9", Request("step", ("0",))),
        ("/trin ved siden af", Request("steps")),
        ("/hvorfor 3", Request("why")),
        ("trin 3", None),
    ],
)
def test_command_may_name_a_step(
    listening: Listening, typed: str, request_: Request | None
) -> None:
    assert listening.command(typed) == request_


@pytest.mark.parametrize("label", ["Et eksempel", "Et andet eksempel", "Flere råd", "Ja, slet alt"])
def test_label_that_needs_what_was_offered_is_no_phrase(listening: Listening, label: str) -> None:
    request = listening.phrase(label)
    assert request is None or request.name not in {
        "an_example", "another_example", "more_advice", "erase_yes"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("action", "pressed"), [("why:1", True), ("answer:1:2", False), ("area:skole", False)]
)
def test_first_of_several_is_not_pressed_for_the_person(
    listening: Listening, action: str, pressed: bool
) -> None:
    state = State()
    state.offer((Button("x", action),))
    assert bool(listening.first_offered(state)) == pressed
    assert bool(listening.agreed("ja", state)) == pressed


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("og politikerne?", True),
        ("og politikerne", False),
        (f"{ONE.rstrip('.')} {ONE.rstrip('.')}?", False),
    ],
)
def test_short_text_with_its_mark_is_a_question(
    listening: Listening, typed: str, asks: bool
) -> None:
    assert listening.asks(typed) == asks


@pytest.mark.parametrize(
    ("typed", "topic", "goes_on"),
    [
        ("og på 4", "ledelse", True),
        ("Hvad med politikerne", "ledelse", True),
        ("og på 4", "", False),
        ("og", "ledelse", False),
        ("vi har spurgt dem", "ledelse", False),
        ("og så har vi også spurgt alle naboerne om planen", "ledelse", False),
    ],
)
def test_few_words_go_on_from_what_was_asked(
    listening: Listening, typed: str, topic: str, goes_on: bool
) -> None:
    assert listening.goes_on(typed, State(topic=topic)) == goes_on


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("kan du slette det hele om mig", "erase"),
        ("jeg vil have mine ting væk, fjern alt", "erase"),
        ("vil du ikke nok glemme det her", "forget"),
        ("hvem kan se mine ord", "privacy"),
    ],
)
def test_what_is_asked_of_ones_data_is_heard(listening: Listening, typed: str, action: str) -> None:
    assert listening.about_data(typed) == Request(action)


@pytest.mark.parametrize(
    ("typed", "side"),
    [
        ("nej, vi er længere fremme end det", "higher"),
        ("så langt er vi slet ikke, det er for højt", "lower"),
        ("nej det tror jeg ikke", ""),
        ("vi har en nejlikefestival", None),
        (FOUR, None),
    ],
)
def test_disagreement_is_heard_with_its_side(
    listening: Listening, typed: str, side: str | None
) -> None:
    assert listening.disagreement(typed) == side


@pytest.mark.parametrize(
    ("action", "name", "first", "second"),
    [
        ("answer:3:4", "answer", 3, 4),
        ("answer:x", "answer", 0, 0),
        ("why", "why", 0, 0),
        ("", "", 0, 0),
        ("step:" + "9" * 5000, "step", 0, 0),
    ],
)
def test_action_of_a_button_is_read(action: str, name: str, first: int, second: int) -> None:
    request = Request.parse(action)
    assert (request.name, request.number(), request.number(1)) == (name, first, second)


def test_only_buttons_that_change_nothing_may_be_pressed_again() -> None:
    assert is_reusable("step:3")
    assert is_reusable("help")
    assert not is_reusable("answer:1:2")
    assert not is_reusable("erase_yes")
    assert not is_reusable("wrong:1")


def test_typed_label_does_what_its_button_does(coach: Coach) -> None:
    for typed, label in zip(
        ("hvorffor", "naeste skrit", "mer om trinnet", "passer ike"), PLACEMENT_LABELS, strict=True
    ):
        one, other = started(coach, f"one {label}"), started(coach, f"other {label}")
        one.say(FOUR)
        other.say(FOUR)
        one.say(typed)
        other.press(label)
        assert one.text == other.text


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("jeg vil spørge borgerrådet på torsdag", True),
        ("vi vil prøve det på mandag", True),
        ("jeg vil prøve, om du kan spørge på torsdag", False),
        ("jeg vil prøve de spørgsmål hver uge", False),
        ("borgerrådet mødes på torsdag", False),
    ],
)
def test_who_says_what_they_will_do_asks_nothing_of_the_coach(
    listening: Listening, said: str, alone: bool
) -> None:
    assert listening.commits_alone(said) is alone


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("nå men hvorfor var det vi lå der", True),
        ("og hvad så", True),
        ("vi ved ikke hvorfor", False),
        ("", False),
        ("hvad " * 16, False),
    ],
)
def test_a_question_is_known_by_its_first_word(
    listening: Listening, said: str, begins: bool
) -> None:
    assert listening.begins_asking(said) is begins


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ("Vi prøvede med koret, og de pårørende overtog det hele", True),
        ("vi prøver med koret på torsdag", False),
        ("på torsdag vil vi gøre, som da vi prøvede med koret", False),
    ],
)
def test_what_is_done_already_is_no_plan(listening: Listening, said: str, done: bool) -> None:
    assert listening.tells_of_done(said) is done


@pytest.mark.parametrize("typed", ["nej tak til at gemme", "jeg vil helst ikke have det gemt"])
def test_a_refusal_may_speak_of_keeping(listening: Listening, typed: str) -> None:
    assert listening.speaks_of_keeping(typed)
    assert not listening.speaks_of_keeping("nej tak")

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.cues import load_cues
from nlp.danish import Danish
from nlp.parts import Part, Parts

PARTS = Parts(load_cues())


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("I ældreplejen spørger vi de pårørende", "ældre", "ældreplejen"),
        ("Ovre i jobcentret er det anderledes", "beskæftigelse", "jobcentret"),
        ("Og på biblioteket holder vi åbent", "bibliotek", "biblioteket"),
        ("men hos teknik og miljø bestemmer chefen", "teknik og miljø", "teknik og miljø"),
        ("i vores børnehave laver forældrene maden", "dagtilbud", "børnehave"),
        ("inden for handicapområdet prøver vi", "handicap", "handicapområdet"),
        ("i børn og familie går det trægt", "børn og familie", "børn og familie"),
        ("I AELDREPLEJEN", "ældre", "aeldreplejen"),
        ("På Plejehjemmet spørger vi", "ældre", "plejehjemmet"),
    ],
)
def test_a_clause_begins_with_its_area(text: str, field: str, said: str) -> None:
    assert PARTS.area(text) == (field, said)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi spørger altid borgerne først",
        "ældreplejen",
        "Vi har i mange år lavet mad i ældreplejen",
        "jobcentret ringer til folk",
    ],
)
def test_a_clause_that_only_speaks_of_a_field_has_no_area(text: str) -> None:
    assert PARTS.area(text) is None


def test_two_departments_are_told_apart(rules: Danish) -> None:
    text = (
        "I ældreplejen er de pårørende med fra start. De laver maden selv. "
        "Men i jobcentret bestemmer vi det hele, og ingen bliver spurgt."
    )
    assert PARTS.areas(rules.analyse(text)) == [
        Part(
            "ældre",
            "I ældreplejen er de pårørende med fra start. De laver maden selv.",
            "ældreplejen",
        ),
        Part(
            "beskæftigelse",
            "Men i jobcentret bestemmer vi det hele, og ingen bliver spurgt.",
            "jobcentret",
        ),
    ]


def test_what_stands_together_is_kept_word_for_word(rules: Danish) -> None:
    first = "I ældreplejen er de med: fra start;  ja, HELE vejen (og længe)! De laver maden."
    second = "Men i jobcentret bestemmer vi - altid, og ingen bliver spurgt!"
    parts = PARTS.areas(rules.analyse(f"{first} {second}"))
    assert [part.text for part in parts] == [first, second]


def test_a_department_that_is_spoken_of_again_is_one_part(rules: Danish) -> None:
    text = (
        "I jobcentret spørger vi altid de ledige. På biblioteket bestemmer vi det hele selv. "
        "I Jobcentret er chefen også med."
    )
    assert PARTS.areas(rules.analyse(text)) == [
        Part(
            "beskæftigelse",
            "I jobcentret spørger vi altid de ledige. I Jobcentret er chefen også med.",
            "jobcentret",
        ),
        Part("bibliotek", "På biblioteket bestemmer vi det hele selv.", "biblioteket"),
    ]


def test_departments_are_told_apart_in_one_sentence(rules: Danish) -> None:
    text = "på biblioteket bestemmer borgerne selv mens i byggesag bestemmer vi alt"
    assert [part.name for part in PARTS.areas(rules.analyse(text))] == ["bibliotek", "byggesag"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I ældreplejen er de pårørende med fra start.",
        "I ældreplejen er de pårørende med. I ældreplejen laver de maden.",
        # What is said of one of them is too little.
        "I ældreplejen er de pårørende altid med. Derimod i jobcentret.",
        # Without a word of contrast, both must be told of at length.
        "I ældreplejen er de med. På biblioteket er de med.",
    ],
)
def test_one_department_is_not_cut(rules: Danish, text: str) -> None:
    assert PARTS.areas(rules.analyse(text)) == []


def test_without_a_contrast_two_that_are_told_of_at_length_are_cut(rules: Danish) -> None:
    text = (
        "I ældreplejen er de pårørende med fra start. "
        "På biblioteket holder frivillige åbent hver lørdag."
    )
    assert [part.name for part in PARTS.areas(rules.analyse(text))] == ["ældre", "bibliotek"]


def test_earlier_and_now_are_told_apart(rules: Danish) -> None:
    text = "Tidligere sendte vi planen i høring. I dag tegner vi den sammen med naboerne."
    assert PARTS.times(rules.analyse(text)) == (
        "Tidligere sendte vi planen i høring.",
        "I dag tegner vi den sammen med naboerne.",
    )


def test_now_may_come_first_and_both_in_one_sentence(rules: Danish) -> None:
    text = "Nu spørger vi altid borgerne først, for to år siden gjorde vi det aldrig."
    assert PARTS.times(rules.analyse(text)) == (
        "for to år siden gjorde vi det aldrig.",
        "Nu spørger vi altid borgerne først",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Vi spørger altid borgerne.",
        "Tidligere sendte vi planen i høring. Det gjorde vi i mange år.",
        "I dag tegner vi planen sammen med naboerne.",
        "Tidligere nej da. I dag tegner vi planen sammen med naboerne.",
    ],
)
def test_one_time_is_not_cut(rules: Danish, text: str) -> None:
    assert PARTS.times(rules.analyse(text)) is None


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Tidligere sendte vi planen i høring.", True),
        ("For to år siden spurgte vi ingen. Det var chefen, der bestemte.", True),
        ("Vi spurgte ingen, for chefen bestemte dengang.", True),
        ("Før i tiden", True),
        ("I dag tegner vi planen sammen med naboerne.", False),
        ("Tidligere sendte vi planen i høring. I dag tegner vi den sammen.", False),
        ("Nu spørger vi borgerne, for to år siden gjorde vi det aldrig.", False),
        ("Vi spørger borgerne.", False),
        ("", False),
    ],
)
def test_what_tells_of_earlier_alone_is_known(rules: Danish, text: str, earlier: bool) -> None:
    assert PARTS.is_of_earlier(rules.analyse(text)) is earlier


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "Hvad gør lederne, og hvad gør politikerne?",
            ["Hvad gør lederne", "hvad gør politikerne?"],
        ),
        (
            "Hvad er en silo? Hvordan kommer vi videre?",
            ["Hvad er en silo", "Hvordan kommer vi videre?"],
        ),
        ("HVAD er trin 2 OG HVEM leder?", ["HVAD er trin 2", "HVEM leder?"]),
        (
            "Hvad er trin 3 og hvornår er vi der og kan du give et eksempel?",
            ["Hvad er trin 3", "hvornår er vi der", "kan du give et eksempel?"],
        ),
        ("Men hvad er en silo? Hvem leder?", ["Men hvad er en silo", "Hvem leder?"]),
    ],
)
def test_a_message_of_several_questions_is_cut(text: str, questions: list[str]) -> None:
    assert PARTS.questions(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hvad er en silo?",
        "Hvad gør borgere og politikere?",
        # Where one of them does not ask, it is all one.
        "Vi spørger borgerne, og hvad så?",
        "Er det trin 2, og hvem leder?",
        # «hvadsomhelst» only begins as a question does.
        "Hvad gør vi og hvadsomhelst andet?",
    ],
)
def test_what_is_one_question_is_not_cut(text: str) -> None:
    assert PARTS.questions(text) == [text]


def test_what_is_told_and_what_is_asked_are_told_apart(rules: Danish) -> None:
    text = (
        "Vi spørger naboerne om den nye legeplads, før vi tegner. Er det trin 2? "
        "De er glade for det. Hvad kan vi gøre nu?"
    )
    assert PARTS.told_and_asked(rules.analyse(text)) == (
        "Vi spørger naboerne om den nye legeplads, før vi tegner. De er glade for det.",
        "Er det trin 2? Hvad kan vi gøre nu?",
    )


def test_eight_words_are_enough_to_tell(rules: Danish) -> None:
    told, asked = "Vi spørger naboerne først, inden vi tegner noget.", "Er det trin 2?"
    assert PARTS.told_and_asked(rules.analyse(f"{asked} {told}")) == (told, asked)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hvad kan vi gøre nu?",
        "Vi spørger naboerne om den nye legeplads, før vi tegner.",
        # Too little is told.
        "Vi spørger naboerne. Er det trin 2?",
        "Vi spørger naboerne om den nye legeplads. Er det trin 2?",
    ],
)
def test_what_only_tells_or_only_asks_is_not_cut(rules: Danish, text: str) -> None:
    assert PARTS.told_and_asked(rules.analyse(text)) is None


@settings(max_examples=50, deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(["I skolen", "i dag", "før i tiden", "men", ",", ".", "?", "vi ringer her"])
    ).map(" ".join)
)
def test_any_text_can_be_cut(rules: Danish, text: str) -> None:
    analysis = rules.analyse(text)
    names = [part.name for part in PARTS.areas(analysis)]
    assert len(names) != 1
    assert set(names) <= set(load_cues().fields)
    times = PARTS.times(analysis)
    for pair in (times, PARTS.told_and_asked(analysis)):
        assert pair is None or all(pair)
    assert not (times and PARTS.is_of_earlier(analysis))
    questions = PARTS.questions(text)
    assert questions == [text] or len(questions) > 1

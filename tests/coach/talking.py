"""What people say to the coach in these tests, and what must hold of every reply."""

from collections.abc import Sequence

from bot.coach import Coach, Message
from bot.coach.markup import MAX_LENGTH, length
from tests.conftest import Talk
from tests.standin.formatting import parse_html

ONE = (
    "Forvaltningen skrev planen, og borgerne fik den at se ved et møde bagefter. "
    "Ingen spurgte dem, før den var vedtaget."
)
TWO = "Vi spurgte borgerne på to møder, og nogle af deres forslag kom med i planen."
THREE = (
    "Direktionen har sat mål for samskabelse i alle forvaltninger, og det står i strategien. "
    "Ledere og udvalgte medarbejdere bliver trænet i det."
)
FOUR = (
    "Vi har ansat tre brobyggere, som støtter det, borgerne selv sætter i gang. "
    "Lederne skifter stil efter opgaven, og politikerne har et § 17, stk. 4-udvalg med borgere."
)
FIVE = (
    "Kommunen er en arena, hvor alle kan sætte noget i gang. Borgere, politikere og medarbejdere "
    "kalder på hinanden, og opgaven afgør, hvem der kommer på holdet. "
    "Kontrakterne med firmaerne er relationelle."
)
VAGUE = "Vi samarbejder godt med borgerne"
# Between steps; which of them the classifier is in doubt about may change when it learns more.
BETWEEN = (
    "Frivillige hjælper på plejehjemmet, og vi holder møder med dem om, hvad de laver.",
    "Vi mødes med beboerne hver måned og taler om området.",
    "Vi lavede en arbejdsgruppe med forældre og lærere om den nye skole.",
    "Forvaltningerne arbejder hver for sig, og det er tilfældigt, om nogen spørger foreningerne.",
)
ENGLISH = "We invited the citizens to a meeting about the new plan last week."

PLACEMENT_LABELS = ["Hvorfor?", "Næste skridt", "Mere om trinnet", "Passer ikke"]
FIRST_LABELS = ["Beskriv noget, I gør", "Vis et eksempel", "Se de fem trin"]
MOST_DATA_BYTES = 64


def check(shown: Sequence[Message]) -> None:
    """Check what holds of every reply, whatever was said."""
    assert shown
    for message in shown:
        assert parse_html(message.html).text.strip()
        assert 0 < length(message.html) <= MAX_LENGTH
    assert not any(message.buttons for message in shown[:-1])
    buttons = shown[-1].buttons
    assert buttons or shown[-1].text.rstrip().endswith("?")
    assert len({button.label for button in buttons}) == len(buttons)
    for button in buttons:
        assert button.label.strip()
        assert 1 <= len(button.action.encode()) <= MOST_DATA_BYTES


def started(coach: Coach, address: str = "ida") -> Talk:
    """Begin a talk with somebody who was welcomed."""
    talk = Talk(coach, address)
    talk.say("/start")
    return talk


def memory_of(talk: Talk) -> str:
    """Give what is remembered of a person's own words."""
    coach = talk.coach
    with coach._store.visit("test", talk.address, coach._clock()) as visit:
        return str(visit.conversation.memory)

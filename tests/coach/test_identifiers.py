from bot.coach import Coach
from tests.conftest import MovedClock
from tests.models.tables import all_rows

from .prompted import comes, said_yes
from .talking import ONE, check, started

SECRETS = ("010190-1234", "20 30 40 50", "ida.hansen@example.dk", "Mette Sørensen")
MORE = (
    " Mette Sørensen (cpr 010190-1234) ringede på 20 30 40 50 og skrev fra ida.hansen@example.dk."
)


def kept(coach: Coach) -> str:
    return str(all_rows(coach._store))


def test_identifiers_are_neither_kept_nor_shown_and_that_is_said_once(
    coach: Coach, clock: MovedClock
) -> None:
    talk = started(coach)
    talk.say(ONE + MORE)
    check(talk.shown)
    assert talk.shown[0].kind == "receipt"
    assert "et CPR-nummer" in talk.shown[0].text
    assert "et navn" in talk.shown[0].text
    assert "placement" in talk.kinds
    for words in ("hvorfor", "jeg vil ringe til Mette Sørensen på 20304050 på mandag"):
        talk.say(words)
        assert talk.kinds[0] != "receipt" or "CPR" not in talk.text
    said_yes(coach, clock)
    comes(talk, clock)
    talk.say("Mette Sørensen kom med kage, hendes nummer er 20 30 40 50")
    everything = kept(coach)
    for secret in (*SECRETS, "20304050", "Mette"):
        assert secret not in everything
        assert secret not in talk.text
    talk.say("/historik")
    assert "Mette" not in talk.text


def test_a_text_without_identifiers_is_kept_as_it_is(coach: Coach) -> None:
    talk = started(coach)
    talk.say(ONE)
    assert "Ingen spurgte dem, før den var vedtaget" in talk.text
    assert talk.kinds[0] == "placement"

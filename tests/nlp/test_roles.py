import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.cues import load_cues
from content.values import Role
from nlp.roles import Roles

ROLES = Roles(load_cues())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("jeg er leder", Role.LEADER),
        ("Jeg er afdelingsleder i ældreplejen. Hvad kan vi gøre?", Role.LEADER),
        ("hvad kan jeg gøre som chef", Role.LEADER),
        ("jeg arbejder som pædagog i en børnehave", Role.EMPLOYEE),
        ("jeg er bare menig medarbejder", Role.EMPLOYEE),
        ("jeg er en ret ny sygeplejerske", Role.EMPLOYEE),
        ("jeg sidder i byrådet", Role.POLITICIAN),
        ("JEG ER UDVALGSFORMAND", Role.POLITICIAN),
        ("jeg er politiker og var engang leder", Role.POLITICIAN),
        ("hvad skal jeg som rådmand spørge om", Role.POLITICIAN),
    ],
)
def test_a_person_says_who_they_are(text: str, role: Role) -> None:
    assert ROLES.of(text) is role


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hvad gør lederne på trin 3",
        "vores chef bestemmer det hele",
        "politikerne blander sig",
        "jeg er træt",
        "jeg er glad for det vi laver sammen med vores leder",
    ],
)
def test_of_others_nothing_is_concluded(text: str) -> None:
    assert ROLES.of(text) is None


@settings(max_examples=60)
@given(
    st.text()
    | st.lists(st.sampled_from(["jeg er", "leder", "som", "*", "i byrådet"])).map(" ".join)
)
def test_any_text_gives_a_role_or_none(text: str) -> None:
    assert ROLES.of(text) in {None, Role.EMPLOYEE, Role.LEADER, Role.POLITICIAN}

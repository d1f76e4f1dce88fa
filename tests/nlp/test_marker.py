import pytest

from content.values import Topic
from nlp.place import Place
from nlp.pointing import MASK
from nlp.questions import Marker
from tests.nlp.asking import NOWHERE, ON_TWO, Told, asking_of


def test_a_question_is_read_with_its_steps_masked_and_signs_after_its_words(
    marker: Marker,
) -> None:
    analysis = marker.analyse("Hvad gør lederne på trin 3?", placed=False)
    forms = [word.form for word in analysis.words]
    assert forms[:6] == ["hvad", "goer", "lederne", "paa", "trin", MASK]
    assert {"xsteps1", "xsome", "qledelse", "xunplaced"} <= set(forms[6:])
    assert not {"xplaced", "xabove", "xwhole", "qpolitik"} & set(forms)
    assert {word.start for word in analysis.words[6:]} == {len(analysis.text)}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("trin 2 og trin 3 og trin 4", "xsteps2"),
        ("hvad er det", "xfew"),
        ("en to tre fire fem seks syv otte ni ti elleve", "xmany"),
        ("hvad med næste trin", "xabove"),
        ("hvad med trinnet under", "xbelow"),
        ("hvad med alle trin", "xwhole"),
        ("hvordan når vi op på trin 3", "xgoal"),
        ("hvad er en silo", "xterm"),
        ("hvad gør politikerne", "qpolitik"),
        ("hvad er næste skridt", "qnaesteskridt"),
    ],
)
def test_a_sign_tells_what_a_question_has(marker: Marker, text: str, sign: str) -> None:
    assert sign in {word.form for word in marker.analyse(text, placed=False).words}
    assert sign not in {
        word.form for word in marker.analyse("og så et par ord til", placed=False).words
    }


def test_whether_somebody_was_placed_is_a_sign(marker: Marker) -> None:
    for placed, sign in ((True, "xplaced"), (False, "xunplaced")):
        assert marker.analyse("hvad nu", placed=placed).words[-1].form == sign
    told = Told({"drift": 1})
    asking = asking_of(marker, told)
    # Who speaks of a step is read as if placed on it.
    for place in (NOWHERE, Place(topic=Topic.POLITICS), Place(step=3), ON_TWO):
        asking.read("hvad nu", None, place)
    signs = [read.words[-1].form for read in told.read]
    assert signs == ["xunplaced", "xunplaced", "xplaced", "xplaced"]

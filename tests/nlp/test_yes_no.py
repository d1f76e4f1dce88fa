import pytest

from content.cues import load_cues
from content.guide import load_guide
from content.messages import MessageExample, load_messages
from content.values import Block, Point, Says, Source, Topic
from nlp.yes_no import YesNo

BLOCK = Block("korte-svar/siloer", "Siloer", Source.MODEL, ("Siloerne står endnu.",))
POINT = Point(BLOCK, Topic.ORGANISATION, 2, ("står", "ikke kan løse"), ("væk", "brudt ned"))
REAL = YesNo(load_guide().points, load_cues())
ASKED = [each for each in load_messages() if each.point]
_FEWEST_TOLD = 0.85


@pytest.fixture(scope="module")
def yes_no() -> YesNo:
    return YesNo([POINT], load_cues())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Står siloerne endnu?", Says.YES),
        ("er siloerne brudt ned", Says.NO),
        ("Er siloerne væk eller hvad?", Says.NO),
        ("Står siloerne, eller er de væk?", Says.YES),
        ("er siloerne væk eller står de endnu", Says.NO),
        ("Er siloerne væk eller brudt ned eller flyttet?", None),
        ("Er der noget, de ikke kan løse?", Says.YES),
        ("Hvorfor står siloerne endnu?", None),
        ("og hvem siger at de står", None),
        ("Står siloerne ikke endnu?", None),
        ("Er siloerne ikke væk?", None),
        ("Står alle siloer endnu?", None),
        ("Er siloer sunde?", None),
        ("", None),
    ],
)
def test_yes_or_no_is_said_where_it_is_sure(yes_no: YesNo, text: str, says: Says | None) -> None:
    assert yes_no.said(text, BLOCK.id) is says


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row.id)
def test_no_known_question_is_told_the_opposite(row: MessageExample) -> None:
    assert REAL.said(row.text, row.point or "") in (None, row.says)


def test_most_known_questions_for_yes_or_no_are_told() -> None:
    asked = [each for each in ASKED if each.says]
    told = [each for each in asked if REAL.said(each.text, each.point or "")]
    assert len(told) >= _FEWEST_TOLD * len(asked)

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pytest

from content.cues import load_cues
from content.guide import load_guide
from content.pointing import load_pointing
from content.values import Dimension, Role, Says, Topic
from nlp.blend import Blend, Floats, Linear, Seen
from nlp.danish import Analysis, Danish
from nlp.features import Compact, Vocabulary, Weigher
from nlp.learning.points import fit_points
from nlp.place import Place
from nlp.pointing import MASK
from nlp.points import Near
from nlp.questions import DOUBT, DOUBTS, Asking, Marker, Question, QuestionModel

NOWHERE = Place()
ON_TWO = Place(own=2)
BLOCK = "modellen/raekkefoelgen"


class Fixed:
    """Give the chances that a test tells."""

    def __init__(self, chances: Mapping[str, float]) -> None:
        self.classes = list(chances)
        self._row = list(chances.values())

    def probabilities(self, seen: Seen) -> Floats:
        return np.array([self._row])


class Nearest:
    """Find the short answers that a test tells, among those that are possible."""

    def __init__(self, fits: Mapping[str, float]) -> None:
        self._near = [Near(f"korte-svar/{name}", fit) for name, fit in fits.items()]

    def nearest(self, text: Compact, is_possible: Callable[[str], bool]) -> list[Near]:
        found = [near for near in self._near if is_possible(near.point)]
        return sorted(found, key=lambda near: -near.fit)


class Told:
    """Know topics and blocks as a test tells; remember how what was asked was read."""

    def __init__(
        self, chances: Mapping[str, float], fits: Mapping[str, float] = MappingProxyType({})
    ) -> None:
        self.topics = Fixed(chances)
        self.points = Nearest(fits)
        self.blocks = Fixed({"modellen/den-roede-traad": 0.2, BLOCK: 0.5, "modellen/x": 0.3})
        self.read: list[Analysis] = []

    def see(self, analysis: Analysis, meaning: Floats | None) -> Seen:
        self.read.append(analysis)
        return Seen(Compact(np.zeros((1, 0)), np.zeros(0, np.int64)), meaning)


@pytest.fixture(scope="module")
def marker(rules: Danish) -> Marker:
    return Marker(rules, load_guide(), load_cues(), load_pointing())


def _ask(marker: Marker, text: str, place: Place = NOWHERE, **chances: float) -> Question:
    return _asking(marker, Told(chances)).read(text, None, place)


def _asking(marker: Marker, told: Told) -> Asking:
    return Asking(told, marker, load_guide(), load_cues())  # type: ignore[arg-type]


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
    asking = _asking(marker, told)
    # Who speaks of a step is read as if placed on it.
    for place in (NOWHERE, Place(topic=Topic.POLITICS), Place(step=3), ON_TWO):
        asking.read("hvad nu", None, place)
    signs = [read.words[-1].form for read in told.read]
    assert signs == ["xunplaced", "xunplaced", "xplaced", "xplaced"]


def test_a_question_is_understood_whole(marker: Marker) -> None:
    text = "Jeg er leder i ældreplejen. Hvad er en silo, og hvad gør politikerne på trin 3?"
    question = _ask(marker, text, ON_TWO, politik=0.6, begreb=0.35, ledelse=0.05)
    assert question.topics == (Topic.POLITICS, Topic.TERM)
    assert question.step == 3
    assert question.step_for(Topic.TERM) is None
    assert question.named[0] is Topic.POLITICS
    assert {Topic.POLITICS, Topic.LEADERSHIP} <= set(question.named)
    assert Dimension.LEADERSHIP in question.dimensions
    assert "Silo" in question.terms
    assert question.fields == ("ældre",)
    assert question.role is Role.LEADER
    assert (question.start, question.steps) == (2, (2, 3))
    assert question.place == ON_TWO
    assert question.block == BLOCK
    assert question.probability == 0.6
    assert not question.demands


@pytest.mark.parametrize("text", ["hvad kræver trin 3 af os", "Hvad skal der til på trin 3?"])
def test_what_a_step_demands_is_asked_for(marker: Marker, text: str) -> None:
    assert _ask(marker, text, kendetegn=1).demands


def test_the_probability_is_of_the_likeliest_also_off_the_subject(marker: Marker) -> None:
    assert _ask(marker, "i vejret", offtopic=0.7, ledelse=0.3).probability == 0.7


@pytest.mark.parametrize(
    ("chances", "topics"),
    [
        ({"drift": 0.9, "ledelse": 0.1}, (Topic.OPERATION,)),
        ({"drift": 0.6, "ledelse": 0.4}, (Topic.OPERATION, Topic.LEADERSHIP)),
        ({"drift": 0.7, "ledelse": 0.3}, (Topic.OPERATION, Topic.LEADERSHIP)),
        ({"drift": 0.71, "ledelse": 0.29}, (Topic.OPERATION,)),
        ({"ledelse": 0.6, "offtopic": 0.4}, (Topic.LEADERSHIP,)),
        ({"offtopic": 0.6, "ledelse": 0.4}, ()),
        ({"offtopic": 0.5, "ledelse": 0.25, "drift": 0.25}, ()),
        ({"drift": 0.34, "ledelse": 0.33, "politik": 0.33}, (Topic.OPERATION, Topic.LEADERSHIP)),
        # What the model does not tell weighs more, and is never half of an answer.
        ({"drift": 0.55, "uden_for": 0.45}, (Topic.OUTSIDE,)),
        ({"drift": 0.65, "uden_for": 0.35}, (Topic.OPERATION,)),
        ({"offtopic": 0.55, "uden_for": 0.45, "drift": 0}, (Topic.OUTSIDE,)),
    ],
)
def test_a_second_topic_counts_where_it_is_nearly_as_likely(
    marker: Marker, chances: dict[str, float], topics: tuple[Topic, ...]
) -> None:
    question = _ask(marker, "hvad siger loven om drift, ledelse og politik", **chances)
    assert question.topics == topics


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("hvad med lederne", (Topic.OPERATION, Topic.LEADERSHIP)),
        ("hvad med driften", (Topic.OPERATION,)),
        ("hvad med politikerne", (Topic.OPERATION,)),
        ("hvad så", (Topic.OPERATION,)),
    ],
)
def test_a_second_topic_counts_only_where_a_word_of_its_own_is_said(
    marker: Marker, text: str, topics: tuple[Topic, ...]
) -> None:
    assert _ask(marker, text, drift=0.6, ledelse=0.4).topics == topics


@pytest.mark.parametrize("text", ["trin 3 i vejret", "den næste i vejret", "en silo i vejret"])
def test_who_names_a_step_or_a_term_is_on_the_subject(marker: Marker, text: str) -> None:
    chances = {"offtopic": 0.9, "ledelse": 0.1}
    assert _ask(marker, text, **chances).topics == (Topic.LEADERSHIP,)
    off = _ask(marker, "i vejret", ON_TWO, **chances)
    assert (off.topics, off.step) == ((), None)


@pytest.mark.parametrize("guess", [Topic.TRAITS, Topic.COMPARISON])
@pytest.mark.parametrize(
    "text",
    [
        *("og trin 4?", "og næste trin?", "og trinnet under?", "og hvad så med dem på trin 4?"),
        # Such words stand in questions of all kinds.
        "og i modellen på trin 4?",
    ],
)
def test_a_few_words_that_name_a_step_lean_on_what_was_spoken_of(
    marker: Marker, text: str, guess: Topic
) -> None:
    after = Place(own=2, topic=Topic.POLITICS)
    assert _ask(marker, text, after, **{guess: 1}).topics == (Topic.POLITICS,)
    assert _ask(marker, text, ON_TWO, **{guess: 1}).topics == (guess,)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        # No step is pointed at.
        ("og hvad så?", Topic.TRAITS),
        # Nine words are not few.
        ("og hvad så med dem der på trin 4?", Topic.TRAITS),
        # Two steps are there to be compared.
        ("og trin 3 og trin 4?", Topic.COMPARISON),
        # It is told what is asked about, by a word or as it is read.
        ("og lederne på trin 4?", Topic.TRAITS),
        ("ledere på trin 4?", Topic.LEADERSHIP),
        ("og trin 4?", Topic.LEADERSHIP),
    ],
)
def test_what_says_more_leans_on_nothing(marker: Marker, text: str, guess: Topic) -> None:
    place = Place(own=2, topic=Topic.POLITICS)
    assert _ask(marker, text, place, **{guess: 1}).topics == (guess,)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("hvad er det der kendetegner trin 4?", Topic.TRAITS),
        ("hvad er forskellen på os og trin 4?", Topic.COMPARISON),
    ],
)
def test_a_few_words_that_say_what_they_ask_about_lean_on_nothing(
    marker: Marker, text: str, guess: Topic
) -> None:
    place = Place(own=2, topic=Topic.POLITICS)
    assert _ask(marker, text, place, **{guess: 1}).topics == (guess,)


@pytest.mark.parametrize(
    ("text", "guess", "topic"),
    [
        ("og politikerne?", Topic.POLITICS, Topic.COMPARISON),
        ("hvad med lederne", Topic.LEADERSHIP, Topic.COMPARISON),
        ("og politikerne på trin 4?", Topic.POLITICS, Topic.POLITICS),
        ("og faldgruberne?", Topic.PITFALLS, Topic.PITFALLS),
        ("og hvad er det nu, at politikerne skal gøre?", Topic.POLITICS, Topic.POLITICS),
    ],
)
def test_after_a_comparison_a_dimension_is_compared_too(
    marker: Marker, text: str, guess: Topic, topic: Topic
) -> None:
    place = Place(own=2, topic=Topic.COMPARISON)
    question = _ask(marker, text, place, **{guess: 1})
    assert question.topics == (topic,)
    if topic is Topic.COMPARISON:
        assert question.dimensions == (guess.dimension,)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("og hvad så?", (Topic.POLITICS,)),
        ("og chefen?", ()),
        ("og hvad så med alt det der i morgen?", ()),
    ],
)
def test_a_few_words_that_sound_off_the_subject_lean_where_they_name_nothing(
    marker: Marker, text: str, topics: tuple[Topic, ...]
) -> None:
    chances = {"offtopic": 0.9, "ledelse": 0.1}
    assert _ask(marker, text, Place(topic=Topic.POLITICS), **chances).topics == topics
    assert _ask(marker, text, **chances).topics == ()


def test_only_the_beginning_of_a_long_question_is_read(marker: Marker) -> None:
    question = _ask(marker, "hvad så " * 100 + "trin 3, silo, jeg er leder", drift=1)
    assert question.pointing.nothing
    assert (question.terms, question.role) == ((), None)


def test_a_model_is_unpacked_as_it_was_packed(marker: Marker) -> None:
    analyses = [marker.analyse(text, placed=False) for text in ("hvem leder", "hvem stemmer")]
    vocabulary = Vocabulary.of(analyses, 1)
    weigher = Weigher.fit(vocabulary.counts(analyses), vocabulary.part_of, 1)
    random = np.random.default_rng(1)
    topics, blocks = (
        Blend(
            classes, Linear(random.normal(size=(len(vocabulary), 2)), np.zeros(2)), None, 0.0, 1.0
        )
        for classes in (["ledelse", "drift"], [BLOCK, "modellen/den-roede-traad"])
    )
    rows = weigher.transform(vocabulary.counts(analyses))
    points = fit_points(["silo"], rows[:1], rows, np.array(["silo", ""]), np.array(["a", "b"]))
    model = QuestionModel(vocabulary, weigher, topics, blocks, points)
    again = QuestionModel.unpack(model.pack())
    for name in ("topics", "blocks"):
        before, after = getattr(model, name), getattr(again, name)
        assert after.classes == before.classes
        rows = [
            before.probabilities(model.see(analyses[0], None)),
            after.probabilities(again.see(analyses[0], None)),
            before.probabilities(model.see(analyses[1], None)),
        ]
        assert np.array_equal(rows[0], rows[1])
        assert not np.array_equal(rows[0], rows[2])


ORGANISATION = {"organisation": 0.95, "offtopic": 0.01, "uden_for": 0.04}
SILOS_ON_ONE, SILOS_ON_TWO = "siloer-paa-trin-1", "siloer-paa-trin-2"


def _point(
    marker: Marker,
    text: str,
    fits: Mapping[str, float],
    place: Place = NOWHERE,
    chances: Mapping[str, float] = MappingProxyType(ORGANISATION),
) -> str | None:
    question = _asking(marker, Told(chances, fits)).read(text, None, place)
    if question.point is None:
        return None
    assert question.topics == (question.point.topic,)
    assert question.step == (question.point.step or "all")
    return question.point.block.id.removeprefix("korte-svar/")


def test_a_precise_question_has_the_short_answer_that_fits_best(marker: Marker) -> None:
    fits = {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.4}
    assert _point(marker, "Skal siloerne rives ned?", fits) == SILOS_ON_TWO
    assert _point(marker, "Skal siloerne rives ned?", {SILOS_ON_TWO: 0.05}) is None


def test_a_short_answer_stands_on_a_step_that_is_pointed_at(marker: Marker) -> None:
    fits = {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.6}
    assert _point(marker, "Er der siloer på trin 1?", fits) == SILOS_ON_ONE
    assert _point(marker, "Er der siloer på trin 4?", fits) is None
    assert _point(marker, "Er der siloer på trinnet under os?", fits, ON_TWO) == SILOS_ON_ONE
    assert _point(marker, "Hvordan er siloerne på alle trin?", fits) is None
    assert _point(marker, "På hvilket trin er der flest siloer?", fits) == SILOS_ON_TWO


def test_the_step_spoken_of_goes_before_what_fits_little_better(marker: Marker) -> None:
    place = Place(own=1)
    text = "Er der da siloer i sådan en kommune?"
    assert _point(marker, text, {SILOS_ON_ONE: 0.35, SILOS_ON_TWO: 0.4}, place) == SILOS_ON_ONE
    assert _point(marker, text, {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.6}, place) == SILOS_ON_TWO
    few = {SILOS_ON_ONE: 0.3, SILOS_ON_TWO: 0.6}
    assert _point(marker, "og siloerne?", few, place) == SILOS_ON_ONE


def test_what_is_told_of_all_steps_is_no_answer_on_one_of_them(marker: Marker) -> None:
    fits = {"hvor-lang-tid-trinnene-tager": 0.6}
    assert _point(marker, "Hvor lang tid tager det?", fits) == "hvor-lang-tid-trinnene-tager"
    assert _point(marker, "Hvor lang tid tager trin 3?", fits) is None
    assert _point(marker, "Hvor lang tid tager det her?", fits, ON_TWO) is None
    assert _point(marker, "Skal alle til trin 5?", {"skal-alle-helt-op": 0.6}) is not None


@pytest.mark.parametrize(
    "chances",
    [
        {"sammenligning": 0.9, "organisation": 0.1},
        {"begreb": 0.9, "organisation": 0.1},
        {"naeste_skridt": 0.9, "organisation": 0.1},
    ],
)
def test_what_has_an_answer_of_its_own_making_is_not_answered_in_short(
    marker: Marker, chances: dict[str, float]
) -> None:
    text, fits = "Skal siloerne rives ned?", {SILOS_ON_TWO: 0.9}
    assert _point(marker, text, fits, chances={**chances, "uden_for": 0.0}) is None


def test_a_short_answer_on_another_topic_must_fit_better(marker: Marker) -> None:
    outside = {"uden_for": 0.95, "organisation": 0.05}
    text = "Skal siloerne rives ned?"
    assert _point(marker, text, {SILOS_ON_TWO: 0.25}) == SILOS_ON_TWO
    assert _point(marker, text, {SILOS_ON_TWO: 0.25}, chances=outside) is None
    assert _point(marker, text, {SILOS_ON_TWO: 0.4}, chances=outside) == SILOS_ON_TWO
    # What the model is known to leave out is not answered, however near it sounds.
    law = "Skal siloerne rives ned ifølge loven?"
    assert _point(marker, law, {SILOS_ON_TWO: 0.4}, chances=outside) is None


def test_a_short_answer_says_yes_or_no_where_that_is_asked_for(marker: Marker) -> None:
    asking = _asking(marker, Told(ORGANISATION, {SILOS_ON_TWO: 0.6}))
    assert asking.read("Skal siloerne brydes ned?", None, NOWHERE).says is Says.NO
    assert asking.read("Hvorfor brydes siloerne ikke ned?", None, NOWHERE).says is None


def test_a_short_answer_on_a_term_is_about_no_step(marker: Marker) -> None:
    told = Told({"begreb": 0.9, "uden_for": 0.1}, {"hvad-en-samskabelseskommune-er": 0.9})
    question = _asking(marker, told).read("Hvornår kan man kalde sig det?", None, NOWHERE)
    assert question.point is not None
    assert (question.topics, question.step) == ((Topic.TERM,), None)


def test_a_doubt_is_answered_as_one_and_not_in_short(marker: Marker) -> None:
    assert set(DOUBTS) <= {block.id for block in load_guide().overview.values()}
    whole = {"hele_modellen": 0.9, "uden_for": 0.1}
    told = Told(whole, {"loeser-samskabelse-alt": 0.9})
    asked = _asking(marker, told).read("Er det bare varm luft?", None, NOWHERE)
    assert asked.point is not None
    assert not asked.doubts
    told.topics = Fixed({"hele_modellen": 0.2, "ledelse": 0.2, DOUBT: 0.6})
    told.blocks = Fixed({BLOCK: 0.6, DOUBTS[1]: 0.3, DOUBTS[0]: 0.1})
    doubted = _asking(marker, told).read("Er det bare varm luft?", None, NOWHERE)
    assert (doubted.point, doubted.block, doubted.doubts) == (None, DOUBTS[1], True)
    assert doubted.topics == (Topic.WHOLE_MODEL,)


@pytest.mark.parametrize("doubt", [0.1, 0.45])
def test_what_is_perhaps_a_doubt_is_asked_of_the_whole_model(marker: Marker, doubt: float) -> None:
    told = Told({"hele_modellen": 0.5 - doubt, "ledelse": 0.5, DOUBT: doubt})
    asked = _asking(marker, told).read("Er det bare varm luft?", None, NOWHERE)
    assert not asked.doubts
    assert set(asked.topics) <= {Topic.WHOLE_MODEL, Topic.LEADERSHIP}

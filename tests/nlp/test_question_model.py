import numpy as np

from nlp.blend import Blend, Linear
from nlp.features import Vocabulary, Weigher
from nlp.learning.points import fit_points
from nlp.questions import Marker, QuestionModel
from tests.nlp.asking import BLOCK


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

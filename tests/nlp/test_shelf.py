import pytest
from scipy.sparse import csr_matrix

from content.guide import load_guide
from content.values import Block, Guide, Item, Source
from nlp.danish import Danish
from nlp.features import Compact, Vocabulary, Weigher
from nlp.shelf import Shelf, sentences, sentences_of


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide()


class Weighing:
    """Weigh texts by the words of a guide."""

    def __init__(self, guide: Guide, danish: Danish) -> None:
        self._danish = danish
        told = list(danish.analyse_all(each.text for each in sentences(guide)))
        self._vocabulary = Vocabulary.of(told, 1)
        counts = self._vocabulary.counts(told)
        self._weigher = Weigher.fit(counts, self._vocabulary.part_of, 1)
        self.shelf = Shelf(guide, self._weigher.transform(counts))

    def of(self, text: str) -> Compact:
        analysis = self._danish.analyse(text)
        return self._weigher.transform_few(self._vocabulary.counts_of_variants(analysis, ()))


@pytest.fixture(scope="module")
def weighing(guide: Guide, rules: Danish) -> Weighing:
    return Weighing(guide, rules)


def test_a_block_is_cut_into_sentences_and_each_item_is_one() -> None:
    block = Block("a", "A", Source.MODEL, ("Et. To.", "Tre."), (Item("Fire. Fem."), Item("Seks")))
    assert list(sentences_of(block)) == ["Et.", "To.", "Tre.", "Fire. Fem.", "Seks"]


def test_the_sentences_stand_in_the_order_of_the_file(guide: Guide) -> None:
    found = sentences(guide)
    order = [block.id for block in guide.blocks]
    places = [order.index(each.block) for each in found]
    assert places == sorted(places)
    assert {each.likeness for each in found} == {0}


def test_buttons_and_questions_to_the_reader_stand_on_no_shelf(guide: Guide) -> None:
    step = guide.steps[3]
    aspect = next(iter(step.aspects.values()))
    view = guide.views[aspect.dimension]
    ids = {each.block for each in sentences(guide)}
    assert {aspect.answer.id, aspect.reflection.id, view.question.id} & ids == set()
    told = (aspect.traits, aspect.news, aspect.example, aspect.next_steps, step.news, view.about)
    assert {block.id for block in told if block} <= ids
    assert {block.id for block in (*step.examples, *guide.overview.values())} <= ids


def test_a_sentence_is_nearest_to_itself(guide: Guide, weighing: Weighing) -> None:
    for sentence in sentences(guide)[::40]:
        nearest = weighing.shelf.nearest(weighing.of(sentence.text))[0]
        assert nearest.text == sentence.text
        assert nearest.likeness == pytest.approx(1)


def test_all_sentences_are_listed_the_nearest_first(guide: Guide, weighing: Weighing) -> None:
    found = weighing.shelf.nearest(weighing.of("Borgerne er med, før noget er besluttet."))
    likeness = [each.likeness for each in found]
    assert likeness == sorted(likeness, reverse=True)
    assert 0 <= likeness[-1] < likeness[0] <= 1.000001
    assert len(found) == len(sentences(guide))


def test_some_blocks_can_be_looked_through_alone(guide: Guide, weighing: Weighing) -> None:
    block = guide.steps[2].picture.block
    found = weighing.shelf.nearest(weighing.of("Lederne"), [block.id, "no-such-block"])
    assert {each.block for each in found} == {block.id}
    assert sorted(each.text for each in found) == sorted(sentences_of(block))
    assert weighing.shelf.nearest(weighing.of("Lederne"), []) == []


@pytest.mark.parametrize("text", ["", "xqzt", "!!!"])
def test_a_text_without_known_words_is_like_nothing(weighing: Weighing, text: str) -> None:
    assert weighing.shelf.nearest(weighing.of(text))[0].likeness < 0.2


def test_a_shelf_of_another_guide_is_refused(guide: Guide) -> None:
    with pytest.raises(ValueError, match="filled from another guide"):
        Shelf(guide, csr_matrix((3, 5)))

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.cues import load_cues
from nlp.lexicon import Hit, Lexicon
from nlp.normalise import compact

WORDS = {
    "politik": ["politik*", "*udvalget", "§ 17*"],
    "ledelse": ["*leder", "ph.d.*"],
    "tid": ["for * år siden", "år"],
    "skel": ["teknik- og miljø*", "hr"],
}
LEXICON = Lexicon(WORDS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("politik", ["politik"]),
        ("POLITIKERNE!", ["politik"]),
        ("lokalpolitik", []),
        ("Skoleudvalget", ["politik"]),
        ("udvalgets", []),
        ("et § 17, stk. 4-udvalg", ["politik"]),
        ("leder", ["ledelse"]),
        ("afdelingsleder", ["ledelse"]),
        ("lederen", []),
        ("en ph.d.-studerende", ["ledelse"]),
        ("teknik og miljøet", ["skel"]),
        ("Teknik- og Miljoeforvaltningen", ["skel"]),
        ("chr", []),
        ("for to år siden", ["tid"]),
        ("for et par år siden", ["tid"]),
        ("fire aar", ["tid"]),
        ("hr. leder af politik", ["politik", "ledelse", "skel"]),
        ("", []),
        ("§", []),
    ],
)
def test_words_are_found_by_their_lists(text: str, names: list[str]) -> None:
    assert LEXICON.names(text) == names


def test_places_are_of_the_compact_text_and_in_order() -> None:
    text = "«Lederen», en leder - og POLITIK, politik"
    typed = compact(text)
    assert LEXICON.places(text) == [
        Hit(start, start + len(word), name, word)
        for start, word, name in (
            (typed.index("leder", 7), "leder", "ledelse"),
            (typed.index("politik"), "politik", "politik"),
            (typed.rindex("politik"), "politik", "politik"),
        )
    ]


def test_the_longest_phrase_is_taken() -> None:
    whole = "for to år siden"
    assert LEXICON.places(whole) == [Hit(0, len(compact(whole)), "tid", whole)]


@pytest.mark.parametrize("order", [("short", "long", "inside"), ("inside", "long", "short")])
def test_of_lists_that_overlap_the_longest_phrase_is_taken(order: tuple[str, ...]) -> None:
    words = {"short": ["børn"], "long": ["børn og familie*"], "inside": ["familie*", "og"]}
    lexicon = Lexicon({name: words[name] for name in order})
    text = "i børn og familien, og hos børn"
    assert [(hit.name, hit.said) for hit in lexicon.places(text)] == [
        ("long", "børn og familien"),
        ("inside", "og"),
        ("short", "børn"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("i Skoleudvalget", ["skoleudvalget"]),
        ("I POLITIKKEN", ["politikken"]),
        ("for to aar siden", ["for to aar siden"]),
        ("for to år siden", ["for to år siden"]),
        ("en «miljøpolitik», og pölitik i miljöudvalget", ["miljöudvalget"]),
        ("POLITIKKKKK er det", ["politikkkkk"]),
        ("50 % - § 7: (Politikerne) … leder!", ["politikerne", "leder"]),
        ("et\u00adpar ord\nog så\u200b Teknik  og   Miljøet", ["teknik og miljøet"]),
        ("a\u030a se politik", ["politik"]),
    ],
)
def test_what_is_found_is_told_as_it_was_typed(text: str, said: list[str]) -> None:
    assert [hit.said for hit in LEXICON.places(text)] == said


@pytest.mark.parametrize("words", [[], ["-"], ["!", "?"]])
@pytest.mark.parametrize("text", ["", "§ %", "hej - du", "a"])
def test_a_list_without_words_is_found_nowhere(words: list[str], text: str) -> None:
    assert Lexicon({"none": words}).names(text) == []


def test_only_the_beginning_of_a_very_long_text_is_looked_through() -> None:
    assert LEXICON.names("a " * 290 + "politik") == ["politik"]
    assert LEXICON.names("a " * 300 + "politik") == []


def test_each_real_word_finds_its_own_list() -> None:
    cues = load_cues()
    for words in (cues.topics, cues.fields, cues.roles, cues.times):
        lexicon = Lexicon(words)
        missed = [
            (name, word)
            for name, found in words.items()
            for word in found
            if name not in lexicon.names(f"se {word.replace(' * ', ' tre ').replace('*', '')} her")
        ]
        assert missed == []


@settings(max_examples=100)
@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    names = LEXICON.names(text)
    assert names == [name for name in WORDS if name in names]
    hits = LEXICON.places(text)
    assert {hit.name for hit in hits} <= set(names)
    assert bool(hits) == bool(names)


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "Politikerne",
                    "HR",
                    "leder",
                    "år",
                    "aar",
                    "for",
                    "to",
                    "siden",
                    "§",
                    "17",
                    "ørk",
                ),
                *("Teknik-", "og", "Miljø", "ph.d.-studerende", "«", ",", "-", "%", "!", "…", "\n"),
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_places_never_overlap_and_hold_what_was_typed(text: str) -> None:
    typed = compact(text)
    end = 0
    for hit in LEXICON.places(text):
        assert end <= hit.start < hit.end
        assert compact(hit.said) == typed[hit.start : hit.end]
        end = hit.end


@pytest.mark.parametrize("unit", ["a", "7", "*", "leder", "a ", "udvalge", "for "])
def test_the_longest_text_is_looked_through_in_no_time(unit: str) -> None:
    lexicon = Lexicon(load_cues().topics)
    text = (unit * 4096)[:4096]
    start = time.process_time()
    lexicon.places(text)
    assert time.process_time() - start < 1

"""Load `steps_da.md`: check every heading, key and block, and return frozen values."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from content.errors import ContentError
from content.markdown import Section, parse
from content.values import (
    STEP_NUMBERS,
    Aspect,
    Block,
    Dimension,
    Guide,
    Item,
    Passage,
    Point,
    PromptKind,
    Role,
    Source,
    Step,
    Term,
    Topic,
    View,
)

STEPS_FILE = Path(__file__).parent / "steps_da.md"

OVERVIEW = (
    "Hvad samskabelse er",
    "Hvad det er godt for",
    "Hvor modellen kommer fra",
    "Sådan bruger du modellen",
    "Modellens grænser",
    "I behøver ikke at klatre",
    "Et trin er ikke en karakter",
    "Den røde tråd",
    "Sådan kan I tale om jeres trin",
    "Når samskabelse ikke er svaret",
    "Når I falder et trin tilbage",
    "Til dig, der tvivler",
    "Når chef eller kolleger ikke vil",
    "Når borgerne bliver væk",
    "Når I står på flere trin",
    "De syv dimensioner",
    "Sådan placerer jeg",
    "Det går modellen ikke ind i",
    "Rækkefølgen",
    "De fem trin kort",
)
PASSAGES = (
    "Princip",
    "Billede",
    "Inspiration",
    "Varighed",
    "Det kræver",
    "Faldgruber",
    "Tegn",
)
ADVICE, NEWS, PATH, SHORT = "Coachens råd", "Nyt", "Vejen hertil", "Kort"
EXAMPLES = "Eksempler"
IN_SHORT = ("Princip", "Varighed", "Faldgruber", "Tegn")
VIEWS = {
    "Afsæt": Dimension.ORIGIN,
    "Organisation": Dimension.ORGANISATION,
    "Ledelse": Dimension.LEADERSHIP,
    "Inddragelse": Dimension.INVOLVEMENT,
    "Medarbejdere": Dimension.EMPLOYEES,
    "Politik": Dimension.POLITICS,
    "Drift": Dimension.OPERATION,
}
TRAITS, EXAMPLE, NEXT, REFLECTION, ANSWER = (
    "Kendetegn",
    "Eksempel",
    "Næste skridt",
    "Refleksion",
    "Svar",
)
QUESTION, IN_MODEL, IN_GENERAL = "Spørgsmål", "I modellen", "Almen viden"
MODEL, POINTS, VIEWS_HEADING, TERMS = "Modellen", "Korte svar", "Dimensioner", "Begreber"
_ALL_STEPS = "alle"
_YES, _NO = "ja", "nej"

_STEP_TITLE = re.compile(r"Trin ([1-5]): (Den \w+ kommune)")
_ROLE = re.compile(r"\[([^\]]*)\]\s*(.*)")
MIN_NEXT_STEPS = 3


@cache
def load_guide(path: Path = STEPS_FILE) -> Guide:
    """Load and check the guide; raise ContentError with file and line where it is broken."""
    return _Reader(path).guide()


class _Reader:
    """Walk the sections of one file; every check that fails names its line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.root = parse(path)

    def guide(self) -> Guide:
        steps = {}
        for number in STEP_NUMBERS:
            steps[number] = self._step(number)
        titles = {
            MODEL,
            POINTS,
            VIEWS_HEADING,
            TERMS,
            *(self._step_section(n).title for n in steps),
        }
        self._only(self.root, titles)
        overview = self._children(self.root, MODEL, OVERVIEW)
        views = self._children(self.root, VIEWS_HEADING, VIEWS)
        return Guide(
            overview=MappingProxyType({title: self._leaf(overview[title]) for title in OVERVIEW}),
            points=self._points(),
            views=MappingProxyType(
                {dimension: self._view(views[title]) for title, dimension in VIEWS.items()}
            ),
            steps=MappingProxyType(steps),
            terms=self._terms(),
        )

    def _fail(self, section: Section, message: str) -> ContentError:
        return ContentError(self.path, section.line, message)

    def _need(self, parent: Section, title: str) -> Section:
        section = parent.child(title)
        if section is None:
            where = f" below «{parent.title}»" if parent.title else ""
            raise self._fail(parent, f"the heading «{title}» is missing{where}")
        return section

    def _only(self, parent: Section, titles: Iterable[str]) -> None:
        for child in parent.children:
            if child.title not in titles:
                raise self._fail(child, f"the heading «{child.title}» has no place here")

    def _children(self, parent: Section, title: str, titles: Iterable[str]) -> dict[str, Section]:
        section = self._need(parent, title)
        self._bare(section)
        self._only(section, titles)
        return {name: self._need(section, name) for name in titles}

    def _keys(self, section: Section, *needed: str, may: Sequence[str] = ()) -> None:
        known = (*needed, *may)
        for key in section.keys:
            if key not in known:
                raise self._fail(
                    section, f"unknown key «{key}»; known here: {', '.join(known) or 'none'}"
                )
        for key in needed:
            if not section.keys.get(key):
                raise self._fail(section, f"«{section.title}» lacks the key «{key}: …»")

    def _bare(self, section: Section, *keys: str) -> None:
        """Check a heading that only holds other headings: a text of its own would be lost."""
        self._keys(section, *keys)
        if section.paragraphs or section.items:
            raise self._fail(
                section, f"«{section.title}» takes no text of its own; give it a heading below"
            )

    def _block(self, section: Section, *more_keys: str, may: Sequence[str] = ()) -> Block:
        self._keys(section, "kilde", *more_keys, may=may)
        try:
            source = Source(section.keys["kilde"])
        except ValueError:
            known = ", ".join(Source)
            raise self._fail(section, f"«kilde» must be one of: {known}") from None
        if not section.paragraphs and not section.items:
            raise self._fail(section, f"the block «{section.title}» is empty")
        return Block(
            id=section.id,
            title=section.title,
            source=source,
            paragraphs=tuple(section.paragraphs),
            items=tuple(self._item(section, text) for text in section.items),
            field=section.keys.get("felt"),
        )

    def _leaf(self, section: Section, *more_keys: str, may: Sequence[str] = ()) -> Block:
        self._only(section, ())
        return self._block(section, *more_keys, may=may)

    def _item(self, section: Section, text: str) -> Item:
        tagged = _ROLE.fullmatch(text)
        if not tagged:
            return Item(text)
        if not tagged[2]:
            raise self._fail(section, f"the line «- {text}» has a role but no text")
        try:
            return Item(tagged[2], Role(tagged[1]))
        except ValueError:
            known = ", ".join(Role)
            raise self._fail(section, f"unknown role «{tagged[1]}»; known: {known}") from None

    def _list(self, section: Section, at_least: int) -> Block:
        block = self._leaf(section)
        if len(block.items) < at_least:
            raise self._fail(section, f"«{section.title}» needs at least {at_least} «- » lines")
        return block

    def _step_section(self, number: int) -> Section:
        for section in self.root.children:
            match = _STEP_TITLE.fullmatch(section.title)
            if match and int(match[1]) == number:
                return section
        raise self._fail(self.root, f"the heading «Trin {number}: Den … kommune» is missing")

    def _step(self, number: int) -> Step:
        section = self._step_section(number)
        self._bare(section)
        self._only(section, (*PASSAGES, NEWS, PATH, EXAMPLES, *VIEWS))
        principle, picture, inspiration, duration, demands, pitfalls, signs = (
            self._passage(self._need(section, title)) for title in PASSAGES
        )
        aspects = {
            dimension: self._aspect(self._need(section, title), dimension, number)
            for title, dimension in VIEWS.items()
        }
        name = section.title.split(": ")[1]
        return Step(
            number=number,
            name=name,
            principle=principle,
            picture=picture,
            inspiration=inspiration,
            duration=duration,
            demands=demands,
            pitfalls=pitfalls,
            signs=signs,
            news=self._beside_below(section, NEWS, number),
            path=self._beside_below(section, PATH, number),
            examples=self._examples(section),
            aspects=MappingProxyType(aspects),
        )

    def _beside_below(self, section: Section, title: str, step: int) -> Block | None:
        """Read what sets a step beside the one below; the first step has nothing of the kind."""
        if step == STEP_NUMBERS[0]:
            if child := section.child(title):
                why = f"there is no step below the first; «{title}» has no place here"
                raise self._fail(child, why)
            return None
        return self._leaf(self._need(section, title))

    def _examples(self, section: Section) -> tuple[Block, ...]:
        examples = self._need(section, EXAMPLES)
        self._bare(examples)
        return tuple(self._leaf(child, "felt") for child in examples.children)

    def _passage(self, section: Section) -> Passage:
        self._only(section, (SHORT, ADVICE))
        advice = section.child(ADVICE)
        return Passage(
            self._block(section),
            self._leaf(advice) if advice else None,
            self._leaf(self._need(section, SHORT)) if section.title in IN_SHORT else None,
        )

    def _aspect(self, section: Section, dimension: Dimension, step: int) -> Aspect:
        self._bare(section)
        self._only(section, (TRAITS, SHORT, NEWS, EXAMPLE, NEXT, REFLECTION, ANSWER))
        next_steps = self._need(section, NEXT)
        block = self._list(next_steps, MIN_NEXT_STEPS)
        if block.items[0].role is not Role.ANYONE:
            raise self._fail(next_steps, f"the first next step of trin {step} must be for [alle]")
        return Aspect(
            dimension=dimension,
            traits=self._leaf(self._need(section, TRAITS)),
            short=self._leaf(self._need(section, SHORT)),
            news=self._beside_below(section, NEWS, step),
            example=self._leaf(self._need(section, EXAMPLE), "felt"),
            next_steps=block,
            reflection=self._prompts(self._need(section, REFLECTION)),
            answer=self._leaf(self._need(section, ANSWER)),
        )

    def _prompts(self, section: Section) -> Block:
        """Read prompts; their kinds take turns, so there is one of each, or two, or three."""
        kinds = len(PromptKind)
        block = self._list(section, kinds)
        if len(block.items) % kinds:
            raise self._fail(
                section,
                f"«{section.title}» needs {kinds} «- » lines, or a multiple: "
                "what happened, what it means, what to do now, in this order",
            )
        return block

    def _points(self) -> tuple[Point, ...]:
        section = self._need(self.root, POINTS)
        self._bare(section)
        return tuple(self._point(child) for child in section.children)

    def _point(self, section: Section) -> Point:
        block = self._leaf(section, "trin", "emne", may=(_YES, _NO))
        step, topic = section.keys["trin"], section.keys["emne"]
        if step not in (_ALL_STEPS, *map(str, STEP_NUMBERS)):
            raise self._fail(section, f"«trin» must be a step 1 to 5, or «{_ALL_STEPS}»")
        if topic not in set(Topic):
            raise self._fail(section, f"«emne» must be one of: {', '.join(Topic)}")
        number = None if step == _ALL_STEPS else int(step)
        affirms, denies = (_listed(section.keys.get(key, "")) for key in (_YES, _NO))
        return Point(block, Topic(topic), number, affirms, denies)

    def _view(self, section: Section) -> View:
        self._only(section, (QUESTION,))
        return View(
            dimension=VIEWS[section.title],
            name=section.title,
            about=self._block(section),
            question=self._leaf(self._need(section, QUESTION)),
        )

    def _terms(self) -> tuple[Term, ...]:
        section = self._need(self.root, TERMS)
        self._bare(section)
        return tuple(self._term(child) for child in section.children)

    def _term(self, section: Section) -> Term:
        self._bare(section, "varianter")
        self._only(section, (IN_MODEL, IN_GENERAL))
        return Term(
            name=section.title,
            variants=_listed(section.keys["varianter"]),
            model=self._leaf(self._need(section, IN_MODEL)),
            general=self._leaf(self._need(section, IN_GENERAL)),
        )


def _listed(words: str) -> tuple[str, ...]:
    """Cut a list at its commas."""
    return tuple(filter(None, (word.strip() for word in words.split(","))))

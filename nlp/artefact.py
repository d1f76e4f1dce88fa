"""Hold what was trained, and load it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nlp.answers import Reliability
from nlp.blend import Blend, Linear
from nlp.features import Matrix, Vocabulary, Weigher, pack_matrix, unpack_matrix
from nlp.questions import QuestionModel
from nlp.saved import read_saved
from nlp.sureness import Sureness


@dataclass(frozen=True)
class Artefact:
    """Hold the trained models, the bounds of sureness, and what training measured."""

    vocabulary: Vocabulary
    weigher: Weigher
    steps: Blend
    dimensions: Linear
    gate: Blend
    acts: Blend
    language: Linear
    sureness: Sureness
    reliability: Reliability
    questions: QuestionModel
    shelf: Matrix
    measured: dict[str, Any]

    def pack(self) -> dict[str, Any]:
        """Give all of it as values that skops knows, in few and large ones."""
        return {
            "terms": self.vocabulary.pack(),
            "rarity": self.weigher.rarity,
            "steps": self.steps.pack(),
            "dimensions": asdict(self.dimensions),
            "gate": self.gate.pack(),
            "acts": self.acts.pack(),
            "language": asdict(self.language),
            "sureness": asdict(self.sureness),
            "reliability": asdict(self.reliability),
            "questions": self.questions.pack(),
            "shelf": pack_matrix(self.shelf),
            "measured": json.dumps(self.measured),
        }

    @classmethod
    def unpack(cls, packed: dict[str, Any]) -> "Artefact":
        """Take up what `pack` gave; raise KeyError where a part is missing."""
        vocabulary = Vocabulary.unpack(packed["terms"])
        return cls(
            vocabulary=vocabulary,
            weigher=Weigher(vocabulary.part_of, packed["rarity"]),
            steps=Blend.unpack(packed["steps"]),
            dimensions=Linear(**packed["dimensions"]),
            gate=Blend.unpack(packed["gate"]),
            acts=Blend.unpack(packed["acts"]),
            language=Linear(**packed["language"]),
            sureness=Sureness(**packed["sureness"]),
            reliability=Reliability(**packed["reliability"]),
            questions=QuestionModel.unpack(packed["questions"]),
            shelf=unpack_matrix(packed["shelf"], len(vocabulary)),
            measured=json.loads(packed["measured"]),
        )


def load(path: Path) -> Artefact:
    """Read the artefact; nothing is taken but arrays, numbers and texts."""
    return Artefact.unpack(read_saved(path))

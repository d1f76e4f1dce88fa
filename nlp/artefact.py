"""Save and load what was trained."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import skops.io

from nlp.answers import Reliability
from nlp.blend import Blend, Linear
from nlp.features import Matrix, Vocabulary, Weigher, pack_matrix, unpack_matrix
from nlp.fingerprint import mark_of
from nlp.questions import QuestionModel
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


def save(artefact: Artefact, path: Path, fingerprint: str) -> None:
    """Write the artefact so that a reader never sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    skops.io.dump(artefact.pack(), unfinished)
    mark_of(path).unlink(missing_ok=True)
    unfinished.replace(path)
    mark_of(path).write_text(fingerprint, encoding="utf-8")


def load(path: Path) -> Artefact:
    """Read the artefact; skops refuses any type that it does not trust by itself."""
    return Artefact.unpack(skops.io.load(path))

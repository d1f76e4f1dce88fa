"""Write the model card and its plot from what training measured."""

import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.settings import load_settings
from content.answers import load_answers
from content.examples import Example, load_examples
from content.messages import load_messages
from content.values import STEP_NUMBERS
from nlp.loading import load_understanding

FOLDER = Path(__file__).parent


def write(folder: Path) -> None:
    """Render both files into a folder."""
    settings = load_settings()
    understanding = load_understanding(settings.spacy_model, embeddings=settings.embeddings)
    measured, examples, answers = understanding.measured, load_examples(), load_answers()
    pages = [urlsplit(example.url).hostname or "" for example in examples if example.url]
    values = {
        "share": measured["shares"]["steps"],
        "pipeline": understanding.danish.name,
        "examples": examples,
        "practices": len({example.practice for example in examples}),
        "fields": {example.field for example in examples},
        "steps_of": {
            name: _counts([example for example in examples if example.source == name])
            for name in ("real", "written")
        },
        "danish_pages": sum(page.endswith(".dk") for page in pages),
        "messages": len(load_messages()),
        "answers": len(answers),
        "answered": len({answer.example for answer in answers}),
        "figures": measured["steps"],
        "words_alone": measured["words_alone"],
        "classes": sorted(measured["messages"]),
        "kinds": measured["messages"],
        "language": measured["language"],
        "questions": measured["questions"],
        "curve": measured["steps"]["curve"],
    }
    templates = Environment(  # noqa: S701  # the card is Markdown, and no value comes from outside
        loader=FileSystemLoader(FOLDER),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=False,
    )
    for name in ("model_card.md", "calibration.svg"):
        text = templates.get_template(f"{name}.j2").render(values, dict=dict)
        (folder / name).write_text(text, encoding="utf-8")


def _counts(examples: list[Example]) -> list[int]:
    counts = Counter(example.step for example in examples)
    return [counts[step] for step in STEP_NUMBERS]


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

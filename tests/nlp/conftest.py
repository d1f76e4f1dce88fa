"""What the tests of the language share: both Danish pipelines, and a small trained artefact."""

from pathlib import Path

import pytest

from content.cues import load_cues
from content.guide import load_guide
from content.pointing import load_pointing
from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.fingerprint import fingerprint
from nlp.installed import RULES
from nlp.learning.saving import save
from nlp.learning.training import Lessons, train
from nlp.questions import Marker
from tests.nlp.pipelines import build_pipeline
from tests.nlp.small import small_content


@pytest.fixture(scope="session")
def rules() -> Danish:
    return Danish("not-installed-here")


@pytest.fixture(scope="session")
def pipeline_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_pipeline(tmp_path_factory.mktemp("danish") / "pipeline")


@pytest.fixture(scope="session")
def trained_danish(pipeline_path: Path) -> Danish:
    return Danish(str(pipeline_path))


@pytest.fixture(scope="session", params=["rules", "trained_danish"])
def danish(request: pytest.FixtureRequest) -> Danish:
    """Danish both ways: with the rules, and with a pipeline."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def marker(rules: Danish) -> Marker:
    return Marker(rules, load_guide(), load_cues(), load_pointing())


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Lessons:
    return small_content(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="session")
def small_artefact(small: Lessons, rules: Danish) -> Artefact:
    return train(small, rules)


@pytest.fixture(scope="session")
def saved(small_artefact: Artefact, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small artefact as it is saved for the rules; copy it to change it."""
    folder = tmp_path_factory.mktemp("saved")
    save(small_artefact, folder / "words_alone.skops", fingerprint(RULES, None))
    return folder

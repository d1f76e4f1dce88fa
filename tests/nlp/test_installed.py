from pathlib import Path

import pytest

from nlp.installed import RULES, installed_pipeline
from tests.nlp.pipelines import NAME


def test_a_pipeline_is_named_by_its_path(pipeline_path: Path) -> None:
    assert installed_pipeline(str(pipeline_path)) == NAME


def test_a_pipeline_is_named_by_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = tmp_path / "da_of_a_test-3.8.1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: da_of_a_test\nVersion: 3.8.1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert installed_pipeline("da_of_a_test") == "da_of_a_test 3.8.1"


@pytest.mark.parametrize("model", ["not_installed_here", "/no/such/folder"])
def test_rules_are_named_where_there_is_no_pipeline(model: str) -> None:
    assert installed_pipeline(model) == RULES


def test_a_folder_without_a_pipeline_is_none(tmp_path: Path) -> None:
    assert installed_pipeline(str(tmp_path)) == RULES

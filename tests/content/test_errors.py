from pathlib import Path

from content.errors import ContentError


def test_an_error_begins_with_the_name_of_the_file_and_the_line() -> None:
    error = ContentError(Path("/somewhere/steps_da.md"), 12, "the block is empty")
    assert str(error) == "steps_da.md:12: the block is empty"
    assert (error.path, error.line) == (Path("/somewhere/steps_da.md"), 12)

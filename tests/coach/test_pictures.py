import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from bot.coach import Picture, Voice, paint_staircase
from content.values import STEP_NUMBERS

WARM_SECONDS = 0.03
GENEROUS = 4


def picture_of(step: int, *probabilities: float) -> Picture:
    shares = probabilities or tuple(0.6 if number == step else 0.1 for number in STEP_NUMBERS)
    return Picture(step=step, probabilities=shares, alternative="En trappe.")


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_picture_is_a_png_of_a_size_for_phones(tmp_path: Path, voice: Voice, step: int) -> None:
    path = paint_staircase(picture_of(step), voice, tmp_path / "new folder")
    with Image.open(path) as image:
        image.load()
        assert image.format == "PNG"
        assert image.size == (960, 540)
        assert image.mode == "RGB"
    assert path.stat().st_size < 100_000


def test_step_that_one_stands_on_is_marked(tmp_path: Path, voice: Voice) -> None:
    colours = []
    for number in STEP_NUMBERS:
        with Image.open(paint_staircase(picture_of(number), voice, tmp_path)) as image:
            middles = [image.getpixel((40 + 88 + index * 178, 405)) for index in range(5)]
        (here,) = {colour for colour in middles if middles.count(colour) == 1}
        assert middles.index(here) == number - 1
        colours.append(here)
    assert len(set(colours)) == 1


def test_same_picture_is_drawn_once(tmp_path: Path, voice: Voice) -> None:
    path = paint_staircase(picture_of(3), voice, tmp_path)
    drawn = path.stat()
    assert paint_staircase(picture_of(3), voice, tmp_path) == path
    assert path.stat().st_mtime_ns == drawn.st_mtime_ns
    assert list(tmp_path.iterdir()) == [path]


def test_other_steps_and_other_chances_are_other_pictures(tmp_path: Path, voice: Voice) -> None:
    pictures = [
        picture_of(3),
        picture_of(2),
        picture_of(3, 0.0, 0.0, 1.0, 0.0, 0.0),
        picture_of(3, 0.0, 0.5, 0.5, 0.0, 0.0),
    ]
    paths = [paint_staircase(picture, voice, tmp_path) for picture in pictures]
    assert len({path.read_bytes() for path in paths}) == len(set(paths)) == len(pictures)


def test_picture_is_there_in_no_time_once_it_is_drawn(tmp_path: Path, voice: Voice) -> None:
    paint_staircase(picture_of(3), voice, tmp_path)
    begun = time.perf_counter()
    paint_staircase(picture_of(3), voice, tmp_path)
    assert time.perf_counter() - begun < WARM_SECONDS


def test_new_picture_is_drawn_fast(tmp_path: Path, voice: Voice) -> None:
    paint_staircase(picture_of(1), voice, tmp_path)
    taken = []
    for share in range(1, 6):
        begun = time.perf_counter()
        paint_staircase(picture_of(2, share / 10, 1 - share / 10, 0.0, 0.0, 0.0), voice, tmp_path)
        taken.append(time.perf_counter() - begun)
    assert min(taken) < WARM_SECONDS * GENEROUS


def test_picture_drawn_by_two_at_once_is_never_half(tmp_path: Path, voice: Voice) -> None:
    found: list[bytes] = []

    def paint() -> None:
        found.append(paint_staircase(picture_of(4), voice, tmp_path).read_bytes())

    threads = [threading.Thread(target=paint) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(data.endswith(b"IEND\xaeB`\x82") for data in found)
    assert len(list(tmp_path.iterdir())) == 1

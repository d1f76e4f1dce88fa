import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.coach import Picture, Staircase, Voice, paint_picture
from bot.coach.messages import Profile, Timeline
from content.values import STEP_NUMBERS

WARM_SECONDS = 0.03
GENEROUS = 4
HERE_COLOUR, CARD_COLOUR = (11, 110, 132), (246, 243, 234)


def picture_of(step: int, *probabilities: float) -> Staircase:
    shares = probabilities or tuple(0.6 if number == step else 0.1 for number in STEP_NUMBERS)
    return Staircase(step=step, probabilities=shares, alternative="En trappe.")


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_picture_is_a_png_of_a_size_for_phones(tmp_path: Path, voice: Voice, step: int) -> None:
    path = paint_picture(picture_of(step), voice, tmp_path / "new folder")
    with Image.open(path) as image:
        image.load()
        assert image.format == "PNG"
        assert image.size == (960, 540)
        assert image.mode == "RGB"
    assert path.stat().st_size < 100_000


def test_step_that_one_stands_on_is_marked(tmp_path: Path, voice: Voice) -> None:
    colours = []
    for number in STEP_NUMBERS:
        with Image.open(paint_picture(picture_of(number), voice, tmp_path)) as image:
            middles = [image.getpixel((40 + 88 + index * 178, 405)) for index in range(5)]
        (here,) = {colour for colour in middles if middles.count(colour) == 1}
        assert middles.index(here) == number - 1
        colours.append(here)
    assert len(set(colours)) == 1


def test_same_picture_is_drawn_once(tmp_path: Path, voice: Voice) -> None:
    path = paint_picture(picture_of(3), voice, tmp_path)
    drawn = path.stat()
    assert paint_picture(picture_of(3), voice, tmp_path) == path
    assert path.stat().st_mtime_ns == drawn.st_mtime_ns
    assert list(tmp_path.iterdir()) == [path]


def test_other_steps_and_other_chances_are_other_pictures(tmp_path: Path, voice: Voice) -> None:
    pictures = [
        picture_of(3),
        picture_of(2),
        picture_of(3, 0.0, 0.0, 1.0, 0.0, 0.0),
        picture_of(3, 0.0, 0.5, 0.5, 0.0, 0.0),
    ]
    paths = [paint_picture(picture, voice, tmp_path) for picture in pictures]
    assert len({path.read_bytes() for path in paths}) == len(set(paths)) == len(pictures)


def test_picture_is_there_in_no_time_once_it_is_drawn(tmp_path: Path, voice: Voice) -> None:
    paint_picture(picture_of(3), voice, tmp_path)
    begun = time.perf_counter()
    paint_picture(picture_of(3), voice, tmp_path)
    assert time.perf_counter() - begun < WARM_SECONDS


def test_new_picture_is_drawn_fast(tmp_path: Path, voice: Voice) -> None:
    paint_picture(picture_of(1), voice, tmp_path)
    taken = []
    for share in range(1, 6):
        begun = time.perf_counter()
        paint_picture(picture_of(2, share / 10, 1 - share / 10, 0.0, 0.0, 0.0), voice, tmp_path)
        taken.append(time.perf_counter() - begun)
    assert min(taken) < WARM_SECONDS * GENEROUS


def test_picture_drawn_by_two_at_once_is_never_half(tmp_path: Path, voice: Voice) -> None:
    found: list[bytes] = []

    def paint() -> None:
        found.append(paint_picture(picture_of(4), voice, tmp_path).read_bytes())

    threads = [threading.Thread(target=paint) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(data.endswith(b"IEND\xaeB`\x82") for data in found)
    assert len(list(tmp_path.iterdir())) == 1


def timeline_of(*points: tuple[date, int]) -> Timeline:
    return Timeline(points=points, alternative="En kurve.")


def opened(picture: Picture, voice: Voice, folder: Path) -> Image.Image:
    with Image.open(paint_picture(picture, voice, folder)) as image:
        image.load()
        return image


def test_a_line_ends_in_a_large_dot_on_the_last_step(tmp_path: Path, voice: Voice) -> None:
    for step in STEP_NUMBERS:
        days = ((date(2026, 1, 5), 1), (date(2026, 3, 2), step))
        image = opened(timeline_of(*days), voice, tmp_path)
        level = 500 - (step - 1) * 430 // 4
        assert image.size == (960, 620)
        assert image.getpixel((880, level)) == HERE_COLOUR
        others = [500 - (other - 1) * 430 // 4 for other in STEP_NUMBERS if other != step]
        assert HERE_COLOUR not in [image.getpixel((880, other)) for other in others]


def test_many_placements_are_drawn_without_dots(tmp_path: Path, voice: Voice) -> None:
    days = [(date(2026, 1, 5) + timedelta(days=7 * week), week % 5 + 1) for week in range(60)]
    image = opened(timeline_of(*days), voice, tmp_path)
    assert image.getpixel((880, 500 - (days[-1][1] - 1) * 430 // 4)) == HERE_COLOUR


def test_one_day_is_drawn_at_the_right(tmp_path: Path, voice: Voice) -> None:
    day = date(2026, 1, 5)
    image = opened(timeline_of((day, 2), (day, 4)), voice, tmp_path)
    assert image.getpixel((880, 500 - 3 * 430 // 4)) == HERE_COLOUR


def test_now_is_filled_and_before_is_hollow(tmp_path: Path, voice: Voice) -> None:
    rows = (("afsaet", 4, 2), ("drift", 1, 0))
    image = opened(Profile(rows=rows, alternative="En profil."), voice, tmp_path)
    columns = [380 + number * 490 // 4 for number in range(5)]
    first, last = 132, 132 + 6 * 76
    assert image.getpixel((columns[3], first)) == HERE_COLOUR
    assert image.getpixel((columns[1], first)) == CARD_COLOUR
    assert image.getpixel((columns[1] - 13, first)) == HERE_COLOUR  # its ring
    assert image.getpixel((columns[0], last)) == HERE_COLOUR
    middle = 132 + 3 * 76
    assert HERE_COLOUR not in [image.getpixel((column, middle)) for column in columns]


def test_what_nobody_can_draw_is_an_error(tmp_path: Path, voice: Voice) -> None:
    with pytest.raises(TypeError):
        paint_picture(Picture(alternative="?"), voice, tmp_path)

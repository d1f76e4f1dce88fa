"""Draw the staircase with where a person stands and how sure that is."""

import hashlib
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from PIL import Image, ImageDraw, ImageFont

from bot.coach.messages import Picture
from bot.coach.voice import Voice

_WIDTH, _HEIGHT = 960, 540
_MARGIN, _GAP, _FLOOR, _LOWEST, _RISE = 40, 12, 420, 70, 62
# A card of its own colours reads alike in a light and a dark chat.
_CARD, _INK, _FAINT, _STEP, _HERE = "#F6F3EA", "#1F2A33", "#66727C", "#C3D3DC", "#0B6E84"
_ROUND = 14
_PERCENT_FROM = 0.05
_LAYOUT = 1


def paint_staircase(picture: Picture, voice: Voice, folder: Path) -> Path:
    """Give the path of the picture; it is drawn once and kept."""
    key = hashlib.sha256(f"{_LAYOUT} {picture}".encode()).hexdigest()[:24]
    path = folder / f"trin-{picture.step}-{key}.png"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{uuid4().hex}.part")
        _draw(picture, voice).save(unfinished, format="PNG", compress_level=1)
        unfinished.replace(path)
    return path


def _draw(picture: Picture, voice: Voice) -> Image.Image:
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _CARD)
    draw = ImageDraw.Draw(image)
    step_width = (_WIDTH - 2 * _MARGIN - 4 * _GAP) / 5
    for index, probability in enumerate(picture.probabilities):
        number = index + 1
        left = _MARGIN + index * (step_width + _GAP)
        top = _FLOOR - _LOWEST - index * _RISE
        middle = left + step_width / 2
        here = number == picture.step
        draw.rounded_rectangle(
            (left, top, left + step_width, _FLOOR), _ROUND, fill=_HERE if here else _STEP
        )
        draw.text((middle, top + 34), str(number), _CARD if here else _INK, _font("Bold", 44), "mm")
        name = voice.step(number).name.split()[1]
        draw.text((middle, _FLOOR + 34), name, _INK, _font("Bold" if here else "Regular", 31), "mm")
        if probability >= _PERCENT_FROM:
            draw.text(
                (middle, _FLOOR + 78),
                f"{round(probability * 100)} %",
                _INK if here else _FAINT,
                _font("Bold" if here else "Regular", 30),
                "mm",
            )
        if here:
            _flag(draw, middle, top, voice.replies.render("staircase_here"))
    return image


def _flag(draw: ImageDraw.ImageDraw, middle: float, top: float, text: str) -> None:
    """Stand a sign on the step."""
    font = _font("Bold", 32)
    half = draw.textlength(text, font) / 2 + 20
    centre = min(max(middle, _MARGIN + half), _WIDTH - _MARGIN - half)
    box = (centre - half, top - 84, centre + half, top - 30)
    draw.rounded_rectangle(box, _ROUND, fill=_INK)
    draw.polygon([(middle - 14, top - 31), (middle + 14, top - 31), (middle, top - 10)], fill=_INK)
    draw.text((centre, top - 57), text, _CARD, font, "mm")


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    name = f"SourceSansPro-{weight}.ttf"
    data = (files("font_source_sans_pro") / "files" / name).read_bytes()
    return ImageFont.truetype(BytesIO(data), size)

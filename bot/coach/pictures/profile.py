"""Draw where a person stands in each dimension, now and before."""

from PIL import Image, ImageDraw

from bot.coach.messages import Profile
from bot.coach.pictures.canvas import CARD, FAINT, HERE, INK, LINE, MARGIN, WIDTH, font
from bot.coach.voice import Voice
from content.values import STEP_NUMBERS, Dimension

_TOP, _ROW, _LEFT = 130, 76, 330
_DOT, _HOLLOW, _STROKE = 20, 15, 6
_LEGEND = 84


def draw_profile(picture: Profile, voice: Voice) -> Image.Image:
    """Draw a row for each dimension: filled is now, hollow is before."""
    height = _TOP + _ROW * len(Dimension) + _LEGEND
    image = Image.new("RGB", (WIDTH, height), CARD)
    draw = ImageDraw.Draw(image)
    for number in STEP_NUMBERS:
        across = _across(number)
        draw.text((across, _TOP - 72), str(number), INK, font("Bold", 38), "mm")
        draw.line((across, _TOP - 36, across, height - _LEGEND), LINE, 3)
    standing = {key: (now, before) for key, now, before in picture.rows}
    for place, dimension in enumerate(Dimension):
        level = _TOP + _ROW * place + _ROW / 2 - 36
        known = standing.get(dimension.value)
        name = voice.guide.views[dimension].name
        ink, weight = (INK, "Bold") if known else (FAINT, "Regular")
        draw.text((MARGIN, level), name, ink, font(weight, 34), "lm")
        if known is None:
            text = voice.replies.render("profile_unknown")
            spot = (_across(1) - 20, level)
            draw.rectangle(draw.textbbox(spot, text, font("Regular", 28), "lm"), CARD)
            draw.text(spot, text, FAINT, font("Regular", 28), "lm")
            continue
        _row(draw, level, *known)
    _legend(draw, height - _LEGEND / 2, voice)
    return image


def _row(draw: ImageDraw.ImageDraw, level: float, now: int, before: int) -> None:
    if before and before != now:
        draw.line((_across(before), level, _across(now), level), HERE, _STROKE)
        _dot(draw, _across(before), level, _HOLLOW, CARD)
    _dot(draw, _across(now), level, _DOT, HERE)


def _legend(draw: ImageDraw.ImageDraw, level: float, voice: Voice) -> None:
    """Say what filled and hollow mean."""
    across = float(_LEFT + 30)
    for name, radius, fill in (("profile_now", _DOT, HERE), ("profile_before", _HOLLOW, CARD)):
        text = voice.replies.render(name)
        _dot(draw, across, level, radius, fill)
        draw.text((across + 34, level), text, INK, font("Regular", 30), "lm")
        across += 34 + draw.textlength(text, font("Regular", 30)) + 60


def _across(number: int) -> float:
    left, right = _LEFT + 50, WIDTH - MARGIN - 50
    return left + (number - 1) * (right - left) / (len(STEP_NUMBERS) - 1)


def _dot(draw: ImageDraw.ImageDraw, across: float, level: float, radius: float, fill: str) -> None:
    box = (across - radius, level - radius, across + radius, level + radius)
    draw.ellipse(box, fill, HERE, _STROKE)

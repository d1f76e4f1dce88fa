"""Draw the placements of a person over time."""

from datetime import date

from PIL import Image, ImageDraw

from bot.coach.dates import said_short
from bot.coach.messages import Timeline
from bot.coach.pictures.canvas import CARD, FAINT, HERE, INK, LINE, MARGIN, WIDTH, font
from bot.coach.voice import Voice
from content.values import STEP_NUMBERS

_HEIGHT, _TOP, _BOTTOM, _LEFT = 620, 70, 500, 290
_DOT, _LAST_DOT, _STROKE = 11, 19, 6
_MOST_DOTS = 24
# Closer together than this, dates run into each other.
_APART = 190


def draw_timeline(picture: Timeline, voice: Voice) -> Image.Image:
    """Draw a line from the first placement to the last, on five levels with their names."""
    image = Image.new("RGB", (WIDTH, _HEIGHT), CARD)
    draw = ImageDraw.Draw(image)
    for number in STEP_NUMBERS:
        name = voice.step(number).name.split()[1]
        level = _level(number)
        draw.line((_LEFT, level, WIDTH - MARGIN, level), LINE, 3)
        draw.text((MARGIN, level), f"{number}", INK, font("Bold", 38), "lm")
        draw.text((MARGIN + 38, level), name, INK, font("Regular", 32), "lm")
    days = [day for day, _ in picture.points]
    spots = [(_across(day, days), _level(step)) for day, step in picture.points]
    draw.line(spots, HERE, _STROKE, joint="curve")
    # Where there are many, dots would hide the line.
    for spot in spots[:-1] if len(spots) <= _MOST_DOTS else spots[:1]:
        _dot(draw, spot, _DOT, CARD)
    _dot(draw, spots[-1], _LAST_DOT, HERE)
    _write_dates(draw, days)
    return image


def _write_dates(draw: ImageDraw.ImageDraw, days: list[date]) -> None:
    """Write the last date, the first, and those between that have room."""
    written: list[float] = []
    for day in (days[-1], days[0], *days[1:-1]):
        across = _across(day, days)
        if all(abs(across - other) >= _APART for other in written):
            is_last = day == days[-1]
            face = font("Bold" if is_last else "Regular", 30)
            text = said_short(day, days[-1])
            half = draw.textlength(text, face) / 2
            middle = min(max(across, _LEFT + half - 60), WIDTH - MARGIN / 2 - half)
            draw.text((middle, _BOTTOM + 66), text, INK if is_last else FAINT, face, "mm")
            written.append(across)


def _level(number: int) -> float:
    return _BOTTOM - (number - 1) * (_BOTTOM - _TOP) / (len(STEP_NUMBERS) - 1)


def _across(day: date, days: list[date]) -> float:
    left, right = _LEFT + 40, WIDTH - MARGIN - 40
    span = (days[-1] - days[0]).days
    return right if not span else left + (day - days[0]).days * (right - left) / span


def _dot(draw: ImageDraw.ImageDraw, spot: tuple[float, float], radius: float, fill: str) -> None:
    across, level = spot
    box = (across - radius, level - radius, across + radius, level + radius)
    draw.ellipse(box, fill, HERE, _STROKE)

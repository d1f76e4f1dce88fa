"""Draw the staircase with where a person stands and how sure that is."""

from PIL import Image, ImageDraw

from bot.coach.messages import Staircase
from bot.coach.pictures.canvas import CARD, FAINT, HERE, INK, MARGIN, WIDTH, font
from bot.coach.voice import Voice

_HEIGHT = 540
_GAP, _FLOOR, _LOWEST, _RISE = 12, 420, 70, 62
_STEP = "#C3D3DC"
_ROUND = 14
_PERCENT_FROM = 0.05


def draw_staircase(picture: Staircase, voice: Voice) -> Image.Image:
    """Draw the five steps, and a sign on the one where the person stands."""
    image = Image.new("RGB", (WIDTH, _HEIGHT), CARD)
    draw = ImageDraw.Draw(image)
    step_width = (WIDTH - 2 * MARGIN - 4 * _GAP) / 5
    for index, probability in enumerate(picture.probabilities):
        number = index + 1
        left = MARGIN + index * (step_width + _GAP)
        top = _FLOOR - _LOWEST - index * _RISE
        middle = left + step_width / 2
        here = number == picture.step
        draw.rounded_rectangle(
            (left, top, left + step_width, _FLOOR), _ROUND, fill=HERE if here else _STEP
        )
        draw.text((middle, top + 34), str(number), CARD if here else INK, font("Bold", 44), "mm")
        name = voice.step(number).name.split()[1]
        draw.text((middle, _FLOOR + 34), name, INK, font("Bold" if here else "Regular", 31), "mm")
        if probability >= _PERCENT_FROM:
            draw.text(
                (middle, _FLOOR + 78),
                f"{round(probability * 100)} %",
                INK if here else FAINT,
                font("Bold" if here else "Regular", 30),
                "mm",
            )
        if here:
            _flag(draw, middle, top, voice.replies.render("staircase_here"))
    return image


def _flag(draw: ImageDraw.ImageDraw, middle: float, top: float, text: str) -> None:
    """Stand a sign on the step."""
    face = font("Bold", 32)
    half = draw.textlength(text, face) / 2 + 20
    centre = min(max(middle, MARGIN + half), WIDTH - MARGIN - half)
    box = (centre - half, top - 84, centre + half, top - 30)
    draw.rounded_rectangle(box, _ROUND, fill=INK)
    draw.polygon([(middle - 14, top - 31), (middle + 14, top - 31), (middle, top - 10)], fill=INK)
    draw.text((centre, top - 57), text, CARD, face, "mm")

"""Paint a picture, whatever it shows."""

import hashlib
from pathlib import Path
from uuid import uuid4

from PIL import Image

from bot.coach.messages import Picture, Profile, Staircase, Timeline
from bot.coach.pictures.profile import draw_profile
from bot.coach.pictures.staircase import draw_staircase
from bot.coach.pictures.timeline import draw_timeline
from bot.coach.voice import Voice

_LAYOUT = 2


def paint_picture(picture: Picture, voice: Voice, folder: Path) -> Path:
    """Give the path of the picture; it is drawn once and kept."""
    key = hashlib.sha256(f"{_LAYOUT} {picture}".encode()).hexdigest()[:24]
    path = folder / f"{picture.shape}-{key}.png"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{uuid4().hex}.part")
        _drawn(picture, voice).save(unfinished, format="PNG", compress_level=1)
        unfinished.replace(path)
    return path


def _drawn(picture: Picture, voice: Voice) -> Image.Image:
    if isinstance(picture, Staircase):
        return draw_staircase(picture, voice)
    if isinstance(picture, Timeline):
        return draw_timeline(picture, voice)
    if isinstance(picture, Profile):
        return draw_profile(picture, voice)
    raise TypeError(f"nobody can draw a {type(picture).__name__}")

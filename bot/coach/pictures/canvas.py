"""What the pictures share: one width, one card of colours, one typeface."""

from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont

WIDTH, MARGIN = 960, 40
# A card of its own colours reads alike in a light and a dark chat.
CARD, INK, FAINT, LINE, HERE = "#F6F3EA", "#1F2A33", "#66727C", "#D5D0C2", "#0B6E84"


@cache
def font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    """Load the typeface in a weight and a size."""
    name = f"SourceSansPro-{weight}.ttf"
    data = (files("font_source_sans_pro") / "files" / name).read_bytes()
    return ImageFont.truetype(BytesIO(data), size)

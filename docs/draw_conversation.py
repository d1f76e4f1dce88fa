"""Draw a conversation with the coach as a picture, from the program's own output.

usage: draw_conversation.py LINES.txt PICTURE.svg
"""

import io
import re
import sys
import tempfile
from functools import partial
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from bot.assembly import open_house
from bot.console import CHANNEL, Chat, show
from bot.settings import Settings

_WIDTH = 84
# The fonts of rich's own frame come from the web; whatever the reader has will do.
_FRAME = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def draw(lines: list[str]) -> str:
    """Hold the conversation and give it as SVG."""
    screen = Console(record=True, width=_WIDTH, file=io.StringIO(), highlight=False)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_house(Settings(data_dir=Path(folder))) as house,
    ):
        chat = Chat(house.coach, house.paint, partial(house.advance, CHANNEL), house.save)
        chat.say("/start")
        for line in lines:
            screen.print(Text(f"> {line}", style="bold"))
            show(screen, chat, chat.say(line), with_pictures=False)
    return screen.export_svg(title="trinvis chat", code_format=_FRAME)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    drawn = draw(source.read_text(encoding="utf-8").splitlines())
    target.write_text(drawn, encoding="utf-8")

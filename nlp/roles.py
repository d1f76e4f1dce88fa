"""Find out who a person says to be: an employee, a leader or a politician."""

import re

from content.cues import Cues
from content.values import Role
from nlp.lexicon import Lexicon
from nlp.normalise import compact

_WORDS_BETWEEN = 3


class Roles:
    """Know the words for roles, and what people say before them of themselves."""

    def __init__(self, cues: Cues) -> None:
        self._words = Lexicon(cues.roles)
        openings = "|".join(re.escape(compact(opening)) for opening in cues.openings)
        self._opening = re.compile(rf"(?<!\w)(?:{openings})(?: \w+){{0,{_WORDS_BETWEEN}}} $")

    def of(self, text: str) -> Role | None:
        """Give the first role that a person says to have, or None."""
        typed = compact(text)
        for hit in self._words.places(text):
            if self._opening.search(typed[: hit.start]):
                return Role(hit.name)
        return None

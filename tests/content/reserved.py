"""Know the municipalities that are kept for measuring, and find them in texts and addresses."""

import re
from urllib.parse import urlsplit

_NAMES = (
    "Allerød Albertslund Ballerup Billund Bornholm Brønderslev Egedal Esbjerg Favrskov Fredericia "
    "Furesø Faaborg-Midtfyn Gentofte Gladsaxe Gribskov Guldborgsund Halsnæs Hedensted Helsingør "
    "Hillerød Hjørring Holbæk Ikast-Brande Kalundborg Kolding København Lejre Lemvig Middelfart "
    "Morsø Norddjurs Odder Odense Ringkøbing-Skjern Roskilde Rudersdal Silkeborg Skanderborg "
    "Solrød Sorø Svendborg Syddjurs Sønderborg Varde Vejen Vejle Viborg Vordingborg Ærø Aalborg "
    "Aarhus"
)
RESERVED = tuple(_NAMES.split())

# These are words too, a road and two more: at the head of a sentence they tell nothing.
_WORDS = frozenset({"Vejen", "Varde", "Odder"})
_SPELLINGS = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}),
    str.maketrans({"æ": "ae", "ø": "o", "å": "a"}),
)
_SHORT_ADDRESSES = frozenset({"kk", "brk", "fmk", "rksk", "rsyd", "ikbr"})


def reserved_in_text(text: str) -> list[str]:
    """List the municipalities that a text names."""
    return [name for name in RESERVED if re.search(_pattern(name), text)]


def reserved_in_url(url: str) -> list[str]:
    """List the parts of the host of an address that belong to a reserved municipality."""
    parts = urlsplit(url).netloc.lower().removesuffix(".dk").split(".")
    bare = {part.removesuffix("-kommune").removesuffix("kommune"): part for part in parts}
    names = {name.lower().translate(table) for name in RESERVED for table in _SPELLINGS}
    return [part for key, part in bare.items() if key in names | _SHORT_ADDRESSES]


def _pattern(name: str) -> str:
    if name in _WORDS:
        return rf"(?<=[\w,] ){name}s?\b|\b{name} [Kk]ommune"
    return rf"\b{name}s?\b"

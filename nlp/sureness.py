"""Say how sure a placement must be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sureness:
    """Hold from how high a probability a step is said, and down to how low a one it is possible."""

    enough: float
    still_possible: float

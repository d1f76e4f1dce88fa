"""Text that is meant to harm, or only very odd."""

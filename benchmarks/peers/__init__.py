"""One module a contestant, so that a library that is missing stops no other."""

"""The coach and the ways to talk with it."""

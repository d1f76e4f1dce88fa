"""Rhythms in plain Danish: how often, on which day, at what time, and when not."""

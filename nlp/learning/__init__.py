"""Train what messages are understood with, measure it, and save it; who serves needs none of it."""

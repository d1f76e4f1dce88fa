"""All that the coach knows and says, in Danish, and the loaders that check it."""

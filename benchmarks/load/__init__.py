"""How many messages a second the real program answers, and how quickly, beside a bare echo bot."""

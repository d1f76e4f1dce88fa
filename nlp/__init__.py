"""Understanding Danish: what a message is, which step it resembles, and why."""

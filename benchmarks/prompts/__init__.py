"""Whether each prompt comes, once and at its minute, over a year and under load."""

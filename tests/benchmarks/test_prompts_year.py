from benchmarks.prompts.year import simulate
from bot.coach import Coach


def test_every_prompt_of_a_year_comes_once_and_at_its_minute(coach: Coach) -> None:
    year = simulate(coach._store, coach.prompting, people=40, seed=7)
    assert year.wanted > 500
    assert (year.lost, year.twice, year.unasked) == ([], [], [])

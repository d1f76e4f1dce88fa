import pytest

from bot.telegram import insisting
from bot.telegram.insisting import insist
from bot.telegram.stopping import Stop


class Flaky:
    """Fail so many times, then give a number."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.tried = 0

    async def __call__(self) -> int:
        self.tried += 1
        if self.tried <= self.failures:
            raise OSError("natsværmer")
        return 7


async def test_it_tries_until_it_is_done_also_beyond_the_last_pause(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(insisting, "PAUSES", (0.001, 0.002))
    work = Flaky(5)
    assert await insist(work, Stop()) == 7
    assert work.tried == 6
    assert len(caplog.records) == 5
    assert "natsværmer" not in caplog.text


async def test_at_a_late_stop_it_raises_what_hinders_it() -> None:
    late = Stop()
    late.ask()
    work = Flaky(1)
    with pytest.raises(OSError, match="natsværmer"):
        await insist(work, late)
    assert work.tried == 1

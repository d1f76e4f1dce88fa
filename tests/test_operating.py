import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.assembly import open_store
from bot.settings import load_settings
from models import Store
from tests.command import Trinvis
from tests.command import own_settings as own_settings
from tests.command import trinvis as trinvis


def _agreed(address: str, channel: str, due_at: datetime) -> None:
    settings = load_settings()
    with open_store(settings) as store, store.visit(channel, address, due_at) as visit:
        visit.schedule.set_rhythm(
            frequency="weekly", weekday=due_at.weekday(), at=time(8, 30), due_at=due_at
        )


def test_prompts_to_come_are_listed_and_nothing_is_sent(trinvis: Trinvis) -> None:
    due_at = datetime.now(UTC) + timedelta(days=1)
    _agreed("7", "telegram", due_at)
    _agreed("local", "terminal", due_at)
    for days, least in ((1, 0), (16, 2)):
        ran = trinvis("prompts", "--days", str(days))
        assert (ran.status, ran.err) == (0, "")
        assert len(ran.rows) >= least
        assert {row["frequency"] for row in ran.rows} <= {"weekly"}
        assert [row["at"] for row in ran.rows] == sorted(row["at"] for row in ran.rows)
    assert ran.rows[0]["at"] == due_at.astimezone(ZoneInfo("Europe/Copenhagen")).isoformat()
    assert len({row["person"] for row in ran.rows}) == 1


def test_what_is_kept_of_a_person_is_printed_and_erased(trinvis: Trinvis) -> None:
    due_at = datetime.now(UTC) + timedelta(days=1)
    for address in ("7001", "7002"):
        _agreed(address, "telegram", due_at)
    found = json.loads(trinvis("export", "7001").out)
    assert found["person"][0]["address"] == "7001"
    assert len(found["rhythm"]) == 1
    refused = trinvis("erase", "7001", stdin="n\n")
    assert refused.status == 1
    assert trinvis("export", "7001").status == 0
    assert trinvis("erase", "7001", "--yes").status == 0
    gone = trinvis("export", "7001")
    assert (gone.status, gone.out) == (1, "")
    assert "nothing is kept of «7001»" in gone.err
    assert trinvis("erase", "7001", "--yes").status == 1
    assert trinvis("export", "7002").status == 0


def _wrote(address: str, words: str) -> None:
    now = datetime.now(UTC)
    with open_store(load_settings()) as store, store.visit("telegram", address, now) as visit:
        visit.journal.add_reflection(words)


def test_keys_are_made_at_the_first_start_for_their_owner_alone(
    trinvis: Trinvis, own_settings: Path
) -> None:
    assert trinvis("prompts").status == 0
    assert (own_settings / "trinvis.key").stat().st_mode & 0o777 == 0o600


def test_with_a_new_key_all_is_still_there_and_the_old_one_goes_at_the_second(
    trinvis: Trinvis, own_settings: Path
) -> None:
    _wrote("7001", "Vi ringede til foreningen")
    first = (own_settings / "trinvis.key").read_bytes()
    for _ in range(2):
        ran = trinvis("rotate-key")
        assert (ran.status, ran.out) == (0, "")
        assert "2 rows are encrypted" in ran.err
        found = json.loads(trinvis("export", "7001").out)
        assert found["reflection"][0]["text"] == "Vi ringede til foreningen"
    assert first.strip() not in (own_settings / "trinvis.key").read_bytes()


@pytest.mark.parametrize("command", [("export", "7001"), ("prompts",), ("rotate-key",)])
def test_missing_key_file_is_a_line_that_says_what_to_do_and_no_new_one_is_made(
    trinvis: Trinvis, own_settings: Path, command: tuple[str, ...]
) -> None:
    _wrote("7001", "Vi ringede")
    path = own_settings / "trinvis.key"
    kept = path.read_bytes()
    path.unlink()
    ran = trinvis(*command)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "put it back" in ran.err
    assert str(path) in ran.err
    assert not path.exists()
    path.write_bytes(kept)
    path.chmod(0o600)
    assert trinvis("export", "7001").status == 0


def test_key_file_of_another_database_is_refused(trinvis: Trinvis, own_settings: Path) -> None:
    _wrote("7001", "Vi ringede")
    (own_settings / "trinvis.key").unlink()
    (own_settings / "trinvis.db").rename(own_settings / "old.db")
    assert trinvis("prompts").status == 0
    (own_settings / "old.db").rename(own_settings / "trinvis.db")
    for rest in ("trinvis.db-wal", "trinvis.db-shm"):
        (own_settings / rest).unlink(missing_ok=True)
    ran = trinvis("export", "7001")
    assert ran.status == 2
    assert "does not fit the database" in ran.err


def test_what_was_kept_before_there_were_keys_is_encrypted_at_the_next_start(
    trinvis: Trinvis, own_settings: Path
) -> None:
    _plain("7001", "Vi ringede til foreningen")
    assert trinvis("prompts").status == 0
    stored = b"".join(path.read_bytes() for path in own_settings.glob("trinvis.db*"))
    assert b"foreningen" not in stored
    assert "foreningen" in trinvis("export", "7001").out


def _plain(address: str, words: str) -> None:
    store = Store.open(load_settings().database)
    with store.visit("telegram", address, datetime.now(UTC)) as visit:
        visit.journal.add_reflection(words)
    store.close()


def test_invitation_is_shown_once_listed_without_its_code_and_revoked(trinvis: Trinvis) -> None:
    ran = trinvis("invite", "--people", "3", "--days", "2")
    assert (ran.status, ran.err) == (0, "")
    command, code = ran.out.split()
    assert command == "/start"
    (row,) = trinvis("invitations").rows
    assert row["left"] == 3
    ends_at = datetime.fromisoformat(row["ends_at"])
    assert timedelta(days=1) < ends_at - datetime.now(UTC) < timedelta(days=3)
    assert code not in trinvis("invitations").out
    assert trinvis("revoke", code).status == 0
    assert trinvis("invitations").rows == []
    gone = trinvis("revoke", code)
    assert (gone.status, gone.out, gone.err.count("\n")) == (1, "", 1)
    assert "trinvis invitations" in gone.err


def test_backup_of_sqlite_opens_with_the_same_key_and_shows_no_text(
    trinvis: Trinvis, own_settings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _wrote("7001", "Vi ringede til foreningen")
    copy = tmp_path / "copy.db"
    assert trinvis("backup", str(copy)).status == 0
    assert copy.stat().st_mode & 0o777 == 0o600
    assert b"foreningen" not in copy.read_bytes()
    assert trinvis("erase", "7001", "--yes").status == 0
    monkeypatch.setenv("TRINVIS_DATABASE_URL", f"sqlite:///{copy}")
    assert "foreningen" in trinvis("export", "7001").out
    monkeypatch.delenv("TRINVIS_DATABASE_URL")
    again = trinvis("backup", str(copy))
    assert (again.status, again.err.count("\n")) == (2, 1)
    assert "is there already" in again.err


@pytest.mark.parametrize("url", ["", "postgresql+psycopg://a@127.0.0.1/b"])
def test_backup_says_what_it_cannot_copy(
    trinvis: Trinvis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TRINVIS_DATABASE_URL", url)
    ran = trinvis("backup", str(tmp_path / "copy.db"))
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ("pg_dump" if url else "no database") in ran.err
    assert not (tmp_path / "copy.db").exists()

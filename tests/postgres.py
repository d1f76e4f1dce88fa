"""Make databases on the real PostgreSQL of the tests."""

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


def as_operator(url: str, *statements: str) -> None:
    """Carry statements out, each by itself."""
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for each in statements:
            connection.execute(text(each))
    engine.dispose()


def new_database(url: str, name: str) -> str:
    """Make an empty database that no other test uses, and give its address."""
    as_operator(url, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    return make_url(url).set(database=name).render_as_string(hide_password=False)

"""Say days and times as people do."""

from datetime import date, time

from babel.dates import format_date, get_day_names

_LOCALE = "da"


def said_day(day: date, today: date) -> str:
    """Say «torsdag 5. marts», with the year where it is another one."""
    pattern = "EEEE d. MMMM" if day.year == today.year else "EEEE d. MMMM y"
    return str(format_date(day, pattern, locale=_LOCALE))


def said_time(at: time) -> str:
    """Say «8.30», as on a Danish clock."""
    return f"{at.hour}.{at.minute:02}"


def weekday_name(weekday: int) -> str:
    """Name a weekday; Monday is 0."""
    return str(get_day_names("wide", locale=_LOCALE)[weekday])


def said_short(day: date, today: date) -> str:
    """Say «5. marts», with the year where it is another one."""
    pattern = "d. MMMM" if day.year == today.year else "d. MMM y"
    return str(format_date(day, pattern, locale=_LOCALE))

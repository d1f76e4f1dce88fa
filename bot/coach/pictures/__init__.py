"""Pictures of where people stand: painted once, and kept."""

from bot.coach.pictures.painting import paint_picture

__all__ = ["paint_picture"]

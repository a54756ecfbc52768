"""Days and times as a visitor reads them: in the site's zone, the visitor's calendar first, the other beside it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError, get_global
from babel.dates import format_timedelta, get_day_names, get_month_names

from announcer.core.planning.jalali import MONTHS, jalali
from announcer.web.translations import Language

JALALI_FIRST = ("fa",)
"""Languages whose readers think in the Jalali calendar."""


@dataclass(frozen=True)
class LocalDates:
    """Writes moments for people.

    Args:
        zone: The site's own time zone.
        language: The visitor's.
    """

    zone: ZoneInfo
    language: Language

    def moment(self, at: datetime | None) -> str:
        """Return day and time in both calendars, such as `Sat 28 Nov 2026, 09:30 (7 Azar 1405)`."""
        if at is None:
            return ""
        local = at.astimezone(self.zone)
        return f"{self._first(local.date())}{self._comma} {self.time(at)} ({self._second(local.date())})"

    def short(self, at: datetime | None) -> str:
        """Return day and time in the visitor's calendar only."""
        if at is None:
            return ""
        local = at.astimezone(self.zone)
        return f"{self._first(local.date(), year=False)}{self._comma} {self.time(at)}"

    def other(self, at: datetime | None) -> str:
        """Return the day in the calendar that is not the visitor's own."""
        return "" if at is None else self._second(at.astimezone(self.zone).date(), year=False)

    def day(self, day: date) -> str:
        """Return a day in both calendars."""
        return f"{self._first(day)} ({self._second(day)})"

    def time(self, at: datetime | None) -> str:
        """Return the time of day, such as `09:30`."""
        return "" if at is None else self.language.digits(f"{at.astimezone(self.zone):%H:%M}")

    def iso(self, at: datetime | None) -> str:
        """Return the moment for the attribute `datetime` of HTML."""
        return "" if at is None else at.astimezone(self.zone).isoformat(timespec="minutes")

    def left(self, span: timedelta) -> str:
        """Return a span as minutes and seconds, such as `9:30`."""
        seconds = max(int(span.total_seconds()), 0)
        return self.language.digits(f"{seconds // 60}:{seconds % 60:02}")

    # -- what a calendar is made of --------------------------------------------------------------------------------

    def weekday(self, day: date) -> str:
        """Return the name of the day of the week."""
        return str(get_day_names("wide", locale=self.language.locale)[day.weekday()])

    def day_numbers(self, day: date) -> tuple[str, str]:
        """Return the day of the month in the visitor's calendar and in the other, there with its month."""
        own = jalali(day).day if self._jalali_first else day.day
        return self.language.digits(own), self._second(day, year=False)

    def month_start(self, day: date) -> date:
        """Return the first day of the month that the day is in, in the visitor's calendar."""
        return day - timedelta(days=(jalali(day).day if self._jalali_first else day.day) - 1)

    def month_title(self, day: date) -> str:
        """Return the month that the day is in, in the visitor's calendar, such as `November 2026`."""
        if self._jalali_first:
            return self._jalali(day).partition(" ")[2]
        name = get_month_names("wide", "stand-alone", locale=self.language.locale)[day.month]
        return self.language.digits(f"{name} {day.year}")

    def other_title(self, first: date, last: date) -> str:
        """Return the months of the other calendar from one day to another, such as `Aban 1405 – Azar 1405`."""
        found = [self._second(day).partition(" ")[2] for day in (first, last)]
        return " – ".join(dict.fromkeys(found))

    def week_start(self, weekend: Collection[int]) -> int:
        """Return the day on which weeks begin, Monday 0: after the weekend, else as the zone's country has it."""
        after = [day for day in range(7) if day not in weekend and (day - 1) % 7 in weekend]
        if len(after) == 1:
            return after[0]
        country = get_global("zone_territories").get(self.zone.key)
        try:
            return Locale.parse(f"und_{country}").first_week_day
        except (ValueError, UnknownLocaleError):  # a zone of no country, such as UTC
            return 0

    def span(self, span: timedelta) -> str:
        """Return a span in its largest unit, from minutes on, such as `45 minutes`."""
        rounded = max(span, timedelta(minutes=1))
        words = format_timedelta(rounded, granularity="minute", threshold=1.5, locale=self.language.locale)
        return self.language.digits(words)

    @property
    def _comma(self) -> str:
        return "،" if self.language.direction == "rtl" else ","

    def _first(self, day: date, *, year: bool = True) -> str:
        name = get_day_names("abbreviated", locale=self.language.locale)[day.weekday()]
        written = self._jalali(day, year=year) if self._jalali_first else self._gregorian(day, year=year)
        return f"{name} {written}"

    def _second(self, day: date, *, year: bool = True) -> str:
        return self._gregorian(day, year=year) if self._jalali_first else self._jalali(day, year=year)

    @property
    def _jalali_first(self) -> bool:
        return self.language.code in JALALI_FIRST

    def _gregorian(self, day: date, *, year: bool = True) -> str:
        month = get_month_names("abbreviated", locale=self.language.locale)[day.month]
        return self.language.digits(f"{day.day} {month}" + (f" {day.year}" if year else ""))

    def _jalali(self, day: date, *, year: bool = True) -> str:
        found = jalali(day)
        month = self.language.text(MONTHS[found.month - 1])
        return self.language.digits(f"{found.day} {month}" + (f" {found.year}" if year else ""))

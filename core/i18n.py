"""The station's words in the operator's language: window, papers and commands use one catalogue.

English is the source; a translation that is missing falls back to it. A `Tr` is made per language and handed on: there
is no global `_`. `.ci/i18n` collects the texts and checks the translations, so the first argument of `tr()` and the
first two of `tr.n()` are always plain string literals. An English text with two meanings says which one it has:
``tr("Open", context="order")`` is *ouverte*, ``tr("Open", context="verb")`` is *ouvrir*.

Dates follow what people read here: ``Nov 22, 2026`` in English, ``22 nov. 2026`` in Canadian French (Office québécois
de la langue française: no space before ``; ! ?``, a no-break space before ``: % $`` and inside guillemets).
"""

import gettext
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from core.money import Money, format_money
from core.resources import resource
from core.units import Dimensions, LengthUnit, Weight, WeightUnit, dimensions_text, weight_text

Lang = Literal["en", "fr"]
LANGUAGES: tuple[Lang, ...] = ("en", "fr")
LANGUAGE_NAMES: dict[Lang, str] = {"en": "English", "fr": "Français"}
DOMAIN = "postbench"

_MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."),
}
_MINUTE_S = 60
_HOUR_S = 3600
_DAY_S = 86_400
_HOURS_SHOWN = 48


class Tr:
    """Texts, amounts, times and weights in one language.

    Attributes:
        lang: ``en`` or ``fr``.
    """

    def __init__(self, lang: Lang, catalogue: gettext.NullTranslations) -> None:
        self.lang = lang
        self._catalogue = catalogue

    def __call__(self, text: str, /, *, context: str = "", **fields: object) -> str:
        """The translation of the literal `text`, its ``{names}`` filled; a Money is written as people read it.

        `context` tells the meanings of one English text apart; it is never shown.
        """
        said = self._catalogue.pgettext(context, text) if context else self._catalogue.gettext(text)
        return self._fill(said, fields)

    def n(self, one: str, many: str, n: int, /, *, context: str = "", **fields: object) -> str:
        """`one` or `many`, as the language counts `n` (French: 0 and 1 are singular); ``{n}`` is the number."""
        catalogue = self._catalogue
        said = catalogue.npgettext(context, one, many, n) if context else catalogue.ngettext(one, many, n)
        return self._fill(said, {"n": self.number(n), **fields})

    def _fill(self, text: str, fields: dict[str, object]) -> str:
        if not fields:
            return text
        shown = {name: self.money(v) if isinstance(v, Money) else v for name, v in fields.items()}
        return text.format(**shown)

    def number(self, value: int) -> str:
        """A whole number, grouped: ``1,234`` or ``1 234``."""
        grouped = f"{value:,}".replace("-", "−")
        return grouped.replace(",", "\u00a0") if self.lang == "fr" else grouped

    def money(self, money: Money, *, with_currency: bool = True) -> str:
        """An amount; leave the currency out only where it is named beside, once per table."""
        return format_money(money, self.lang, with_currency=with_currency)

    def round_money(self, money: Money) -> str:
        """An amount without its cents where there are none: ``$10``, ``10 $``. For offers, never for books."""
        text = self.money(money, with_currency=False)
        zeros = ",00" if self.lang == "fr" else ".00"
        return text.replace(zeros, "") if money.minor % 100 == 0 else text

    def weight(self, weight: Weight, unit: WeightUnit) -> str:
        """A weight with its unit: ``1.25 lb``, ``1,25 lb``."""
        return self.measure(weight_text(weight, unit))

    def dimensions(self, dims: Dimensions, unit: LengthUnit) -> str:
        """Three sides with their unit; French writes inches ``po``."""
        text = self.measure(dimensions_text(dims, unit))
        return text.removesuffix("in") + "po" if self.lang == "fr" and unit == "in" else text

    def measure(self, text: str) -> str:
        """A weight or size as core writes it, with the decimal sign and the space of the language."""
        return text.replace(".", ",").replace(" ", "\u00a0") if self.lang == "fr" else text

    def day(self, iso: str) -> str:
        """A calendar day from ISO text."""
        return self._day(date.fromisoformat(iso))

    def _day(self, day: date) -> str:
        month = _MONTHS[self.lang][day.month - 1]
        return f"{day.day}\u00a0{month} {day.year}" if self.lang == "fr" else f"{month}\u00a0{day.day}, {day.year}"

    def time(self, moment: datetime, zone: ZoneInfo) -> str:
        """The time of day in `zone`: ``3:04 PM``, ``15 h 04``."""
        local = moment.astimezone(zone)
        if self.lang == "fr":
            return f"{local.hour}\u00a0h\u00a0{local.minute:02d}"
        return f"{local.hour % 12 or 12}:{local.minute:02d}\u00a0{'AM' if local.hour < 12 else 'PM'}"

    def datetime(self, moment: datetime, zone: ZoneInfo) -> str:
        """The day and the time of `moment` (timezone-aware) in `zone`."""
        return f"{self._day(moment.astimezone(zone).date())}, {self.time(moment, zone)}"

    def age(self, passed: timedelta) -> str:
        """How long ago something was, coarse on purpose: ``just now``, ``3 min ago``, ``2 days ago``."""
        tr = self
        seconds = max(0, int(passed.total_seconds()))
        if seconds < _MINUTE_S:
            return tr("just now")
        if seconds < _HOUR_S:
            return tr.n("{n} min ago", "{n} min ago", seconds // _MINUTE_S)
        if seconds < _HOURS_SHOWN * _HOUR_S:
            return tr.n("{n} h ago", "{n} h ago", seconds // _HOUR_S)
        return tr.n("{n} day ago", "{n} days ago", seconds // _DAY_S)

    def span(self, passed: timedelta) -> str:
        """The same age where room is scarce: ``now``, ``3 min``, ``2 h``, ``4 d``."""
        tr = self
        seconds = max(0, int(passed.total_seconds()))
        if seconds < _MINUTE_S:
            return tr("now")
        if seconds < _HOUR_S:
            return tr("{n} min", n=seconds // _MINUTE_S)
        if seconds < _HOURS_SHOWN * _HOUR_S:
            return tr("{n} h", n=seconds // _HOUR_S)
        return tr("{n} d", n=seconds // _DAY_S)


Words = Callable[[Tr], str]
"""A text that is chosen before the language is: ``lambda tr: tr("Orders")``."""


def language(name: str) -> Lang:
    """The language we have for a locale name: ``fr-CA`` and ``fr_FR`` give ``fr``, everything else ``en``."""
    return "fr" if name.lower().startswith("fr") else "en"


@lru_cache(maxsize=len(LANGUAGES))
def translator(lang: Lang) -> Tr:
    """The texts of `lang`; English needs no catalogue."""
    if lang == "en":
        return Tr("en", gettext.NullTranslations())
    with resource("locale", lang, "LC_MESSAGES", f"{DOMAIN}.mo").open("rb") as file:
        return Tr(lang, gettext.GNUTranslations(file))

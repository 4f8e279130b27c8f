"""Typed setting keys; their values live in the store (`core/store/settings.py`)."""

from dataclasses import dataclass
from enum import Enum


class Scope(Enum):
    """Whom a setting belongs to."""

    STATION = "station"
    WALLET = "wallet"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Key:
    """A setting: its name, whom it belongs to, and what it is when nobody set it. Values are text."""

    name: str
    scope: Scope
    default: str


LANGUAGE = Key("language", Scope.STATION, "en")
THEME = Key("theme", Scope.STATION, "light")
TEXT_SCALE = Key("text-scale-percent", Scope.STATION, "100")
LABEL_FORMAT = Key("label-format", Scope.STATION, "zpl")
DEFAULT_PRINTER = Key("default-printer", Scope.STATION, "")
DEFAULT_WALLET = Key("default-wallet", Scope.STATION, "")
WEIGHT_UNIT = Key("weight-unit", Scope.STATION, "lb")
LENGTH_UNIT = Key("length-unit", Scope.STATION, "in")
BOX_PRESETS = Key("box-presets", Scope.STATION, "8x6x4 in; 12x9x6 in; 16x12x8 in")  # sizes, one key each on the bench
BACKUP_SECOND_PLACE = Key("backup-second-place", Scope.STATION, "")  # a folder of another disk
STATION_NAME = Key("station-name", Scope.STATION, "")  # as people call this workstation; empty: the computer's name
AUTO_LOCK_MINUTES = Key("auto-lock-minutes", Scope.STATION, "10")  # of nothing, once somebody signed in; 0: never
WELCOMED = Key("welcomed", Scope.STATION, "")  # "yes" once the welcome of the first start was seen
ALL_KEYS = (
    LANGUAGE,
    THEME,
    TEXT_SCALE,
    LABEL_FORMAT,
    DEFAULT_PRINTER,
    DEFAULT_WALLET,
    WEIGHT_UNIT,
    LENGTH_UNIT,
    BOX_PRESETS,
    STATION_NAME,
    BACKUP_SECOND_PLACE,
    AUTO_LOCK_MINUTES,
    WELCOMED,
)

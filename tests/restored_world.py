"""A station at the window whose books were restored from a backup, for the tests of Settings > Safety."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from window_world import START, RecordingWindow, World, open_world

from core.clock import SteppingClock
from core.context import Mode
from core.i18n import Lang
from core.ids import SeededIds
from core.services import open_station, restore_station
from core.shipments.service_shipping import ship_orders
from core.upkeep.backups import make_by_hand
from printers.device import StationDevice
from printers.spool import InlineSpool, News
from ui.app_context import App
from ui.running import ImmediateRunner
from ui.startup import StartUp


def open_restored(folder: Path, lang: Lang = "en", *, lost_label: bool = False) -> World:
    """Postage, a backup, a purchase that the backup lacks, a restore; the program runs again.

    With `lost_label` what was bought is a label of an order that the restored books do not have.
    """
    before = open_world(folder, lang=lang)
    before.fund("usd", 100)
    services = before.services
    made = make_by_hand(services.store, services.desk, services.keychain).backup.id
    if lost_label:
        ship_orders(services.bench, [before.order("1200").id])
    else:
        before.fund("usd", 20)
    before.close()
    data, config = folder / "data", folder / "config"
    restore_station(data, config, made, operator="ana", clock=SteppingClock(START))
    clock = SteppingClock(START + timedelta(hours=1))
    ids = SeededIds(10, start_ms=1_790_000_000_000 + 10**9)
    again = open_station(
        data, Mode.PRACTICE, config, StationDevice(base=data), clock=clock, ids=ids, operator="ana",
        zone=ZoneInfo("America/Toronto"),
    )  # fmt: skip
    runner, window, news = ImmediateRunner(), RecordingWindow(lang), list[News]()
    app = App(again, runner, InlineSpool(again.press, news.append), StartUp(again, runner), window)
    return World(again, clock, window, app, news)

"""The Record dialog's decisions, without Qt: what a person bought or voided in the provider's portal.

Everything that is recorded is declared until a reading or the portal's own export confirms it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from core.errors import StationError
from core.labels.store import Label
from core.people.acts import Act
from core.people.records import Proofs
from core.printing.records import Printer
from core.purchases.store import Purchase
from core.wallet.rules_portal import OPEN_FATES, REFUSED, Column
from core.wallet.service import WalletView
from core.wallet.service_portal_files import PortalImport, PortalOptions
from ui.app_context import App
from ui.messages import one_line
from ui.pages.listening import Listeners
from ui.pages.recording import showing, work
from ui.pages.recording.opening import Opening, Part
from ui.pages.recording.rows import LabelTyped, OpenFacts, PostageTyped, RecordingState, Remark, Sheet
from ui.running import Lane
from ui.views import Tone

T = TypeVar("T")


class RecordingPresenter:
    """One for each opening of the dialog.

    Attributes:
        app: What the window gave.
        opening: What is filled in at first.
        state: What the dialog has.
        listeners: The dialog.
    """

    def __init__(self, app: App, opening: Opening) -> None:
        self.app, self.opening = app, opening
        self.state = RecordingState(opening.part)
        self.listeners = Listeners()

    def _set(self, state: RecordingState) -> None:
        self.state = state
        self.listeners.tell()

    # Opening

    def start(self) -> None:
        """Read the wallets."""
        services = self.app.services
        self.app.runner.run(lambda: services.read(work.read_wallets), self._opened, self._not_opened)

    def _opened(self, wallets: tuple[WalletView, ...]) -> None:
        ready = tuple(one for one in wallets if one.is_ready)
        ids = [one.wallet.id for one in ready]
        wanted = self.state.wallet or self.opening.wallet
        chosen = wanted if wanted in ids else next(iter(ids), "")
        self._set(replace(self.state, wallets=ready, wallet=chosen, error=None))
        if self.state.part is Part.OPEN:
            self._read_open()

    def _not_opened(self, error: StationError) -> None:
        self._set(replace(self.state, error=error))

    def set_up(self) -> None:
        """No wallet may record yet: to its set-up."""
        self.app.go_to("settings", "setup")

    def choose_part(self, part: Part) -> None:
        """Record something else."""
        if self.state.busy:
            return
        self._set(replace(self.state, part=part, said=None, recorded="", sheet=None, report=None, open=None))
        if part is Part.OPEN:
            self._read_open()

    def choose_wallet(self, wallet: str) -> None:
        """For another wallet; a file that was looked into stays."""
        if not self.state.busy:
            self._set(replace(self.state, wallet=wallet, said=None, report=None, open=None))
            if self.state.part is Part.OPEN:
                self._read_open()

    # Acting

    def _refuse(self, error: StationError) -> None:
        self._set(replace(self.state, busy=False, said=Remark(Tone.ERROR, one_line(self.app.tr, error))))

    def say(self, tone: Tone, text: str) -> None:
        """Say something above the form."""
        self._set(replace(self.state, said=Remark(tone, text)))

    def _prove(self, wallet: str, act: Callable[[Proofs], T], done: Callable[[T], None]) -> None:
        """Ask for the PIN, then do it off the window's thread, once."""

        def proved(proofs: Proofs) -> None:
            self.app.runner.run(partial(act, proofs), ended, self._refuse, Lane.OUTSIDE)

        def ended(result: T) -> None:
            self.state = replace(self.state, busy=False, round=self.state.round + 1)
            done(result)
            self.app.refresh()

        def dropped() -> None:
            self._set(replace(self.state, busy=False))

        self.app.prove(Act.RECORD, proved, about=wallet, dropped=dropped)

    def _begin(self) -> bool:
        if self.state.busy:
            return False
        self._set(replace(self.state, busy=True, said=None, recorded=""))
        return True

    def record_postage(self, typed: PostageTyped) -> None:
        """Postage that was bought in the portal."""
        wallet, services = self.state.wallet, self.app.services
        if wallet and self._begin():
            self._prove(wallet, lambda proofs: work.postage(services, wallet, typed, proofs), self._postage_done)

    def _postage_done(self, done: tuple[Purchase, WalletView]) -> None:
        purchase, now = done
        text = self.app.tr(
            "Recorded {amount} ({reference}). Balance by our books: {booked}; declared and not confirmed yet: "
            "{declared}.",
            amount=purchase.amount, reference=purchase.provider_ref, booked=now.booked, declared=now.declared,
        )  # fmt: skip
        self._done(text)

    def _done(self, text: str, recorded: str = "", *, can_print: bool = False) -> None:
        self.app.notify(Tone.OK, text)
        self._set(replace(self.state, said=Remark(Tone.OK, text), recorded=recorded, can_print=can_print))

    def verdict(self, tracking: str, carrier: str) -> Remark | None:
        """What the form of a tracking number says; None while nothing is typed."""
        return showing.number_remark(self.app.tr, self.app.services.catalogue, tracking, carrier)

    def carrier_of(self, tracking: str) -> str:
        """The one carrier whose number this is, empty where none or several may be."""
        return showing.carrier_of_number(self.app.services.catalogue, tracking, self.carriers())

    def carriers(self) -> tuple[str, ...]:
        """Codes of the carriers whose labels are paid from a wallet here."""
        wallets = self.state.wallets or ()
        paid = {code for one in wallets for code in one.wallet.carriers}
        return tuple(one.code for one in self.app.services.catalogue.to_show() if one.code in paid)

    def find_order(self, number: str, told: Callable[[Remark], None]) -> None:
        """Say which order a number means."""
        services, tr = self.app.services, self.app.tr
        self.app.runner.run(
            lambda: work.find_order(services, number),
            lambda order: told(showing.order_remark(tr, order)),
            lambda error: told(Remark(Tone.ERROR, one_line(tr, error), is_doubtful=True)),
        )

    def find_label(self, text: str, told: Callable[[Remark], None]) -> None:
        """Say which label a number means."""
        services, tr = self.app.services, self.app.tr
        self.app.runner.run(
            lambda: work.find_label(services, text),
            lambda row: told(showing.label_remark(tr, services.catalogue, row)),
            lambda error: told(Remark(Tone.ERROR, one_line(tr, error), is_doubtful=True)),
        )

    def record_label(self, typed: LabelTyped) -> None:
        """A label that was bought in the portal; it ships its order."""
        remark, services, tr = self.verdict(typed.tracking, typed.carrier), self.app.services, self.app.tr
        if remark is None or not typed.carrier or not typed.service:
            self.say(Tone.ERROR, tr("Type the tracking number and choose carrier and service."))
        elif remark.is_doubtful and not typed.is_sure:
            self.say(Tone.ERROR, tr("{why} Tick below that the paper says so, or correct it.", why=remark.text))
        elif self._begin():
            self.app.runner.run(
                lambda: work.payer(services, typed.carrier),
                lambda wallet: self._prove(
                    wallet,
                    lambda proofs: work.label(services, wallet, typed, proofs),
                    lambda label: self._label_done(label, has_file=typed.file is not None),
                ),
                self._refuse,
            )

    def _label_done(self, label: Label, *, has_file: bool) -> None:
        tr, number = self.app.tr, self.app.services.catalogue.numbers.format(label.tracking)
        text = tr("Recorded {number}: {price}; its order is shipped.", number=number, price=label.price)
        self._done(text, label.id, can_print=has_file)

    def record_void(self, label: str, reference: str) -> None:
        """A void that the portal accepted."""
        services = self.app.services
        if self._begin():
            self.app.runner.run(
                lambda: work.find_label(services, label),
                lambda row: self._prove(
                    row.wallet, lambda proofs: work.void(services, row.label, reference, proofs), self._void_done
                ),
                self._refuse,
            )

    def _void_done(self, label: Label) -> None:
        tr, number = self.app.tr, self.app.services.catalogue.numbers.format(label.tracking)
        words = tr(
            "{number} is voided. A refund of {price} is due. DESTROY the paper.", number=number, price=label.price
        )
        self._done(words, label.id)

    def show_recorded(self) -> None:
        """To the label that was recorded last."""
        if self.state.recorded:
            self.app.go_to("shipments", self.state.recorded)

    def print_recorded(self) -> None:
        """Print the paper that came with the label that was recorded last, once."""
        services, label = self.app.services, self.state.recorded
        if label and self.state.can_print and not self.state.busy:
            self._set(replace(self.state, can_print=False))
            self.app.runner.run(
                lambda: work.print_first(services, label), self._printing, self._refuse, Lane.OUTSIDE
            )  # fmt: skip

    def _printing(self, printer: Printer) -> None:
        self.say(Tone.OK, self.app.tr("On its way to {printer}; nothing was charged.", printer=printer.name))
        self.app.spool.wake(printer.id)

    # The portal's export

    def look_into(self, path: Path) -> None:
        """Read the heading of a file; nothing is imported yet."""
        services = self.app.services
        if self._begin():
            self.app.runner.run(lambda: work.look_into(services, path), self._looked, self._refuse, Lane.OUTSIDE)

    def _looked(self, sheet: Sheet) -> None:
        self._set(replace(self.state, busy=False, sheet=sheet, report=None, round=self.state.round + 1))

    def import_sheet(self, columns: Mapping[Column, str], *, month_first: bool) -> None:
        """Import it, all of it or nothing."""
        sheet, wallet, services = self.state.sheet, self.state.wallet, self.app.services
        if sheet is None or not wallet or self.state.report is not None or not self._begin():
            return
        changed = {column: title for column, title in columns.items() if sheet.found.get(column, "") != title and title}
        options = PortalOptions(dict(columns) if changed else {}, month_first)
        self._prove(
            wallet, lambda proofs: work.import_sheet(services, wallet, sheet, options, proofs), self._imported
        )  # fmt: skip

    def _imported(self, report: PortalImport) -> None:
        tr, left = self.app.tr, sum(row.fate in OPEN_FATES | REFUSED for row in report.rows)
        n = len(report.rows)
        text = (
            tr.n("{n} line read; all of them are in the books.", "{n} lines read; all of them are in the books.", n)
            if not left
            else tr.n("{n} line is not in the books.", "{n} lines are not in the books.", left)
        )
        tone = Tone.WARN if left else Tone.OK
        self.app.notify(tone, text)
        self._set(replace(self.state, said=Remark(tone, text), report=report))

    # What is open

    def _read_open(self) -> None:
        services, wallet = self.app.services, self.state.wallet
        if wallet:
            self.app.runner.run(
                lambda: services.read(lambda q: work.read_open(q, wallet)), self._open_read, self._refuse
            )  # fmt: skip

    def _open_read(self, facts: OpenFacts) -> None:
        self._set(replace(self.state, open=facts))

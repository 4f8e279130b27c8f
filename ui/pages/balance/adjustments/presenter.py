"""Adjustments without Qt: added by hand, out of a file, disputed; the papers of a dispute (S0-36, S0-37)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.accounts.store import get_wallet
from core.carriers.tracking.numbers import compact
from core.errors import BadText, NotFound, StationError
from core.labels.store import get_label
from core.money import parse_money
from core.orders.source import SourceFile
from core.people.acts import Act
from core.people.records import Proofs
from core.services import Services
from core.wallet.dated_rules import load_wallet_rules
from core.wallet.rules_adjustments import UNKNOWN_CARRIER, Adjustment, Source, cause_of
from core.wallet.service_adjustment_files import AdjustmentsRead, RowFate, import_adjustments
from core.wallet.service_adjustments import (
    NewAdjustment,
    add_adjustment,
    dispute_deadline,
    lose_dispute,
    open_dispute,
    win_dispute,
)
from core.wallet.store_facts import label_by_tracking, list_adjustments
from ui.file_access import FileUnusable, read_file, write_file
from ui.pages.balance.acting import Done, Failed, PanelPresenter, Said
from ui.pages.balance.adjustments.rows import AdjustmentRow, Sign, TypedAdjustment, TypedImport, import_lines
from ui.running import Lane
from ui.views import Tone

if TYPE_CHECKING:
    from core.store.database import Query

FILE_MOST = 10 << 20


class AdjustmentsPresenter(PanelPresenter[tuple[AdjustmentRow, ...]]):
    """One wallet's adjustments, the newest first."""

    def read(self, services: Services, wallet: str) -> tuple[AdjustmentRow, ...]:
        """With the day until which each may be disputed."""
        rule, today = load_wallet_rules(services.directory).dispute, _today(services)

        def rows(q: "Query") -> tuple[AdjustmentRow, ...]:
            found = []
            for one in list_adjustments(q, wallet=wallet):
                label = get_label(q, one.label) if one.label else None
                due = dispute_deadline(one, label, rule) if one.amount.minor < 0 else None
                found.append(AdjustmentRow(one, due, today))
            return tuple(found)

        return services.read(rows)

    def row(self) -> AdjustmentRow | None:
        """The one that is pointed at."""
        return next((row for row in self.facts or () if row.adjustment.id == self.chosen), None)

    # By hand and by file

    def add(self, typed: TypedAdjustment, done: Done, failed: Failed) -> None:
        """Book an adjustment that a person read somewhere; it may take the balance below zero."""
        wallet, tr = self.wallet, self.app.tr

        def work(services: Services, proofs: Proofs) -> Adjustment:
            new = services.read(lambda q: _new(q, wallet, typed, _today(services)))
            return add_adjustment(services.store, services.desk, new, proofs=proofs)

        self.perform(
            work, lambda made: (Tone.OK, tr("Booked: {amount}.", amount=made.amount)), done, failed,
            act=Act.ADJUSTMENT, about=wallet,
        )  # fmt: skip

    def preview(self, typed: TypedImport, shown: Callable[[str], None], failed: Failed) -> None:
        """Say what a file would do; nothing is booked."""
        services, wallet, tr = self.app.services, self.wallet, self.app.tr
        self.app.runner.run(
            lambda: _import(services, wallet, typed, preview=True),
            lambda found: shown(import_lines(tr, found, preview=True)),
            lambda error: failed(self.say(error)),
            Lane.OUTSIDE,
        )

    def take(self, typed: TypedImport, done: Done, failed: Failed) -> None:
        """Book the adjustments of a file, all in one transaction; the same file again changes nothing."""
        wallet, tr = self.wallet, self.app.tr

        def said(found: AdjustmentsRead) -> Said:
            clean = all(row.fate in (RowFate.TAKEN, RowFate.KNOWN) for row in found.rows)
            return (Tone.OK if clean else Tone.WARN), import_lines(tr, found, preview=False).replace("\n", " ")

        self.perform(
            lambda services, proofs: _import(services, wallet, typed, proofs=proofs),
            said, done, failed, act=Act.ADJUSTMENT, about=wallet, lane=Lane.OUTSIDE,
        )  # fmt: skip

    # Disputes

    def dispute(self, one: Adjustment, memo: str, delivered: str, done: Done, failed: Failed) -> None:
        """Open a dispute; money moves only when it is won."""
        tr = self.app.tr

        def work(services: Services, _proofs: Proofs) -> Adjustment:
            rule = load_wallet_rules(services.directory).dispute
            day = read_day(delivered, _today(services)) if delivered else None
            return open_dispute(services.store, services.desk, one.id, memo, rule, delivered=day)

        def said(made: Adjustment) -> Said:
            return Tone.OK, tr("The dispute is open until {day}.", day=tr.day(made.dispute_due))

        self.perform(work, said, done, failed)

    def win(self, one: Adjustment, credit: str, reference: str, note: str, done: Done, failed: Failed) -> None:
        """The carrier gave money back."""
        try:
            came = parse_money(credit, one.amount.currency)
        except StationError as error:
            failed(self.say(error))
            return
        tr = self.app.tr
        self.perform(
            lambda services, proofs: win_dispute(
                services.store, services.desk, one.id, came, reference, note, proofs=proofs
            ),
            lambda _made: (Tone.OK, tr("The dispute is won: {amount} is booked.", amount=came)),
            done, failed, act=Act.ADJUSTMENT, about=one.wallet,
        )  # fmt: skip

    def lose(self, one: Adjustment, note: str, done: Done, failed: Failed) -> None:
        """The carrier stays with it."""
        tr = self.app.tr
        self.perform(
            lambda services, _proofs: lose_dispute(services.store, services.desk, one.id, note),
            lambda _made: (Tone.NEUTRAL, tr("The dispute is lost; the money stays gone.")),
            done, failed,
        )  # fmt: skip

    def pack(self, one: Adjustment, path: Path) -> None:
        """Write the papers of a dispute where the person said."""
        tr = self.app.tr

        def work(services: Services, _proofs: Proofs) -> None:
            from printers.papers.dispute_pack import dispute_pack
            from ui.papers.dispute import dispute_facts

            write_file(path, dispute_pack(tr, dispute_facts(services, tr, one)))

        self.perform(work, lambda _none: (Tone.OK, tr("Written: {file}", file=path.name)), lane=Lane.OUTSIDE)

    @staticmethod
    def pack_name(one: Adjustment) -> str:
        """What the file of the papers is called unless the person says otherwise."""
        return f"dispute-{one.day}-{one.tracking or one.id}.pdf"


def _today(services: Services) -> date:
    return services.desk.clock.now().astimezone(services.desk.actor.zone).date()


def read_day(text: str, today: date) -> date:
    """A day as it was typed; today where nothing was.

    Raises:
        BadText: It is no day, or still to come.
    """
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise BadText(text=text, want="day") from error
    if day > today:
        raise BadText(text=text, want="day")
    return day


def _new(q: "Query", wallet: str, typed: TypedAdjustment, today: date) -> NewAdjustment:
    given = parse_money(typed.amount, get_wallet(q, wallet).currency)
    label = label_by_tracking(q, wallet, compact(typed.tracking)) if typed.tracking else None
    if typed.tracking and label is None:
        raise NotFound(kind="label", id=typed.tracking)
    return NewAdjustment(
        wallet=wallet, carrier=label.carrier if label else typed.carrier or UNKNOWN_CARRIER,
        label=label.id if label else "", tracking=label.tracking if label else "",
        amount=given if typed.sign is Sign.GIVES else -given, cause=typed.cause or cause_of(typed.reason),
        reason=typed.reason, provider_ref=typed.reference, source=Source.PERSON, day=read_day(typed.day, today),
    )  # fmt: skip


def _import(
    services: Services, wallet: str, typed: TypedImport, *, preview: bool = False, proofs: Proofs | None = None
) -> AdjustmentsRead:
    data = read_file(typed.file, FILE_MOST)
    if len(data) > FILE_MOST:
        raise FileUnusable(name=typed.file.name, reason="too-large")
    return import_adjustments(
        services.store, services.desk, wallet, SourceFile.of(typed.file.name, data),
        positive_takes=typed.sign is Sign.TAKES, mapping=dict(typed.columns), preview=preview,
        proofs=proofs or Proofs(),
    )  # fmt: skip

"""What the card's statement section decides. No Qt."""

from collections.abc import Callable
from pathlib import Path

from core.accounts.service import wallets
from core.errors import StationError
from core.reports.card_lines import BYTES_MAX, Matched, match_card_statement, orphans, unpaired
from core.services import Services
from ui.app_context import App
from ui.file_access import read_file
from ui.messages import explain
from ui.pages.reports.card.rows import CardRow, Open, orphan_row, paired_row, unpaired_row, unread_row
from ui.pages.reports.rows import WalletChoice
from ui.running import Lane
from ui.views import ErrorView, Tone


class CardPresenter:
    """A bank's CSV against the purchases of postage of a currency.

    Attributes:
        wallet: Whose currency, shared with the other sections.
        open: Lines and purchases without each other, as last read; None before that.
        matched: What the last file gave, None before one was read.
        refusal: Why the last file was refused.
        error: Why nothing could be read.
        is_busy: A file is being read.
    """

    def __init__(self, app: App, wallet: WalletChoice) -> None:
        self.app, self.wallet = app, wallet
        self._changed: Callable[[], None] = lambda: None
        self.open: Open | None = None
        self.matched: Matched | None = None
        self.refusal: ErrorView | None = None
        self.error: StationError | None = None
        self.is_busy = False
        self._file = ""

    def attach(self, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something here changes."""
        self._changed = changed

    def load(self) -> None:
        """Read what is without its other half."""
        services = self.app.services
        self.app.runner.run(lambda: self._read(services), self._loaded, self._not_loaded, Lane.DESK)

    def _read(self, services: Services) -> Open:
        with services.store.read() as q:
            every = tuple(wallets(q))
            currency = self.wallet.of(every).currency
            return Open(every, tuple(orphans(q, currency)), tuple(unpaired(q, services.desk, currency)))

    def _loaded(self, found: Open) -> None:
        self.wallet.take(found.wallets)
        self.open, self.error = found, None
        self._changed()

    def _not_loaded(self, error: StationError) -> None:
        self.error = error
        self._changed()

    def choose_wallet(self, wallet: str) -> None:
        """Another wallet: what the last file gave was of the other one."""
        self.wallet.chosen = wallet
        self.matched = self.refusal = None
        self.load()

    def read(self, path: Path) -> None:
        """Read a bank's CSV; the same file again changes nothing."""
        if self.is_busy or not self.wallet.wallets:
            return
        self.is_busy, self.refusal = True, None
        self._changed()
        services, currency = self.app.services, self.wallet.of(self.wallet.wallets).currency

        def work() -> Matched:
            return match_card_statement(services.store, services.desk, read_file(path, BYTES_MAX), currency)

        self.app.runner.run(work, lambda found: self._matched(path, found), self._refused, Lane.OUTSIDE)

    def _matched(self, path: Path, found: Matched) -> None:
        self.is_busy, self.matched, self._file = False, found, path.name
        self.app.notify(Tone.OK, self.summary())
        self.load()

    def _refused(self, error: StationError) -> None:
        self.is_busy = False
        self.refusal = explain(self.app.tr, error)
        self._changed()

    def summary(self) -> str:
        """What the last file gave, in one line; empty before one was read."""
        tr, found = self.app.tr, self.matched
        if found is None:
            return ""
        new = tr.n(
            "{n} new line, {paired} paired.", "{n} new lines, {paired} paired.", found.read,
            paired=tr.number(len(found.paired)),
        )  # fmt: skip
        known = tr.n("{n} line was known.", "{n} lines were known.", found.known) if found.known else ""
        return tr("{file}: {what}", file=self._file, what=" ".join(part for part in (new, known) if part))

    def rows(self) -> tuple[CardRow, ...]:
        """What needs a person first, then what was paired by the last file."""
        if self.open is None:
            return ()
        tr, desk, found = self.app.tr, self.app.services.desk, self.matched
        return (
            *(orphan_row(line) for line in self.open.orphans),
            *(unpaired_row(desk, one) for one in self.open.unpaired),
            *(unread_row(tr, one) for one in (found.unread if found else ())),
            *(paired_row(line) for line in (found.paired if found else ())),
        )

    @property
    def has_orphans(self) -> bool:
        """Whether some charge is not ours."""
        return self.open is not None and bool(self.open.orphans)

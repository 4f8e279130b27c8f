"""Names of the Balance page's lists. No Qt."""

from core.i18n import Tr
from ui.pages.balance.rows import Report

# Lists that know no wallet: everything that waits for a person is on them.
EVERY_WALLET = frozenset({Report.TO_DO, Report.UNKNOWN})


def report_names(tr: Tr, due: int, unknown: int, tasks: int) -> dict[Report, str]:
    """Every list with its name; what waits is counted."""
    return {
        Report.TRANSACTIONS: tr("Transactions"),
        Report.WHY: tr("Why?"),
        Report.TO_DO: tr("To do ({n})", n=tr.number(tasks)) if tasks else tr("To do"),
        Report.UNKNOWN: tr("Unknown ({n})", n=tr.number(unknown)) if unknown else tr("Unknown"),
        Report.AUTOFUND: tr("Auto-fund"),
        Report.READINGS: tr("Readings"),
        Report.REFUNDS_DUE: tr("Refunds due ({n})", n=tr.number(due)) if due else tr("Refunds due"),
        Report.VOIDABLE: tr("Still voidable"),
        Report.ADJUSTMENTS: tr("Adjustments"),
        Report.CLOSING: tr("Close account"),
    }

"""What reports say: types of transactions, statements, card statements."""

from ui.messages_base import Message, Table, Told

TRANSACTION_TYPES: Table = {
    "label-purchases": lambda tr: tr("Label purchases"),
    "adjustments": lambda tr: tr("Adjustments"),
    "debits-and-credits": lambda tr: tr("Debits and credits"),
    "refunds": lambda tr: tr("Refunds"),
}
REPORTS: dict[str, Message] = {
    "reports.bad-period": lambda tr, f: Told(
        tr("The period ends ({last}) before it begins ({first}).", first=f["first"], last=f["last"]),
        tr("Name the first day, then the last."),
    ),
    "reports.day-not-over": lambda tr, f: Told(
        tr("{last} is not over; today is {today}.", last=f["last"], today=f["today"]),
        tr("Make the statement up to the day before, or export a report of these days."),
    ),
    "reports.statement-overlaps": lambda tr, f: Told(
        tr("There is a statement from {first} to {last}.", first=f["first"], last=f["last"]),
        tr("Begin after it; a statement is issued once."),
    ),
    "reports.closing-differs": lambda tr, f: Told(
        tr(
            "The statement before closed with {closing}; the books now say {opening} for that moment.",
            closing=f["closing"], opening=f["opening"],
        ),
        tr("Run “check” and call support; no statement is made on books that changed."),
    ),
    "reports.not-a-card-statement": lambda tr, f: Told(
        tr("No columns for day, description and amount were found ({columns}).", columns=f["columns"]),
        tr("Export the statement of the card as CSV, with its heading row."),
    ),
    "reports.card-statement-too-big": lambda tr, f: Told(
        tr("The file has {bytes} bytes; {most} is the most.", bytes=f["bytes"], most=f["most"]),
        tr("Export fewer months at a time."),
    ),
}  # fmt: skip

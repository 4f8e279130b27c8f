"""What is said of label files that others issued."""

from ui.messages_base import Message, Table, Told, word

NOT_A_LABEL: Table = {
    "empty": lambda tr: tr("it is empty"),
    "too-big": lambda tr: tr("it is too large"),
    "unknown": lambda tr: tr("it is no PDF, PNG, ZPL or EPL"),
    "damaged": lambda tr: tr("it is damaged"),
    "not-for-pdf": lambda tr: tr("only a PDF goes to a PDF printer as it is"),
    "no-label-in-it": lambda tr: tr("no label comes out of it"),
}
NO_LABEL: Table = {
    "no-symbol": lambda tr: tr("no bar code can be read on it"),
    "too-large": lambda tr: tr("what stands around the bar code is larger than the label"),
}
ISSUED: dict[str, Message] = {
    "issued.not-a-label-file": lambda tr, f: Told(
        tr("The file cannot be printed: {why}.", why=word(tr, NOT_A_LABEL, f.value("reason"))),
        tr("Choose the label as the carrier gave it: PDF, PNG, ZPL or EPL."),
    ),
    "issued.no-label-found": lambda tr, f: Told(
        tr("Page {page}: {why}.", page=f["page"], why=word(tr, NO_LABEL, f.value("reason"))),
        tr("Ask the carrier for a 4x6 label, or print the page on a PDF printer. Nothing is scaled here."),
    ),
    "issued.symbols-changed": lambda tr, f: Told(
        tr("Label {label} would not scan as it does in the file.", label=f["label"]),
        tr(
            "In the file: {before}; from this printer: {after}. Use another printer.",
            before=f["before"], after=f["after"],
        ),
    ),
    "issued.wrong-resolution": lambda tr, f: Told(
        tr(
            "The picture ({width} x {height} dots) is for another head; this one has {dpi} dpi.",
            width=f["width"], height=f["height"], dpi=f["dpi"],
        ),
        tr("Ask for the label at {dpi} dpi, or as PDF or ZPL. A picture is never scaled.", dpi=f["dpi"]),
    ),
    "printing.file-printed-before": lambda tr, f: Told(
        tr("This file was printed before ({n} labels).", n=f["printed"]),
        tr("Look for the paper first; a further copy needs a reason (--reason)."),
    ),
}  # fmt: skip

"""Problems of data files: carrier files of the user, rate cards of the operator."""

from ui.messages_base import Sentence

DATA_PROBLEMS: dict[str, Sentence] = {
    "carriers.file.missing": lambda tr, field, _: tr("{field}: missing.", field=field),
    "carriers.file.wrong-type": lambda tr, field, v: tr(
        "{field}: “{value}” is of the wrong kind.", field=field, value=v
    ),
    "carriers.file.bad-value": lambda tr, field, v: tr("{field}: “{value}” does not fit.", field=field, value=v),
    "carriers.file.unknown-value": lambda tr, field, v: tr(
        "{field}: “{value}” is not one of the choices.", field=field, value=v
    ),
    "carriers.file.unknown-key": lambda tr, field, _: tr("{field}: no such key; it may be misspelt.", field=field),
    "carriers.file.unknown-service": lambda tr, field, v: tr(
        "{field}: the file has no service “{value}”.", field=field, value=v
    ),
    "carriers.file.unknown-source": lambda tr, field, v: tr(
        "{field}: the file has no source “{value}”.", field=field, value=v
    ),
    "carriers.file.unknown-carrier": lambda tr, field, v: tr(
        "{field}: there is no carrier “{value}”.", field=field, value=v
    ),
    "carriers.file.duplicate": lambda tr, field, v: tr("{field}: “{value}” appears twice.", field=field, value=v),
    "carriers.file.name-taken": lambda tr, _f, v: tr("Another carrier is already named “{value}”.", value=v),
    "carriers.file.bad-part": lambda tr, field, v: tr(
        "{field}: “{value}” is not part of a number.", field=field, value=v
    ),
    "carriers.file.few-test-numbers": lambda tr, _f, v: tr(
        "Each number format needs at least 3 valid and 2 invalid numbers of its own (given: {value}).", value=v
    ),
    "carriers.file.valid-number-fails": lambda tr, _f, v: tr(
        "{value} is listed as valid, and the rules refuse it.", value=v
    ),
    "carriers.file.invalid-number-passes": lambda tr, _f, v: tr(
        "{value} is listed as invalid, and the rules accept it.", value=v
    ),
    "carriers.file.too-large": lambda tr, _f, _v: tr("The file is too large."),
    "carriers.file.unreadable": lambda tr, _f, v: tr("The file cannot be read: {value}", value=v),
    "rate-card.not-text": lambda tr, _f, _v: tr("The file is not UTF-8 or UTF-16 text."),
    "rate-card.too-many-rows": lambda tr, _f, v: tr("The file has too many rows ({value}).", value=v),
    "rate-card.empty": lambda tr, _f, _v: tr("The file has no prices."),
    "rate-card.missing-column": lambda tr, field, _: tr("{field}: the column is missing.", field=field),
    "rate-card.unknown-column": lambda tr, _f, v: tr("“{value}” is not a column of a rate card.", value=v),
    "rate-card.column-twice": lambda tr, field, _: tr("{field}: the column appears twice.", field=field),
    "rate-card.row-length": lambda tr, _f, v: tr("The row has {value} cells, not as many as the heading.", value=v),
    "rate-card.formula": lambda tr, field, v: tr("{field}: “{value}” looks like a formula.", field=field, value=v),
    "rate-card.unknown-carrier": lambda tr, _f, v: tr("There is no carrier “{value}”.", value=v),
    "rate-card.unknown-service": lambda tr, _f, v: tr("The carrier has no service “{value}”, or several.", value=v),
    "rate-card.bad-currency": lambda tr, _f, v: tr("“{value}” is not a known currency.", value=v),
    "rate-card.wrong-currency": lambda tr, _f, v: tr("The carrier is not paid in {value}.", value=v),
    "rate-card.bad-unit": lambda tr, _f, v: tr("“{value}” is not a unit: use lb, oz, kg or g.", value=v),
    "rate-card.bad-zone": lambda tr, _f, v: tr("“{value}” is not a zone, country, region or postal prefix.", value=v),
    "rate-card.bad-weight": lambda tr, _f, v: tr("“{value}” is not a weight step.", value=v),
    "rate-card.bad-price": lambda tr, _f, v: tr("“{value}” is not a price above zero.", value=v),
    "rate-card.bad-day": lambda tr, field, v: tr(
        "{field}: “{value}” is not a date; write it as 2027-01-31.", field=field, value=v
    ),
    "rate-card.days-reversed": lambda tr, _f, v: tr("The last day, {value}, is before the first.", value=v),
    "rate-card.overlap": lambda tr, _f, v: tr(
        "The same step on the same day has a price in row {value} already.", value=v
    ),
}

"""PySide6 6.12.0 lost a reference to None or True with every call on Python before 3.12, and aborted mid-shift."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 1000
DRIFT = 50


class Sender(QObject):
    sent = Signal(bool)


def test_a_thousand_signals_and_texts_leave_the_counts_of_none_and_true_alone(qapp: QApplication) -> None:
    """Guards the PySide6 pin; a drift of one per call would be 1,000 here."""
    sender, label = Sender(), QLabel()
    seen: list[bool] = []
    sender.sent.connect(seen.append)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for number in range(CALLS):
        sender.sent.emit(number % 2 == 0)
        label.setText(str(number))
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert len(seen) == CALLS
    seen_true = sum(seen)
    assert abs(after[0] - before[0]) < DRIFT
    assert abs(after[1] - before[1] - seen_true) < DRIFT

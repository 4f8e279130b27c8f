"""What any page is looked at for: words that are cut, braces that were not filled, controls without a name."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from ui.widgets.text import ElidedLabel


def settle() -> None:
    """Let layouts find their place."""
    for _ in range(3):
        QApplication.processEvents()


def words(page: QWidget) -> list[str]:
    """Every word that can be seen."""
    settle()
    shown = [w for w in page.findChildren(QWidget) if w.isVisibleTo(page)]
    texts = [w.text() for w in shown if isinstance(w, QLabel | QAbstractButton | QLineEdit)]
    texts += [w.accessibleName() for w in shown]
    texts += [w.toPlainText() for w in shown if isinstance(w, QPlainTextEdit)]
    return [text for text in texts if text]


def cut(page: QWidget) -> Iterator[str]:
    """The words that have less room than they need."""
    settle()
    for label in page.findChildren(QLabel):
        if not label.isVisibleTo(page) or not label.text() or isinstance(label, ElidedLabel):
            continue
        if label.wordWrap():
            if label.height() < label.heightForWidth(label.width()):
                yield label.text()
        elif label.width() < label.fontMetrics().horizontalAdvance(label.text()):
            yield label.text()
    for button in page.findChildren(QAbstractButton):
        if button.isVisibleTo(page) and button.text() and button.width() < button.minimumSizeHint().width():
            yield button.text()


def outside(page: QWidget) -> Iterator[str]:
    """Controls whose right edge lies beyond the page."""
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisibleTo(page):
            right = widget.mapTo(page, widget.rect().topRight()).x()
            if right >= page.width():
                yield widget.accessibleName()


def sideways(page: QWidget) -> Iterator[str]:
    """Scroll areas that would scroll sideways."""
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisibleTo(page) and inside is not None and inside.width() > area.viewport().width():
            yield area.accessibleName() or type(inside.parent()).__name__


def nameless(page: QWidget) -> Iterator[str]:
    """Controls that a screen reader could not call anything."""
    for widget in page.findChildren(QAbstractButton):
        if widget.isVisibleTo(page) and not (widget.accessibleName() or widget.text()):
            yield type(widget).__name__
    for edit in page.findChildren(QLineEdit):
        if edit.isVisibleTo(page) and not edit.accessibleName() and not isinstance(edit.parentWidget(), QComboBox):
            yield "QLineEdit"

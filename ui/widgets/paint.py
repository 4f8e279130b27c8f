"""Small drawing helpers that the station's own widgets share."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

FOCUS_RING_PX = 2.0


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: QColor | None, edge: QColor | None = None, edge_px: float = 1.0
) -> None:
    """Draw a rounded box whose edge lies inside `box`, so that it is never cut."""
    inset = edge_px / 2 if edge is not None else 0.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, edge_px) if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def faded(colour: QColor, alpha: float) -> QColor:
    """`colour` with `alpha` from 0 to 1."""
    result = QColor(colour)
    result.setAlphaF(alpha)
    return result

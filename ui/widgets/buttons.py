"""Buttons that show their key. None is ever a dialog's default button: Enter presses only what has the focus."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.icon_names import Ico
from ui.theme import TextStyle
from ui.widgets.kit import Kit
from ui.widgets.paint import FOCUS_RING_PX, faded, rounded

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSING = (*ENTER_KEYS, Qt.Key.Key_Space)
SCAN_QUIET_MS = 400


def press_with(button: QAbstractButton, keys: str) -> None:
    """Let `keys` press `button` while it can be seen and used: at once, where Qt's own way waits 100 ms."""
    QShortcut(QKeySequence(keys), button).activated.connect(button.click)


class Kind(Enum):
    """What a button is for. One primary per page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TONAL = "tonal"
    GHOST = "ghost"
    DANGER = "danger"


class Size(Enum):
    """Height in px at 100 %, text style, icon size in px."""

    SMALL = (32, TextStyle.BODY, 16)
    NORMAL = (40, TextStyle.STRONG, 18)
    BIG = (56, TextStyle.HEADING, 22)


class Button(QAbstractButton):
    """A push button: icon, words, and the key that does the same.

    Args:
        kit: Words and look.
        text: The words; empty for an icon alone, then `name` is what a screen reader says.
        kind: What it is for.
        icon: Before the words.
        keys: Shown on the button and bound to it (``Ctrl+B``, ``F9``). ``Enter`` is shown only: the page decides
            when Enter may act.
        size: Height.
        name: For icon buttons: the spoken name and the tool tip.
    """

    def __init__(
        self,
        kit: Kit,
        text: str,
        kind: Kind = Kind.SECONDARY,
        *,
        icon: Ico | None = None,
        keys: str = "",
        size: Size = Size.NORMAL,
        name: str = "",
    ) -> None:
        super().__init__()
        assert text or name, "an icon alone needs a name"
        self._kit = kit
        self._kind = kind
        self._glyph = icon
        self._keys = kit.key_text(keys) if keys else ""
        self._cap = self._keys
        self._height, self._style, self._glyph_px = size.value
        self._hot = False
        self._typed_ms: int | None = None
        self.setFont(kit.look.font(self._style))
        # Clicking never takes the focus away from the scan box; Tab still reaches every button.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(f"{name} ({self._keys})" if self._keys else name)
        if keys and keys != "Enter":
            press_with(self, keys)

    def set_text(self, text: str) -> None:
        """Change the words; an ampersand stays an ampersand."""
        self._words = text
        self.setText(text.replace("&", "&&"))
        if text:
            self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """The words as shown."""
        return self._words

    def set_icon(self, icon: Ico) -> None:
        """Change the icon."""
        self._glyph = icon
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Change what it is for."""
        self._kind = kind
        self.update()

    def kind(self) -> Kind:
        """What it is for."""
        return self._kind

    def forbid(self, reason: str | None) -> None:
        """Disable with `reason` as the tool tip; None allows again."""
        self.setEnabled(reason is None)
        self.setToolTip(reason or "")

    def sizeHint(self) -> QSize:
        """Room for all of it, never less."""
        px = self._kit.px
        height = px(self._height)
        if not self._words:
            return QSize(height, height)
        inner = QFontMetricsF(self.font()).horizontalAdvance(self._words) + self._icon_room() + self._key_room()
        return QSize(round(inner) + 1 + 2 * self._side(), height)

    def minimumSizeHint(self) -> QSize:
        """The same: words on a button are not cut."""
        return self.sizeHint()

    def _side(self) -> int:
        return self._kit.px({Size.SMALL.value[0]: 12, Size.NORMAL.value[0]: 14}.get(self._height, 24))

    def _icon_room(self) -> float:
        return float(self._kit.px(self._glyph_px + 8)) if self._glyph else 0.0

    def show_keys(self, *, shown: bool) -> None:
        """Draw the keys on the button or, where room is short, leave them to the tool tip and the key help."""
        cap = self._keys if shown else ""
        if cap != self._cap:
            self._cap = cap
            self.updateGeometry()
            self.update()

    def wide(self, *, keys: bool) -> int:
        """The width that the button takes with its keys drawn on it, or without them."""
        there, cap = self._key_room(), self._cap
        self._cap = self._keys if keys else ""
        then, self._cap = self._key_room(), cap
        return round(self.sizeHint().width() - there + then)

    def _key_font_width(self) -> float:
        return QFontMetricsF(self._kit.look.font(TextStyle.SMALL)).horizontalAdvance(self._cap)

    def _key_room(self) -> float:
        return self._key_font_width() + self._kit.px(10 + 10) if self._cap else 0.0

    def enterEvent(self, _event: QEnterEvent) -> None:
        """The pointer came."""
        self._hot = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        self._hot = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does, but not the Enter that ends a scan."""
        if event.key() in _PRESSING and self._typed_ms is not None:
            quiet = event.timestamp() - self._typed_ms
            if quiet < SCAN_QUIET_MS:
                return
        elif event.text().isprintable() and event.text():
            self._typed_ms = event.timestamp()
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Fill, edge and ink for the state."""
        p = self._kit.look.palette
        down, hot = self.isDown() or self.isChecked(), self._hot
        if not self.isEnabled():
            bare = self._kind is Kind.GHOST
            return (None if bare else QColor(p.sunken)), (None if bare else QColor(p.hairline)), QColor(p.disabled)
        if self._kind is Kind.PRIMARY:
            fill = p.accent_pressed if down else p.accent_hover if hot else p.accent
            return QColor(fill), None, QColor(p.on_accent)
        if self._kind is Kind.DANGER:
            return QColor(p.error_hover if down or hot else p.error), None, QColor(p.on_accent)
        if self._kind is Kind.TONAL:
            return QColor(p.selection if down or hot else p.accent_tint), QColor(p.accent), QColor(p.accent)
        fill = p.selection if down else p.hover if hot else p.card
        if self._kind is Kind.GHOST:
            return (QColor(fill) if down or hot else None), None, QColor(p.text)
        return QColor(fill), QColor(p.border), QColor(p.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, focus ring, icon, words and key."""
        painter = QPainter(self)
        look = self._kit.look
        box = QRectF(self.rect())
        radius = look.px(8)
        fill, edge, ink = self._colours()
        rounded(painter, box, radius, fill, edge)
        if self.hasFocus():
            solid = self._kind in (Kind.PRIMARY, Kind.DANGER)
            ring = QColor(look.palette.on_accent if solid else look.palette.accent)
            place = box.adjusted(3, 3, -3, -3) if solid else box
            rounded(painter, place, radius - (3 if solid else 0), None, ring, FOCUS_RING_PX)
        self._draw_content(painter, box, ink)

    def _draw_content(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        px = self._kit.px
        side = float(px(self._glyph_px))
        words = QFontMetricsF(self.font()).horizontalAdvance(self._words)
        inner = words + (self._icon_room() if self._words else side) + self._key_room()
        left = box.center().x() - inner / 2
        if self._glyph:
            icons.draw(painter, self._glyph, QRectF(left, box.center().y() - side / 2, side, side), ink)
            left += self._icon_room()
        painter.setFont(self.font())
        painter.setPen(ink)
        place = QRectF(left, box.top(), words + 1, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        if self._cap and self._words:
            width = self._key_font_width() + px(10)
            cap = QRectF(left + words + px(10), box.center().y() - px(10), width, px(20))
            draw_key(painter, cap, self._kit, self._cap, ink)


def draw_key(painter: QPainter, box: QRectF, kit: Kit, keys: str, ink: QColor) -> None:
    """Draw `keys` as a key cap that fills `box`."""
    rounded(painter, box, kit.px(4), None, faded(ink, 0.55))
    painter.setFont(kit.look.font(TextStyle.SMALL))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)


class KeyHint(QWidget):
    """A key cap on its own, beside words."""

    def __init__(self, kit: Kit, keys: str) -> None:
        super().__init__()
        self._kit = kit
        self._keys = kit.key_text(keys)
        width = QFontMetricsF(kit.look.font(TextStyle.SMALL)).horizontalAdvance(self._keys)
        self.setFixedSize(round(width) + kit.px(12), kit.px(22))
        self.setAccessibleName(self._keys)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        ink = QColor(self._kit.look.palette.muted)
        draw_key(painter, QRectF(self.rect()), self._kit, self._keys, ink)

"""A label as it will come out: always white paper with black print, in the dark theme too."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import TextStyle
from ui.widgets.kit import Kit
from ui.widgets.paint import rounded

if TYPE_CHECKING:  # Pillow is not imported before a label is shown
    from PIL.Image import Image

MEDIA_UM = (101_600, 152_400)


class LabelPreview(QWidget):
    """Shows the picture that the virtual printer or the PDF reader made of the label's bytes.

    A preview is for the eye: at this size its bars need not scan, so it never claims to.

    Args:
        kit: Words and look.
        media_um: Width and height of the paper in micrometres.
    """

    def __init__(self, kit: Kit, media_um: tuple[int, int] = MEDIA_UM) -> None:
        super().__init__()
        self._kit = kit
        self._media_um = media_um
        self._image: QImage | None = None
        self._words = kit.tr("No label yet")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(kit.px(160), kit.px(240))
        self.setAccessibleName(kit.tr("Label preview"))

    def set_png(self, data: bytes, media_um: tuple[int, int] = MEDIA_UM) -> None:
        """Show a PNG picture of a paper of `media_um`."""
        self._take(QImage.fromData(data), media_um)

    def set_image(self, image: "Image", media_um: tuple[int, int] = MEDIA_UM) -> None:
        """Show a Pillow picture of a paper of `media_um`; transparent parts are white paper."""
        flat = image.convert("RGBA")
        picture = QImage(flat.tobytes(), flat.width, flat.height, flat.width * 4, QImage.Format.Format_RGBA8888)
        self._take(picture.copy(), media_um)

    def clear(self, words: str = "") -> None:
        """Show blank paper with `words` on it."""
        self._image = None
        self._words = words or self._kit.tr("No label yet")
        self.update()

    def has_label(self) -> bool:
        """Whether a picture is shown."""
        return self._image is not None

    def _take(self, image: QImage, media_um: tuple[int, int]) -> None:
        assert not image.isNull(), "not a picture"
        self._image, self._media_um = image, media_um
        self.update()

    def paper(self) -> QRectF:
        """Where the paper lies in the widget: the media's own proportions, in the middle."""
        wide, high = self._media_um
        scale = min((self.width() - 4) / wide, (self.height() - 4) / high)
        size_w, size_h = wide * scale, high * scale
        return QRectF((self.width() - size_w) / 2, (self.height() - size_h) / 2, size_w, size_h)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper and picture."""
        painter = QPainter(self)
        look = self._kit.look
        paper = self.paper()
        white = QColor(look.palette.paper)
        rounded(painter, paper.adjusted(-1, -1, 1, 1), look.px(4), white, QColor(look.palette.border))
        if self._image is None:
            painter.setFont(look.font(TextStyle.BODY))
            painter.setPen(QColor("#52606D"))  # on white paper in both themes
            painter.drawText(paper, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        density = self.devicePixelRatioF()
        target = paper.adjusted(3, 3, -3, -3)
        pixels = QSize(round(target.width() * density), round(target.height() * density))
        smooth = Qt.TransformationMode.SmoothTransformation
        small = self._image.scaled(pixels, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        small.setDevicePixelRatio(density)
        left = target.center().x() - small.width() / density / 2
        top = target.center().y() - small.height() / density / 2
        painter.fillRect(QRectF(left, top, small.width() / density, small.height() / density), white)
        painter.drawImage(QRectF(left, top, small.width() / density, small.height() / density), small)

"""Every icon that can be named exists, and wears the colour asked for."""

from PySide6.QtWidgets import QApplication

from core.resources import resource
from ui import icons
from ui.icon_names import Ico


def test_the_icons_that_can_be_named_are_the_files_that_are_shipped() -> None:
    files = {path.stem for path in resource("icons", "lucide").glob("*.svg")}
    assert {icon.value for icon in Ico} == files


def test_each_icon_draws_in_the_colour_asked_for(qapp: QApplication) -> None:
    for icon in Ico:
        picture = icons.pixmap(icon, "#B3261E", 32).toImage()
        inked = [
            picture.pixelColor(x, y) for x in range(32) for y in range(32) if picture.pixelColor(x, y).alpha() == 255
        ]
        assert inked, icon
        assert all(abs(c.red() - 0xB3) < 4 and abs(c.blue() - 0x1E) < 4 for c in inked), icon


def test_an_icon_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    picture = icons.pixmap(Ico.PRINTER, "#000000", 20, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
    assert not icons.app_icon().isNull()


def test_the_licences_of_icons_and_typeface_are_shipped_with_them() -> None:
    assert "ISC License" in resource("icons", "lucide", "LICENSE").read_text()
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "inter", "OFL.txt").read_text()

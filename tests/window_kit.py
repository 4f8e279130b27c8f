"""A kit for widgets under test, in the look and language that a test asks for."""

from PySide6.QtWidgets import QApplication

from core.i18n import Lang, translator
from ui import theme
from ui.views import ThemeName
from ui.widgets.kit import Kit


def make_kit(lang: Lang = "en", name: ThemeName = ThemeName.LIGHT, percent: int = 100) -> Kit:
    """A kit, with the application dressed in it."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = theme.look(name, percent)
    theme.apply(app, look)
    return Kit(translator(lang), look)

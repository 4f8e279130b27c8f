"""Qt's own words (the menu of an input, the file dialog) in the station's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core.i18n import Lang

_LOCALES = {"en": "en_CA", "fr": "fr_CA"}
_NAME = "qt-words"


def speak(app: QApplication, lang: Lang) -> None:
    """Let Qt speak `lang` from now on; English is built in."""
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    locale = QLocale(_LOCALES[lang])
    QLocale.setDefault(locale)
    if lang == "en":
        return
    words = QTranslator(app)
    words.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(locale, "qtbase", "_", folder):
        app.installTranslator(words)

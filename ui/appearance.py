"""Language, theme and text size, as the station keeps them."""

from core.i18n import language
from core.services import Services
from core.settings import LANGUAGE, TEXT_SCALE, THEME
from ui.views import Appearance, ThemeName


def stored_appearance(services: Services) -> Appearance:
    """Language, theme and text size as they were kept."""
    theme, percent = services.setting(THEME), services.setting(TEXT_SCALE)
    known = theme in {name.value for name in ThemeName}
    return Appearance(
        language(services.setting(LANGUAGE)),
        ThemeName(theme) if known else ThemeName.SYSTEM,
        int(percent) if percent.isdecimal() else 100,
    )


def keep_appearance(services: Services, appearance: Appearance) -> None:
    """Keep language, theme and text size for the next start."""
    for key, value in (
        (LANGUAGE, appearance.lang),
        (THEME, appearance.theme.value),
        (TEXT_SCALE, str(appearance.text_percent)),
    ):
        if services.setting(key) != value:
            services.change_setting(key, value)

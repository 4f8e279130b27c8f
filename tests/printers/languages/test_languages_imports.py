"""The renderers are cheap to import: the window starts with none of the heavy libraries (performance.md 0.7)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_importing_the_languages_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "import core.labels.layout, printers.barcodes, printers.profiles, printers.raster\n"
        "import printers.languages.epl, printers.languages.pdf, printers.languages.zpl\n"
        "heavy = {'reportlab', 'PIL', 'zint', 'pypdfium2', 'escpos'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_zpl_label_of_digits_needs_none_of_them_either() -> None:
    program = (
        "import sys\n"
        "sys.path.insert(0, 'tests')\n"
        "from label_samples import SAMPLES\n"
        "from core.labels.layout import lay_out\n"
        "from printers.languages import zpl\n"
        "from printers.profiles import profile\n"
        "assert zpl.render(lay_out(SAMPLES['usps']), profile('zpl-203')).data\n"
        "sys.exit(' '.join(sorted({'reportlab', 'PIL', 'zint', 'pypdfium2'} & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

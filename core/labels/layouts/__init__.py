"""One module for the look of each carrier's label.

Places are in eighths of a millimetre (`core.labels.pen`). The looks follow public pictures and specifications named in
each module; none of them is a carrier's artwork, and all say SAMPLE unless the number is the station's own.
"""

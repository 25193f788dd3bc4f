"""Pictures of records: Vega-Lite specifications as plain values, and what draws them without a network.

`timeline.py`, `worldmap.py`, `ties.py` (network) and `heat.py` each turn records into a specification; `style.py` gives them one look; `render.py`
draws one as SVG, PNG or a page that needs nothing else. `live.py` makes them pictures that a page's script draws, to choose from.
"""

from diurna.plots.heat import heat, heat_of
from diurna.plots.render import render
from diurna.plots.style import Spec
from diurna.plots.ties import ties, ties_of
from diurna.plots.timeline import Tally, timeline, timeline_of
from diurna.plots.worldmap import worldmap, worldmap_of

__all__ = [
    "Spec",
    "Tally",
    "heat",
    "heat_of",
    "render",
    "ties",
    "ties_of",
    "timeline",
    "timeline_of",
    "worldmap",
    "worldmap_of",
]

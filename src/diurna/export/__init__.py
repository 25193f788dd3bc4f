"""Records in the forms that others read: one form a file, each a function from records to a stream and to what it left out.

`plover.py`, `gdelt.py`, `polecat.py`, `acled.py` write the forms of event data; `flat.py` (CSV), `parquet.py`, `geojson.py` and `network.py`
(GraphML, GEXF) those of tools. `cells.py` keeps cells harmless, `telling.py` brings the mentions of one event together, `countries.py` knows
other codes. docs/export.md documents every column. Nothing here codes, or knows an archive.
"""

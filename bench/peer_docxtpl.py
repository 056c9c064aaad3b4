"""The peer of the cold measurement: what a script with docxtpl does. `python peer_docxtpl.py TEMPLATE OUT NAME`."""

import sys

from docxtpl import DocxTemplate

template = DocxTemplate(sys.argv[1])
template.render({"place": {"name": sys.argv[3]}})
template.save(sys.argv[2])

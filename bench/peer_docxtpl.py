"""The peer of the cold measurement: what a script with docxtpl does. `python peer_docxtpl.py TEMPLATE OUT`."""

import sys

from docxtpl import DocxTemplate

template = DocxTemplate(sys.argv[1])
template.render({"place": {"name": "Ithaca"}})
template.save(sys.argv[2])

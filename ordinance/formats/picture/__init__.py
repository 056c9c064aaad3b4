"""Pictures: their words laid out and measured, then drawn as SVG and as PNG (extra `media`)."""

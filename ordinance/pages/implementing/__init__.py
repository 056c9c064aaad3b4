"""What a government must do after the vote: its duties by their days, the papers that carry them out, and its yearly report."""

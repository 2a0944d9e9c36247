"""Find the rules: one module each in this package, plus the entry-point group `flowshift.rules`."""

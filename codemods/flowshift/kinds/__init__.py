"""Say what each expression is, by a small abstract interpretation over reaching definitions."""

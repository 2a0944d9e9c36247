"""Hold the known errors, by what they are about."""

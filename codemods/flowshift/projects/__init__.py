"""Migrate an entry script together with the modules of its project that build its graph."""

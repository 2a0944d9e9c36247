"""Migrate many repositories in one run: isolated from each other, journalled, resumable."""

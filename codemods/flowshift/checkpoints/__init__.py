"""Carry trained weights from TF1 checkpoints over to migrated programs."""

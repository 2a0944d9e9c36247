"""Rewrite a module in one style: functions in place of sessions, Keras alone, TF1's graph, or TF2 as it is."""

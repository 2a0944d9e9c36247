"""Answer what became of each symbol of TF 1.15: data derived from the two runtimes, and hand-written meanings."""

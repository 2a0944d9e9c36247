"""Turn graph-and-session programs into functions that are called."""

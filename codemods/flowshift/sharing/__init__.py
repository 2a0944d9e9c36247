"""Turn weights that a program shares by the name of a scope into objects that it shares, still as a TF1 program."""

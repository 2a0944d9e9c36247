"""The command line of FlowShift: parse, call the library, render, exit."""

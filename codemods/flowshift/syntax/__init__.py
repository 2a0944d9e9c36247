"""Read and write Python syntax: decoding, walking, positions, templates, imports."""

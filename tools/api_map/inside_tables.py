"""Dump the tables of TensorFlow's own upgrade script, from inside TF 2.15.

Usage: python inside_tables.py OUTPUT.json
"""

# Runs inside the runtimes, where the tool's own typing does not reach.
# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-incomplete-defs=False

import json
import sys

from tensorflow.tools.compatibility import tf_upgrade_v2  # type: ignore[import-untyped]


def main():
    """Write the renames, argument renames, reorders and the names of what the script only warns about."""
    spec = tf_upgrade_v2.TFAPIChangeSpec()
    tables = {
        "renames": spec.symbol_renames,
        "keywords": spec.function_keyword_renames,
        "reorders": spec.function_reorders,
        "reordered": sorted(spec.reordered_function_names),
        "warnings": {name: warning[1] for name, warning in spec.function_warnings.items()},
        "argument_warnings": {
            name: {argument[0]: warning[1] for argument, warning in rows.items()}
            for name, rows in spec.function_arg_warnings.items()
        },
        "transformers": sorted(spec.function_transformers),
    }
    with open(sys.argv[1], "w") as stream:
        json.dump(tables, stream, sort_keys=True)


if __name__ == "__main__":
    main()

"""Start the fork server: `python .../verify/inside [--cold]`."""

import os
import sys

# Python puts this folder first on the path. Its parent makes it importable as one package, and then nothing of it may
# stay on the path: a script's own `seeds.py` must be found before ours.
sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from inside.serve import serve  # noqa: E402

del sys.path[0]
serve(warm="--cold" not in sys.argv)

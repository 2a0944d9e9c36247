"""Put real output into README.md: `python tools/refresh_readme.py`. Needs both runtimes (`flowshift runtimes install`)."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
CASE = "golden/seq2seq/encoder_decoder/before.py"
BEGIN = "<!-- demo:begin (tools may replace what stands between these two lines) -->"
END = "<!-- demo:end -->"


def output_of(arguments: Sequence[str]) -> str:
    """Run `flowshift` in the checkout and return what it prints, as plain text.

    Raises:
        RuntimeError: the command ended with an error.
    """
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    command = [sys.executable, "-m", "flowshift_cli", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr}")
    return done.stdout


def section() -> str:
    """Return the text that stands between the markers."""
    diff = output_of(["diff", CASE])
    proof = output_of(["verify", CASE])
    today = datetime.datetime.now(tz=datetime.timezone.utc).date()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""\
`flowshift verify {CASE}` runs both versions, TF1's initial values replayed into TF2 ({today}, {machine}):

```
{proof.rstrip()}
```

<details><summary><code>flowshift diff {CASE}</code></summary>

```diff
{diff.rstrip()}
```

</details>
"""


def main() -> None:
    """Replace the section."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n{section()}{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

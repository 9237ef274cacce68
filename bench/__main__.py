"""`python -m bench [NAME...]`: run the measurements and keep what they say.

Each is a module of this folder that prints one JSON object on standard output; ratios stand beside absolute numbers,
because a ratio holds on another machine and a time does not. Kept in bench/results/NAME.local.json.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "results"


def main(names: list[str]) -> int:
    """Run those named, or all; how many failed."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"There is no measurement {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    RESULTS.mkdir(exist_ok=True)
    return sum(not measured(name) for name in names or known)


def measured(name: str) -> bool:
    print(f"== {name}", flush=True)
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", f"bench.{name}"], stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout.rstrip())
    if done.returncode:
        print(f"{name} failed with status {done.returncode}; what it said stands above", file=sys.stderr)
        return False
    result = {
        "measured": name,
        "on": f"{platform.machine()}, Python {platform.python_version()}",
        "seconds": round(time.perf_counter() - started, 1),
        **json.loads(done.stdout[done.stdout.index("{") :]),
    }
    (RESULTS / f"{name}.local.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

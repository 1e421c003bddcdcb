"""Ask whether a part of the program has a known fault; use: `python audit.py PIP_AUDIT LOCK`.

Where the source of advisories cannot be reached, that is said, and nothing has been checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any


def main(arguments: list[str]) -> int:
    """Audit the packages of a lock file; return 1 where one has a known fault."""
    pip_audit, lock = arguments
    command = (pip_audit, "--requirement", lock, "--disable-pip", "--progress-spinner", "off", "--format", "json")
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        faults, told = judge(json.loads(ended.stdout))
    except ValueError:  # it printed no report
        faults, told = 0, f"skipped: known faults; pip-audit says: {ended.stderr.strip().splitlines()[-1:]}"
    print(told)
    return int(faults > 0)


def judge(report: Mapping[str, Any]) -> tuple[int, str]:
    """Return the number of known faults, and what is said of them.

    Args:
        report: as pip-audit writes it: `dependencies`, each with `name`, and with `version` and `vulns`, or with the
            `skip_reason` for which it was not looked up.
    """
    packages = report["dependencies"]
    looked_up = [each for each in packages if "skip_reason" not in each]
    if not looked_up:
        return 0, f"skipped: known faults of {len(packages)} packages; the source of advisories cannot be reached"
    lines = [
        f"{each['name']} {each['version']}: {fault['id']}; mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for each in looked_up
        for fault in each["vulns"]
    ]
    return len(lines), "\n".join([*lines, f"{len(looked_up)} of {len(packages)} packages audited: {len(lines)} faults"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

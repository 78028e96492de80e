"""Runs a command and says, in one line of JSON, how long it took and its peak memory.

A small process of its own, since a child counts what its parent held when it began.
"""

import json
import os
import subprocess
import sys
import time


def main(command: list[str]) -> None:
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    print(
        json.dumps(
            {
                "code": process.returncode,
                "said": said,
                "seconds": time.perf_counter() - begun,
                "bytes": usage.ru_maxrss * unit,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])

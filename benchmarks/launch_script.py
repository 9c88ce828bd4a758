"""Start one script exactly as `eq run` starts our app: python benchmarks/launch_script.py SCRIPT WORKSPACE PORT"""

import sys
from pathlib import Path

from eq.serve.launch import start

if __name__ == "__main__":
    sys.exit(start(Path(sys.argv[2]), port=int(sys.argv[3]), open_browser=False, script=Path(sys.argv[1])))

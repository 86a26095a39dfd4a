"""Runs a script whose Lakebase answers at another port than 5432, the one that Databricks' own client knows: PORT SCRIPT ARGUMENTS…"""

import runpy
import sys

import databricks_ai_bridge.lakebase as lakebase

lakebase.DEFAULT_PORT = int(sys.argv[1])
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")

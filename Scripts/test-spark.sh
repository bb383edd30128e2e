#!/usr/bin/env bash
# Tests the package for Python, and its Spark, as they are installed: from the wheel, in a folder of packages of its own.
#   test-spark.sh FOLDER    (the folder of the wheel)
# What it needs is installed: Java 17 from Debian, PyArrow, pandas and PySpark from PyPI. Where that cannot be, it says that
# it is skipped.
set -euo pipefail
wheels=$(realpath "$1")
cd "$(dirname "$0")/.."
skip() {
  echo "skipped: $1"
  exit 0
}
venv=.build/python
[ -x "$venv/bin/python" ] || python3 -m venv "$venv" || skip "there is no module venv (apt-get install python3-venv)"
java -version >/dev/null 2>&1 || Scripts/packages.sh openjdk-17-jre-headless || skip "there is no Java"
"$venv/bin/python" -c 'import pyspark, pandas, pyarrow' 2>/dev/null ||
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check 'pyspark>=4,<5' 'pandas>=2.2,<3' 'pyarrow>=18' ||
  skip "PySpark cannot be installed from PyPI: is there a network?"
wheel=$(ls -t "$wheels"/hearsay-*.whl | head -n 1)
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall "$wheel"
export PYSPARK_PYTHON=$PWD/$venv/bin/python
unset PYTHONPATH HEARSAY || true
cd Python/tests
"$PYSPARK_PYTHON" test_package.py
"$PYSPARK_PYTHON" test_spark.py 2>&1 | grep -v -e WARN -e log4j -e 'adjust logging level'

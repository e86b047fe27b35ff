#!/bin/sh
# Makes or refreshes the environment: environment.sh VENV LOCK. Says what is missing and what to do about it.
set -eu
venv=$1
lock=$2

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Run every candidate: a shim can stand in the path for a Python that is not there.
usable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    found=$(${PYTHON:-python3} --version 2>/dev/null) || found=""
    stop "onrecord needs Python 3.11 or later; found: ${found:-none}." \
        "Install one (apt install python3.11 python3.11-venv, brew install python@3.13, or python.org)," \
        "or name it: make PYTHON=/path/to/python3.11 run"
}

if ! usable "$venv/bin/python"; then
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' 2>/dev/null || stop \
        "$python has no venv module, so it cannot make an environment." \
        "Install it (Debian and Ubuntu: apt install python3-venv), or name another: make PYTHON=/path/to/python3.11 run"
    echo "Making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv" || stop \
        "Making $venv failed." "Look at the lines above; a full disk or a missing python3-venv are the usual reasons."
fi

echo "Installing what $lock names"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" || stop \
    "Installing failed." "Look at the lines above; without a network, point pip at a mirror (PIP_INDEX_URL) and try again."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . || stop \
    "Installing onrecord itself failed." "Look at the lines above, then try again after: make clean"

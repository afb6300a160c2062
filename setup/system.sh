#!/usr/bin/env bash
# Checks Python and the Debian packages; installs what is missing when run as root, else prints the command to run.
# Usage: setup/system.sh run        what `make demo` and `make run` need
#        setup/system.sh run test   what `make lint`, `make test`, `make proof` and `make bench` need too
set -euo pipefail
python="${PYTHON:-python3}"

declare -A why=(
    [python3]="runs the site"
    [python3-venv]="makes the folder .venv for the Python packages"
    [libpangoft2-1.0-0]="lays out the legal papers"
    [libharfbuzz-subset0]="embeds only the used characters in a PDF; a hundred times slower without it"
    [fonts-hanazono]="draws the rare characters of names, such as 㛃 and 𠮷"
    [gettext]="compiles the words of the pages"
    [postgresql]="the second database every test runs on; the tests start a server of their own"
    [chromium-headless-shell]="the browser of the browser tests: Chromium without what only a screen needs, twice as fast"
    [poppler-utils]="reads the PDFs back in the tests"
    [fonts-noto-cjk]="lets the browser of the tests draw Chinese"
)
wanted=()
for group in "$@"; do
    case "$group" in
        run) wanted+=(libpangoft2-1.0-0 libharfbuzz-subset0 fonts-hanazono gettext) ;;
        test) wanted+=(postgresql chromium-headless-shell poppler-utils fonts-noto-cjk) ;;
        *) echo "setup/system.sh: unknown group “$group”; the groups are run and test." >&2; exit 2 ;;
    esac
done

# Python may come from elsewhere than Debian, so it is asked itself.
[ -x .venv/bin/python ] && python=.venv/bin/python
if ! command -v "$python" >/dev/null; then
    if [ "$python" != python3 ]; then echo "There is no $python. Say which Python to use: make PYTHON=…" >&2; exit 1; fi
    wanted=(python3 python3-venv "${wanted[@]}")
elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Python 3.11 or newer is needed; $("$python" -V) is here. Debian 12 has 3.11; or say which to use: make PYTHON=python3.11" >&2
    exit 1
elif [ "$python" != .venv/bin/python ] && ! "$python" -c 'import ensurepip' 2>/dev/null && ! "$python" -m pip -V >/dev/null 2>&1; then
    wanted=(python3-venv "${wanted[@]}")
fi

if ! command -v dpkg-query >/dev/null; then
    echo "This is not a Debian system: see to it that these are installed: ${wanted[*]}"
    exit 0
fi
missing=()
for package in "${wanted[@]}"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Debian packages that are missing:"
for package in "${missing[@]}"; do printf '  %-24s %s\n' "$package" "${why[$package]}"; done
if [ "$(id -u)" -ne 0 ]; then
    echo "Only root may install them. Please run:" >&2
    echo "  sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi
echo "Installing them …"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { apt-get install --yes --no-install-recommends "$@" >>"$log" 2>&1; }
# A Debian that does not have the headless shell has the whole browser, which the tests drive as well.
if ! apt-get update >"$log" 2>&1 || ! { install "${missing[@]}" || install "${missing[@]/%chromium-headless-shell/chromium}"; }; then
    tail -n 20 "$log" >&2
    echo "apt-get could not install them; its last lines are above." >&2
    exit 1
fi

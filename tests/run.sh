#!/usr/bin/env bash
# Installs what the tests need, builds once and runs every test project.
#
#   bash tests/run.sh           all tests
#   bash tests/run.sh --quick   without the slow ones ([Fact(Explicit = true)]); the same as plain `dotnet test`
#
# The last line is "N passed, N failed, N skipped". The exit code is 0 when something ran and nothing failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
reports=artifacts/reports

stop() { echo "tests/run.sh: $1" >&2; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

explicit=on
case "${1:-}" in
  "") ;;
  --quick) explicit=off ;;
  -h|--help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) echo "tests/run.sh: unknown option '$1'; there is only --quick." >&2; exit 2 ;;
esac

# --- what the machine must have -----------------------------------------------------------------------------------

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# install NAME APT DNF BREW: with whatever package manager there is; '-' where the system brings it along.
install() {
  echo "Installing $1 ..."
  if command -v apt-get >/dev/null; then
    { as_root apt-get install -y -qq "$2" || { as_root apt-get update -qq && as_root apt-get install -y -qq "$2"; }; } >/dev/null
  elif command -v dnf >/dev/null; then as_root dnf install -y -q "$3" >/dev/null
  elif command -v brew >/dev/null && [ "$4" != - ]; then brew install --quiet "$4" >/dev/null
  else false
  fi || stop "the tests need $1, and it could not be installed here; install it and run this again."
}

# Not grep -q: it would end before ldconfig does, and pipefail would call that a missing library.
has_library() { { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -F "$1" >/dev/null; }

command -v dotnet >/dev/null || stop "the .NET SDK 10 is missing; https://dotnet.microsoft.com/download says how to get it."
dotnet --version >/dev/null 2>&1 || stop "global.json asks for a .NET SDK 10 that is not installed: $(dotnet --version 2>&1 | tail -1)"
command -v git >/dev/null || install git git git git
if [ "$(uname -s)" = Linux ]; then
  has_library libstdc++.so.6 || install libstdc++ libstdc++6 libstdc++ -
  command -v script >/dev/null || install "script (a terminal for the tests)" bsdutils util-linux-script -
fi

# What the slow tests start: a database server, a browser, and Label Studio where its packages lie beside us.
if [ "$explicit" = on ] && [ "$(uname -s)" = Linux ]; then
  { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1 \
    || install PostgreSQL postgresql postgresql-server -
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || install Chromium chromium chromium -
  if [ -d ../shared/label-studio ]; then
    python3 -c 'import ensurepip' 2>/dev/null || install "Python's venv" python3-venv python3 -
  fi
fi

# --- build once, run each project ---------------------------------------------------------------------------------

dotnet build NoisyLabels.sln --configuration Release --nologo --verbosity quiet -clp:NoSummary \
  || stop "the build failed; its errors stand above."

rm -rf "$reports"
mkdir -p "$reports"
passed=0 failed=0 skipped=0 died=""
count() { sed -n 's/.*<assembly [^>]* '"$2"'="\([0-9]*\)".*/\1/p' "$1" | head -1; }

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  report=$PWD/$reports/$name.xml
  status=0
  echo
  dotnet run --no-build --configuration Release --project "$project" -- \
    -noLogo -noColor -explicit "$explicit" -result-xml "$report" || status=$?
  if [ -s "$report" ] && [ -n "$(count "$report" total)" ]; then
    bad=$(( $(count "$report" failed) + $(count "$report" errors) ))
    passed=$(( passed + $(count "$report" passed) ))
    skipped=$(( skipped + $(count "$report" skipped) ))
  else
    bad=0 status=1
  fi
  # A process that dies after its last test has failed, whatever its report says.
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1 died="$died $name"; fi
  failed=$(( failed + bad ))
done

# --- what happened ------------------------------------------------------------------------------------------------

plain() { sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e 's/&amp;/\&/g'; }
echo
if [ "$failed" != 0 ]; then
  echo "Failed:"
  for name in $died; do echo "  $name (the whole program ended badly; see above)"; done
  # The name of each, and the beginning of what it said.
  awk '
    BEGIN { RS = "<" }
    /^test / { bad = / result="Fail"/ }
    /^test / && bad { match($0, / name="[^"]*"/); print "  " substr($0, RSTART + 7, RLENGTH - 8) }
    /^message>/ { inside = bad }
    /^\/message>/ { inside = 0 }
    inside { sub(/^(message>|!\[CDATA\[)/, ""); sub(/\]\]>$/, ""); printf "%s", substr($0, 1, 1500); if ($0 != "") print "" }
  ' "$reports"/*.xml | cut -c 1-300 | plain || true
fi
if [ "$skipped" != 0 ]; then
  echo "Skipped (how many, why):"
  grep -ho '<reason>[^<]*' "$reports"/*.xml | sed 's/<reason>//' | sort | uniq -c | plain || true
fi

# The files in ../shared make these tests possible: where it lies, CI may not skip one for want of it.
if [ "${CI:-}" = true ] && [ -d ../shared ]; then
  lacking=$({ grep -ho '<reason>[^<]*\.\./shared' "$reports"/*.xml || true; } | wc -l | tr -d ' ')
  if [ "$lacking" != 0 ]; then
    echo "$lacking test(s) were skipped for want of ../shared although it is here; in CI that is a failure."
    skipped=$(( skipped - lacking ))
    failed=$(( failed + lacking ))
  fi
fi
if [ $(( passed + failed )) = 0 ]; then echo "No test ran."; fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" != 0 ]

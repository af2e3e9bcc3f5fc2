#!/bin/sh
# Starts the simulated models and the gateway, runs the assistant, and ends both. Ports 4000 and 4010 must be free.
set -eu
cd "$(dirname "$0")"
signalbox=../../signalbox

: >serve.log >simulate.log
"$signalbox" --version >/dev/null # builds what is not built yet, once
"$signalbox" simulate --port 4010 >simulate.log 2>&1 &
simulate=$!
"$signalbox" serve --config signalbox.yaml >serve.log 2>&1 &
serve=$!
trap 'kill $simulate $serve 2>/dev/null || true; wait' EXIT INT TERM

tries=0
until grep -q '^ready: ' serve.log && grep -q '^ready: ' simulate.log; do
  kill -0 $serve && kill -0 $simulate || { cat serve.log simulate.log; exit 1; }
  tries=$((tries + 1))
  [ $tries -lt 300 ] || { echo "not ready after a minute"; cat serve.log; exit 1; }
  sleep 0.2
done

"$("$signalbox" jdk)/bin/java" OnCall.java # the java on the PATH may be too old
"$signalbox" report cost --by metadata:step,model --ledger on-call-data

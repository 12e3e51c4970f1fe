#!/bin/sh
# TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE of the environment. May be run again.
set -eu
temporal="${TEMPORAL_CLI:-temporal}"
namespace="${TEMPORAL_NAMESPACE:-default}"
"$temporal" operator namespace describe --namespace "$namespace" > /dev/null 2>&1 ||
  "$temporal" operator namespace create --namespace "$namespace" --retention 168h
# What its UI filters runs and dialogs by; those that are there stay as they are. Runs go on without them.
"$temporal" operator search-attribute create --namespace "$namespace" \
  --name ConvrecRun --type Keyword --name ConvrecStage --type Keyword \
  --name ConvrecSplit --type Keyword --name ConvrecOutcome --type Keyword ||
  echo "The search attributes were not made; each launch says the command." >&2

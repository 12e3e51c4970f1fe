#!/bin/sh
# TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE of the environment. May be run again.
set -eu
temporal="${TEMPORAL_CLI:-temporal}"
namespace="${TEMPORAL_NAMESPACE:-default}"
"$temporal" operator namespace describe --namespace "$namespace" > /dev/null 2>&1 ||
  "$temporal" operator namespace create --namespace "$namespace" --retention 168h

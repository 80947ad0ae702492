#!/usr/bin/env bash
set -euo pipefail

names=("a list" "of words")
for name in "${names[@]}"; do
  jq --null-input --raw-output --arg name "$name" '"Hello from \($name) in bash"'
done

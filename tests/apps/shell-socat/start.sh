#!/bin/sh
# Answers each connection by a script of its own.
exec socat "TCP-LISTEN:${PORT:-7000},fork,reuseaddr" SYSTEM:"sh ./answer.sh"

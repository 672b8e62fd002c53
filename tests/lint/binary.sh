#!/bin/sh
# The release program is hardened: position-independent, all relocations read-only, no executable stack,
# stack protector and fortified functions in use, no search path of its own.
. "$(dirname "$0")/lib"

program=./dnsferret

# lacks WHAT READELF-OPTION PATTERN: says so when the program does not show it.
lacks() {
	readelf "$2W" "$program" | grep -qE "$3" || echo "no $1"
}

{
	lacks "position-independent code" -h 'Type:.*DYN'
	lacks "read-only relocations" -l 'GNU_RELRO'
	lacks "stack without execution" -l 'GNU_STACK( +0x[0-9a-f]+)+ +RW +'
	lacks "binding at start" -d 'BIND_NOW|FLAGS_1.*NOW'
	lacks "stack protector" -s '__stack_chk_fail'
	lacks "fortified function" -s '__(memcpy|snprintf|vfprintf|read|fread|vsnprintf)_chk'
	readelf -dW "$program" | grep -E 'RPATH|RUNPATH|TEXTREL'
} | report "hardening of the program"

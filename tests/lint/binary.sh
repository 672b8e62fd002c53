#!/bin/sh
# The release program is hardened: position-independent, read-only relocations, no executable stack, stack
# protector and fortified functions in use, no RPATH.
. "$(dirname "$0")/lib"

program=build/release/dnsferret

# lacks WHAT READELF-OPTION PATTERN: prints "no WHAT" unless the output of readelf has the pattern.
lacks() {
	readelf "$2W" "$program" | grep -qE "$3" || echo "no $1"
}

{
	lacks "position-independent code" -h 'Type:.*DYN'
	lacks "read-only relocations" -l 'GNU_RELRO'
	lacks "non-executable stack" -l 'GNU_STACK( +0x[0-9a-f]+)+ +RW +'
	lacks "immediate binding" -d 'BIND_NOW|FLAGS_1.*NOW'
	lacks "stack protector" -s '__stack_chk_fail'
	lacks "fortified function" -s '__(memcpy|snprintf|vfprintf|read|fread|vsnprintf)_chk'
	readelf -dW "$program" | grep -E 'RPATH|RUNPATH|TEXTREL'
} | report "hardening of the release program"

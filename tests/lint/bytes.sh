#!/bin/sh
# Captured bytes are read through base/cursor.h only: in net and dns nothing indexes borrowed bytes, casts
# them to a struct or to a wider integer, or maps bit-fields onto them.
. "$(dirname "$0")/lib"

code_of $(find src/net src/dns include/net include/dns -name '*.[ch]' 2>/dev/null | sort) |
	grep -E \
		-e '(->|\.|\b)(bytes|base|payload)[[:space:]]*\[[^]]+\]' \
		-e '\((const )?struct [a-z0-9_]+ \*\)' \
		-e '\*[[:space:]]*\((const )?(u?int(16|32|64)_t|unsigned|int|long)[a-z ]*\*\)' \
		-e '^[^?]*\b(unsigned|int|bool|u?int[0-9]+_t)[[:space:]]+[a-z_]+[[:space:]]*:[[:space:]]*[0-9]+;' |
	grep -v 'uint8_t [a-z]*\[' | report "captured bytes are read through the cursor"

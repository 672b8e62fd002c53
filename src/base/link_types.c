#include "base/link_types.h"

const char *link_type_name(int linktype)
{
	switch (linktype) {
#define LINK_TYPE(number, name) \
	case number:            \
		return name;
#include "base/link_types.def"
#undef LINK_TYPE
	default:
		return 0;
	}
}

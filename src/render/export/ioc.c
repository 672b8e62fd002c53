#include "ioc_forms.h"

#include <string.h>

static const struct ioc_form forms[] = {
#define IOC(name, what) {#name, what, ioc_##name},
#include "iocs.def"
#undef IOC
    {NULL, NULL, NULL},
};

const struct ioc_form *ioc_find(const char *name)
{
	for (const struct ioc_form *f = forms; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct ioc_form *ioc_table(void)
{
	return forms;
}

/*
 * The formats of block: one function per row of blocks.def.
 */
#ifndef DNSFERRET_RENDER_EXPORT_BLOCK_FORMS_H
#define DNSFERRET_RENDER_EXPORT_BLOCK_FORMS_H

#include "render/block.h"

#define BLOCK(id, name, what) void block_##id(struct out *out, const struct block *block);
#include "blocks.def"
#undef BLOCK

#endif

/*
 * pcapng constants (draft-ietf-opsawg-pcapng) shared by the reader and the writer.
 */
#ifndef DNSFERRET_CAPTURE_PCAPNG_FORMAT_H
#define DNSFERRET_CAPTURE_PCAPNG_FORMAT_H

#define BLOCK_SECTION     0x0a0d0d0a
#define BLOCK_INTERFACE   0x00000001
#define BLOCK_PACKET      0x00000006 /* enhanced */
#define BLOCK_FRAME_BYTES 12         /* type, length, length repeated */
#define BYTE_ORDER_MAGIC  0x1a2b3c4d
#define OPTION_END        0
#define OPTION_COMMENT    1
#define OPTION_IF_TSRESOL 9

#endif

/*
 * Who a client is, in words: the names it is given and who says so, its MAC address. What a host
 * says is never taken for true: the words are "says", with the frame.
 */
#ifndef DNSFERRET_RENDER_CLIENT_HOST_H
#define DNSFERRET_RENDER_CLIENT_HOST_H

#include "base/out.h"
#include "report/document.h"

/* What hosts[] has on an address; NULL = nothing. */
const struct node *client_host_find(const struct node *report, const char *ip);

/* " (says "LAPTOP-7")" behind the address of a client, of the best known name; or nothing. */
void client_host_put_name(struct out *out, const struct node *report, const struct node *client);

/* " (says "LAPTOP-7", DHCP #12; also "OTHER", NBNS #40; MAC 02:1b:2c:3d:4e:5f, locally
 * administered)"; or nothing. Names that only differ in case or domain are one. */
void client_host_put(struct out *out, const struct node *report, const struct node *client);

/* What either of them writes, with plain blanks; `brief`: of the best name only. Heap-owned: free
 * it. */
char *client_host_plain(const struct node *report, const struct node *client, bool brief);

#endif

#include "decode.h"

/* tcpdump.org/linktypes.html; some systems write their own DLT_ values instead. */
static const struct {
	int linktype;
	enum header header;
} links[] = {
    {1, HEADER_ETHERNET}, {0, HEADER_LOOPBACK}, {6, HEADER_TOKEN_RING}, {8, HEADER_SLIP},
    {9, HEADER_PPP}, {10, HEADER_FDDI}, {11, HEADER_LLC}, /* DLT_ATM_RFC1483 */
    {12, HEADER_IP},                          /* DLT_RAW of most systems and of OpenBSD */
    {13, HEADER_ENC},                         /* DLT_ENC of OpenBSD */
    {14, HEADER_IP}, {15, HEADER_SLIP_BSDOS}, /* DLT_SLIP_BSDOS */
    {19, HEADER_CLASSICAL_IP}, {50, HEADER_PPP}, {51, HEADER_PPPOE}, {100, HEADER_LLC},
    {101, HEADER_IP}, {102, HEADER_SLIP_BSDOS},
    {104, HEADER_PPP}, /* Cisco HDLC, which ppp_frame tells apart */
    {105, HEADER_WIRELESS}, {106, HEADER_CLASSICAL_IP}, {107, HEADER_FRAME_RELAY},
    {108, HEADER_LOOPBACK}, {109, HEADER_ENC}, {112, HEADER_PPP}, /* Cisco HDLC of NetBSD */
    {113, HEADER_SLL}, {117, HEADER_PFLOG}, {119, HEADER_PRISM}, {122, HEADER_FIBRE_CHANNEL},
    {123, HEADER_SUN_ATM}, {127, HEADER_RADIOTAP}, {128, HEADER_TZSP}, {138, HEADER_IEEE1394},
    {149, HEADER_PKTAP}, /* DLT_USER2, as macOS writes it */
    {163, HEADER_PRISM}, /* AVS, told apart by its magic number */
    {166, HEADER_PPP_DIRECTION}, {167, HEADER_JUNIPER_ETHERNET}, /* PPPoE in Ethernet frames */
    {175, HEADER_ERF}, {176, HEADER_ERF}, {178, HEADER_JUNIPER_ETHERNET}, {179, HEADER_JUNIPER_PPP},
    {180, HEADER_JUNIPER_FRAME_RELAY}, {181, HEADER_JUNIPER_PPP}, /* Cisco HDLC */
    {192, HEADER_PPI}, {197, HEADER_ERF}, {204, HEADER_PPP_DIRECTION},
    {205, HEADER_PPP_DIRECTION}, /* Cisco HDLC */
    {206, HEADER_FRAME_RELAY_DIRECTION}, {219, HEADER_MPLS}, {226, HEADER_IPNET}, {228, HEADER_IP4},
    {229, HEADER_IP6}, {239, HEADER_NFLOG}, {240, HEADER_NETANALYZER},
    {241, HEADER_NETANALYZER_RAW}, {242, HEADER_INFINIBAND}, {252, HEADER_EXPORTED},
    {258, HEADER_PKTAP}, {274, HEADER_MPACKET}, {276, HEADER_SLL2},
    {281, HEADER_DSA}, /* Broadcom */
    {282, HEADER_BROADCOM_PREPENDED}, {284, HEADER_DSA},
    {285, HEADER_ETHERNET}, /* its EtherType tells */
};

enum header link_types_header(int linktype)
{
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		if (links[i].linktype == linktype)
			return links[i].header;
	return HEADER_END;
}

enum header link_types_next(struct decode *d, uint32_t linktype)
{
	enum header next = linktype <= UINT16_MAX ? link_types_header((int)linktype) : HEADER_END;

	if (d->at.bad)
		return decode_fail(d, ANOMALY_LINK_SHORT);
	d->packet->linktype = linktype <= UINT16_MAX ? (int)linktype : UINT16_MAX;
	return next == HEADER_END ? decode_fail(d, ANOMALY_LINK_UNKNOWN) : next;
}

/*
 * DNS logs among the captures: lets capture.h open them in the same files and containers, and turns
 * their messages into the packets that captured ones come in.
 */
#ifndef DNSFERRET_READ_LOG_INPUT_H
#define DNSFERRET_READ_LOG_INPUT_H

#include "capture/capture.h"
#include "log/log_reader.h"
#include "net/packet.h"
#include "base/ports.h"

/* The reader of logs for capture_options; `options` is borrowed. */
struct capture_other log_input_reader(const struct log_options *options);

/* The current record of a capture that is a log, else NULL. */
const struct log_record *log_input_record(const struct capture *c);

/* A packet that stands for a message of a log, with the ports of `ports` where it has none. */
void log_input_packet(const struct log_message *m, struct source_ref ref, const struct ports *ports,
    struct packet *packet);

#endif

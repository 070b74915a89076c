// The yardstick of the gateway's echo benchmark, in C: a libwebsockets echo server on libuv, and a load generator on
// epoll that checks every answer. `warmline-bench echo` builds and runs it.
//
//   echo serve                                        prints its port; ends when standard input does
//   echo load PORT ACTIVE IDLE SECONDS BYTES SERVER_PID   opens IDLE + ACTIVE sockets, prints one JSON line
//
// The server does what the gateway's echo does, with the same options: frames are written in SERVER_WRITEABLE only,
// UTF-8 is checked, extensions are off, so are the library's own ping timers.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <libwebsockets.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

// MARK: the server

struct frame {
    struct frame *next;
    size_t length;
    int kind;
    unsigned char bytes[];
};

struct session {
    struct frame *first, *last;
    unsigned char *partial;
    size_t partial_length;
};

static int echo(struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t length) {
    struct session *session = user;
    switch (reason) {
    case LWS_CALLBACK_RECEIVE: {
        int whole = lws_is_final_fragment(wsi) && lws_remaining_packet_payload(wsi) == 0;
        if (!whole || session->partial) {
            session->partial = realloc(session->partial, session->partial_length + length);
            memcpy(session->partial + session->partial_length, in, length);
            session->partial_length += length;
            if (!whole) return 0;
            in = session->partial;
            length = session->partial_length;
        }
        struct frame *frame = malloc(sizeof *frame + LWS_PRE + length);
        frame->next = NULL;
        frame->length = length;
        frame->kind = lws_frame_is_binary(wsi) ? LWS_WRITE_BINARY : LWS_WRITE_TEXT;
        memcpy(frame->bytes + LWS_PRE, in, length);
        if (session->last) session->last->next = frame;
        else session->first = frame;
        session->last = frame;
        free(session->partial);
        session->partial = NULL;
        session->partial_length = 0;
        lws_callback_on_writable(wsi);
        return 0;
    }
    case LWS_CALLBACK_SERVER_WRITEABLE: {
        struct frame *frame = session->first;
        if (!frame) return 0;
        session->first = frame->next;
        if (!session->first) session->last = NULL;
        int written = lws_write(wsi, frame->bytes + LWS_PRE, frame->length, frame->kind);
        free(frame);
        if (written < 0) return -1;
        if (session->first) lws_callback_on_writable(wsi);
        return 0;
    }
    case LWS_CALLBACK_CLOSED:
        while (session->first) {
            struct frame *frame = session->first;
            session->first = frame->next;
            free(frame);
        }
        free(session->partial);
        return 0;
    default:
        return 0;
    }
}

static void stop(uv_poll_t *watcher, int status, int events) {
    (void)status;
    (void)events;
    uv_stop(watcher->loop);
}

static int serve(void) {
    static const struct lws_protocols protocols[] = {
        {"echo", echo, sizeof(struct session), 1024, 0, NULL, 64 * 1024}, {NULL, NULL, 0, 0, 0, NULL, 0}};
    static const lws_retry_bo_t no_timers;
    lws_set_log_level(LLL_ERR, NULL);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, size) || getsockname(listener, (struct sockaddr *)&address, &size))
        return 1;
    int port = ntohs(address.sin_port);
    close(listener);

    uv_loop_t loop;
    uv_loop_init(&loop);
    void *loops[] = {&loop};
    struct lws_context_creation_info info = {0};
    info.port = port;
    info.iface = "127.0.0.1";
    info.protocols = protocols;
    info.foreign_loops = loops;
    info.retry_and_idle_policy = &no_timers;
    info.options = LWS_SERVER_OPTION_LIBUV | LWS_SERVER_OPTION_VALIDATE_UTF8;
    if (!lws_create_context(&info)) return 1;
    uv_poll_t input;
    uv_poll_init(&loop, &input, 0);
    uv_poll_start(&input, UV_READABLE, stop);
    printf("%d\n", port);
    fflush(stdout);
    uv_run(&loop, UV_RUN_DEFAULT);
    _exit(0);
}

// MARK: the load

enum { histogram_size = 1 << 20 };

struct peer {
    int descriptor;
    int is_open, is_active;
    uint64_t sequence;
    uint64_t sent_at;
    size_t have;
    unsigned char input[1024];
};

static uint32_t histogram[histogram_size];
static uint64_t answered, wrong, lost;
static size_t payload;

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

// Processor time of a process in seconds, in steps of a clock tick.
static double processor_time(int pid) {
    char path[64], line[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    size_t length = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[length] = 0;
    char *after = strrchr(line, ')');
    unsigned long user = 0, kernel = 0;
    if (after) sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel);
    return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

static long resident_kilobytes(int pid) {
    char path[64], line[256];
    long kilobytes = 0;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "VmRSS: %ld", &kilobytes) == 1) break;
    fclose(file);
    return kilobytes;
}

static void ask(struct peer *peer) {
    unsigned char frame[1024];
    size_t head = payload < 126 ? 2 : 4;
    frame[0] = 0x81;
    if (payload < 126) {
        frame[1] = 0x80 | (unsigned char)payload;
    } else {
        frame[1] = 0x80 | 126;
        frame[2] = (unsigned char)(payload >> 8);
        frame[3] = (unsigned char)payload;
    }
    const unsigned char mask[4] = {0x11, 0x22, 0x33, 0x44};
    memcpy(frame + head, mask, 4);
    char text[512];
    memset(text, 'x', sizeof text);
    int digits = snprintf(text, sizeof text, "%020llu", (unsigned long long)++peer->sequence);
    text[digits] = 'x';
    for (size_t index = 0; index < payload; index++)
        frame[head + 4 + index] = (unsigned char)text[index] ^ mask[index & 3];
    peer->sent_at = now();
    if (send(peer->descriptor, frame, head + 4 + payload, MSG_NOSIGNAL) != (ssize_t)(head + 4 + payload)) lost++;
}

// One answer out of the input; 0 when it is not whole yet.
static int take_answer(struct peer *peer) {
    if (peer->have < 2) return 0;
    if ((peer->input[0] & 0x0f) == 9) {  // a ping of the server's heartbeat: answered, not counted
        size_t length = peer->input[1] & 0x7f;
        if (peer->have < 2 + length) return 0;
        unsigned char pong[160] = {0x8a, (unsigned char)(0x80 | length)};
        memcpy(pong + 6, peer->input + 2, length);
        send(peer->descriptor, pong, 6 + length, MSG_NOSIGNAL);
        memmove(peer->input, peer->input + 2 + length, peer->have - 2 - length);
        peer->have -= 2 + length;
        return 2;
    }
    size_t head = peer->input[1] == 126 ? 4 : 2;
    if (peer->have < head) return 0;
    size_t length = head == 4 ? (size_t)peer->input[2] << 8 | peer->input[3] : peer->input[1];
    if (peer->have < head + length) return 0;
    char expected[32], got[32];
    snprintf(expected, sizeof expected, "%020llu", (unsigned long long)peer->sequence);
    memcpy(got, peer->input + head, 20);
    got[20] = 0;
    if (length != payload || strcmp(expected, got)) wrong++;
    memmove(peer->input, peer->input + head + length, peer->have - head - length);
    peer->have -= head + length;
    return 1;
}

static int open_peer(struct peer *peer, int port) {
    peer->descriptor = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (connect(peer->descriptor, (struct sockaddr *)&address, sizeof address)) return -1;
    int yes = 1;
    setsockopt(peer->descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    static const char handshake[] =
        "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    if (send(peer->descriptor, handshake, sizeof handshake - 1, MSG_NOSIGNAL) < 0) return -1;
    char answer[1024];
    size_t have = 0;
    while (have < 4 || memcmp(answer + have - 4, "\r\n\r\n", 4)) {
        if (have == sizeof answer || recv(peer->descriptor, answer + have, 1, 0) != 1) return -1;
        have++;
    }
    return strncmp(answer, "HTTP/1.1 101", 12) ? -1 : 0;
}

static uint64_t quantile(double share) {
    uint64_t limit = (uint64_t)((double)answered * share), seen = 0;
    for (size_t index = 0; index < histogram_size; index++) {
        seen += histogram[index];
        if (seen > limit) return index;
    }
    return histogram_size;
}

static int load(int port, int active, int idle, double seconds, int pid) {
    int total = active + idle;
    long before = resident_kilobytes(pid);
    struct peer *peers = calloc((size_t)total, sizeof *peers);
    int epoll = epoll_create1(0);
    for (int index = 0; index < total; index++) {
        peers[index].is_active = index < active;
        if (open_peer(&peers[index], port)) {
            fprintf(stderr, "connection %d refused\n", index);
            return 1;
        }
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &peers[index]};
        epoll_ctl(epoll, EPOLL_CTL_ADD, peers[index].descriptor, &event);
    }
    usleep(300000);  // the server frees what handshakes needed
    long after = resident_kilobytes(pid);

    uint64_t begin = 0, warm = now() + 300000000, end = warm + (uint64_t)(seconds * 1e9), time = now();
    double processor = 0;
    for (int index = 0; index < active; index++) ask(&peers[index]);
    struct epoll_event events[256];
    while ((time = now()) < end && active) {
        if (!begin && time >= warm) {
            begin = time;
            answered = 0;
            memset(histogram, 0, sizeof histogram);
            processor = processor_time(pid);
        }
        int count = epoll_wait(epoll, events, 256, 100);
        for (int index = 0; index < count; index++) {
            struct peer *peer = events[index].data.ptr;
            ssize_t got = recv(
                peer->descriptor, peer->input + peer->have, sizeof peer->input - peer->have, MSG_DONTWAIT);
            if (got <= 0) {
                if (got < 0 && errno == EAGAIN) continue;
                lost++;
                epoll_ctl(epoll, EPOLL_CTL_DEL, peer->descriptor, NULL);
                continue;
            }
            peer->have += (size_t)got;
            int taken;
            while ((taken = take_answer(peer))) {
                if (taken == 2) continue;
                uint64_t micros = (now() - peer->sent_at) / 1000;
                histogram[micros < histogram_size ? micros : histogram_size - 1]++;
                answered++;
                if (peer->is_active) ask(peer);
            }
        }
    }
    double spent = begin ? processor_time(pid) - processor : 0;
    double window = begin ? (double)(time - begin) / 1e9 : 0;
    printf(
        "{\"messages\":%llu,\"seconds\":%.4f,\"server_cpu\":%.4f,\"p50_micros\":%llu,\"p99_micros\":%llu,"
        "\"wrong\":%llu,\"lost\":%llu,\"rss_before_kb\":%ld,\"rss_after_kb\":%ld,\"connections\":%d}\n",
        (unsigned long long)answered, window, spent, (unsigned long long)quantile(0.5),
        (unsigned long long)quantile(0.99), (unsigned long long)wrong, (unsigned long long)lost, before, after, total);
    return 0;
}

int main(int count, char **arguments) {
    if (count == 2 && !strcmp(arguments[1], "serve")) return serve();
    if (count == 8 && !strcmp(arguments[1], "load")) {
        payload = (size_t)atoi(arguments[6]);
        if (payload < 20 || payload > 500) return 2;
        return load(
            atoi(arguments[2]), atoi(arguments[3]), atoi(arguments[4]), atof(arguments[5]), atoi(arguments[7]));
    }
    fprintf(stderr, "usage: echo serve | echo load PORT ACTIVE IDLE SECONDS BYTES SERVER_PID\n");
    return 2;
}

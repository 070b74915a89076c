// The yardstick of `warmline-bench durable`, in C: the same rows into the same tables of SQLite, so many turns a
// transaction, with nothing around it: no clients, no encoding, no hashing, no look for duplicates.
//
//   store_raw DB ROWS BATCH CONVERSATIONS SECONDS
//
// DB has been created by the store itself. ROWS holds a turn's events, a line each: sender, tab, kind, tab, body.
// The visitor's event carries a client message id. Prints one JSON line.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { most_events = 64, hash_size = 32, wal_cap = 64 << 20 };

struct event {
    char *sender, *kind, *body;
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void must(sqlite3 *db, int code, const char *what) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static void execute(sqlite3 *db, const char *sql) {
    must(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement;
    must(db, sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

static void run(sqlite3 *db, sqlite3_stmt *statement) {
    must(db, sqlite3_step(statement), "step");
    sqlite3_reset(statement);
}

static int read_events(const char *path, struct event *events) {
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    char *line = NULL;
    size_t room = 0;
    int count = 0;
    while (count < most_events && getline(&line, &room, file) > 0) {
        line[strcspn(line, "\n")] = 0;
        events[count].sender = strdup(strtok(line, "\t"));
        events[count].kind = strdup(strtok(NULL, "\t"));
        events[count].body = strdup(strtok(NULL, "\t"));
        count++;
    }
    free(line);
    fclose(file);
    return count;
}

int main(int count, char **arguments) {
    struct event events[most_events];
    if (count != 6) return 2;
    const char *path = arguments[1];
    int event_count = read_events(arguments[2], events);
    int batch = atoi(arguments[3]), conversations = atoi(arguments[4]);
    double seconds = atof(arguments[5]);
    if (event_count < 1 || batch < 1 || conversations < 1) return 2;

    sqlite3 *db;
    must(NULL, sqlite3_open(path, &db), "open");
    execute(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
                "PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768;"
                "PRAGMA temp_store = MEMORY");
    sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE"), *commit = prepare(db, "COMMIT");
    sqlite3_stmt *conversation = prepare(
        db, "INSERT INTO conversations (number, id, head, chain, holder, updated_at) VALUES (?1, 'raw-' || ?1, 0, ?2,"
            " 'bot', 0)");
    sqlite3_stmt *advance = prepare(
        db, "UPDATE conversations SET head = ?, chain = ?, updated_at = ? WHERE number = ?");
    sqlite3_stmt *append = prepare(
        db, "INSERT INTO events (conversation, seq, at, sender, cmid, kind, body, body_hash, content_hash, chain)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

    unsigned char hash[hash_size];
    memset(hash, 0x5A, sizeof hash);
    run(db, begin);
    for (int number = 1; number <= conversations; number++) {
        sqlite3_bind_int(conversation, 1, number);
        sqlite3_bind_blob(conversation, 2, hash, sizeof hash, SQLITE_STATIC);
        run(db, conversation);
    }
    run(db, commit);

    char *log = sqlite3_mprintf("%s-wal", path);
    int *heads = calloc((size_t)conversations + 1, sizeof *heads);
    long turns = 0, commits = 0;
    int number = 0;
    double start = now(), elapsed = 0;
    while ((elapsed = now() - start) < seconds) {
        run(db, begin);
        for (int turn = 0; turn < batch; turn++, turns++) {
            number = number % conversations + 1;
            for (int index = 0; index < event_count; index++) {
                struct event *event = &events[index];
                char cmid[48];
                sqlite3_bind_int(append, 1, number);
                sqlite3_bind_int(append, 2, ++heads[number]);
                sqlite3_bind_int64(append, 3, 1700000000000 + turns);
                sqlite3_bind_text(append, 4, event->sender, -1, SQLITE_STATIC);
                if (strcmp(event->sender, "visitor") == 0) {
                    snprintf(cmid, sizeof cmid, "0190f5e8-7d2a-7c11-9a55-%012ld", turns);
                    sqlite3_bind_text(append, 5, cmid, -1, SQLITE_TRANSIENT);
                    sqlite3_bind_blob(append, 9, hash, sizeof hash, SQLITE_STATIC);
                } else {
                    sqlite3_bind_null(append, 5);
                    sqlite3_bind_null(append, 9);
                }
                sqlite3_bind_text(append, 6, event->kind, -1, SQLITE_STATIC);
                sqlite3_bind_text(append, 7, event->body, -1, SQLITE_STATIC);
                memcpy(hash, &turns, sizeof turns);
                sqlite3_bind_blob(append, 8, hash, sizeof hash, SQLITE_STATIC);
                sqlite3_bind_blob(append, 10, hash, sizeof hash, SQLITE_STATIC);
                run(db, append);
            }
            sqlite3_bind_int(advance, 1, heads[number]);
            sqlite3_bind_blob(advance, 2, hash, sizeof hash, SQLITE_STATIC);
            sqlite3_bind_int64(advance, 3, 1700000000000 + turns);
            sqlite3_bind_int(advance, 4, number);
            run(db, advance);
        }
        run(db, commit);
        commits++;
        struct stat status;
        if (stat(log, &status) == 0 && status.st_size >= wal_cap)
            sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    }
    printf("{\"turns_per_second\":%.1f,\"commits_per_second\":%.1f}\n", (double)turns / elapsed,
           (double)commits / elapsed);
    return 0;
}

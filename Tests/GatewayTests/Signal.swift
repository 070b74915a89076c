import Glibc

/// What handlers report, waited for by a test's own thread. Waiting gives up after ten seconds.
final class Signal<Value: Sendable>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var values: [Value] = []

    struct Nothing: Error {}

    init() {
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        condition.initialize(to: pthread_cond_t())
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func report(_ value: Value) {
        pthread_mutex_lock(mutex)
        values.append(value)
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
    }

    /// The oldest value that nobody has taken.
    func next() throws -> Value {
        var until = timespec()
        clock_gettime(CLOCK_REALTIME, &until)
        until.tv_sec += 10
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while values.isEmpty {
            guard pthread_cond_timedwait(condition, mutex, &until) == 0 else { throw Nothing() }
        }
        return values.removeFirst()
    }

    /// Everything reported and not taken so far.
    var all: [Value] {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return values
    }
}

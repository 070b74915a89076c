internal import Foundation

/// What this thread has had of a processor: other programs' share of the machine is not in it.
public enum ProcessorTime {
    public static var micros: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}

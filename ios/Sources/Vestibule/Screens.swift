import VestibuleFFI

/// Every screen from the moment that it was asked for, the present one first: in order, each once,
/// none left out.
///
/// It ends when the core is gone, after its last screen, or when the task that iterates is
/// cancelled. It is for one iteration: ask ``VestibuleCore/screens`` for each.
public struct Screens: AsyncSequence, Sendable {
    public typealias Element = Snapshot
    public typealias Failure = Never

    private let snapshots: AsyncStream<Snapshot>

    init(of core: RustCore) {
        // Without a bound: what is late is late, and nothing is lost.
        snapshots = AsyncStream(bufferingPolicy: .unbounded) { relayed in
            let subscription = core.watch(observer: Relay(to: relayed))
            relayed.onTermination = { _ in withExtendedLifetime(subscription) {} }
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(snapshots: snapshots.makeAsyncIterator())
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var snapshots: AsyncStream<Snapshot>.Iterator

        public mutating func next() async -> Snapshot? {
            await snapshots.next()
        }
    }
}

/// Hands each screen over, on the core's own thread; the core lets go of it at its end.
private final class Relay: Observer {
    private let relayed: AsyncStream<Snapshot>.Continuation

    init(to relayed: AsyncStream<Snapshot>.Continuation) {
        self.relayed = relayed
    }

    deinit {
        relayed.finish()
    }

    func screen(snapshot: Snapshot) {
        relayed.yield(snapshot)
    }

    func saved() {}
}

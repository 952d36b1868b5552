import Foundation
import Synchronization

/// Waits for what is asynchronous, on a thread that belongs to no executor.
func waiting<Value: Sendable>(_ call: @escaping @Sendable () async -> Value) -> Value {
    let box = Mutex<Value?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task {
        let value = await call()
        box.withLock { $0 = value }
        done.signal()
    }
    done.wait()
    return box.withLock { $0! }
}

/// Does what blocks on a thread of its own: those of executors and queues are as few as the cores.
func blocking<Value: Sendable>(_ call: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { done in
        Thread { done.resume(with: Result { try call() }) }.start()
    }
}

import Dispatch
import Foundation

@_exported import VestibuleFFI

/// The account and sign-in core of one app.
///
/// Draw what ``screens`` gives, and tell what the person does by ``act(_:)``. Everything may be
/// called from any thread and any actor.
///
/// When the last reference is gone, its requests and its threads are stopped, off the thread that let
/// it go; what was saved stays. Its ``screens`` end when that is done.
public final class VestibuleCore: Sendable {
    private let core: Unmanaged<RustCore>

    /// Opens the vault and takes up what was under way; awaits no network.
    ///
    /// The key store is asked off the caller's thread. A vault that can't be opened yet is no error:
    /// the screen is ``Screen/locked(progress:)``, and it is tried again.
    ///
    /// - Throws: ``OpenError`` where the configuration can't be used.
    public static func open(_ config: Config, keyring: any Keyring) async throws -> VestibuleCore {
        try await withCheckedThrowingContinuation { opened in
            DispatchQueue.global().async {
                opened.resume(
                    with: Result {
                        VestibuleCore(try RustCore.open(config: config, keyring: keyring))
                    })
            }
        }
    }

    package init(_ rust: RustCore) {
        #if os(Linux)
        // A connection that its server closed is an error, as it is on Apple's platforms, and not
        // the end of the program.
        signal(SIGPIPE, SIG_IGN)
        #endif
        core = .passRetained(rust)
    }

    deinit {
        // It waits for the last state to be saved: not on the main thread.
        DispatchQueue.global().async { [core] in core.release() }
    }

    /// What to draw now.
    public var snapshot: Snapshot {
        rust.screen()
    }

    /// Every screen from now on, the present one first, in order and none left out, until the core
    /// is gone or the task is cancelled.
    public var screens: Screens {
        Screens(of: rust)
    }

    /// The language of the words.
    public var language: Language {
        rust.locale()
    }

    /// What the person did. It steps in memory and returns; it never waits.
    ///
    /// - Throws: ``ActError/NotNow(action:)`` where it makes no sense on the screen that is shown;
    ///   nothing has changed.
    public func act(_ action: Action) throws {
        try rust.act(action: action)
    }

    /// What the platform knows: the core is right without it, and quicker with it.
    public func hint(_ hint: Hint) {
        rust.hint(hint: hint)
    }

    /// A fresh access token, for the rest of the messenger.
    ///
    /// From memory where it is fresh; else it is renewed, once for all who ask.
    ///
    /// - Parameter refused: the token that the server did not take, if that is why one is asked for.
    /// - Throws: ``TokenError``; `CancellationError` where the task was cancelled.
    public func accessToken(
        for server: Server, refused: AccessToken? = nil
    ) async throws -> AccessToken {
        try await cancelling { cancellation in
            do {
                return try await self.rust.accessToken(
                    server: server, refused: refused, cancellation: cancellation)
            } catch TokenError.Cancelled {
                throw CancellationError()
            }
        }
    }

    /// The picture of a signed-in account, JPEG or PNG; none where it has none.
    ///
    /// - Throws: ``AvatarError``; `CancellationError` where the task was cancelled, which stops the
    ///   request.
    public func avatar(of server: Server) async throws -> Data? {
        try await cancelling { cancellation in
            do {
                return try await self.rust.avatar(server: server, cancellation: cancellation)
            } catch AvatarError.Cancelled {
                throw CancellationError()
            }
        }
    }

    private var rust: RustCore {
        core.takeUnretainedValue()
    }
}

/// Swift does not cancel what Rust does: this hands the task's cancellation over.
private func cancelling<Value: Sendable>(
    _ call: (Cancellation) async throws -> Value
) async throws -> Value {
    let cancellation = Cancellation()
    return try await withTaskCancellationHandler {
        try await call(cancellation)
    } onCancel: {
        cancellation.cancel()
    }
}

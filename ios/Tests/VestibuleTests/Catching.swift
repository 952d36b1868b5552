import Testing
import Vestibule
import VestibuleBoundary

/// Gives back what it is given.
final class Reflecting: Mirror {
    func reflect(sample: Sample) -> Sample {
        sample
    }
}

/// Catches what is thrown, and tells it member by member.
final class Catching: Catcher {
    func catchThrown(thrown: Thrown, number: UInt32) -> Caught {
        switch thrown {
        case .open: .init(catching(OpenError.self) { try throwOpen(number: number) })
        case .act: .init(catching(ActError.self) { try throwAct(number: number) })
        case .token: .init(catchingLater(TokenError.self) { try await throwToken(number: number) })
        case .avatar:
            .init(catchingLater(AvatarError.self) { try await throwAvatar(number: number) })
        case .notParsed: .init(catching(NotParsed.self) { try throwNotParsed(number: number) })
        }
    }
}

extension Caught {
    fileprivate init(_ error: OpenError) {
        self =
            switch error {
            case .Authority: .openAuthority
            case .AuthorityHost(let host): .openAuthorityHost(host: host)
            case .Proxy: .openProxy
            case .Tls(let reason): .openTls(reason: reason)
            case .Http(let reason): .openHttp(reason: reason)
            case .Threads(let reason): .openThreads(reason: reason)
            }
    }

    fileprivate init(_ error: ActError) {
        self =
            switch error {
            case .NotNow(let action): .actNotNow(action: action)
            }
    }

    fileprivate init(_ error: TokenError) {
        self =
            switch error {
            case .SignedOut: .tokenSignedOut
            case .NotRenewed(let problem): .tokenNotRenewed(problem: problem)
            case .Cancelled: .tokenCancelled
            case .Closed: .tokenClosed
            }
    }

    fileprivate init(_ error: AvatarError) {
        self =
            switch error {
            case .NotRead(let problem): .avatarNotRead(problem: problem)
            case .Cancelled: .avatarCancelled
            }
    }

    fileprivate init(_ error: NotParsed) {
        self =
            switch error {
            case .Address(let error): .notParsedAddress(error: error)
            case .Country(let code): .notParsedCountry(code: code)
            case .Redirect(let error): .notParsedRedirect(error: error)
            }
    }
}

private func catching<Expected: Error>(
    _ type: Expected.Type, _ call: () throws -> Void
) -> Expected {
    do {
        try call()
        fatalError("nothing was thrown")
    } catch let error as Expected {
        return error
    } catch {
        fatalError("\(error) was thrown, and no \(type)")
    }
}

/// Waits on a thread of Rust's, which has nothing else to do.
private func catchingLater<Expected: Error>(
    _ type: Expected.Type, _ call: @escaping @Sendable () async throws -> Void
) -> Expected {
    let result = waiting {
        do {
            try await call()
            return Result<Void, any Error>.success(())
        } catch {
            return .failure(error)
        }
    }
    return catching(type) { try result.get() }
}

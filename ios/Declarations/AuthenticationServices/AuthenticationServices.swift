import Foundation
import UIKit

public typealias ASPresentationAnchor = UIWindow

@MainActor
public protocol ASWebAuthenticationPresentationContextProviding: NSObjectProtocol {
    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor
}

public class ASWebAuthenticationSession: NSObject {
    public struct Callback: Sendable {
        public static func customScheme(_ scheme: String) -> Callback {
            Callback()
        }

        public static func https(host: String, path: String) -> Callback {
            Callback()
        }
    }

    public weak var presentationContextProvider:
        (any ASWebAuthenticationPresentationContextProviding)?

    public init(
        url: URL, callback: Callback,
        completionHandler: @escaping (URL?, (any Error)?) -> Void
    ) {}

    @discardableResult
    public func start() -> Bool {
        false
    }

    public func cancel() {}
}

import AuthenticationServices
import Foundation
import UIKit
import VestibuleUI

/// The system's browser in front of the app: it has the person's own sessions and passwords, and
/// this app sees nothing of either.
@MainActor
final class WebSession: NSObject, Browser {
    private let callback: ASWebAuthenticationSession.Callback
    private var session: ASWebAuthenticationSession?

    /// - Parameter redirect: where pages hand their answer back, by a claimed link or a scheme.
    init(redirect: URL) {
        callback =
            if redirect.scheme == "https", let host = redirect.host {
                .https(host: host, path: redirect.path)
            } else {
                .customScheme(redirect.scheme ?? "")
            }
    }

    func open(_ page: URL) async -> URL? {
        session?.cancel()
        return await withCheckedContinuation { answered in
            let session = ASWebAuthenticationSession(url: page, callback: callback) { answer, _ in
                answered.resume(returning: answer)
            }
            session.presentationContextProvider = self
            self.session = session
            session.start()
        }
    }
}

extension WebSession: ASWebAuthenticationPresentationContextProviding {
    func presentationAnchor(for session: ASWebAuthenticationSession) -> ASPresentationAnchor {
        let scenes = UIApplication.shared.connectedScenes.compactMap { $0 as? UIWindowScene }
        return scenes.compactMap(\.keyWindow).first ?? ASPresentationAnchor()
    }
}

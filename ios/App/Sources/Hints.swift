import Foundation
import Network
import SwiftUI
import Vestibule

/// What the system tells the app, and the app the core.
@MainActor
final class Hints {
    private let monitor = NWPathMonitor()
    private var observers: [any NSObjectProtocol] = []
    private var hint: (@MainActor (Hint) -> Void)?
    /// Where the app is to the person, as far as the system has told.
    private var place: Hint?

    /// The language that the person reads this app in.
    static var language: Language {
        localeOfTag(tag: Bundle.main.preferredLocalizations.first ?? Locale.current.identifier)
    }

    /// From now on the core is told.
    func begin(_ hint: @escaping @MainActor (Hint) -> Void) {
        self.hint = hint
        if let place { hint(place) }
        on(UIApplication.protectedDataDidBecomeAvailableNotification) { .unlocked }
        on(.NSSystemClockDidChange) { .clockChanged }
        on(NSLocale.currentLocaleDidChangeNotification) { .locale(locale: Self.language) }
        monitor.pathUpdateHandler = { path in
            Task { @MainActor in hint(path.status == .satisfied ? .networkUp : .networkDown) }
        }
        monitor.start(queue: .main)
    }

    /// The app came to the front of the person, or left it.
    func follow(_ phase: ScenePhase) {
        switch phase {
        case .active: place = .foreground
        case .background: place = .background
        case .inactive: return
        @unknown default: return
        }
        if let place { hint?(place) }
    }

    private func on(_ name: Notification.Name, _ told: @escaping @MainActor () -> Hint) {
        let center = NotificationCenter.default
        let observer = center.addObserver(forName: name, object: nil, queue: .main) { _ in
            MainActor.assumeIsolated { self.hint?(told()) }
        }
        observers.append(observer)
    }
}

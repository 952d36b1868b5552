import Foundation
import Network
import SwiftUI
import Vestibule

/// What the system tells the app, and the app the core.
@MainActor
final class Hints {
    private let monitor = NWPathMonitor()
    private var observers: [any NSObjectProtocol] = []
    private var hint: @MainActor (Hint) -> Void = { _ in }

    /// The language that the person reads this app in.
    static var language: Language {
        localeOfTag(tag: Bundle.main.preferredLocalizations.first ?? Locale.current.identifier)
    }

    /// From now on the core is told.
    func begin(_ hint: @escaping @MainActor (Hint) -> Void) {
        self.hint = hint
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
        case .active: hint(.foreground)
        case .background: hint(.background)
        case .inactive: break
        @unknown default: break
        }
    }

    private func on(_ name: Notification.Name, _ told: @escaping @MainActor () -> Hint) {
        let center = NotificationCenter.default
        let observer = center.addObserver(forName: name, object: nil, queue: .main) { _ in
            MainActor.assumeIsolated { self.hint(told()) }
        }
        observers.append(observer)
    }
}

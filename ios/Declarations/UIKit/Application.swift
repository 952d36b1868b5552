import Foundation

@MainActor
public class UIApplication {
    public static let shared = UIApplication()

    public nonisolated static let protectedDataDidBecomeAvailableNotification =
        Notification.Name("UIApplicationProtectedDataDidBecomeAvailableNotification")

    public var connectedScenes: Set<UIScene> {
        []
    }
}

@MainActor
public class UIScene: NSObject {}

@MainActor
public class UIWindowScene: UIScene {
    public var keyWindow: UIWindow? {
        nil
    }
}

@MainActor
public class UIWindow: NSObject {}

@MainActor
public class UIDevice {
    public static let current = UIDevice()

    public var name: String {
        ""
    }

    public var systemName: String {
        ""
    }

    public var systemVersion: String {
        ""
    }
}

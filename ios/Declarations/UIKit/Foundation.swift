// What Linux's Foundation lacks of Apple's.
import Foundation

extension FileManager {
    public func containerURL(forSecurityApplicationGroupIdentifier group: String) -> URL? {
        nil
    }
}

extension Notification.Name {
    public static let NSSystemClockDidChange = Notification.Name("NSSystemClockDidChange")
}

// What Linux's Foundation lacks of Apple's.
import Foundation

extension FileManager {
    public func containerURL(forSecurityApplicationGroupIdentifier group: String) -> URL? {
        nil
    }
}

public struct FileProtectionType: Hashable, Sendable {
    public static let completeUntilFirstUserAuthentication = FileProtectionType()
}

extension FileAttributeKey {
    public static let protectionKey = FileAttributeKey(rawValue: "NSFileProtectionKey")
}

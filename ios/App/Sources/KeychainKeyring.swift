import Foundation
import Security
import Vestibule

/// The vault's key in the Keychain: after the first unlock, on this device alone, shared with the
/// app's extensions.
final class KeychainKeyring: Keyring {
    private let group: String

    /// - Parameter forgetting: whether a key that is there was left over from an earlier install,
    ///   which took its vault along: the Keychain outlives the app.
    init(group: String, forgetting: Bool) {
        self.group = group
        if forgetting {
            SecItemDelete(item as CFDictionary)
        }
    }

    func read() throws -> VaultKey? {
        var query = item
        query[kSecReturnData] = true
        var found: CFTypeRef?
        switch SecItemCopyMatching(query as CFDictionary, &found) {
        case errSecSuccess:
            guard let bytes = found as? Data, bytes.count == Self.length else {
                throw KeyringError.Gone(reason: "the item holds no key")
            }
            return VaultKey(bytes)
        case errSecItemNotFound:
            return nil
        case errSecDecode:
            throw KeyringError.Gone(reason: "the item can't be decoded")
        case let status:
            // Above all errSecInteractionNotAllowed: not unlocked since the phone started.
            throw KeyringError.NotNow(reason: "SecItemCopyMatching: \(status)")
        }
    }

    func write(key: VaultKey) throws {
        let value = [kSecValueData: key.expose()] as [CFString: Any]
        var status = SecItemUpdate(item as CFDictionary, value as CFDictionary)
        if status == errSecItemNotFound {
            var new = item.merging(value) { $1 }
            new[kSecAttrAccessible] = kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly
            status = SecItemAdd(new as CFDictionary, nil)
        }
        guard status == errSecSuccess else {
            throw KeyringError.NotNow(reason: "it can't be written: \(status)")
        }
    }

    private static let length = 32

    private var item: [CFString: Any] {
        [
            kSecClass: kSecClassGenericPassword,
            kSecAttrService: "vestibule",
            kSecAttrAccount: "vault",
            kSecAttrAccessGroup: group,
        ]
    }
}

import Foundation

/// A moment of the phone's wall clock, in milliseconds since the Unix epoch.
public struct Timestamp: Hashable, Sendable {
    public let millis: UInt64

    public init(millis: UInt64) {
        self.millis = millis
    }

    /// The moment at a date; the epoch for any before it.
    public init(_ date: Date) {
        self.init(millis: UInt64(max(0, date.timeIntervalSince1970 * 1000).rounded()))
    }

    /// The moment as the platform's timer text takes it.
    public var date: Date {
        Date(timeIntervalSince1970: Double(millis) / 1000)
    }
}

extension Timestamp: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        left.millis < right.millis
    }
}

/// A server's address: its issuer identifier (RFC 8414 section 2), an https URL without user info,
/// query and fragment.
public struct ServerAddress: Hashable, Sendable {
    public let issuer: String

    init(issuer: String) {
        self.issuer = issuer
    }

    /// Reads an address as people type it: `server.ru` means `https://server.ru`.
    ///
    /// - Throws: ``NotParsed/Address(error:)``
    public init(_ text: String) throws {
        self = try parseServerAddress(text: text)
    }

    /// The host as people read it, with the port if it is not 443; an international name in both
    /// forms.
    public var host: String {
        serverAddressHost(address: self)
    }
}

extension ServerAddress: CustomStringConvertible {
    public var description: String {
        issuer
    }
}

/// A country that has phones: an ISO 3166-1 alpha-2 code.
public struct Country: Hashable, Sendable {
    public let code: String

    init(code: String) {
        self.code = code
    }

    /// The country of a code, in letters of either case.
    ///
    /// - Throws: ``NotParsed/Country(code:)``
    public init(_ code: String) throws {
        self = try parseCountry(code: code)
    }

    /// The calling code (ITU-T E.164), which several countries may share.
    public var callingCode: UInt32 {
        countryCallingCode(country: self)
    }
}

extension Country: CustomStringConvertible {
    public var description: String {
        code
    }
}

/// Where the browser hands the answer back (RFC 8252 section 7).
public struct Redirect: Hashable, Sendable {
    public let address: String

    init(address: String) {
        self.address = address
    }

    /// Takes an address as it is registered with the identity providers.
    ///
    /// - Throws: ``NotParsed/Redirect(error:)``
    public init(_ address: String) throws {
        self = try parseRedirect(address: address)
    }
}

extension Redirect: CustomStringConvertible {
    public var description: String {
        address
    }
}

/// Text that opens something: a token, a password. No description shows it.
public struct Secret: Hashable, Sendable {
    private let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// The text itself, for the one place that sends or checks it.
    public func expose() -> String {
        text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        "Secret(…)"
    }

    public var debugDescription: String {
        description
    }

    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}

/// A random 256-bit key that seals the vault's rows. No description shows it.
public struct VaultKey: Hashable, Sendable {
    private let bytes: Data

    /// The key of these bytes, 32 of them; the core refuses any other number.
    public init(_ bytes: Data) {
        self.bytes = bytes
    }

    /// The bytes, for the key store alone.
    public func expose() -> Data {
        bytes
    }
}

extension VaultKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        "VaultKey(…)"
    }

    public var debugDescription: String {
        description
    }

    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}

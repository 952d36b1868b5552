import Foundation

/// The system's browser, as far as a sign-in needs it: not a view of this app, which could read what
/// is typed there (RFC 8252 section 8.12).
@MainActor
public protocol Browser {
    /// Opens a page, and gives the address that it hands back; none where the person closed it.
    func open(_ page: URL) async -> URL?
}

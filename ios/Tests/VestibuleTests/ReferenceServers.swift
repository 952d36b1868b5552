import Foundation

/// The reference servers of `tests/server`, as the program that they are.
final class ReferenceServers: Sendable {
    /// The authority that clients must trust, as a PEM file.
    let authority = FileManager.default.temporaryDirectory
        .appending(path: "\(UUID().uuidString).pem")
    private let program: Program
    private let addresses: String

    init() throws {
        program = try Program(
            .binaries.appending(path: "vestibule-server"), ["--ca", authority.path])
        addresses = try program.read(through: "What they send by SMS and e-mail follows.\n")
    }

    deinit {
        try? FileManager.default.removeItem(at: authority)
    }

    /// The address of a server of the example world.
    func address(of name: String) -> String {
        let line = addresses.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return String(line?.split(separator: " ")[1] ?? "")
    }

    /// The code in the next message to a phone or an e-mail.
    func code(to address: String) throws -> String {
        try program.read(through: " to \(address) from ")
        let message = try program.read(through: "\n")
        return String(message.drop { $0 != ":" }.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
}

extension URL {
    /// Where cargo builds.
    fileprivate static let binaries = URL(
        filePath: ProcessInfo.processInfo.environment["VESTIBULE_BINARIES"] ?? "/target/debug")
}

// Signs in at a public server: SignIn ADDRESS [AUTHORITY], where the authority is a PEM file.
import Foundation
import Vestibule

final class Keys: Keyring, @unchecked Sendable {
    private var key: VaultKey?  // The core asks for it from one thread at a time.

    func read() -> VaultKey? { key }
    func write(key: VaultKey) { self.key = key }
}

let core = try await VestibuleCore.open(
    Config(
        directory: .temporaryDirectory.appending(path: UUID().uuidString),
        publicServer: ServerAddress(CommandLine.arguments[1]),
        app: AppBuild(
            id: "example.vestibule", clientId: "vestibule", scope: "messenger", version: "1.0",
            platform: "Swift", store: .appStore, special: false),
        device: "Sample", locale: .en, country: Country("RU"), smsHash: nil,
        redirect: Redirect("vestibule://callback"),
        authorities: try CommandLine.arguments.dropFirst(2).map {
            Authority(pem: try String(contentsOfFile: $0, encoding: .utf8), hosts: [])
        },
        proxy: nil),
    keyring: Keys())

// What is past, or waits for the server, asks for nothing.
for await snapshot in core.screens where snapshot == core.snapshot {
    let words = snapshot.screen.words(locale: core.language)
    if snapshot.screen.progress() == .running { continue }
    if let problem = words.problem { print(problem.title) }

    switch snapshot.screen {
    case .start: try core.act(.begin(way: .phone))
    case .phone: try core.act(.submitPhone(text: ask(words)))
    case .code: try core.act(.submitCode(text: ask(words)))
    case .name: try core.act(.submitName(text: ask(words)))
    case .avatar, .email: try core.act(.skip)
    case .home(let person?, _, _) where person.name != nil:
        print("Signed in:", person.name!, try await core.accessToken(for: .public).tokenType)
        exit(EXIT_SUCCESS)
    case .home: continue
    default: exit(EXIT_FAILURE)
    }
}

func ask(_ words: Words) -> String {
    print(words.fields[0].label, terminator: ": ")
    fflush(nil)
    return readLine() ?? ""
}

// What is left after thousands of calls from eight threads at once, and what a call costs, as JSON:
//
//   Endurance apps       10,000 cores opened and let go
//   Endurance calls      100,000 calls of one core
//   Endurance cost       calls beside empty ones with the same payload
//
// A program of its own, so that nothing else is in the memory that it measures.
import Foundation
import Vestibule
import VestibuleBoundary

switch CommandLine.arguments.last {
case "apps": try show(apps())
case "calls": try show(calls())
case "cost": try show(cost())
default: exit(EX_USAGE)
}

func apps() throws -> Halves {
    let config = Town().config()
    let folders = try (0..<threads).map { _ in try Folder() }
    let keyrings = (0..<threads).map { _ in MemoryKeyring() }
    return try Halves {
        try atOnce { number in
            let own = config.with(directory: folders[number].url)
            for _ in 0..<5_000 / threads {
                waiting(try openAndLetGo(own, keyring: keyrings[number]))
            }
        }
    }.withThreads()
}

/// Gives the screens of a core that nobody holds any more.
func openAndLetGo(_ config: Config, keyring: any Keyring) throws -> Screens {
    let core = VestibuleCore(try RustCore.open(config: config, keyring: keyring))
    guard case .start = core.snapshot.screen else {
        throw Unexpected(screen: core.snapshot.screen)
    }
    return core.screens
}

func calls() throws -> Halves {
    let folder = try Folder()
    var core: VestibuleCore? = try VestibuleCore.onEmail(in: folder)
    // In slices: what waits to be saved would else be as much as the threads happen to be ahead.
    let slices = 25
    let halves = try Halves { [core = core!] in
        for _ in 0..<slices {
            try atOnce { number in
                for call in 0..<25_000 / slices / threads {
                    try core.act(.edit(field: .email, text: "\(number).\(call)@example"))
                    guard case .email = core.snapshot.screen else {
                        throw Unexpected(screen: core.snapshot.screen)
                    }
                }
            }
            // What was done last is saved last.
            let last = UUID().uuidString
            try core.act(.edit(field: .email, text: last))
            waiting(for: core) { $0.screen.email == last }
        }
    }
    precondition(!Halves.threads.isEmpty, "a core that is there has threads")
    // Only now: what no one takes would be kept for them.
    let screens = core!.screens
    core = nil
    waiting(screens)
    withExtendedLifetime(folder) {}
    return halves.withThreads()
}

/// What the core does for a call is its own, and is there without a language too: an `edit` is held
/// against an empty call and what Rust alone takes for it. The other calls do next to nothing.
func cost() throws -> [String: Cost] {
    let folder = try Folder()
    let core = try RustCore.open(
        config: Town().config().with(directory: folder.url), keyring: MemoryKeyring())
    try core.act(action: .begin(way: .corporateEmail))
    let empty = Empty(shown: core.screen())
    let edit = Action.edit(field: .email, text: "ivan.petrov@rabota.ru")
    try core.act(action: edit)

    let lockedFolder = try Folder()
    let locked = VestibuleCore(
        try RustCore.open(
            config: Town().config().with(directory: lockedFolder.url), keyring: LockedKeyring()))
    waiting(for: locked) { $0.screen.progress() != .running }
    let kept = Action.returnFromBrowser(url: "vestibule://callback?state=1234567890&code=1234567890")

    let swift = VestibuleCore(core)
    return [
        "screen": try Cost(of: { _ = swift.snapshot }, beside: { _ = empty.screen() }),
        "act": try Cost(of: { try locked.act(kept) }, beside: { try empty.act(action: kept) }),
        "edit": try Cost(
            of: { try swift.act(edit) }, beside: { try empty.act(action: edit) },
            rust: { try actInRust(app: core, action: edit, times: $0) }),
    ]
}

func show(_ figures: some Encodable) throws {
    print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
}

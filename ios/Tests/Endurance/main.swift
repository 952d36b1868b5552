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
    }
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
    var core: VestibuleCore? = try VestibuleCore.onPhone(in: folder)
    let screens = core!.screens
    let halves = try Halves { [core = core!] in
        try atOnce { number in
            for call in 0..<25_000 / threads {
                try core.act(.edit(field: .phone, text: "+7 900 \(number)\(call)"))
                guard case .phone = core.snapshot.screen else {
                    throw Unexpected(screen: core.snapshot.screen)
                }
            }
        }
        // What was done last is saved last.
        let last = "\(UInt64.random(in: 100...999))"
        try core.act(.edit(field: .phone, text: last))
        waiting(for: core) { $0.screen.phone == last }
    }
    core = nil
    waiting(screens)
    withExtendedLifetime(folder) {}
    return halves.withThreads()
}

func cost() throws -> [String: Cost] {
    let folder = try Folder()
    let core = try VestibuleCore.onPhone(in: folder)
    let empty = Empty(shown: core.snapshot)
    let edit = Action.edit(field: .phone, text: "+7 900 111-22-33")
    return [
        "screen": try Cost(of: { _ = core.snapshot }, beside: { _ = empty.screen() }),
        "act": try Cost(of: { try core.act(edit) }, beside: { try empty.act(action: edit) }),
    ]
}

func show(_ figures: some Encodable) throws {
    print(String(decoding: try JSONEncoder().encode(figures), as: UTF8.self))
}

import Foundation
import Testing

/// Measured by `Endurance`, a program of its own.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct EnduranceTests {
    @Test(arguments: ["apps", "calls"])
    func thousandsOfCallsFromEightThreadsLeaveNoMemoryAndNoThread(calls: String) async throws {
        let halves: Halves = try await measured(calls)

        #expect(halves.second.rust.isAbout(halves.first.rust), "\(halves)")
        #expect(halves.second.resident.isAbout(halves.first.resident), "\(halves)")
        #expect(halves.threadsLeft.isEmpty)
    }

    @Test
    func aCallCostsAtMostAFifthMoreThanAnEmptyOneWithTheSamePayload() async throws {
        let costs: [String: Cost] = try await measured("cost")

        for (call, cost) in costs {
            #expect(cost.call <= 1.2 * cost.empty, "\(call): \(cost)")
        }
    }

    private func measured<Figures: Decodable & Sendable>(_ what: String) async throws -> Figures {
        let program = try Program(.here.appending(path: "Endurance"), [what])
        let printed = try await blocking { try program.read(through: "\n", within: 500) }
        print("\(what): \(printed)")
        return try JSONDecoder().decode(Figures.self, from: Data(printed.utf8))
    }
}

private struct Halves: Decodable {
    struct Footprint: Decodable {
        let rust: Int64
        let resident: Int64
    }

    let first: Footprint
    let second: Footprint
    let threadsLeft: [String]
}

private struct Cost: Decodable {
    let call: Double
    let empty: Double
}

extension Int64 {
    /// Within five hundredths.
    fileprivate func isAbout(_ other: Int64) -> Bool {
        abs(self - other) * 20 <= other
    }
}

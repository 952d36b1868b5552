import Foundation
import Testing
import Vestibule

/// What the sources of the screens hold, and what they must not.
@Suite(.timeLimit(.minutes(1)))
struct SourcesTests {
    private let ui = Source.all(in: "Sources/VestibuleUI")

    @Test
    func noFileHoldsATextOfItsOwn() {
        for source in ui {
            let texts = source.literals.filter { $0.contains(where: \.isLetter) }
            #expect(texts.filter { !symbols.contains($0) } == [], "\(source.name)")
        }
    }

    @Test
    func theOnlyTimerIsTheCountdown() {
        let timers = /\b(Timer|TimelineView|timerInterval|sleep|asyncAfter|Clock|now)\b|\bDate\(\)/

        let timed = ui.filter { source in source.code.contains { $0.contains(timers) } }

        #expect(timed.map(\.name) == ["CountdownView"])
    }

    @Test
    func eachKindOfScreenHasAFileOfItsOwnAndIsDrawnWithoutADefault() async throws {
        let kinds = Set(await Samples.screens().map(\.name))

        let files = screens.map { $0.name.dropLast("View".count) }

        #expect(Set(files.map { $0.prefix(1).lowercased() + $0.dropFirst() }) == kinds)
        for name in ["Entrance", "Place"] {
            let source = try #require(ui.first { $0.name == name })
            #expect(source.code.allSatisfy { !$0.contains(/\bdefault\b|case _/) }, "\(name)")
        }
    }

    @Test
    func noScreenKnowsOfAnother() {
        let names = Set(screens.map(\.name))

        for source in screens {
            let called = source.code.flatMap { $0.matches(of: /\b(\w+View)\b/).map { String($0.1) } }
            #expect(names.intersection(called).subtracting([source.name]) == [], "\(source.name)")
        }
    }

    @Test
    func theReadmeCountsTheLinesOfEachScreen() throws {
        let parts = ui.filter { $0.folder == "Parts" }
        let around = ui.filter { $0.folder == "VestibuleUI" }
        let app = Source.all(in: "App/Sources")
        var table = "| screen | lines |\n|---|---|\n"
        for screen in screens {
            table += "| `\(screen.name.dropLast("View".count))` | \(screen.lines) |\n"
        }
        table += "| all \(screens.count) screens | \(screens.lines) |\n"
        table += "| parts that they share | \(parts.lines) |\n"
        table += "| what is around them | \(around.lines) |\n"
        table += "| the app | \(app.lines) |\n"

        let readme = try String(contentsOf: .package.appending(path: "README.md"), encoding: .utf8)
        let counted = readme.firstMatch(of: /(?s)<!-- lines.*?-->\n(.*?)<!-- end of lines -->/)?.1

        #expect(counted ?? "" == table, "the README has to say:\n\(table)")
    }

    @Test
    func everyAppSaysWhatItsCodeReads() throws {
        let project = try String(
            contentsOf: .package.appending(path: "App/project.yml"), encoding: .utf8)
        let build = try #require(Source.all(in: "App/Sources").first { $0.name == "Build" })
        let read = build.code.flatMap { $0.matches(of: /value\("(\w+)"\)/).map { String($0.1) } }
        #expect(!read.isEmpty)

        // Xcode itself says the bundle's identifier.
        for key in Set(read).subtracting(["CFBundleIdentifier"]) {
            #expect(project.contains("\n        \(key): "), "\(key)")
        }

        let variables = Set(project.matches(of: /\$\((VESTIBULE_\w+)\)/).map { String($0.1) })
        let apps = project.split(separator: "templates: [App]").dropFirst()
        #expect(apps.count == 2)
        for app in apps {
            let said = app.matches(of: /\n      (\w+):/).map { String($0.1) }
            #expect(Set(said) == variables.union(["PRODUCT_BUNDLE_IDENTIFIER"]))
        }
    }

    private var screens: [Source] {
        ui.filter { $0.folder == "Screens" }
    }
}

/// The system's pictures, by their names; no one reads these.
private let symbols: Set = [
    "chevron.backward", "exclamationmark.triangle", "eye", "eye.slash", "person.crop.circle", "xmark",
]

/// A file of Swift.
private struct Source {
    let name: String
    let folder: String
    /// Its lines without imports, comments and blank ones.
    let code: [Substring]

    init(_ file: URL) throws {
        name = file.deletingPathExtension().lastPathComponent
        folder = file.deletingLastPathComponent().lastPathComponent
        code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { line in
            let text = line.drop(while: \.isWhitespace)
            return !text.isEmpty && !text.hasPrefix("//") && !text.hasPrefix("import ")
        }
    }

    static func all(in folder: String) -> [Source] {
        let root = URL.package.appending(path: folder)
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        let sources = files?.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        return (sources ?? []).sorted { $0.path < $1.path }.compactMap { try? Source($0) }
    }

    var lines: Int {
        code.count
    }

    /// What stands between quotes, without what is put in.
    var literals: [String] {
        var rest = code.joined(separator: "\n")[...]
        var literals: [String] = []
        while let start = rest.firstIndex(of: "\"") {
            let quote = rest[start...].hasPrefix("\"\"\"") ? "\"\"\"" : "\""
            rest = rest[start...].dropFirst(quote.count)
            var literal = ""
            while !rest.isEmpty, !rest.hasPrefix(quote) {
                if rest.hasPrefix("\\(") {
                    rest = rest.dropFirst(2)
                    skipInterpolation(&rest)
                } else {
                    literal.append(rest.removeFirst())
                }
            }
            rest = rest.dropFirst(quote.count)
            literals.append(literal)
        }
        return literals
    }

    /// To behind the parenthesis that ends it.
    private func skipInterpolation(_ rest: inout Substring) {
        var depth = 1
        while depth > 0, !rest.isEmpty {
            switch rest.removeFirst() {
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
        }
    }
}

extension [Source] {
    fileprivate var lines: Int {
        map(\.lines).reduce(0, +)
    }
}

extension URL {
    /// The folder of the package.
    fileprivate static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

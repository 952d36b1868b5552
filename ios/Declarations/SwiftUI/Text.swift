import Foundation

public struct Text: Primitive, Sendable {
    let words: String

    public init(_ key: LocalizedStringKey) {
        words = key.words
    }

    @_disfavoredOverload
    public init<S: StringProtocol>(_ content: S) {
        words = String(content)
    }

    public init(
        timerInterval: ClosedRange<Date>, pauseTime: Date? = nil, countsDown: Bool = true,
        showsHours: Bool = true
    ) {
        let seconds = Int(timerInterval.upperBound.timeIntervalSince(timerInterval.lowerBound))
        words = String(format: "%d:%02d", seconds / 60, seconds % 60)
    }

    func draw(in drawing: Drawing) {
        drawing.texts.append(words)
    }

    public func bold() -> Text {
        self
    }

    public func font(_ font: Font?) -> Text {
        self
    }

    public func monospacedDigit() -> Text {
        self
    }
}

public struct LocalizedStringKey: ExpressibleByStringInterpolation, Sendable {
    let words: String

    public init(stringLiteral value: String) {
        words = value
    }

    public init(stringInterpolation: StringInterpolation) {
        words = stringInterpolation.words
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var words = ""

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) {
            words += literal
        }

        public mutating func appendInterpolation(_ string: String) {
            words += string
        }

        public mutating func appendInterpolation(_ text: Text) {
            words += text.words
        }
    }
}

public struct Font: Sendable {
    public static let largeTitle = Font()
    public static let headline = Font()
    public static let subheadline = Font()
    public static let footnote = Font()
    public static let caption = Font()

    public func bold() -> Font {
        self
    }

    public func monospaced() -> Font {
        self
    }
}

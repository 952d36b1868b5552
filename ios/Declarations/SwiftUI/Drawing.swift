/// What views come to: the texts, fields and buttons that a person would meet, for the tests.
///
/// It is no part of SwiftUI.
@MainActor
public final class Drawing {
    /// Something to press.
    public struct Pressable {
        public let label: String
        public let isEnabled: Bool
        public let press: () -> Void
    }

    /// Something to type into.
    public struct Editable {
        public let label: String
        public let isSecret: Bool
        public let text: Binding<String>
        let edited: [() -> Void]
        public let submit: () -> Void

        /// Types a text in place of what is there.
        @MainActor
        public func type(_ typed: String) {
            text.wrappedValue = typed
            edited.forEach { $0() }
        }
    }

    /// Something to select.
    public struct Selectable {
        public let label: String
        let edited: [() -> Void]
        let selections: [() -> Void]

        /// Selects each in turn.
        @MainActor
        public func selectEach() {
            for select in selections {
                select()
                edited.forEach { $0() }
            }
        }
    }

    public internal(set) var texts: [String] = []
    public internal(set) var buttons: [Pressable] = []
    public internal(set) var fields: [Editable] = []
    public internal(set) var pickers: [Selectable] = []
    public internal(set) var links: [String] = []
    /// Pictures and controls that are called nothing.
    public internal(set) var nameless: [String] = []
    /// What a photo would be picked by.
    public internal(set) var photoPickers: [String] = []
    /// Handlers of changes that no control makes.
    public internal(set) var changes: [() -> Void] = []
    /// What the options of a picker stand for.
    var tags: [Any] = []
    /// What a sheet holds once it is there.
    public internal(set) var sheets: [() -> Drawing] = []

    var context = Context()

    /// What the modifiers around a view say of it.
    struct Context {
        var isEnabled = true
        var label: String?
        var isHidden = false
        var edited: [() -> Void] = []
        var submit: () -> Void = {}
    }

    public init(_ view: some View) {
        draw(view)
    }

    init() {}

    func draw(_ view: some View) {
        if let primitive = view as? any Primitive {
            primitive.draw(in: self)
        } else {
            draw(view.body)
        }
    }

    func within(_ change: (inout Context) -> Void, _ draw: () -> Void) {
        let outside = context
        change(&context)
        draw()
        context = outside
    }

    /// What a label says.
    func words(of view: some View) -> [String] {
        Drawing(view).texts
    }
}

/// A view that is made of no other.
protocol Primitive: View where Body == Never {
    @MainActor
    func draw(in drawing: Drawing)
}

extension Primitive {
    public var body: Never {
        fatalError("it is made of no other")
    }
}

/// A view that says something of the one inside.
struct Modified<Content: View>: Primitive {
    let content: Content
    let draws: @MainActor (Drawing, Content) -> Void

    func draw(in drawing: Drawing) {
        draws(drawing, content)
    }
}

extension View {
    func modified(
        _ draws: @escaping @MainActor (Drawing, Self) -> Void
    ) -> Modified<Self> {
        Modified(content: self, draws: draws)
    }

    func inContext(_ change: @escaping (inout Drawing.Context) -> Void) -> Modified<Self> {
        modified { drawing, content in
            drawing.within(change) { drawing.draw(content) }
        }
    }
}

/// What picks a photo: `PhotosUI` is made of it.
public struct PickablePhoto<Label: View>: Primitive {
    private let label: Label

    public init(label: Label) {
        self.label = label
    }

    func draw(in drawing: Drawing) {
        drawing.photoPickers += drawing.words(of: label)
    }
}

@MainActor
@preconcurrency
public protocol View {
    associatedtype Body: View
    @ViewBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: View {
    public var body: Never {
        fatalError("it is never there")
    }
}

extension Optional: View where Wrapped: View {
    public var body: Never {
        fatalError("it is made of no other")
    }
}

extension Optional: Primitive where Wrapped: View {
    func draw(in drawing: Drawing) {
        if let self { drawing.draw(self) }
    }
}

@resultBuilder
public struct ViewBuilder {
    public static func buildBlock() -> EmptyView {
        EmptyView()
    }

    public static func buildBlock<Content: View>(_ content: Content) -> Content {
        content
    }

    @MainActor
    public static func buildBlock<each Content: View>(
        _ content: repeat each Content
    ) -> TupleView<(repeat each Content)> {
        var draws: [@MainActor (Drawing) -> Void] = []
        for view in repeat each content {
            draws.append { $0.draw(view) }
        }
        return TupleView(draws: draws)
    }

    public static func buildIf<Content: View>(_ content: Content?) -> Content? {
        content
    }

    @MainActor
    public static func buildEither<True: View, False: View>(
        first: True
    ) -> _ConditionalContent<True, False> {
        _ConditionalContent { $0.draw(first) }
    }

    @MainActor
    public static func buildEither<True: View, False: View>(
        second: False
    ) -> _ConditionalContent<True, False> {
        _ConditionalContent { $0.draw(second) }
    }
}

public struct TupleView<Content>: Primitive {
    let draws: [@MainActor (Drawing) -> Void]

    func draw(in drawing: Drawing) {
        draws.forEach { $0(drawing) }
    }
}

public struct _ConditionalContent<True: View, False: View>: Primitive {
    let draws: @MainActor (Drawing) -> Void

    func draw(in drawing: Drawing) {
        draws(drawing)
    }
}

public struct EmptyView: Primitive {
    public nonisolated init() {}

    func draw(in drawing: Drawing) {}
}

@MainActor
@preconcurrency
public protocol ToolbarContent {
    associatedtype Body: ToolbarContent
    @ToolbarContentBuilder @MainActor @preconcurrency var body: Body { get }
}

extension Never: ToolbarContent {}

@resultBuilder
public struct ToolbarContentBuilder {
    public static func buildBlock<Content: ToolbarContent>(_ content: Content) -> Content {
        content
    }

    @MainActor
    public static func buildBlock<each Content: ToolbarContent>(
        _ content: repeat each Content
    ) -> TupleToolbarContent {
        var draws: [@MainActor (Drawing) -> Void] = []
        for item in repeat each content {
            draws.append { $0.draw(item) }
        }
        return TupleToolbarContent(draws: draws)
    }
}

/// What a builder makes of several.
public struct TupleToolbarContent: ToolbarContent {
    let draws: [@MainActor (Drawing) -> Void]

    public var body: Never {
        fatalError("it is made of no other")
    }
}

public struct ToolbarItem<Content: View>: ToolbarContent {
    fileprivate let content: Content

    public init(
        placement: ToolbarItemPlacement = .automatic, @ViewBuilder content: () -> Content
    ) {
        self.content = content()
    }

    public var body: Never {
        fatalError("it is made of no other")
    }
}

public struct ToolbarItemPlacement: Sendable {
    public static let automatic = ToolbarItemPlacement()
    public static let topBarLeading = ToolbarItemPlacement()
    public static let topBarTrailing = ToolbarItemPlacement()
    public static let cancellationAction = ToolbarItemPlacement()
}

@MainActor
private protocol Item {
    func draw(in drawing: Drawing)
}

extension ToolbarItem: Item {
    fileprivate func draw(in drawing: Drawing) {
        drawing.draw(content)
    }
}

extension TupleToolbarContent: Item {
    fileprivate func draw(in drawing: Drawing) {
        draws.forEach { $0(drawing) }
    }
}

extension Drawing {
    fileprivate func draw(_ content: some ToolbarContent) {
        if let item = content as? any Item {
            item.draw(in: self)
        } else {
            draw(content.body)
        }
    }
}

extension View {
    public func toolbar<Content: ToolbarContent>(
        @ToolbarContentBuilder content: () -> Content
    ) -> some View {
        let toolbar = content()
        return modified { drawing, view in
            drawing.draw(toolbar)
            drawing.draw(view)
        }
    }
}

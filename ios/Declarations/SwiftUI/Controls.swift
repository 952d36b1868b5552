import Foundation
import UIKit

public struct ButtonRole: Equatable, Sendable {
    private let name: String

    public static let destructive = ButtonRole(name: "destructive")
    public static let cancel = ButtonRole(name: "cancel")
}

public struct Button<Label: View>: Primitive {
    private let action: @MainActor () -> Void
    private let label: Label

    public init(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label) {
        (self.action, self.label) = (action, label())
    }

    public init(
        role: ButtonRole?, action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Label
    ) {
        (self.action, self.label) = (action, label())
    }

    func draw(in drawing: Drawing) {
        let words = drawing.words(of: label)
        drawing.texts += words
        let label = drawing.context.label ?? words.joined(separator: " ")
        if label.isEmpty {
            drawing.nameless.append("button")
        }
        let press = Drawing.Pressable(
            label: label, isEnabled: drawing.context.isEnabled, press: action)
        drawing.buttons.append(press)
    }
}

extension Button where Label == Text {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, action: @escaping @MainActor () -> Void) {
        self.init(action: action) { Text(title) }
    }
}

extension Button where Label == SwiftUI.Label<Text, Image> {
    @_disfavoredOverload
    public init<S: StringProtocol>(
        _ title: S, systemImage: String, action: @escaping @MainActor () -> Void
    ) {
        self.init(action: action) {
            SwiftUI.Label {
                Text(title)
            } icon: {
                Image(systemName: systemImage)
            }
        }
    }
}

public struct Label<Title: View, Icon: View>: View {
    private let title: Title
    private let icon: Icon

    public init(@ViewBuilder title: () -> Title, @ViewBuilder icon: () -> Icon) {
        (self.title, self.icon) = (title(), icon())
    }

    // The icon says nothing beside its title, unless it was given a name.
    public var body: some View {
        title
    }
}

public struct LabeledContent<Label: View, Content: View>: View {
    private let label: Label
    private let content: Content

    public var body: some View {
        label
        content
    }
}

extension LabeledContent where Label == Text, Content == Text {
    @_disfavoredOverload
    public init<S1: StringProtocol, S2: StringProtocol>(_ title: S1, value: S2) {
        (label, content) = (Text(title), Text(value))
    }
}

public struct Link<Label: View>: Primitive {
    private let label: Label
    private let destination: URL

    public init(destination: URL, @ViewBuilder label: () -> Label) {
        (self.destination, self.label) = (destination, label())
    }

    func draw(in drawing: Drawing) {
        drawing.draw(label)
        drawing.links.append(destination.absoluteString)
    }
}

extension Link where Label == Text {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, destination: URL) {
        self.init(destination: destination) { Text(title) }
    }
}

public struct TextField<Label: View>: Primitive {
    private let text: Binding<String>

    func draw(in drawing: Drawing) {
        drawing.edit(text, isSecret: false)
    }
}

extension TextField where Label == Text {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, text: Binding<String>) {
        self.text = text
    }
}

public struct SecureField<Label: View>: Primitive {
    private let text: Binding<String>

    func draw(in drawing: Drawing) {
        drawing.edit(text, isSecret: true)
    }
}

extension SecureField where Label == Text {
    @_disfavoredOverload
    public init<S: StringProtocol>(_ title: S, text: Binding<String>) {
        self.text = text
    }
}

extension Drawing {
    fileprivate func edit(_ text: Binding<String>, isSecret: Bool) {
        if context.label == nil {
            nameless.append("field")
        }
        fields.append(
            Editable(
                label: context.label ?? "", isSecret: isSecret, text: text, edited: context.edited,
                submit: context.submit))
    }
}

public struct Picker<Label: View, SelectionValue: Hashable, Content: View>: Primitive {
    private let label: Label
    private let selection: Binding<SelectionValue>
    private let content: Content

    func draw(in drawing: Drawing) {
        let options = Drawing()
        options.draw(content)
        let selections = options.tags.compactMap { tag in
            (tag as? SelectionValue).map { value in { selection.wrappedValue = value } }
        }
        drawing.pickers.append(
            Drawing.Selectable(
                label: drawing.words(of: label).joined(separator: " "), edited: drawing.context.edited,
                selections: selections))
    }
}

extension Picker where Label == Text {
    @_disfavoredOverload
    public init<S: StringProtocol>(
        _ title: S, selection: Binding<SelectionValue>, @ViewBuilder content: () -> Content
    ) {
        (label, self.selection, self.content) = (Text(title), selection, content())
    }
}

public struct ProgressView<Label: View>: Primitive {
    func draw(in drawing: Drawing) {}
}

extension ProgressView where Label == EmptyView {
    public init() {}
}

public struct Image: Primitive {
    private let name: String

    public init(systemName: String) {
        name = systemName
    }

    public init(uiImage: UIImage) {
        name = ""
    }

    func draw(in drawing: Drawing) {
        if let label = drawing.context.label {
            drawing.texts.append(label)
        } else if !drawing.context.isHidden {
            drawing.nameless.append("image \(name)")
        }
    }

    public func resizable() -> Image {
        self
    }
}

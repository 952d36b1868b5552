@_exported import Foundation
@_exported import UIKit

// What the tests look at.
extension View {
    public func onChange<V: Equatable>(
        of value: V, initial: Bool = false, _ action: @escaping () -> Void
    ) -> some View {
        modified { drawing, view in
            drawing.changes.append(action)
            drawing.within { $0.edited.append(action) } _: {
                drawing.draw(view)
            }
        }
    }

    public func onSubmit(of triggers: SubmitTriggers = .text, _ action: @escaping () -> Void)
        -> some View
    {
        inContext { $0.submit = action }
    }

    public func disabled(_ disabled: Bool) -> some View {
        inContext { $0.isEnabled = $0.isEnabled && !disabled }
    }

    public func accessibilityHidden(_ hidden: Bool) -> some View {
        inContext { $0.isHidden = hidden }
    }

    @_disfavoredOverload
    public func accessibilityLabel<S: StringProtocol>(_ label: S) -> some View {
        inContext { $0.label = String(label) }
    }

    public func tag<V: Hashable>(_ tag: V) -> some View {
        modified { drawing, view in
            drawing.tags.append(tag)
            drawing.draw(view)
        }
    }

    public func sheet<Content: View>(
        isPresented: Binding<Bool>, onDismiss: (() -> Void)? = nil,
        @ViewBuilder content: @escaping () -> Content
    ) -> some View {
        modified { drawing, view in
            drawing.sheets.append { Drawing(content()) }
            drawing.draw(view)
        }
    }

    public func overlay<V: View>(
        alignment: Alignment = .center, @ViewBuilder content: () -> V
    ) -> some View {
        let above = content()
        return modified { drawing, view in
            drawing.draw(view)
            drawing.draw(above)
        }
    }
}

// What changes how a view looks, sounds or moves.
extension View {
    public func id<ID: Hashable>(_ id: ID) -> some View { self }
    public func padding() -> some View { self }
    public func frame(
        width: CGFloat? = nil, height: CGFloat? = nil, alignment: Alignment = .center
    ) -> some View { self }
    public func frame(
        minWidth: CGFloat? = nil, idealWidth: CGFloat? = nil, maxWidth: CGFloat? = nil,
        minHeight: CGFloat? = nil, idealHeight: CGFloat? = nil, maxHeight: CGFloat? = nil,
        alignment: Alignment = .center
    ) -> some View { self }
    public func font(_ font: Font?) -> some View { self }
    public func monospacedDigit() -> some View { self }
    public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }
    public func background<S: ShapeStyle, T: Shape>(_ style: S, in shape: T) -> some View { self }
    public func clipShape<S: Shape>(_ shape: S) -> some View { self }
    public func scaledToFill() -> some View { self }
    public func tint<S: ShapeStyle>(_ tint: S?) -> some View { self }
    public func buttonStyle<S: PrimitiveButtonStyle>(_ style: S) -> some View { self }
    public func labelStyle<S: LabelStyle>(_ style: S) -> some View { self }
    public func textFieldStyle<S: TextFieldStyle>(_ style: S) -> some View { self }
    public func textContentType(_ type: UITextContentType?) -> some View { self }
    public func keyboardType(_ type: UIKeyboardType) -> some View { self }
    public func textInputAutocapitalization(_ kind: TextInputAutocapitalization?) -> some View {
        self
    }
    public func autocorrectionDisabled(_ disable: Bool = true) -> some View { self }
    public func submitLabel(_ label: SubmitLabel) -> some View { self }
    public func textSelection<S: TextSelectability>(_ selectability: S) -> some View { self }
    public func scrollDismissesKeyboard(_ mode: ScrollDismissesKeyboardMode) -> some View { self }
    public func navigationBarTitleDisplayMode(
        _ mode: NavigationBarItem.TitleDisplayMode
    ) -> some View { self }
    public func navigationBarBackButtonHidden(_ hides: Bool = true) -> some View { self }
    @_disfavoredOverload
    public func navigationTitle<S: StringProtocol>(_ title: S) -> some View { self }
    @_disfavoredOverload
    public func searchable<S: StringProtocol>(text: Binding<String>, prompt: S) -> some View {
        self
    }
    public func task<T: Equatable>(
        id value: T, _ action: @escaping @MainActor @Sendable () async -> Void
    ) -> some View { self }
    public func task(_ action: @escaping @MainActor @Sendable () async -> Void) -> some View {
        self
    }
    public func accessibilityElement(children: AccessibilityChildBehavior) -> some View { self }
    public func accessibilityAddTraits(_ traits: AccessibilityTraits) -> some View { self }
    public func accessibilityAction(
        _ kind: AccessibilityActionKind, _ handler: @escaping () -> Void
    ) -> some View { self }
    @_disfavoredOverload
    public func accessibilityHint<S: StringProtocol>(_ hint: S) -> some View { self }
    @_disfavoredOverload
    public func accessibilityValue<S: StringProtocol>(_ value: S) -> some View { self }
}

public struct SubmitTriggers: Sendable {
    public static let text = SubmitTriggers()
}

public struct SubmitLabel: Sendable {
    public static let go = SubmitLabel()
}

public struct TextInputAutocapitalization: Sendable {
    public static let never = TextInputAutocapitalization()
    public static let words = TextInputAutocapitalization()
}

public protocol TextSelectability {}

public struct EnabledTextSelectability: TextSelectability {}

extension TextSelectability where Self == EnabledTextSelectability {
    public static var enabled: Self { EnabledTextSelectability() }
}

public struct ScrollDismissesKeyboardMode: Sendable {
    public static let interactively = ScrollDismissesKeyboardMode()
}

public struct NavigationBarItem: Sendable {
    public enum TitleDisplayMode: Sendable {
        case automatic
        case inline
        case large
    }
}

public protocol PrimitiveButtonStyle {}

public struct BorderedButtonStyle: PrimitiveButtonStyle {}

public struct BorderedProminentButtonStyle: PrimitiveButtonStyle {}

extension PrimitiveButtonStyle where Self == BorderedButtonStyle {
    public static var bordered: Self { BorderedButtonStyle() }
}

extension PrimitiveButtonStyle where Self == BorderedProminentButtonStyle {
    public static var borderedProminent: Self { BorderedProminentButtonStyle() }
}

public protocol LabelStyle {}

public struct IconOnlyLabelStyle: LabelStyle {}

extension LabelStyle where Self == IconOnlyLabelStyle {
    public static var iconOnly: Self { IconOnlyLabelStyle() }
}

public protocol TextFieldStyle {}

public struct RoundedBorderTextFieldStyle: TextFieldStyle {}

extension TextFieldStyle where Self == RoundedBorderTextFieldStyle {
    public static var roundedBorder: Self { RoundedBorderTextFieldStyle() }
}

public protocol ShapeStyle {}

public struct HierarchicalShapeStyle: ShapeStyle {}

extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var secondary: Self { HierarchicalShapeStyle() }
    public static var quaternary: Self { HierarchicalShapeStyle() }
}

public struct Color: ShapeStyle, Sendable {
    public init(_ name: String) {}

    public static let accentColor = Color("")
}

public protocol Shape {}

public struct RoundedRectangle: Shape {}

public struct Circle: Shape {}

extension Shape where Self == RoundedRectangle {
    public static func rect(cornerRadius: CGFloat) -> Self { RoundedRectangle() }
}

extension Shape where Self == Circle {
    public static var circle: Self { Circle() }
}

public struct AccessibilityChildBehavior: Sendable {
    public static let combine = AccessibilityChildBehavior()
}

public struct AccessibilityTraits: Sendable {
    public static let isHeader = AccessibilityTraits()
    public static let updatesFrequently = AccessibilityTraits()
}

public struct AccessibilityActionKind: Sendable {
    public static let escape = AccessibilityActionKind()
}

public enum AccessibilityNotification {
    public struct Announcement {
        public init(_ announcement: String) {}

        public func post() {}
    }
}

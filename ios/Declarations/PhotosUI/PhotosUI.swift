import Foundation
import SwiftUI

public struct PhotosPicker<Label: View>: View {
    private let label: Label

    public init(
        selection: Binding<PhotosPickerItem?>, matching filter: PHPickerFilter? = nil,
        @ViewBuilder label: () -> Label
    ) {
        self.label = label()
    }

    public var body: some View {
        PickablePhoto(label: label)
    }
}

public struct PhotosPickerItem: Hashable, Sendable {
    public func loadTransferable<T: Transferable>(type: T.Type) async throws -> T? {
        nil
    }
}

public protocol Transferable: Sendable {}

extension Data: Transferable {}

public struct PHPickerFilter: Sendable {
    public static let images = PHPickerFilter()
}

import SwiftUI
import Vestibule

/// A person's picture, read again whenever the account says that it changed.
struct Portrait: View {
    let model: VestibuleModel
    let person: Person
    @State private var picture: UIImage?

    private static let side: CGFloat = 96

    var body: some View {
        Group {
            if let picture {
                Image(uiImage: picture).resizable().scaledToFill()
            } else {
                Image(systemName: "person.crop.circle").resizable().foregroundStyle(.secondary)
            }
        }
        .frame(width: Self.side, height: Self.side)
        .clipShape(.circle)
        .accessibilityLabel(model.labels.avatar)
        .task(id: person.avatar) {
            let read = try? await model.core.avatar(of: person.server)
            picture = read.flatMap(UIImage.init(data:))
        }
    }
}

import SwiftUI
import Vestibule

/// Things to choose, one below the other.
struct ChoicesView: View {
    let model: VestibuleModel

    var body: some View {
        ForEach(model.words.choices, id: \.self) { choice in
            if let heading = choice.heading {
                Text(heading)
                    .font(.headline)
                    .accessibilityAddTraits(.isHeader)
            }
            Button {
                model.take(choice.action)
            } label: {
                VStack(alignment: .leading, spacing: Space.within) {
                    Text(choice.label)
                    if let detail = choice.detail {
                        Text(detail)
                            .font(.footnote)
                            .foregroundStyle(.secondary)
                    }
                }
                .frame(maxWidth: .infinity, minHeight: Space.finger, alignment: .leading)
            }
            .buttonStyle(.bordered)
            .disabled(!model.actions.contains(choice.action.kind()))
        }
    }
}

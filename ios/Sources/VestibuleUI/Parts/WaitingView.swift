import SwiftUI

/// What is being waited for.
struct WaitingView: View {
    let waiting: String

    var body: some View {
        HStack(spacing: Space.between) {
            ProgressView()
            Text(waiting)
        }
        .accessibilityElement(children: .combine)
        .accessibilityAddTraits(.updatesFrequently)
    }
}

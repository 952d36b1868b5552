import SwiftUI
import Vestibule

/// The vault can't be opened yet.
struct LockedView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}

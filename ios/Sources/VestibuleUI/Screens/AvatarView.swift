import SwiftUI
import Vestibule

/// A picture for the new account, if the person wants one.
struct AvatarView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}

import SwiftUI
import Vestibule

/// «Корпоративная информация»: the corporate user, or none.
struct CorporateInformationView: View {
    let model: VestibuleModel
    let person: Person?

    var body: some View {
        Page(model) {
            if let person {
                Portrait(model: model, person: person)
            }
        }
    }
}

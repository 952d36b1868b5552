import SwiftUI
import Vestibule

/// A line that tells something.
struct FactView: View {
    let fact: FactWords

    var body: some View {
        VStack(alignment: .leading, spacing: Space.within) {
            Text(fact.label)
                .font(.subheadline)
                .foregroundStyle(.secondary)
            if let url = fact.link.flatMap(URL.init(string:)) {
                Link(fact.value, destination: url).frame(minHeight: Space.finger)
            } else {
                Text(fact.value).textSelection(.enabled)
            }
        }
        .accessibilityElement(children: .combine)
    }
}

/// A page to open outside the app.
struct LinkView: View {
    let link: LinkWords

    var body: some View {
        if let url = URL(string: link.url) {
            Link(destination: url) { ButtonLabel(label: link.label) }
                .buttonStyle(.borderedProminent)
        }
    }
}

import SwiftUI
import Vestibule

/// What went wrong and what to do, told at once to who does not see it.
struct ProblemView: View {
    let problem: ProblemWords
    /// What its sign is called.
    let sign: String

    var body: some View {
        VStack(alignment: .leading, spacing: Space.within) {
            Label {
                Text(problem.title).bold()
            } icon: {
                Image(systemName: "exclamationmark.triangle").accessibilityLabel(sign)
            }
            Text(problem.advice)
            if let countdown = problem.countdown {
                CountdownView(countdown: countdown)
            }
            if let reference = problem.reference {
                Text(reference)
                    .font(.caption.monospaced())
                    .foregroundStyle(.secondary)
                    .textSelection(.enabled)
            }
        }
        .accessibilityElement(children: .combine)
        .onChange(of: problem, initial: true) {
            AccessibilityNotification.Announcement(problem.title).post()
        }
    }
}

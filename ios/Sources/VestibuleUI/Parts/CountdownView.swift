import SwiftUI
import Vestibule

/// A text with the time that is left in it: the platform's own timer, and the only one.
struct CountdownView: View {
    let countdown: CountdownWords

    var body: some View {
        TimelineView(.explicit([countdown.until.date])) { timeline in
            if timeline.date < countdown.until.date {
                Text(
                    """
                    \(countdown.before)\
                    \(Text(timerInterval: timeline.date...countdown.until.date, countsDown: true))\
                    \(countdown.after)
                    """
                )
                .monospacedDigit()
            } else {
                Text(countdown.over)
            }
        }
        .foregroundStyle(.secondary)
    }
}

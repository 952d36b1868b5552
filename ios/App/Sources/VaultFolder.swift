import Foundation
import UIKit

/// The folder of the vault: shared with the app's extensions, out of backups, and closed until the
/// phone was unlocked for the first time since it started.
struct VaultFolder {
    let url: URL
    /// It was made just now: whatever else of the vault there is, is of an earlier install.
    let isNew: Bool

    init(group: String) throws {
        let files = FileManager.default
        guard let container = files.containerURL(forSecurityApplicationGroupIdentifier: group)
        else {
            throw CocoaError(.fileNoSuchFile)
        }
        var folder = container.appending(path: "vestibule", directoryHint: .isDirectory)
        do {
            let protection = FileProtectionType.completeUntilFirstUserAuthentication
            try files.createDirectory(
                at: folder, withIntermediateDirectories: false,
                attributes: [.protectionKey: protection])
            isNew = true
        } catch CocoaError.fileWriteFileExists {
            isNew = false
        }
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        try folder.setResourceValues(values)
        url = folder
    }
}

import Foundation
import UIKit
import Vestibule

/// Which app this is: what its project says of it, in `project.yml`.
struct Build {
    private let bundle: Bundle

    init(_ bundle: Bundle) {
        self.bundle = bundle
    }

    /// What the app shares its files and its keys in, with its extensions.
    var group: String {
        value("VestibuleGroup")
    }

    /// Where browsers hand answers back.
    var redirect: URL {
        guard let redirect = URL(string: value("VestibuleRedirect")) else {
            fatalError("VestibuleRedirect is no URL")
        }
        return redirect
    }

    @MainActor
    func config(directory: URL) throws -> Config {
        Config(
            directory: directory,
            publicServer: try ServerAddress(value("VestibulePublicServer")),
            app: AppBuild(
                id: value("CFBundleIdentifier"),
                clientId: value("VestibuleClient"),
                scope: "messenger",
                version: value("CFBundleShortVersionString"),
                platform: "\(UIDevice.current.systemName) \(UIDevice.current.systemVersion)",
                store: .appStore,
                special: value("VestibuleSpecial") == "YES"),
            device: UIDevice.current.name,
            locale: Hints.language,
            country: try country,
            smsHash: nil,
            redirect: try Redirect(value("VestibuleRedirect")),
            authorities: [],
            proxy: nil)
    }

    /// The phone's own region, where it has phones; else the one that the app is made for.
    private var country: Country {
        get throws {
            if let region = Locale.current.region, let country = try? Country(region.identifier) {
                return country
            }
            return try Country(value("VestibuleCountry"))
        }
    }

    private func value(_ key: String) -> String {
        guard let value = bundle.object(forInfoDictionaryKey: key) as? String else {
            fatalError("the build has no \(key)")
        }
        return value
    }
}

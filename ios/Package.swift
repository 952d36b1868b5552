// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "Vestibule",
    defaultLocalization: "ru",
    platforms: [.iOS(.v17)],
    products: [
        .library(name: "Vestibule", targets: ["Vestibule"]),
        .library(name: "VestibuleUI", targets: ["VestibuleUI"]),
    ],
    targets: [
        .target(name: "VestibuleFFI", dependencies: ["VestibuleLibrary"]),
        .target(
            name: "Vestibule", dependencies: ["VestibuleFFI"],
            resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(name: "VestibuleUI", dependencies: ["Vestibule"]),
        .executableTarget(name: "SignIn", dependencies: ["Vestibule"], path: "Sample"),
    ],
    swiftLanguageModes: [.v6]
)

#if os(Linux)
let frameworks = ["AuthenticationServices", "Network", "PhotosUI", "Security", "SwiftUI", "UIKit"]

// The library is the one that cargo built: `linux` says where it is. The tests link `tests/boundary`
// in its place: the same, and what they need of Rust.
package.targets += [
    .systemLibrary(name: "VestibuleLibrary"),
    .systemLibrary(name: "BoundaryLibrary", path: "Tests/BoundaryLibrary"),
    .target(
        name: "VestibuleBoundary", dependencies: ["BoundaryLibrary", "VestibuleFFI"],
        path: "Tests/Boundary"),
    .executableTarget(
        name: "Endurance", dependencies: ["Vestibule", "VestibuleBoundary"],
        path: "Tests/Endurance"),
    .testTarget(
        name: "VestibuleTests",
        dependencies: ["Endurance", "SignIn", "Vestibule", "VestibuleBoundary"]),
    .testTarget(
        name: "VestibuleUITests", dependencies: ["VestibuleUI", "VestibuleBoundary", "SwiftUI"]),
    // What the app is made of, for the compiler to check.
    .target(name: "VestibuleApp", dependencies: ["VestibuleUI"], path: "App/Sources"),
]
// Apple's frameworks are not there; what is used of them is declared.
package.targets += frameworks.map { .target(name: $0, path: "Declarations/\($0)") }
for target in package.targets {
    switch target.name {
    case "VestibuleUI": target.dependencies += ["PhotosUI", "SwiftUI"]
    case "VestibuleApp": target.dependencies += frameworks.map { .byName(name: $0) }
    case "SwiftUI": target.dependencies += ["UIKit"]
    case "PhotosUI": target.dependencies += ["SwiftUI"]
    case "AuthenticationServices": target.dependencies += ["UIKit"]
    default: break
    }
}
#else
// The library is the one that `bindings/package/xcframework` puts here.
package.targets += [
    .binaryTarget(name: "VestibuleLibrary", path: "Vestibule.xcframework"),
]
#endif

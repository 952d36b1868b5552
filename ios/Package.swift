// swift-tools-version:6.0
import PackageDescription

#if os(Linux)
// Linux links the library that cargo built: `linux` says where it is.
let library = Target.systemLibrary(name: "VestibuleLibrary")
#else
// Apple's platforms link the one that `bindings/package/xcframework` puts here.
let library = Target.binaryTarget(name: "VestibuleLibrary", path: "Vestibule.xcframework")
#endif

let package = Package(
    name: "Vestibule",
    defaultLocalization: "ru",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [
        .library(name: "Vestibule", targets: ["Vestibule"]),
    ],
    targets: [
        library,
        .target(name: "VestibuleFFI", dependencies: ["VestibuleLibrary"]),
        .target(name: "Vestibule", dependencies: ["VestibuleFFI"]),
        .executableTarget(name: "SignIn", dependencies: ["Vestibule"], path: "Sample"),
    ],
    swiftLanguageModes: [.v6]
)

#if os(Linux)
// The tests link `tests/boundary` in place of the library: the same, and what they need of Rust.
package.targets += [
    .systemLibrary(name: "BoundaryLibrary", path: "Tests/BoundaryLibrary"),
    .target(
        name: "VestibuleBoundary", dependencies: ["BoundaryLibrary", "VestibuleFFI"],
        path: "Tests/Boundary"),
    .testTarget(name: "VestibuleTests", dependencies: ["Vestibule", "VestibuleBoundary", "SignIn"]),
]
#endif

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
    ],
    swiftLanguageModes: [.v6]
)

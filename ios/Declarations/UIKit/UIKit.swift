import Foundation

public struct UITextContentType: Sendable {
    public static let telephoneNumber = UITextContentType()
    public static let oneTimeCode = UITextContentType()
    public static let name = UITextContentType()
    public static let emailAddress = UITextContentType()
    public static let URL = UITextContentType()
    public static let username = UITextContentType()
    public static let password = UITextContentType()
}

public enum UIKeyboardType: Int, Sendable {
    case `default`
    case asciiCapable
    case URL
    case numberPad
    case phonePad
    case emailAddress
}

public final class UIImage: @unchecked Sendable {
    public init?(data: Data) {}

    public var size: CGSize {
        .zero
    }

    public func draw(in rect: CGRect) {}
}

public final class UIGraphicsImageRendererFormat {
    public var scale: CGFloat = 1

    public init() {}
}

public final class UIGraphicsImageRenderer {
    public init(size: CGSize, format: UIGraphicsImageRendererFormat) {}

    public func jpegData(
        withCompressionQuality compressionQuality: CGFloat,
        actions: (UIGraphicsImageRendererContext) -> Void
    ) -> Data {
        Data()
    }
}

public final class UIGraphicsImageRendererContext {}

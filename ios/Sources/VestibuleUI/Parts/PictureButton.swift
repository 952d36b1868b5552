import PhotosUI
import SwiftUI
import Vestibule

/// Takes a picture from the person's own, and sends it as the core takes it.
struct PictureButton: View {
    let model: VestibuleModel
    let button: ButtonWords
    @State private var picked: PhotosPickerItem?

    var body: some View {
        PhotosPicker(selection: $picked, matching: .images) {
            ButtonLabel(label: button.label)
        }
        .task(id: picked) {
            guard let data = try? await picked?.loadTransferable(type: Data.self) else { return }
            model.take(.submitAvatar(picture: UIImage(data: data)?.portrait ?? data))
            picked = nil
        }
    }
}

extension UIImage {
    /// The picture as a JPEG of at most 1024 pixels a side, as the protocol has it (section 6).
    fileprivate var portrait: Data? {
        let longest: CGFloat = 1024
        let scale = min(1, longest / max(size.width, size.height))
        let format = UIGraphicsImageRendererFormat()
        format.scale = 1
        let smaller = CGSize(width: size.width * scale, height: size.height * scale)
        return UIGraphicsImageRenderer(size: smaller, format: format)
            .jpegData(withCompressionQuality: 0.8) { _ in
                draw(in: CGRect(origin: .zero, size: smaller))
            }
    }
}

use vestibule::input::{Picture, PictureError, PictureKind};

const JFIF: &[u8] = b"\xFF\xE0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
const EXIF: &[u8] = b"\xFF\xE1\x00\x08Exif\0\0";

#[test]
fn a_picture_is_known_by_its_bytes() {
    for (bytes, kind, mime, side) in [
        (png(640, 480), PictureKind::Png, "image/png", (640, 480)),
        (png(1024, 1024), PictureKind::Png, "image/png", (1024, 1024)),
        (jpeg(&[JFIF], 0xC0, 640, 480), PictureKind::Jpeg, "image/jpeg", (640, 480)),
        (jpeg(&[EXIF], 0xC0, 1, 1), PictureKind::Jpeg, "image/jpeg", (1, 1)),
        // Progressive, as web pages have it.
        (jpeg(&[JFIF, EXIF], 0xC2, 1024, 7), PictureKind::Jpeg, "image/jpeg", (1024, 7)),
        // Huffman tables before the frame; fill bytes before a marker (T.81 section B.1.1.2).
        (
            jpeg(&[b"\xFF\xC4\x00\x03x", b"\xFF\xFF"], 0xC1, 9, 8),
            PictureKind::Jpeg,
            "image/jpeg",
            (9, 8),
        ),
    ] {
        let picture = Picture::parse(&bytes).unwrap();

        assert_eq!((picture.kind(), picture.mime()), (kind, mime));
        assert_eq!((picture.width(), picture.height()), side);
        assert_eq!(picture.bytes(), bytes);
    }
}

#[test]
fn what_is_no_picture_is_told_from_one_that_is_too_large() {
    let large = |bytes: usize| {
        let mut picture = png(10, 10);
        picture.resize(bytes, 0);
        picture
    };
    let too_many =
        |width, height| Err(PictureError::TooManyPixels { width, height, max: Picture::MAX_SIDE });
    for (bytes, expected) in [
        (vec![], Err(PictureError::Empty)),
        (b"GIF89a\x01\0\x01\0".to_vec(), Err(PictureError::NotAPicture)),
        (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), Err(PictureError::NotAPicture)),
        (b"\0\0\0\x18ftypheic".to_vec(), Err(PictureError::NotAPicture)),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), Err(PictureError::NotAPicture)),
        (png(0, 10), Err(PictureError::NotAPicture)),
        (jpeg(&[JFIF], 0xC0, 10, 0), Err(PictureError::NotAPicture)),
        // The image begins and there was no frame.
        (jpeg(&[JFIF], 0xDA, 10, 10), Err(PictureError::NotAPicture)),
        // A segment that is longer than the file, and one shorter than its own length.
        (b"\xFF\xD8\xFF\xE0\xFF\xFF".to_vec(), Err(PictureError::NotAPicture)),
        (b"\xFF\xD8\xFF\xE0\0\0\xFF\xD9".to_vec(), Err(PictureError::NotAPicture)),
        (png(1025, 10), too_many(1025, 10)),
        (png(u32::MAX, 10), too_many(u32::MAX, 10)),
        (jpeg(&[JFIF], 0xC0, 10, 65535), too_many(10, 65535)),
        (large(1024 * 1024), Ok(())),
        (large(1024 * 1024 + 1), Err(PictureError::TooLarge { bytes: 1_048_577, max: 1_048_576 })),
    ] {
        let head = &bytes[..bytes.len().min(24)];
        assert_eq!(Picture::parse(&bytes).map(drop), expected, "{head:?}");
    }
}

#[test]
fn a_picture_cut_within_its_header_is_none() {
    for whole in [png(10, 10), jpeg(&[JFIF, EXIF], 0xC0, 10, 10)] {
        for end in 1..24 {
            let cut = Picture::parse(&whole[..end]);
            assert!(matches!(cut, Err(PictureError::NotAPicture)), "{end}");
        }
    }
}

/// The header of a PNG, and no more.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0");
    bytes
}

/// Segments, and the header of a frame with this marker.
fn jpeg(segments: &[&[u8]], marker: u8, width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8".to_vec();
    bytes.extend(segments.concat());
    bytes.extend([0xFF, marker, 0, 17, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([3; 10]);
    bytes
}

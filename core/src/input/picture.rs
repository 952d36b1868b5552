use std::fmt;

use serde::{Deserialize, Serialize};

/// A person's picture: JPEG or PNG within the bounds of protocol section 6, as its bytes say.
///
/// Only the header is read; whoever shows a picture decodes it, and must expect a broken one.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    bytes: Vec<u8>,
    kind: PictureKind,
    width: u32,
    height: u32,
}

/// What a picture is encoded as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PictureKind {
    Jpeg,
    Png,
}

impl Picture {
    /// The most bytes of a picture.
    pub const MAX_BYTES: u32 = 1024 * 1024;
    /// The most pixels of a side.
    pub const MAX_SIDE: u32 = 1024;

    /// Takes a picture.
    ///
    /// # Errors
    ///
    /// [`PictureError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.is_empty() {
            return Err(PictureError::Empty);
        }
        let (kind, (width, height)) = png_size(bytes)
            .map(|size| (PictureKind::Png, size))
            .or_else(|| Some((PictureKind::Jpeg, jpeg_size(bytes)?)))
            .filter(|(_, (width, height))| *width > 0 && *height > 0)
            .ok_or(PictureError::NotAPicture)?;
        if width > Self::MAX_SIDE || height > Self::MAX_SIDE {
            return Err(PictureError::TooManyPixels { width, height, max: Self::MAX_SIDE });
        }
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > u64::from(Self::MAX_BYTES) {
            return Err(PictureError::TooLarge { bytes: size, max: Self::MAX_BYTES });
        }
        Ok(Self { bytes: bytes.to_vec(), kind, width, height })
    }

    /// The encoded picture.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its media type (RFC 6838).
    pub fn mime(&self) -> &'static str {
        match self.kind {
            PictureKind::Jpeg => "image/jpeg",
            PictureKind::Png => "image/png",
        }
    }

    pub fn kind(&self) -> PictureKind {
        self.kind
    }

    /// Width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Picture({:?}, {}×{}, {} bytes)",
            self.kind,
            self.width,
            self.height,
            self.bytes.len()
        )
    }
}

/// These bytes can't be a person's picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PictureError {
    #[error("there is nothing")]
    Empty,
    #[error("neither JPEG nor PNG")]
    NotAPicture,
    #[error("{bytes} bytes are more than {max}")]
    TooLarge { bytes: u64, max: u32 },
    #[error("{width}×{height} pixels are more than {max} a side")]
    TooManyPixels { width: u32, height: u32, max: u32 },
}

/// Width and height of a PNG (ISO/IEC 15948 sections 5.2 and 11.2.1): its first chunk.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    const BEGINNING: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";

    let header = bytes.strip_prefix(BEGINNING)?;
    Some((be32(header.get(0..4)?)?, be32(header.get(4..8)?)?))
}

/// Width and height of a JPEG (ITU-T T.81 annex B): its frame header.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    // Each turn takes at least one byte off.
    loop {
        rest = rest.strip_prefix(b"\xFF")?;
        let marker = *rest.first()?;
        match marker {
            // A fill byte before the marker.
            0xFF => {}
            // Markers without a segment.
            0x01 | 0xD0..=0xD7 => rest = &rest[1..],
            // A frame: length, precision, height, width.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some((be16(rest.get(6..8)?)?, be16(rest.get(4..6)?)?));
            }
            // The image data begins, or the image ends, and there was no frame.
            0x00 | 0xD8 | 0xD9 | 0xDA => return None,
            _ => {
                let length = usize::try_from(be16(rest.get(1..3)?)?).ok()?;
                rest = rest.get(1 + length.max(2)..)?;
            }
        }
    }
}

fn be16(bytes: &[u8]) -> Option<u32> {
    Some(u16::from_be_bytes(bytes.try_into().ok()?).into())
}

fn be32(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

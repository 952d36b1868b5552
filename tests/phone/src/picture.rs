use std::io;

/// What the phone's camera takes: a portrait, as PNG.
pub const PORTRAIT: &[u8] = include_bytes!("../assets/portrait.png");

/// The bytes of a picture's file; what is wrong with them is the core's to say.
///
/// # Errors
///
/// The file is not there, can't be read, or is longer than any picture that a server takes.
pub(crate) fn read(path: &str) -> io::Result<Vec<u8>> {
    const LONGEST: u64 = 64 << 20;

    if std::fs::metadata(path)?.len() > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    std::fs::read(path)
}

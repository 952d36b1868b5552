use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::{Zeroize, Zeroizing};

use crate::VaultKey;
use crate::flow::{Row, Rows};

/// Seals rows under the vault's key.
pub(super) struct Seal {
    key: LessSafeKey,
    random: SystemRandom,
}

/// The row was not sealed by this key, for this place, in this form.
#[derive(Debug)]
pub(super) struct Unsealable;

impl Seal {
    pub(super) fn new(key: &VaultKey) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, key.expose()).expect("the key has 32 bytes");
        Self { key: LessSafeKey::new(key), random: SystemRandom::new() }
    }

    /// A random nonce, then the sealed bytes with their tag.
    ///
    /// Nonces are random: NIST SP 800-38D section 8.3 allows 2^32 of them under one key.
    pub(super) fn seal(&self, place: &Place<'_>, bytes: &[u8]) -> Vec<u8> {
        let mut sealed = vec![0; NONCE_LEN];
        self.random.fill(&mut sealed).expect("the system gives random numbers");
        let mut nonce = [0; NONCE_LEN];
        nonce.copy_from_slice(&sealed);
        let mut body = Zeroizing::new(bytes.to_vec());
        let tag = self
            .key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place.bytes()),
                &mut body,
            )
            .expect("a row is far shorter than AES-GCM's limit");
        sealed.extend_from_slice(&body);
        sealed.extend_from_slice(tag.as_ref());
        sealed
    }

    pub(super) fn open(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unsealable> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(Unsealable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Unsealable)?;
        let mut body = Zeroizing::new(body.to_vec());
        let opened = self
            .key
            .open_in_place(nonce, Aad::from(place.bytes()), &mut body)
            .map_err(|_| Unsealable)?;
        Ok(opened.to_vec())
    }
}

/// Where sealed bytes belong; they can be opened nowhere else.
pub(super) struct Place<'a> {
    pub(super) table: &'a str,
    pub(super) row: &'a str,
    pub(super) version: u32,
}

impl Place<'_> {
    fn bytes(&self) -> Vec<u8> {
        format!("vestibule/{}/{}/{}", self.table, self.row, self.version).into_bytes()
    }
}

/// What was last saved, as digests: the rows themselves are not kept in memory twice.
#[derive(Default)]
pub(super) struct Digests(Vec<(Row, [u8; 32])>);

/// A row to write, or to delete where it has no bytes.
pub(super) type Changed<'a> = (Row, Option<&'a [u8]>);

impl Digests {
    pub(super) fn of(rows: &Rows) -> Self {
        let kept = rows.each().filter_map(|(row, bytes)| Some((row, sha256(bytes?))));
        Self(kept.collect())
    }

    pub(super) fn changed<'a>(&self, rows: &'a Rows) -> Vec<Changed<'a>> {
        rows.each().filter(|(row, bytes)| self.last(*row) != bytes.map(sha256)).collect()
    }

    pub(super) fn keep(&mut self, changed: &[Changed<'_>]) {
        for (row, bytes) in changed {
            self.0.retain(|(kept, _)| kept != row);
            self.0.extend(bytes.map(|bytes| (*row, sha256(bytes))));
        }
    }

    fn last(&self, row: Row) -> Option<[u8; 32]> {
        self.0.iter().find(|(kept, _)| *kept == row).map(|(_, digest)| *digest)
    }
}

pub(super) fn random_key(random: &SystemRandom) -> VaultKey {
    let mut bytes = [0; 32];
    random.fill(&mut bytes).expect("the system gives random numbers");
    let key = VaultKey::from_bytes(bytes);
    bytes.zeroize();
    key
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut sum = [0; 32];
    sum.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Place<'_> = Place { table: "sessions", row: "public", version: 1 };

    #[test]
    fn what_is_sealed_opens_in_its_place_alone() {
        let seal = Seal::new(&VaultKey::from_bytes([7; 32]));
        let sealed = seal.seal(&HERE, b"a token");

        assert_eq!(seal.open(&HERE, &sealed).expect("opens"), b"a token");
        for elsewhere in [
            Place { table: "attempts", ..HERE },
            Place { row: "corporate", ..HERE },
            Place { version: 2, ..HERE },
        ] {
            assert!(seal.open(&elsewhere, &sealed).is_err());
        }
        assert!(Seal::new(&VaultKey::from_bytes([8; 32])).open(&HERE, &sealed).is_err());
    }

    #[test]
    fn every_changed_bit_and_every_truncation_is_refused() {
        let seal = Seal::new(&VaultKey::from_bytes([7; 32]));
        let sealed = seal.seal(&HERE, b"a token");

        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(seal.open(&HERE, &changed).is_err(), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert!(seal.open(&HERE, &sealed[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn the_same_bytes_are_never_sealed_alike_twice() {
        let seal = Seal::new(&VaultKey::from_bytes([7; 32]));

        assert_ne!(seal.seal(&HERE, b"a token"), seal.seal(&HERE, b"a token"));
    }
}

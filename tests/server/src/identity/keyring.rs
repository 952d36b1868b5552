use serde_json::{Value, json};

use crate::jwt::{Algorithm, Signer};

/// The keys that a provider signs with, one for each algorithm, and those that it signed with.
pub(super) struct Keyring {
    number: usize,
    signers: Vec<(Algorithm, Signer)>,
    former: Vec<Value>,
}

impl Keyring {
    pub(super) fn new() -> Self {
        Self { number: 0, signers: Self::make(0), former: Vec::new() }
    }

    /// Signs with new keys from now on.
    pub(super) fn rotate(&mut self) {
        let public = self.signers.iter().map(|(_, signer)| signer.public());
        self.former.splice(0..0, public);
        self.number += 1;
        self.signers = Self::make(self.number);
    }

    /// How often the keys were rotated.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The key of an algorithm.
    pub(super) fn signer(&self, algorithm: Algorithm) -> &Signer {
        let mut signers = self.signers.iter();
        let (_, signer) = signers.find(|(own, _)| *own == algorithm).expect("one for each");
        signer
    }

    /// What is published of them (RFC 7517 section 5).
    pub(super) fn public(&self) -> Value {
        let present = self.signers.iter().map(|(_, signer)| signer.public());
        json!({ "keys": present.chain(self.former.iter().cloned()).collect::<Vec<_>>() })
    }

    fn make(number: usize) -> Vec<(Algorithm, Signer)> {
        let make = |algorithm| {
            let key = Signer::make_key(algorithm, number);
            (algorithm, Signer::new(algorithm, &key).expect("a key that was just made"))
        };
        Algorithm::ALL.map(make).into()
    }
}

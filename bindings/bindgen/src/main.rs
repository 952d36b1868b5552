//! Writes the Kotlin and the Swift of the library: see `bindings/generate`.

fn main() {
    uniffi::uniffi_bindgen_main();
}

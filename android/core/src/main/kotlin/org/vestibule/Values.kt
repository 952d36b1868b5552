package org.vestibule

/** A moment of the phone's wall clock, in milliseconds since the Unix epoch. */
@JvmInline
public value class Timestamp(public val millis: Long) : Comparable<Timestamp> {
    override fun compareTo(other: Timestamp): Int = millis.compareTo(other.millis)
}

/**
 * A server's address: its issuer identifier (RFC 8414 section 2), an https URL without user info,
 * query and fragment.
 */
@JvmInline
public value class ServerAddress internal constructor(public val issuer: String) {
    /**
     * The host as people read it, with the port if it is not 443; an international name in both
     * forms.
     */
    public val host: String
        get() = serverAddressHost(this)

    override fun toString(): String = issuer

    public companion object {
        /**
         * Reads an address as people type it: `server.ru` means `https://server.ru`.
         *
         * @throws NotParsed.Address
         */
        public fun parse(text: String): ServerAddress = parseServerAddress(text)
    }
}

/** A country that has phones: an ISO 3166-1 alpha-2 code. */
@JvmInline
public value class Country internal constructor(public val code: String) {
    /** The calling code (ITU-T E.164), which several countries may share. */
    public val callingCode: UInt
        get() = countryCallingCode(this)

    override fun toString(): String = code

    public companion object {
        /**
         * The country of a code, in letters of either case.
         *
         * @throws NotParsed.Country
         */
        public fun parse(code: String): Country = parseCountry(code)
    }
}

/** Where the browser hands the answer back (RFC 8252 section 7). */
@JvmInline
public value class Redirect internal constructor(public val address: String) {
    override fun toString(): String = address

    public companion object {
        /**
         * Takes an address as it is registered with the identity providers.
         *
         * @throws NotParsed.Redirect
         */
        public fun parse(address: String): Redirect = parseRedirect(address)
    }
}

/** Text that opens something: a token, a password. It is never shown by [toString]. */
@JvmInline
public value class Secret(private val text: String) {
    /** The text itself, for the one place that sends or checks it. */
    public fun expose(): String = text

    override fun toString(): String = "Secret(…)"
}

/** A random 256-bit key that seals the vault's rows. It is never shown by [toString]. */
public class VaultKey(bytes: ByteArray) {
    private val bytes = bytes.copyOf()

    init {
        require(bytes.size == SIZE) { "a key of ${bytes.size} bytes" }
    }

    /** The bytes, for the key store alone. */
    public fun expose(): ByteArray = bytes.copyOf()

    override fun equals(other: Any?): Boolean =
        other is VaultKey && bytes.contentEquals(other.bytes)

    override fun hashCode(): Int = bytes.contentHashCode()

    override fun toString(): String = "VaultKey(…)"

    public companion object {
        /** How many bytes a key has. */
        public const val SIZE: Int = 32
    }
}

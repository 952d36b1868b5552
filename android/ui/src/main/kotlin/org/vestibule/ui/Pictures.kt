package org.vestibule.ui

import androidx.compose.ui.graphics.ImageBitmap
import org.vestibule.Person
import org.vestibule.Server

/** The pictures of the accounts, each loaded once. */
internal class Pictures(
    private val outside: Outside,
    private val load: suspend (Server) -> ByteArray?,
) {
    private val loaded = mutableMapOf<Server, Pair<String, ImageBitmap>>()

    /** The picture if it is there already. */
    fun of(person: Person): ImageBitmap? =
        loaded[person.server]?.takeIf { (name, _) -> name == person.avatar }?.second

    /** The picture, once it is there; null where there is none, or it can't be had now. */
    suspend fun load(person: Person): ImageBitmap? {
        val name = person.avatar ?: return null
        of(person)?.let { return it }
        val picture = load(person.server)?.let(outside::decode) ?: return null
        loaded[person.server] = name to picture
        return picture
    }
}

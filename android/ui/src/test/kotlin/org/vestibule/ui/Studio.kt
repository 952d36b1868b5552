@file:OptIn(ExperimentalTestApi::class)

package org.vestibule.ui

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.MutableState
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.toComposeImageBitmap
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.runSkikoComposeUiTest
import androidx.compose.ui.unit.Density
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import org.jetbrains.skia.Image
import org.vestibule.Action
import org.vestibule.Locale
import org.vestibule.Screen
import org.vestibule.ui.parts.LocalFocusesFirst
import org.vestibule.ui.parts.LocalIsStill
import org.vestibule.ui.parts.LocalNow
import org.vestibule.ui.theme.Brand
import org.vestibule.ui.theme.Theme
import java.io.File

/** In which language, and on what, a screen is seen. */
internal data class Look(
    val locale: Locale,
    val isDark: Boolean,
    val fontScale: Float,
    val device: Device,
    /** In a window so long that nothing has to be scrolled. */
    val isLong: Boolean = false,
) {
    override fun toString(): String =
        "${locale.tag()} ${if (isDark) "dark" else "light"} ${(fontScale * 100).toInt()} % $device"

    companion object {
        val ALL: List<Look> = Device.entries.flatMap { device ->
            listOf(1f, 2f).flatMap { fontScale ->
                listOf(false, true).flatMap { isDark ->
                    Locale.entries.map { Look(it, isDark, fontScale, device) }
                }
            }
        }

        /** What most people have. */
        val PLAIN = Look(Locale.RU, isDark = false, fontScale = 1f, Device.Phone)
    }
}

/** Sizes in dp: a small phone, and a tablet that is held upright. */
internal enum class Device(val width: Int, val height: Int) { Phone(360, 780), Tablet(720, 960) }

/** Pixels of a dp. */
internal const val DENSITY = 2

/** In dp, longer than any page. */
private const val LONG = 3000

/** Draws screens off the screen, and takes down what the person does there. */
internal class Studio(
    val ui: SkikoComposeUiTest,
    private val shown: MutableState<Shot>,
    val done: MutableList<Action>,
    val outside: FakeOutside,
) {
    /** Another screen, come to as if for the first time. */
    fun show(screen: Screen) {
        outside.back = null
        shown.value = Shot(screen, shown.value.number + 1)
        ui.waitForIdle()
    }

    /** What the core shows next, at the same place. */
    fun change(screen: Screen) {
        shown.value = Shot(screen, shown.value.number)
        ui.waitForIdle()
    }

    internal class Shot(val screen: Screen, val number: Int)

    companion object {
        fun <T> open(screen: Screen, look: Look = Look.PLAIN, use: Studio.() -> T): T {
            val shown = mutableStateOf(Shot(screen, 0))
            val done = mutableListOf<Action>()
            val outside = FakeOutside()
            val setting = Setting(
                locale = look.locale,
                brand = Brand.Vestibule,
                outside = outside,
                pictures = Pictures(outside) { PORTRAIT.readBytes() },
                act = done::add,
            )
            return draw(
                look,
                content = { key(shown.value.number) { Shown(shown.value.screen, setting) } },
            ) { Studio(this, shown, done, outside).use() }
        }
    }
}

/** Draws anything as the app would, with nothing that moves by itself. */
internal fun <T> draw(
    look: Look,
    content: @Composable () -> Unit,
    use: SkikoComposeUiTest.() -> T,
): T {
    val size = Size(
        (look.device.width * DENSITY).toFloat(),
        ((if (look.isLong) LONG else look.device.height) * DENSITY).toFloat(),
    )
    var result: Result<T>? = null
    runSkikoComposeUiTest(size, Density(DENSITY.toFloat(), look.fontScale)) {
        setContent {
            CompositionLocalProvider(
                LocalNow provides { NOW },
                LocalFocusesFirst provides false,
                LocalIsStill provides true,
            ) { Theme(Brand.Vestibule, Roboto.family, look.isDark, content) }
        }
        waitForIdle()
        result = Result.success(use())
    }
    return checkNotNull(result).getOrThrow()
}

/** What is drawn now, scrolled and opened as it is. */
internal fun SkikoComposeUiTest.picture(): Picture {
    val image = captureToImage()
    return Picture(image.width, image.height).also { image.readPixels(it.pixels) }
}

/** Pixels in ARGB, line by line. */
internal class Picture(val width: Int, val height: Int) {
    val pixels = IntArray(width * height)
}

/** Every node that is shown, also of what opened above the page. */
internal fun SkikoComposeUiTest.nodes(merged: Boolean = false): List<SemanticsNode> =
    onAllNodes(isRoot(), useUnmergedTree = !merged).fetchSemanticsNodes().flatMap { it.all() }

private fun SemanticsNode.all(): List<SemanticsNode> = listOf(this) + children.flatMap { it.all() }

/** The platform's part, taken down. */
internal class FakeOutside : Outside {
    val opened = mutableListOf<String>()
    val sms = MutableSharedFlow<String>(extraBufferCapacity = 1)
    var hasBrowser = true

    /** What the system's way back does now. */
    var back: (() -> Unit)? = null

    override val messages: Flow<String> = sms
    override val pictureSources: List<PictureSource> = PictureSource.entries

    override fun open(url: String): Boolean {
        opened += url
        return hasBrowser
    }

    override fun copy(text: String) = Unit

    override suspend fun choosePicture(source: PictureSource): ByteArray = PORTRAIT.readBytes()

    override fun decode(picture: ByteArray): ImageBitmap =
        Image.makeFromEncoded(picture).toComposeImageBitmap()

    @Composable
    override fun OnBack(enabled: Boolean, back: () -> Unit) {
        if (enabled) this.back = back
    }
}

private val PORTRAIT = File("../../tests/phone/assets/portrait.png")

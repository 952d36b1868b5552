package org.vestibule.ui.parts

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** The pictures on buttons and beside texts, drawn in lines. */
internal object Symbols {
    val Back = symbol("M20 12 H5 M11 5.5 L4.5 12 L11 18.5", turns = true)
    val Close = symbol("M6 6 L18 18 M18 6 L6 18")
    val More = symbol("M12 5.5 V5.6 M12 12 V12.1 M12 18.4 V18.5", width = 2.6f)
    val Forward = symbol("M9.5 5.5 L16 12 L9.5 18.5", turns = true)
    val Down = symbol("M5.5 9 L12 15.5 L18.5 9")
    val Outside = symbol("M10 5 H5 V19 H19 V14 M13.5 5 H19 V10.5 M19 5 L11.5 12.5", turns = true)
    val Error = symbol("M12 3 A9 9 0 1 0 12 21 A9 9 0 1 0 12 3 Z M12 7.5 V13 M12 16.2 V16.3")
    val Notice = symbol("M12 3 A9 9 0 1 0 12 21 A9 9 0 1 0 12 3 Z M12 11 V16.5 M12 7.7 V7.8")
    val Search = symbol("M10.5 4 A6.5 6.5 0 1 0 10.5 17 A6.5 6.5 0 1 0 10.5 4 Z M15.5 15.5 L20.5 20.5")
    val Check = symbol("M4.5 12.5 L10 18 L19.5 6.5")
    val Copy = symbol("M9 9 H19 V20 H9 Z M15 9 V4 H5 V15 H9")
    val Person = symbol(
        "M12 4 A4 4 0 1 0 12 12 A4 4 0 1 0 12 4 Z M4.5 20.5 C5 16.5 8 14.5 12 14.5 C16 14.5 19 16.5 19.5 20.5",
    )
    val Show = symbol(
        "M2.5 12 C5 7.5 8.3 5.5 12 5.5 C15.7 5.5 19 7.5 21.5 12 C19 16.5 15.7 18.5 12 18.5 C8.3 18.5 5 16.5 2.5 12 Z " +
            "M12 9 A3 3 0 1 0 12 15 A3 3 0 1 0 12 9 Z",
    )
    val Hide = symbol(
        "M2.5 12 C5 7.5 8.3 5.5 12 5.5 C15.7 5.5 19 7.5 21.5 12 C19 16.5 15.7 18.5 12 18.5 C8.3 18.5 5 16.5 2.5 12 Z " +
            "M12 9 A3 3 0 1 0 12 15 A3 3 0 1 0 12 9 Z M4 20 L20 4",
    )
    val Phone = symbol("M7.5 2.5 H16.5 V21.5 H7.5 Z M11 18.5 H13")
    val Email = symbol("M3 5.5 H21 V18.5 H3 Z M3.5 6 L12 13 L20.5 6")
    val Server = symbol("M4 4 H20 V10.5 H4 Z M4 13.5 H20 V20 H4 Z M7.5 7.2 V7.3 M7.5 16.7 V16.8")
    val Key = symbol("M8 8.5 A4 4 0 1 0 8 16.5 A4 4 0 1 0 8 8.5 Z M12 12.5 H21 V16 M17.5 12.5 V15")
    val Browser = symbol("M3 4.5 H21 V19.5 H3 Z M3 9 H21 M6 6.8 V6.9 M8.8 6.8 V6.9")
    val Lock = symbol("M5 11 H19 V21 H5 Z M8 11 V8 A4 4 0 0 1 16 8 V11 M12 15 V17")
    val Building = symbol("M4 21 V4 H14 V21 M14 9.5 H20 V21 M2.5 21 H21.5 M7.5 8 H10.5 M7.5 12 H10.5 M7.5 16 H10.5 M17 13.5 V13.6 M17 17 V17.1")
    val Chats = symbol("M3 4 H17 V14 H9.5 L6 17.5 V14 H3 Z M20 8 H21.5 V18 H19.5 V21 L16.5 18 H11.5")
    val Picture = symbol("M3 5 H21 V19 H3 Z M3.5 17 L9 11 L13 15 L16 12.5 L20.5 17 M16 8.6 V8.7")
    val SignOut = symbol("M10 4 H4 V20 H10 M9.5 12 H20.5 M16 7 L21 12 L16 17", turns = true)
    val Bin = symbol("M4.5 6.5 H19.5 M9 6.5 V4 H15 V6.5 M6.5 6.5 L7.5 20.5 H16.5 L17.5 6.5 M10.5 10.5 V16.5 M13.5 10.5 V16.5")
    val Clock = symbol("M12 3 A9 9 0 1 0 12 21 A9 9 0 1 0 12 3 Z M12 7 V12 L15.5 14")

    /** [turns]: points the other way where people read from right to left. */
    private fun symbol(path: String, turns: Boolean = false, width: Float = 1.7f): ImageVector =
        ImageVector.Builder(
            defaultWidth = 24.dp,
            defaultHeight = 24.dp,
            viewportWidth = 24f,
            viewportHeight = 24f,
            autoMirror = turns,
        ).addPath(
            addPathNodes(path),
            stroke = SolidColor(Color.Black),
            strokeLineWidth = width,
            strokeLineCap = StrokeCap.Round,
            strokeLineJoin = StrokeJoin.Round,
        ).build()
}

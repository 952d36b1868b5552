package org.vestibule.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.graphics.vector.addPathNodes
import androidx.compose.ui.unit.dp

/** The marks of the builds. */
internal object Marks {
    /** A doorway with its light on. */
    val Arch: ImageVector = mark(
        "M12 2 C7.6 2 4 5.6 4 10 V22 H20 V10 C20 5.6 16.4 2 12 2 Z " +
            "M12 4.2 C15.2 4.2 17.8 6.8 17.8 10 V19.8 H14.6 V11 C14.6 9.6 13.4 8.4 12 8.4 " +
            "C10.6 8.4 9.4 9.6 9.4 11 V19.8 H6.2 V10 C6.2 6.8 8.8 4.2 12 4.2 Z",
    )

    /** A column of a portico. */
    val Column: ImageVector = mark(
        "M12 2 L3 6.5 V8.5 H21 V6.5 Z M5 10 H7.5 V18 H5 Z M10.75 10 H13.25 V18 H10.75 Z " +
            "M16.5 10 H19 V18 H16.5 Z M3 19.5 H21 V22 H3 Z",
    )

    private fun mark(path: String): ImageVector =
        ImageVector.Builder(
            defaultWidth = 24.dp,
            defaultHeight = 24.dp,
            viewportWidth = 24f,
            viewportHeight = 24f,
        ).addPath(
            addPathNodes(path),
            pathFillType = androidx.compose.ui.graphics.PathFillType.EvenOdd,
            fill = SolidColor(Color.Black),
        ).build()
}

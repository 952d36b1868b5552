package org.vestibule.ui.theme

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.vector.ImageVector

/** What makes one build look like itself: its mark and its colours. */
public class Brand(
    /** The picture on the start screen, in one colour. */
    public val mark: ImageVector,
    public val light: Accent,
    public val dark: Accent,
) {
    public companion object {
        /** Our own app. */
        public val Vestibule: Brand = Brand(
            mark = Marks.Arch,
            light = Accent(
                main = Color(0xFF00695C),
                onMain = Color(0xFFFFFFFF),
                soft = Color(0xFFD3F1E8),
                onSoft = Color(0xFF003A32),
            ),
            dark = Accent(
                main = Color(0xFF74D9C4),
                onMain = Color(0xFF00382F),
                soft = Color(0xFF12463D),
                onSoft = Color(0xFFB5F2E4),
            ),
        )

        /** An organisation's own app: the example that others are built after. */
        public val Minister: Brand = Brand(
            mark = Marks.Column,
            light = Accent(
                main = Color(0xFF8A1538),
                onMain = Color(0xFFFFFFFF),
                soft = Color(0xFFFFDDE3),
                onSoft = Color(0xFF55081F),
            ),
            dark = Accent(
                main = Color(0xFFFFB2C0),
                onMain = Color(0xFF5B0A25),
                soft = Color(0xFF6C1B34),
                onSoft = Color(0xFFFFD9DF),
            ),
        )
    }
}

/** A build's colour, and its soft shade for large surfaces; `on…` is what is written there. */
public class Accent(
    public val main: Color,
    public val onMain: Color,
    public val soft: Color,
    public val onSoft: Color,
)

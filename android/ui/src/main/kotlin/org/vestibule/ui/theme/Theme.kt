package org.vestibule.ui.theme

import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ColorScheme
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Shapes
import androidx.compose.material3.Typography
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.runtime.Composable
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.LineBreak
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.TextUnit
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.min
import androidx.compose.ui.unit.sp

/** The build's colours in dark and light, and texts that stay readable at every size. */
@Composable
internal fun Theme(
    brand: Brand,
    font: FontFamily,
    isDark: Boolean,
    content: @Composable () -> Unit,
) {
    val colors = if (isDark) dark(brand.dark) else light(brand.light)
    MaterialTheme(colors, shapes, typography(font, LocalDensity.current), content)
}

internal fun light(accent: Accent): ColorScheme = lightColorScheme(
    background = Color(0xFFFFFFFF),
    onBackground = Color(0xFF171A1A),
    surface = Color(0xFFFFFFFF),
    onSurface = Color(0xFF171A1A),
    surfaceVariant = Color(0xFFE9EDEC),
    onSurfaceVariant = Color(0xFF505A58),
    surfaceContainerLowest = Color(0xFFFFFFFF),
    surfaceContainerLow = Color(0xFFF6F8F7),
    surfaceContainer = Color(0xFFF1F4F3),
    surfaceContainerHigh = Color(0xFFEAEEED),
    surfaceContainerHighest = Color(0xFFE3E8E6),
    outline = Color(0xFF737D7A),
    outlineVariant = Color(0xFFD3DAD8),
    error = Color(0xFFB3261E),
    onError = Color(0xFFFFFFFF),
    errorContainer = Color(0xFFFCE4E1),
    onErrorContainer = Color(0xFF5C110C),
).with(accent)

internal fun dark(accent: Accent): ColorScheme = darkColorScheme(
    background = Color(0xFF101413),
    onBackground = Color(0xFFE2E7E5),
    surface = Color(0xFF101413),
    onSurface = Color(0xFFE2E7E5),
    surfaceVariant = Color(0xFF2C3331),
    onSurfaceVariant = Color(0xFFB4BEBB),
    surfaceContainerLowest = Color(0xFF0B0F0E),
    surfaceContainerLow = Color(0xFF171C1A),
    surfaceContainer = Color(0xFF1B211F),
    surfaceContainerHigh = Color(0xFF252C2A),
    surfaceContainerHighest = Color(0xFF303735),
    outline = Color(0xFF8B9693),
    outlineVariant = Color(0xFF3C4543),
    error = Color(0xFFFFB4AB),
    onError = Color(0xFF690005),
    errorContainer = Color(0xFF4E1B17),
    onErrorContainer = Color(0xFFFFDAD5),
).with(accent)

/** The rest is alike in every build. */
private fun ColorScheme.with(accent: Accent): ColorScheme = copy(
    primary = accent.main,
    onPrimary = accent.onMain,
    primaryContainer = accent.soft,
    onPrimaryContainer = accent.onSoft,
    secondary = accent.main,
    onSecondary = accent.onMain,
    secondaryContainer = accent.soft,
    onSecondaryContainer = accent.onSoft,
    tertiary = accent.main,
    onTertiary = accent.onMain,
    surfaceTint = accent.main,
)

private val shapes = Shapes(
    extraSmall = RoundedCornerShape(8.dp),
    small = RoundedCornerShape(12.dp),
    medium = RoundedCornerShape(16.dp),
    large = RoundedCornerShape(20.dp),
    extraLarge = RoundedCornerShape(28.dp),
)

private fun typography(font: FontFamily, density: Density): Typography {
    val base = Typography()
    fun TextStyle.ours(): TextStyle {
        val size = fontSize.bounded(density)
        return copy(
            fontFamily = font,
            fontSize = size,
            lineHeight = size * (lineHeight.value / fontSize.value),
            lineBreak = LineBreak.Paragraph,
        )
    }
    return Typography(
        headlineMedium = base.headlineMedium.copy(
            fontWeight = FontWeight.SemiBold,
            fontSize = 26.sp,
            lineHeight = 32.sp,
            letterSpacing = 0.sp,
        ).ours().copy(lineBreak = LineBreak.Heading),
        titleMedium = base.titleMedium.copy(fontWeight = FontWeight.SemiBold).ours(),
        titleSmall = base.titleSmall.ours(),
        bodyLarge = base.bodyLarge.copy(letterSpacing = 0.15.sp).ours(),
        bodyMedium = base.bodyMedium.copy(fontSize = 15.sp, lineHeight = 21.sp).ours(),
        bodySmall = base.bodySmall.copy(fontSize = 13.sp, lineHeight = 18.sp).ours(),
        labelLarge = base.labelLarge.copy(
            fontWeight = FontWeight.SemiBold,
            fontSize = 16.sp,
            lineHeight = 22.sp,
        ).ours(),
        labelMedium = base.labelMedium.copy(fontSize = 14.sp, lineHeight = 19.sp).ours(),
        displaySmall = base.displaySmall.ours(),
    )
}

/** What is large already grows less, on every system as on Android 14: else words would be cut. */
private fun TextUnit.bounded(density: Density): TextUnit =
    with(density) { min(toDp(), largest(value).dp).toSp() }

/** A text's size in dp at 200 %, as Android 14 has it. */
private fun largest(sp: Float): Float {
    val next = LARGEST.indexOfFirst { (size, _) -> sp <= size }
    if (next <= 0) return sp * 2
    val (below, belowLargest) = LARGEST[next - 1]
    val (above, aboveLargest) = LARGEST[next]
    return belowLargest + (aboveLargest - belowLargest) * (sp - below) / (above - below)
}

private val LARGEST = listOf(
    8f to 16f,
    10f to 20f,
    12f to 24f,
    14f to 26f,
    18f to 30f,
    20f to 34f,
    24f to 36f,
    30f to 38f,
    100f to 100f,
)

@file:OptIn(ExperimentalTestApi::class)

package org.vestibule.ui

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.text.TextLayoutResult
import kotlin.math.min
import kotlin.math.roundToInt

/** What a person would stumble over on what is shown, each in a line. */
internal fun SkikoComposeUiTest.flaws(picture: Picture): List<String> {
    val texts = nodes().mapNotNull(::written)
    val controls = nodes(merged = true).filter { it.isControl }
    return texts.flatMap { it.misfits() } +
        texts.mapNotNull { it.pallor(picture) } +
        controls.mapNotNull { it.namelessness() } +
        controls.mapNotNull { it.smallness() } +
        hidden(texts, controls) +
        overlaps(texts, controls) +
        crowds(controls)
}

/** Whether there is more of the page than is seen at once. */
internal fun SkikoComposeUiTest.scrolls(): Boolean = nodes().any {
    val range = it.config.getOrNull(SemanticsProperties.VerticalScrollAxisRange)
    range != null && range.maxValue() > 0 && !it.isList
}

/** Problems that appear where the eye is not. */
internal fun SkikoComposeUiTest.unseen(): List<String> =
    nodes().filter { it.isAlarm && !it.isWhole }.map { "a problem is not in view: ${it.words()}" }

private class Written(val node: SemanticsNode, val layout: TextLayoutResult) {
    val text = layout.layoutInput.text.text
    val isEdited = node.config.contains(SemanticsActions.SetText)
    private val lines = 0 until layout.lineCount

    /** Texts that do not fit, words that are broken, and characters of another font. */
    fun misfits(): List<String> {
        val foreign = Roboto.lacks(text)
        val strange = "«$text» has «$foreign», which the font has not".takeIf { foreign.isNotEmpty() }
        // What is typed may be longer than its field, which scrolls.
        if (isEdited) return listOfNotNull(strange)
        val cut = "«$text» is cut".takeIf {
            lines.any { layout.getLineRight(it) - layout.getLineLeft(it) > layout.size.width + 1 } ||
                layout.getLineBottom(lines.last) > layout.size.height + 1 ||
                layout.didOverflowHeight ||
                lines.any(layout::isLineEllipsized)
        }
        return listOfNotNull(strange, cut) + breaks()
    }

    private fun breaks(): List<String> = lines.drop(1).map(layout::getLineStart).mapNotNull { at ->
        val isInAWord = text[at - 1].isLetterOrDigit() && text[at].isLetterOrDigit()
        "«${text.substring(0, at)}|${text.substring(at)}» is broken in a word"
            .takeIf { isInAWord && !text.wordAt(at).isAddress() }
    }

    /** The contrast of the text with its ground, as drawn. */
    fun pallor(picture: Picture): String? {
        if (isEdited || text.isBlank() || !node.isWhole || node.isDisabled) return null
        val counts = HashMap<Int, Int>()
        val bounds = node.boundsInWindow
        for (y in bounds.top.roundToInt() until min(bounds.bottom.roundToInt(), picture.height)) {
            for (x in bounds.left.roundToInt() until min(bounds.right.roundToInt(), picture.width)) {
                counts.merge(picture.pixels[y * picture.width + x], 1, Int::plus)
            }
        }
        val ground = counts.maxByOrNull { it.value }?.key ?: return null
        val contrast = counts.keys.maxOf { contrast(Color(it), Color(ground)) }
        return "«$text» has a contrast of %.1f".format(contrast).takeIf { contrast < LEAST_CONTRAST }
    }
}

private fun written(node: SemanticsNode): Written? {
    val layouts = mutableListOf<TextLayoutResult>()
    node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(layouts)
    return layouts.firstOrNull()?.let { Written(node, it) }
}

private fun String.wordAt(index: Int): String =
    substring(0, index).takeLastWhile { !it.isWhitespace() } +
        substring(index).takeWhile { !it.isWhitespace() }

/** Hosts, e-mails and identifiers are no words: they may be as long as they like. */
private fun String.isAddress(): Boolean = trimEnd('.', ':').any { it in ".@:/_" }

/** What is cut by what it lies in: in a long window everything has room. */
private fun hidden(texts: List<Written>, controls: List<SemanticsNode>): List<String> =
    (texts.map { it.node to it.text } + controls.map { it to it.named() })
        .filterNot { (node, _) -> node.isWhole || node.isInAList }
        .map { (_, name) -> "«$name» is not seen whole" }

/** Texts, and texts and controls, that lie over each other without belonging together. */
private fun overlaps(texts: List<Written>, controls: List<SemanticsNode>): List<String> {
    val all = texts.map { it.node to it.text } + controls.map { it to it.named() }
    return all.pairs().mapNotNull { (one, other) ->
        "«${one.second}» lies over «${other.second}»".takeIf {
            one.first.boundsInWindow.hits(other.first.boundsInWindow) && !one.first.isKin(other.first)
        }
    }
}

/** Controls so near to each other that a finger may get the wrong one. */
private fun crowds(controls: List<SemanticsNode>): List<String> =
    controls.filter { it.isWhole }.pairs().mapNotNull { (one, other) ->
        "«${one.named()}» is touched where «${other.named()}» is".takeIf {
            one.touchBoundsInRoot.hits(other.touchBoundsInRoot) && !one.isKin(other)
        }
    }

private fun SemanticsNode.namelessness(): String? =
    "a control at ${boundsInRoot.topLeft} has no name".takeIf { named().isBlank() }

/** A finger needs the place, whatever is drawn there. */
private fun SemanticsNode.smallness(): String? {
    val (width, height) = layoutInfo.width to layoutInfo.height
    val least = TARGET * DENSITY - 1
    return "«${named()}» has ${width / DENSITY} × ${height / DENSITY} dp to be touched on"
        .takeIf { width < least || height < least }
}

private fun SemanticsNode.named(): String =
    (
        config.getOrNull(SemanticsProperties.ContentDescription).orEmpty() +
            config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
    ).joinToString()

private val SemanticsNode.isControl: Boolean
    get() = config.contains(SemanticsActions.OnClick) || config.contains(SemanticsActions.SetText)

private val SemanticsNode.isDisabled: Boolean
    get() = lineage().any { it.config.contains(SemanticsProperties.Disabled) }

/** Nothing of it is hidden by what it lies in. */
private val SemanticsNode.isWhole: Boolean
    get() = boundsInWindow.width + 1 > size.width && boundsInWindow.height + 1 > size.height

/** In a list that goes on below any edge. */
private val SemanticsNode.isInAList: Boolean
    get() = lineage().any { it.isList }

private val SemanticsNode.isList: Boolean
    get() = config.contains(SemanticsActions.ScrollToIndex)

/** What a screen reader says at once. */
private val SemanticsNode.isAlarm: Boolean
    get() = config.getOrNull(SemanticsProperties.LiveRegion) == LiveRegionMode.Assertive

private fun SemanticsNode.words(): String =
    named() + children.joinToString("") { it.words() }

private fun SemanticsNode.isKin(other: SemanticsNode): Boolean =
    lineage().any { it.id == other.id } || other.lineage().any { it.id == id } ||
        root != other.root

private fun SemanticsNode.lineage(): Sequence<SemanticsNode> = generateSequence(this) { it.parent }

private fun Rect.hits(other: Rect): Boolean =
    intersect(other).let { it.width > 1 && it.height > 1 }

private fun <T> List<T>.pairs(): List<Pair<T, T>> =
    flatMapIndexed { index, one -> drop(index + 1).map { one to it } }

/** WCAG 2.2, relative luminance. */
internal fun contrast(one: Color, other: Color): Float {
    val (darker, lighter) = listOf(one.luminance(), other.luminance()).sorted()
    return (lighter + 0.05f) / (darker + 0.05f)
}

/** WCAG 2.2, success criterion 1.4.3. */
internal const val LEAST_CONTRAST = 4.5f

/** In dp, Android's least size to touch. */
private const val TARGET = 48

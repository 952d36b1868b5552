package org.vestibule.ui.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.isTraversalGroup
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.vestibule.ActionKind
import org.vestibule.ui.Scene

/**
 * A page: ways back and out above, then what there is to read and to fill in, then the buttons,
 * which stand at the lower edge where there is room, and last what few people look for ([foot]).
 * All of it scrolls where there is no room.
 */
@Composable
internal fun Page(
    scene: Scene,
    bar: @Composable RowScope.() -> Unit = {},
    hasBack: Boolean = true,
    buttons: @Composable ColumnScope.() -> Unit = { Buttons(scene) },
    foot: (@Composable ColumnScope.() -> Unit)? = null,
    body: @Composable ColumnScope.() -> Unit,
) {
    BoxWithConstraints(
        Modifier
            .fillMaxSize()
            .semantics { paneTitle = scene.words.title }
            .safeDrawingPadding()
            .imePadding(),
        contentAlignment = Alignment.TopCenter,
    ) {
        val isWide = maxWidth >= 600.dp
        val side = if (isWide) 40.dp else 20.dp
        val height = maxHeight
        Column(Modifier.widthIn(max = if (isWide) 560.dp else maxWidth).fillMaxSize()) {
            Bar(scene, hasBack, side, bar)
            Column(Modifier.fillMaxSize().verticalScroll(rememberScrollState())) {
                Column(
                    Modifier
                        .heightIn(min = if (isWide) 0.dp else height - BAR)
                        .fillMaxWidth()
                        .padding(horizontal = side)
                        .padding(top = if (isWide) 32.dp else 4.dp, bottom = 20.dp),
                    Arrangement.SpaceBetween,
                ) {
                    Column(
                        Modifier.fillMaxWidth().semantics { isTraversalGroup = true },
                        Arrangement.spacedBy(16.dp),
                        content = body,
                    )
                    Column(
                        Modifier
                            .fillMaxWidth()
                            .padding(top = 28.dp)
                            .semantics { isTraversalGroup = true },
                        Arrangement.spacedBy(8.dp),
                        Alignment.CenterHorizontally,
                    ) {
                        buttons()
                        foot?.let {
                            Column(Modifier.fillMaxWidth().padding(top = 20.dp), content = it)
                        }
                    }
                }
            }
        }
    }
}

/** What the page is called. */
@Composable
internal fun Title(scene: Scene, modifier: Modifier = Modifier) {
    Text(
        scene.words.title,
        modifier.semantics { heading() },
        style = MaterialTheme.typography.headlineMedium,
    )
}

/** What stands under the title; [paragraphs] are all, unless a page has another place for some. */
@Composable
internal fun Lead(scene: Scene, paragraphs: List<String> = scene.words.paragraphs) {
    for (paragraph in paragraphs) {
        Text(
            paragraph,
            style = MaterialTheme.typography.bodyLarge,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}

/** The sign of a page that has no field to draw the eye. */
@Composable
internal fun Sign(symbol: ImageVector) {
    Box(
        Modifier.padding(bottom = 4.dp).size(72.dp).badge(),
        contentAlignment = Alignment.Center,
    ) {
        Icon(
            symbol,
            contentDescription = null,
            Modifier.size(36.dp),
            tint = MaterialTheme.colorScheme.onPrimaryContainer,
        )
    }
}

/** Something is read in the background: nobody has to wait for it. */
@Composable
internal fun Reading(scene: Scene) {
    val waiting = scene.words.waiting ?: return
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Runner()
        Text(
            waiting,
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }
}

/** The bar's symbols stand above the edges of the page, [side] from those of the window. */
@Composable
private fun Bar(
    scene: Scene,
    hasBack: Boolean,
    side: Dp,
    more: @Composable RowScope.() -> Unit,
) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = BAR).padding(horizontal = side - SYMBOL_INSET),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (hasBack) BarButton(scene, ActionKind.BACK, Symbols.Back)
        Spacer(Modifier.weight(1f))
        more()
        BarButton(scene, ActionKind.LEAVE, Symbols.Close)
    }
}

@Composable
private fun BarButton(scene: Scene, kind: ActionKind, symbol: ImageVector) {
    val button = scene.button(kind) ?: return
    IconButton(onClick = { scene.press(kind) }) {
        Icon(symbol, contentDescription = button.label)
    }
}

private val BAR = 64.dp

/** From the edge of what is touched to the symbol in it. */
private val SYMBOL_INSET = 12.dp

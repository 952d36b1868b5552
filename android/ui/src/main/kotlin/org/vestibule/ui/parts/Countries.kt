package org.vestibule.ui.parts

import androidx.compose.foundation.clickable
import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.interaction.collectIsFocusedAsState
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.foundation.text.input.TextFieldLineLimits
import androidx.compose.foundation.text.input.TextFieldState
import androidx.compose.foundation.text.input.clearText
import androidx.compose.foundation.text.input.rememberTextFieldState
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.derivedStateOf
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.paneTitle
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.stateDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import org.vestibule.Country
import org.vestibule.CountryWords
import org.vestibule.ui.Scene

/** The country that a phone belongs to; a tap opens the list. */
@Composable
internal fun CountryButton(country: Country, scene: Scene, onClick: () -> Unit) {
    val label = scene.labels.country
    val name = scene.setting.locale.countryName(country)
    val code = callingCode(country.callingCode)
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        FieldLabel(label)
        Surface(
            onClick,
            Modifier.semantics {
                role = Role.DropdownList
                contentDescription = label
                stateDescription = "$name $code"
            },
            shape = MaterialTheme.shapes.small,
        ) {
            Frame(isFocused = false, isWrong = false) {
                Text(
                    name,
                    Modifier.weight(1f).padding(vertical = 14.dp),
                    style = MaterialTheme.typography.bodyLarge,
                )
                Text(
                    code,
                    Modifier.padding(start = 12.dp),
                    style = MaterialTheme.typography.bodyLarge,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
                Icon(
                    Symbols.Down,
                    contentDescription = null,
                    Modifier.padding(horizontal = 12.dp).size(20.dp),
                    tint = MaterialTheme.colorScheme.onSurfaceVariant,
                )
            }
        }
    }
}

/** The list of countries, over the page that it is picked for. */
@Composable
internal fun Countries(
    present: Country,
    scene: Scene,
    close: () -> Unit,
    pick: (Country) -> Unit,
) {
    val locale = scene.setting.locale
    val search = rememberTextFieldState()
    val found by remember(locale) {
        derivedStateOf { locale.countries(search.text.toString()) }
    }
    scene.outside.OnBack(enabled = true, close)
    Box(
        Modifier
            .fillMaxSize()
            .semantics { paneTitle = scene.labels.countries }
            .safeDrawingPadding()
            .imePadding(),
        Alignment.TopCenter,
    ) {
        Column(Modifier.widthIn(max = 560.dp)) {
            Row(
                Modifier.fillMaxWidth().heightIn(min = 64.dp).padding(horizontal = 8.dp),
                verticalAlignment = Alignment.CenterVertically,
            ) {
                IconButton(close) { Icon(Symbols.Back, scene.labels.back) }
            }
            LazyColumn(Modifier.fillMaxSize()) {
                item {
                    Column(
                        Modifier.padding(start = 20.dp, end = 20.dp, bottom = 12.dp),
                        Arrangement.spacedBy(16.dp),
                    ) {
                        Text(
                            scene.labels.countries,
                            Modifier.semantics { heading() },
                            style = MaterialTheme.typography.headlineMedium,
                        )
                        SearchField(search, scene)
                    }
                }
                items(found, key = { it.country.code }) { country ->
                    CountryRow(country, isPresent = country.country == present) {
                        pick(country.country)
                    }
                }
                if (found.isEmpty()) {
                    item {
                        Text(
                            scene.labels.noCountries,
                            Modifier.padding(horizontal = 24.dp, vertical = 16.dp),
                            style = MaterialTheme.typography.bodyLarge,
                            color = MaterialTheme.colorScheme.onSurfaceVariant,
                        )
                    }
                }
            }
        }
    }
}

@Composable
private fun SearchField(search: TextFieldState, scene: Scene) {
    val interactions = remember { MutableInteractionSource() }
    val isFocused by interactions.collectIsFocusedAsState()
    val style = MaterialTheme.typography.bodyLarge
    BasicTextField(
        search,
        Modifier.fillMaxWidth().semantics { contentDescription = scene.labels.searchCountries },
        textStyle = style.copy(color = MaterialTheme.colorScheme.onSurface),
        lineLimits = TextFieldLineLimits.SingleLine,
        keyboardOptions = KeyboardOptions(autoCorrectEnabled = false, imeAction = ImeAction.Search),
        interactionSource = interactions,
        cursorBrush = SolidColor(MaterialTheme.colorScheme.primary),
        decorator = { inner ->
            Frame(isFocused, isWrong = false) {
                Icon(
                    Symbols.Search,
                    contentDescription = null,
                    Modifier.padding(end = 12.dp).size(22.dp),
                    tint = MaterialTheme.colorScheme.onSurfaceVariant,
                )
                Box(Modifier.weight(1f).padding(vertical = 14.dp)) {
                    if (search.text.isEmpty()) {
                        Text(
                            scene.labels.searchCountries,
                            style = style,
                            color = MaterialTheme.colorScheme.onSurfaceVariant,
                        )
                    }
                    inner()
                }
                if (search.text.isNotEmpty()) {
                    IconButton(search::clearText) { Icon(Symbols.Close, scene.labels.clear) }
                }
            }
        },
    )
}

@Composable
private fun CountryRow(words: CountryWords, isPresent: Boolean, onClick: () -> Unit) {
    Row(
        Modifier
            .fillMaxWidth()
            .clickable(role = Role.Button, onClick = onClick)
            .semantics { selected = isPresent }
            .heightIn(min = 56.dp)
            .padding(horizontal = 24.dp, vertical = 12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(words.name, Modifier.weight(1f), style = MaterialTheme.typography.bodyLarge)
        Text(
            words.callingCode,
            Modifier.padding(start = 16.dp),
            style = MaterialTheme.typography.bodyLarge,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        if (isPresent) {
            Icon(
                Symbols.Check,
                contentDescription = null,
                Modifier.padding(start = 12.dp).size(20.dp),
                tint = MaterialTheme.colorScheme.primary,
            )
        }
    }
}

private fun callingCode(code: UInt): String = "+$code"

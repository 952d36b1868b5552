package org.vestibule.ui.parts

import androidx.compose.foundation.text.input.InputTransformation
import androidx.compose.foundation.text.input.OutputTransformation
import androidx.compose.foundation.text.input.TextFieldBuffer
import androidx.compose.foundation.text.input.insert
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.semantics.SemanticsPropertyReceiver
import org.vestibule.Country
import org.vestibule.Field
import org.vestibule.groupPhone
import org.vestibule.ui.Scene

/** A phone number: what is typed is kept bare, and shown in the groups that the core has for it. */
@Composable
internal fun PhoneField(country: Country, scene: Scene) {
    val bare = remember(country) { Bare(country) }
    val grouped = remember(country) { Grouped(country) }
    PageField(Field.PHONE, scene, input = bare, output = grouped)
}

/** Takes out what only groups: then a deletion always takes a digit away. */
private class Bare(private val country: Country) : InputTransformation {
    override fun TextFieldBuffer.transformInput() {
        val typed = asCharSequence().toString()
        val bare = typed.filter { it.isDigit() || it == '+' }
        if (bare != typed && groupPhone(bare, country) == groupPhone(typed, country)) {
            for (index in typed.indices.reversed()) {
                if (!typed[index].isDigit() && typed[index] != '+') replace(index, index + 1, "")
            }
        }
    }

    override fun SemanticsPropertyReceiver.applySemantics() = Unit
}

private class Grouped(private val country: Country) : OutputTransformation {
    override fun TextFieldBuffer.transformOutput() {
        val grouped = groupPhone(asCharSequence().toString(), country)
        for ((index, char) in grouped.withIndex()) {
            if (index == length || charAt(index) != char) insert(index, char.toString())
        }
    }
}

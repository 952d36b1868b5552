package org.vestibule.ui

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What the sources of the screens hold, and what they must not. */
class SourcesTest {
    @Test
    fun `no file holds a text of its own`() {
        val texts = sources.filter { it.name !in DRAWINGS }.flatMap { file ->
            file.code().flatMap { line -> LITERAL.findAll(line).map { it.groupValues[1] } }
                .filter { literal -> literal.replace(INTERPOLATION, "").any(Char::isLetter) }
                .filter { it !in NOT_WORDS }
                .map { "${file.name}: \"$it\"" }
        }
        assertEquals(emptyList(), texts)
        val drawn = sources.filter { it.name in DRAWINGS }.flatMap { file ->
            file.code().flatMap { line -> LITERAL.findAll(line).map { it.groupValues[1] } }
        }
        assertTrue(drawn.isNotEmpty() && drawn.all(PATH::matches), "a drawing holds more than paths")
    }

    @Test
    fun `the only timer is the countdown`() {
        val timed = sources.filter { file -> file.code().any(TIMER::containsMatchIn) }.map { it.name }
        assertEquals(listOf("Countdown.kt"), timed)
    }

    @Test
    fun `no screen knows of another`() {
        val screens = sources.filter { it.parentFile.name == "screens" }
        val strangers = screens.flatMap { file ->
            val own = file.name.removeSuffix("Screen.kt")
            file.code().flatMap { line -> SCREEN.findAll(line).map { it.groupValues[1] } }
                .filter { it != own }
                .map { "${file.name}: Screen.$it" }
        }
        assertEquals(emptyList(), strangers)
    }

    @Test
    fun `each kind of screen has a file of its own, and is drawn by a when without else`() {
        val files = sources.filter { it.parentFile.name == "screens" }
        assertEquals(screenKinds(), files.map { it.name.removeSuffix("Screen.kt") }.toSet())
        val draw = File(MAIN, "Shown.kt").readText().substringAfter("fun Draw(").substringBefore("\n}")
        assertTrue("when (screen)" in draw && "else" !in draw)
    }

    @Test
    fun `nothing that only one platform has is used`() {
        val foreign = sources.flatMap { file ->
            file.readLines().filter { line -> FOREIGN.any { line.startsWith("import $it") } }
                .map { "${file.name}: $it" }
        }
        assertEquals(emptyList(), foreign)
    }

    @Test
    fun `the README counts the lines of each screen`() {
        val counts = sources.groupBy { it.relativeTo(MAIN).parent ?: "." }
        val table = buildString {
            appendLine("| screen | lines |")
            appendLine("|---|---|")
            for (file in counts.getValue("screens").sortedBy { it.name }) {
                appendLine("| `${file.name.removeSuffix("Screen.kt")}` | ${file.lines()} |")
            }
            appendLine("| all ${counts.getValue("screens").size} screens | ${counts.getValue("screens").sumOf { it.lines() }} |")
            for ((folder, what) in SHARED) appendLine("| $what | ${counts.getValue(folder).sumOf { it.lines() }} |")
        }.trim()
        val readme = File("README.md")
        val text = readme.readText()
        val kept = text.substringAfter(BEGIN).substringBefore(END).trim()
        if (System.getenv("UPDATE") == "1") {
            readme.writeText(text.substringBefore(BEGIN) + BEGIN + "\n" + table + "\n" + END + text.substringAfter(END))
        } else {
            assertEquals(table, kept, "UPDATE=1 counts anew")
        }
    }

    private val sources = MAIN.walk().filter { it.extension == "kt" }.sortedBy { it.path }.toList()
}

private val MAIN = File("src/main/kotlin/org/vestibule/ui")

/** Without imports and comments. */
private fun File.code(): List<String> =
    readLines().filterNot { it.trim().startsWith("*") || it.trim().startsWith("/*") || it.startsWith("import ") }
        .map { it.substringBefore("//") }

/** Lines of code: no blank ones, no imports, no comments. */
private fun File.lines(): Int =
    readLines().map(String::trim).count { line ->
        line.isNotEmpty() && NOT_CODE.none(line::startsWith)
    }

private val NOT_CODE = listOf("import ", "package ", "//", "*", "/*")
private val LITERAL = Regex("\"((?:[^\"\\\\]|\\\\.)*)\"")
private val INTERPOLATION = Regex("\\$\\{[^}]*}|\\$\\w+")
private val PATH = Regex("[MLHVCAZ0-9 .\\-]*")
private val SCREEN = Regex("\\bScreen\\.(\\w+)")
private val TIMER = Regex("\\b(delay|Timer|ticker|postDelayed|withFrame\\w*|currentTimeMillis|nanoTime|schedule)\\(")
private val DRAWINGS = setOf("Symbols.kt", "Marks.kt")

/** A font's feature. */
private val NOT_WORDS = setOf("tnum")
private val FOREIGN = listOf("java.awt", "javax.", "org.jetbrains", "android.", "androidx.compose.desktop", "androidx.activity")
private val SHARED = listOf("parts" to "parts that they share", "theme" to "colours and type", "." to "the app around them")
private const val BEGIN = "<!-- lines: counted by SourcesTest -->"
private const val END = "<!-- end of lines -->"

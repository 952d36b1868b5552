package org.vestibule.ui

import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What the sources of the screens hold, and what they must not. */
class SourcesTest {
    @Test
    fun `no file holds a text of its own`() {
        val (drawings, others) = sources.partition { it.name in DRAWINGS }
        assertEquals(emptyList(), others.flatMap { file -> texts(file.readText()).map { "${file.name}: $it" } })
        val drawn = drawings.flatMap { literals(it.readText()) }
        assertTrue(drawn.isNotEmpty() && drawn.all(PATH::matches), "a drawing holds more than paths")
    }

    @Test
    fun `the only timer is the countdown`() {
        val timed = sources.filter { timers(it.readText()).isNotEmpty() }.map { it.name }
        assertEquals(listOf("Countdown.kt"), timed)
    }

    @Test
    fun `no screen knows of another, and no file makes one`() {
        val strangers = sources.filter { it.parentFile.name == "screens" }.flatMap { file ->
            strangers(file.name.removeSuffix("Screen.kt"), file.readText()).map { "${file.name}: $it" }
        }
        assertEquals(emptyList(), strangers)
        val made = sources.flatMap { file -> made(file.readText()).map { "${file.name}: $it" } }
        assertEquals(emptyList(), made)
    }

    @Test
    fun `a text, a timer or a decision on order would be found`() {
        val texts = mapOf(
            """Text("Next")""" to listOf("Next"),
            """Text("Далее" + name) // ok""" to listOf("Далее"),
            "Text(\"\$count messages\")" to listOf("\$count messages"),
            """val page = "https://vestibule.example"""" to listOf("https://vestibule.example"),
            """// Text("Next")""" to emptyList(),
            """/* Text("Next") */ val colon = ": """" to emptyList(),
            "Text(\"\$name: \${words.title}\")" to emptyList(),
        )
        for ((source, found) in texts) assertEquals(found, texts(source), source)
        assertEquals(listOf("Two\nlines"), texts("val raw = \"\"\"Two\nlines\"\"\""))

        for (source in listOf("delay(5)", "withTimeout(5) {}", "Instant.now()", "System.nanoTime()")) {
            assertEquals(1, timers(source).size, source)
        }
        assertEquals(emptyList(), timers("// delay(5)"))

        assertEquals(listOf("Screen.Email"), strangers("Phone", "is Screen.Phone, is Screen.Email ->"))
        assertEquals(listOf("Screen.Locked("), made("show(Screen.Locked(progress))"))
        assertEquals(emptyList(), made("is Screen.Locked -> LockedScreen(scene)"))
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

/** The literals that have words in them. */
private fun texts(source: String): List<String> = literals(source)
    .filter { literal -> literal.replace(INTERPOLATION, "").any(Char::isLetter) }
    .filter { it !in NOT_WORDS }

/** All literals, also of several lines. */
private fun literals(source: String): List<String> =
    TOKEN.findAll(source).mapNotNull { it.groups["raw"] ?: it.groups["text"] }.map { it.value }.toList()

private fun timers(source: String): List<String> =
    TIMER.findAll(code(source)).map { it.value }.toList()

/** The screens that a file names beside its [own]. */
private fun strangers(own: String, source: String): List<String> =
    SCREEN.findAll(code(source)).filter { it.groupValues[1] != own }.map { it.value }.toList()

/** Screens that are made here, and not shown as they come from the core. */
private fun made(source: String): List<String> =
    MADE.findAll(code(source)).map { it.value }.toList()

/** Without comments and imports; literals stay. */
private fun code(source: String): String =
    source.replace(TOKEN) { if (it.groups["comment"] == null) it.value else "" }
        .lines().filterNot { it.startsWith("import ") }.joinToString("\n")

/** Lines of code: no blank ones, no imports, no comments. */
private fun File.lines(): Int =
    readLines().map(String::trim).count { line ->
        line.isNotEmpty() && NOT_CODE.none(line::startsWith)
    }

private val NOT_CODE = listOf("import ", "package ", "//", "*", "/*")

/** What a quote or a slash may begin. */
private val TOKEN = Regex(
    "(?<comment>//.*|/\\*[\\s\\S]*?\\*/)" +
        "|\"\"\"(?<raw>[\\s\\S]*?)\"\"\"" +
        "|\"(?<text>(?:[^\"\\\\\n]|\\\\.)*)\"",
)
private val INTERPOLATION = Regex("\\$\\{[^}]*}|\\$\\w+")
private val PATH = Regex("[MLHVCAZ0-9 .\\-]*")
private val SCREEN = Regex("\\bScreen\\.(\\w+)")
private val MADE = Regex("\\bScreen\\.\\w+\\(")
private val TIMER = Regex(
    "\\b(delay|Timer|ticker|postDelayed|withFrame\\w*|withTimeout\\w*|currentTimeMillis|nanoTime|" +
        "schedule\\w*|sample|debounce|now)\\(",
)
private val DRAWINGS = setOf("Symbols.kt", "Marks.kt")

/** A font's feature. */
private val NOT_WORDS = setOf("tnum")
private val FOREIGN = listOf("java.awt", "javax.", "org.jetbrains", "android.", "androidx.compose.desktop", "androidx.activity")
private val SHARED = listOf("parts" to "parts that they share", "theme" to "colours and type", "." to "the app around them")
private const val BEGIN = "<!-- lines: counted by SourcesTest -->"
private const val END = "<!-- end of lines -->"

package org.vestibule.app

import androidx.compose.ui.graphics.toArgb
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.MethodSource
import org.vestibule.Country
import org.vestibule.Locale
import org.vestibule.Redirect
import org.vestibule.ServerAddress
import org.vestibule.ui.theme.Brand
import org.w3c.dom.Element
import java.io.File
import java.net.URI
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue

/** What ships beside the code: manifests, resources, libraries. */
class ShippedTest {
    @Test
    fun `every manifest and resource is well-formed`() {
        assertTrue(Project.xml.size > 20)
        Project.xml.forEach(Project::xml)
    }

    @ParameterizedTest
    @MethodSource("variants")
    fun `every class that a manifest names is there`(variant: Variant) {
        val folders = listOf("main", "device", variant.store, variant.brand).map { "src/$it" }
        val sources = (folders + "declarations/androidx").flatMap { File(it).walk() }
        val classes = sources.filter { it.extension == "kt" }.flatMap { file ->
            val text = file.readText()
            val group = text.substringAfter("package ").substringBefore("\n")
            CLASS.findAll(text).map { "$group.${it.groupValues[1]}" }
        }.toSet()
        val named = COMPONENTS.flatMap(variant::elements).map { it.android("name") }
            .filter(String::isNotEmpty).toSet()
        assertTrue(named.size >= 4)
        assertEquals(emptySet(), named - classes)
    }

    @ParameterizedTest
    @MethodSource("variants")
    fun `other apps reach the start and the callback, and nothing else`(variant: Variant) {
        val components = listOf("activity", "provider", "service", "receiver").flatMap(variant::elements)
        for (component in components) {
            assertTrue(component.android("exported") in setOf("true", "false"), component.android("name"))
        }
        val open = components.filter { it.android("exported") == "true" }.map { it.android("name") }.toSet()
        assertEquals(setOf("org.vestibule.app.MainActivity", "org.vestibule.app.CallbackActivity"), open)
    }

    @ParameterizedTest
    @MethodSource("variants")
    fun `the vault goes into no backup and to no other phone`(variant: Variant) {
        val application = variant.elements("application").first()
        assertEquals("false", application.android("allowBackup"))
        assertEquals("@xml/data_extraction_rules", application.android("dataExtractionRules"))
        assertEquals("@xml/backup_rules", application.android("fullBackupContent"))
        val rules = Project.xml(File("src/main/res/xml/data_extraction_rules.xml"))
        val parts = rules.all("cloud-backup") + rules.all("device-transfer") +
            Project.xml(File("src/main/res/xml/backup_rules.xml"))
        assertEquals(3, parts.size)
        for (part in parts) {
            assertEquals(emptyList(), part.all("include"), part.tagName)
            val excluded = part.all("exclude").map { it.getAttribute("domain") to it.getAttribute("path") }
            assertEquals(DOMAINS.map { it to "." }.toSet(), excluded.toSet(), part.tagName)
        }
        val process = Project.sources.single { it.name == "VestibuleApplication.kt" }
        assertTrue("File(noBackupFilesDir, " in process.readText())
    }

    @ParameterizedTest
    @MethodSource("variants")
    fun `what the manifest says is what the core takes`(variant: Variant) {
        ServerAddress.parse(variant.said("vestibule.server"))
        Country.parse(variant.said("vestibule.country"))
        assertEquals(variant.brand == "ministry", variant.said("vestibule.special").toBooleanStrict())
        assertEquals(variant.store, variant.said("vestibule.store"))
        assertTrue(variant.said("vestibule.client").isNotEmpty())
        variant.manifests.flatMap { it.everything() }.flatMap { it.attributeValues() }
            .forEach(variant::filled)
    }

    @ParameterizedTest
    @MethodSource("variants")
    fun `the callback takes the build's own redirect, and no other address`(variant: Variant) {
        val redirect = URI(Redirect.parse(variant.said("vestibule.redirect")).address)
        val filter = variant.elements("activity")
            .filter { it.android("name").endsWith(".CallbackActivity") }
            .flatMap { it.all("intent-filter") }.single()
        val categories = filter.all("category").map { it.android("name").substringAfterLast('.') }
        assertEquals(setOf("DEFAULT", "BROWSABLE"), categories.toSet())
        assertEquals("android.intent.action.VIEW", filter.all("action").single().android("name"))
        val data = filter.all("data").single()
        assertEquals(redirect.scheme, variant.filled(data.android("scheme")))
        when (variant.store) {
            "google" -> {
                assertEquals("true", filter.android("autoVerify"))
                assertEquals(redirect.host, variant.filled(data.android("host")))
                assertEquals(redirect.path, data.android("path"))
            }
            else -> assertEquals(variant.application, redirect.scheme)
        }
    }

    @Test
    fun `no two variants are the same app, or take each other's answers`() {
        val own = listOf<(Variant) -> String>(
            { it.application },
            { it.said("vestibule.redirect") },
            { it.said("vestibule.client") },
        )
        for (what in own) {
            val each = Project.variants.map(what)
            assertEquals(each.toSet().size, each.size, "$each")
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    fun `every resource that is named is there`(variant: Variant) {
        val files = variant.resources.flatMap { it.walk() }.filter(File::isFile)
        val there = files.flatMap { file ->
            val kind = file.parentFile.name.substringBefore('-')
            if (kind != "values") return@flatMap listOf("$kind/${file.nameWithoutExtension}")
            Project.xml(file).everything().filter { it.hasAttribute("name") && it.tagName != "item" }
                .map { "${it.tagName}/${it.getAttribute("name")}" }
        }.toSet()
        val named = (variant.manifests + files.map(Project::xml)).flatMap { it.everything() }
            .flatMap { it.attributeValues() + it.textContent.trim() }
            .mapNotNull { REFERENCE.matchEntire(it)?.groupValues?.get(1) }.toSet()
        assertTrue(named.size > 10)
        assertEquals(emptySet(), named - there)
    }

    @Test
    fun `the languages to choose from are the core's`() {
        val core = Locale.entries.map { it.name.lowercase() }.toSet()
        val locales = Project.xml(File("src/main/res/xml/locales.xml")).all("locale")
        assertEquals(core, locales.map { it.android("name") }.toSet())
        val filters = Project.script.substringAfter("localeFilters += listOf(").substringBefore(")")
        assertEquals(core, filters.split(",").map { it.trim(' ', '"') }.toSet())
    }

    @Test
    fun `before its first screen a build has the colours and the mark of its screens`() {
        for ((brand, look) in mapOf("vestibule" to Brand.Vestibule, "ministry" to Brand.Minister)) {
            for ((folder, accent) in mapOf("values" to look.light, "values-night" to look.dark)) {
                val color = Project.xml(File("src/$brand/res/$folder/colors.xml")).all("color")
                    .single { it.getAttribute("name") == "accent" }.textContent
                assertEquals("#%08X".format(accent.main.toArgb()), color, "$brand, $folder")
            }
            val path = Project.xml(File("src/$brand/res/drawable/ic_mark.xml")).all("path").single()
            assertTrue(path.android("pathData") in MARKS, brand)
        }
    }

    @Test
    fun `nothing of Google's is in an app for Huawei`() {
        val huawei = Project.libraries("app", setOf("implementation", "huaweiImplementation"))
        assertTrue("com.huawei.hms:hwid" in huawei && huawei.any { it.startsWith("org.jetbrains.compose.") })
        assertEquals(emptyList(), huawei.filter(::isOfGoogle))
        val google = Project.libraries("app", setOf("implementation", "googleImplementation"))
        assertNotEquals(emptyList(), google.filter(::isOfGoogle))

        val inApps = (Project.sources + Project.xml).filterNot { it.startsWith("src/google") }
        assertTrue(inApps.any { it.startsWith("src/huawei") })
        for (file in inApps) assertTrue(OF_GOOGLE.none { it in file.readText() }, file.path)
    }

    @Test
    fun `no one reads a text of the app's own`() {
        val texts = Project.sources.flatMap { file ->
            file.readLines().map(String::trim).filterNot { it.startsWith("*") || it.startsWith("/") }
                .filter { line -> REASONS.none { it in line } }
                .flatMap { line -> LITERAL.findAll(line).map { it.groupValues[1] } }
                .filter { literal -> literal.any { it.code > 127 } || WORDS.containsMatchIn(literal) }
                .map { "${file.name}: \"$it\"" }
        }
        assertEquals(emptyList(), texts)
        val labels = Project.variants.flatMap { variant -> variant.manifests.flatMap { it.everything() } }
            .map { it.android("label") }.filter(String::isNotEmpty)
        assertEquals(setOf("@string/app_name"), labels.toSet())
    }

    private fun isOfGoogle(library: String): Boolean = library.startsWith("com.google.")

    companion object {
        @JvmStatic
        fun variants(): List<Variant> = Project.variants

        private val CLASS = Regex("""^(?:\w+ )*class (\w+)""", RegexOption.MULTILINE)
        private val COMPONENTS = listOf("application", "activity", "provider", "service", "receiver")
        private val REFERENCE = Regex("""@(\w+/[\w.]+)""")
        private val DOMAINS = listOf("root", "file", "database", "sharedpref", "external") +
            listOf("root", "file", "database", "sharedpref").map { "device_$it" }
        private val OF_GOOGLE = listOf("com.google.", "com.android.vending")
        private val LITERAL = Regex("\"((?:[^\"\\\\]|\\\\.)*)\"")
        private val WORDS = Regex("""[A-Za-z]{2,} [A-Za-z]{2,}""")

        /** Why it can't go on, for whoever reads a crash report; and what the system says of that. */
        private val REASONS =
            listOf("error(", "checkNotNull(", "Gone(", "NotNow(", "IOException(", "message.orEmpty()")

        /** The literals of the screens' marks, those that are added up as one. */
        private val MARKS = File("../ui/src/main/kotlin/org/vestibule/ui/theme/Marks.kt").readText()
            .replace(Regex("\" \\+\\s*\""), "")

        private fun Element.everything(): List<Element> = listOf(this) + all("*")

        private fun Element.attributeValues(): List<String> =
            (0 until attributes.length).map { attributes.item(it).nodeValue }
    }
}

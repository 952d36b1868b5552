package org.vestibule.app

import org.w3c.dom.Element
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** The app's project as its files say it: what Gradle reads, read again. */
object Project {
    val xml: List<File> = File("src").walk().filter { it.extension == "xml" }.sorted().toList()

    /** The Kotlin that ships. */
    val sources: List<File> = File("src").walk()
        .filter { it.extension == "kt" && !it.startsWith("src/test") }.sorted().toList()

    val script: String = File("build.gradle.kts").readText()
    private val settings = File("../settings.gradle.kts").readText()

    val variants: List<Variant> = listOf("vestibule", "ministry").flatMap { brand ->
        listOf("google", "huawei").map { store -> Variant(brand, store) }
    }

    /** What a module is made of in some configurations, its modules included: groups and names. */
    fun libraries(module: String, configurations: Set<String>): Set<String> {
        val script = File("../$module/build.gradle.kts").readText()
        val own = DEPENDENCY.findAll(script).map { it.destructured }
            .filter { (configuration) -> configuration in configurations }
        return own.flatMap { (_, alias, project) ->
            when {
                project.isEmpty() -> setOf(library(alias))
                else -> libraries(project, setOf("api", "implementation"))
            }
        }.toSet()
    }

    fun xml(file: File): Element {
        val factory = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }
        return factory.newDocumentBuilder().parse(file).documentElement
    }

    private fun library(alias: String): String {
        val declared = Regex("""library\("${Regex.escape(alias)}", "(.+?)", "(.+?)"\)""")
        val found = checkNotNull(declared.find(settings)) { "no library is called $alias" }
        return "${found.groupValues[1]}:${found.groupValues[2]}"
    }

    private val DEPENDENCY =
        Regex("""^ {4}"?(\w+)"?\((?:libs\.([\w.]+)|project\(":(\w+)"\))\)""", RegexOption.MULTILINE)
}

/** A brand in a store. */
class Variant(val brand: String, val store: String) {
    /** The manifests that are merged to one. */
    val manifests: List<Element> =
        listOf("main", store).map { Project.xml(File("src/$it/AndroidManifest.xml")) }

    /** The folders of what is drawn and said. */
    val resources: List<File> = listOf("main", brand).map { File("src/$it/res") }

    val application: String = flavour(brand).getValue("applicationId") +
        flavour(store)["applicationIdSuffix"].orEmpty()

    private val placeholders = flavour(brand) + flavour(store) + ("applicationId" to application)

    /** All elements of a name. */
    fun elements(name: String): List<Element> = manifests.flatMap { it.all(name) }

    /** What the app reads of its manifest. */
    fun said(name: String): String =
        elements("meta-data").single { it.android("name") == name }.let { filled(it.android("value")) }

    /** With what the flavours say in place of `${…}`; fails where they say nothing. */
    fun filled(text: String): String = PLACEHOLDER.replace(text) { match ->
        checkNotNull(placeholders[match.groupValues[1]]) { "$this does not say ${match.value}" }
    }

    override fun toString(): String = "$brand for $store"

    private companion object {
        val PLACEHOLDER = Regex("""\$\{(\w+)}""")
        val SAID = Regex(
            """(?:"(\w+)" to|(applicationId(?:Suffix)?) =|manifestPlaceholders\["(\w+)"] =) "(.*?)"""",
        )

        fun flavour(name: String): Map<String, String> {
            val said = Project.script.substringAfter("create(\"$name\") {").substringBefore("create(\"")
                .substringBefore("buildTypes {")
            return SAID.findAll(said).associate { match ->
                val (a, b, c, value) = match.destructured
                a + b + c to value
            }
        }
    }
}

internal fun Element.all(name: String): List<Element> =
    getElementsByTagName(name).let { nodes -> (0 until nodes.length).map { nodes.item(it) as Element } }

internal fun Element.android(name: String): String =
    getAttributeNS("http://schemas.android.com/apk/res/android", name)

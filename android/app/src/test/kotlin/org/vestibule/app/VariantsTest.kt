package org.vestibule.app

import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.CsvSource
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/**
 * Each store and each brand, whole as Gradle puts them together, by the compiler of the build: against
 * Android's own API, the screens of `ui` with Compose, and the declarations of what no JVM has.
 */
class VariantsTest {
    @TempDir lateinit var folder: File

    @ParameterizedTest
    @CsvSource("google, vestibule", "huawei, ministry")
    fun `a variant compiles without a warning or the other store's library`(store: String, brand: String) {
        val (exit, said) = compile(
            listOf("main", "device", store, brand).map { "src/$it/kotlin" } +
                listOf("androidx", store).map { "declarations/$it" },
        )
        assertEquals(ExitCode.OK, exit, said)
        assertTrue(File(folder, "org/vestibule/app/MainActivity.class").isFile)
    }

    @Test
    fun `a variant that uses the other store's library does not compile`() {
        val (exit, said) = compile(
            listOf("main", "device", "google", "vestibule").map { "src/$it/kotlin" } +
                listOf("androidx", "huawei").map { "declarations/$it" },
        )
        assertEquals(ExitCode.COMPILATION_ERROR, exit)
        assertContains(said, "unresolved reference 'SmsRetriever'")
    }

    private fun compile(sources: List<String>): Pair<ExitCode, String> {
        val said = ByteArrayOutputStream()
        val libraries = System.getProperty("java.class.path").split(File.pathSeparator)
            .filterNot { it in OURS }
        val exit = K2JVMCompiler().exec(
            PrintStream(said),
            *sources.toTypedArray(),
            "../core/src/android/kotlin",
            "-d", folder.path,
            "-classpath", libraries.joinToString(File.pathSeparator),
            "-Xplugin=${libraries.single { "kotlin-compose-compiler-plugin" in it }}",
            "-jvm-target", System.getProperty("vestibule.jvmTarget"),
            "-no-stdlib", "-no-reflect", "-module-name", "app", "-Werror",
        )
        return exit to said.toString()
    }

    private companion object {
        /** What Maven compiled of the same sources. */
        val OURS = listOf("target/classes", "target/test-classes").map { File(it).absolutePath }
    }
}

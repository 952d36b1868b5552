// The build for devices. Every version is that of the Maven build, read from its pom.xml; android/agree
// checks that no other file names one, and that both builds are made of the same.
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
        // The Kotlin part of rustls-platform-verifier; its version is the crate's.
        maven("https://github.com/rustls/rustls-platform-verifier/raw/maven-archive/android-release-support/maven/") {
            content { includeGroup("org.rustls") }
        }
    }
    versionCatalogs {
        create("libs") {
            val pom = file("pom.xml").readText()
            val named = Regex("<(kotlin|android|coroutines|jna)\\.([A-Za-z.]+)>(.+?)</")
            for ((group, name, value) in named.findAll(pom).map { it.destructured }) {
                version("$group.$name".removeSuffix(".version"), value)
            }

            plugin("android.library", "com.android.library").versionRef("android.plugin")
            plugin("kotlin.android", "org.jetbrains.kotlin.android").versionRef("kotlin")
            library("coroutines", "org.jetbrains.kotlinx", "kotlinx-coroutines-android").versionRef("coroutines")
            library("jna", "net.java.dev.jna", "jna").versionRef("jna")

            val lock = file("../Cargo.lock").readText()
            val verifier = Regex("name = \"rustls-platform-verifier-android\"\nversion = \"(.+)\"").find(lock)!!
            library("platform.verifier", "org.rustls", "rustls-platform-verifier").version(verifier.groupValues[1])
        }
    }
}

rootProject.name = "vestibule"
include(":core")

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
        maven("https://developer.huawei.com/repo/") {
            content { includeGroupByRegex("com\\.huawei\\..*") }
        }
    }
    versionCatalogs {
        create("libs") {
            val pom = file("pom.xml").readText()
            val named = Regex("<(kotlin|android|compose|coroutines|jna)\\.([A-Za-z.]+)>(.+?)</")
            for ((group, name, value) in named.findAll(pom).map { it.destructured }) {
                version("$group.$name".removeSuffix(".version"), value)
            }
            version("vestibule", Regex("<version>(.+?)</version>").find(pom)!!.groupValues[1])

            plugin("android.application", "com.android.application").versionRef("android.plugin")
            plugin("android.library", "com.android.library").versionRef("android.plugin")
            plugin("kotlin.android", "org.jetbrains.kotlin.android").versionRef("kotlin")
            plugin("kotlin.compose", "org.jetbrains.kotlin.plugin.compose").versionRef("kotlin")
            library("activity", "androidx.activity", "activity-compose").versionRef("android.activity")
            library("compose.foundation", "org.jetbrains.compose.foundation", "foundation").versionRef("compose")
            library("compose.material3", "org.jetbrains.compose.material3", "material3").versionRef("compose")
            library("compose.ui", "org.jetbrains.compose.ui", "ui").versionRef("compose")
            library("androidx.core", "androidx.core", "core").versionRef("android.core")
            library("coroutines", "org.jetbrains.kotlinx", "kotlinx-coroutines-android").versionRef("coroutines")
            library("google.sms", "com.google.android.gms", "play-services-auth-api-phone").versionRef("android.google.sms")
            library("huawei.account", "com.huawei.hms", "hwid").versionRef("android.huawei.account")
            library("jna", "net.java.dev.jna", "jna").versionRef("jna")

            val lock = file("../Cargo.lock").readText()
            val verifier = Regex("name = \"rustls-platform-verifier-android\"\nversion = \"(.+)\"").find(lock)!!
            library("platform.verifier", "org.rustls", "rustls-platform-verifier").version(verifier.groupValues[1])
        }
    }
}

rootProject.name = "vestibule"
include(":core")
include(":ui")
include(":app")

// The screens for devices: the sources that Maven draws and tests on the desktop JVM. On Android the
// artefacts of org.jetbrains.compose stand for androidx.compose of the same version.
import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "org.vestibule.ui"
    compileSdk = libs.versions.android.compileSdk.get().toInt()

    defaultConfig {
        minSdk = libs.versions.android.minSdk.get().toInt()
    }

    // Its tests are of the desktop.
    sourceSets["test"].kotlin.setSrcDirs(emptyList<String>())

    compileOptions {
        sourceCompatibility = JavaVersion.toVersion(libs.versions.kotlin.compiler.jvmTarget.get())
        targetCompatibility = sourceCompatibility
    }
}

kotlin {
    compilerOptions {
        jvmTarget = JvmTarget.fromTarget(libs.versions.kotlin.compiler.jvmTarget.get())
    }
}

dependencies {
    api(project(":core"))
    api(libs.compose.ui)
    implementation(libs.compose.foundation)
    implementation(libs.compose.material3)
}

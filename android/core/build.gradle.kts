// The core for devices: the sources that Maven tests on the JVM, and the library for each processor,
// which bindings/package/aar builds first.
import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    alias(libs.plugins.android.library)
    alias(libs.plugins.kotlin.android)
}

android {
    namespace = "org.vestibule"
    compileSdk = libs.versions.android.compileSdk.get().toInt()

    defaultConfig {
        minSdk = libs.versions.android.minSdk.get().toInt()
        consumerProguardFiles("consumer-rules.pro")
    }

    sourceSets["main"].apply {
        kotlin.srcDirs("src/main/kotlin", "src/android/kotlin", "build/generated/uniffi")
        jniLibs.srcDir("build/jniLibs")
    }

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
    api(libs.coroutines)
    implementation(libs.jna) { artifact { type = "aar" } }
    implementation(libs.platform.verifier)
}

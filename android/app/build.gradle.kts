// The apps: each brand for each store. What a brand or a store adds is here and in its folder of src.
import org.gradle.api.artifacts.component.ModuleComponentIdentifier
import org.gradle.api.artifacts.result.ResolvedDependencyResult
import org.jetbrains.kotlin.gradle.dsl.JvmTarget

plugins {
    alias(libs.plugins.android.application)
    alias(libs.plugins.kotlin.android)
    alias(libs.plugins.kotlin.compose)
}

android {
    namespace = "org.vestibule.app"
    compileSdk = libs.versions.android.compileSdk.get().toInt()

    defaultConfig {
        minSdk = libs.versions.android.minSdk.get().toInt()
        targetSdk = libs.versions.android.targetSdk.get().toInt()
        versionCode = libs.versions.android.versionCode.get().toInt()
        versionName = libs.versions.vestibule.get()

        // Those that bindings/package/aar builds the core for; JNA has more.
        ndk.abiFilters += listOf("arm64-v8a", "armeabi-v7a", "x86_64")
    }

    flavorDimensions += listOf("brand", "store")
    productFlavors {
        create("vestibule") {
            dimension = "brand"
            applicationId = "org.vestibule.app"
            manifestPlaceholders += mapOf(
                "client" to "vestibule",
                "country" to "RU",
                "gallery" to "100000001",
                "links" to "links.vestibule.example",
                "server" to "https://vestibule.example",
                "special" to "false",
            )
        }
        // An organisation's own app: the example that others are built after.
        create("ministry") {
            dimension = "brand"
            applicationId = "example.ministry.chat"
            manifestPlaceholders += mapOf(
                "client" to "ministry",
                "country" to "RU",
                "gallery" to "100000002",
                "links" to "links.ministry.example",
                "server" to "https://im.ministry.example",
                "special" to "true",
            )
        }
        create("google") {
            dimension = "store"
            manifestPlaceholders["store"] = "google"
        }
        create("huawei") {
            dimension = "store"
            // A phone with both stores must not be offered the one's update for the other's app.
            applicationIdSuffix = ".huawei"
            manifestPlaceholders["store"] = "huawei"
            proguardFile("src/huawei/proguard-rules.pro")
        }
    }

    buildTypes {
        debug {
            applicationIdSuffix = ".debug"
        }
        // Signed by whoever publishes it: no key is kept here.
        release {
            isMinifyEnabled = true
            isShrinkResources = true
            proguardFiles(getDefaultProguardFile("proguard-android-optimize.txt"), "proguard-rules.pro")
        }
    }

    sourceSets["main"].kotlin.srcDir("src/device/kotlin")
    // Its tests are of the JVM, by Maven.
    sourceSets["test"].kotlin.setSrcDirs(emptyList<String>())

    // Of ui and core too: no call that the oldest phones lack, unless it is guarded.
    lint {
        checkDependencies = true
        checkOnly += "NewApi"
    }

    androidResources {
        localeFilters += listOf("en", "ru")
    }

    // Apps are given a language by the system's settings, which split bundles would lack.
    bundle {
        language {
            enableSplit = false
        }
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
    implementation(project(":core"))
    implementation(project(":ui"))
    implementation(libs.activity)
    implementation(libs.androidx.core)
    "googleImplementation"(libs.google.sms)
    "huaweiImplementation"(libs.huawei.account)
}

// Nothing of Google's is in an app for Huawei, not through another library either. Jetpack itself
// brings one Java interface of Guava, which is no service and asks nobody.
androidComponents {
    onVariants(selector().withFlavor("store" to "huawei")) { variant ->
        val root = variant.runtimeConfiguration.incoming.resolutionResult.rootComponent
        val name = variant.name.replaceFirstChar(Char::uppercase)
        val check = tasks.register("check${name}Dependencies") {
            doLast {
                val found = mutableSetOf<String>()
                val open = ArrayDeque(listOf(root.get()))
                val seen = mutableSetOf<Any>()
                while (open.isNotEmpty()) {
                    val component = open.removeFirst()
                    if (!seen.add(component.id)) continue
                    val id = component.id
                    if (id is ModuleComponentIdentifier) found += "${id.group}:${id.module}"
                    component.dependencies.filterIsInstance<ResolvedDependencyResult>()
                        .forEach { open += it.selected }
                }
                val google = found.filter { it.startsWith("com.google.") } - "com.google.guava:listenablefuture"
                check(google.isEmpty()) { "in an app for Huawei: $google" }
            }
        }
        tasks.matching { it.name == "assemble$name" || it.name == "bundle$name" }
            .configureEach { dependsOn(check) }
    }
}

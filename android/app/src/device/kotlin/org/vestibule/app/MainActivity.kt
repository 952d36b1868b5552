package org.vestibule.app

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.flatMapLatest
import org.vestibule.ui.App

/** The app's window: the core's screens, and the phone around them. */
public class MainActivity : ComponentActivity() {
    private val scope = MainScope()
    private val launch get() = (application as VestibuleApplication).launch

    @OptIn(ExperimentalCoroutinesApi::class)
    override fun onCreate(savedInstanceState: Bundle?) {
        enableEdgeToEdge()
        super.onCreate(savedInstanceState)
        val screens = launch.vestibule.filterNotNull().flatMapLatest { it.screen }
        val inbox = Inbox(scope, screens, StoreSms(this).messages)
        val phone = Phone(this, inbox.messages, launch, scope)
        setContent {
            // Until the core is open, which loads its library too, the window shows its background.
            val vestibule by launch.vestibule.collectAsState()
            vestibule?.let { App(it, phone, resources.language(), BRAND) }
        }
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }
}

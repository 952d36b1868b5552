package org.vestibule.app

import org.vestibule.ui.theme.Brand

/** How this build looks. */
internal val BRAND: Brand = Brand.Vestibule

### Words of the whole app; many of them are only heard, in screen readers.

label-language = English
label-back = Back
label-close = Close
# The ⋯ button.
label-more = More
label-avatar = Profile photo
label-take-picture = Take a photo
label-pick-picture = Choose from the gallery
label-loading = Loading
label-error = Error
label-required = Required field
label-clear = Clear the field
label-show-password = Show password
label-hide-password = Hide password
label-country = Country
label-countries = Choose a country
label-search-countries = Country name or code
label-no-countries = There is no such country in the list
label-copy = Copy
label-copied = Copied
label-no-browser = There is no browser on this phone. Install one and try again.

### Buttons, by what they do.

button-add-phone = Add a phone number
button-back = Back
button-capabilities = What a corporate user can do
button-change-email = Use another email
button-change-phone = Use another number
button-change-picture = Change photo
button-choose-picture = Choose a photo
button-close = Close
button-confirm-code = Confirm
button-open-browser = Open the browser
button-open-browser-again = Open the browser again
button-connect = Connect
button-corporate-information = Corporate information
button-disconnect = Disconnect
button-dismiss = Got it
button-edit = Edit
# The answer “no” to “Sign out?” or “Disconnect?”.
button-keep = Cancel
button-next = Next
button-profile = Profile
button-recover = Recover the password
button-remove-picture = Remove photo
button-resend = Request a new code
button-retry = Try again
button-save = Save
button-settings = Settings
button-sign-in = Sign in
button-sign-in-again = Sign in again
button-sign-out = Sign out
button-sign-out-corporate = Sign out of the corporate server
button-sign-out-everywhere = Sign out of every account
button-skip = Skip
# Ends the waiting, the screen stays.
button-stop = Stop
button-type-address = Enter the server’s address

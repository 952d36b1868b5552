### Screens: title, texts, fields, choices.
###
### A message is named by its screen, its attributes by their place on it: .text and alike under
### the title, .waiting while something is awaited. Labels of fields end in -field, labels of facts
### begin with fact-.

## Storage

locked = Opening the app’s data
    .text = It is kept encrypted on this phone.
    .waiting = Opening the storage…

## Start

start = Welcome
    .text = Choose how to sign in or register.
way-phone = Phone and credentials
    .detail = Sign in or register with a phone number
way-without-phone = For communication within the company only, without a phone number
way-corporate-email = Corporate email
    .detail = We’ll use it to find your organisation’s server
way-server-address = Corporate server address
    .detail = If you have no corporate email

## Phone and code

phone = Phone number
    .register = Enter your number to get a code by SMS.
    .add = The number will be added to your corporate profile. You’ll get a code by SMS to confirm it.
    .asked = The server asks you to confirm a phone number. You’ll get a code by SMS.
    .waiting = Sending the number…
phone-field = Phone number

code-sms = Code from SMS
    .sent = A code was sent to { $to }.
code-email = Code from email
    .sent = A code was sent to { $to }. If you can’t see the message, look in your spam folder.
code-expired = This code has expired. Request a new one.
code-waiting = Waiting for the server…
code-expires = The code is valid for another { $time }
    .over = This code has expired
code-resend = You can request a new code in { $time }
    .over = You can request a new code now
code-field = { $length }-digit code

# Under a code or password field.
attempts-left =
    { $count ->
        [0] No attempts left
        [one] { $count } attempt left
       *[other] { $count } attempts left
    }

## An account that was long silent

recognise = Is this your account?
    .text = It hasn’t been used for a long time. The number may have belonged to someone else before.
    .waiting = Waiting for the server…
recognise-mine = Yes, it’s mine
    .detail = Sign in to it
recognise-not-mine = No, it’s not mine
    .detail = Start a new account; the old one will lose this number

## Personal password

account-password = Personal password
    .text = This account is protected by a personal password.
    .waiting = Checking the password…
account-password-field = Personal password

## Name and picture

name = What is your name?
    .text = The people you talk to will see it.
    .waiting = Saving the name…
name-field = Name
    .placeholder = First and last name
name-limit =
    { $max ->
        [one] No more than { $max } character
       *[other] No more than { $max } characters
    }

avatar = Profile photo
    .text = A photo helps people recognise you. You can also add it later.
    .waiting = Uploading the photo…

## Corporate server

email = Corporate email
    .offer = Enter your work email to connect to your organisation’s server. You can also do this later.
    .must = This app works together with a corporate server. Enter your work email to connect to it.
    .connect = We’ll use your work email to find your organisation’s server.
    .enter = We’ll use your work email to find your organisation’s server. You don’t need a phone number.
    .asked = The server { $host } asks for your work email.
    .support = Don’t know your work email? Ask your organisation’s support.
    .searching = Looking for your organisation’s server…
    .waiting = Sending the email address…
email-field = Work email
    .placeholder = work@rabota.ru

servers = Corporate server
    .choose = Choose a server
    .support = Don’t know which server is yours? Ask your organisation’s support.
    .waiting = Connecting to the server…

address = Corporate server
    .support = Don’t know the address? Ask your organisation’s support.
    .nothing-found = No server was found for { $email }. If the email is right, enter the server’s address.
    .waiting = Connecting to the server…
address-field = Enter the server’s address
    .placeholder = https://server.ru

methods = How to sign in
    .text = Choose how to sign in to “{ $server }”.
    .waiting = Waiting for the server…
method-email-code = Code by email
    .detail = Sent to your work email
method-password = Login and password
    .detail = The ones your organisation gave you
method-openid = Your organisation’s sign-in
    .detail = Its page opens in the browser

password = Login and password
    .text = Enter the login and password that your organisation gave you.
    .support = Don’t know your login or password, or not sure your account is ready? Ask your organisation’s support.
    .support-domain = Don’t know your login, password or domain, or not sure your account is ready? Ask your organisation’s support.
    .waiting = Signing in…
login-field = Login
domain-field = Domain
    .placeholder = Choose a domain
password-field = Password

browser = Sign in through your organisation
    .text = You sign in on your organisation’s page in the browser. The password stays between you and it.
    .open = Sign in on the page in the browser. The answer comes here by itself.
    .waiting = Talking to your organisation…
fact-browser-host = Sign-in page

finishing = Almost signed in
    .text = “{ $server }” has checked everything. All that is left is to get access from it.
    .waiting = Signing in…

special-app = Another app is needed
    .text = Use the special app to work with this account
    .no-link = Look for it in your app store or ask your organisation’s support about it.
    .link = Open in the app store

stopped = Could not sign in

## Signed in

home = Chats
    .text = Your chats will appear here.

settings = Settings

profile = Profile
    .waiting = Loading the profile…

edit-profile = Edit
    .waiting = Saving the changes…

corporate-information = Corporate information
    .none = You are not connected to a corporate server at the moment
    .waiting = Loading the corporate information…

capabilities = What a corporate user can do
    .chats = Talk to colleagues on your organisation’s server
    .colleagues = Find colleagues by name and work email
    .apart = Work chats stay with your organisation, separate from personal ones

disconnect = Disconnect from the corporate server?
    .text = Work chats will no longer be available on this phone, and your personal account will be separated from the corporate one. You can connect again at any time.
    .waiting = Disconnecting from the server…
sign-out-corporate = Sign out of the corporate server?
    .text = Work chats will no longer be available on this phone. You stay signed in to your personal account.
    .waiting = Signing out…
sign-out-everywhere = Sign out on this phone?
    .text = You will be signed out of every account on this phone. To come back, you will need to sign in again.
    .waiting = Signing out…

## Facts

fact-account = Account
fact-app = App
fact-corporate-email = Corporate email
fact-corporate-server = Corporate server
fact-email = Email
fact-hint = Hint
fact-last-seen = Last signed in
fact-login = Login
fact-name = Name
fact-no-phone = Not added
# Before the address of the server that the password will be sent to.
fact-password-goes-to = The password goes to
fact-phone = Phone
fact-server = Server
fact-server-address = Server address
fact-support-email = Support email
fact-support-phone = Support phone
fact-support-site = Support site

## Notices

notice-session-ended-public = The server { $host } ended your session. Sign in again: what you typed before is kept.
notice-session-ended-corporate = The corporate server { $host } ended your session. Sign in again: what you typed before is kept.
notice-key-lost = The key to the app’s data on this phone is lost, and the data can no longer be read. Please sign in again.
notice-storage-damaged = The app’s data on this phone is damaged. The damaged file was put aside; please sign in again.
notice-sign-in-dropped = The app was updated and can’t continue the sign-in you had begun. Please start again.
notice-still-at-provider = You are signed out here, and still signed in at { $host } in the browser.
    .link = Sign out there too
notice-not-joined = Your personal and corporate accounts are not joined yet.

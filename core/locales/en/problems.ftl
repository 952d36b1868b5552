### What happened and what to do.
###
### The message itself names the cause, .advice says what to do. The cause is always named; we
### never say “something went wrong”.

# In small print under the advice: what to pass on to those who run the server.
reference = Details for support: { $details }

try-again-in = You can try again in { $time }
    .over = You can try again now
locked-for = You can sign in again in { $time }
    .over = You can try again now

## Network

no-network = No network connection
    .advice = Turn on Wi-Fi or mobile data and try again.
name-not-found = Server address not found
    .advice = There is no { $host } on the network. Check the address. If it is right, the server may only be visible from your organisation’s network.
name-service-failed = The server’s address can’t be looked up
    .advice = The name service (DNS) does not answer about { $host }. Check your network connection and try again.
refused = The server does not accept connections
    .advice = The server { $host } refused the connection. Check the address and port, or try again later: it may be switched off.
unreachable = The server can’t be reached
    .advice = There is no way to { $host } from your network. If the server is inside your organisation’s network, connect to it or turn on the VPN.
timed-out = The server does not answer
    .advice = No answer from { $host } came in time. Check your network connection and try again.
lost = The connection broke
    .advice = The connection to { $host } broke before the whole answer came. Try again: nothing will be sent twice.
proxy-refused = The proxy does not let the request through
    .advice = Your network’s proxy did not connect to { $host }. Check the proxy settings or ask your network’s administrator.
proxy-unreachable = The proxy can’t be reached
    .advice = The proxy on the way to { $host } does not answer. Check the proxy settings or connect to another network.

## The server’s certificate

tls-expired = The server’s certificate has expired
    .advice = The certificate of { $host } is no longer valid. Check the date and time on your phone. If they are right, tell support about the certificate.
tls-not-yet-valid = The server’s certificate is not valid yet
    .advice = The certificate of { $host } is for a later date. Check the date and time on your phone. If they are right, tell support about the certificate.
tls-unknown-authority = Your phone does not trust the server
    .advice = Your phone does not know who issued the certificate of { $host }. Connect to another network, or ask support whether your phone needs the organisation’s certificate.
tls-wrong-host = The certificate is for another server
    .advice = The certificate that the server showed is not for { $host }. Check the address or connect to another network. If that does not help, tell support.
tls-revoked = The server’s certificate was revoked
    .advice = { $host } can’t be trusted now. Do not enter a password here, and tell support.
tls-bad-certificate = The server’s certificate is malformed
    .advice = It can’t be checked whether { $host } is genuine. Tell support about the certificate.
tls-handshake = No secure connection was made
    .advice = Your phone and { $host } could not agree on how to protect the connection. Check the address and port. If they are right, tell support.

## Server

no-metadata = This is not a messenger server
    .advice = There is no messenger server at { $host }; it may be an ordinary website. Check the address or ask your organisation’s support for it.
other-protocol = This server is for another program
    .advice = The server { $host } works, but with another app. Check the address or ask your organisation’s support for it.
other-role = This server is not for this way in
    .advice = The server { $host } does not fit the way you chose: corporate and personal accounts live on different servers. Check the address or choose another way.
wrong-issuer = The server names another address
    .advice = The server { $host } calls itself { $found }. Ask your organisation’s support which address is right.
too-new = Update the app
    .advice = The server { $host } is newer than this version of the app. Install the update and try again.
in-trouble = The server is temporarily down
    .advice = The server { $host } is having trouble. There is nothing you need to do; try again later.
too-many-requests = Too many requests
    .advice = The server { $host } asks you to wait. Try again later.
unexpected-status = The server gave an unexpected answer
    .advice = The app did not expect such an answer from { $host }. Try again. If that does not help, pass the details below on to support.
redirected = The server points to another address
    .advice = The server { $host } redirects the request, which is not safe. If your network asks you to sign in, open the browser and do so. If that does not help, pass the details below on to support.
wrong-type = This is not the server’s answer
    .advice = The data that came from { $host } is of the wrong kind. If your network asks you to sign in, open the browser and do so. If that does not help, pass the details below on to support.
not-json = The server’s answer can’t be read
    .advice = The server { $host } sent a damaged answer. Try again. If that does not help, pass the details below on to support.
bad-member = There is a mistake in the server’s answer
    .advice = The answer of { $host } lacks needed data, or has it wrong. Try again. If that does not help, pass the details below on to support.
too-long = The server’s answer is too large
    .advice = The server { $host } sent more than the app accepts. Try again. If that does not help, pass the details below on to support.
oauth = The server rejected the app’s request
    .advice = The server { $host } and the app did not understand each other. Update the app. If that does not help, pass the details below on to support.
key-conflict = The server already has this request
    .advice = The server { $host } is still working on it. Wait a minute and try again: nothing will be sent twice.
clock-fast = Your phone’s clock is fast
    .advice = It is ahead by { $span }. Turn on automatic time in your phone’s settings and try again.
clock-slow = Your phone’s clock is slow
    .advice = It is behind by { $span }. Turn on automatic time in your phone’s settings and try again.
session-over = Your session is over
    .advice = The server { $host } ended your session. Sign in again.

## Your organisation’s sign-in page

no-provider = There is no sign-in page at this address
    .advice = Nothing at { $host } lets people of your organisation sign in. Tell its support.
provider-wrong-issuer = The sign-in page names another address
    .advice = The page at { $host } calls itself { $found }. Tell your organisation’s support about it.
provider-unfit = Sign-in in the browser is not set up
    .advice = The server { $host } is not ready for this app. Pass the details below on to your organisation’s support.
callback-not-awaited = No sign-in is waiting for this link
    .advice = It may have been opened a second time. If you are not signed in yet, start the sign-in again.
callback-of-another = This link belongs to another sign-in
    .advice = Go on in the browser page that opened last, or open the sign-in page at { $host } again.
bad-callback = The link from the browser can’t be accepted
    .advice = It differs from what { $host } should answer. Open the sign-in page again. If that does not help, pass the details below on to your organisation’s support.
provider-denied = Sign-in was refused in the browser
    .advice = You or your organisation refused it at { $host }. Open the sign-in page again, or ask support about it.
provider-needs-person = The sign-in page needs your answer
    .advice = Open the sign-in page at { $host } again and answer its questions.
provider-in-trouble = The sign-in page is temporarily down
    .advice = The server { $host } is having trouble. Try again later.
provider-waited-too-long = The sign-in page has expired
    .advice = The server { $host } does not wait long. Open the sign-in page again.
provider-rejected = The sign-in page rejected the app’s request
    .advice = Sign-in at { $host } is not set up for this app. Pass the details below on to your organisation’s support.
provider-code-spent = The answer from the browser is out of date
    .advice = The server { $host } takes it only once, and not for long. Open the sign-in page again.
id-token-time = The proof of your sign-in is for another time
    .advice = What { $host } issued is out of date, or not good yet. Open the sign-in page again. If that does not help, pass the details below on to your organisation’s support.
id-token-of-another = The proof belongs to another sign-in
    .advice = What { $host } issued is not for this sign-in, so it went no further. Open the sign-in page again. If that does not help, tell your organisation’s support.
id-token-signature = The proof of your sign-in is badly signed
    .advice = It can’t be checked that { $host } issued it, so it went no further. Open the sign-in page again. If that does not help, pass the details below on to your organisation’s support.
bad-id-token = The proof of your sign-in is not right
    .advice = What { $host } issued can’t be accepted. Pass the details below on to your organisation’s support.

## The answer to a step of the sign-in

wrong-code = Wrong code
    .advice = Check the code and enter it again.
code-outdated = This code is out of date
    .advice = Request a new code.
wrong-login-or-password = Wrong login or password
    .advice = Check the login and the password and enter them again. If you don’t remember them, ask your organisation’s support.
wrong-account-password = Wrong password
    .advice = Check your keyboard’s language and enter the password again.
unknown-login = There is no such login
    .advice = Check the login for mistakes or ask your organisation’s support for it.
bad-phone = The server does not accept this number
    .advice = Check the number or use another one.
bad-email = The server does not accept this email
    .advice = Check the email or use another one.
bad-name = The server does not accept this name
    .advice = Write the name differently, without unusual characters.
wrong-account = This is another account
    .advice = In the browser you signed in to an account that is not the one you gave here, or that this server does not know. Open the browser again and sign in to another one, or ask your organisation’s support.
proof-rejected = The proof of your sign-in was not accepted
    .advice = Sign in through your organisation once more. If that does not help, ask its support.
answer-refused = The server did not accept the answer
    .advice = This version of the app does not know the reason. Check what you entered or update the app.

## Sign-in denied

account-blocked = The account is blocked
    .advice = Support can tell you why and unblock it.
account-not-ready = The account is not ready yet
    .advice = Ask your organisation’s support when you can use it.
registration-closed = Registration is closed
    .advice = This server takes no new people. Sign in with an account that you already have, or choose another way in.
too-many-attempts = Too many attempts
    .advice = Sign-in is closed for a while, so that nobody can guess a code or password. Try again later.
denied = The server denied the sign-in
    .advice = This version of the app does not know the reason. Update the app. If that does not help, pass the details below on to support.
denied-silently = The server denied the sign-in
    .advice = It gave no reason. Ask support.
sign-in-expired = Time to sign in has run out
    .advice = The server does not wait long for an answer. Go on from here: what you typed is kept.
update-app = Update the app
    .advice = The server asks you to confirm the sign-in in a way that this version of the app does not know. Install the update and sign in again.

## Account

account-bad-name = The server does not accept this name
    .advice = Write the name differently, without unusual characters.
account-bad-picture = The server does not accept this photo
    .advice = Choose another photo, a JPEG or PNG file.
account-too-large = The photo is too large
    .advice = Choose a smaller photo.
account-not-allowed = This change is not allowed
    .advice = The server’s administrator does not permit it. Ask your organisation’s support about it.
account-bad-assertion = The accounts are not joined
    .advice = The corporate server did not accept the proof of who you are. Try again later or ask your organisation’s support.
account-already-joined = The account is already taken
    .advice = It belongs to another person. If this is a mistake, ask your organisation’s support.
account-unknown-session = This session is no longer there
    .advice = It has already been ended. Refresh the list.
account-unknown-code = This QR code no longer works
    .advice = Refresh the code on the other device and scan it again.
account-signed-out = Your session is over
    .advice = To go on, sign in again.
account-refused = The server refused the change
    .advice = This version of the app does not know the reason. Update the app. If that does not help, pass the details below on to support.

## The phone’s storage

storage-full = No space left on the phone
    .advice = Free some space and try again. Nothing was sent.
storage-unavailable = The phone’s storage is not available
    .advice = The app’s data can’t be read or written. Restart the phone and try again. Nothing was sent.
key-not-now = The phone has not been unlocked yet
    .advice = Unlock it, and the app will go on by itself. If it is unlocked, wait a little. Your data is safe.
storage-newer = A newer version wrote the data
    .advice = Install the update of the app. Your data is safe.

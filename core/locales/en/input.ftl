### What is wrong with what was typed. Nothing of it was sent yet.

## Phone number

phone-empty = No number
    .advice = Enter your phone number.
phone-not-a-number = This is not a phone number
    .advice = Enter one number, in digits, without an extension.
phone-too-short = The number has too few digits
    .advice = Check the number and the country.
phone-too-long = The number has too many digits
    .advice = Check the number and the country.
phone-unknown-calling-code = There is no such country code
    .advice = Check the digits after the + or choose the country from the list.
phone-not-in-use = There is no such number
    .advice = The chosen country has no such numbers. Check the number and the country.

## Email

email-empty = No email
    .advice = Enter your work email, for example work@rabota.ru.
email-no-at = There is no @ in the email
    .advice = It stands between your name and your organisation’s address, for example work@rabota.ru.
email-several-ats = There are several @ in the email
    .advice = Leave one, between your name and your organisation’s address.
email-no-local-part = There is nothing before the @
    .advice = Enter the whole email, for example work@rabota.ru.
email-bad-local-part = A mistake in the email before the @
    .advice = Check for a space, a dot too many, or a character that no email has.
email-no-domain = There is nothing after the @
    .advice = Enter the whole email, for example work@rabota.ru.
email-bad-domain = A mistake in the email after the @
    .advice = It is your organisation’s address, for example rabota.ru. Check it.
email-too-long = The email is too long
    .advice = Check whether something else was pasted along.

## Server address

address-empty = No address
    .advice = Enter the server’s address, for example https://server.ru.
address-too-long = The address is too long
    .advice = Check whether something else was pasted along.
address-forbidden-character = An extra character in the address
    .advice = Remove spaces and backslashes, or enter the address again.
address-email = This is an email, not a server’s address
    .advice = Enter the server’s address, for example https://server.ru, or go back and sign in by email.
address-http = An address with http:// is not safe
    .advice = Enter it with https://. A server that has no such address can’t be used.
address-other-scheme = The address begins with “{ $scheme }:”
    .advice = A server’s address begins with https://.
address-no-scheme = The address does not begin with https://
    .advice = Put https:// before it.
address-user-info = There is a user name in the address
    .advice = Remove the @ and all that stands before it.
address-no-host = There is no server’s name in the address
    .advice = Enter the whole address, for example https://server.ru.
address-bad-host = A mistake in the server’s name
    .advice = Check the address. It looks like this: https://server.ru.
address-no-dot = There is no dot in “{ $word }”
    .advice = Enter the whole address, for example https://server.ru.
address-bad-port = A mistake in the port number
    .advice = After the colon stands a number from 1 to 65535.
address-bad-path = A mistake at the end of the address
    .advice = Check what stands after the server’s name, or remove it.
address-query = Something extra after “?” in the address
    .advice = Remove that sign and all that follows it.
address-fragment = Something extra after “#” in the address
    .advice = Remove that sign and all that follows it.

## Code

code-empty = No code
    .advice = Enter the code from the message.
code-too-short = The code is not complete
    .advice =
    { $length ->
        [one] It has { $length } digit.
       *[other] It has { $length } digits.
    }
code-too-long = The code has too many digits
    .advice =
    { $length ->
        [one] It has { $length } digit.
       *[other] It has { $length } digits.
    }
code-not-found = There is no code to be seen in the text
    .advice =
    { $length ->
        [one] Enter the code alone, it has { $length } digit.
       *[other] Enter the code alone, it has { $length } digits.
    }

## Name

name-empty = No name
    .advice = Enter a name.
name-too-long = The name is too long
    .advice =
    { $max ->
        [one] Shorten it to { $max } character.
       *[other] Shorten it to { $max } characters.
    }
name-forbidden-character = A character in the name is not allowed
    .advice = Remove unusual characters or enter the name again.

## Login and password

login-empty = No login
    .advice = Enter the login that your organisation gave you.
login-too-long = The login is too long
    .advice =
    { $max ->
        [one] It has no more than { $max } character. Check whether something else was pasted along.
       *[other] It has no more than { $max } characters. Check whether something else was pasted along.
    }
login-forbidden-character = A character in the login is not allowed
    .advice = Enter the login again: there is a character in it that can’t be seen.
no-domain = No domain
    .advice = Choose the domain that the login belongs to.
password-empty = No password
    .advice = Enter the password.
password-too-long = The password is too long
    .advice =
    { $max ->
        [one] It has no more than { $max } character. Check whether something else was pasted along.
       *[other] It has no more than { $max } characters. Check whether something else was pasted along.
    }

## Photo

picture-empty = No photo
    .advice = Choose a photo, a JPEG or PNG file.
picture-not-a-picture = This file won’t do
    .advice = Choose a photo, a JPEG or PNG file.
picture-too-large = The file is too large
    .advice = Choose a photo of no more than { $max } MB.
picture-too-many-pixels = The photo is too large
    .advice =
    { $max ->
        [one] Choose a photo with no more than { $max } pixel a side.
       *[other] Choose a photo with no more than { $max } pixels a side.
    }

# Prints C sources as "file:line:text" with comments blanked out, and with
# -v strings=blank the contents of string and character literals too; with
# -v strings=only nothing but the string literals.  For the lints that look for
# words in code and must not stumble over the same words in prose.

FNR == 1 { comment = 0 }

{
    text = $0
    shown = ""
    literal = ""
    quote = ""
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        pair = substr(text, i, 2)
        if (comment) {
            if (pair == "*/") { comment = 0; i++ }
            shown = shown " "
        } else if (quote != "") {
            if (quote == "\"") literal = literal c
            if (strings != "blank") shown = shown c
            if (c == "\\") {
                i++
                if (quote == "\"") literal = literal substr(text, i, 1)
                if (strings != "blank") shown = shown substr(text, i, 1)
            } else if (c == quote) {
                if (strings == "blank") shown = shown c
                quote = ""
            }
        } else if (pair == "/*") {
            comment = 1
            i++
        } else if (pair == "//") {
            break
        } else {
            # An apostrophe between digits or in an #error line opens nothing that we follow.
            if (c == "\"" || c == "'") quote = c
            if (c == "\"") literal = literal c
            shown = shown c
        }
    }
    print FILENAME ":" FNR ":" (strings == "only" ? literal : shown)
}

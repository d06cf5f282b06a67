# For the lints that read C: which files there are.  To be sourced.

# Every C source, header, .inc and .def below the folders, at any depth.
sources() { # folder...
    find "$@" -path tests/cases -prune -o -type f \
        \( -name '*.[ch]' -o -name '*.inc' -o -name '*.def' \) -print | LC_ALL=C sort
}

# Is the source one of lib or of a tool that has its main file?  Only these are built.
is_built() { # source
    local house=${1#tools/}
    house=${house%%/*}
    [[ $1 == tools/*.c && ($house == lib || -f tools/$house/$house.c) ]]
}

# Where the compiler puts the object of a source.
object_of() { # source
    local object=${1#tools/}
    echo "${BUILD:-build}/obj/${object%.c}.o"
}

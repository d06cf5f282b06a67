# What casefolder.pl and casefolder_validate.pl share: the command line, and reading.
#
# begin() reads the arguments of a script, "[-v] [-k KIND]... FOLDER", puts the built tools
# first on the path (BUILD: another build than build/), and returns where things are:
#
#   root      of the tree
#   folder    of the cases
#   scratch   a folder that is removed at the end
#   verbose   -v
#   wanted    sub (kind): is the kind one of -k, or were there none?
package Casefolder;
use strict;
use warnings;
use Exporter qw(import);
use File::Basename qw(basename dirname);
use File::Temp qw(tempdir);

our @EXPORT_OK = qw(begin slurp cells);

sub begin {
    my $root = dirname(dirname(__FILE__));
    my $build = $ENV{BUILD} // "build";
    $ENV{PATH} = ($build =~ m{^/} ? $build : "$root/$build") . "/bin:$ENV{PATH}";
    my ($verbose, %only);
    while (@ARGV && $ARGV[0] =~ /^-/) {
        my $option = shift @ARGV;
        if ($option eq '-v') { $verbose = 1 }
        elsif ($option eq '-k' && @ARGV) { $only{shift @ARGV} = 1 }
        else { @ARGV = () }
    }
    die 'usage: tests/' . basename($0) . " [-v] [-k KIND]... FOLDER\n" unless @ARGV == 1;
    return { root => $root, folder => $ARGV[0], scratch => tempdir(CLEANUP => 1), verbose => $verbose,
             wanted => sub { return !%only || $only{$_[0]} } };
}

# The bytes of a file.
sub slurp { my ($file) = @_; open my $in, '<:raw', $file or die "$file: $!\n"; local $/; return <$in> // ''; }

# CSV as rows of cells.
sub cells {
    my ($text) = @_;
    my (@rows, @row);
    $text =~ s/^\x{feff}//;
    while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r?\n|\z)/gc) {
        my ($quoted, $cell, $end) = ($1, $2, $3);
        $cell = $quoted =~ s/""/"/gr if defined $quoted;
        push @row, $cell;
        next if $end eq ',';
        push @rows, [@row] unless $end eq '' && @row == 1 && $row[0] eq '';
        @row = ();
        last if pos($text) >= length $text;
    }
    return @rows;
}

1;

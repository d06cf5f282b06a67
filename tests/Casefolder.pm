# What the scripts of tests/casefolder share: the command line, reading, and words.
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

our @EXPORT_OK = qw(begin slurp slurp_any cells table cell_text same_cell told number delimiter);

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

# What parts the cells of a case's input: as its options say, in their several ways, or its name.
sub delimiter {
    my ($case) = @_;
    my $options = $case->{options} // {};
    for my $from ($options, $options->{dialect}, $options->{control}) {
        return $from->{delimiter} if $from && defined $from->{delimiter} && length $from->{delimiter} == 1;
    }
    return ($case->{input} // '') =~ /\.tsv$/ ? "\t" : ',';
}

# A number as CSV has it.
our $plain = qr/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
sub number { return defined $_[0] && $_[0] =~ $plain }

# A JSON value as a cell: true and false are words.
sub cell_text { my ($value) = @_; return ref $value eq 'JSON::PP::Boolean' ? ($value ? 'true' : 'false') : $value // '' }

# Is it the cell that a case has?  10.0 in JSON may be 10 here.
sub same_cell {
    my ($got, $want) = map { cell_text($_) } @_;
    return $got eq $want || (number($got) && number($want) && $got == $want);
}

# Does one of a run's messages speak of a line of the file, or quote the text?
sub told {
    my ($messages, $line, $text) = @_;
    return $messages =~ /:$line(?::\d+)?: (?:error|warning|note)/ || ($text ne '' && index($messages, "\"$text\"") >= 0);
}

# The bytes of a file; of one that may not be there.
sub slurp_any { my ($file) = @_; return -e $file ? slurp($file) : '' }
sub slurp { my ($file) = @_; open my $in, '<:raw', $file or die "$file: $!\n"; local $/; return <$in> // ''; }

# CSV as rows of cells: parted by the sign that is given, else a comma.
sub cells {
    my ($text, $delimiter) = @_;
    $delimiter = ',' if !defined $delimiter || $delimiter eq '';
    my (@rows, @row);
    $text =~ s/^\x{feff}//;
    while ($text =~ /\G(?:"((?:[^"]|"")*)"|([^\Q$delimiter\E"\r\n]*))(\Q$delimiter\E|\r?\n|\z)/gc) {
        my ($quoted, $cell, $end) = ($1, $2, $3);
        $cell = $quoted =~ s/""/"/gr if defined $quoted;
        push @row, $cell;
        next if $end eq $delimiter;
        push @rows, [@row] unless $end eq '' && @row == 1 && $row[0] eq '';
        @row = ();
        last if pos($text) >= length $text;
    }
    return @rows;
}

# The same as rows of name and cell.
sub table {
    my ($header, @rows) = cells(@_);
    return map { my $row = $_; +{ map { $header->[$_] => $row->[$_] } 0 .. $#$header } } @rows;
}

1;

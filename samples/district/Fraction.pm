# Exact fractions of whole numbers, in the machine's own integers as long as they fit.  Math::BigRat says the same
# a hundred times slower, and a world takes tens of thousands of them.
package Fraction;
use strict;
use warnings;
use Math::BigInt;
use overload
    '+'    => sub { my ($x, $y) = pair(@_); return reduced(sum(product($x->[0], $y->[1]), product($y->[0], $x->[1])),
        product($x->[1], $y->[1])) },
    '-'    => sub { my ($x, $y) = pair(@_); return reduced(sum(product($x->[0], $y->[1]), product(-$y->[0], $x->[1])),
        product($x->[1], $y->[1])) },
    '*'    => sub { my ($x, $y) = pair(@_); return reduced(product($x->[0], $y->[0]), product($x->[1], $y->[1])) },
    '/'    => sub { my ($x, $y) = pair(@_); die "division by zero\n" if $y->[0] == 0;
        return reduced(product($x->[0], $y->[1]), product($x->[1], $y->[0])) },
    '<=>'  => sub { my ($x, $y) = pair(@_); return product($x->[0], $y->[1]) <=> product($y->[0], $x->[1]) },
    'neg'  => sub { return reduced(-$_[0][0], $_[0][1]) },
    'abs'  => sub { return $_[0][0] < 0 ? -$_[0] : $_[0] },
    '**'   => sub { my ($x, $n) = @_; my $power = Fraction->of(1); $power *= $x for 1 .. $n; return $power },
    'bool' => sub { return $_[0][0] != 0 },
    '""'   => sub { return "$_[0][0]/$_[0][1]" };

my $FITS = 4e18;    # what the product of two integers has to stay below to be one

sub of {
    my ($class, $text) = @_;
    return $text if ref $text;
    die "no number: " . ($text // 'nothing') . "\n" if ($text // '') !~ m{^(-?)(\d+)(?:\.(\d+)|/(\d+))?$};
    my ($sign, $whole, $decimals, $below) = ($1, $2, $3 // '', $4 // 1);
    my $above = length "$whole$decimals" < 18 ? "$whole$decimals" + 0 : Math::BigInt->new("$whole$decimals");
    $below = length $decimals < 18 ? '1' . '0' x length $decimals : Math::BigInt->new(10)->bpow(length $decimals) if $decimals ne '';
    $below = length $below < 18 ? 0 + $below : Math::BigInt->new("$below");
    return reduced($sign ? -$above : $above, $below);
}

sub pair {
    my ($x, $y, $swapped) = @_;
    $y = Fraction->of($y) if !ref $y;
    return $swapped ? ($y, $x) : ($x, $y);
}

sub product {
    my ($x, $y) = @_;
    my $made = $x * $y;
    return $made if ref $made || abs($made) < $FITS;
    return Math::BigInt->new($x)->bmul($y);
}

sub sum {
    my ($x, $y) = @_;
    my $made = $x + $y;
    return $made if ref $made || abs($made) < $FITS;
    return Math::BigInt->new($x)->badd($y);
}

sub reduced {
    my ($above, $below) = @_;
    ($above, $below) = (-$above, -$below) if $below < 0;
    my ($divisor, $rest) = (abs($above), $below);
    if (ref $divisor || ref $rest) {
        $divisor = Math::BigInt::bgcd("$divisor", "$rest");
    }
    else {
        ($divisor, $rest) = ($rest, $divisor % $rest) while $rest;
    }
    return bless [map { quotient($_, $divisor) } $above, $below];
}

# Without rest; what fits is a machine's integer again.
sub quotient {
    my ($x, $divisor) = @_;
    if (!ref $x && !ref $divisor) {
        use integer;
        return $x / $divisor;
    }
    my $made = scalar Math::BigInt->new("$x")->bdiv("$divisor");
    return length $made->bstr < 18 ? 0 + $made->bstr : $made;
}

sub above { return $_[0][0] }
sub below { return $_[0][1] }

1;

# The invented district: what all parts of the generator share.
#
# A world is made of roles, not of codes: the fact "grain falls short" is planted at
# the role `grain`, whose code is I16 in seed 1 and another one in any other seed.
# What is drawn comes from streams that have names, so that a fact which is left out,
# or a table that is added, shifts nothing else; and what is computed is computed
# with whole numbers and fractions, so that all machines write the same bytes.
#
#   seed, without('T7')      the number; whether that fact is left out of this world
#   stream(NAME)             a stream: ->below(N) is 0 to N - 1, ->int(LOW, HIGH), ->pick(LIST), ->shuffle(LIST)
#   one_of(STREAM, FIRST, ...)  FIRST in seed 1, else any of them
#   shuffled(STREAM, LIST)   LIST as it is in seed 1, else in another order
#   jitter(STREAM, '8.40', 10)  the same tet in seed 1, else within 10 % of it with as many places
#   again(STREAM, MAKE, TRUE)   what MAKE(attempt) returns, made again until TRUE(it)
#   number(KIND, N, WIDTH, COUNT)  'P017' for ('P', 17, 3, 61) in seed 1, else another code of the 61: always the
#                            same one for the same N
#   owner(X), indicator(X), region(X), plan(X)  a row of owners.csv and so on as a hash, by its role ('grain') or by
#                            what seed 1 calls it: owner('住建局'), indicator('I16'), plan('ZX08'); {code} is its code
#   code(X)                  that code, of whichever of them it is
#   pillar(KIND, N)          likewise: pillar('strategy', 6), of kind strategy, zone, field or domain
#   owners, indicators, regions, plans, pillars  those lists
#   figures                  list of {sender, region, indicator, period, value, unit, status, qualifier, vintage,
#                            caliber, note}; sender is the code of the owner in whose file it comes
#   figure(ROLE, PERIOD, VALUE, ...)  adds one, of our district and the catalog's unit unless told otherwise
#   truth(fact => 'T13', file =>, key =>, column =>, expected =>, tolerance =>, text_must =>, text_must_not =>)
#                            a row of truths.csv, unless the fact is left out
#   planted(file =>, line =>, column =>, kind =>, code =>)   a row of planted-errors.csv
#   keep(NAME..., VALUE), kept(NAME...)  numbers that several parts need: kept('class', 'I16')
#   table(PATH, [COLUMNS], [ROWS], plain => 1)  ROWS are hashes; columns source and verified are added unless plain
#   text(PATH, TEXT)         any other file; characters are written as UTF-8, bytes as they are
#   rat(TEXT), places(FRACTION, N), log_of(FRACTION)  exact fractions; rounded half away from zero; 24 digits
package World;
use strict;
use warnings;
use utf8;
use Digest::SHA    qw(sha256);
use Encode         qw(decode encode);
use File::Basename qw(dirname);
use File::Find     qw(find);
use File::Path     qw(make_path);
use Fraction;
use Math::BigInt;

sub new {
    my ($class, %given) = @_;
    my $self = bless {seed => 1, folder => '.', left_out => {}, figures => [], truths => [], planted => [], %given},
        $class;
    $self->{$_} = [] for grep { !$self->{$_} } qw(owners indicators regions plans pillars);
    return $self;
}

sub seed { return $_[0]{seed} }

sub without {
    my ($self, $fact) = @_;
    return exists $self->{left_out}{$fact};
}

# ---- What is drawn ----

sub stream {
    my ($self, $name) = @_;
    return $self->{streams}{$name} //= bless {seed => "$self->{seed}/$name", turn => 0}, 'World::Stream';
}

sub one_of {
    my ($self, $stream, @from) = @_;
    return $self->{seed} == 1 ? $from[0] : $from[$self->stream($stream)->below(scalar @from)];
}

sub shuffled {
    my ($self, $stream, @list) = @_;
    return @list if $self->{seed} == 1;
    return $self->stream($stream)->shuffle(@list);
}

sub jitter {
    my ($self, $stream, $text, $percent) = @_;
    return $text if $self->{seed} == 1;
    my $share = 1 + rat(($self->stream($stream)->below(2001) - 1000) * $percent) / 100_000;
    return places(rat($text) * $share, decimals($text));
}

sub again {
    my ($self, $stream, $make, $holds) = @_;
    for my $attempt (0 .. 9999) {
        my $made = $make->($attempt);
        return $made if $holds->($made);
        die "seed 1: $stream is not as it should be\n" if $self->{seed} == 1;
    }
    die "$stream: nothing fits in 10000 attempts\n";
}

# ---- Codes ----

sub number {
    my ($self, $kind, $number, $width, $count) = @_;
    die "$kind$number is beyond $count\n" if $number < 1 || $number > $count;
    my $order = $self->{order}{"$kind/$count"} //= [$self->shuffled("codes of $kind", 1 .. $count)];
    return sprintf '%s%0*d', $kind, $width, $order->[$number - 1];
}

sub role {
    my ($self, $list, $role) = @_;
    return $self->{by_role}{$list}{$role} // die "no $role among the $list\n";
}

sub add {
    my ($self, $list, $row) = @_;
    for my $name ($row->{role}, @{$row->{also} || []}) {
        die "two of $name among the $list\n" if $self->{by_role}{$list}{$name};
        $self->{by_role}{$list}{$name} = $row;
    }
    push @{$self->{$list}}, $row;
    return $row;
}

sub owner     { my ($self, $role) = @_; return $self->role('owners',     $role) }
sub indicator { my ($self, $role) = @_; return $self->role('indicators', $role) }
sub region    { my ($self, $role) = @_; return $self->role('regions',    $role) }
sub plan      { my ($self, $role) = @_; return $self->role('plans',      $role) }

sub pillar {
    my ($self, $kind, $number) = @_;
    return $self->role('pillars', "$kind $number");
}

sub code {
    my ($self, $role) = @_;
    my @found = grep { $_ } map { $self->{by_role}{$_}{$role} } qw(indicators owners plans regions);
    die @found ? "several things are called $role\n" : "nothing is called $role\n" if @found != 1;
    return $found[0]{code};
}

# ---- Figures, truths, numbers that others need ----

sub figure {
    my ($self, $role, $period, $value, %more) = @_;
    my $indicator = $self->indicator($role);
    my $figure    = {
        sender    => $indicator->{sender} || $indicator->{owner},
        region    => $self->region('ours')->{region},
        indicator => $indicator->{indicator},
        period    => $period,
        value     => $value,
        unit      => $indicator->{unit},
        map({ $_ => '' } qw(status qualifier vintage caliber note)),
        %more
    };
    push @{$self->{figures}}, $figure;
    return $figure;
}

sub figures { return @{$_[0]{figures}} }

sub truth {
    my ($self, %row) = @_;
    push @{$self->{truths}}, \%row if !$self->without($row{fact});
    return;
}

sub planted {
    my ($self, %row) = @_;
    push @{$self->{planted}}, \%row;
    return;
}

sub keep {
    my ($self, @path) = @_;
    my $value = pop @path;
    $self->{kept}{join '/', @path} = $value;
    return $value;
}

sub kept {
    my ($self, @path) = @_;
    return $self->{kept}{join '/', @path};
}

# ---- Writing ----

sub path {
    my ($self, $path) = @_;
    $self->{written}{$path} = 1;
    return encode('UTF-8', "$self->{folder}/$path");
}

# What stands in the folder and is not of this world.
sub strangers {
    my ($self) = @_;
    my @strangers;
    find({no_chdir => 1, wanted => sub {
        return if !-f;
        my $path = substr decode('UTF-8', $File::Find::name), 1 + length $self->{folder};
        push @strangers, $path if !$self->{written}{$path};
    }}, encode('UTF-8', $self->{folder}));
    return sort @strangers;
}

sub text {
    my ($self, $path, $bytes) = @_;
    my $file = $self->path($path);
    make_path(dirname($file));
    open my $out, '>:raw', $file or die "$file: $!\n";
    print {$out} utf8::is_utf8($bytes) ? encode('UTF-8', $bytes) : $bytes or die "$file: $!\n";
    close $out or die "$file: $!\n";
    return;
}

# A file that is too large to be made in one piece.
sub open_text {
    my ($self, $path) = @_;
    my $file = $self->path($path);
    make_path(dirname($file));
    open $self->{out}, '>:utf8', $file or die "$file: $!\n";
    return;
}

sub add_text {
    my ($self, $text) = @_;
    print {$self->{out}} $text or die "$self->{folder}: $!\n";
    return;
}

sub close_text {
    my ($self) = @_;
    close $self->{out} or die "$self->{folder}: $!\n";
    return;
}

sub quoted {
    my ($field) = @_;
    return $field if $field !~ /[",\r\n]|^ | $/;
    $field =~ s/"/""/g;
    return qq("$field");
}

sub table {
    my ($self, $path, $columns, $rows, %how) = @_;
    my @columns = (@$columns, $how{plain} ? () : qw(source verified));
    my @lines   = join ',', @columns;
    for my $row (@$rows) {
        my %row = (source => 'invented', verified => 'made-up', %$row);
        push @lines, join ',', map { quoted($row{$_} // '') } @columns;
    }
    return $self->text($path, join('', map { "$_\n" } @lines));
}

# ---- Exact numbers ----

sub rat { return Fraction->of($_[0]) }

sub decimals { return $_[0] =~ /\.(\d+)$/ ? length $1 : 0 }

# Rounded half away from zero, as statistics offices do.
sub places {
    my ($fraction, $places) = @_;
    $fraction = rat($fraction);
    my $scaled = abs($fraction) * (rat(10)**$places) + rat('1/2');
    my $digits = floor_of($scaled);
    $digits = '0' x ($places + 1 - length $digits) . $digits if length $digits <= $places;
    substr $digits, length($digits) - $places, 0, '.' if $places;
    return ($fraction < 0 && $digits =~ /[1-9]/ ? '-' : '') . $digits;
}

sub floor_of {
    my ($fraction) = @_;
    return Fraction::quotient($fraction->above, $fraction->below) . '' if !grep { ref } @$fraction;
    return scalar(Math::BigInt->new($fraction->above . '')->bdiv($fraction->below . ''))->bstr;
}

# power + power ** 2 + ... + power ** times
sub sum_of_powers {
    my ($power, $times) = @_;
    my ($sum, $one) = (rat(0), rat(1));
    for (1 .. $times) {
        $one *= rat($power);
        $sum += $one;
    }
    return $sum;
}

# Logarithms and roots as fractions of 24 digits: exact enough for any rounding of a truth.
my $SCALE = Math::BigInt->new(10)->bpow(24);

# 2 (z + z^3 / 3 + z^5 / 5 + ...) with z = (x - 1) / (x + 1)
sub log_of {
    my ($x) = @_;
    my $z      = ($x - 1) / ($x + 1);
    my $power  = Math::BigInt->new(floor_of(abs($z) * rat($SCALE->bstr)));
    my $square = $power->copy->bmul($power)->bdiv($SCALE);
    my $sum    = Math::BigInt->new(0);
    for (my $n = 1; $power > 0; $n += 2) {
        $sum += $power->copy->bdiv($n);
        $power = $power->bmul($square)->bdiv($SCALE);
    }
    return rat(2) * rat($sum->bstr) / rat($SCALE->bstr) * ($z < 0 ? -1 : 1);
}

# Newton's steps from what a floating point number says; the last ones make the whole number that is meant.
sub root_of {
    my ($x, $root) = @_;
    my $power = Math::BigInt->new(floor_of(rat($SCALE->copy->bpow($root)->bstr) * $x));
    my $guess = ("$x->[0]" / "$x->[1]")**(1 / $root);
    my $made  = Math::BigInt->new(sprintf '%.0f', $guess * 1e12)->bmul(10**12);
    for (1 .. 3) {
        my $rest = $power->copy->bdiv($made->copy->bpow($root - 1));
        $made = $made->bmul($root - 1)->badd(scalar $rest)->bdiv($root);
    }
    $made->bdec while $made->copy->bpow($root) > $power;
    $made->binc while $made->copy->binc->bpow($root) <= $power;
    return rat($made->bstr) / rat($SCALE->bstr);
}

1;

# ---- Numbers that are the same on every machine and in every Perl ----

package World::Stream;
use strict;
use warnings;
use Digest::SHA qw(sha256);
use Encode      qw(encode);

sub below {
    my ($self, $limit) = @_;
    die "$self->{seed}: nothing to draw from\n" if $limit < 1;
    my ($high, $low) = unpack 'N n', sha256(encode('UTF-8', "$self->{seed}/" . $self->{turn}++));
    return ($high * 65536 + $low) % $limit;
}

sub int {
    my ($self, $low, $high) = @_;
    return $low + $self->below($high - $low + 1);
}

sub pick {
    my ($self, @list) = @_;
    return $list[$self->below(scalar @list)];
}

sub shuffle {
    my ($self, @list) = @_;
    for (my $i = $#list; $i > 0; $i--) {
        my $j = $self->below($i + 1);
        @list[$i, $j] = @list[$j, $i];
    }
    return @list;
}

1;

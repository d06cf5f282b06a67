# hold.pl TABLE...: holds data/truths.csv against tables of the tools; hold.pl classes: a table of classes from it
use strict;
use warnings;

# What the evaluation calls these tables: in several of its files their rows stand under another name.
my %CALLED = (
    'decisions/consult' => 'ledger', 'decisions/requests' => 'ledger', 'decisions/slips' => 'slips',
    'decisions/schedule' => 'schedule', 'evaluation/survey' => 'residents|firms',
    map { ("evaluation/$_" => $_) } qw(projects strategies rollup triangulation support process-effect)
);

# Records of a file as hashes; no field holds a line end.
sub table {
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!\n";
    my ($head, @rows);
    while (my $line = <$in>) {
        chomp $line;
        my @field = map { s/^"(.*)"$/$1/s ? s/""/"/gr : $_ } $line =~ /("(?:[^"]|"")*"|[^,]*)(?:,|$)/g;
        $head ? push(@rows, {map { $head->[$_] => $field[$_] // '' } 0 .. $#$head}) : ($head = \@field);
    }
    return @rows;
}

sub holds {
    my ($truth, @rows) = @_;
    my %key = map { split /=/, $_, 2 } split /;/, $truth->{key};
    delete $key{survey};
    my @found = grep { my $row = $_; !grep { ($row->{$_} // '') ne $key{$_} } keys %key } @rows;
    return scalar(@found) . ' rows' if @found != 1;
    my ($is, $want) = ($found[0]{$truth->{column}} // 'no column', $truth->{expected});
    return if $is eq $want;
    return "is $is" if $truth->{tolerance} eq '' || $is !~ /^-?[\d.]+$/;
    return abs($is - $want) <= $truth->{tolerance} + 1e-9 ? undef : "is $is";
}

my @truths = grep { $_->{column} ne '' } table('data/truths.csv');
if ($ARGV[0] eq 'classes') {
    my %indicator = map { $_->{indicator} => $_ } table('data/catalog/indicators.csv');
    my (%said, @order);
    for my $truth (grep { $_->{file} eq 'evaluation/indicators.csv' && $_->{column} =~ /^(class|outlook)$/ } @truths) {
        my ($code) = $truth->{key} =~ /indicator=([^;]*)/;
        push @order, $code if !$said{$code};
        $said{$code}{$truth->{column}} = $truth->{expected};
    }
    print "indicator,attribute,owner,class,outlook\n";
    print join(',', $_, @{$indicator{$_}}{qw(attribute owner)}, $said{$_}{class} // '', $said{$_}{outlook} // ''), "\n"
        for @order;
    exit;
}
my %rows = map { $_ => [table("$_.csv")] } @ARGV;
my ($held, %facts) = (0);
for my $truth (@truths) {
    my $called = $CALLED{$truth->{file} =~ s/\.csv$//r} // next;
    # The evaluation tells it beside the weighted share, which is another run.
    ($called, $truth->{column}) = ('unweighted', 'estimate') if $truth->{column} eq 'unweighted';
    my $why = holds($truth, map { @{$rows{$_}} } split /\|/, $called);
    print "$truth->{fact} $truth->{file} $truth->{key} $truth->{column} should be $truth->{expected}: $why\n" if $why;
    $facts{$truth->{fact}} = 1;
    $held++;
}
print "$held truths of ", join(' ', sort keys %facts), " were held against the tools\n";

# Holds the rows of truths.csv that are about a cell of indicators.csv against what assess wrote.
use strict;
use warnings;

sub table {
    open my $in, '<', $_[0] or die "$_[0]: $!\n";
    my @rows = map { chomp; my @cells; push @cells, $1 while /\G("(?:[^"]|"")*"|[^,]*)(?:,|$)/g; \@cells } <$in>;
    my $header = shift @rows;
    return map { my %row; @row{@$header} = map { $_ // '' } @$_[0 .. $#$header]; \%row } @rows;
}

my ($truths, $assessed) = @ARGV;
my %answer = map { ("$_->{plan};$_->{indicator};$_->{target_period}" => $_) } table($assessed);
my ($held, $wrong) = (0, 0);
for my $truth (table($truths)) {
    next if $truth->{file} !~ m{^evaluation/(?:indicators|assessed|horizon2035).csv$} || $truth->{key} eq '';
    my %key = map { split /=/, $_, 2 } split /;/, $truth->{key};
    my $at = $truth->{file} =~ /2035/ ? "2035;$key{indicator};2035" : "$key{plan};$key{indicator};2025";
    my $column = {target => 'target_value', class_2023 => 'class_next'}->{$truth->{column}} // $truth->{column};
    next if !exists $answer{$at}{$column};
    my ($is, $right) = ($answer{$at}{$column}, $truth->{expected});
    my $holds = $truth->{tolerance} eq '' ? $is eq $right
        : $is =~ /\d/ && abs($is - $right) <= $truth->{tolerance} + 1e-9;
    $held++;
    next if $holds;
    $wrong++;
    print "$truth->{fact} $truth->{key} $column: $is, not $right\n";
}
print $held > 60 ? "held" : "too few: $held", ", $wrong wrong\n";

# What the right answer is, computed from the generator's own numbers with fractions: no tool of the suite is asked.
package Judge;
use strict;
use warnings;
use utf8;
use Exporter qw(import);
use World;
our @EXPORT_OK = qw(damped_ahead verdict average sum_of fall_of line_ahead models_ahead);

my %AT_MIDTERM = (time => World::rat('2/5'), ahead => World::rat('1.05'), on_track => World::rat('0.95'));

# {class, completion, pace, ...} of a target by the yearly values behind its base, in order.  share is how much of
# the time is over, two of five years unless told.
sub verdict {
    my ($aim, $values, $share) = @_;
    return {class => 'not_computable'} if !@$values || $aim->{kind} eq 'qualitative';
    my $kind = $aim->{kind};
    return keeps($aim, $values->[-1])              if $kind =~ /_keep$/;
    return by_pace($aim, of_level($aim, $values->[-1]), $share) if $kind =~ /^level_(min|max|about)$/;
    return relative($aim, $values)                 if $kind eq 'relative_to';
    my $target = World::rat($aim->{target});
    my %made   = (
        avg_growth_min           => sub { World::log_of(product($values)) / (5 * World::log_of(1 + $target / 100)) },
        cumulative_sum_min       => sub { sum_of($values) / $target },
        cumulative_reduction_min => sub { fall_of($values) / $target },
    );
    return by_pace($aim, {completion => $made{$kind}->()}, $share);
}

sub keeps {
    my ($aim, $value) = @_;
    my $held = $aim->{kind} =~ /min/ ? World::rat($value) >= World::rat($aim->{target})
        : World::rat($value) <= World::rat($aim->{target});
    return {class => $held ? 'on_track' : 'lagging'};
}

sub of_level {
    my ($aim, $value) = @_;
    my ($base, $target, $now) = map { World::rat($_) } $aim->{base}, $aim->{target}, $value;
    my $sign = $aim->{kind} eq 'level_max' ? -1 : 1;
    my $met  = $sign * ($now - $target) >= 0;
    return {class => $met ? 'on_track' : 'reversed'} if $sign * ($base - $target) >= 0;
    my $completion = ($now - $base) / ($target - $base);
    return {class => 'achieved', completion => $completion} if $met && $aim->{kind} ne 'level_about';
    return {completion => $completion};
}

sub by_pace {
    my ($aim, $answer, $share) = @_;
    return $answer if $answer->{class} && !$answer->{completion};
    $answer->{pace} = $answer->{completion} / ($share // $AT_MIDTERM{time});
    $answer->{class} //= $answer->{completion} < 0 ? 'reversed' : $answer->{completion} >= 1 ? 'achieved'
        : $answer->{pace} >= $AT_MIDTERM{ahead} ? 'ahead' : $answer->{pace} >= $AT_MIDTERM{on_track} ? 'on_track'
        : 'lagging';
    return $answer;
}

sub relative {
    my ($aim, $values) = @_;
    return {class => average($values) >= average($aim->{other}) ? 'on_track' : 'lagging'};
}

sub product {
    my ($changes) = @_;
    my $product = World::rat(1);
    $product *= 1 + World::rat($_) / 100 for @$changes;
    return $product;
}

# The geometric average of yearly changes in percent.
sub average {
    my ($changes) = @_;
    return 100 * (World::root_of(product($changes), scalar @$changes) - 1);
}

sub sum_of {
    my ($values) = @_;
    my $sum = World::rat(0);
    $sum += World::rat($_) for @$values;
    return $sum;
}

sub fall_of {
    my ($changes) = @_;
    return 100 * (1 - product($changes));
}

# What a straight line through yearly values says so many years ahead, and half the width of its interval at 95 %.
# The quantiles of t are those of tables; five values leave three degrees of freedom.
my %QUANTILE = (1 => '12.7062047364', 2 => '4.3026527297', 3 => '3.1824463053', 4 => '2.7764451052', 5 => '2.5705818366');

sub line_ahead {
    my ($values, $ahead) = @_;
    my $n    = @$values;
    my $mid  = World::rat($n - 1) / 2;
    my $mean = sum_of($values) / $n;
    my ($xy, $xx, $rest) = map { World::rat(0) } 1 .. 3;
    for my $x (0 .. $n - 1) {
        $xy += ($x - $mid) * (World::rat($values->[$x]) - $mean);
        $xx += ($x - $mid)**2;
    }
    my $slope = $xy / $xx;
    for my $x (0 .. $n - 1) {
        $rest += (World::rat($values->[$x]) - $mean - $slope * ($x - $mid))**2;
    }
    my $away     = $n - 1 + $ahead - $mid;
    my $variance = $rest / ($n - 2) * (1 + World::rat(1) / $n + $away**2 / $xx);
    my $width    = World::rat(0);
    $width = World::rat($QUANTILE{$n - 2}) * World::root_of($variance, 2) if $variance > 0;
    return ($mean + $slope * $away, $width);
}

# What the straight line, the drift, equal rates and the damped trend (0.9; 0.8, 0.2) say so many years ahead.
sub models_ahead {
    my ($values, $ahead) = @_;
    my ($first, $last) = map { World::rat($_) } @$values[0, -1];
    my $steps = @$values - 1;
    my ($line)   = line_ahead($values, $ahead);
    my ($damped) = damped_ahead($values, $ahead);
    return {line => $line, damped => $damped, drift => $last + ($last - $first) / $steps * $ahead,
        cagr => $last * World::root_of($last / $first, $steps)**$ahead};
}

# The damped trend, and half the width of its interval at 95 %: of the errors of one step, which n - 2 are free of.
sub damped_ahead {
    my ($values, $ahead) = @_;
    my ($fades, $heavy, $light) = map { World::rat($_) } qw(0.9 0.8 0.2);
    my ($level, $rest) = (World::rat($values->[0]), World::rat(0));
    my $slope = World::rat($values->[1]) - $level;
    for my $value (map { World::rat($_) } @$values[1 .. $#$values]) {
        my ($before, $faded) = ($level, $slope * $fades);
        $rest += ($value - $before - $faded)**2;
        $level = $heavy * $value + $light * ($before + $faded);
        $slope = $light * ($level - $before) + $heavy * $faded;
    }
    my $spread = World::rat(1);
    $spread += ($heavy * (1 + $light * World::sum_of_powers('0.9', $_)))**2 for 1 .. $ahead - 1;
    my $variance = World::rat(World::places($rest * $spread / (@$values - 2), 15));
    my $width = $variance > 0 ? World::rat('1.959964') * World::root_of($variance, 2) : World::rat(0);
    return ($level + $slope * World::sum_of_powers('0.9', $ahead), $width);
}

1;

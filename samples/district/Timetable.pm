# When things begin, are reported and end, and how they stand on the day that counts.
#
# Days are whole numbers, shares are pairs of whole numbers, so that what is said here is exact; nothing is taken
# from the tools that will be held against it.  An object is a hash with start, due, done_on (numbers or undef),
# invest (in hundredths), and reports: a list of {day, progress, stage, invest}.
package Timetable;
use strict;
use warnings;
use utf8;
use World;

our @HALVES = map { number($_) } qw(2021-06-30 2021-12-31 2022-06-30 2022-12-31 2023-06-30);
our $AT     = $HALVES[-1];

# ---- Days ----

sub number {
    my ($text) = @_;
    my ($year, $month, $day) = split /-/, $text;
    my $shifted = $month > 2 ? $year : $year - 1;
    my $month_days = int((153 * ($month + ($month > 2 ? -3 : 9)) + 2) / 5) + $day - 1;
    return $shifted * 365 + int($shifted / 4) - int($shifted / 100) + int($shifted / 400) + $month_days - 719_468;
}

sub parts {
    my ($number) = @_;
    my $since = $number + 719_468;
    my $era   = int($since / 146_097);
    my $rest  = $since - $era * 146_097;
    my $year  = int(($rest - int($rest / 1460) + int($rest / 36_524) - int($rest / 146_096)) / 365);
    my $day   = $rest - (365 * $year + int($year / 4) - int($year / 100));
    my $month = int((5 * $day + 2) / 153);
    my $late  = $month >= 10;
    return ($era * 400 + $year + ($late ? 1 : 0), $month + ($late ? -9 : 3), $day - int((153 * $month + 2) / 5) + 1);
}

sub text { return defined $_[0] ? sprintf '%04d-%02d-%02d', parts($_[0]) : '' }

# The first and the last day of the month that is so many months after January 2000.
sub first_of { my ($month) = @_; return number(sprintf '%04d-%02d-01', 2000 + int($month / 12), $month % 12 + 1) }
sub last_of  { my ($month) = @_; return first_of($month + 1) - 1 }

sub month { my ($year, $month) = parts($_[0]); return ($year - 2000) * 12 + $month - 1 }

# Whole months between two days; from the end of a month to the end of another they are whole.
sub months {
    my ($from, $to) = @_;
    return -months($to, $from) if $to < $from;
    my $months = month($to) - month($from);
    return $months if $from == last_of(month($from)) && $to == last_of(month($to));
    return $months - ((parts($to))[2] < (parts($from))[2] ? 1 : 0);
}

# Percent planned for a day, as a pair: straight from the start to the day due.
sub planned {
    my ($object, $day) = @_;
    return [100, 1] if $day >= $object->{due};
    return [0, 1] if $day <= $object->{start};
    return [100 * ($day - $object->{start}), $object->{due} - $object->{start}];
}

# ---- How an object stands ----

my %IN_LINE = (done => 1, on_time => 1);

sub last_of_all {
    my ($object, $what) = @_;
    my @known = grep { defined $_->{$what} } @{$object->{reports}};
    return @known ? $known[-1]{$what} : undef;
}

sub status {
    my ($object, $progress) = @_;
    my @told = map { $_->{progress} } grep { defined $_->{progress} } @{$object->{reports}};
    return $object->{start} > $AT ? 'not_started' : 'not_reported' if !defined $progress;
    return 'done'        if $progress >= 100;
    return 'overdue'     if $object->{due} < $AT;
    return 'not_started' if $progress == 0;
    return 'stalled'     if @told > 1 && $told[-1] == $told[-2];
    my ($above, $below) = @{planned($object, $AT)};
    return ($progress + 5) * $below < $above ? 'slow' : 'on_time';
}

# The day on which it is finished at the pace of the last three reports, where that is a whole number of months
# or not; undef without a pace.
sub finish {
    my ($object) = @_;
    my @told = grep { defined $_->{progress} } @{$object->{reports}};
    my ($first, $last) = @told > 2 ? @told[-3, -1] : @told[0, -1];
    return if @told < 2 || $last->{progress} <= $first->{progress};
    my ($above, $below) = ((100 - $last->{progress}) * months($first->{day}, $last->{day}),
        $last->{progress} - $first->{progress});
    my $whole = int($above / $below);
    my $day   = last_of(month($last->{day}) + $whole);
    return $day + int((($above - $whole * $below) * 30_436_875 + $below * 1_000_000 - 1) / ($below * 1_000_000));
}

# All that is said of an object: status, in_line, progress, planned, overdue_days and so on.
sub judge {
    my ($object) = @_;
    my $progress = last_of_all($object, 'progress');
    my $status   = status($object, $progress);
    my %said     = (status => $status, progress => $progress, planned => planned($object, $AT),
        in_line => $IN_LINE{$status} || ($status eq 'not_started' && $object->{start} > $AT) || 0,
        stage => last_of_all($object, 'stage') // $object->{stage}, invest => last_of_all($object, 'invest'));
    if ($status ne 'done') {
        $said{overdue_days} = $AT - $object->{due} if $AT > $object->{due};
        $said{overdue_months} = months($object->{due}, $AT) if $AT > $object->{due};
        $said{finish}      = finish($object);
        $said{late_months} = months($object->{due}, $said{finish}) if defined $said{finish};
        if (defined $progress && $object->{start} <= $AT) {
            my $span = $object->{due} - $object->{start};
            $said{slip_months} = months($object->{start} + int(($progress * $span + 99) / 100), $AT);
        }
    }
    return \%said;
}

# ---- Making them ----

sub stage_of {
    my ($progress) = @_;
    return $progress >= 100 ? '完工' : $progress >= 6 ? '在建' : '前期';
}

# Reports at the half-years since the start; SHARE(day) gives the percent.
sub reported {
    my ($object, $share) = @_;
    my $before = 0;
    for my $day (grep { $_ > $object->{start} } @HALVES) {
        my $percent = $share->($day);
        $percent = 100 if $percent > 100;
        $percent = $before if $percent < $before;
        push @{$object->{reports}}, {day => $day, progress => $percent, stage => stage_of($percent)};
        last if $percent >= 100;
        $before = $percent;
    }
    return;
}

sub along {
    my ($object, $day, $percent) = @_;
    my ($above, $below) = @{planned($object, $day)};
    return int($above * $percent / ($below * 100));
}

my $JANUARY_2021 = 21 * 12;
my %MAKE = (
    on_time => sub {
        my ($object, $draw) = @_;
        my $pace = $draw->int(95, 105);
        reported($object, sub { my $share = along($object, $_[0], $pace); $share > 98 ? 98 : $share });
    },
    done => sub {
        my ($object, $draw) = @_;
        $object->{done_on} = first_of($JANUARY_2021 + $draw->int(13, 29)) + $draw->int(4, 26);
        $object->{start}   = first_of($JANUARY_2021 + $draw->int(-4, 8)) if $object->{free};
        $object->{due}     = last_of(month($object->{done_on}) + $draw->int(0, 5));
        my $span = $object->{done_on} - $object->{start};
        reported($object, sub {
            my $share = int(100 * ($_[0] - $object->{start}) / $span);
            return $_[0] >= $object->{done_on} ? 100 : $share > 97 ? 97 : $share;
        });
    },
    slow => sub {
        my ($object, $draw) = @_;
        my $pace = $draw->int(62, 84);
        reported($object, sub { along($object, $_[0], $pace) });
    },
    stalled => sub {
        my ($object, $draw) = @_;
        my $pace = $draw->int(70, 90);
        reported($object, sub { along($object, $_[0] == $AT ? $HALVES[-2] : $_[0], $pace) });
    },
    overdue => sub {
        my ($object, $draw) = @_;
        $object->{due} = $draw->pick(map { number($_) } qw(2023-04-15 2023-04-30 2023-05-20 2023-05-31));
        my $pace = $draw->int(84, 96);
        reported($object, sub { along($object, $_[0], $pace) });
    },
    late_start => sub {
        my ($object, $draw) = @_;
        $object->{start} = first_of($JANUARY_2021 + $draw->int(21, 26));
        $object->{due}   = last_of($JANUARY_2021 + $draw->int(53, 59));
        reported($object, sub { 0 });
    },
    not_reported => sub { my ($object) = @_; $object->{stage} = '在建' },
    reserve      => sub {
        my ($object, $draw) = @_;
        $object->{start} = first_of($JANUARY_2021 + $draw->int(32, 38));
        $object->{due}   = last_of($JANUARY_2021 + $draw->int(56, 59));
        $object->{stage} = '储备';
    },
);

# What a status is called by the judge, where that is another word.
my %JUDGED = (late_start => 'not_started', reserve => 'not_started');

# Gives an object a start, a day due and reports so that it stands as it should.  Those of the whole plan run from
# 2021 to 2025; others when they run, as the stream has it.  What is in line would also be finished about in time.
sub make {
    my ($object, $wanted, $draw) = @_;
    for (1 .. 2000) {
        $object->{reports} = [];
        delete @$object{qw(done_on stage)};
        $object->{start} = first_of($object->{free} ? $JANUARY_2021 + $draw->int(0, 18) : $JANUARY_2021);
        $object->{due}   = last_of($object->{free}  ? $JANUARY_2021 + $draw->int(36, 59) : $JANUARY_2021 + 59);
        $MAKE{$wanted}->($object, $draw);
        my $said = judge($object);
        next if $said->{status} ne ($JUDGED{$wanted} // $wanted);
        next if $wanted eq 'on_time' && (!fits($said->{late_months}) || !fits($said->{slip_months}));
        next if $wanted eq 'on_time' && $said->{progress} < 12;
        next if $wanted eq 'slow'    && $said->{progress} < 20;
        next if $wanted eq 'stalled' && (@{$object->{reports}} < 3 || $said->{progress} < 10);
        return $object;
    }
    die "no timetable for $object->{task}, which should be $wanted\n";
}

sub fits { return !defined $_[0] || abs $_[0] < 5 }

# The money that has been spent by each report: about as far as the work, by so many points before or behind it.
sub spend {
    my ($object, $points) = @_;
    my $before = 0;
    for my $report (@{$object->{reports}}) {
        my $share = $report->{progress} + $points;
        $share = $report->{progress} >= 100 ? 96 + $points % 4 : $share < 1 ? 1 : $share > 97 ? 97 : $share;
        $share = 0 if $report->{progress} == 0;
        my $invest = int($object->{invest} * $share / 100);
        $before = $report->{invest} = $invest < $before ? $before : $invest;
    }
    return;
}

sub money { return defined $_[0] ? sprintf('%d.%02d', int($_[0] / 100), $_[0] % 100) : '' }

1;
